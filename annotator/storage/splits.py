"""Splits of the data set: which part each document was put into, kept by shares and seed.

A split is a setting of the project, written at once and beside the journal; what it says of a document stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import NamedTuple

from annotator.core.errors import RefusedError, StaleEditError
from annotator.core.ids import new_uid
from annotator.core.shares import Recipe
from annotator.storage.store import Store

_PORTION = 50
"""Documents that are read at once, with their texts."""


class Kept(NamedTuple):
    """A split that the project keeps: how it was made, since when, and how many documents it has put into parts."""

    id: int
    uid: str
    recipe: Recipe
    at: str
    documents: int


class Source(NamedTuple):
    """A document as splitting reads it; `furniture` are the half-open ranges of `text` that are not its body."""

    id: int
    digest: str
    source: str
    published: str
    text: str
    furniture: list[tuple[int, int]]


def kept(store: Store) -> list[Kept]:
    """The splits of the project, the newest first."""
    query = """SELECT id, uid, shares, seed, at, (SELECT count(*) FROM split_part WHERE split = split.id)
    FROM split ORDER BY id DESC"""
    found = []
    for key, uid, shares, seed, at, documents in store.connection.execute(query):
        if (recipe := _recipe(shares, seed)) is not None:
            found.append(Kept(key, uid, recipe, at, documents))
    return found


def parts(store: Store, recipe: Recipe) -> dict[int, str]:
    """The part of every document that the split of this recipe has put into one; empty when none is kept."""
    query = """SELECT document, part FROM split_part
    WHERE split = (SELECT id FROM split WHERE seed = ? AND shares = ?)"""
    return dict(store.connection.execute(query, [recipe.seed, recipe.written]).fetchall())


def keep(store: Store, recipe: Recipe, known: Mapping[int, str], new: Mapping[int, str]) -> None:
    """Adds the parts of new documents to the split of a recipe, in one transaction.

    Raises StaleEditError("split.stale") when the split no longer says `known`; ProjectError as every transaction does.
    """
    with store.transaction():
        if parts(store, recipe) != known:
            raise StaleEditError("split.stale")
        row = [new_uid(), recipe.seed, recipe.written, _now()]
        store.connection.execute("INSERT OR IGNORE INTO split (uid, seed, shares, at) VALUES (?, ?, ?, ?)", row)
        query = "INSERT INTO split_part SELECT id, ?, ? FROM split WHERE seed = ? AND shares = ?"
        rows = ((document, part, recipe.seed, recipe.written) for document, part in new.items())
        store.connection.executemany(query, rows)


def damaged(store: Store) -> Iterator[tuple[int | None, str, str]]:
    """What no split can say: (document, part, shares), the part being none of those of the shares."""
    query = """SELECT min(document), part, shares, seed FROM split LEFT JOIN split_part ON split = split.id
    GROUP BY split.id, part"""
    for document, part, shares, seed in store.connection.execute(query):
        recipe = _recipe(shares, seed)
        if recipe is None or (part is not None and part not in recipe.parts):
            yield document, part or "", shares


def sources(store: Store, keys: Iterable[int]) -> Iterator[list[Source]]:
    """The documents with these ids by portions, in the order of the ids; those that are not there are left out."""
    ordered = sorted(keys)
    for first in range(0, len(ordered), _PORTION):
        portion = ordered[first : first + _PORTION]
        marks = ", ".join("?" * len(portion))
        furniture: dict[int, list[tuple[int, int]]] = {}
        query = f'SELECT document, start, "end" FROM furniture WHERE document IN ({marks}) ORDER BY document, start'
        for document, start, end in store.connection.execute(query, portion):
            furniture.setdefault(document, []).append((start, end))
        query = f"""SELECT id, digest, coalesce(source, ''), coalesce(published, ''), text FROM document
        WHERE id IN ({marks}) ORDER BY id"""
        rows = store.connection.execute(query, portion)
        yield [Source._make((*row, furniture.get(row[0], []))) for row in rows]


def label_counts(store: Store, annotators: Iterable[int]) -> dict[int, dict[str, int]]:
    """For each document and label how often these annotators used it."""
    whose = ", ".join(str(int(annotator)) for annotator in annotators)
    found: dict[int, dict[str, int]] = {}
    for table in ("span", "relation", "document_label"):
        query = f"""SELECT r.document, l.name, count(*) FROM "{table}" r JOIN label l ON l.id = r.label
        WHERE r.annotator IN ({whose}) GROUP BY r.document, r.label"""
        for document, name, number in store.connection.execute(query):
            found.setdefault(document, {})[name] = number
    return found


def _recipe(shares: str, seed: int) -> Recipe | None:
    """The recipe of a row; None when something else wrote it."""
    try:
        return Recipe.read(shares, seed)
    except RefusedError:
        return None


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
