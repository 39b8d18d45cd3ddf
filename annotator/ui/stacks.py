"""How spans over the same words stack: bands in lanes below the words, chips side by side above them.

Pure geometry: pixels of one line, nothing of Qt.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

CHIP_GAP = 2.0
"""Pixels between two chips."""


class Ranged(Protocol):
    """Something with a half-open range."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Where it ends."""


class Band(NamedTuple):
    """A range of a paragraph (units from its beginning) that has a band in a lane below the first."""

    start: int
    end: int
    lane: int


class Chip(NamedTuple):
    """A chip that wants a place in a row: where its span begins, its width in full and as an initial."""

    wanted: float
    full: float
    short: float


class Place(NamedTuple):
    """Where a chip stands in its row; `is_short` when only its initial fits."""

    left: float
    width: float
    is_short: bool


def lanes(spans: Sequence[Ranged]) -> list[int]:
    """For each span its lane: 0 lies closest to the words, what holds others within itself lies below all of these,
    and what crosses another has a lane of its own.

    `spans` are in order, longer ones first.
    """
    result = [0] * len(spans)
    for index in range(len(spans) - 1, -1, -1):
        end, lowest, taken = spans[index].end, 0, set()
        for after in range(index + 1, len(spans)):
            if spans[after].start >= end:
                break
            if spans[after].end <= end:
                lowest = max(lowest, result[after] + 1)
            else:
                taken.add(result[after])
        while lowest in taken:
            lowest += 1
        result[index] = lowest
    return result


def bands(spans: Sequence[Ranged]) -> list[Band]:
    """The bands below the first lane, which need room."""
    return [Band(span.start, span.end, lane) for span, lane in zip(spans, lanes(spans), strict=True) if lane]


def deepest(found: Iterable[Band], start: int, end: int) -> int:
    """The lowest lane that is in use on a line `[start, end)` of the paragraph."""
    return max((band.lane for band in found if band.start < end and start < band.end), default=0)


def places(chips: Sequence[Chip], width: float) -> list[Place]:
    """Puts the chips of a line, in order, side by side: none over another, none beyond `width`.

    Chips of the same beginning stand in a group. A group that would push the next one aside shows initials, the
    longest name first.
    """
    result: list[Place] = []
    end = float("-inf")
    for first, last in _groups(chips):
        group = chips[first:last]
        left = max(group[0].wanted, end)
        limit = (chips[last].wanted if last < len(chips) else width + CHIP_GAP) - CHIP_GAP
        are_short = _shortened(group, left + sum(chip.full + CHIP_GAP for chip in group) - CHIP_GAP - limit)
        for chip, is_short in zip(group, are_short, strict=True):
            wide = chip.short if is_short else chip.full
            result.append(Place(left, wide, is_short))
            left += wide + CHIP_GAP
        end = left
    return _pushed_back(result, width)


def _groups(chips: Sequence[Chip]) -> Iterable[tuple[int, int]]:
    first = 0
    for at in range(1, len(chips) + 1):
        if at == len(chips) or chips[at].wanted > chips[first].wanted:
            yield first, at
            first = at


def _shortened(group: Sequence[Chip], excess: float) -> list[bool]:
    """Which chips of a group show initials so that `excess` pixels are saved, or as many as can be."""
    result = [False] * len(group)
    if excess > 0:
        for at in sorted(range(len(group)), key=lambda at: group[at].full, reverse=True):
            if excess <= 0:
                break
            result[at] = group[at].short < group[at].full
            excess -= group[at].full - group[at].short
    return result


def _pushed_back(row: list[Place], width: float) -> list[Place]:
    """What ran over the end of the line is pushed back from the right."""
    limit = width
    for at in range(len(row) - 1, -1, -1):
        if row[at].left + row[at].width <= limit:
            break
        row[at] = row[at]._replace(left=limit - row[at].width)
        limit = row[at].left - CHIP_GAP
    return row
