"""The documents of a project with the layers that are meant, by name, one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from annotator.core.exchange import AnnotatedDocument, Annotation, AnswerMark, DataSet, Link, Mark, Topic
from annotator.core.labels import spec_of
from annotator.core.model import Annotator, Document, State, mapping
from annotator.storage import data_rows
from annotator.storage.data_rows import Rows
from annotator.storage.project import Project

_PORTION = 100
"""Documents that are read at once."""

_TABLES = ("span", "answer", "relation", "document_label", "assignment")


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
        return self.these(self.in_states(states))

    def in_states(self, states: Sequence[State]) -> list[int]:
        """The numbers of the visible documents that are in one of these states in some layer; of all without any."""
        keys = self._project.documents.ids()
        if not states:
            return keys
        found: dict[int, set[str]] = {}
        for portion in _portions(keys):
            rows = self._rows("assignment", portion)
            for key in portion:
                mine = [rows.get((key, each.id)) for each in self._annotators]
                found[key] = {row[0][0] if row else State.NEW for row in mine} or {State.NEW}
        return [key for key in keys if found[key].intersection(states)]

    def these(self, keys: Sequence[int]) -> Iterator[AnnotatedDocument]:
        """The documents of these numbers, which rise."""
        for portion in _portions(keys):
            tables = {table: self._rows(table, portion) for table in _TABLES}
            lines = data_rows.lines(self._project.store.connection, portion)
            for row in data_rows.documents(self._project.store.connection, portion):
                yield self._document(row, lines.get(row[0], ()), tables)

    def read(self, document: Document) -> AnnotatedDocument:
        """One document with its text, lines and layers."""
        return next(self.these([document.id]))

    def _rows(self, table: str, keys: Sequence[int]) -> Rows:
        annotators = [annotator.id for annotator in self._annotators]
        return data_rows.of_layers(self._project.store.connection, table, keys, annotators)

    def _document(
        self, row: tuple[Any, ...], lines: Iterable[tuple[int, int, str, str]], tables: dict[str, Rows]
    ) -> AnnotatedDocument:
        key, name, text, title, source, url, author, published, language, meta, uid = row
        layers = (self._layer(key, annotator, tables) for annotator in self._annotators)
        return AnnotatedDocument(
            name, text, title, source, url, author, published, language, _loaded(meta), uid, key, tuple(lines),
            tuple(layer for layer in layers if self._keep_empty or _says_something(layer)),
        )  # fmt: skip

    def _layer(self, document: int, annotator: Annotator, tables: dict[str, Rows]) -> Annotation:
        spans, answers, relations, topics, assignments = (
            tables[table].get((document, annotator.id), ()) for table in _TABLES
        )
        names = self._labels
        state, seconds = assignments[0][:2] if assignments else (State.NEW, 0.0)
        return Annotation(
            annotator=annotator.name,
            kind=annotator.kind,
            spans=tuple(_marks(spans, names)),
            state=state,
            seconds=seconds,
            answers=tuple(AnswerMark(row[0], row[1], names[row[2]], row[3]) for row in answers),
            relations=tuple(self._links(relations, spans)),
            document_labels=tuple(Topic(names[row[0]], row[1]) for row in topics),
        )

    def _links(self, relations: Sequence[Any], spans: Sequence[Any]) -> Iterator[Link]:
        places = {row[9]: place for place, row in enumerate(spans)} if relations else {}
        for source, target, label, uid, attributes, *_ in relations:
            yield Link(places[source], places[target], self._labels[label], uid, _loaded(attributes))


def _marks(rows: Sequence[Sequence[Any]], names: Mapping[int, str]) -> list[Mark]:
    """In one loop without calls, for there are more of them than of anything else."""
    return [
        Mark(start, end, names[label], quote, uid, score, origin, note, {} if noted == "{}" else mapping(noted))
        for start, end, label, quote, uid, score, origin, note, noted, _, _, _ in rows
    ]


def _portions(keys: Sequence[int]) -> Iterator[Sequence[int]]:
    return (keys[first : first + _PORTION] for first in range(0, len(keys), _PORTION))


def _loaded(text: str) -> dict[str, Any]:
    return {} if text == "{}" else mapping(text)


def _says_something(layer: Annotation) -> bool:
    says = (layer.spans, layer.answers, layer.document_labels, layer.seconds, layer.state != State.NEW)
    return any(says)
