"""The same words again: what a person says of a name once is offered at once wherever else it stands in the article.

Offers are suggestions in the layer of a machine of its own, so that the suggester's own layer, by which it is judged,
stays what it found. They are written outside the undo stack a moment after the edit is painted, and taken away again,
as far as they are open, a moment after the edit they came from is undone. What another machine suggests at such a place
is answered "corrected" in that same edit (see `Acts`), so undoing brings it back exactly. What a run rejects by itself,
because the person has rejected the same words, is open again when the person takes that back.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import QObject, QTimer

from annotator.app.open_document import OpenDocument, Triple
from annotator.app.session import Session
from annotator.core import surfaces
from annotator.core.edits import Edit
from annotator.core.errors import AnnotatorError
from annotator.core.line_kinds import HIDDEN
from annotator.core.model import AnnotatorKind, Answer, AnswerKind, Origin, Row, Span

_log = logging.getLogger(__name__)

MACHINE = "repeats"
"""The machine in whose layer offers lie; it is how lists and details tell them."""
OF = "of"
"""The attribute of an offer that ties it to the span it repeats, by uid; nothing to be read."""
SCORE = 0.9
"""The score of every offer: the person was sure of the name, but the same words may mean another thing elsewhere."""
MOST = 200
"""Places offered for one surface at once."""
_EXAMINED = 1000
"""Places looked at for one surface, so that a word that stands everywhere costs no more."""
_LATER = 60
"""Milliseconds after an edit until its offers are written or taken away: the edit is painted first."""
_REJECTIONS = ("suggestion.reject", "suggestion.reject-same")
_OFFERED_FOR = ("span.add", "span.relabel", "span.move", "suggestion.correct")

Mistake = tuple[str, int]
"""A surface with a label that the person has just said is wrong."""


@dataclass(slots=True)
class Plan:
    """What saying that a range has a label means for the same surface elsewhere."""

    offers: list[tuple[int, int]] = field(default_factory=list)
    """Where it is to be suggested."""
    stale: dict[Triple, Span] = field(default_factory=dict)
    """Open suggestions that the offers replace."""
    taken_back: list[Answer] = field(default_factory=list)
    """Earlier answers "corrected" to what is right after all."""


def plan(document: OpenDocument, start: int, end: int, label: int, mistakes: Collection[Mistake] = ()) -> Plan:
    """Finds where else the surface of `[start, end)` is to be suggested with `label`.

    A place is left out where the person has a span or has answered, where the line is folded, and where a suggestion
    goes over its edges, unless that is one of the `mistakes`; a suggestion inside the place gives way.
    """
    found = Plan()
    name = surfaces.surface(document.text[start:end])
    if not surfaces.is_telling(name) or (name, label) in rejected(document, label):
        return found
    mistakes, taken = frozenset(mistakes), 0
    for examined, (first, last) in enumerate(surfaces.other_places(document.text, name, start, end)):
        if examined == _EXAMINED or taken == MOST:
            break
        taken += _take(found, document, (first, last, label), mistakes)
    return found


def giving_way(document: OpenDocument, start: int, end: int, label: int, mistakes: Collection[Mistake]) -> Plan:
    """The `plan` of an edit before it is committed, for what it answers; places are looked for only when there may be
    something to answer, because the edit waits for it.
    """
    name = surfaces.surface(document.text[start:end])
    if not surfaces.is_telling(name):
        return Plan()
    corrected = (a for a in document.answers.values() if a.label == label and a.answer == AnswerKind.CORRECTED)
    suggested = {(span.quote, span.label) for span in document.suggestions}
    concerned = any(surfaces.surface(document.text[a.start : a.end]) == name for a in corrected) or any(
        _may_give_way(surfaces.surface(quote), other, (name, label), mistakes) for quote, other in suggested
    )
    return plan(document, start, end, label, mistakes) if concerned else Plan()


def _may_give_way(words: str, label: int, said: Mistake, mistakes: Collection[Mistake]) -> bool:
    """Tell whether a suggestion with these words can lie in the way of an offer of what was `said`."""
    return (words in said[0] and (words, label) != said) or (words, label) in mistakes


def mistaken(spans: Collection[Span]) -> set[Mistake]:
    """The surfaces and labels of spans."""
    return {(surfaces.surface(span.quote), span.label) for span in spans}


def rejected(document: OpenDocument, label: int) -> set[Mistake]:
    """The surfaces that the person has rejected in the article with a label."""
    found = (a for a in document.answers.values() if a.label == label and a.answer == AnswerKind.REJECTED)
    return {(surfaces.surface(document.text[answer.start : answer.end]), label) for answer in found}


def _take(found: Plan, document: OpenDocument, place: Triple, mistakes: frozenset[Mistake]) -> bool:
    """Puts one place into the plan; False when it is left out."""
    start, end, _ = place
    answer = document.answers.get(place)
    is_settled = answer is not None and answer.answer != AnswerKind.CORRECTED
    if is_settled or document.spans.between(start, end) or _is_folded(document, start):
        return False
    is_new = True
    if here := document.suggestions_between(start, end):
        others = [span for span in here if _triple(span) != place]
        if not all(_is_inside(span, place) or mistaken([span]) <= mistakes for span in others):
            return False
        found.stale.update((_triple(span), span) for span in others)
        is_new = len(others) == len(here)
    if answer is not None:
        found.taken_back.append(answer)
    if is_new:
        found.offers.append((start, end))
    return True


def _triple(span: Span) -> Triple:
    return span.start, span.end, span.label


def _is_inside(span: Span, place: Triple) -> bool:
    return place[0] <= span.start and span.end <= place[1]


def _is_folded(document: OpenDocument, start: int) -> bool:
    line = document.line_at(start)
    return line is not None and document.kind(line[0]) in HIDDEN


class Repeats(QObject):
    """Writes the offers for what the person at work does, and takes them away."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._waiting: list[Callable[[], None]] = []
        """What is to be written, in the order of the edits."""
        self._soon = QTimer(self, singleShot=True, interval=_LATER)
        self._soon.timeout.connect(self.catch_up)
        session.committed.connect(self._follow)
        session.document_closing.connect(self.catch_up)

    def catch_up(self) -> None:
        """Writes now what waits to be written."""
        self._soon.stop()
        waiting, self._waiting = self._waiting, []
        for write in waiting:
            try:
                write()
            except AnnotatorError as error:
                _log.warning("offers stay as they were: %s", error)

    def _follow(self, step: str, edit: Edit) -> None:
        if edit.name in _REJECTIONS and step != "apply":
            self._follow_rejection(edit)
        changes = edit.rows("span")
        if len(changes) != 1 or edit.name not in (*_OFFERED_FOR, "span.delete"):
            return
        before, after = changes[0].before, changes[0].after
        if before is not None and (step == "undo" or after is None):
            self._waiting.append(partial(self._withdraw, Span.from_row(before), self._answered(edit)))
        if after is not None and self._is_offered(step, edit, after):
            self._waiting.append(partial(self._offer, Span.from_row(after)))
        if not self._is_on_screen(edit):
            self.catch_up()  # the project may be closed without another word
        elif self._waiting:
            self._soon.start()

    def _follow_rejection(self, edit: Edit) -> None:
        """Takes back what runs have rejected since because of one that is undone; rejects it again with it."""
        project, document = self._session.project, edit.document
        if project is None or document is None:
            return
        undone = [Answer.from_row(each.before) for each in edit.rows("answer") if each.before and not each.after]
        layers, gone, new = project.annotations, list[Answer](), list[Answer]()
        try:
            text = project.documents.text(document)
            if undone:
                gone = layers.withdraw_rejections(undone, text)
            else:
                new = layers.repeat_rejections(document, text)
        except AnnotatorError as error:
            _log.warning("what runs rejected stays as it was: %s", error)
        if gone or new:
            self._session.exchange_rejections(document, gone, new)

    def _is_offered(self, step: str, edit: Edit, after: Row) -> bool:
        """Whether an edit that left a span so makes offers: every one done or redone, and a deletion undone."""
        if step == "undo":
            return edit.name == "span.delete" and after["origin"] == Origin.MANUAL
        return edit.name in _OFFERED_FOR

    def _offer(self, span: Span) -> None:
        project, document = self._session.project, self._session.document
        if project is None or document is None or document.id != span.document or document.hides_suggestions:
            return
        ranges = plan(document, span.start, span.end, span.label).offers
        ranges = [range_ for range_ in ranges if not document.suggestions_between(*range_)]
        if not ranges:
            return
        machine = project.people.ensure(MACHINE, AnnotatorKind.MACHINE)
        found = [(start, end, span.label, SCORE) for start, end in ranges]
        new = project.annotations.add_run_spans(span.document, machine.id, document.text, found, {OF: span.uid})
        self._session.take_suggestions(span.document, new)

    def _is_on_screen(self, edit: Edit) -> bool:
        return self._session.document is not None and self._session.document.id == edit.document

    def _answered(self, edit: Edit) -> set[Triple]:
        """What has an answer after an edit, which the next one may take back before anything is withdrawn."""
        document = self._session.document
        return set(document.answers) if document is not None and self._is_on_screen(edit) else set()

    def _withdraw(self, was: Span, before: set[Triple]) -> None:
        """Takes away the offers made for what a span was that have no answer and had none `before`."""
        project = self._session.project
        machines = project.people.all(AnnotatorKind.MACHINE) if project is not None else []
        machine = next((machine for machine in machines if machine.name == MACHINE), None)
        if project is None or machine is None:
            return
        layers = project.annotations
        answered = before | {(a.start, a.end, a.label) for a in layers.answers(was.document, was.annotator)}
        gone = [
            span
            for span in layers.spans(was.document, machine.id)
            if span.attributes.get(OF) == was.uid
            and mistaken([span]) == mistaken([was])
            and _triple(span) not in answered
        ]
        layers.remove_run_spans(gone)
        self._session.drop_suggestions(was.document, gone)
