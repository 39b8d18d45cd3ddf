"""Spans of one layer in order, so that those of a stretch are found without looking at the rest."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable
from operator import attrgetter

from annotator.core.model import Span


def place(span: Span) -> tuple[int, int, int]:
    """What orders spans: by start, longer ones first, then by number."""
    return (span.start, -span.end, span.id)


class SpanIndex:
    """A sorted collection of spans of one document, answering which overlap a stretch."""

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self.spans = sorted(spans, key=place)
        self._longest = max((span.end - span.start for span in self.spans), default=0)

    def add(self, span: Span) -> None:
        """Puts a span in its place."""
        insort(self.spans, span, key=place)
        self._longest = max(self._longest, span.end - span.start)

    def remove(self, span: Span) -> None:
        """Takes out the span of this number and range; nothing happens when it is not there."""
        at = bisect_left(self.spans, place(span), key=place)
        if at < len(self.spans) and self.spans[at].id == span.id:
            del self.spans[at]

    def between(self, start: int, end: int) -> list[Span]:
        """The spans that share a character with `[start, end)`, by position, longer ones first."""
        first = bisect_left(self.spans, start - self._longest, key=attrgetter("start"))
        last = bisect_left(self.spans, end, lo=first, key=attrgetter("start"))
        return [span for span in self.spans[first:last] if span.end > start]
