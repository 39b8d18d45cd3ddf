"""What the work page shows, found out beside the window: a person's pace, and what the bias guard says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from annotator.app.jobs import Job
from annotator.core.guard_figures import GuardFigures
from annotator.core.model import AnnotatorKind
from annotator.core.work import Work
from annotator.nlp import suggesters
from annotator.storage import work
from annotator.storage.project import Project
from annotator.storage.work import Named
from annotator.workflows import guarding as compared


@dataclass(frozen=True, slots=True)
class Meter:
    """The figures of one person, with the names of what they are about."""

    work: Work = field(default_factory=Work)
    names: Named = field(default_factory=lambda: Named({}, {}))


def metering(path: str, person: int) -> Callable[[Job], Meter]:
    """The work of a job: reads a person's pace from the journal."""
    return partial(_meter, path, person)


def guarding(path: str, person: int) -> Callable[[Job], GuardFigures]:
    """The work of a job: holds guarded articles of a person against the others."""
    return partial(_guard, path, person)


def midnight(now: datetime) -> float:
    """When the day of `now` began where this machine stands, in seconds since 1970."""
    return now.astimezone().replace(hour=0, minute=0, second=0, microsecond=0).timestamp()


def _meter(path: str, person: int, job: Job) -> Meter:
    project = Project.open(path, read_only=True)
    try:
        connection = project.store.connection
        found = work.figures(connection, person, midnight(datetime.now().astimezone()), job.report)
        return Meter(found, work.names(connection, found))
    finally:
        project.close()


def _guard(path: str, person: int, job: Job) -> GuardFigures:
    project = Project.open(path, read_only=True)
    try:
        everybody = project.people.all()
        who = next((each for each in everybody if each.id == person), None)
        machines = (each for each in everybody if each.kind == AnnotatorKind.MACHINE)
        machine = next((each for each in machines if each.name == suggesters.DEFAULT), None)
        return compared.figures(project, who, machine, job.report) if who is not None else GuardFigures()
    finally:
        project.close()
