"""The layers that an import brings: labels, annotators, spans, relations, document labels, answers and states as rows
of the project.

What lies on documents of the import itself is written as such, since nobody sees these documents yet. The import's edit
carries the rest: new labels with everything that bears them, and what is put on articles that were there before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, NamedTuple

from annotator.core.attributes import fitting
from annotator.core.edits import TABLES, Change, change
from annotator.core.exchange import AnnotatedDocument, Annotation, DataSet, Mark
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
from annotator.storage.imports import Place
from annotator.storage.project import Project
from annotator.workflows.importing_labels import LabelBook
from annotator.workflows.people import only_person

_WITH_UIDS = (("span", "spans"), ("relation", "relations"), ("document_label", "document_labels"))
_MOST = 20_000
"""Rows that wait to be written together."""
_NO_UIDS: Mapping[tuple[str, str], str] = MappingProxyType({})


class LeftOut(NamedTuple):
    """How much of a document's layers was not taken.

    `attributes` are those that the labels here do not permit, `differing` the spans whose note or attributes are others
    here.
    """

    attributes: int
    differing: int


class LayerRows:
    """Turns layers by name into rows; `annotator` of this `kind` is whose layer one without a name is.

    `uids` are those that annotators get who come in, by name and kind.
    Of each chunk of documents first those that were met are told (`expect`), then each is added, then `flush`.
    """

    def __init__(
        self,
        project: Project,
        annotator: str,
        kind: AnnotatorKind = AnnotatorKind.PERSON,
        uids: Mapping[tuple[str, str], str] = _NO_UIDS,
    ) -> None:
        self._project = project
        self._default = annotator
        self._uids = uids
        self._more: list[Change] = []
        self._kind = kind
        self._brought: set[int] = set()
        self._people: dict[tuple[str, str], Annotator] = {}
        self._labels = LabelBook(project)
        self._held = _Held()
        self._chunk = _Chunk()
        self._misfits = 0
        self._differing = 0

    def offer(self, data: DataSet) -> None:
        """Takes the label set and the annotators of a file: what the project lacks it gets (see `LabelBook`)."""
        self._labels.offer(data.labels)
        for name, kind in data.annotators:
            self._ensured(name, AnnotatorKind(kind))

    def expect(self, documents: Iterable[AnnotatedDocument]) -> None:
        """Looks up which uids of the layers of documents are taken here."""
        layers = [layer for document in documents for layer in document.annotations]
        for table, items in _WITH_UIDS:
            uids = {item.uid for layer in layers for item in getattr(layer, items) if item.uid}
            self._chunk.uids |= {(table, uid) for uid in imports.taken(self._project.store, table, uids)}

    def add(self, document: int, content: AnnotatedDocument, visible: bool, is_new: bool = False) -> LeftOut:
        """Adds the layers of a document; what a layer holds already is left as it is, but for spans that lack the note
        or attributes that come with them here.

        With `is_new` the document has come just now and nothing is on it. Answers what was left out.
        """
        self._misfits = self._differing = 0
        self._chunk.texts[document] = content.text
        if is_new:
            self._chunk.new.add(document)
        for layer in content.annotations:
            annotator = self._annotator(layer).id
            self._links(document, annotator, layer, visible, self._spans(document, annotator, layer, visible))
            self._topics(document, annotator, layer, visible)
            self._answers(document, annotator, layer, visible)
            self._state(document, annotator, layer, visible)
        if len(self._chunk.rows) >= _MOST:
            self._write()
        return LeftOut(self._misfits, self._differing)

    def flush(self) -> None:
        """Writes what was added; a new chunk begins."""
        self._write()
        self._chunk = _Chunk()

    def changes(self) -> tuple[Change, ...]:
        """What the import's edit has to write: labels first, for spans refer to them. Nothing is held back any more."""
        held, self._held = self._held, _Held()
        added, filled = list(held.rows.values()), list(held.filled.values())
        del held
        return (*self._labels.changes(), *_changes(added), *(change(*pair) for pair in filled), *self._more)

    def also(self, changed: Change) -> None:
        """Has the import's edit write one more change."""
        self._more.append(changed)

    def forget(self) -> None:
        """Takes out the annotators that this import brought."""
        imports.forget_annotators(self._project.store, self._brought)

    def _write(self) -> None:
        if self._chunk.rows:
            imports.write(self._project.store, self._chunk.rows, self._chunk.texts)
            self._chunk.rows = []

    def _annotator(self, layer: Annotation) -> Annotator:
        whose = (layer.annotator, layer.kind)
        if whose not in self._people:
            self._people[whose] = self._named(layer)
        return self._people[whose]

    def _named(self, layer: Annotation) -> Annotator:
        if layer.annotator:
            return self._ensured(layer.annotator, AnnotatorKind(layer.kind))
        if self._default:
            return self._ensured(self._default, self._kind)
        return only_person(self._project)

    def _ensured(self, name: str, kind: AnnotatorKind) -> Annotator:
        known = {annotator.id for annotator in self._project.people.all()}
        found = self._project.people.ensure(name, kind, self._uids.get((name, kind), ""))
        self._brought |= {found.id} - known
        return found

    def _put(self, row: _LayerRow, waits: bool) -> None:
        """Keeps a row for the next writing, or holds it back for the edit: it waits on what is visible, and where it
        refers to a label or a span that only the edit will write."""
        if waits:
            self._held.add(row)
        else:
            self._chunk.rows.append(row)

    def _present(self, table: str, document: int, annotator: int) -> dict[Place, int]:
        """What a layer of a document has, in the project, in this chunk or held back; for the caller to add to."""
        layer = (table, document, annotator)
        found = self._chunk.present.get(layer)
        if found is None:
            found = {} if document in self._chunk.new else imports.places(self._project.store, *layer)
            found |= self._held.present.get(layer, {})
            self._chunk.present[layer] = found
        return found

    def _spans(self, document: int, annotator: int, layer: Annotation, visible: bool) -> list[int]:
        """The number of each span of the layer, in its order."""
        keys: list[int] = []
        present = self._present("span", document, annotator) if layer.spans else {}
        labels = {name: self._labels.get(name) for name in dict.fromkeys([mark.label for mark in layer.spans])}
        waiting = {label.id for label in labels.values() if visible or self._labels.is_new(label.id)}
        next_id = self._project.store.next_id
        for mark in layer.spans:
            label = labels[mark.label]
            place = start, end, label_id = mark.start, mark.end, label.id
            key = present.get(place)
            if key is None:
                key = present[place] = next_id("span")
                uid = self._uid("span", mark.uid) if mark.uid else new_uid()
                attributes = self._fitting(label, mark.attributes) if mark.attributes else {}
                span = Span(key, uid, document, annotator, start, end, label_id, mark.quote, mark.score, mark.origin,
                            mark.note, attributes)  # fmt: skip
                self._put(span, label_id in waiting)
            elif mark.note or mark.attributes:
                self._fill(key, mark, label)
            keys.append(key)
        return keys

    def _fill(self, key: int, mark: Mark, label: Label) -> None:
        """Gives a span that is there the note and the attributes that it lacks; where it has others, they stay."""
        span = self._span(key)
        attributes = self._fitting(label, mark.attributes)
        filled = replace(span, note=span.note or mark.note, attributes={**attributes, **span.attributes})
        told = mark.note or filled.note, {**filled.attributes, **attributes}
        self._differing += (filled.note, filled.attributes) != told
        if filled != span:
            self._held.change(span, filled)

    def _span(self, key: int) -> Span:
        """A span that is in the project, held back, or waits to be written, which is done then."""
        held = self._held.span(key)
        if held is not None:
            return held
        self._write()
        found = self._project.annotations.span(key)
        assert found is not None  # its number was found among the rows
        return found

    def _links(self, document: int, annotator: int, layer: Annotation, visible: bool, keys: list[int]) -> None:
        """The relations; `keys` has the number of each span of the layer."""
        for link in layer.relations:
            label = self._labels.get(link.label, Scope.RELATION)
            present = self._present("relation", document, annotator)
            place = keys[link.source], keys[link.target], label.id
            if place[0] != place[1] and place not in present:
                key = present[place] = self._project.store.next_id("relation")
                uid, attributes = self._uid("relation", link.uid), self._fitting(label, link.attributes)
                waits = visible or self._labels.is_new(label.id) or not self._held.spans.isdisjoint(place[:2])
                self._put(Relation(key, uid, document, annotator, *place, attributes), waits)

    def _topics(self, document: int, annotator: int, layer: Annotation, visible: bool) -> None:
        for topic in layer.document_labels:
            label = self._labels.get(topic.label, Scope.DOCUMENT).id
            present = self._present("document_label", document, annotator)
            if (label,) not in present:
                key = present[(label,)] = self._project.store.next_id("document_label")
                row = DocumentLabel(key, self._uid("document_label", topic.uid), document, annotator, label)
                self._put(row, visible or self._labels.is_new(label))

    def _answers(self, document: int, annotator: int, layer: Annotation, visible: bool) -> None:
        for mark in layer.answers:
            place = mark.start, mark.end, self._labels.get(mark.label).id
            present = self._present("answer", document, annotator)
            if place not in present:
                key = present[place] = self._project.store.next_id("answer")
                waits = visible or self._labels.is_new(place[2])
                self._put(Answer(key, document, annotator, *place, mark.answer), waits)

    def _state(self, document: int, annotator: int, layer: Annotation, visible: bool) -> None:
        """How far the annotator was, where it says anything and nothing is known here; one whose beginning was undone
        is known by its seconds alone, to which these are added."""
        if layer.state == State.NEW and not layer.seconds:
            return
        present = self._assignment(document, annotator)
        if present is None or (present.state == State.NEW and layer.state != State.NEW):
            key = self._project.store.next_id("assignment")
            row = Assignment(key, document, annotator, layer.state, layer.seconds)
            self._chunk.states[document, annotator] = row
            self._put(row, visible)

    def _assignment(self, document: int, annotator: int) -> Assignment | None:
        place = document, annotator
        if found := self._held.states.get(place) or self._chunk.states.get(place):
            return found
        return None if document in self._chunk.new else self._project.annotations.assignment(*place)

    def _fitting(self, label: Label, attributes: dict[str, Any]) -> dict[str, Any]:
        """The attributes without those that the label does not permit, which are counted."""
        if not attributes:
            return attributes
        fits = fitting(label.attributes, attributes)
        self._misfits += len(attributes) - len(fits)
        return fits

    def _uid(self, table: str, uid: str) -> str:
        """The uid a row had elsewhere, or a new one where something here has it."""
        named = table, uid
        if not uid or named in self._chunk.uids or named in self._held.uids:
            return new_uid()
        self._chunk.uids.add(named)
        return uid


def _changes(rows: list[_LayerRow]) -> Iterator[Change]:
    """The rows as changes; each goes as its change comes, since there may be hundreds of thousands."""
    rows.reverse()
    while rows:
        yield change(None, rows.pop())


_LayerRow = Span | Relation | DocumentLabel | Answer | Assignment
_Layer = tuple[str, int, int]
"""A table, a document and an annotator."""


class _Chunk:
    """What the documents of one chunk bring, and what is known about them while they are added."""

    def __init__(self) -> None:
        self.rows: list[Record] = []
        self.texts: dict[int, str] = {}
        self.new: set[int] = set()
        self.present: dict[_Layer, dict[Place, int]] = {}
        self.states: dict[tuple[int, int], Assignment] = {}
        self.uids: set[tuple[str, str]] = set()


class _Held:
    """The rows that wait for the import's edit, by table and number, and how they are found again."""

    def __init__(self) -> None:
        self.rows: dict[tuple[str, int], _LayerRow] = {}
        self.spans: set[int] = set()
        self.filled: dict[int, tuple[Span, Span]] = {}
        """Spans that are written already, before and after."""
        self.uids: set[tuple[str, str]] = set()
        self.present: dict[_Layer, dict[Place, int]] = {}
        self.states: dict[tuple[int, int], Assignment] = {}

    def add(self, row: _LayerRow) -> None:
        """Holds a row back; a state goes on where one was held."""
        table = TABLES[type(row)]
        if isinstance(row, Assignment):
            row = self._going_on(row)
        else:
            self.present.setdefault((table, row.document, row.annotator), {})[_place(row)] = row.id
        if isinstance(row, Span | Relation | DocumentLabel):
            self.uids.add((table, row.uid))
        if isinstance(row, Span):
            self.spans.add(row.id)
        self.rows[table, row.id] = row

    def span(self, key: int) -> Span | None:
        """A span that is held back or changed, as it will be."""
        row = self.rows.get(("span", key))
        if isinstance(row, Span):
            return row
        return self.filled[key][1] if key in self.filled else None

    def change(self, before: Span, after: Span) -> None:
        """Puts a span in the place of one that is held back, or of one that is written."""
        if ("span", before.id) in self.rows:
            self.rows["span", before.id] = after
        else:
            first, _ = self.filled.get(before.id, (before, before))
            self.filled[before.id] = first, after

    def _going_on(self, row: Assignment) -> Assignment:
        place = row.document, row.annotator
        before = self.states.get(place)
        if before is not None:
            row = replace(before, state=row.state, seconds=before.seconds + row.seconds)
        self.states[place] = row
        return row


def _place(row: Span | Relation | DocumentLabel | Answer) -> Place:
    if isinstance(row, Relation):
        return row.source, row.target, row.label
    if isinstance(row, DocumentLabel):
        return (row.label,)
    return row.start, row.end, row.label
