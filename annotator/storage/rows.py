"""Rows that an edit may change: which tables and columns, how one is read and written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from itertools import groupby
from typing import Any

from annotator.core.edits import TABLES, Change
from annotator.core.errors import ProjectError, StaleEditError
from annotator.storage.stages import QUIET, Stages
from annotator.storage.store import Store

_PORTION = 400
"""Rows that one statement reads or writes."""

COLUMNS: dict[str, tuple[str, ...]] = {
    **{table: tuple(f.name for f in fields(kind)) for kind, table in TABLES.items()},  # type: ignore[arg-type]
    "batch": ("id", "uid", "source", "state", "at"),
}
"""Every table that edits may write, with its columns; a document's text is not among them, for it never changes."""


_BESIDE = {"assignment": ("seconds",)}
"""Columns that are kept up beside the journal: an edit is not stale because one of them went on, and adds or takes away
only what it says."""
_GONE_ON = '"{0}" = CASE WHEN "{0}" = :before_{0} THEN :{0} ELSE max(0, "{0}" + :{0} - :before_{0}) END'
_UNBEGUN = "new"
"""The state of an assignment whose beginning was undone; it stays for its seconds, and edits take it for none."""


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


def read_many(store: Store, table: str, keys: Sequence[int]) -> dict[int, dict[str, Any]]:
    """The rows of `table` with these ids, by id; those that are not there are left out."""
    marks = ", ".join("?" * len(keys))
    cursor = store.connection.execute(f'SELECT {columns(table)} FROM "{table}" WHERE id IN ({marks})', keys)
    return {row[0]: dict(zip(COLUMNS[table], row, strict=True)) for row in cursor}


def write(store: Store, changes: Sequence[Change], stages: Stages = QUIET) -> None:
    """Writes every `after` in order, inside the caller's transaction.

    Raises StaleEditError when a row is not what its change says it was before.
    """
    done = 0
    for run in _runs(changes):
        for first in range(0, len(run), _PORTION):
            portion = run[first : first + _PORTION]
            _check_before(store, run[0].table, portion)
            _WRITERS[_kind(run[0])](store, run[0].table, portion)
            done += len(portion)
            stages.reach(done, len(changes))


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


def _check_before(store: Store, table: str, changes: list[Change]) -> None:
    now = read_many(store, table, [change.key for change in changes])
    for change in changes:
        if change.before is None and is_unbegun(table, now.get(change.key)):
            continue
        if compared(table, now.get(change.key)) != compared(table, change.before):
            raise StaleEditError("edit.stale", table=table, key=change.key)


def compared(table: str, row: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """What of a row an edit is held against."""
    return None if row is None else {name: value for name, value in row.items() if name not in _BESIDE.get(table, ())}


def is_unbegun(table: str, row: Mapping[str, Any] | None) -> bool:
    """Whether a row counts as none: of an assignment whose beginning was undone only its seconds are left."""
    return table == "assignment" and row is not None and row.get("state") == _UNBEGUN


def _insert(store: Store, table: str, changes: list[Change]) -> None:
    """Writes the columns that the rows have: one of an older version leaves the newer columns to their defaults."""
    if table == "assignment":
        changes = [_begun_again(store, change) for change in changes]
    for names, group in groupby(changes, key=lambda change: [n for n in COLUMNS[table] if n in (change.after or {})]):
        columns = ", ".join(f'"{name}"' for name in names)
        query = f'INSERT INTO "{table}" ({columns}) VALUES ({", ".join("?" * len(names))})'
        store.connection.executemany(query, [[(change.after or {})[name] for name in names] for change in group])


def _begun_again(store: Store, change: Change) -> Change:
    """The change with the seconds of the assignment that it takes the place of, which goes."""
    row = change.after or {}
    place = [row["document"], row["annotator"], _UNBEGUN]
    where = "document = ? AND annotator = ? AND state = ?"
    kept = store.connection.execute(f"SELECT seconds FROM assignment WHERE {where}", place).fetchone()
    if kept is None:
        return change
    store.connection.execute(f"DELETE FROM assignment WHERE {where}", place)
    return replace(change, after={**row, "seconds": row["seconds"] + kept[0]})


def _update(store: Store, table: str, changes: list[Change]) -> None:
    """Writes the columns that differ in any of the rows, one statement for all of them."""
    pairs = [(change.before or {}, change.after or {}, change.key) for change in changes]
    names = [name for name in COLUMNS[table] if any(before[name] != after[name] for before, after, _ in pairs)]
    if names:
        apart = _BESIDE.get(table, ())
        places = ", ".join((_GONE_ON if name in apart else '"{0}" = :{0}').format(name) for name in names)
        values = [
            {**after, **{f"before_{name}": before[name] for name in apart}, "id": key} for before, after, key in pairs
        ]
        store.connection.executemany(f'UPDATE "{table}" SET {places} WHERE id = :id', values)


def _delete(store: Store, table: str, changes: list[Change]) -> None:
    if table == "assignment":
        query = "UPDATE assignment SET state = ?, seconds = max(0, seconds - ?) WHERE id = ?"
        values = [[_UNBEGUN, (change.before or {})["seconds"], change.key] for change in changes]
        store.connection.executemany(query, values)
    else:
        store.connection.executemany(f'DELETE FROM "{table}" WHERE id = ?', [[change.key] for change in changes])


_WRITERS = {"insert": _insert, "update": _update, "delete": _delete}
