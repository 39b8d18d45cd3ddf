"""Checking and repairing a project file by its path, and what a person is told of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from typing import NamedTuple

from annotator.storage import backup, gate
from annotator.storage.backup import Reason
from annotator.storage.damaged_text import clean, readable
from annotator.storage.project import Project
from annotator.workflows import checking, repairing
from annotator.workflows.findings import Finding
from annotator.workflows.steps import Step, no_step


class Article(NamedTuple):
    """An article that findings name: its title, and whether it can be opened (False for one that was removed)."""

    title: str
    is_there: bool


class Report(NamedTuple):
    """What came of a check, or of a repair: what is wrong still, and what was mended."""

    path: str
    findings: list[Finding]
    articles: dict[int, Article]
    """Of those that the findings name, the ones that could be read."""
    looked_at: int = 0
    """How many articles the project has."""
    mended: dict[str, int] | None = None
    """The codes of what a repair mended, counted; None after a check alone."""
    kept: str = ""
    """The path of the backup that a repair made beforehand, empty when there was nothing to mend."""

    @property
    def is_sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.findings


def check(path: str, step: Step = no_step) -> Report:
    """Checks a file without changing it. Raises ProjectError when it cannot be read at all."""
    with gate.reading_errors(path), closing(Project.open(path, read_only=True, as_it_is=True)) as project:
        return _report(project, checking.check(project, step))


def repair(path: str, step: Step = no_step) -> Report:
    """Rebuilds what can be rebuilt, after a backup of the file as it was. Raises ProjectError as opening does."""
    with gate.reading_errors(path), closing(Project.open(path, as_it_is=True)) as project:
        found, kept = checking.check(project, step), ""
        if found:
            kept = backup.make(project.store.connection, Reason.REPAIR).path
        done = repairing.repair(project, step, found)
        return _report(project, done.left)._replace(mended=done.mended, kept=kept)


def _report(project: Project, findings: Sequence[Finding]) -> Report:
    articles = {finding.document for finding in findings if finding.document is not None}
    try:
        with readable(project.store.connection):
            ((number,),) = project.store.connection.execute("SELECT count(*) FROM document WHERE NOT removed")
            named = {key: found for key in articles if (found := _article(project, key)) is not None}
    except sqlite3.DatabaseError:
        number, named = 0, {}
    return Report(project.path, list(findings), named, number)


def _article(project: Project, key: int) -> Article | None:
    query = """SELECT d.title, d.removed, b.state FROM document d LEFT JOIN batch b ON b.id = d.batch WHERE d.id = ?"""
    row = project.store.connection.execute(query, [key]).fetchone()
    if row is None:
        return None
    title, removed, state = row
    return Article(clean(str(title)), not removed and state == "visible")
