"""The recorded edits: autosave, undo, redo and history in one table.

Every edit is one transaction that checks each row's `before`, writes its `after`, keeps the counts and appends the
journal's row. Undo and redo are the same road with the edit inverted; each person has a stack of their own.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime

from annotator.core.edits import Change, Edit
from annotator.core.errors import InputError, ProjectError, RefusedError
from annotator.core.ids import new_uid
from annotator.core.model import Row, mapping
from annotator.core.text import folded
from annotator.storage import bulk, rows, search, tally
from annotator.storage.people import check_labels
from annotator.storage.stages import QUIET, Stages, Tell
from annotator.storage.store import Store

_NEXT = {
    "undo": "SELECT {} FROM edit WHERE annotator IS ? AND state = 'done' ORDER BY id DESC LIMIT 1",
    "redo": "SELECT {} FROM edit WHERE annotator IS ? AND state = 'undone' ORDER BY id LIMIT 1",
}
_AFTER = {"undo": "undone", "redo": "done"}
_UNREADABLE = (ValueError, LookupError, TypeError, AttributeError, RecursionError, OverflowError)
"""What an edit raises that no program of ours has recorded."""


_HOME = "SELECT 1 FROM span s WHERE s.id = r.{} AND s.document = r.document AND s.annotator = r.annotator"
ASTRAY = f"""(r.source = r.target OR NOT EXISTS ({_HOME.format("source")}) OR NOT EXISTS ({_HOME.format("target")}))"""
"""True of a relation `r` that is not between two different spans of its own document and layer."""


class Journal:
    """The edits of one project file."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.tell: Tell | None = None
        """Is told now and then how far an edit is that takes long to write."""

    def apply(self, edit: Edit, annotator: int | None) -> None:
        """Writes an edit of `annotator`; returning means that it is committed.

        Raises StaleEditError, RefusedError("span.duplicate", "relation.duplicate", "relation.ends", "edit.conflict" and
        those of `check_labels`), InputError for a span that does not fit its text, ProjectError. Nothing is written
        when it raises.
        """
        with self._writing(edit):
            dropped = ["dropped", annotator, "undone"]
            self._store.connection.execute("UPDATE edit SET state = ? WHERE annotator IS ? AND state = ?", dropped)
            self._store.db.table("edit").insert(_row(edit, annotator))

    def undo(self, annotator: int | None) -> Edit | None:
        """Takes back the last edit of `annotator` and returns the inverse that was written; None when there is none."""
        return self._step("undo", annotator)

    def redo(self, annotator: int | None) -> Edit | None:
        """Writes again the edit of `annotator` that was undone last; None when there is none."""
        return self._step("redo", annotator)

    def next(self, step: str, annotator: int | None) -> Edit | None:
        """The edit that "undo" would take back or "redo" write again, without its changes."""
        row = self._store.connection.execute(_NEXT[step].format('name, document, "values"'), [annotator]).fetchone()
        with suppress(ProjectError):  # `undo` itself tells
            return None if row is None else Edit(row[0], (), row[1], mapping(row[2]))
        return None

    def _step(self, step: str, annotator: int | None) -> Edit | None:
        query = _NEXT[step].format('id, name, document, "values", changes')
        row = self._store.connection.execute(query, [annotator]).fetchone()
        if row is None:
            return None
        try:
            return self._take(step, *row)
        except _UNREADABLE as error:
            raise ProjectError("reading.damaged", reason=f"{type(error).__name__}: edit {row[0]}") from error

    def _take(self, step: str, key: int, name: str, document: int | None, values: str, changes: str) -> Edit:
        edit = Edit(name, tuple(Change(*change) for change in json.loads(changes)), document, mapping(values))
        if step == "undo":
            edit = edit.inverted()
        with self._writing(edit):
            self._store.db.table("edit").update(key, {"state": _AFTER[step]})
        return edit

    @contextmanager
    def _writing(self, edit: Edit) -> Iterator[None]:
        """The transaction of one edit: its rows first, then what the body adds to the journal."""
        stages = Stages(self.tell, 4)
        with self._store.transaction():
            stages.begin()
            check_quotes(self._store, edit.changes, stages)
            try:
                with tally.kept(self._store, edit.changes, stages):
                    stages.begin()
                    rows.write(self._store, edit.changes, stages)
                check_ends(self._store, edit.changes)
                check_labels(self._store, edit.changes)
                _retitle(self._store, edit.changes)
                yield
            except sqlite3.IntegrityError as error:
                raise _refusal(error) from error


def _refusal(error: sqlite3.IntegrityError) -> RefusedError:
    reason = str(error)
    if "relation.document" in reason:
        return RefusedError("relation.duplicate", reason=reason)
    return RefusedError("span.duplicate" if "span.document" in reason else "edit.conflict", reason=reason)


def check_quotes(store: Store, changes: Sequence[Change], stages: Stages = QUIET) -> None:
    """Raises InputError("span.outside" or "span.quote") when a new span does not fit the text it is on."""
    by_document: dict[int, list[Row]] = {}
    for change in changes:
        if change.table == "span" and change.after is not None:
            by_document.setdefault(change.after["document"], []).append(change.after)
    for done, (document, text) in enumerate(_texts(store, by_document), start=1):
        for row in by_document[document]:
            if not 0 <= row["start"] < row["end"] <= len(text):
                raise InputError("span.outside", start=row["start"], end=row["end"], length=len(text))
            if text[row["start"] : row["end"]] != row["quote"]:
                raise InputError("span.quote", start=row["start"], end=row["end"], quote=row["quote"])
        stages.reach(done, len(by_document))


def check_ends(store: Store, changes: Sequence[Change]) -> None:
    """Raises RefusedError("relation.ends") when a relation that was written is not between two different spans of its
    own document and layer."""
    keys = [change.key for change in changes if change.table == "relation" and change.after is not None]
    for key in keys:
        if store.connection.execute(f"SELECT 1 FROM relation r WHERE r.id = ? AND {ASTRAY}", [key]).fetchone():
            raise RefusedError("relation.ends")


def _texts(store: Store, documents: Collection[int]) -> Iterator[tuple[int, str]]:
    """The texts of documents: of one as it is kept at hand, of many in few statements."""
    if len(documents) == 1:
        yield from ((document, _text(store, document)) for document in documents)
        return
    found = set()
    for document, text in bulk.texts(store, documents):
        found.add(document)
        yield document, text
    for document in documents:
        if document not in found:
            raise RefusedError("article.unknown", article=document)


def _text(store: Store, document: int) -> str:
    text = store.text(document)
    if text is None:
        raise RefusedError("article.unknown", article=document)
    return text


def _retitle(store: Store, changes: Sequence[Change]) -> None:
    for change in changes:
        if change.table == "document" and change.before is not None and change.after is not None:
            before, after = change.before["title_folded"], change.after["title_folded"]
            if before != after:
                search.retitle(store, change.key, before, after, folded(_text(store, change.key)))


def _row(edit: Edit, annotator: int | None) -> dict[str, object]:
    changes = [[change.table, change.key, change.before, change.after] for change in edit.changes]
    return {
        "uid": new_uid(),
        "annotator": annotator,
        "document": edit.document,
        "at": datetime.now(UTC).isoformat(timespec="milliseconds"),
        "name": edit.name,
        "values": json.dumps(edit.values, ensure_ascii=False),
        "changes": json.dumps(changes, ensure_ascii=False),
        "state": "done",
    }
