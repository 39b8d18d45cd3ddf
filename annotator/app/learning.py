"""Learning from the person at work: after an article is done, in a process beside the window.

The window hands over texts and spans; the process writes the model's file. When a new one is in use, the unfinished
articles are gone over again. A process that fails leaves everything as it was.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from annotator.app.home import home
from annotator.app.session import Session
from annotator.app.suggestions import Suggestions
from annotator.core.edits import Edit
from annotator.core.errors import AnnotatorError
from annotator.core.model import State

if TYPE_CHECKING:
    from annotator.nlp.learned_files import Outcome
    from annotator.nlp.teacher import Teacher

_log = logging.getLogger(__name__)

_PAUSE = 2000
"""Milliseconds after an article is done, so that several done one after the other are one lesson."""


class Learning(QObject):
    """Keeps the model of the person at work up to date."""

    learned = Signal(object)
    """What came of a lesson (Outcome)."""
    forgotten = Signal()
    """The previous model, or the shipped one alone, is in use again."""
    _ended = Signal(int, object)

    def __init__(self, session: Session, suggestions: Suggestions, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._suggestions = suggestions
        self._teacher: Teacher | None = None
        self._lesson = 0
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self.learn)
        self._ended.connect(self._take, Qt.ConnectionType.QueuedConnection)
        session.changed.connect(self._follow)
        session.project_changed.connect(self._stop)
        session.person_changed.connect(self._stop)

    @property
    def is_busy(self) -> bool:
        """True while a process is learning."""
        return self._teacher is not None and self._teacher.is_busy

    def path(self) -> Path | None:
        """Where the model of the person at work lies, if there is one; None without a project."""
        from annotator.workflows import learning

        project, person = self._session.project, self._session.at_work
        return None if project is None or person is None else learning.path_of(home() / "learned", project, person)

    def kept(self) -> Outcome | None:
        """What the model in use says of how it was learnt; None when only the shipped one speaks."""
        from annotator.nlp import learned_files

        path = self.path()
        return None if path is None else learned_files.kept(path)

    def learn(self) -> None:
        """Begins a lesson from what the person at work has done; after the present one, when there is one."""
        project, person, path = self._session.project, self._session.at_work, self.path()
        if project is None or person is None or path is None or not project.writable:
            return
        if self.is_busy:
            self._pause.start()
            return
        from annotator.nlp.learning import FEWEST
        from annotator.workflows import learning

        try:
            articles, labels = learning.finished(project, person), learning.labels(project)
        except AnnotatorError as error:
            _log.warning("nothing to learn from: %s", error)
            return
        if len(articles) >= FEWEST:
            self._lesson += 1
            lesson = self._lesson
            self._the_teacher().teach(articles, labels, path, lambda outcome: self._ended.emit(lesson, outcome))

    def go_back(self) -> bool:
        """Puts the previous model in use again; False when there is none."""
        from annotator.nlp import learned_files

        return self._change(learned_files.go_back)

    def forget(self) -> bool:
        """Lets the shipped model speak alone; False when that failed."""
        from annotator.nlp import learned_files

        def forget(path: Path) -> bool:
            learned_files.forget(path)
            return True

        return self._change(forget)

    def _change(self, act: Callable[[Path], bool]) -> bool:
        """Does something with the model's file, says why where that fails, and renews the suggestions."""
        self._stop()
        path = self.path()
        try:
            is_done = path is not None and act(path)
        except AnnotatorError as error:
            self._session.refuse(error)
            return False
        if is_done:
            self._suggestions.renew()
            self.forgotten.emit()
        return is_done

    def close(self) -> None:
        """Ends the process, if any."""
        self._stop()

    def _follow(self, edit: Edit) -> None:
        person = self._session.at_work
        for change in edit.rows("assignment"):
            after = change.after
            if person and after and after["annotator"] == person.id and after["state"] == State.DONE:
                self._pause.start()

    def _stop(self) -> None:
        self._pause.stop()
        self._lesson += 1
        if self._teacher is not None:
            self._teacher.close()

    def _the_teacher(self) -> Teacher:
        if self._teacher is None:
            from annotator.nlp.teacher import Teacher

            self._teacher = Teacher()
        return self._teacher

    def _take(self, lesson: int, outcome: Outcome | None) -> None:
        if lesson != self._lesson or outcome is None:
            return
        if outcome.accepted or outcome.is_retired:
            self._suggestions.renew()
        self.learned.emit(outcome)
