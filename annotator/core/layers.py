"""Spans of one layer in order, so that those of a stretch are found without looking at the rest."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from annotator.core.model import Span


def place(span: Span) -> tuple[int, int, int]:
    """What orders spans: by start, longer ones first, then by number."""
    return (span.start, -span.end, span.id)


class SpanIndex:
    """A sorted collection of spans of one document, answering which overlap a stretch."""

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self.spans = sorted(spans, key=place)
        self._starts = [span.start for span in self.spans]
        """Where the spans begin, in the same order: one key press may ask for hundreds of stretches."""
        self._longest = max((span.end - span.start for span in self.spans), default=0)

    def add(self, span: Span) -> None:
        """Puts a span in its place."""
        at = self._place(span)
        self.spans.insert(at, span)
        self._starts.insert(at, span.start)
        self._longest = max(self._longest, span.end - span.start)

    def remove(self, span: Span) -> None:
        """Takes out the span of this number and range; nothing happens when it is not there."""
        at = self._place(span)
        if at < len(self.spans) and self.spans[at].id == span.id:
            del self.spans[at], self._starts[at]

    def between(self, start: int, end: int) -> list[Span]:
        """The spans that share a character with `[start, end)`, by position, longer ones first."""
        first = bisect_left(self._starts, start - self._longest)
        last = bisect_left(self._starts, end, first)
        return [span for span in self.spans[first:last] if span.end > start]

    def _place(self, span: Span) -> int:
        """The number that a span has here or would get."""
        first = bisect_left(self._starts, span.start)
        last = bisect_left(self._starts, span.start + 1, first)
        return bisect_left(self.spans, place(span), first, last, key=place)
