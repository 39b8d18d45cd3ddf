"""Where things lie on the reading view's page: paragraphs, spans, marks, and what is at a point.

The page holds what is shown of a document and the geometry of its visible paragraphs, made when they are first asked
for and dropped when an edit touches them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF
from PySide6.QtGui import QRegion
from PySide6.QtWidgets import QPlainTextEdit

from annotator.app.open_document import OpenDocument
from annotator.app.session import Session
from annotator.core.display import DisplayMap
from annotator.core.layers import place
from annotator.core.line_kinds import LineKind
from annotator.core.model import Span
from annotator.ui import span_painter, stacks
from annotator.ui.leading_layout import LineRoom
from annotator.ui.span_painter import CHIP_HEIGHT, LANE, Drawn, Piece

if TYPE_CHECKING:
    from PySide6.QtGui import QTextBlock

Range = tuple[int, int]

_EDGE = 4
"""Pixels around the edge of a span where it can be taken hold of."""

_AHEAD = 8
"""Paragraphs whose spans are asked for at once."""

TRACK = 14.0
"""Pixels above the chips of a line for each track that arcs run on there."""


class Room(NamedTuple):
    """What a paragraph needs beyond ordinary room, and `need` to ask for it by line."""

    bands: tuple[stacks.Band, ...]
    ends: tuple[tuple[int, ...], ...]
    """The ends of arcs in the paragraph; they and the bands are what the room depends on."""
    need: Callable[[int, int], LineRoom] | None


_NO_ROOM = Room((), (), None)


class Seen(NamedTuple):
    """A visible paragraph, its number, its place in the viewport and how high it is."""

    block: QTextBlock
    number: int
    origin: QPointF
    height: float


class Page:
    """What a reading view shows of a document, and where."""

    def __init__(self, view: QPlainTextEdit, session: Session) -> None:
        self._view = view
        self._session = session
        self._drawn: dict[int, list[Drawn]] = {}
        self._pieces: dict[int, list[Piece]] = {}
        self._rooms: dict[int, Room] = {}
        self._stale: dict[int, Room] = {}
        """Rooms of paragraphs that an edit touched, as they are laid out still."""
        self.is_hasty = False
        """Whether nothing was painted yet: Qt asks for the last paragraphs then, whose spans are dear to find."""
        self.ends_of: Callable[[int], tuple[tuple[int, ...], ...]] = lambda _number: ()
        """The ends of the arcs that need room in a paragraph; set by what draws arcs."""
        self.tracks: Callable[[int, int, int], int] = lambda _number, _start, _end: 0
        """How many tracks of arcs run over a line of a paragraph."""
        self.document: OpenDocument | None = None
        self.map = DisplayMap("", [])
        self._seen: tuple[object, list[Seen]] | None = None
        """The visible paragraphs, with what they depend on."""

    def show(self, document: OpenDocument | None, is_raw: bool) -> None:
        """Takes the lines of a document that are to be shown."""
        self.document = document
        self.map = DisplayMap(document.text, document.shown_lines(is_raw)) if document else DisplayMap("", [])
        for kept in (self._drawn, self._pieces, self._rooms, self._stale):
            kept.clear()
        self._seen = None
        self.is_hasty = True

    def kind(self, number: int) -> LineKind:
        """The kind of a paragraph."""
        if self.document is None or number >= len(self.map.paragraphs):
            return LineKind.BODY
        return self.document.kind(self.map.paragraphs[number][0])

    def goes_on(self, number: int) -> bool:
        """True when the next paragraph goes on with the line of this one."""
        return self.map.has_cuts and number + 1 < len(self.map.paragraphs) and self.map.is_continued(number + 1)

    def forget(self, start: int | None = None, end: int = 0) -> None:
        """Drops the geometry of the paragraphs of a range, or of all."""
        if start is None:
            self._drawn.clear()
            self._pieces.clear()
            self._seen = None
            return
        for number in range(self.map.paragraph(start), self.map.paragraph(end) + 1):
            self._drawn.pop(number, None)
            self._pieces.pop(number, None)
            if number in self._rooms:
                self._stale.setdefault(number, self._rooms.pop(number))

    def forget_arcs(self) -> None:
        """The arcs are others: paragraphs whose lines need another room for them are laid out anew."""
        for number in list(self._rooms):
            self._stale.setdefault(number, self._rooms.pop(number))

    def room(self, number: int) -> Callable[[int, int], LineRoom] | None:
        """What the lines of a paragraph need beyond ordinary room, by their range; None when they need nothing."""
        if number not in self._rooms:
            if self.is_hasty:
                self._stale.setdefault(number, _NO_ROOM)
                return None
            self._rooms[number] = self._find_room(number)
        return self._rooms[number].need

    def _find_room(self, number: int) -> Room:
        found, ends = tuple(stacks.bands(self._drawn_of(number))), self.ends_of(number)

        def need(start: int, end: int) -> LineRoom:
            above = self.tracks(number, start, end) * TRACK if ends else 0
            return LineRoom(above, stacks.deepest(found, start, end) * LANE)

        return Room(found, ends, need if found or ends else None)

    def blocks(self) -> list[tuple[QTextBlock, QPointF]]:
        """The visible paragraphs, each with its place in the viewport."""
        return [(seen.block, seen.origin) for seen in self._visible()]

    def _visible(self) -> list[Seen]:
        """The visible paragraphs, found once as long as nothing moves."""
        self.is_hasty = False
        first, offset, height = (
            self._view.firstVisibleBlock(),
            self._view.contentOffset(),
            self._view.viewport().height(),
        )
        state = (first.blockNumber(), offset.y(), height, self._view.viewport().width())
        if self._seen is not None and self._seen[0] == state:
            found = self._seen[1]
        else:
            found = self._see(state, first, offset, height)
        if self._stale and self._lay_out_stale(found):
            found = self._see(state, first, offset, height)
            self._view.viewport().update()
        return found

    def _see(self, state: object, first: QTextBlock, offset: QPointF, height: int) -> list[Seen]:
        found = list(self._find_blocks(first, offset, height))
        self._seen = (state, found)
        return found

    def _lay_out_stale(self, visible: Sequence[Seen]) -> bool:
        """Lays the visible paragraphs anew whose lines need another room than they have; True when there are any."""
        is_other = False
        for block, number, _, _ in visible:
            before = self._stale.pop(number, None)
            if before is None:
                continue
            self._rooms[number] = self._find_room(number)
            if self._rooms[number][:2] != before[:2]:
                block.layout().clearLayout()
                self._pieces.pop(number, None)
                is_other = True
        return is_other

    def _find_blocks(self, block: QTextBlock, offset: QPointF, height: int) -> Iterator[Seen]:
        y = offset.y()
        while block.isValid() and y < height:
            high = self._view.blockBoundingRect(block).height()
            yield Seen(block, block.blockNumber(), QPointF(offset.x(), y), high)
            y += high
            block = block.next()

    def pieces_in(self, area: QRect) -> list[tuple[list[Piece], QPointF]]:
        """The pieces of spans in the paragraphs that touch an area, each list with its paragraph's place."""
        found = []
        for block, _, origin, height in self._visible():
            if origin.y() > area.bottom() + CHIP_HEIGHT:
                break
            if origin.y() + height >= area.top() - CHIP_HEIGHT:
                parts = self.pieces_of(block)
                if parts:
                    found.append((parts, origin))
        return found

    def area_of(self, *ranges: Range) -> QRegion:
        """What is painted again when something on these ranges changes: their paragraphs as far as they are seen."""
        where = self.map.paragraph
        touched = {number for start, end in ranges for number in range(where(start), where(end) + 1)}
        area, width = QRegion(), self._view.viewport().width()
        for _, number, origin, height in self._visible():
            if number in touched:
                high = round(height + 2 * CHIP_HEIGHT)
                area = area.united(QRect(0, round(origin.y() - CHIP_HEIGHT), width, high))
        return area

    def rects(self, range_: Range, area: QRect) -> Iterator[QRectF]:
        """The rectangles that `[start, end)` of the text takes in an area of the viewport."""
        for block, number, origin, _ in self._visible():
            if origin.y() > area.bottom():
                return
            inside = self.map.inside(number, *range_)
            if inside is not None:
                mark = Drawn(0, *inside, "", "", False, False, False)
                for piece in span_painter.pieces(block.layout(), [mark]):
                    yield piece.rect.translated(origin)

    def spans_at(self, point: QPoint) -> list[Span]:
        """The spans and suggestions whose words or chip are at a point of the viewport, the shortest first."""
        found = set()
        for piece, rect, chip in self._placed():
            if rect.adjusted(-1, 0, 1, 3 + piece.lane * LANE).contains(point) or (
                chip is not None and chip.contains(point)
            ):
                found.add(piece.drawn.key)
        spans = [span for span in self._spans_on_screen() if span.id in found]
        return sorted(spans, key=lambda span: span.end - span.start)

    def edge_at(self, point: QPoint, span: Span) -> str | None:
        """Which edge of a span a point is at: "start", "end" or None."""
        for piece, rect, _ in self._placed():
            if piece.drawn.key == span.id and rect.top() <= point.y() <= rect.bottom():
                if piece.is_last and abs(point.x() - rect.right()) <= _EDGE:
                    return "end"
                if piece.is_first and abs(point.x() - rect.left()) <= _EDGE:
                    return "start"
        return None

    def spans_between(self, start: int, end: int) -> list[Span]:
        """The person's spans and the open suggestions that share a character with `[start, end)`, in order."""
        if self.document is None or start >= end:
            return []
        found = [*self.document.spans.between(start, end), *self.document.suggestions_between(start, end)]
        return sorted(found, key=place)

    def _placed(self) -> Iterator[tuple[Piece, QRectF, QRectF | None]]:
        for block, _, origin, _ in self._visible():
            for piece in self.pieces_of(block):
                yield piece, piece.rect.translated(origin), piece.chip and piece.chip.translated(origin)

    def pieces_of(self, block: QTextBlock) -> list[Piece]:
        """Where the spans of a paragraph lie, relative to it."""
        number = block.blockNumber()
        if number not in self._pieces:
            self._view.blockBoundingRect(block)
            self._pieces[number] = span_painter.pieces(block.layout(), self._drawn_of(number))
        return self._pieces[number]

    def _drawn_of(self, number: int) -> list[Drawn]:
        if number not in self._drawn:
            self._find_drawn(number)
        return self._drawn[number]

    def _find_drawn(self, number: int) -> None:
        """Finds what is drawn in a paragraph, and in the next ones not known either: one question is cheaper."""
        last = number
        while last + 1 < min(number + _AHEAD, len(self.map.paragraphs)) and last + 1 not in self._drawn:
            last += 1
        paragraphs = self.map.paragraphs[number : last + 1]
        spans = self.spans_between(paragraphs[0][0], paragraphs[-1][1]) if paragraphs else []
        self._drawn[number] = []
        for at, (start, end) in enumerate(paragraphs, number):
            here = (span for span in spans if span.start < end and start < span.end)
            self._drawn[at] = [drawn for span in here if (drawn := self._as_drawn(at, span)) is not None]

    def _as_drawn(self, number: int, span: Span) -> Drawn | None:
        inside, label = self.map.inside(number, span.start, span.end), self._session.label(span.label)
        if inside is None or label is None or self.document is None:
            return None
        start, end = self.map.paragraphs[number]
        is_suggestion = span.annotator != self.document.annotator
        ends = span.start >= start, span.end <= end
        return Drawn(span.id, *inside, label.shown, label.colour, is_suggestion, *ends)

    def _spans_on_screen(self) -> list[Span]:
        numbers = [seen.number for seen in self._visible()]
        if not numbers:
            return []
        last = min(numbers[-1], len(self.map.paragraphs) - 1)
        return self.spans_between(self.map.paragraphs[numbers[0]][0], self.map.paragraphs[last][1])
