"""How the cells of a table of hits are painted: contexts that meet at the hit, the hit itself, the label's chip."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.ui import theme as design
from annotator.ui.hit_model import ARTICLE, HIT, LABEL, LEFT, REMARK, RIGHT, TICK, HitModel, HitRow
from annotator.ui.icons import pixmap
from annotator.ui.span_painter import CHIP_HEIGHT, chip_picture, line_colour
from annotator.ui.theme import Theme, mixed, ui_font

BOX = 15
"""Side of a tick box."""
GAP = 5
"""Between a context and the hit: about the width of a blank."""
_OPENING = ("(", "[", "“", "‘", "«", "/", "-")
_CLOSING = (".", ",", ";", ":", "!", "?", ")", "]", "”", "’", "»", "…", "/", "-", "%")
"""What stands at a word without a blank."""
_BAR = 3
_LINE = 2
_Index = QModelIndex | QPersistentModelIndex


class HitDelegate(QStyledItemDelegate):
    """Paints every cell of a `HitTable`. `current` and `hovered` are rows, or -1."""

    def __init__(self, model: HitModel, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._theme = theme
        self.current = -1
        self.hovered = -1
        self.font = ui_font()
        self.hit_font = ui_font(weight=QFont.Weight.DemiBold)
        self._small = ui_font(design.SMALL_SIZE + 1)
        self.row_height = QFontMetrics(self.font).height() + design.M
        self._painters: dict[int, Callable[[QPainter, QRect, HitRow], None]] = {
            TICK: self._paint_tick,
            LEFT: self._paint_left,
            HIT: self._paint_hit,
            RIGHT: self._paint_right,
            LABEL: self._paint_label,
            REMARK: self._paint_remark,
            ARTICLE: self._paint_article,
        }

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        """All rows are of one height, in which no diacritic is cut."""
        return QSize(0, self.row_height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """One cell."""
        if index.row() >= len(self._model.rows):
            return
        painter.save()
        painter.setClipRect(option.rect)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option, index)
        self._painters[index.column()](painter, option.rect, self._model.rows[index.row()])
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        is_current = index.row() == self.current
        if not is_current and index.row() != self.hovered:
            return
        has_keys = bool(option.state & QStyle.StateFlag.State_Active) and option.widget.hasFocus()
        painter.fillRect(option.rect, QColor(self._theme.selection if is_current else self._theme.hover))
        if is_current and has_keys and option.rect.left() <= 0:
            painter.fillRect(QRect(0, option.rect.top(), _BAR, option.rect.height()), QColor(self._theme.accent))

    def _paint_tick(self, painter: QPainter, rect: QRect, row: HitRow) -> None:
        if row.is_ticked is not None:
            paint_box(painter, rect, self._model.is_ticked(row), self._theme)

    def _paint_left(self, painter: QPainter, rect: QRect, row: HitRow) -> None:
        gap = 0 if row.left.endswith(_OPENING) else GAP
        self._text(painter, rect.adjusted(design.S, 0, -gap, 0), row.left, self.font, self._theme.text, is_left=True)

    def _paint_hit(self, painter: QPainter, rect: QRect, row: HitRow) -> None:
        metrics = QFontMetrics(self.hit_font)
        words = metrics.elidedText(row.hit, Qt.TextElideMode.ElideRight, rect.width())
        if row.colour:
            height = metrics.height()
            under = QRectF(rect.left(), rect.center().y() - height / 2 + 1, metrics.horizontalAdvance(words), height)
            colour = QColor(row.colour)
            colour.setAlphaF(self._theme.tint)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawRoundedRect(under, 3, 3)
            painter.setPen(QPen(line_colour(row.colour, self._theme), _LINE))
            painter.drawLine(under.bottomLeft(), under.bottomRight())
        self._text(painter, rect, words, self.hit_font, self._theme.text)

    def _paint_right(self, painter: QPainter, rect: QRect, row: HitRow) -> None:
        gap = 1 if row.right.startswith(_CLOSING) else GAP
        self._text(painter, rect.adjusted(gap, 0, -design.S, 0), row.right, self.font, self._theme.text)

    def _paint_label(self, painter: QPainter, rect: QRect, row: HitRow) -> None:
        if row.label:
            colour = row.colour or self._theme.muted
            picture = chip_picture(row.label, colour, not row.colour, self._theme)
            painter.drawPixmap(QPointF(rect.left() + design.XS, rect.center().y() - CHIP_HEIGHT / 2 + 0.5), picture)

    def _paint_remark(self, painter: QPainter, rect: QRect, row: HitRow) -> None:
        self._text(painter, rect.adjusted(design.XS, 0, -design.S, 0), row.remark, self._small, self._theme.muted)

    def _paint_article(self, painter: QPainter, rect: QRect, row: HitRow) -> None:
        self._text(painter, rect.adjusted(design.XS, 0, -design.S, 0), row.article, self._small, self._theme.muted)

    def _text(self, painter: QPainter, rect: QRect, text: str, font: QFont, colour: str, is_left: bool = False) -> None:
        """Text on one line; what stands left of a hit ends at it and is cut at its far end."""
        if not text or rect.width() <= 0:
            return
        mode = Qt.TextElideMode.ElideLeft if is_left else Qt.TextElideMode.ElideRight
        side = Qt.AlignmentFlag.AlignRight if is_left else Qt.AlignmentFlag.AlignLeft
        painter.setFont(font)
        painter.setPen(QColor(colour))
        shown = _whole_words(QFontMetrics(font).elidedText(text, mode, rect.width()), text, is_left)
        painter.drawText(rect, side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)


def _whole_words(shown: str, text: str, is_left: bool) -> str:
    """A text that was cut to fit, without the rest of the word that the cut went through."""
    if shown == text or " " not in shown:
        return shown
    return "… " + shown.partition(" ")[2] if is_left else shown.rpartition(" ")[0] + " …"


def paint_box(painter: QPainter, rect: QRect, is_ticked: bool, theme: Theme) -> None:
    """A tick box in the middle of a cell."""
    box = QRectF(0, 0, BOX, BOX)
    box.moveCenter(QRectF(rect).center())
    edge = theme.accent if is_ticked else mixed(theme.muted, theme.surface, 0.7)
    painter.setPen(QPen(QColor(edge), 1.2))
    painter.setBrush(QColor(theme.accent if is_ticked else theme.surface))
    painter.drawRoundedRect(box, 3.5, 3.5)
    if is_ticked:
        painter.drawPixmap(box.adjusted(1.5, 1.5, -1.5, -1.5).topLeft(), pixmap("check", theme.accent_text, BOX - 3))
