"""W3C Web Annotation as JSON-LD: an array of texts, each followed by the annotations on it.

The model is https://www.w3.org/TR/annotation-model/. A span has a TextQuoteSelector with what stands around it, and a
TextPositionSelector, which counts code points. Its label is a body for tagging, its note one for commenting, its
attributes one for describing, in JSON. A relation is an annotation for linking: its target is one annotation and its
body names the other. The label of a whole text is for classifying. People are Persons, machines Software, gold is an
Organization. Each element of the array has the context, so it can be read one by one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from annotator.core.exchange import AnnotatedDocument, Annotation, DataSet, Link, Mark
from annotator.core.model import AnnotatorKind
from annotator.formats.parts.json_records import line_of
from annotator.formats.parts.json_stream import elements
from annotator.formats.protocol import (
    EVERYTHING,
    KNOWN,
    BadRecord,
    BaseFormat,
    Content,
    Head,
    Holds,
    Piece,
    ReadOptions,
    WriteOptions,
)
from annotator.formats.source import Source
from annotator.formats.web_annotation import reading as web_annotation_reading
from annotator.formats.web_annotation.reading import AGENTS, HEADING

CONTEXT = "http://www.w3.org/ns/anno.jsonld"

_AROUND = 32
"""So many code points before and after a span are told."""


class WebAnnotation(BaseFormat):
    """Everything but scores, states and answers is held."""

    name = "web-annotation"
    title = "W3C Web Annotation, JSON-LD with the texts"
    suffixes = (".jsonld", ".json")
    can_read = True
    can_write = True
    holds = EVERYTHING - {Holds.PARTS, *KNOWN} | {Holds.HEADING}

    def sniff(self, head: Head) -> float:
        """An object in its context."""
        context = (head.record or {}).get("@context")
        if context == CONTEXT or (isinstance(context, list) and CONTEXT in context):
            return 0.95
        return super().sniff(head) if head.suffix == ".jsonld" else 0.0

    def read(self, source: Source, options: ReadOptions) -> Iterator[Content]:  # noqa: ARG002
        """The texts of a file with their annotations: streaming when each text stands before its annotations.

        Pages and collections of annotations and named graphs are read too, when the texts are in them. Raises
        InputError("input.unreadable").
        """
        reading = web_annotation_reading.Reading(source)
        for line, element in elements(source):
            if isinstance(element, BadRecord):
                yield element
            else:
                yield from reading.element(element, line)
        yield from reading.rest()

    def write(
        self,
        documents: Iterable[AnnotatedDocument],
        data: DataSet,  # noqa: ARG002
        options: WriteOptions,  # noqa: ARG002
    ) -> Iterator[Piece]:
        """One text or annotation a line."""
        mark = "["
        for number, document in enumerate(documents, 1):
            for element in _elements(document, _iri(document, number)):
                yield f"{mark}\n{line_of({'@context': CONTEXT, **element}).rstrip()}"
                mark = ","
        yield "\n]\n" if mark == "," else "[]\n"


def _iri(document: AnnotatedDocument, number: int) -> str:
    """A name for a text that no other has, and that is the same when the same is written again."""
    import uuid

    try:
        return uuid.UUID(hex=document.uid).urn
    except ValueError:
        return uuid.uuid5(uuid.NAMESPACE_URL, f"{number}\n{document.name}\n{document.text}").urn


def _elements(document: AnnotatedDocument, iri: str) -> Iterator[dict[str, Any]]:
    told = {theirs: value for theirs, ours in HEADING.items() if (value := getattr(document, ours))}
    yield {"id": iri, "type": "Text", "format": "text/plain", **told, "value": document.text}
    for n, layer in enumerate(document.annotations):
        for element in _layer(document, layer, iri, f"{iri}#{n}"):
            yield {"id": element.pop("id"), "type": "Annotation", **element}


def _layer(document: AnnotatedDocument, layer: Annotation, iri: str, own: str) -> Iterator[dict[str, Any]]:
    agent = {"type": AGENTS[AnnotatorKind(layer.kind)], "name": layer.annotator}
    creator = {"creator": agent} if layer.annotator else {}
    for n, mark in enumerate(layer.spans):
        bodies = [_body("tagging", mark.label)]
        if mark.note:
            bodies.append(_body("commenting", mark.note, "text/plain"))
        bodies += _described(mark.attributes)
        target = {"source": iri, "selector": _selectors(document.text, mark)}
        yield {"id": f"{own}-span-{n}", "motivation": "tagging", **creator, "body": bodies, "target": target}
    for n, link in enumerate(layer.relations):
        yield {"id": f"{own}-relation-{n}", "motivation": "linking", **creator, **_linked(link, f"{own}-span-")}
    for n, topic in enumerate(layer.document_labels):
        bodies = [_body("classifying", topic.label)]
        yield {"id": f"{own}-label-{n}", "motivation": "classifying", **creator, "body": bodies, "target": iri}


def _linked(link: Link, spans: str) -> dict[str, Any]:
    other = {"type": "SpecificResource", "purpose": "linking", "source": f"{spans}{link.target}"}
    bodies = [_body("tagging", link.label), other, *_described(link.attributes)]
    return {"body": bodies, "target": f"{spans}{link.source}"}


def _selectors(text: str, mark: Mark) -> list[dict[str, Any]]:
    around = {"prefix": text[max(0, mark.start - _AROUND) : mark.start], "suffix": text[mark.end : mark.end + _AROUND]}
    return [
        {"type": "TextQuoteSelector", "exact": mark.quote, **around},
        {"type": "TextPositionSelector", "start": mark.start, "end": mark.end},
    ]


def _body(purpose: str, value: str, kind: str = "") -> dict[str, Any]:
    return {"type": "TextualBody", "purpose": purpose, **({"format": kind} if kind else {}), "value": value}


def _described(attributes: dict[str, Any]) -> list[dict[str, Any]]:
    if not attributes:
        return []
    return [_body("describing", json.dumps(attributes, ensure_ascii=False), web_annotation_reading.JSON)]
