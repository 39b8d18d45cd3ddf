"""On which track each arc runs above a line: shorter arcs lie lower, none over another.

An arc between two spans of one line runs from one to the other; one that leaves the line runs to the left gutter.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple


class End(NamedTuple):
    """An end of an arc in a paragraph: the relation, where its span begins (UTF-16 units from the paragraph's
    beginning), and how many units the arc's label takes there: 0 at the source, since it stands by the target."""

    relation: int
    unit: int
    width: int


class Run(NamedTuple):
    """The part of an arc over one line, in units."""

    relation: int
    start: float
    end: float


def runs(ends: Iterable[End], start: int, end: int) -> list[Run]:
    """The parts of arcs over the line `[start, end)`, each at least as wide as the arc's label, shorter ones first."""
    here: dict[int, list[End]] = {}
    for each in ends:
        if start <= each.unit < end:
            here.setdefault(each.relation, []).append(each)
    result = []
    for relation, found in here.items():
        first = min(each.unit for each in found) if len(found) == 2 else start
        last = max(each.unit for each in found)
        spare = max(0.0, (max(each.width for each in found) - (last - first)) / 2)
        result.append(Run(relation, first - spare, last + spare))
    return sorted(result, key=lambda run: (run.end - run.start, run.start, run.relation))


def tracks(ends: Iterable[End], start: int, end: int) -> dict[int, int]:
    """The track of every arc over the line `[start, end)`; 0 is the lowest."""
    result: dict[int, int] = {}
    taken: list[list[Run]] = []
    for run in runs(ends, start, end):
        number = next((n for n, others in enumerate(taken) if _is_free(others, run)), len(taken))
        if number == len(taken):
            taken.append([])
        taken[number].append(run)
        result[run.relation] = number
    return result


def _is_free(others: Sequence[Run], run: Run) -> bool:
    return all(run.end < other.start or other.end < run.start for other in others)


def free_place(taken: Iterable[tuple[float, float]], left: float, right: float, width: float) -> float | None:
    """Where something `width` wide fits between `left` and `right` beside what is there, closest to the middle."""
    gaps, at = [], left
    for start, end in sorted(taken):
        if start > at:
            gaps.append((at, min(start, right)))
        at = max(at, end)
    gaps.append((at, right))
    middle = (left + right - width) / 2
    fits = [max(a, min(middle, b - width)) for a, b in gaps if b - a >= width]
    return min(fits, key=lambda x: abs(x - middle), default=None)
