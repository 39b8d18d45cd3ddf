"""JSON lines of doccano: of projects for sequence labelling, and of those with relations.

The keys are those of doccano's own import and export (https://doccano.github.io/doccano/tutorial/): `label` holds
`[start, end, label]`; with relations there are `entities` and `relations` with ids; `cats` are labels of the whole
text. What else stands in a line becomes meta data there. Offsets count UTF-16 units, as doccano's window does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from typing import Any

from annotator.core.errors import InputError
from annotator.core.exchange import AnnotatedDocument, Annotation, DataSet, Mark
from annotator.core.text import Utf16Map
from annotator.formats.parts import headings
from annotator.formats.parts.gathering import Gathering
from annotator.formats.parts.json_records import heading, line_of, records
from annotator.formats.parts.json_stream import rows
from annotator.formats.parts.offset_units import Evidence
from annotator.formats.parts.strict_json import Fields, parse
from annotator.formats.protocol import (
    STANDOFF,
    BadRecord,
    BaseFormat,
    Content,
    Head,
    Holds,
    Notice,
    Piece,
    ReadOptions,
    WriteOptions,
    unless_empty,
)
from annotator.formats.source import Source

_ASTRAL = re.compile(rb"[\xf0-\xf4]|\\u[dD][89abAB]")
"""In lines of JSON: characters that are two UTF-16 units."""

_SPAN_KEYS = ("label", "labels", "entities")

_SPANS_OF_SPACY, _SPANS_OF_DOCCANO = 2, 8
"""How many edges of spans must speak for code points. Triples under `entities` are as spaCy's training data has them,
which is commonly made by programs that count code points; doccano itself does not write them."""


class _Doccano(BaseFormat):
    """What both dialects share: either is read, whichever was asked for."""

    suffixes = (".jsonl",)
    can_read = True
    can_write = True

    def read(self, source: Source, options: ReadOptions) -> Iterator[Content]:  # noqa: ARG002
        """The records of a file, streaming, after a look at which unit its offsets count. Raises InputError."""
        yield from _told(source, _counts_units(source))

    def reread(self, source: Source, options: ReadOptions) -> Iterator[Content]:  # noqa: ARG002
        """The records of a file of ours, whose offsets are UTF-16 units wherever they are."""
        yield from unless_empty(_told(source, is_units=True))

    def write(
        self,
        documents: Iterable[AnnotatedDocument],
        data: DataSet,  # noqa: ARG002
        options: WriteOptions,  # noqa: ARG002
    ) -> Iterator[Piece]:
        """One line a document; the ids of spans and relations are counted through the file."""
        ids = _Ids()
        for number, document in enumerate(documents, 1):
            layer = document.annotations[0] if document.annotations else Annotation("")
            topics = [topic.label for topic in layer.document_labels]
            record = {"id": number, "text": document.text, **headings.told(document)}
            record |= self._said(document, layer, ids)
            yield line_of({**record, "cats": topics} if topics else record)

    def _said(self, document: AnnotatedDocument, layer: Annotation, ids: _Ids) -> dict[str, Any]:
        raise NotImplementedError


class Doccano(_Doccano):
    """Spans as triples."""

    name = "doccano"
    title = "doccano, JSON lines of sequence labelling"
    holds = STANDOFF | {Holds.DOCUMENT_LABELS, Holds.HEADING}

    def sniff(self, head: Head) -> float:
        """A text and a list of triples."""
        record = head.record
        if record is None or not isinstance(record.get("text"), str):
            return 0.0
        found = [items for key in _SPAN_KEYS if isinstance(items := record.get(key), list)]
        if any(items and all(map(_is_triple, items)) for items in found):
            return 0.9
        return (
            0.4 if found and all(isinstance(item, str) or _is_triple(item) for items in found for item in items) else 0
        )

    def _said(self, document: AnnotatedDocument, layer: Annotation, ids: _Ids) -> dict[str, Any]:  # noqa: ARG002
        unit = Utf16Map(document.text).unit
        return {"label": [[unit(mark.start), unit(mark.end), mark.label] for mark in layer.spans]}


class DoccanoRelations(_Doccano):
    """Spans and relations as objects with ids."""

    name = "doccano-relations"
    title = "doccano, JSON lines with relations"
    holds = STANDOFF | {Holds.DOCUMENT_LABELS, Holds.RELATIONS, Holds.HEADING}

    def sniff(self, head: Head) -> float:
        """A text and a list of objects with `start_offset`."""
        record = head.record
        if record is None or not isinstance(record.get("text"), str):
            return 0.0
        entities = record.get("entities")
        if isinstance(entities, list) and all(isinstance(one, dict) and "start_offset" in one for one in entities):
            return 0.95 if entities or "relations" in record else 0.4
        return 0.0

    def _said(self, document: AnnotatedDocument, layer: Annotation, ids: _Ids) -> dict[str, Any]:
        unit = Utf16Map(document.text).unit
        entities = [
            {"id": ids.next(), "label": mark.label, "start_offset": unit(mark.start), "end_offset": unit(mark.end)}
            for mark in layer.spans
        ]
        relations = [
            {"id": ids.next(), "from_id": entities[link.source]["id"], "to_id": entities[link.target]["id"],
             "type": link.label}
            for link in layer.relations
        ]  # fmt: skip
        return {"entities": entities, "relations": relations}


class _Ids:
    def __init__(self) -> None:
        self._last = 0

    def next(self) -> int:
        """A number that nothing else in the file has."""
        self._last += 1
        return self._last


def _is_triple(item: object) -> bool:
    return isinstance(item, list) and tuple(map(type, item)) == (int, int, str)


def _told(source: Source, is_units: bool) -> Iterator[Content]:
    def contents(fields: Fields, source: Source, number: int) -> Iterator[Content]:
        return _contents(fields, source, number, is_units)

    yield from records(source, contents)


def _contents(fields: Fields, source: Source, number: int, is_units: bool) -> Iterator[Content]:
    text = fields.text("text")
    if not text.strip():
        raise InputError("record.blank-text", field="text")
    units = Utf16Map(text)
    length = units.unit(len(text)) if is_units else len(text)
    found = Gathering(text, source)
    for key, start, end, label in _ranges(fields):
        place = (units.code_point(start), units.code_point(end)) if is_units else (start, end)
        if max(start, end) > length:
            found.bad("record.span", number, start=start, end=end, length=length)
        else:
            found.span(key, Mark(*place, label, ""), number)
    for n, each in enumerate(fields.each("relations")):
        head, child = str(each.count("from_id")), str(each.count("to_id"))
        found.relation(f"relations[{n}]", head, child, each.text("type"), number)
    for label in _topics(fields):
        found.topic(label, number)
    yield from found.told()
    if not is_units and units.unit(len(text)) > len(text):
        yield Notice(InputError("record.code-points", path=source.path, line=number))
    document = headings.document(text, heading(fields), source, number)
    yield replace(document, annotations=(found.layer(),)) if found else document


def _ranges(fields: Fields) -> Iterator[tuple[str, int, int, str]]:
    """The spans of a record, with the id that relations know them by."""
    for name in _SPAN_KEYS:
        for n, item in enumerate(_items(fields, name)):
            where = f"{fields.path(name)}[{n}]"
            if _is_triple(item) and min(item[:2]) >= 0:
                yield where, *item
            elif isinstance(item, dict):
                each = Fields(item, where)
                key = str(each.count("id")) if "id" in each else where
                yield key, each.count("start_offset"), each.count("end_offset"), each.text("label")
            elif not isinstance(item, str):
                raise InputError("record.triple", field=where)


def _topics(fields: Fields) -> Iterator[str]:
    for name in ("cats", *_SPAN_KEYS):
        yield from (item for item in _items(fields, name) if isinstance(item, str))


def _items(fields: Fields, name: str) -> list[Any]:
    """A list; one label alone is a list of it."""
    return [fields.text(name)] if fields.is_text(name) else fields.items(name)


def _counts_units(source: Source) -> bool:
    """Whether offsets count UTF-16 units: unless they cannot, or fit the words clearly better as code points."""
    evidence = Evidence()
    least = _SPANS_OF_DOCCANO
    for _, line in rows(source):
        if isinstance(line, BadRecord) or not _ASTRAL.search(line):
            continue
        with suppress(InputError):
            fields = Fields(parse(line))
            evidence.add(fields.text("text"), [(start, end) for _, start, end, _ in _ranges(fields)])
            if any(map(_is_triple, _items(fields, "entities"))):
                least = _SPANS_OF_SPACY
    return not evidence.is_points(least)
