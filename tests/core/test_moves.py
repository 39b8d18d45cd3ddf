"""Moves through generated texts: they end, go one way, come back to a boundary and stay in what is shown."""

from __future__ import annotations

import time

import pytest
from clock import holds
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.display import DisplayMap
from annotator.core.moves import Direction, Reach, Walker
from annotator.core.selection import Range, is_boundary, syllables
from annotator.core.text import line_ranges

TEXT = "Sáng 23/2, Tổng Bí thư Tô Lâm dự gặp mặt. Cùng dự có Trần Cẩm Tú.\n\n***\nẢnh: Đăng Khoa"

texts = st.text(st.sampled_from("aĐồ \n.,-/\u00a0👩\u200d\u0301…9"), max_size=120)
reaches = st.sampled_from(list(Reach))


@st.composite
def walks(draw: st.DrawFn) -> tuple[str, list[Range], Walker]:
    """A text of which some lines are folded away, with words over some of its syllables."""
    text = draw(texts)
    lines = [line for line in line_ranges(text) if draw(st.booleans())]
    shown = DisplayMap(text, lines).paragraphs
    words = [piece for piece in syllables(text) if draw(st.booleans())] if draw(st.booleans()) else None
    return text, shown, Walker(text, shown, words)


def is_shown(shown: list[Range], at: int) -> bool:
    return any(start <= at <= end for start, end in shown)


@given(walks(), reaches, st.sampled_from([-1, 1]), st.integers(0, 120))
def test_moves_go_one_way_and_end_in_what_is_shown(
    walk: tuple[str, list[Range], Walker], reach: Reach, direction: Direction, at: int
) -> None:
    text, shown, walker = walk
    at = min(at, len(text))
    steps = 0
    while (found := walker.moved(at, reach, direction)) != at and steps <= len(text) + 1:
        assert is_shown(shown, found)
        assert is_boundary(text, found)
        if is_shown(shown, at):
            assert (found - at) * direction > 0
        at, steps = found, steps + 1
    assert steps <= len(text) + 1
    assert at == (shown[-1][1] if direction > 0 else shown[0][0])


@given(walks(), reaches, st.integers(0, 120))
def test_next_and_previous_come_back_to_where_a_unit_begins(
    walk: tuple[str, list[Range], Walker], reach: Reach, at: int
) -> None:
    text, shown, walker = walk
    begun = walker.moved(min(at, len(text)), reach, 1)
    following = walker.moved(begun, reach, 1)
    if following != begun and begun != shown[-1][1]:
        assert walker.moved(following, reach, -1) == begun


@given(walks(), reaches, st.integers(0, 120), st.lists(st.sampled_from([-1, 1]), max_size=12))
def test_a_selection_never_leaps_over_its_anchor(
    walk: tuple[str, list[Range], Walker], reach: Reach, at: int, directions: list[Direction]
) -> None:
    text, shown, walker = walk
    anchor = at = walker.moved(min(at, len(text)), reach, 1)
    for direction in directions:
        found = walker.extended(anchor, at, reach, direction)
        assert (found - anchor) * (at - anchor) >= 0
        assert is_shown(shown, found)
        at = found


@given(walks(), reaches, st.integers(0, 120))
def test_what_was_taken_in_is_given_back(walk: tuple[str, list[Range], Walker], reach: Reach, at: int) -> None:
    text, _, walker = walk
    anchor = walker.moved(min(at, len(text)), reach, 1)
    first = walker.extended(anchor, anchor, reach, 1)
    second = walker.extended(anchor, first, reach, 1)
    if anchor < first < second and is_boundary(text, second):
        back = walker.extended(anchor, second, reach, -1)
        assert back == first or second == len(text)


def walked(reach: Reach, words: list[Range] | None = None) -> list[str]:
    """What lies from each stop to the next."""
    shown = DisplayMap(TEXT, [line for line in line_ranges(TEXT) if line[0] < line[1]]).paragraphs
    walker, at, found = Walker(TEXT, shown, words), 0, []
    while (following := walker.moved(at, reach, 1)) != at:
        found.append(TEXT[at:following].strip())
        at = following
    return found


def test_words_are_those_of_the_segmenter_and_syllables_elsewhere() -> None:
    start = TEXT.index("Tổng")
    words = [(start, start + len("Tổng Bí thư"))]
    assert walked(Reach.WORD, words)[:4] == ["Sáng", "23/2,", "Tổng Bí thư", "Tô"]
    assert walked(Reach.WORD)[:4] == ["Sáng", "23/2,", "Tổng", "Bí"]


def test_sentences_and_paragraphs() -> None:
    first, second = "Sáng 23/2, Tổng Bí thư Tô Lâm dự gặp mặt.", "Cùng dự có Trần Cẩm Tú."
    assert walked(Reach.SENTENCE) == [first, second, "***", "Ảnh: Đăng Khoa"]
    assert walked(Reach.PARAGRAPH) == [f"{first} {second}", "***", "Ảnh: Đăng Khoa"]


def test_a_selection_by_words_takes_no_punctuation_with_it() -> None:
    walker = Walker(TEXT, line_ranges(TEXT))
    number = TEXT.index("23/2")
    first = walker.extended(number, number, Reach.WORD, 1)
    assert TEXT[number:first] == "23/2"
    second = walker.extended(number, first, Reach.WORD, 1)
    assert TEXT[number:second] == "23/2, Tổng"
    assert walker.extended(number, second, Reach.WORD, -1) == first
    assert walker.extended(number, first, Reach.WORD, -1) == number
    assert TEXT[walker.extended(number, number, Reach.WORD, -1) : number] == "Sáng "


@pytest.mark.parametrize("line", ["nhà nước, " * 100_000, "-" * 1_000_000, "a" * 1_000_000, "a. " * 300_000])
@pytest.mark.parametrize("reach", list(Reach))
def test_a_step_costs_the_same_in_a_text_of_a_megabyte(line: str, reach: Reach) -> None:
    shown = DisplayMap(line, [(0, len(line))]).paragraphs
    walker = Walker(line, shown, None)

    def seconds() -> float:
        at = len(line) // 2
        start = time.process_time()
        for _ in range(10):
            at = walker.moved(at, reach, 1)
            walker.extended(at - 5, at, reach, -1)
        return time.process_time() - start

    assert holds(lambda: seconds() < 0.4)
