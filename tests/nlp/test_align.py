from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.core.selection import is_blank
from annotator.nlp.align import compose, rules, tokens

PIECES = [
    "हिन्दी",
    "hoà",
    "Nguyễn",
    "Việt Nam",
    "\u00a0",
    "\u200b",
    "\u200d",
    "\ufeff",
    "\u0301",
    "\u0323",
    "👩\u200d👧",
    "🇻🇳",
    "👍🏽",
]
PLAIN = ["hoà", "Nguyễn", "Việt Nam", "\u00a0", "Huế", "A", "-", "/", "7", "x@y.vn", "“", "&", "'"]
ODD = ["https://vov.vn/a_(b)?x=1", "NĐ-CP", "02/02/2023", "3.000", "v.v...", "ðÐ", "각", "…", "(", ".", " ", "e"]
TERMINATORS = "\n\v\f\r\x85\u2028\u2029"
LINES = st.lists(st.sampled_from([*PIECES, *ODD]) | st.characters(exclude_characters=TERMINATORS), max_size=15).map(
    "".join
)


def forms(text: str) -> list[str]:
    return [text, unicodedata.normalize("NFD", text), unicodedata.normalize("NFC", text)]


def normalised(source: str) -> str:
    given_rules = rules()
    return given_rules.respell(unicodedata.normalize("NFC", source).translate(given_rules.letters))


def sources(line: str) -> list[str]:
    return [line[token.start : token.end] for token in tokens(line)]


@settings(deadline=None)
@given(LINES, st.integers(0, 2))
def test_tokens_lie_in_order_and_read_as_underthesea_sees_them(line: str, form: int) -> None:
    line = forms(line)[form]
    found = tokens(line)
    assert all(0 <= token.start < token.end <= len(line) for token in found)
    assert all(before.end <= after.start for before, after in pairwise(found))
    for token in found:
        source = line[token.start : token.end]
        assert not is_blank(source[0])
        assert not is_blank(source[-1])
        assert normalised(source) == token.text


@settings(deadline=None)
@given(LINES, st.integers(0, 2))
def test_no_visible_character_is_lost(line: str, form: int) -> None:
    line = forms(line)[form]
    inside = "".join(sources(line))
    assert [c for c in inside if not is_blank(c)] == [c for c in line if not is_blank(c)]


@settings(deadline=None)
@given(st.text(max_size=30))
def test_composed_text_is_nfc_and_maps_back(text: str) -> None:
    composed = compose(text)
    assert composed.text == unicodedata.normalize("NFC", text)
    for index in range(len(composed.text)):
        start, end = composed.source(index, index + 1)
        assert composed.text[index] in unicodedata.normalize("NFC", text[start:end])


@settings(deadline=None)
@given(st.lists(st.sampled_from([*PLAIN, *ODD]), max_size=15).map("".join), st.integers(0, 2))
def test_tokens_are_underthesea_s_own(line: str, form: int) -> None:
    from underthesea.pipeline.word_tokenize.regex_tokenize import tokenize

    line = forms(line)[form]
    assert [token.text for token in tokens(line)] == tokenize(line)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Ông Trần hoà giải", ["Ông", "Trần", "hoà", "giải"]),
        ("Hà\u00a0Nội \u200bnăm\u200b2023", ["Hà", "Nội", "năm", "2023"]),
        ("TP. HCM, 👩\u200d👧🇻🇳!", ["TP.", "HCM", ",", "👩\u200d👧", "🇻🇳", "!"]),
        ("xem https://vov.vn/a_(b).", ["xem", "https://vov.vn/a_(b)", "."]),
        ("x\u0302y z", ["x\u0302y", "z"]),
    ],
)
def test_tokens_of_odd_text(line: str, expected: list[str]) -> None:
    assert sources(line) == expected
    decomposed = unicodedata.normalize("NFD", line)
    assert sources(decomposed) == [unicodedata.normalize("NFD", piece) for piece in expected]


def test_respelling_is_the_model_s_alone() -> None:
    assert [(token.start, token.end, token.text) for token in tokens("hoà")] == [(0, 3, "hòa")]


def test_address_of_dots_does_not_take_forever() -> None:
    assert sources("http://" + "." * 500)[-1] == "." * 500
