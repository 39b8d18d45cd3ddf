"""The act that checks a project, and the line above the text that tells of what a check found by itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from annotator.app.checks import Checks
from annotator.app.session import Session
from annotator.core.errors import AnnotatorError
from annotator.ui.main_window import MainWindow

if TYPE_CHECKING:
    from annotator.workflows.check_file import Report


class CheckActs(QObject):
    """Opens the check over a window."""

    def __init__(self, window: MainWindow, session: Session, checks: Checks) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._checks = checks
        self._broken = ""
        """The project that was to be opened last, if it was too damaged."""
        self._is_put_away = False
        session.failed.connect(self._remember)
        session.project_changed.connect(self._forget)
        checks.reported.connect(self._reported)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What the action calls."""
        return {"project.check": self._check}

    def show(self) -> None:
        """Puts the line above the text where there is something to say; for a desk that is new, too."""
        report, desk = self._checks.report, self._window.desk
        for old in desk.findChildren(QWidget, "checkStrip"):
            old.hide()
            old.deleteLater()
        if report is None or report.is_sound or self._is_put_away:
            return
        from annotator.ui.check_strip import CheckStrip

        strip = CheckStrip(desk.theme)
        strip.wanted.connect(self._show_findings)
        strip.closed.connect(self._put_away)
        strip.say(report)
        desk.add_strip(strip)

    def _check(self) -> None:
        project = self._session.project
        path = self._broken or (project.path if project is not None else "")
        if path:
            self._open(path, None)
        else:
            self._window.desk.notice.say(self.tr("There is no project yet."), is_warning=False)

    def _show_findings(self) -> None:
        report = self._checks.report
        if report is not None:
            self._open(report.path, report)

    def _open(self, path: str, report: Report | None) -> None:
        from annotator.ui.check_page import CheckPage

        window = self._window
        page = CheckPage(path, self._session, self._checks, report, window.desk.theme, window.settings.language, window)
        page.article_wanted.connect(self._session.open_document)
        page.backups_wanted.connect(window.actions_.by_id["project.backups"].trigger)
        page.open()

    def _reported(self, _report: Report) -> None:
        self._is_put_away = False
        self.show()

    def _put_away(self) -> None:
        self._is_put_away = True
        self.show()

    def _remember(self, error: AnnotatorError) -> None:
        if error.code == "project.damaged":
            self._broken = str(error.values.get("path", ""))

    def _forget(self) -> None:
        self._broken = ""
        self._is_put_away = False
        self.show()
