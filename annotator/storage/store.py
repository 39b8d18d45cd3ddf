"""The open project file as the parts of storage share it: one connection, its transactions, and new row numbers."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING

from annotator.core.errors import ProjectError
from annotator.storage import connection as connections

if TYPE_CHECKING:
    from sqlite_utils import Database


class Store:
    """The connection to one project file. With `writable` False every write is refused."""

    def __init__(self, path: str, connection: sqlite3.Connection, writable: bool) -> None:
        self.path = path
        self.connection = connection
        self.writable = writable
        self._last_ids: dict[str, int] = {}
        self._place = _place(path)

    @cached_property
    def db(self) -> Database:
        """The same connection through sqlite-utils, which is imported on the first write, not at start."""
        from sqlite_utils import Database

        return Database(self.connection, execute_plugins=False, recursive_triggers=False)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """One write transaction on the file that was opened.

        Raises ProjectError: "project.read-only" when this opening may only read, "project.replaced" when the file at
        the path is another one by now (SQLite would go on acknowledging commits into nothing), "project.write-failed".
        """
        if not self.writable:
            raise ProjectError("project.read-only", path=self.path, reason="")
        self._check_place()
        with connections.transaction(self.connection):
            yield
        self._check_place()

    def next_id(self, table: str) -> int:
        """A row number of `table` that was never used and never will be; reserved by asking."""
        if table not in self._last_ids:
            row = self.connection.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", [table]).fetchone()
            self._last_ids[table] = row[0] if row else 0
        self._last_ids[table] += 1
        return self._last_ids[table]

    def _check_place(self) -> None:
        if _place(self.path) != self._place:
            raise ProjectError("project.replaced", path=self.path)


def _place(path: str) -> tuple[int, int] | None:
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_dev, status.st_ino
