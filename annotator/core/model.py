"""The values a project is made of. Rows of the project file read and written as plain mappings; no Qt, no SQLite.

Every span is half-open and counts Unicode code points of its document's text.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from functools import cache
from typing import Any, Self, TypeVar

from annotator.core import attributes as rules
from annotator.core.attributes import AttributeRule
from annotator.core.errors import ProjectError
from annotator.core.shown import one_line

Row = Mapping[str, Any]

_T = TypeVar("_T")
_REASON = 200
"""So many characters are told of what is wrong with JSON."""


class AnnotatorKind(StrEnum):
    """Whose annotations a layer holds."""

    PERSON = "person"
    MACHINE = "machine"
    GOLD = "gold"


class State(StrEnum):
    """How far one annotator is with one document."""

    NEW = "new"
    IN_PROGRESS = "in-progress"
    DONE = "done"
    SKIPPED = "skipped"


class AnswerKind(StrEnum):
    """The four answers to a suggestion."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    CORRECTED = "corrected"
    SKIPPED = "skipped"


class Origin(StrEnum):
    """How a span came into its layer."""

    MANUAL = "manual"
    SUGGESTION = "suggestion"
    MACHINE = "machine"
    IMPORT = "import"


class Scope(StrEnum):
    """What a label can be put on."""

    SPAN = "span"
    RELATION = "relation"
    DOCUMENT = "document"


class Record:
    """A frozen dataclass that is one row of a table of the same columns."""

    __slots__ = ()

    def row(self) -> dict[str, Any]:
        """The row as the project file holds it; mappings become JSON text with sorted keys, attribute rules a list."""
        return {name: _stored(getattr(self, name)) for name in _names(type(self))}  # type: ignore[arg-type]

    @classmethod
    def from_row(cls, row: Row) -> Self:
        """The value that `row()` made; other columns are left out."""
        return cls.from_values([row[name] for name in _names(cls)])  # type: ignore[arg-type]

    @classmethod
    def from_values(cls, values: Sequence[Any]) -> Self:
        """The value whose row holds these values, in the order of its fields."""
        place = _json_place(cls)  # type: ignore[arg-type]
        if place is None:
            return cls(*values)
        loaded = {} if values[place] == "{}" else _read(cls._loaded, values[place])
        return cls(*values[:place], loaded, *values[place + 1 :])  # type: ignore[call-arg]

    @classmethod
    def _loaded(cls, text: str) -> Any:
        """What the record holds for its JSON."""
        return mapping(text)


def mapping(text: str) -> dict[str, Any]:
    """The object that a row keeps as JSON. Raises ProjectError("reading.damaged") for anything else."""
    return _read(_mapping, text)


def _mapping(text: str) -> dict[str, Any]:
    found = json.loads(text)
    if not isinstance(found, dict):
        raise TypeError("no JSON object")
    return found


def _read(load: Callable[[str], _T], text: str) -> _T:
    """What a program of ours wrote as JSON; another one may have written something else."""
    try:
        return load(text)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise ProjectError("reading.damaged", reason=f"JSON: {error}"[:_REASON]) from error


def _stored(value: Any) -> Any:
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    if isinstance(value, tuple):
        return rules.dumped(value)
    return str(value) if isinstance(value, StrEnum) else value


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(f.name for f in fields(kind))


@cache
def _json_place(kind: Any) -> int | None:
    """Where a record keeps what the row holds as JSON, its mapping or rules; by name, for it costs on every read."""
    return next((place for place, name in enumerate(_names(kind)) if name in ("attributes", "meta")), None)


@dataclass(frozen=True, slots=True)
class Annotator(Record):
    """A person, a machine or gold: whose layer it is."""

    id: int
    uid: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Label(Record):
    """One permitted name. `key` is the single key that gives it, or empty; `position` is its place in the set.

    `scope` says what it can be put on, `attributes` what it asks about each of these.
    """

    id: int
    uid: str
    name: str
    title_en: str
    title_vi: str
    colour: str
    key: str
    guideline_en: str
    guideline_vi: str
    position: int
    scope: str = Scope.SPAN
    attributes: tuple[AttributeRule, ...] = ()

    @property
    def shown(self) -> str:
        """The short name as it stands in a line."""
        return one_line(self.name)

    def title(self, language: str) -> str:
        """The name for people, in `language` ("vi" or "en"), on one line; the short name where there is none."""
        return one_line((self.title_vi if language == "vi" else self.title_en) or self.name)

    def guideline(self, language: str) -> str:
        """The rule of extent in `language`, in the other one where it is missing."""
        first, second = self.guideline_en, self.guideline_vi
        return (second or first) if language == "vi" else (first or second)

    @classmethod
    def _loaded(cls, text: str) -> tuple[AttributeRule, ...]:
        return () if text == "[]" else rules.loaded(text)


@dataclass(slots=True, unsafe_hash=True)
class Span(Record):
    """`[start, end)` in code points of a document's text, with the label's id and the covered text as its quote.

    Nobody changes one. Unlike the others it is not frozen, which would make each several times as slow to make.
    """

    id: int
    uid: str
    document: int
    annotator: int
    start: int
    end: int
    label: int
    quote: str
    score: float | None = None
    origin: str = Origin.MANUAL
    note: str = ""
    attributes: dict[str, Any] = field(default_factory=dict, hash=False)

    def moved(self, text: str, start: int, end: int) -> Span:
        """The same span over another range of `text`, with the quote that goes with it."""
        return replace(self, start=start, end=end, quote=text[start:end])


@dataclass(frozen=True, slots=True)
class Relation(Record):
    """A directed link from one span of a layer to another of the same layer and document, by their ids."""

    id: int
    uid: str
    document: int
    annotator: int
    source: int
    target: int
    label: int
    attributes: dict[str, Any] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class DocumentLabel(Record):
    """A label that an annotator put on a whole document."""

    id: int
    uid: str
    document: int
    annotator: int
    label: int


@dataclass(frozen=True, slots=True)
class Answer(Record):
    """What a person said to a suggestion of this range and label."""

    id: int
    document: int
    annotator: int
    start: int
    end: int
    label: int
    answer: str


@dataclass(frozen=True, slots=True)
class Assignment(Record):
    """Document × annotator, with its state and the seconds worked on it."""

    id: int
    document: int
    annotator: int
    state: str
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class FurnitureRange(Record):
    """The kind of one line `[start, end)` of a document; `origin` is "rule" or "person"."""

    id: int
    document: int
    start: int
    end: int
    kind: str
    origin: str


@dataclass(frozen=True, slots=True)
class Document(Record):
    """An immutable text and where it came from; everything but the text itself, which is read apart.

    `published` is ISO 8601, `length` counts code points, `removed` is 1 for an article taken out of the project.
    The `_key` columns sort in Vietnamese order and `title_folded` is the title without case and diacritics.
    """

    id: int
    uid: str
    batch: int
    name: str
    title: str
    digest: str
    length: int
    source: str | None
    url: str | None
    author: str | None
    published: str | None
    language: str
    meta: dict[str, Any] = field(hash=False)
    added_at: str
    removed: int
    title_key: str
    source_key: str
    author_key: str
    title_folded: str


@dataclass(frozen=True, slots=True)
class NewDocument:
    """A text on its way into a project, with what was read or guessed about it.

    `lines` are `(start, end, kind, origin)` of the lines that are not body text, in code points.
    """

    name: str
    text: str
    title: str
    source: str | None = None
    url: str | None = None
    author: str | None = None
    published: str | None = None
    language: str = "vi"
    meta: dict[str, Any] = field(default_factory=dict, hash=False)
    lines: tuple[tuple[int, int, str, str], ...] = ()
