"""A window that only reads a project shows what the program that has it writes."""

from __future__ import annotations

from PySide6.QtCore import QObject

from annotator.app.session import Session
from annotator.app.watching import Watching
from annotator.ui.main_window import MainWindow


class Onlooking(QObject):
    """Brings a window up to date; the reader stays where they are in the text and in the list."""

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._watching = Watching(session, self)
        self._watching.written.connect(self._follow)

    def _follow(self, is_project: bool, is_document: bool) -> None:
        desk = self._window.desk
        if is_project or is_document:
            self._session.reread()
        if is_project:
            desk.labels.show_labels(self._session.span_labels)
        desk.articles.model.refresh()
        desk.articles.model.reread_all()
