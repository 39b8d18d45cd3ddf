"""The bias guard: on a share of the articles nobody sees suggestions before having finished, so that what people accept
can be held against what they would have said themselves (see `guard_figures`).

Which articles these are is drawn from the uids of article and project (`draw`), so that nobody chooses. An article that
a person had begun before it came under the guard is left out for this person, who has seen its suggestions.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from annotator.core.draw import limit

SHARES = (0, 5, 10, 20, 50)
"""Percent of the articles that can be guarded; 0 is off."""


class Step(NamedTuple):
    """One change of the share. `at` is ISO 8601; `seen` are by annotator the articles begun before, now left out."""

    at: str
    share: int
    seen: Mapping[int, frozenset[int]]


@dataclass(frozen=True, slots=True)
class Guard:
    """What is guarded, and was, in the order of time."""

    history: tuple[Step, ...] = ()

    @property
    def share(self) -> int:
        """Percent of the articles guarded now."""
        return self.history[-1].share if self.history else 0

    def share_at(self, at: str) -> int:
        """Percent of the articles that were guarded at a moment."""
        return next((step.share for step in reversed(self.history) if step.at <= at), 0)

    def is_seen(self, annotator: int, document: int, at: str | None = None) -> bool:
        """Whether an article is left out for a person, now or at a moment."""
        return any(document in step.seen.get(annotator, ()) for step in self.history if at is None or step.at <= at)

    def was_guarded(self, annotator: int, document: int, place: int, at: str) -> bool:
        """Whether an article with this draw was hidden from a person at a moment."""
        return place < limit(self.share_at(at)) and not self.is_seen(annotator, document, at)

    def dumps(self) -> str:
        """The history as JSON."""
        steps = [
            {"at": step.at, "share": step.share, "seen": {str(who): sorted(which) for who, which in step.seen.items()}}
            for step in self.history
        ]
        return json.dumps(steps)

    @classmethod
    def loads(cls, text: str) -> Guard:
        """What `dumps` wrote."""
        return cls(tuple(_step(each) for each in json.loads(text)))


def _step(value: Mapping[str, Any]) -> Step:
    seen = {int(who): frozenset(which) for who, which in value["seen"].items()}
    return Step(value["at"], value["share"], seen)


Place = tuple[int, int, int]
"""Start, end and label of a span."""


class SpanChange(NamedTuple):
    """A span's row before and after an edit, as far as its place goes; None means that it is absent."""

    key: int
    before: Place | None
    after: Place | None


def as_it_was(now: Mapping[int, Place], later: Iterable[SpanChange]) -> set[Place]:
    """The spans of a layer before changes that came later, which are given the newest first."""
    spans = dict(now)
    for change in later:
        if change.before is None:
            spans.pop(change.key, None)
        else:
            spans[change.key] = change.before
    return set(spans.values())
