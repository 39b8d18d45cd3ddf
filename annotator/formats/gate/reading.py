"""A GATE document on its way in: its text, and each annotation set as the layer of one annotator."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum

from annotator.core.errors import InputError
from annotator.core.exchange import AnnotatedDocument, Mark
from annotator.core.model import AnnotatorKind, State
from annotator.core.text import Utf16Map
from annotator.formats import plain_text
from annotator.formats.gate.features import KIND, LABELS, NOTE, SCORE, SECONDS, STATE, features
from annotator.formats.parts.gathering import Gathering
from annotator.formats.parts.safe_xml import Element
from annotator.formats.protocol import Content
from annotator.formats.source import Source

_MARKUP = "Original markups"
"""The set in which GATE keeps the tags of a file it has opened; nobody's annotations."""

_PATTERN = '<Annotation Id="1" Type="LABEL" StartNode="START" EndNode="END">'


def contents(root: Element, text: Element, source: Source) -> Iterator[Content]:
    """The document and what of it was left out. Raises InputError("input.empty")."""
    document = _Text(text)
    if not document.text.strip():
        raise InputError("input.empty", path=source.path)
    told = {name: value for name, value in features(root.first("GateDocumentFeatures") or root).items() if value}
    sets = {element.get("Name"): _Set(document, source) for element in root.children("AnnotationSet")}
    for element in root.children("AnnotationSet"):
        sets[element.get("Name")].annotations(element)
    for element in root.children("RelationSet"):
        sets.setdefault(element.get("Name"), _Set(document, source)).relations(element)
    for name, value in told.items():
        if name.startswith(LABELS):
            sets.setdefault(name.removeprefix(LABELS), _Set(document, source)).topics(str(value))
    for each in sets.values():
        yield from each.gathering.told()
    layers = (
        replace(
            each.gathering.layer(name, _one_of(AnnotatorKind, told.get(KIND + name), AnnotatorKind.PERSON)),
            state=_one_of(State, told.get(STATE + name), State.NEW),
            seconds=max(0.0, _number(told.get(SECONDS + name)) or 0.0),
        )
        for name, each in sets.items()
        if name or each.gathering or STATE + name in told
    )

    def heading(name: str) -> str:
        value = told.get(name)
        return value if isinstance(value, str) else ""

    yield plain_text.described(
        AnnotatedDocument(
            name=heading("name") or heading("gate.SourceURL").rpartition("/")[2] or source.name,
            text=document.text,
            title=heading("title"),
            source=heading("source") or None,
            url=heading("url") or None,
            author=heading("author") or None,
            published=heading("published") or None,
            language=heading("language") or "vi",
            annotations=tuple(layers),
        )
    )


def _one_of(known: type[StrEnum], value: object, default: StrEnum) -> str:
    return str(value if value in list(known) else default)


class _Text:
    """The text between the nodes, and where in it each node is, in code points."""

    def __init__(self, element: Element) -> None:
        parts: list[str] = []
        length = 0
        self._nodes: dict[str, int] = {}
        for part in element.content:
            if isinstance(part, Element):
                self._nodes[part.get("id")] = length
            else:
                parts.append(part)
                length += len(part)
        self.text = "".join(parts)
        self._map = Utf16Map(self.text)

    def place(self, node: str) -> int | None:
        """Where a node is; one that the text does not have is where its id says, which is an offset."""
        if node in self._nodes:
            return self._nodes[node]
        return self._map.code_point(int(node)) if node.isdecimal() and len(node) < 11 else None


class _Set:
    """One annotation set."""

    def __init__(self, document: _Text, source: Source) -> None:
        self.gathering = Gathering(document.text, source)
        self._document = document

    def annotations(self, element: Element) -> None:
        """The spans of an AnnotationSet."""
        for each in element.children("Annotation"):
            if element.get("Name") == _MARKUP:
                self.gathering.unknown(_MARKUP)
            else:
                self._annotation(each)

    def _annotation(self, element: Element) -> None:
        start, end = self._document.place(element.get("StartNode")), self._document.place(element.get("EndNode"))
        key = element.get("Id")
        if start is None or end is None or not key:
            self.gathering.bad("record.pattern", element.line, pattern=_PATTERN)
            return
        told = features(element)
        mark = Mark(start, end, element.get("Type"), "", score=_number(told.pop(SCORE, None)))
        self.gathering.span(key, mark, element.line)
        if key not in self.gathering:
            return
        note = told.pop(NOTE, None)
        if isinstance(note, str) and note:
            self.gathering.note(key, note, element.line)
        self._attributes(key, told, element.line)

    def relations(self, element: Element) -> None:
        """The relations of a RelationSet; of more than two members there are none here."""
        for each in element.children("Relation"):
            members = each.get("Members").split(";")
            if len(members) != 2:
                self.gathering.unknown("Relation")
                continue
            key, first, second = each.get("Id"), *members
            self.gathering.relation(key, first, second, each.get("Type"), each.line)
            if key in self.gathering:
                self._attributes(key, features(each), each.line)

    def _attributes(self, key: str, told: dict[str, str | bool | None], line: int) -> None:
        for name, value in told.items():
            if value is None:
                self.gathering.unknown("Feature")
            else:
                self.gathering.attribute(key, name, value, line)

    def topics(self, labels: str) -> None:
        """The labels of the whole document."""
        for label in labels.split():
            self.gathering.topic(label, 1)


def _number(value: object) -> float | None:
    try:
        number = float(str(value))
    except ValueError:
        return None
    return number if math.isfinite(number) else None
