"""The hand that knows the gold: which keys bring one article to it in the fewest presses.

For every span that is missing it looks for the shortest way by breadth-first search over what keys do to the text
cursor, the selection and the current span, as the same functions say that the window uses. What is pressed is pressed
in the window; when it answers otherwise than foreseen, the way is looked for anew from where it is.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from keys_window import Window

from annotator.core.model import Span
from annotator.core.moves import Reach, Walker
from annotator.core.selection import SnapUnit, snap, step

Gold = tuple[int, int, str]
Range = tuple[int, int]

DEPTH = 40
"""Presses after which a way is given up."""

_REACHES = {"word": Reach.WORD, "syllable": Reach.SYLLABLE, "sentence": Reach.SENTENCE, "paragraph": Reach.PARAGRAPH}
_EDGES = (("grow-left", 0, -1), ("shrink-left", 0, 1), ("grow-right", 1, 1), ("shrink-right", 1, -1))
_UNITS = (("", SnapUnit.WORD), ("-syllable", SnapUnit.SYLLABLE), ("-character", SnapUnit.CHARACTER))
_FINENESS = list(SnapUnit)
_CLOSE = 8
"""Characters off within which a selection may be widened and narrowed at will; farther ones must come closer."""


class Place(NamedTuple):
    """Where the reader is: the text cursor, what is selected and how it was, and which span is current."""

    caret: int
    selection: Range | None = None
    is_right: bool = True
    unit: SnapUnit | None = None
    current: int | None = None


class Oracle:
    """Annotates the open article of a window."""

    def __init__(self, window: Window, gold: list[Gold]) -> None:
        self._window = window
        self._gold = set(gold)
        document = window.session.document
        self._text, self._words = document.text, document.words
        self._labels = {label.id: label.name for label in window.session.span_labels}

    def annotate(self) -> None:
        """Presses keys until the person's spans are the gold."""
        for _ in range(20 * len(self._gold) + 20):
            self._window.settle()
            if not self._advance():
                break
        assert self._own() == self._gold, self._own() ^ self._gold

    def _advance(self) -> bool:
        """Takes one step: a missing span, a wrong one, or all that is right at last; False when nothing is left."""
        jobs = [self._missing(gold) for gold in self._first_missing()] or [self._refusing(s) for s in self._wrong()]
        if jobs:
            ways = [job for job in jobs if job is not None]
            assert ways, f"no way to {[self._text[a:b] for a, b, _ in self._first_missing()]} from {self._here()}"
            self._press(min(ways, key=len))
            return True
        if self._window.session.document.suggestions:
            self._window.press("suggestion.accept-all")
            return True
        if self._first_missing(folded=True):
            self._window.press("view.raw")
            return True
        return False

    def _own(self) -> set[Gold]:
        return {self._named(span) for span in self._window.session.document.spans.all}

    def _named(self, span: Span) -> Gold:
        return span.start, span.end, self._labels[span.label]

    def _first_missing(self, folded: bool = False) -> list[Gold]:
        """The first few spans of the gold that are neither there nor suggested, in the lines that are shown."""
        document, view = self._window.session.document, self._window.view
        there = self._own() | {self._named(span) for span in document.suggestions}
        missing = sorted(gold for gold in self._gold - there if folded or view.is_shown(gold[0], gold[1]))
        return missing[:1]

    def _wrong(self) -> list[Span]:
        document = self._window.session.document
        spans = [*document.spans.all, *document.suggestions]
        return [span for span in spans if self._named(span) not in self._gold][:3]

    # --- the keys for one span

    def _missing(self, gold: Gold) -> list[str] | None:
        """The keys that make one span of the gold: select it and label it, or correct what is there already."""
        ways = [self._found(lambda place: place.selection == gold[:2], gold)]
        ways = [[*way, f"span.label.{gold[2]}"] for way in ways if way is not None]
        for span in self._window.view.spans_between(gold[0], gold[1]):
            if self._named(span) in self._gold:
                continue
            reached = self._found(lambda place, span=span: place.selection is None and place.current == span.id, gold)
            edges = self._edges((span.start, span.end), gold[:2])
            if reached is not None and edges is not None:
                named = [] if self._labels[span.label] == gold[2] else [f"span.label.{gold[2]}"]
                ways.append([*reached, *edges, *named])
        return min(ways, key=len, default=None)

    def _refusing(self, span: Span) -> list[str] | None:
        is_own = span.annotator == self._window.session.document.annotator
        way = self._found(lambda place: place.selection is None and place.current == span.id, self._named(span))
        return None if way is None else [*way, "span.delete" if is_own else "suggestion.reject"]

    def _press(self, keys: list[str]) -> None:
        """Presses keys; the last one acts on what the others found, or nothing is lost but a press."""
        for key in keys[:-1]:
            self._window.press(key)
        self._window.press(keys[-1])

    def _here(self) -> Place:
        view = self._window.view
        current = view.current.id if view.current else None
        return Place(view.caret, view.selection, view.caret >= view.anchor, view._own_unit, current)

    def _edges(self, start: Range, wanted: Range) -> list[str] | None:
        """The edge keys that bring a range to another."""
        found: dict[Range, list[str]] = {start: []}
        frontier = [start]
        for _ in range(8):
            if wanted in found:
                return found[wanted]
            following = []
            for range_ in frontier:
                for key, moved in self._moved_edges(range_):
                    if moved not in found and _overlap(moved, wanted):
                        found[moved] = [*found[range_], key]
                        following.append(moved)
            frontier = following
        return found.get(wanted)

    def _moved_edges(self, range_: Range) -> Iterator[tuple[str, Range]]:
        for name, side, direction in _EDGES:
            for suffix, unit in _UNITS:
                edge = "end" if side else "start"
                at = step(self._text, range_[side], unit, direction, self._words, edge)  # type: ignore[arg-type]
                moved = (range_[0], at) if side else (at, range_[1])
                if moved[0] < moved[1] and moved != range_:
                    yield f"span.{name}{suffix}", moved

    # --- the shortest way

    def _found(self, is_goal: Callable[[Place], bool], gold: Gold) -> list[str] | None:
        """The fewest keys to a place that is a goal, or None when there are too many."""
        here = self._here()
        ground = _Ground(self._window, self._text, self._words, gold)
        ways: dict[Place, tuple[str, ...]] = {here: ()}
        frontier = [here]
        for _ in range(DEPTH):
            for place in frontier:
                if is_goal(place):
                    return list(ways[place])
            following = []
            for place in frontier:
                for key, found in ground.steps(place):
                    if found not in ways:
                        ways[found] = (*ways[place], key)
                        following.append(found)
            frontier = following
        return None


class _Ground:
    """What keys do from a place, as long as nothing is edited."""

    def __init__(self, window: Window, text: str, words: list[Range] | None, gold: Gold) -> None:
        view, document = window.view, window.session.document
        self._view, self._document, self._gold = view, document, gold
        self._text, self._words = text, words
        walker = Walker(text, view.paragraphs, words)
        self._moved, self._extended = cache(walker.moved), walker.extended
        self._nearest = cache(self._nearest_at)
        self._names = [run for paragraph in view.paragraphs for run in window.names._free(document, paragraph)]
        self._starts, self._ends = [run[0] for run in self._names], [run[1] for run in self._names]
        self._lists = [
            (kind, shown, {span.id: n for n, span in enumerate(shown)}, [span.start for span in shown])
            for kind, spans in (("suggestion", document.suggestions), ("span", document.spans.all))
            if (shown := [span for span in spans if view.is_shown(span.start, span.end)])
        ]
        self._spans = {span.id: span for span in (*document.spans.all, *document.suggestions)}

    def steps(self, place: Place) -> Iterator[tuple[str, Place]]:
        """The keys that can be pressed here, each with where it leads."""
        yield from self._names_from(place)
        yield from self._moves_from(place)
        yield from self._annotations_from(place)
        here = self._distance(place.selection) if place.selection else None
        for key, found in (*self._extensions_from(place), *self._edges_from(place)):
            there = self._distance(found.selection)
            if there is not None and (there <= _CLOSE or (here is None or there < here)):
                yield key, found

    def _distance(self, selection: Range | None) -> int | None:
        """How far the edges of a selection are from those that are wanted; None when it does not touch them."""
        start, end, _ = self._gold
        if selection is None or not _overlap(selection, (start, end)):
            return None
        return abs(selection[0] - start) + abs(selection[1] - end)

    def _names_from(self, place: Place) -> Iterator[tuple[str, Place]]:
        if not self._names:
            return
        at = bisect_left(self._starts, self._behind(place, 1))
        found = self._names[at % len(self._names)]
        yield "name.next", Place(found[1], found, True, SnapUnit.CHARACTER)
        found = self._names[bisect_right(self._ends, self._behind(place, -1)) - 1]
        yield "name.previous", Place(found[1], found, True, SnapUnit.CHARACTER)

    def _behind(self, place: Place, direction: int) -> int:
        if place.selection is not None:
            return place.selection[direction > 0]
        current = self._spans.get(place.current or 0)
        if current is not None and current.start <= place.caret <= current.end:
            return current.end if direction > 0 else current.start
        return place.caret

    def _moves_from(self, place: Place) -> Iterator[tuple[str, Place]]:
        for name, reach in _REACHES.items():
            for word, direction in (("next", 1), ("previous", -1)):
                at = place.caret
                if place.selection is not None:
                    start, end = place.selection
                    at = start + 1 if direction < 0 else max(start, end - 1)
                found = self._moved(at, reach, direction)
                yield f"caret.{word}-{name}", Place(found, current=self._current_at(found, place.current))

    def _current_at(self, at: int, before: int | None) -> int | None:
        current = self._spans.get(before or 0)
        if current is not None and current.start <= at <= current.end:
            return before
        return self._nearest(at)

    def _nearest_at(self, at: int) -> int | None:
        inside = self._view.spans_between(at, at + 1)
        return min(inside, key=lambda span: span.end - span.start).id if inside else None

    def _annotations_from(self, place: Place) -> Iterator[tuple[str, Place]]:
        for kind, spans, numbers, starts in self._lists:
            for word, direction in (("next", 1), ("previous", -1)):
                if place.current in numbers:
                    found = spans[(numbers[place.current] + direction) % len(spans)]
                else:
                    at = bisect_left(starts, place.caret)
                    found = spans[at % len(spans)] if direction > 0 else spans[at - 1]
                yield f"{kind}.{word}", Place(found.start, current=found.id)

    def _extensions_from(self, place: Place) -> Iterator[tuple[str, Place]]:
        start, end = place.selection or (place.caret, place.caret)
        if end < self._gold[0] or start > self._gold[1]:
            return
        for name, reach in _REACHES.items():
            for word, direction in (("next", 1), ("previous", -1)):
                anchor = at = place.caret
                if place.selection is not None:
                    anchor, at = place.selection if place.is_right else reversed(place.selection)
                found = self._extended(anchor, at, reach, direction)
                if found == anchor:
                    continue
                own = [u for u in (place.unit, SnapUnit.SYLLABLE if name == "syllable" else None) if u is not None]
                unit = max(own, key=_FINENESS.index, default=None)
                range_ = snap(self._text, min(anchor, found), max(anchor, found), unit or SnapUnit.WORD, self._words)
                if range_ is not None:
                    yield f"select.{word}-{name}", Place(found, range_, found >= anchor, unit, place.current)

    def _edges_from(self, place: Place) -> Iterator[tuple[str, Place]]:
        selection = place.selection
        if selection is None or not _overlap(selection, self._gold[:2]):
            return
        for name, side, direction in _EDGES:
            for suffix, unit in _UNITS:
                edge = "end" if side else "start"
                at = step(self._text, selection[side], unit, direction, self._words, edge)  # type: ignore[arg-type]
                moved = (selection[0], at) if side else (at, selection[1])
                if moved[0] < moved[1] and moved != selection:
                    yield f"span.{name}{suffix}", Place(moved[1], moved, True, SnapUnit.CHARACTER, place.current)


def _overlap(one: Range, other: Range) -> bool:
    return one[0] < other[1] and other[0] < one[1]
