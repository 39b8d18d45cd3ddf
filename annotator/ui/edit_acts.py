"""Undo and redo with their names in the menu, and the acts on the article's own facts."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from annotator.app.acts import Acts
from annotator.app.session import Session
from annotator.ui.desk import Desk
from annotator.ui.messages import act_name


class EditActs(QObject):
    """What the Edit menu does to the project."""

    def __init__(self, session: Session, acts: Acts, desk: Desk, window: QWidget) -> None:
        super().__init__(desk)
        self._session = session
        self._acts = acts
        self._desk = desk
        self._window = window
        self.possible = {"undo": False, "redo": False}
        """Whether there is an edit to take back and one to do again."""

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What the actions call."""
        return {
            "edit.undo": lambda: self._step("undo"),
            "edit.redo": lambda: self._step("redo"),
            "edit.copy": self._desk.view.copy,
            "article.details": self._show_own_details,
            "article.remove": self._remove_article,
        }

    def refresh(self, by_id: dict[str, QAction]) -> None:
        """Names in the menu what would be undone and redone."""
        for step, plain in (("undo", self.tr("&Undo")), ("redo", self.tr("&Redo"))):
            edit = self._session.next_step(step)
            self.possible[step] = edit is not None
            by_id[f"edit.{step}"].setText(f"{plain}: {act_name(edit).replace('&', '&&')}" if edit else plain)

    def show_details(self, document: int) -> None:
        """Opens the form for an article's title, date, source and author."""
        from annotator.ui.details_dialog import DetailsDialog

        project = self._session.project
        if project is not None:
            found = project.documents.get(document)
            DetailsDialog(self._session, self._acts, found, self._desk.theme, self._window).open()

    def _show_own_details(self) -> None:
        if self._session.document is not None:
            self.show_details(self._session.document.id)

    def _remove_article(self) -> None:
        if self._session.document is not None:
            self._acts.remove_article(self._session.document.document)

    def _step(self, step: str) -> None:
        """Undo or redo, in the article where it belongs."""
        planned = self._session.next_step(step)
        if planned is not None and planned.document is not None and planned.name != "article.remove":
            self._session.open_document(planned.document)
        edit = self._session.undo() if step == "undo" else self._session.redo()
        rows = [change.after or change.before or {} for change in edit.rows("span")] if edit else []
        if rows and self._session.document is not None and rows[0]["document"] == self._session.document.id:
            self._desk.view.go_to(rows[0]["start"], rows[0]["end"])
