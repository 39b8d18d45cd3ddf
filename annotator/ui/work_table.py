"""A table of figures: a row a session, article or label, sorted by any column."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from annotator.core.shown import one_line
from annotator.core.work import Deed, Figures
from annotator.ui import theme as design
from annotator.ui.plain import plain_tip
from annotator.ui.theme import Theme, mixed, ui_font
from annotator.ui.work_words import WorkWords

_Index = QModelIndex | QPersistentModelIndex
_NAME_WIDTH = 250
"""The width of the first column where there is room for it."""


class WorkRow(NamedTuple):
    """One row: what it is called, what it sorts by there, its figures."""

    name: str
    key: str | float
    figures: Figures


class _Column(NamedTuple):
    title: str
    key: Callable[[Figures], float]
    """What it sorts by."""
    text: Callable[[Figures], str]


class WorkModel(QAbstractTableModel):
    """The rows and the columns of figures."""

    def __init__(self, title: str, words: WorkWords, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: list[WorkRow] = []
        self._titles = [title]
        self._columns = self._made(words)
        self._titles += [column.title for column in self._columns]

    def show_rows(self, rows: Sequence[WorkRow]) -> None:
        """Shows other rows in their order."""
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """How many rows there are."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """The name and the figures."""
        return 0 if parent.isValid() else len(self._titles)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Texts; numbers stand at the right."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(index.row(), index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(index.column())
        if role == Qt.ItemDataRole.ToolTipRole and not index.column():
            return plain_tip(self.text(index.row(), 0))
        return None

    def text(self, row: int, column: int) -> str:
        """What stands in a cell."""
        found = self.rows[row]
        return self._columns[column - 1].text(found.figures) if column else one_line(found.name)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The titles of the columns."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section]
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sorts by a column."""
        self.layoutAboutToBeChanged.emit()
        key = self._columns[column - 1].key if column else None
        self.rows.sort(
            key=lambda row: row.key if key is None else key(row.figures),  # type: ignore[return-value]
            reverse=order == Qt.SortOrder.DescendingOrder,
        )
        self.layoutChanged.emit()

    def _made(self, words: WorkWords) -> list[_Column]:
        def pace(figures: Figures) -> float | None:
            return figures.per_hour if figures.entities else None

        return [
            _Column(self.tr("Time"), lambda f: f.seconds, lambda f: words.duration(f.seconds)),
            _Column(self.tr("Entities"), lambda f: f.entities, lambda f: words.count(f.entities)),
            _Column(self.tr("s each"), lambda f: f.per_entity or 0.0, lambda f: words.decimal(f.per_entity)),
            _Column(self.tr("An hour"), lambda f: pace(f) or 0.0, lambda f: words.whole(pace(f))),
            *(_Column(name, partial(_count, deed), partial(_counted, words, deed))
              for deed, name in words.deeds().items()),
        ]  # fmt: skip


class WorkTable(QTableView):
    """The table in the look of the application."""

    def __init__(self, title: str, name: str, words: WorkWords, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.figures = WorkModel(title, words, self)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setModel(self.figures)
        self._dress()

    def show_rows(self, rows: Sequence[WorkRow]) -> None:
        """Shows other rows in their order."""
        self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.figures.show_rows(rows)

    def texts(self) -> list[list[str]]:
        """What stands in the cells."""
        columns = range(self.figures.columnCount())
        return [[self.figures.text(row, column) for column in columns] for row in range(len(self.figures.rows))]

    def sizeHint(self) -> QSize:
        """Every column as wide as it needs, names with some room."""
        fixed = sum(self.columnWidth(column) for column in range(1, self.figures.columnCount()))
        return QSize(fixed + _NAME_WIDTH, super().sizeHint().height())

    def _dress(self) -> None:
        self.setFont(ui_font())
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(QFontMetrics(self.font()).height() + design.S + 2)
        self._dress_header(self.horizontalHeader())
        theme = self._theme
        grip = mixed(theme.muted, theme.surface, 0.4).name()
        self.setStyleSheet(
            "QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }"
            f"QScrollBar::handle:horizontal {{ background: {grip}; border-radius: 3px; margin: 2px; min-width: 28px; }}"
            f"QTableView {{ background: {theme.surface}; border: 1px solid {theme.border};"
            f" border-radius: {design.RADIUS}px; outline: none; }}"
            f"QTableView:focus {{ border-color: {theme.accent}; }}"
            f"QTableView::item {{ padding: 0 {design.S}px; border: none; color: {theme.text}; }}"
            f"QTableView::item:selected {{ background: {theme.selection}; color: {theme.text}; }}"
            f"QHeaderView {{ background: {theme.surface}; border: none; }}"
            f"QHeaderView::section {{ background: {theme.surface}; color: {theme.muted}; border: none;"
            f" border-bottom: 1px solid {theme.border}; padding: {design.XS + 1}px {design.S}px; }}"
            f"QHeaderView::section:hover {{ color: {theme.text}; }}" + theme.scroll_bars()
        )

    def _dress_header(self, header: QHeaderView) -> None:
        header.setFont(ui_font(design.SMALL_SIZE))
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(40)
        small, plain = QFontMetrics(header.font()), QFontMetrics(self.font())
        for column in range(1, self.figures.columnCount()):
            title = str(self.figures.headerData(column, Qt.Orientation.Horizontal))
            sample = "000 h 00 min" if column == 1 else "00 000"
            wide = max(small.horizontalAdvance(title) + 2, plain.horizontalAdvance(sample))
            self.setColumnWidth(column, wide + 2 * design.S)
        self.setSortingEnabled(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _count(deed: Deed, figures: Figures) -> float:
    return figures.counts[deed]


def _counted(words: WorkWords, deed: Deed, figures: Figures) -> str:
    return words.count(figures.counts[deed])
