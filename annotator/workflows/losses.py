"""What a format loses of a document beside spans: relations, document labels and attributes, each named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from annotator.core.exchange import AnnotatedDocument, Annotation
from annotator.core.model import AnnotatorKind
from annotator.formats.protocol import Holds, Loss


def beside_spans(document: AnnotatedDocument, holds: frozenset[Holds]) -> Iterator[Loss]:
    """The losses of a format that holds so much; a relation stands where the span stands that it begins in.

    What machines note in the attributes of their spans is nobody's annotation, so it is no loss.
    """
    for layer in document.annotations:
        if Holds.RELATIONS not in holds:
            yield from _relations(document.name, layer)
        if Holds.DOCUMENT_LABELS not in holds:
            yield from (Loss(document.name, 0, 0, topic.label, "document-label") for topic in layer.document_labels)
        if Holds.ATTRIBUTES not in holds and layer.kind != AnnotatorKind.MACHINE:
            marked = (mark for mark in layer.spans if mark.attributes)
            yield from (Loss(document.name, mark.start, mark.end, mark.label, "attributes") for mark in marked)


def _relations(name: str, layer: Annotation) -> Iterator[Loss]:
    for link in layer.relations:
        source = layer.spans[link.source]
        yield Loss(name, source.start, source.end, link.label, "relation")


def told_once(losses: Sequence[Loss]) -> list[Loss]:
    """The losses without those of attributes whose span is lost altogether."""
    gone = {loss[:4] for loss in losses if loss.is_span}
    return [loss for loss in losses if loss.reason != "attributes" or loss[:4] not in gone]
