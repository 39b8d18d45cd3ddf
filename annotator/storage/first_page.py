"""The first rows of the article list, read before anything else of the project is loaded."""

from __future__ import annotations

import os
import sqlite3
from typing import NamedTuple

from annotator.core.errors import ProjectError
from annotator.storage import connection as connections
from annotator.storage import gate, listing
from annotator.storage.listing import ArticleRow, Order
from annotator.storage.visible import VISIBLE


class FirstPage(NamedTuple):
    """The rows to paint first, and the number of the article that was read last."""

    rows: list[ArticleRow]
    current: int | None


def read(path: str, person: str, sort: str, descending: bool, size: int) -> FirstPage:
    """The first `size` rows as this person sees them; none where it cannot be opened, which is said later."""
    if not os.path.isfile(path):
        return FirstPage([], None)
    try:
        gate.inspect(path)
        connection = connections.reader(path)
        try:
            return _read(connection, person, sort, descending, size)
        finally:
            connection.close()
    except (ProjectError, sqlite3.Error):
        return FirstPage([], None)


def _read(connection: sqlite3.Connection, person: str, sort: str, descending: bool, size: int) -> FirstPage:
    query = "SELECT id FROM annotator WHERE kind = 'person' ORDER BY name != ?, id LIMIT 1"
    annotator = (connection.execute(query, [person]).fetchone() or (0,))[0]
    last = f"""SELECT document FROM place JOIN document ON document.id = place.document
    WHERE annotator = ? AND {VISIBLE} ORDER BY at DESC LIMIT 1"""
    current = connection.execute(last, [annotator]).fetchone()
    order = Order(annotator, sort if sort in listing.SORTS else "added", descending)
    rows = listing.first_page(connection, order, size)
    return FirstPage(rows, current[0] if current else rows[0].id if rows else None)
