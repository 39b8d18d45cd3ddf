"""The documents of a project with the layers that are meant, by name, one after the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from annotator.core.exchange import AnnotatedDocument, Annotation, AnswerMark, DataSet, Link, Mark, Topic
from annotator.core.labels import spec_of
from annotator.core.model import Annotator, Document, Relation, Span, State
from annotator.storage.project import Project


def data_set(project: Project) -> DataSet:
    """The label set and all annotators of a project."""
    labels = [spec_of(label) for label in project.labels.all()]
    return DataSet(labels, [(annotator.name, annotator.kind) for annotator in project.people.all()])


class Reader:
    """Reads documents with the layers of `annotators`; layers with nothing in them are left out unless `keep_empty`."""

    def __init__(self, project: Project, annotators: Sequence[Annotator], keep_empty: bool = False) -> None:
        self._project = project
        self._annotators = annotators
        self._keep_empty = keep_empty
        self._labels = {label.id: label.name for label in project.labels.all()}

    def all(self, states: Sequence[State] = ()) -> Iterator[AnnotatedDocument]:
        """Every visible document in the order they came; with `states` those that are in one of them in some layer."""
        for key in self._project.documents.ids():
            if not states or self._states(key).intersection(states):
                yield self.read(self._project.documents.get(key))

    def read(self, document: Document) -> AnnotatedDocument:
        """One document with its text, lines and layers."""
        layers = (self._layer(document.id, annotator) for annotator in self._annotators)
        lines = self._project.documents.furniture(document.id)
        return AnnotatedDocument(
            name=document.name,
            text=self._project.documents.text(document.id),
            title=document.title,
            source=document.source,
            url=document.url,
            author=document.author,
            published=document.published,
            language=document.language,
            meta=document.meta,
            uid=document.uid,
            id=document.id,
            lines=tuple((line.start, line.end, line.kind, line.origin) for line in lines),
            annotations=tuple(layer for layer in layers if self._keep_empty or _says_something(layer)),
        )

    def _states(self, document: int) -> set[str]:
        assignments = [self._project.annotations.assignment(document, each.id) for each in self._annotators]
        return {each.state if each else State.NEW for each in assignments} or {State.NEW}

    def _layer(self, document: int, annotator: Annotator) -> Annotation:
        annotations = self._project.annotations
        assignment = annotations.assignment(document, annotator.id)
        spans = annotations.spans(document, annotator.id)
        return Annotation(
            annotator=annotator.name,
            kind=annotator.kind,
            spans=tuple(self._mark(span) for span in spans),
            state=assignment.state if assignment else State.NEW,
            seconds=assignment.seconds if assignment else 0.0,
            answers=tuple(
                AnswerMark(answer.start, answer.end, self._labels[answer.label], answer.answer)
                for answer in annotations.answers(document, annotator.id)
            ),
            relations=tuple(self._links(annotations.relations(document, annotator.id), spans)),
            document_labels=tuple(
                Topic(self._labels[row.label], row.uid) for row in annotations.document_labels(document, annotator.id)
            ),
        )

    def _links(self, relations: Sequence[Relation], spans: Sequence[Span]) -> Iterator[Link]:
        places = {span.id: place for place, span in enumerate(spans)} if relations else {}
        for row in relations:
            label = self._labels[row.label]
            yield Link(places[row.source], places[row.target], label, row.uid, row.attributes)

    def _mark(self, span: Span) -> Mark:
        return Mark(
            span.start, span.end, self._labels[span.label], span.quote, span.uid, span.score, span.origin, span.note,
            span.attributes,
        )  # fmt: skip


def _says_something(layer: Annotation) -> bool:
    says = (layer.spans, layer.answers, layer.document_labels, layer.seconds, layer.state != State.NEW)
    return any(says)
