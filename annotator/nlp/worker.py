"""One process beside the window that finds words and suggestions, and the handle on it. No Qt, no SQLite.

The handle keeps the queue and hands the process one piece at a time, so an urgent request comes next and a dropped one
is never begun. The process is spawned at the first request, runs at low priority, and is killed and made new when it
dies over a piece or stays silent too long. Offsets count code points of the document.
"""

from __future__ import annotations

import atexit
import logging
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, lru_cache
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import Any, Literal, cast

from annotator.core.errors import AnnotatorError, RefusedError
from annotator.core.log_file import logging_to_file
from annotator.core.redaction import Safe, summary, trace
from annotator.nlp import learned
from annotator.nlp.segment import words
from annotator.nlp.stacking import Base
from annotator.nlp.suggesters import Suggested, Suggester, get, suggested_within

# Seconds a new process has to say that it is there: a cold disk and a virus scanner take their time.
_START_PATIENCE = 60.0
_LOWER_PRIORITY = 10
_WINDOWS_BELOW_NORMAL = 0x4000

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Request:
    """One piece of work: `text` is what of a document begins at its offset `start`.

    Asked about is the range `piece` of `text`, all of it when None; what stands around it tells what its names are.

    `document`, `digest` and `generation` come back unchanged, so that an answer to an old question can be told.
    `learned` is the file of the person's model, empty for none; suggestions by `muted` labels and those that are less
    certain than `threshold` are left out.
    """

    kind: Literal["suggest", "words"]
    document: int
    digest: str
    generation: int
    text: str
    start: int
    suggester: str
    urgent: bool = False
    learned: str = ""
    muted: tuple[str, ...] = ()
    threshold: float = 0.0
    piece: tuple[int, int] | None = None


@dataclass(frozen=True)
class Answer:
    """What came of one request: `(start, end)` of words, or `(start, end, label, score)` of suggestions.

    `error` is None or a code: `worker.died`, `worker.silent`, `worker.failed`, or that of a RefusedError; `detail` says
    more for the log and holds nothing of the text.
    """

    request: Request
    items: list[tuple[Any, ...]]
    error: str | None = None
    detail: str = ""


@dataclass
class _Child:
    """A running process and our end of its pipe."""

    process: SpawnProcess
    pipe: Connection

    def end(self) -> None:
        """Kill the process and wait until it is gone."""
        self.pipe.close()
        self.process.kill()
        self.process.join()
        self.process.close()


class _ChildError(Exception):
    """The process did not answer; the argument is the code for the answer."""


class _ClosedError(Exception):
    """The handle was closed while its thread waited."""


class Worker:
    """The window's handle on the process. All methods may be called from any thread.

    `on_answer` is called from a thread of the handle, once for each request that was not dropped before its answer.
    A piece may take `patience` seconds: the first one loads the models too, behind everything else on the machine.
    """

    def __init__(self, on_answer: Callable[[Answer], None], patience: float = 180) -> None:
        self._on_answer = on_answer
        self._patience = patience
        self._changed = threading.Condition()
        self._urgent: deque[Request] = deque()
        self._patient: deque[Request] = deque()
        self._current: Request | None = None
        self._closing = False
        self._last_failure = "", ""
        self._thread: threading.Thread | None = None
        self._wake, self._waker = multiprocessing.Pipe(duplex=False)

    def submit(self, requests: Iterable[Request]) -> None:
        """Queue `requests`: urgent ones behind the urgent ones, the others behind all. Nothing after `close`."""
        with self._changed:
            if self._closing:
                return
            for request in requests:
                (self._urgent if request.urgent else self._patient).append(request)
            if self._thread is None and (self._urgent or self._patient):
                self._thread = threading.Thread(target=self._run, name="nlp-worker", daemon=True)
                self._thread.start()
                atexit.register(self.close)
            self._changed.notify()

    def drop(self, which: int | Callable[[Request], bool]) -> int:
        """Forget the requests of a document, or all for which `which` is true; give how many that were.

        The answer to the piece that is being worked on is forgotten too.
        """

        def is_dropped(request: Request) -> bool:
            return which(request) if callable(which) else request.document == which

        with self._changed:
            before = self._waiting()
            self._urgent = deque(request for request in self._urgent if not is_dropped(request))
            self._patient = deque(request for request in self._patient if not is_dropped(request))
            dropped = before - self._waiting()
            if self._current is not None and is_dropped(self._current):
                self._current = None
                dropped += 1
            return dropped

    def close(self) -> None:
        """Forget everything and end the process; when this returns it is gone. Calling it again does nothing."""
        with self._changed:
            is_first, self._closing = not self._closing, True
            self._urgent.clear()
            self._patient.clear()
            self._current = None
            if is_first:
                self._waker.close()
            self._changed.notify()
        atexit.unregister(self.close)
        if self._thread is None:
            self._wake.close()
        elif self._thread is not threading.current_thread():
            self._thread.join()

    def _waiting(self) -> int:
        return len(self._urgent) + len(self._patient)

    def _run(self) -> None:
        """Hand out one request after another until the handle is closed; the process is this thread's alone."""
        child: _Child | None = None
        try:
            while True:
                request = self._next()
                try:
                    child = child or self._start()
                    answer = self._asked(child, request)
                except _ChildError as error:
                    answer = Answer(request, [], str(error))
                    if child:
                        child.end()
                    child = None
                self._deliver(request, answer)
        except _ClosedError:
            pass
        finally:
            if child:
                child.end()
            self._wake.close()

    def _next(self) -> Request:
        """Wait for a request and give it."""
        with self._changed:
            self._changed.wait_for(lambda: self._closing or self._waiting())
            if self._closing:
                raise _ClosedError
            self._current = (self._urgent or self._patient).popleft()
            return self._current

    def _start(self) -> _Child:
        """Spawn the process and wait until it is there."""
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs,), name="annotator-nlp", daemon=True)
        try:
            process.start()
        except OSError as error:
            ours.close()
            raise _ChildError("worker.died") from error
        finally:
            theirs.close()
        child = _Child(process, ours)
        try:
            self._received(child, _START_PATIENCE)
        except BaseException:
            child.end()
            raise
        return child

    def _asked(self, child: _Child, request: Request) -> Answer:
        """Have the process answer one request."""
        try:
            child.pipe.send(request)
        except OSError as error:
            raise _ChildError("worker.died") from error
        return Answer(request, *self._received(child, self._patience))

    def _received(self, child: _Child, patience: float) -> Any:
        """Wait for the process's next message, its death, the end of patience, or `close`."""
        ready = wait([child.pipe, child.process.sentinel, self._wake], patience)
        if self._wake in ready:
            raise _ClosedError
        if not ready:
            raise _ChildError("worker.silent")
        try:
            return child.pipe.recv()
        except (EOFError, OSError) as error:
            raise _ChildError("worker.died") from error

    def _deliver(self, request: Request, answer: Answer) -> None:
        """Hand an answer on, unless its request was dropped meanwhile."""
        with self._changed:
            is_wanted, self._current = self._current is request, None
        if answer.error and (answer.error, answer.detail) != self._last_failure:
            self._last_failure = answer.error, answer.detail
            told = Safe(request.kind), request.document, Safe(answer.error), Safe(answer.detail)
            _log.warning("%s of document %d: %s %s", *told)
        if not is_wanted:
            return
        try:
            self._on_answer(answer)
        except Exception:  # the thread must outlive a fault of its listener
            _log.exception("The listener failed on an answer")


def _serve(pipe: Connection) -> None:
    """Answer requests until the other end of `pipe` is closed: what runs in the process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in the terminal is for the parent, which ends us
    sys.stdout = sys.stderr  # what a suggester prints must not land in the output of the command line
    lower_priority()
    with logging_to_file(), suppress(EOFError, OSError):
        pipe.send("ready")
        while True:
            pipe.send(_answered(pipe.recv()))


def lower_priority() -> None:
    """Let everything else on the machine go first."""
    if sys.platform == "win32":
        import ctypes

        kernel = ctypes.windll.kernel32
        kernel.SetPriorityClass(kernel.GetCurrentProcess(), _WINDOWS_BELOW_NORMAL)
    else:
        os.nice(_LOWER_PRIORITY)


def _answered(request: Request) -> tuple[list[tuple[Any, ...]], str | None, str]:
    """Do the work of one request: items, error code, detail."""
    try:
        work = _words if request.kind == "words" else _suggestions
        items = work(request)
    except AnnotatorError as error:
        return [], error.code, summary(error)
    except Exception as error:  # a suggester may be another package's: anything can come
        return [], "worker.failed", trace(error)
    return [(start + request.start, end + request.start, *rest) for start, end, *rest in items], None, ""


def _words(request: Request) -> list[tuple[Any, ...]]:
    return [(word.start, word.end) for word in words(request.text)]


def _suggestions(request: Request) -> list[tuple[Any, ...]]:
    piece = request.piece or (0, len(request.text))
    found = suggested_within(_speaking(request), request.text, *piece)
    return [tuple(span) for span in found if _is_wanted(request, span)]


def _is_wanted(request: Request, span: Suggested) -> bool:
    is_certain = span.score is None or span.score >= request.threshold
    return is_certain and span.label not in request.muted


def _speaking(request: Request) -> Suggester:
    """Give the suggester that a request asks for, with the person's model on top where it has one."""
    base = _suggester(request.suggester)
    if request.learned:
        try:
            found = os.stat(request.learned)
            return _learned(request.suggester, request.learned, found.st_mtime_ns, found.st_ino)
        except (RefusedError, OSError) as error:
            _log.warning("the person's model is not used: %s", error)
    return base


@lru_cache(maxsize=1)
def _learned(name: str, path: str, _changed: int, _inode: int) -> Suggester:
    """Give the person's model as it is in the file now, read once for each state of it."""
    return learned.read(Path(path), cast("Base", _suggester(name)))


@cache
def _suggester(name: str) -> Suggester:
    """Give a suggester, made once in this process."""
    return get(name)
