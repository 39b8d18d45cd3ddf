"""Whether what is kept on one article is what was written and fits its text."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.core.text import digest
from annotator.storage import seals
from annotator.storage.project import Project
from annotator.storage.seals import Seal, Sums
from annotator.storage.search_check import SearchCheck
from annotator.workflows.findings import Finding, read

_QUERY = "SELECT digest, length, title_folded, text FROM document WHERE id = ?"
_SPANS = 'SELECT start, "end", quote FROM span WHERE document = ?'
_ANSWERS = 'SELECT start, "end" FROM answer WHERE document = ?'
_LINES = 'SELECT start, "end" FROM furniture WHERE document = ?'


def findings(project: Project, key: int, search: SearchCheck) -> Iterator[Finding]:
    """What does not fit the text of an article: its digest and length, quotes, answers and lines.

    The text is handed to `search`, which compares all of them with the index later.
    """
    ((expected, length, title, text),) = read(project, _QUERY, key)
    search.add(key, title, text)
    if digest(text) != expected:
        yield Finding("check.digest", {}, key)
    if len(text) != length:
        yield Finding("check.length", {"length": len(text), "expected": length}, key)
    for start, end, quote in project.store.connection.execute(_SPANS, [key]):
        if text[start:end] != quote:
            yield Finding("check.quote", {"start": start, "end": end, "quote": quote}, key)
    for start, end in project.store.connection.execute(_ANSWERS, [key]):
        if not 0 <= start < end <= len(text):
            yield Finding("check.answer", {"start": start, "end": end}, key)
    for start, end in project.store.connection.execute(_LINES, [key]):
        if not 0 <= start <= end <= len(text):
            yield Finding("check.line", {"start": start, "end": end}, key)


def sealed(project: Project, key: int, seal: Seal, edits: int | None) -> Iterator[Finding]:
    """What differs from the seal of an article, or of what belongs to none.

    `edits` is what its edits add up to, None where the journal cannot be read.
    """
    article = key or None
    sums = Sums(rows_of(project, key), seal.edits if edits is None else edits)
    if seal.fits(sums):
        if not seal.is_whole or (seal.rows, seal.edits) != sums:
            yield Finding("check.seal", {}, article)
        return
    if seal.rows != sums.rows or seal.edits == sums.edits:
        yield Finding("check.rows" if key else "check.project-rows", {}, article)
    if seal.edits != sums.edits:
        yield Finding("check.history" if key else "check.project-history", {}, article)


def rows_of(project: Project, key: int) -> int:
    """What the rows of an article, or those that belong to none, add up to."""
    connection = project.store.connection
    return seals.rows_of_document(connection, key) if key else seals.rows_of_project(connection)
