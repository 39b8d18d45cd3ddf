"""What it means for the person when SQLite or the system gives up in the middle of reading a project.

Every look at a project may come to a page that is damaged or to a disk that fails, so this is told in one place: where
exceptions come to that nobody catches (`ui/unexpected.py`), and where jobs end (`app/jobs.py`).
"""

from __future__ import annotations

import os
import sqlite3

from annotator.core.errors import AnnotatorError, ProjectError
from annotator.core.redaction import frames

_DAMAGE = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_FILE = _DAMAGE | {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_NOLFS,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_PROTOCOL,
    sqlite3.SQLITE_READONLY,
}
"""What SQLite says about a file; everything else it says is about us."""


def as_known(error: BaseException) -> AnnotatorError | None:
    """The error with a sentence that an exception comes to; None for one that is a fault of the program.

    ProjectError("reading.damaged") or ("reading.failed") for what SQLite and the system say about the project's file;
    an AnnotatorError is its own.
    """
    if isinstance(error, AnnotatorError):
        return error
    if isinstance(error, sqlite3.DatabaseError):
        code = getattr(error, "sqlite_errorcode", None)
        if code is None and str(error).startswith("Could not decode to UTF-8"):
            return ProjectError("reading.damaged", reason="UTF-8")
        if code is not None and code & 0xFF in _FILE:
            name = "reading.damaged" if code & 0xFF in _DAMAGE else "reading.failed"
            return ProjectError(name, reason=str(error))
    if isinstance(error, OSError) and error.errno and _is_from_storage(error):
        return ProjectError("reading.failed", reason=os.strerror(error.errno))
    return None


def _is_from_storage(error: BaseException) -> bool:
    return any(frame.module.startswith("annotator.storage.") for frame in frames(error))
