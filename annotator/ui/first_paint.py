"""What is painted while the rest of the program is still being loaded: the frame of the window and the first rows.

Its measures are those of the content that takes its place, so that nothing jumps.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from annotator.storage.first_page import FirstPage
from annotator.ui.article_row import RowPainter
from annotator.ui.locale import interface_locale
from annotator.ui.theme import RADIUS, XS, L, M, S, Theme

LIST_WIDTH = 300
INSPECTOR_WIDTH = 280
_MENU = 22
_FIELD = 32
_FOOT = 30
_HEAD = 92
ARTICLE_LABELS = 26
"""The height of the row with the labels of the article, where a project has such labels."""
_MENU_LINE = 112
"""How much darker than the window, in per cent, the style draws the line below the menu bar."""


class FirstPaint(QWidget):
    """Paints itself once, with the list at the left, the sheet of paper in the middle, the inspector at the right."""

    def __init__(self, page: FirstPage, panes: list[int], language: str, theme: Theme) -> None:
        super().__init__()
        self._page = page
        self._theme = theme
        self._rows = RowPainter(theme, interface_locale(language))
        self._list = panes[0] if len(panes) == 3 else LIST_WIDTH
        self._inspector = panes[2] if len(panes) == 3 else INSPECTOR_WIDTH
        self.is_painted = False

    def paintEvent(self, _event: object) -> None:
        """The frame, then the rows."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, width, foot = self._theme, self.width(), self.height() - _FOOT
        painter.fillRect(self.rect(), QColor(theme.window))
        top = _MENU + _HEAD + (ARTICLE_LABELS if self._page.has_article_labels else 0)
        sheet = QRect(self._list + 1, top, width - self._list - self._inspector - 2, foot - top)
        painter.fillRect(sheet, QColor(theme.surface))
        painter.fillRect(QRect(sheet.left(), sheet.top(), sheet.width(), 1), QColor(theme.border))
        painter.fillRect(QRect(0, _MENU - 1, width, 1), QColor(theme.window).darker(_MENU_LINE))
        painter.fillRect(QRect(0, foot, width, 1), QColor(theme.border))
        self._paint_fields(painter)
        if self._page.rows:
            self._paint_rows(painter, _MENU + M + 2 * _FIELD + S + M, foot)
        painter.end()
        self.is_painted = True

    def _paint_fields(self, painter: QPainter) -> None:
        """The filter and the choice of states, empty for a moment."""
        painter.setPen(QPen(QColor(self._theme.border), 1))
        painter.setBrush(QColor(self._theme.surface))
        for number, spare in enumerate((0, _FIELD + XS)):
            top = _MENU + M + number * (_FIELD + S)
            rect = QRectF(M + 0.5, top + 0.5, self._list - 2 * M - spare - 1, _FIELD - 1)
            painter.drawRoundedRect(rect, RADIUS, RADIUS)
        painter.setPen(Qt.PenStyle.NoPen)

    def _paint_rows(self, painter: QPainter, top: int, foot: int) -> None:
        painter.fillRect(QRect(0, top - 1, self._list, 1), QColor(self._theme.border))
        painter.setClipRect(QRect(0, top, self._list, foot - top))
        for number, row in enumerate(self._page.rows):
            rect = QRect(0, top + number * self._rows.height, self._list, self._rows.height)
            if rect.top() > foot - L:
                break
            is_current = row.id == self._page.current
            self._rows.paint(painter, rect, row, selected=is_current, hovered=False, focused=False)
