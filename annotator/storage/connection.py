"""SQLite connections as the project file wants them: pragmas, transactions, and errors with a code."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from urllib.parse import quote

from annotator.core.draw import draw
from annotator.core.errors import InputError, ProjectError
from annotator.storage.lock import is_held_elsewhere

PATIENCE = 800
"""How long the writer waits for another program, in milliseconds: a person is told within a second."""

_PATIENCE_OF_READERS = 5000

CHECKPOINT_AFTER = 3000
"""Milliseconds in which nothing is written until the file is brought up to date with its log."""

_EVERY = ("foreign_keys=ON", "trusted_schema=OFF")
_READER = (f"busy_timeout={_PATIENCE_OF_READERS}", "query_only=ON")
_WRITER = (f"busy_timeout={PATIENCE}", "journal_mode=WAL", "synchronous=FULL", "wal_autocheckpoint=2000")

_TRIES = 5
"""How often what another computer has is copied until nothing was written to it meanwhile."""

READS_LOGS_IN_PLACE = os.name == "posix"
"""Whether SQLite has a way here to read a log without its index beside it."""

_NO_ROOM_TO_SHARE = (sqlite3.SQLITE_IOERR_SHMSIZE, sqlite3.SQLITE_IOERR_SHMOPEN)


def uri(path: str, mode: str) -> str:
    """The file URI that opens `path` in `mode` ("ro", "rw" or "rwc")."""
    absolute = os.path.abspath(path).replace(os.sep, "/")
    slash = "" if absolute.startswith("/") else "/"
    return f"file:{slash}{quote(os.fsencode(absolute))}?mode={mode}"


def reader(path: str) -> sqlite3.Connection:
    """A connection that can only read, usable from any one thread at a time.

    Where SQLite may not put its files beside an idle project (a read-only folder, a full disk), the file and its log
    are read as they lie. What another computer has is read as it is now and not followed: readers share memory with the
    writer through a file beside the project, which only processes of one computer can do
    (https://sqlite.org/wal.html#noshm), and touching that file would mislead the other one.
    """
    path = os.path.realpath(path)  # a log lies beside what a link leads to
    if is_held_elsewhere(path):
        return _reader_of_now(path)
    return reader_apart(path) if _is_closed(path) else _reader_among_others(path)


def looker(path: str) -> sqlite3.Connection:
    """A connection for one look at a file that may not be ours: where it can, it leaves no `-wal` and `-shm` behind.

    Where both are there somebody may be at work, who could empty a log into what is being read.
    """
    path = os.path.realpath(path)
    is_in_use = has_log(path) or all(os.path.exists(path + end) for end in ("-wal", "-shm"))
    return reader(path) if is_in_use and not is_held_elsewhere(path) else reader_apart(path)


def has_log(path: str) -> bool:
    """True when the newest state may lie in the log: the file alone would then be read as it was before."""
    try:
        return os.path.getsize(f"{path}-wal") > 0
    except OSError:
        return False


def _is_closed(path: str) -> bool:
    """True where SQLite may not put its files beside a project, and nobody else has."""
    return not os.access(os.path.dirname(os.path.abspath(path)), os.W_OK) and not os.path.exists(f"{path}-shm")


def _reader(address: str, *pragmas: str) -> sqlite3.Connection:
    connection = sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False)
    _set(connection, (*_EVERY, *pragmas, *_READER))
    return connection


def _reader_among_others(path: str) -> sqlite3.Connection:
    """A reader that follows what others write; it puts a `-shm` beside the file where there is room."""
    connection = _reader(uri(path, "ro"))
    try:
        connection.execute("PRAGMA schema_version").fetchone()
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", 0) in _NO_ROOM_TO_SHARE:
            connection.close()
            return reader_apart(path)
    return connection


def reader_apart(path: str) -> sqlite3.Connection:
    """A reader of file and log as they lie, for a place where nobody can write; no edit in the log is left out.

    Where SQLite cannot read a log without writing beside it, both are copied.
    """
    if not has_log(path):
        return _reader(uri(path, "ro") + "&immutable=1")
    if not READS_LOGS_IN_PLACE:
        return _reader_of_copy(path)
    return _reader(uri(path, "ro") + "&vfs=unix-none", "locking_mode=EXCLUSIVE")


def _reader_of_copy(path: str) -> sqlite3.Connection:
    """A reader of a copy that goes with it, made of a copy of file and log in a temporary folder."""
    import shutil
    from tempfile import TemporaryDirectory

    copy = sqlite3.connect("", isolation_level=None, check_same_thread=False)
    with TemporaryDirectory() as folder:
        lying = os.path.join(folder, "project")
        for part in ("", "-wal"):
            shutil.copyfile(path + part, lying + part)
        with closing(_reader(uri(lying, "ro"))) as source:
            source.backup(copy)
    _set(copy, (*_EVERY, *_READER))
    return copy


def _reader_of_now(path: str) -> sqlite3.Connection:
    """A reader of a copy that goes with it. Raises OperationalError while somebody goes on writing to the original."""
    for _ in range(_TRIES):
        before = _stamps(path)
        copy = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        with closing(reader_apart(path)) as source:
            source.backup(copy)
        if _stamps(path) == before:
            _set(copy, (*_EVERY, *_READER))
            return copy
        copy.close()
    raise sqlite3.OperationalError("it is being written to")


def _stamps(path: str) -> list[tuple[int, int]]:
    found = []
    for part in (path, f"{path}-wal"):
        with suppress(OSError):
            status = os.stat(part)
            found.append((status.st_size, status.st_mtime_ns))
    return found


def is_open_under_another_name(path: str) -> bool:
    """Whether somebody has this file open who opened it at another path, from where it was moved.

    Their lock and their log lie there, so that nothing here tells of them but SQLite's own lock on the file.
    """
    if has_log(path) or os.path.exists(f"{path}-shm"):
        return False
    with closing(sqlite3.connect(uri(path, "rw"), uri=True, isolation_level=None)) as asking:
        asking.execute("PRAGMA busy_timeout=0")
        asking.execute("PRAGMA locking_mode=EXCLUSIVE")
        try:
            asking.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        except sqlite3.OperationalError as error:
            return error.sqlite_errorcode == sqlite3.SQLITE_BUSY
    return False


def writer(path: str, create: bool = False) -> sqlite3.Connection:
    """The one connection that writes; the caller holds the project's lock."""
    connection = sqlite3.connect(uri(path, "rwc" if create else "rw"), uri=True, isolation_level=None)
    _set(connection, (*_EVERY, *_WRITER))
    return connection


@contextmanager
def without_patience(connection: sqlite3.Connection) -> Iterator[None]:
    """For a while the writer does not wait for anybody."""
    connection.execute("PRAGMA busy_timeout=0")
    try:
        yield
    finally:
        connection.execute(f"PRAGMA busy_timeout={PATIENCE}")


def _set(connection: sqlite3.Connection, pragmas: tuple[str, ...]) -> None:
    try:
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")
        connection.create_function("guard_draw", 2, draw, deterministic=True)
    except BaseException:
        connection.close()
        raise


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """One write transaction: committed at the end, taken back whole on any error.

    Raises ProjectError("project.full") when the disk is full, ProjectError("project.write-failed") when SQLite cannot
    write for another reason, InputError("input.surrogate") for text that has no UTF-8; constraint errors pass through.
    """
    with writing_errors():
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


@contextmanager
def writing_errors() -> Iterator[None]:
    """Turns what SQLite says about the file into a ProjectError with a code."""
    try:
        yield
    except sqlite3.IntegrityError:
        raise
    except sqlite3.DatabaseError as error:
        is_full = getattr(error, "sqlite_errorcode", 0) in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_SHMSIZE)
        raise ProjectError("project.full" if is_full else "project.write-failed", reason=str(error)) from error
    except UnicodeEncodeError as error:
        raise InputError("input.surrogate") from error
