"""A merge beside the window: the other project is looked at first, then read in a thread and written as imports are."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from time import monotonic
from typing import Any

from annotator.app.import_run import ImportResult, ImportRun
from annotator.app.jobs import Job, Jobs
from annotator.app.session import Session
from annotator.core.errors import AnnotatorError, ProjectError
from annotator.core.model import Annotator, Label
from annotator.storage import imports
from annotator.storage.other_project import OtherProject
from annotator.workflows.finding_files import Problem
from annotator.workflows.importing import Item, Prepared, chunks
from annotator.workflows.importing_received import Received
from annotator.workflows.merging import Merger, Preview, is_conflict, look
from annotator.workflows.merging_people import Whose, identified
from annotator.workflows.merging_reading import OtherReader, annotators

_TOLD_EVERY = 0.05
"""Seconds between two reports of the reading thread, and so the time in which it sees that it was cancelled."""
_TRIES = 5
_OUTDATED = ("edit.stale", "edit.conflict", "span.duplicate", "relation.duplicate", "relation.ends",
             "label.name-taken", "label.key-taken")  # fmt: skip
"""Why an edit is refused that was planned before the person at work did something else there."""


@dataclass
class MergeResult(ImportResult):
    """How a merge ended: articles that were met, and spans that came in and that were here already."""

    met: int = 0
    added: int = 0
    present: int = 0
    is_new: bool = False
    """Whether anything came in."""
    is_whole: bool = True
    """False when nothing was merged, for whatever reason."""
    is_planned_again: bool = False
    """Whether the person at work changed something meanwhile that the merge was to change."""
    others: list[str] = field(default_factory=list)
    """The other people whose layers the project has, by name."""

    @property
    def conflicts(self) -> list[Problem]:
        """Where the two differ; what is here was kept."""
        return [problem for problem in self.problems if is_conflict(problem)]


class MergeRun(ImportRun):
    """One merge into the project that a session has open. It lands whole, by one edit, or not at all.

    After `asked`, which brings a Preview, it waits for `merge_as` or `cancel`.
    """

    def __init__(self, session: Session, jobs: Jobs, path: str) -> None:
        super().__init__(session, jobs, [path])
        self.path = path
        self.result: MergeResult = MergeResult()
        self._merger: Merger | None = None
        self._people: tuple[Annotator, ...] = ()
        self._same: Mapping[str, str] = {}
        self._tries = 0
        self._comes_again = False

    def start(self) -> None:
        """Begins to look; `asked` or `done` come later."""
        project = self._project
        if project is None:
            self._later(self._fail, ProjectError("project.missing", path=""))
            return
        own, known = project.path, imports.digests(project.store)
        self._looking = Job(self._jobs)
        self._looking.finished.connect(self._seen)
        self._looking.failed.connect(self._fail)
        self._jobs.start(lambda _job: look(self.path, own, known), self._looking)

    def merge_as(self, people: tuple[Annotator, ...], same: Mapping[str, str]) -> None:
        """Merges; `people` are those of the other project, `same` names there with the names here that are meant."""
        self._people, self._same = people, same
        self._merge()

    def _merge(self) -> None:
        project, people, same = self._project, self._people, self._same
        if self.is_over or project is None:
            return
        self._tries += 1
        try:
            whose = identified(project.people.all(), people, same)
        except AnnotatorError as error:
            self._fail(error)
            return
        merger = Merger(project, list(whose.values()), self.path)
        self._merger = merger
        labels, own, room = project.labels.all(), project.path, self._room
        self._begin(lambda _project: merger, lambda _project: partial(_read, self.path, own, whose, labels, room))

    def _is_outdated(self, error: AnnotatorError) -> bool:
        self._comes_again = error.code in _OUTDATED and self._tries < _TRIES
        return self._comes_again

    def _not_landed(self) -> None:
        if self._comes_again:
            self._comes_again = self._is_read = False
            self._start_over()
        else:
            super()._not_landed()

    def _start_over(self) -> None:
        """Takes back what was written, which nobody sees, and plans the merge on what the person has done meanwhile."""
        if self.is_over:
            return
        if not self._take_back():
            self._later(self._start_over)
        elif self.result.error is not None:
            self._stop()
        else:
            self.result = MergeResult(is_planned_again=True)
            self._job = self._new_job()
            self._merge()

    def _seen(self, preview: Preview) -> None:
        if not self.is_over:
            self.asked.emit(preview)

    def _end(self) -> None:
        """Tells what was met and what differs besides what every import tells."""
        if self._merger is not None and self.result.is_whole:
            figures = self._merger.figures
            self.result.met, self.result.added, self.result.present = figures.met, figures.added, figures.present
            self.result.problems += self._merger.others()
            self.result.others = [name for name in self._merger.people if name != self._person]
        super()._end()

    def _stop(self) -> None:
        if not self.is_over:
            self.result.is_whole = False
        super()._stop()

    def _count_receivers(self, edit: Any) -> Received:
        self.result.is_new = edit is not None
        return super()._count_receivers(edit)


def _read(
    path: str, own: str, people: Mapping[int, Whose], labels: list[Label], room: threading.Semaphore, job: Job
) -> list[Problem]:
    """In the job's thread: reads the other project and hands chunks over, waiting when too many lie unwritten."""
    name = os.path.basename(path)
    with closing(OtherProject(path, own)) as other:
        _, problems = annotators(other)
        reader = OtherReader(other, people, labels)
        done = 0
        last = 0.0

        def told() -> Iterator[Item]:
            nonlocal done, last
            for item in reader.items():
                done += isinstance(item, Prepared)
                if monotonic() - last >= _TOLD_EVERY:
                    last = monotonic()
                    job.report(done, reader.total, name)
                yield item

        for chunk in chunks(told(), problems):
            while not room.acquire(timeout=_TOLD_EVERY):
                job.report(done, reader.total, name)
            job.report(done, reader.total, chunk)
    return problems
