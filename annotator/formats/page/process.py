"""The process beside ours in which pages are read, and the handle on it.

Pages can be made that keep the readers of others for minutes, or have them take any amount of memory. A thread cannot
be stopped at that; a process can be killed, and its memory is bounded.
"""

from __future__ import annotations

import faulthandler
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from time import monotonic
from typing import Any

from annotator.core.errors import AnnotatorError, InputError
from annotator.core.exchange import AnnotatedDocument
from annotator.formats.page.article import RawPage, article

PATIENCE = 60.0
"""Seconds that a page may take: real ones take some hundredths, the first one a few seconds of a busy machine."""

_START_PATIENCE = 60.0
"""Seconds a new process has to say that it is there: a cold disk and a virus scanner take their time."""

_EVERY = 0.1
"""Seconds between two looks whether the reading was stopped."""

_MEMORY = 2 * 1024 * 1024 * 1024
"""The most bytes that the process may take, where the system can bound them; the dearest pages take half of it."""

_REASON = 300
"""So many characters are told of what a reader that failed says."""

_Failure = tuple[type[AnnotatorError], str, dict[str, Any]]
"""An error on its way between two processes: its class, code and values."""


class PageProcess:
    """The handle on the process, which is spawned for the first page and made anew after one that broke it.

    A page may take `patience` seconds.
    """

    def __init__(self, patience: float = PATIENCE) -> None:
        self._patience = patience
        self._child: tuple[SpawnProcess, Connection] | None = None

    def read(self, page: RawPage, is_stopped: Callable[[], bool]) -> AnnotatedDocument:
        """The article of a page; `is_stopped` is asked ten times a second whether it is still wanted.

        Raises what `article` raises, and InputError: "input.stopped", "input.page-stuck" (it took too much time or
        memory, or the reader broke), "input.reader-failed".
        """
        try:
            pipe = self._started(page, is_stopped)
            pipe.send(page)
            answer = self._received(page, is_stopped, self._patience)
        except (EOFError, OSError) as error:
            self.close()
            raise InputError("input.page-stuck", path=page.path) from error
        except BaseException:
            self.close()
            raise
        if isinstance(answer, AnnotatedDocument):
            return answer
        sort, code, values = answer
        raise sort(code, **values)

    def close(self) -> None:
        """Kills the process, if there is one; when this returns it is gone."""
        if self._child is not None:
            (process, pipe), self._child = self._child, None
            pipe.close()
            process.kill()
            process.join()
            process.close()

    def _started(self, page: RawPage, is_stopped: Callable[[], bool]) -> Connection:
        """Our end of the pipe to the process, which is there."""
        if self._child is not None and not self._child[0].is_alive():
            self.close()
        if self._child is None:
            context = multiprocessing.get_context("spawn")
            ours, theirs = context.Pipe()
            process = context.Process(target=_serve, args=(theirs, self._patience), name="annotator-page", daemon=True)
            try:
                process.start()
            except BaseException:
                ours.close()
                raise
            finally:
                theirs.close()
            self._child = process, ours
            self._received(page, is_stopped, _START_PATIENCE)
        return self._child[1]

    def _received(self, page: RawPage, is_stopped: Callable[[], bool], patience: float) -> Any:
        """The process's next message. Raises EOFError when it died or there was none for so many seconds."""
        assert self._child is not None
        process, pipe = self._child
        deadline = monotonic() + patience
        while not wait([pipe, process.sentinel], _EVERY):
            if is_stopped():
                raise InputError("input.stopped", path=page.path)
            if monotonic() > deadline:
                raise EOFError
        return pipe.recv()


def _serve(pipe: Connection, patience: float) -> None:
    """Reads pages until the other end of `pipe` is closed: what runs in the process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in the terminal is for the parent, which ends us
    sys.stdout = sys.stderr  # what a reader prints must not land in the output of the command line
    _bound_memory()
    with suppress(EOFError, OSError), open(os.devnull, "wb") as nowhere:
        pipe.send(None)
        while True:
            page = pipe.recv()
            # Nobody else would end us over a page that never ends when the parent was killed.
            faulthandler.dump_traceback_later(2 * patience, exit=True, file=nowhere)
            pipe.send(_answered(page))
            faulthandler.cancel_dump_traceback_later()


def _answered(page: RawPage) -> AnnotatedDocument | _Failure:
    try:
        return article(page)
    except AnnotatorError as error:
        return type(error), error.code, error.values
    except MemoryError:
        return InputError, "input.page-stuck", {"path": page.path}
    except Exception as error:  # of the readers of others anything can come
        reason = f"{type(error).__name__}: {error}"[:_REASON]
        return InputError, "input.reader-failed", {"path": page.path, "format": "page", "reason": reason}


def _bound_memory() -> None:
    if sys.platform != "win32":
        import resource

        with suppress(ValueError, OSError):  # there is a lower bound already
            resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
