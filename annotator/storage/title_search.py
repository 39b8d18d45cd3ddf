"""Articles by words of their titles, found in portions, so that a list can be searched while somebody types.

A portion is a range of document numbers. Ten thousand articles take 16 ms as a whole, for which a key
press has no time.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from annotator.core.text import folded
from annotator.storage.visible import VISIBLE

PORTION = 300
"""Document numbers looked at in one go."""


class TitleHit(NamedTuple):
    """One article; `folded` is its title without case and diacritics."""

    id: int
    name: str
    title: str
    folded: str


class Portion(NamedTuple):
    """What one range of numbers held, and the number that the next range begins behind; None at the end."""

    hits: list[TitleHit]
    last: int | None


def find(connection: sqlite3.Connection, words: Sequence[str], after: int) -> Portion:
    """The articles behind the number `after`, one portion of them, that have each folded word in title or file name."""
    until = after + PORTION
    values: dict[str, object] = {"after": after, "until": until}
    parts = [VISIBLE, "id > :after", "id <= :until"]
    for number, word in enumerate(words):
        values[f"word{number}"] = word
        parts.append(f"(instr(title_folded, :word{number}) OR instr(lower(name), :word{number}) OR {_BEYOND_ASCII})")
    query = f"SELECT id, name, title, title_folded FROM document WHERE {' AND '.join(parts)} ORDER BY id"
    hits = [hit for hit in map(TitleHit._make, connection.execute(query, values)) if _has(hit, words)]
    (newest,) = connection.execute("SELECT coalesce(max(id), 0) FROM document").fetchone()
    return Portion(hits, until if until < newest else None)


_BEYOND_ASCII = "name GLOB '*[^ -~]*'"
"""True of a file name that SQLite cannot fold: it is looked at here."""


def _has(hit: TitleHit, words: Sequence[str]) -> bool:
    return hit.name.isascii() or all(word in hit.folded or word in _folded_name(hit.name) for word in words)


_folded_name = lru_cache(maxsize=1 << 14)(folded)


def last_read(connection: sqlite3.Connection, annotator: int, most: int) -> list[TitleHit]:
    """The articles this person had open last, the latest first."""
    query = f"""SELECT document.id, name, title, title_folded FROM place JOIN document ON document.id = place.document
    WHERE annotator = ? AND {VISIBLE} ORDER BY at DESC LIMIT ?"""
    return [TitleHit(*row) for row in connection.execute(query, [annotator, most])]


def fit(hit: TitleHit, words: Sequence[str], spelled: str = "") -> int:
    """How well a hit fits: words that begin a word of the title (2 each), that stand side by side or at its beginning.

    `spelled` is what was typed, in small letters, where it has diacritics that the folded words have not.
    """
    padded = f" {hit.folded}"
    worth = 0
    for word in words:
        if f" {word}" in padded:
            worth += 2
    if len(words) > 1 and " ".join(words) in padded:
        worth += 2
    if hit.folded.startswith(words[0]):
        worth += 1
    return worth + 3 if spelled and spelled in hit.title.lower() else worth
