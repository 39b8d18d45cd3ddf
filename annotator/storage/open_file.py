"""The file of an open project, for what reads it once more beside the window: by its path, to which another may come.

Numbers and places that were found in another project must never be taken for those of the one that is open.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from typing import TypeVar

from annotator.core.errors import ProjectError
from annotator.storage import connection as connections

_Asked = TypeVar("_Asked")
_Found = TypeVar("_Found")


class OpenFile:
    """Knows whether a path leads to the file that was opened there; from any thread."""

    def __init__(self, path: str, is_there: Callable[[], bool]) -> None:
        self._path = path
        self._is_there = is_there

    def check(self) -> None:
        """Raises ProjectError("project.gone") when it does not; what is open at this moment was opened there else."""
        if not self._is_there():
            raise ProjectError("project.gone", path=self._path)

    def reading(self, work: Callable[[_Asked], _Found]) -> Callable[[_Asked], _Found]:
        """Work that reads the path, refused when that was another file. It raises ProjectError("project.gone") then."""

        def checked(asked: _Asked) -> _Found:
            self.check()
            found = work(asked)
            self.check()
            return found

        return checked


def uid_at(path: str) -> str:
    """The uid of the project at a path; empty when there is none to be read."""
    try:
        with closing(connections.looker(path)) as connection:
            row = connection.execute("SELECT value FROM meta WHERE key = 'uid'").fetchone()
    except (OSError, sqlite3.Error):
        return ""
    return str(row[0]) if row else ""
