"""The layout of the reading view: every line with room above it for chips, every kind of paragraph with its own look.

A subclass of Qt's plain text layout, because that one lays out only the paragraphs that are visible; the price of a
document is then the same whatever its length.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import (
    QFont,
    QTextBlock,
    QTextCharFormat,
    QTextDocument,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QPlainTextDocumentLayout

CURSOR = 2
"""Pixels of the text cursor's width."""

GUTTER = 20
"""Pixels left and right of the column where arcs run from line to line."""

MARGIN = GUTTER + 4
"""Pixels left and right of the lines, the width of the text cursor included."""


class ParagraphStyle(NamedTuple):
    """How one kind of paragraph looks: its format (None: the document's own font) and the room around it in pixels."""

    format: QTextCharFormat | None
    before: float
    after: float


class LineRoom(NamedTuple):
    """What a line needs beside the room that every line has, in pixels."""

    above: float
    below: float


_NONE = LineRoom(0, 0)

RoomOf = Callable[[int], Callable[[int, int], LineRoom] | None]
"""Asked for the lines of a paragraph by its number: what a line needs by its range in UTF-16 units from the
paragraph's beginning, or None where no line needs anything."""


class LeadingLayout(QPlainTextDocumentLayout):
    """Lays paragraphs out with `lead` pixels above each line and the style that `style_of` gives to their number.

    `room_of` says what a line needs beyond that; None where no line needs anything.
    """

    def __init__(
        self,
        document: QTextDocument,
        lead: float,
        style_of: Callable[[int], ParagraphStyle],
        room_of: RoomOf = lambda _number: None,
    ) -> None:
        super().__init__(document)
        self.lead = lead
        self._style_of = style_of
        self._room_of = room_of
        self._width = 400.0
        self._below: dict[int, float] = {}
        """What the last line of a paragraph needs below itself, where it needs anything."""
        self._is_telling = False
        self._is_held = False
        self._is_changed = False
        self.setCursorWidth(CURSOR)
        self._option = QTextOption()
        self._option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)

    def set_line_width(self, width: float) -> None:
        """The width of the column; paragraphs laid out for another one are laid out again when asked for."""
        self._width = width

    @contextmanager
    def held(self) -> Iterator[None]:
        """While the body lays many paragraphs out the scroll bar waits; it is told once at the end."""
        self._is_held = True
        try:
            yield
        finally:
            self._is_held = False
            if self._is_changed:
                self._tell()

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        """The place a paragraph takes; lays it out when that has not been done for this width."""
        if not block.isValid():
            return super().blockBoundingRect(block)
        layout = block.layout()
        if layout.lineCount() == 0:
            self._lay_out(block, layout)
        last = layout.lineAt(layout.lineCount() - 1)
        after = self._style_of(block.blockNumber()).after
        below = self._below.get(block.blockNumber(), 0)
        return QRectF(0, 0, self._width, last.y() + last.height() + max(after, below))

    def _lay_out(self, block: QTextBlock, layout: QTextLayout) -> None:
        style = self._style_of(block.blockNumber())
        if style.format is not None:
            whole = QTextLayout.FormatRange()
            whole.start, whole.length, whole.format = 0, block.length(), style.format
            layout.setFormats([whole])
        layout.setTextOption(self._option)
        layout.setCacheEnabled(True)
        room = self._room_of(block.blockNumber())
        layout.beginLayout()
        y, below = style.before, 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(self._width - 2 * MARGIN)
            above, below = room(line.textStart(), line.textStart() + line.textLength()) if room else _NONE
            line.setPosition(QPointF(MARGIN, y + self.lead + above))
            y += self.lead + above + line.height() + below
        layout.endLayout()
        if below:
            self._below[block.blockNumber()] = below
        else:
            self._below.pop(block.blockNumber(), None)
        self._tell_lines(block, layout.lineCount())

    def _tell_lines(self, block: QTextBlock, lines: int) -> None:
        """Keeps Qt's count of lines, by which it scrolls; without it the last page could not be reached."""
        if block.lineCount() == lines:
            return
        block.setLineCount(lines)
        self._is_changed = True
        if not self._is_telling and not self._is_held:
            self._tell()

    def _tell(self) -> None:
        self._is_telling, self._is_changed = True, False
        try:
            self.documentSizeChanged.emit(self.documentSize())
        finally:
            self._is_telling = False
        self._is_held = False
        self._is_changed = False
        self.setCursorWidth(CURSOR)


def scaled(font: QFont, scale: float, weight: QFont.Weight | None = None, italic: bool = False) -> QTextCharFormat:
    """A format in a font `scale` times the size of `font`."""
    changed = QFont(font)
    changed.setPixelSize(round(font.pixelSize() * scale))
    if weight is not None:
        changed.setWeight(weight)
    changed.setItalic(italic)
    result = QTextCharFormat()
    result.setFont(changed)
    return result
