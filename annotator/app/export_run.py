"""An export beside the window: told without writing, or written, with words found in another process."""

from __future__ import annotations

import queue
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from annotator.app.jobs import Job
from annotator.core.errors import AnnotatorError, RefusedError
from annotator.core.selection import Range, Segmenter
from annotator.core.shares import Recipe
from annotator.core.text import digest
from annotator.storage.project import Project
from annotator.workflows import splitting
from annotator.workflows.exporting import Report, Request, export
from annotator.workflows.splitting import SplitPlan
from annotator.workflows.steps import Step

if TYPE_CHECKING:
    from annotator.nlp.worker import Answer, Worker

_KEPT = 2000
"""Texts whose words are remembered, so that writing after counting finds none of them again."""

_WAIT = 0.05
"""Seconds between two looks whether the person has cancelled."""


@dataclass(frozen=True, slots=True)
class Split:
    """A split that is wanted: its recipe, whose labels its parts are balanced by, and the plan when there is one."""

    recipe: Recipe
    annotator: str = ""
    plan: SplitPlan | None = None


@dataclass(frozen=True, slots=True)
class Exported:
    """What a job brought: the number it was started under, the report or why there is none, and the split."""

    number: int
    report: Report | None = None
    error: AnnotatorError | None = None
    plan: SplitPlan | None = None


class WorkerSegmenter(Segmenter):
    """Words from a process of its own, since finding them in a thread would stall the window."""

    def __init__(self) -> None:
        self.check: Callable[[], None] = _nothing
        """Called while answers are awaited; what it raises ends the waiting."""
        self._worker: Worker | None = None
        self._answers: queue.SimpleQueue[Answer] = queue.SimpleQueue()
        self._known: dict[str, list[Range]] = {}
        self._generation = 0

    def words(self, text: str) -> list[Range]:
        """The words of a text. Raises RefusedError("format.no-segmenter") when the process cannot find them."""
        key = digest(text)
        if key not in self._known:
            found = sorted(self._found(text, key))
            if len(self._known) >= _KEPT:
                del self._known[next(iter(self._known))]
            self._known[key] = found
        return self._known[key]

    def close(self) -> None:
        """Ends the process."""
        if self._worker is not None:
            self._worker.close()
            self._worker = None

    def _found(self, text: str, key: str) -> set[Range]:
        from annotator.nlp.segment import pieces
        from annotator.nlp.worker import Request as Piece
        from annotator.nlp.worker import Worker

        self.check()
        worker = self._worker = self._worker or Worker(self._answers.put)
        self._generation += 1
        asked = [
            Piece("words", 0, key, self._generation, text[start:end], start, "", urgent=True)
            for start, end in pieces(text)
        ]
        worker.submit(asked)
        words: set[Range] = set()
        try:
            for _ in asked:
                words.update((item[0], item[1]) for item in self._next().items)
        except BaseException:
            worker.drop(0)
            raise
        return words

    def _next(self) -> Answer:
        while True:
            self.check()
            try:
                answer = self._answers.get(timeout=_WAIT)
            except queue.Empty:
                continue
            if answer.request.generation != self._generation:
                continue
            if answer.error:
                raise RefusedError("format.no-segmenter", reason=answer.detail)
            return answer


def work(
    request: Request, words: WorkerSegmenter, number: int, only_count: bool, split: Split | None = None
) -> Callable[[Job], Exported]:
    """The work of a job: writes a data set, or says what would be written when it is `only_count`ed.

    A split is planned before, and kept by whoever has the project (see `keep`).
    """
    return partial(_work, request, words, number, only_count, split)


def keep(project: Project, plan: SplitPlan) -> AnnotatorError | None:
    """Keeps the split that was exported in the project that is open; why it could not be, if so."""
    try:
        splitting.keep(project, plan)
    except AnnotatorError as error:
        return error
    return None


def _work(
    request: Request, words: WorkerSegmenter, number: int, only_count: bool, split: Split | None, job: Job
) -> Exported:
    at = (0, 0)

    def step(done: int, total: int) -> None:
        nonlocal at
        at = (done, total)
        job.report(done, total, number)

    def planned(_done: int, total: int) -> None:
        job.report(0, total, number)  # its steps are not articles: nobody is told more than that it goes on

    words.check = lambda: job.report(*at, number)
    plan = None
    try:
        if split is not None:
            plan = split.plan or _planned(request, split, planned)
            request = replace(request, selection=replace(request.selection, parts=plan.parts))
        return Exported(number, export(request, step, words, only_count), plan=plan)
    except AnnotatorError as error:
        return Exported(number, error=error, plan=plan)


def _planned(request: Request, split: Split, step: Step) -> SplitPlan:
    """The split, read through a connection of its own: the project is written to by the window alone."""
    recipe = split.recipe
    found = splitting.settle(request.project, recipe.shares, recipe.seed, split.annotator, keep_it=False, step=step)
    if request.file is not None:
        request.file.check()
    return found.plan


def _nothing() -> None:
    """Nobody to ask whether to go on."""
