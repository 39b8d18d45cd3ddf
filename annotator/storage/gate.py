"""The gate that every opening passes: is this a project of a version we know, whole, and nothing else?

Whatever is refused here was not written to, and nothing that it holds was run: it is opened for reading, its schema is
compared word for word with ours before anything in it is used, and functions that a schema names are not to be trusted.
"""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

from annotator.core.errors import ProjectError
from annotator.storage import connection as connections
from annotator.storage import migrations

_BESIDE = ("-wal", "-shm", "-journal", ".lock")
"""What SQLite and the lock read and write beside a project."""

_LIMITS = (
    (sqlite3.SQLITE_LIMIT_LENGTH, 1_000_000),
    (sqlite3.SQLITE_LIMIT_SQL_LENGTH, 100_000),
    (sqlite3.SQLITE_LIMIT_COLUMN, 100),
    (sqlite3.SQLITE_LIMIT_EXPR_DEPTH, 100),
    (sqlite3.SQLITE_LIMIT_COMPOUND_SELECT, 20),
    (sqlite3.SQLITE_LIMIT_ATTACHED, 0),
    (sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH, 0),
)
"""What a schema may ask of SQLite while it is read; ours asks for much less."""

_OBJECTS = 200
"""More tables and indexes than any version of ours has."""

_QUICK = 16 << 20
"""Up to so many bytes a file is walked through at every opening, which takes at most some 50 ms."""

_THOROUGH = 64 << 20
"""Up to so many bytes a file that was not closed is compared with its own indexes too."""

_INDEX_VERSIONS = (4, 5)
"""The layouts of FTS5's tables that its versions write."""


def inspect(path: str, as_it_is: bool = False) -> int:
    """The version of a project file. Raises ProjectError unless it is one of a version we know, and nothing else.

    A file of ordinary size, and any that was not closed, is also looked through for pages that SQLite cannot read,
    but not with `as_it_is`, for a check that says what is wrong with it.
    """
    real = os.path.realpath(path)  # SQLite and the lock put their files beside what a link leads to
    with reading_errors(path):
        _check_beside(path, real)
    with reading_errors(path), closing(connections.looker(real)) as connection:
        limits = [(which, connection.setlimit(which, most)) for which, most in _LIMITS]
        version = _check(connection, path)
        for which, most in limits:
            connection.setlimit(which, most)
        _check_settings(connection, path, as_it_is)
        if not as_it_is:
            _check_pages(connection, path, real, version)
        _check_log(connection, path, real)
    return version


@contextmanager
def reading_errors(path: str) -> Iterator[None]:
    """Turns what SQLite or the system says about a file it was asked to open into a ProjectError with a code."""
    try:
        yield
    except OSError as error:
        raise ProjectError("project.unreadable", path=path, reason=error.strerror) from error
    except sqlite3.DatabaseError as error:
        code = _READING.get(getattr(error, "sqlite_errorcode", 0) & 0xFF, "project.unreadable")
        raise ProjectError(code, path=path, reason=str(error)) from error
    except UnicodeDecodeError as error:  # what SQLite says quotes a schema that is no text any more
        raise ProjectError("project.damaged", path=path, reason=error.reason) from error


_READING = {
    sqlite3.SQLITE_NOTADB: "project.not-a-project",
    sqlite3.SQLITE_CORRUPT: "project.damaged",
    sqlite3.SQLITE_TOOBIG: "project.foreign-schema",
}


def _check_beside(path: str, real: str) -> None:
    """Raises ProjectError("project.foreign-files") for what SQLite or the lock would follow, wait for or replay.

    A project of ours never has a `-journal`: with one, SQLite would put other pages into the file.
    """
    for end in _BESIDE:
        try:
            found = os.lstat(real + end)
        except FileNotFoundError:
            continue
        if not stat.S_ISREG(found.st_mode) or (end == "-journal" and found.st_size):
            raise ProjectError("project.foreign-files", path=path, name=os.path.basename(real) + end)


def _check(connection: sqlite3.Connection, path: str) -> int:
    if _asked(connection, "application_id") != migrations.APPLICATION_ID:
        raise ProjectError("project.not-a-project", path=path)
    version: int = _asked(connection, "user_version")
    if version > migrations.VERSION:
        raise ProjectError("project.newer", path=path, version=version)
    if not _is_ours(connection, version):
        raise ProjectError("project.foreign-schema", path=path)
    return version


def _is_ours(connection: sqlite3.Connection, version: int) -> bool:
    if connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0] > _OBJECTS:
        return False
    is_schema = migrations.schema(connection) == migrations.SCHEMAS.get(version)
    return is_schema and bool(_asked(connection, "encoding") == "UTF-8")


def _check_settings(connection: sqlite3.Connection, path: str, as_it_is: bool) -> None:
    """Raises ProjectError("project.foreign-schema") where the index names functions that FTS5 is to call."""
    try:
        settings = connection.execute("SELECT k, v FROM search_config").fetchall()
    except sqlite3.DatabaseError:
        if as_it_is:
            return
        raise
    if [name for name, _ in settings] != ["version"] or settings[0][1] not in _INDEX_VERSIONS:
        raise ProjectError("project.foreign-schema", path=path)


def _check_pages(connection: sqlite3.Connection, path: str, real: str, version: int) -> None:
    connection.execute("PRAGMA cell_size_check=ON")
    size = os.path.getsize(real)
    if size <= _QUICK or connections.has_log(real):
        # pages of another file in the log may be whole in themselves: then only the indexes say that they are foreign
        thorough = connections.has_log(real) and size <= _THOROUGH
        (reason,) = connection.execute(f"PRAGMA {'integrity' if thorough else 'quick'}_check(1)").fetchone()
        if reason == "ok":
            reason = next(broken_conditions(connection, version), "ok")
        if reason != "ok":
            raise ProjectError("project.damaged", path=path, reason=reason)


def broken_conditions(connection: sqlite3.Connection, version: int) -> Iterator[str]:
    """What SQLite's own check would say of a CHECK that some row breaks, which it leaves out where it can only read
    (sqlite3AddCheckConstraint in build.c)."""
    for table, condition in migrations.conditions(version):
        if connection.execute(f'SELECT 1 FROM "{table}" WHERE NOT ({condition}) LIMIT 1').fetchone():
            yield f"CHECK constraint failed in {table}"


def _check_log(connection: sqlite3.Connection, path: str, real: str) -> None:
    """Raises ProjectError("project.foreign-files") for a log that makes another project of the file."""
    if not connections.has_log(real):
        return
    address = connections.uri(real, "ro") + "&immutable=1"
    with closing(sqlite3.connect(address, uri=True)) as alone:
        alone.execute("PRAGMA trusted_schema=OFF")
        before = _uid(alone)
    if before is not None and before != _uid(connection):
        raise ProjectError("project.foreign-files", path=path, name=os.path.basename(real) + "-wal")


def _uid(connection: sqlite3.Connection) -> str | None:
    """The uid of a project; None for a file that is not whole without its log."""
    try:
        row = connection.execute("SELECT value FROM meta WHERE key = 'uid'").fetchone()
    except sqlite3.DatabaseError:
        return None
    return None if row is None else str(row[0])


def _asked(connection: sqlite3.Connection, pragma: str) -> Any:
    return connection.execute(f"PRAGMA {pragma}").fetchone()[0]
