from __future__ import annotations

import sys
import threading
from collections.abc import Callable

import pytest

from annotator.core.unexpected import caught, report


def fail(error: BaseException) -> None:
    raise error


class Failing:
    def __del__(self) -> None:
        raise KeyError("deleted")


def in_a_thread(error: BaseException) -> None:
    thread = threading.Thread(target=fail, args=[error])
    thread.start()
    thread.join()


def by_the_interpreter(error: BaseException) -> None:
    sys.excepthook(type(error), error, None)


@pytest.mark.parametrize("act", [in_a_thread, by_the_interpreter, report])
def test_every_way_leads_to_one_place(act: Callable[[BaseException], None]) -> None:
    error, met = ValueError("x"), []
    with caught(met.append):
        act(error)
    assert met == [error]


def test_a_thread_that_ends_itself_is_nothing_to_tell() -> None:
    met: list[BaseException] = []
    with caught(met.append):
        in_a_thread(SystemExit("done"))
    assert met == []


def test_an_object_that_fails_while_it_goes_is_met() -> None:
    met: list[BaseException] = []
    with caught(met.append):
        Failing()
    assert [type(error) for error in met] == [KeyError]


def test_what_the_place_itself_raises_ends_there() -> None:
    met: list[BaseException] = []

    def take(error: BaseException) -> None:
        met.append(error)
        report(ValueError("while it is told"))
        raise RuntimeError("cannot tell")

    with caught(take):
        report(KeyError())
        report(IndexError())
    assert [type(error) for error in met] == [KeyError, IndexError]


def test_afterwards_everything_is_as_before() -> None:
    before = sys.excepthook, threading.excepthook, sys.unraisablehook
    with pytest.raises(ValueError, match="inside"), caught(print):
        raise ValueError("inside")
    assert (sys.excepthook, threading.excepthook, sys.unraisablehook) == before
