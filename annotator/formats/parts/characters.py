"""Characters that a format has no place for: replaced by one that it has, each told as lost.

One character is put in place of one, so that offsets stay.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from annotator.core.exchange import AnnotatedDocument, Annotation, Link, Mark, Topic
from annotator.formats.protocol import Loss

Tell = Callable[[Loss], None]


class Replacement:
    """What replaces the characters that a pattern of one character finds; `substitute` is one character."""

    def __init__(self, pattern: re.Pattern[str], substitute: str) -> None:
        self._pattern = pattern
        self._substitute = substitute

    def in_text(self, document: AnnotatedDocument, lost: Tell) -> AnnotatedDocument:
        """The document with a text, and quotes of it, that have none of these characters."""
        for found in self._pattern.finditer(document.text):
            lost(Loss(document.name, found.start(), found.end(), repr(found.group()), "character"))
        text = self._clean(document.text)
        if text == document.text:
            return document
        layers = tuple(replace(layer, spans=tuple(map(self._quoted, layer.spans))) for layer in document.annotations)
        return replace(document, text=text, annotations=layers)

    def in_names(self, document: AnnotatedDocument, lost: Tell) -> AnnotatedDocument:
        """The document with labels, notes and attributes that have none of these characters.

        Two that have become the same by this stay two: their characters were strange, and nothing is left out unsaid.
        """
        if not any(self._pattern.search(text) for layer in document.annotations for text in _texts(layer)):
            return document
        layers = tuple(self._layer(document.name, layer, lost) for layer in document.annotations)
        return replace(document, annotations=layers)

    def in_heading(self, document: AnnotatedDocument, lost: Tell) -> AnnotatedDocument:
        """The document with title, source, author and the like without these characters."""
        for name in ("name", "title", "source", "url", "author", "published", "language"):
            value: str | None = getattr(document, name)
            if value and self._pattern.search(value):
                changed: dict[str, Any] = {name: self._told(document.name, 0, 0, value, lost)}
                document = replace(document, **changed)
        return document

    def _clean(self, text: str) -> str:
        return self._pattern.sub(self._substitute, text)

    def _quoted(self, mark: Mark) -> Mark:
        return replace(mark, quote=self._clean(mark.quote))

    def _layer(self, name: str, layer: Annotation, lost: Tell) -> Annotation:
        def told(text: str, start: int = 0, end: int = 0) -> str:
            return self._told(name, start, end, text, lost)

        def values(attributes: dict[str, Any], start: int, end: int) -> dict[str, Any]:
            return {
                told(key, start, end): told(value, start, end) if isinstance(value, str) else value
                for key, value in attributes.items()
            }

        def mark(one: Mark) -> Mark:
            place = one.start, one.end
            return replace(
                one,
                label=told(one.label, *place),
                note=told(one.note, *place),
                attributes=values(one.attributes, *place),
            )

        def link(one: Link) -> Link:
            source = layer.spans[one.source]
            place = source.start, source.end
            return replace(one, label=told(one.label, *place), attributes=values(one.attributes, *place))

        return replace(
            layer,
            annotator=told(layer.annotator),
            spans=tuple(map(mark, layer.spans)),
            relations=tuple(map(link, layer.relations)),
            document_labels=tuple(Topic(told(topic.label), topic.uid) for topic in layer.document_labels),
        )

    def _told(self, name: str, start: int, end: int, text: str, lost: Tell) -> str:
        for found in self._pattern.finditer(text):
            lost(Loss(name, start, end, repr(found.group()), "character"))
        return self._clean(text)


def _texts(layer: Annotation) -> Iterator[str]:
    """All that is text in a layer but quotes."""
    yield layer.annotator
    yield from (topic.label for topic in layer.document_labels)
    things: tuple[Mark | Link, ...] = (*layer.spans, *layer.relations)
    for thing in things:
        yield thing.label
        if isinstance(thing, Mark):
            yield thing.note
        for name, value in thing.attributes.items():
            yield name
            yield value if isinstance(value, str) else ""
