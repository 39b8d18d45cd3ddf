"""The open project file as the parts of storage share it: one connection, its transactions, and new row numbers."""

from __future__ import annotations

import logging
import sqlite3
import struct
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cached_property
from typing import TYPE_CHECKING

from annotator.core.errors import ProjectError
from annotator.core.home import home_folder
from annotator.storage import connection as connections
from annotator.storage.seals import Seals
from annotator.storage.whereabouts import LostError, OverwrittenError, Whereabouts

if TYPE_CHECKING:
    from sqlite_utils import Database

    from annotator.storage.mirror import Mirror

_log = logging.getLogger(__name__)
_MOST = 1 << 62
"""No table ever has so many rows; the numbers after it are SQLite's still."""


def _last(table: str, number: object) -> int:
    """The last number of a table, as SQLite keeps it: where any program may write anything."""
    if not isinstance(number, int) or not 0 <= number < _MOST:
        raise ProjectError("reading.damaged", reason=f"sqlite_sequence: {table}")
    return number


class Store:
    """The connection to one project file. With `writable` False every write is refused."""

    def __init__(self, path: str, connection: sqlite3.Connection, writable: bool) -> None:
        self.path = path
        self.connection = connection
        self.writable = writable
        self.longest: dict[int, int] = {}
        """For each document seen, a length in code points that none of its spans exceeds (see `tally`)."""
        self.seals = Seals(connection)
        self.mirror: Mirror | None = None
        """The second copy of what is open, where somebody keeps one (see `keep_mirror`)."""
        self._last_ids: dict[str, int] = {}
        self._text: tuple[int, str] | None = None
        self._whereabouts = Whereabouts(path, connection) if writable else None

    @cached_property
    def db(self) -> Database:
        """The same connection through sqlite-utils, which is imported on the first write, not at start."""
        from sqlite_utils import Database

        return Database(self.connection, execute_plugins=False, recursive_triggers=False)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """One write transaction on the file that was opened.

        Raises ProjectError: "project.read-only" when this opening may only read, as `look` does, "project.full",
        "project.write-failed".
        Inside another it is a part of that one, and what it raises must end that one too.

        The place is checked before the commit, so that what is refused is not in the opened file either, and once more
        after it, so that nothing is acknowledged that went elsewhere in between.
        """
        where = self._whereabouts
        if where is None or not self.writable:
            raise ProjectError("project.read-only", path=self.path)
        if self.connection.in_transaction:
            yield
            return
        try:
            self.look()
            if self.mirror is not None and self.mirror.is_due:
                self.empty_log()
            with connections.writing_errors():
                self.seals.begin()
            with where.writing(), connections.transaction(self.connection):
                yield
                self.seals.write()
                where.check()
            self.seals.count()
        except LostError:
            self.empty_log()
            raise

    def look(self) -> None:
        """Raises ProjectError unless what is written now can be relied on; mends what can be mended.

        LostError "project.replaced" when the file at the path is another one by now (SQLite would go on acknowledging
        commits into nothing), OverwrittenError "project.overwritten", "project.log-gone", "project.write-failed" when
        the system does not say what is at the path.
        """
        if self._whereabouts is not None:
            self._whereabouts.check()
            if not self._whereabouts.has_log:
                self.drop_mirror()
                self._whereabouts.mend_log()

    @property
    def trouble(self) -> ProjectError | None:
        """What `look` raises; None when all is well."""
        try:
            self.look()
        except ProjectError as error:
            return error
        return None

    def checkpoint(self) -> None:
        """Writes the log into the file it belongs to and empties it; where a reader is at work, as far as that can be
        done without waiting. Raises OverwrittenError, and then nothing is written."""
        where = self._whereabouts
        if isinstance(trouble := self.trouble, OverwrittenError):
            raise trouble
        if where is not None:
            with suppress(LostError), where.writing(), connections.without_patience(self.connection):
                self._spare_log()
                is_busy, left, _ = self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            if not is_busy and not left:
                where.mark()

    def keep_mirror(self) -> Mirror:
        """Begins a second copy of what is open, in place of one that there is; the caller fills it.

        Raises ProjectError, OSError.
        """
        from annotator.storage.mirror import Mirror

        self.drop_mirror()
        self.look()
        self.mirror = Mirror(self.path, self.seals)
        return self.mirror

    def drop_mirror(self) -> None:
        """Keeps no second copy any more."""
        mirror, self.mirror = self.mirror, None
        if mirror is not None:
            mirror.close()

    def _spare_log(self) -> None:
        """Brings the second copy up to date before the log is begun anew; one that cannot follow is given up."""
        if self.mirror is None:
            return
        is_busy, frames, _ = self.connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
        try:
            if is_busy:
                raise ValueError("somebody else empties the log")
            self.mirror.follow(frames)
        except (OSError, ValueError, struct.error) as error:
            _log.warning("no second copy is kept: %s", error)
            self.drop_mirror()

    def empty_log(self) -> None:
        """`checkpoint`, tried: SQLite would replay a log that stays behind over whatever file lies at the path then."""
        with suppress(sqlite3.Error, ProjectError):
            self.checkpoint()

    def is_at(self, path: str) -> bool:
        """Whether the file at a path is the one that is open to be written."""
        return self._whereabouts is not None and self._whereabouts.is_at(path)

    def close(self) -> bool:
        """Closes the file with everything in it, wherever it lies; no log of ours stays beside another file.

        Gives whether it was in its place and as we left it.
        """
        self.drop_mirror()
        if self.writable:
            self.empty_log()
        trouble = self.trouble
        if isinstance(trouble, OverwrittenError):
            self.connection.interrupt()  # or closing would put our log into what another program has written
        self.connection.close()
        is_elsewhere = isinstance(trouble, LostError | OverwrittenError)
        if self._whereabouts is not None and is_elsewhere:
            self._whereabouts.put_logs_away(home_folder() / "backups" / "logs")
        return not is_elsewhere

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
            query = f"""SELECT max(coalesce((SELECT max(id) FROM "{table}"), 0),
            coalesce((SELECT seq FROM sqlite_sequence WHERE name = ?), 0))"""
            self._last_ids[table] = _last(table, self.connection.execute(query, [table]).fetchone()[0])
        self._last_ids[table] += 1
        return self._last_ids[table]
