"""How far a long edit is while it is being written."""

from __future__ import annotations

import time
from collections.abc import Callable

WHOLE = 1000
"""What an edit that is written amounts to."""

_EVERY = 0.04
"""Seconds between two reports; an edit that is done sooner reports nothing."""

Tell = Callable[[int, int], None]
"""Is told how much is done, of how much."""


def silent(_done: int, _total: int) -> None:
    """For whoever does not want to know."""


class Stages:
    """Counts the stages of one edit, which are taken to be of one length, and tells how far it is."""

    def __init__(self, tell: Tell | None, count: int) -> None:
        self._tell = tell
        self._count = count
        self._stage = -1
        self._told = time.monotonic()

    def begin(self) -> None:
        """The next stage begins."""
        self._stage += 1

    def reach(self, done: int, total: int) -> None:
        """So much of the present stage is done."""
        if self._tell is None or not total or time.monotonic() - self._told < _EVERY:
            return
        self._tell(round(WHOLE * (self._stage + done / total) / self._count), WHOLE)
        self._told = time.monotonic()


QUIET = Stages(None, 1)
"""For edits that nobody waits for."""
