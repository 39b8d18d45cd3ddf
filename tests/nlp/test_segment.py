from __future__ import annotations

import subprocess
import sys
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.core.selection import is_blank
from annotator.nlp.align import tokens
from annotator.nlp.segment import MAX_SYLLABLES, UndertheseaSegmenter, joined, parts, pieces, words

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))
SENTENCES = [
    "Ông Nguyễn Văn A đến TP. Hồ Chí Minh. ",
    "Bộ LĐ-TB&XH,\u00a0ngày 02/02/2023 hoà giải… ",
    "dài " * 230,
    "dài, " * 230,
    "x" * 2300 + " ",
    "\n",
    "\r\n",
    "\u2028",
    "😀\u200b ",
]
TEXTS = st.lists(st.sampled_from(SENTENCES), max_size=8).map("".join)


def read(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


def test_importing_loads_no_model() -> None:
    modules = "annotator.nlp.segment, annotator.nlp.suggesters, annotator.nlp.worker"
    code = f"import sys, {modules}; print('underthesea' in sys.modules)"
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_words_are_underthesea_s_own(path: Path) -> None:
    from underthesea import word_tokenize

    text = read(path)
    found = []
    for start, end in parts(text):
        line = joined(tokens(text[start:end]))
        assert [word.text for word in line] == word_tokenize(text[start:end])
        found += [(start + word.start, start + word.end) for word in line]
    assert [(word.start, word.end) for word in words(text)] == found


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_decomposed_text_has_the_same_words(path: Path) -> None:
    text = unicodedata.normalize("NFC", read(path))
    decomposed = unicodedata.normalize("NFD", text)
    composed_words = [text[word.start : word.end] for word in words(text)]
    assert [
        unicodedata.normalize("NFC", decomposed[word.start : word.end]) for word in words(decomposed)
    ] == composed_words


@settings(max_examples=40, deadline=None)
@given(TEXTS)
def test_words_are_clean_and_keep_to_their_line(text: str) -> None:
    found = UndertheseaSegmenter().words(text)
    assert all(0 <= start < end <= len(text) for start, end in found)
    assert all(before[1] <= after[0] for before, after in pairwise(found))
    for start, end in found:
        assert not is_blank(text[start])
        assert not is_blank(text[end - 1])
        assert len(text[start:end].splitlines()) == 1


def test_words_join_syllables_and_tell_their_part_of_speech() -> None:
    text = "Chợ thịt chó\u00a0 nổi tiếng"
    found = words(text, tagged=True)
    assert [text[word.start : word.end] for word in found] == ["Chợ", "thịt", "chó", "nổi tiếng"]
    assert [word.pos for word in found] == ["N", "N", "N", "A"]
    assert {word.pos for word in words(text)} == {None}


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_parts_are_small_and_leave_out_only_blanks(text: str) -> None:
    found = list(parts(text))
    assert all(len(text[start:end].split()) <= MAX_SYLLABLES for start, end in found)
    assert all(len(text[start:end].splitlines()) == 1 for start, end in found)
    visible = [c for start, end in found for c in text[start:end] if not is_blank(c)]
    assert visible == [c for c in text if not is_blank(c)]


@settings(max_examples=60, deadline=None)
@given(TEXTS, st.integers(0, 3000), st.sampled_from([1, 500, 5000]))
def test_pieces_hold_the_parts_of_the_whole(text: str, first: int, size: int) -> None:
    found = list(pieces(text, first, size))
    inner = [(start + low, start + high) for start, end in sorted(found) for low, high in parts(text[start:end])]
    assert inner == list(parts(text))


def test_a_sentence_cut_at_a_blank_is_cut_the_same_again() -> None:
    text = "x" * 3092 + " " + "x" * 2428
    found = [(0, 2000), (2000, 3092), (3093, 5093), (5093, 5521)]
    assert list(parts(text)) == found
    assert [(3093 + start, 3093 + end) for start, end in parts(text[3093:])] == found[2:]


def test_visible_piece_comes_first() -> None:
    text = "Dòng một.\nDòng hai.\nDòng ba."
    found = [text[start:end] for start, end in pieces(text, text.index("hai"), 1)]
    assert found == ["Dòng hai.", "Dòng ba.", "Dòng một."]
