"""Backups of the open project, made beside the window: while one works, before much is changed, when it is closed.

What makes and reads them is loaded with the first one, not at the start.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from contextlib import closing, suppress
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.app.jobs import Job, Jobs
from annotator.app.projects import Projects
from annotator.app.session import Session
from annotator.core.errors import AnnotatorError, ProjectError
from annotator.storage.whereabouts import OverwrittenError

if TYPE_CHECKING:
    from annotator.storage.backup import Backup
    from annotator.storage.copying import Snapshot
    from annotator.storage.project import Project

_log = logging.getLogger(__name__)

EVERY = 20 * 60 * 1000
"""Milliseconds from the first change that no backup has until one is made; while it fails, until it is tried again."""

_APART = 60.0
"""Seconds within which a row of bulk acts gets one backup; each of them can be undone besides."""

_ASKED, _WORK, _BULK = "asked", "work", "bulk"
"""Some of the values of `backup.Reason`."""

_Work = Callable[[Job], Any]


class Backups(QObject):
    """Follows a session. That no backup could be made is told once, and again only after one could be.

    `ask`, `make`, `restore` and `save_as` are answered by a signal each, or by `refused`.
    """

    listed = Signal(list)
    """The backups of the project that was asked about: `Entry` for each, newest first."""
    made = Signal(object)
    """A Backup is there, asked for or not."""
    restored = Signal(str)
    """A backup is the project now, and open; the path of what was kept of the state before."""
    saved_as = Signal(str)
    """A backup is a project of its own at this path now, and open."""
    refused = Signal(object)
    """What was asked for did not happen (AnnotatorError)."""

    def __init__(self, session: Session, projects: Projects, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._projects = projects
        self._jobs = Jobs(self)
        self._project: Project | None = None
        """The project that is open to be written."""
        self._restoring = ""
        """The path of the project that a backup is being put in the place of."""
        self._changes = 0
        """How often the open project was changed."""
        self._safe = 0
        """How many of these changes are in a backup, or in one that is being made."""
        self._last_bulk = float("-inf")
        self._is_told = False
        self._due = QTimer(self, singleShot=True, interval=EVERY)
        self._due.timeout.connect(self._keep_work)
        session.changed.connect(self._changed)
        session.will_change_much.connect(self._keep_before)
        session.project_changed.connect(self._project_changed)

    def close(self) -> None:
        """Waits for the backups that are being made. The project is closed before."""
        self._jobs.finish()

    def ask(self, path: str) -> None:
        """Looks which backups the project at a path has."""
        from annotator.storage import backup_list

        self._start(lambda _job: backup_list.entries(path), self._list, self._refuse)

    def make(self) -> None:
        """Backs the open project up now."""
        self._keep(_ASKED, self._refuse)

    def restore(self, path: str, chosen: Backup) -> None:
        """Puts a backup in the place of the project at `path` and opens it.

        The state before is kept as a backup; when anything fails it is opened again.
        """
        from annotator.storage import restoring

        self._restoring = path
        self._session.close_project()
        self._start(lambda job: restoring.restore(path, chosen.path, job.report), self._open_restored, self._open_again)

    def save_as(self, chosen: Backup, path: str) -> None:
        """Writes a backup to a project file of its own and opens that."""
        from annotator.storage import restoring

        def work(job: Job) -> str:
            restoring.save_as(chosen.path, path, job.report)
            return path

        self._start(work, self._open_copy, self._refuse)

    def _start(self, work: _Work, take: Callable[[Any], None], fail: Callable[[Exception], None]) -> None:
        job = Job(self)
        job.finished.connect(take)
        job.failed.connect(fail)
        self._jobs.start(work, job)

    def _changed(self, _edit: object) -> None:
        self._changes += 1
        if not self._due.isActive():
            self._due.start()

    def _keep_work(self) -> None:
        self._keep(_WORK, self._fail)

    def _keep_before(self, what: str) -> None:
        now = time.monotonic()
        is_safe = self._safe > 0 and self._safe == self._changes
        if is_safe or (what == _BULK and now - self._last_bulk < _APART):
            return
        if what == _BULK:
            self._last_bulk = now
        self._keep(what, self._fail)

    def _keep(self, reason: str, fail: Callable[[Exception], None]) -> None:
        """Holds on to the present state at once and copies it beside the window, whatever is written meanwhile."""
        project = self._session.project
        if project is None or not (project.writable or reason == _ASKED):
            return
        if project.is_lost:
            fail(ProjectError("project.gone", path=project.path))
            return
        if isinstance(trouble := project.store.trouble, OverwrittenError):
            fail(trouble)  # what is in the file now is another program's
            return
        from annotator.storage import restoring
        from annotator.storage.copying import Snapshot

        if project.writable:
            restoring.sweep(project.path)
        try:
            snapshot = Snapshot(project.path)
        except ProjectError as error:
            fail(error)
            return
        self._safe = self._changes
        self._due.stop()
        self._start(partial(_kept, snapshot, reason), self._taken, fail)

    def _project_changed(self) -> None:
        """Backs up what was closed with changes, and begins to count anew."""
        project = self._session.project
        closed = self._project
        if closed is not None and closed.was_in_place and self._changes > self._safe and not self._restoring:
            self._start(partial(_closed, closed.path), self._taken, self._fail)
        self._project = project if project is not None and project.writable else None
        self._changes = self._safe = 0
        self._last_bulk = float("-inf")
        self._due.stop()
        if self._project is not None and self._project.was_left:
            self._changed(None)

    def _list(self, entries: object) -> None:
        self.listed.emit(entries)

    def _taken(self, made: Backup | None) -> None:
        self._is_told = False
        if made is not None:
            self.made.emit(made)

    def _open_restored(self, kept: str) -> None:
        path, self._restoring = self._restoring, ""
        if self._opened(path):
            self.restored.emit(kept)

    def _open_again(self, error: Exception) -> None:
        path, self._restoring = self._restoring, ""
        with suppress(AnnotatorError):
            self._projects.open(path)
        self._refuse(error)

    def _open_copy(self, path: str) -> None:
        if self._opened(path):
            self.saved_as.emit(path)

    def _opened(self, path: str) -> bool:
        try:
            self._projects.open(path)
        except AnnotatorError as error:
            self._refuse(error)
            return False
        return True

    def _refuse(self, error: Exception) -> None:
        """Something that was asked for could not be done."""
        self._try_again()
        self.refused.emit(_foreseen(error))

    def _fail(self, error: Exception) -> None:
        """A backup that nobody asked for could not be made: work goes on."""
        _log.warning("no backup: %s", error)
        self._try_again()
        if not self._is_told:
            self._is_told = True
            self._session.refuse(_foreseen(error))

    def _try_again(self) -> None:
        """What was taken to be safe may not be."""
        self._safe = 0
        if self._changes:
            self._due.start()


def _kept(snapshot: Snapshot, reason: str, job: Job) -> Backup | None:
    from annotator.storage import backup

    with closing(snapshot):
        if reason != _ASKED and not backup.is_needed(snapshot):
            return None
        return backup.keep(snapshot, backup.Reason(reason), job.report)


def _closed(path: str, job: Job) -> Backup | None:
    from annotator.storage import backup

    return backup.make_if_needed(path, backup.Reason.CLOSED, job.report)


def _foreseen(error: Exception) -> AnnotatorError:
    return error if isinstance(error, AnnotatorError) else ProjectError("backup.failed", path="", reason=str(error))
