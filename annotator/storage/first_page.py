"""The first rows of the article list, read before anything else of the project is loaded."""

from __future__ import annotations

import os
import sqlite3
from typing import NamedTuple

from annotator.core.errors import ProjectError
from annotator.storage import connection as connections
from annotator.storage import gate, listing
from annotator.storage.listing import ArticleRow, Order


class FirstPage(NamedTuple):
    """The rows to paint first, the article that was read last, and whether the project has labels of articles."""

    rows: list[ArticleRow]
    current: int | None
    has_article_labels: bool = False


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
    current = listing.last_read(connection, annotator)
    order = Order(annotator, sort if sort in listing.SORTS else "added", descending)
    rows = listing.first_page(connection, order, size)
    shown = current or (rows[0].id if rows else None)
    return FirstPage(rows, shown, shown is not None and _has_article_labels(connection))


def _has_article_labels(connection: sqlite3.Connection) -> bool:
    """False also for a project of an older version, whose labels have no scope yet."""
    has_scope = connection.execute("SELECT 1 FROM pragma_table_info('label') WHERE name = 'scope'").fetchone()
    query = "SELECT 1 FROM label WHERE scope = 'document' LIMIT 1"
    return has_scope is not None and connection.execute(query).fetchone() is not None
