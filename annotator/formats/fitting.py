"""What of a document a format can hold: the rest is taken out, each thing named with the reason.

Every span is either in the fitted document or in the losses, once; spans widened to tokens are counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from annotator.core.exchange import AnnotatedDocument, Annotation, Link, Mark, Topic
from annotator.core.model import AnnotatorKind
from annotator.core.selection import Range, trim
from annotator.formats.parts.tokens import under
from annotator.formats.protocol import EVERYTHING, KNOWN, Format, Holds, Loss, WriteOptions

_ALL_OF_A_LAYER = EVERYTHING - {Holds.TEXT, Holds.LAYERS, Holds.PARTS, *KNOWN}


class Overlap(StrEnum):
    """Which of spans that overlap is kept where a format cannot hold them all."""

    OUTERMOST = "outermost"
    INNERMOST = "innermost"
    LEAVE_OUT = "leave-out"
    """None of them."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What becomes of spans that a format cannot hold: which of overlapping ones is kept, and whether those that begin
    or end inside a token are widened to whole tokens or left out."""

    overlap: Overlap = Overlap.OUTERMOST
    is_widening: bool = False


class Fitted(NamedTuple):
    """A document as a format can hold it, what was taken out, and the spans that are longer than they were."""

    document: AnnotatedDocument
    losses: list[Loss]
    widened: int = 0


class _Placed(NamedTuple):
    """A span among those of its layer, where the format would put it: `[start, end)` in code points."""

    place: int
    start: int
    end: int
    label: str


def fit(document: AnnotatedDocument, format_: Format, options: WriteOptions, choices: Choices) -> Fitted:
    """The document with what the format can hold of it.

    What machines note in the attributes of their spans is nobody's annotation, so it is no loss. Raises
    RefusedError("format.no-segmenter").
    """
    losses: list[Loss] = []
    widened = 0
    layers: list[Annotation] = []
    adapted = format_.adapt(document, options, losses.append)
    if format_.holds >= _ALL_OF_A_LAYER:
        return Fitted(adapted, losses)
    for layer in adapted.annotations:
        fitted = _Layer(adapted, layer, format_.holds, losses)
        layers.append(fitted.fit(options, choices))
        widened += fitted.widened
    return Fitted(replace(adapted, annotations=tuple(layers)), losses, widened)


class _Layer:
    """One layer on its way through."""

    def __init__(
        self, document: AnnotatedDocument, layer: Annotation, holds: frozenset[Holds], losses: list[Loss]
    ) -> None:
        self.widened = 0
        self._document = document
        self._layer = layer
        self._holds = holds
        self._losses = losses

    def fit(self, options: WriteOptions, choices: Choices) -> Annotation:
        """The layer as the format can hold it."""
        found = self._on_edges(options, choices)
        kept = sorted(self._without_overlaps(found, choices.overlap))
        places = {placed.place: n for n, placed in enumerate(kept)}
        return replace(
            self._layer,
            spans=tuple(self._stripped(placed) for placed in kept),
            relations=tuple(self._relations(places)),
            document_labels=tuple(self._document_labels()),
        )

    def _on_edges(self, options: WriteOptions, choices: Choices) -> list[_Placed]:
        spans = self._layer.spans
        if Holds.ANY_EDGE in self._holds:
            return [_Placed(n, mark.start, mark.end, mark.label) for n, mark in enumerate(spans)]
        text = self._document.text
        ranges = options.tokens(text) if spans else []
        found = []
        for n, mark in enumerate(spans):
            edges = _token_edges(mark, ranges)
            if edges is None:
                self._lose(mark, "blank")
            elif (widens := edges != trim(text, mark.start, mark.end)) and not choices.is_widening:
                self._lose(mark, "off-edge")
            else:
                found.append(_Placed(n, *edges, mark.label))
                self.widened += widens or (Holds.TEXT in self._holds and edges != (mark.start, mark.end))
        return found

    def _without_overlaps(self, found: list[_Placed], overlap: Overlap) -> list[_Placed]:
        if Holds.ANY_EDGE not in self._holds:
            found = self._without_twins(found)
        conflict = conflict_in(self._holds)
        if conflict is None:
            return found
        kept, lost = _LEFT[overlap](found, conflict)
        for placed, reason in lost:
            self._lose(self._layer.spans[placed.place], reason)
        return kept

    def _without_twins(self, found: list[_Placed]) -> list[_Placed]:
        """Spans that have become the same by where their tokens lie are one."""
        first: dict[tuple[int, int, str], _Placed] = {}
        for placed in found:
            if first.setdefault(placed[1:], placed) is not placed:
                self._lose(self._layer.spans[placed.place], "duplicate")
        return list(first.values())

    def _stripped(self, placed: _Placed) -> Mark:
        """The span where the format puts it, with what else the format can hold of it."""
        mark = self._layer.spans[placed.place]
        if (mark.start, mark.end) != (placed.start, placed.end) and Holds.ANY_EDGE not in self._holds:
            quote = self._document.text[placed.start : placed.end]
            mark = replace(mark, start=placed.start, end=placed.end, quote=quote)
        if mark.attributes and Holds.ATTRIBUTES not in self._holds:
            if self._layer.kind != AnnotatorKind.MACHINE:
                self._lose(mark, "attributes")
            mark = replace(mark, attributes={})
        if mark.note and Holds.NOTES not in self._holds:
            self._lose(mark, "note")
            mark = replace(mark, note="")
        return mark

    def _relations(self, places: dict[int, int]) -> Iterator[Link]:
        for link in self._layer.relations:
            source = self._layer.spans[link.source]
            if not (Holds.RELATIONS in self._holds and link.source in places and link.target in places):
                self._losses.append(Loss(self._document.name, source.start, source.end, link.label, "relation"))
                continue
            if link.attributes and Holds.ATTRIBUTES not in self._holds:
                self._losses.append(Loss(self._document.name, source.start, source.end, link.label, "attributes"))
                link = replace(link, attributes={})  # noqa: PLW2901
            yield replace(link, source=places[link.source], target=places[link.target])

    def _document_labels(self) -> Iterator[Topic]:
        if Holds.DOCUMENT_LABELS in self._holds:
            yield from self._layer.document_labels
            return
        for topic in self._layer.document_labels:
            self._losses.append(Loss(self._document.name, 0, 0, topic.label, "document-label"))

    def _lose(self, mark: Mark, reason: str) -> None:
        self._losses.append(Loss(self._document.name, mark.start, mark.end, mark.label, reason))


def _token_edges(mark: Mark, ranges: Sequence[Range]) -> Range | None:
    """Where the tokens begin and end that a span touches; None when it touches none."""
    first, last = under(mark.start, mark.end, ranges)
    return (ranges[first][0], ranges[last - 1][1]) if first < last else None


_Conflict = Callable[[_Placed, _Placed], str | None]


def conflict_in(holds: frozenset[Holds]) -> _Conflict | None:
    """How to tell why two spans cannot both be held: "nested", "crossing" or None; None when all can be."""
    if Holds.CROSSING in holds and Holds.NESTED in holds:
        return None
    return _crossing if Holds.NESTED in holds else _overlapping


def _overlapping(one: _Placed, other: _Placed) -> str | None:
    if one.start >= other.end or other.start >= one.end:
        return None
    return _crossing(one, other) or "nested"


def _crossing(one: _Placed, other: _Placed) -> str | None:
    crosses = one.start < other.start < one.end < other.end or other.start < one.start < other.end < one.end
    return "crossing" if crosses else None


_Lost = list[tuple[_Placed, str]]


def _outermost(found: Iterable[_Placed], conflict: _Conflict) -> tuple[list[_Placed], _Lost]:
    return _first_of(sorted(found, key=lambda placed: (placed.start, -placed.end, placed.place)), conflict)


def _innermost(found: Iterable[_Placed], conflict: _Conflict) -> tuple[list[_Placed], _Lost]:
    return _first_of(sorted(found, key=lambda placed: (placed.end - placed.start, placed.start)), conflict)


def _first_of(found: Sequence[_Placed], conflict: _Conflict) -> tuple[list[_Placed], _Lost]:
    """Each that has no conflict with one before it."""
    kept = _Near()
    lost = []
    for placed in found:
        reason = next(filter(None, (conflict(other, placed) for other in kept.near(placed))), None)
        if reason is None:
            kept.add(placed)
        else:
            lost.append((placed, reason))
    return kept.all, lost


def _none(found: Sequence[_Placed], conflict: _Conflict) -> tuple[list[_Placed], _Lost]:
    """Those without a conflict with any other."""
    everyone = _Near()
    for placed in found:
        everyone.add(placed)
    kept, lost = [], []
    for placed in found:
        others = (other for other in everyone.near(placed) if other is not placed)
        reason = next(filter(None, (conflict(other, placed) for other in others)), None)
        if reason is None:
            kept.append(placed)
        else:
            lost.append((placed, reason))
    return kept, lost


_LEFT = {Overlap.OUTERMOST: _outermost, Overlap.INNERMOST: _innermost, Overlap.LEAVE_OUT: _none}


class _Near:
    """Spans by the stretches of the text that they touch, so that only neighbours are compared."""

    _WIDTH = 64

    def __init__(self) -> None:
        self.all: list[_Placed] = []
        self._at: dict[int, list[_Placed]] = {}

    def add(self, placed: _Placed) -> None:
        """One more."""
        self.all.append(placed)
        for stretch in self._stretches(placed):
            self._at.setdefault(stretch, []).append(placed)

    def near(self, placed: _Placed) -> Iterator[_Placed]:
        """Those that share a stretch with this one."""
        for stretch in self._stretches(placed):
            yield from self._at.get(stretch, ())

    def _stretches(self, placed: _Placed) -> range:
        return range(placed.start // self._WIDTH, (placed.end - 1) // self._WIDTH + 1)
