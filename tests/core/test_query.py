"""What the query language reads and finds."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.errors import InputError
from annotator.core.query import Marks, Query, Word, of_surface, parse
from annotator.core.query_match import Finder, is_odd, regex
from annotator.core.text import find_all, folded

TEXT = (
    "Ông Nguyễn Phú Trọng và bà NGUYỄN\u00a0PHÚ  TRỌNG. Đảng đang họp; Đảng dạng khác. Chính phủ, chính quyền.\n"
    "Hoà bình, Hòa bình, HOÀ BÌNH, hoàn thành. TP.HCM, Công đoàn Việt Nam, công nhân viên."
)


def found(query: str, text: str = TEXT, **options: object) -> list[str]:
    return [text[start:end] for start, end in Finder(parse(query, **options)).find(text)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("query", "hits"),
    [
        ("nguyen phu trong", ["Nguyễn Phú Trọng", "NGUYỄN\u00a0PHÚ  TRỌNG"]),
        ("nguyễn phu", ["Nguyễn Phú", "NGUYỄN\u00a0PHÚ"]),
        ("đảng", ["Đảng", "Đảng"]),
        ("đang", ["đang"]),
        ("dang", ["Đảng", "đang", "Đảng", "dạng"]),
        ("chính*", ["Chính", "chính"]),
        ("*oàn", ["hoàn", "đoàn"]),
        ("công * nam", []),
        ("công đoàn * nam", ["Công đoàn Việt Nam"]),
        ("cong * vien", ["công nhân viên"]),
        ("hòa bình", ["Hoà bình", "Hòa bình", "HOÀ BÌNH"]),
        ("oa", []),
        ('"chính*"', []),
        ("tp.hcm", ["TP.HCM"]),
        ("“đảng dạng” khác", ["Đảng dạng khác"]),
        ("khác. chính", ["khác. Chính"]),
        ("quyền. hoà", []),
        ("/[A-ZĐ]{3,}/", ["NGUY", "HCM"]),
        ("/^Hoà/", ["Hoà"]),
        ("/(?i)đảng d/", ["Đảng d"]),
        ("/x*/", []),
    ],
)
def test_what_is_found(query: str, hits: list[str]) -> None:
    assert found(query) == hits


@pytest.mark.parametrize("typed", ["'", "’", "‘", "ʼ"])
def test_an_apostrophe_is_any_apostrophe(typed: str) -> None:
    text = "Người H’Mông, người H'Mông và người H‘mông; H Mông."
    assert found(f"h{typed}mong", text) == ["H’Mông", "H'Mông", "H‘mông"]
    assert found(f"H{typed}Mông", text, is_case_exact=True) == ["H’Mông", "H'Mông"]
    assert found(f"h{typed}mong", unicodedata.normalize("NFD", text)) == [
        unicodedata.normalize("NFD", hit) for hit in ("H’Mông", "H'Mông", "H‘mông")
    ]


def test_quotation_marks_of_a_name_are_alike_where_its_spelling_is_free() -> None:
    text = 'Giải “Sao Khuê”, giải "sao khuê".'
    query = of_surface("“Sao Khuê”", is_exact=False)
    assert [text[slice(*range_)] for range_ in Finder(query).find(text)] == ["“Sao Khuê”", '"sao khuê"']
    exact = of_surface("“Sao Khuê”", is_exact=True)
    assert [text[slice(*range_)] for range_ in Finder(exact).find(text)] == ["“Sao Khuê”"]


def test_marks_can_be_asked_for_or_let_go() -> None:
    assert found("dang", marks=Marks.EXACT) == []
    assert found("đảng", marks=Marks.IGNORED) == ["Đảng", "đang", "Đảng", "dạng"]
    assert found("hòa bình", marks=Marks.EXACT) == ["Hoà bình", "Hòa bình", "HOÀ BÌNH"]


def test_case_can_be_asked_for() -> None:
    assert found("Đảng", is_case_exact=True) == ["Đảng", "Đảng"]
    assert found("đảng", is_case_exact=True) == []
    assert found("HOA", is_case_exact=True) == ["HOÀ"]
    assert found("Hòa", is_case_exact=True) == ["Hoà", "Hòa"]


def test_a_decomposed_text_is_searched_as_well() -> None:
    text = unicodedata.normalize("NFD", TEXT)
    assert [folded(hit) for hit in found("nguyen phu trong", text)] == ["nguyen phu trong"] * 2
    assert [unicodedata.normalize("NFC", hit) for hit in found("đảng", text)] == ["Đảng", "Đảng"]
    assert [unicodedata.normalize("NFC", hit) for hit in found("Hòa", text, is_case_exact=True)] == ["Hoà", "Hòa"]
    assert found("đang đang", unicodedata.normalize("NFD", "Đảng đang đang")) == [
        unicodedata.normalize("NFD", "đang đang")
    ]


@pytest.mark.parametrize("query", ["thủ", "thủ\u200b", '"thủ"', "thủ \ufeff"])
def test_a_query_means_whole_words_however_its_letters_are_put_together(query: str) -> None:
    for form in ("NFC", "NFD"):
        assert found(unicodedata.normalize(form, query), "thủy, thủ tục") == ["thủ"]
    surface = of_surface(unicodedata.normalize("NFD", "thủ"), is_exact=False)
    assert Finder(surface).find("thủy, thủ tục") == [(6, 9)]
    with pytest.raises(InputError, match=r"query\.empty"):
        parse("\ufeff")


def test_invisible_characters_do_not_hide_a_name() -> None:
    assert found("viet nam", "Vi\u00adệt\u200b Nam") == ["Vi\u00adệt\u200b Nam"]


def test_a_joiner_in_a_word_does_not_hide_it() -> None:
    assert found("đảng viên", "đảng\u2060 vi\u2060ên") == ["đảng\u2060 vi\u2060ên"]


@pytest.mark.parametrize("query", ["*x", "*a*b*", "a*b*c", "*b", "* x", "x *"])
def test_an_endless_word_takes_no_endless_time(query: str) -> None:
    """Each of these took minutes or more: every star was tried at every length."""
    assert found(query, "a" * 50_000 + " " + "a-" * 50_000) == []


@pytest.mark.parametrize(
    ("query", "hits"),
    [
        ("*ab", ["xabab", "ab"]),
        ("a*b*", ["abx", "ab"]),
        ("*a*a*", ["xabab"]),
        ("*b*a*b", ["xabab"]),
        ("**x", ["abx"]),
    ],
)
def test_stars_leave_what_the_rest_of_the_word_needs(query: str, hits: list[str]) -> None:
    assert found(query, "xabab abx ab") == hits


def test_a_name_spelled_exactly_or_otherwise() -> None:
    exact = Finder(of_surface("Hoà bình", is_exact=True))
    loose = Finder(of_surface("Hoà bình", is_exact=False))
    assert [TEXT[slice(*range_)] for range_ in exact.find(TEXT)] == ["Hoà bình"]
    assert [TEXT[slice(*range_)] for range_ in loose.find(TEXT)] == ["Hoà bình", "Hòa bình", "HOÀ BÌNH"]
    assert Finder(of_surface("Hoa", is_exact=False)).find(TEXT) == []


def test_filters_are_read() -> None:
    query = parse('tổng label:PER label:"Tên riêng" -label:ORG is:labelled bí "thư*"')
    assert query.words == (Word("tổng"), Word("bí"), Word("thư*", is_literal=True))
    assert (query.labels, query.without, query.labelled) == (("PER", "Tên riêng"), ("ORG",), True)
    assert parse("x -is:labelled").labelled is False
    assert parse("label:ORG").is_by_label
    assert parse("is:labelled").is_by_label
    assert parse("foo:bar").words == (Word("foo:bar"),)
    assert parse("label:ORG /a b/ is:unlabelled") == Query(pattern="a b", labels=("ORG",), labelled=False)
    assert parse("1/2").words == (Word("1/2"),)
    assert [word.text for word in parse('"xem /abc/ nhé"').words] == ["xem", "/abc/", "nhé"]
    assert parse('label:"a /b/ c" x').labels == ("a /b/ c",)
    assert parse('label:"a b" /"c" d/').pattern == '"c" d'


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("", "query.empty"),
        ("   ", "query.empty"),
        ('""', "query.empty"),
        ("-label:ORG", "query.empty"),
        ("is:unlabelled", "query.empty"),
        ("is:odd x", "query.state"),
        ("/a/ b", "query.mixed"),
    ],
)
def test_what_cannot_be_asked(query: str, code: str) -> None:
    with pytest.raises(InputError) as caught:
        parse(query)
    assert caught.value.code == code


@pytest.mark.parametrize("pattern", ["(", "[z-a]", "a{2,1}", "(?P<n>a)(?P<n>b)", "*", "(" * 5000 + ")" * 5000])
def test_a_regular_expression_that_cannot_be_read(pattern: str) -> None:
    with pytest.raises(InputError) as caught:
        regex(Query(pattern=pattern))
    assert caught.value.code == "query.regex"


WORDS = st.sampled_from(
    [
        "Đảng",
        "đang",
        "dang",
        "ĐẢNG",
        "hoà",
        "hòa",
        "HOÀ",
        "hoàn",
        "Quý",
        "qúy",
        "thuỷ",
        "Việt",
        "viêt",
        "Nam",
        "TP.HCM",
        "ở",
    ]
)
JOINS = st.sampled_from([" ", "  ", "\u00a0", "\n", ", ", "-"])
FORMS = st.sampled_from(["NFC", "NFD"])


@st.composite
def texts(draw: st.DrawFn) -> str:
    parts = [part for _ in range(draw(st.integers(1, 12))) for part in (draw(WORDS), draw(JOINS))]
    return unicodedata.normalize(draw(FORMS), "".join(parts))


@given(texts(), st.lists(WORDS, min_size=1, max_size=3), st.sampled_from(Marks))
def test_every_hit_folds_to_the_query_and_no_other_place_does(text: str, words: list[str], marks: Marks) -> None:
    query = parse(" ".join(words), marks)
    hits = Finder(query).find(text)
    with_marks = marks == Marks.EXACT or (marks == Marks.AUTO and all(map(query.counts_marks, words)))
    for start, end in hits:
        assert folded(text[start:end]) == folded(" ".join(words))
        if with_marks:
            assert folded(text[start:end], True) == folded(" ".join(words), True)
    if with_marks or marks == Marks.IGNORED:
        assert hits == _by_the_copy(text, " ".join(words), with_marks)


def _by_the_copy(text: str, phrase: str, with_marks: bool) -> list[tuple[int, int]]:
    """What the search in an article finds, line by line; its hits here begin and end with whole words."""
    found, start = [], 0
    for line in text.split("\n"):
        found += [(start + first, start + last) for first, last in find_all(line, phrase, with_marks)]
        start += len(line) + 1
    return [
        (first, last)
        for first, last in found
        if not text[first - 1 : first].isalnum() and not text[last : last + 1].isalnum()
    ]


@given(texts())
def test_the_bytes_tell_what_the_text_does(text: str) -> None:
    decomposed = any(unicodedata.combining(character) for character in text)
    assert is_odd(text.encode()) == decomposed
