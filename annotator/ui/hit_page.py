"""What the pages of hits share: a search, its table and count, and the labels that are put on what is ticked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from annotator.app.bulk_acts import BulkActs
from annotator.app.hits import HitSearch
from annotator.app.jobs import Jobs
from annotator.app.session import Session
from annotator.app.settings import Settings
from annotator.core.edits import Change, Edit
from annotator.core.errors import AnnotatorError
from annotator.core.model import Label
from annotator.storage.bulk import Place
from annotator.storage.concordance import Hit, SpanAt
from annotator.ui.dialog_parts import plain_label, progress_bar
from annotator.ui.hit_model import HitRow
from annotator.ui.hit_table import HitTable
from annotator.ui.label_bar import LabelBar, LabelButton
from annotator.ui.messages import sentence
from annotator.ui.theme import XS, M, S, Theme

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent


class Counts(QObject):
    """How many hits there are; a class of its own, because the `tr` of a page asks for the page's own class first and
    takes the number it has put in for a translation."""

    def text(self, hits: int, articles: int) -> str:
        """So many hits in so many articles."""
        counted = self.tr("%Ln hit(s)", "", hits), self.tr("%Ln article(s)", "", articles)
        return self.tr("{hits} in {articles}").format(hits=counted[0], articles=counted[1])


class HitPage(QWidget):
    """A page of the bench with hits. Subclasses fill `top` and `bottom` and say how a hit is shown."""

    wanted = Signal(int, int, int)

    def __init__(
        self, session: Session, jobs: Jobs, settings: Settings, theme: Theme, name: str, parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._settings = settings
        self._theme = theme
        self._bulk = BulkActs(session)
        self.setObjectName(f"{name}Page")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.search = HitSearch(session, jobs, self)
        self.table = HitTable(theme, f"{name}Table", self)
        self.line = plain_label("")
        self.bar = progress_bar(f"{name}Bar", theme)
        self.labels = LabelBar(settings.language, theme, self)
        self.empty: QWidget = plain_label("", wrap=True)
        self.stack = QStackedWidget(self)
        self.top = QHBoxLayout()
        self.bottom = QHBoxLayout()
        self._name = name
        self._lay_out()
        self._connect()

    def enter(self) -> None:
        """It is shown: takes the keyboard."""
        self.show_labels()
        self.take_keys()

    def leave(self) -> None:
        """It is hidden: gives up a search under way."""
        self.search.stop()
        self._show_state()

    def take_keys(self) -> None:
        """Takes the keyboard: to the hits, or while there are none to the page, so that Escape still acts."""
        (self.table if self.table.rows else self).setFocus()

    def look_again(self) -> None:
        """Looks for the same anew: articles came or went."""
        raise NotImplementedError

    def row_of(self, key: int, hit: Hit) -> HitRow:
        """A hit as a row, ticked as it should be at first."""
        raise NotImplementedError

    def show_count(self) -> None:
        """Says what there is, while the search runs and after it."""
        raise NotImplementedError

    def do_main(self) -> None:
        """Does what the page is for."""
        raise NotImplementedError

    def hit(self, row: HitRow) -> Hit:
        """The hit of a row, with the spans that are on it now."""
        return self.search.hits[row.key]

    def acted_on(self) -> list[HitRow]:
        """The ticked rows; the current one where none is ticked."""
        current = self.table.current_row()
        return self.table.ticked() or ([current] if current is not None else [])

    def spans_meant(self, hit: Hit) -> Sequence[SpanAt]:
        """The spans that a hit is; an act on the hit acts on them."""
        return hit.same

    def label_hits(self, label: Label) -> bool:
        """Puts a label on what is ticked, in one edit: words are labelled, and what is a span is relabelled.

        Of several spans over the same words it is the first, whose chip is shown; one that has the label stays.
        """
        places: list[Place] = []
        spans: list[SpanAt] = []
        for row in self.acted_on():
            meant = self.spans_meant(self.hit(row))
            if meant:
                spans.append(next((span for span in meant if span.label == label.id), meant[0]))
            else:
                places.append((row.document, row.start, row.end))
        return bool(places or spans) and self._bulk.put(places, spans, label)

    def unlabel_hits(self) -> bool:
        """Takes the annotations off what is ticked, in one edit."""
        spans = [span for row in self.acted_on() for span in self.spans_meant(self.hit(row))]
        return bool(spans) and self._bulk.remove(spans)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A label's key labels what is ticked, Delete takes annotations off it; the rest is the bench's."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        label = self._label_of(event.text()) if plain else None
        if label is not None:
            self.label_hits(label)
        elif plain and event.key() == Qt.Key.Key_Delete:
            self.unlabel_hits()
        else:
            super().keyPressEvent(event)

    def say(self, text: str, is_trouble: bool = False) -> None:
        """Puts a sentence into the line of the count."""
        self.line.setStyleSheet(f"color: {self._theme.danger if is_trouble else self._theme.muted}")
        self.line.setText(text)
        self.line.setAccessibleName(text)

    def counted(self) -> str:
        """How many hits in how many articles, and how far the search is."""
        found = self.search
        locale = QLocale()
        text = Counts().text(len(found.hits), found.articles)
        if found.progress.is_cut:
            text = self.tr("The first {hits}; there are more").format(hits=text)
        if found.is_running and found.progress.total:
            share = locale.toString(100 * found.progress.done // found.progress.total)
            text = self.tr("{hits}, {share} % of the articles looked through").format(hits=text, share=share)
        if found.progress.is_index_broken:
            text = self.tr("{hits}; read without the search index, which is damaged").format(hits=text)
        return text

    def update_all(self) -> None:
        """Shows every hit as it is now; what is ticked stays so."""
        rows = [
            self.row_of(row.key, self.hit(row))._replace(is_ticked=self.table.is_ticked(row)) for row in self.table.rows
        ]
        self.table.update_rows(rows)
        self.show_count()

    def show_labels(self) -> None:
        """Shows the labels that can be put on hits."""
        if self.labels.labels != self._session.span_labels:
            self.labels.show_labels(self._session.span_labels)
            for button in self.labels.findChildren(LabelButton):
                button.setObjectName(f"{self._name}.label.{button.label.name}")
        self.labels.setEnabled(self._session.is_writable)

    def chip_of(self, spans: Sequence[SpanAt]) -> tuple[str, str]:
        """The name and colour of the first of these spans, for its chip; nothing for none."""
        label = self._session.label(spans[0].label) if spans else None
        return (label.shown, label.colour) if label is not None else ("", "")

    def names_of(self, spans: Sequence[SpanAt]) -> str:
        """The names of the labels of spans."""
        found = (self._session.label(span.label) for span in spans)
        return ", ".join(dict.fromkeys(label.shown for label in found if label is not None))

    def _label_of(self, key: str) -> Label | None:
        found = (label for label in self._session.span_labels if key and label.key.lower() == key.lower())
        return next(found, None)

    def _take(self, hits: list[Hit]) -> None:
        first = len(self.search.hits) - len(hits)
        self.table.add_rows([self.row_of(key, hit) for key, hit in enumerate(hits, start=first)])
        self._show_state()

    def _finish(self, error: AnnotatorError | None) -> None:
        sorted_by = self.table.sorted_by
        if sorted_by is not None:
            self.table.sort_by(*sorted_by)
        self.table.fit_columns()
        self._show_state()
        if error is not None:
            self.say(sentence(error), is_trouble=True)

    def _update(self, places: list[int]) -> None:
        self.table.update_rows([self.row_of(key, self.search.hits[key]) for key in places])
        self.show_count()

    def _show_state(self) -> None:
        """The bar while the search runs, and the table as soon as it has rows."""
        progress = self.search.progress
        self.bar.setVisible(self.search.is_running)
        self.bar.setRange(0, progress.total)
        self.bar.setValue(progress.done)
        had_keys = self.table.hasFocus() or self.hasFocus()
        self.stack.setCurrentWidget(self.table if self.table.rows else self.empty)
        if had_keys:
            self.take_keys()
        self.show_count()

    def _forget(self) -> None:
        """Another project or person: what was found is not theirs."""
        self.search.clear()
        self.table.show_rows([])
        self.labels.setEnabled(self._session.is_writable)
        self._show_state()

    def _follow(self, edit: Edit) -> None:
        if self.table.rows and (edit.rows("batch") or any(map(_comes_or_goes, edit.rows("document")))):
            self.look_again()
        if edit.rows("label"):
            self.show_labels()
            self.update_all()

    def _open(self, row: HitRow) -> None:
        self.wanted.emit(row.document, row.start, row.end)

    def _connect(self) -> None:
        self.search.found.connect(self._take)
        self.search.ended.connect(self._finish)
        self.search.updated.connect(self._update)
        self.table.opened.connect(self._open)
        self.table.ticks_changed.connect(self.show_count)
        self.labels.pressed.connect(self.label_hits)
        self._session.project_changed.connect(self._forget)
        self._session.person_changed.connect(self._forget)
        self._session.changed.connect(self._follow)

    def _lay_out(self) -> None:
        self.line.setObjectName(f"{self._name}Line")
        self.labels.setObjectName(f"{self._name}Labels")
        self.bar.hide()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.empty)
        self.stack.setCurrentWidget(self.empty)
        if isinstance(self.empty, QLabel):
            self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self.empty.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        for row in (self.top, self.bottom):
            row.setContentsMargins(M, XS, M, S)
            row.setSpacing(S)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self.top)
        column.addWidget(self.bar)
        column.addWidget(self.stack, 1)
        column.addLayout(self.bottom)


def _comes_or_goes(change: Change) -> bool:
    """Whether an article is taken out of the project, or brought back."""
    return change.before is None or change.after is None or change.before["removed"] != change.after["removed"]
