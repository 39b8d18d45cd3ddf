"""The suggestions that wait for a person's answer, read document by document, and the words around each.

What is open is said in `tally`; here it is only read.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, Protocol

from annotator.storage import guard
from annotator.storage.concordance import around
from annotator.storage.tally import OPEN, SKIPPED
from annotator.storage.visible import VISIBLE


class Suggestion(Protocol):
    """What a queue needs of a suggestion; a `Span` of the open document will do."""

    @property
    def id(self) -> int:
        """The number of the machine's span."""

    @property
    def document(self) -> int:
        """The document it is in."""

    @property
    def start(self) -> int:
        """Where it begins, in code points."""

    @property
    def end(self) -> int:
        """Where it ends, half-open."""

    @property
    def label(self) -> int:
        """The label's number."""

    @property
    def score(self) -> float | None:
        """How sure the machine is, 0 to 1; None where it does not say."""

    @property
    def quote(self) -> str:
        """The words as they stand in the text."""


class Waiting(NamedTuple):
    """A suggestion as the file has it: `[start, end)` in code points of a document's text."""

    id: int
    document: int
    start: int
    end: int
    label: int
    score: float | None
    quote: str


class Context(NamedTuple):
    """The title of the article and the words before and after a suggestion, on one line."""

    title: str
    left: str
    right: str


_COLUMNS = 'min(m.id), m.document, m.start, m."end", m.label, m.score, m.quote'
_EACH_ONCE = 'GROUP BY m.start, m."end", m.label ORDER BY m.start, m."end" DESC, 1'
"""The same range and label from two machines is one suggestion; the columns beside `min` are those of its row."""
_READ = {False: f"SELECT {_COLUMNS} {OPEN} {_EACH_ONCE}", True: f"SELECT {_COLUMNS} {SKIPPED} {_EACH_ONCE}"}
_LONGEST = 'SELECT coalesce(max("end" - start), 0) FROM span WHERE document = ?'
_WITH_OPEN = "SELECT document FROM tally WHERE annotator = ? AND suggestions > 0"
_WITH_SKIPPED = "SELECT document FROM answer WHERE annotator = ? AND answer = 'skipped'"
_PORTION = 200
"""Documents whose texts are read at once."""
_TO_THE_END = 1 << 62


def documents(connection: sqlite3.Connection, annotator: int, skipped: bool = False) -> list[int]:
    """The visible documents in which something waits for a person, or may have been `skipped`, by number.

    Those whose suggestions the guard hides are not among them.
    """
    of_person, hidden = _WITH_SKIPPED if skipped else _WITH_OPEN, guard.hidden(connection, annotator)
    query = f"SELECT id FROM document WHERE id IN ({of_person}) AND {VISIBLE} AND id NOT IN ({hidden}) ORDER BY id"
    return [row[0] for row in connection.execute(query, [annotator])]


def total(connection: sqlite3.Connection, annotator: int) -> int:
    """How many suggestions of the project wait for a person, by the counts that are kept."""
    query = f"""SELECT coalesce(sum(suggestions), 0) FROM tally
    WHERE annotator = ? AND document IN (SELECT id FROM document WHERE {VISIBLE})
    AND document NOT IN ({guard.hidden(connection, annotator)})"""
    found: int = connection.execute(query, [annotator]).fetchone()[0]
    return found


def waiting(connection: sqlite3.Connection, annotator: int, document: int, skipped: bool = False) -> list[Waiting]:
    """The open suggestions of a document for a person, or those `skipped`, by position, longer ones first."""
    values: dict[str, int] = {"document": document, "annotator": annotator, "start": 0, "end": _TO_THE_END}
    values["longest"] = connection.execute(_LONGEST, [document]).fetchone()[0]
    return [Waiting(*row) for row in connection.execute(_READ[skipped], values)]


def waiting_in(
    connection: sqlite3.Connection,
    annotator: int,
    keys: Iterable[int],
    skipped: bool = False,
    check: Callable[[int], None] = lambda _done: None,
) -> list[Waiting]:
    """`waiting` of several documents, in their order; `check` is told now and then how many are read, and may raise."""
    found: list[Waiting] = []
    for done, key in enumerate(keys):
        if done % _PORTION == 0:
            check(done)
        found += waiting(connection, annotator, key, skipped)
    return found


def contexts(connection: sqlite3.Connection, wanted: Iterable[Suggestion]) -> dict[int, Context]:
    """What stands around suggestions, by their numbers; those of a document that is not there are left out."""
    by_document: dict[int, list[Suggestion]] = {}
    for each in wanted:
        by_document.setdefault(each.document, []).append(each)
    return {
        each.id: Context(title, *around(text, each.start, each.end))
        for key, title, text in _texts(connection, list(by_document))
        for each in by_document[key]
    }


def _texts(connection: sqlite3.Connection, keys: list[int]) -> Iterator[tuple[int, str, str]]:
    for at in range(0, len(keys), _PORTION):
        marks = ", ".join(map(str, keys[at : at + _PORTION]))
        yield from connection.execute(f"SELECT id, title, text FROM document WHERE id IN ({marks})").fetchall()
