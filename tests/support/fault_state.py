"""What must be in a project file after a fault: the acknowledged edits, at most one more, and nothing by halves."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from annotator.storage.project import Project
from annotator.storage.rows import COLUMNS
from annotator.workflows.checking import check

Row = dict[str, Any]
State = dict[tuple[str, int], Row]
JournalRow = tuple[int, str, list[Any]]
"""id, state, changes"""

_BESIDE_THE_JOURNAL = {"assignment": "seconds"}


@dataclass(frozen=True)
class Saved:
    """A project file as it was read: every row that edits may change, and the journal."""

    state: State
    journal: list[JournalRow]

    @classmethod
    def of(cls, project: Project) -> Saved:
        """What an open project holds."""
        query = "SELECT id, state, changes FROM edit ORDER BY id"
        journal = [(key, state, json.loads(changes)) for key, state, changes in _rows(project, query)]
        rows = (_plain(table, row) for table in COLUMNS for row in _table(project, table))
        return cls({(table, row["id"]): row for table, row in rows if not _is_unbegun(table, row)}, journal)


def read(path: str) -> Saved:
    """What is in a project file, which is opened as the application does it."""
    with closing(Project.open(path)) as project:
        return Saved.of(project)


def _rows(project: Project, query: str) -> Iterable[Any]:
    return project.store.connection.execute(query).fetchall()


def _table(project: Project, table: str) -> Iterable[Row]:
    names = ", ".join(f'"{name}"' for name in COLUMNS[table])
    return [dict(zip(COLUMNS[table], row, strict=True)) for row in _rows(project, f'SELECT {names} FROM "{table}"')]  # noqa: S608


def _plain(table: str, row: Row) -> tuple[str, Row]:
    return table, {name: value for name, value in row.items() if name != _BESIDE_THE_JOURNAL.get(table)}


def _is_unbegun(table: str, row: Row) -> bool:
    return table == "assignment" and row["state"] == "new"


def replayed(before: Saved, journal: Sequence[JournalRow]) -> State:
    """The rows as they are when the edits that the journal has got since `before` and calls done are made."""
    state = dict(before.state)
    for _, standing, changes in journal[len(before.journal) :]:
        if standing == "done":
            for table, key, old, new in changes:
                row = state.pop((table, key), None)
                expected = None if old is None or _is_unbegun(table, old) else _plain(table, old)[1]
                assert row == expected, (table, key, row, expected)
                if new is not None and not _is_unbegun(table, new):
                    state[table, key] = _plain(table, new)[1]
    return state


def acknowledged(before: Saved, said: Iterable[Row]) -> list[JournalRow]:
    """The journal that the acknowledgements promise."""
    journal = before.journal
    for each in said:
        if "ok" in each:
            journal = _after(journal, each["ok"], each["changes"])
    return journal


def _after(journal: list[JournalRow], step: str, changes: list[Any]) -> list[JournalRow]:
    if step == "apply":
        kept = [(key, "dropped" if state == "undone" else state, made) for key, state, made in journal]
        return [*kept, (0, "done", changes)]
    wanted, then = ("done", "undone") if step == "undo" else ("undone", "done")
    places = [at for at, row in enumerate(journal) if row[1] == wanted]
    at = places[-1] if step == "undo" else places[0]
    return [*journal[:at], (journal[at][0], then, journal[at][2]), *journal[at + 1 :]]


def verify(path: str, before: Saved, said: Sequence[Row]) -> str:
    """Opens a file after a fault and looks at everything: "" when all is well, else what is wrong.

    Well means: SQLite and our own check find nothing, the rows are what the journal says, and the journal is what was
    acknowledged, or that and one edit, undo or redo more.
    """
    with closing(Project.open(path)) as project:
        findings = check(project)
        now = Saved.of(project)
    if findings:
        return f"check found {findings}"
    try:
        if replayed(before, now.journal) != now.state:
            return "the rows are not what the journal says"
    except AssertionError as error:
        return f"the journal cannot be replayed: {error}"
    return _compared(_without_keys(acknowledged(before, said)), _without_keys(now.journal))


def _without_keys(journal: Iterable[JournalRow]) -> list[JournalRow]:
    return [(0, state, changes) for _, state, changes in journal]


def _compared(promised: list[JournalRow], found: list[JournalRow]) -> str:
    if found == promised or found == _after(promised, "apply", found[-1][2]):
        return ""
    for step, state in (("undo", "done"), ("redo", "undone")):
        if any(row[1] == state for row in promised) and found == _after(promised, step, []):
            return ""
    return f"{len(promised)} edits were acknowledged in all, {len(found)} are there"


def count(said: Iterable[Row]) -> int:
    """How many edits were acknowledged."""
    return sum("ok" in each for each in said)


def faults(said: Iterable[Row]) -> list[Row]:
    """What was said that only an ill process says: a crash, a memory unlike the file, an edit that cannot be saved.

    That an act is refused (the span is there already) is nothing of that kind.
    """
    return [each for each in said if {"raised", "differs"} & each.keys() or _is_fault(each.get("failed", ""))]


def _is_fault(code: str) -> bool:
    return code.startswith("project.") or code == "edit.stale"
