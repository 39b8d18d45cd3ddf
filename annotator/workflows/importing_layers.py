"""The layers that an import brings: labels, annotators, spans, answers and states as rows of the project.

What lies on documents of the import itself is written at once, since nobody sees these documents yet. The import's edit
carries the rest: new labels with everything that bears them, and what is put on articles that were there before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from annotator.core.edits import Change, change
from annotator.core.exchange import AnnotatedDocument, Annotation, DataSet
from annotator.core.ids import new_uid
from annotator.core.model import Annotator, AnnotatorKind, Answer, Assignment, Record, Span, State
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
        self._held_uids: set[str] = set()

    def offer(self, data: DataSet) -> None:
        """Takes the label set and the annotators of a file: what the project lacks it gets (see `LabelBook`)."""
        self._labels.offer(data.labels)
        for name, kind in data.annotators:
            self._project.people.ensure(name, AnnotatorKind(kind))

    def add(self, document: int, content: AnnotatedDocument, visible: bool) -> None:
        """Adds the layers of a document; what a layer holds already is left as it is."""
        for layer in content.annotations:
            annotator = self._annotator(layer)
            self._put(self._spans(document, annotator, layer), visible)
            self._put(self._answers(document, annotator, layer), visible)
            self._put(self._assignment(document, annotator, layer), visible)

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
            if visible or (isinstance(row, Span | Answer) and self._labels.is_new(row.label)):
                self._held[_identity(row)] = row
                if isinstance(row, Span):
                    self._held_uids.add(row.uid)
            else:
                now.append(row)
        if now:
            imports.write(self._project.store, now)

    def _spans(self, document: int, annotator: Annotator, layer: Annotation) -> Iterator[Record]:
        present: set[object] = {_identity(span) for span in self._project.annotations.spans(document, annotator.id)}
        uids = set(self._held_uids)
        for mark in layer.spans:
            span = Span(
                0, self._uid(mark.uid, uids), document, annotator.id, mark.start, mark.end,
                self._labels.number(mark.label), mark.quote, mark.score, mark.origin, mark.note, mark.attributes,
            )  # fmt: skip
            if self._is_added(span, present):
                yield replace(span, id=self._project.store.next_id("span"))

    def _uid(self, uid: str, taken: set[str]) -> str:
        """The uid a span had elsewhere, or a new one where something here has it."""
        if not uid or uid in taken or not imports.is_free(self._project.store, "span", uid):
            uid = new_uid()
        taken.add(uid)
        return uid

    def _answers(self, document: int, annotator: Annotator, layer: Annotation) -> Iterator[Record]:
        answers = self._project.annotations.answers(document, annotator.id)
        present: set[object] = {_identity(answer) for answer in answers}
        for mark in layer.answers:
            label = self._labels.number(mark.label)
            answer = Answer(0, document, annotator.id, mark.start, mark.end, label, mark.answer)
            if self._is_added(answer, present):
                yield replace(answer, id=self._project.store.next_id("answer"))

    def _assignment(self, document: int, annotator: Annotator, layer: Annotation) -> Iterator[Record]:
        says = layer.state != State.NEW or layer.seconds
        if says and self._project.annotations.assignment(document, annotator.id) is None:
            row = Assignment(0, document, annotator.id, layer.state, layer.seconds)
            if self._is_added(row, set()):
                yield replace(row, id=self._project.store.next_id("assignment"))

    def _is_added(self, row: Record, present: set[object]) -> bool:
        """Whether a row is not there yet; from now on it is."""
        identity = _identity(row)
        if identity in present or identity in self._held:
            return False
        present.add(identity)
        return True


def _identity(row: Record) -> tuple[object, ...]:
    """What makes a row the same as another, whatever their numbers."""
    if isinstance(row, Span | Answer):
        return type(row), row.document, row.annotator, row.start, row.end, row.label
    if isinstance(row, Assignment):
        return type(row), row.document, row.annotator
    raise TypeError(f"a layer has no {type(row).__name__}")
