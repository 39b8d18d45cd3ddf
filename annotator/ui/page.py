"""Where things lie on the reading view's page: paragraphs, spans, marks, and what is at a point.

The page holds what is shown of a document and the geometry of its visible paragraphs, made when they are first asked
for and dropped when an edit touches them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF
from PySide6.QtWidgets import QPlainTextEdit

from annotator.app.open_document import OpenDocument
from annotator.app.session import Session
from annotator.core.display import DisplayMap
from annotator.core.layers import place
from annotator.core.line_kinds import LineKind
from annotator.core.model import Span
from annotator.ui import span_painter
from annotator.ui.span_painter import CHIP_HEIGHT, Drawn, Piece

if TYPE_CHECKING:
    from PySide6.QtGui import QTextBlock

Range = tuple[int, int]

_EDGE = 4
"""Pixels around the edge of a span where it can be taken hold of."""


class Page:
    """What a reading view shows of a document, and where."""

    def __init__(self, view: QPlainTextEdit, session: Session) -> None:
        self._view = view
        self._session = session
        self._pieces: dict[int, list[Piece]] = {}
        self.document: OpenDocument | None = None
        self.map = DisplayMap("", [])
        self._seen: tuple[object, list[tuple[QTextBlock, QPointF]]] | None = None
        """The visible paragraphs, with what they depend on."""

    def show(self, document: OpenDocument | None, is_raw: bool) -> None:
        """Takes the lines of a document that are to be shown."""
        self.document = document
        self.map = DisplayMap(document.text, document.shown_lines(is_raw)) if document else DisplayMap("", [])
        self._pieces.clear()
        self._seen = None

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
            self._pieces.clear()
            self._seen = None
            return
        for number in range(self.map.paragraph(start), self.map.paragraph(end) + 1):
            self._pieces.pop(number, None)

    def blocks(self) -> list[tuple[QTextBlock, QPointF]]:
        """The visible paragraphs, each with its place in the viewport; found once as long as nothing moves."""
        first, offset, height = (
            self._view.firstVisibleBlock(),
            self._view.contentOffset(),
            self._view.viewport().height(),
        )
        state = (first.blockNumber(), offset.y(), height, self._view.viewport().width())
        if self._seen is None or self._seen[0] != state:
            self._seen = state, list(self._find_blocks(first, offset, height))
        return self._seen[1]

    def _find_blocks(self, block: QTextBlock, offset: QPointF, height: int) -> Iterator[tuple[QTextBlock, QPointF]]:
        y = offset.y()
        while block.isValid() and y < height:
            yield block, QPointF(offset.x(), y)
            y += self._view.blockBoundingRect(block).height()
            block = block.next()

    def pieces_in(self, area: QRect) -> list[tuple[list[Piece], QPointF]]:
        """The pieces of spans in the paragraphs that touch an area, each list with its paragraph's place."""
        found = []
        for block, origin in self.blocks():
            if origin.y() > area.bottom() + CHIP_HEIGHT:
                break
            if origin.y() + self._view.blockBoundingRect(block).height() >= area.top() - CHIP_HEIGHT:
                parts = self._pieces_of(block)
                if parts:
                    found.append((parts, origin))
        return found

    def area_of(self, start: int, end: int) -> QRect:
        """What is painted again when something on `[start, end)` changes: its paragraphs as far as they are seen."""
        first, last = self.map.paragraph(start), self.map.paragraph(end)
        area, width = QRect(), self._view.viewport().width()
        for block, origin in self.blocks():
            if first <= block.blockNumber() <= last:
                height = self._view.blockBoundingRect(block).height() + 2 * CHIP_HEIGHT
                area = area.united(QRect(0, round(origin.y() - CHIP_HEIGHT), width, round(height)))
        return area

    def rects(self, range_: Range, area: QRect) -> Iterator[QRectF]:
        """The rectangles that `[start, end)` of the text takes in an area of the viewport."""
        for block, origin in self.blocks():
            if origin.y() > area.bottom():
                return
            inside = self.map.inside(block.blockNumber(), *range_)
            if inside is not None:
                mark = Drawn(0, *inside, "", "", False, False, False)
                for piece in span_painter.pieces(block.layout(), [mark]):
                    yield piece.rect.translated(origin)

    def spans_at(self, point: QPoint) -> list[Span]:
        """The spans and suggestions whose words or chip are at a point of the viewport, the shortest first."""
        found = set()
        for piece, rect, chip in self._placed():
            if rect.adjusted(-1, 0, 1, 3).contains(point) or (chip is not None and chip.contains(point)):
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
        for block, origin in self.blocks():
            for piece in self._pieces_of(block):
                yield piece, piece.rect.translated(origin), piece.chip and piece.chip.translated(origin)

    def _pieces_of(self, block: QTextBlock) -> list[Piece]:
        number = block.blockNumber()
        if number not in self._pieces:
            self._view.blockBoundingRect(block)
            self._pieces[number] = span_painter.pieces(block.layout(), self._drawn(number))
        return self._pieces[number]

    def _drawn(self, number: int) -> list[Drawn]:
        if self.document is None or number >= len(self.map.paragraphs):
            return []
        result = []
        start, end = self.map.paragraphs[number]
        for span in self.spans_between(start, end):
            inside, label = self.map.inside(number, span.start, span.end), self._session.label(span.label)
            if inside is not None and label is not None:
                is_suggestion = span.annotator != self.document.annotator
                ends = span.start >= start, span.end <= end
                result.append(Drawn(span.id, *inside, label.name, label.colour, is_suggestion, *ends))
        return result

    def _spans_on_screen(self) -> list[Span]:
        numbers = [block.blockNumber() for block, _ in self.blocks()]
        if not numbers:
            return []
        last = min(numbers[-1], len(self.map.paragraphs) - 1)
        return self.spans_between(self.map.paragraphs[numbers[0]][0], self.map.paragraphs[last][1])
