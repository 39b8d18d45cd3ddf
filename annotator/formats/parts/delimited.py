"""Rows of CSV and TSV files as RFC 4180 has them, streaming, with what is wrong listed row by row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from annotator.core.errors import InputError
from annotator.formats.plain_text import decoded_whole
from annotator.formats.protocol import BadRecord, Head
from annotator.formats.source import RECORD, Source, read_head, reading_error

Row = tuple[int, list[str] | BadRecord]
"""The number of a row's first line, from 1, and its cells."""

_WIDE = (b"\xff\xfe", b"\xfe\xff")
_DELIMITERS = ",\t;|"


def header(head: Head) -> list[str]:
    """The cells of the first row; none where there is no such row."""
    text = head.data.decode("utf-16", errors="replace") if head.data.startswith(_WIDE) else head.text
    lines = io.StringIO(text, newline="")
    with_first = csv.reader(lines, delimiter=delimiter(text), strict=True)
    try:
        return next(with_first, [])
    except csv.Error:
        return []


def delimiter(text: str) -> str:
    """What stands between the cells of the first row most often: comma, tab, semicolon or bar."""
    counts = dict.fromkeys(_DELIMITERS, 0)
    is_quoted = False
    for character in text:
        is_quoted ^= character == '"'
        if is_quoted:
            continue
        if character in "\r\n":
            break
        if character in counts:
            counts[character] += 1
    return max(counts, key=lambda character: counts[character])


def rows(source: Source) -> Iterator[Row]:
    """The rows that are not blank. Raises InputError("input.unreadable") and those of `decoded_whole`."""
    head = Head(source, read_head(source))
    separator = delimiter(head.data.decode("utf-16", errors="replace") if head.data.startswith(_WIDE) else head.text)
    csv.field_size_limit(RECORD)
    with _opened(head) as file:
        reader = csv.reader(_Lines(file, source.path), delimiter=separator, strict=True)
        while True:
            line = reader.line_num + 1
            try:
                cells = next(reader, None)
                if cells is None:
                    return
                if any(cells):
                    "".join(cells).encode("utf-8")
                    yield line, cells
            except csv.Error as error:
                yield line, BadRecord(InputError("record.csv", path=source.path, line=line, reason=str(error)))
            except UnicodeEncodeError as error:
                byte = len(str(error.object)[: error.start].encode("utf-8", "surrogateescape"))
                yield line, BadRecord(InputError("record.encoding", path=source.path, line=line, byte=byte))
            except InputError as error:
                yield line, BadRecord(InputError(error.code, **{**error.values, "path": source.path, "line": line}))
            except OSError as error:
                raise reading_error(source.path, error) from error


def _opened(head: Head) -> io.TextIOBase:
    """The file as text: streaming when it begins as UTF-8, where single bytes that are none become half characters."""
    if not head.data.startswith(_WIDE) and _is_mostly_utf8(head.data[: head.data.rfind(b"\n") + 1 or None]):
        return io.TextIOWrapper(head.source.open(), "utf-8-sig", errors="surrogateescape", newline="")
    return io.StringIO(decoded_whole(head.source).text, newline="")


def _is_mostly_utf8(data: bytes) -> bool:
    """Whether more signs beyond ASCII are UTF-8 than are not; in other writings of Vietnamese next to none is."""
    beyond = [character for character in data.decode("utf-8", "surrogateescape") if character > "\x7f"]
    odd = sum("\udc80" <= character <= "\udcff" for character in beyond)
    return 2 * odd <= len(beyond)


class _Lines:
    """The lines of a file for the reader of rows; one above the limit is read past, not into memory."""

    def __init__(self, file: io.TextIOBase, path: str) -> None:
        self._file = file
        self._path = path

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._file.readline(RECORD)
        if not line:
            raise StopIteration
        if len(line) == RECORD and line[-1] not in "\r\n":
            while (rest := self._file.readline(RECORD)) and rest[-1] not in "\r\n":
                pass
            raise InputError("record.too-large", limit=RECORD // (1024 * 1024))
        return line
