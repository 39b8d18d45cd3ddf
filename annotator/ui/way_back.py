"""The way back from a list that leads through the text: closing it returns to where the reader was before.

Lists that lead say so (`leads`): moving in them moves the text, article by article. Whoever takes the keyboard to the
text or to another article meanwhile has gone on from there, and stays.
"""

from __future__ import annotations

from typing import NamedTuple, cast

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from annotator.app.session import Session
from annotator.core.model import Span
from annotator.ui.bench import Bench
from annotator.ui.reading_view import ReadingView


class _Place(NamedTuple):
    """An article, its first line on screen, the text cursor, the selection and the current span."""

    document: int
    top: int
    caret: int
    selection: tuple[int, int] | None
    current: Span | None


class WayBack(QObject):
    """Remembers the place when a leading list is opened; `articles` is where other articles are chosen."""

    def __init__(
        self, session: Session, view: ReadingView, bench: Bench, articles: QWidget, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._view = view
        self._bench = bench
        self._articles = articles
        self._place: _Place | None = None
        bench.entering.connect(self._keep)
        bench.closed.connect(self._return)
        cast(QApplication, QApplication.instance()).focusChanged.connect(self._follow_focus)
        session.project_changed.connect(self._forget)
        session.person_changed.connect(self._forget)

    def _keep(self, page: QWidget) -> None:
        view, document = self._view, self._session.document
        if not getattr(page, "leads", False):
            self._place = None
        elif self._place is None and document is not None:
            self._place = _Place(document.id, view.top, view.caret, view.selection, view.current)

    def _return(self) -> None:
        place, self._place = self._place, None
        if place is None:
            return
        self._session.open_document(place.document)
        document, view = self._session.document, self._view
        if document is None or document.id != place.document:
            return
        view.go_to_top(place.top)
        view.select(*(place.selection or (place.caret, place.caret)))
        current = place.current
        near = view.spans_between(current.start, current.end) if current is not None else []
        view.set_current(next((span for span in near if current is not None and span.id == current.id), None))

    def _follow_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        """The keyboard went to the text or to the articles while the list is open: the reader has gone on."""
        if now is not None and self._bench.isVisible() and (now is self._view or self._articles.isAncestorOf(now)):
            self._place = None

    def _forget(self) -> None:
        self._place = None
