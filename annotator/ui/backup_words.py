"""What a backup is, in the language of the window: when and why it was made, what changed, how large it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from PySide6.QtCore import QDate, QDateTime, QLocale, QObject

from annotator.storage.backup import Reason
from annotator.storage.backup_list import Entry
from annotator.ui.messages import ACTS, COUNTED, act_name


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

    def whole(self, entry: Entry) -> str:
        """All of it, for screen readers."""
        return " · ".join((self.when(entry.backup.at), self.about(entry), self.size(entry)))

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
            Reason.REPAIR: self.tr("Before a repair"),
        }
        return reasons[reason]

    def _changed(self, entry: Entry) -> str:
        if entry.contents is None:
            return self.tr("damaged, cannot be read")
        edits, articles, spans = entry.changes
        if entry.before is None:
            return ", ".join((self.tr("%Ln article(s)", "", articles), self.tr("%Ln annotation(s)", "", spans)))
        if not any((edits, articles, spans)):
            return self.tr("no change")
        said = ", ".join(self._counted(edits, articles, spans))
        last = entry.last
        if last is None or not (last.name in ACTS or last.name in COUNTED):
            return said
        return self.tr("{changes}; last: {act}").format(changes=said, act=act_name(last))

    def _counted(self, edits: int, articles: int, spans: int) -> Iterator[str]:
        if edits:
            yield self.tr("%Ln edit(s)", "", edits) if edits > 0 else self.tr("%Ln edit(s) fewer", "", -edits)
        if articles > 0:
            yield self.tr("%Ln article(s) more", "", articles)
        if articles < 0:
            yield self.tr("%Ln article(s) fewer", "", -articles)
        if spans > 0:
            yield self.tr("%Ln annotation(s) more", "", spans)
        if spans < 0:
            yield self.tr("%Ln annotation(s) fewer", "", -spans)
