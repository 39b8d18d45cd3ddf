"""Rows that an edit may change: which tables and columns, how one is read and written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from itertools import groupby
from typing import Any

from annotator.core.edits import TABLES, Change
from annotator.core.errors import ProjectError, StaleEditError
from annotator.core.model import Row
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
    for (table, kind), group in groupby(changes, key=lambda change: (change.table, _kind(change))):
        run = list(group)
        for change in run:
            _check_before(store, change)
        _WRITERS[kind](store, table, run)


def _kind(change: Change) -> str:
    if change.before is None:
        return "insert"
    return "delete" if change.after is None else "update"


def _check_before(store: Store, change: Change) -> None:
    if read(store, change.table, change.key) != (None if change.before is None else dict(change.before)):
        raise StaleEditError("edit.stale", table=change.table, key=change.key)


def _insert(store: Store, table: str, changes: list[Change]) -> None:
    columns(table)
    store.db.table(table).insert_all([dict(change.after or {}) for change in changes])


def _update(store: Store, table: str, changes: list[Change]) -> None:
    for change in changes:
        before, after = dict(change.before or {}), dict(change.after or {})
        differing: Row = {name: value for name, value in after.items() if value != before.get(name)}
        if differing:
            store.db.table(table).update(change.key, dict(differing))


def _delete(store: Store, table: str, changes: list[Change]) -> None:
    columns(table)
    for change in changes:
        store.db.table(table).delete(change.key)


_WRITERS = {"insert": _insert, "update": _update, "delete": _delete}
