"""The rows of the list of backups: when, why, what changed, how large; and how they are painted."""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from annotator.storage.backup_list import Entry
from annotator.ui import theme as design
from annotator.ui.backup_words import BackupWords
from annotator.ui.theme import Theme, ui_font

_Index = QModelIndex | QPersistentModelIndex
_BAR = 3
WHEN, ABOUT, SIZE, DAMAGED = (Qt.ItemDataRole.UserRole + n for n in range(1, 5))
"""Roles: the moment, why it was made and what changed, its size, whether it cannot be read."""


class BackupModel(QAbstractListModel):
    """The backups of a project, newest first."""

    def __init__(self, words: BackupWords, parent: QWidget) -> None:
        super().__init__(parent)
        self.entries: list[Entry] = []
        self._parts: dict[int, Callable[[Entry], object]] = {
            WHEN: lambda entry: words.when(entry.backup.at),
            ABOUT: words.about,
            SIZE: words.size,
            DAMAGED: lambda entry: entry.contents is None,
            Qt.ItemDataRole.DisplayRole: words.whole,
            Qt.ItemDataRole.ToolTipRole: lambda entry: f"<p>{html.escape(words.about(entry))}</p>",
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


class BackupDelegate(QStyledItemDelegate):
    """Paints two lines: when and how large, then why and what changed."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._font = ui_font(weight=QFont.Weight.DemiBold)
        self._small = ui_font(design.SMALL_SIZE + 1)
        self._lines = QFontMetrics(self._font).height(), QFontMetrics(self._small).height()
        self.row_height = sum(self._lines) + 2 + 2 * (design.S + 1)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        """All rows are of one height, in which no diacritic is cut."""
        return QSize(0, self.row_height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """One row."""
        theme, rect = self._theme, option.rect
        painter.save()
        self._paint_ground(painter, option)
        inner = rect.adjusted(design.L, design.S + 1, -design.L, -design.S - 1)
        upper = QRect(inner.left(), inner.top(), inner.width(), self._lines[0])
        lower = QRect(inner.left(), upper.bottom() + 3, inner.width(), self._lines[1])
        painter.setFont(self._small)
        painter.setPen(QColor(theme.muted))
        size = str(index.data(SIZE))
        painter.drawText(upper, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, size)
        painter.setPen(QColor(theme.danger if index.data(DAMAGED) else theme.muted))
        about = QFontMetrics(self._small).elidedText(str(index.data(ABOUT)), Qt.TextElideMode.ElideRight, lower.width())
        painter.drawText(lower, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, about)
        painter.setFont(self._font)
        painter.setPen(QColor(theme.text))
        painter.drawText(upper, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, str(index.data(WHEN)))
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        theme, rect, state = self._theme, option.rect, option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(theme.selection))
            painter.fillRect(QRect(rect.left(), rect.top(), _BAR, rect.height()), QColor(theme.accent))
        else:
            if state & QStyle.StateFlag.State_MouseOver:
                painter.fillRect(rect, QColor(theme.hover))
            painter.fillRect(
                QRect(rect.left() + design.L, rect.bottom(), rect.width() - 2 * design.L, 1), QColor(theme.border)
            )


class BackupList(QListView):
    """The list in the look of the application."""

    def __init__(self, words: BackupWords, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.backups = BackupModel(words, self)
        self.setObjectName("backupList")
        self.setAccessibleName(self.tr("Backups"))
        self.setModel(self.backups)
        self.setItemDelegate(BackupDelegate(theme, self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setStyleSheet(
            f"QListView {{ background: {theme.surface}; border: 1px solid {theme.border};"
            f" border-radius: {design.RADIUS}px; outline: none; }}"
            f"QListView:focus {{ border-color: {theme.accent}; }}" + theme.scroll_bars()
        )

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
