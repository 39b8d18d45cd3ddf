from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from annotator.ui.stacks import CHIP_GAP, Chip, bands, deepest, lanes, places

WIDTH = 640.0


class Range(NamedTuple):
    start: int
    end: int


def in_order(ranges: list[tuple[int, int]]) -> list[Range]:
    return sorted((Range(a, a + b) for a, b in ranges), key=lambda r: (r.start, -r.end))


ranges = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 30)), max_size=12).map(in_order)
rows = st.lists(st.tuples(st.integers(0, 600), st.integers(14, 60)), max_size=14).map(
    lambda found: [Chip(float(at), float(wide), 12.0) for at, wide in sorted(found)]
)


@given(ranges)
def test_spans_that_share_a_character_have_lanes_of_their_own(spans: list[Range]) -> None:
    found = lanes(spans)
    for i, a in enumerate(spans):
        for j, b in enumerate(spans[i + 1 :], i + 1):
            if b.start < a.end:
                assert found[i] != found[j]
                if b.end <= a.end:
                    assert found[i] > found[j], "what holds another lies below it"


def test_lanes_are_no_deeper_than_they_must_be() -> None:
    nested = [Range(0, 20), Range(0, 12), Range(4, 12), Range(8, 12)]
    assert lanes(nested) == [3, 2, 1, 0]
    chain = [Range(0, 6), Range(4, 10), Range(8, 14), Range(12, 18)]
    assert max(lanes(chain)) == 1


@given(ranges, st.integers(0, 60), st.integers(1, 30))
def test_the_room_of_a_line_is_that_of_its_lowest_band(spans: list[Range], start: int, length: int) -> None:
    found = zip(spans, lanes(spans), strict=True)
    touching = [lane for span, lane in found if span.start < start + length and start < span.end]
    assert deepest(bands(spans), start, start + length) == max(touching, default=0)


@given(rows)
def test_no_chip_lies_over_another_or_beyond_the_line(chips: list[Chip]) -> None:
    found = places(chips, WIDTH)
    for before, after in pairwise(found):
        assert before.left + before.width + CHIP_GAP <= after.left + 1e-6
    if chips:
        assert found[-1].left + found[-1].width <= WIDTH + 1e-6
    for chip, place in zip(chips, found, strict=True):
        assert place.width == (chip.short if place.is_short else chip.full)


def test_chips_with_room_stand_where_their_spans_begin_in_full() -> None:
    chips = [Chip(0, 40, 12), Chip(100, 40, 12), Chip(100, 30, 12), Chip(300, 40, 12)]
    assert [place[:2] for place in places(chips, WIDTH)] == [(0, 40), (100, 40), (142, 30), (300, 40)]


def test_a_group_without_room_shows_initials_the_longest_name_first() -> None:
    chips = [Chip(0, 30, 12), Chip(0, 60, 12), Chip(50, 30, 12)]
    assert [place.is_short for place in places(chips, WIDTH)] == [False, True, False]
    assert places(chips, WIDTH)[2].left == 50


def test_chips_at_the_end_of_a_line_are_pushed_back() -> None:
    chips = [Chip(600, 40, 12), Chip(600, 40, 12), Chip(600, 40, 12)]
    found = places(chips, WIDTH)
    assert all(place.is_short for place in found)
    assert found[0].left == 600
    found = places([*chips, Chip(630, 40, 12)], WIDTH)
    assert found[-1].left + found[-1].width == WIDTH
