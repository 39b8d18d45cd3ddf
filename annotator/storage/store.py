"""The open project file as the parts of storage share it: one connection, its transactions, and new row numbers."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cached_property
from typing import TYPE_CHECKING

from annotator.core.errors import ProjectError
from annotator.storage import connection as connections
from annotator.storage.seals import Seals

if TYPE_CHECKING:
    from sqlite_utils import Database


class _ReplacedError(ProjectError):
    """The file at the path is not the one that was opened."""


class _PlaceUnknownError(ProjectError):
    """The system does not say what is at the path."""


class Store:
    """The connection to one project file. With `writable` False every write is refused."""

    def __init__(self, path: str, connection: sqlite3.Connection, writable: bool) -> None:
        self.path = path
        self.connection = connection
        self.writable = writable
        self.longest: dict[int, int] = {}
        """For each document seen, a length in code points that none of its spans exceeds (see `tally`)."""
        self.seals = Seals(connection)
        self._last_ids: dict[str, int] = {}
        self._text: tuple[int, str] | None = None
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
        the path is another one by now (SQLite would go on acknowledging commits into nothing), "project.full",
        "project.write-failed".
        Inside another it is a part of that one, and what it raises must end that one too.

        The place is checked before the commit, so that what is refused is not in the opened file either, and once more
        after it, so that nothing is acknowledged that went elsewhere in between.
        """
        if not self.writable:
            raise ProjectError("project.read-only", path=self.path)
        if self.connection.in_transaction:
            yield
            return
        try:
            with connections.writing_errors():
                self.seals.begin()
            with connections.transaction(self.connection):
                yield
                self.seals.write()
                self._check_place()
            with suppress(_PlaceUnknownError):  # what is committed is committed, and was in its place just before
                self._check_place()
        except _ReplacedError:
            self.empty_log()
            raise

    def checkpoint(self) -> None:
        """Writes the log into the file it belongs to and empties it; where a reader is at work, as far as that can be
        done without waiting."""
        self.connection.execute("PRAGMA busy_timeout=0")
        try:
            self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            self.connection.execute(f"PRAGMA busy_timeout={connections.PATIENCE}")

    def empty_log(self) -> None:
        """`checkpoint`, tried: SQLite would replay a log that stays behind over whatever file lies at the path then."""
        with suppress(sqlite3.Error):
            self.checkpoint()

    def text(self, document: int) -> str | None:
        """The text of a document, None when there is none; the last one is kept at hand, since texts never change."""
        if self._text is None or self._text[0] != document:
            row = self.connection.execute("SELECT text FROM document WHERE id = ?", [document]).fetchone()
            if row is None:
                return None
            self._text = (document, row[0])
        return self._text[1]

    def next_id(self, table: str) -> int:
        """A row number of `table` that was never used and never will be; reserved by asking."""
        if table not in self._last_ids:
            row = self.connection.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", [table]).fetchone()
            self._last_ids[table] = row[0] if row else 0
        self._last_ids[table] += 1
        return self._last_ids[table]

    def _check_place(self) -> None:
        if _place(self.path) != self._place:
            raise _ReplacedError("project.replaced", path=self.path)


def _place(path: str) -> tuple[int, int] | None:
    """Which file is at a path; None when there is none. Raises ProjectError when that cannot be found out."""
    try:
        status = os.stat(path)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise _PlaceUnknownError("project.write-failed", reason=error.strerror) from error
    return status.st_dev, status.st_ino
