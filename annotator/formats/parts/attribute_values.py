"""Attributes as formats have them that know text and yes/no only."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from annotator.core.exchange import AnnotatedDocument, Annotation
from annotator.core.model import AnnotatorKind
from annotator.formats.protocol import Loss

_BLANKS = re.compile(r"\s+")


def plain_attributes(document: AnnotatedDocument, lost: Callable[[Loss], None]) -> AnnotatedDocument:
    """The document with attributes whose names are one word and whose values are text, true or false.

    Other values (numbers, lists, which only machines and imports bring) become their JSON; of a person each is told.
    """
    layers = tuple(_layer(document.name, layer, lost) for layer in document.annotations)
    return document if layers == document.annotations else replace(document, annotations=layers)


def _layer(name: str, layer: Annotation, lost: Callable[[Loss], None]) -> Annotation:
    def plain(attributes: dict[str, Any], start: int, end: int, label: str) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in attributes.items():
            found[_free(key, {**attributes, **found})] = _value(value)
        if found != attributes and layer.kind != AnnotatorKind.MACHINE:
            lost(Loss(name, start, end, label, "attributes"))
        return found

    spans = tuple(
        replace(mark, attributes=plain(mark.attributes, mark.start, mark.end, mark.label)) if mark.attributes else mark
        for mark in layer.spans
    )
    links = tuple(
        replace(link, attributes=plain(link.attributes, spans[link.source].start, spans[link.source].end, link.label))
        if link.attributes
        else link
        for link in layer.relations
    )
    return replace(layer, spans=spans, relations=links)


def _free(name: str, taken: dict[str, Any]) -> str:
    """The name as one word that nothing else has."""
    word = _BLANKS.sub("_", name.strip()) or "_"
    while word != name and word in taken:
        word += "_"
    return word


def _value(value: Any) -> str | bool:
    return value if isinstance(value, str | bool) else json.dumps(value, ensure_ascii=False, sort_keys=True)
