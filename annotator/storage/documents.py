"""Documents: added in batches, read one at a time; their text never changes."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from time import monotonic
from typing import Any

from annotator.core.collation import sort_key
from annotator.core.errors import RefusedError
from annotator.core.ids import new_uid
from annotator.core.model import Document, FurnitureRange, NewDocument, Row
from annotator.core.text import digest, folded
from annotator.storage import listing, rows, search
from annotator.storage.store import Store
from annotator.storage.visible import VISIBLE

_UNFINISHED = """SELECT id FROM batch WHERE state = 'pending' AND id NOT IN (
SELECT json_extract(value, '$[1]') FROM edit, json_each(edit.changes)
WHERE edit.name = 'import' AND json_extract(value, '$[0]') = 'batch')"""
"""The batches that no edit ever showed; one whose import was undone is pending again, but can be redone."""

_OF_DOCUMENT = ("furniture", "relation", "document_label", "span", "answer", "assignment", "tally", "run", "place")
"""The tables whose rows go with a document, a row before what it refers to."""

_SWEPT = 20
"""How many documents of an interrupted import are taken out at once."""

_MOST_DIGITS = 19
"""Numbers of fewer digits fit SQLite's integers."""


def described(document: Document) -> Document:
    """The same document with the sort keys and the folded title that belong to its title, source and author."""
    return replace(document, **_found_by(document.title, document.source, document.author))


def _found_by(title: str, source: str | None, author: str | None) -> dict[str, Any]:
    """The columns that a document is sorted and found by."""
    return {
        "title_key": sort_key(title),
        "source_key": sort_key(source or ""),
        "author_key": sort_key(author or ""),
        "title_folded": folded(title),
    }


class Documents:
    """The documents of one project file."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def begin_batch(self, source: str) -> int:
        """A new import from `source`; its documents stay invisible until an edit makes the batch visible."""
        key = self._store.next_id("batch")
        row = {"id": key, "uid": new_uid(), "source": source, "state": "pending", "at": _now()}
        with self._store.transaction():
            self._store.db.table("batch").insert(row)
        return key

    def batch(self, key: int) -> Row | None:
        """The row of a batch."""
        return rows.read(self._store, "batch", key)

    def add(self, batch: int, documents: Sequence[NewDocument]) -> list[int]:
        """Writes documents of a pending batch in one transaction; the numbers they got, in order."""
        numbered = [(self._document(batch, new), new) for new in documents]
        with self._store.transaction():
            self._insert("document", [{**d.row(), "text": new.text} for d, new in numbered])
            self._insert("furniture", [r.row() for d, new in numbered for r in self._furniture(d.id, new)])
            search.add(self._store, [(d.id, d.title_folded, folded(new.text)) for d, new in numbered])
        return [document.id for document, _ in numbered]

    def sweep(self, seconds: float = math.inf, batch: int | None = None) -> int:
        """Takes out what interrupted imports left behind, or one of them, for about so long; the number of documents.

        What is left then stays unseen until the next time, with the row of its batch.
        """
        until, gone = monotonic() + seconds, 0
        batches = [row[0] for row in self._store.connection.execute(_UNFINISHED)]
        for each in batches if batch is None else {batch}.intersection(batches):
            while number := self._sweep_some(each):
                gone += number
                if monotonic() >= until:
                    return gone
        return gone

    def _sweep_some(self, batch: int) -> int:
        """Takes out documents of a batch, and the batch once it has none; their number."""
        query = "SELECT id, title_folded, text FROM document WHERE batch = ? LIMIT ?"
        documents = self._store.connection.execute(query, [batch, _SWEPT]).fetchall()
        with self._store.transaction():
            if documents:
                self._remove(documents)
            else:
                self._store.connection.execute("DELETE FROM batch WHERE id = ?", [batch])
        return len(documents)

    def get(self, key: int) -> Document:
        """The document with this number. Raises RefusedError("article.unknown")."""
        row = rows.read(self._store, "document", key)
        if row is None:
            raise RefusedError("article.unknown", article=key)
        return Document.from_row(row)

    def text(self, key: int) -> str:
        """The text of a document, exactly as it was decoded. Raises RefusedError("article.unknown")."""
        text = self._store.text(key)
        if text is None:
            raise RefusedError("article.unknown", article=key)
        return text

    def find(self, name_or_id: str) -> Document:
        """The visible document of this number or name.

        Raises RefusedError("article.unknown" or "article.ambiguous").
        """
        query = f"SELECT id FROM document WHERE {VISIBLE} AND (name = ? OR id = ?) ORDER BY id LIMIT 2"
        number = int(name_or_id) if name_or_id.isdecimal() and len(name_or_id) < _MOST_DIGITS else -1
        keys = [row[0] for row in self._store.connection.execute(query, [name_or_id, number])]
        if not keys:
            raise RefusedError("article.unknown", article=name_or_id)
        if len(keys) > 1:
            raise RefusedError("article.ambiguous", article=name_or_id)
        return self.get(keys[0])

    def ids(self) -> list[int]:
        """The numbers of the visible documents in the order they came."""
        query = f"SELECT id FROM document WHERE {VISIBLE} ORDER BY id"
        return [row[0] for row in self._store.connection.execute(query)]

    def is_empty(self) -> bool:
        """True when the project has no visible document."""
        query = f"SELECT 1 FROM document WHERE {VISIBLE} LIMIT 1"
        return self._store.connection.execute(query).fetchone() is None

    def furniture(self, key: int) -> list[FurnitureRange]:
        """The kinds of the lines of a document that are not plain body text, by position."""
        query = f"SELECT {rows.columns('furniture')} FROM furniture WHERE document = ? ORDER BY start"
        return [FurnitureRange.from_values(row) for row in self._store.connection.execute(query, [key])]

    def place(self, key: int, annotator: int) -> int:
        """Where this person was last in a document, in code points; 0 at first."""
        query = "SELECT position FROM place WHERE document = ? AND annotator = ?"
        row = self._store.connection.execute(query, [key, annotator]).fetchone()
        return row[0] if row else 0

    def last_read(self, annotator: int) -> int | None:
        """The visible document this person had open last."""
        return listing.last_read(self._store.connection, annotator)

    def keep_place(self, key: int, annotator: int, position: int) -> None:
        """Remembers where a person is in a document; not an edit, so it is never undone."""
        with self._store.transaction():
            self._store.connection.execute(
                """INSERT INTO place VALUES (?, ?, ?, ?) ON CONFLICT (document, annotator)
                DO UPDATE SET position = excluded.position, at = excluded.at""",
                [key, annotator, position, _now()],
            )

    def _document(self, batch: int, new: NewDocument) -> Document:
        return Document(
            id=self._store.next_id("document"), uid=new_uid(), batch=batch, name=new.name, title=new.title,
            digest=digest(new.text), length=len(new.text), source=new.source, url=new.url, author=new.author,
            published=new.published, language=new.language, meta=new.meta, added_at=_now(), removed=0,
            **_found_by(new.title, new.source, new.author),
        )  # fmt: skip

    def _insert(self, table: str, found: Sequence[Row]) -> None:
        """Writes rows that all have the same columns; sqlite-utils looks at each value of each row before it does."""
        if found:
            columns, marks = ", ".join(f'"{name}"' for name in found[0]), ", ".join("?" * len(found[0]))
            query = f'INSERT INTO "{table}" ({columns}) VALUES ({marks})'
            self._store.connection.executemany(query, [tuple(row.values()) for row in found])

    def _furniture(self, document: int, new: NewDocument) -> Iterable[FurnitureRange]:
        for line in new.lines:
            yield FurnitureRange(self._store.next_id("furniture"), document, *line)

    def _remove(self, documents: Sequence[tuple[int, str, str]]) -> None:
        """Takes out documents, each with its folded title and its text."""
        search.remove_many(self._store, [(key, title, folded(text)) for key, title, text in documents])
        keys = ", ".join(str(key) for key, _, _ in documents)
        for table in _OF_DOCUMENT:
            self._store.connection.execute(f'DELETE FROM "{table}" WHERE document IN ({keys})')
        self._store.connection.execute(f"DELETE FROM document WHERE id IN ({keys})")


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
