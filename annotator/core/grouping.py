"""Which articles may not be in different parts of a split: near-duplicates, and those of one source and day.

Articles come one after the other, those that have a part already first. Each joins the groups it is tied to; one that
would tie groups of different parts together joins none and is left out, so no tie ever runs from one part to another.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from annotator.core.near_duplicates import THRESHOLD, meetings, similarity


class TieKind(StrEnum):
    """Why two articles belong together."""

    NEAR_DUPLICATE = "near-duplicate"
    SAME_DAY = "same-day"


@dataclass(frozen=True, slots=True)
class Item:
    """What splitting has to know of an article: `digest` of its text, `sketch` of its body, `day` its source and day
    ("" without), `counts` of its annotations by label, `part` the one it has already ("" when it is new)."""

    key: int
    digest: str
    sketch: bytes = b""
    day: str = ""
    counts: Mapping[str, int] = field(default_factory=dict)
    part: str = ""


@dataclass(frozen=True, slots=True)
class Tie:
    """An article that another one belongs with, and the part that it is in."""

    key: int
    part: str
    kind: TieKind


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An article that is in no part, and one article of each part that it belongs with, near-duplicates first.

    `had` is the part it was in before one of these came to belong with it ("" for a new article): it may not go to
    another part, so it waits.
    """

    key: int
    ties: tuple[Tie, ...]
    had: str = ""

    @property
    def code(self) -> str:
        """The code of the sentence that says why."""
        if self.had:
            return "split.waits"
        one, other = self.ties[0].kind, self.ties[-1].kind
        if one != other:
            return "split.both"
        return "split.near" if one == TieKind.NEAR_DUPLICATE else "split.day"


@dataclass(slots=True)
class Groups:
    """`groups` of items that belong together, as places in the items; `left_out` those that are in no group.

    `near_duplicates` and `same_day` count the items in groups that nearly repeat another, or share source and day.
    """

    groups: list[list[int]] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    near_duplicates: int = 0
    same_day: int = 0


class Union:
    """Sets of numbers that are joined, each named by its root."""

    def __init__(self, size: int) -> None:
        self._above = list(range(size))

    def find(self, place: int) -> int:
        """The root of the set that a number is in."""
        above = self._above
        while above[place] != place:
            above[place] = place = above[above[place]]
        return place

    def join(self, one: int, other: int) -> None:
        """Makes one set of two; its root is the smaller."""
        low, high = sorted((self.find(one), self.find(other)))
        self._above[high] = low


class _Near:
    """The near-duplicates of items among those that came before."""

    def __init__(self, items: Sequence[Item], step: Callable[[], None]) -> None:
        self._items = items
        self._union = Union(len(items))
        self._meetings: dict[int, list[dict[int, list[int]]]] = {}
        for met in meetings([item.sketch for item in items], step):
            clusters: dict[int, list[int]] = {}
            for place in met:
                self._meetings.setdefault(place, []).append(clusters)

    def of(self, place: int) -> list[int]:
        """One near-duplicate from each cluster of near-duplicates that this item belongs to."""
        found: dict[int, int] = {}
        failed: set[int] = set()
        for clusters in self._meetings.get(place, ()):
            self._renew(clusters)
            for root, members in clusters.items():
                if root not in found and (hit := self._hit(place, members, failed)) is not None:
                    found[root] = hit
        return list(found.values())

    def place(self, place: int, hits: Sequence[int]) -> None:
        """Puts an item where those that come later find it."""
        for hit in hits:
            self._union.join(hit, place)
        for clusters in self._meetings.get(place, ()):
            clusters.setdefault(self._union.find(place), []).append(place)

    def _renew(self, clusters: dict[int, list[int]]) -> None:
        """Brings together what was joined since; comparing with one hit then spares all of its cluster."""
        for root in [root for root in clusters if self._union.find(root) != root]:
            members = clusters.pop(root)
            clusters.setdefault(self._union.find(root), []).extend(members)

    def _hit(self, place: int, members: Sequence[int], failed: set[int]) -> int | None:
        mine = self._items[place].sketch
        for other in members:
            if other not in failed:
                if similarity(mine, self._items[other].sketch) >= THRESHOLD:
                    return other
                failed.add(other)
        return None


def grouped(items: Sequence[Item], step: Callable[[], None]) -> Groups:
    """Puts items into groups that no tie leaves; items that have a part come first, then the others, by their keys.

    Calls `step` now and then; what it raises stops the work.
    """
    return _Grouping(items, step).run(step)


class _Grouping:
    def __init__(self, items: Sequence[Item], step: Callable[[], None]) -> None:
        self._items = items
        self._near = _Near(items, step)
        self._union = Union(len(items))
        self._parts: dict[int, str] = {}
        """The part of a group by its root; for groups that have one."""
        self._firsts: dict[str, int] = {}
        """The first item of each text, and of each source and day."""
        self._found = Groups()

    def run(self, step: Callable[[], None]) -> Groups:
        items = self._items
        placed = []
        pairs: set[int] = set()
        for number, place in enumerate(sorted(range(len(items)), key=lambda n: (not items[n].part, items[n].key))):
            if not number % 1000:
                step()
            ties = list(self._ties(place))
            if self._join(place, ties):
                placed.append(place)
                pairs.update(each for other, kind in ties if kind == TieKind.NEAR_DUPLICATE for each in (place, other))
        self._found.near_duplicates = len(pairs)
        self._count(placed)
        return self._found

    def _ties(self, place: int) -> Iterator[tuple[int, TieKind]]:
        item = self._items[place]
        near = self._near.of(place)
        yield from ((other, TieKind.NEAR_DUPLICATE) for other in near)
        if not near and (twin := self._firsts.get(item.digest)) is not None:
            yield twin, TieKind.NEAR_DUPLICATE
        if item.day and (other := self._firsts.get(item.day)) is not None:
            yield other, TieKind.SAME_DAY

    def _join(self, place: int, ties: Sequence[tuple[int, TieKind]]) -> bool:
        """Joins an item to the groups it is tied to, unless these are of different parts; whether it did."""
        item = self._items[place]
        others: dict[str, Tie] = {}
        for other, kind in ties:
            part = self._parts.get(self._union.find(other), "")
            others.setdefault(part, Tie(self._items[other].key, part, kind))
        others.pop("", None)
        if len({*others, item.part} - {""}) > 1:
            others.pop(item.part, None)
            self._found.left_out.append(LeftOut(item.key, tuple(others.values()), item.part))
            return False
        for other, _ in ties:
            self._union.join(other, place)
        for part in (item.part, *others):
            if part:
                self._parts[self._union.find(place)] = part
        self._near.place(place, [other for other, kind in ties if kind == TieKind.NEAR_DUPLICATE])
        for name in filter(None, (item.digest, item.day)):
            self._firsts.setdefault(name, place)
        return True

    def _count(self, placed: Sequence[int]) -> None:
        by_root: dict[int, list[int]] = {}
        for place in placed:
            by_root.setdefault(self._union.find(place), []).append(place)
        self._found.groups = list(by_root.values())
        days = Counter(self._items[place].day for place in placed)
        self._found.same_day = sum(number for day, number in days.items() if day and number > 1)
