"""Figures of the bias guard: intervals, and how often wrong suggestions were accepted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.evaluation import Score
from annotator.core.guard_figures import ENOUGH, GuardFigures, wilson


def test_wilson_s_interval_as_it_is_published() -> None:
    found = wilson(81, 263)  # Newcombe, Statistics in Medicine 17, 1998, table I
    assert found is not None
    assert (round(found.low, 4), round(found.high, 4)) == (0.2553, 0.3662)
    none = wilson(0, 30)
    assert none is not None
    assert none.low == 0.0
    assert 0 < none.high < 0.12
    every = wilson(30, 30)
    assert every is not None
    assert every.high == 1.0
    assert 0.88 < every.low < 1


@given(st.integers(0, 500), st.integers(0, 500))
def test_an_interval_holds_its_share(hits: int, more: int) -> None:
    found = wilson(hits, hits + more)
    if hits + more < ENOUGH:
        assert found is None
    else:
        assert found is not None
        assert 0 <= found.low <= found.share <= found.high <= 1


@given(st.integers(30, 400), st.floats(0, 0.95), st.floats(0, 1))
def test_the_share_of_wrong_ones_accepted_is_found_again(many: int, p: float, w: float) -> None:
    of = many * 1000
    guarded = Score(of, of, round(p * of), round(p * of))
    a = guarded.precision + (1 - guarded.precision) * w
    others = Score(of, of, round(a * of), round(a * of))
    assert GuardFigures(guarded=guarded, others=others).wrongly_accepted == pytest.approx(w, abs=0.01)


def test_no_figure_from_too_few_nor_without_a_wrong_one() -> None:
    many, few = Score(100, 100, 80, 80), Score(9, 9, 8, 8)
    assert GuardFigures(guarded=few, others=many).wrongly_accepted is None
    assert GuardFigures(guarded=many, others=few).wrongly_accepted is None
    assert GuardFigures(guarded=Score(100, 100, 100, 100), others=many).wrongly_accepted is None
    assert GuardFigures(guarded=many, others=Score(100, 100, 60, 60)).wrongly_accepted == 0.0
    assert GuardFigures(guarded=few).precision is None
    assert GuardFigures(guarded=few).f1 is None
    figures = GuardFigures(guarded=many)
    assert figures.f1 == pytest.approx(0.8)
