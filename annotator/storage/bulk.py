"""What an edit over many documents is computed from, read in few statements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from annotator.core.model import Assignment, Span
from annotator.storage import guard, rows
from annotator.storage.store import Store
from annotator.storage.visible import VISIBLE

Place = tuple[int, int, int]
"""A document and `[start, end)` in code points of its text."""

_PORTION = 500


def texts(store: Store, documents: Iterable[int]) -> Iterator[tuple[int, str]]:
    """The texts of documents, some at a time; those that are not there are left out."""
    for marks in _portions(documents):
        yield from store.connection.execute(f"SELECT id, text FROM document WHERE id IN ({marks})").fetchall()


def visible(store: Store, documents: Iterable[int]) -> set[int]:
    """Those of the documents that are part of the project."""
    return {
        row[0]
        for marks in _portions(documents)
        for row in store.connection.execute(f"SELECT id FROM document WHERE id IN ({marks}) AND {VISIBLE}")
    }


def spans(store: Store, keys: Iterable[int]) -> dict[int, Span]:
    """Spans by number; those that are not there are left out."""
    query = f"SELECT {rows.columns('span')} FROM span WHERE id IN ({{}})"
    return {
        row[0]: Span.from_values(row)
        for marks in _portions(keys)
        for row in store.connection.execute(query.format(marks))
    }


def places_of(store: Store, person: int, label: int, documents: Iterable[int]) -> set[Place]:
    """Where a person has spans of a label."""
    query = 'SELECT document, start, "end" FROM span WHERE document IN ({}) AND annotator = ? AND label = ?'
    return {
        row for marks in _portions(documents) for row in store.connection.execute(query.format(marks), [person, label])
    }


def suggested(store: Store, person: int, label: int, documents: Iterable[int]) -> dict[Place, float | None]:
    """Where machines suggest a label that the person sees and has not answered, with the highest score there."""
    hidden = guard.hidden(store.connection, person)
    query = """SELECT document, start, "end", max(score) FROM span m WHERE document IN ({}) AND label = ?1
    AND annotator IN (SELECT id FROM annotator WHERE kind = 'machine') AND NOT EXISTS (
        SELECT 1 FROM answer a WHERE a.document = m.document AND a.annotator = ?2
        AND a.start = m.start AND a."end" = m."end" AND a.label = m.label)
    AND document NOT IN ({}) GROUP BY 1, 2, 3"""
    return {
        (document, start, end): score
        for marks in _portions(documents)
        for document, start, end, score in store.connection.execute(query.format(marks, hidden), [label, person])
    }


def assignments(store: Store, person: int, documents: Iterable[int]) -> dict[int, Assignment]:
    """A person's assignments to documents, by document."""
    query = f"SELECT {rows.columns('assignment')} FROM assignment WHERE document IN ({{}}) AND annotator = ?"
    found = (
        Assignment.from_values(row)
        for marks in _portions(documents)
        for row in store.connection.execute(query.format(marks), [person])
    )
    return {assignment.document: assignment for assignment in found}


def _portions(keys: Iterable[int]) -> Iterator[str]:
    """The numbers as SQL, some at a time and each once."""
    numbers = iter(sorted(set(keys)))
    while portion := list(islice(numbers, _PORTION)):
        yield ", ".join(map(str, portion))
