"""Whether the file of an open project lies where it was opened, as we left it, and its log beside it.

SQLite goes on acknowledging commits into a file that was deleted or replaced and into a log that was deleted, and it
would put its own pages into a file that another program has written over. The files are only asked about here, never
opened: closing one would drop SQLite's locks on it (fcntl(2)).
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from annotator.core.errors import ProjectError
from annotator.storage import connection as connections

_Place = tuple[int, int]
"""Device and number: which file it is."""

_MARK = (
    "SELECT value FROM meta WHERE key = 'uid'",
    "PRAGMA page_count",
    "PRAGMA freelist_count",
    "SELECT uid, state FROM edit ORDER BY id DESC LIMIT 1",
    "SELECT uid FROM edit WHERE state = 'done' ORDER BY id DESC LIMIT 1",
    "SELECT name, seq FROM sqlite_sequence ORDER BY name",
)
"""What tells states of projects apart; the first row tells projects apart."""


class LostError(ProjectError):
    """Another file is at the path, or none; what was opened can still be read."""


class OverwrittenError(ProjectError):
    """Another program wrote into the file that is open; nothing that is read from it can be trusted."""


class PlaceUnknownError(ProjectError):
    """The system does not say what is at the path."""


class Whereabouts:
    """Knows the file that one connection has open, which alone writes to it."""

    def __init__(self, path: str, connection: sqlite3.Connection) -> None:
        self._path = path
        self._connection = connection
        self._file, self._stamp = _look(path)
        self._names = tuple(os.path.realpath(path) + log for log in ("-wal", "-shm"))
        self._logs = self._found_logs()
        self._mark = _mark(connection)
        self._uid = self._mark[:1]
        if connections.has_log(os.path.realpath(path)):
            self._mark = _mark_of_file(path)

    @property
    def has_log(self) -> bool:
        """Whether the log that SQLite writes to is the one beside the file."""
        return self._found_logs() == self._logs

    def is_at(self, path: str) -> bool:
        """Whether the file at a path is this one."""
        return _place(path) == self._file

    def check(self) -> None:
        """Raises ProjectError unless the file is in its place and as we left it.

        LostError "project.replaced", OverwrittenError "project.overwritten", PlaceUnknownError "project.write-failed".
        """
        file, stamp = _look(self._path)
        if file is None or file != self._file:
            raise LostError("project.replaced", path=self._path)
        if stamp != self._stamp:
            if self._is_overwritten(stamp):
                raise OverwrittenError("project.overwritten", path=self._path)
            self._stamp = stamp  # a file on a network may be given its time late

    @contextmanager
    def writing(self) -> Iterator[None]:
        """What happens to the file meanwhile is our doing, also where it fails; `check` comes before.

        Raises LostError at the end when the file is not in its place, and so nothing should be acknowledged.
        """
        try:
            yield
        except (LostError, OverwrittenError):
            raise
        except BaseException:
            with suppress(LostError):
                self._settle()
            raise
        self._settle()

    def mark(self) -> None:
        """Remembers what the file holds by itself, since nothing is in the log alone."""
        self._mark = _mark(self._connection)

    def mend_log(self) -> None:
        """Puts everything into the file and begins a new log, in place of one that another program took away.

        Raises ProjectError("project.log-gone") where that cannot be done now, because somebody reads.
        """
        try:
            with self.writing(), connections.without_patience(self._connection):
                if self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
                    raise sqlite3.OperationalError("somebody reads")  # SQLite would give the log up all the same
                self._connection.execute("PRAGMA journal_mode=MEMORY")  # one on the disk may be left behind as well
                self._connection.execute("PRAGMA journal_mode=WAL")
            self._connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()  # SQLite makes its files now
        except sqlite3.DatabaseError as error:
            raise ProjectError("project.log-gone", name=os.path.basename(self._names[0])) from error
        self._logs = self._found_logs()
        self.mark()

    def put_logs_away(self, folder: Path) -> None:
        """Takes away what the closed connection left at the path: SQLite would replay it over the file that is there.

        A log of that other file is left alone; one of ours that holds something is put into `folder`, or where that
        cannot be written gets another name.
        """
        for name, place in zip(self._names, self._logs, strict=True):
            if place is not None and _place(name) == place:
                with suppress(OSError):
                    _put_away(name, folder)

    def _settle(self) -> None:
        try:
            file, stamp = _look(self._path)
        except PlaceUnknownError:  # what is committed is committed, and was in its place just before
            self._mark = []
            return
        if file is None or file != self._file:
            raise LostError("project.replaced", path=self._path)
        if stamp != self._stamp:
            self._stamp, self._mark = stamp, _mark_of_file(self._path)

    def _found_logs(self) -> list[_Place | None]:
        return [_place(name) for name in self._names]

    def _is_overwritten(self, stamp: tuple[int, int]) -> bool:
        """Looks into the file; where it could not be read before, only the project and the size are compared."""
        found = _mark_of_file(self._path)
        if self._mark:
            return found != self._mark
        return found[:1] != self._uid if found else stamp[0] != self._stamp[0]


def _put_away(name: str, folder: Path) -> None:
    if name.endswith("-shm") or not os.path.getsize(name):
        os.remove(name)
        return
    import shutil

    now = f"{datetime.now(UTC):%Y%m%dT%H%M%S}Z"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        shutil.move(name, folder / f"{now}-{os.path.basename(name)}")
    except OSError:
        os.replace(name, f"{name}-{now}")  # anything but the name under which SQLite would find it


def _mark(connection: sqlite3.Connection) -> list[list[tuple[object, ...]]]:
    """What tells the state that a connection reads from others; nothing for a damaged file."""
    try:
        return [connection.execute(query).fetchall() for query in _MARK]
    except sqlite3.DatabaseError:
        return []


def _mark_of_file(path: str) -> list[list[tuple[object, ...]]]:
    """The same of a file by itself, without its log, which is not that file's if it is another's."""
    try:
        with closing(sqlite3.connect(connections.uri(path, "ro") + "&immutable=1", uri=True)) as alone:
            alone.execute("PRAGMA trusted_schema=OFF")
            return _mark(alone)
    except sqlite3.Error:
        return []


def _look(path: str) -> tuple[_Place | None, tuple[int, int]]:
    """Which file is at a path, None when there is none, its size and when it was written.

    Raises PlaceUnknownError when that cannot be found out.
    """
    try:
        status = os.stat(path)
    except (FileNotFoundError, NotADirectoryError):
        return None, (0, 0)
    except OSError as error:
        raise PlaceUnknownError("project.write-failed", reason=error.strerror) from error
    return (status.st_dev, status.st_ino), (status.st_size, status.st_mtime_ns)


def _place(path: str) -> _Place | None:
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_dev, status.st_ino
