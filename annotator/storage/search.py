"""The search index: a folded copy of titles and texts in FTS5, written with the rows it copies, never by triggers.

A broken index keeps nobody from working: what cannot be written to it is left out, for a repair builds it anew.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from annotator.core.text import folded
from annotator.storage.store import Store

_log = logging.getLogger(__name__)

_EMPTY = (
    "DELETE FROM search_data",
    "DELETE FROM search_idx",
    "DELETE FROM search_docsize",
    "INSERT INTO search_data (id, block) VALUES (1, X''), (10, X'00000000000000')",
    "INSERT OR REPLACE INTO search_config (k, v) VALUES ('version', 4)",
)
"""An index as FTS5 makes it: without these rows it refuses every command, the one that would empty it too."""


def add(store: Store, documents: Iterable[tuple[int, str, str]]) -> None:
    """Indexes `(document, folded title, folded text)`, inside the caller's transaction."""
    with _unless_broken(store.connection):
        _add(store, documents)


def remove(store: Store, document: int, title: str, text: str) -> None:
    """Takes a document out; FTS5 needs the very texts that went in (its 'delete' command)."""
    remove_many(store, [(document, title, text)])


def remove_many(store: Store, documents: Iterable[tuple[int, str, str]]) -> None:
    """Takes out `(document, folded title, folded text)`, inside the caller's transaction."""
    query = "INSERT INTO search (search, rowid, title, body) VALUES ('delete', ?, ?, ?)"
    with _unless_broken(store.connection):
        store.connection.executemany(query, documents)


def retitle(store: Store, document: int, before: str, after: str, text: str) -> None:
    """Puts a new folded title in place of the old one, inside the caller's transaction."""
    remove(store, document, before, text)
    add(store, [(document, after, text)])


def rebuild(store: Store) -> None:
    """Makes the whole index anew from titles and texts, inside the caller's transaction, whatever is left of it."""
    for statement in _EMPTY:
        store.connection.execute(statement)
    store.connection.execute("INSERT INTO search (search) VALUES ('delete-all')")
    for key, title, text in store.connection.execute("SELECT id, title_folded, text FROM document ORDER BY id"):
        _add(store, [(key, title, folded(text))])


def is_broken(error: sqlite3.DatabaseError) -> bool:
    """Whether this, said when the index was read, means that the index is damaged."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_CORRUPT


def find(store: Store, query: str, limit: int) -> list[int]:
    """Documents whose title or text holds the words of `query` one after the other, case and diacritics apart."""
    words = folded(query).replace('"', " ").split()
    if not words:
        return []
    phrase = '"' + " ".join(words) + '"'
    cursor = store.connection.execute("SELECT rowid FROM search WHERE search MATCH ? LIMIT ?", [phrase, limit])
    return [row[0] for row in cursor]


def _add(store: Store, documents: Iterable[tuple[int, str, str]]) -> None:
    store.connection.executemany("INSERT INTO search (rowid, title, body) VALUES (?, ?, ?)", documents)


@contextmanager
def _unless_broken(connection: sqlite3.Connection) -> Iterator[None]:
    """What is written to the index meanwhile is in it whole, or where the index is damaged not at all."""
    connection.execute("SAVEPOINT search_index")
    try:
        yield
        connection.execute("SAVEPOINT search_written")  # makes FTS5 write what it gathers till the commit otherwise
        connection.execute("RELEASE search_index")
    except sqlite3.DatabaseError as error:
        if not (is_broken(error) or isinstance(error, sqlite3.IntegrityError)):
            raise
        _log.warning("not written to the search index: %s", error)
        connection.execute("ROLLBACK TO search_index")
        connection.execute("RELEASE search_index")
