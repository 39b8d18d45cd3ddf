from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.core.layers import SpanIndex, place
from annotator.core.model import Span

RANGES = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 15)), max_size=25)


def spans_of(ranges: list[tuple[int, int]]) -> list[Span]:
    return [Span(n, str(n), 1, 1, start, start + length, 1, "") for n, (start, length) in enumerate(ranges)]


@given(RANGES, st.integers(0, 60), st.integers(0, 60))
def test_a_stretch_gives_exactly_what_shares_a_character_with_it(
    ranges: list[tuple[int, int]], start: int, end: int
) -> None:
    spans = spans_of(ranges)
    wanted = sorted((span for span in spans if span.start < end and span.end > start), key=place)
    assert SpanIndex(spans).between(start, end) == wanted


@given(RANGES, st.data())
def test_adding_and_removing_keeps_the_order(ranges: list[tuple[int, int]], data: st.DataObject) -> None:
    spans = spans_of(ranges)
    index = SpanIndex()
    for span in data.draw(st.permutations(spans)):
        index.add(span)
    gone = data.draw(st.sets(st.sampled_from(spans))) if spans else set()
    for span in gone:
        index.remove(span)
    assert index.spans == sorted((span for span in spans if span not in gone), key=place)


def test_removing_what_is_not_there_changes_nothing() -> None:
    first, other = spans_of([(0, 3), (0, 3)])
    index = SpanIndex([first])
    index.remove(other)
    assert index.spans == [first]
