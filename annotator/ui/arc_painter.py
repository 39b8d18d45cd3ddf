"""How an arc looks: a line with round corners, an arrow head at its target, its label in a pill."""

from __future__ import annotations

from collections.abc import Sequence
from math import hypot
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from annotator.core.model import Label, Relation
from annotator.ui.span_painter import CHIP_FONT, line_colour
from annotator.ui.theme import FAMILY, Theme, mixed, text_on

_CORNER = 5.0
_HEAD = 6.0
_FAINT = 0.62
"""Share of its colour that an arc has beside the one that counts."""


class Arc(NamedTuple):
    """An arc as it is drawn, in the viewport: corner points from source to target."""

    relation: Relation
    label: Label
    points: list[QPointF]
    has_head: bool
    """False when the target is out of sight."""
    is_faint: bool
    is_selected: bool
    chip: QRectF | None = None
    """Where its label stands; None where there is no room for it."""
    turn: int | None = None
    """The first of the two points in the gutter, for an arc that leaves its line."""

    def in_gutter(self, x: float) -> Arc:
        """The same arc with its way through the gutter at `x`."""
        if self.turn is None:
            return self
        points = list(self.points)
        for at in (self.turn, self.turn + 1):
            points[at] = QPointF(x, points[at].y())
        return self._replace(points=points)


def label_width(name: str) -> float:
    """The width of an arc's label in pixels."""
    return QFontMetricsF(_font()).horizontalAdvance(name) + 12


def paint_line(painter: QPainter, arc: Arc, theme: Theme) -> None:
    """The line and its arrow head."""
    colour = _colour(arc, theme)
    pen = QPen(colour, 1.2 if arc.is_faint else 2.0)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(rounded(arc.points))
    if arc.has_head:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPolygon(head(arc.points[-2], arc.points[-1]))


def paint_label(painter: QPainter, arc: Arc, theme: Theme) -> None:
    """The label on its arc; filled when the relation is selected."""
    if arc.chip is None:
        return
    colour = line_colour(arc.label.colour, theme)
    is_filled = arc.is_selected
    painter.setPen(QPen(colour, 1))
    painter.setBrush(colour if is_filled else QColor(theme.surface))
    rect = arc.chip.adjusted(0.5, 0.5, -0.5, -0.5)
    painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
    painter.setPen(text_on(colour.name()) if is_filled else QColor(theme.text))
    painter.setFont(_font())
    painter.drawText(arc.chip, Qt.AlignmentFlag.AlignCenter, arc.label.shown)


def paint_hand(painter: QPainter, start: QPointF, end: QPointF, theme: Theme) -> None:
    """A relation that is being drawn with the mouse."""
    if start == end:
        return
    painter.setPen(QPen(QColor(theme.accent), 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawLine(start, end)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.accent))
    painter.drawPolygon(head(start, end))


def paint_ring(painter: QPainter, chip: QRectF, theme: Theme) -> None:
    """Around the chip of the span where a relation is to begin."""
    painter.setPen(QPen(QColor(theme.accent), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(chip.adjusted(-2, -2, 2, 2), 5, 5)


def rounded(points: Sequence[QPointF]) -> QPainterPath:
    """A line through corner points, the corners rounded as far as their legs allow."""
    path = QPainterPath(points[0])
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        radius = min(_CORNER, _length(before, corner) / 2, _length(corner, after) / 2)
        path.lineTo(_towards(corner, before, radius))
        path.quadTo(corner, _towards(corner, after, radius))
    path.lineTo(points[-1])
    return path


def head(start: QPointF, end: QPointF) -> QPolygonF:
    """An arrow head at `end` of a line from `start`."""
    length = _length(start, end) or 1.0
    ahead = (end - start) / length
    side = QPointF(-ahead.y(), ahead.x()) * (_HEAD * 0.6)
    back = end - ahead * _HEAD
    return QPolygonF([end, back + side, back - side])


def _colour(arc: Arc, theme: Theme) -> QColor:
    colour = line_colour(arc.label.colour, theme)
    return mixed(colour.name(), theme.surface, _FAINT) if arc.is_faint else colour


def _length(a: QPointF, b: QPointF) -> float:
    return hypot(b.x() - a.x(), b.y() - a.y())


def _towards(a: QPointF, b: QPointF, pixels: float) -> QPointF:
    length = _length(a, b)
    return a + (b - a) * (pixels / length) if length else a


def _font() -> QFont:
    font = QFont(FAMILY)
    font.setPixelSize(CHIP_FONT)
    font.setWeight(QFont.Weight.Medium)
    return font
