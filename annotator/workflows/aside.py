"""Work on a project file in a process of its own: it takes nothing from the window's thread, and ending it is at once.

The process runs at low priority and reads the file by a connection of its own. It can be killed at any moment: what it
writes, it writes in transactions.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any

from annotator.core.errors import AnnotatorError, ProjectError
from annotator.workflows.steps import Step

Work = Callable[[str, Step], Any]
"""A function at the top of a module: it gets the path and tells how far it is."""

_LOOK_EVERY = 0.1
_LOWER_PRIORITY = 10
_WINDOWS_BELOW_NORMAL = 0x4000


def aside(work: Work, path: str, step: Step) -> Any:
    """What `work(path, step)` gives, done in a process of its own.

    `step` is called ten times a second, with (0, 0) until the work tells how far it is; what it raises ends the
    process. Raises what the work raises where that has a code, ProjectError("check.ended") for anything else.
    """
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_serve, args=(theirs, work, path), name="annotator-aside", daemon=True)
    try:
        process.start()
    finally:
        theirs.close()
    try:
        return _received(ours, path, step)
    finally:
        ours.close()
        process.kill()
        process.join()
        process.close()


def _received(pipe: Connection, path: str, step: Step) -> Any:
    so_far = 0, 0
    while True:
        step(*so_far)
        if not pipe.poll(_LOOK_EVERY):
            continue
        try:
            kind, found = pipe.recv()
        except (EOFError, OSError) as error:
            raise ProjectError("check.ended", path=path) from error
        if kind == "done":
            return found
        if kind == "failed":
            code, values, sort = found
            raise sort(code, **values)
        so_far = found


def _serve(pipe: Connection, work: Work, path: str) -> None:
    """What runs in the process; when nobody listens any more it ends at its next step."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in the terminal is for the parent, which ends us
    _lower_priority()
    told = time.monotonic()

    def step(done: int, total: int) -> None:
        nonlocal told
        if time.monotonic() - told > _LOOK_EVERY:
            told = time.monotonic()
            pipe.send(("step", (done, total)))

    with suppress(OSError):
        try:
            answer: tuple[str, Any] = "done", work(path, step)
        except AnnotatorError as error:
            answer = "failed", (error.code, error.values, type(error))
        pipe.send(answer)


def _lower_priority() -> None:
    if sys.platform == "win32":
        import ctypes

        kernel = ctypes.windll.kernel32
        kernel.SetPriorityClass(kernel.GetCurrentProcess(), _WINDOWS_BELOW_NORMAL)
    else:
        os.nice(_LOWER_PRIORITY)
