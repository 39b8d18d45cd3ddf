"""An import beside the window: files are read in a thread, written here in small pieces, and shown by one edit."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.app.import_look import Looked, look
from annotator.app.jobs import Job, Jobs
from annotator.app.session import Session
from annotator.core.edits import Edit
from annotator.core.errors import AnnotatorError, ProjectError
from annotator.core.exchange import DataSet
from annotator.formats.source import Source
from annotator.storage import imports
from annotator.storage.connection import writing_errors
from annotator.storage.project import Project
from annotator.workflows.finding_files import Problem, find_files
from annotator.workflows.importing import Importer, Item, Prepared, Reading, chunks, prepare
from annotator.workflows.importing_labels import new_labels
from annotator.workflows.importing_received import Received, received

_PIECE = 20
_PIECE_CHARACTERS = 300_000
"""What one transaction of the window's thread writes, so that the window stays quick meanwhile."""

_AHEAD = 4
"""How many chunks may wait to be written before reading pauses."""

_EVERY = 0.05
"""Seconds between two reports of the reading thread, and so the time in which it sees that it was cancelled."""

_PATIENCE = 0.05
"""Seconds after which taking back a stopped import lets the window do something else."""

Pieces = list[Prepared | DataSet]

Work = Callable[[Job], list[Problem]]
"""Reads and hands over chunks; what was left out comes at the end."""


@dataclass
class ImportResult:
    """How an import ended: new articles, what was left out, and the error when it was stopped by one.

    `received` counts what was put on articles that were here before.
    """

    articles: int = 0
    problems: list[Problem] = field(default_factory=list)
    error: AnnotatorError | None = None
    is_cancelled: bool = False
    received: Received = field(default_factory=Received)

    @property
    def left_out(self) -> list[Problem]:
        """The files that could not be taken."""
        return [problem for problem in self.problems if not problem.is_notice]

    @property
    def notices(self) -> list[Problem]:
        """What is nothing to be mended: texts that are there already."""
        return [problem for problem in self.problems if problem.is_notice]


class Asking(Enum):
    """Whether the person is shown the files and their formats before they are imported."""

    NEVER = auto()
    WHEN_UNCLEAR = auto()
    """Only when there is something else than plain text and our own files."""
    ALWAYS = auto()


class ImportRun(QObject):
    """One import into the project that a session has open. It lands whole, by one edit, or not at all.

    Without a `reading`, layers that no file names an annotator for become the person's. An import that is `asking` is
    looked at first and may wait, after `asked`, for `go_on` or `cancel`.
    """

    progressed = Signal(int, int, str)
    """Files read, files in all (0 while they are looked for), and the one that is read now."""
    asked = Signal(object)
    """What was found, a Looked: whoever hears it answers with `go_on` or `cancel`."""
    done = Signal(object)
    """Once, however it went: an ImportResult."""

    def __init__(
        self,
        session: Session,
        jobs: Jobs,
        paths: Sequence[str],
        reading: Reading | None = None,
        asking: Asking = Asking.NEVER,
    ) -> None:
        super().__init__(jobs)
        self.result = ImportResult()
        self.is_over = False
        self._session = session
        self._paths = list(paths)
        self._project: Project | None = session.project
        self._person = session.at_work.name if session.at_work else ""
        self._reading = reading or Reading(default=self._person)
        self._asking = asking
        self._looking: Job | None = None
        self._importer: Importer | None = None
        self._waiting: deque[tuple[Pieces, bool]] = deque()
        self._room = threading.Semaphore(_AHEAD)
        self._is_read = False
        self._job = self._new_job()
        session.project_changed.connect(self._project_gone)

    @property
    def _jobs(self) -> Jobs:
        """The parent; not held, since a knot of the two would be untied by whatever thread comes upon it."""
        jobs = self.parent()
        assert isinstance(jobs, Jobs)
        return jobs

    def start(self) -> None:
        """Begins; `done` comes later, also when nothing can be imported."""
        if self._project is None:
            self._later(self._fail, ProjectError("project.missing", path=""))
        elif self._asking is Asking.NEVER:
            self._import(partial(_found, self._paths))
        else:
            self._looking = Job(self._jobs)
            self._looking.progressed.connect(self._progressed)
            self._looking.finished.connect(self._looked)
            self._looking.failed.connect(self._fail)
            self._jobs.start(look(self._paths), self._looking)

    def go_on(self, files: Sequence[Source], problems: Sequence[Problem], reading: Reading) -> None:
        """Imports files that were found before; `problems` are those that were not."""
        if not self.is_over:
            self._reading = reading
            self._import(lambda _job: (list(files), list(problems)))

    def cancel(self) -> None:
        """Ends the import at once; nothing of it stays in the project."""
        self.result.is_cancelled = True
        self._stop()

    def _new_job(self) -> Job:
        """The one that reads."""
        job = Job(self._jobs)
        job.progressed.connect(self._received)
        job.finished.connect(self._read_all)
        job.failed.connect(self._fail)
        return job

    def _looked(self, looked: Looked) -> None:
        if self.is_over:
            return
        if self._asking is Asking.WHEN_UNCLEAR and looked.is_clear:
            files = [found.source for found in looked.files]
            chosen = {found.source.path: found.format_name for found in looked.files if found.format_name}
            self.go_on(files, looked.problems, replace(self._reading, chosen=chosen))
        else:
            self.asked.emit(looked)

    def _import(self, found: Callable[[Job], _Files]) -> None:
        """Begins to read the files that are found in the job's thread."""
        reading = self._reading
        whose = reading.annotator or reading.default or self._person
        self._begin(
            lambda project: Importer(project, whose, reading.kind),
            lambda project: partial(_read, found, imports.digests(project.store), reading, self._room),
        )

    def _begin(self, make: Callable[[Project], Importer], work: Callable[[Project], Work]) -> None:
        """Begins to read, which is the work of the job, and to write what was read by the importer."""
        project = self._project
        if project is None:
            return
        try:
            self._session.will_change_much.emit("import")
            with writing_errors():
                self._importer = make(project)
                self._importer.begin("; ".join(self._paths))
                reads = work(project)
        except AnnotatorError as error:
            self._later(self._fail, error)
            return
        self._jobs.start(reads, self._job)

    def _progressed(self, done: int, total: int, name: str) -> None:
        if not self.is_over:
            self.progressed.emit(done, total, name)

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
            with writing_errors():
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
            with writing_errors():
                edit = self._importer.finish()
        except AnnotatorError as error:
            self._fail(error)
            return
        self.result.articles = self._importer.articles
        self.result.received = self._count_receivers(edit)
        if edit is not None and not self._session.apply(edit, self._is_outdated):
            self.result.articles, self.result.received = 0, Received()
            self._not_landed()
            return
        self.result.problems += new_labels(edit)
        self._end()
        self.deleteLater()

    def _is_outdated(self, _error: AnnotatorError) -> bool:
        """Whether the edit was refused because of what changed meanwhile, and comes again otherwise."""
        return False

    def _not_landed(self) -> None:
        self._stop()

    def _count_receivers(self, edit: Edit | None) -> Received:
        return received(self._project, edit) if self._project else Received()

    def _fail(self, error: AnnotatorError) -> None:
        if self.is_over:
            return
        self.result.error = error
        if error.code.startswith("project.") and not self._session.is_of_another(error):
            self._session.refuse(error)  # as for an edit, with what can be done about it
        self._stop()

    def _project_gone(self) -> None:
        """The project was closed: what was written stays invisible, and the next opening sweeps it away."""
        if not self.is_over and self._session.project is not self._project:
            self._importer = None
            self.cancel()

    def _stop(self) -> None:
        if self.is_over:
            return
        for job in (self._looking, self._job):
            if job is not None:
                job.cancel()
        self.result.articles = 0
        is_gone = self._take_back()
        self._end()
        if is_gone:
            self.deleteLater()
        else:
            self._later(self._go_on_taking_back)

    def _take_back(self) -> bool:
        """Takes out some of what was written, which nobody sees: True when nothing is left."""
        if self._importer is None or self._session.project is not self._project:
            return True
        try:
            with writing_errors():
                return self._importer.cancel(_PATIENCE)
        except AnnotatorError as error:
            self.result.error = self.result.error or error
            return True

    def _go_on_taking_back(self) -> None:
        if self._take_back():
            self.deleteLater()
        else:
            self._later(self._go_on_taking_back)

    def _end(self) -> None:
        """Tells how it ended; what is still to be taken back goes on beside the window."""
        self.is_over = True
        self._waiting.clear()
        self.done.emit(self.result)

    def _later(self, act: Any, *values: Any) -> None:
        QTimer.singleShot(0, self, partial(act, *values))


_Files = tuple[list[Source], list[Problem]]


def _found(paths: list[str], job: Job) -> _Files:
    found: list[Source | Problem] = []
    report = _Report(job)
    for item in find_files(paths):
        report(len(found), 0, "")
        found.append(item)
    files = [path for path in found if not isinstance(path, Problem)]
    return files, [path for path in found if isinstance(path, Problem)]


def _read(
    found: Callable[[Job], _Files], known: set[str], reading: Reading, room: threading.Semaphore, job: Job
) -> list[Problem]:
    """In the job's thread: reads every file and hands chunks over, waiting when too many lie unwritten."""
    files, problems = found(job)
    seen: set[str] = set()
    report = _Report(job)

    def sources() -> Iterator[Source]:
        for source in files:
            report(len(seen), len(files), source.name)
            yield source

    def told(items: Iterable[Item]) -> Iterator[Item]:
        for item in items:
            path = getattr(item, "path", "")
            if path:
                seen.add(path)
            report(len(seen), len(files), Path(path).name)
            yield item

    reading = replace(reading, options=replace(reading.options, is_stopped=lambda: job.is_cancelled))
    with closing(prepare(sources(), known, reading)) as items:
        for chunk in chunks(told(items), problems):
            while not room.acquire(timeout=_EVERY):
                job.report(len(seen), len(files), "")
            job.report(len(seen), len(files), chunk)
    return problems


class _Report:
    """Reports for a job, but not more often than people and events can take; so it learns that it is cancelled."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._last = 0.0

    def __call__(self, done: int, total: int, name: str) -> None:
        if monotonic() - self._last >= _EVERY:
            self._last = monotonic()
            self._job.report(done, total, name)


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
