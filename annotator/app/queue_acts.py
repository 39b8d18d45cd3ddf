"""The answers a person gives in the queue, to one suggestion or to all that are identical; each act one edit.

One suggestion of the article on screen is answered as in the reading view (`Acts`), with all that follows from it
there. What reaches further is made here.
"""

from __future__ import annotations

from collections.abc import Sequence

from annotator.app.acts import Acts
from annotator.app.beginning import begun_in
from annotator.app.session import Session
from annotator.core import queue_edits
from annotator.core.errors import ProjectError
from annotator.core.ids import new_uid
from annotator.core.model import Answer, AnswerKind, Label, Origin, Span
from annotator.storage.project import Project
from annotator.storage.queue import Suggestion


class QueueActs:
    """Every act answers True when it is saved. A suggestion is known by its document, range and label."""

    def __init__(self, session: Session, acts: Acts) -> None:
        self._session = session
        self._acts = acts

    def accept(self, suggestions: Sequence[Suggestion], label: Label | None = None) -> bool:
        """Takes suggestions of one kind over, with another label when given (a correction)."""
        if not self._is_writable():
            return False
        other = None if label is None or all(each.label == label.id for each in suggestions) else label
        found = self._on_screen(suggestions) if len(suggestions) == 1 else None
        if found is not None:
            return self._acts.accept(found, other)
        return self._answer(suggestions, AnswerKind.ACCEPTED if other is None else AnswerKind.CORRECTED, other)

    def reject(self, suggestions: Sequence[Suggestion]) -> bool:
        """Refuses suggestions of one kind; of the article on screen, all that are of that kind there."""
        if not self._is_writable():
            return False
        found = self._on_screen(suggestions)
        return self._acts.reject(found) if found is not None else self._answer(suggestions, AnswerKind.REJECTED)

    def skip(self, suggestions: Sequence[Suggestion]) -> bool:
        """Leaves suggestions for later."""
        if not self._is_writable():
            return False
        found = self._on_screen(suggestions) if len(suggestions) == 1 else None
        return self._acts.skip(found) if found is not None else self._answer(suggestions, AnswerKind.SKIPPED)

    def ask_again(self, suggestions: Sequence[Suggestion]) -> bool:
        """Opens again what was left for later."""
        project = self._session.project
        if project is None or not self._is_writable():
            return False
        skipped = self._skipped(project, suggestions)
        return bool(skipped) and self._session.apply(queue_edits.ask_again(skipped))

    def _on_screen(self, suggestions: Sequence[Suggestion]) -> Span | None:
        """The first suggestion where all of them are in the article on screen and it is open there."""
        document = self._session.document
        if document is None or any(each.document != document.id for each in suggestions):
            return None
        for wanted in suggestions[:1]:
            near = document.suggestions_between(wanted.start, wanted.end)
            return next((span for span in near if _place(span) == _place(wanted)), None)
        return None

    def _answer(self, suggestions: Sequence[Suggestion], kind: AnswerKind, label: Label | None = None) -> bool:
        project, person = self._session.project, self._session.person
        if project is None or person is None or not suggestions:
            return False
        new_id, spans = project.store.next_id, list[Span]()
        if kind in (AnswerKind.ACCEPTED, AnswerKind.CORRECTED):
            spans = [
                Span(new_id("span"), new_uid(), each.document, person.id, each.start, each.end,
                     label.id if label else each.label, each.quote, each.score, Origin.SUGGESTION)
                for each in suggestions
            ]  # fmt: skip
        answers = [Answer(new_id("answer"), each.document, person.id, *_place(each)[1:], kind) for each in suggestions]
        begun = begun_in(project, person.id, {each.document for each in suggestions})
        name = label or self._session.label(suggestions[0].label)
        skipped = self._skipped(project, suggestions)
        edit = queue_edits.answer_many(answers, spans, begun, skipped, suggestions[0].quote, name.name if name else "?")
        return self._session.apply(edit)

    def _skipped(self, project: Project, suggestions: Sequence[Suggestion]) -> list[Answer]:
        """The answers "skipped" that were given to suggestions."""
        person = self._session.person
        wanted = {_place(each) for each in suggestions}
        return [
            answer
            for document in sorted({each.document for each in suggestions})
            for answer in (project.annotations.answers(document, person.id) if person is not None else ())
            if answer.answer == AnswerKind.SKIPPED and _place(answer) in wanted
        ]

    def _is_writable(self) -> bool:
        """Whether answers can be saved; otherwise the person is told."""
        project = self._session.project
        if project is not None and not project.writable:
            self._session.refuse(ProjectError("project.read-only", path=project.path))
        return project is not None and project.writable


def _place(each: Suggestion | Answer) -> tuple[int, int, int, int]:
    return each.document, each.start, each.end, each.label
