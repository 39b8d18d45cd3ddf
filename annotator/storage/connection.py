"""SQLite connections as the project file wants them: pragmas, transactions, and errors with a code."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote

from annotator.core.draw import draw
from annotator.core.errors import InputError, ProjectError

PATIENCE = 800
"""How long the writer waits for another program, in milliseconds: a person is told within a second."""

_PATIENCE_OF_READERS = 5000

CHECKPOINT_AFTER = 3000
"""Milliseconds without an edit after which the file is brought up to date with its log."""

_EVERY = ("foreign_keys=ON", "trusted_schema=OFF")
_READER = (f"busy_timeout={_PATIENCE_OF_READERS}", "query_only=ON")
_WRITER = (f"busy_timeout={PATIENCE}", "journal_mode=WAL", "synchronous=FULL", "wal_autocheckpoint=2000")

_NO_ROOM_TO_SHARE = (sqlite3.SQLITE_IOERR_SHMSIZE, sqlite3.SQLITE_IOERR_SHMOPEN)


def uri(path: str, mode: str) -> str:
    """The file URI that opens `path` in `mode` ("ro", "rw" or "rwc")."""
    absolute = os.path.abspath(path).replace(os.sep, "/")
    slash = "" if absolute.startswith("/") else "/"
    return f"file:{slash}{quote(os.fsencode(absolute))}?mode={mode}"


def reader(path: str) -> sqlite3.Connection:
    """A connection that can only read, usable from any one thread at a time.

    Where SQLite may not put its files beside an idle project (a read-only folder, a full disk), the file and its log
    are read as they lie.
    """
    return _reader_apart(path) if _is_closed(path) else _reader_among_others(path)


def looker(path: str) -> sqlite3.Connection:
    """A connection for one look at a file that may not be ours: where it can, it leaves no `-wal` and `-shm` behind."""
    return reader(path) if _has_log(path) else _reader_apart(path)


def _has_log(path: str) -> bool:
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
            return _reader_apart(path)
    return connection


def _reader_apart(path: str) -> sqlite3.Connection:
    """A reader of file and log as they lie, for a place where nobody can write.

    Where SQLite cannot read a log without writing beside it (Windows), reading fails rather than leave edits out.
    """
    if not _has_log(path):
        return _reader(uri(path, "ro") + "&immutable=1")
    if os.name != "posix":
        return _reader(uri(path, "ro"))
    return _reader(uri(path, "ro") + "&vfs=unix-none", "locking_mode=EXCLUSIVE")


def writer(path: str, create: bool = False) -> sqlite3.Connection:
    """The one connection that writes; the caller holds the project's lock."""
    connection = sqlite3.connect(uri(path, "rwc" if create else "rw"), uri=True, isolation_level=None)
    _set(connection, (*_EVERY, *_WRITER))
    return connection


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
