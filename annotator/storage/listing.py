"""The article list as SQL sees it: sorted and filtered there, read by pages.

The order is an array of document numbers (8 bytes an article) made by a reading connection, so that any page is one
look-up by key and a list of a million rows opens on its first page at once.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from annotator.storage import guard
from annotator.storage.visible import VISIBLE

if TYPE_CHECKING:
    from annotator.core.model import State

SORTS = {
    "added": "d.id",
    "title": "d.title_key",
    "date": "coalesce(d.published, '')",
    "source": "d.source_key",
    "author": "d.author_key",
    "state": "CASE a.state WHEN 'in-progress' THEN 1 WHEN 'done' THEN 2 WHEN 'skipped' THEN 3 ELSE 0 END",
    "spans": "coalesce(t.spans, 0)",
    "suggestions": "suggestions",
}
"""What the list can be sorted by."""

_JOIN = """FROM document d
LEFT JOIN assignment a ON a.document = d.id AND a.annotator = :annotator
LEFT JOIN tally t ON t.document = d.id AND t.annotator = :annotator"""


class Order(NamedTuple):
    """What the list shows: whose states and counts, sorted how, which states, which words in the title."""

    annotator: int
    sort: str = "added"
    descending: bool = False
    states: tuple[State, ...] = ()
    words: str = ""


class ArticleRow(NamedTuple):
    """One article as a list shows it. `published` is ISO 8601."""

    id: int
    name: str
    title: str
    published: str | None
    source: str | None
    author: str | None
    state: str
    spans: int
    suggestions: int


def first_page(connection: sqlite3.Connection, order: Order, size: int) -> list[ArticleRow]:
    """The first rows of the list, for painting before the whole order is known."""
    where, values = _where(order)
    query = f"{_select(order.annotator)} {_JOIN} WHERE {where} {_order_by(order)} LIMIT {int(size)}"
    return [ArticleRow(*row) for row in connection.execute(query, values)]


def index(connection: sqlite3.Connection, order: Order) -> array[int]:
    """The numbers of all articles of the list, in its order."""
    where, values = _where(order)
    shown = f", {_shown(order.annotator)} AS suggestions" if order.sort == "suggestions" else ""
    query = f"SELECT d.id{shown} {_JOIN} WHERE {where} {_order_by(order)}"
    return array("q", (row[0] for row in connection.execute(query, values)))


def page(connection: sqlite3.Connection, annotator: int, ids: Sequence[int]) -> dict[int, ArticleRow]:
    """The rows of these articles by number; removed ones are missing."""
    marks = ", ".join(str(int(key)) for key in ids)
    query = f"{_select(annotator)} {_JOIN} WHERE d.id IN ({marks}) AND {VISIBLE}"
    return {row[0]: ArticleRow(*row) for row in connection.execute(query, {"annotator": annotator})}


def last_read(connection: sqlite3.Connection, annotator: int) -> int | None:
    """The visible article this person had open last."""
    query = f"""SELECT document FROM place JOIN document ON document.id = place.document
    WHERE annotator = ? AND {VISIBLE} ORDER BY at DESC LIMIT 1"""
    row = connection.execute(query, [annotator]).fetchone()
    return row[0] if row else None


def progress(connection: sqlite3.Connection, annotator: int) -> dict[str, int]:
    """How many visible articles are in each state for a person."""
    query = f"""SELECT coalesce(a.state, 'new'), count(*) FROM document d
    LEFT JOIN assignment a ON a.document = d.id AND a.annotator = ? WHERE {VISIBLE} GROUP BY 1"""
    return dict(connection.execute(query, [annotator]).fetchall())


def _select(annotator: int) -> str:
    return f"""SELECT d.id, d.name, d.title, d.published, d.source, d.author, coalesce(a.state, 'new'),
    coalesce(t.spans, 0), {_shown(annotator)} AS suggestions"""


def _shown(annotator: int) -> str:
    """How many open suggestions a list shows: none while the bias guard hides them."""
    is_hidden = f"t.suggestions > 0 AND coalesce(a.state, '') != 'done' AND {guard.condition(annotator)}"
    return f"CASE WHEN {is_hidden} THEN 0 ELSE coalesce(t.suggestions, 0) END"


def _where(order: Order) -> tuple[str, dict[str, object]]:
    values: dict[str, object] = {"annotator": order.annotator}
    parts = [VISIBLE]
    if order.states:
        names = {f"state{n}": str(state) for n, state in enumerate(order.states)}
        values |= names
        parts.append(f"coalesce(a.state, 'new') IN ({', '.join(':' + name for name in names)})")
    for number, word in enumerate(_words(order.words)):
        values[f"word{number}"] = word
        parts.append(f"instr({_straight('d.title_folded', word)}, :word{number}) > 0")
    return " AND ".join(parts), values


def _words(text: str) -> list[str]:
    """The folded words of a filter, quotation marks straight; the folding is loaded when somebody first filters."""
    if not text:
        return []
    from annotator.core.text import folded, plain_quotes

    return plain_quotes(folded(text)).split()


def _straight(column: str, word: str) -> str:
    """The column as SQL, with straight quotation marks of the kinds that the word has."""
    from annotator.core.text import QUOTES

    for straight, printed in QUOTES.items():
        if straight in word:
            for mark in printed[1:]:
                column = f"replace({column}, char({ord(mark)}), char({ord(straight)}))"
    return column


def _order_by(order: Order) -> str:
    direction = "DESC" if order.descending else "ASC"
    return f"ORDER BY {SORTS[order.sort]} {direction}, d.id {direction}"
