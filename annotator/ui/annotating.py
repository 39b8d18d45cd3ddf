"""Annotating by key and mouse: what a label key, a double click, a dragged edge or an answer means just now."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from functools import partial
from operator import attrgetter
from typing import Literal

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.app.acts import Acts
from annotator.app.same_acts import SameActs
from annotator.app.session import Session
from annotator.core.layers import place
from annotator.core.model import Label, Span, State
from annotator.core.selection import SnapUnit, step
from annotator.ui.caret_moves import CaretMoves
from annotator.ui.messages import elided
from annotator.ui.name_steps import NameSteps
from annotator.ui.reading_view import ReadingView

_EDGES = (
    ("span.grow-left", "start", -1),
    ("span.shrink-left", "start", 1),
    ("span.grow-right", "end", 1),
    ("span.shrink-right", "end", -1),
)
"""The acts that move an edge: which, and to which side."""

_WARM_AFTER = 150
"""Milliseconds after an article is opened until what a key needs for the first time is loaded: it is painted first."""


class Annotating(QObject):
    """Turns what a person does in the reading view into acts."""

    armed_changed = Signal(object)
    """The label that the next double-clicked word gets, or None."""
    note_wanted = Signal()
    choice_wanted = Signal()
    """A label is to be chosen from all of them, for what is selected or current."""
    said = Signal(str)
    """What a person should be told of an act that reaches further than what is on screen, or finds nothing."""

    def __init__(self, session: Session, acts: Acts, view: ReadingView, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._acts = acts
        self._view = view
        self._same = SameActs(session)
        self._moves = CaretMoves(view)
        self._names = NameSteps(view)
        self._armed: Label | None = None
        self._soon = QTimer(self, singleShot=True, interval=_WARM_AFTER)
        self._soon.timeout.connect(self._warm_up)
        session.document_opened.connect(self._soon.start)
        view.word_activated.connect(self._label_word)
        view.edge_dragged.connect(self._acts.move)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What the actions on spans and suggestions call."""
        return (
            self._moves.handlers()
            | self._edge_handlers()
            | {
                "suggestion.next": lambda: self._go(self._suggestions(), 1),
                "suggestion.previous": lambda: self._go(self._suggestions(), -1),
                "suggestion.accept": self.accept,
                "suggestion.reject": self.reject,
                "suggestion.skip": self.skip,
                "suggestion.accept-all": self._acts.accept_all,
                "span.next": lambda: self._go(self._spans(), 1),
                "span.previous": lambda: self._go(self._spans(), -1),
                "span.delete": self.delete,
                "span.note": self.note_wanted.emit,
                "span.disarm": self.put_away,
                "span.cycle": self.cycle,
                "span.same": self.label_same,
                "span.choose-label": self.choice_wanted.emit,
                "name.next": lambda: self._go_to_name(1),
                "name.previous": lambda: self._go_to_name(-1),
            }
        )

    def label_with(self, label: Label) -> None:
        """A label's key or button: labels the selection, relabels the current span, or arms the label."""
        view = self._view
        if view.selection is not None:
            self._label_range(*view.selection, label)
        elif view.current is not None and self.is_suggestion(view.current):
            self._answer(lambda suggestion: self._acts.accept(suggestion, label))
        elif view.current is not None:
            if self._acts.relabel(view.current, label):
                self._say(label.shown)
        elif self._session.is_writable:
            self._arm(None if self._armed == label else label)

    def accept(self) -> None:
        """Takes the current suggestion over and goes on to the next."""
        self._answer(self._acts.accept)

    def reject(self) -> None:
        """Refuses the current suggestion and goes on to the next."""
        self._answer(self._acts.reject)

    def skip(self) -> None:
        """Leaves the current suggestion for later and goes on to the next."""
        self._answer(self._acts.skip)

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

    def cycle(self) -> None:
        """Makes the next of the spans and suggestions that are stacked at one place current, round and round."""
        view, current = self._view, self._view.current
        at = view.caret
        if current is not None and not current.start <= at <= current.end:
            at = current.start
        found = self._stacked(at, current)
        found.sort(key=lambda span: (span.end - span.start, span.start, span.id))
        if found:
            keys = [span.id for span in found]
            number = keys.index(current.id) + 1 if current is not None and current.id in keys else 0
            view.set_current(found[number % len(found)])

    def _stacked(self, at: int, current: Span | None) -> list[Span]:
        """The stack behind or before the place `at`: the one that holds the current span, else the higher one.

        A span just made ends at the text cursor, so looking behind the cursor only would leave its own stack.
        """
        stacks = (self._view.spans_between(at, at + 1), self._view.spans_between(at - 1, at))
        return max(stacks, key=lambda spans: (any(current and span.id == current.id for span in spans), len(spans)))

    def label_same(self) -> None:
        """Says of every place with the same words what is said of the current one."""
        current = self._view.current
        if current is None:
            return
        is_suggestion = self.is_suggestion(current)
        label = self._session.label(current.label)
        places = self._same.everywhere(current)
        values = {"quote": elided(current.quote), "label": label.shown if label else "?"}
        if not places:
            self.said.emit(self.tr("“{quote}” stands nowhere else unlabelled in this article.").format(**values))
        elif is_suggestion:
            self.said.emit(self.tr("Accepted at %n place(s): “{quote}” {label}", "", places).format(**values))
            if label is not None:
                self._take_current(current.start, current.end, label)
        else:
            self.said.emit(self.tr("Labelled at %n more place(s): “{quote}” {label}", "", places).format(**values))

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
            self._take_current(start, end, label)  # first: what acts on the selection acts on the span from now on
            self._view.clear_selection()
            self._say(label.shown)

    def _take_current(self, start: int, end: int, label: Label) -> None:
        document = self._session.document
        near = document.spans.between(start, end) if document else []
        self._view.set_current(next((s for s in near if s.label == label.id and s.start >= start), None))

    def _answer(self, act: Callable[[Span], bool]) -> None:
        current = self._view.current
        if current is None or not self.is_suggestion(current):
            return
        following = self._following(current)
        if act(current):
            still = {span.id for span in self._suggestions()}
            self._view.set_current(following if following and following.id in still else None, go=True)
            if self._view.current is None:
                self._go(self._suggestions(), 1)

    def _edge_handlers(self) -> dict[str, Callable[[], object]]:
        """Edges go by what selections take, by a syllable, or by a character."""
        found: dict[str, Callable[[], object]] = {}
        for name, edge, direction in _EDGES:
            for suffix, unit in (("", None), ("-syllable", SnapUnit.SYLLABLE), ("-character", SnapUnit.CHARACTER)):
                found[name + suffix] = partial(self._move_edge, edge, direction, unit)
        return found

    def _move_edge(self, edge: str, direction: int, unit: SnapUnit | None) -> None:
        """Moves an edge of the selection, or of the current span when nothing is selected."""
        view, document, current = self._view, self._session.document, self._view.current
        range_ = view.selection or ((current.start, current.end) if current else None)
        if document is None or range_ is None:
            return
        at = range_[0] if edge == "start" else range_[1]
        moved = step(document.text, at, unit or view.snap_unit, direction, document.words, edge)  # type: ignore[arg-type]
        start, end = (moved, range_[1]) if edge == "start" else (range_[0], moved)
        if start >= end:
            return
        if view.selection is not None:
            view.take(start, end)
        elif current is not None and self._acts.move(current, start, end) and view.current is None:
            label = self._session.label(current.label)
            if label is not None:
                self._take_current(start, end, label)

    def _go_to_name(self, direction: Literal[-1, 1]) -> None:
        range_ = self._names.find(direction)
        if range_ is None:
            self.said.emit(self.tr("No unlabelled name is left in this article."))
            return
        self._view.take(*range_)
        self._view.set_current(None)
        document = self._session.document
        if document is not None:
            self._say(document.text[slice(*range_)])

    def _suggestions(self) -> list[Span]:
        return self._session.document.suggestions if self._session.document else []

    def _spans(self) -> list[Span]:
        return self._session.document.spans.all if self._session.document else []

    def _go(self, spans: list[Span], direction: int) -> None:
        """The next or previous one; those in folded lines only when no other is left."""
        if not spans:
            return
        first = self._beside(spans, direction)
        order = (spans[(first + direction * n) % len(spans)] for n in range(len(spans)))
        shown = (span for span in order if self._view.is_shown(span.start, span.end))
        found = next(shown, spans[first % len(spans)])
        self._view.set_current(found, go=True)
        label = self._session.label(found.label)
        self._say(f"{label.name if label else ''} {found.quote}")

    def _beside(self, spans: list[Span], direction: int) -> int:
        """The number of the span after or before the current one, or the text cursor; `spans` are by position."""
        current = self._view.current
        if current is not None:
            at = bisect_left(spans, place(current), key=place)
            if at < len(spans) and spans[at].id == current.id:
                return at + direction
        at = bisect_left(spans, self._view.caret, key=attrgetter("start"))
        return at if direction > 0 else at - 1

    def _following(self, current: Span) -> Span | None:
        """The suggestion after this one in the lines that are shown."""
        later = (span for span in self._suggestions() if (span.start, span.id) > (current.start, current.id))
        return next((span for span in later if self._view.is_shown(span.start, span.end)), None)

    def _warm_up(self) -> None:
        """Asking for it the first time makes PySide build its classes, which a key would wait for."""
        self._session.document_opened.disconnect(self._soon.start)
        from PySide6.QtGui import QAccessible

        QAccessible.isActive()

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
