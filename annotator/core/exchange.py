"""What formats read and write: documents with their annotations by name, free of any project's row numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from annotator.core.labels import LabelSpec
from annotator.core.model import AnnotatorKind, Origin, State


@dataclass(slots=True, unsafe_hash=True)
class Mark:
    """A span by name: `[start, end)` in code points of its document's text.

    Nobody changes one. It is not frozen because data sets have hundreds of thousands, and freezing makes each of them
    eight times as slow to make.
    """

    start: int
    end: int
    label: str
    quote: str
    uid: str = ""
    score: float | None = None
    origin: str = Origin.MANUAL
    note: str = ""
    attributes: dict[str, Any] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Link:
    """A relation by name: from one span of its layer to another, by their places among the layer's spans, from 0."""

    source: int
    target: int
    label: str
    uid: str = ""
    attributes: dict[str, Any] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Topic:
    """A label of a whole document by name."""

    label: str
    uid: str = ""


@dataclass(frozen=True, slots=True)
class AnswerMark:
    """What a person said to a suggestion of this range and label."""

    start: int
    end: int
    label: str
    answer: str


@dataclass(frozen=True, slots=True)
class Annotation:
    """What one annotator put on one document."""

    annotator: str
    kind: str = AnnotatorKind.PERSON
    spans: tuple[Mark, ...] = ()
    state: str = State.NEW
    seconds: float = 0.0
    answers: tuple[AnswerMark, ...] = ()
    relations: tuple[Link, ...] = ()
    document_labels: tuple[Topic, ...] = ()


@dataclass(frozen=True, slots=True)
class AnnotatedDocument:
    """A document and the layers that are meant. `lines` are `(start, end, kind, origin)` of lines that are not body.

    `part` is its part of a split. `offsets` tell where the text comes from when it was changed on its way out: segments
    `(start, original start, original length)` in order, in code points (see `core.rewriting`).
    """

    name: str
    text: str
    title: str = ""
    source: str | None = None
    url: str | None = None
    author: str | None = None
    published: str | None = None
    language: str = "vi"
    meta: dict[str, Any] = field(default_factory=dict, hash=False)
    uid: str = ""
    id: int | None = None
    lines: tuple[tuple[int, int, str, str], ...] = ()
    annotations: tuple[Annotation, ...] = ()
    part: str = ""
    offsets: tuple[tuple[int, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class DataSet:
    """What goes with the documents of one file: the label set and the annotators `(name, kind)` they speak of."""

    labels: Sequence[LabelSpec] = ()
    annotators: Sequence[tuple[str, str]] = ()
