"""What the work meter reads: a person's edits from the journal, page by page on any connection.

SQLite itself takes the label out of an edit of one span, which is nearly every edit and far faster than reading its
changes here; those of the others are read, but not where an edit was undone or does nothing that is counted.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import NamedTuple

from annotator.core.pace import APART
from annotator.core.work import SILENT, SINGLE, Act, Done, Work, deeds_of, measure

PAGE = 5000
"""Edits read at a time."""
_SINGLE = ", ".join(f"'{name}'" for name in SINGLE)
_TELLS = " AND ".join(f"name NOT GLOB '{start}*'" for start in (*SILENT, *APART))
EDITS = f"""SELECT id, at, document, name, CASE WHEN state != 'done' THEN NULL
    WHEN name IN ({_SINGLE})
    THEN coalesce(json_extract(changes, '$[0][3].label'), json_extract(changes, '$[1][3].label'))
    WHEN {_TELLS} THEN changes END
FROM edit WHERE +annotator = ? AND id > ? ORDER BY id LIMIT {PAGE}"""
"""A page of a person's edits; the plus has SQLite walk by number instead of sorting the index of undo for each page."""

Step = Callable[[int, int], None]


def read(connection: sqlite3.Connection, annotator: int, step: Step | None = None) -> Iterator[Act]:
    """A person's edits in the order they came, undone ones without deeds. `step` hears of every page."""
    last = connection.execute("SELECT max(id) FROM edit").fetchone()[0] or 0
    singles: dict[str, dict[int, tuple[Done, ...]]] = {name: {} for name in SINGLE}
    after, moment = 0, datetime.fromisoformat
    while page := connection.execute(EDITS, [annotator, after]).fetchall():
        for _, at, document, name, told in page:
            if name.startswith(APART):
                continue
            deeds: tuple[Done, ...]
            if told is None:
                deeds = ()
            elif (single := singles.get(name)) is None:
                deeds = deeds_of(json.loads(told), annotator)
            else:
                deeds = single.get(told) or single.setdefault(told, ((SINGLE[name], told, 1),))
            yield moment(at).timestamp(), document, deeds
        after = page[-1][0]
        if step is not None:
            step(after, last)


def figures(connection: sqlite3.Connection, annotator: int, midnight: float, step: Step | None = None) -> Work:
    """The figures of a person's work; what was done since `midnight`, in seconds since 1970, is also today's."""
    return measure(read(connection, annotator, step), midnight)


class Named(NamedTuple):
    """What figures are called that are kept by number."""

    articles: dict[int, str]
    labels: dict[int, str]


def names(connection: sqlite3.Connection, work: Work) -> Named:
    """The titles of the articles worked on, and the names of labels; those that are gone for good are missing."""
    keys = json.dumps([key for key in work.articles if key is not None])
    query = """SELECT id, CASE WHEN trim(title) = '' THEN name ELSE title END FROM document
    WHERE id IN (SELECT value FROM json_each(?))"""
    articles = {key: " ".join(title.split()) for key, title in connection.execute(query, [keys])}
    return Named(articles, dict(connection.execute("SELECT id, name FROM label").fetchall()))
