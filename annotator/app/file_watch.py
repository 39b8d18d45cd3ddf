"""Notices that the file of the open project is not what it was, also while nobody edits."""

from __future__ import annotations

from contextlib import closing
from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from annotator.app.jobs import Job, Jobs
from annotator.app.mirrors import Mirrors
from annotator.app.session import Session
from annotator.core.errors import AnnotatorError, ProjectError
from annotator.storage.connection import looker
from annotator.storage.project import Project

_EVERY = 2000
"""Milliseconds between two looks, which ask the system where the file is and open nothing."""

_LOST, _OVERWRITTEN = "project.replaced", "project.overwritten"


class FileWatch(QObject):
    """Follows a session: says through its `failed` that the file is gone, and closes one that was overwritten.

    What was open of the latter is looked through then, and "project.overwritten-kept" is said when all is well with it;
    where not all of it could be kept, "project.overwritten-lost".
    """

    found = Signal()
    """The file that was gone is in its place again."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._is_lost = False
        """Whether that was said."""
        self._mirrors = Mirrors(session, self)
        self._jobs = Jobs(self)
        self._timer = QTimer(self, interval=_EVERY)
        self._timer.timeout.connect(self.look)
        session.project_changed.connect(self._begin)
        session.failed.connect(self._hear)

    def close(self) -> None:
        """Waits for what is at work beside the window. The project is closed before."""
        self._mirrors.close()
        self._jobs.close()

    def follow_application(self, state: Qt.ApplicationState) -> None:
        """The person comes back, perhaps from a file manager."""
        if state == Qt.ApplicationState.ApplicationActive:
            self.look()

    def look(self) -> None:
        """Looks where the file is and says what is new."""
        project = self._session.project
        if project is None or not project.writable:
            return
        trouble = project.store.trouble
        code = trouble.code if trouble is not None else ""
        was_lost, self._is_lost = self._is_lost, code == _LOST
        if trouble is not None and code == _OVERWRITTEN:
            self._close(project, trouble)
        elif self._is_lost and not was_lost:
            project.store.empty_log()  # into the file that was moved, for whoever opens it there
            self._session.refuse(ProjectError("project.gone", path=project.path))
        elif was_lost and not self._is_lost:
            self.found.emit()
        self._mirrors.keep()

    def _close(self, project: Project, trouble: ProjectError) -> None:
        self._session.close_project()
        if not project.rescued:
            self._session.refuse(ProjectError("project.overwritten-lost", path=project.path))
        else:
            self._session.refuse(trouble)
            job = Job(self)
            job.finished.connect(self._tell_kept)
            self._jobs.start(partial(_looked_through, project.path, project.rescued), job)

    def _tell_kept(self, kept: ProjectError | None) -> None:
        if kept is not None and self._session.project is None:
            self._session.refuse(kept)

    def _begin(self) -> None:
        self._is_lost = False
        if self._session.project is not None and self._session.project.writable:
            self._timer.start()
            QTimer.singleShot(0, self, self._mirrors.keep)  # the window is painted first
        else:
            self._timer.stop()

    def _hear(self, error: AnnotatorError) -> None:
        """An edit found out first; what was overwritten is closed when that edit's road is left."""
        if error.code == _LOST:
            self._is_lost = True
        elif error.code == _OVERWRITTEN:
            QTimer.singleShot(0, self, self.look)


def _looked_through(path: str, kept: str, job: Job) -> ProjectError | None:
    """What to say of a backup that was made of an overwritten project; nothing when not all is well with it."""
    from annotator.workflows.checking import check

    with closing(Project(kept, looker(kept), None)) as project:
        is_well = not check(project, job.report)
    return ProjectError("project.overwritten-kept", path=path, kept=kept) if is_well else None
