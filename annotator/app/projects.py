"""Which project is open: the last one, a given one, a new one, or the sample at first start; and who is at work."""

from __future__ import annotations

import os
import sys

from PySide6.QtCore import QObject, Signal

from annotator.app.home import sample_path
from annotator.app.jobs import Job, Jobs
from annotator.app.session import Session
from annotator.app.settings import Settings
from annotator.core.errors import AnnotatorError, ProjectError
from annotator.core.model import AnnotatorKind
from annotator.storage.project import Project, is_long_to_update


class Projects(QObject):
    """Opens and makes projects for the session and remembers them in the settings."""

    preparing = Signal(bool)
    """The sample project is being made, or is ready."""
    updating = Signal(int, int)
    """A large project of an older version is brought to this one before it is opened: how far that is, of how much."""
    updated = Signal()
    """What has just been opened was of an older version; a backup of it was kept."""
    refused = Signal(str, object)
    """The project at a path could not be updated, so it was not opened (AnnotatorError)."""
    opened = Signal()

    def __init__(self, session: Session, jobs: Jobs, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self._settings = settings

    def begin(self, path: str) -> bool:
        """Opens the given or the last project; False when there is none and the sample must be made.

        Raises ProjectError when the given one cannot be opened; the last one is then simply not opened.
        """
        if path:
            self.open(path)
            return True
        last = self._settings.last_project
        if last and os.path.isfile(last):
            self.open(last)
            return True
        sample = str(sample_path())
        if os.path.isfile(sample):
            self.open(sample)
            return True
        return False

    def open(self, path: str, read_only: bool = False) -> None:
        """Opens a project in place of the present one, at the article this person read last.

        A large one of an older version is opened a while later, after it was updated beside the window. Raises
        ProjectError as `Project.open` does; "project.read-only" also when a full disk lets nothing be written.
        """
        if self._is_open(path):
            return
        if not read_only and is_long_to_update(path):
            self._update(path)
            return
        project = Project.open(path, read_only)
        try:
            if project.writable:
                _sweep(project)
            self._show(project)
        except ProjectError as error:
            if error.code == "project.full":
                raise ProjectError("project.read-only", path=path) from error
            raise
        if project.was_older:
            self.updated.emit()

    def _is_open(self, path: str) -> bool:
        """Whether this is what is open to be written. What is open of a file that is gone from its path is closed
        before that path, or the one it was moved to, is opened: they would share the lock or the file."""
        present = self._session.project
        if present is None or not present.writable:
            return False
        if os.path.abspath(path) != present.path and not present.is_at(path):
            return False
        if present.is_lost:
            self._session.close_project()
            return False
        return True

    def _update(self, path: str) -> None:
        job = Job(self)
        job.progressed.connect(self._tell_update)
        job.finished.connect(self._open_updated)
        job.failed.connect(lambda error: self.refused.emit(path, error))
        job.ended.connect(lambda: self.preparing.emit(False))
        self._session.close_project()
        self.updating.emit(0, 0)
        self._jobs.start(lambda job: _updated(path, job), job)

    def _open_updated(self, path: str) -> None:
        self.open(path)
        self.updated.emit()

    def _tell_update(self, done: int, total: int, _item: object) -> None:
        self.updating.emit(done, total)

    def create(self, path: str) -> None:
        """Makes a new project with the default label set and opens it."""
        from annotator.workflows.setup import new_project

        self._show(new_project(path))

    def prepare_sample(self) -> None:
        """Makes the sample project beside the window and opens it when it is there."""
        sample = str(sample_path())
        job = Job(self)
        job.finished.connect(lambda _result: self._open_sample(sample))
        job.failed.connect(self._fail)
        job.ended.connect(lambda: self.preparing.emit(False))
        self.preparing.emit(True)
        self._jobs.start(lambda _job: _make_sample(sample), job)

    def set_person(self, name: str) -> None:
        """Lets somebody else annotate, from now on and at the next start."""
        self._session.set_person(name)
        self._settings.person = name

    def name_person(self, name: str) -> None:
        """The answer to who annotates: the name taken for the time being becomes this one."""
        self._settings.person = name
        self._session.rename_person(name)

    def _open_sample(self, path: str) -> None:
        try:
            self.open(path)
        except AnnotatorError as error:
            self._fail(error)

    def _fail(self, error: object) -> None:
        if isinstance(error, AnnotatorError):
            self._session.refuse(error)

    def _show(self, project: Project) -> None:
        self._session.open_project(project, self._person_in(project))
        if project.writable:
            self._settings.opened(project.path)
        person = self._session.person
        last = project.documents.last_read(person.id) if person else None
        if last is None:
            last = next(iter(project.documents.ids()[:1]), None)
        if last is not None:
            self._session.open_document(last)
        self.opened.emit()

    def _person_in(self, project: Project) -> str:
        """Who is at work: the name on this computer, else the project's only person, else the account's name."""
        if self._settings.person:
            return self._settings.person
        people = project.people.all(AnnotatorKind.PERSON)
        return people[0].name if people else account_name()


def account_name() -> str:
    """What the system calls its user: the full name where it knows one, else the account."""
    import getpass

    try:
        account = getpass.getuser()
    except (OSError, KeyError):
        return "annotator"
    return _full_name(account) or account


def _full_name(account: str) -> str:
    if sys.platform == "win32":
        return ""
    import pwd

    try:
        return pwd.getpwnam(account).pw_gecos.split(",")[0].strip()
    except KeyError:
        return ""


def _sweep(project: Project) -> None:
    """Takes away what interrupted imports left; a project where that fails is closed, so that its lock is free."""
    try:
        project.documents.sweep()
    except BaseException:
        project.close()
        raise


def _updated(path: str, job: Job) -> str:
    Project.open(path, tell=job.report).close()
    return path


def _make_sample(path: str) -> None:
    from annotator.workflows.setup import sample_project

    sample_project(path).close()
