"""How the rows of a list of formats are painted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.ui import theme as design
from annotator.ui.theme import Theme, mixed, ui_font

if TYPE_CHECKING:
    from annotator.ui.format_popup import FormatModel
    from annotator.ui.format_words import FormatRow


class FormatDelegate(QStyledItemDelegate):
    """Two lines a format: its name and what its files are, and below them what it is for."""

    def __init__(self, model: FormatModel, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._theme = theme
        self._font = ui_font()
        self._small = ui_font(design.SMALL_SIZE + 1)
        self._heading = ui_font(design.SMALL_SIZE + 1, QFont.Weight.DemiBold)
        lines = QFontMetrics(self._font).height() + QFontMetrics(self._small).height()
        self._heights = QFontMetrics(self._heading).height() + design.M, lines + design.S

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Room for diacritics in one line or two."""
        return QSize(0, self._heights[not isinstance(self._model.rows[index.row()], str)])

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """One row."""
        row = self._model.rows[index.row()]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inside = option.rect.adjusted(design.S, 0, -design.S, 0)
        if isinstance(row, str):
            place = inside.adjusted(0, design.XS, 0, 0)
            self._write(painter, place, row, self._heading, QColor(self._theme.muted))
        else:
            if option.state & QStyle.StateFlag.State_Selected and not row.missing:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(self._theme.selection))
                painter.drawRoundedRect(QRectF(option.rect).adjusted(0, 1, 0, -1), design.RADIUS - 1, design.RADIUS - 1)
            self._paint_format(painter, inside, row)
        painter.restore()

    def _paint_format(self, painter: QPainter, rect: QRect, row: FormatRow) -> None:
        off = mixed(self._theme.muted, self._theme.surface, 0.7)
        text, quiet = (off, off) if row.missing else (QColor(self._theme.text), QColor(self._theme.muted))
        first = QRect(rect.left(), rect.top() + design.XS, rect.width(), QFontMetrics(self._font).height())
        second = QRect(rect.left(), first.bottom() + 1, rect.width(), QFontMetrics(self._small).height())
        detail = row.detail
        if row.missing:
            detail = QCoreApplication.translate("FormatDelegate", "needs {package}").format(package=row.missing)
        right = self._write(painter, first, detail, self._small, quiet, Qt.AlignmentFlag.AlignRight)
        self._write(painter, first.adjusted(0, 0, -right - design.S, 0), row.title, self._font, text)
        self._write(painter, second, row.about, self._small, quiet)

    def _write(
        self,
        painter: QPainter,
        rect: QRect,
        text: str,
        font: QFont,
        colour: QColor,
        side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> int:
        """One line, cut with … where there is no room; how wide it is."""
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, rect.width()))
        painter.setFont(font)
        painter.setPen(colour)
        painter.drawText(rect, side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)
        return metrics.horizontalAdvance(shown)
