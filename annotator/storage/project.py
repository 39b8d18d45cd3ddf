"""One project file, opened or made: the parts of storage on one connection, behind one lock."""

from __future__ import annotations

import logging
import os
import sqlite3
from contextlib import closing, suppress
from datetime import UTC, datetime
from typing import Self

from annotator.core.errors import ProjectError
from annotator.storage import connection as connections
from annotator.storage import gate, migrations
from annotator.storage.annotations import Annotations
from annotator.storage.documents import Documents
from annotator.storage.journal import Journal
from annotator.storage.lock import ProjectLock, check_elsewhere, is_held_elsewhere
from annotator.storage.open_file import OpenFile, uid_at
from annotator.storage.people import Labels, People
from annotator.storage.stages import Tell, silent
from annotator.storage.store import Store
from annotator.storage.whereabouts import LostError, OverwrittenError

_log = logging.getLogger(__name__)

SUFFIX = ".annotator"

LONG = 4 << 20
"""From so many bytes on it takes more than a moment to bring a file of an older version to this one."""

_BACKUP = 20
"""Percent of that time are for the backup."""


class Project:
    """An open project file; `writable` False means that it was opened for reading alone."""

    def __init__(self, path: str, connection: sqlite3.Connection, lock: ProjectLock | None) -> None:
        self.path = path
        self._lock = lock
        self._is_kept = False
        """Whether a copy was made that holds everything, since nothing more can be saved here."""
        self.was_older = False
        """Whether it was brought to this version when it was opened, after a backup."""
        self.was_in_place = True
        """Whether the file was in its place and as we left it when it was closed."""
        self.rescued = ""
        """The backup made at closing because another program had written over the file; empty when not all that was
        acknowledged could be put into one."""
        self.read_at = datetime.now(UTC) if lock is None and is_held_elsewhere(path) else None
        """When all of it was read, where another computer goes on writing; None where every look finds the latest."""
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
    def open(cls, path: str, read_only: bool = False, as_it_is: bool = False, tell: Tell = silent) -> Self:
        """Opens a project file after looking whether it is one; with `as_it_is` a damaged one too, to check it.

        One of an older version is brought to this one, after a backup: `tell` hears how far that is in percent, and
        what it raises ends it between two steps.

        Raises ProjectError: "project.missing", "project.not-a-project", "project.newer", "project.foreign-schema",
        "project.damaged", "project.unreadable", "project.locked" and "project.locked-elsewhere" (somebody else writes
        to it), "project.moved-open" (somebody has it open at the place from where it was moved), "project.read-only"
        (a full disk too).
        """
        path = os.path.abspath(path)
        if not os.path.isfile(path):
            raise ProjectError("project.missing", path=path)
        if not read_only:
            check_elsewhere(path)
        version = gate.inspect(path, as_it_is)
        if read_only:
            with gate.reading_errors(path):
                connection = connections.reader(path)
                migrations.show_as_newest(connection)
                return cls(path, connection, None)
        if not _may_write(path):
            raise ProjectError("project.read-only", path=path)
        lock = _lock(path, "project.read-only")
        try:
            if connections.is_open_under_another_name(os.path.realpath(path)):
                raise ProjectError("project.moved-open", path=path)
            if version < migrations.VERSION:
                _keep_older(path, lambda done, total: tell(_BACKUP * done // max(total, 1), 100))
            found = cls._writing(path, lock, create=False, tell=tell)
            found.was_older = version < migrations.VERSION
            return found
        except BaseException as error:
            lock.release()
            if isinstance(error, ProjectError) and error.code == "project.full":
                raise ProjectError("project.read-only", path=path) from error
            raise

    @classmethod
    def _writing(cls, path: str, lock: ProjectLock, create: bool, tell: Tell = silent) -> Self:
        with connections.writing_errors():
            connection = connections.writer(path, create)
            try:
                if connection.execute("PRAGMA user_version").fetchone()[0] < migrations.VERSION:
                    migrations.migrate(
                        connection, lambda done, total: tell(_BACKUP + (100 - _BACKUP) * done // total, 100)
                    )
                    tell(100, 100)
                return cls(path, connection, lock)
            except BaseException:
                connection.close()
                raise

    @property
    def writable(self) -> bool:
        """Whether edits can be saved here."""
        return self.store.writable

    @property
    def was_left(self) -> bool:
        """Whether the program that had it before did not close it, so that its last work may be in no backup."""
        return self._lock is not None and self._lock.was_left

    @property
    def uid(self) -> str:
        """What tells this project from every other, whatever its file is called; a copy has the same."""
        found: str = self.store.connection.execute("SELECT value FROM meta WHERE key = 'uid'").fetchone()[0]
        return found

    @property
    def file(self) -> OpenFile:
        """The file, for what reads it by its path. Where it is only read, who writes to it may put it there anew, so
        that it is the project alone that has to be the same."""
        path, uid = self.path, "" if self.writable else self.uid
        return OpenFile(path, lambda: self.is_at(path) if self.writable else uid_at(path) == uid)

    @property
    def is_lost(self) -> bool:
        """Whether another file is at the path now, or none; what is open is whole, and nothing more can be saved."""
        return isinstance(self.store.trouble, LostError)

    def is_at(self, path: str) -> bool:
        """Whether the file at a path is the one that is open, whatever it was called when it was opened."""
        return self.store.is_at(path)

    def checkpoint(self) -> None:
        """Brings the file itself up to date with its log, so that copies made by others are whole; for idle moments."""
        if self.writable:
            with connections.writing_errors():
                self.store.checkpoint()

    def save_copy(self, path: str) -> None:
        """Writes the project as it is now to another file, whole or not at all; what was there is replaced.

        Where this project's own file is gone it may be put in its place again. Raises ProjectError ("project.folder",
        "project.exists" for this project's own file, "project.locked" and "backup.in-use" for one that is in use,
        "output.failed") and leaves what was there.
        """
        from annotator.storage import copying, restoring

        path = os.path.abspath(path)
        _check_folder(path)
        if os.path.lexists(path) and os.path.realpath(path) == os.path.realpath(self.path):
            raise ProjectError("project.exists", path=path)
        lock = _lock(path, "output.failed") if os.path.exists(path) else None
        temporary = f"{path}.{os.getpid()}.part"
        try:
            self._write_copy(temporary)
            copying.flush(temporary)
            restoring.empty_logs(path)  # of a killed program: SQLite would replay them over the copy
            copying.put(temporary, path)
        except (OSError, sqlite3.DatabaseError) as error:
            reason = error.strerror if isinstance(error, OSError) else str(error)
            raise ProjectError("output.failed", path=path, reason=reason) from error
        finally:
            _remove(temporary)
            if lock is not None:
                lock.release()
        self._is_kept = self.is_lost

    def _write_copy(self, path: str) -> None:
        _remove(path)
        query_only = "PRAGMA query_only=" + ("OFF" if self.writable else "ON")
        try:
            self.store.connection.execute("PRAGMA query_only=OFF")  # or SQLite would not write the copy either
            self.store.connection.execute("VACUUM INTO ?", [path])
        finally:
            self.store.connection.execute(query_only)

    def _keep_lost(self) -> None:
        from annotator.storage import backup

        try:
            backup.keep_open(self.path, self.store.connection)
        except ProjectError as error:
            _log.warning("what is open of a lost file is not kept: %s", error)

    def _rescue(self) -> None:
        mirror = self.store.mirror
        if mirror is None or not mirror.is_settled or not isinstance(self.store.trouble, OverwrittenError):
            return
        try:
            kept, is_whole = mirror.rescue()
        except (ProjectError, OSError, sqlite3.Error) as error:
            _log.warning("what was open of an overwritten file is not kept: %s", error)
            return
        self.rescued = kept if is_whole else ""

    def close(self) -> None:
        """Closes the file; a project opened for writing is checkpointed and its lock given back.

        What is open of a file that is gone, and was saved nowhere else, becomes a backup; and what was open of one that
        another program has written over, where a second copy was kept.
        """
        if self.writable and self._lock is None:
            return
        if self.is_lost and not self._is_kept:
            self._keep_lost()
        self._rescue()
        self.was_in_place = self.store.close()
        if self._lock is not None:
            self._lock.release()
            self._lock = None


def _lock(path: str, code: str) -> ProjectLock:
    """The lock of a project. Raises ProjectError(code) where there can be none, and those of `ProjectLock`."""
    try:
        return ProjectLock(path)
    except OSError as error:
        raise ProjectError(code, path=path, reason=error.strerror) from error


def _may_write(path: str) -> bool:
    """Whether the system permits it: to the file, and to the folder where its log is to lie."""
    real = os.path.realpath(path)
    return os.access(real, os.W_OK) and os.access(os.path.dirname(real), os.W_OK)


def is_long_to_update(path: str) -> bool:
    """Whether opening a file to write to it takes a while, because it is large and of an older version."""
    try:
        if os.path.getsize(path) < LONG:
            return False
        with closing(connections.looker(os.path.realpath(path))) as connection:
            is_ours = connection.execute("PRAGMA application_id").fetchone()[0] == migrations.APPLICATION_ID
            version: int = connection.execute("PRAGMA user_version").fetchone()[0]
            return is_ours and 0 < version < migrations.VERSION
    except (OSError, sqlite3.DatabaseError):  # opening says what is the matter
        return False


def _keep_older(path: str, tell: Tell) -> None:
    """Backs up a file before it is migrated. Raises ProjectError("backup.failed"), and the file stays as it is then."""
    from annotator.storage import backup

    backup.make(path, backup.Reason.MIGRATION, tell)


def _check_folder(path: str) -> None:
    if not os.path.isdir(os.path.dirname(path)):
        raise ProjectError("project.folder", path=os.path.dirname(path))


def _remove(path: str) -> None:
    with suppress(FileNotFoundError):
        os.remove(path)
