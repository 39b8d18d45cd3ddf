"""A TEI element as a document: its text, the names marked in it, and its standOff annotations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annotator.core.errors import InputError
from annotator.core.exchange import AnnotatedDocument, Annotation, Mark
from annotator.core.model import AnnotatorKind
from annotator.formats import plain_text
from annotator.formats.parts import safe_xml
from annotator.formats.parts.gathering import Gathering
from annotator.formats.parts.safe_xml import Element
from annotator.formats.protocol import Content
from annotator.formats.source import Source, stem
from annotator.formats.tei.text import FlatText

_NAMES = {"persName": "PER", "orgName": "ORG", "placeName": "LOC", "geogName": "LOC"}
"""Elements for names in running text, as labels."""

_TYPES = {"person": "PER", "org": "ORG", "organisation": "ORG", "organization": "ORG", "place": "LOC"}
"""Usual types of `name` and `rs`, as labels; others stay as they are."""

_RANGE = re.compile(r"#string-range\(\s*([^,()]*?)\s*,\s*(\d{1,10})\s*,\s*(\d{1,10})\s*\)")
_CHARACTERS = re.compile(r"#char=(\d{1,10}),(\d{1,10})")
_POINTER = "#string-range(ID,OFFSET,LENGTH)"


def contents(element: Element, source: Source, number: int) -> Iterator[Content]:
    """The document of a TEI element, and what of it was left out.

    Raises InputError("record.blank-text") when it has no text.
    """
    body = element.first("text")
    flat = FlatText(body) if body else None
    if flat is None or not flat.text.strip():
        raise InputError("record.blank-text", field="text")
    layers = _Layers(element, flat, source)
    yield from layers.told()
    found = tuple(layer for layer in layers.all() if layer.annotator or layer.spans or layer.document_labels)
    header = _Header(element)
    document = AnnotatedDocument(
        name=header.text("idno") or f"{stem(source)}-{number}",
        text=flat.text,
        title=header.text("title"),
        author=header.text("author") or None,
        source=header.text("publisher") or None,
        published=header.value("date", "when") or header.text("date") or None,
        url=header.value("ptr", "target") or None,
        language=header.value("language", "ident") or "vi",
        annotations=found,
    )
    yield plain_text.described(document)


class _Header:
    """What the header says of the document."""

    def __init__(self, element: Element) -> None:
        self._header = element.first("teiHeader")

    def text(self, name: str) -> str:
        """The text of the first element of this name."""
        found = self._first(name)
        return " ".join(found.text.split()) if found else ""

    def value(self, name: str, attribute: str) -> str:
        """An attribute of the first element of this name."""
        found = self._first(name)
        return found.get(attribute).strip() if found else ""

    def _first(self, name: str) -> Element | None:
        return next(self._header.below(name), None) if self._header else None


class _Layers:
    """The annotations of one TEI element, sorted by who is responsible for them."""

    def __init__(self, element: Element, flat: FlatText, source: Source) -> None:
        self._flat = flat
        self._source = source
        self._names = _annotators(element)
        self._gathered: dict[str, Gathering] = {}
        for key in self._names:
            self._by(key)
        self._features = {fs.get(safe_xml.ID): fs for fs in element.below("fs")}
        self._topics(element)
        self._inline()
        self._standoff(element)

    def all(self) -> Iterator[Annotation]:
        """A layer each; what nobody is named for is nobody's."""
        for key, gathering in self._gathered.items():
            yield gathering.layer(*self._names.get(key, ("", str(AnnotatorKind.PERSON))))

    def told(self) -> Iterator[Content]:
        """What was left out."""
        for gathering in self._gathered.values():
            yield from gathering.told()

    def _by(self, key: str) -> Gathering:
        if key not in self._names:
            key = ""
        return self._gathered.setdefault(key, Gathering(self._flat.text, self._source))

    def _topics(self, element: Element) -> None:
        for keywords in element.below("keywords"):
            for term in keywords.children("term"):
                self._by(_id(keywords.get("resp"))).topic(term.text, term.line)

    def _inline(self) -> None:
        for n, (element, start, end) in enumerate(self._flat.elements):
            label = _NAMES.get(element.name, "")
            if element.name in ("name", "rs"):
                label = _TYPES.get(element.get("type"), element.get("type"))
            if label:
                self._by("").span(f" {n}", Mark(start, end, label, ""), element.line)

    def _standoff(self, element: Element) -> None:
        for standoff in element.children("standOff"):
            for group in standoff.below("spanGrp"):
                self._spans(group)
            for group in standoff.below("listRelation"):
                self._relations(group)
            for group in standoff.below("listAnnotation"):
                self._notes(group)

    def _spans(self, group: Element) -> None:
        gathering = self._by(_id(group.get("resp")))
        for n, span in enumerate(group.children("span")):
            label = span.get("type") or group.get("type")
            place = self._place(span)
            if place is None:
                gathering.bad("record.pattern", span.line, pattern=f'<span type="LABEL" target="{_POINTER}">')
                continue
            key = span.get(safe_xml.ID) or f" {group.line} {n}"
            gathering.span(key, Mark(*place, label, span.text, score=_score(span.get("cert"))), span.line)
            self._attributes(gathering, key, span)

    def _place(self, span: Element) -> tuple[int, int] | None:
        """The range that a span points to."""
        target = span.get("target").strip()
        if match := _RANGE.fullmatch(target):
            base = self._flat.places.get(match[1])
            start = base[0] + int(match[2]) if base else 0
            return (start, start + int(match[3])) if base else None
        if match := _CHARACTERS.fullmatch(target):
            return int(match[1]), int(match[2])
        first = self._flat.places.get(_id(span.get("from") or target))
        last = self._flat.places.get(_id(span.get("to"))) if span.get("to") else first
        return (first[0], last[1]) if first and last else None

    def _relations(self, group: Element) -> None:
        gathering = self._by(_id(group.get("resp")))
        for n, relation in enumerate(group.children("relation")):
            key = relation.get(safe_xml.ID) or f"{group.line} {n}"
            ends = _id(relation.get("active")), _id(relation.get("passive"))
            gathering.relation(key, *ends, relation.get("name"), relation.line)
            self._attributes(gathering, key, relation)

    def _attributes(self, gathering: Gathering, key: str, element: Element) -> None:
        structure = self._features.get(_id(element.get("ana")))
        if structure is None or key not in gathering:
            return
        for feature in structure.children("f"):
            gathering.attribute(key, feature.get("name"), _value(feature), feature.line)

    def _notes(self, group: Element) -> None:
        gathering = self._by(_id(group.get("resp")))
        for note in group.children("note"):
            gathering.note(_id(note.get("target")), note.text, note.line)


def _annotators(element: Element) -> dict[str, tuple[str, str]]:
    """Names and kinds of those responsible, by their ids."""
    found = {}
    for statement in element.below("respStmt"):
        name = next(statement.below("name", "persName", "orgName"), None)
        if name and statement.get(safe_xml.ID):
            kind = name.get("type") if name.get("type") in list(AnnotatorKind) else str(AnnotatorKind.PERSON)
            found[statement.get(safe_xml.ID)] = " ".join(name.text.split()), kind
    return found


def _id(pointer: str) -> str:
    """The id that a pointer inside the document names."""
    return pointer.strip().removeprefix("#")


def _value(feature: Element) -> str | bool:
    binary = feature.first("binary")
    if binary:
        return binary.get("value") in ("true", "1")
    symbol = next(feature.children("symbol", "numeric"), None)
    return symbol.get("value") if symbol else "".join(child.text for child in feature.children("string"))


def _score(certainty: str) -> float | None:
    try:
        score = float(certainty)
    except ValueError:
        return None
    return score if 0 <= score <= 1 else None
