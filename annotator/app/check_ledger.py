"""Remembers which project files were checked when, and as what they were closed: what needs no check is not checked."""

from __future__ import annotations

import json
import logging
import os
import time
from pathlib import Path
from typing import Any

_log = logging.getLogger(__name__)

SMALL = 8 << 20
"""Up to so many bytes a file is checked at every opening, which takes less than a second."""

DAY = 24 * 60 * 60.0
_MOST = 100
"""How many files are remembered, those checked last."""


class CheckLedger:
    """What the file at `path` says; it can be lost without harm, then more is checked."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def is_due(self, project: str) -> bool:
        """Whether a project that was just opened should be checked.

        So it should unless its last check found nothing, is not older than a day, and the file is what it was when it
        was closed after that; a small one always should.
        """
        last, state = self._read().get(project, {}), _state(project)
        if last.get("sound") is not True or last.get("closed") != state or state is None:
            return True
        at = last.get("at")
        return not isinstance(at, (int, float)) or not 0 <= time.time() - at < DAY or state[0] <= SMALL

    def opened(self, project: str) -> None:
        """From now on a project counts as not closed."""
        known = self._read()
        if known.get(project, {}).pop("closed", None) is not None:
            self._write(known)

    def checked(self, project: str, is_sound: bool) -> None:
        """Remembers what a check of the open project found."""
        known = self._read()
        known.pop(project, None)
        known[project] = {"at": time.time(), "sound": is_sound}
        self._write(dict(list(known.items())[-_MOST:]))

    def closed(self, project: str) -> None:
        """Remembers as what the project was closed."""
        known = self._read()
        if project in known:
            known[project]["closed"] = _state(project)
            self._write(known)

    def _read(self) -> dict[str, dict[str, Any]]:
        try:
            found = json.loads(self._path.read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return {key: row for key, row in found.items() if isinstance(row, dict)} if isinstance(found, dict) else {}

    def _write(self, known: dict[str, dict[str, Any]]) -> None:
        temporary = self._path.with_suffix(f".{os.getpid()}.part")
        try:
            temporary.write_text(json.dumps(known, ensure_ascii=False, indent=1), "utf-8")
            os.replace(temporary, self._path)
        except OSError as error:
            _log.warning("checks not remembered: %s", error.strerror)


def _state(path: str) -> list[int] | None:
    """What is another when a file was written to, or replaced."""
    try:
        status = os.stat(path)
    except OSError:
        return None
    return [status.st_size, status.st_mtime_ns]
