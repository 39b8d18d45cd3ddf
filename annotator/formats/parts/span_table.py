"""Documents and spans as rows of a table: what CSV and workbooks share.

An article is known by its number in `document`. Each span is a row with its number in `span`, from 1 in its layer;
`relations` of a span are JSON, `[{"target", "label"}]` with the number of the other span. `document_labels`, set apart
by blanks, stand in the first row of a layer, and so do its `state` and the `seconds` worked. Offsets count code points,
half-open.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Any

from annotator.core.errors import InputError
from annotator.core.exchange import AnnotatedDocument, Annotation, Mark
from annotator.core.model import AnnotatorKind, Origin, State
from annotator.formats.known import work
from annotator.formats.parts import headings
from annotator.formats.parts.gathering import Gathering
from annotator.formats.parts.strict_json import parse
from annotator.formats.protocol import Content
from annotator.formats.source import Source

HEADING = ("document", *headings.FIELDS)
LAYER = (
    "annotator", "kind", "state", "seconds", "document_labels", "span", "start", "end", "label", "quote", "score",
    "origin", "note", "attributes", "relations",
)  # fmt: skip
NEEDED = frozenset({"document", "text", "start", "end", "label"})
"""The columns that tell such a table from others."""

_OF_LAYERS = (*NEEDED - {"document", "text"}, "document_labels", "state", "seconds")

Cell = str | int | float
Cells = Mapping[str, str]
Line = tuple[int, Cells]
"""The number of a row's line, and its cells by column."""

_COUNT = re.compile(r"(\d{1,15})(?:\.0)?")


def heading(document: AnnotatedDocument, number: int) -> dict[str, Cell]:
    """What a row says about the document itself, without its text."""
    return {"document": number, **headings.told(document)}


def layer_rows(document: AnnotatedDocument) -> Iterator[dict[str, Cell]]:
    """A row for each span of all layers, and one for a layer of which there is more to say but no span."""
    for layer in document.annotations:
        first = _said(layer)
        whose: dict[str, Cell] = {"annotator": layer.annotator, "kind": layer.kind}
        relations = _relations(layer)
        for number, mark in enumerate(layer.spans, 1):
            yield {**whose, **first, **_span(mark, number), **relations.get(number, {})}
            first = {}
        if first:
            yield {**whose, **first}


def _said(layer: Annotation) -> dict[str, Cell]:
    """What there is to say of a layer itself."""
    said: dict[str, Cell] = {}
    if done := work(layer):
        said["state"], said["seconds"] = done
    if layer.document_labels:
        said["document_labels"] = " ".join(topic.label for topic in layer.document_labels)
    return said


def _span(mark: Mark, number: int) -> dict[str, Cell]:
    row: dict[str, Cell] = {
        "span": number,
        "start": mark.start,
        "end": mark.end,
        "label": mark.label,
        "quote": mark.quote,
    }
    if mark.score is not None:
        row["score"] = mark.score
    if mark.origin != Origin.MANUAL:
        row["origin"] = str(mark.origin)
    if mark.note:
        row["note"] = mark.note
    if mark.attributes:
        row["attributes"] = json.dumps(mark.attributes, ensure_ascii=False)
    return row


def _relations(layer: Annotation) -> dict[int, dict[str, Cell]]:
    found: dict[int, list[dict[str, Any]]] = {}
    for link in layer.relations:
        attributes = {"attributes": link.attributes} if link.attributes else {}
        found.setdefault(link.source + 1, []).append({"target": link.target + 1, "label": link.label, **attributes})
    return {number: {"relations": json.dumps(links, ensure_ascii=False)} for number, links in found.items()}


def article(text: str, about: Line, lines: Iterable[Line], source: Source) -> Iterator[Content]:
    """The document with this text that the row `about` describes, and its layers; rows that are wrong are listed."""
    number, cells = about
    layers: dict[tuple[str, str], _Layer] = {}
    for line, row in lines:
        if any(row.get(name) for name in _OF_LAYERS):
            key = " ".join(row.get("annotator", "").split()), row.get("kind") or str(AnnotatorKind.PERSON)
            layers.setdefault(key, _Layer(text, source)).add(line, row)
    for layer in layers.values():
        yield from layer.told()
    found = tuple(layer.made(*key) for key, layer in layers.items())
    yield replace(headings.document(text, cells, source, number), annotations=found)


class _Layer:
    """One layer of an article, row by row."""

    def __init__(self, text: str, source: Source) -> None:
        self._found = Gathering(text, source)
        self._state, self._seconds = str(State.NEW), 0.0
        self._relations: list[tuple[int, str, dict[str, Any]]] = []

    def add(self, line: int, row: Cells) -> None:
        """What a row says."""
        try:
            for label in row.get("document_labels", "").split():
                self._found.topic(label, line)
            self._state = _one_of(row, "state", State, self._state)
            self._seconds = max(0.0, _number(row, "seconds") or self._seconds)
            if row.get("start") or row.get("end") or row.get("label"):
                self._span(line, row)
        except InputError as error:
            self._found.listed(error, line)

    def _span(self, line: int, row: Cells) -> None:
        key = row.get("span") or f"line {line}"
        attributes = parse(row["attributes"].encode("utf-8")) if row.get("attributes") else {}
        mark = Mark(
            _count(row, "start"), _count(row, "end"), row.get("label", ""), row.get("quote", ""),
            score=_number(row, "score"), origin=_one_of(row, "origin", Origin, Origin.MANUAL), note=row.get("note", ""),
            attributes=dict(attributes),
        )  # fmt: skip
        self._found.span(key, mark, line)
        for link in _links(row):
            self._relations.append((line, key, link))

    def told(self) -> Iterator[Content]:
        """What was wrong, once all rows are there."""
        for n, (line, source, link) in enumerate(self._relations):
            key = f"relations[{n}]"
            self._found.relation(key, source, str(link.get("target")), str(link.get("label")), line)
            attributes = link.get("attributes")
            for name, value in attributes.items() if isinstance(attributes, dict) else ():
                self._found.attribute(key, name, value, line)
        yield from self._found.told()

    def made(self, annotator: str, kind: str) -> Annotation:
        """The layer itself."""
        layer = self._found.layer(annotator, kind if kind in list(AnnotatorKind) else AnnotatorKind.PERSON)
        return replace(layer, state=self._state, seconds=self._seconds)


def _count(row: Cells, name: str) -> int:
    found = _COUNT.fullmatch(row.get(name, ""))
    if found is None:
        raise InputError("record.not-count", field=name)
    return int(found.group(1))


def _number(row: Cells, name: str) -> float | None:
    try:
        number = float(row[name]) if row.get(name) else None
    except ValueError as error:
        raise InputError("record.not-number", field=name) from error
    if number is not None and not abs(number) <= 1e300:
        raise InputError("record.not-number", field=name)
    return number


def _one_of(row: Cells, name: str, known: type[StrEnum], default: str) -> str:
    value = row.get(name) or default
    if value not in list(known):
        raise InputError("record.not-one-of", field=name, permitted=", ".join(known))
    return value


def _links(row: Cells) -> list[dict[str, Any]]:
    if not row.get("relations"):
        return []
    found = parse(b'{"relations":' + row["relations"].encode("utf-8") + b"}").get("relations")
    if not isinstance(found, list) or not all(isinstance(link, dict) for link in found):
        raise InputError("record.not-list", field="relations")
    return found
