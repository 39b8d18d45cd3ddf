"""The records of our JSONL, checked field by field on their way in.

Every function raises InputError with what was wrong; the caller adds file and line.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from annotator.core import labels
from annotator.core.errors import AnnotatorError, InputError
from annotator.core.exchange import AnnotatedDocument, Annotation, AnswerMark, DataSet, Link, Mark, Topic
from annotator.core.labels import LabelSpec
from annotator.core.model import AnnotatorKind, AnswerKind, Origin, State
from annotator.core.text import readable
from annotator.formats import plain_text
from annotator.formats.known import work
from annotator.formats.parts.anchoring import anchored
from annotator.formats.parts.json_records import as_range
from annotator.formats.parts.strict_json import Fields, Object

NAME = "annotator-jsonl"
PLAIN, VERSION = 1, 2
"""A header says 2 when its label set needs version 2 of its own file; records are read alike under both."""

_ORIGINS = ("rule", "person")
_LINE = (int, int, str, str)


def is_header(record: Object) -> bool:
    """True for the first line of a file with all layers."""
    return record.get("format") == NAME and "text" not in record


def data_set(record: Object) -> DataSet:
    """The label set and the annotators of a header. Raises InputError("input.version") for a later version too."""
    fields = Fields(record)
    if fields.count("version") not in (PLAIN, VERSION):
        raise InputError("input.version", version=record["version"])
    annotators = [
        (_annotator(each.text("name")), each.one_of("kind", list(AnnotatorKind), AnnotatorKind.PERSON))
        for each in fields.each("annotators")
    ]
    return DataSet(_label_set(fields.items("labels")), annotators)


def _label_set(rows: list[object]) -> list[LabelSpec]:
    try:
        return labels.loads(json.dumps({"format": "annotator-label-set", "version": 2, "labels": rows}))
    except AnnotatorError as error:
        raise InputError("record.labels", field="labels") from error


def document(record: Object, path: str, number: int, moved: list[InputError]) -> AnnotatedDocument:
    """The document of one line; spans that are put where their quotes are go to `moved`.

    What the line does not say about title, date and lines is guessed from the text."""
    fields = Fields(record)
    text = fields.text("text")
    if not text.strip():
        raise InputError("record.blank-text", field="text")
    stem = os.path.splitext(readable(os.path.basename(path)))[0]
    found = AnnotatedDocument(
        name=fields.text("name", "") or f"{stem}-{number}",
        text=text,
        title=fields.text("title", ""),
        source=fields.optional_text("source"),
        url=fields.optional_text("url"),
        author=fields.optional_text("author"),
        published=fields.optional_text("published"),
        language=fields.text("language", "vi"),
        meta=fields.mapping("meta"),
        uid=fields.text("uid", ""),
        lines=tuple(_lines(fields, text)),
        annotations=tuple(_annotations(fields, text, moved)),
        part=fields.text("part", ""),
    )
    return plain_text.described(found, guess_lines="lines" not in fields, guess_rest="title" not in fields)


def _lines(fields: Fields, text: str) -> Iterator[tuple[int, int, str, str]]:
    starts: set[int] = set()
    for n, line in enumerate(fields.items("lines")):
        if not isinstance(line, list) or tuple(map(type, line)) != _LINE:
            raise InputError("record.line", field=f"lines[{n}]")
        start, end, kind, origin = line
        fits = 0 <= start <= end <= len(text) and kind and origin in _ORIGINS
        if not fits or start in starts:
            raise InputError("record.line", field=f"lines[{n}]")
        starts.add(start)
        yield start, end, kind, origin


def _annotations(fields: Fields, text: str, moved: list[InputError]) -> Iterator[Annotation]:
    if "annotations" not in fields:
        layer = _annotation(fields, text, moved)
        if layer.annotator or layer.spans or layer.document_labels or layer.answers or work(layer):
            yield layer
        return
    seen: set[tuple[str, str]] = set()
    for each in fields.each("annotations"):
        layer = _annotation(each, text, moved)
        if not layer.annotator or (layer.annotator, layer.kind) in seen:
            raise InputError("record.annotators", field="annotations")
        seen.add((layer.annotator, layer.kind))
        yield layer


def _annotation(fields: Fields, text: str, moved: list[InputError]) -> Annotation:
    spans = _Spans(fields, text, moved)
    return Annotation(
        annotator=_annotator(fields.text("annotator", "")),
        kind=fields.one_of("kind", list(AnnotatorKind), AnnotatorKind.PERSON),
        spans=tuple(spans.marks),
        state=fields.one_of("state", list(State), State.NEW),
        seconds=max(0.0, fields.number("seconds") or 0.0),
        answers=tuple(_answers(fields, text)),
        relations=tuple(_relations(fields, spans, moved)),
        document_labels=tuple(_topics(fields)),
    )


def _annotator(name: str) -> str:
    return " ".join(name.split())


class _Spans:
    """The spans of a layer; those that came to lie on one another when they were put where their quotes are, are one.

    `numbers` has for each span of the record its place among the `marks`, `places` the same by uid.
    """

    def __init__(self, fields: Fields, text: str, moved: list[InputError]) -> None:
        self.marks: list[Mark] = []
        self.numbers: list[int] = []
        self.places: dict[str, int] = {}
        self._moved = moved
        self._seen: dict[tuple[int, int, str], int] = {}
        self._put: set[int] = set()
        for n, item in enumerate(fields.items("spans")):
            mark = _plain_span(item, text)
            if mark is None:
                before = len(moved)
                mark = _span(Fields(as_range(item), f"{fields.path('spans')}[{n}]"), text, moved)
                self._add(mark, is_put=len(moved) > before)
            else:
                self._add(mark)

    def _add(self, mark: Mark, is_put: bool = False) -> None:
        new = len(self.marks)
        number = self._seen.setdefault((mark.start, mark.end, mark.label), new)
        if number == new:
            self.marks.append(mark)
        else:
            self._join(number, mark, is_put)
        if is_put:
            self._put.add(number)
        if mark.uid:
            self.places[mark.uid] = number
        self.numbers.append(number)

    def _join(self, number: int, mark: Mark, is_put: bool) -> None:
        """Makes one of two spans; the second gives the note and the attributes that the first lacks."""
        place = {"start": mark.start, "end": mark.end, "label": mark.label}
        if not is_put and number not in self._put:
            raise InputError("record.span-twice", **place)
        self._moved.append(InputError("record.span-joined", **place))
        kept = self.marks[number]
        attributes = {**mark.attributes, **kept.attributes}
        self.marks[number] = replace(kept, note=kept.note or mark.note, attributes=attributes)


def _plain_span(item: object, text: str) -> Mark | None:
    """A span without any extras that is where it says, at once, for nearly all are such; None for any other."""
    if not isinstance(item, dict) or len(item) > 4 + ("uid" in item):
        return None
    start, end, label, quote = item.get("start"), item.get("end"), item.get("label"), item.get("quote")
    uid = item.get("uid", "")
    if not (type(start) is type(end) is int and type(label) is type(quote) is type(uid) is str):
        return None
    is_there = 0 <= start < end == start + len(quote) and text[start:end] == quote
    return Mark(start, end, label, quote, uid) if is_there and "\0" not in uid and _is_label(label) else None


def _span(fields: Fields, text: str, moved: list[InputError]) -> Mark:
    start, end, label = _quoted_place(fields, text, moved)
    if fields.value("quote") == "":
        raise InputError("record.quote", start=start, end=end, quote="")
    return Mark(
        start, end, label, text[start:end], fields.text("uid", ""), fields.number("score"),
        fields.one_of("origin", list(Origin), Origin.MANUAL), fields.text("note", ""), fields.mapping("attributes"),
    )  # fmt: skip


def _answers(fields: Fields, text: str) -> Iterator[AnswerMark]:
    seen: set[tuple[int, int, str]] = set()
    for each in fields.each("answers"):
        place = _place(each, text)
        if place in seen:
            raise InputError("record.answer-twice", start=place[0], end=place[1], label=place[2])
        seen.add(place)
        if "answer" not in each:
            raise InputError("record.no-answer", field="answers")
        yield AnswerMark(*place, each.one_of("answer", list(AnswerKind), ""))


def _relations(fields: Fields, spans: _Spans, moved: list[InputError]) -> Iterator[Link]:
    """The relations of a layer; source and target name a span by its place among the spans, from 0, or by its uid.

    One that joined spans make into a relation of a span to itself, or into another one again, is left out and told.
    """
    is_joined = len(spans.marks) < len(spans.numbers)
    seen: set[tuple[int, int, str]] = set()
    for n, each in enumerate(fields.each("relations")):
        source, target = _end(each, "source", spans), _end(each, "target", spans)
        label = _label(each.text("label"))
        error: InputError | None = None
        if source == target:
            error = InputError("record.relation-self", field=f"relations[{n}]")
        elif (source, target, label) in seen:
            error = InputError("record.relation-twice", field=f"relations[{n}]", label=label)
        if error is not None and not is_joined:
            raise error
        if error is not None:
            moved.append(InputError("record.relation-joined", field=f"relations[{n}]", label=label))
            continue
        seen.add((source, target, label))
        yield Link(source, target, label, each.text("uid", ""), each.mapping("attributes"))


def _end(fields: Fields, name: str, spans: _Spans) -> int:
    """The place of the span that a relation begins or ends in."""
    if fields.is_text(name):
        found = spans.places.get(fields.text(name))
    else:
        count = fields.count(name)
        found = spans.numbers[count] if count < len(spans.numbers) else None
    if found is None:
        raise InputError("record.relation-end", field=fields.path(name))
    return found


def _topics(fields: Fields) -> Iterator[Topic]:
    """The labels of the whole document, each its name or an object with "label" and "uid"."""
    seen: set[str] = set()
    for n, item in enumerate(fields.items("document_labels")):
        each = Fields({"label": item} if isinstance(item, str) else item, f"document_labels[{n}]")
        topic = Topic(_label(each.text("label")), each.text("uid", ""))
        if topic.label in seen:
            raise InputError("record.document-label-twice", field="document_labels", label=topic.label)
        seen.add(topic.label)
        yield topic


def _quoted_place(fields: Fields, text: str, moved: list[InputError]) -> tuple[int, int, str]:
    """Where a span is: where its quote says, when its offsets say otherwise and there is no doubt."""
    start, end, quote = fields.count("start"), fields.count("end"), fields.text("quote", "")
    if not quote or text[start:end] == quote:
        return _place(fields, text)
    place = anchored(text, start, end, quote)
    if place is None and start < end <= len(text):
        raise InputError("record.quote", start=start, end=end, quote=quote)
    if place is None:
        return _place(fields, text)
    if place != (start, end):
        values = {"start": start, "end": end, "new_start": place[0], "new_end": place[1], "quote": quote}
        moved.append(InputError("record.anchored", **values))
    return *place, _label(fields.text("label"))


def _place(fields: Fields, text: str) -> tuple[int, int, str]:
    start, end, label = fields.count("start"), fields.count("end"), fields.text("label")
    if not start < end <= len(text):
        raise InputError("record.span", start=start, end=end, length=len(text))
    return start, end, _label(label)


def _label(name: str) -> str:
    if not _is_label(name):
        raise InputError("record.label", label=name)
    return name


@lru_cache(maxsize=1000)
def _is_label(name: str) -> bool:
    return labels.NAME.fullmatch(name) is not None
