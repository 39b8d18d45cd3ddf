"""Spans as they are painted: a tint behind the words, a line under them, a chip above that names the label.

Nothing here knows the text view: pieces are rectangles of one paragraph's layout, paint is asked for with an offset.
Nested spans stack: the innermost line lies closest to the words, each outer one a lane lower. Colour is never the only
sign: every span carries its label's name, suggestions are dashed and have hollow chips.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPixmap, QTextLayout

from annotator.ui.theme import FAMILY, Theme, mixed, text_on

CHIP_HEIGHT = 12.0
CHIP_FONT = 9
_LANE = 3.0
_LINE = 2.0
_CHIP_GAP = 2.0
_TINT_SPARE = 1.5
_FRAME = 1.2
_HANDLE = 2.5
"""Width of the grips of the current span, which lie on its frame."""
_DENSITY = 2


class Drawn(NamedTuple):
    """One span or suggestion of a paragraph as it is to be drawn: units from the paragraph's beginning."""

    key: int
    start: int
    end: int
    label: str
    colour: str
    is_suggestion: bool
    begins: bool
    """False when the span began in an earlier paragraph, so that it has no chip here."""
    ends: bool


class Piece(NamedTuple):
    """The part of a span on one line, relative to the paragraph."""

    rect: QRectF
    drawn: Drawn
    lane: int
    is_first: bool
    is_last: bool
    chip: QRectF | None


def pieces(layout: QTextLayout, spans: Sequence[Drawn]) -> list[Piece]:
    """Where the spans of a paragraph lie. `spans` are in order, longer ones first."""
    lanes = _lanes(spans)
    chip_ends: dict[int, float] = {}
    result: list[Piece] = []
    for span, lane in zip(spans, lanes, strict=True):
        line = layout.lineForTextPosition(span.start)
        number, at = line.lineNumber(), span.start
        while line.isValid() and at < span.end:
            line_end = line.textStart() + line.textLength()
            stop = min(span.end, line_end)
            left, right = _x(line, at), min(_x(line, stop), line.x() + line.naturalTextWidth())
            rect = QRectF(min(left, right), line.y(), abs(right - left), line.height())
            is_first = at == span.start and span.begins
            chip = _chip_rect(rect, span, number, chip_ends) if is_first else None
            result.append(Piece(rect, span, lane, is_first, stop == span.end and span.ends, chip))
            at, number = line_end, number + 1
            if number >= layout.lineCount():
                break
            line = layout.lineAt(number)
    return result


def paint_under(painter: QPainter, parts: Sequence[Piece], origin: QPointF, theme: Theme, current: int | None) -> None:
    """The tints behind the words."""
    painter.setPen(Qt.PenStyle.NoPen)
    for piece in parts:
        drawn = piece.drawn
        is_current = drawn.key == current
        if drawn.is_suggestion and not is_current:
            continue
        share = theme.tint * (1.6 if is_current else 1)
        colour = QColor(drawn.colour)
        colour.setAlphaF(share)
        painter.setBrush(colour)
        spare = 0 if is_current else _TINT_SPARE
        grown = piece.rect.translated(origin).adjusted(-spare, 0, spare, 1 + piece.lane * _LANE)
        painter.drawRoundedRect(grown, 3, 3)


def paint_over(painter: QPainter, parts: Sequence[Piece], origin: QPointF, theme: Theme, current: int | None) -> None:
    """The lines under the words, the chips above them, and the frame and handles of the current span."""
    for piece in parts:
        _paint_line(painter, piece, origin, theme)
    for piece in parts:
        if piece.drawn.key == current:
            _paint_frame(painter, piece, origin, theme)
        if piece.chip is not None:
            picture = chip_picture(piece.drawn.label, piece.drawn.colour, piece.drawn.is_suggestion, theme)
            painter.drawPixmap(piece.chip.topLeft() + origin, picture)


def line_colour(colour: str, theme: Theme) -> QColor:
    """A label's colour where a thin line must be seen on the surface: darker on light, lighter on dark."""
    return mixed(colour, "#ffffff", 0.8) if theme.is_dark else mixed(colour, "#000000", 0.82)


@lru_cache(maxsize=512)
def chip_width(label: str) -> float:
    """The width of a label's chip in pixels."""
    return QFontMetricsF(_chip_font()).horizontalAdvance(label) + 7


@lru_cache(maxsize=512)
def chip_picture(label: str, colour: str, is_hollow: bool, theme: Theme) -> QPixmap:
    """A label's chip, drawn once."""
    width = chip_width(label)
    picture = QPixmap(round(width * _DENSITY) + 1, round(CHIP_HEIGHT * _DENSITY))
    picture.fill(Qt.GlobalColor.transparent)
    picture.setDevicePixelRatio(_DENSITY)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    rect = QRectF(0, 0, width, CHIP_HEIGHT)
    if is_hollow:
        pen = QPen(line_colour(colour, theme), 1)
        pen.setDashPattern([2, 2])
        painter.setPen(pen)
        painter.setBrush(QColor(theme.surface))
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        painter.setPen(QColor(theme.text))
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        painter.drawRoundedRect(rect, 3, 3)
        painter.setPen(text_on(colour))
    painter.setFont(_chip_font())
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, label)
    painter.end()
    return picture


@lru_cache(maxsize=1)
def _chip_font() -> QFont:
    font = QFont(FAMILY)
    font.setPixelSize(CHIP_FONT)
    font.setWeight(QFont.Weight.DemiBold)
    return font


def _x(line, unit: int) -> float:  # type: ignore[no-untyped-def]
    found = line.cursorToX(unit)
    return found[0] if isinstance(found, tuple) else found


def _lanes(spans: Sequence[Drawn]) -> list[int]:
    """For each span the number of spans stacked between it and the words: those inside it, or after it across it."""
    lanes = [0] * len(spans)
    for index in range(len(spans) - 1, -1, -1):
        below = [lanes[j] for j in range(index + 1, len(spans)) if spans[j].start < spans[index].end]
        lanes[index] = max(below, default=-1) + 1
    return lanes


def _chip_rect(rect: QRectF, span: Drawn, line: int, ends: dict[int, float]) -> QRectF:
    """Above the beginning of the span, behind the chips that are there already: no chip hides another."""
    x = max(rect.left() - 1.5, ends.get(line, float("-inf")) + _CHIP_GAP)
    chip = QRectF(x, rect.top() - CHIP_HEIGHT, chip_width(span.label), CHIP_HEIGHT)
    ends[line] = chip.right()
    return chip


def _paint_line(painter: QPainter, piece: Piece, origin: QPointF, theme: Theme) -> None:
    y = piece.rect.bottom() + origin.y() + piece.lane * _LANE
    pen = QPen(line_colour(piece.drawn.colour, theme), 1.5 if piece.drawn.is_suggestion else _LINE)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if piece.drawn.is_suggestion:
        pen.setDashPattern([3, 2.5])
    painter.setPen(pen)
    painter.drawLine(QPointF(piece.rect.left() + origin.x(), y), QPointF(piece.rect.right() + origin.x(), y))


def _paint_frame(painter: QPainter, piece: Piece, origin: QPointF, theme: Theme) -> None:
    """Within the range, so that the comma or the blank beside it is not covered."""
    colour = line_colour(piece.drawn.colour, theme)
    inset = _FRAME / 2
    rect = piece.rect.translated(origin).adjusted(inset, 0, -inset, 1 + piece.lane * _LANE)
    pen = QPen(colour, _FRAME)
    if piece.drawn.is_suggestion:
        pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect, 3, 3)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    for is_there, x in ((piece.is_first, rect.left()), (piece.is_last, rect.right())):
        if is_there:
            grip = QRectF(x - _HANDLE / 2, rect.center().y() - 6, _HANDLE, 12)
            painter.drawRoundedRect(grip, _HANDLE / 2, _HANDLE / 2)
