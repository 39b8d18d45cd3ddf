"""Lists whose rows have two lines: a name with something short at the right, and what there is to say of it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from annotator.ui import theme as design
from annotator.ui.theme import Theme, ui_font

_Index = QModelIndex | QPersistentModelIndex
_BAR = 3
UPPER, LOWER, ASIDE, ALARMING = (Qt.ItemDataRole.UserRole + n for n in range(1, 5))
"""Roles: the name, what is said below it, what stands at the right, and whether what is said is a warning."""


class TwoLineDelegate(QStyledItemDelegate):
    """Paints the roles above."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._font = ui_font(weight=QFont.Weight.DemiBold)
        self._small = ui_font(design.SMALL_SIZE + 1)
        self._lines = QFontMetrics(self._font).height(), QFontMetrics(self._small).height()
        self.row_height = sum(self._lines) + 2 + 2 * (design.S + 1)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        """All rows are of one height, in which no diacritic is cut."""
        return QSize(0, self.row_height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """One row."""
        theme, rect = self._theme, option.rect
        painter.save()
        self._paint_ground(painter, option)
        inner = rect.adjusted(design.L, design.S + 1, -design.L, -design.S - 1)
        upper = QRect(inner.left(), inner.top(), inner.width(), self._lines[0])
        lower = QRect(inner.left(), upper.bottom() + 3, inner.width(), self._lines[1])
        painter.setFont(self._small)
        painter.setPen(QColor(theme.muted))
        aside = str(index.data(ASIDE))
        painter.drawText(upper, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, aside)
        painter.setPen(QColor(theme.danger if index.data(ALARMING) else theme.muted))
        said = QFontMetrics(self._small).elidedText(str(index.data(LOWER)), Qt.TextElideMode.ElideRight, lower.width())
        painter.drawText(lower, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, said)
        taken = QFontMetrics(self._small).horizontalAdvance(aside) + design.L if aside else 0
        room = upper.width() - taken
        name = QFontMetrics(self._font).elidedText(str(index.data(UPPER)), Qt.TextElideMode.ElideRight, room)
        painter.setFont(self._font)
        painter.setPen(QColor(theme.text))
        painter.drawText(upper, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        theme, rect, state = self._theme, option.rect, option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(theme.selection))
            painter.fillRect(QRect(rect.left(), rect.top(), _BAR, rect.height()), QColor(theme.accent))
        else:
            if state & QStyle.StateFlag.State_MouseOver:
                painter.fillRect(rect, QColor(theme.hover))
            painter.fillRect(
                QRect(rect.left() + design.L, rect.bottom(), rect.width() - 2 * design.L, 1), QColor(theme.border)
            )


class TwoLineList(QListView):
    """The list in the look of the application; a subclass gives it a model and an accessible name."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setItemDelegate(TwoLineDelegate(theme, self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setStyleSheet(
            f"QListView {{ background: {theme.surface}; border: 1px solid {theme.border};"
            f" border-radius: {design.RADIUS}px; outline: none; }}"
            f"QListView:focus {{ border-color: {theme.accent}; }}" + theme.scroll_bars()
        )
