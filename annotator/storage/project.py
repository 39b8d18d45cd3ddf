"""One project file, opened or made: the parts of storage on one connection, behind one lock."""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress
from typing import Self

from annotator.core.errors import ProjectError
from annotator.storage import connection as connections
from annotator.storage import gate, migrations
from annotator.storage.annotations import Annotations
from annotator.storage.documents import Documents
from annotator.storage.journal import Journal
from annotator.storage.lock import ProjectLock
from annotator.storage.people import Labels, People
from annotator.storage.store import Store

SUFFIX = ".annotator"


class Project:
    """An open project file; `writable` False means that it was opened for reading alone."""

    def __init__(self, path: str, connection: sqlite3.Connection, lock: ProjectLock | None) -> None:
        self.path = path
        self._lock = lock
        self.store = Store(path, connection, lock is not None)
        self.documents = Documents(self.store)
        self.annotations = Annotations(self.store)
        self.people = People(self.store)
        self.labels = Labels(self.store)
        self.journal = Journal(self.store)

    @classmethod
    def create(cls, path: str) -> Self:
        """Makes a new, empty project file.

        Raises ProjectError: "project.exists", "project.folder", "project.locked", "output.failed" where nothing can be
        written.
        """
        path = os.path.abspath(path)
        _check_folder(path)
        if os.path.lexists(path):
            raise ProjectError("project.exists", path=path)
        lock = _lock(path, "output.failed")
        try:
            return cls._writing(path, lock, create=True)
        except BaseException:
            lock.release()
            for part in ("", "-wal", "-shm"):
                _remove(path + part)
            raise

    @classmethod
    def open(cls, path: str, read_only: bool = False, as_it_is: bool = False) -> Self:
        """Opens a project file after looking whether it is one; with `as_it_is` a damaged one too, to check it.

        Raises ProjectError: "project.missing", "project.not-a-project", "project.newer", "project.foreign-schema",
        "project.damaged", "project.unreadable", "project.locked" and "project.locked-elsewhere" (somebody else writes
        to it), "project.read-only" (a full disk too).
        """
        path = os.path.abspath(path)
        if not os.path.isfile(path):
            raise ProjectError("project.missing", path=path)
        version = gate.inspect(path, as_it_is)
        if read_only:
            with gate.reading_errors(path):
                connection = connections.reader(path)
                migrations.show_as_newest(connection)
                return cls(path, connection, None)
        if not os.access(path, os.W_OK):
            raise ProjectError("project.read-only", path=path)
        lock = _lock(path, "project.read-only")
        try:
            if version < migrations.VERSION:
                _keep_older(path)
            return cls._writing(path, lock, create=False)
        except BaseException as error:
            lock.release()
            if isinstance(error, ProjectError) and error.code == "project.full":
                raise ProjectError("project.read-only", path=path) from error
            raise

    @classmethod
    def _writing(cls, path: str, lock: ProjectLock, create: bool) -> Self:
        with connections.writing_errors():
            connection = connections.writer(path, create)
            try:
                if connection.execute("PRAGMA user_version").fetchone()[0] < migrations.VERSION:
                    migrations.migrate(connection)
                return cls(path, connection, lock)
            except BaseException:
                connection.close()
                raise

    @property
    def writable(self) -> bool:
        """Whether edits can be saved here."""
        return self.store.writable

    @property
    def uid(self) -> str:
        """What tells this project from every other, whatever its file is called; a copy has the same."""
        found: str = self.store.connection.execute("SELECT value FROM meta WHERE key = 'uid'").fetchone()[0]
        return found

    def checkpoint(self) -> None:
        """Brings the file itself up to date with its log, so that copies made by others are whole; for idle moments."""
        if self.writable:
            with connections.writing_errors():
                self.store.checkpoint()

    def save_copy(self, path: str) -> None:
        """Writes the project as it is now to another file, whole or not at all; what was there is replaced.

        Raises ProjectError ("project.folder", "project.exists" for this project's own file, "project.locked" for one
        that is in use, "output.failed") and leaves what was there.
        """
        path = os.path.abspath(path)
        _check_folder(path)
        if os.path.realpath(path) == os.path.realpath(self.path):
            raise ProjectError("project.exists", path=path)
        lock = _lock(path, "output.failed") if os.path.exists(path) else None
        temporary = f"{path}.{os.getpid()}.part"
        try:
            self._write_copy(temporary)
            for part in ("-wal", "-shm"):
                _remove(path + part)  # of a killed program: SQLite would replay it over the copy
            os.replace(temporary, path)
        except (OSError, sqlite3.DatabaseError) as error:
            reason = error.strerror if isinstance(error, OSError) else str(error)
            raise ProjectError("output.failed", path=path, reason=reason) from error
        finally:
            _remove(temporary)
            if lock is not None:
                lock.release()

    def _write_copy(self, path: str) -> None:
        _remove(path)
        query_only = "PRAGMA query_only=" + ("OFF" if self.writable else "ON")
        try:
            self.store.connection.execute("PRAGMA query_only=OFF")  # or SQLite would not write the copy either
            self.store.connection.execute("VACUUM INTO ?", [path])
        finally:
            self.store.connection.execute(query_only)
        _flush(path)

    def close(self) -> None:
        """Closes the file; a project opened for writing is checkpointed and its lock given back."""
        if self.writable:
            self.store.empty_log()
        self.store.connection.close()
        if self._lock is not None:
            self._lock.release()
            self._lock = None


def _lock(path: str, code: str) -> ProjectLock:
    """The lock of a project. Raises ProjectError(code) where there can be none, and those of `ProjectLock`."""
    try:
        return ProjectLock(path)
    except OSError as error:
        raise ProjectError(code, path=path, reason=error.strerror) from error


def _keep_older(path: str) -> None:
    """Backs up a file before it is migrated. Raises ProjectError("backup.failed"), and the file stays as it is then."""
    from annotator.storage import backup

    backup.make(path, backup.Reason.MIGRATION)


def _check_folder(path: str) -> None:
    if not os.path.isdir(os.path.dirname(path)):
        raise ProjectError("project.folder", path=os.path.dirname(path))


def _remove(path: str) -> None:
    with suppress(FileNotFoundError):
        os.remove(path)


def _flush(path: str) -> None:
    file = os.open(path, os.O_RDWR)
    try:
        os.fsync(file)
    finally:
        os.close(file)
