"""What the formats of columns share: a token a line with its tags, a blank line after each sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import ClassVar

from annotator.core.exchange import AnnotatedDocument, DataSet
from annotator.core.selection import Range, is_blank, trim
from annotator.formats.columns import reading as column_reading
from annotator.formats.columns.shape import shape_of
from annotator.formats.parts import tokens
from annotator.formats.parts.tokens import Placed
from annotator.formats.protocol import BaseFormat, Content, Head, Loss, Piece, ReadOptions, WriteOptions
from annotator.formats.source import Source


class ColumnFormat(BaseFormat):
    """A format of columns with the tags of one layer; each module says how a line is written."""

    can_read = True
    can_write = True
    opening: ClassVar[str] = ""
    """What each document begins with."""
    between: ClassVar[str] = ""
    """What stands between two documents."""
    levels: ClassVar[int] = 1
    """How many tags each token has; a span inside another takes the second."""

    def sniff(self, head: Head) -> float:
        """By columns, what is between them, and tags."""
        shape = shape_of(head)
        if shape is None:
            return super().sniff(head)
        return 0.95 if shape.format == self.name else 0.5

    def read(self, source: Source, options: ReadOptions) -> Iterator[Content]:  # noqa: ARG002
        """The documents of a file, one at a time. Raises InputError("input.unreadable" or "input.too-large")."""
        return column_reading.documents(source, self.tags_of, at_gaps=bool(self.between))

    def adapt(
        self, document: AnnotatedDocument, options: WriteOptions, lost: Callable[[Loss], None]
    ) -> AnnotatedDocument:
        """The document without characters that show nothing outside words, which no token can hold."""
        return without_inkless(document, options, lost)

    def write(
        self,
        documents: Iterable[AnnotatedDocument],
        data: DataSet,  # noqa: ARG002
        options: WriteOptions,
    ) -> Iterator[Piece]:
        """One piece a document."""
        between = ""
        for document in documents:
            yield between + self.opening + "".join(self._sentences(document, options))
            between = self.between

    def tags_of(self, cells: Sequence[str]) -> Sequence[str]:
        """The tags among the columns of a token."""
        return column_reading.last_column(cells)

    def scheme(self, sentence: Sequence[str]) -> list[str]:
        """The tags of a sentence from its IOB2 tags."""
        return list(sentence)

    def line(self, form: str, found: Sequence[str]) -> str:
        """The line of a token with its tags, one for each level."""
        raise NotImplementedError

    def lines(self, forms: Sequence[str], levels: Sequence[Sequence[str]]) -> str:
        """The lines of a sentence: its tokens, and their tags in each level."""
        return "".join(map(self.line, forms, zip(*levels, strict=True)))

    def _sentences(self, document: AnnotatedDocument, options: WriteOptions) -> Iterator[str]:
        for forms, levels in tagged(document, options, self.levels):
            yield self.lines(forms, [self.scheme(level) for level in levels]) + "\n"


def tagged(
    document: AnnotatedDocument, options: WriteOptions, levels: int = 1
) -> Iterator[tuple[list[str], list[list[str]]]]:
    """The sentences of a fitted document: their tokens as they are written, and the IOB2 tags of each level."""
    text = document.text
    ranges = cells(text, options)
    spans = tokens.placements(document, ranges)
    found = [tokens.iob2(len(ranges), level) for level in layered(spans, levels)]
    for first, last in tokens.sentence_tokens(text, ranges, spans):
        yield tokens.spellings(text, ranges[first:last]), [level[first:last] for level in found]


def cells(text: str, options: WriteOptions) -> list[Range]:
    """The tokens of a text; one that would be read as the beginning of a document is cut at its hyphens."""
    ranges = options.tokens(text)
    start = column_reading.START
    if start not in text:
        return ranges
    cut: list[Range] = []
    for first, last in ranges:
        if text[first:last] == start:
            cut += [(first, first + 1), (first + 1, last - 1), (last - 1, last)]
        else:
            cut.append((first, last))
    return cut


def layered(spans: Sequence[Placed], levels: int = 0) -> list[list[Placed]]:
    """The spans on as many levels as are needed, at least `levels`, such that none on a level overlap.

    Outer spans come first; without crossing ones, those of the second level lie inside those of the first.
    """
    found: list[list[Placed]] = [[] for _ in range(levels)]
    for span in sorted(spans, key=lambda span: (span.first, -span.last)):
        level = next((level for level in found if not level or level[-1].last <= span.first), None)
        if level is None:
            found.append([span])
        else:
            level.append(span)
    return found


def without_inkless(
    document: AnnotatedDocument, options: WriteOptions, lost: Callable[[Loss], None]
) -> AnnotatedDocument:
    """The document with a blank for every zero-width character that stands outside or at the edge of tokens.

    Where there is nothing else the first becomes U+FFFD, so that there is a token.
    """
    text = document.text
    if not any(map(_is_inkless, set(text))):
        return document
    found = _without_loose(text, options)
    if found.isspace():
        found = _without_loose(_with_first(text), options)
    return _with_characters(document, found, lost)


def with_a_token(document: AnnotatedDocument, lost: Callable[[Loss], None]) -> AnnotatedDocument:
    """A document of nothing but blanks and zero-width characters with U+FFFD for the first of these."""
    return _with_characters(document, _with_first(document.text), lost)


def _with_first(text: str) -> str:
    first = next((at for at, character in enumerate(text) if _is_inkless(character)), None)
    return text if first is None else _replaced(text, [first], "\ufffd")


def _without_loose(text: str, options: WriteOptions) -> str:
    """A text with blanks for loose characters; as that may change the tokens, until there are none."""
    while places := _loose(text, options.tokens(text)):
        text = _replaced(text, places, " ")
    return text


def _with_characters(document: AnnotatedDocument, text: str, lost: Callable[[Loss], None]) -> AnnotatedDocument:
    for at, (before, after) in enumerate(zip(document.text, text, strict=True)):
        if before != after:
            lost(Loss(document.name, at, at + 1, ascii(before), "character"))
    return with_text(document, text)


def with_text(document: AnnotatedDocument, text: str) -> AnnotatedDocument:
    """The document with a text of the same length in which single characters were replaced."""
    layers = tuple(
        replace(layer, spans=tuple(replace(mark, quote=text[mark.start : mark.end]) for mark in layer.spans))
        for layer in document.annotations
    )
    return replace(document, text=text, annotations=layers)


def _is_inkless(character: str) -> bool:
    return is_blank(character) and not character.isspace()


def _loose(text: str, ranges: Sequence[Range]) -> list[int]:
    """Where characters without ink stand that are not inside a token."""
    inside: set[int] = set()
    for start, end in ranges:
        inside.update(range(*(trim(text, start, end) or (0, 0))))
    return [at for at, character in enumerate(text) if at not in inside and _is_inkless(character)]


def _replaced(text: str, places: Iterable[int], by: str) -> str:
    characters = list(text)
    for at in places:
        characters[at] = by
    return "".join(characters)
