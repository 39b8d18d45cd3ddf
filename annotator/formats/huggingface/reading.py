"""The rows of parquet files as documents: those of our data sets, and what others put on the hub.

There a document may be a text alone, or tokens with one tag each; the names of classes stand in the schema.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from annotator.core.errors import InputError
from annotator.core.exchange import AnnotatedDocument, Mark
from annotator.formats.huggingface.parquet_rows import HUGGINGFACE, ParquetRows
from annotator.formats.parts import foreign_columns, headings
from annotator.formats.parts.gathering import Gathering
from annotator.formats.parts.strict_json import parse
from annotator.formats.protocol import BadRecord, Content
from annotator.formats.source import Source

PARTS = {"dev": "validation"}
"""What parts of a split are called there."""


_OURS = frozenset({*headings.FIELDS, "text", "tokens", "spans"})
"""Columns that tell a data set of ours, whose fields are as they are."""


def contents(rows: ParquetRows, text_column: str, source: Source) -> Iterator[Content]:
    """The documents of all rows, those that are wrong listed. Raises InputError("input.column") and those of `rows`."""
    classes = _classes(rows.metadata)
    columns = _columns(rows.columns, text_column, source)
    for number, row in enumerate(rows, 1):
        try:
            yield from list(_contents(row, classes, columns, source, number))
        except InputError as error:
            yield BadRecord(InputError(error.code, **{**error.values, "path": source.path, "line": number}))


def _part(source: Source) -> str:
    """The part that a file is of, by its name `PART-00000…`; empty when it has another name."""
    name, dash, number = source.name.partition("-")
    if not dash or not number[:5].isdecimal():
        return ""
    return {there: here for here, there in PARTS.items()}.get(name, name)


class _Classes:
    """The names of the classes of a file, as its schema has them; a number without a name is one by itself."""

    def __init__(self, labels: Sequence[str], tags: Sequence[str]) -> None:
        self._labels = labels
        self._tags = tags

    def label(self, value: object) -> str:
        """The name of a span's label, given by number or name."""
        return _named(self._labels, value)

    def tag(self, value: object) -> str:
        """An IOB tag, given by number or name."""
        return _named(self._tags, value)


def _named(names: Sequence[str], value: object) -> str:
    if isinstance(value, int) and 0 <= value < len(names):
        return names[value]
    return str(value)


def _classes(metadata: Mapping[bytes, bytes]) -> _Classes:
    try:
        told = parse(metadata.get(HUGGINGFACE, b"{}"))
    except InputError:
        told = {}
    features = _at(told, "info", "features")
    span = _at(features, "spans", 0) or _at(features, "spans", "feature")
    return _Classes(
        _names(_at(span, "label")), _names(_at(features, "ner_tags", "feature") or _at(features, "ner_tags", 0))
    )


def _at(value: Any, *path: str | int) -> Any:
    for step in path:
        if isinstance(step, int):
            value = value[step] if isinstance(value, list) and len(value) > step else None
        else:
            value = value.get(step) if isinstance(value, dict) else None
    return value


def _names(feature: Any) -> list[str]:
    names = _at(feature, "names")
    return [str(name) for name in names] if isinstance(names, list) else []


def _columns(names: Sequence[str], wanted: str, source: Source) -> dict[str, str]:
    """The columns of the text and what describes it, if they are not ours; empty when there are only tokens."""
    if not wanted and (set(names) >= _OURS or ("tokens" in names and not foreign_columns.texts(names))):
        return {}
    return foreign_columns.recognised(names, wanted, source)


def _contents(
    row: Mapping[str, Any], classes: _Classes, columns: Mapping[str, str], source: Source, number: int
) -> Iterator[Content]:
    document = _document(row, columns, source, number)
    found = Gathering(document.text, source)
    spans = row.get("spans")
    if isinstance(spans, list):
        _gather(row, spans, classes, found, number)
    elif isinstance(row.get("ner_tags"), list):
        for n, mark in enumerate(_tagged(row, classes, document.text)):
            found.span(str(n), mark, number)
    yield from found.told()
    document = replace(document, part=_part(source))
    yield replace(document, annotations=(found.layer(),)) if found else document


def _document(row: Mapping[str, Any], columns: Mapping[str, str], source: Source, number: int) -> AnnotatedDocument:
    if columns:
        texts = {name: value for name, value in row.items() if isinstance(value, str) and name != "id"}
        return foreign_columns.document(texts, columns, source, number)
    field = "text" if row.keys() >= _OURS else "tokens"
    text = str(row["text"] or "") if field == "text" else " ".join(map(str, row.get("tokens") or ()))
    if not text.strip() or "\0" in text:
        raise InputError("record.blank-text", field=field)
    return headings.document(text, row, source, number)


def _gather(row: Mapping[str, Any], spans: list[Any], classes: _Classes, found: Gathering, number: int) -> None:
    for n, span in enumerate(spans):
        start, end = _at(span, "start"), _at(span, "end")
        if type(start) is not int or type(end) is not int:
            found.bad("record.not-count", number, field=f"spans[{n}]")
            continue
        told = _at(span, "quote"), _at(span, "note"), _at(span, "score")
        quote, note = (value if isinstance(value, str) else "" for value in told[:2])
        score = told[2] if isinstance(told[2], float) and abs(told[2]) <= 1e300 else None
        label = classes.label(_at(span, "label"))
        mark = Mark(start, end, label, quote, score=score, note=note, attributes=_attributes(span))
        found.span(str(n), mark, number)
    for n, link in enumerate(row.get("relations") or ()):
        key = f"relations[{n}]"
        found.relation(key, str(_at(link, "head")), str(_at(link, "child")), str(_at(link, "label")), number)
        for name, value in _attributes(link).items():
            found.attribute(key, name, value, number)
    for label in row.get("document_labels") or ():
        found.topic(str(label), number)


def _attributes(value: Any) -> dict[str, Any]:
    told = _at(value, "attributes")
    return dict(parse(told.encode("utf-8"))) if isinstance(told, str) and told else {}


def _tagged(row: Mapping[str, Any], classes: _Classes, text: str) -> Iterator[Mark]:
    """The spans that the tags of tokens say, in the text of the tokens one after the other."""
    at, start, label = 0, -1, ""
    places = []
    for token in map(str, row.get("tokens") or ()):
        place = text.find(token, at)
        if place < 0:
            raise InputError("record.not-list", field="tokens")
        at = place + len(token)
        places.append((place, at))
    tags = [classes.tag(value) for value in row["ner_tags"]]
    end = 0
    for (first, last), tag in zip(places, tags, strict=False):
        kind, _, name = tag.partition("-")
        if label and (kind != "I" or name != label):
            yield Mark(start, end, label, text[start:end])
            label = ""
        if name and not label:
            start, label = first, name
        end = last
    if label:
        yield Mark(start, end, label, text[start:end])
