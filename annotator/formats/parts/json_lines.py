"""The lines of a file with one JSON object a line."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.core.errors import InputError
from annotator.formats.protocol import BadRecord
from annotator.formats.source import RECORD, Source, reading_error

_BOM = b"\xef\xbb\xbf"


def lines(source: Source, limit: int = RECORD) -> Iterator[tuple[int, bytes | BadRecord]]:
    """The lines that are not blank with their numbers, from 1; a line above the limit is read past, not into memory.

    Raises InputError("input.unreadable").
    """
    with source.open() as file:
        number = 0
        try:
            while line := file.readline(limit + 1):
                number += 1
                if len(line) > limit and not line.endswith(b"\n"):
                    while (rest := file.readline(limit)) and not rest.endswith(b"\n"):
                        pass
                    error = InputError("record.too-large", path=source.path, line=number, limit=limit // (1024 * 1024))
                    yield number, BadRecord(error)
                    continue
                line = line.removeprefix(_BOM) if number == 1 else line
                if line.strip():
                    yield number, line
        except OSError as error:
            raise reading_error(source.path, error) from error
