"""What an import needs of the project file besides adding documents: rows of documents that nobody sees yet, and what
the project has already."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from annotator.core.edits import TABLES
from annotator.core.errors import InputError, RefusedError
from annotator.core.model import Record, Span
from annotator.storage import bulk, rows, tally
from annotator.storage.journal import ASTRAY
from annotator.storage.store import Store
from annotator.storage.visible import VISIBLE

Place = tuple[object, ...]
"""What makes a row of one layer of one document the same as another, whatever their numbers."""

_PLACES = {
    "span": 'start, "end", label',
    "answer": 'start, "end", label',
    "relation": "source, target, label",
    "document_label": "label",
}
_OF_ANNOTATOR = ("span", "relation", "document_label", "answer", "assignment", "run", "place", "edit")
_PEOPLE = "SELECT id FROM annotator WHERE kind != 'machine'"
_MACHINES = "SELECT id FROM annotator WHERE kind = 'machine'"
_AMONG = "IN (SELECT value FROM json_each(?))"

# An assignment of which only its seconds are left gives way, as in `rows`.
_BEGUN_AGAIN = """ ON CONFLICT (document, annotator) DO UPDATE
SET id = excluded.id, state = excluded.state, seconds = seconds + excluded.seconds WHERE state = 'new'"""

_COUNT_SPANS = f"""INSERT INTO tally SELECT document, annotator, count(*), 0 FROM span
WHERE document {_AMONG} AND annotator IN ({_PEOPLE}) GROUP BY document, annotator
ON CONFLICT (document, annotator) DO UPDATE SET spans = excluded.spans"""
_SET_COUNTS = """INSERT INTO tally VALUES (?, ?, ?, ?) ON CONFLICT (document, annotator)
DO UPDATE SET spans = excluded.spans, suggestions = excluded.suggestions"""


_PAGES, _USUAL_PAGES = 65_536, 2_000
"""KiB of the project file that the writer keeps in memory, during an import and else, which is SQLite's own default."""


def widen(store: Store) -> None:
    """Keeps more of the file in memory from now on, until `narrow`.

    The index of uids is written all over: once it has outgrown what is kept, most rows cost a page that is written into
    the log and read again. With the usual room 10,000 articles of 40 spans took four times as long in the system.
    """
    store.connection.execute(f"PRAGMA cache_size=-{_PAGES}")


def narrow(store: Store) -> None:
    """Keeps as much of the file in memory as usual."""
    store.connection.execute(f"PRAGMA cache_size=-{_USUAL_PAGES}")


def write(store: Store, records: Iterable[Record], texts: Mapping[int, str] | None = None) -> None:
    """Writes rows that belong to documents of a pending batch; `texts` are those at hand, others are read.

    One transaction and no edit: hiding the batch takes them back. Raises InputError for a span that does not fit,
    RefusedError for a relation whose spans are not of its document and layer.
    """
    by_kind: defaultdict[type, list[Any]] = defaultdict(list)
    for record in records:
        by_kind[type(record)].append(record)
    by_table = {TABLES[kind]: found for kind, found in by_kind.items()}
    spans = by_table.get("span", [])
    touched = {row.document for table in ("span", "answer") for row in by_table.get(table, ())}
    with store.transaction():
        _check_quotes(store, spans, texts or {})
        for table in sorted(by_table, key=_ORDER.index):
            _insert(store, table, by_table[table])
        _check_ends(store, [row.id for row in by_table.get("relation", ())])
        _count(store, touched)


_ORDER = ("span", "relation", "document_label", "answer", "assignment")
"""A row after those that it refers to."""


def _insert(store: Store, table: str, records: Sequence[Record]) -> None:
    marks = ", ".join("?" * len(rows.COLUMNS[table]))
    query = f'INSERT INTO "{table}" ({rows.columns(table)}) VALUES ({marks})'
    query += _BEGUN_AGAIN if table == "assignment" else ""
    values: Callable[[Any], tuple[Any, ...]] = _span if table == "span" else _values
    store.connection.executemany(query, map(values, records))


def _values(record: Record) -> tuple[Any, ...]:
    return tuple(record.row().values())


def _span(span: Span) -> tuple[Any, ...]:
    """The row of a span, of which there are too many for the general way."""
    if span.attributes:
        return _values(span)
    return (
        span.id, span.uid, span.document, span.annotator, span.start, span.end, span.label, span.quote, span.score,
        str(span.origin), span.note, "{}",
    )  # fmt: skip


def _check_quotes(store: Store, spans: Sequence[Span], texts: Mapping[int, str]) -> None:
    missing = {span.document for span in spans} - texts.keys()
    texts = {**texts, **dict(bulk.texts(store, missing))}
    for span in spans:
        text, start, end = texts.get(span.document), span.start, span.end
        if text is None:
            raise RefusedError("article.unknown", article=span.document)
        if not 0 <= start < end <= len(text):
            raise InputError("span.outside", start=start, end=end, length=len(text))
        if text[start:end] != span.quote:
            raise InputError("span.quote", start=start, end=end, quote=span.quote)


def _check_ends(store: Store, relations: Sequence[int]) -> None:
    query = f"SELECT 1 FROM relation r WHERE r.id {_AMONG} AND {ASTRAY} LIMIT 1"
    if relations and store.connection.execute(query, [json.dumps(relations)]).fetchone():
        raise RefusedError("relation.ends")


def _count(store: Store, documents: Collection[int]) -> None:
    """Sets the counts of documents: where no machine has been, these are the spans alone."""
    for document in documents:
        store.longest.pop(document, None)
    among = [json.dumps(list(documents))]
    store.connection.execute(_COUNT_SPANS, among)
    query = f"SELECT DISTINCT document FROM span WHERE document {_AMONG} AND annotator IN ({_MACHINES})"
    suggested = store.connection.execute(query, among).fetchall()
    people = store.connection.execute(_PEOPLE).fetchall() if suggested else []
    counts = [(*d, *p, *tally.recount(store, d[0], p[0])) for d in suggested for p in people]
    store.connection.executemany(_SET_COUNTS, counts)


def keep_uids(store: Store, documents: Mapping[str, int]) -> None:
    """Gives documents of a pending batch the uids they had elsewhere."""
    if documents:
        with store.transaction():
            store.connection.executemany("UPDATE document SET uid = ? WHERE id = ?", documents.items())


def taken(store: Store, table: str, uids: Collection[str]) -> set[str]:
    """Those of the uids that a row of `table` has, so that a row from elsewhere cannot keep them."""
    rows.columns(table)
    query = f'SELECT uid FROM "{table}" WHERE uid {_AMONG}'
    return {row[0] for row in store.connection.execute(query, [json.dumps(list(uids))])} if uids else set()


def places(store: Store, table: str, document: int, annotator: int) -> dict[Place, int]:
    """What one layer of a document has in `table`: the numbers of the rows by their places."""
    query = f'SELECT {_PLACES[table]}, id FROM "{table}" WHERE document = ? AND annotator = ?'
    return {row[:-1]: row[-1] for row in store.connection.execute(query, [document, annotator])}


def names(store: Store) -> set[str]:
    """The names of the visible documents."""
    return {row[0] for row in store.connection.execute(f"SELECT name FROM document WHERE {VISIBLE}")}


def digests(store: Store) -> set[str]:
    """The digests of the texts of the visible documents."""
    return {row[0] for row in store.connection.execute(f"SELECT digest FROM document WHERE {VISIBLE}")}


def with_digests(store: Store, digests: Iterable[str]) -> dict[str, int]:
    """The visible documents whose texts have one of these digests, by digest; of several the first."""
    query = f"SELECT digest, min(id) FROM document WHERE digest {_AMONG} AND {VISIBLE} GROUP BY digest"
    return dict(store.connection.execute(query, [json.dumps(list(digests))]))


def texts(store: Store) -> Iterator[tuple[str, str]]:
    """The digests and texts of the visible documents and of those on their way in, by number."""
    query = f"""SELECT digest, text FROM document WHERE ({VISIBLE}) OR batch IN (
    SELECT max(id) FROM batch WHERE state = 'pending') ORDER BY id"""
    return store.connection.execute(query)


def text_of(store: Store, digest: str) -> str:
    """The text with this digest, which a document has."""
    found: str = store.connection.execute("SELECT text FROM document WHERE digest = ?", [digest]).fetchone()[0]
    return found


def is_empty(store: Store) -> bool:
    """Whether no article is visible and nobody has labelled or answered anything, removed and undone articles too."""
    query = f"""SELECT 1 FROM document WHERE {VISIBLE} UNION ALL SELECT 1 FROM span UNION ALL SELECT 1 FROM answer
    UNION ALL SELECT 1 FROM document_label LIMIT 1"""
    return store.connection.execute(query).fetchone() is None


def forget_annotators(store: Store, annotators: Iterable[int]) -> None:
    """Takes out annotators that an import brought, because it was cancelled; those that have something by now stay."""
    has_something = " OR ".join(f'EXISTS (SELECT 1 FROM "{table}" WHERE annotator = ?1)' for table in _OF_ANNOTATOR)
    with store.transaction():
        for key in annotators:
            if not store.connection.execute(f"SELECT {has_something}", [key]).fetchone()[0]:
                store.connection.execute("DELETE FROM tally WHERE annotator = ?", [key])
                store.connection.execute("DELETE FROM annotator WHERE id = ?", [key])
