"""The lines of a brat standoff file (https://brat.nlplab.org/standoff.html), written and read.

An attribute is a flag when it is true. A value or note that one line cannot hold as it is (line ends, blanks at its
ends, nothing at all, a text that would read as no or as JSON) is written as JSON text, and "no" as `false`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from annotator.core.errors import InputError
from annotator.core.exchange import AnnotatedDocument, Annotation, Link, Mark
from annotator.formats.parts.gathering import Gathering
from annotator.formats.plain_text import decoded_whole
from annotator.formats.source import Source

LIMIT = 8 * 1024 * 1024
"""The most bytes of a standoff file: some 200,000 spans."""

_TERMINATOR = re.compile("\r\n|[\n\v\f\r\x1c-\x1e\x85\u2028\u2029]")
"""What ends a line for brat, which reads lines as `str.splitlines` does."""

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_LINE = re.compile(r"[TAMRENW#]\d+\t|\*\t")
_SPAN = re.compile(r"(\S+) (\d{1,10} \d{1,10}(?:;\d{1,10} \d{1,10})*) *(?:\t(.*))?", re.DOTALL)
_RELATION = re.compile(r"(\S+) \S+?:(\S+) \S+?:(\S+)\s*")
_ATTRIBUTE = re.compile(r"(\S+) (\S+)(?: (.+))?", re.DOTALL)
_NOTE = re.compile(r"AnnotatorNotes (\S+)\t(.*)", re.DOTALL)
_PATTERNS = {
    "T": "T1⇥LABEL START END⇥TEXT",
    "R": "R1⇥LABEL Arg1:T1 Arg2:T2",
    "A": "A1⇥NAME T1 VALUE",
    "M": "M1⇥NAME T1",
}
_KINDS = {"E": "E (event)", "N": "N (normalization)", "*": "* (equivalence)", "W": "W", "#": "# (comment)"}


def is_line(line: str) -> bool:
    """Whether a line begins as brat's do."""
    return _LINE.match(line) is not None


def lines(document: AnnotatedDocument) -> Iterator[str]:
    """The lines for the one layer of a document, each with its line end."""
    for layer in document.annotations:
        yield from _Writer(document.text).lines(layer)


class _Writer:
    def __init__(self, text: str) -> None:
        self._text = text
        self._attributes = 0
        self._notes = 0

    def lines(self, layer: Annotation) -> Iterator[str]:
        for number, mark in enumerate(layer.spans, 1):
            yield self._span(f"T{number}", mark)
            yield from self._described(f"T{number}", mark)
        for number, link in enumerate(layer.relations, 1):
            yield f"R{number}\t{link.label} Arg1:T{link.source + 1} Arg2:T{link.target + 1}\n"
            yield from self._described(f"R{number}", link)

    def _span(self, key: str, mark: Mark) -> str:
        pieces = fragments(self._text, mark.start, mark.end)
        ranges = ";".join(f"{start} {end}" for start, end in pieces)
        return f"{key}\t{mark.label} {ranges}\t{' '.join(self._text[start:end] for start, end in pieces)}\n"

    def _described(self, key: str, thing: Mark | Link) -> Iterator[str]:
        for name, value in thing.attributes.items():
            self._attributes += 1
            told = "" if value is True else f" {'false' if value is False else _written(value)}"
            yield f"A{self._attributes}\t{name} {key}{told}\n"
        if isinstance(thing, Mark) and thing.note:
            self._notes += 1
            yield f"#{self._notes}\tAnnotatorNotes {key}\t{_written(thing.note)}\n"


def fragments(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The ranges of a span between line ends; a span that begins or ends with one has an empty fragment there."""
    pieces = []
    place = start
    for match in _TERMINATOR.finditer(text, start, end):
        pieces.append((place, match.start()))
        place = match.end()
    pieces.append((place, end))
    return [piece for n, piece in enumerate(pieces) if piece[0] < piece[1] or n in (0, len(pieces) - 1)]


def _written(value: str) -> str:
    is_plain = value.strip() == value != "" and not _CONTROL.search(value) and not value.startswith('"')
    if is_plain and value not in ("true", "false"):
        return value
    return _CONTROL.sub(lambda match: f"\\u{ord(match.group()):04x}", json.dumps(value, ensure_ascii=False))


def _read(value: str) -> str | bool:
    value = value.strip(" ")
    if value in ("true", "false"):
        return value == "true"
    return _unquoted(value)


def _unquoted(value: str) -> str:
    """A JSON text as what it says, anything else as it is."""
    if not (value.startswith('"') and value.endswith('"')):
        return value
    try:
        found = json.loads(value)
        found.encode("utf-8")
    except (ValueError, AttributeError):
        return value
    return value if "\0" in found else str(found)


class _Line(NamedTuple):
    number: int
    key: str
    content: str


def gathered(text: str, source: Source) -> Gathering:
    """All that a standoff file says about the text; spans first, then what hangs on them, whatever the order.

    Raises InputError: "input.unreadable", "input.too-large", "input.encoding", "input.binary".
    """
    gathering = Gathering(text, source)
    found: dict[str, list[_Line]] = {kind: [] for kind in "TRAM#"}
    for number, line in enumerate(_split(source), 1):
        if not line.strip():
            continue
        key, _, content = line.partition("\t")
        if key[:1] in found and content:
            found[key[0]].append(_Line(number, key, content))
        elif key[:1] in _KINDS and content:
            gathering.unknown(_KINDS[key[0]])
        else:
            gathering.bad("record.pattern", number, pattern=_PATTERNS["T"])
    reader = _Reader(gathering, text)
    for kind, take in reader.takes.items():
        for each in found[kind]:
            take(each)
    return gathering


class _Reader:
    """Takes the lines of each kind; what hangs on an event goes with the events."""

    def __init__(self, gathering: Gathering, text: str) -> None:
        self.takes = {"T": self._span, "R": self._relation, "A": self._attribute, "M": self._attribute, "#": self._note}
        self._gathering = gathering
        self._text = text

    def _span(self, line: _Line) -> None:
        match = _SPAN.fullmatch(line.content)
        if match is None:
            self._gathering.bad("record.pattern", line.number, pattern=_PATTERNS["T"])
            return
        label, ranges, quote = match.groups(default="")
        pieces = [(int(start), int(end)) for start, end in map(str.split, ranges.split(";"))]
        if not self._is_one(pieces):
            self._gathering.bad("record.discontinuous", line.number, ranges=ranges)
            return
        start, end = pieces[0][0], pieces[-1][1]
        # A text of blanks alone says nothing that could be compared.
        self._gathering.span(line.key, Mark(start, end, label, quote if quote.strip() else ""), line.number)

    def _is_one(self, pieces: list[tuple[int, int]]) -> bool:
        """Whether there is nothing but blanks between the pieces, which are in order."""
        return all(one[1] <= next_[0] and not self._text[one[1] : next_[0]].strip() for one, next_ in pairwise(pieces))

    def _relation(self, line: _Line) -> None:
        match = _RELATION.fullmatch(line.content)
        if match is None:
            self._gathering.bad("record.pattern", line.number, pattern=_PATTERNS["R"])
        elif match[2].startswith("E") or match[3].startswith("E"):
            self._gathering.unknown(_KINDS["E"])
        else:
            self._gathering.relation(line.key, match[2], match[3], match[1], line.number)

    def _attribute(self, line: _Line) -> None:
        match = _ATTRIBUTE.fullmatch(line.content)
        if match is None:
            self._gathering.bad("record.pattern", line.number, pattern=_PATTERNS[line.key[0]])
        elif match[2].startswith("E"):
            self._gathering.unknown(_KINDS["E"])
        else:
            value = True if match[3] is None else _read(match[3])
            self._gathering.attribute(match[2], match[1], value, line.number)

    def _note(self, line: _Line) -> None:
        match = _NOTE.fullmatch(line.content)
        if match is None or match[1][:1] in "RE":
            self._gathering.unknown(_KINDS["#"])
        else:
            self._gathering.note(match[1], _unquoted(match[2]), line.number)


def _split(source: Source) -> list[str]:
    try:
        text = decoded_whole(source, LIMIT).text
    except InputError as error:
        if error.code == "input.empty":  # nothing is said about the text
            return []
        raise
    return [line.removesuffix("\r") for line in text.split("\n")]
