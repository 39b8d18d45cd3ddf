"""Annotating by key and mouse: what a label key, a double click, a dragged edge or an answer means just now."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from annotator.app.acts import Acts
from annotator.app.session import Session
from annotator.core.model import Label, Span, State
from annotator.core.selection import step
from annotator.ui.reading_view import ReadingView


class Annotating(QObject):
    """Turns what a person does in the reading view into acts."""

    armed_changed = Signal(object)
    """The label that the next double-clicked word gets, or None."""
    note_wanted = Signal()

    def __init__(self, session: Session, acts: Acts, view: ReadingView, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._acts = acts
        self._view = view
        self._armed: Label | None = None
        view.word_activated.connect(self._label_word)
        view.edge_dragged.connect(self._acts.move)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What the actions on spans and suggestions call."""
        return {
            "suggestion.next": lambda: self._go(self._suggestions(), 1),
            "suggestion.previous": lambda: self._go(self._suggestions(), -1),
            "suggestion.accept": self.accept,
            "suggestion.reject": self.reject,
            "suggestion.accept-all": self._acts.accept_all,
            "span.next": lambda: self._go(self._spans(), 1),
            "span.previous": lambda: self._go(self._spans(), -1),
            "span.delete": self.delete,
            "span.note": self.note_wanted.emit,
            "span.grow-left": lambda: self._move_edge("start", -1),
            "span.shrink-left": lambda: self._move_edge("start", 1),
            "span.grow-right": lambda: self._move_edge("end", 1),
            "span.shrink-right": lambda: self._move_edge("end", -1),
            "span.disarm": self.put_away,
        }

    def label_with(self, label: Label) -> None:
        """A label's key or button: labels the selection, relabels the current span, or arms the label."""
        view = self._view
        if view.selection is not None:
            self._label_range(*view.selection, label)
        elif view.current is not None and self.is_suggestion(view.current):
            self._answer(lambda suggestion: self._acts.accept(suggestion, label))
        elif view.current is not None:
            if self._acts.relabel(view.current, label):
                self._say(label.name)
        else:
            self._arm(None if self._armed == label else label)

    def accept(self) -> None:
        """Takes the current suggestion over and goes on to the next."""
        self._answer(self._acts.accept)

    def reject(self) -> None:
        """Refuses the current suggestion and goes on to the next."""
        self._answer(self._acts.reject)

    def delete(self) -> None:
        """Takes the current span away; a suggestion is refused."""
        current = self._view.current
        if current is not None and self.is_suggestion(current):
            self.reject()
        elif current is not None:
            self._acts.delete(current)

    def put_away(self) -> None:
        """Escape: first an edge being dragged, then the armed label, the selection, the current span."""
        if self._view.cancel_drag():
            return
        if self._armed is not None:
            self._arm(None)
        elif self._view.selection is not None:
            self._view.clear_selection()
        else:
            self._view.set_current(None)

    def choose(self, span: Span) -> None:
        """Makes a span current and brings it into view."""
        self._view.set_current(span, go=True)

    def is_suggestion(self, span: Span) -> bool:
        """True when a span is not the person's own."""
        document = self._session.document
        return document is not None and span.annotator != document.annotator

    def _arm(self, label: Label | None) -> None:
        self._armed = label
        self.armed_changed.emit(label)

    def _label_word(self, start: int, end: int) -> None:
        if self._armed is not None:
            self._label_range(start, end, self._armed)

    def _label_range(self, start: int, end: int, label: Label) -> None:
        if self._acts.add_span(start, end, label):
            self._view.clear_selection()
            self._take_current(start, end, label)
            self._say(label.name)

    def _take_current(self, start: int, end: int, label: Label) -> None:
        document = self._session.document
        near = document.spans.between(start, end) if document else []
        self._view.set_current(next((s for s in near if s.label == label.id and s.start >= start), None))

    def _answer(self, act: Callable[[Span], bool]) -> None:
        current = self._view.current
        if current is None or not self.is_suggestion(current):
            return
        shown = [span for span in self._suggestions() if self._view.is_shown(span.start, span.end)]
        following = self._next_of(shown, current.start, current.id)
        if act(current):
            still = {span.id for span in self._suggestions()}
            self._view.set_current(following if following and following.id in still else None, go=True)
            if self._view.current is None:
                self._go(self._suggestions(), 1)

    def _move_edge(self, edge: str, direction: int) -> None:
        view, current, document = self._view, self._view.current, self._session.document
        if current is None or document is None:
            return
        at = current.start if edge == "start" else current.end
        moved = step(document.text, at, view.snap_unit, direction, document.words, edge)  # type: ignore[arg-type]
        start, end = (moved, current.end) if edge == "start" else (current.start, moved)
        if start < end and self._acts.move(current, start, end) and view.current is None:
            label = self._session.label(current.label)
            if label is not None:
                self._take_current(start, end, label)

    def _suggestions(self) -> list[Span]:
        return self._session.document.suggestions if self._session.document else []

    def _spans(self) -> list[Span]:
        return self._session.document.spans.all if self._session.document else []

    def _go(self, spans: list[Span], direction: int) -> None:
        """The next or previous one; those in folded lines only when no other is left."""
        spans = [span for span in spans if self._view.is_shown(span.start, span.end)] or spans
        if not spans:
            return
        current = self._view.current
        if current is not None and current in spans:
            index = spans.index(current) + direction
            found = spans[index % len(spans)]
        else:
            at = self._view.caret
            ahead = [s for s in spans if s.start >= at] if direction > 0 else [s for s in spans if s.start < at]
            found = (ahead or spans)[0 if direction > 0 else -1]
        self._view.set_current(found, go=True)
        label = self._session.label(found.label)
        self._say(f"{label.name if label else ''} {found.quote}")

    def _next_of(self, spans: list[Span], start: int, key: int) -> Span | None:
        return next((span for span in spans if (span.start, span.id) > (start, key) and span.id != key), None)

    def _say(self, text: str) -> None:
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._view, text))


class ArticleActs(QObject):
    """Done, skip, next, previous: moving through the list."""

    def __init__(self, acts: Acts, step_list: Callable[[int], object], open_unfinished: Callable[[], object]) -> None:
        super().__init__()
        self._acts = acts
        self._step_list = step_list
        self._open_unfinished = open_unfinished

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What the actions on the article as a whole call."""
        return {
            "article.next": lambda: self._step_list(1),
            "article.previous": lambda: self._step_list(-1),
            "article.done": lambda: self._finish(State.DONE),
            "article.skip": lambda: self._finish(State.SKIPPED),
            "article.reopen": lambda: self._acts.set_state(State.IN_PROGRESS),
        }

    def _finish(self, state: State) -> None:
        if self._acts.set_state(state):
            self._open_unfinished()
