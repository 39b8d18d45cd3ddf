"""SQLite connections as the project file wants them: pragmas, transactions, and errors with a code."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote

from annotator.core.draw import draw
from annotator.core.errors import InputError, ProjectError

PATIENCE = 5000
"""How long a statement waits for another connection, in milliseconds."""

CHECKPOINT_AFTER = 3000
"""Milliseconds without an edit after which the file is brought up to date with its log."""

_EVERY = ("foreign_keys=ON", "trusted_schema=OFF", f"busy_timeout={PATIENCE}")
_WRITER = ("journal_mode=WAL", "synchronous=FULL", "wal_autocheckpoint=2000")


def uri(path: str, mode: str) -> str:
    """The file URI that opens `path` in `mode` ("ro", "rw" or "rwc")."""
    absolute = os.path.abspath(path).replace(os.sep, "/")
    slash = "" if absolute.startswith("/") else "/"
    return f"file:{slash}{quote(os.fsencode(absolute))}?mode={mode}"


def reader(path: str) -> sqlite3.Connection:
    """A connection that can only read, usable from any one thread at a time.

    Where SQLite may not put its files beside an idle project (a read-only folder), the file is read as it lies.
    """
    closed = not os.access(os.path.dirname(os.path.abspath(path)), os.W_OK) and not os.path.exists(f"{path}-shm")
    return _reader(uri(path, "ro") + ("&immutable=1" if closed else ""))


def looker(path: str) -> sqlite3.Connection:
    """A connection for one look at a file that may not be ours: where it can, it leaves no `-wal` and `-shm` behind."""
    return _reader(uri(path, "ro") + ("" if _has_log(path) else "&immutable=1"))


def _has_log(path: str) -> bool:
    """True when the newest state may lie in the log: the file alone would then be read as it was before."""
    try:
        return os.path.getsize(f"{path}-wal") > 0
    except OSError:
        return False


def _reader(address: str) -> sqlite3.Connection:
    connection = sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False)
    _set(connection, (*_EVERY, "query_only=ON"))
    return connection


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

    Raises ProjectError("project.write-failed") when SQLite cannot write, InputError("input.surrogate") for text that
    has no UTF-8; constraint errors pass through.
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
        raise ProjectError("project.write-failed", reason=str(error)) from error
    except UnicodeEncodeError as error:
        raise InputError("input.surrogate") from error
