"""Dates and numbers as the language of the interface writes them."""

from __future__ import annotations

from PySide6.QtCore import QDate, QLocale, Qt


def interface_locale(language: str) -> QLocale:
    """How dates and numbers are written; English as the world writes it, so that days come before months."""
    if language == "en":
        return QLocale(QLocale.Language.English, QLocale.Country.World)
    return QLocale(language) if language else QLocale()


def short_date(published: str | None, locale: QLocale) -> str:
    """The day of an ISO date in short, with the whole year; empty when there is none."""
    day = QDate.fromString((published or "")[:10], Qt.DateFormat.ISODate)
    short = locale.dateFormat(QLocale.FormatType.ShortFormat)
    return locale.toString(day, short if "yyyy" in short else short.replace("yy", "yyyy")) if day.isValid() else ""
