"""The same words again, all of them in one act: every identical suggestion accepted, or every other place labelled."""

from __future__ import annotations

from dataclasses import replace

from annotator.app.beginning import begun
from annotator.app.open_document import OpenDocument
from annotator.app.session import Session
from annotator.core import bulk_edits, edits
from annotator.core.edits import Edit
from annotator.core.ids import new_uid
from annotator.core.line_kinds import HIDDEN
from annotator.core.model import Answer, AnswerKind, Origin, Span
from annotator.core.surfaces import places, surface
from annotator.storage.project import Project


class SameActs:
    """What one span or suggestion says, said of every place in the article with the same words.

    An act answers how many places it reached, 0 when there was none or it could not be saved.
    """

    def __init__(self, session: Session) -> None:
        self._session = session

    def everywhere(self, span: Span) -> int:
        """Accepts every open suggestion like this one; with a span of the person's own, labels every other place."""
        project, document = self._session.project, self._session.document
        if project is None or document is None or not project.writable:
            return 0
        if span.annotator == document.annotator:
            return self._apply(project, document, self._labelling(project, document, span))
        return self._apply(project, document, self._accepting(project, document, span))

    def _accepting(self, project: Project, document: OpenDocument, like: Span) -> Edit | None:
        words = surface(like.quote)
        same = [s for s in document.suggestions if s.label == like.label and surface(s.quote) == words]
        pairs = [
            (
                replace(_new(project, document, (s.start, s.end), s.label), origin=Origin.SUGGESTION, score=s.score),
                _accepted(project, document, (s.start, s.end), s.label),
            )
            for s in same
        ]
        if not pairs:
            return None
        edit = edits.accept_all(pairs, document.id)
        return replace(edit, name="suggestion.accept-same", values=self._values(like, len(pairs)))

    def _labelling(self, project: Project, document: OpenDocument, like: Span) -> Edit | None:
        free = [
            place
            for place in places(document.text, surface(like.quote))
            if not document.spans.between(*place) and not _is_folded(document, place[0])
        ]
        if not free:
            return None
        suggested = {(s.start, s.end): s.score for s in document.suggestions if s.label == like.label}
        new = [replace(_new(project, document, place, like.label), score=suggested.get(place)) for place in free]
        accepted = [_accepted(project, document, place, like.label) for place in free if place in suggested]
        values = self._values(like, len(free))
        edit = bulk_edits.add_many(new, str(values["label"]), accepted)
        return replace(edit, document=document.id, values=values)

    def _values(self, like: Span, count: int) -> dict[str, str | int]:
        label = self._session.label(like.label)
        return {"label": label.name if label else "?", "quote": like.quote, "n": count}

    def _apply(self, project: Project, document: OpenDocument, edit: Edit | None) -> int:
        if edit is None or not self._session.apply(begun(project, document, edit)):
            return 0
        return int(edit.values["n"])


def _new(project: Project, document: OpenDocument, place: tuple[int, int], label: int) -> Span:
    key = project.store.next_id("span")
    return Span(key, new_uid(), document.id, document.annotator, *place, label, document.text[slice(*place)])


def _accepted(project: Project, document: OpenDocument, place: tuple[int, int], label: int) -> Answer:
    key = project.store.next_id("answer")
    return Answer(key, document.id, document.annotator, *place, label, AnswerKind.ACCEPTED)


def _is_folded(document: OpenDocument, start: int) -> bool:
    line = document.line_at(start)
    return line is not None and document.kind(line[0]) in HIDDEN
