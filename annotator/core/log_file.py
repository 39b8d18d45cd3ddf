"""The log: one file that windows, command lines and their worker processes write to, without any article's text.

What is said by ourselves alone goes in (loggers below "annotator"), in constant words; values are told by
`core/redaction.py`. Nothing is opened before there is something to write.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from annotator.core.home import home_folder
from annotator.core.redaction import safe, trace

NAME = "annotator.log"
_LARGEST = 1 << 20
_OLDER = 2
"""Full files that are kept beside the one that is written."""


def log_folder() -> Path:
    """Where the log lies. Makes nothing."""
    return home_folder() / "log"


class LogFile(logging.Handler):
    """Adds lines to a file of at most `largest` bytes, and keeps `older` full ones as NAME.1, NAME.2 …

    Each record opens the file, adds one piece and closes it: several processes can do that at a time, also on Windows,
    where an open file could not be renamed. A folder that cannot be written costs the record, nothing else.
    """

    def __init__(self, folder: Path, largest: int = _LARGEST, older: int = _OLDER) -> None:
        super().__init__(logging.WARNING)
        self._path = folder / NAME
        self._largest, self._older = largest, older
        self.setFormatter(Formatter())

    def emit(self, record: logging.LogRecord) -> None:
        """Adds a record; one that cannot be written or formatted is given up silently."""
        with suppress(Exception):
            line = f"{self.format(record)}\n".encode(errors="backslashreplace")
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._make_room(len(line))
            with self._path.open("ab", buffering=0) as file:
                file.write(line)

    def _make_room(self, wanted: int) -> None:
        """Renames the full file; where that fails, another program being in it or at it, it grows a little further."""
        with suppress(OSError):
            if self._path.stat().st_size + wanted <= self._largest:
                return
            for number in range(self._older, 0, -1):
                older = self._path if number == 1 else self._numbered(number - 1)
                if older.exists():
                    os.replace(older, self._numbered(number))

    def _numbered(self, number: int) -> Path:
        return self._path.with_name(f"{NAME}.{number}")


class Formatter(logging.Formatter):
    """Time, level, process, thread, where, what; exceptions as `redaction.trace` tells them."""

    def format(self, record: logging.LogRecord) -> str:
        """The line or lines of a record; the record stays as it is for other handlers."""
        when = self.formatTime(record)
        head = f"{when} {record.levelname} {record.process} {record.threadName} {record.name}: {_said(record)}"
        error = record.exc_info[1] if record.exc_info else None
        return head if error is None else f"{head}\n{trace(error)}"


@contextmanager
def logging_to_file() -> Iterator[None]:
    """What our loggers say goes to the log from here to the end."""
    logger, handler = logging.getLogger("annotator"), LogFile(log_folder())
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)


def _said(record: logging.LogRecord) -> str:
    arguments = record.args or ()
    if isinstance(arguments, tuple):
        return str(record.msg) % tuple(map(safe, arguments)) if arguments else str(record.msg)
    return str(record.msg) % {name: safe(value) for name, value in arguments.items()}
