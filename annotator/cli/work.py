"""The table of the work meter: a person's pace as a whole, by session, article and label."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from annotator.core.model import Annotator
from annotator.core.work import Deed, Figures
from annotator.storage import work
from annotator.storage.project import Project

COLUMNS = ("of", "name", "seconds", "entities", "seconds_per_entity", "entities_per_hour", *map(str, Deed))
"""`of` is "all", "session", "article" or "label"; a session is named by its local time."""


def rows(project: Project, person: Annotator) -> list[tuple[Any, ...]]:
    """The rows under `COLUMNS`."""
    return list(_rows(project, person))


def _rows(project: Project, person: Annotator) -> Iterator[tuple[Any, ...]]:
    connection = project.store.connection
    found = work.figures(connection, person.id, float("inf"))
    names = work.names(connection, found)
    yield _row("all", "", found.total)
    for sitting in found.sittings:
        yield _row("session", f"{datetime.fromtimestamp(sitting.start).astimezone():%Y-%m-%d %H:%M}", sitting.figures)
    for key, figures in found.articles.items():
        yield _row("article", names.articles.get(key, "") if key is not None else "", figures)
    for label, name in names.labels.items():
        if label in found.labels:
            yield _row("label", name, found.labels[label])


def _row(of: str, name: str, figures: Figures) -> tuple[Any, ...]:
    pace = (_rounded(figures.per_entity), _rounded(figures.per_hour))
    counts = (figures.counts[deed] for deed in Deed)
    return (of, name, round(figures.seconds, 1), figures.entities, *pace, *counts)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1)
