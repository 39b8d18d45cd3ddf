"""What suggests now: the shipped model and what was learnt from the person, with what can be done about the latter."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QLocale, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from annotator.app.learning import Learning
from annotator.app.own_figures import Shipped
from annotator.nlp import learned_files
from annotator.nlp.learned_files import Outcome
from annotator.nlp.learning import FEWEST, Figures, micro
from annotator.ui.dialog_parts import Sheet, ask, button, plain_label, quiet
from annotator.ui.locale import short_date
from annotator.ui.theme import XS, S, Theme

_LOOK = 200
"""Milliseconds between two looks whether a lesson is still going on: one that fails says nothing."""


class ModelPanel(QWidget):
    """Two sentences and three buttons; what the buttons do is done at once."""

    changed = Signal()
    """Another model is in use."""

    def __init__(self, learning: Learning, theme: Theme, sheet: Sheet) -> None:
        super().__init__(sheet)
        self._learning = learning
        self._sheet = sheet
        self._finished = 0
        self._said: str | None = None
        self.shipped = plain_label("…", wrap=True)
        self.shipped.setObjectName("shippedModel")
        self.learned = quiet("", theme)
        self.learned.setObjectName("learnedModel")
        self.learn = button("learnNow", self.tr("Learn now"), theme)
        self.back = button("learnedGoBack", self.tr("Go back to the previous model"), theme)
        self.forget = button("learnedForget", self.tr("Forget what was learnt"), theme)
        self._lay_out()
        self._watch = QTimer(self, interval=_LOOK)
        self._watch.timeout.connect(self._look)
        self.learn.clicked.connect(self._begin)
        self.back.clicked.connect(self._go_back)
        self.forget.clicked.connect(self._forget)
        learning.learned.connect(self._take)
        learning.forgotten.connect(self._take_back)
        if learning.is_busy:
            self._watch.start()

    def show_shipped(self, shipped: Shipped) -> None:
        """Says which model ships and how well it does by its own account."""
        text = self.tr("Shipped model {name} {version}").format(name=shipped.name, version=shipped.version)
        if shipped.articles is not None:
            text += ": " + self.tr("learnt from %Ln article(s)", "", shipped.articles)
        if shipped.f1_of_all is not None:
            percent = QLocale().toString(shipped.f1_of_all, "f", 1)
            text += "; " + self.tr("F1 {percent} % on articles it had not seen").format(percent=percent)
        self.shipped.setText(text + ".")

    def show_trouble(self, text: str) -> None:
        """Says why the shipped model cannot be used."""
        self.shipped.setText(text)

    def show_finished(self, articles: int) -> None:
        """Takes over how many articles the person has finished, and brings everything up to date."""
        self._finished = articles
        self._refresh()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(XS)
        column.addWidget(self.shipped)
        column.addWidget(self.learned)
        row = QHBoxLayout()
        row.setContentsMargins(0, S, 0, 0)
        row.setSpacing(S)
        for each in (self.learn, self.back, self.forget):
            each.setAutoDefault(False)
            row.addWidget(each)
        row.addStretch(1)
        column.addLayout(row)

    def _refresh(self) -> None:
        path, is_busy = self._learning.path(), self._learning.is_busy
        kept = self._learning.kept()
        has_previous = path is not None and learned_files.previous(path).exists()
        has_file = path is not None and path.exists()
        few = self.tr("Finish %n article(s) first.", "", FEWEST)
        busy = self.tr("Learning goes on at present.")
        self._allow(self.learn, busy if is_busy else few if self._finished < FEWEST else "")
        self._allow(self.back, busy if is_busy else "" if has_previous else self.tr("There is no previous model."))
        self._allow(self.forget, busy if is_busy else "" if has_file else self.tr("Nothing was learnt yet."))
        self.learned.setText(self.tr("Learning…") if is_busy else self._said or self._about(kept))

    def _allow(self, part: QWidget, why_not: str) -> None:
        part.setEnabled(not why_not)
        part.setToolTip(why_not)
        part.setAccessibleDescription(why_not)

    def _about(self, kept: Outcome | None) -> str:
        """What is in use besides the shipped model."""
        if kept is None and self._finished >= FEWEST:
            return self.tr("Nothing was learnt yet.")
        if kept is None:
            return self.tr("Nothing was learnt from you yet; it is after %n finished article(s).", "", FEWEST)
        text = self.tr("On top of it, learnt from %Ln finished article(s) of yours", "", kept.articles)
        return f"{text} ({_day(kept.date)}): {self._gain(kept)}."

    def _gain(self, outcome: Outcome) -> str:
        text = self.tr("F1 {before} % before, {after} % after, on each of them held out in turn")
        return text.format(before=_percent(outcome.before), after=_percent(outcome.after))

    def _begin(self) -> None:
        self._said = None
        self._learning.learn()
        self._watch.start()
        self._refresh()

    def _look(self) -> None:
        if not self._learning.is_busy:
            self._watch.stop()
            self._refresh()

    def _take(self, outcome: Outcome) -> None:
        if not outcome.accepted and outcome.after:
            text = self.tr("What was learnt just now would do no better and is not used: {figures}.")
            self._said = text.format(figures=self._gain(outcome))
        else:
            self._said = None
        self._watch.start()  # the process may need a moment more to end
        self._refresh()
        self.changed.emit()

    def _take_back(self) -> None:
        self._said = None
        self._refresh()
        self.changed.emit()

    def _go_back(self) -> None:
        self._learning.go_back()

    def _forget(self) -> None:
        question = self.tr("Forget what was learnt from you in this project?")
        detail = self.tr("The shipped model then suggests alone, until the next article is finished.")
        if ask(self._sheet, question, detail, [self.tr("Forget"), self.tr("Keep")], default=1) == 0:
            self._learning.forget()


def _percent(figures: Figures) -> str:
    return QLocale().toString(100 * micro(figures).f1, "f", 1)


def _day(date: str) -> str:
    """A moment of ISO 8601 as a day of this computer's time."""
    try:
        day = datetime.fromisoformat(date).astimezone().date()
    except ValueError:
        return date
    return short_date(day.isoformat(), QLocale())
