"""The act that shows the backups of a project."""

from __future__ import annotations

import os
from collections.abc import Callable

from PySide6.QtCore import QObject

from annotator.app.backups import Backups
from annotator.app.session import Session
from annotator.core.errors import AnnotatorError
from annotator.core.shown import one_line
from annotator.ui.main_window import MainWindow
from annotator.ui.notice import Offer

BROKEN = frozenset(
    {
        "project.damaged",
        "project.foreign-files",
        "project.foreign-schema",
        "project.missing",
        "project.not-a-project",
        "project.overwritten",
        "project.overwritten-lost",
        "project.unreadable",
    }
)
"""Why a project is not opened that a backup may help."""


class BackupActs(QObject):
    """Opens the list of backups over a window."""

    def __init__(self, window: MainWindow, session: Session, backups: Backups) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._backups = backups
        self._broken = ""
        """The project that was to be opened last, if it could not be."""
        self._tells_of_update = False
        session.failed.connect(self._remember)
        session.project_changed.connect(self._forget)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What the action calls."""
        return {"project.backups": self._show}

    def tell_of_update(self) -> None:
        """Says that what was opened was brought to this version, and where it is as it was."""
        self._tells_of_update = True
        said = self.tr("This project was updated for this version of Annotator; a backup of it as it was is kept.")
        offer = Offer(self.tr("Show the backups…"), self._show_older)
        self._window.desk.notice.say(said, is_warning=False, offer=offer)

    def _show_older(self) -> None:
        self._withdraw()
        self._show()

    def _withdraw(self) -> None:
        if self._tells_of_update:
            self._tells_of_update = False
            self._window.desk.notice.withdraw()

    def _show(self) -> None:
        """Of the project that could not be opened just now, else of the one that is open, else of the last one."""
        from annotator.ui.backup_page import BackupPage

        window, project = self._window, self._session.project
        path = self._broken or (project.path if project is not None else window.settings.last_project)
        if not path:
            window.desk.notice.say(self.tr("There is no project yet."), is_warning=False)
            return
        page = BackupPage(path, self._session, self._backups, window.desk.theme, window.settings.language, window)
        page.opened.connect(self._say_opened)
        page.open()

    def _remember(self, error: AnnotatorError) -> None:
        if error.code in BROKEN:
            self._broken = str(error.values.get("path", ""))

    def _forget(self) -> None:
        self._broken = ""
        self._withdraw()

    def _say_opened(self, path: str) -> None:
        said = self.tr("Opened a copy: {name}").format(name=one_line(os.path.basename(path)))
        self._window.desk.notice.say(said, is_warning=False)
