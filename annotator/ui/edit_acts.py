"""Undo and redo with their names in the menu, and the acts on the article's own facts."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from annotator.app.acts import Acts
from annotator.app.session import Session
from annotator.core.edits import Edit
from annotator.ui.desk import Desk
from annotator.ui.messages import act_name
from annotator.ui.plain import menu_text, plain_tip


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
            name = act_name(edit) if edit else ""
            by_id[f"edit.{step}"].setText(f"{plain}: {menu_text(name)}" if name else plain)
            by_id[f"edit.{step}"].setToolTip(plain_tip(name))

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
        """Undo or redo, in the article where it belongs; what happens out of sight is said."""
        planned = self._session.next_step(step)
        if planned is None:
            return
        is_whole = planned.document is None or planned.name == "article.remove"
        if planned.document is not None and not is_whole:
            self._session.open_document(planned.document)
        edit = self._session.undo() if step == "undo" else self._session.redo()
        if edit is None:
            return
        if is_whole:
            self._tell(step, edit)
        else:
            self._show(edit)

    def _tell(self, step: str, edit: Edit) -> None:
        said = self.tr("Undone: {act}") if step == "undo" else self.tr("Done again: {act}")
        self._desk.notice.say(said.format(act=act_name(edit)), is_warning=False)
        if edit.name == "article.remove" and step == "undo" and edit.document is not None:
            self._session.open_document(edit.document)

    def _show(self, edit: Edit) -> None:
        """Brings what was undone or redone into view; an answer that was taken back leaves its suggestion current."""
        document = self._session.document
        for change in (*edit.rows("span"), *edit.rows("answer")):
            row = change.after or change.before or {}
            if document is None or row["document"] != document.id:
                continue
            near = self._desk.view.spans_between(row["start"], row["end"])
            same = [span for span in near if (span.start, span.end) == (row["start"], row["end"])]
            view = self._desk.view
            go = view.go_to_middle if self._desk.bench.isVisible() else view.go_to  # as the lists below the text go
            go(row["start"], row["end"])
            view.set_current(same[0] if same else None)
            return
