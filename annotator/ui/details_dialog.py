"""The details of an article: title, date, source, author and address; never its text."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtWidgets import QFormLayout, QLineEdit, QVBoxLayout, QWidget

from annotator.app.acts import Acts
from annotator.app.session import Session
from annotator.core import dates
from annotator.core.errors import AnnotatorError
from annotator.core.model import Document
from annotator.ui.dialog_parts import Sheet, add_row, button, form, quiet
from annotator.ui.messages import sentence
from annotator.ui.theme import XS, Theme


class DetailsDialog(Sheet):
    """A form over one article; Save writes one edit."""

    def __init__(
        self, session: Session, acts: Acts, document: Document, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, "detailsDialog", parent)
        self.set_title(self.tr("Details of the article"))
        self._acts = acts
        self._document = document
        self.title = QLineEdit(document.title)
        self.date = QLineEdit(written(document.published))
        self.source = QLineEdit(document.source or "")
        self.author = QLineEdit(document.author or "")
        self.url = QLineEdit(document.url or "")
        self.understood = quiet("", theme)
        self.understood.setWordWrap(False)
        self.body.addLayout(self._rows())
        self.body.addStretch(1)
        cancel = button("detailsCancel", self.tr("Cancel"), theme)
        self.save = button("detailsSave", self.tr("Save"), theme, primary=True)
        cancel.clicked.connect(self.reject)
        self.save.clicked.connect(self.accept)
        self.add_buttons([], [cancel, self.save])
        self.date.textChanged.connect(self._look)
        self.title.textChanged.connect(self._look)
        session.failed.connect(self._failed)
        self._look()
        self.setMinimumWidth(560)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for field in (self.title, self.source, self.author, self.url):
            field.setCursorPosition(0)
        self.title.setFocus()

    def setVisible(self, visible: bool) -> None:
        """Shows the beginning of a long title; Qt selects the whole of the first field when a dialog opens."""
        super().setVisible(visible)
        self.title.home(False)

    def published(self) -> str | None:
        """The date as ISO 8601; what was not touched stays as it was."""
        text = self.date.text().strip()
        return self._document.published if text == written(self._document.published) else dates.parse(text)

    def accept(self) -> None:
        """Saves what differs and closes; stays open with a sentence when that failed."""
        after = replace(
            self._document,
            title=" ".join(self.title.text().split()),
            published=self.published(),
            source=self.source.text().strip() or None,
            author=self.author.text().strip() or None,
            url=self.url.text().strip() or None,
        )
        if after == self._document or self._acts.change_details(self._document, after):
            super().accept()

    def _rows(self) -> QFormLayout:
        rows = form()
        add_row(rows, self.tr("Title"), self.title, "detailsTitle", self.theme)
        day = QWidget()
        column = QVBoxLayout(day)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(XS)
        column.addWidget(self.date)
        column.addWidget(self.understood)
        day.setFocusProxy(self.date)
        add_row(rows, self.tr("Date"), day, "detailsDay", self.theme)
        self.date.setObjectName("detailsDate")
        self.date.setAccessibleName(self.tr("Date"))
        self.date.setPlaceholderText(self.tr("for example 27/12/2019 19:28"))
        add_row(rows, self.tr("Source"), self.source, "detailsSource", self.theme)
        add_row(rows, self.tr("Author"), self.author, "detailsAuthor", self.theme)
        add_row(rows, self.tr("Address"), self.url, "detailsUrl", self.theme)
        self.url.setPlaceholderText("https://")
        return rows

    def _look(self) -> None:
        """Shows how the date is understood, and lets only what can be saved be saved."""
        is_date = not self.date.text().strip() or self.published() is not None
        trouble = self.tr("This date is not understood; day, month and year are needed.")
        self.understood.setText(spelled(self.published(), self.locale()) or self.tr("No date") if is_date else trouble)
        self.understood.setStyleSheet(f"color: {self.theme.muted if is_date else self.theme.danger}")
        self.save.setEnabled(is_date and bool(self.title.text().strip()))

    def _failed(self, error: AnnotatorError) -> None:
        self.say(sentence(error))


def written(iso: str | None) -> str:
    """A date as a person types it, day first, in a form that `core.dates` reads; other values as they are."""
    try:
        moment = datetime.fromisoformat(iso or "")
    except ValueError:
        return iso or ""
    day = f"{moment.day:02}/{moment.month:02}/{moment.year:04}"
    return f"{day} {moment.hour:02}:{moment.minute:02}" if "T" in (iso or "") else day


def spelled(iso: str | None, locale: QLocale) -> str:
    """A date in full in the language of the window; other values as they are."""
    try:
        moment = datetime.fromisoformat(iso or "")
    except ValueError:
        return iso or ""
    day = QDate(moment.year, moment.month, moment.day)
    text = locale.toString(day, QLocale.FormatType.LongFormat)
    return f"{text}, {moment.hour:02}:{moment.minute:02}" if "T" in (iso or "") else text
