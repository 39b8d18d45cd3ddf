from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from annotator.core.text import Utf16Map, digest, find_all, fold, folded, line_ranges

# Letters, marks, blanks, invisible and astral characters thick enough for them to meet each other.
ODD = st.text(
    st.one_of(
        st.sampled_from("oaeuyàòỳđĐhqOAß \t\n\r\u00a0\u00ad\u200b\u2028\ufeff\U0001f600"),
        st.sampled_from("\u0300\u0301\u0302\u0303\u0309\u0323\u0345\u034f\u0315\u064b\u1160\u1100\u11a8"),
        st.sampled_from("\ufb01İŉΐẞǰ각\u0dcf\u0dd9"),
        st.characters(),
    )
)
MARKS = st.booleans()


@given(ODD)
def test_utf16_map_agrees_with_the_encoding(text: str) -> None:
    mapped = Utf16Map(text)
    for place in range(len(text) + 1):
        units = len(text[:place].encode("utf-16-le", "surrogatepass")) // 2
        assert mapped.unit(place) == units
        assert mapped.code_point(units) == place


def test_a_unit_inside_a_surrogate_pair_belongs_to_its_character() -> None:
    mapped = Utf16Map("a😀b😀")
    assert [mapped.code_point(unit) for unit in range(7)] == [0, 1, 1, 2, 3, 3, 4]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", [""]),
        ("a\n", ["a", ""]),
        ("a\r\nb\rc\nd", ["a", "b", "c", "d"]),
        ("a\vb\fc\x85d\u2028e\u2029", ["a", "b", "c", "d", "e", ""]),
        ("\n\r\n\r", ["", "", "", ""]),
        ("a\x1cb", ["a\x1cb"]),
    ],
)
def test_lines_end_where_people_see_them_end(text: str, lines: list[str]) -> None:
    assert [text[start:end] for start, end in line_ranges(text)] == lines


@given(ODD)
def test_lines_cover_everything_but_terminators(text: str) -> None:
    ranges = line_ranges(text)
    assert (ranges[0][0], ranges[-1][1]) == (0, len(text))
    for (_, end), (start, _) in pairwise(ranges):
        assert text[end:start] in {"\n", "\r", "\r\n", "\v", "\f", "\x85", "\u2028", "\u2029"}


def test_the_digest_tells_texts_apart_that_look_alike() -> None:
    assert digest("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert digest("hòa") != digest(unicodedata.normalize("NFD", "hòa"))
    assert len(digest("\ud800")) == 64


@pytest.mark.parametrize(
    ("text", "kept", "dropped"),
    [
        ("Đảng Cộng sản", "đảng cộng sản", "dang cong san"),
        ("hoà thuý khoẻ", "hòa thúy khỏe", "hoa thuy khoe"),
        ("HOÀ Thuỷ", "hòa thủy", "hoa thuy"),
        ("Hà\u00a0Nội\u200b,\n\t 20\u00ad26", "hà nội, 2026", "ha noi, 2026"),
        ("Ðảng", "ðảng", "dang"),
        ("", "", ""),
    ],
)
def test_folding(text: str, kept: str, dropped: str) -> None:
    assert folded(text, keep_marks=True) == kept
    assert folded(text) == dropped


@given(ODD, MARKS)
@example("oạ\u0300", True)
@example("a\u200b\u0301 \u0301 b", False)
def test_both_ways_to_fold_agree_and_fold_once_and_for_all(text: str, keep_marks: bool) -> None:
    copy = folded(text, keep_marks)
    assert fold(text, keep_marks).text == copy
    assert folded(copy, keep_marks) == copy


@given(ODD, MARKS)
def test_normalisation_does_not_count(text: str, keep_marks: bool) -> None:
    copy = folded(text, keep_marks)
    assert folded(unicodedata.normalize("NFC", text), keep_marks) == copy
    assert folded(unicodedata.normalize("NFD", text), keep_marks) == copy


@given(st.text("aăâeêioôơuưydđàảãáạừẫéọnhHCgt oO"), MARKS)
def test_case_does_not_count(text: str, keep_marks: bool) -> None:
    assert folded(text.upper(), keep_marks) == folded(text.lower(), keep_marks) == folded(text, keep_marks)


@given(ODD, MARKS)
def test_spans_lie_in_the_source_and_grow(text: str, keep_marks: bool) -> None:
    copy = fold(text, keep_marks)
    spans = [copy.span(place, place + 1) for place in range(len(copy.text))]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert spans == sorted(spans)
    assert all(a == b or a[1] <= b[0] for a, b in pairwise(spans))
    if spans:
        assert copy.span(0, len(copy.text)) == (spans[0][0], spans[-1][1])


@given(ODD, st.data())
def test_an_empty_range_stays_empty(text: str, data: st.DataObject) -> None:
    copy = fold(text)
    place = data.draw(st.integers(0, len(copy.text)))
    start, end = copy.span(place, place)
    assert start == end <= len(text)


def test_a_span_takes_the_whole_cluster_and_no_more() -> None:
    text = unicodedata.normalize("NFD", "ở  Huế") + "\u00ad"
    copy = fold(text)
    assert copy.text == "o hue"
    assert [text[slice(*copy.span(place, place + 1))] for place in range(5)] == [
        "o\u031b\u0309",
        "  ",
        "H",
        "u",
        "e\u0302\u0301",
    ]


@pytest.mark.parametrize(
    ("query", "match_marks", "hits"),
    [
        ("đảng", None, ["Đảng", "ĐẢNG"]),
        ("dang", None, ["Đảng", "đang", "ĐẢNG"]),
        ("đảng", False, ["Đảng", "đang", "ĐẢNG"]),
        ("dang", True, []),
        ("nguyen phu trong", None, ["Nguyễn Phú\u00a0Trọng"]),
        ("thuỷ hòa", None, ["Thủy Hoà"]),
        ("thu", True, []),
        ("", None, []),
        ("\u200b", None, []),
    ],
)
def test_finding(query: str, match_marks: bool | None, hits: list[str]) -> None:
    for form in ("NFC", "NFD"):
        text = unicodedata.normalize(form, "Đảng đang họp; Nguyễn Phú\u00a0Trọng, Thủy Hoà. ĐẢNG")
        found = [text[start:end] for start, end in find_all(text, query, match_marks)]
        assert found == [unicodedata.normalize(form, hit) for hit in hits]


def test_hits_do_not_overlap() -> None:
    assert find_all("aaaaa", "aa") == [(0, 2), (2, 4)]


@given(ODD, st.data())
def test_hits_fold_to_the_query_and_a_piece_is_found(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    query = text[start : data.draw(st.integers(start, min(len(text), start + 3)))]
    keep_marks = data.draw(MARKS)
    wanted = folded(query, keep_marks)
    hits = find_all(text, query, keep_marks)
    assert all(folded(text[first:last], keep_marks) == wanted for first, last in hits)
    assert hits == sorted(hits)
    assert all(a[1] <= b[0] for a, b in pairwise(hits))
    if query == text and wanted:
        assert hits
