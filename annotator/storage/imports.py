"""What an import needs of the project file besides adding documents: rows of documents that nobody sees yet, and what
the project has already."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from annotator.core.edits import change
from annotator.core.model import Record
from annotator.storage import rows, tally
from annotator.storage.journal import check_ends, check_quotes
from annotator.storage.store import Store
from annotator.storage.visible import VISIBLE


def write(store: Store, records: Sequence[Record]) -> None:
    """Writes rows that belong to documents of a pending batch.

    One transaction and no edit: hiding the batch takes them back. Raises InputError for a span that does not fit,
    RefusedError for a relation whose spans are not of its document and layer.
    """
    changes = [change(None, record) for record in records]
    with store.transaction():
        check_quotes(store, changes)
        with tally.kept(store, changes):
            rows.write(store, changes)
        check_ends(store, changes)


def keep_uids(store: Store, documents: Mapping[str, int]) -> None:
    """Gives documents of a pending batch the uids they had elsewhere."""
    if documents:
        with store.transaction():
            store.connection.executemany("UPDATE document SET uid = ? WHERE id = ?", documents.items())


def is_free(store: Store, table: str, uid: str) -> bool:
    """Whether no row of `table` has this uid, so that a row from elsewhere can keep it."""
    rows.columns(table)
    return store.connection.execute(f'SELECT 1 FROM "{table}" WHERE uid = ?', [uid]).fetchone() is None


def names(store: Store) -> set[str]:
    """The names of the visible documents."""
    return {row[0] for row in store.connection.execute(f"SELECT name FROM document WHERE {VISIBLE}")}


def digests(store: Store) -> set[str]:
    """The digests of the texts of the visible documents."""
    return {row[0] for row in store.connection.execute(f"SELECT digest FROM document WHERE {VISIBLE}")}


def is_empty(store: Store) -> bool:
    """Whether no article is visible and nobody has labelled or answered anything, removed and undone articles too."""
    query = f"""SELECT 1 FROM document WHERE {VISIBLE} UNION ALL SELECT 1 FROM span UNION ALL SELECT 1 FROM answer
    UNION ALL SELECT 1 FROM document_label LIMIT 1"""
    return store.connection.execute(query).fetchone() is None


def forget_annotators(store: Store, annotators: Iterable[int]) -> None:
    """Takes out annotators that an import brought and that have nothing, because it was cancelled."""
    keys = [[key] for key in annotators]
    with store.transaction():
        store.connection.executemany("DELETE FROM tally WHERE annotator = ?", keys)
        store.connection.executemany("DELETE FROM annotator WHERE id = ?", keys)
