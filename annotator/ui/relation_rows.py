"""The relations of the current span as a list: which way, the label, and the words at the other end."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from annotator.app.link_acts import LinkActs
from annotator.app.session import Session
from annotator.core.model import Label, Relation, Span
from annotator.core.shown import one_line
from annotator.ui import arc_painter
from annotator.ui import theme as design
from annotator.ui.arc_painter import Arc
from annotator.ui.plain import menu_text, plain_tip
from annotator.ui.span_painter import CHIP_HEIGHT
from annotator.ui.theme import Theme, ui_font

_ROW = Qt.ItemDataRole.UserRole
_MOST = 4
"""Rows that are shown without scrolling."""
_ARROW = 18

Row = tuple[Relation, Label, Span, bool]
"""A relation, its label, the span at its other end, and whether it goes there."""


class RelationDelegate(QStyledItemDelegate):
    """Paints a row: an arrow, the label's pill, the words."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """One line with air above and below."""
        return QSize(100, QFontMetrics(option.font).height() + design.S)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """See the class."""
        relation, label, other, goes_there = index.data(_ROW)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._theme.selection if selected else self._theme.hover))
            painter.drawRoundedRect(rect.adjusted(0, 1, 0, -1), design.RADIUS, design.RADIUS)
        y, left = rect.center().y(), rect.left() + design.XS
        tail, tip = QPointF(left, y), QPointF(left + _ARROW - 5, y)
        ends = [tail, tip] if goes_there else [tip, tail]
        wide = arc_painter.label_width(label.shown)
        pill = QRectF(left + _ARROW, y - CHIP_HEIGHT / 2, wide, CHIP_HEIGHT)
        arc = Arc(relation, label, ends, True, False, False, pill)
        arc_painter.paint_line(painter, arc, self._theme)
        arc_painter.paint_label(painter, arc, self._theme)
        words = rect.adjusted(pill.right() - rect.left() + design.S, 0, -design.XS, 0)
        text = QFontMetrics(option.font).elidedText(_words(other), Qt.TextElideMode.ElideRight, int(words.width()))
        painter.setFont(option.font)
        painter.setPen(QColor(self._theme.text))
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        painter.restore()


class RelationRows(QListWidget):
    """Enter or a click goes to the other end, Delete takes the relation away, the menu changes it."""

    wanted = Signal(object)
    """The Span at the other end of a relation."""
    done = Signal()
    """The keyboard is no longer needed here."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._acts = LinkActs(session)
        self._rows: list[Row] = []
        self.setObjectName("relationRows")
        self.setAccessibleName(self.tr("Relations"))
        self.setFont(ui_font(12))
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setStyleSheet(theme.scroll_bars())
        self.setMouseTracking(True)
        palette = self.palette()
        palette.setColor(palette.ColorRole.Base, QColor(theme.window))
        self.setPalette(palette)
        self.setItemDelegate(RelationDelegate(theme, self))
        self.itemClicked.connect(self._go)
        self.hide()

    def show_span(self, span: Span | None) -> None:
        """Shows the relations of a span."""
        rows = self._rows_of(span)
        if rows != self._rows:
            self._fill(rows)
        self.setVisible(bool(rows))

    def chosen(self) -> Relation | None:
        """The relation of the chosen row."""
        item: QListWidgetItem | None = self.currentItem()
        return item.data(_ROW)[0] if item is not None else None

    def menu(self, relation: Relation, label: Label) -> QMenu:
        """What can be done with a relation."""
        menu = QMenu(self)
        menu.setObjectName("relationMenu")
        turn = menu.addAction(self.tr("Turn round"))
        turn.setObjectName("relation.turn")
        turn.triggered.connect(lambda _checked=False: self._acts.turn(relation))
        for other in self._session.relation_labels:
            act = menu.addAction(menu_text(other.name))
            act.setToolTip(plain_tip(other.name))
            act.setObjectName(f"relation.label.{other.name}")
            act.setCheckable(True)
            act.setChecked(other.id == label.id)
            act.triggered.connect(lambda _checked=False, other=other: self._acts.relabel(relation, other))
        menu.insertSeparator(menu.actions()[1])
        menu.addSeparator()
        delete = menu.addAction(self.tr("Delete"))
        delete.setObjectName("relation.delete")
        delete.triggered.connect(lambda _checked=False: self._acts.unlink(relation))
        return menu

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See the class; Escape gives the keyboard back."""
        item: QListWidgetItem | None = self.currentItem()
        if event.key() == Qt.Key.Key_Escape:
            self.done.emit()
        elif item is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go(item)
        elif item is not None and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            if self._is_writable():
                self._acts.unlink(item.data(_ROW)[0])
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of the row under the mouse, or of the chosen one."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        item = self.currentItem() if by_key else self.itemAt(event.pos())
        if item is not None and self._is_writable():
            relation, label, _, _ = item.data(_ROW)
            menu = self.menu(relation, label)
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(self.mapToGlobal(self.visualItemRect(item).bottomLeft()) if by_key else event.globalPos())

    def _rows_of(self, span: Span | None) -> list[Row]:
        document = self._session.document
        if span is None or document is None or span.annotator != document.annotator:
            return []
        found = []
        for relation in document.links.of(span.id):
            goes_there = relation.source == span.id
            other = document.links.ends.get(relation.target if goes_there else relation.source)
            label = self._session.label(relation.label)
            if other is not None and label is not None:
                found.append((relation, label, other, goes_there))
        return found

    def _fill(self, rows: list[Row]) -> None:
        at = self.currentRow()
        self._rows = rows
        with QSignalBlocker(self):  # the chosen row stays the chosen one meanwhile
            self._put_rows(rows, at)
        self.setFixedHeight(sum(self.sizeHintForRow(row) for row in range(min(len(rows), _MOST))) or 1)

    def _put_rows(self, rows: list[Row], at: int) -> None:
        self.clear()
        for row in rows:
            _, label, other, goes_there = row
            item = QListWidgetItem(_words(other))
            item.setData(_ROW, row)
            said = self.tr("to: {words}") if goes_there else self.tr("from: {words}")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{label.shown} {said.format(words=_words(other))}")
            self.addItem(item)
        self.setCurrentRow(min(max(at, 0), len(rows) - 1))

    def _go(self, item: QListWidgetItem) -> None:
        self.wanted.emit(item.data(_ROW)[2])

    def _is_writable(self) -> bool:
        return self._session.is_writable


def _words(span: Span) -> str:
    return one_line(" ".join(span.quote.split()))
