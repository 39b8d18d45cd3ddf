"""What a person does to many places of many articles at once: each act one edit, undone in one step.

What is acted on was found by a search, perhaps a while ago. Where it is no longer what was found, the whole act is
refused with a sentence, and nothing is done.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace

from annotator.app.beginning import begun_in
from annotator.app.session import Session
from annotator.core import bulk_edits
from annotator.core.edits import Edit
from annotator.core.errors import AnnotatorError, RefusedError, StaleEditError
from annotator.core.ids import new_uid
from annotator.core.model import Answer, AnswerKind, Label, Span
from annotator.core.selection import trim
from annotator.storage import bulk
from annotator.storage.bulk import Place
from annotator.storage.concordance import SpanAt
from annotator.storage.project import Project


class BulkActs:
    """The acts on the hits of a search. Every act answers True when it is saved."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def label(self, places: Collection[Place], label: Label) -> bool:
        """Labels every place without the blanks at its edges; those that have the label already stay as they are.

        Suggestions that say the same are thereby accepted. Refused when no place is left ("span.duplicate").
        """
        return self._made(lambda project, person: self._labelling(project, person, places, label))

    def put(self, places: Collection[Place], found: Collection[SpanAt], label: Label) -> bool:
        """Labels the places and gives the person's spans this label, as `label` and `relabel` do, in one edit."""
        others = [span for span in found if span.label != label.id]
        if not others:
            return self.label(places, label) if places else self.relabel(found, label)
        if not places:
            return self.relabel(others, label)
        return self._made(lambda project, person: self._putting(project, person, places, others, label))

    def relabel(self, found: Collection[SpanAt], label: Label) -> bool:
        """Gives the person's spans another label; one whose range has that label too is taken away instead."""
        return self._made(lambda project, person: self._relabelling(project, person, found, label))

    def remove(self, found: Collection[SpanAt]) -> bool:
        """Takes the person's spans away, and their relations with them."""
        return self._made(lambda project, person: bulk_edits.remove_many(_current(project, person, found)))

    def _made(self, make: Callable[[Project, int], Edit]) -> bool:
        """Commits what `make(project, person)` makes; what it refuses is told."""
        project, person = self._session.project, self._session.person
        if project is None or person is None:
            return False
        try:
            edit = make(project, person.id)
        except AnnotatorError as error:
            self._session.refuse(error)
            return False
        return self._session.apply(edit)

    def _putting(
        self, project: Project, person: int, places: Collection[Place], found: Collection[SpanAt], label: Label
    ) -> Edit:
        added = self._labelling(project, person, places, label)
        begun = {change.after["document"] for change in added.rows("assignment") if change.after}
        changed = self._relabelling(project, person, found, label, begun)
        values = {**added.values, "n": added.values["n"] + changed.values["n"]}
        return replace(added, values=values).also(changed)

    def _labelling(self, project: Project, person: int, places: Collection[Place], label: Label) -> Edit:
        store, documents = project.store, {place[0] for place in places}
        _check_there(project, documents)
        taken = bulk.places_of(store, person, label.id, documents)
        asked = _quotes(project, places)
        quotes = {place: quote for place, quote in asked.items() if place not in taken}
        if not quotes:
            raise RefusedError("span.duplicate" if asked else "span.blank")
        scores = bulk.suggested(store, person, label.id, documents)
        spans = [
            Span(store.next_id("span"), new_uid(), place[0], person, place[1], place[2], label.id, quote,
                 scores.get(place))
            for place, quote in quotes.items()
        ]  # fmt: skip
        accepted = [
            Answer(store.next_id("answer"), place[0], person, place[1], place[2], label.id, AnswerKind.ACCEPTED)
            for place in quotes
            if place in scores
        ]
        return bulk_edits.add_many(spans, label.name, accepted, begun_in(project, person, (p[0] for p in quotes)))

    def _relabelling(
        self,
        project: Project,
        person: int,
        found: Collection[SpanAt],
        label: Label,
        begun: Collection[int] = (),
    ) -> Edit:
        """`begun` are documents that another part of the same edit begins."""
        spans = [span for span in _current(project, person, found) if span.label != label.id]
        if not spans:
            raise RefusedError("span.duplicate")
        documents = {span.document for span in spans}
        taken = bulk.places_of(project.store, person, label.id, documents)
        changed: list[Span] = []
        needless: list[Span] = []
        for span in spans:
            place = (span.document, span.start, span.end)
            (needless if place in taken else changed).append(span)
            taken.add(place)
        return bulk_edits.relabel_many(changed, needless, label, begun_in(project, person, documents.difference(begun)))


def _current(project: Project, person: int, found: Collection[SpanAt]) -> list[Span]:
    """The spans as they are now. Raises StaleEditError when one is gone or another than was found."""
    spans = bulk.spans(project.store, (each.id for each in found))
    for each in found:
        span = spans.get(each.id)
        now = None if span is None or span.annotator != person else (span.start, span.end, span.label)
        if now != (each.start, each.end, each.label):
            raise StaleEditError("edit.stale", table="span", key=each.id)
    _check_there(project, {span.document for span in spans.values()})
    return sorted(spans.values(), key=lambda span: (span.document, span.start, span.id))


def _check_there(project: Project, documents: set[int]) -> None:
    if bulk.visible(project.store, documents) != documents:
        raise StaleEditError("edit.stale", table="document", key=0)


def _quotes(project: Project, places: Iterable[Place]) -> dict[Place, str]:
    """The places without the blanks at their edges, in order, each once, with the words; blank ones are left out."""
    by_document: dict[int, list[Place]] = {}
    for place in sorted(places):
        by_document.setdefault(place[0], []).append(place)
    found: dict[Place, str] = {}
    for document, text in bulk.texts(project.store, by_document):
        for _, start, end in by_document[document]:
            range_ = trim(text, start, end)
            if range_ is not None:
                found[(document, *range_)] = text[slice(*range_)]
    return found
