"""The one place that every exception comes to which nobody catches, whatever thread or object it was raised in."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

Report = Callable[[BaseException], object]


@contextmanager
def caught(report: Report) -> Iterator[None]:
    """Calls `report` from the thread of each exception that nobody catches, from here to the end.

    Python comes here from threads and from objects that are being deleted, PySide from slots and from methods that Qt
    calls. What `report` itself raises ends here; SystemExit only ends its thread, as ever.
    """
    inside = threading.local()

    def take(error: BaseException | None) -> None:
        if error is None or isinstance(error, SystemExit) or getattr(inside, "is_reporting", False):
            return
        inside.is_reporting = True
        try:
            with suppress(Exception):
                report(error)
        finally:
            inside.is_reporting = False

    old = sys.excepthook, threading.excepthook, sys.unraisablehook
    sys.excepthook = lambda _kind, error, _trace: take(error)
    threading.excepthook = lambda raised: take(raised.exc_value)
    sys.unraisablehook = lambda raised: take(raised.exc_value)
    try:
        yield
    finally:
        sys.excepthook, threading.excepthook, sys.unraisablehook = old


def report(error: BaseException) -> None:
    """Hands an exception that was caught, but that nobody foresaw, to that one place."""
    sys.excepthook(type(error), error, error.__traceback__)
