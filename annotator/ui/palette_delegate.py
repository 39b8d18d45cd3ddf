"""How the rows of the command palette are painted."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.core.shown import one_line
from annotator.storage.title_search import TitleHit
from annotator.ui import theme as design
from annotator.ui.icons import pixmap
from annotator.ui.palette_entries import Entry, typed_name
from annotator.ui.palette_model import PaletteModel, shown_title
from annotator.ui.theme import Theme, mixed, ui_font

ICON = 18
_CAP = 5
"""Room at the sides of the words in a key's frame."""
_LEAST_SIDE = 0.2
"""The share of a row that has to be free for the name of an article's file."""
_Index = QModelIndex | QPersistentModelIndex


class PaletteDelegate(QStyledItemDelegate):
    """One line a row: icon and name at the left, menu and keys at the right."""

    def __init__(self, model: PaletteModel, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._theme = theme
        self._font = ui_font(design.UI_SIZE + 1)
        self._small = ui_font(design.SMALL_SIZE + 1)
        self._heading = ui_font(design.SMALL_SIZE + 1, QFont.Weight.DemiBold)
        self.row_height = QFontMetrics(self._font).height() + design.M

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        """All rows are of one height, in which no diacritic is cut."""
        return QSize(0, self.row_height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """One row."""
        row = self._model.rows[index.row()]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, str):
            self._paint_heading(painter, option.rect, row)
        else:
            self._paint_ground(painter, option)
            inside = option.rect.adjusted(design.M, 0, -design.M, 0)
            if isinstance(row, Entry):
                self._paint_act(painter, inside, row)
            else:
                self._paint_article(painter, inside, row)
        painter.restore()

    def _paint_heading(self, painter: QPainter, rect: QRect, text: str) -> None:
        painter.setFont(self._heading)
        painter.setPen(QColor(self._theme.muted))
        place = rect.adjusted(design.M, design.S, -design.M, 0)
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._theme.selection))
            painter.drawRoundedRect(QRectF(option.rect).adjusted(2, 1, -2, -1), design.RADIUS - 1, design.RADIUS - 1)

    def _paint_act(self, painter: QPainter, rect: QRect, entry: Entry) -> None:
        off = mixed(self._theme.muted, self._theme.surface, 0.6)
        colour = QColor(self._theme.text) if entry.is_enabled else off
        quiet = QColor(self._theme.muted) if entry.is_enabled else off
        self._paint_sign(painter, rect, entry.icon, entry.colour)
        room = rect.adjusted(ICON + design.M, 0, 0, 0)
        right = self._paint_keys(painter, room, entry.keys, quiet)
        left = self._write(painter, _between(room, room.left(), right), entry.name, self._font, colour)
        if typed := typed_name(entry, self._model.words):
            accent = QColor(self._theme.accent) if entry.is_enabled else off
            left = self._write(painter, _between(room, left + design.M, right), typed, self._small, accent)
        place = _between(room, left + design.L, right)
        if QFontMetrics(self._small).horizontalAdvance(entry.place) <= place.width():
            self._write(painter, place, entry.place, self._small, quiet, Qt.AlignmentFlag.AlignRight)

    def _paint_article(self, painter: QPainter, rect: QRect, hit: TitleHit) -> None:
        self._paint_sign(painter, rect, "article", "")
        room = rect.adjusted(ICON + design.M, 0, 0, 0)
        title = shown_title(hit)
        left = self._write(painter, room, title, self._font, QColor(self._theme.text))
        place = _between(room, left + design.L, room.right())
        if title != hit.name and place.width() > _LEAST_SIDE * room.width():
            muted = QColor(self._theme.muted)
            self._write(painter, place, one_line(hit.name), self._small, muted, Qt.AlignmentFlag.AlignRight)

    def _paint_sign(self, painter: QPainter, rect: QRect, icon: str, colour: str) -> None:
        """The icon of an act, or the colour of a label."""
        top = rect.top() + (rect.height() - ICON) // 2
        if icon:
            painter.drawPixmap(rect.left(), top, pixmap(icon, self._theme.muted, ICON))
        elif colour:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colour))
            painter.drawRoundedRect(QRectF(rect.left() + 3, top + 3, ICON - 6, ICON - 6), 3, 3)

    def _paint_keys(self, painter: QPainter, rect: QRect, keys: Sequence[str], colour: QColor) -> int:
        """Each key in a frame, at the right; where they begin."""
        metrics = QFontMetrics(self._small)
        height, right = metrics.height() + 2, rect.right()
        top = rect.top() + (rect.height() - height) // 2
        painter.setFont(self._small)
        for key in reversed(keys):
            width = max(metrics.horizontalAdvance(key) + 2 * _CAP, height)
            frame = QRectF(right - width + 0.5, top + 0.5, width, height)
            painter.setPen(mixed(self._theme.muted, self._theme.surface, 0.35))
            painter.setBrush(QColor(self._theme.surface))
            painter.drawRoundedRect(frame, 4, 4)
            painter.setPen(colour)
            painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, key)
            right -= width + design.XS
        return right - (design.S if keys else 0)

    def _write(
        self,
        painter: QPainter,
        rect: QRect,
        text: str,
        font: QFont,
        colour: QColor,
        side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> int:
        """One line, cut with … where there is no room; where it ends."""
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, rect.width()))
        painter.setFont(font)
        painter.setPen(colour)
        painter.drawText(rect, side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)
        return rect.left() + metrics.horizontalAdvance(shown)


def _between(rect: QRect, left: int, right: int) -> QRect:
    """The part of a row from one x to another."""
    return QRect(left, rect.top(), right - left, rect.height())
