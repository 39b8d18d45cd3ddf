"""What is wrong with a project file, as `checking` finds it and `repairing` mends it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any, NamedTuple

from annotator.storage.damaged_text import clean
from annotator.storage.project import Project


class Finding(NamedTuple):
    """One thing that is wrong: `code` names the sentence, `values` fill it, `document` is where, if in one."""

    code: str
    values: dict[str, Any]
    document: int | None = None


UNREADABLE = (sqlite3.DatabaseError, AttributeError, OverflowError, TypeError, ValueError)
"""What reading raises where rows are damaged: of pages that were swapped a column may hold any kind of value."""


def guarded(findings: Iterator[Finding], document: int | None = None) -> Iterator[Finding]:
    """The findings as they can be shown, and as one more that SQLite cannot read on."""
    try:
        for finding in findings:
            yield finding._replace(values={name: _shown(value) for name, value in finding.values.items()})
    except UNREADABLE as error:
        yield Finding("check.file", {"reason": str(error)}, document)


def _shown(value: Any) -> Any:
    return clean(value) if isinstance(value, str) else value


def read(project: Project, query: str, *values: object) -> Iterator[Any]:
    """The rows of a query."""
    yield from project.store.connection.execute(query, values)
