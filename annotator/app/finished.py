"""Tells when a person has just given the last answer that the article on screen was waiting for."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from annotator.app.session import Session
from annotator.core.edits import Edit


class Finished(QObject):
    """Follows the session. It is so only until something else is done, undone or suggested."""

    changed = Signal(bool)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.is_so = False
        """Whether an answer has just left no suggestion of the article open."""
        session.committed.connect(self._follow)
        session.suggested.connect(self._follow_machine)
        session.document_opened.connect(self.forget)

    def forget(self) -> None:
        """Whatever was answered, it was not just now."""
        self._set(False)

    def _follow(self, step: str, edit: Edit) -> None:
        document = self._session.document
        answered = any(
            change.after is not None
            and document is not None
            and (change.after["document"], change.after["annotator"]) == (document.id, document.annotator)
            for change in edit.rows("answer")
        )
        self._set(step == "apply" and answered and document is not None and not document.suggestions)

    def _follow_machine(self, *_what: object) -> None:
        document = self._session.document
        self._set(self.is_so and document is not None and not document.suggestions)

    def _set(self, is_so: bool) -> None:
        if is_so != self.is_so:
            self.is_so = is_so
            self.changed.emit(is_so)
