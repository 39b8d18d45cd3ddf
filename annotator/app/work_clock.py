"""Keeps the seconds that the person at work has spent on each article, by the rule of the work meter.

The clock counts from edit to edit as they are committed and writes what it has when an article is left or its state
changes, beside the journal: no edit waits for it and nothing of it is undone.
"""

from __future__ import annotations

import logging
import time
from collections import defaultdict

from PySide6.QtCore import QObject

from annotator.app.session import Session
from annotator.core.edits import Edit
from annotator.core.errors import AnnotatorError
from annotator.core.pace import APART, worked

_log = logging.getLogger(__name__)


class WorkClock(QObject):
    """Follows a session."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._last = float("-inf")
        self._seconds: defaultdict[int, float] = defaultdict(float)
        session.committed.connect(self._follow)
        session.document_closing.connect(self.keep)
        session.project_changed.connect(self._forget)
        session.person_changed.connect(self._forget)

    def keep(self) -> None:
        """Writes what was worked since the last time."""
        kept, self._seconds = self._seconds, defaultdict(float)
        project, person = self._session.project, self._session.person
        if project is None or person is None or not project.writable:
            return
        try:
            for document, seconds in kept.items():
                project.annotations.add_seconds(document, person.id, round(seconds, 3))
        except AnnotatorError as error:
            _log.warning("time not kept: %s", error)

    def _forget(self) -> None:
        """What is not kept by now was another project's or person's: the same numbers mean other articles here."""
        self._seconds.clear()

    def _follow(self, step: str, edit: Edit) -> None:
        if step != "apply" or edit.name.startswith(APART):
            return
        now = time.monotonic()
        if edit.document is not None:
            self._seconds[edit.document] += worked(now - self._last)
        self._last = now
        if edit.rows("assignment") and edit.name == "article.state":
            self.keep()
