"""Figures of work in words: times, paces and shares as the language of the window writes them."""

from __future__ import annotations

from PySide6.QtCore import QDateTime, QLocale, QObject

from annotator.core.work import Deed

UNKNOWN = "–"
"""What stands where there is no figure."""


class WorkWords(QObject):
    """Writes figures with one locale."""

    def __init__(self, locale: QLocale, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._locale = locale

    def number(self, value: int) -> str:
        """A whole number."""
        return self._locale.toString(value)

    def count(self, value: int) -> str:
        """A number in a table: what is nought is not worth reading."""
        return self.number(value) if value else UNKNOWN

    def decimal(self, value: float | None) -> str:
        """A number with one decimal."""
        return UNKNOWN if value is None else self._locale.toString(value, "f", 1)

    def whole(self, value: float | None) -> str:
        """A number without decimals."""
        return UNKNOWN if value is None else self.number(round(value))

    def percent(self, share: float) -> str:
        """A share in percent."""
        return f"{self._locale.toString(100 * share, 'f', 1)}\u202f%"

    def duration(self, seconds: float) -> str:
        """Hours and minutes; seconds below a minute."""
        if round(seconds) < 60:
            return self.tr("{n} s").format(n=self.number(round(seconds)))
        minutes = round(seconds / 60)
        if minutes < 60:
            return self.tr("{n} min").format(n=self.number(minutes))
        return self.tr("{h} h {n} min").format(h=self.number(minutes // 60), n=self.number(minutes % 60))

    def moment(self, at: float) -> str:
        """A day and time, from seconds since 1970."""
        return self._locale.toString(QDateTime.fromSecsSinceEpoch(int(at)), QLocale.FormatType.ShortFormat)

    def day(self, at: float) -> str:
        """A day, from seconds since 1970."""
        return self._locale.toString(QDateTime.fromSecsSinceEpoch(int(at)).date(), QLocale.FormatType.ShortFormat)

    def deeds(self) -> dict[Deed, str]:
        """What the deeds are called over their columns, in that order."""
        return {
            Deed.ACCEPTED: self.tr("Accepted"),
            Deed.CORRECTED: self.tr("Corrected"),
            Deed.REJECTED: self.tr("Rejected"),
            Deed.SKIPPED: self.tr("Skipped"),
            Deed.ADDED: self.tr("Added"),
            Deed.RELABELLED: self.tr("Relabelled"),
            Deed.MOVED: self.tr("Moved"),
            Deed.REMOVED: self.tr("Removed"),
        }
