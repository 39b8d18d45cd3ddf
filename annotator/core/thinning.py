"""Which backups stay: all of two days, then one a day, a week and a month, each tier where the one before it ends.

A day, week or month without work takes no place, so a project that was left alone for a year keeps what it had.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

ALL = timedelta(days=2)
"""How long every backup stays."""

DAILY, WEEKLY, MONTHLY = 12, 10, 9
"""How many days, weeks and months after that have one backup each: the last one of theirs."""

_TIERS: tuple[tuple[int, Callable[[datetime], object]], ...] = (
    (DAILY, lambda at: at.date()),
    (WEEKLY, lambda at: at.isocalendar()[:2]),
    (MONTHLY, lambda at: (at.year, at.month)),
)


def kept(moments: Iterable[datetime], now: datetime) -> set[datetime]:
    """The moments whose backups stay. All moments are in one time zone; days, weeks and months are those of it.

    The newest always stays, and thinning what was thinned takes nothing away.
    """
    ordered = sorted(set(moments), reverse=True)
    young = [at for at in ordered if now - at <= ALL] or ordered[:1]
    result = set(young)
    older = [at for at in ordered if at not in result]
    for many, period in _TIERS:
        chosen = _last_of_each(older, many, period)
        result.update(chosen)
        older = [at for at in older if chosen and period(at) < period(chosen[-1])]  # type: ignore[operator]
    return result


def _last_of_each(ordered: list[datetime], many: int, period: Callable[[datetime], object]) -> list[datetime]:
    """The newest moment of each of the `many` newest periods; `ordered` is newest first."""
    last: dict[object, datetime] = {}
    for at in ordered:
        last.setdefault(period(at), at)
    return list(last.values())[:many]
