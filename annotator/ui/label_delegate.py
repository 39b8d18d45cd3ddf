"""How a label looks in the list of the editor: colour, short name, name in full, key."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from annotator.app.label_acts import Draft
from annotator.core.labels import LabelSpec
from annotator.core.model import Scope
from annotator.core.shown import one_line
from annotator.ui.arc_painter import head
from annotator.ui.label_form import swatch
from annotator.ui.span_painter import line_colour
from annotator.ui.theme import SMALL_SIZE, XL, L, M, S, Theme, mixed, ui_font

DRAFT = Qt.ItemDataRole.UserRole
"""Where an item keeps its Draft."""

_Index = QModelIndex | QPersistentModelIndex


class LabelDelegate(QStyledItemDelegate):
    """Paints a label: its colour, short name, name in full and key."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        """Two lines with room for Vietnamese marks."""
        heights = QFontMetrics(_name_font()).height() + QFontMetrics(ui_font(SMALL_SIZE)).height()
        return QSize(0, heights + M)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paints one label."""
        draft: Draft = index.data(DRAFT)
        theme, spec, rect = self._theme, draft.spec, option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(theme.selection))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(theme.hover))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), QColor(theme.accent))
        self._paint_mark(painter, spec, QRectF(rect.left() + L, rect.center().y() - 7, 14, 14))
        inner = rect.adjusted(L + 14 + M, M // 2, -L, -M // 2)
        self._paint_key(painter, spec.key, inner)
        self._paint_names(painter, spec, inner.adjusted(0, 0, -XL - S, 0))
        painter.restore()

    def _paint_mark(self, painter: QPainter, spec: LabelSpec, rect: QRectF) -> None:
        """Its colour in a shape that tells what it is for: a patch for words, an arrow, a dot for articles."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = line_colour(spec.colour, self._theme)
        if spec.scope == Scope.RELATION:
            tail, tip = QPointF(rect.left(), rect.center().y()), QPointF(rect.right(), rect.center().y())
            painter.setPen(QPen(colour, 2))
            painter.drawLine(tail, tip - QPointF(3, 0))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawPolygon(head(tail, tip))
        elif spec.scope == Scope.DOCUMENT:
            painter.setPen(QColor(self._theme.border))
            painter.setBrush(QColor(spec.colour))
            painter.drawEllipse(rect.adjusted(2, 2, -2, -2))
        else:
            painter.drawPixmap(rect.topLeft(), swatch(spec.colour, self._theme))

    def _paint_names(self, painter: QPainter, spec: LabelSpec, rect: QRect) -> None:
        painter.setFont(_name_font())
        painter.setPen(QColor(self._theme.text))
        metrics = painter.fontMetrics()
        name = metrics.elidedText(one_line(spec.name), Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, name)
        painter.setFont(ui_font(SMALL_SIZE))
        painter.setPen(QColor(self._theme.muted))
        titles = " · ".join(one_line(title) for title in (spec.title_vi, spec.title_en) if title)
        titles = painter.fontMetrics().elidedText(titles, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, titles)

    def _paint_key(self, painter: QPainter, key: str, rect: QRect) -> None:
        if not key:
            return
        size = QFontMetrics(ui_font(SMALL_SIZE)).height() + 4
        cap = QRect(rect.right() - size, rect.center().y() - size // 2, size, size)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(mixed(self._theme.muted, self._theme.surface, 0.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(cap, 4, 4)
        painter.setFont(ui_font(SMALL_SIZE))
        painter.setPen(QColor(self._theme.muted))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, key)


def _name_font() -> QFont:
    return ui_font(weight=QFont.Weight.DemiBold)
