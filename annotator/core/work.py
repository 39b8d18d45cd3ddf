"""The work meter: what the journal says of a person's pace. Figures are made from when each edit came and what it did;
how much of the time between edits was work is told in `pace`.

Entities are the spans that came into the person's layer: added, accepted and corrected ones. An edit of many
spans counts each of them. What was undone counts for nothing, but its time was worked. The time of an edit belongs to
its article and, in equal parts, to the labels it is about.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from annotator.core.model import AnswerKind, Origin
from annotator.core.pace import BREAK, worked


class Deed(StrEnum):
    """What a person does to a span or suggestion."""

    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    REJECTED = "rejected"
    SKIPPED = "skipped"
    ADDED = "added"
    REMOVED = "removed"
    RELABELLED = "relabelled"
    MOVED = "moved"


_ENTITIES = (Deed.ADDED, Deed.ACCEPTED, Deed.CORRECTED)

Done = tuple[Deed, int, int]
"""A deed, the label it is about, and how often."""

SINGLE: dict[str, Deed] = {
    "span.add": Deed.ADDED,
    "span.relabel": Deed.RELABELLED,
    "span.move": Deed.MOVED,
    "suggestion.accept": Deed.ACCEPTED,
    "suggestion.correct": Deed.CORRECTED,
    "suggestion.reject": Deed.REJECTED,
    "suggestion.skip": Deed.SKIPPED,
}
"""Edits of one span or suggestion: what they do is in their name, and the first row that they leave has the label. Only
an answer that they take back, to a suggestion that was skipped before, can come before that row."""

SILENT = ("article.", "line.", "relation.delete", "relation.relabel", "relation.turn", "document-label.")
"""How the names begin of edits that take time but do none of the deeds; drawing a relation may accept its ends."""

Act = tuple[float, int | None, tuple[Done, ...]]
"""One edit: when it came in seconds of some clock, on which document (None: several or none), and its deeds."""


@dataclass(slots=True)
class Figures:
    """Seconds of work and what was done in them."""

    seconds: float = 0.0
    counts: Counter[Deed] = field(default_factory=Counter)

    @property
    def entities(self) -> int:
        """The spans that came into the layer."""
        return sum(self.counts[deed] for deed in _ENTITIES)

    @property
    def per_entity(self) -> float | None:
        """Seconds an entity; None without any."""
        return self.seconds / self.entities if self.entities else None

    @property
    def per_hour(self) -> float | None:
        """Entities an hour; None without time."""
        return 3600 * self.entities / self.seconds if self.seconds else None

    def __add__(self, other: Figures) -> Figures:
        return Figures(self.seconds + other.seconds, self.counts + other.counts)


@dataclass(slots=True)
class Sitting:
    """One session: from its first to its last edit."""

    start: float
    end: float
    figures: Figures = field(default_factory=Figures)


@dataclass(slots=True)
class Work:
    """All figures. `articles` has None for edits of several articles or none; labels and articles are by number."""

    sittings: list[Sitting] = field(default_factory=list)
    articles: defaultdict[int | None, Figures] = field(default_factory=lambda: defaultdict(Figures))
    labels: defaultdict[int, Figures] = field(default_factory=lambda: defaultdict(Figures))
    today: Figures = field(default_factory=Figures)

    @property
    def total(self) -> Figures:
        """All sessions together."""
        return sum((sitting.figures for sitting in self.sittings), Figures())


def measure(acts: Iterable[Act], midnight: float = float("inf")) -> Work:
    """The figures of one person's edits in the order they came; what came since `midnight` is also today's."""
    work, run, last = Work(), _Run(None, False), float("-inf")
    for at, document, deeds in acts:
        gap = at - last
        if gap > BREAK:
            run.hand_over(work)
            run = _Run(document, at >= midnight)
            work.sittings.append(Sitting(at, at))
        elif document != run.document or run.is_today != (at >= midnight):
            run.hand_over(work)
            run = _Run(document, at >= midnight)
        last = work.sittings[-1].end = at
        tally = run.tallies[deeds]
        tally[0] += 1
        tally[1] += worked(gap)
    run.hand_over(work)
    return work


class _Run:
    """Edits one after another in one session, article and day: each kind of edit with its number and seconds.

    They are handed over together, since there may be hundreds of thousands.
    """

    __slots__ = ("document", "is_today", "tallies")

    def __init__(self, document: int | None, is_today: bool) -> None:
        self.document = document
        self.is_today = is_today
        self.tallies: defaultdict[tuple[Done, ...], list[float]] = defaultdict(lambda: [0, 0.0])

    def hand_over(self, work: Work) -> None:
        """Adds what was done to the figures of the last session and of the article, the labels and the day."""
        if not self.tallies:
            return
        concerned = [work.sittings[-1].figures, work.articles[self.document]]
        concerned += [work.today] if self.is_today else []
        for deeds, (number, seconds) in self.tallies.items():
            for figures in concerned:
                figures.seconds += seconds
                for deed, _, times in deeds:
                    figures.counts[deed] += times * int(number)
            _share_out(work.labels, deeds, int(number), seconds)


def _share_out(labels: defaultdict[int, Figures], deeds: Sequence[Done], number: int, seconds: float) -> None:
    """Counts deeds that were done `number` times under their labels, and the time in equal parts."""
    all_times = sum(times for _, _, times in deeds)
    for deed, label, times in deeds:
        labels[label].seconds += seconds * times / all_times
        labels[label].counts[deed] += times * number


def deeds_of(changes: Iterable[Sequence[Any]], annotator: int) -> tuple[Done, ...]:
    """What an edit did, from its changes `(table, key, before, after)`.

    A span that came from a suggestion was accepted as it is when the edit says so of its place and label, and corrected
    otherwise. Answers to other suggestions, which give way to what was decided, are nobody's deed.
    """
    spans = [change for change in changes if change[0] == "span" and _whose(change) == annotator]
    answers = [row for table, _, _, row in changes if table == "answer" and row and row["annotator"] == annotator]
    accepted = {_triple(row) for row in answers if row["answer"] == AnswerKind.ACCEPTED}
    found: Counter[tuple[Deed, int]] = Counter()
    for _, _, before, after in spans:
        for deed in _of_span(before, after, accepted):
            found[deed, (after or before)["label"]] += 1
    for row in answers:
        if row["answer"] in (AnswerKind.REJECTED, AnswerKind.SKIPPED):
            found[Deed(row["answer"]), row["label"]] += 1
    return tuple((deed, label, times) for (deed, label), times in found.items())


def _of_span(
    before: Mapping[str, Any] | None, after: Mapping[str, Any] | None, accepted: set[tuple[int, ...]]
) -> Iterable[Deed]:
    if after is None:
        yield Deed.REMOVED
    elif before is None:
        is_own = after["origin"] != Origin.SUGGESTION
        yield Deed.ADDED if is_own else Deed.ACCEPTED if _triple(after) in accepted else Deed.CORRECTED
    elif before["label"] != after["label"]:
        yield Deed.RELABELLED
    elif (before["start"], before["end"]) != (after["start"], after["end"]):
        yield Deed.MOVED


def _whose(change: Sequence[Any]) -> int:
    whose: int = (change[3] or change[2])["annotator"]
    return whose


def _triple(row: Mapping[str, Any]) -> tuple[int, ...]:
    return row["document"], row["start"], row["end"], row["label"]
