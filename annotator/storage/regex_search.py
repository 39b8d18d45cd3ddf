"""Regular expressions over the texts of a project, in a process of their own.

A badly made expression can take hours over one text, and Python's engine cannot be interrupted and lets nothing else
run meanwhile. So a child searches, and is killed when it is silent for too long or nobody wants its answer any more.
"""

from __future__ import annotations

import multiprocessing
import re
import time
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection

from annotator.core.errors import RefusedError
from annotator.core.surfaces import Range
from annotator.storage import connection as connections

PATIENCE = 4.0
"""Seconds that one text may take; starting the process has some more."""

_START = 30.0
_REPORT_EVERY = 0.1
_LOOK_EVERY = 0.05

Matches = list[tuple[int, list[Range]]]
"""Documents with the ranges that match, where there are any."""


def matches(
    path: str, pattern: str, documents: Sequence[int], check: Callable[[], None], patience: float = PATIENCE
) -> Iterator[tuple[int, Matches]]:
    """Yields how many of the documents are done, and the matches in those done since; empty matches are left out.

    `check` is called while waiting and may raise to stop. Raises RefusedError("query.slow") when a text takes longer
    than `patience` seconds, RefusedError("query.failed") when the process ends before it is done.
    """
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_search, args=(theirs, path, pattern, list(documents)), daemon=True)
    process.start()
    theirs.close()
    try:
        done, wait = 0, _START
        while done < len(documents):
            done, found = _receive(ours, wait, check)
            yield done, found
            wait = patience
    finally:
        ours.close()
        process.kill()
        process.join()
        process.close()


def _receive(pipe: Connection, patience: float, check: Callable[[], None]) -> tuple[int, Matches]:
    deadline = time.monotonic() + patience
    while not pipe.poll(_LOOK_EVERY):
        check()
        if time.monotonic() > deadline:
            raise RefusedError("query.slow")
    try:
        answer: tuple[int, Matches] = pipe.recv()
    except EOFError as error:
        raise RefusedError("query.failed") from error
    return answer


def _search(pipe: Connection, path: str, pattern: str, documents: list[int]) -> None:
    """What the child does: says that it is there, then what it finds, at the latest after each slow text."""
    compiled = re.compile(pattern, re.MULTILINE)
    connection = connections.reader(path)
    pipe.send((0, []))
    found: Matches = []
    told = time.monotonic()
    for done, document in enumerate(documents, start=1):
        row = connection.execute("SELECT text FROM document WHERE id = ?", [document]).fetchone()
        ranges = [match.span() for match in compiled.finditer(row[0]) if match.end() > match.start()] if row else []
        if ranges:
            found.append((document, ranges))
        if time.monotonic() - told > _REPORT_EVERY or done == len(documents):
            pipe.send((done, found))
            found, told = [], time.monotonic()
    connection.close()
