"""How well one layer agrees with another that is taken for right, counted in three ways.

A layer is given document by document as ranges with labels: `(start, end, label)` in code points, half-open, not empty.
A span that comes twice counts once. Precision P = right spans of the other layer / its spans, recall R = found gold
spans / gold spans, F1 = 2PR / (P + R); each is 0 where its denominator is.

- strict: same range, same label.
- lenient: same label and at least one common character, one to one. Spans that match strictly are paired first; then
  each other span, in order of position, takes among the free gold spans the one with the nearest boundaries (least sum
  of the distances of starts and ends). Each label is matched by itself. On layers without overlaps these are the
  figures per label of nervaluate's `ent_type`; nervaluate's overall figure also lets a span of another label use a gold
  span up, ours is the sum over labels.
- blind: same range, whatever the label, one to one, same labels first, then by name (nervaluate's `exact`). Per label,
  recall is of the gold spans of that label, precision of the other layer's.

Errors and the confusion table rest on a pairing of their own, over all labels: greedily by the greatest overlap, which
is the characters two spans share over those they cover together, then by the same label. So exactly the strict matches
are no errors, and a span around others takes none of theirs.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

Ranged = tuple[int, int, str]
"""Start, end and label of a span."""

Pairs = list[tuple[Ranged, Ranged]]
"""Gold spans, each with the other layer's span that goes with it."""


class Measure(StrEnum):
    """When two spans are taken to say the same."""

    STRICT = "strict"
    LENIENT = "lenient"
    BLIND = "blind"


class Kind(StrEnum):
    """How two layers differ at one place."""

    MISSING = "missing"
    EXTRA = "extra"
    BOUNDARY = "boundary"
    LABEL = "label"
    BOTH = "both"


class Difference(NamedTuple):
    """One place where the layers differ; `gold` is None for an extra span, `against` for a missing one."""

    kind: Kind
    gold: Ranged | None
    against: Ranged | None

    @property
    def label(self) -> str:
        """The label it is counted under: gold's, or that of the extra span."""
        span = self.gold or self.against
        return span[2] if span else ""

    @property
    def place(self) -> tuple[int, int]:
        """The range that the spans cover together."""
        spans = [span for span in (self.gold, self.against) if span]
        return min(span[0] for span in spans), max(span[1] for span in spans)


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of spans: `gold` and `against` of each layer, of these `found` of gold and `right` of the other.

    `found` and `right` differ only for one label of the blind measure.
    """

    gold: int = 0
    against: int = 0
    found: int = 0
    right: int = 0

    @property
    def precision(self) -> float:
        """The share of the other layer's spans that are right, 0 to 1."""
        return self.right / self.against if self.against else 0.0

    @property
    def recall(self) -> float:
        """The share of gold spans that were found, 0 to 1."""
        return self.found / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall, 0 to 1."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def __add__(self, other: Score) -> Score:
        return Score(
            self.gold + other.gold, self.against + other.against, self.found + other.found, self.right + other.right
        )


class Comparison:
    """Counts over documents that are added one by one.

    `confusion` counts gold label × other label, None standing for no span; `errors` counts label × kind.
    """

    def __init__(self) -> None:
        self.documents = 0
        self.confusion: Counter[tuple[str | None, str | None]] = Counter()
        self.errors: Counter[tuple[str, Kind]] = Counter()
        self._gold: Counter[str] = Counter()
        self._against: Counter[str] = Counter()
        self._found: Counter[tuple[Measure, str]] = Counter()
        self._right: Counter[tuple[Measure, str]] = Counter()

    def add(self, gold: Iterable[Ranged], against: Iterable[Ranged]) -> list[Difference]:
        """Counts one document and gives its differences by position."""
        gold, against = set(gold), set(against)
        self.documents += 1
        self._gold.update(label for _, _, label in gold)
        self._against.update(label for _, _, label in against)
        for measure, pairs in _matched(gold, against).items():
            self._found.update((measure, found[2]) for found, _ in pairs)
            self._right.update((measure, right[2]) for _, right in pairs)
        pairs = nearest(gold, against)
        alone = [*_missing(gold, pairs), *_extra(against, pairs)]
        self.confusion.update((one[2], other[2]) for one, other in pairs)
        self.confusion.update((each.gold and each.gold[2], each.against and each.against[2]) for each in alone)
        different = sorted([*_differing(pairs), *alone], key=lambda each: (each.place, each.kind, each.label))
        self.errors.update((each.label, each.kind) for each in different)
        return different

    def labels(self) -> list[str]:
        """The labels of either layer, sorted."""
        return sorted(self._gold.keys() | self._against.keys())

    def score(self, measure: Measure, label: str) -> Score:
        """The counts of one label."""
        at = (measure, label)
        return Score(self._gold[label], self._against[label], self._found[at], self._right[at])

    def micro(self, measure: Measure) -> Score:
        """The counts of all labels together."""
        return sum((self.score(measure, label) for label in self.labels()), Score())

    def count(self, kind: Kind) -> int:
        """How many errors of a kind there are over all labels."""
        return sum(number for (_, each), number in self.errors.items() if each == kind)


def nearest(gold: Iterable[Ranged], against: Iterable[Ranged]) -> Pairs:
    """Pairs overlapping spans one to one, whatever their labels, the greatest overlap first, the same label next."""
    candidates = sorted(_overlapping(gold, against), key=_rank)
    taken: tuple[set[Ranged], set[Ranged]] = (set(), set())
    pairs: Pairs = []
    for one, other in candidates:
        if one not in taken[0] and other not in taken[1]:
            taken[0].add(one)
            taken[1].add(other)
            pairs.append((one, other))
    return pairs


def _rank(pair: tuple[Ranged, Ranged]) -> tuple[float, bool, Ranged, Ranged]:
    one, other = pair
    shared = min(one[1], other[1]) - max(one[0], other[0])
    together = max(one[1], other[1]) - min(one[0], other[0])
    return -shared / together, one[2] != other[2], one, other


def _distance(one: Ranged, other: Ranged) -> int:
    return abs(one[0] - other[0]) + abs(one[1] - other[1])


def _matched(gold: set[Ranged], against: set[Ranged]) -> dict[Measure, Pairs]:
    same = [(span, span) for span in gold & against]
    gold, against = gold - against, against - gold
    return {
        Measure.STRICT: same,
        Measure.LENIENT: [*same, *_of_same_label(gold, against)],
        Measure.BLIND: [*same, *_of_same_range(gold, against)],
    }


def _of_same_label(gold: set[Ranged], against: set[Ranged]) -> Iterator[tuple[Ranged, Ranged]]:
    near: defaultdict[Ranged, list[Ranged]] = defaultdict(list)
    for one, other in _overlapping(gold, against):
        if one[2] == other[2]:
            near[other].append(one)
    taken: set[Ranged] = set()
    for other in sorted(near):
        free = [(_distance(one, other), one) for one in near[other] if one not in taken]
        if free:
            _, best = min(free)
            taken.add(best)
            yield best, other


def _of_same_range(gold: set[Ranged], against: set[Ranged]) -> Iterator[tuple[Ranged, Ranged]]:
    free: defaultdict[tuple[int, int], list[Ranged]] = defaultdict(list)
    for other in sorted(against, reverse=True):
        free[other[:2]].append(other)
    for one in sorted(gold):
        if free[one[:2]]:
            yield one, free[one[:2]].pop()


def _overlapping(gold: Iterable[Ranged], against: Iterable[Ranged]) -> Iterator[tuple[Ranged, Ranged]]:
    """Every two spans that share a character, in one walk over the text that keeps only the spans still open."""
    spans = sorted([*((span, 0) for span in gold), *((span, 1) for span in against)])
    still_open: list[list[Ranged]] = [[], []]
    for span, side in spans:
        still_open[1 - side] = [other for other in still_open[1 - side] if other[1] > span[0]]
        for other in still_open[1 - side]:
            yield (other, span) if side else (span, other)
        still_open[side].append(span)


def _differing(pairs: Pairs) -> Iterator[Difference]:
    for one, other in pairs:
        if one != other:
            yield Difference(_kind(one, other), one, other)


def _kind(one: Ranged, other: Ranged) -> Kind:
    if one[2] == other[2]:
        return Kind.BOUNDARY
    return Kind.LABEL if one[:2] == other[:2] else Kind.BOTH


def _missing(gold: set[Ranged], pairs: Pairs) -> list[Difference]:
    return [Difference(Kind.MISSING, span, None) for span in gold - {one for one, _ in pairs}]


def _extra(against: set[Ranged], pairs: Pairs) -> list[Difference]:
    return [Difference(Kind.EXTRA, None, span) for span in against - {other for _, other in pairs}]
