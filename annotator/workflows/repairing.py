"""Mending what can be rebuilt in a project file, and nothing else.

Counts, quotes, the search index and SQLite's own indexes are made again from what they are of. A row is put back only
when its seal proves that this is what it said: from the journal, and quotes from the text. A text is never guessed.
"""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from annotator.core.edits import Change
from annotator.core.model import Document
from annotator.core.text import digest
from annotator.storage import inspection, rows, seals, search
from annotator.storage.damaged_text import readable
from annotator.storage.documents import described
from annotator.storage.project import Project
from annotator.storage.seals import Seal, Sums
from annotator.workflows import check_article, checking
from annotator.workflows.check_history import History, Left, is_as_left, parsed
from annotator.workflows.findings import Finding, read
from annotator.workflows.steps import Step, no_step

_SET_TALLY = """INSERT INTO tally VALUES (?, ?, ?, ?) ON CONFLICT (document, annotator)
DO UPDATE SET spans = excluded.spans, suggestions = excluded.suggestions"""
_SEARCH = frozenset(("check.not-indexed", "check.index", "check.search"))
MENDABLE = frozenset(
    (
        "check.file", "check.length", "check.numbers", "check.project-rows", "check.quote", "check.rows", "check.seal",
        "check.state", "check.tally",
    )
) | _SEARCH  # fmt: skip
"""The findings of which some, at least, can be mended."""


class Repaired(NamedTuple):
    """What was mended and how often (the codes of findings, counted), and what is still wrong."""

    mended: dict[str, int]
    left: list[Finding]


def repair(project: Project, step: Step = no_step, found: list[Finding] | None = None) -> Repaired:
    """Rebuilds what can be rebuilt, in one transaction for each kind of thing.

    `found` is what a check has just found; without it one is made. Raises ProjectError as every transaction does. A
    file whose pages SQLite cannot read stays as it is.
    """
    with readable(project.store.connection):
        found = checking.check(project, step) if found is None else found
        mended: Counter[str] = Counter()
        if found and all(_is_readable(finding) for finding in found):
            for part in (_indexes, _rows, _counts, _numbers, _search):
                mended.update(part(project, found))
            found = checking.check(project, step)
    return Repaired(dict(mended), found)


def _is_readable(finding: Finding) -> bool:
    """False for what SQLite cannot read; an index that differs from its table, or a value out of order, it can."""
    return finding.code != "check.file" or bool(_READABLE.search(finding.values["reason"]))


_READABLE = re.compile(r"index |constraint failed|value in ")


def _indexes(project: Project, found: Iterable[Finding]) -> list[str]:
    """Makes SQLite's indexes anew where one differs from its table, unless two rows are in each other's way."""
    differing = [each for each in found if each.code == "check.file" and "index " in each.values["reason"]]
    if differing:
        try:
            with project.store.transaction():
                project.store.connection.execute("REINDEX")
        except sqlite3.IntegrityError:
            return []
    return ["check.file"] * len(differing)


def _rows(project: Project, _: Iterable[Finding]) -> Iterator[str]:
    """Puts back rows of articles whose seal is broken, as far as it fits then, and mends seals and quotes."""
    history = History(project)
    list(history.findings())
    for key, seal in seals.kept(project.store.connection).items():
        edits = history.sum(key)
        if edits is not None:
            lefts = [left for left in history.astray if (left.document or seals.PROJECT) == key]
            yield from _mended(project, key, seal, edits, lefts)


def _mended(project: Project, key: int, seal: Seal, edits: int, lefts: list[Left]) -> list[str]:
    """What was mended of the rows and the seal of one article, or of what belongs to none."""
    store = project.store
    if seal.fits(Sums(check_article.rows_of(project, key), edits)):
        with store.transaction():
            done = _fitting(project, key)
        with store.transaction():
            sums = Sums(check_article.rows_of(project, key), edits)
            if not seal.is_whole:
                seals.keep(store.connection, key, sums)
                done.append("check.seal")
        return done
    with store.transaction(), store.seals.paused(), _taken_back_unless_fitting(project, key, seal, edits) as done:
        done.extend(_derived(project, key))
        done.extend(_fitting(project, key))
        done.extend(_put_back(project, lefts))
    return done


@contextmanager
def _taken_back_unless_fitting(project: Project, key: int, seal: Seal, edits: int) -> Iterator[list[str]]:
    """What is done meanwhile stays only if the seal fits then; the list is emptied otherwise."""
    connection, done = project.store.connection, list[str]()
    connection.execute("SAVEPOINT mending")
    try:
        yield done
        fits = seal.fits(Sums(check_article.rows_of(project, key), edits))
    except sqlite3.IntegrityError:
        fits = False
    if not fits:
        connection.execute("ROLLBACK TO mending")
        done.clear()
    connection.execute("RELEASE mending")


def _put_back(project: Project, lefts: Iterable[Left]) -> list[str]:
    """Writes rows as the journal left them."""
    done = []
    for left in lefts:
        now = rows.read(project.store, left.table, left.key)
        change = Change(left.table, left.key, now, None if left.row is None else {**(now or {}), **left.row})
        if not is_as_left(left, now):
            rows.write(project.store, [change])
            done.append("check.state")
    return done


def _derived(project: Project, key: int) -> list[str]:
    """Makes anew what an article's row says of its text and title."""
    connection = project.store.connection
    row = rows.read(project.store, "document", key)
    if row is None:
        return []
    ((text,),) = connection.execute("SELECT text FROM document WHERE id = ?", [key])
    meta = parsed(row["meta"])
    if not isinstance(meta, dict):
        return []
    made = described(Document.from_row({**row, "digest": digest(text)})).row()
    wrong = {name: made[name] for name in _DERIVED if made[name] != row[name]}
    inspection.derive(connection, key, wrong)
    return ["check.rows"] * bool(wrong)


_DERIVED = ("digest", "title_key", "source_key", "author_key", "title_folded")


def _fitting(project: Project, key: int) -> list[str]:
    """Makes the length and the quotes of an article anew from its text, if that is the text it had."""
    connection = project.store.connection
    row = connection.execute("SELECT digest, length, text FROM document WHERE id = ?", [key]).fetchone()
    if row is None or digest(row[2]) != row[0]:
        return []
    text, done = row[2], []
    if len(text) != row[1]:
        connection.execute("UPDATE document SET length = ? WHERE id = ?", [len(text), key])
        done.append("check.length")
    for span, start, end, quote in read(project, 'SELECT id, start, "end", quote FROM span WHERE document = ?', key):
        if text[start:end] != quote and 0 <= start < end <= len(text):
            connection.execute("UPDATE span SET quote = ? WHERE id = ?", [text[start:end], span])
            done.append("check.quote")
    return done


def _counts(project: Project, _: Iterable[Finding]) -> Iterator[str]:
    """Sets the counts of lists to what is counted."""
    with project.store.transaction():
        for finding in list(checking.tallies(project)):
            values = finding.values
            row = [finding.document, values["annotator"], values["spans"], values["suggestions"]]
            project.store.connection.execute(_SET_TALLY, row)
            yield finding.code


def _numbers(project: Project, found: Iterable[Finding]) -> Iterator[str]:
    """Lets new rows have numbers that are free."""
    for finding in found:
        if finding.code == "check.numbers":
            with project.store.transaction():
                inspection.renumber(project.store.connection, finding.values["table"])
            yield finding.code


def _search(project: Project, found: Iterable[Finding]) -> Iterator[str]:
    """Builds the search index anew."""
    if any(finding.code in _SEARCH for finding in found):
        with project.store.transaction():
            search.rebuild(project.store)
        yield "check.search"
