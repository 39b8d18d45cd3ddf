"""The parts of a split as a table: articles, annotations, and how many there are of each label."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from annotator.ui.theme import RADIUS, XS, M, S, Theme
from annotator.workflows.exporting import Part

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class SplitTable(QTableWidget):
    """A row a part in the order of the split; the names of labels are as short as they are in the data."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("exportParts")
        self.setAccessibleName(self.tr("The parts of the split"))
        self.setStyleSheet(table_style(theme))
        quiet_table(self)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.hide()

    def show_parts(self, names: Sequence[str], parts: Mapping[str, Part], labels: Sequence[str]) -> None:
        """Shows what goes into each part; of labels only those that are used."""
        used = [label for label in labels if any(part.labels[label] for part in parts.values())]
        self.setColumnCount(3 + len(used))
        titles = [self.tr("Part"), self.tr("Articles"), self.tr("Annotations"), *used]
        for column, title in enumerate(titles):
            item = QTableWidgetItem(title)
            item.setTextAlignment(_RIGHT if column else _LEFT)
            self.setHorizontalHeaderItem(column, item)
        self.setRowCount(len(names))
        for row, name in enumerate(names):
            part = parts.get(name, Part())
            self.setItem(row, 0, QTableWidgetItem(name))
            for column, number in enumerate((part.documents, part.spans, *(part.labels[label] for label in used)), 1):
                self.setItem(row, column, self._number(number))
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        bar = self.horizontalScrollBar().sizeHint().height() if used else 0
        rows = sum(self.rowHeight(row) for row in range(self.rowCount()))
        self.setFixedHeight(header.sizeHint().height() + rows + bar + 4)
        self.show()

    def _number(self, number: int) -> QTableWidgetItem:
        item = QTableWidgetItem(QLocale().toString(number))
        item.setTextAlignment(_RIGHT)
        if not number:
            item.setForeground(QColor(self._theme.muted))
        return item


def quiet_table(table: QTableWidget) -> None:
    """Rows without a grid that are read, not changed."""
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setShowGrid(False)
    table.setTabKeyNavigation(False)
    table.setWordWrap(False)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(table.fontMetrics().height() + M)
    table.horizontalHeader().setHighlightSections(False)
    table.horizontalHeader().setDefaultAlignment(_LEFT)


def table_style(theme: Theme) -> str:
    """The look of a table in a dialog."""
    return (
        f"QTableView {{ background: {theme.surface}; color: {theme.text}; border: 1px solid {theme.border};"
        f" border-radius: {RADIUS}px; outline: none; }}"
        f"QTableView:focus {{ border-color: {theme.accent}; }}"
        f"QTableView::item {{ padding: 0 {S}px; border: none; }}"
        f"QTableView::item:selected {{ background: {theme.selection}; color: {theme.text}; }}"
        f"QHeaderView {{ background: transparent; }}"
        f"QHeaderView::section {{ background: {theme.surface}; color: {theme.muted}; border: none;"
        f" border-bottom: 1px solid {theme.border}; padding: {XS}px {S + 3}px; }}"
        f"QHeaderView::section:first {{ border-top-left-radius: {RADIUS - 1}px; }}"
        f"QHeaderView::section:last {{ border-top-right-radius: {RADIUS - 1}px; }}"
        f"QTableCornerButton::section {{ background: {theme.surface}; border: none; }}"
        + theme.scroll_bars()
        + lying_bars(theme)
    )


def lying_bars(theme: Theme) -> str:
    """The style sheet of quiet horizontal scroll bars."""
    standing = theme.scroll_bars().replace("vertical", "horizontal")
    return standing.replace("width: 10px", "height: 10px").replace("min-height", "min-width")
