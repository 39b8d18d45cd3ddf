"""JSON lines of other programs: each line an object that gives a document, or a bad record and the rest goes on."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from annotator.core.errors import InputError
from annotator.formats.parts import headings
from annotator.formats.parts.json_stream import objects
from annotator.formats.parts.strict_json import Fields
from annotator.formats.protocol import BadRecord, Content
from annotator.formats.source import Source

Contents = Callable[[Fields, Source, int], Iterator[Content]]

# What JSON lets stand and `str.splitlines` takes for the end of a line.
_LINE_ENDS = (("\x85", "\\u0085"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029"))


def line_of(value: dict[str, Any]) -> str:
    """An object as one line, for every reader's idea of a line."""
    line = json.dumps(value, ensure_ascii=False, allow_nan=False)
    for end, escape in _LINE_ENDS:
        if end in line:
            line = line.replace(end, escape)
    return line + "\n"


def heading(fields: Fields) -> dict[str, Any]:
    """What stands beside the text: in the record itself, or else under `meta`."""
    meta = fields.mapping("meta") if fields.is_mapping("meta") else {}
    return {**meta, **{name: fields.text(name) for name in headings.FIELDS if fields.is_text(name)}}


def ranges(fields: Fields, name: str) -> list[Fields]:
    """The objects of a list of spans; a triple [start, end, label] is one too."""
    return [Fields(as_range(item), f"{fields.path(name)}[{n}]") for n, item in enumerate(fields.items(name))]


def as_range(item: Any) -> Any:
    """A triple [start, end, label] as an object with these keys; anything else as it is."""
    is_triple = isinstance(item, list) and tuple(map(type, item)) == (int, int, str)
    return dict(zip(("start", "end", "label"), item, strict=True)) if is_triple else item


def records(source: Source, contents: Contents) -> Iterator[Content]:
    """What `contents` makes of each line; an InputError of it is a bad record.

    The objects may also be those of an array. Raises InputError: "input.unreadable", "input.empty", "input.array".
    """
    for number, record in objects(source):
        if isinstance(record, BadRecord):
            yield record
            continue
        try:
            yield from list(contents(Fields(record), source, number))
        except InputError as error:
            yield BadRecord(InputError(error.code, **{**error.values, "path": source.path, "line": number}))
