"""Which articles hide their suggestions from whom, as SQL and for one article (see `core/guard.py`).

`meta` holds the share under "guard" and its history under "guard.history". SQLite asks `draw` through a function that
every connection has.
"""

from __future__ import annotations

import sqlite3

from annotator.core.draw import limit
from annotator.storage.visible import VISIBLE

_SHARE = "coalesce((SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'guard'), 0)"
DRAW = "guard_draw(d.uid, (SELECT value FROM meta WHERE key = 'uid'))"
"""The draw of a row `d` of `document`."""
SEEN = """SELECT e.value FROM meta, json_each(meta.value) h, json_each(h.value, '$.seen."{annotator}"') e
WHERE meta.key = 'guard.history' AND json_valid(meta.value)"""
"""Selects what is left out for `annotator`."""


def share(connection: sqlite3.Connection) -> int:
    """Percent of the articles that are guarded."""
    found: int = connection.execute(f"SELECT {_SHARE}").fetchone()[0]
    return found


def condition(annotator: int) -> str:
    """SQL that is true of a row `d` of `document` which the guard keeps from this annotator until it is done.

    Without a guard nothing is drawn: SQLite reads the share once and goes no further.
    """
    seen = SEEN.format(annotator=int(annotator))
    return f"({_SHARE} > 0 AND {DRAW} < {limit(1)} * {_SHARE} AND d.id NOT IN ({seen}))"


def hidden(connection: sqlite3.Connection, annotator: int) -> str:
    """SQL that selects the documents whose suggestions are hidden from this annotator now, for `NOT IN (…)`."""
    if not share(connection):
        return "SELECT NULL WHERE 0"
    done = f"SELECT document FROM assignment WHERE annotator = {int(annotator)} AND state = 'done'"
    return f"SELECT d.id FROM document d WHERE {condition(annotator)} AND d.id NOT IN ({done})"


def is_guarded(connection: sqlite3.Connection, annotator: int, document: int) -> bool:
    """Whether the guard keeps an article's suggestions from this annotator until it is done."""
    query = f"SELECT 1 FROM document d WHERE d.id = ? AND {condition(annotator)}"
    return connection.execute(query, [document]).fetchone() is not None


def hides(connection: sqlite3.Connection, annotator: int, document: int) -> bool:
    """Whether an article's suggestions are hidden from this annotator now."""
    query = "SELECT 1 FROM assignment WHERE document = ? AND annotator = ? AND state = 'done'"
    return (
        is_guarded(connection, annotator, document)
        and connection.execute(query, [document, annotator]).fetchone() is None
    )


def count_hidden(connection: sqlite3.Connection, annotator: int) -> int:
    """How many visible articles hide their suggestions from this annotator now."""
    query = f"SELECT count(*) FROM document WHERE {VISIBLE} AND id IN ({hidden(connection, annotator)})"
    found: int = connection.execute(query).fetchone()[0]
    return found
