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
from annotator.ui.messages import sentence
from annotator.ui.notice import Offer

if TYPE_CHECKING:
    from annotator.ui.check_page import CheckPage
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
        self._standing: AnnotatorError | None = None
        """What the offer to repair on screen is about."""
        session.failed.connect(self._remember)
        session.project_changed.connect(self._forget)
        checks.reported.connect(self._reported)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What the action calls."""
        return {"project.check": self._check}

    def attach(self) -> None:
        """Tells a new desk what there is to say and to offer."""
        desk = self._window.desk
        desk.remedies.append(self._remedy)
        self._show_strip()
        if self._standing is not None:
            desk.notice.say(sentence(self._standing), offer=self._remedy(self._standing))

    def _remedy(self, error: AnnotatorError) -> Offer | None:
        """The repair, for an index that cannot be searched."""
        project = self._session.project
        if error.code != "query.index" or project is None or not project.writable:
            return None
        self._standing = error
        return Offer(self.tr("Repair now"), self._repair)

    def _repair(self) -> None:
        """Repairs what is open without asking: a backup is made before, and no text is changed."""
        project = self._session.project
        if project is not None:
            self._page(project.path).mend()

    def _show_strip(self) -> None:
        """Puts the line above the text where there is something to say."""
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
            self._page(path).begin(None)
        else:
            self._window.desk.notice.say(self.tr("There is no project yet."), is_warning=False)

    def _show_findings(self) -> None:
        report = self._checks.report
        if report is not None:
            self._page(report.path).begin(report)

    def _page(self, path: str) -> CheckPage:
        """The dialog, open."""
        from annotator.ui.check_page import CheckPage

        window = self._window
        page = CheckPage(path, self._session, self._checks, window.desk.theme, window.settings.language, window)
        page.article_wanted.connect(self._session.open_document)
        page.backups_wanted.connect(window.actions_.by_id["project.backups"].trigger)
        page.open()
        return page

    def _reported(self, _report: Report) -> None:
        self._is_put_away = False
        self._show_strip()

    def _put_away(self) -> None:
        self._is_put_away = True
        self._show_strip()

    def _remember(self, error: AnnotatorError) -> None:
        if error.code == "project.damaged":
            self._broken = str(error.values.get("path", ""))

    def _forget(self) -> None:
        self._broken = ""
        self._is_put_away = False
        if self._standing is not None:
            self._standing = None
            self._window.desk.notice.withdraw()
        self._show_strip()
