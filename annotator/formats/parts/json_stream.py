"""The objects of a JSON file one by one, each with its line: those of one array, or of one object a line.

A file of any size is read in pieces; only one element is held at a time. Where an element ends is told by brackets and
quotation marks alone, so one that is broken inside is left out and those after it are still found. An array that is
itself broken ends with one bad record, and what came before stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from annotator.core.errors import InputError
from annotator.formats.parts.json_lines import lines
from annotator.formats.parts.strict_json import Object, parse
from annotator.formats.protocol import BadRecord
from annotator.formats.source import HEAD, RECORD, Source, read_head, reading_error

_BOM = b"\xef\xbb\xbf"
_CHUNK = 256 * 1024
_EMPTY = re.compile(rb"\[\s*\]\s*")
_IN_ELEMENT = re.compile(
    rb'(?=(?P<passed>(?:[^"{}\[\]]+|"[^"\\]*(?:\\.[^"\\]*)*")*))(?P=passed)(?P<sign>["{}\[\]])', re.DOTALL
)
_IN_ARRAY = re.compile(rb'[^"{}\[\],]*+(?P<sign>["{}\[\],])')
"""The way to the next sign that counts; within an element whole strings are passed over at once.

What was passed is not tried again otherwise: by a look ahead, since before Python 3.11.5 a possessive group whose
inside has come part of the way matches nothing at all (https://github.com/python/cpython/issues/106052).
"""

_STRING = re.compile(rb'[^"\\]*(?:\\.[^"\\]*)*', re.DOTALL)
"""The inside of a string, as far as it is there; a backslash that is the last byte stays outside."""

Raw = Iterator[tuple[int, bytes | BadRecord]]
"""What may be objects, each with the line that it begins in, from 1."""

Element = tuple[int, Object | BadRecord]
"""An element with the line that it begins in, from 1."""


def elements(source: Source, limit: int = RECORD) -> Iterator[Element]:
    """The objects of a top-level array, of JSON lines, or the one that is the whole file.

    What is no object, or breaks a rule of `strict_json`, is a bad record with its line. An element may have `limit`
    bytes. Raises InputError("input.unreadable").
    """
    head = _head(source)
    is_whole = _is_one_object(head)
    if head.startswith(b"["):
        found = _array(source, limit)
    elif is_whole:
        found = _whole(source, limit)
    else:
        found = lines(source, limit)
    for line, raw in found:
        yield line, raw if isinstance(raw, BadRecord) else _parsed(raw, source, line, is_whole)


def objects(source: Source) -> Iterator[Element]:
    """The objects of JSON lines, or of one array of them, as `elements` gives them. Raises InputError as `rows`."""
    for line, raw in rows(source):
        yield line, raw if isinstance(raw, BadRecord) else _parsed(raw, source, line)


def rows(source: Source) -> Raw:
    """The lines of a file that are not blank, or the elements of the one array that it is.

    Raises InputError: "input.unreadable", "input.empty", "input.array" (it is an array of something else).
    """
    head = _head(source)
    if not head or _EMPTY.fullmatch(head):
        raise InputError("input.empty", path=source.path)
    first, _, rest = head.partition(b"\n")
    if not head.startswith(b"[") or (first.rstrip().endswith(b"]") and rest.strip()):
        yield from lines(source)
        return
    inside = head[1:].lstrip()
    if inside and not inside.startswith(b"{"):
        raise InputError("input.array", path=source.path)
    yield from _array(source, RECORD)


def _head(source: Source) -> bytes:
    return read_head(source).removeprefix(_BOM).lstrip()


def _is_one_object(head: bytes) -> bool:
    """Whether the first line is only the beginning of an object: the file is not one of JSON lines."""
    first, _, rest = head.partition(b"\n")
    is_whole = first.rstrip().endswith(b"}")
    return first.startswith(b"{") and not is_whole and (bool(rest) or len(head) >= HEAD // 2)


def _whole(source: Source, limit: int) -> Raw:
    with source.open() as file:
        raw = _read(file, source, limit + 1)
    if len(raw) > limit:
        yield 1, _bad(source, 1, "record.too-large", limit=limit // (1024 * 1024))
    else:
        yield 1, raw.removeprefix(_BOM)


def _array(source: Source, limit: int) -> Raw:
    scanner = _Scanner(source, limit)
    with source.open() as file:
        while not scanner.is_done:
            chunk = _read(file, source, _CHUNK)
            yield from scanner.feed(chunk) if chunk else scanner.end()
        while chunk := _read(file, source, _CHUNK):
            yield from scanner.after(chunk)


def _read(file: BinaryIO, source: Source, size: int) -> bytes:
    try:
        return file.read(size)
    except OSError as error:
        raise reading_error(source.path, error) from error


def _parsed(raw: bytes, source: Source, line: int, is_whole: bool = False) -> Object | BadRecord:
    """An object, or what is wrong with it and in which line."""
    try:
        return parse(raw)
    except InputError as error:
        code = "input.json" if is_whole and error.code == "record.json" else error.code
        row = error.values.get("row")
        place = line + row - 1 if isinstance(row, int) else line
        return BadRecord(InputError(code, **{**error.values, "path": source.path, "line": place}))


def _bad(source: Source, line: int, code: str, **values: object) -> BadRecord:
    return BadRecord(InputError(code, path=source.path, line=line, **values))


class _Scanner:
    """Cuts an array that comes in chunks into the bytes of its elements."""

    def __init__(self, source: Source, limit: int) -> None:
        self.is_done = False
        self._is_broken = False
        self._source = source
        self._limit = limit
        self._depth = 0
        self._is_in_string = False
        self._is_after_comma = False
        self._line = 1
        self._begun = 1
        self._held: list[bytes] = []
        self._size = 0
        self._rest = b""

    def feed(self, chunk: bytes) -> Raw:
        """The elements that end in the next bytes."""
        data, self._rest = self._rest + chunk, b""
        at = kept = 0
        while not self.is_done:
            if self._is_in_string:
                at = _STRING.match(data, at).end()  # type: ignore[union-attr]  # it matches anywhere
                if at >= len(data) - 1 and data[at : at + 1] != b'"':
                    break
                at += 1
                self._is_in_string = False
            found = (_IN_ARRAY if self._depth == 1 else _IN_ELEMENT).match(data, at)
            if found is None:
                at = len(data)
                break
            at = found.end()
            if self._sign(found["sign"]):
                self._hold(data[kept : at - 1])
                kept = at
                yield from self._ended(found["sign"])
        if self.is_done:
            yield from self.after(data[at:])
            return
        # A backslash at the end waits for what it stands before.
        self._hold(data[kept:at])
        self._rest = data[at:]

    def after(self, data: bytes) -> Raw:
        """Bytes after the array, which should be blank; told once."""
        if data.strip() and not self._is_broken:
            yield from self.end()

    def end(self) -> Raw:
        """The array is broken here."""
        self.is_done = self._is_broken = True
        yield self._line, _bad(self._source, self._line, "record.array")

    def _sign(self, sign: bytes) -> bool:
        """Whether an element of the array, or the way to the first one, ends with this sign."""
        if sign == b'"':
            self._is_in_string = True
        elif sign in b"[{":
            self._depth += 1
            return self._depth == 1
        elif sign in b"]}":
            self._depth -= 1
            return self._depth == 0
        return sign == b","

    def _ended(self, sign: bytes) -> Raw:
        raw, size = b"".join(self._held).strip(), self._size
        line, self._begun = self._begun, self._line
        self._held.clear()
        self._size = 0
        if sign == b"[":
            return
        if size > self._limit:
            yield line, _bad(self._source, line, "record.too-large", limit=self._limit // (1024 * 1024))
        elif raw or sign == b"," or self._is_after_comma:
            yield line, raw
        self._is_after_comma = sign == b","
        if sign == b"}":
            yield from self.end()
        self.is_done = self.is_done or sign == b"]"

    def _hold(self, piece: bytes) -> None:
        """More of the element; of one that is too large only the size is kept."""
        if not self._size:
            blank = len(piece) - len(piece.lstrip())
            self._begun = self._line + piece.count(b"\n", 0, blank)
            self._line = self._begun
            piece = piece[blank:]
        self._line += piece.count(b"\n")
        self._size += len(piece)
        if self._size > self._limit:
            self._held.clear()
        else:
            self._held.append(piece)
