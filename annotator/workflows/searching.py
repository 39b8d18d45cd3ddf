"""Articles by the words in them."""

from __future__ import annotations

from typing import NamedTuple

from annotator.core.text import find_all
from annotator.storage import search
from annotator.storage.listing import page
from annotator.storage.project import Project

_AROUND = 40
_NOBODY = 0


class Hit(NamedTuple):
    """One article that holds the words: how often its text does, and the first place with what is around it."""

    id: int
    name: str
    title: str
    hits: int
    context: str


def find(project: Project, query: str, limit: int) -> list[Hit]:
    """The articles whose title or text holds the words of `query` one after the other, case and diacritics apart."""
    keys = search.find(project.store, query, limit)
    shown = page(project.store.connection, _NOBODY, keys)
    return [_hit(project, key, shown[key].name, shown[key].title, query) for key in sorted(shown)]


def _hit(project: Project, key: int, name: str, title: str, query: str) -> Hit:
    text = project.documents.text(key)
    places = find_all(text, query, match_marks=False)
    if not places:
        return Hit(key, name, title, 0, "")
    start, end = places[0]
    around = text[max(0, start - _AROUND) : end + _AROUND]
    return Hit(key, name, title, len(places), " ".join(around.split()))
