"""The rows of the list of backups: when, why, what changed, how large."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from annotator.storage.backup_list import Entry
from annotator.ui.backup_words import BackupWords
from annotator.ui.plain import plain_tip
from annotator.ui.theme import Theme
from annotator.ui.two_line_rows import ALARMING, ASIDE, LOWER, UPPER, TwoLineList

_Index = QModelIndex | QPersistentModelIndex


class BackupModel(QAbstractListModel):
    """The backups of a project, newest first."""

    def __init__(self, words: BackupWords, parent: QWidget) -> None:
        super().__init__(parent)
        self.entries: list[Entry] = []
        self._parts: dict[int, Callable[[Entry], object]] = {
            UPPER: lambda entry: words.when(entry.backup.at),
            LOWER: words.about,
            ASIDE: words.size,
            ALARMING: lambda entry: entry.contents is None,
            Qt.ItemDataRole.DisplayRole: words.whole,
            Qt.ItemDataRole.ToolTipRole: lambda entry: plain_tip(words.about(entry)),
        }

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Shows other backups."""
        self.beginResetModel()
        self.entries = list(entries)
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """How many there are."""
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The parts of a row by their roles; the display role is all of it, for screen readers."""
        part = self._parts.get(role)
        return part(self.entries[index.row()]) if part is not None and index.isValid() else None


class BackupList(TwoLineList):
    """The list in the look of the application."""

    def __init__(self, words: BackupWords, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "backupList", parent)
        self.backups = BackupModel(words, self)
        self.setAccessibleName(self.tr("Backups"))
        self.setModel(self.backups)

    @property
    def chosen(self) -> Entry | None:
        """The backup that is selected."""
        row = self.currentIndex().row()
        return self.backups.entries[row] if 0 <= row < len(self.backups.entries) else None

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Shows other backups, the newest one selected."""
        self.backups.show_entries(entries)
        if entries:
            self.setCurrentIndex(self.backups.index(0))
