"""What a format is: the protocol that each module of this package fills, and the values it hands over.

A format reads a file into `AnnotatedDocument`s and writes files from a stream of these, never holding all of them.
What it `holds` is said once; `formats.fitting` takes out everything else, thing by thing and with the reason, before
the format is asked to write. So a writer drops nothing, and written and listed always add up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple, Protocol

from annotator.core.errors import InputError, RefusedError
from annotator.core.exchange import AnnotatedDocument, DataSet
from annotator.core.selection import Range, Segmenter
from annotator.formats.kept import Kept
from annotator.formats.parts import tokens
from annotator.formats.parts.json_head import first_object
from annotator.formats.parts.strict_json import Object
from annotator.formats.source import Source


class Holds(StrEnum):
    """What a format can hold beyond one tag a token."""

    TEXT = "text"
    """The exact text of a document; without it, its words and signs without the blanks between them."""
    ANY_EDGE = "any-edge"
    """Spans that begin or end inside a token."""
    NESTED = "nested"
    CROSSING = "crossing"
    LAYERS = "layers"
    """Several layers in one file."""
    RELATIONS = "relations"
    DOCUMENT_LABELS = "document-labels"
    ATTRIBUTES = "attributes"
    """Values of attributes with their types: text, yes/no."""
    NOTES = "notes"
    PARTS = "parts"
    """The parts of a split in one output; else each part is an output of its own."""
    HEADING = "heading"
    """Title, source, address, author, date and language of a document."""
    META = "meta"
    """What else a file said of the document that it came from, such as columns that are no field here."""
    LINES = "lines"
    """The kinds of lines, by rules and by people."""
    STATES = "states"
    """How far a person or gold is with a document, and the time worked on it."""
    ANSWERS = "answers"
    """What a person said to suggestions."""
    SCORES = "scores"
    ORIGINS = "origins"
    """How spans of a person or gold came into their layers."""


EVERYTHING = frozenset(Holds)
KNOWN = (Holds.HEADING, Holds.META, Holds.LINES, Holds.STATES, Holds.ANSWERS, Holds.SCORES, Holds.ORIGINS)
"""What is known of a document beside its text and the annotations themselves."""
STANDOFF = frozenset({Holds.TEXT, Holds.ANY_EDGE, Holds.NESTED, Holds.CROSSING})
"""The text as it is, and spans anywhere in it."""


class Level(StrEnum):
    """What one token of a token format is."""

    WORD = "word"
    SYLLABLE = "syllable"


BESIDE_SPANS = ("relation", "document-label", "attributes", "note", "character", "score", "renamed", "untagged")
"""The reasons of losses that are not of a span itself."""


class Loss(NamedTuple):
    """What a format cannot hold: `[start, end)` in code points of the document of this name, its label, and why.

    Of spans: "off-edge", "nested", "crossing", "duplicate", "blank"; "furniture", "label" when it was not chosen.
    Beside spans: `BESIDE_SPANS`; "character" is a character that the format has no place for and that was replaced,
    "score" a score of a span that is none there, "renamed" a label that will be read again as another one,
    "untagged" a span that is written, but not among the tags of the tokens that stand beside the spans.
    """

    document: str
    start: int
    end: int
    label: str
    reason: str

    @property
    def is_span(self) -> bool:
        """Whether the span itself is lost."""
        return self.reason not in BESIDE_SPANS


class BadRecord(NamedTuple):
    """A record that was left out while the rest of its file went on; the error names file, line and what was wrong."""

    error: InputError


class Notice(NamedTuple):
    """Something about a record that was taken and is to be told, such as a span that was anchored anew."""

    error: InputError


class Entry(NamedTuple):
    """In what a format writes: the pieces after it go to the file of this name, in the folder that is the output."""

    name: str


Content = DataSet | AnnotatedDocument | BadRecord | Notice
"""What reading a file yields: a data set's label set and annotators if it has them, then records good and bad."""

Piece = str | bytes | Entry
"""What writing yields: pieces of a file (text is UTF-8); of a format that `is_folder`, files one after the other."""


def never() -> bool:
    """For whoever does not want to stop."""
    return False


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How files are read. `text_column` is the column or key with the text, of tables that are not ours.

    A reader that takes its time over one file asks now and then whether it `is_stopped`, and raises
    InputError("input.stopped") then. In `kept` is what it keeps for the next file; without, there is none.
    """

    text_column: str = ""
    is_stopped: Callable[[], bool] = never
    kept: Kept | None = None


@dataclass(slots=True)
class WriteOptions:
    """How a data set is written. `segmenter` finds the words of token formats at word level."""

    all_layers: bool = False
    level: Level = Level.WORD
    segmenter: Segmenter | None = None
    _last: tuple[str, list[Range]] | None = field(default=None, init=False, repr=False)

    def tokens(self, text: str) -> list[Range]:
        """The tokens of a text, half-open in code points; those of the last text are remembered.

        Raises RefusedError("format.no-segmenter") when words are asked for and nobody can find them.
        """
        if self._last is None or self._last[0] != text:
            segmenter = tokens.BySyllables() if self.level == Level.SYLLABLE else self.segmenter
            self._last = text, tokens.tokens(text, segmenter)
        return self._last[1]


@dataclass(frozen=True)
class Head:
    """The beginning of a file, as far as is needed to tell its format."""

    source: Source
    data: bytes

    @cached_property
    def suffix(self) -> str:
        """The file's ending in lower case, with the dot; empty without one."""
        return "." + self.source.name.rpartition(".")[2].lower() if "." in self.source.name else ""

    @cached_property
    def text(self) -> str:
        """The beginning as UTF-8 text, with what is no UTF-8 replaced."""
        return self.data.decode("utf-8-sig", errors="replace")

    @cached_property
    def lines(self) -> list[str]:
        """The first lines, without the last when it may be cut."""
        return self.text.splitlines()[:-1] or self.text.splitlines()

    @cached_property
    def record(self) -> Object | None:
        """The first JSON object: of a file of JSON lines, of an array, or the file itself; None when there is none.

        Of an object that is cut off by the end of the head the complete members of the beginning.
        """
        return first_object(self.text)


class Format(Protocol):
    """One format. `suffixes` are lower case with the dot, the usual one first; `holds` says what survives writing."""

    @property
    def name(self) -> str:
        """The name it is asked for by."""

    @property
    def title(self) -> str:
        """One line for people, in English."""

    @property
    def suffixes(self) -> tuple[str, ...]:
        """The endings of its files."""

    @property
    def is_folder(self) -> bool:
        """Whether what it writes is a folder of files."""

    @property
    def can_read(self) -> bool:
        """Whether its files can be imported."""

    @property
    def can_write(self) -> bool:
        """Whether it can be exported to."""

    @property
    def needs(self) -> str:
        """The extra of this package to be installed for it, as `annotator[...]` names it; empty when none."""

    @property
    def holds(self) -> frozenset[Holds]:
        """What it can hold of a data set."""

    def sniff(self, head: Head) -> float:
        """How surely a file is of this format: 0 not at all, 1 without a doubt."""

    def is_companion(self, source: Source) -> bool:
        """Whether a file is read along with another one beside it, and is none by itself."""

    def read(self, source: Source, options: ReadOptions) -> Iterator[Content]:
        """The content of a file, record by record. Raises InputError when the file as a whole cannot be read."""

    def reread(self, source: Source, options: ReadOptions) -> Iterator[Content]:
        """The content of a file that this format wrote, to be compared with what went in. Raises InputError."""

    def adapt(
        self, document: AnnotatedDocument, options: WriteOptions, lost: Callable[[Loss], None]
    ) -> AnnotatedDocument:
        """The document as this format can hold it, for what `holds` cannot say; each thing changed goes to `lost`."""

    def write(self, documents: Iterable[AnnotatedDocument], data: DataSet, options: WriteOptions) -> Iterator[Piece]:
        """The output piece by piece; every document was fitted: its annotations are only what the format `holds`.

        What is `KNOWN` of it is there also where the format does not hold it; it may use parts of that.
        """


class BaseFormat:
    """A format that neither reads nor writes; each module overrides what its format can do."""

    name = ""
    title = ""
    suffixes: tuple[str, ...] = ()
    is_folder = False
    can_read = False
    can_write = False
    needs = ""
    holds: frozenset[Holds] = frozenset()

    def sniff(self, head: Head) -> float:
        """By the ending alone, and not surely."""
        return 0.3 if self.can_read and head.suffix in self.suffixes else 0.0

    def is_companion(self, source: Source) -> bool:  # noqa: ARG002
        """No file is."""
        return False

    def read(self, source: Source, options: ReadOptions) -> Iterator[Content]:  # noqa: ARG002
        """Raises RefusedError("format.cannot-read")."""
        raise RefusedError("format.cannot-read", format=self.name, path=source.path)

    def reread(self, source: Source, options: ReadOptions) -> Iterator[Content]:
        """As it is imported; a file in which there is no text is one that was written for no document."""
        return unless_empty(self.read(source, options))

    def adapt(
        self,
        document: AnnotatedDocument,
        options: WriteOptions,  # noqa: ARG002
        lost: Callable[[Loss], None],  # noqa: ARG002
    ) -> AnnotatedDocument:
        """The document as it is."""
        return document

    def write(
        self,
        documents: Iterable[AnnotatedDocument],  # noqa: ARG002
        data: DataSet,  # noqa: ARG002
        options: WriteOptions,  # noqa: ARG002
    ) -> Iterator[Piece]:
        """Raises RefusedError("format.cannot-write")."""
        raise RefusedError("format.cannot-write", format=self.name)


def unless_empty(found: Iterator[Content]) -> Iterator[Content]:
    """What is read from a file; nothing from one without a text. Raises InputError but "input.empty"."""
    try:
        yield from found
    except InputError as error:
        if error.code != "input.empty":
            raise


def needed(module: str, extra: str, name: str) -> object:
    """A module of another package that one format alone needs.

    Raises RefusedError("format.needs") naming the extra that brings it, or none when every installation does, when it
    is not installed.
    """
    from importlib import import_module

    try:
        return import_module(module)
    except ImportError as error:
        package = f"annotator[{extra}]" if extra else "annotator"
        raise RefusedError("format.needs", format=name, extra=package) from error
