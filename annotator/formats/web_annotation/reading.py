"""Texts and annotations of the W3C model, put together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from annotator.core.errors import InputError
from annotator.core.exchange import Mark
from annotator.core.model import AnnotatorKind
from annotator.formats.parts import headings
from annotator.formats.parts.anchoring import anchored
from annotator.formats.parts.gathering import Gathering
from annotator.formats.parts.strict_json import Fields, Object, parse
from annotator.formats.protocol import BadRecord, Content
from annotator.formats.source import Source
from annotator.formats.web_annotation.targets import Target, bodies, listed, said, targets

JSON = "application/json"
AGENTS = {AnnotatorKind.PERSON: "Person", AnnotatorKind.MACHINE: "Software", AnnotatorKind.GOLD: "Organization"}
"""The types of creators that kinds of annotators are."""

HEADING = {
    "dcterms:identifier": "name",
    "dcterms:title": "title",
    "dcterms:publisher": "source",
    "schema:url": "url",
    "dcterms:creator": "author",
    "dcterms:issued": "published",
    "language": "language",
}
"""What a text says of itself, and the field of a document that it is."""

_KINDS = {agent: str(kind) for kind, agent in AGENTS.items()}
_TAGS = ("tagging", "classifying", "identifying")
_WAITING = 100_000
"""So many annotations may stand before the text that they are on."""


class _Note(NamedTuple):
    """An annotation and the line it begins in."""

    value: Fields
    line: int
    targets: list[Target]


@dataclass
class _Text:
    """A text, and the annotations on it and on each other."""

    iri: str
    value: Fields
    line: int
    notes: list[_Note] = field(default_factory=list)


class Reading:
    """Puts the elements of one file together. A text is done when the next begins, unless both stand in one element."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._texts: list[_Text] = []
        self._owners: dict[str, _Text] = {}
        self._waiting: dict[str, list[_Note]] = {}
        self._waiting_count = 0
        self._count = 0

    def element(self, element: Object, line: int) -> Iterator[Content]:
        """What is complete with this element of the file."""
        found = list(_flat(element))
        is_alone = len(found) == 1 and found[0] is element
        for value in found:
            fields = Fields(value)
            try:
                if _is_text(fields):
                    if is_alone:
                        yield from self._done()
                    self._begin(fields, said(fields, "id") or f"_:{line}", line)
                elif "target" in fields:
                    self._add(_Note(fields, line, targets(fields)))
            except InputError as error:
                yield self._bad(error, line)
        if not is_alone:
            yield from self.rest()

    def rest(self) -> Iterator[Content]:
        """The texts that are not done yet, and the annotations whose text is not there."""
        yield from self._done()
        for iri, notes in self._waiting.items():
            for note in notes:
                yield self._bad(InputError("record.reference", id=iri), note.line)
        self._waiting.clear()
        self._waiting_count = 0

    def _begin(self, fields: Fields, iri: str, line: int) -> None:
        text = fields.text("value")
        if not text.strip():
            raise InputError("record.blank-text", field="value")
        if iri in self._owners:
            raise InputError("record.key-twice", key=iri)
        self._owners[iri] = _Text(iri, fields, line)
        self._texts.append(self._owners[iri])
        self._release(iri)

    def _add(self, note: _Note) -> None:
        """To its text, or to those that wait for theirs. Raises InputError("record.reference") when they are many."""
        for target in note.targets:
            if target.text is not None and target.source not in self._owners:
                self._begin(target.text, target.source, note.line)
        owner = next((self._owners[target.source] for target in note.targets if target.source in self._owners), None)
        key = said(note.value, "id")
        if owner is not None:
            owner.notes.append(note)
            if key and key not in self._owners:
                self._owners[key] = owner
                self._release(key)
            return
        iri = note.targets[0].source
        if self._waiting_count >= _WAITING:
            raise InputError("record.reference", id=iri)
        self._waiting.setdefault(iri, []).append(note)
        self._waiting_count += 1

    def _release(self, iri: str) -> None:
        """Adds the annotations that waited for this text or annotation."""
        waiting = self._waiting.pop(iri, [])
        self._waiting_count -= len(waiting)
        for note in waiting:
            self._add(note)

    def _done(self) -> Iterator[Content]:
        texts, self._texts = self._texts, []
        self._owners.clear()
        for text in texts:
            self._count += 1
            try:
                yield from _Document(text, self._source).contents(self._count)
            except InputError as error:
                yield self._bad(error, text.line)

    def _bad(self, error: InputError, line: int) -> BadRecord:
        return BadRecord(InputError(error.code, **{**error.values, "path": self._source.path, "line": line}))


class _Document:
    """One text with a layer for each creator of annotations on it."""

    def __init__(self, text: _Text, source: Source) -> None:
        self._about = text.value
        self._text = text.value.text("value")
        self._iri = text.iri
        self._source = source
        self._layers: dict[tuple[str, str], Gathering] = {}
        self._keys: dict[str, str] = {}
        for step in (self._span, self._rest):
            for n, note in enumerate(text.notes):
                found = self._layers.setdefault(_creator(note.value), Gathering(self._text, source))
                try:
                    step(note, said(note.value, "id") or f" {n}", found)
                except InputError as error:
                    found.listed(error, note.line)

    def contents(self, number: int) -> Iterator[Content]:
        """What was left out, then the document."""
        for found in self._layers.values():
            yield from found.told()
        values = {ours: said(self._about, theirs) for theirs, ours in HEADING.items()}
        document = headings.document(self._text, values, self._source, number)
        layers = tuple(found.layer(*who) for who, found in self._layers.items() if found)
        yield replace(document, annotations=layers)

    def _span(self, note: _Note, key: str, found: Gathering) -> None:
        """A span for each of its places and labels."""
        n = 0
        for target in note.targets:
            if target.source != self._iri or not target.selects:
                continue
            start, end = self._place(target)
            mark = Mark(start, end, "", target.exact, note=_comment(note.value), attributes=_attributes(note.value))
            for label in _labels(note.value) or [_motivation(note.value)]:
                each = f"{key} {n}" if n else key
                found.span(each, replace(mark, label=label), note.line, target.prefix, target.suffix)
                n += 1

    def _place(self, target: Target) -> tuple[int, int]:
        """The offsets of a target; of one that says only what it covers, where that is."""
        if target.place is not None:
            return target.place
        found = anchored(self._text, -len(self._text) - 1000, 0, target.exact, target.prefix, target.suffix)
        if found is None:
            raise InputError("record.quote-alone", quote=target.exact)
        return found

    def _rest(self, note: _Note, key: str, found: Gathering) -> None:
        """A relation, or labels of the whole text."""
        if any(target.selects for target in note.targets):
            return
        others = [other for body in bodies(note.value) if (other := _other(body))]
        if others and note.targets[0].source != self._iri:
            for n, label in enumerate(_labels(note.value) or [_motivation(note.value)]):
                each = f"{key} {n}" if n else key
                found.relation(each, note.targets[0].source, others[0], label, note.line)
                if each in found:
                    for name, value in _attributes(note.value).items():
                        found.attribute(each, name, value, note.line)
        elif labels := _labels(note.value):
            for label in labels:
                found.topic(label, note.line)
        else:
            found.unknown(_motivation(note.value))


def _flat(element: Object) -> Iterator[Object]:
    """The texts and annotations in an element: itself, or what a page, a collection or a graph has."""
    open_: list[Any] = [element]
    while open_:
        value = open_.pop()
        if not isinstance(value, dict):
            continue
        inner = [each for key in ("@graph", "items", "first") for each in listed(value.get(key))]
        if inner and "target" not in value:
            open_ += reversed(inner)
        else:
            yield value


def _is_text(fields: Fields) -> bool:
    return fields.is_text("value") and "target" not in fields and "Annotation" not in listed(said(fields, "type"))


def _creator(note: Fields) -> tuple[str, str]:
    """The name and the kind of whose annotation it is."""
    for value in listed(note.value("creator")):
        if isinstance(value, str):
            return " ".join(value.split()), str(AnnotatorKind.PERSON)
        if isinstance(value, dict):
            who = Fields(value, "creator")
            name = said(who, "name") or said(who, "nickname") or said(who, "id")
            kinds = (_KINDS[kind] for kind in listed(value.get("type")) if isinstance(kind, str) and kind in _KINDS)
            return " ".join(name.split()), next(kinds, str(AnnotatorKind.PERSON))
    return "", str(AnnotatorKind.PERSON)


def _motivation(note: Fields) -> str:
    return next((value for value in listed(note.value("motivation")) if isinstance(value, str)), "") or "highlighting"


def _purpose(note: Fields, body: Fields) -> str:
    return next((value for value in listed(body.value("purpose")) if isinstance(value, str)), "") or _motivation(note)


def _labels(note: Fields) -> list[str]:
    """What it is tagged as; of a name on the web the last part."""
    found = []
    for body in bodies(note):
        if _purpose(note, body) in _TAGS and said(body, "format") != JSON:
            name = said(body, "value") or (said(body, "source") or said(body, "id")).rstrip("/#")
            found.append(name if said(body, "value") else name.rpartition("#")[2].rpartition("/")[2])
    return [label for label in found if label.strip()]


def _comment(note: Fields) -> str:
    """All that is said in words and is no label."""
    said_ = (body for body in bodies(note) if _purpose(note, body) not in _TAGS and said(body, "format") != JSON)
    return "\n".join(value for body in said_ if (value := said(body, "value")))


def _attributes(note: Fields) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for body in bodies(note):
        if said(body, "format") == JSON and said(body, "value"):
            found |= parse(said(body, "value").encode())
    return found


def _other(body: Fields) -> str:
    """The annotation that a body for linking names."""
    return said(body, "source") or said(body, "id") if not said(body, "value") else ""
