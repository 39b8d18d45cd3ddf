"""The files of an import with their formats, which can be changed for one file, for several or for all."""

from __future__ import annotations

import os
from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from annotator.app.import_look import Found
from annotator.core.shown import one_line
from annotator.ui import format_words
from annotator.ui.format_popup import FormatPopup
from annotator.ui.format_words import FormatRow
from annotator.ui.icons import pixmap
from annotator.ui.plain import plain_tip
from annotator.ui.split_table import quiet_table, table_style
from annotator.ui.theme import M, S, Theme

GUESSED, LEFT_OUT = "=guessed", "=left-out"
"""Stand among the names of formats for the format that was guessed, and for no import of a file."""

_FILE, _FORMAT = range(2)
_FORMAT_WIDTH = 250
_CHEVRON = 14


class ImportTable(QTableWidget):
    """A row a file: its name and its format, which F2, Space, Alt+Down or a click changes for all chosen rows."""

    changed = Signal()

    def __init__(self, files: Sequence[Found], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(len(files), 2, parent)
        self._files = files
        self._theme = theme
        self._names = [found.format_name or LEFT_OUT for found in files]
        self._popup: FormatPopup | None = None
        self.setObjectName("importFiles")
        self.setAccessibleName(self.tr("Files and their formats"))
        self.setHorizontalHeaderLabels([self.tr("File"), self.tr("Format")])
        quiet_table(self)
        self.setStyleSheet(table_style(theme))
        self.setSelectionMode(QTableWidget.SelectionMode.ExtendedSelection)
        self.setItemDelegateForColumn(_FORMAT, _Chevron(theme, self))
        header = self.horizontalHeader()
        header.setSectionResizeMode(_FILE, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(_FORMAT, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(_FORMAT, _FORMAT_WIDTH)
        self._fill()
        self.cellClicked.connect(self._clicked)
        if files:
            self.setCurrentCell(0, _FILE)

    @property
    def taken(self) -> list[tuple[Found, str]]:
        """The files that are to be imported, each with its format."""
        return [(found, name) for found, name in zip(self._files, self._names, strict=True) if name != LEFT_OUT]

    def sizeHint(self) -> QSize:
        """Room for a few rows at least and not for too many."""
        shown = 1 + max(3, min(self.rowCount(), 9))
        return QSize(super().sizeHint().width(), self.verticalHeader().defaultSectionSize() * shown + M)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F2, Space and Alt+Down open the formats; Enter is the dialog's, the rest moves and chooses as in any list."""
        is_open = event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier
        if is_open or event.key() in (Qt.Key.Key_F2, Qt.Key.Key_Space):
            self.open_formats()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def open_formats(self) -> None:
        """Opens the list of formats for the chosen rows."""
        row = max(0, self.currentRow())
        if not self._files:
            return
        if self._popup is None:
            self._popup = FormatPopup(self._choices(), self._theme, self)
            self._popup.chosen.connect(self.set_format)
        rect = self.visualItemRect(self._cell(row, _FORMAT))
        place = QWidget(self.viewport())
        place.setGeometry(rect)
        self._popup.open_under(place, self._names[row])
        place.deleteLater()

    def set_format(self, name: str) -> None:
        """Gives the chosen rows a format, the one that was guessed, or none."""
        rows = {index.row() for index in self.selectedIndexes()} or {self.currentRow()}
        with QSignalBlocker(self.model()):  # thousands of cells are painted once, not one by one
            for row in rows:
                guessed = self._files[row].format_name or LEFT_OUT
                self._names[row] = guessed if name == GUESSED else name
                self._show(row)
        self.viewport().update()
        self.changed.emit()

    def _choices(self) -> list[FormatRow]:
        rows = format_words.rows(is_writing=False)
        as_guessed = FormatRow(GUESSED, self.tr("As it was guessed"), self.tr("By what the file holds"), "", "")
        left_out = FormatRow(LEFT_OUT, self.tr("Leave out"), self.tr("The file is not imported"), "", "")
        return [as_guessed, left_out, *rows]

    def _fill(self) -> None:
        folders = {os.path.dirname(found.source.path) for found in self._files}
        common = os.path.commonpath(folders) if len(folders) > 1 and all(folders) else ""
        for row, found in enumerate(self._files):
            path = found.source.path
            name = os.path.relpath(path, common) if common else found.source.name
            item = QTableWidgetItem(one_line(name))
            item.setToolTip(plain_tip(one_line(path)))
            self.setItem(row, _FILE, item)
            self.setItem(row, _FORMAT, QTableWidgetItem())
            self._show(row)

    def _show(self, row: int) -> None:
        name = self._names[row]
        item, file = self._cell(row, _FORMAT), self._cell(row, _FILE)
        is_unknown = name == LEFT_OUT and not self._files[row].format_name
        left_out = self.tr("No format we know") if is_unknown else self.tr("Left out")
        item.setText(left_out if name == LEFT_OUT else format_words.title(name))
        colour = QColor(self._theme.muted if name == LEFT_OUT else self._theme.text)
        item.setForeground(colour)
        file.setForeground(colour)

    def _cell(self, row: int, column: int) -> QTableWidgetItem:
        item = self.item(row, column)
        if item is None:
            raise IndexError(row, column)
        return item

    def _clicked(self, _row: int, column: int) -> None:
        if column == _FORMAT:
            self.open_formats()


class _Chevron(QStyledItemDelegate):
    """A cell that opens a list: its text, and a chevron at the right."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The cell as every other one, and the sign."""
        super().paint(painter, option, index)
        rect = option.rect
        top = rect.top() + (rect.height() - _CHEVRON) // 2
        painter.drawPixmap(rect.right() - _CHEVRON - S, top, pixmap("chevron-down", self._theme.muted, _CHEVRON))
