"""UIMA CAS as JSON 0.4, one file a document, as INCEpTION writes and reads it.

The layout is that of https://github.com/apache/uima-uimaj-io-jsoncas: types, feature structures with their ids, and the
members of each view. `TypeSystem.xml` beside them holds the same types for a project to take in.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import Any

from annotator.core.errors import InputError
from annotator.core.exchange import AnnotatedDocument, DataSet
from annotator.formats.cas import reading as cas_reading
from annotator.formats.cas import types as cas_types
from annotator.formats.cas.folder import files
from annotator.formats.cas.structures import SOFA_ID, VIEW, Structure, structures
from annotator.formats.parts.strict_json import Fields, parse
from annotator.formats.protocol import (
    EVERYTHING,
    KNOWN,
    BaseFormat,
    Content,
    Head,
    Holds,
    Piece,
    ReadOptions,
    WriteOptions,
)
from annotator.formats.source import Source, read_whole

_PASSED_OVER = list(cas_types.SEGMENTS)
_encoded = json.JSONEncoder(ensure_ascii=False).encode
_ID = re.compile(rb'"%ID"\s*:\s*(\d{1,18})')


_OF_WHOLE_FILES = {
    "record.json": "input.json",
    "record.encoding": "input.encoding",
    "record.not-object": "input.expected",
    "record.not-list": "input.expected",
}
"""What is said of a record, as it is said of a file."""


class CasJson(BaseFormat):
    """One layer with all that it has; scores, states and answers are not held."""

    name = "cas-json"
    title = "UIMA CAS JSON 0.4 (INCEpTION), one file an article"
    suffixes = (".json",)
    is_folder = True
    can_read = True
    can_write = True
    holds = EVERYTHING - {Holds.PARTS, Holds.LAYERS, *KNOWN} | {Holds.HEADING}

    def sniff(self, head: Head) -> float:
        """An object with its keys, which begin with a percent sign."""
        record = head.record
        return 0.95 if record is not None and {"%TYPES", "%FEATURE_STRUCTURES", "%VIEWS"} & record.keys() else 0.0

    def is_companion(self, source: Source) -> bool:
        """The type system."""
        return source.name == cas_types.TYPE_SYSTEM

    def read(self, source: Source, options: ReadOptions) -> Iterator[Content]:  # noqa: ARG002
        """The document of a file.

        Raises InputError: "input.unreadable", "input.too-large", "input.json", "input.encoding", "input.expected", and
        the others of `strict_json`: the file is one record.
        """
        raw = read_whole(source)
        try:
            found = list(_read(raw.removeprefix(b"\xef\xbb\xbf")))
        except InputError as error:
            code = _OF_WHOLE_FILES.get(error.code, error.code)
            values = {"line": error.values.get("row", 1), "format": "UIMA CAS JSON", "expected": "%FEATURE_STRUCTURES"}
            raise InputError(code, **{**error.values, **values, "path": source.path}) from error
        yield from cas_reading.contents(found, source)

    def write(
        self,
        documents: Iterable[AnnotatedDocument],
        data: DataSet,
        options: WriteOptions,  # noqa: ARG002
    ) -> Iterator[Piece]:
        """A file for each document, then the types of all."""
        yield from files(documents, data, ".json", _written)


def _written(document: AnnotatedDocument, features: set[str]) -> Iterator[str]:
    """One feature structure a line."""
    types = cas_types.as_json(cas_types.types(features))
    yield f'{{"%TYPES": {_encoded(types)},\n"%FEATURE_STRUCTURES": [\n'
    members = []
    mark = ""
    for each in structures(document):
        references = {f"@{name}": target for name, target in each.references.items()}
        row = {"%ID": each.id, "%TYPE": each.type, **references, **each.features}
        yield f"{mark}{_encoded(row)}"
        mark = ",\n"
        members.append(each.id)
    view = {VIEW: {"%SOFA": SOFA_ID, "%MEMBERS": members[1:]}}
    yield f'],\n"%VIEWS": {_encoded(view)}}}\n'


def _read(raw: bytes) -> Iterator[Structure]:
    found = parse(raw).get("%FEATURE_STRUCTURES")
    if isinstance(found, dict):  # as versions before 0.4 have it
        found = [{"%ID": _number(key), **row} for key, row in found.items() if isinstance(row, dict)]
    if not isinstance(found, list):
        raise InputError("record.not-list", field="%FEATURE_STRUCTURES")
    begins = [at.start() for at in re.finditer(b"\n", raw)]
    lines = {int(at[1]): bisect_right(begins, at.start()) + 1 for at in _ID.finditer(raw)}
    for row in found:
        if isinstance(row, dict) and row.get("%TYPE") not in _PASSED_OVER:
            number, kind = Fields(row).count("%ID"), Fields(row).text("%TYPE")
            yield _structure(number, kind, row, lines.get(number, 1))


def _number(key: str) -> int:
    if not re.fullmatch("[0-9]{1,18}", key):
        raise InputError("record.not-count", field=f"%FEATURE_STRUCTURES.{key[:40]}")
    return int(key)


def _structure(number: int, kind: str, row: dict[str, Any], line: int) -> Structure:
    """The features of a row; `#` marks numbers that JSON does not have, `^` places that other programs count."""
    features = {name: value for name, value in row.items() if name[:1] not in ("%", "@", "#", "^", "")}
    references = {name[1:]: value for name, value in row.items() if name[:1] == "@" and type(value) is int}
    return Structure(number, kind, features, references, line)
