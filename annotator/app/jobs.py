"""Long work beside the window: a function in a thread, its progress, result or error back on the main thread."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from annotator.core.errors import AnnotatorError
from annotator.core.unexpected import report
from annotator.storage.unread import as_known

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

_log = logging.getLogger(__name__)


class CancelledError(Exception):
    """Raised inside a job's work when the person cancelled it."""


class Job(QObject):
    """One piece of work. Its function gets the job, calls `report`, and so learns when it is cancelled."""

    progressed = Signal(int, int, object)
    """done, total, and whatever the work hands over on the way."""
    finished = Signal(object)
    failed = Signal(object)
    """An AnnotatorError; "unforeseen" for what was handed to the one place for exceptions that nobody foresaw."""
    cancelled = Signal()
    ended = Signal()
    """Always the last signal, however the work went."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cancel = threading.Event()

    def cancel(self) -> None:
        """Asks the work to stop at its next report."""
        self._cancel.set()

    @property
    def is_cancelled(self) -> bool:
        """Whether the person wants no more."""
        return self._cancel.is_set()

    def report(self, done: int, total: int, item: Any = None) -> None:
        """From inside the work: how far it is. Raises CancelledError when the person wants no more."""
        if self._cancel.is_set():
            raise CancelledError
        self.progressed.emit(done, total, item)


class Jobs(QObject):
    """Runs jobs one after the other in one thread of their own."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._executor: Executor | None = None
        self._started: dict[Job, Future[None]] = {}

    def start(self, work: Callable[[Job], Any], job: Job | None = None) -> Job:
        """Runs `work(job)` in the background. Connect to a job of your own before handing it in."""
        job = job or Job(self)
        self._forget_ended()
        self._started[job] = self._the_executor().submit(_run, job, work)
        return job

    def close(self) -> None:
        """Cancels what runs and waits for it."""
        for job in list(self._started):
            job.cancel()
        if self._executor is not None:
            self._executor.shutdown(wait=True, cancel_futures=True)

    def finish(self) -> None:
        """Waits for all that was started; more can be started afterwards."""
        executor, self._executor = self._executor, None
        if executor is not None:
            executor.shutdown(wait=True)

    def _the_executor(self) -> Executor:
        """Made, and its library loaded, with the first job: the window's start needs none."""
        if self._executor is None:
            from concurrent.futures import ThreadPoolExecutor

            self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="job")
        return self._executor

    def _forget_ended(self) -> None:
        """Deletes the jobs that their thread has left: before that it may still be inside their last signal."""
        for job in [job for job, future in self._started.items() if future.done()]:
            del self._started[job]
            job.deleteLater()


def _run(job: Job, work: Callable[[Job], Any]) -> None:
    try:
        result = work(job)
    except CancelledError:
        job.cancelled.emit()
    except Exception as error:
        job.failed.emit(_told(error))
    else:
        job.finished.emit(result)
    job.ended.emit()


def _told(error: Exception) -> AnnotatorError:
    """The error with a sentence for what ended a job; what has none is reported."""
    known = as_known(error)
    if known is None:
        report(error)
        return AnnotatorError("unforeseen")
    _log.warning("job failed", exc_info=error)
    return known
