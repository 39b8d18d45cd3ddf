"""The full check of a project: beside the window after it was opened, and when a person asks for it; and its repair.

Both run in a process of their own (see `workflows/aside.py`); what they use is loaded with the first one.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.app.check_ledger import CheckLedger
from annotator.app.home import home
from annotator.app.jobs import Job, Jobs
from annotator.app.projects import Projects
from annotator.app.session import Session
from annotator.core.errors import AnnotatorError
from annotator.storage.project import Project

if TYPE_CHECKING:
    from annotator.workflows.check_file import Report

_log = logging.getLogger(__name__)

AFTER = 5000
"""Milliseconds after an opening until its check begins: the first article and its suggestions come first."""


class Checks(QObject):
    """Follows a session. `check` and `repair` are answered by `reported`, `refused` or `cancelled`."""

    progressed = Signal(int, int)
    """Articles done, of how many; of none as long as something else is looked at."""
    reported = Signal(object)
    """What came of a check or repair (Report); also of a check that nobody asked for."""
    refused = Signal(object)
    """What was asked for did not happen (AnnotatorError)."""
    cancelled = Signal()

    def __init__(self, session: Session, projects: Projects, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._projects = projects
        self._jobs = Jobs(self)
        self._ledger = CheckLedger(home() / "checks.json")
        self._job: Job | None = None
        self._at = ""
        """The project that the job is about."""
        self._is_asked = False
        """Whether somebody waits for the answer."""
        self._open: Project | None = None
        """The project that is open and can be written."""
        self._repairing = ""
        """The project that is being repaired; it is open again afterwards."""
        self._article: int | None = None
        """What was on screen before: it may not count as read yet."""
        self.report: Report | None = None
        """What the last check of the open project found, None before there was one."""
        self._due = QTimer(self, singleShot=True)
        self._due.timeout.connect(self._check_unasked)
        session.project_changed.connect(self._project_changed)

    @property
    def is_running(self) -> bool:
        """Whether something is checked or repaired now."""
        return self._job is not None

    def check(self, path: str) -> None:
        """Checks the project file at a path; what runs already is waited for instead."""
        self._is_asked = True
        if self._job is None or self._at != path:
            self._drop()
            self._start(path, "check")

    def repair(self, path: str) -> None:
        """Repairs the project file at a path, which is closed meanwhile, and opens it.

        Refused while a project is open whose file was there, for it would be another one.
        """
        self._drop()
        self._is_asked, project = True, self._session.project
        if project is None or project.path != path or not project.is_lost:
            self._repairing = path
            self._article = self._session.document.id if self._session.document else None
            self._session.close_project()
        self._start(path, "repair")

    def cancel(self) -> None:
        """Ends what runs, at once; of a repair stays what is done, each part whole."""
        if self._job is not None:
            self._job.cancel()

    def close(self) -> None:
        """Ends what runs and waits until it is gone. The project is closed before."""
        self._due.stop()
        self._jobs.close()

    def _start(self, path: str, what: str) -> None:
        self._due.stop()
        self._at = path
        self._job = job = Job(self)
        job.progressed.connect(self._progress)
        job.finished.connect(partial(self._end, job, self._finish))
        job.failed.connect(partial(self._end, job, self._fail))
        job.cancelled.connect(partial(self._end, job, self._stop, None))
        work: Callable[[Job], Report] = partial(_aside, what, path)
        project = self._session.project
        is_open = project is not None and project.path == path
        self._jobs.start(project.file.reading(work) if is_open and project is not None else work, job)

    def _drop(self) -> None:
        """Ends what runs; nobody hears of it any more."""
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _project_changed(self) -> None:
        if self._open is not None and self._open.was_in_place:
            self._ledger.closed(self._open.path)
        self._open = None
        if self._repairing:
            return
        self._drop()
        self._due.stop()
        self.report = None
        project = self._session.project
        if project is None:
            return
        if self._ledger.is_due(project.path):
            self._due.start(AFTER)
        if project.writable:
            self._open = project
            self._ledger.opened(project.path)

    def _check_unasked(self) -> None:
        project = self._session.project
        if project is not None and self._job is None:
            self._is_asked = False
            self._start(project.path, "check")

    def _progress(self, done: int, total: int, _item: object) -> None:
        if self.sender() is self._job:
            self.progressed.emit(done, total)

    def _end(self, job: Job, take: Callable[[Any], None], result: Any) -> None:
        if job is self._job:
            self._job = None
            self._open_again()
            take(result)

    def _open_again(self) -> None:
        """After a repair: the project at the article that was on screen."""
        path, self._repairing = self._repairing, ""
        if not path:
            return
        try:
            self._projects.open(path)
        except AnnotatorError as error:
            self._session.refuse(error)
            return
        self._due.stop()
        if self._article is not None:
            self._session.open_document(self._article)

    def _finish(self, report: Report) -> None:
        project = self._session.project
        if project is not None and project.path == report.path:
            self.report = report
            self._ledger.checked(report.path, report.is_sound)
        if not report.is_sound:
            _log.warning("the check found %d faults in %d articles", len(report.findings), len(report.articles))
        self.reported.emit(report)

    def _fail(self, error: Exception) -> None:
        if self._is_asked and isinstance(error, AnnotatorError):
            self.refused.emit(error)
        else:
            _log.warning("no check: %s", error)

    def _stop(self, _nothing: None) -> None:
        self.cancelled.emit()


def _aside(what: str, path: str, job: Job) -> Report:
    from annotator.workflows import check_file
    from annotator.workflows.aside import aside

    work = check_file.repair if what == "repair" else check_file.check
    found: Report = aside(work, path, job.report)
    # an import that is under way looks like one that was interrupted; those were swept away by the opening
    return found._replace(findings=[each for each in found.findings if each.code != _UNDER_WAY])


_UNDER_WAY = "check.unfinished-import"
