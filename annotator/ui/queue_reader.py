"""Reads what the queue holds, beside the window where it is much, and notes what has changed since."""

from __future__ import annotations

import gc
from collections.abc import Collection

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.app.jobs import Job, Jobs
from annotator.app.queue import Queue
from annotator.app.queue_reading import AT_ONCE, Reading
from annotator.app.session import Session
from annotator.core.edits import Edit
from annotator.core.errors import AnnotatorError
from annotator.storage.queue import Suggestion
from annotator.ui.messages import sentence

LATER, MUCH_LATER = 80, 600
"""Milliseconds until the rows follow an edit, or what a machine writes in an article that is not on screen."""


class QueueReader(QObject):
    """Follows the session while `is_on`."""

    found = Signal(object)
    """The Queue that `begin` was given, filled."""
    failed = Signal(str)
    due = Signal()
    """It is time to read again what has changed."""

    def __init__(self, session: Session, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self._reading = Reading(session)
        self._job: Job | None = None
        self._queue: Queue | None = None
        """What the job fills; an answer on its way when it was given up is another one."""
        self._stale: set[int] = set()
        self._soon = QTimer(self, singleShot=True)
        self._soon.timeout.connect(self.due)
        self.is_on = False
        session.changed.connect(self._follow)
        session.suggested.connect(self._follow_machine)

    def begin(self, queue: Queue, is_of_project: bool, skipped: bool) -> bool:
        """Fills a queue with what waits in the article or in the project; False when a job does it, later."""
        self.stop()
        self.is_on = True
        long = is_of_project and self._reading.count() > AT_ONCE
        work = self._reading.reading(queue, skipped) if long else None
        if work is None:
            read = self._reading.of_project if is_of_project else self._reading.of_article
            queue.fill(read(skipped))
            self.found.emit(queue)
            return True
        self._job, self._queue = (job := Job(self._jobs)), queue
        job.finished.connect(self._take)
        job.failed.connect(self._fail)
        self._jobs.start(work, job)
        return False

    def stop(self) -> None:
        """Gives up what is being read and follows nothing."""
        self.is_on = False
        self._soon.stop()
        self._stale.clear()
        if self._job is not None:
            self._job.cancel()
            self._job.failed.disconnect(self._fail)
            self._job = self._queue = None

    def changed(self, is_of_project: bool) -> set[int]:
        """The documents of the queue in which something has changed since they were read, which are then forgotten."""
        if self._job is not None:
            return set()
        self._soon.stop()
        stale, self._stale = self._stale, set()
        shown = self._session.document
        return stale if is_of_project else stale & ({shown.id} if shown is not None else set())

    def read(self, documents: Collection[int], skipped: bool) -> list[Suggestion]:
        """What waits in these documents now."""
        return self._reading.of_documents(documents, skipped)

    def note(self, document: int, later: int = LATER) -> None:
        """Something has changed in a document."""
        if self.is_on:
            self._stale.add(document)
            if not self._soon.isActive():
                self._soon.start(later)

    def _follow(self, edit: Edit) -> None:
        if edit.rows("batch") or edit.rows("document"):
            self._note_all(edit)
        for change in edit.changes:
            row = change.after or change.before or {}
            if change.table in ("span", "answer", "furniture"):
                self.note(row["document"])

    def _note_all(self, edit: Edit) -> None:
        """Articles came or went: every one of them is looked at again."""
        project = self._session.project
        keys = {change.key for change in edit.rows("document")}
        if edit.rows("batch") and project is not None:
            keys |= set(project.documents.ids())
        for key in keys:
            self.note(key)

    def _follow_machine(self, document: int, _spans: object) -> None:
        shown = self._session.document
        self.note(document, LATER if shown is not None and shown.id == document else MUCH_LATER)

    def _take(self, queue: Queue) -> None:
        if queue is not self._queue:
            return
        self._job = self._queue = None
        gc.freeze()  # so much is waiting that going through it at a garbage collection would hold a key press up
        self.found.emit(queue)
        if self._stale:
            self._soon.start(LATER)

    def _fail(self, error: AnnotatorError) -> None:
        self._job = self._queue = None
        self.failed.emit(sentence(error))
