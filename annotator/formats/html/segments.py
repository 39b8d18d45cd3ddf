"""Spans as `<mark>` elements: one in the other where they nest, in segments where they cross or go on in a new line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from annotator.core.exchange import Mark
from annotator.formats.html.words import attributes, shown

Range = tuple[int, int]


def markup(text: str, marks: Sequence[Mark], lines: Sequence[Range]) -> Iterator[str]:
    """For each line, a range of the text in code points, its HTML; the lines cover the text in order.

    `data-span` is the place of a span among the marks; each of its segments but the last has the class `goes-on`, each
    but the first `went-on`.
    """
    order = sorted(range(len(marks)), key=lambda place: (marks[place].start, -marks[place].end, place))
    at = 0
    running: list[int] = []
    for start, end in lines:
        while at < len(order) and marks[order[at]].start < end:
            running.append(order[at])
            at += 1
        yield _Line(text, marks, start, end).written(running)
        running = [place for place in running if marks[place].end > end]


class _Line:
    """One line. `_open` are the segments that are open, each with the place where it or one around it ends."""

    def __init__(self, text: str, marks: Sequence[Mark], start: int, end: int) -> None:
        self._text = text
        self._marks = marks
        self._start = start
        self._end = end
        self._open: list[tuple[int, int]] = []
        self._pieces: list[str] = []

    def written(self, places: Sequence[int]) -> str:
        """The line with the spans of these places among the marks, which touch it."""
        marks = self._marks
        edges = {edge for place in places for edge in (marks[place].start, marks[place].end)}
        inner = sorted(edge for edge in edges if self._start < edge < self._end)
        at = self._start
        starting = {at: [place for place in places if marks[place].start <= at]}
        for place in places:
            if marks[place].start > at:
                starting.setdefault(marks[place].start, []).append(place)
        for after in [*inner, self._end]:
            self._begin([*self._stop(at), *starting.get(at, ())], at)
            self._pieces.append(shown(self._text[at:after]))
            at = after
        self._stop(self._end)
        return "".join(self._pieces)

    def _stop(self, at: int) -> list[int]:
        """Ends the segments that end here; gives the spans of them that go on, the outer ones first."""
        ended = []
        while self._open and self._open[-1][1] <= at:
            ended.append(self._open.pop()[0])
            self._pieces.append("</mark>")
        return [place for place in reversed(ended) if self._marks[place].end > at]

    def _begin(self, places: Sequence[int], at: int) -> None:
        """Begins segments; what ends last is the outermost, so that few arise."""
        for place in sorted(places, key=lambda place: -self._marks[place].end):
            mark = self._marks[place]
            until = min(mark.end, self._open[-1][1] if self._open else self._end)
            self._open.append((place, until))
            parts = {"went-on": at > mark.start, "goes-on": until < mark.end}
            told = {"data-span": str(place), "data-label": mark.label}
            names = " ".join(name for name, is_so in parts.items() if is_so)
            self._pieces.append(f"<mark{attributes({'class': names, **told} if names else told)}>")
