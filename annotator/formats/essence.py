"""What of a document must come back when a file is read again: compared after every export.

A format with the exact text must give it back with the same spans. One without gives its words and signs back: there
the text is compared without blanks and `_`, and spans by their places in that. Readers guess from the text what a file
does not say of title, date and the like, so of these only those are compared that were there to be written.
"""

from __future__ import annotations

import hashlib
import json
import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from operator import attrgetter
from typing import Any

from annotator.core.exchange import AnnotatedDocument, Annotation, AnswerMark
from annotator.formats.known import has_origins, has_scores, heading, work
from annotator.formats.protocol import Holds

_KEPT = re.compile(r"[^\s_]+")
_NOTE, _ATTRIBUTES = attrgetter("note"), attrgetter("attributes")
_OF_A_LAYER = ("spans", "links", "topics", "answers", "work")


def squeezed(text: str) -> str:
    """A text without blanks and `_`."""
    return "".join(text.replace("_", " ").split())


class Squeezed:
    """A text without blanks and `_`, which column formats drop or put between syllables, and the way back."""

    def __init__(self, text: str) -> None:
        self._starts: list[int] = []
        self._before: list[int] = []
        """How many characters are kept before the stretch that begins at the same place of `_starts`."""
        pieces = []
        kept = 0
        for match in _KEPT.finditer(text):
            self._starts.append(match.start())
            self._before.append(kept)
            pieces.append(match[0])
            kept += len(match[0])
        self.text = "".join(pieces)

    def place(self, at: int) -> int:
        """Where the first character kept from `at` on stands in the squeezed text."""
        n = bisect_right(self._starts, at) - 1
        if n < 0:
            return 0
        after = self._before[n + 1] if n + 1 < len(self._before) else len(self.text)
        return min(self._before[n] + at - self._starts[n], after)

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """The range of the whole text that a range of the squeezed text, not empty, comes from."""
        return self._origin(start), self._origin(end - 1) + 1

    def _origin(self, place: int) -> int:
        n = bisect_right(self._before, place) - 1
        return self._starts[n] + place - self._before[n]


def essence(document: AnnotatedDocument, holds: frozenset[Holds], like: bytes = b"") -> bytes:
    """A digest of all that a format with these abilities must keep of a fitted document.

    Of a document that was read it is made `like` the one that was written, which begins with what that one says.
    """
    is_exact = Holds.TEXT in holds
    text = document.text if is_exact else squeezed(document.text)
    places = None if is_exact else _squeezed_places(document)
    layers = [_layer(layer, holds, places) for layer in document.annotations]
    told = _named(document.annotations, layers) if Holds.LAYERS in holds else _joined(layers)
    values = heading(document) if Holds.HEADING in holds else []
    said = like[0] if like else sum(1 << n for n, value in enumerate(values) if value)
    about = [value for n, value in enumerate(values) if said >> n & 1]
    about.append(json.dumps(document.meta, sort_keys=True) if document.meta and Holds.META in holds else "")
    made = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16)
    lines = sorted(document.lines) if Holds.LINES in holds else []
    made.update(repr((told, about, lines)).encode("utf-8", "surrogatepass"))
    return bytes([said]) + made.digest()


def _squeezed_places(document: AnnotatedDocument) -> dict[int, int]:
    """Where the edges of the spans stand in the squeezed text."""
    marks = [mark for layer in document.annotations for mark in layer.spans]
    edges = sorted({edge for mark in marks for edge in (mark.start, mark.end)})
    found: dict[int, int] = {}
    done = kept = 0
    for edge in edges:
        kept += len(squeezed(document.text[done:edge]))
        found[edge] = kept
        done = edge
    return found


def _named(annotations: Sequence[Annotation], layers: list[dict[str, Any]]) -> list[tuple[str, str, dict[str, Any]]]:
    """The layers that hold anything with whose they are, whatever order they come in."""
    named = zip(annotations, layers, strict=True)
    found = [(layer.annotator, str(layer.kind), told) for layer, told in named if any(told.values())]
    return sorted(found, key=repr) if len(found) > 1 else found


def _joined(layers: list[dict[str, Any]]) -> dict[str, Any]:
    return {name: sorted(item for layer in layers for item in layer[name]) for name in _OF_A_LAYER}


def _layer(layer: Annotation, holds: frozenset[Holds], places: Mapping[int, int] | None) -> dict[str, Any]:
    """What a layer says; its spans are told by where they stand in the text, or by the `places` of the squeezed one."""
    spans, attributes = layer.spans, Holds.ATTRIBUTES in holds
    if places is None:  # texts, for tuples take twice as long to tell
        marks = [f"{mark.start} {mark.end} {mark.label}" for mark in spans]
    else:
        marks = [f"{places[mark.start]} {places[mark.end]} {mark.label}" for mark in spans]
    # asked first, since few layers have them
    if attributes and any(map(_ATTRIBUTES, spans)):
        marks = [f"{_told(mark.attributes)} {told}" for told, mark in zip(marks, spans, strict=True)]
    if Holds.NOTES in holds and any(map(_NOTE, spans)):
        marks = [f"{mark.note!r} {told}" for told, mark in zip(marks, spans, strict=True)]
    if Holds.SCORES in holds and has_scores(layer):
        marks = [f"{mark.score!r} {told}" for told, mark in zip(marks, spans, strict=True)]
    if Holds.ORIGINS in holds and has_origins(layer):
        marks = [f"{mark.origin} {told}" for told, mark in zip(marks, spans, strict=True)]
    done = work(layer)
    links = [
        (marks[link.source], marks[link.target], link.label, _told(link.attributes) if attributes else "")
        for link in layer.relations
    ]
    return {
        "spans": sorted(marks),
        "links": sorted(links) if Holds.RELATIONS in holds else [],
        "topics": sorted(topic.label for topic in layer.document_labels) if Holds.DOCUMENT_LABELS in holds else [],
        "answers": sorted(map(_answer, layer.answers)) if Holds.ANSWERS in holds else [],
        "work": [done] if done and Holds.STATES in holds else [],
    }


def _answer(answer: AnswerMark) -> tuple[int, int, str, str]:
    """Only a format with the exact text has any."""
    return answer.start, answer.end, answer.label, str(answer.answer)


def _told(attributes: dict[str, Any]) -> str:
    return json.dumps(attributes, sort_keys=True) if attributes else ""
