"""The articles of another project by name, each value looked at first; what is wrong is left out and told."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any, TypeVar

from annotator.core.edits import TABLES
from annotator.core.errors import InputError, RefusedError
from annotator.core.exchange import AnnotatedDocument, Annotation, AnswerMark, DataSet, Link, Mark, Topic
from annotator.core.labels import LabelSpec, check, known_by, spec_of
from annotator.core.model import (
    Annotator,
    Answer,
    Assignment,
    DocumentLabel,
    FurnitureRange,
    Label,
    Record,
    Relation,
    Scope,
    Span,
    State,
)
from annotator.storage.other_project import Described, OtherProject
from annotator.storage.row_checks import Wrong
from annotator.workflows.finding_files import Problem
from annotator.workflows.importing import Item, Prepared
from annotator.workflows.merging_people import Whose

_PORTION = 10
"""Documents that are read at once: between two portions a reading that nobody wants any more can end."""
_TITLE = 60
"""Characters of a title where something is told of its article."""
_R = TypeVar("_R", bound=Record)
_OF_LAYER: tuple[type[Record], ...] = (Span, Relation, DocumentLabel, Answer, Assignment)
_SCOPES: dict[type[Record], str] = {
    Span: Scope.SPAN,
    Answer: Scope.SPAN,
    Relation: Scope.RELATION,
    DocumentLabel: Scope.DOCUMENT,
}
_Layers = dict[tuple[int, int], list[Any]]
"""Rows by document and annotator."""


def annotators(other: OtherProject) -> tuple[list[Annotator], list[Problem]]:
    """The annotators of another project, and those that are none."""
    found = list(other.all(Annotator))
    wrong = [_row_problem(other.path, "", each) for each in found if isinstance(each, Wrong)]
    return [each for each in found if isinstance(each, Annotator)], wrong


class OtherReader:
    """Reads a project whose annotators are those of `people` here; `ours` is the label set here."""

    def __init__(self, other: OtherProject, people: Mapping[int, Whose], ours: Sequence[Label]) -> None:
        self._other = other
        self._people = people
        self._ours = {known_by(label): label for label in ours}
        self._labels: dict[int, LabelSpec] = {}
        self.total = 0
        """How many documents there are to read, once reading has begun."""

    def items(self) -> Iterator[Item]:
        """The label set, then the documents in their order, with what is wrong among them.

        Raises ProjectError when the file cannot be read on, or was changed meanwhile.
        """
        yield from self._label_set()
        numbers = self._other.documents()
        self.total = len(numbers)
        yield from (_row_problem(self._other.path, "", each) for each in numbers if isinstance(each, Wrong))
        keys = [each for each in numbers if isinstance(each, int)]
        for first in range(0, len(keys), _PORTION):
            yield from self._documents(keys[first : first + _PORTION])
        self._other.check_still()

    def _label_set(self) -> Iterator[Item]:
        specs: list[LabelSpec] = []
        for row in self._other.all(Label):
            if isinstance(row, Wrong):
                yield _row_problem(self._other.path, "", row)
                continue
            spec, column = _permitted(spec_of(row))
            if column:
                yield _row_problem(self._other.path, "", Wrong("label", row.id, column))
                continue
            ours = self._ours.get(known_by(spec))
            self._labels[row.id] = spec if ours is None else replace(spec, name=ours.name)
            if ours is None:
                specs.append(spec)
            elif _differs(ours, spec):
                error = RefusedError("merge.label", label=ours.name, path=self._other.path)
                yield Problem(self._other.path, error, is_notice=True)
        yield DataSet(specs)

    def _documents(self, keys: Sequence[int]) -> Iterator[Item]:
        described = list(self._other.described(keys))
        yield from (_row_problem(self._other.path, "", each) for each in described if isinstance(each, Wrong))
        documents = {each["id"]: each for each in described if not isinstance(each, Wrong)}
        here = list(documents)
        wrong: list[Wrong] = []
        lines = _grouped(_good(self._other.of(FurnitureRange, here), wrong))
        layers = {kind: _grouped(_good(self._other.of(kind, here), wrong)) for kind in _OF_LAYER}
        for key, row in documents.items():
            mine = [each for each in wrong if each.document == key]
            found = _Document(row, self._people, self._labels, mine)
            document = found.document(lines.get((key, 0), ()), layers)
            yield from (_row_problem(self._other.path, called(document), each) for each in mine)
            yield Prepared(self._other.path, document)
        yield from (_row_problem(self._other.path, "", each) for each in wrong if each.document not in documents)


class _Document:
    """One document on its way; rows that do not go with it are added to `wrong`."""

    def __init__(
        self, row: Described, people: Mapping[int, Whose], labels: Mapping[int, LabelSpec], wrong: list[Wrong]
    ) -> None:
        self._row = row
        self._text: str = row["text"]
        self._people = people
        self._labels = labels
        self._wrong = wrong

    def document(self, lines: Iterable[FurnitureRange], layers: Mapping[type[Record], _Layers]) -> AnnotatedDocument:
        row, key = self._row, self._row["id"]
        numbers = {annotator for rows in layers.values() for document, annotator in rows if document == key}
        annotations = (self._layer(each, {k: rows.get((key, each), []) for k, rows in layers.items()})
                       for each in sorted(numbers))  # fmt: skip
        return AnnotatedDocument(
            row["name"], row["text"], row["title"], row["source"], row["url"], row["author"], row["published"],
            row["language"], json.loads(row["meta"]), row["uid"], None, tuple(self._lines(lines)),
            tuple(each for each in annotations if each is not None),
        )  # fmt: skip

    def _lines(self, lines: Iterable[FurnitureRange]) -> Iterator[tuple[int, int, str, str]]:
        for line in lines:
            if self._is("end", line, line.start <= line.end <= len(self._text)):
                yield line.start, line.end, line.kind, line.origin

    def _layer(self, annotator: int, rows: Mapping[type[Record], list[Any]]) -> Annotation | None:
        whose = self._people.get(annotator)
        if whose is None:
            for row in (row for each in rows.values() for row in each):
                self._is("annotator", row, False)
            return None
        spans = [row for row in rows[Span] if self._labelled(row) and self._quoted(row)]
        numbers = {row.id: place for place, row in enumerate(spans)}
        state, seconds = next(((row.state, row.seconds) for row in rows[Assignment]), (State.NEW, 0.0))
        return Annotation(
            *whose.layer,
            tuple(Mark(row.start, row.end, self._labels[row.label].name, row.quote, row.uid, row.score, row.origin,
                       row.note, row.attributes) for row in spans),
            str(state),
            seconds,
            tuple(AnswerMark(row.start, row.end, self._labels[row.label].name, row.answer)
                  for row in rows[Answer] if self._labelled(row) and self._inside(row)),
            tuple(Link(numbers[row.source], numbers[row.target], self._labels[row.label].name, row.uid, row.attributes)
                  for row in rows[Relation] if self._labelled(row) and self._linked(row, numbers)),
            tuple(Topic(self._labels[row.label].name, row.uid) for row in rows[DocumentLabel] if self._labelled(row)),
        )  # fmt: skip

    def _labelled(self, row: Any) -> bool:
        spec = self._labels.get(row.label)
        return self._is("label", row, spec is not None and spec.scope == _SCOPES[type(row)])

    def _inside(self, row: Any) -> bool:
        return self._is("end", row, row.start < row.end <= len(self._text))

    def _quoted(self, row: Span) -> bool:
        return self._inside(row) and self._is("quote", row, self._text[row.start : row.end] == row.quote)

    def _linked(self, row: Relation, numbers: Mapping[int, int]) -> bool:
        ends = row.source in numbers and row.target in numbers and row.source != row.target
        return self._is("source", row, ends)

    def _is(self, column: str, row: Any, is_right: bool) -> bool:
        if not is_right:
            self._wrong.append(Wrong(TABLES[type(row)], row.id, column, self._row["id"]))
        return is_right


def called(document: AnnotatedDocument) -> str:
    """What an article is called where something is told of it: its title as lists show it, else its name."""
    title = " ".join(document.title.split()) or document.name
    return title if len(title) <= _TITLE else title[: _TITLE - 1].rstrip() + "…"


def _good(found: Iterable[_R | Wrong], wrong: list[Wrong]) -> Iterator[_R]:
    for each in found:
        if isinstance(each, Wrong):
            wrong.append(each)
        else:
            yield each


def _grouped(found: Iterable[Any]) -> _Layers:
    grouped: _Layers = {}
    for row in found:
        grouped.setdefault((row.document, getattr(row, "annotator", 0)), []).append(row)
    return grouped


def _permitted(spec: LabelSpec) -> tuple[LabelSpec, str]:
    """A label with the key it may have, and the column for which it is refused, if it is."""
    if len(spec.key) != 1 or not spec.key.isprintable() or spec.key.isspace():
        spec = replace(spec, key="")
    try:
        check([spec])
    except RefusedError as error:
        return spec, error.code.removeprefix("label.") if error.code.startswith("label.") else "attributes"
    return spec, ""


def _differs(ours: Label, theirs: LabelSpec) -> bool:
    """Whether a label means another thing there, as far as its guideline and its attributes say."""
    names = [each.name for each in fields(LabelSpec) if each.name.startswith(("guideline", "attributes"))]
    return any(getattr(ours, name) != getattr(theirs, name) for name in names)


def _row_problem(path: str, article: str, wrong: Wrong) -> Problem:
    values = {"path": path, "table": wrong.table, "row": _shown(wrong.key), "column": wrong.column}
    if article:
        return Problem(path, InputError("merge.row-of", article=article, **values))
    return Problem(path, InputError("merge.row", **values))


def _shown(key: object) -> str:
    return str(key) if isinstance(key, int) else "?"
