"""A second copy of an open project, page by page in step, for when another program writes over the file in place.

What was there is gone then, but for what is in the log alone. So the pages of the log are put into a copy of our own
before SQLite puts them into the file and begins the log anew: that copy and the log are together what is open, whole,
at any time, whatever was written (edits, undone ones too, imports, machines' runs). SQLite itself plays the last log
into it; and seals, which are sums over all rows, say whether every row that was acknowledged is there.

The format of the log: https://sqlite.org/fileformat2.html#walformat
"""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import closing, suppress
from io import FileIO
from struct import unpack
from threading import Lock
from typing import BinaryIO

from annotator.core.home import home_folder
from annotator.storage import connection as connections
from annotator.storage import copying, seals
from annotator.storage.copying import Snapshot
from annotator.storage.seals import Seals

_HEADER, _FRAME = 32, 24
"""Bytes before the first frame of a log, and before the page of each frame."""

_MANY = 1000
"""Frames from which on the log is emptied before more is written: at 2000 SQLite would go over to a new one itself."""

_PIECE = 1 << 20

_STALE = 3600
"""Seconds after which a copy that nobody has open is taken to be what a killed program left (on Windows)."""


class _UnwantedError(Exception):
    """The project is closed."""


class _UnfitError(sqlite3.DatabaseError):
    """What was put together is not what was open."""


class Mirror:
    """The copy of what one connection has open, which alone writes to it.

    It counts from `settle` on.
    """

    def __init__(self, path: str, written: Seals) -> None:
        """Holds on to the state that is to be copied. Raises ProjectError as `Snapshot` does, OSError."""
        self._path = path
        self._written = written
        self._before = written.added
        self._filling = Lock()
        self._is_wanted = True
        self.is_filled = False
        """Whether the copy is made."""
        self.is_settled = False
        """Whether the project can be made of this."""
        self._file: BinaryIO | None = None
        self._salts: tuple[int, ...] = ()
        self._taken = 0
        """The log that was followed last, and how many of its frames."""
        self._log = open(os.path.realpath(path) + "-wal", "rb", buffering=0)  # noqa: SIM115 - nothing read may be old
        try:
            self._snapshot = Snapshot(path)
            self._page = int(self._snapshot.connection.execute("PRAGMA page_size").fetchone()[0])
        except BaseException:
            self._log.close()
            raise

    def fill(self) -> None:
        """Copies that state, in any thread; SQLite does not begin its log anew meanwhile. Raises ProjectError."""
        with self._filling, suppress(_UnwantedError):
            self._tell(0, 0)
            part = _free_name()
            try:
                copying.copy_pages(self._snapshot, part, self._tell)
                self._sum = seals.total(self._snapshot.connection)
                self._file = open(part, "r+b")  # noqa: SIM115
            finally:
                copying.remove(part)  # it stays for as long as it is open; on Windows until it is closed
            self._part = part
            self.is_filled = True

    def settle(self) -> None:
        """Lets go of that state. It is copied, and the caller knows that nobody wrote over the file before it was."""
        self.is_settled = True
        self._snapshot.close()

    @property
    def is_due(self) -> bool:
        """Whether the log should be emptied before more is written."""
        try:
            return os.fstat(self._log.fileno()).st_size > _MANY * (_FRAME + self._page)
        except OSError:  # that must not stop the work: when the log is emptied it is seen what is the matter
            return True

    def follow(self, frames: int) -> None:
        """Takes over the pages of the log, which has so many frames; before they may be written over.

        Those from before the copy was made do no harm: whichever page is the newest comes last. Raises OSError,
        ValueError and struct.error, and then this is of no more use.
        """
        if not frames or self._file is None:
            return
        self._log.seek(0)
        salts: tuple[int, ...] = unpack(">2I", self._log.read(_HEADER)[16:24])
        if salts != self._salts:
            self._salts, self._taken = salts, 0  # the log was begun anew
        size = 0
        for n in range(self._taken, frames):
            self._log.seek(_HEADER + n * (_FRAME + self._page))
            number, size, *of_log = unpack(">4I", self._log.read(_FRAME)[:16])
            page = self._log.read(self._page)
            if tuple(of_log) != salts or len(page) != self._page:
                raise ValueError("another log")
            self._file.seek((number - 1) * self._page)
            self._file.write(page)
        if size:
            self._file.truncate(size * self._page)
        self._taken = frames

    def rescue(self) -> tuple[str, bool]:
        """Makes a backup of what is open; gives its path, and whether every row that was acknowledged is in it.

        Where the log was written over too, what was in it alone is not. Raises ProjectError, OSError, sqlite3.Error.
        """
        whole = (self._sum - self._before + self._written.added) & seals.TOTAL
        try:
            return self._kept(whole, True)
        except sqlite3.DatabaseError:
            return self._kept(whole, False)

    def close(self) -> None:
        """Takes the copy away; one that is being made is given up at once."""
        self._is_wanted = False
        with self._filling:
            self._snapshot.close()
            with suppress(OSError):  # a disk that fails here has failed the copy alone
                self._log.close()
            if self._file is not None:
                with suppress(OSError):  # what did not fit before does not now
                    self._file.close()
                copying.remove(self._part)

    def _tell(self, _done: int, _total: int) -> None:
        if not self._is_wanted:
            raise _UnwantedError

    def _kept(self, whole: int, with_log: bool) -> tuple[str, bool]:
        """A backup of the copy. Raises _UnfitError with the log when not all is in it, else when it is damaged.

        Damage that was in the project before is in the copy as well.
        """
        from annotator.storage import backup

        part = _free_name()
        try:
            self._write(part, with_log)
            with closing(connections.writer(part)) as connection:
                is_sound = connection.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok"
                has_all = seals.total(connection) == whole
                if not (has_all if with_log else is_sound):
                    raise _UnfitError
                kept = backup.keep(copying.Held(self._path, connection), backup.Reason.CLOSED)
                return kept.path, is_sound and has_all
        finally:
            for end in ("", "-wal", "-shm"):
                copying.remove(part + end)

    def _write(self, part: str, with_log: bool) -> None:
        assert self._file is not None
        with open(part, "wb") as copy:
            _copy(self._file, copy)
            copy.seek(18)
            copy.write(b"\2\2")  # SQLite looks for a log; a copy made page by page says that it has none
        if with_log:
            with open(part + "-wal", "wb") as copy:
                _copy(self._log, copy)


def _copy(source: BinaryIO | FileIO, target: BinaryIO) -> None:
    source.seek(0)
    while piece := source.read(_PIECE):
        target.write(piece)


def _free_name() -> str:
    """A name for a file that nobody else needs, in a folder of such files."""
    folder = home_folder() / "backups" / "open"
    folder.mkdir(parents=True, exist_ok=True)
    for left in folder.iterdir():
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > _STALE:
                left.unlink()  # Windows does not let go of what a program has open
    return str(folder / f"{os.getpid()}-{time.time_ns()}{copying.PART}")
