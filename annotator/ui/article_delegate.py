"""The delegate of the article list: hands each row to the painter with what the style knows of it."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QModelIndex, QObject, QPersistentModelIndex, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractScrollArea, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.ui.article_model import ArticleModel
from annotator.ui.article_row import RowPainter
from annotator.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex


class ArticleDelegate(QStyledItemDelegate):
    """Paints the rows of an `ArticleModel`, all of one height."""

    def __init__(self, model: ArticleModel, theme: Theme, locale: QLocale, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._painter = RowPainter(theme, locale)
        self.row_height = self._painter.height

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """The one height of all rows."""
        return QSize(0, self.row_height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draws one row, whatever the style would do."""
        row = self._model.row(index.row())
        if row is not None:
            state: QStyle.StateFlag = option.state
            bar = option.widget.verticalScrollBar() if isinstance(option.widget, QAbstractScrollArea) else None
            self._painter.paint(
                painter,
                option.rect,
                row,
                selected=bool(state & QStyle.StateFlag.State_Selected),
                hovered=bool(state & QStyle.StateFlag.State_MouseOver),
                focused=bool(state & QStyle.StateFlag.State_HasFocus),
                covered=bar.width() if bar is not None and bar.isVisible() else 0,
            )
