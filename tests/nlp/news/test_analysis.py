from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.nlp.suggesters.news.analysis import Syllable, cut

TEXTS = st.text("aăđĐNguyễn .,-–/12\n\u00a0\u0301\u200bé", max_size=60)


def syllables(text: str) -> list[Syllable]:
    return [syllable for part in cut(text) for syllable in part.syllables()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Vai trò của EU.", ["Vai", "trò", "của", "EU", "."]),
        ("Việt Nam-Lào", ["Việt", "Nam", "-", "Lào"]),
        ("số 5", ["số", "5"]),
        ("ngày 23/2/2026.", ["ngày", "23/2/2026", "."]),
        ("ở TP.HCM.", ["ở", "TP.HCM", "."]),
    ],
)
def test_a_name_can_end_at_every_edge(text: str, expected: list[str]) -> None:
    assert [text[s.start : s.end] for s in syllables(text)] == expected


def test_words_and_their_tags_are_told() -> None:
    found = syllables("Chủ tịch Hồ Chí Minh")
    assert [(s.place, s.word) for s in found][:2] == [("B", "chủ tịch"), ("I", "chủ tịch")]
    assert {s.pos for s in found} <= {"N", "Np", "Nc", "V", "A"}


def test_decomposed_text_has_the_same_syllables() -> None:
    text = "Chủ tịch nước thăm Điện Biên Phủ."
    decomposed = unicodedata.normalize("NFD", text)
    assert [s[2:] for s in syllables(decomposed)] == [s[2:] for s in syllables(text)]
    quotes = [unicodedata.normalize("NFC", decomposed[s.start : s.end]) for s in syllables(decomposed)]
    assert quotes == [text[s.start : s.end] for s in syllables(text)]


@settings(max_examples=80)
@given(TEXTS)
def test_syllables_are_in_order_and_their_spellings_known_before_the_words(text: str) -> None:
    found = syllables(text)
    assert all(0 <= s.start < s.end <= len(text) for s in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert [s.text for s in found] == [spelt for part in cut(text) for spelt in part.texts()]
