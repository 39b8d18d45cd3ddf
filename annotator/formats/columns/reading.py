"""Files of columns read: a token a line with its tags, a blank line after each sentence.

A sentence with anything wrong is left out and named with the line; the rest of its document goes on.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from annotator.core.errors import InputError
from annotator.formats.columns import tags
from annotator.formats.columns.assembly import Assembly, unjoined, usual_blanks
from annotator.formats.parts.foreign import label_name
from annotator.formats.parts.json_lines import lines
from annotator.formats.parts.tokens import Placed
from annotator.formats.protocol import BadRecord, Content
from annotator.formats.source import WHOLE, Source, stem

START = "-DOCSTART-"
"""What stands instead of a token where a document begins."""

_START_LINE = re.compile(rf"{START}(?:\s|$)")
_ELEMENT = re.compile(r"\s*</?[A-Za-z]+>\s*")

_REMEMBERED = 1000

TagsOf = Callable[[Sequence[str]], Sequence[str]]
"""Picks the tags out of the columns of a token, one for each level of nesting."""


@dataclass(slots=True)
class Block:
    """Lines with their numbers, without a blank one between; `blank` counts the blank ones before.

    `is_start` when a document begins with it, `error` when one of its lines cannot be text.
    """

    blank: int = 0
    is_start: bool = False
    rows: list[tuple[int, str]] = field(default_factory=list)
    error: InputError | None = None


def blocks(source: Source) -> Iterator[Block]:
    """The blocks of a file. Raises InputError("input.unreadable" or "input.too-large")."""
    block = Block()
    last = size = 0
    for number, raw in lines(source):
        if number > last + 1:
            yield block
            block, size = Block(number - last - 1), 0
        last = number
        row = _row(raw, source, number, block)
        size += len(row)
        if size > WHOLE:
            raise InputError("input.too-large", path=source.path, limit=WHOLE // (1024 * 1024))
        if row.startswith(START) and _START_LINE.match(row):
            yield block
            block, size = Block(block.blank, is_start=True), 0
        elif "<" in row and _ELEMENT.fullmatch(row):
            yield block
            block, size = Block(1), 0
        elif row:
            block.rows.append((number, row))
    yield block


def _row(raw: bytes | BadRecord, source: Source, number: int, block: Block) -> str:
    """One line as text; empty, and the error noted in its block, when it is none."""
    if isinstance(raw, BadRecord):
        block.error = block.error or raw.error
        return ""
    try:
        row = raw.decode("utf-8").removesuffix("\n").removesuffix("\r")
    except UnicodeDecodeError as error:
        bad = InputError("record.encoding", path=source.path, line=number, byte=error.start)
        block.error = block.error or bad
        return ""
    if "\0" in row:
        block.error = block.error or InputError("record.zero", path=source.path, line=number)
        return ""
    return row


def columns(row: str) -> list[str]:
    """The columns of a line: between tabs where it has any, else between blanks."""
    return row.rstrip("\t ").split("\t") if "\t" in row else row.split(" ") if "  " not in row else row.split()


def last_column(cells: Sequence[str]) -> Sequence[str]:
    """The tag of a token in the last column."""
    return cells[-1:]


def documents(source: Source, tags_of: TagsOf, at_gaps: bool = False) -> Iterator[Content]:
    """The documents of a file, each from `-DOCSTART-` on, and with `at_gaps` also from two blank lines on.

    A file without either is one document. Raises InputError("input.unreadable" or "input.too-large").
    """
    reading = _Documents(source)
    for block in blocks(source):
        if block.is_start or (at_gaps and block.blank > 1):
            yield from reading.finished()
        try:
            reading.add(block, tags_of)
        except InputError as error:
            yield BadRecord(error)
    yield from reading.finished(is_last=True)


class _Documents:
    def __init__(self, source: Source) -> None:
        self._source = source
        self._count = 0
        self._assembly = Assembly()
        self._tags: dict[str, tuple[str, str]] = {}

    def add(self, block: Block, tags_of: TagsOf) -> None:
        if block.error is not None:
            raise block.error
        forms: list[str] = []
        found: list[list[tuple[int, tuple[str, str]]]] = []
        for number, row in block.rows:
            cells = columns(row)
            if not forms and row.startswith("#") and tags.split(cells[-1]) is None:
                continue
            if len(cells) > 1 and not cells[0]:
                raise InputError("record.empty-cell", path=self._source.path, line=number, column=1)
            if len(cells) < 2:
                raise InputError("record.columns", path=self._source.path, line=number, columns=2, found=len(cells))
            forms.append(unjoined(cells[0]))
            found.append([(level, self._tag(tag, number)) for level, tag in enumerate(tags_of(cells))])
        if forms:
            glue = [*list(usual_blanks(forms))[:-1], "\n"]
            self._assembly.sentence(forms, glue, spans_of_levels(found))

    def _tag(self, tag: str, line: int) -> tuple[str, str]:
        """The prefix and the label of a tag; there are few different ones, so they are remembered."""
        found = self._tags.get(tag)
        if found is None:
            found = parsed_tag(tag, self._source, line)
            if len(self._tags) < _REMEMBERED:
                self._tags[tag] = found
        return found

    def finished(self, is_last: bool = False) -> Iterator[Content]:
        """The document as it is now, when there is any."""
        name = stem(self._source)
        only = is_last and self._count == 0
        found = self._assembly.document(name if only else f"{name}-{self._count + 1}", self._source)
        self._assembly = Assembly()
        if found is not None:
            self._count += 1
            yield found


def parsed_tag(tag: str, source: Source, line: int) -> tuple[str, str]:
    """The prefix and the label of a tag. Raises InputError("record.iob-tag" or "record.label")."""
    found = tags.split(tag)
    if found is None:
        raise InputError("record.iob-tag", path=source.path, line=line, tag=tag)
    prefix, label = found
    return prefix, label_name(label, source, line) if label else ""


def spans_of_levels(found: Iterable[Iterable[tuple[int, tuple[str, str]]]]) -> list[Placed]:
    """The spans of one sentence; each token gives its tags with their levels, and what it does not give is O."""
    levels: dict[int, list[tuple[int, tuple[str, str]]]] = {}
    for n, token in enumerate(found):
        for level, tag in token:
            if tag[0] != "O":
                levels.setdefault(level, []).append((n, tag))
    return [span for level in sorted(levels) for span in _spans(levels[level])]


def _spans(tagged: Iterable[tuple[int, tuple[str, str]]]) -> Iterator[Placed]:
    """The spans of one level, from the tokens alone that have a tag there."""
    places: list[int] = []
    found: list[tuple[str, str]] = []
    for n, tag in tagged:
        if places and n > places[-1] + 1:
            places.append(n - 1)
            found.append(("O", ""))
        places.append(n)
        found.append(tag)
    for span in tags.decode(found):
        yield Placed(places[span.first], places[span.last - 1] + 1, span.label)
