"""One state of a project file as another file: copied page by page while work goes on, whole or not at all."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import sys
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager, suppress

from annotator.core.errors import ProjectError
from annotator.storage import connection as connections
from annotator.storage import gate

PART = ".part"
"""What a copy is called behind its name until it is whole."""

RESERVE = 64 << 20
"""Bytes that a copy leaves free on its disk, since a full disk would also stop the work that goes on there."""

_PIECE = 512
"""Pages copied between two looks at whether the copy is still wanted."""

_SOURCE = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
"""What SQLite says of the file that is copied, not of the copy."""

Tell = Callable[[int, int], object]
"""Is told how much is done, of how much; what it raises ends the copy, and nothing of it stays."""


class Snapshot:
    """What a project holds at one moment, for as long as this is open; the writer goes on meanwhile.

    It is a read transaction: the log cannot be emptied before it is closed. Usable from any one thread at a time.
    """

    def __init__(self, path: str) -> None:
        """Raises ProjectError as `gate.reading_errors` does."""
        self.path = os.path.abspath(path)
        with gate.reading_errors(path):
            self.connection = _begun(connections.reader(path))

    @property
    def is_whole(self) -> bool:
        """Whether all that was read is of one moment."""
        return True

    def close(self) -> None:
        """Lets go of that moment."""
        self.connection.close()


class Still(Snapshot):
    """A snapshot of a file that nobody has open: it leaves nothing beside it, where a reader would leave two files.

    Nothing keeps a writer away who comes meanwhile; `is_whole` says whether one came.
    """

    def __init__(self, path: str) -> None:
        """Raises ProjectError as `gate.reading_errors` does."""
        self.path = os.path.abspath(path)
        self._state = _state(self.path)
        with gate.reading_errors(path):
            self.connection = _begun(connections.looker(path))

    @property
    def is_whole(self) -> bool:
        """Whether the file is as it was when this was opened."""
        return _state(self.path) == self._state


class Held(Snapshot):
    """What a connection reads that somebody else opened and closes, of a file that may be at no path any more."""

    def __init__(self, path: str, connection: sqlite3.Connection) -> None:
        self.path = path
        self.connection = connection

    def close(self) -> None:
        """Leaves the connection to its owner."""


def is_still(path: str) -> bool:
    """Whether nobody seems to have the project open: an open one has a log, if an empty one."""
    return not os.path.exists(f"{os.path.realpath(path)}-wal")


def states(path: str) -> Generator[Snapshot, None, None]:
    """Snapshots of the project at `path`, the cheaper kind first: for as long as what was read is not whole."""
    if is_still(path):
        with closing(Still(path)) as still:
            yield still
    with closing(Snapshot(path)) as snapshot:
        yield snapshot


def copy(path: str, target: str, tell: Tell | None = None, code: str = "backup.failed") -> None:
    """Writes what the project at `path` holds now to `target`, whole or not at all. Raises ProjectError as `write`."""
    with closing(states(path)) as found:
        for snapshot in found:
            write(snapshot, target, tell, code)
            if snapshot.is_whole:
                return


def write(source: Snapshot, target: str, tell: Tell | None = None, code: str = "backup.failed") -> None:
    """Writes the state of a snapshot to `target`, whole or not at all; what was there is replaced.

    Raises ProjectError: "project.damaged" for the source, `code` when no copy can be written.
    """
    with _failures(source.path, target, code), _arriving(target) as part:
        copy_pages(source, part, tell)


def copy_pages(source: Snapshot, part: str, tell: Tell | None) -> None:
    """Copies a snapshot page by page, but for what its header says of journals; nothing is flushed.

    Raises OSError where there is no room, sqlite3.Error.
    """
    _check_room(part, _size(source.connection))
    with closing(sqlite3.connect(part, isolation_level=None)) as copied:
        copied.execute("PRAGMA journal_mode=OFF")  # what is not whole is thrown away
        copied.execute("PRAGMA synchronous=OFF")  # and what is whole is flushed as one
        source.connection.backup(copied, pages=_PIECE, progress=_progress(tell))


def put(source: str, target: str) -> None:
    """Renames a whole file to its place, over what is there, and returns when that is on the disk."""
    os.replace(source, target)
    flush_folder(os.path.dirname(target))


@contextmanager
def _arriving(target: str) -> Iterator[str]:
    """The name to write a file under that is to become `target`: flushed and renamed at the end, gone on any error."""
    part = target + PART
    try:
        remove(part)
        yield part
        flush(part)
        put(part, target)
    finally:
        for suffix in ("", "-journal", "-wal", "-shm"):
            remove(part + suffix)


def _check_room(path: str, size: int) -> None:
    """Raises OSError unless there is room for a file of this size beside `path`, and `RESERVE` bytes besides."""
    if shutil.disk_usage(os.path.dirname(path)).free < size + RESERVE:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def flush(path: str) -> None:
    """Returns when the file is on the disk."""
    file = os.open(path, os.O_RDWR)
    try:
        os.fsync(file)
    finally:
        os.close(file)


def flush_folder(path: str) -> None:
    """Returns when the folder's names are on the disk; Windows has no such thing and keeps them in its own journal."""
    if sys.platform != "win32":
        folder = os.open(path, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _begun(connection: sqlite3.Connection) -> sqlite3.Connection:
    try:
        connection.execute("BEGIN")
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def _state(path: str) -> tuple[object, ...]:
    try:
        status = os.stat(path)
    except OSError:
        return ()
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, is_still(path)


def _size(connection: sqlite3.Connection) -> int:
    pages, page = (connection.execute(f"PRAGMA {each}").fetchone()[0] for each in ("page_count", "page_size"))
    return int(pages * page)


def _progress(tell: Tell | None) -> Callable[[int, int, int], object]:
    def told(_status: int, remaining: int, total: int) -> None:
        if tell is not None:
            tell(total - remaining, total)

    return told


@contextmanager
def _failures(source: str, target: str, code: str) -> Iterator[None]:
    """Says whose fault it is that a copy could not be made."""
    try:
        yield
    except OSError as error:
        raise ProjectError(code, path=target, reason=error.strerror or str(error)) from error
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in _SOURCE:
            raise ProjectError("project.damaged", path=source, reason=str(error)) from error
        raise ProjectError(code, path=target, reason=str(error)) from error


def remove(path: str) -> None:
    """Removes a file, if it is there and can be."""
    with suppress(OSError):
        os.remove(path)
