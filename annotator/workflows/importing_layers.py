"""The layers that an import brings: labels, annotators, spans, relations, document labels, answers and states as rows
of the project.

What lies on documents of the import itself is written at once, since nobody sees these documents yet. The import's edit
carries the rest: new labels with everything that bears them, and what is put on articles that were there before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from annotator.core.attributes import fitting
from annotator.core.edits import TABLES, Change, change
from annotator.core.exchange import AnnotatedDocument, Annotation, DataSet
from annotator.core.ids import new_uid
from annotator.core.model import (
    Annotator,
    AnnotatorKind,
    Answer,
    Assignment,
    DocumentLabel,
    Label,
    Record,
    Relation,
    Scope,
    Span,
    State,
)
from annotator.storage import imports
from annotator.storage.project import Project
from annotator.workflows.importing_labels import LabelBook
from annotator.workflows.people import only_person


class LayerRows:
    """Turns layers by name into rows; `annotator` is whose layer one without a name is."""

    def __init__(self, project: Project, annotator: str) -> None:
        self._project = project
        self._default = annotator
        self._old = {annotator.id for annotator in project.people.all()}
        self._labels = LabelBook(project)
        self._held: dict[tuple[object, ...], Record] = {}
        self._held_uids: set[tuple[str, str]] = set()
        self._held_spans: set[int] = set()
        self._misfits = 0

    def offer(self, data: DataSet) -> None:
        """Takes the label set and the annotators of a file: what the project lacks it gets (see `LabelBook`)."""
        self._labels.offer(data.labels)
        for name, kind in data.annotators:
            self._project.people.ensure(name, AnnotatorKind(kind))

    def add(self, document: int, content: AnnotatedDocument, visible: bool) -> int:
        """Adds the layers of a document; what a layer holds already is left as it is.

        Answers how many attributes were left out because the label here does not permit them.
        """
        self._misfits = 0
        for layer in content.annotations:
            annotator = self._annotator(layer)
            spans: list[int] = []
            self._put(self._spans(document, annotator, layer, spans), visible)
            self._put(self._relations(document, annotator, layer, spans), visible)
            self._put(self._document_labels(document, annotator, layer), visible)
            self._put(self._answers(document, annotator, layer), visible)
            self._put(self._assignment(document, annotator, layer), visible)
        return self._misfits

    def changes(self) -> tuple[Change, ...]:
        """What the import's edit has to write: labels first, for spans refer to them."""
        return (*self._labels.changes(), *(change(None, row) for row in self._held.values()))

    def forget(self) -> None:
        """Takes out the annotators that this import brought."""
        new = {annotator.id for annotator in self._project.people.all()} - self._old
        if new:
            imports.forget_annotators(self._project.store, new)

    def _annotator(self, layer: Annotation) -> Annotator:
        if layer.annotator or self._default:
            return self._project.people.ensure(layer.annotator or self._default, AnnotatorKind(layer.kind))
        return only_person(self._project)

    def _put(self, rows: Iterable[Record], visible: bool) -> None:
        """Writes rows, or holds them back for the edit."""
        now: list[Record] = []
        for row in rows:
            if visible or self._waits(row):
                self._held[_identity(row)] = row
                if isinstance(row, Span | Relation | DocumentLabel):
                    self._held_uids.add((TABLES[type(row)], row.uid))
                if isinstance(row, Span):
                    self._held_spans.add(row.id)
            else:
                now.append(row)
        if now:
            imports.write(self._project.store, now)

    def _waits(self, row: Record) -> bool:
        """Whether a row refers to a label or to a span that only the edit will write."""
        if isinstance(row, Relation) and not self._held_spans.isdisjoint((row.source, row.target)):
            return True
        return isinstance(row, Span | Relation | DocumentLabel | Answer) and self._labels.is_new(row.label)

    def _spans(self, document: int, annotator: Annotator, layer: Annotation, keys: list[int]) -> Iterator[Record]:
        """The spans that are not there yet; `keys` gets the number of each span of the layer, in its order."""
        spans = self._project.annotations.spans(document, annotator.id)
        present: dict[object, int] = {_identity(span): span.id for span in spans}
        uids = set(self._held_uids)
        for mark in layer.spans:
            label = self._labels.get(mark.label)
            span = Span(
                0, "", document, annotator.id, mark.start, mark.end, label.id, mark.quote, mark.score, mark.origin,
                mark.note, self._fitting(label, mark.attributes),
            )  # fmt: skip
            key = self._present(span, present)
            if key is None:
                key = self._project.store.next_id("span")
                present[_identity(span)] = key
                yield replace(span, id=key, uid=self._uid("span", mark.uid, uids))
            keys.append(key)

    def _relations(self, document: int, annotator: Annotator, layer: Annotation, keys: list[int]) -> Iterator[Record]:
        relations = self._project.annotations.relations(document, annotator.id)
        present: dict[object, int] = {_identity(relation): relation.id for relation in relations}
        uids = set(self._held_uids)
        for link in layer.relations:
            label = self._labels.get(link.label, Scope.RELATION)
            attributes = self._fitting(label, link.attributes)
            ends = keys[link.source], keys[link.target]
            row = Relation(0, "", document, annotator.id, *ends, label.id, attributes)
            if ends[0] != ends[1] and self._present(row, present) is None:
                key = present[_identity(row)] = self._project.store.next_id("relation")
                yield replace(row, id=key, uid=self._uid("relation", link.uid, uids))

    def _document_labels(self, document: int, annotator: Annotator, layer: Annotation) -> Iterator[Record]:
        rows = self._project.annotations.document_labels(document, annotator.id)
        present: dict[object, int] = {_identity(row): row.id for row in rows}
        uids = set(self._held_uids)
        for topic in layer.document_labels:
            row = DocumentLabel(0, "", document, annotator.id, self._labels.get(topic.label, Scope.DOCUMENT).id)
            if self._present(row, present) is None:
                key = present[_identity(row)] = self._project.store.next_id("document_label")
                yield replace(row, id=key, uid=self._uid("document_label", topic.uid, uids))

    def _fitting(self, label: Label, attributes: dict[str, Any]) -> dict[str, Any]:
        """The attributes without those that the label does not permit, which are counted."""
        fits = fitting(label.attributes, attributes)
        self._misfits += len(attributes) - len(fits)
        return fits

    def _uid(self, table: str, uid: str, taken: set[tuple[str, str]]) -> str:
        """The uid a row had elsewhere, or a new one where something here has it."""
        if not uid or (table, uid) in taken or not imports.is_free(self._project.store, table, uid):
            uid = new_uid()
        taken.add((table, uid))
        return uid

    def _answers(self, document: int, annotator: Annotator, layer: Annotation) -> Iterator[Record]:
        answers = self._project.annotations.answers(document, annotator.id)
        present: dict[object, int] = {_identity(answer): answer.id for answer in answers}
        for mark in layer.answers:
            label = self._labels.get(mark.label).id
            answer = Answer(0, document, annotator.id, mark.start, mark.end, label, mark.answer)
            if self._present(answer, present) is None:
                key = present[_identity(answer)] = self._project.store.next_id("answer")
                yield replace(answer, id=key)

    def _assignment(self, document: int, annotator: Annotator, layer: Annotation) -> Iterator[Record]:
        says = layer.state != State.NEW or layer.seconds
        if says and self._project.annotations.assignment(document, annotator.id) is None:
            row = Assignment(0, document, annotator.id, layer.state, layer.seconds)
            if self._present(row, {}) is None:
                yield replace(row, id=self._project.store.next_id("assignment"))

    def _present(self, row: Record, present: dict[object, int]) -> int | None:
        """The number of the same row where there is one, in the project or held back for the edit."""
        identity = _identity(row)
        if identity in present:
            return present[identity]
        held = self._held.get(identity)
        return None if held is None else int(held.id)  # type: ignore[attr-defined]


def _identity(row: Record) -> tuple[object, ...]:
    """What makes a row the same as another, whatever their numbers."""
    if isinstance(row, Span | Answer):
        return type(row), row.document, row.annotator, row.start, row.end, row.label
    if isinstance(row, Relation):
        return type(row), row.document, row.annotator, row.source, row.target, row.label
    if isinstance(row, DocumentLabel):
        return type(row), row.document, row.annotator, row.label
    if isinstance(row, Assignment):
        return type(row), row.document, row.annotator
    raise TypeError(f"a layer has no {type(row).__name__}")
