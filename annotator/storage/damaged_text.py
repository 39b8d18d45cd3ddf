"""Reading text of a file that may be damaged: bytes that are no UTF-8 any more must not end the reading."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial


@contextmanager
def readable(connection: sqlite3.Connection) -> Iterator[None]:
    """Lets a connection give such a byte as half a character (a lone surrogate), which no text has otherwise."""
    factory = connection.text_factory
    connection.text_factory = partial(str, encoding="utf-8", errors="surrogateescape")
    try:
        yield
    finally:
        connection.text_factory = factory


def clean(text: str) -> str:
    """A text as it can be shown and bound: with a question mark for half a character."""
    return text.encode("utf-8", "replace").decode()
