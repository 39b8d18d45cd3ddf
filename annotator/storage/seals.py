"""Seals: sums over the rows of each document, kept with every transaction, by which a flipped bit is seen later.

A row is hashed with everything it says; the hashes of all rows of a document are added up modulo 2**58, so that a row
that comes, goes or changes costs the same however many there are. The rows of the journal have a sum of their own, and
what belongs to no document is kept under the number 0. A document's text is left to its digest, which is sealed, and
the state of an edit to its CHECK: no single bit makes one state another.

What is written is heard through temporary triggers of the writing connection; the file itself has none. A float is
hashed as its eight bytes, because SQLite versions write its digits differently.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from struct import pack
from typing import Any, NamedTuple

from annotator.storage.stages import Tell, silent

_TOLD_EVERY = 2000
"""Rows."""

MASK = (1 << 58) - 1
"""Sums are kept modulo this and one: three of them still fit SQLite's integers."""

TOTAL = (1 << 40) - 1
"""The sum over all seals is kept modulo this and one: SQLite can add millions of such numbers."""

PROJECT = 0
"""What stands for a document's number where a row belongs to none."""


class Sums(NamedTuple):
    """What the rows of one document and its edits add up to."""

    rows: int
    edits: int

    @property
    def mark(self) -> int:
        """What is kept beside both, so that a seal that is damaged itself can be told from damaged rows."""
        return (self.rows + self.edits) & MASK


class Seal(NamedTuple):
    """The seal of a document as the file has it."""

    rows: int
    edits: int
    mark: int

    @property
    def is_whole(self) -> bool:
        """False when the seal itself was damaged."""
        return Sums(self.rows, self.edits).mark == self.mark

    def fits(self, sums: Sums) -> bool:
        """True when the rows are those that were sealed: at most one bit of the seal itself may be another."""
        return (self.rows, self.edits) == sums or self.mark == sums.mark


class _Sealed(NamedTuple):
    """Which document a row of a table belongs to, and the columns that are hashed, a float apart."""

    document: str
    columns: tuple[str, ...]
    real: str = ""


OF_DOCUMENT = {
    "document": _Sealed(
        "id",
        ("id", "uid", "batch", "name", "title", "digest", "length", "source", "url", "author", "published", "language",
         "meta", "added_at", "removed", "title_key", "source_key", "author_key", "title_folded"),
    ),
    "furniture": _Sealed("document", ("id", "document", "start", "end", "kind", "origin")),
    "span": _Sealed(
        "document",
        ("id", "uid", "document", "annotator", "start", "end", "label", "quote", "origin", "note", "attributes"),
        "score",
    ),
    "relation": _Sealed(
        "document", ("id", "uid", "document", "annotator", "source", "target", "label", "attributes")
    ),
    "document_label": _Sealed("document", ("id", "uid", "document", "annotator", "label")),
    "answer": _Sealed("document", ("id", "document", "annotator", "start", "end", "label", "answer")),
    "assignment": _Sealed("document", ("id", "document", "annotator", "state"), "seconds"),
}  # fmt: skip
"""The tables whose rows belong to documents."""

_OF_PROJECT = {
    "meta": _Sealed("", ("key", "value")),
    "batch": _Sealed("", ("id", "uid", "source", "state", "at")),
    "annotator": _Sealed("", ("id", "uid", "name", "kind")),
    "label": _Sealed(
        "",
        ("id", "uid", "name", "title_en", "title_vi", "colour", "key", "guideline_en", "guideline_vi", "position",
         "scope", "attributes"),
    ),
    "split": _Sealed("", ("id", "uid", "seed", "shares", "at")),
    "split_part": _Sealed("", ("split", "document", "part")),
}  # fmt: skip
_EDIT = _Sealed("document", ("id", "uid", "annotator", "document", "at", "name", "values", "changes"))
_TABLES = {**OF_DOCUMENT, **_OF_PROJECT, "edit": _EDIT}

_KEEP = f"""INSERT INTO seal (document, "rows", edits, mark) VALUES (?, ?, ?, ?) ON CONFLICT (document) DO UPDATE SET
"rows" = ("rows" + excluded."rows") & {MASK}, edits = (edits + excluded.edits) & {MASK},
mark = (mark + excluded.mark) & {MASK}"""
_SET = 'INSERT OR REPLACE INTO seal (document, "rows", edits, mark) VALUES (?, ?, ?, ?)'


class Seals:
    """Keeps the seals of one project file in step with what its writing connection writes."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._is_watching = False
        self._is_paused = False
        self._pending: defaultdict[int, int] = defaultdict(int)
        self._adding = 0
        self.added = 0
        """What the transactions that were acknowledged have added to `total`."""

    def begin(self) -> None:
        """Before a transaction: from now on every row counts."""
        if not self._is_watching:
            self._watch()
        self._pending.clear()

    def write(self) -> None:
        """Brings the seals up to date, inside the transaction whose rows they are of."""
        pending, documents = self._pending, {place >> 1 for place in self._pending}
        self._adding = sum(pending.values())
        for document in documents:
            rows, edits = pending.get(2 * document, 0) & MASK, pending.get(2 * document + 1, 0) & MASK
            self._connection.execute(_KEEP, (document, rows, edits, (rows + edits) & MASK))
        pending.clear()

    def count(self) -> None:
        """After a transaction that is acknowledged."""
        self.added = (self.added + self._adding) & TOTAL

    @contextmanager
    def paused(self) -> Iterator[None]:
        """What is written meanwhile is not sealed: a repair puts back what was, and the seal was of that."""
        self._is_paused = True
        try:
            yield
        finally:
            self._is_paused = False

    def _watch(self) -> None:
        self._connection.create_function("seal_row", 4, self._hear)
        self._connection.execute("PRAGMA recursive_triggers=ON")  # or INSERT OR REPLACE would take rows away unheard
        for table, sealed in _TABLES.items():
            for statement in _triggers(table, sealed):
                self._connection.execute(statement)
        self._is_watching = True

    def _hear(self, place: int, sign: int, content: bytes, real: float | None) -> None:
        """One row more (`sign` 1) or fewer (-1); `place` is twice the document's number, and one more for an edit."""
        if not self._is_paused:
            self._pending[place] += sign * hashed(content, real)


def hashed(content: bytes, real: float | None) -> int:
    """The hash of one row."""
    if real is not None:
        content += pack("<d", real + 0.0)  # SQLite keeps no minus zero
    return int.from_bytes(_blake2b()(content, digest_size=8).digest(), "big") & MASK


@cache
def _blake2b() -> Any:
    """Loaded with the first row that is written or checked, not at start."""
    from hashlib import blake2b

    return blake2b


def kept(connection: sqlite3.Connection) -> dict[int, Seal]:
    """The seals as the file has them, by document."""
    query = 'SELECT document, "rows", edits, mark FROM seal'
    return {row[0]: Seal(*row[1:]) for row in connection.execute(query)}


def kept_of(connection: sqlite3.Connection, document: int) -> Seal | None:
    """The seal of one document as the file has it, or `PROJECT`'s; None where there is none yet."""
    row = connection.execute('SELECT "rows", edits, mark FROM seal WHERE document = ?', [document]).fetchone()
    return None if row is None else Seal(*row)


def total(connection: sqlite3.Connection) -> int:
    """The sum over all seals: what tells whether every row of one state of a project is in another file."""
    (found,) = connection.execute(f"SELECT coalesce(sum(mark & {TOTAL}), 0) FROM seal").fetchone()
    return int(found) & TOTAL


def keep(connection: sqlite3.Connection, document: int, sums: Sums) -> None:
    """Sets the seal of a document, inside the caller's transaction."""
    connection.execute(_SET, (document, *sums, sums.mark))


def rows_of_document(connection: sqlite3.Connection, document: int) -> int:
    """What the rows of a document add up to, without its edits."""
    return _added(connection.execute(_DOCUMENT, {"document": document}))


def rows_of_project(connection: sqlite3.Connection) -> int:
    """What the rows that belong to no document add up to, without edits."""
    return _added(connection.execute(_PROJECT))


def _added(rows: Iterable[tuple[bytes, float | None]]) -> int:
    hash_of, number = _blake2b(), int.from_bytes
    found = 0
    for content, real in rows:  # as `hashed` does it, which costs more than the hash where there are many
        whole = content if real is None else content + pack("<d", real + 0.0)
        found += number(hash_of(whole, digest_size=8).digest(), "big") & MASK
    return found & MASK


def seal_all(connection: sqlite3.Connection, tell: Tell = silent) -> None:
    """Seals a file that has no seals yet as it is, inside the caller's transaction; `tell` hears of rows."""
    rows: dict[int, int] = {}
    edits: dict[int, int] = {}
    total = sum(connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0] for table in _TABLES)
    done = 0
    for table, sealed in _TABLES.items():
        sums = edits if table == "edit" else rows
        query = f'SELECT {_document(sealed)}, {_bytes(table, sealed)}, {_real(sealed)} FROM "{table}"'
        for document, content, real in connection.execute(query):
            sums[document] = sums.get(document, 0) + hashed(content, real)
            done += 1
            if done % _TOLD_EVERY == 0:
                tell(done, total)
    for document in rows.keys() | edits.keys():
        keep(connection, document, Sums(rows.get(document, 0) & MASK, edits.get(document, 0) & MASK))


def _content(table: str, sealed: _Sealed, row: str = "") -> str:
    """The SQL of what is hashed of a row: the name of the table and every column, apart by a control character."""
    form = "\x1f".join([table, *("%s" for _ in sealed.columns)])
    return f"printf('{form}', {', '.join(_column(name, row) for name in sealed.columns)})"


def _bytes(table: str, sealed: _Sealed, row: str = "") -> str:
    """The same as its bytes, which need not be UTF-8 any more."""
    return f"CAST({_content(table, sealed, row)} AS BLOB)"


def _column(name: str, row: str) -> str:
    return f'{row}."{name}"' if row else f'"{name}"'


def _document(sealed: _Sealed, row: str = "") -> str:
    return f"coalesce({_column(sealed.document, row)}, {PROJECT})" if sealed.document else str(PROJECT)


def _real(sealed: _Sealed, row: str = "") -> str:
    return _column(sealed.real, row) if sealed.real else "NULL"


EDIT = _bytes("edit", _EDIT)
"""The SQL of what is hashed of an edit."""

_DOCUMENT = " UNION ALL ".join(
    f"""SELECT {_bytes(table, sealed)}, {_real(sealed)} FROM "{table}"
    WHERE id IN (SELECT id FROM "{table}" WHERE {sealed.document} = :document)"""
    for table, sealed in OF_DOCUMENT.items()
)
"""The rows are read by their numbers, or SQLite would take what an index says for what the row says."""
_PROJECT = " UNION ALL ".join(
    f'SELECT {_bytes(table, sealed)}, NULL FROM "{table}"' for table, sealed in _OF_PROJECT.items()
)


def _triggers(table: str, sealed: _Sealed) -> Iterator[str]:
    columns = ", ".join(_column(name, "") for name in (*sealed.columns, *filter(None, [sealed.real])))
    acts = {"insert": "INSERT", "delete": "DELETE", "update": f"UPDATE OF {columns}"}
    for act, event in acts.items():
        heard = [
            f"SELECT seal_row({_place(table, sealed, row)}, {sign}, {_hashed(table, sealed, row)});"
            for row, sign in (("old", -1), ("new", 1))
            if (row, act) not in (("old", "insert"), ("new", "delete"))
        ]
        yield f'CREATE TEMP TRIGGER "{table}_{act}" AFTER {event} ON main."{table}" BEGIN {" ".join(heard)} END'


def _hashed(table: str, sealed: _Sealed, row: str) -> str:
    return f"{_bytes(table, sealed, row)}, {_real(sealed, row)}"


def _place(table: str, sealed: _Sealed, row: str) -> str:
    return f"2 * {_document(sealed, row)} + {int(table == 'edit')}"
