"""The guard over time: changing its share, which finished articles it kept, and what was said there unaided."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import NamedTuple

from annotator.core.draw import limit
from annotator.core.edits import Change
from annotator.core.errors import InputError
from annotator.core.guard import SHARES, Guard, Place, SpanChange, Step, as_it_was
from annotator.storage import guard
from annotator.storage.guard import DRAW, SEEN
from annotator.storage.store import Store
from annotator.storage.visible import VISIBLE

_BEGUN = " UNION ".join(
    f"SELECT document FROM {table} WHERE annotator = ?1" for table in ("place", "assignment", "span", "answer")
)


def read(connection: sqlite3.Connection) -> Guard:
    """The guard with its history; none where another program has written something else there."""
    row = connection.execute("SELECT value FROM meta WHERE key = 'guard.history'").fetchone()
    try:
        return Guard.loads(row[0]) if row else Guard()
    except (AttributeError, KeyError, TypeError, ValueError):
        return Guard()


def set_share(store: Store, percent: int) -> None:
    """Guards another share of the articles; what a person has begun unguarded is left out for this person.

    Not an edit: undoing it could not make anybody forget what was seen. Raises InputError("guard.share").
    """
    if percent not in SHARES:
        raise InputError("guard.share", share=percent)
    if percent == guard.share(store.connection):
        return
    now = datetime.now(UTC).isoformat(timespec="milliseconds")
    with store.transaction():
        history = read(store.connection).history
        step = Step(now, percent, _seen(store.connection, percent))
        rows = [("guard", str(percent)), ("guard.history", Guard((*history, step)).dumps())]
        store.connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", rows)


def _seen(connection: sqlite3.Connection, percent: int) -> dict[int, frozenset[int]]:
    """By person, what would be guarded with this share but was begun while it was not."""
    found = {}
    for (person,) in connection.execute("SELECT id FROM annotator WHERE kind != 'machine'").fetchall():
        query = f"""SELECT d.id FROM document d WHERE d.id IN ({_BEGUN}) AND {DRAW} < ?2
        AND NOT {guard.condition(person)} AND d.id NOT IN ({SEEN.format(annotator=person)})"""
        keys = frozenset(row[0] for row in connection.execute(query, [person, limit(percent)]))
        if keys:
            found[person] = keys
    return found


class Finished(NamedTuple):
    """An article that a person has done; `edit` is the first edit that said so, whatever became of it, None when no
    edit did. `is_guarded` tells whether suggestions were hidden until then."""

    document: int
    edit: int | None
    is_guarded: bool


def finished(connection: sqlite3.Connection, annotator: int) -> list[Finished]:
    """The visible articles that a person has done."""
    known = read(connection)
    query = f"""SELECT d.id, {DRAW}, e.id, e.at FROM document d
    JOIN assignment a ON a.document = d.id AND a.annotator = ?1 AND a.state = 'done'
    LEFT JOIN (SELECT document, min(id) AS id, at FROM edit WHERE annotator = ?1 AND name = 'article.state'
               AND "values" = '{json.dumps({"state": "done"})}' GROUP BY document) e ON e.document = d.id
    WHERE d.id IN (SELECT id FROM document WHERE {VISIBLE}) ORDER BY d.id"""
    return [
        Finished(key, edit, at is not None and known.was_guarded(annotator, key, place, at))
        for key, place, edit, at in connection.execute(query, [annotator])
    ]


def unaided(connection: sqlite3.Connection, annotator: int, articles: list[Finished]) -> dict[int, set[Place]]:
    """A person's spans on each of these articles as they were when it was first said to be done."""
    since = {article.document: article.edit or 0 for article in articles}
    later: dict[int, list[SpanChange]] = {key: [] for key in since}
    for edit, change in _later(connection, annotator, since):
        row = change.after or change.before or {}
        document = row.get("document", 0)
        if edit > since.get(document, edit):
            later[document].append(SpanChange(change.key, _place(change.before), _place(change.after)))
    query = 'SELECT id, start, "end", label FROM span WHERE document = ? AND annotator = ?'
    found = {}
    for key, changes in later.items():
        now = {row[0]: (row[1], row[2], row[3]) for row in connection.execute(query, [key, annotator])}
        found[key] = as_it_was(now, changes)
    return found


def _later(connection: sqlite3.Connection, annotator: int, since: dict[int, int]) -> Iterator[tuple[int, Change]]:
    """The span changes of this person's standing edits after the first of those moments, the newest first."""
    if not since:
        return
    query = """SELECT id, changes FROM edit WHERE annotator = ? AND state = 'done' AND id > ?
    AND (document IS NULL OR document IN (SELECT value FROM json_each(?))) ORDER BY id DESC"""
    values = [annotator, min(since.values()), json.dumps(list(since))]
    for key, changes in connection.execute(query, values):
        for table, row, before, after in reversed(json.loads(changes)):
            if table == "span":
                yield key, Change(table, row, before, after)


def _place(row: object) -> Place | None:
    return (row["start"], row["end"], row["label"]) if isinstance(row, dict) else None


def accepted(connection: sqlite3.Connection, annotator: int) -> Iterator[tuple[int, str, str]]:
    """The suggestions that a person accepted as they were and that still stand: document, quote and label."""
    query = """SELECT s.document, s.quote, l.name FROM answer a
    JOIN span s ON s.document = a.document AND s.annotator = a.annotator AND s.start = a.start AND s."end" = a."end"
        AND s.label = a.label
    JOIN label l ON l.id = s.label
    WHERE a.annotator = ? AND a.answer = 'accepted' ORDER BY a.id"""
    yield from connection.execute(query, [annotator])
