"""Whether the journal can be read, is what was written, and leads to the rows that people have now."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import starmap
from typing import Any, NamedTuple

from annotator.core.edits import Change
from annotator.storage import inspection, rows, seals
from annotator.storage.project import Project
from annotator.workflows.findings import Finding, read

_CHANGE = len(("table", "key", "before", "after"))
_PORTION = 400


class Left(NamedTuple):
    """A row as the last edit that was not taken back left it; None when it took it away."""

    table: str
    key: int
    row: Mapping[str, Any] | None
    edit: int
    document: int | None


class History:
    """Reads the journal once, from its end: what it adds up to, what of it cannot be read, what it should have left."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._machines = {row[0] for row in read(project, "SELECT id FROM annotator WHERE kind = 'machine'")}
        self._seen: dict[str, set[int]] = {}
        self._is_read = False
        self.sums: dict[int, int] = {}
        """What the edits of each document that has any add up to (see `seals`)."""
        self.astray: list[Left] = []
        """The rows of people that are not what the journal left, as they should be."""

    def findings(self) -> Iterator[Finding]:
        """What is wrong; `sums` and `astray` are whole afterwards."""
        waiting: dict[str, list[Left]] = {}
        for key, document, state, changes, values, content in inspection.edits(self._project.store.connection):
            place = document if isinstance(document, int) else seals.PROJECT
            self.sums[place] = (self.sums.get(place, 0) + seals.hashed(content, None)) & seals.MASK
            found = changes_of(changes)
            if found is None or not isinstance(parsed(values), dict):
                yield Finding("check.journal", {"edit": key}, document)
            elif state == "done":
                self._leave(key, document, found, waiting)
            for table, lefts in waiting.items():
                if len(lefts) >= _PORTION:
                    self._compare(table, lefts)
        for table, lefts in waiting.items():
            self._compare(table, lefts)
        self._is_read = True
        self._forgive()
        for left in self.astray:
            yield Finding("check.state", {"table": left.table, "edit": left.edit}, left.document)

    def sum(self, document: int) -> int | None:
        """What the edits of a document add up to; None when the journal could not be read to its end."""
        return self.sums.get(document, 0) if self._is_read else None

    def _leave(
        self, edit: int, document: int | None, changes: Sequence[Change], waiting: dict[str, list[Left]]
    ) -> None:
        """Adds the rows that no later edit names."""
        for change in reversed(changes):
            table, key = change.table, change.key
            seen = self._seen.setdefault(table, set())
            if key not in seen:
                seen.add(key)
                row = change.after or change.before or {}
                if row.get("annotator") not in self._machines:
                    place = key if table == "document" else row.get("document")
                    place = place if isinstance(place, int) else document
                    waiting.setdefault(table, []).append(Left(table, key, change.after, edit, place))

    def _compare(self, table: str, lefts: list[Left]) -> None:
        for first in range(0, len(lefts), _PORTION):
            portion = lefts[first : first + _PORTION]
            now = rows.read_many(self._project.store, table, [left.key for left in portion]).get
            self.astray += [left for left in portion if not is_as_left(left, now(left.key))]
        lefts.clear()

    def _forgive(self) -> None:
        """Two people's undo and redo may lead to a row that the newest edit did not leave: then all of them are added
        up. What edits take a row from and what they bring it to cancel out but for where it was first and is now, and
        where that is the same all of it cancels out."""
        if not self.astray:
            return
        nets: dict[tuple[str, int], Counter[str]] = {(left.table, left.key): Counter() for left in self.astray}
        first: dict[tuple[str, int], str] = {}
        for state, changes in read(self._project, "SELECT state, changes FROM edit ORDER BY id"):
            for change in changes_of(changes) or ():
                place = change.table, change.key
                if place in nets:
                    before, after = _canonical(change.table, change.before), _canonical(change.table, change.after)
                    first.setdefault(place, before)
                    if state == "done":
                        nets[place].update({after: 1})
                        nets[place].subtract({before: 1})
        self.astray = [left for left in self.astray if not self._is_reached(left, nets, first)]

    def _is_reached(
        self, left: Left, nets: Mapping[tuple[str, int], Counter[str]], first: Mapping[tuple[str, int], str]
    ) -> bool:
        net = nets[left.table, left.key]
        now = _canonical(left.table, rows.read(self._project.store, left.table, left.key))
        return net[now] > 0 or (not any(net.values()) and now == first[left.table, left.key])


def is_as_left(left: Left, now: Mapping[str, Any] | None) -> bool:
    """Whether a row is what the journal left, apart from what is kept up beside the journal."""
    if left.row == now:
        return True
    before, after = rows.compared(left.table, left.row), rows.compared(left.table, now)
    if before is None or after is None:
        return before is after or (before is None and rows.is_unbegun(left.table, now))
    return all(after.get(name) == value for name, value in before.items())


def _canonical(table: str, row: Mapping[str, Any] | None) -> str:
    gone = row is None or rows.is_unbegun(table, row)
    return "" if gone else json.dumps(rows.compared(table, row), sort_keys=True, default=repr)


def changes_of(text: str) -> list[Change] | None:
    """The changes of an edit as the journal keeps them, None when they are something else."""
    found = parsed(text)
    if not isinstance(found, list) or not all(map(_is_change, found)):
        return None
    return list(starmap(Change, found))


def _is_change(value: Any) -> bool:
    if not isinstance(value, list) or len(value) != _CHANGE:
        return False
    table, key, before, after = value
    return (
        isinstance(table, str)
        and table in rows.COLUMNS
        and isinstance(key, int)
        and (before is None or isinstance(before, dict))
        and (after is None or isinstance(after, dict))
    )


def parsed(text: str) -> Any:
    """The JSON of a text, None when it is none."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None
