"""Whether the search index says what the texts say: FTS5 itself compares them.

The index is contentless, so SQLite cannot look at it where it is. Its tables are copied beside the folded texts into a
scratch database, under a definition that names these texts as its content, and FTS5's own check runs over both there.
"""

from __future__ import annotations

import sqlite3

from annotator.core.text import folded
from annotator.storage.damaged_text import clean
from annotator.storage.store import Store

_PARTS = ("data", "idx", "docsize", "config")
_SCRATCH = (
    "PRAGMA journal_mode=OFF",
    "CREATE TABLE texts (id INTEGER PRIMARY KEY, title, body)",
    """CREATE VIRTUAL TABLE search USING fts5 (
        title, body, content='texts', content_rowid='id', tokenize="unicode61 remove_diacritics 0")""",
    "BEGIN",
)
_CHECK = "INSERT INTO search (search, rank) VALUES ('integrity-check', 1)"
_WORDS = "CREATE VIRTUAL TABLE {0} USING fts5vocab ({1}, instance)"
_DIFFERENT = """SELECT DISTINCT doc FROM (SELECT * FROM (SELECT * FROM {0} EXCEPT SELECT * FROM {1})
UNION ALL SELECT * FROM (SELECT * FROM {1} EXCEPT SELECT * FROM {0})) ORDER BY doc"""


class SearchCheck:
    """Collects the texts of a project, then says whether its index is of them."""

    def __init__(self) -> None:
        self._scratch = sqlite3.connect("", isolation_level=None)  # in memory, and on the disk where that is too little
        for statement in _SCRATCH:
            self._scratch.execute(statement)

    def add(self, document: int, title: str, text: str) -> None:
        """Takes a document as the project has it, its title folded already."""
        query = "INSERT OR REPLACE INTO texts VALUES (?, ?, ?)"
        try:
            self._scratch.execute(query, (document, title, folded(text)))
        except UnicodeEncodeError:
            self._scratch.execute(query, (document, clean(title), folded(clean(text))))

    def is_sound(self, store: Store) -> bool:
        """Whether the index of the project says what the texts that were added say."""
        try:
            for part in _PARTS:
                self._copy(store, f"search_{part}")
            self._scratch.execute(_CHECK)
        except sqlite3.DatabaseError:
            return False
        return True

    def different(self) -> list[int]:
        """The documents of which an index that is not sound says something else; empty when it cannot even be read."""
        try:
            self._scratch.execute("""CREATE VIRTUAL TABLE fresh USING fts5 (
                title, body, content='texts', content_rowid='id', tokenize="unicode61 remove_diacritics 0")""")
            self._scratch.execute("INSERT INTO fresh (fresh) VALUES ('rebuild')")
            for name, index in (("kept_words", "search"), ("fresh_words", "fresh")):
                self._scratch.execute(_WORDS.format(name, index))
            rows = self._scratch.execute(_DIFFERENT.format("kept_words", "fresh_words"))
            return [row[0] for row in rows]
        except sqlite3.DatabaseError:
            return []

    def close(self) -> None:
        """Lets go of the scratch database."""
        self._scratch.close()

    def _copy(self, store: Store, table: str) -> None:
        self._scratch.execute(f"DELETE FROM {table}")
        rows = store.connection.execute(f"SELECT * FROM {table}")
        marks = ", ".join("?" * len(rows.description))
        self._scratch.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
