"""The rows of the list of backups: when, why, what changed, how large; and how they are painted."""

from __future__ import annotations

import html
from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import (
    QAbstractListModel,
    QDate,
    QDateTime,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from annotator.storage.backup import Reason
from annotator.storage.backup_list import Entry
from annotator.ui import theme as design
from annotator.ui.messages import act_name
from annotator.ui.theme import Theme, ui_font

_Index = QModelIndex | QPersistentModelIndex
_BAR = 3
WHEN, ABOUT, SIZE, DAMAGED = (Qt.ItemDataRole.UserRole + n for n in range(1, 5))
"""Roles: the moment, why it was made and what changed, its size, whether it cannot be read."""


class BackupWords(QObject):
    """Says in the language of the window what a backup is."""

    def __init__(self, locale: QLocale, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._locale = locale

    def when(self, at: datetime) -> str:
        """The day, by its name when it is near, and the time on this computer."""
        moment = QDateTime.fromSecsSinceEpoch(int(at.timestamp()))
        time = self._locale.toString(moment.time(), "HH:mm")
        days = moment.date().daysTo(QDate.currentDate())
        near = {0: self.tr("Today, {time}"), 1: self.tr("Yesterday, {time}")}
        if days in near:
            return near[days].format(time=time)
        day = self._locale.toString(moment.date(), self._locale.dateFormat(QLocale.FormatType.LongFormat))
        return self.tr("{day}, {time}").format(day=day[:1].upper() + day[1:], time=time)

    def size(self, entry: Entry) -> str:
        """How much room it takes."""
        format_ = QLocale.DataSizeFormat.DataSizeSIFormat
        return self._locale.formattedDataSize(entry.backup.size, 1, format_)

    def about(self, entry: Entry) -> str:
        """Why it was made and what changed since the one before."""
        parts = [self._reason(entry.backup.reason), self._changed(entry)]
        if entry.is_elsewhere:
            parts.append(self.tr("from another place"))
        return " · ".join(part for part in parts if part)

    def _reason(self, reason: Reason) -> str:
        reasons = {
            Reason.ASKED: self.tr("By hand"),
            Reason.WORK: self.tr("While working"),
            Reason.CLOSED: self.tr("When closed"),
            Reason.MIGRATION: self.tr("Before an update of the file"),
            Reason.BULK: self.tr("Before a change of many articles"),
            Reason.IMPORT: self.tr("Before an import"),
            Reason.RESTORE: self.tr("Before restoring"),
        }
        return reasons[reason]

    def _changed(self, entry: Entry) -> str:
        if entry.contents is None:
            return self.tr("damaged, cannot be read")
        edits, articles, spans = entry.changes
        if entry.before is None:
            return f"{self.tr('%Ln article(s)', '', articles)}, {self.tr('%Ln annotation(s)', '', spans)}"
        if not any((edits, articles, spans)):
            return self.tr("no change")
        parts = []
        if edits:
            parts.append(self.tr("%Ln edit(s)", "", edits) if edits > 0 else self.tr("%Ln edit(s) fewer", "", -edits))
        if articles:
            more = self.tr("%Ln article(s) more", "", articles)
            parts.append(more if articles > 0 else self.tr("%Ln article(s) fewer", "", -articles))
        if spans:
            more = self.tr("%Ln annotation(s) more", "", spans)
            parts.append(more if spans > 0 else self.tr("%Ln annotation(s) fewer", "", -spans))
        said = ", ".join(parts)
        return said if entry.last is None else self.tr("{changes}; last: {act}").format(
            changes=said, act=act_name(entry.last)
        )  # fmt: skip


class BackupModel(QAbstractListModel):
    """The backups of a project, newest first."""

    def __init__(self, words: BackupWords, parent: QWidget) -> None:
        super().__init__(parent)
        self.entries: list[Entry] = []
        self._words = words

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
        if not index.isValid():
            return None
        entry, words = self.entries[index.row()], self._words
        if role == WHEN:
            return words.when(entry.backup.at)
        if role == ABOUT:
            return words.about(entry)
        if role == SIZE:
            return words.size(entry)
        if role == DAMAGED:
            return entry.contents is None
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{words.when(entry.backup.at)} · {words.about(entry)} · {words.size(entry)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"<p>{html.escape(words.about(entry))}</p>"
        return None


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
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(theme.accent), 1.5))
            ring = QRectF(rect).adjusted(_BAR + 3, 3, -3, -3)
            painter.drawRoundedRect(ring, design.RADIUS, design.RADIUS)


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
