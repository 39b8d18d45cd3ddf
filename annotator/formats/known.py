"""What is known of a document beside its text and the annotations themselves: which of it there is, and how it is told.

Nothing of it is a loss of its own: an export says of how many articles the format has no place for it.
"""

from __future__ import annotations

from annotator.core.exchange import AnnotatedDocument, Annotation
from annotator.core.model import AnnotatorKind, Origin, State
from annotator.formats.protocol import Holds

HEADING = ("title", "source", "url", "author", "published", "language")

_LANGUAGE = "vi"
"""The language of a document that says nothing else."""

_ENCODING = "encoding"
"""How the file was encoded that a text came from: of no use elsewhere."""

_BY_HAND = str(Origin.MANUAL)

_RULE = "rule"
"""The origin of the kind of a line that is found anew from the text."""


def known(document: AnnotatedDocument) -> set[Holds]:
    """Which of `protocol.KNOWN` there is of a document."""
    found = set()
    if any(heading(document)):
        found.add(Holds.HEADING)
    if document.meta.keys() - {_ENCODING}:
        found.add(Holds.META)
    if any(line[3] != _RULE for line in document.lines):
        found.add(Holds.LINES)
    for layer in document.annotations:
        found |= _of_layer(layer)
    return found


def _of_layer(layer: Annotation) -> set[Holds]:
    found = set()
    if work(layer):
        found.add(Holds.STATES)
    if layer.answers:
        found.add(Holds.ANSWERS)
    if has_scores(layer):
        found.add(Holds.SCORES)
    if has_origins(layer):
        found.add(Holds.ORIGINS)
    return found


def has_scores(layer: Annotation) -> bool:
    """Whether spans have scores."""
    return bool([mark for mark in layer.spans if mark.score is not None])  # twice as fast as `any`


def has_origins(layer: Annotation) -> bool:
    """Whether spans of a person or gold came in otherwise than by hand; those of machines are theirs."""
    return layer.kind != AnnotatorKind.MACHINE and bool([mark for mark in layer.spans if mark.origin != _BY_HAND])


def heading(document: AnnotatedDocument) -> list[str]:
    """The values of the fields of `HEADING`, blanks told alike; empty where a field says nothing."""
    values = (document.title, document.source, document.url, document.author, document.published)
    language = "" if document.language == _LANGUAGE else document.language
    return [" ".join(value.split()) if value else "" for value in (*values, language)]


def work(layer: Annotation) -> tuple[str, float] | None:
    """State and seconds of a layer; None of machines, which have none, and where nothing was done."""
    is_told = layer.kind != AnnotatorKind.MACHINE and (layer.state != State.NEW or layer.seconds)
    return (str(layer.state), layer.seconds) if is_told else None
