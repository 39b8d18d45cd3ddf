"""One project file, opened or made: the parts of storage on one connection, behind one lock."""

from __future__ import annotations

import os
import sqlite3
from typing import Self

from annotator.core.errors import ProjectError
from annotator.storage import connection as connections
from annotator.storage import migrations
from annotator.storage.annotations import Annotations
from annotator.storage.documents import Documents
from annotator.storage.journal import Journal
from annotator.storage.lock import ProjectLock
from annotator.storage.people import Labels, People
from annotator.storage.store import Store

SUFFIX = ".annotator"


class Project:
    """An open project file. `writable` False means that another program has it, or that it lies where none may write."""

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
        """Makes a new, empty project file. Raises ProjectError("project.exists", "project.folder", …)."""
        path = os.path.abspath(path)
        if os.path.exists(path):
            raise ProjectError("project.exists", path=path)
        if not os.path.isdir(os.path.dirname(path)):
            raise ProjectError("project.folder", path=os.path.dirname(path))
        return cls._locked(path, create=True)

    @classmethod
    def open(cls, path: str, read_only: bool = False) -> Self:
        """Opens a project file after looking whether it is one.

        Raises ProjectError: "project.missing", "project.not-a-project", "project.newer", "project.foreign-schema",
        "project.damaged", "project.locked" (somebody else writes to it), "project.read-only".
        """
        path = os.path.abspath(path)
        if not os.path.isfile(path):
            raise ProjectError("project.missing", path=path)
        if read_only:
            return cls(path, _inspected(path), None)
        _inspected(path).close()
        return cls._locked(path, create=False)

    @classmethod
    def _locked(cls, path: str, create: bool) -> Self:
        lock = ProjectLock(path)
        try:
            with connections.writing_errors():
                connection = connections.writer(path, create)
                if connection.execute("PRAGMA user_version").fetchone()[0] < migrations.VERSION:
                    migrations.migrate(connection)
            return cls(path, connection, lock)
        except BaseException:
            lock.release()
            raise

    @property
    def writable(self) -> bool:
        """Whether edits can be saved here."""
        return self.store.writable

    def checkpoint(self) -> None:
        """Brings the file itself up to date with its log, so that copies made by others are whole; for idle moments."""
        if self.writable:
            with connections.writing_errors():
                self.store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def save_copy(self, path: str) -> None:
        """Writes the project as it is now to another file, whole or not at all.

        Raises ProjectError("project.write-failed") and leaves what was there.
        """
        temporary = f"{path}.{os.getpid()}.part"
        try:
            with connections.writing_errors():
                self.store.connection.execute("VACUUM INTO ?", [temporary])
            _flush(temporary)
            os.replace(temporary, path)
        except OSError as error:
            raise ProjectError("project.write-failed", reason=error.strerror) from error
        finally:
            if os.path.exists(temporary):
                os.remove(temporary)

    def close(self) -> None:
        """Closes the file; a project opened for writing is checkpointed and its lock given back."""
        self.store.connection.close()
        if self._lock is not None:
            self._lock.release()
            self._lock = None


def _flush(path: str) -> None:
    file = os.open(path, os.O_RDWR)
    try:
        os.fsync(file)
    finally:
        os.close(file)


def _inspected(path: str) -> sqlite3.Connection:
    """A reading connection to a file that is a project of a version we know, and nothing else."""
    try:
        connection = connections.reader(path)
    except sqlite3.DatabaseError as error:
        raise ProjectError("project.not-a-project", path=path) from error
    try:
        _check(connection, path)
    except sqlite3.DatabaseError as error:
        connection.close()
        raise ProjectError("project.not-a-project", path=path) from error
    except BaseException:
        connection.close()
        raise
    return connection


def _check(connection: sqlite3.Connection, path: str) -> None:
    if connection.execute("PRAGMA application_id").fetchone()[0] != migrations.APPLICATION_ID:
        raise ProjectError("project.not-a-project", path=path)
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > migrations.VERSION:
        raise ProjectError("project.newer", path=path, version=version)
    if migrations.schema_digest(connection) != migrations.SCHEMA_DIGESTS.get(version):
        raise ProjectError("project.foreign-schema", path=path)
