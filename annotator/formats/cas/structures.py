"""A document as the feature structures of a UIMA CAS. Offsets there count UTF-16 units, as Java does.

Tokens are syllables, so that in the editor of INCEpTION a name can begin at any of them; sentences do not end within a
span.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from annotator.core.exchange import AnnotatedDocument, Annotation, Link, Mark
from annotator.core.text import Utf16Map
from annotator.formats.cas import types as cas_types
from annotator.formats.parts import tokens

VIEW = "_InitialView"
SOFA_ID = 1
_FIRST = SOFA_ID + 1

_Told = tuple[str, dict[str, Any], dict[str, int]]


@dataclass(frozen=True, slots=True)
class Structure:
    """A feature structure: its id in the file, its type, its features, and those that are ids of others.

    `line` is where it stands in a file that was read.
    """

    id: int
    type: str
    features: dict[str, Any] = field(default_factory=dict)
    references: dict[str, int] = field(default_factory=dict)
    line: int = 1


def structures(document: AnnotatedDocument) -> Iterator[Structure]:
    """All of a document with at most one layer; the text comes first."""
    text = document.text
    sofa = {"sofaNum": 1, "sofaID": VIEW, "mimeType": "text", "sofaString": text}
    yield Structure(SOFA_ID, cas_types.SOFA, sofa)
    unit = Utf16Map(text).unit
    for number, (kind, features, references) in enumerate(_all(document), _FIRST):
        if "begin" in features:
            features |= {"begin": unit(features["begin"]), "end": unit(features["end"])}
        yield Structure(number, kind, features, {"sofa": SOFA_ID, **references})


def _all(document: AnnotatedDocument) -> Iterator[_Told]:
    layer = document.annotations[0] if document.annotations else Annotation("")
    # The first, since relations name them by their numbers.
    yield from (_entity(mark) for mark in layer.spans)
    yield from (_relation(link, layer.spans[link.target]) for link in layer.relations)
    for topic in layer.document_labels:
        yield cas_types.TOPIC, {"value": topic.label}, {}
    yield from _about(document)
    yield from _segments(document)


def _entity(mark: Mark) -> _Told:
    own = {name: value for name, value in mark.attributes.items() if cas_types.is_feature(name, value)}
    rest = {name: value for name, value in mark.attributes.items() if name not in own}
    note = {cas_types.NOTE: mark.note} if mark.note else {}
    place = {"begin": mark.start, "end": mark.end, "value": mark.label}
    return cas_types.ENTITY, {**place, **note, **own, **_as_json(rest)}, {}


def _relation(link: Link, target: Mark) -> _Told:
    place = {"begin": target.start, "end": target.end, "label": link.label}
    ends = {cas_types.SOURCE: _FIRST + link.source, cas_types.TARGET: _FIRST + link.target}
    return cas_types.RELATION, {**place, **_as_json(link.attributes)}, ends


def _as_json(attributes: dict[str, Any]) -> dict[str, str]:
    return {cas_types.ATTRIBUTES: json.dumps(attributes, ensure_ascii=False)} if attributes else {}


def _about(document: AnnotatedDocument) -> Iterator[_Told]:
    metadata = {
        "begin": 0,
        "end": len(document.text),
        "language": document.language,
        "documentTitle": document.title,
        "documentId": document.name,
        **({"documentUri": document.url} if document.url else {}),
    }
    yield cas_types.METADATA, metadata, {}
    told = {"source": document.source, "author": document.author, "published": document.published}
    article = {name: value for name, value in told.items() if value}
    if article:
        yield cas_types.ARTICLE, article, {}


def _segments(document: AnnotatedDocument) -> Iterator[_Told]:
    ranges = tokens.tokens(document.text, tokens.BySyllables())
    covered = [
        tokens.Placed(*tokens.under(mark.start, mark.end, ranges), mark.label)
        for layer in document.annotations
        for mark in layer.spans
    ]
    for first, last in tokens.sentence_tokens(document.text, ranges, covered):
        yield cas_types.SENTENCE, {"begin": ranges[first][0], "end": ranges[last - 1][1]}, {}
        for start, end in ranges[first:last]:
            yield cas_types.TOKEN, {"begin": start, "end": end}, {}
