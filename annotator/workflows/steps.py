"""How long work tells how far it is, and how it is stopped."""

from __future__ import annotations

from collections.abc import Callable

Step = Callable[[int, int], None]
"""Called with the steps done and their number. Whatever it raises stops the work, which leaves nothing half done."""


def no_step(done: int, total: int) -> None:
    """For whoever does not want to know."""
