"""A process of its own in which a person's model is learnt, and the handle on it. No Qt, no SQLite.

It gets texts and spans, writes the model's file itself, whole or not at all, and is killed when nobody wants it any
more or it takes too long. What was in use before is in use until then.
"""

from __future__ import annotations

import atexit
import logging
import multiprocessing
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import cast

from annotator.core.errors import AnnotatorError
from annotator.core.redaction import ElsewhereError, Safe, summary, trace
from annotator.core.unexpected import report
from annotator.nlp import suggesters
from annotator.nlp.gold import GoldArticle
from annotator.nlp.learned_files import Outcome, teach
from annotator.nlp.stacking import Base
from annotator.nlp.worker import lower_priority

_log = logging.getLogger(__name__)

Lesson = tuple[tuple[GoldArticle, ...], tuple[str, ...], Path]
"""Articles, the project's labels, and where the model goes."""


class Teacher:
    """The handle on the process, for one thread. A lesson may take `patience` seconds.

    `pid` is the number of the process that was begun last, None before the first.
    """

    def __init__(self, patience: float = 120) -> None:
        self.pid: int | None = None
        self._patience = patience
        self._thread: threading.Thread | None = None
        self._waker: Connection | None = None

    @property
    def is_busy(self) -> bool:
        """True while a process is learning."""
        return self._thread is not None and self._thread.is_alive()

    def teach(
        self, articles: Sequence[GoldArticle], labels: Sequence[str], path: Path,
        on_end: Callable[[Outcome | None], None],
    ) -> None:  # fmt: skip
        """Begins a lesson; one that still runs is ended first.

        `on_end` is called once from a thread of the handle with what came of it, None when the process failed; not at
        all after `close`.
        """
        self.close()
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs,), name="annotator-teacher", daemon=True)
        try:
            process.start()
        except OSError:
            _log.exception("no process to learn in")
            ours.close()
            return
        finally:
            theirs.close()
        self.pid = process.pid
        wake, self._waker = context.Pipe(duplex=False)
        lesson = tuple(articles), tuple(labels), path
        self._thread = threading.Thread(
            target=_attend, args=(process, ours, wake, lesson, self._patience, on_end), name="teacher", daemon=True
        )
        self._thread.start()
        atexit.register(self.close)

    def close(self) -> None:
        """Ends the process, if any; when this returns it is gone. Calling it again does nothing."""
        waker, self._waker = self._waker, None
        if waker is not None:
            waker.close()
        thread, self._thread = self._thread, None
        if thread is not None and thread is not threading.current_thread():
            thread.join()
        atexit.unregister(self.close)


def _attend(
    process: SpawnProcess, pipe: Connection, wake: Connection, lesson: Lesson, patience: float,
    on_end: Callable[[Outcome | None], None],
) -> None:  # fmt: skip
    """Waits for the end of a lesson, or until nobody wants it any more, and sees that the process is gone."""
    # A full pipe waits until it is read, which whoever must answer a person may not.
    sender = threading.Thread(target=_send, args=(pipe, lesson), name="teacher-lesson", daemon=True)
    sender.start()
    ready = wait([pipe, wake, process.sentinel], patience)
    is_wanted = wake not in ready
    outcome = _received(pipe, bool(ready)) if is_wanted else None
    process.kill()
    process.join()
    process.close()
    sender.join()
    pipe.close()
    wake.close()
    if is_wanted:
        on_end(outcome)


def _send(pipe: Connection, lesson: Lesson) -> None:
    """Hands a lesson over; a process that is gone before it has read it is found out by whoever waits for it."""
    with suppress(OSError):
        pipe.send(lesson)


def _received(pipe: Connection, is_ready: bool) -> Outcome | None:
    """What the process says, None when it is silent or has died over it."""
    try:
        answer = pipe.recv() if is_ready else "it took too long"
    except (EOFError, OSError) as error:
        answer = f"it died: {summary(error)}"
    if isinstance(answer, Outcome):
        return answer
    _log.warning("nothing was learnt: %s", answer if isinstance(answer, ElsewhereError) else Safe(answer))
    if isinstance(answer, ElsewhereError):
        report(answer)
    return None


def _serve(pipe: Connection) -> None:
    """Learns and says what came of it: what runs in the process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in the terminal is for the parent, which ends us
    sys.stdout = sys.stderr  # what a library prints must not land in the output of the command line
    lower_priority()
    try:
        articles, labels, path = pipe.recv()
        pipe.send(teach(articles, labels, path, cast("Base", suggesters.get(suggesters.NEWS))))
    except (AnnotatorError, OSError) as error:  # the person is not bothered with it: what was in use goes on
        pipe.send(str(summary(error)))
    except Exception as error:
        pipe.send(ElsewhereError(trace(error)))
