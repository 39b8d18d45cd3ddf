from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from annotator.core.thinning import ALL, DAILY, MONTHLY, WEEKLY, kept

NOW = datetime(2026, 3, 31, 12, 0, tzinfo=UTC)

MOMENTS = st.sets(st.integers(0, 3 * 365 * 24 * 60).map(lambda minutes: NOW - timedelta(minutes=minutes)), max_size=80)


def worked(days: int, hours: int = 1) -> list[datetime]:
    """A backup every so many hours for so many days up to now."""
    return [NOW - timedelta(hours=n) for n in range(0, 24 * days, hours)]


@given(MOMENTS)
def test_what_stays_was_there_and_the_newest_stays(moments: set[datetime]) -> None:
    stay = kept(moments, NOW)
    assert stay <= moments
    assert not moments or max(moments) in stay


@given(MOMENTS)
def test_all_of_two_days_stay_and_few_of_the_rest(moments: set[datetime]) -> None:
    stay = kept(moments, NOW)
    young = {at for at in moments if NOW - at <= ALL}
    assert young <= stay
    assert len(stay - young) <= DAILY + WEEKLY + MONTHLY


@given(MOMENTS)
def test_thinning_twice_is_thinning_once(moments: set[datetime]) -> None:
    stay = kept(moments, NOW)
    assert kept(stay, NOW) == stay


@given(MOMENTS)
def test_a_few_days_with_work_all_have_a_backup(moments: set[datetime]) -> None:
    stay = kept(moments, NOW)
    days = sorted({at.date() for at in moments}, reverse=True)
    assert {at.date() for at in stay} >= set(days[:DAILY])


@given(st.lists(st.integers(1, 60 * 24 * 20), max_size=120), st.integers(0, 120))
def test_thinning_now_and_then_leaves_what_thinning_at_the_end_would_reach(minutes: list[int], often: int) -> None:
    """Backups come one by one and are thinned each time: every month of the last nine with work still has one."""
    at, every, alive = datetime(2024, 1, 1, tzinfo=UTC), set[datetime](), set[datetime]()
    for step in minutes:
        at += timedelta(minutes=step)
        every.add(at)
        alive = kept(alive | {at}, at)
    months = sorted({(each.year, each.month) for each in every}, reverse=True)
    assert {(each.year, each.month) for each in alive} >= set(months[:MONTHLY])


def test_a_year_of_work_keeps_its_tiers() -> None:
    stay = sorted(kept(worked(400), NOW), reverse=True)
    young = [at for at in stay if NOW - at <= ALL]
    assert len(young) == 49
    assert len(stay) == 49 + DAILY + WEEKLY + MONTHLY
    older = stay[49:]
    assert [at.date() for at in older[:DAILY]] == [(NOW - ALL - timedelta(days=n)).date() for n in range(DAILY)]
    weeks = [at.isocalendar()[:2] for at in older[DAILY : DAILY + WEEKLY]]
    assert len(set(weeks)) == WEEKLY
    months = [(at.year, at.month) for at in older[DAILY + WEEKLY :]]
    assert len(set(months)) == MONTHLY
    assert NOW - stay[-1] > timedelta(days=300)


def test_a_project_left_alone_keeps_what_it_had() -> None:
    old = {at - timedelta(days=900) for at in worked(3, hours=24)}
    assert kept(old, NOW) == old


def test_of_a_day_that_is_over_the_last_backup_stays() -> None:
    day = datetime(2026, 3, 20, tzinfo=UTC)
    assert kept([day.replace(hour=9), day.replace(hour=18), NOW], NOW) == {day.replace(hour=18), NOW}


def test_nothing_is_thinned_to_nothing() -> None:
    assert kept([], NOW) == set()
