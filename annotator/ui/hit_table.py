"""A table of hits aligned on the hit (KWIC): moved through, ticked, sorted and opened by key or mouse."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import ceil

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from annotator.ui import theme as design
from annotator.ui.hit_delegate import BOX, HitDelegate, paint_box
from annotator.ui.hit_model import ARTICLE, HIT, LABEL, LEFT, REMARK, RIGHT, TICK, HitModel, HitRow
from annotator.ui.span_painter import chip_width
from annotator.ui.theme import Theme, ui_font

_MEASURED = 400
"""Rows that are measured to find how wide a column has to be."""
_HIT_SHARE, _REMARK_SHARE, _ARTICLE_SHARE = 0.3, 0.16, 0.18
"""The most of the table's width that a column may take."""
_LEAST_HIT = 48
_Index = QModelIndex | QPersistentModelIndex


class HitTable(QTableView):
    """Rows of hits. Keys it has no use for go on to the page it stands in.

    Up, Down, Page Up, Page Down, Home, End move; Space ticks; Ctrl+A ticks all or none; O and Enter open; Ctrl+Left and
    Ctrl+Right sort by what stands before and after the hit, Ctrl+Up puts the rows back into their first order.
    """

    moved = Signal(object)
    """The HitRow that a key or the mouse has made the current one."""
    opened = Signal(object)
    """The HitRow on which Enter or the mouse's double click came."""
    ticks_changed = Signal()

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._is_following = False
        self._needs: dict[int, int] = {}
        """The width each column asks for, in pixels."""
        self.enter_opens = True
        """Whether Enter opens a row; otherwise it goes on to the page, which does with it what it is for."""
        self._model = HitModel(self)
        self._delegate = HitDelegate(self._model, theme, self)
        self.setObjectName(name)
        self.setAccessibleName(self.tr("Hits"))
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self._dress()
        self.selectionModel().currentChanged.connect(self._follow_current)
        self._model.ticks_changed.connect(self.ticks_changed)
        self.entered.connect(self._hover)

    @property
    def rows(self) -> list[HitRow]:
        """The rows in the order they are shown."""
        return self._model.rows

    def show_rows(self, rows: Sequence[HitRow], keep_place: bool = False) -> None:
        """Shows other rows, ticked as they say; the first is current, or with `keep_place` the one that was.

        A row that is gone is followed by the one that took its place. `moved` is not emitted.
        """
        self._rearrange(lambda: self._model.show_rows(rows), keep_place)
        self.fit_columns()

    def add_rows(self, rows: Sequence[HitRow]) -> None:
        """Puts more rows behind those there are."""
        is_first = not self.rows
        self._model.add_rows(rows)
        if is_first and self.rows:
            self.go_to(0)
        if len(self.rows) - len(rows) < _MEASURED:
            self.fit_columns()

    def update_rows(self, rows: Sequence[HitRow]) -> None:
        """Puts rows in place of those with the same keys: nothing moves, and each is ticked as it says."""
        self._model.update_rows(rows)
        self.fit_columns()

    def is_ticked(self, row: HitRow) -> bool:
        """Whether a row's box is ticked."""
        return self._model.is_ticked(row)

    def tick(self, rows: Sequence[HitRow], is_ticked: bool) -> None:
        """Ticks the boxes of these rows, or takes the ticks away."""
        self._model.tick(rows, is_ticked)

    def current_row(self) -> HitRow | None:
        """The row the keyboard is on."""
        place = self.currentIndex().row()
        return self.rows[place] if 0 <= place < len(self.rows) else None

    def go_to(self, place: int) -> None:
        """Makes a row current without saying so."""
        if 0 <= place < len(self.rows):
            self._is_following = True
            self.setCurrentIndex(self._model.index(place, HIT))
            self._is_following = False

    def ticked(self) -> list[HitRow]:
        """The ticked rows in the order they are shown."""
        return [row for row in self.rows if self._model.is_ticked(row)]

    def tick_all(self, is_ticked: bool) -> None:
        """Ticks every box, or none."""
        self._model.tick(self.rows, is_ticked)

    @property
    def sorted_by(self) -> tuple[int, bool] | None:
        """The column the rows are sorted by and whether downwards; None in the order they were given in."""
        return self._model.sorted_by

    def sort_by(self, column: int | None, is_descending: bool = False) -> None:
        """Sorts by a column of `hit_model`; None is the order the rows were given in. The current row stays."""
        self._rearrange(lambda: self._model.sort_by(column, is_descending), keep_place=True)
        order = Qt.SortOrder.DescendingOrder if is_descending else Qt.SortOrder.AscendingOrder
        header = self.horizontalHeader()
        header.setSortIndicatorShown(column is not None)
        header.setSortIndicator(-1 if column is None else column, order)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that act on rows; the rest is the page's."""
        act = self._act_of(event)
        if act is not None:
            act()
        elif event.key() in _MOVES and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click makes a row current; on its box it ticks, with Shift as far as from the row before."""
        before = self.currentIndex().row()
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index.column() == TICK and event.button() == Qt.MouseButton.LeftButton:
            is_ticked = not self._model.is_ticked(self.rows[index.row()])
            with_shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier) and before >= 0
            first, last = sorted((before, index.row())) if with_shift else (index.row(), index.row())
            self._model.tick(self.rows[first : last + 1], is_ticked)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Opens a row; on its box it is one more click."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index.column() == TICK:
            self.mousePressEvent(event)
        elif index.isValid():
            self.opened.emit(self.rows[index.row()])

    def leaveEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        """No row is under the mouse any more."""
        super().leaveEvent(event)
        self._hover(QModelIndex())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Contexts take the room that is left."""
        super().resizeEvent(event)
        self._share_width()

    def fit_columns(self) -> None:
        """Gives each column what its rows need and hides those that are empty."""
        some = self.rows[:: len(self.rows) // _MEASURED + 1]
        bold = QFontMetrics(self._delegate.hit_font)
        small = QFontMetrics(ui_font(design.SMALL_SIZE + 1))
        hit = max((bold.horizontalAdvance(row.hit[:80]) for row in some), default=0)
        self._needs = {
            TICK: BOX + 2 * design.M if any(row.is_ticked is not None for row in some) else 0,
            HIT: max(_LEAST_HIT, hit + 3),
            LABEL: _with_margins(max((chip_width(row.label) for row in some if row.label), default=0)),
            REMARK: _with_margins(max((small.horizontalAdvance(row.remark) for row in some), default=0)),
            ARTICLE: _with_margins(max((small.horizontalAdvance(row.article) for row in some), default=0)),
        }
        for column, need in self._needs.items():
            self._needs[column] = max(need, self._header_width(column)) if need else 0
        self._share_width()

    def _header_width(self, column: int) -> int:
        """What the column's title needs, where titles are shown."""
        header = self.horizontalHeader()
        if header.isHidden():
            return 0
        title = self._model.headerData(column, Qt.Orientation.Horizontal)
        return _with_margins(header.fontMetrics().horizontalAdvance(str(title or "")))

    def _share_width(self) -> None:
        whole = self.viewport().width()
        widths = {column: min(need, round(whole * _SHARES.get(column, 1))) for column, need in self._needs.items()}
        spare = max(0, whole - sum(widths.values()))
        widths |= {LEFT: spare // 2, RIGHT: spare - spare // 2}
        for column, width in widths.items():
            self.setColumnHidden(column, width == 0)
            if width:
                self.setColumnWidth(column, width)

    def _act_of(self, event: QKeyEvent) -> Callable[[], object] | None:
        key = event.key()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            acts: dict[int, Callable[[], object]] = {
                Qt.Key.Key_A: self._tick_all_or_none,
                Qt.Key.Key_Left: lambda: self._sort_from(LEFT),
                Qt.Key.Key_Right: lambda: self._sort_from(RIGHT),
                Qt.Key.Key_Up: lambda: self.sort_by(None),
            }
            return acts.get(key)
        row = self.current_row()
        if row is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return None
        if key == Qt.Key.Key_Space:
            return lambda: self._model.tick([row], not self._model.is_ticked(row))
        if key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            place = 0 if key == Qt.Key.Key_Home else len(self.rows) - 1
            return lambda: self.setCurrentIndex(self._model.index(place, HIT))
        opens = key == Qt.Key.Key_O or (self.enter_opens and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter))
        return (lambda: self.opened.emit(row)) if opens else None

    def _tick_all_or_none(self) -> None:
        boxes = [row for row in self.rows if row.is_ticked is not None]
        self._model.tick(boxes, not all(self._model.is_ticked(row) for row in boxes))

    def _sort_from(self, column: int) -> None:
        """Upwards first, then downwards, then as it was."""
        if column == TICK:
            self._tick_all_or_none()
        elif self._model.sorted_by == (column, False):
            self.sort_by(column, is_descending=True)
        else:
            self.sort_by(None if self._model.sorted_by == (column, True) else column)

    def _rearrange(self, change: Callable[[], None], keep_place: bool) -> None:
        current, place = self.current_row(), self.currentIndex().row()
        self._is_following = True
        change()
        self._is_following = False
        found = self._model.row_of(current.key) if keep_place and current is not None else None
        self._delegate.current = -1
        if found is None:
            found = min(max(place, 0), len(self.rows) - 1) if keep_place else 0
        self.go_to(found)

    def _follow_current(self, index: _Index, _before: _Index) -> None:
        self._delegate.current = index.row()
        self.viewport().update()
        row = self.current_row()
        if row is not None and not self._is_following:
            self.moved.emit(row)

    def _hover(self, index: _Index) -> None:
        if index.row() != self._delegate.hovered:
            self._delegate.hovered = index.row()
            self.viewport().update()

    def _dress(self) -> None:
        self.setHorizontalHeader(_Header(self._model, self._theme, self))
        self.horizontalHeader().sectionClicked.connect(self._sort_from)
        rows = self.verticalHeader()
        rows.hide()
        rows.setMinimumSectionSize(1)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(self._delegate.row_height)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFont(ui_font())
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setStyleSheet(self._theme.scroll_bars())
        self.fit_columns()


class _Header(QHeaderView):
    """Quiet titles that sort, and a box that ticks everything."""

    def __init__(self, model: HitModel, theme: Theme, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._hits = model
        self._theme = theme
        self.setFont(ui_font(design.SMALL_SIZE))
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(1)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setStyleSheet(
            f"QHeaderView {{ background: {theme.surface}; border: none; border-bottom: 1px solid {theme.border}; }}"
            f"QHeaderView::section {{ background: {theme.surface}; color: {theme.muted}; border: none;"
            f" border-bottom: 1px solid {theme.border}; padding: {design.XS}px {design.XS}px; }}"
            f"QHeaderView::section:hover {{ color: {theme.text}; }}"
        )

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """The box above the ticks is ticked when all of them are."""
        painter.save()
        super().paintSection(painter, rect, section)
        painter.restore()
        if section == TICK:
            boxes = [row for row in self._hits.rows if row.is_ticked is not None]
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_box(painter, rect, bool(boxes) and all(map(self._hits.is_ticked, boxes)), self._theme)
            painter.restore()


_SHARES = {HIT: _HIT_SHARE, REMARK: _REMARK_SHARE, ARTICLE: _ARTICLE_SHARE}
_MOVES = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}


def _with_margins(width: float) -> int:
    return ceil(width) + 1 + design.XS + design.S if width else 0
