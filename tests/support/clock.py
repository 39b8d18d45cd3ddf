"""Bounds on processor time, on a machine whose processors others use at the same time."""

from __future__ import annotations

from collections.abc import Callable

_TRIES = 10


def holds(bound: Callable[[], bool]) -> bool:
    """Whether a bound holds when it is measured anew a few times: others make a try slower, but nothing slow fast."""
    return any(bound() for _ in range(_TRIES))
