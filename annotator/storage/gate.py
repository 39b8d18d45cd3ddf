"""The gate that every opening passes: is this a project of a version we know, and nothing else?"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from annotator.core.errors import ProjectError
from annotator.storage import connection as connections
from annotator.storage import migrations


def inspect(path: str) -> None:
    """Raises ProjectError unless the file is a project of a version we know, and nothing else."""
    with reading_errors(path):
        connection = connections.looker(path)
        try:
            _check(connection, path)
        finally:
            connection.close()


@contextmanager
def reading_errors(path: str) -> Iterator[None]:
    """Turns what SQLite says about a file it was asked to open into a ProjectError with a code."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        code = _READING.get(getattr(error, "sqlite_errorcode", 0) & 0xFF, "project.unreadable")
        raise ProjectError(code, path=path, reason=str(error)) from error


_READING = {sqlite3.SQLITE_NOTADB: "project.not-a-project", sqlite3.SQLITE_CORRUPT: "project.damaged"}


def _check(connection: sqlite3.Connection, path: str) -> None:
    if connection.execute("PRAGMA application_id").fetchone()[0] != migrations.APPLICATION_ID:
        raise ProjectError("project.not-a-project", path=path)
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > migrations.VERSION:
        raise ProjectError("project.newer", path=path, version=version)
    if migrations.schema(connection) != migrations.SCHEMAS.get(version):
        raise ProjectError("project.foreign-schema", path=path)
