"""Rows that an edit may change: which tables and columns, how one is read and written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields
from itertools import groupby
from typing import Any

from annotator.core.edits import TABLES, Change
from annotator.core.errors import ProjectError, StaleEditError
from annotator.storage.store import Store

COLUMNS: dict[str, tuple[str, ...]] = {
    **{table: tuple(f.name for f in fields(kind)) for kind, table in TABLES.items()},  # type: ignore[arg-type]
    "batch": ("id", "uid", "source", "state", "at"),
}
"""Every table that edits may write, with its columns; a document's text is not among them, for it never changes."""


def columns(table: str) -> str:
    """The columns of `table` as SQL. Raises ProjectError("project.unknown-table")."""
    if table not in COLUMNS:
        raise ProjectError("project.unknown-table", table=table)
    return ", ".join(f'"{name}"' for name in COLUMNS[table])


def read(store: Store, table: str, key: int) -> dict[str, Any] | None:
    """The row of `table` with this id, or None."""
    cursor = store.connection.execute(f'SELECT {columns(table)} FROM "{table}" WHERE id = ?', [key])
    row = cursor.fetchone()
    return dict(zip(COLUMNS[table], row, strict=True)) if row else None


def write(store: Store, changes: Iterable[Change]) -> None:
    """Writes every `after` in order, inside the caller's transaction.

    Raises StaleEditError when a row is not what its change says it was before.
    """
    for run in _runs(changes):
        for change in run:
            _check_before(store, change)
        _WRITERS[_kind(run[0])](store, run[0].table, run)


def _runs(changes: Iterable[Change]) -> Iterator[list[Change]]:
    """Neighbours that one statement can write: of one table and kind, no row twice."""
    for _, group in groupby(changes, key=lambda change: (change.table, _kind(change))):
        run: dict[int, Change] = {}
        for change in group:
            if change.key in run:
                yield list(run.values())
                run = {}
            run[change.key] = change
        yield list(run.values())


def _kind(change: Change) -> str:
    if change.before is None:
        return "insert"
    return "delete" if change.after is None else "update"


def _check_before(store: Store, change: Change) -> None:
    if read(store, change.table, change.key) != (None if change.before is None else dict(change.before)):
        raise StaleEditError("edit.stale", table=change.table, key=change.key)


def _insert(store: Store, table: str, changes: list[Change]) -> None:
    store.db.table(table).insert_all([dict(change.after or {}) for change in changes])


def _update(store: Store, table: str, changes: list[Change]) -> None:
    """Writes the columns that differ in any of the rows, one statement for all of them."""
    pairs = [(change.before or {}, change.after or {}, change.key) for change in changes]
    names = [name for name in COLUMNS[table] if any(before[name] != after[name] for before, after, _ in pairs)]
    if names:
        places = ", ".join(f'"{name}" = ?' for name in names)
        values = [[*(after[name] for name in names), key] for _, after, key in pairs]
        store.connection.executemany(f'UPDATE "{table}" SET {places} WHERE id = ?', values)


def _delete(store: Store, table: str, changes: list[Change]) -> None:
    keys = [[change.key] for change in changes]
    store.connection.executemany(f'DELETE FROM "{table}" WHERE id = ?', keys)


_WRITERS = {"insert": _insert, "update": _update, "delete": _delete}
