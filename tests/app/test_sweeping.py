from __future__ import annotations

import gc
import weakref

from annotator.app.session import Session
from annotator.app.sweeping import Sweeping


class Knot:
    """Garbage that only a collection finds."""

    def __init__(self) -> None:
        self.itself = self


def test_a_sweep_takes_away_what_is_old_and_tied_to_itself(qapp: object) -> None:
    sweeping = Sweeping(Session())
    knot = Knot()
    gone = weakref.ref(knot)
    gc.collect()  # the knot is among the oldest objects now
    del knot
    assert gone() is not None
    sweeping.sweep()
    assert gone() is None


def test_an_edit_puts_the_sweep_off(qapp: object) -> None:
    session = Session()
    sweeping = Sweeping(session)
    assert not sweeping._pause.isActive()
    session.changed.emit(None)
    assert sweeping._pause.isActive()
