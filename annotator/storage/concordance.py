"""Hits of a query over one article or the whole project, in order, each with its context and the person's spans on it.

The search index says which articles may hold the words and the span table which hold a label; only their texts are
read. Hits come in portions, so that the first can be shown while the rest is looked for.
"""

from __future__ import annotations

import logging
import sqlite3
from bisect import bisect_left
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from annotator.core import query_match
from annotator.core.errors import InputError
from annotator.core.query import Query
from annotator.core.surfaces import Range
from annotator.core.text import folded, plain_quotes
from annotator.storage.regex_search import matches
from annotator.storage.search import is_broken
from annotator.storage.visible import VISIBLE

_log = logging.getLogger(__name__)

LIMIT = 20_000
"""Hits of one search; nobody reads more, and the count says that there are."""
AROUND = 64
"""Code points of context on either side; a word that is cut by it is left out."""

_PORTION = 200
"""Documents read at once."""


class SpanAt(NamedTuple):
    """One of the person's spans: its number, range and the label's number."""

    id: int
    start: int
    end: int
    label: int


class Hit(NamedTuple):
    """`[start, end)` in code points of a document. The contexts and the words are on one line.

    `spans` are the person's spans that share a character with it, by position.
    """

    document: int
    title: str
    start: int
    end: int
    left: str
    words: str
    right: str
    spans: tuple[SpanAt, ...]

    @property
    def same(self) -> tuple[SpanAt, ...]:
        """The spans over exactly this range."""
        return tuple(span for span in self.spans if (span.start, span.end) == (self.start, self.end))


class Portion(NamedTuple):
    """The next hits. `done` of `total` articles have been looked through; `is_cut` when the limit came first.

    `is_index_broken` where the search index could not be read, so that it was every article.
    """

    done: int
    total: int
    hits: list[Hit]
    is_cut: bool = False
    is_index_broken: bool = False


class Scope(NamedTuple):
    """Whose spans count, the labels of the project by name, and the one document to look in, or None for all."""

    person: int
    labels: Mapping[str, int]
    document: int | None = None


def search(
    connection: sqlite3.Connection,
    path: str,
    query: Query,
    scope: Scope,
    check: Callable[[], None] = lambda: None,
    limit: int = LIMIT,
) -> Generator[Portion, None, None]:
    """Yields the hits in the order of the articles' numbers and of their texts, `limit` of them at the most.

    `check` is called now and then and may raise to stop. Raises InputError("query.regex" or "query.label"), and the
    errors of `regex_search.matches`.
    """
    filters = _Filters(query, scope.labels)
    keys, is_index_broken = candidates(connection, query, scope, filters)
    found, last = 0, Portion(0, 0, [])
    for done, texts in _places(connection, path, query, keys, check):
        check()
        spans = _spans(connection, scope.person, [text.document for text in texts])
        hits = [hit for text in texts for hit in _hits(text, spans.get(text.document, []), filters)]
        last = Portion(done, len(keys), hits[: limit - found], found + len(hits) > limit, is_index_broken)
        found += len(last.hits)
        yield last
        if last.is_cut:
            return


def candidates(connection: sqlite3.Connection, query: Query, scope: Scope, filters: _Filters) -> tuple[list[int], bool]:
    """The visible documents that may hold hits, by number, and whether the index was asked and could not tell."""
    where: list[str] = [VISIBLE]
    values: list[object] = []
    if scope.document is not None:
        where.append("id = ?")
        values.append(scope.document)
    if filters.wanted or query.labelled:
        marks = ", ".join(map(str, filters.wanted))
        of_label = f" AND label IN ({marks})" if filters.wanted else ""
        where.append(f"id IN (SELECT document FROM span WHERE annotator = ?{of_label})")
        values.append(scope.person)
    phrases = _index_query(query) if scope.document is None else ""
    if not phrases:
        return _keys(connection, where, values), False
    of_index = "id IN (SELECT rowid FROM search WHERE search MATCH ?)"
    try:
        return _keys(connection, [*where, of_index], [*values, phrases]), False
    except sqlite3.DatabaseError as error:
        if not is_broken(error):
            raise
        _log.warning("the search index is not read: %s", error)
        return _keys(connection, where, values), True


def _keys(connection: sqlite3.Connection, where: list[str], values: list[object]) -> list[int]:
    cursor = connection.execute(f"SELECT id FROM document WHERE {' AND '.join(where)} ORDER BY id", values)
    return [row[0] for row in cursor]


class _Text(NamedTuple):
    """A document with what was found in it; None where every span of the filter is a hit."""

    document: int
    title: str
    text: str
    ranges: list[Range] | None


class _Filters:
    """The labels of a query as numbers. Raises InputError("query.label") for one that the project has not."""

    def __init__(self, query: Query, labels: Mapping[str, int]) -> None:
        self._known = {name.casefold(): key for name, key in labels.items()}
        self.wanted = frozenset(map(self._number, query.labels))
        self.without = frozenset(map(self._number, query.without))
        self.labelled = query.labelled
        self._lets_all = not self.wanted and not self.without and self.labelled is None

    def lets(self, spans: Sequence[SpanAt]) -> bool:
        """Whether a hit with these spans on it is one."""
        if self._lets_all:
            return True
        labels = {span.label for span in spans}
        return (
            (not self.wanted or not labels.isdisjoint(self.wanted))
            and labels.isdisjoint(self.without)
            and (self.labelled is None or self.labelled == bool(labels))
        )

    def _number(self, name: str) -> int:
        key = self._known.get(name.casefold())
        if key is None:
            raise InputError("query.label", label=name)
        return key


def _places(
    connection: sqlite3.Connection,
    path: str,
    query: Query,
    keys: list[int],
    check: Callable[[], None],
) -> Iterator[tuple[int, list[_Text]]]:
    if query.pattern:
        query_match.regex(query)
    finder = None if query.is_by_label or query.pattern else query_match.Finder(query)
    if query.pattern:
        for done, found in matches(path, query.pattern, keys, check):
            ranges = dict(found)
            rows = _texts(connection, list(ranges))
            yield done, [_Text(key, title, text.decode(), ranges[key]) for key, title, text in rows]
        return
    for at in range(0, len(keys), _PORTION):
        portion = keys[at : at + _PORTION]
        texts = [_looked_through(finder, *row) for row in _texts(connection, portion)]
        yield at + len(portion), [text for text in texts if text.ranges is None or text.ranges]


def _looked_through(finder: query_match.Finder | None, key: int, title: str, encoded: bytes) -> _Text:
    text = encoded.decode()
    return _Text(key, title, text, finder.find(text, query_match.is_odd(encoded)) if finder else None)


def _index_query(query: Query) -> str:
    """What the search index is asked: whole words in phrases, a word's beginning where a star ends it; or nothing."""
    parts: list[str] = []
    run: list[str] = []
    for word in query.words:
        text = _plain(word.text[:-1] if word.has_star else word.text)
        if not word.has_star:
            run.append(text)
            continue
        is_prefix = "*" not in word.text[:-1] and text.isalnum()
        parts += _quoted([*run, text], " *") if is_prefix else _quoted(run)
        run = []
    return " AND ".join(f"body : {part}" for part in (*parts, *_quoted(run)))


def _plain(word: str) -> str:
    return plain_quotes(folded(word)).replace('"', " ").strip()


def _quoted(words: Sequence[str], star: str = "") -> list[str]:
    """The phrase of these words for the index, unless there is nothing in them that it holds.

    Every apostrophe parts words there but U+02BC, which is a letter, so that with it the phrase is another one.
    """
    phrase = " ".join(words)
    if not any(character.isalnum() for character in phrase):
        return []
    spellings = dict.fromkeys((phrase, phrase.replace("'", "\u02bc")))
    either = " OR ".join(f'"{each}"{star}' for each in spellings)
    return [f"({either})"]


def _texts(connection: sqlite3.Connection, keys: Sequence[int]) -> list[tuple[int, str, bytes]]:
    marks = ", ".join(map(str, keys))
    query = f"SELECT id, title, CAST(text AS BLOB) FROM document WHERE id IN ({marks}) ORDER BY id"
    return connection.execute(query).fetchall()


def _spans(connection: sqlite3.Connection, person: int, keys: Sequence[int]) -> dict[int, list[SpanAt]]:
    """The person's spans in these documents, by position; read from the index alone."""
    found: dict[int, list[SpanAt]] = {}
    marks = ", ".join(map(str, keys))
    query = f"""SELECT document, id, start, "end", label FROM span WHERE document IN ({marks}) AND annotator = ?
    ORDER BY document, start, "end" """
    for document, *rest in connection.execute(query, [person]):
        found.setdefault(document, []).append(SpanAt(*rest))
    return found


def _hits(found: _Text, spans: list[SpanAt], filters: _Filters) -> Iterator[Hit]:
    near = _Near(spans)
    ranges: Iterable[Range] = found.ranges if found.ranges is not None else _ranges_of(spans, filters)
    for start, end in ranges:
        on_it = near.over(start, end) if spans else ()
        if filters.lets(on_it):
            yield _hit(found, start, end, on_it)


def _ranges_of(spans: Iterable[SpanAt], filters: _Filters) -> list[Range]:
    """Where the spans are that are hits themselves, each range once."""
    return list(dict.fromkeys((span.start, span.end) for span in spans if filters.lets([span])))


class _Near:
    """Finds the spans that share a character with a range, in a list that is sorted by start."""

    def __init__(self, spans: list[SpanAt]) -> None:
        self._spans = spans
        self._starts = [span.start for span in spans]
        self._longest = max((span.end - span.start for span in spans), default=0)

    def over(self, start: int, end: int) -> tuple[SpanAt, ...]:
        """The spans over `[start, end)`, by position."""
        first = bisect_left(self._starts, start - self._longest)
        last = bisect_left(self._starts, end)
        return tuple(span for span in self._spans[first:last] if span.end > start)


def _hit(found: _Text, start: int, end: int, spans: tuple[SpanAt, ...]) -> Hit:
    left, right = around(found.text, start, end)
    words = " ".join(found.text[start:end].split())
    return Hit(found.document, found.title, start, end, left, words, right, spans)


def around(text: str, start: int, end: int, width: int = AROUND) -> tuple[str, str]:
    """What stands before and after `[start, end)` on one line: whole words in at most `width` code points a side."""
    first, last = max(0, start - width), min(len(text), end + width)
    before, after = text[first:start], text[end:last]
    if first and not text[first - 1].isspace():
        before = before.partition(" ")[2] if " " in before else before
    if last < len(text) and not text[last].isspace():
        after = after.rpartition(" ")[0] if " " in after else after
    return " ".join(before.split()), " ".join(after.split())
