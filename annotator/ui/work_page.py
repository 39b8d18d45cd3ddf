"""The work meter: how fast somebody gets on, session by session, and what the bias guard says."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from annotator.app.guard import Meter, guarding, metering
from annotator.app.jobs import Job, Jobs
from annotator.app.session import Session
from annotator.app.settings import Settings
from annotator.core.errors import AnnotatorError
from annotator.core.guard_figures import GuardFigures
from annotator.core.pace import BREAK
from annotator.core.shown import one_line
from annotator.core.work import Figures
from annotator.ui.dialog_parts import Sheet, button, plain_label, quiet
from annotator.ui.guard_panel import GuardPanel
from annotator.ui.locale import interface_locale
from annotator.ui.messages import sentence
from annotator.ui.tabs import Tabs
from annotator.ui.theme import SMALL_SIZE, XS, L, M, S, Theme, ui_font
from annotator.ui.work_chart import WorkChart
from annotator.ui.work_table import WorkRow, WorkTable
from annotator.ui.work_words import UNKNOWN, WorkWords

_FIGURE_SIZE = 24
_FRAME = QSize(40, 60)
"""What the screen keeps free around the dialog, the desktop's frame included."""


class WorkPage(Sheet):
    """Shows the figures of the person at work; they are read beside the window."""

    def __init__(
        self, session: Session, jobs: Jobs, settings: Settings, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, "workPage", parent)
        self.set_title(self.tr("Work meter"))
        self._session = session
        self._jobs = jobs
        self._running: list[Job] = []
        self.words = WorkWords(interface_locale(settings.language), self)
        self.cards = [Card(self.words, theme) for _ in range(3)]
        self.chart = WorkChart(self.words, theme)
        self.tabs = Tabs(theme)
        self.sessions = WorkTable(self.tr("Session"), "workSessions", self.words, theme)
        self.articles = WorkTable(self.tr("Article"), "workArticles", self.words, theme)
        self.labels = WorkTable(self.tr("Label"), "workLabels", self.words, theme)
        self.guard = GuardPanel(session, self.words, theme)
        self._pages = QStackedWidget()
        self._build()
        session.guard_changed.connect(self._ask_guard)
        session.failed.connect(self._fail)
        self._ask()

    def done(self, result: int) -> None:
        """Wants no answers any more."""
        for job in self._running:
            job.cancel()
        super().done(result)

    def _build(self) -> None:
        person = self._session.person
        about = self.tr("{person}. Gaps of more than a minute count as ten seconds; half an hour ends a session.")
        self.explain(about.format(person=one_line(person.name) if person else ""))
        cards = QHBoxLayout()
        cards.setSpacing(L)
        for card in self.cards:
            cards.addWidget(card, 1)
        self.body.addLayout(cards)
        self.chart.empty = self.tr("Nothing to measure yet. Label a few names, and your pace shows here.")
        self.body.addSpacing(S)
        self.body.addWidget(self.chart)
        self.tabs.setObjectName("workTabs")
        self.tabs.setAccessibleName(self.tr("What the figures are about"))
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        pages = {
            self.tr("By session"): self.sessions,
            self.tr("By article"): self.articles,
            self.tr("By label"): self.labels,
            self.tr("Bias guard"): self.guard,
        }
        for title, page in pages.items():
            self.tabs.addTab(title)
            self._pages.addWidget(page)
        self.tabs.currentChanged.connect(self._pages.setCurrentIndex)
        self.body.addWidget(self.tabs)
        self.body.addWidget(self._pages, 1)
        close = button("workClose", self.tr("Close"), self.theme, primary=True)
        close.clicked.connect(self.accept)
        self.add_buttons([], [close])
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(self.sizeHint().expandedTo(QSize(0, 720)).boundedTo(self.screen().availableSize() - _FRAME))
        self.tabs.setFocus()
        self._name_cards(is_now=True)

    def _ask(self) -> None:
        project, person = self._session.project, self._session.person
        if project is not None and person is not None:
            self._start(project.file.reading(metering(project.path, person.id)), self._take)
        self._ask_guard()

    def _ask_guard(self) -> None:
        project, person = self._session.project, self._session.person
        if project is not None and person is not None:
            self._start(project.file.reading(guarding(project.path, person.id)), self._take_guard)

    def _start(self, work: Callable[[Job], object], take: Callable[[Any], None]) -> None:
        job = Job(self._jobs)
        job.finished.connect(take)
        job.failed.connect(self._fail)
        self._running.append(job)
        self._jobs.start(work, job)

    def _take(self, meter: Meter) -> None:
        sittings = meter.work.sittings
        is_now = bool(sittings) and time.time() - sittings[-1].end <= BREAK
        self._name_cards(is_now or not sittings)
        latest = sittings[-1].figures if sittings else Figures()
        for card, figures in zip(self.cards, (latest, meter.work.today, meter.work.total), strict=True):
            card.show_figures(figures)
        self.chart.show_sittings(sittings)
        self.sessions.show_rows(
            [WorkRow(self.words.moment(each.start), each.start, each.figures) for each in reversed(sittings)]
        )
        self.articles.show_rows(_most_first(self._article_rows(meter)))
        self.labels.show_rows(
            [WorkRow(name, place, meter.work.labels[key])
             for place, (key, name) in enumerate(meter.names.labels.items()) if key in meter.work.labels]
        )  # fmt: skip

    def _article_rows(self, meter: Meter) -> Iterable[WorkRow]:
        for key, figures in meter.work.articles.items():
            name = self.tr("Several articles") if key is None else meter.names.articles.get(key, UNKNOWN)
            yield WorkRow(name, name.casefold(), figures)

    def _take_guard(self, figures: GuardFigures) -> None:
        self.guard.show_figures(figures)

    def _name_cards(self, is_now: bool) -> None:
        first = self.tr("This session") if is_now else self.tr("Last session")
        for card, title in zip(self.cards, (first, self.tr("Today"), self.tr("Altogether")), strict=True):
            card.set_title(title)

    def _fail(self, error: AnnotatorError) -> None:
        self.say(sentence(error))


def _most_first(rows: Iterable[WorkRow]) -> list[WorkRow]:
    return sorted(rows, key=lambda row: row.figures.seconds, reverse=True)


class Card(QWidget):
    """The pace of one stretch of time, and what it is made from."""

    def __init__(self, words: WorkWords, theme: Theme) -> None:
        super().__init__()
        self._words = words
        self._title = quiet("", theme)
        self._title.setFont(ui_font(SMALL_SIZE))
        self.pace, self._unit = _figure(UNKNOWN), quiet(self.tr("s an entity"), theme)
        self.hourly, self._hourly_unit = _figure(UNKNOWN), quiet(self.tr("an hour"), theme)
        self.made_from = quiet("", theme)
        self.made_from.setFont(ui_font(SMALL_SIZE))
        self._lay_out()

    def set_title(self, title: str) -> None:
        """Which stretch of time it is."""
        self._title.setText(title)

    def show_figures(self, figures: Figures) -> None:
        """Shows its pace."""
        self.pace.setText(self._words.decimal(figures.per_entity))
        self.hourly.setText(self._words.whole(figures.per_hour if figures.entities else None))
        entities = self.tr("%Ln entity(s)", "", figures.entities)
        made_from = self.tr("{entities} in {time}").format(
            entities=entities, time=self._words.duration(figures.seconds)
        )
        self.made_from.setText(made_from if figures.seconds else "")

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(XS + 2)
        for place, part in zip((0, 1, 3, 4), (self.pace, self._unit, self.hourly, self._hourly_unit), strict=True):
            part.setWordWrap(False)
            grid.addWidget(part, 0, place, Qt.AlignmentFlag.AlignBaseline)
        for unit in (self._unit, self._hourly_unit):
            unit.setFont(ui_font(SMALL_SIZE))
        grid.setColumnMinimumWidth(2, S)
        grid.setColumnStretch(5, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(XS)
        column.addWidget(self._title)
        column.addLayout(grid)
        column.addWidget(self.made_from)
        self.setMinimumHeight(column.sizeHint().height() + M)


def _figure(text: str) -> QLabel:
    label = plain_label(text)
    label.setFont(ui_font(_FIGURE_SIZE, QFont.Weight.DemiBold))
    return label
