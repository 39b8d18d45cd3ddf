"""The rules of suggesting in the open project: read from the settings, applied, and held against finished articles."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.app import settings as preferences
from annotator.app.home import settings_path
from annotator.app.jobs import Job, Jobs
from annotator.app.session import Session
from annotator.app.settings import Settings
from annotator.app.suggesting_rules import Rules, remember, remembered
from annotator.app.suggestions import Suggestions
from annotator.core.edits import Edit
from annotator.core.model import Annotator, State

if TYPE_CHECKING:
    from annotator.app.own_figures import OwnFigures

_log = logging.getLogger(__name__)

_PAUSE = 2000
"""Milliseconds after an article is done, so that several done one after the other are measured once."""


class RuleKeeper(QObject):
    """Keeps `Suggestions` to what the person wants to see in the project that is open."""

    progressed = Signal(int, int)
    """Articles compared, and how many there are to compare."""
    measured = Signal(object)
    """How the machine does on what the person at work has finished (OwnFigures)."""
    failed = Signal(object)
    """Why that could not be found out."""

    def __init__(
        self, session: Session, settings: Settings, suggestions: Suggestions, jobs: Jobs, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._settings = settings
        self._suggestions = suggestions
        self._jobs = jobs
        self._job: Job | None = None
        self._whose: Annotator | None = None
        self.rules = Rules()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self.measure)
        session.project_changed.connect(self._begin)
        session.person_changed.connect(self._start_over)
        session.changed.connect(self._follow)

    def keep(self, rules: Rules) -> None:
        """Remembers other rules for the open project and suggests by them from now on."""
        project = self._session.project
        if project is None or rules == self.rules:
            return
        remember(self._settings.suggesting, project.uid, rules)
        preferences.save(self._settings, settings_path())
        self._apply(rules)

    def measure(self) -> None:
        """Compares the machine's layer with what the person at work has finished, beside the window."""
        project, person = self._session.project, self._session.at_work
        self.stop()
        if project is None or person is None:
            return
        from annotator.app.own_figures import measuring

        self._job = Job(self._jobs)
        self._job.progressed.connect(self._report)
        self._job.finished.connect(self._take)
        self._job.failed.connect(self._fail)
        self._jobs.start(project.file.reading(measuring(project.path, person.name)), self._job)

    def stop(self) -> None:
        """Gives up a comparison that is going on; nothing is heard of it any more."""
        self._pause.stop()
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _begin(self) -> None:
        self.stop()
        project, self._whose = self._session.project, self._session.at_work
        self._apply(remembered(self._settings.suggesting, project.uid) if project is not None else Rules())

    def _start_over(self) -> None:
        """Somebody else is at work: which labels are weak is found anew on what they have finished."""
        if self._session.at_work == self._whose:
            return  # another layer is only read
        self._whose = self._session.at_work
        self.stop()
        self.keep(replace(self.rules, weak=()))
        if self.rules.least:
            self.measure()

    def _follow(self, edit: Edit) -> None:
        states = [change.after["state"] for change in edit.rows("assignment") if change.after]
        if self.rules.least and State.DONE in states:
            self._pause.start()

    def _apply(self, rules: Rules) -> None:
        self.rules = rules
        self._suggestions.limit(rules.silent, rules.threshold)

    def _report(self, done: int, total: int, _item: object) -> None:
        if self.sender() is self._job:
            self.progressed.emit(done, total)

    def _take(self, figures: OwnFigures) -> None:
        if self.sender() is self._job:
            self._job = None
            self.keep(self.rules.measured(figures.scores))
            self.measured.emit(figures)

    def _fail(self, error: Exception) -> None:
        if self.sender() is self._job:
            self._job = None
            _log.warning("suggestions not compared: %s", error)
            self.failed.emit(error)
