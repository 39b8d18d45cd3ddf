"""The order in which suggestions wait for an answer: by position, the least certain first, by label, by surface."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from annotator.core.collation import sort_key
from annotator.core.surfaces import surface
from annotator.storage.queue import Suggestion


class Order(StrEnum):
    """What the queue is ordered by; the value is how it is remembered."""

    POSITION = "position"
    UNCERTAIN = "uncertain"
    LABEL = "label"
    SURFACE = "surface"


class Group(NamedTuple):
    """The suggestions of one surface and label, by number, as long as the queue stays as it is."""

    surface: str
    label: int
    known: Mapping[int, Suggestion]

    @property
    def kind(self) -> Kind:
        """What its members have in common."""
        return self.surface, self.label

    @property
    def members(self) -> list[Suggestion]:
        """The suggestions by position."""
        return sorted(self.known.values(), key=_by_position)


Kind = tuple[str, int]
"""A surface with a label."""
Entry = Suggestion | Group
"""What one row of the queue stands for."""
_Key = tuple[float, ...]


def kind_of(suggestion: Suggestion) -> Kind:
    """What a suggestion has in common with those that are identical to it."""
    return surface(suggestion.quote), suggestion.label


class Queue:
    """The suggestions in their order. `places` says where each label stands in the label set."""

    def __init__(self, places: Mapping[int, int]) -> None:
        self._places = places
        self._keys: dict[Order, Callable[[Suggestion], _Key]] = {
            Order.POSITION: _by_position,
            Order.UNCERTAIN: _by_certainty,
            Order.LABEL: self._by_label,
            Order.SURFACE: _by_position,
        }
        self._of: dict[int, dict[int, Suggestion]] = {}
        """The suggestions of each document by number."""
        self._kinds: dict[Kind, dict[int, Suggestion]] = {}
        """The suggestions of each surface and label by number."""
        self.order = Order.POSITION
        self.items: list[Suggestion] = []
        """Every suggestion once; never changed in place."""

    def sort_by(self, order: Order) -> None:
        """Puts them into another order."""
        self.order = order
        self.items = sorted(self.items, key=self._keys[order])

    def fill(self, items: Iterable[Suggestion]) -> None:
        """Takes other suggestions in place of those there are."""
        self.items = sorted(items, key=self._keys[self.order])
        self._of, self._kinds = {}, {}
        for item in self.items:
            self._of.setdefault(item.document, {})[item.id] = item
            self._kinds.setdefault(kind_of(item), {})[item.id] = item

    def replace(self, documents: Collection[int], items: Iterable[Suggestion]) -> None:
        """Takes `items` in place of what there was of these documents; time goes by what came and went."""
        now: dict[int, dict[int, Suggestion]] = {document: {} for document in documents}
        for item in items:
            now[item.document][item.id] = item
        kept, key = list(self.items), self._keys[self.order]
        for document, found in now.items():
            known = self._of.get(document, {})
            for number in known.keys() - found.keys():
                gone = known[number]
                del kept[bisect_left(kept, key(gone), key=key)]
                self._leave(gone)
            for number in found.keys() - known.keys():
                insort(kept, found[number], key=key)
                self._kinds.setdefault(kind_of(found[number]), {})[number] = found[number]
        self._of |= now
        self.items = kept

    def has(self, item: Suggestion) -> bool:
        """Whether a suggestion is among them."""
        return item.id in self._of.get(item.document, {})

    def place(self, item: Suggestion) -> int:
        """Where one that is among them stands in `items`."""
        key = self._keys[self.order]
        return bisect_left(self.items, key(item), key=key)

    def at(self, document: int, start: int, end: int, label: int) -> Suggestion | None:
        """The one over this range with this label."""
        of_document = self._of.get(document, {}).values()
        return next((each for each in of_document if (each.start, each.end, each.label) == (start, end, label)), None)

    def beginning(self, document: int, caret: int, current: tuple[int, int, int] | None) -> int:
        """Where to begin in `items`: at the range and label that are current, or by position from `caret` on."""
        item = self.at(document, *current) if current is not None else None
        if item is not None and self.order != Order.SURFACE:
            return self.place(item)
        if self.order != Order.POSITION:
            return 0
        here = (document, caret)
        return next((at for at, item in enumerate(self.items) if (item.document, item.start) >= here), 0)

    def identical(self, suggestion: Suggestion) -> list[Suggestion]:
        """Those of the same words and label, itself among them, by position."""
        return sorted(self._kinds.get(kind_of(suggestion), {}).values(), key=_by_position)

    def entries(self, opened: Collection[Kind] = ()) -> Sequence[Entry]:
        """What the rows stand for: each suggestion, or each group with the members of those that are `opened`."""
        if self.order != Order.SURFACE:
            return self.items
        result: list[Entry] = []
        for group in self.groups():
            result.append(group)
            if group.kind in opened:
                result += group.members
        return result

    def groups(self) -> list[Group]:
        """One for every surface and label: the surface that stands in the most places first, then by the words."""
        total: dict[str, int] = {}
        for (words, _), members in self._kinds.items():
            total[words] = total.get(words, 0) + len(members)
        order = sorted(
            self._kinds, key=lambda kind: (-total[kind[0]], _sort_key(kind[0]), -len(self._kinds[kind]), kind[1])
        )
        return [Group(*kind, self._kinds[kind]) for kind in order]

    def _leave(self, gone: Suggestion) -> None:
        kind = kind_of(gone)
        members = self._kinds[kind]
        del members[gone.id]
        if not members:
            del self._kinds[kind]

    def _by_label(self, item: Suggestion) -> _Key:
        return (self._places.get(item.label, len(self._places)), item.label, *_by_position(item))


_sort_key = lru_cache(maxsize=1 << 14)(sort_key)


def _by_position(item: Suggestion) -> _Key:
    return item.document, item.start, -item.end, item.id


def _by_certainty(item: Suggestion) -> _Key:
    """A machine that does not say how sure it is comes last: there is nothing to compare."""
    return (2.0 if item.score is None else item.score, *_by_position(item))
