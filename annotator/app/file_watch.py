"""Notices that the file of the open project is not what it was, also while nobody edits."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from annotator.app.session import Session
from annotator.core.errors import AnnotatorError, ProjectError

_EVERY = 2000
"""Milliseconds between two looks, which ask the system where the file is and open nothing."""

_LOST, _OVERWRITTEN = "project.replaced", "project.overwritten"


class FileWatch(QObject):
    """Follows a session: says through its `failed` that the file is gone, and closes one that was overwritten."""

    found = Signal()
    """The file that was gone is in its place again."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._is_lost = False
        """Whether that was said."""
        self._timer = QTimer(self, interval=_EVERY)
        self._timer.timeout.connect(self.look)
        session.project_changed.connect(self._begin)
        session.failed.connect(self._hear)

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
            self._session.close_project()
            self._session.refuse(trouble)
        elif self._is_lost and not was_lost:
            project.store.empty_log()  # into the file that was moved, for whoever opens it there
            self._session.refuse(ProjectError("project.gone", path=project.path))
        elif was_lost and not self._is_lost:
            self.found.emit()

    def _begin(self) -> None:
        self._is_lost = False
        if self._session.project is not None and self._session.project.writable:
            self._timer.start()
        else:
            self._timer.stop()

    def _hear(self, error: AnnotatorError) -> None:
        """An edit found out first; what was overwritten is closed when that edit's road is left."""
        if error.code == _LOST:
            self._is_lost = True
        elif error.code == _OVERWRITTEN:
            QTimer.singleShot(0, self, self.look)
