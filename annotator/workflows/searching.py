"""Articles by the words in them, and every place of a query in its context."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from annotator.core.model import Annotator
from annotator.core.model import Scope as LabelScope
from annotator.core.query import parse
from annotator.core.text import find_all, folded
from annotator.storage import concordance, search
from annotator.storage.concordance import Scope
from annotator.storage.listing import page
from annotator.storage.project import Project

_AROUND = 40
_NOBODY = 0
_WORD = re.compile(r"[^\W_]+")


class Hit(NamedTuple):
    """One article that holds the words: how often its text does, and the first place with what is around it."""

    id: int
    name: str
    title: str
    hits: int
    context: str


def find(project: Project, query: str, limit: int) -> list[Hit]:
    """The articles whose title or text holds the words of `query` one after the other, case and diacritics apart."""
    try:
        keys = search.find(project.store, query, limit)
    except sqlite3.DatabaseError as error:
        if not search.is_broken(error):
            raise
        keys = list(islice(_looked_through(project, query), limit))
    shown = page(project.store.connection, _NOBODY, keys)
    return [_hit(project, key, shown[key].name, shown[key].title, query) for key in sorted(shown)]


def _looked_through(project: Project, query: str) -> Iterator[int]:
    """The same articles, found without the search index."""
    wanted = _words(query)
    for key in project.documents.ids() if wanted.strip() else ():
        if wanted in _words(project.documents.get(key).title) or wanted in _words(project.documents.text(key)):
            yield key


def _words(text: str) -> str:
    """The words as the index parts them, with blanks between and around them."""
    return " ".join(["", *_WORD.findall(folded(text)), ""])


class Line(NamedTuple):
    """One place of a query: `[start, end)` in code points, the context on both sides, the labels on this very range."""

    id: int
    name: str
    start: int
    end: int
    left: str
    hit: str
    right: str
    labels: str


def concordance_of(project: Project, person: Annotator | None, query: str, limit: int) -> list[Line]:
    """Every place of a query (see `core.query` for its language), in the order of the articles.

    Labels are those of `person`. Raises InputError for a query that cannot be read, RefusedError for a regular
    expression that takes too long.
    """
    labels = {label.name: label.id for label in project.labels.all() if label.scope == LabelScope.SPAN}
    names = {key: name for name, key in labels.items()}
    scope = Scope(person.id if person else _NOBODY, labels)
    store = project.store
    portions = concordance.search(store.connection, project.path, parse(query), scope, limit=limit)
    hits = [hit for portion in portions for hit in portion.hits]
    articles = {key: project.documents.get(key).name for key in {hit.document for hit in hits}}
    return [
        Line(hit.document, articles[hit.document], hit.start, hit.end, hit.left, hit.words, hit.right,
             ", ".join(names[span.label] for span in hit.same))
        for hit in hits
    ]  # fmt: skip


def _hit(project: Project, key: int, name: str, title: str, query: str) -> Hit:
    text = project.documents.text(key)
    places = find_all(text, query, match_marks=False)
    if not places:
        return Hit(key, name, title, 0, "")
    start, end = places[0]
    around = text[max(0, start - _AROUND) : end + _AROUND]
    return Hit(key, name, title, len(places), " ".join(around.split()))
