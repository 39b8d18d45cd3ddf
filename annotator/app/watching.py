"""Notices what another program writes to a project that is only read here."""

from __future__ import annotations

import logging
import sqlite3

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.app.session import Session
from annotator.storage import seals
from annotator.storage.seals import Seal

_log = logging.getLogger(__name__)

_EVERY = 1000
"""Milliseconds between two looks, each of which costs some ten microseconds."""


class Watching(QObject):
    """Follows a session while its project cannot be written. What differs is told by the seals of the rows."""

    written = Signal(bool, bool)
    """Something was: to what belongs to no article, as labels and people do, and to the article on screen."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._version = 0
        self._seals: tuple[Seal | None, Seal | None] = (None, None)
        self._look = QTimer(self, interval=_EVERY)
        self._look.timeout.connect(self._compare)
        session.project_changed.connect(self._begin)
        session.document_opened.connect(self._remember)

    def _begin(self) -> None:
        self._look.stop()
        project = self._session.project
        if project is not None and not project.writable:
            self._version = _asked(project.store.connection)
            self._remember()
            self._look.start()

    def _remember(self) -> None:
        project, document = self._session.project, self._session.document
        if project is not None and not project.writable:
            connection = project.store.connection
            shown = seals.kept_of(connection, document.id) if document is not None else None
            self._seals = seals.kept_of(connection, seals.PROJECT), shown

    def _compare(self) -> None:
        project = self._session.project
        if project is None:
            return
        try:
            version = _asked(project.store.connection)
            if version == self._version:
                return
            before = self._seals
            self._remember()
        except sqlite3.Error as error:
            _log.warning("not followed: %s", error)
            return
        self._version = version
        self.written.emit(self._seals[0] != before[0], self._seals[1] != before[1])


def _asked(connection: sqlite3.Connection) -> int:
    """Another number after every commit of another connection (https://sqlite.org/pragma.html#pragma_data_version)."""
    found: int = connection.execute("PRAGMA data_version").fetchone()[0]
    return found
