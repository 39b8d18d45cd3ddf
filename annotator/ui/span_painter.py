"""Spans as they are painted: a tint behind the words, a line under them, a chip above that names the label.

Nothing here knows the text view: pieces are rectangles of one paragraph's layout, paint is asked for with an offset.
Nested spans stack: the innermost line lies closest to the words, each outer one a lane lower and its tint fainter.
Colour is never the only sign: every span carries its label's name, suggestions are dashed and have hollow chips.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPixmap, QTextLayout

from annotator.ui import stacks
from annotator.ui.theme import FAMILY, Theme, mixed, text_on

CHIP_HEIGHT = 12.0
CHIP_FONT = 9
LANE = 3.0
"""Pixels from one band to the next lower one."""
_LINE = 2.0
_FADING = 0.62
"""Share of its tint that a span keeps for each lane between it and the words: the words stay easy to read."""
_TINT_SPARE = 1.5
_FRAME = 1.2
_HANDLE = 2.5
"""Width of the grips of the current span, which lie on its frame."""
_BAR = 2.0
"""Width of the bars at the ends of a selection."""
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
    name: str = ""
    """What the chip says: the label's name, or its initial where there is no room."""


def pieces(layout: QTextLayout, spans: Sequence[Drawn]) -> list[Piece]:
    """Where the spans of a paragraph lie. `spans` are in order, longer ones first."""
    result: list[Piece] = []
    rows: dict[int, list[int]] = {}
    for span, lane in zip(spans, stacks.lanes(spans), strict=True):
        line = layout.lineForTextPosition(span.start)
        number, at = line.lineNumber(), span.start
        while line.isValid() and at < span.end:
            line_end = line.textStart() + line.textLength()
            stop = min(span.end, line_end)
            is_first = at == span.start and span.begins
            if is_first:
                rows.setdefault(number, []).append(len(result))
            result.append(Piece(_rect(line, at, stop), span, lane, is_first, stop == span.end and span.ends, None))
            at, number = line_end, number + 1
            if number >= layout.lineCount():
                break
            line = layout.lineAt(number)
    for number, row in rows.items():
        line = layout.lineAt(number)
        _place_chips(result, row, line.x() + line.width())
    return result


def paint_under(painter: QPainter, parts: Sequence[Piece], origin: QPointF, theme: Theme, current: int | None) -> None:
    """The tints behind the words."""
    painter.setPen(Qt.PenStyle.NoPen)
    for piece in parts:
        drawn = piece.drawn
        is_current = drawn.key == current
        if drawn.is_suggestion and not is_current:
            continue
        share = theme.tint * (1.6 if is_current else _FADING**piece.lane)
        colour = QColor(drawn.colour)
        colour.setAlphaF(share)
        painter.setBrush(colour)
        spare = 0 if is_current else _TINT_SPARE
        grown = piece.rect.translated(origin).adjusted(-spare, 0, spare, 1 + piece.lane * LANE)
        painter.drawRoundedRect(grown, 3, 3)


def paint_over(painter: QPainter, parts: Sequence[Piece], origin: QPointF, theme: Theme, current: int | None) -> None:
    """The lines under the words, the chips above them, and the frame and handles of the current span."""
    for piece in parts:
        _paint_line(painter, piece, origin, theme)
    for piece in parts:
        if piece.drawn.key == current:
            _paint_frame(painter, piece, origin, theme)
        if piece.chip is not None:
            picture = chip_picture(piece.name, piece.drawn.colour, piece.drawn.is_suggestion, theme)
            painter.drawPixmap(piece.chip.topLeft() + origin, picture)


def paint_ends(painter: QPainter, first: QRectF | None, last: QRectF | None, theme: Theme) -> None:
    """A bar before the first and behind the last character of a selection: it is seen over a span of any colour.

    The rectangles are those of the characters, None where one is not on screen.
    """
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.accent))
    for rect, x in ((first, first.left() - _BAR if first else 0.0), (last, last.right() if last else 0.0)):
        if rect is not None:
            painter.drawRect(QRectF(x, rect.top() - 1, _BAR, rect.height() + 3))


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


def _rect(line, start: int, end: int) -> QRectF:  # type: ignore[no-untyped-def]
    left, right = _x(line, start), min(_x(line, end), line.x() + line.naturalTextWidth())
    return QRectF(min(left, right), line.y(), abs(right - left), line.height())


def _place_chips(parts: list[Piece], row: Sequence[int], width: float) -> None:
    """Above the beginnings of the spans of a line: no chip hides another."""
    order = sorted(row, key=lambda at: parts[at].rect.left())
    chips = [
        stacks.Chip(part.rect.left() - 1.5, chip_width(part.drawn.label), chip_width(part.drawn.label[:1]))
        for part in (parts[at] for at in order)
    ]
    for at, place in zip(order, stacks.places(chips, width), strict=True):
        part = parts[at]
        chip = QRectF(place.left, part.rect.top() - CHIP_HEIGHT, place.width, CHIP_HEIGHT)
        name = part.drawn.label[:1] if place.is_short else part.drawn.label
        parts[at] = part._replace(chip=chip, name=name)


def _paint_line(painter: QPainter, piece: Piece, origin: QPointF, theme: Theme) -> None:
    rect = piece.rect.translated(origin)
    rect.translate(0, piece.lane * LANE)
    painter.setPen(_line_pen(piece.drawn.colour, piece.drawn.is_suggestion, theme))
    painter.drawLine(rect.bottomLeft(), rect.bottomRight())


@lru_cache(maxsize=512)
def _line_pen(colour: str, is_suggestion: bool, theme: Theme) -> QPen:
    """What draws the line under a span, made once: many are drawn at every key."""
    pen = QPen(line_colour(colour, theme), 1.5 if is_suggestion else _LINE)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if is_suggestion:
        pen.setDashPattern([3, 2.5])
    return pen


def _paint_frame(painter: QPainter, piece: Piece, origin: QPointF, theme: Theme) -> None:
    """Within the range, so that the comma or the blank beside it is not covered."""
    colour = line_colour(piece.drawn.colour, theme)
    inset = _FRAME / 2
    rect = piece.rect.translated(origin).adjusted(inset, 0, -inset, 1 + piece.lane * LANE)
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
