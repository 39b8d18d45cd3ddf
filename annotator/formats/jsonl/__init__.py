"""Our own JSONL: one JSON object a line, described in `resources/schema/annotator-jsonl.schema.json`.

With one layer there is no header, so that any reader of JSON lines takes the file as a table. With all layers the first
line holds the label set and the annotators, and nothing of a project is lost. Offsets count code points, half-open.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from annotator.core import labels
from annotator.core.errors import InputError
from annotator.core.exchange import AnnotatedDocument, Annotation, AnswerMark, DataSet, Link, Mark, Topic
from annotator.core.model import AnnotatorKind, Origin, State
from annotator.formats.jsonl import records as jsonl_records
from annotator.formats.parts import foreign_columns
from annotator.formats.parts.json_stream import objects
from annotator.formats.parts.strict_json import Object
from annotator.formats.protocol import (
    EVERYTHING,
    BadRecord,
    BaseFormat,
    Content,
    Head,
    Holds,
    Notice,
    Piece,
    ReadOptions,
    WriteOptions,
)
from annotator.formats.source import Source

_OURS = frozenset({"annotator", "annotations", "state", "lines"})
"""Keys that no other format of JSON lines with a text has."""

# What JSON lets stand and `str.splitlines` takes for the end of a line.
_LINE_ENDS = (("\x85", "\\u0085"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029"))

_json = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
_text = json.encoder.encode_basestring
_BY_HAND = str(Origin.MANUAL)


class Jsonl(BaseFormat):
    """One document a line, with one layer or with all."""

    name = "jsonl"
    title = "JSON lines of this application; with all layers nothing is lost"
    suffixes = (".jsonl", ".ndjson")
    can_read = True
    can_write = True
    holds = EVERYTHING - {Holds.PARTS}

    def sniff(self, head: Head) -> float:
        """A header is sure; so is a text with spans in our words, under whatever ending."""
        record = head.record
        if record is None:
            return 0.0
        if jsonl_records.is_header(record):
            return 1.0
        if not isinstance(record.get("text"), str):
            return 0.15 if any(isinstance(record.get(name), str) for name in foreign_columns.texts(record)) else 0.0
        return 0.8 if _OURS.intersection(record) or _has_quotes(record) else 0.2

    def read(self, source: Source, options: ReadOptions) -> Iterator[Content]:
        """The records of a file, streaming; of records of others the articles, their text under `options.text_column`.

        The records may also be those of an array. Raises InputError: "input.unreadable", "input.version",
        "input.empty", "input.array".
        """
        for number, record in objects(source):
            if isinstance(record, BadRecord):
                yield record
            else:
                yield from _contents(record, source, number, options.text_column)

    def write(
        self,
        documents: Iterable[AnnotatedDocument],
        data: DataSet,
        options: WriteOptions,
    ) -> Iterator[Piece]:
        """One line a document, before them the header when all layers are asked for."""
        if options.all_layers:
            yield _line(_json(_header(data)))
        told = _all_layers if options.all_layers else _one_layer
        for document in documents:
            yield _line(told(document))


def _has_quotes(record: Object) -> bool:
    spans = record.get("spans")
    return isinstance(spans, list) and any(isinstance(span, dict) and "quote" in span for span in spans)


def _contents(record: Object, source: Source, number: int, text_column: str) -> Iterator[Content]:
    """What one record holds, and which spans were put elsewhere; an error in a header is one of the whole file."""
    is_header = jsonl_records.is_header(record)
    moved: list[InputError] = []
    try:
        if is_header:
            content: Content = jsonl_records.data_set(record)
        elif text_column or ("text" not in record and foreign_columns.texts(record)):
            content = foreign_columns.record(record, text_column, source, number)
        else:
            content = jsonl_records.document(record, source.path, number, moved)
    except InputError as error:
        placed = _placed(error, source.path, number)
        if is_header:
            raise placed from error
        yield BadRecord(placed)
        return
    yield from (Notice(_placed(error, source.path, number)) for error in moved)
    yield content


def _placed(error: InputError, path: str, number: int) -> InputError:
    return InputError(error.code, **{**error.values, "path": path, "line": number})


def _line(value: str) -> str:
    for end, escape in _LINE_ENDS:
        if end in value:
            value = value.replace(end, escape)
    return value + "\n"


def _object(before: dict[str, Any], name: str, items: Iterable[str], after: dict[str, Any] | None = None) -> str:
    """An object with a list of what is JSON already among its members; something comes before it."""
    rest = f", {_json(after)[1:]}" if after else "}"
    return f'{_json(before)[:-1]}, "{name}": [{", ".join(items)}]{rest}'


def _header(data: DataSet) -> dict[str, Any]:
    return {
        "format": jsonl_records.NAME,
        "version": jsonl_records.VERSION if labels.goes_further(data.labels) else jsonl_records.PLAIN,
        "labels": [labels.as_json(label) for label in data.labels],
        "annotators": [{"name": name, "kind": kind} for name, kind in data.annotators],
    }


def _described(document: AnnotatedDocument) -> dict[str, Any]:
    names = ("id", "uid", "name", "title", "text", "source", "url", "author", "published", "language", "meta")
    described = {name: getattr(document, name) for name in names}
    if document.part:
        described["part"] = document.part
    if document.offsets:
        described["offsets"] = [list(segment) for segment in document.offsets]
    return {**described, "lines": [list(line) for line in document.lines]}


def _one_layer(document: AnnotatedDocument) -> str:
    layer = document.annotations[0] if document.annotations else None
    found: dict[str, Any] = {**_described(document), "annotator": layer.annotator if layer else None}
    if layer and layer.kind != AnnotatorKind.PERSON:
        found["kind"] = layer.kind
    if layer and layer.relations:
        found["relations"] = [_link(link) for link in layer.relations]
    if layer and layer.document_labels:
        found["document_labels"] = [topic.label for topic in layer.document_labels]
    found["state"] = layer.state if layer else State.NEW
    if layer and layer.seconds:
        found["seconds"] = layer.seconds
    if layer and layer.answers:
        found["answers"] = [_answer(answer) for answer in layer.answers]
    return _object(found, "spans", [_span(mark) for mark in layer.spans] if layer else [])


def _all_layers(document: AnnotatedDocument) -> str:
    return _object(_described(document), "annotations", map(_layer, document.annotations))


def _layer(annotation: Annotation) -> str:
    before = {
        "annotator": annotation.annotator,
        "kind": annotation.kind,
        "state": annotation.state,
        "seconds": annotation.seconds,
    }
    after: dict[str, Any] = {"answers": [_answer(answer) for answer in annotation.answers]}
    if annotation.relations:
        after["relations"] = [
            {**_link(link), **({"uid": link.uid} if link.uid else {})} for link in annotation.relations
        ]
    if annotation.document_labels:
        after["document_labels"] = [_topic(topic) for topic in annotation.document_labels]
    return _object(before, "spans", [_span(mark, mark.uid) for mark in annotation.spans], after)


def _answer(answer: AnswerMark) -> dict[str, Any]:
    return {"start": answer.start, "end": answer.end, "label": answer.label, "answer": answer.answer}


def _link(link: Link) -> dict[str, Any]:
    attributes = {"attributes": link.attributes} if link.attributes else {}
    return {"source": link.source, "target": link.target, "label": link.label, **attributes}


def _topic(topic: Topic) -> str | dict[str, str]:
    return {"label": topic.label, "uid": topic.uid} if topic.uid else topic.label


def _span(mark: Mark, uid: str = "") -> str:
    """A span with its range, label and quote always, and the rest where it says something.

    Put together by hand, for a data set has hundreds of thousands, and by a dict each takes three times as long.
    """
    span = f'{{"start": {mark.start}, "end": {mark.end}, "label": {_text(mark.label)}, "quote": {_text(mark.quote)}'
    rest: dict[str, Any] = {}
    if mark.score is not None:
        rest["score"] = mark.score
    if mark.origin != _BY_HAND:
        rest["origin"] = mark.origin
    if mark.note:
        rest["note"] = mark.note
    if mark.attributes:
        rest["attributes"] = mark.attributes
    if uid:
        rest["uid"] = uid
    return f"{span}, {_json(rest)[1:]}" if rest else span + "}"
