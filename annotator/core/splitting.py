"""A data set split into parts: by shares, with like shares of every label, and never through a group.

Groups are dealt out one after the other, those first that hold much of something, each to the part where it leaves the
parts closest to their shares: the sum over articles and labels of chi-square, (count - target)² / target. This is the
greedy relative of iterative stratification (Sechidis, Tsoumakas and Vlahavas 2011), which deals by one label at a time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from math import frexp

from annotator.core.grouping import Item, LeftOut, grouped
from annotator.core.shares import Recipe

_ARTICLES = ""
"""The name under which articles are counted beside labels, whose names are never empty."""


@dataclass(slots=True)
class Division:
    """`parts` gives the part of each item by its key; `left_out` are those in none.

    `groups` counts the groups, `largest` the items of the largest, `near_duplicates` and `same_day` the items that
    belong with another for that reason.
    """

    parts: dict[int, str] = field(default_factory=dict)
    left_out: list[LeftOut] = field(default_factory=list)
    groups: int = 0
    largest: int = 0
    near_duplicates: int = 0
    same_day: int = 0


@dataclass(slots=True)
class _Group:
    keys: list[int]
    counts: Counter[str]
    part: str
    order: bytes = b""


def divide(items: Sequence[Item], recipe: Recipe, step: Callable[[], None] = lambda: None) -> Division:
    """Gives every item a part, or lists it as left out.

    Items that have a part keep it, and new ones that belong with them follow; the others are dealt out so that all
    parts together come close to their shares. The same items and seed give the same parts; without parts given before,
    in whatever order they came. Calls `step` now and then; what it raises stops the work.
    """
    found = grouped(items, step)
    groups = [_group([items[place] for place in places], recipe.seed) for places in found.groups]
    _deal(groups, recipe)
    return Division(
        {key: group.part for group in groups for key in group.keys},
        found.left_out,
        len(groups),
        max((len(group.keys) for group in groups), default=0),
        found.near_duplicates,
        found.same_day,
    )


def _group(members: Sequence[Item], seed: int) -> _Group:
    from hashlib import blake2b

    counts = Counter({_ARTICLES: len(members)})
    for member in members:
        counts.update(member.counts)
    drawn = blake2b(f"{seed} {min(member.digest for member in members)}".encode(), digest_size=8).digest()
    part = next((member.part for member in members if member.part), "")
    return _Group([member.key for member in members], +counts, part, drawn)


def _deal(groups: Sequence[_Group], recipe: Recipe) -> None:
    """Gives a part to every group that has none."""
    totals: Counter[str] = sum((group.counts for group in groups), Counter())
    dealer = _Dealer(recipe, totals)
    for group in groups:
        if group.part:
            dealer.take(group.part, group.counts)
    for group in sorted((group for group in groups if not group.part), key=lambda group: _turn(group, totals)):
        group.part = dealer.best(group.counts)
        dealer.take(group.part, group.counts)


def _turn(group: _Group, totals: Mapping[str, int]) -> tuple[int, bytes]:
    """When a group is dealt: the largest share of anything first, doublings alike; within these as the seed draws."""
    largest = max(number / totals[name] for name, number in group.counts.items())
    return -frexp(largest)[1], group.order


class _Dealer:
    """What the parts hold so far, and what they should hold in the end."""

    def __init__(self, recipe: Recipe, totals: Mapping[str, int]) -> None:
        self._targets = {
            part: {name: total * share / sum(recipe.shares) for name, total in totals.items()}
            for part, share in zip(recipe.parts, recipe.shares, strict=True)
        }
        self._held: dict[str, Counter[str]] = {part: Counter() for part in recipe.parts}
        labels = max(len(totals) - 1, 1)
        # Articles weigh as much as all labels together; each is measured in shares of its own total.
        self._weights = {name: (labels if name == _ARTICLES else 1) / total for name, total in totals.items()}

    def take(self, part: str, counts: Mapping[str, int]) -> None:
        """Puts a group into a part."""
        self._held[part].update(counts)

    def best(self, counts: Mapping[str, int]) -> str:
        """The part where a group does the least harm; of equals the one with the larger share, then the first."""
        return min(self._held, key=lambda part: self._harm(part, counts))

    def _harm(self, part: str, counts: Mapping[str, int]) -> float:
        """What the group adds to the weighed sum of (count - target)² / target."""
        held, targets = self._held[part], self._targets[part]
        return sum(
            self._weights[name] * number * (2 * (held[name] - targets[name]) + number) / targets[name]
            for name, number in counts.items()
        )
