"""A suggestion whose edges are moved in the queue: taken over at once, it stays the current row until one goes on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from annotator.app.acts import Acts
from annotator.app.queue import Entry
from annotator.app.session import Session
from annotator.core.model import Label, Span
from annotator.storage.queue import Suggestion, Waiting
from annotator.ui.reading_view import ReadingView

EDGES = ("span.grow-", "span.shrink-")
"""How the names of the acts on edges begin."""


class QueueEdges(QObject):
    """Moves edges by the reading view's own actions and keeps the row of what was moved."""

    def __init__(self, session: Session, acts: Acts, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._acts = acts
        self._place = 0
        self._span: Span | None = None
        self.held: Waiting | None = None
        """The suggestion as it stands now, under its own number; None when none was moved."""

    def move(self, action: QAction, view: ReadingView, item: Suggestion, place: int) -> bool:
        """Moves an edge of the suggestion in row `place` of the queue, or of what became of it; False when it stays."""
        document = self._session.document
        current = self._own() or self.suggestion(item)
        if document is None or current is None:
            return False
        if view.current != current:
            view.set_current(current)
        action.trigger()
        moved = view.current
        if moved is None or moved == current or moved.annotator != document.annotator:
            return False
        self._place, self._span = (place if self.held is None else self._place), moved
        place_now = moved.start, moved.end, moved.label
        self.held = Waiting(item.id, document.id, *place_now, item.score, moved.quote)
        return True

    def placed(self, entries: Sequence[Entry]) -> Sequence[Entry]:
        """The rows with what is held in its old place."""
        if self.held is None:
            return entries
        at = min(self._place, len(entries))
        return [*entries[:at], self.held, *entries[at:]]

    def relabel(self, label: Label) -> bool:
        """Gives what is held another label."""
        span = self._own()
        return span is not None and self._acts.relabel(span, label)

    def remove(self) -> bool:
        """Takes what is held away again."""
        span = self._own()
        return span is not None and self._acts.delete(span)

    def release(self) -> None:
        """Nothing is held any more; what was moved stays as it is."""
        self.held, self._span = None, None

    def follow(self) -> None:
        """What is held is as its span is now; where that was undone or taken away elsewhere, it is held no more."""
        span = self._own()
        if self.held is None or span is None:
            self.release()
        else:
            self.held = self.held._replace(start=span.start, end=span.end, label=span.label, quote=span.quote)

    def suggestion(self, item: Suggestion) -> Span | None:
        """The open suggestion of the article on screen that a row stands for."""
        document = self._session.document
        if document is None or document.id != item.document:
            return None
        wanted = (item.start, item.end, item.label)
        near = document.suggestions_between(item.start, item.end)
        return next((span for span in near if (span.start, span.end, span.label) == wanted), None)

    def _own(self) -> Span | None:
        """The person's span that came of what is held, as it is now."""
        document, span = self._session.document, self._span
        if document is None or span is None or span.document != document.id:
            return None
        return next((each for each in document.spans.between(span.start, span.end) if each.id == span.id), None)
