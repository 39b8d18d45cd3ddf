"""What is said about an article itself, its title, source, date and the kinds of its lines, where two projects differ.

A merge takes none of it over: what is here stays, and what they have else is told.
"""

from __future__ import annotations

from collections.abc import Iterator

from annotator.core.errors import RefusedError
from annotator.core.exchange import AnnotatedDocument

_FIELDS = {
    "title": "merge.title",
    "source": "merge.source",
    "url": "merge.url",
    "author": "merge.author",
    "published": "merge.published",
}
"""What is told of each field that differs."""

_BODY = "body"
_BY_HAND = "person"


def differing(article: str, ours: AnnotatedDocument, theirs: AnnotatedDocument) -> Iterator[RefusedError]:
    """Each field that says something else there; a blank one says nothing. Of lines only those corrected by hand."""
    for name, code in _FIELDS.items():
        there = getattr(theirs, name)
        if there and there != getattr(ours, name):
            yield RefusedError(code, article=article, said=there)
    here = {start: kind for start, _, kind, _ in ours.lines}
    others = sum(by == _BY_HAND and here.get(start, _BODY) != kind for start, _, kind, by in theirs.lines)
    if others:
        yield RefusedError("merge.lines", article=article, n=others)
