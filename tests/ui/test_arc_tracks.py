from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.ui.arc_tracks import End, free_place, runs, tracks

LINE = 80
relations = st.lists(st.tuples(st.integers(0, 160), st.integers(0, 160), st.integers(0, 12)), max_size=12)


def ends_of(found: list[tuple[int, int, int]]) -> list[End]:
    return [
        end for number, (a, b, width) in enumerate(found) for end in (End(number, a, 0), End(number, b, width))
    ]  # fmt: skip


@given(relations)
def test_arcs_on_one_track_do_not_touch(found: list[tuple[int, int, int]]) -> None:
    ends = ends_of(found)
    over = {run.relation: run for run in runs(ends, 0, LINE)}
    at = tracks(ends, 0, LINE)
    assert at.keys() == over.keys() == {end.relation for end in ends if end.unit < LINE}
    for a in at:
        for b in at:
            if a < b and at[a] == at[b]:
                assert over[a].end < over[b].start or over[b].end < over[a].start


def test_shorter_arcs_lie_lower() -> None:
    outer, inner = (0, 70, 4), (20, 40, 4)
    assert tracks(ends_of([outer, inner]), 0, LINE) == {0: 1, 1: 0}


def test_an_arc_that_leaves_the_line_runs_to_its_left() -> None:
    (run,) = runs(ends_of([(30, 120, 4)]), 0, LINE)
    assert (run.start, run.end) == (0, 30)


@given(
    st.lists(st.tuples(st.integers(0, 100), st.integers(1, 30)).map(lambda at: (at[0], at[0] + at[1])), max_size=6),
    st.integers(1, 50),
)
def test_a_label_finds_a_free_place_if_there_is_one(taken: list[tuple[int, int]], width: int) -> None:
    at = free_place(taken, 10, 120, width)
    fits = [x for x in range(10, 121 - width) if all(x + width <= a or b <= x for a, b in taken)]
    if at is None:
        assert not fits
    else:
        assert 10 <= at <= 120 - width
        assert all(at + width <= a or b <= at for a, b in taken)


def test_a_label_stands_in_the_middle_when_it_can() -> None:
    assert free_place([], 0, 100, 20) == 40
    assert free_place([(30, 45)], 0, 100, 20) == 45
