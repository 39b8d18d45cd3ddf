"""A task of Label Studio as a document with a layer for each of its annotations and predictions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from annotator.core.errors import InputError
from annotator.core.exchange import Annotation, Mark
from annotator.core.model import AnnotatorKind, Origin, State
from annotator.core.text import Utf16Map
from annotator.formats.label_studio.config import TEXT, attribute
from annotator.formats.parts import headings
from annotator.formats.parts.gathering import Gathering
from annotator.formats.parts.strict_json import Fields, Object
from annotator.formats.protocol import BadRecord, Content, ReadOptions
from annotator.formats.source import Source

_LABELS = ("labels", "hypertextlabels")
_VALUES = {"choices": "choices", "textarea": "text", "number": "number", "rating": "rating"}
"""Types of results that say something about a region or the text, and the key of what they say."""


def contents(task: Object, source: Source, line: int, number: int, options: ReadOptions) -> Iterator[Content]:
    """The document of a task and what of it was left out; a task without a text is a bad record."""
    try:
        yield from _Task(Fields(task), source, line, options).contents(number)
    except InputError as error:
        yield BadRecord(InputError(error.code, **{**error.values, "path": source.path, "line": line}))


class _Task:
    """One task on its way in."""

    def __init__(self, fields: Fields, source: Source, line: int, options: ReadOptions) -> None:
        self._fields = fields
        self._source = source
        self._line = line
        self._data = fields.mapping("data") if "data" in fields else {}
        self.text = _text(self._data, options.text_column)
        self._problems: list[Content] = []

    def contents(self, number: int) -> Iterator[Content]:
        """What was left out, then the document."""
        layers = tuple(self._layers())
        yield from self._problems
        meta = self._fields.mapping("meta") if self._fields.is_mapping("meta") else {}
        document = headings.document(self.text, self._data, self._source, number, meta)
        yield replace(document, annotations=layers)

    def _layers(self) -> Iterator[Annotation]:
        names: set[tuple[str, str]] = set()
        for key in ("annotations", "completions", "predictions"):
            for item in self._fields.items(key):
                if not isinstance(item, dict):  # an export may name predictions by their numbers only
                    continue
                fields = Fields(item, key)
                layer = self._prediction(fields) if key == "predictions" else self._annotation(fields)
                name, n = layer.annotator, 1
                while (layer.annotator, layer.kind) in names:
                    n += 1
                    layer = replace(layer, annotator=f"{name} {n}".strip())
                names.add((layer.annotator, layer.kind))
                yield layer

    def _annotation(self, fields: Fields) -> Annotation:
        kind = AnnotatorKind.GOLD if fields.is_true("ground_truth") else AnnotatorKind.PERSON
        layer = self._gathered(fields).layer(_annotator(fields), kind)
        state = fields.known("state", list(State), State.DONE)
        if fields.is_true("was_cancelled"):
            state = State.SKIPPED
        return replace(layer, state=state, seconds=max(0.0, fields.number("lead_time") or 0.0))

    def _prediction(self, fields: Fields) -> Annotation:
        name = " ".join(fields.text("model_version").split()) if fields.is_text("model_version") else ""
        layer = self._gathered(fields).layer(name or "Label Studio", AnnotatorKind.MACHINE)
        spans = tuple(replace(mark, origin=Origin.MACHINE) for mark in layer.spans)
        return replace(layer, spans=spans)

    def _gathered(self, fields: Fields) -> Gathering:
        results = _Results(self.text, fields, self._source, self._line)
        self._problems += results.found.told()
        return results.found


class _Results:
    """The results of one annotation: spans first, then what hangs on them."""

    def __init__(self, text: str, fields: Fields, source: Source, line: int) -> None:
        self.found = Gathering(text, source)
        self._line = line
        results = list(self._fields(fields))
        self._keys: dict[str, list[str]] = {}
        self._units = Utf16Map(text) if _counts_units(text, results) else None
        kinds = [(result, _kind(result)) for result in results]
        self._try(self._span, [(result, kind) for result, kind in kinds if kind in _LABELS])
        self._try(self._rest, [(result, kind) for result, kind in kinds if kind not in _LABELS])

    def _try(self, step: Callable[[Fields, str, int], None], results: list[tuple[Fields, str]]) -> None:
        for number, (result, kind) in enumerate(results):
            try:
                step(result, kind, number)
            except InputError as error:
                self.found.listed(error, self._line)

    def _fields(self, fields: Fields) -> Iterator[Fields]:
        for n, item in enumerate(fields.items("result")):
            if isinstance(item, dict):
                yield Fields(item, f"result[{n}]")
            else:
                self.found.bad("record.not-mapping", self._line, field=f"result[{n}]")

    def _span(self, result: Fields, kind: str, number: int) -> None:
        """A region with labels: a span for each of them."""
        value = Fields(result.mapping("value"), result.path("value"))
        labels = _texts(value, kind)
        if not labels:
            self.found.unknown(kind)
        name = _name(result, "id") or f" {number}"
        start, end = _range(value)
        if self._units:
            start, end = self._units.code_point(start), self._units.code_point(end)
        quote = value.text("text") if value.is_text("text") else ""
        meta = Fields(result.mapping("meta"), result.path("meta")) if result.is_mapping("meta") else Fields({})
        mark = Mark(
            start, end, "", quote, score=result.number("score"), note=_note(meta),
            origin=_origin(result, meta),
            attributes=meta.mapping("attributes"),
        )  # fmt: skip
        for n, label in enumerate(labels):
            key = f"{name} {n}" if n else name
            self.found.span(key, replace(mark, label=label), self._line)
            self._keys.setdefault(name, []).append(key)

    def _rest(self, result: Fields, kind: str, number: int) -> None:
        if kind == "relation":
            self._relation(result, number)
        elif kind in _VALUES:
            self._answer(result, kind)
        else:
            self.found.unknown(kind or "?")

    def _relation(self, result: Fields, number: int) -> None:
        ends = _name(result, "from_id"), _name(result, "to_id")
        if result.text("direction", "right") == "left":
            ends = ends[1], ends[0]
        meta = Fields(result.mapping("meta")) if result.is_mapping("meta") else Fields({})
        for n, label in enumerate(_texts(result, "labels") or ["related"]):
            key = f" r{number} {n}"
            self.found.relation(key, *ends, label, self._line)
            if key in self.found:
                for name, value in meta.mapping("attributes").items():
                    self.found.attribute(key, name, value, self._line)

    def _answer(self, result: Fields, kind: str) -> None:
        """What a control says of a region, or choices for the whole text."""
        value = Fields(result.mapping("value"), result.path("value"))
        key = _VALUES[kind]
        values = [value.text(key)] if value.is_text(key) else _values(value, key)
        keys = self._keys.get(_name(result, "id"), [])
        if keys and values:
            said = ["\n".join(map(str, values))] if kind == "textarea" else values
            name, answer = attribute(result.text("from_name"), said)
            for each in keys:
                self.found.attribute(each, name, answer, self._line)
        elif kind == "choices" and not keys and "start" not in value:
            for topic in values:
                self.found.topic(str(topic), self._line)
        elif values:
            self.found.unknown(kind)


def _text(data: dict[str, Any], column: str) -> str:
    """The text of a task: of the column that is named, of `text`, or the longest there is (such as `$undefined$`)."""
    if column:
        text = Fields(data, "data").text(column)
    else:
        texts = [value for key, value in data.items() if isinstance(value, str) and key not in headings.FIELDS]
        text = Fields(data, "data").text(TEXT, max(texts, key=len, default=None))
    if not text.strip():
        raise InputError("record.blank-text", field=f"data.{column or TEXT}")
    return text


def _annotator(fields: Fields) -> str:
    """The name of whose annotation it is: theirs here, their e-mail address or their number there."""
    if fields.is_text("annotator"):
        return " ".join(fields.text("annotator").split())
    if not fields.is_mapping("completed_by"):
        number = fields.number("completed_by")
        return "" if number is None else f"Label Studio {number:.0f}"
    who = Fields(fields.mapping("completed_by"), fields.path("completed_by"))
    named = f"{who.text('first_name', '')} {who.text('last_name', '')}"
    return " ".join((who.text("email", "") or named).split())


def _kind(result: Fields) -> str:
    return result.text("type").lower() if result.is_text("type") else ""


def _texts(fields: Fields, name: str) -> list[str]:
    return [item if isinstance(item, str) else str(item) for item in fields.items(name)]


def _values(fields: Fields, name: str) -> list[Any]:
    """A list, or the one number that stands in its place."""
    if fields.is_list(name):
        return fields.items(name)
    number = fields.number(name)
    return [] if number is None else [number]


def _name(fields: Fields, name: str) -> str:
    """An id, which is text or a number."""
    return fields.text(name, "") if fields.is_text(name) or name not in fields else str(fields.count(name))


def _origin(result: Fields, meta: Fields) -> str:
    if result.known("origin", ("prediction",), ""):
        return Origin.SUGGESTION
    return meta.known("origin", list(Origin), Origin.MANUAL)


def _note(meta: Fields) -> str:
    return meta.text("text") if meta.is_text("text") else "\n".join(_texts(meta, "text"))


def _range(value: Fields) -> tuple[int, int]:
    """The offsets of a region; one in HTML has them apart."""
    place = Fields(value.mapping("globalOffsets"), value.path("globalOffsets")) if "globalOffsets" in value else value
    return place.count("start"), place.count("end")


def _counts_units(text: str, results: list[Fields]) -> bool:
    """Whether the offsets are UTF-16 units, as before 2022: then more of the regions cover the text they say."""
    units = Utf16Map(text)
    if units.unit(len(text)) == len(text):
        return False
    points = fitting = 0
    for result in results:
        try:
            value = Fields(result.mapping("value"))
            start, end = _range(value)
            quote = value.text("text")
        except InputError:
            continue
        points += text[start:end] == quote
        fitting += text[units.code_point(start) : units.code_point(end)] == quote
    return fitting > points
