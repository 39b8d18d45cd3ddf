"""Questions that only a check of the whole file asks."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from annotator.core.model import Scope
from annotator.storage import seals
from annotator.storage.journal import ASTRAY

_NUMBERED = (
    "batch", "annotator", "label", "document", "furniture", "span", "relation", "document_label", "answer",
    "assignment", "edit", "split",
)  # fmt: skip
_SCOPES = {"span": Scope.SPAN, "relation": Scope.RELATION, "document_label": Scope.DOCUMENT}
_PLACE = {"span": 'r.start, r."end"'}


_OF_COLUMN = re.compile(r"non-(TEXT|INTEGER|REAL) value in (\w+)\.(\w+)")


@contextmanager
def held(connection: sqlite3.Connection) -> Iterator[None]:
    """Reads the file as it is at the first look, until the end: others may write, and it is not seen."""
    connection.execute("BEGIN")
    try:
        yield
    finally:
        if connection.in_transaction:  # SQLite ends it by itself where the disk fails
            connection.execute("ROLLBACK")


class KeptEdit(NamedTuple):
    """A row of the journal as it is kept; `content` is what its seal is of."""

    id: int
    document: int | None
    state: str
    changes: str
    values: str
    content: bytes


def edits(connection: sqlite3.Connection) -> Iterator[KeptEdit]:
    """The journal, the newest edit first."""
    query = f'SELECT id, document, state, changes, "values", {seals.EDIT} FROM edit ORDER BY id DESC'
    yield from map(KeptEdit._make, connection.execute(query))


def articles_of(connection: sqlite3.Connection, reason: str) -> list[int | None]:
    """The documents that a complaint of SQLite's integrity check is about, as far as it names a column; else [None]."""
    found = _OF_COLUMN.fullmatch(reason)
    if found is None or found[2] not in seals.OF_DOCUMENT:
        return [None]
    kind, table, column = found.groups()
    query = f"""SELECT DISTINCT "{seals.OF_DOCUMENT[table].document}" FROM "{table}" NOT INDEXED
    WHERE typeof("{column}") != ? ORDER BY 1"""
    rows = connection.execute(query, [kind.lower()]).fetchall()
    return [row[0] if isinstance(row[0], int) else None for row in rows] or [None]


def mislabelled(connection: sqlite3.Connection) -> Iterator[tuple[str, int, int | None, int | None, str]]:
    """(table, document, start, end, label) of what carries a label that is for something else."""
    for table, scope in _SCOPES.items():
        place = _PLACE.get(table, "NULL, NULL")
        query = f"""SELECT r.document, {place}, l.name FROM "{table}" r JOIN label l ON l.id = r.label
        WHERE l.scope != ?"""
        for row in connection.execute(query, [scope]):
            yield (table, *row)


def attributes(connection: sqlite3.Connection) -> Iterator[tuple[int, int, str]]:
    """(document, label, attributes) of whatever has any."""
    for table in ("span", "relation"):
        query = f"""SELECT document, label, attributes FROM "{table}" WHERE attributes != '{{}}'"""
        yield from connection.execute(query)


def astray(connection: sqlite3.Connection) -> Iterator[tuple[int, str | None]]:
    """(document, label) of the relations that are not between two different spans of one layer and document."""
    query = f"SELECT r.document, l.name FROM relation r LEFT JOIN label l ON l.id = r.label WHERE {ASTRAY}"
    yield from connection.execute(query)


def short_of_numbers(connection: sqlite3.Connection) -> Iterator[str]:
    """The tables whose next row would take the number of one that is there."""
    for table in _NUMBERED:
        query = f"""SELECT coalesce((SELECT max(id) FROM "{table}"), 0)
        > coalesce((SELECT seq FROM sqlite_sequence WHERE name = ?), 0)"""
        if connection.execute(query, [table]).fetchone()[0]:
            yield table


def renumber(connection: sqlite3.Connection, table: str) -> None:
    """Lets the next row of a table have a number that is free, inside the caller's transaction."""
    connection.execute("DELETE FROM sqlite_sequence WHERE name = ?", [table])
    connection.execute(f'INSERT INTO sqlite_sequence SELECT ?, max(id) FROM "{table}"', [table])


def derive(connection: sqlite3.Connection, document: int, columns: dict[str, Any]) -> None:
    """Writes columns of a document that are made from others, inside the caller's transaction."""
    for name, value in columns.items():
        connection.execute(f'UPDATE document SET "{name}" = ? WHERE id = ?', [value, document])
