"""What data sets are made of, read for many documents at once: plain rows, in the order of the documents."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

Rows = dict[tuple[int, int], list[Any]]
"""Rows by document and annotator."""

_DOCUMENT = "id, name, text, title, source, url, author, published, language, meta, uid"
_COLUMNS = {
    "span": ('start, "end", label, quote, uid, score, origin, note, attributes, id', 'start, "end" DESC, id'),
    "answer": ('start, "end", label, answer', 'start, "end" DESC, id'),
    "relation": ("source, target, label, uid, attributes", "id"),
    "document_label": ("label, uid", "id"),
    "assignment": ("state, seconds", "id"),
}


def documents(connection: sqlite3.Connection, keys: Sequence[int]) -> list[tuple[Any, ...]]:
    """Id, name, text, title, source, url, author, published, language, meta (JSON) and uid of documents, by id."""
    marks = ", ".join("?" * len(keys))
    return connection.execute(f"SELECT {_DOCUMENT} FROM document WHERE id IN ({marks}) ORDER BY id", keys).fetchall()


def lines(connection: sqlite3.Connection, keys: Sequence[int]) -> dict[int, list[tuple[int, int, str, str]]]:
    """Start, end, kind and origin of the lines of documents that are not plain body text, by document."""
    marks = ", ".join("?" * len(keys))
    query = f'SELECT document, start, "end", kind, origin FROM furniture WHERE document IN ({marks}) ORDER BY start'
    found: dict[int, list[tuple[int, int, str, str]]] = {}
    for document, start, end, kind, origin in connection.execute(query, keys):
        found.setdefault(document, []).append((start, end, kind, origin))
    return found


def of_layers(connection: sqlite3.Connection, table: str, keys: Sequence[int], annotators: Sequence[int]) -> Rows:
    """The rows of "span", "answer", "relation", "document_label" or "assignment", in the columns of `_COLUMNS`.

    Spans and answers come by position, longer ones first; the others as they were made.
    """
    columns, order = _COLUMNS[table]
    where = f"document IN ({', '.join('?' * len(keys))}) AND annotator IN ({', '.join('?' * len(annotators))})"
    query = f"SELECT {columns}, document, annotator FROM {table} WHERE {where} ORDER BY document, annotator, {order}"
    found: Rows = {}
    for row in connection.execute(query, [*keys, *annotators]):
        found.setdefault(row[-2:], []).append(row)
    return found
