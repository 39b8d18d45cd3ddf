"""Tabs in the look of the application."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QTabBar, QWidget

from annotator.ui import theme as design
from annotator.ui.theme import Theme

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent


class Tabs(QTabBar):
    """A word for each page with a line of the accent colour under the chosen one."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def tabSizeHint(self, index: int) -> QSize:
        """Room for diacritics and the line."""
        hint = super().tabSizeHint(index)
        return QSize(hint.width(), self.fontMetrics().height() + 2 * design.S)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The words, the line, and a ring round the one with the keyboard."""
        painter = QPainter(self)
        for index in range(self.count()):
            rect = self.tabRect(index)
            is_chosen = index == self.currentIndex()
            painter.setPen(QColor(self._theme.text if is_chosen else self._theme.muted))
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self.tabText(index))
            if is_chosen:
                line = rect.adjusted(design.M, rect.height() - 2, -design.M, 0)
                painter.fillRect(line, QColor(self._theme.accent))
                if self.hasFocus():
                    painter.setPen(QColor(self._theme.accent))
                    painter.drawRoundedRect(rect.adjusted(3, 3, -4, -4), 4, 4)
        painter.end()
