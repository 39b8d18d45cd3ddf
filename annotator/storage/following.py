"""Which article comes next when one is done, where it is not the list that says so."""

from __future__ import annotations

import sqlite3

from annotator.storage import guard
from annotator.storage.visible import VISIBLE

_MACHINES = "SELECT id FROM annotator WHERE kind = 'machine'"
_UNCERTAINTY = f"""(SELECT avg(1 - coalesce(m.score, 0.5)) FROM span m
WHERE m.document = d.id AND m.annotator IN ({_MACHINES}))"""
"""How far the machines are from sure of what they suggest in a document, 0 to 1 at the mean."""
_OPEN = "CASE WHEN d.id IN ({hidden}) THEN 0 ELSE coalesce(t.suggestions, 0) END"
_LEARNING = f"-({_OPEN}) * {_UNCERTAINTY} / max(d.length, 1)"

ORDERS = {
    "oldest": "d.published IS NULL, d.published",
    "shortest": "d.length",
    "learning": f"({_OPEN}) = 0, {_LEARNING}",
}
"""What the next article can be chosen by: the date of publication (those without one last), the length, or the most to
learn from: the number of open suggestions times their mean uncertainty, for each character of the text. An article
without suggestions, or whose suggestions the guard hides, comes last there."""


def following(connection: sqlite3.Connection, annotator: int, order: str, here: int | None) -> int | None:
    """The first article of an order of `ORDERS` that a person has neither done nor skipped and that is not `here`."""
    by = ORDERS[order].replace("{hidden}", guard.hidden(connection, annotator))
    query = f"""SELECT d.id FROM document d
    LEFT JOIN assignment a ON a.document = d.id AND a.annotator = :annotator
    LEFT JOIN tally t ON t.document = d.id AND t.annotator = :annotator
    WHERE {VISIBLE} AND coalesce(a.state, 'new') IN ('new', 'in-progress') AND d.id IS NOT :here
    ORDER BY {by}, d.id LIMIT 1"""
    row = connection.execute(query, {"annotator": annotator, "here": here}).fetchone()
    return None if row is None else row[0]
