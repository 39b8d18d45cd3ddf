"""What is left of a program that the system ended in the middle of something: where it was, for the log.

Python's faulthandler writes it, from inside the fault, to a file that is open from the start.
"""

from __future__ import annotations

import faulthandler
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from annotator.core.redaction import Safe

_log = logging.getLogger(__name__)

NAME = "crash.txt"
_FILE = r'File "[^"]*?([^"/\\]*)"'
"""The names of files as faulthandler writes them; their folders name a person."""


@contextmanager
def watched(folder: Path) -> Iterator[bool]:
    """Has a crash written down from here to the end; gives whether there was one before that nobody was told of.

    What is found goes to the log. Where the folder cannot be written nothing is watched.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = (folder / NAME).open("a+", encoding="utf-8", errors="replace")
    except OSError:
        yield False
        return
    with file:
        was_crash = _take(folder / NAME)
        faulthandler.enable(file)
        try:
            yield was_crash
        finally:
            faulthandler.disable()
            _take(folder / NAME)  # Windows tells some faults that did no harm


def _take(path: Path) -> bool:
    """Moves what is in the file to the log; whether there was anything."""
    try:
        found = path.read_text(encoding="utf-8", errors="replace")
        if found:
            path.write_bytes(b"")
    except OSError:
        return False
    if found:
        _log.critical("ended by the system\n%s", Safe(re.sub(_FILE, r'File "\1"', found.strip())))
    return bool(found)
