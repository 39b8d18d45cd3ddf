"""JSON lines of spaCy and Prodigy: text, tokens, spans with the tokens they cover, and the answer.

The keys are those of Prodigy's tasks (https://prodi.gy/docs/api-interfaces): `token_end` is the last token itself,
offsets count code points, `relations` are those of `rel.manual` (`head` and `child` are the last tokens of the two
spans), and `accept` lists the labels of the whole text. The answer is "accept" for a text that is done and "ignore" for
one that was skipped; others have none, as tasks that wait for theirs. Ours are `note`, `attributes`, `score` and
`origin` of a span, and `state` and `seconds` of a text that was begun; Prodigy keeps them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from annotator.core.errors import InputError
from annotator.core.exchange import AnnotatedDocument, Annotation, DataSet, Link, Mark
from annotator.core.model import Origin, State
from annotator.formats.known import work
from annotator.formats.parts import headings
from annotator.formats.parts.gathering import Gathering
from annotator.formats.parts.json_records import heading, line_of, ranges, records
from annotator.formats.parts.strict_json import Fields
from annotator.formats.protocol import (
    STANDOFF,
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
from annotator.formats.spacy.tokens import Piece as Token
from annotator.formats.spacy.tokens import covering, pieces

_ANSWERS = ("accept", "reject", "ignore")
_STATES = {"accept": State.DONE, "ignore": State.SKIPPED}
_TOLD = {state: answer for answer, state in _STATES.items()}


class SpacyJsonl(BaseFormat):
    """One document a line with all its spans, relations and labels."""

    name = "spacy-jsonl"
    title = "spaCy and Prodigy, JSON lines"
    suffixes = (".jsonl",)
    can_read = True
    can_write = True
    holds = STANDOFF | {
        Holds.RELATIONS, Holds.DOCUMENT_LABELS, Holds.ATTRIBUTES, Holds.NOTES, Holds.HEADING,
        Holds.STATES, Holds.SCORES, Holds.ORIGINS,
    }  # fmt: skip

    def sniff(self, head: Head) -> float:
        """A text with tokens or an answer; spans that say nothing but range and label may be of others."""
        record = head.record
        if record is None or not isinstance(record.get("text"), str) or "lines" in record or "annotator" in record:
            return 0.0
        tokens, spans = record.get("tokens"), record.get("spans")
        if isinstance(spans, list) and record.get("answer") in _ANSWERS:
            return 0.95
        if isinstance(tokens, list) and any(isinstance(token, dict) and "start" in token for token in tokens[:1]):
            return 0.9
        return 0.5 if isinstance(spans, list) else 0.0

    def read(self, source: Source, options: ReadOptions) -> Iterator[Content]:  # noqa: ARG002
        """The records of a file, streaming; offsets are checked by what `tokens` say. Raises InputError."""
        yield from records(source, _contents)

    def write(
        self,
        documents: Iterable[AnnotatedDocument],
        data: DataSet,  # noqa: ARG002
        options: WriteOptions,
    ) -> Iterator[Piece]:
        """One line a document."""
        for document in documents:
            yield line_of(_record(document, options))


def _record(document: AnnotatedDocument, options: WriteOptions) -> dict[str, Any]:
    layer = document.annotations[0] if document.annotations else None
    marks = layer.spans if layer else ()
    text = document.text
    found = pieces(text, options.tokens(text), ((mark.start, mark.end) for mark in marks))
    spans = [_span(mark, found) for mark in marks]
    record: dict[str, Any] = {
        "text": text,
        "meta": headings.told(document),
        "tokens": [
            {"text": text[token.start : token.end], "start": token.start, "end": token.end, "id": n,
             "ws": token.has_blank}
            for n, token in enumerate(found)
        ],
        "spans": spans,
    }  # fmt: skip
    if layer and layer.relations:
        record["relations"] = [_relation(link, spans) for link in layer.relations]
    if layer and layer.document_labels:
        record["accept"] = [topic.label for topic in layer.document_labels]
    return {**record, **_worked(layer)} if layer else record


def _worked(layer: Annotation) -> dict[str, Any]:
    """How far a person is with the text."""
    state, seconds = work(layer) or (State.NEW, 0.0)
    told: dict[str, Any] = {"state": state} if state == State.IN_PROGRESS else {}
    if answer := _TOLD.get(State(state)):
        told["answer"] = answer
    return {**told, "seconds": seconds} if seconds else told


def _span(mark: Mark, tokens: Sequence[Token]) -> dict[str, Any]:
    first, last = covering(mark.start, mark.end, tokens)
    span: dict[str, Any] = {"start": mark.start, "end": mark.end, "token_start": first, "token_end": last - 1}
    span["label"] = mark.label
    if mark.note:
        span["note"] = mark.note
    if mark.attributes:
        span["attributes"] = mark.attributes
    if mark.score is not None:
        span["score"] = mark.score
    if mark.origin != Origin.MANUAL:
        span["origin"] = mark.origin
    return span


_PLACE = ("start", "end", "token_start", "token_end", "label")


def _relation(link: Link, spans: Sequence[dict[str, Any]]) -> dict[str, Any]:
    head, child = ({name: spans[n][name] for name in _PLACE} for n in (link.source, link.target))
    attributes = {"attributes": link.attributes} if link.attributes else {}
    ends = {"head": head["token_end"], "child": child["token_end"], "head_span": head, "child_span": child}
    return {**ends, "label": link.label, **attributes}


def _contents(fields: Fields, source: Source, number: int) -> Iterator[Content]:
    text = fields.text("text")
    if not text.strip():
        raise InputError("record.blank-text", field="text")
    answer = fields.one_of("answer", _ANSWERS, "") if "answer" in fields else ""
    found = Gathering(text, source)
    if answer == "reject":
        yield Notice(InputError("record.rejected", path=source.path, line=number))
    else:
        _gather(fields, found, number)
    yield from found.told()
    state = _STATES.get(answer) or fields.known("state", list(State), State.NEW)
    seconds = max(0.0, fields.number("seconds") or 0.0) if type(fields.value("seconds")) in (int, float) else 0.0
    layer = replace(found.layer(), state=state, seconds=seconds)
    document = headings.document(text, heading(fields), source, number)
    yield replace(document, annotations=(layer,)) if layer != Annotation("") else document


def _gather(fields: Fields, found: Gathering, number: int) -> None:
    for each in ranges(fields, "spans"):
        start, end, label = each.count("start"), each.count("end"), each.text("label")
        mark = Mark(
            start, end, label, "", score=each.number("score"), origin=each.known("origin", list(Origin), Origin.MANUAL),
            note=each.text("note", ""), attributes=each.mapping("attributes"),
        )  # fmt: skip
        if (key := _key(each)) in found:
            found.bad("record.span-twice", number, start=start, end=end, label=label)
        else:
            found.span(key, mark, number)
    for n, each in enumerate(fields.each("relations")):
        key = f"relations[{n}]"
        head, child = (_key(Fields(each.mapping(name), each.path(name))) for name in ("head_span", "child_span"))
        found.relation(key, head, child, each.text("label"), number)
        for name, value in each.mapping("attributes").items():
            found.attribute(key, name, value, number)
    _topics(fields, found, number)


def _topics(fields: Fields, found: Gathering, number: int) -> None:
    """The labels of the whole text: those accepted, or the one that was asked for."""
    if "accept" not in fields and fields.is_text("label") and "spans" not in fields:
        found.topic(fields.text("label"), number)
    for n, label in enumerate(fields.items("accept")):
        if isinstance(label, str):
            found.topic(label, number)
        else:
            found.bad("record.not-text", number, field=f"accept[{n}]")


def _key(fields: Fields) -> str:
    return json.dumps([fields.count("start"), fields.count("end"), fields.text("label")])
