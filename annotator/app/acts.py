"""What a person can do to the document on screen, each act one edit through `Session.apply`.

Every act answers True when it is saved. What must be refused is refused here with a sentence, before anything is
written.
"""

from __future__ import annotations

from dataclasses import replace

from annotator.app import repeats
from annotator.app.beginning import begun
from annotator.app.open_document import OpenDocument
from annotator.app.session import Session
from annotator.core import edits
from annotator.core.edits import Edit
from annotator.core.errors import RefusedError
from annotator.core.ids import new_uid
from annotator.core.line_kinds import LineKind
from annotator.core.model import Answer, AnswerKind, Assignment, Document, FurnitureRange, Label, Origin, Span, State
from annotator.core.selection import trim
from annotator.storage.documents import described
from annotator.storage.project import Project


class Acts:
    """The acts on the document that a session has open."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add_span(self, start: int, end: int, label: Label) -> bool:
        """Labels `[start, end)` without the blanks at its edges; a suggestion it equals is thereby accepted."""
        document = self._document
        range_ = trim(document.text, start, end) if document else None
        if document is None or range_ is None:
            return self._refuse(RefusedError("span.blank"))
        same = [s for s in document.suggestions_between(*range_) if (s.start, s.end, s.label) == (*range_, label.id)]
        if same:
            return self.accept(same[0])
        if self._has(document, *range_, label.id):
            return self._refuse(RefusedError("span.duplicate"))
        span = self._new_span(document, *range_, label.id)
        return self._correct(edits.add_span(span, label.name), span, document.suggestions_between(*range_))

    def relabel(self, span: Span, label: Label) -> bool:
        """Gives a span another label; a suggestion is accepted with it, as a correction."""
        document = self._document
        if document is None or span.label == label.id:
            return False
        if span.annotator != document.annotator:
            return self.accept(span, label=label)
        if self._has(document, span.start, span.end, label.id):
            return self._refuse(RefusedError("span.duplicate"))
        return self._correct(edits.relabel_span(span, label), replace(span, label=label.id), [span])

    def move(self, span: Span, start: int, end: int) -> bool:
        """Moves the edges of a span to `[start, end)`; a suggestion is accepted there, as a correction."""
        document = self._document
        range_ = trim(document.text, start, end) if document else None
        if document is None or range_ is None or range_ == (span.start, span.end):
            return False
        if span.annotator != document.annotator:
            return self.accept(span, range_=range_)
        if self._has(document, *range_, span.label):
            return self._refuse(RefusedError("span.duplicate"))
        moved = span.moved(document.text, *range_)
        return self._correct(edits.move_span(span, moved), moved, [span])

    def note(self, span: Span, note: str) -> bool:
        """Puts a remark on one of the person's own spans."""
        return span.note != note and self._apply(edits.note_span(span, note))

    def delete(self, span: Span) -> bool:
        """Takes a span away; a suggestion is rejected."""
        document = self._document
        if document is not None and span.annotator != document.annotator:
            return self.reject(span)
        return self._apply(edits.remove_span(span))

    def accept(self, suggestion: Span, label: Label | None = None, range_: tuple[int, int] | None = None) -> bool:
        """Takes a suggestion over, with another label or range when given (a correction)."""
        document = self._document
        if document is None:
            return False
        label_id = label.id if label else suggestion.label
        start, end = range_ or (suggestion.start, suggestion.end)
        if self._has(document, start, end, label_id):
            return self._refuse(RefusedError("span.duplicate"))
        is_same = label_id == suggestion.label and (start, end) == (suggestion.start, suggestion.end)
        span = replace(self._new_span(document, start, end, label_id), origin=Origin.SUGGESTION, score=suggestion.score)
        answer = self._answer(suggestion, AnswerKind.ACCEPTED if is_same else AnswerKind.CORRECTED)
        edit = edits.accept(span, answer, self._name(label_id))
        return self._apply(edit) if is_same else self._correct(edit, span, [suggestion])

    def accept_all(self) -> bool:
        """Takes over every open suggestion of the document that no other one accepted with it would duplicate."""
        document = self._document
        if document is None:
            return False
        pairs = [
            (
                replace(self._new_span(document, s.start, s.end, s.label), origin=Origin.SUGGESTION, score=s.score),
                self._answer(s, AnswerKind.ACCEPTED),
            )
            for s in document.suggestions
        ]
        return bool(pairs) and self._apply(edits.accept_all(pairs, document.id))

    def reject(self, suggestion: Span) -> bool:
        """Refuses a suggestion, and with it every open one of the same words and label in the article."""
        document = self._document
        wrong = repeats.mistaken([suggestion])
        open_now = document.suggestions if document is not None else []
        same = [s for s in open_now if s.label == suggestion.label and repeats.mistaken([s]) == wrong]
        others = [s for s in same if (s.start, s.end) != (suggestion.start, suggestion.end)]
        answers = [self._answer(s, AnswerKind.REJECTED) for s in (*others, suggestion)]
        name = self._name(suggestion.label)
        if others:
            return self._apply(edits.reject_same(answers, suggestion.quote, name))
        return self._apply(edits.reject(answers[0], suggestion.quote, name))

    def skip(self, suggestion: Span) -> bool:
        """Leaves a suggestion for later: it is open no more until that is taken back."""
        answer = self._answer(suggestion, AnswerKind.SKIPPED)
        return self._apply(edits.skip(answer, suggestion.quote, self._name(suggestion.label)))

    def set_state(self, state: State) -> bool:
        """Says how far the person is with the document on screen."""
        document = self._document
        return document is not None and self.set_state_of(document.id, state)

    def set_state_of(self, document: int, state: State) -> bool:
        """Says how far the person is with a document, on screen or not; True also when it is said already."""
        project, person = self._session.project, self._session.person
        if project is None or person is None:
            return False
        before = project.annotations.assignment(document, person.id)
        if state == (before.state if before else State.NEW):
            return True
        if before is not None:
            return self._session.apply(edits.set_state(before, replace(before, state=state)))
        after = Assignment(project.store.next_id("assignment"), document, person.id, state)
        return self._session.apply(edits.set_state(None, after))

    def set_kind(self, start: int, end: int, kind: LineKind) -> bool:
        """Corrects the kind of the line `[start, end)`."""
        document, project = self._document, self._session.project
        if document is None or project is None or document.kind(start) == kind:
            return False
        before = document.furniture.get(start)
        key = before.id if before else project.store.next_id("furniture")
        after = FurnitureRange(key, document.id, start, end, kind, "person")
        return self._session.apply(edits.set_kind(before, after))

    def change_details(self, before: Document, after: Document) -> bool:
        """Corrects the title, date, source or author of an article."""
        after = described(after)
        return after != before and self._session.apply(edits.change_document(before, after))

    def remove_article(self, document: Document) -> bool:
        """Takes an article out of the project; undoing brings it back with everything on it."""
        return self._session.apply(edits.remove_document(document))

    @property
    def _document(self) -> OpenDocument | None:
        return self._session.document

    @property
    def _project(self) -> Project:
        project = self._session.project
        if project is None:
            raise RefusedError("project.missing", path="")
        return project

    def _apply(self, edit: Edit) -> bool:
        """Commits an edit on spans; the first one in a document also begins it."""
        document = self._document
        return self._session.apply(edit if document is None else begun(self._project, document, edit))

    def _correct(self, edit: Edit, span: Span, wrong: list[Span]) -> bool:
        """Commits an edit that says what `span` is, and not `wrong`; suggestions elsewhere give way to the same."""
        document = self._document
        if document is None:
            return False
        found = repeats.giving_way(document, span.start, span.end, span.label, repeats.mistaken(wrong))
        here = {(c.after["start"], c.after["end"], c.after["label"]) for c in edit.rows("answer") if c.after}
        stale = [self._answer(s, AnswerKind.CORRECTED) for triple, s in found.stale.items() if triple not in here]
        return self._apply(edits.answering(edit, stale, found.taken_back))

    def _refuse(self, error: RefusedError) -> bool:
        self._session.refuse(error)
        return False

    def _name(self, label: int) -> str:
        found = self._session.label(label)
        return found.name if found else "?"

    def _new_span(self, document: OpenDocument, start: int, end: int, label: int) -> Span:
        key = self._project.store.next_id("span")
        return Span(key, new_uid(), document.id, document.annotator, start, end, label, document.text[start:end])

    def _answer(self, suggestion: Span, answer: AnswerKind) -> Answer:
        document = self._document
        person = document.annotator if document else suggestion.annotator
        triple = (suggestion.start, suggestion.end, suggestion.label)
        return Answer(self._project.store.next_id("answer"), suggestion.document, person, *triple, answer)

    def _has(self, document: OpenDocument, start: int, end: int, label: int) -> bool:
        near = document.spans.between(start, end)
        return any((span.start, span.end, span.label) == (start, end, label) for span in near)
