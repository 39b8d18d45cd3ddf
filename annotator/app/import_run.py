"""An import beside the window: files are read in a thread, written here in small pieces, and shown by one edit."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.app.jobs import Job, Jobs
from annotator.app.session import Session
from annotator.core.errors import AnnotatorError, ProjectError
from annotator.core.exchange import DataSet
from annotator.storage import imports
from annotator.storage.project import Project
from annotator.workflows.finding_files import Problem, find_files
from annotator.workflows.importing import Importer, Prepared, chunks, prepare

_PIECE = 20
_PIECE_CHARACTERS = 300_000
"""What one transaction of the window's thread writes, so that the window stays quick meanwhile."""

_AHEAD = 4
"""How many chunks may wait to be written before reading pauses."""

_EVERY = 0.05
"""Seconds between two reports of the reading thread, and so the time in which it sees that it was cancelled."""

Pieces = list[Prepared | DataSet]


@dataclass
class ImportResult:
    """How an import ended: new articles, what was left out, and the error when it was stopped by one."""

    articles: int = 0
    problems: list[Problem] = field(default_factory=list)
    error: AnnotatorError | None = None
    is_cancelled: bool = False

    @property
    def left_out(self) -> list[Problem]:
        """The files that could not be taken."""
        return [problem for problem in self.problems if not problem.is_notice]

    @property
    def notices(self) -> list[Problem]:
        """What is nothing to be mended: texts that are there already."""
        return [problem for problem in self.problems if problem.is_notice]


class ImportRun(QObject):
    """One import into the project that a session has open. It lands whole, by one edit, or not at all."""

    progressed = Signal(int, int, str)
    """Files read, files in all (0 while they are looked for), and the one that is read now."""
    done = Signal(object)
    """Once, however it went: an ImportResult."""

    def __init__(self, session: Session, jobs: Jobs, paths: Sequence[str]) -> None:
        super().__init__(jobs)
        self.result = ImportResult()
        self.is_over = False
        self._session = session
        self._jobs = jobs
        self._paths = list(paths)
        self._project: Project | None = session.project
        self._person = session.person.name if session.person else ""
        self._importer: Importer | None = None
        self._waiting: deque[tuple[Pieces, bool]] = deque()
        self._room = threading.Semaphore(_AHEAD)
        self._is_read = False
        self._job = Job(jobs)
        self._job.progressed.connect(self._received)
        self._job.finished.connect(self._read_all)
        self._job.failed.connect(self._fail)
        session.project_changed.connect(self._project_gone)

    def start(self) -> None:
        """Begins; `done` comes later, also when nothing can be imported."""
        if self._project is None:
            self._later(self._fail, ProjectError("project.missing", path=""))
            return
        try:
            self._importer = Importer(self._project, self._person)
            self._importer.begin("; ".join(self._paths))
            known = imports.digests(self._project.store)
        except AnnotatorError as error:
            self._later(self._fail, error)
            return
        self._jobs.start(partial(_read, self._paths, known, self._person, self._room), self._job)

    def cancel(self) -> None:
        """Ends the import at once; nothing of it stays in the project."""
        self.result.is_cancelled = True
        self._stop()

    def _received(self, done: int, total: int, item: Any) -> None:
        if self.is_over:
            return
        if isinstance(item, str):
            self.progressed.emit(done, total, item)
            return
        if not self._waiting:
            self._later(self._write)
        pieces = _cut(item)
        self._waiting.extend((piece, piece is pieces[-1]) for piece in pieces)

    def _write(self) -> None:
        if self.is_over or self._importer is None:
            return
        piece, is_last = self._waiting.popleft()
        try:
            self.result.problems += self._importer.take(piece)
        except AnnotatorError as error:
            self._fail(error)
            return
        if is_last:
            self._room.release()
        if self._waiting:
            self._later(self._write)
        elif self._is_read:
            self._finish()

    def _read_all(self, problems: list[Problem]) -> None:
        if self.is_over:
            return
        self.result.problems[:0] = problems
        self._is_read = True
        if not self._waiting:
            self._finish()

    def _finish(self) -> None:
        if self.is_over or self._importer is None:
            return
        try:
            edit = self._importer.finish()
        except AnnotatorError as error:
            self._fail(error)
            return
        self.result.articles = self._importer.articles
        if edit is not None and not self._session.apply(edit):
            self.result.articles = 0
            self._stop()
            return
        self._end()

    def _fail(self, error: Exception) -> None:
        if self.is_over:
            return
        if not isinstance(error, AnnotatorError):
            error = ProjectError("project.write-failed", reason=str(error))
        self.result.error = error
        self._stop()

    def _project_gone(self) -> None:
        """The project was closed: what was written stays invisible, and the next opening sweeps it away."""
        if not self.is_over and self._session.project is not self._project:
            self._importer = None
            self.cancel()

    def _stop(self) -> None:
        if self.is_over:
            return
        self._job.cancel()
        self.result.articles = 0
        if self._importer is not None:
            try:
                self._importer.cancel()
            except AnnotatorError as error:
                self.result.error = self.result.error or error
        self._end()

    def _end(self) -> None:
        self.is_over = True
        self._waiting.clear()
        self.done.emit(self.result)
        self.deleteLater()

    def _later(self, act: Any, *values: Any) -> None:
        QTimer.singleShot(0, self, partial(act, *values))


def _read(paths: list[str], known: set[str], person: str, room: threading.Semaphore, job: Job) -> list[Problem]:
    """In the job's thread: reads every file and hands chunks over, waiting when too many lie unwritten."""
    found = list(find_files(paths))
    files = [path for path in found if isinstance(path, str)]
    problems = [path for path in found if isinstance(path, Problem)]
    seen: set[str] = set()
    last = 0.0

    def told() -> Any:
        nonlocal last
        for item in prepare(files, known, annotator=person):
            path = getattr(item, "path", "")
            if path:
                seen.add(path)
            if monotonic() - last >= _EVERY:
                last = monotonic()
                job.report(len(seen), len(files), Path(path).name)
            yield item

    for chunk in chunks(told(), problems):
        while not room.acquire(timeout=_EVERY):
            job.report(len(seen), len(files), "")
        job.report(len(seen), len(files), chunk)
    return problems


def _cut(chunk: Pieces) -> list[Pieces]:
    pieces: list[Pieces] = [[]]
    size = 0
    for item in chunk:
        length = len(item.document.text) if isinstance(item, Prepared) else 0
        if pieces[-1] and (len(pieces[-1]) >= _PIECE or size + length > _PIECE_CHARACTERS):
            pieces.append([])
            size = 0
        pieces[-1].append(item)
        size += length
    return pieces
