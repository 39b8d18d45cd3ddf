"""What a format is: the protocol that each module of this package fills, and the values it hands over.

A format reads files into `AnnotatedDocument`s and writes them from a stream of these, never holding all of them. What
it cannot hold it names, span by span, so that written and lost spans always add up to those that went in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, Protocol

from annotator.core.errors import InputError, RefusedError
from annotator.core.exchange import AnnotatedDocument, DataSet
from annotator.core.selection import Segmenter


class Holds(StrEnum):
    """What a format can hold beyond one tag a token: spans with edges anywhere, several layers in one file, and what is
    put on documents beside spans."""

    ANY_EDGE = "any-edge"
    LAYERS = "layers"
    RELATIONS = "relations"
    DOCUMENT_LABELS = "document-labels"
    ATTRIBUTES = "attributes"


class Level(StrEnum):
    """What one token of a token format is."""

    WORD = "word"
    SYLLABLE = "syllable"


BESIDE_SPANS = ("relation", "document-label", "attributes")
"""The reasons of losses that are not of a span itself."""


class Loss(NamedTuple):
    """What a format cannot hold: `[start, end)` in code points of the document of this name, its label, and why.

    A format names spans; relations, document labels and attributes are named for it by what it says that it `holds`.
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


@dataclass(frozen=True, slots=True)
class WriteOptions:
    """How a data set is written. `segmenter` finds the words of token formats at word level."""

    all_layers: bool = False
    level: Level = Level.WORD
    segmenter: Segmenter | None = None


Content = DataSet | AnnotatedDocument | BadRecord
"""What reading a file yields: a data set's label set and annotators if it has them, then records good and bad."""


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
    def can_read(self) -> bool:
        """Whether its files can be imported."""

    @property
    def can_write(self) -> bool:
        """Whether it can be exported to."""

    @property
    def holds(self) -> frozenset[Holds]:
        """What it can hold of a layer."""

    def read(self, path: str) -> Iterator[Content]:
        """The content of a file, record by record. Raises InputError when the file as a whole cannot be read."""

    def write(
        self,
        documents: Iterable[AnnotatedDocument],
        data: DataSet,
        options: WriteOptions,
        lost: Callable[[Loss], None],
    ) -> Iterator[str | bytes]:
        """The file's content piece by piece (text is UTF-8); every span that is not in it is handed to `lost`."""


class BaseFormat:
    """A format that neither reads nor writes; each module overrides what its format can do."""

    name = ""
    title = ""
    suffixes: tuple[str, ...] = ()
    can_read = False
    can_write = False
    holds: frozenset[Holds] = frozenset()

    def read(self, path: str) -> Iterator[Content]:
        """Raises RefusedError("format.cannot-read")."""
        raise RefusedError("format.cannot-read", format=self.name, path=path)

    def write(
        self,
        documents: Iterable[AnnotatedDocument],  # noqa: ARG002
        data: DataSet,  # noqa: ARG002
        options: WriteOptions,  # noqa: ARG002
        lost: Callable[[Loss], None],  # noqa: ARG002
    ) -> Iterator[str | bytes]:
        """Raises RefusedError("format.cannot-write")."""
        raise RefusedError("format.cannot-write", format=self.name)


def reading_error(path: str, error: OSError) -> InputError:
    """What the system says about a file that cannot be read, as an error with a code."""
    return InputError("input.unreadable", path=path, reason=error.strerror or str(error))
