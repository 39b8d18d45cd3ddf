"""Somebody else's project, read as it is at one moment: through the gate, row by row, and never written to.

An older version is read as it lies, through the views that show it as one of ours. Nothing of the file is attached to
another one: what is read becomes values that were checked (see `row_checks`).
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any, TypeVar

from annotator.core.edits import TABLES
from annotator.core.errors import ProjectError, RefusedError
from annotator.core.model import Answer, FurnitureRange, Label, Record, Span
from annotator.core.text import digest
from annotator.storage import copying, gate, migrations, rows
from annotator.storage.row_checks import Wrong, wrong_column
from annotator.storage.visible import VISIBLE

_R = TypeVar("_R", bound=Record)
_ORDER: dict[type[Record], str] = {
    Label: "position, id",
    Span: 'start, "end" DESC, id',
    Answer: 'start, "end" DESC, id',
    FurnitureRange: "start, id",
}
"""The others come as they were made."""
_DOCUMENT = ("id", "uid", "name", "title", "digest", "length", "source", "url", "author", "published", "language",
             "meta", "text")  # fmt: skip

Described = dict[str, Any]
"""A document's columns by name, its text too; `meta` is JSON still."""


class OtherProject:
    """Another project than the one at `own`, of which nothing that it holds is believed before it was looked at.

    Usable from any one thread at a time.
    """

    def __init__(self, path: str, own: str) -> None:
        """Raises ProjectError as `Project.open` does for reading, RefusedError("merge.itself")."""
        self.path = os.path.abspath(path)
        if not os.path.isfile(self.path):
            raise ProjectError("project.missing", path=path)
        if os.path.realpath(self.path) == os.path.realpath(own) or os.path.samefile(self.path, own):
            raise RefusedError("merge.itself", path=path)
        gate.inspect(self.path)
        self._snapshot = (copying.Still if copying.is_still(self.path) else copying.Snapshot)(self.path)
        self._connection = self._snapshot.connection
        try:
            with gate.reading_errors(self.path):
                migrations.show_as_newest(self._connection)
            # what is no UTF-8 comes as half a character, which no row may hold
            self._connection.text_factory = partial(str, encoding="utf-8", errors="surrogateescape")
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Lets go of the file."""
        self._snapshot.close()

    def check_still(self) -> None:
        """Raises ProjectError("merge.changed") when a program wrote to the file while it was read without a log."""
        if not self._snapshot.is_whole:
            raise ProjectError("merge.changed", path=self.path)

    def all(self, kind: type[_R]) -> Iterator[_R | Wrong]:
        """Every row of a table that belongs to no document: annotators or labels."""
        return self._read(kind, "")

    def of(self, kind: type[_R], documents: Sequence[int]) -> Iterator[_R | Wrong]:
        """The rows of a table that belong to documents."""
        return self._read(kind, "WHERE document IN (SELECT value FROM json_each(?))", json.dumps(documents))

    def documents(self) -> list[int | Wrong]:
        """The numbers of the visible documents in the order they came."""
        with gate.reading_errors(self.path):
            found = self._connection.execute(f"SELECT id FROM document WHERE {VISIBLE} ORDER BY id").fetchall()
        return [key if type(key) is int else Wrong("document", key, "id") for (key,) in found]

    def digests(self) -> list[str]:
        """The digests that the visible documents say their texts have."""
        with gate.reading_errors(self.path):
            found = self._connection.execute(f"SELECT digest FROM document WHERE {VISIBLE}").fetchall()
        return [str(each) for (each,) in found]

    def counts(self) -> dict[int, int]:
        """How many spans each annotator has on visible documents; of those who only answered, none."""
        visible = f"document IN (SELECT id FROM document WHERE {VISIBLE})"
        spans = f"SELECT annotator, 1 AS n FROM span WHERE {visible}"
        answers = f"SELECT annotator, 0 AS n FROM answer WHERE {visible}"
        query = f"SELECT annotator, sum(n) FROM ({spans} UNION ALL {answers}) GROUP BY annotator"
        with gate.reading_errors(self.path):
            return dict(self._connection.execute(query).fetchall())

    def described(self, documents: Sequence[int]) -> Iterator[Described | Wrong]:
        """Documents with their texts; one whose text is not that of its digest is wrong."""
        names = ", ".join(_DOCUMENT)
        query = f"SELECT {names} FROM document WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id"
        with gate.reading_errors(self.path):
            for values in self._connection.execute(query, [json.dumps(documents)]):
                row = dict(zip(_DOCUMENT, values, strict=True))
                column = wrong_column("document", row) or _lie(row)
                yield Wrong("document", row["id"], column, row["id"]) if column else row

    def _read(self, kind: type[_R], where: str, *values: object) -> Iterator[_R | Wrong]:
        table = TABLES[kind]
        names = rows.COLUMNS[table]
        query = f'SELECT {rows.columns(table)} FROM "{table}" {where} ORDER BY {_ORDER.get(kind, "id")}'
        with gate.reading_errors(self.path):
            for found in self._connection.execute(query, values):
                row = dict(zip(names, found, strict=True))
                column = wrong_column(table, row)
                yield Wrong(table, row["id"], column, row.get("document")) if column else kind.from_values(found)


def _lie(row: Described) -> str:
    """The column of a document that is not what its text says; empty when there is none."""
    if len(row["text"]) != row["length"]:
        return "length"
    return "" if digest(row["text"]) == row["digest"] else "digest"
