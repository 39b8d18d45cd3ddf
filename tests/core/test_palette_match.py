from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.palette_match import is_spread, score, words_of

NAMES = (
    "Đồng ý, mở bài kế tiếp",
    "Chấp nhận",
    "Hiện văn bản gốc",
    "Nhập tệp…",
    "Accept all in the article",
    "Next unlabelled name",
    "Concordance",
    "Gán nhãn PER · Người",
)
TEXTS = st.text(alphabet="abcđĐdeêgiI nôơtTuưyýỳ ạăấ…,.·-&/ 12", max_size=40)


def at(query: str, name: str) -> float:
    return score(words_of(query), words_of(name))


@st.composite
def parts_of_names(draw: st.DrawFn, names: st.SearchStrategy[str]) -> tuple[str, str]:
    """A name, and beginnings of some of its folded words in any order."""
    name = draw(names.filter(lambda text: bool(words_of(text))))
    words = draw(st.lists(st.sampled_from(words_of(name)), min_size=1))
    cut = [word[: draw(st.integers(1, len(word)))] for word in words]
    return name, " ".join(cut)


@given(parts_of_names(st.sampled_from(NAMES) | TEXTS))
def test_beginnings_of_words_are_found_in_any_order(case: tuple[str, str]) -> None:
    name, query = case
    found = at(query, name)
    assert found > 0
    assert not is_spread(found)


@given(st.sampled_from(NAMES) | TEXTS)
def test_first_letters_of_a_whole_name_are_found(name: str) -> None:
    initials = "".join(word[0] for word in words_of(name))
    if initials:
        assert at(initials, name) > 0


@given(TEXTS, TEXTS)
def test_a_name_that_has_none_of_the_letters_is_not_found(query: str, name: str) -> None:
    if words_of(query) and not set("".join(words_of(query))) & set("".join(words_of(name))):
        assert at(query, name) == 0


@given(TEXTS, TEXTS)
def test_a_score_is_no_less_than_nothing_and_case_and_diacritics_do_not_count(query: str, name: str) -> None:
    assert at(query, name) == at(query.upper(), name) == at(" ".join(words_of(query)), name) >= 0


@given(parts_of_names(st.sampled_from(NAMES)), st.sampled_from(["xyz", "q1", "wzz"]))
def test_every_typed_word_counts(case: tuple[str, str], strange: str) -> None:
    name, query = case
    assert at(f"{query} {strange}", name) == 0


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("dong y", "Đồng ý"),
        ("ĐỒNG Ý", "Đồng ý"),
        ("y dong", "Đồng ý"),
        ("dy", "Đồng ý"),
        ("dony", "Đồng ý"),
        ("nexart", "Next article"),
        ("aaint", "Accept all in the article"),
        ("goc van ban", "Hiện văn bản gốc"),
        ("hoà", "Hòa bình"),
    ],
)
def test_ways_to_type_a_name(query: str, name: str) -> None:
    assert at(query, name) > 0


def test_first_letters_stand_side_by_side() -> None:
    assert at("aat", "Accept all in the article") == 0


@pytest.mark.parametrize(
    ("query", "better", "worse"),
    [
        ("accept", "Accept", "Accept all in the article"),
        ("acc", "Accept", "Next account"),
        ("undo", "Undo", "Undoing things"),
        ("next art", "Next article", "Article before the next"),
        ("an", "Any act", "Apple new"),
    ],
)
def test_what_fits_closer_comes_first(query: str, better: str, worse: str) -> None:
    assert at(query, better) > at(query, worse) > 0


def test_nothing_typed_fits_nothing() -> None:
    assert at("", "Accept") == at("…", "Accept") == at("a", "") == 0


def test_many_ways_to_split_a_word_take_no_time() -> None:
    assert at("a" * 60 + "b", " ".join(["a" * 30] * 12)) == 0
