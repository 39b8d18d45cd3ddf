"""Empties the project's log while nobody works: a copy that another program makes of the file alone is whole then."""

from __future__ import annotations

import logging
import os

from PySide6.QtCore import QObject, Qt, QTimer

from annotator.app.session import Session
from annotator.core.errors import AnnotatorError
from annotator.storage.connection import CHECKPOINT_AFTER, has_log

_log = logging.getLogger(__name__)


class Checkpoints(QObject):
    """Follows a session. What is written may come from anywhere, so the file itself is looked at, not the acts."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._written = -1
        """How many rows had been written when this was last looked at."""
        self._look = QTimer(self, interval=CHECKPOINT_AFTER // 2)  # the pause lasts from one look to the next
        self._look.timeout.connect(self._follow)
        session.project_changed.connect(self._begin)

    def follow_application(self, state: Qt.ApplicationState) -> None:
        """Another program is at work now, perhaps one that copies files."""
        if state != Qt.ApplicationState.ApplicationActive:
            self.empty()

    def empty(self) -> None:
        """Empties the log if it holds anything; where a reader is in the way it is tried again at the next pause."""
        project = self._session.project
        if project is None or not project.writable or not has_log(os.path.realpath(project.path)):
            return
        try:
            project.checkpoint()
        except AnnotatorError as error:
            _log.warning("no checkpoint: %s", error)

    def _begin(self) -> None:
        project = self._session.project
        self._written = -1
        if project is not None and project.writable:
            self._look.start()
        else:
            self._look.stop()

    def _follow(self) -> None:
        project = self._session.project
        if project is None:
            return
        before, self._written = self._written, project.store.connection.total_changes
        if self._written == before:
            self.empty()
