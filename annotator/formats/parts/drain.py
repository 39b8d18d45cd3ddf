"""A file that is given away while it is being written."""

from __future__ import annotations

import io
from typing import Any


class Drain(io.RawIOBase):
    """Takes what is written and gives it away in pieces; knows how far the file is, and cannot go back in it."""

    def __init__(self) -> None:
        self._kept: list[bytes] = []
        self._at = 0

    def writable(self) -> bool:
        """It is."""
        return True

    def write(self, data: Any) -> int:
        """Keeps the bytes until they are drained."""
        self._kept.append(bytes(data))
        self._at += len(self._kept[-1])
        return len(self._kept[-1])

    def tell(self) -> int:
        """The bytes written so far."""
        return self._at

    def drained(self) -> bytes:
        """What was written since the last time."""
        kept, self._kept = b"".join(self._kept), []
        return kept
