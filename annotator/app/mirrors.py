"""Has a second copy of the open project kept beside the window, for when another program writes over its file."""

from __future__ import annotations

import logging
import os
import sqlite3
import time

from PySide6.QtCore import QObject

from annotator.app.jobs import Job, Jobs
from annotator.app.session import Session
from annotator.core.errors import AnnotatorError
from annotator.storage.project import Project

_log = logging.getLogger(__name__)

_SMALL = 4 << 20
"""Bytes that are copied at once, which takes a few milliseconds; more are copied beside the window."""

_MOST = 1 << 30
"""Bytes from which on no second copy is kept: of so large a file there are the backups alone."""

_PAUSE = 60.0
"""Seconds after which it is tried again where no copy could be made."""


class Mirrors(QObject):
    """Has it made; the project keeps it in step from then on and takes it away when it is closed."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._jobs = Jobs(self)
        self._not_before = float("-inf")

    def close(self) -> None:
        """Waits for the copy that is being made, which ends when the project is closed."""
        self._jobs.finish()

    def keep(self) -> None:
        """Sees to it that the open project has one."""
        project = self._session.project
        if project is None or not project.writable:
            return
        mirror = project.store.mirror
        is_filled = mirror is not None and mirror.is_filled
        if project.store.trouble is not None:
            return
        if mirror is not None and is_filled:  # before it was seen that nobody has written over the file
            mirror.settle()
        elif mirror is None and time.monotonic() >= self._not_before:
            self._begin(project)

    def _begin(self, project: Project) -> None:
        try:
            size = os.path.getsize(project.path)
            if size >= _MOST:
                return
            mirror = project.store.keep_mirror()
            if size < _SMALL:
                mirror.fill()
                self.keep()
                return
        except (AnnotatorError, OSError, sqlite3.Error) as error:
            self._fail(error)
            return
        job = Job(self)
        job.finished.connect(self._filled)
        job.failed.connect(self._fail)
        self._jobs.start(lambda _job: mirror.fill(), job)

    def _filled(self, _result: object) -> None:
        self.keep()

    def _fail(self, error: object) -> None:
        _log.warning("no second copy is made: %s", error)
        self._not_before = time.monotonic() + _PAUSE
        if self._session.project is not None:
            self._session.project.store.drop_mirror()
