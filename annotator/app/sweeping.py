"""Keeps Python's garbage collection off the key's way: it is done while the person pauses.

A collection that goes through everything takes 30 to 50 ms with a long article open, and it comes when objects are
made: in the middle of an edit.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

from annotator.app.session import Session

_PAUSE = 3000
"""Milliseconds without an edit after which it is done."""
_YOUNG = 20_000
"""Objects more than at the last look before Python looks for garbage among the new ones by itself; one edit that
answers a hundred suggestions makes some ten thousand."""
_LOOKS = 20, 500
"""Looks at the new objects until those that stayed are gone through too, and of these until everything is."""


class Sweeping(QObject):
    """Follows a session."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.set_threshold(_YOUNG, *_LOOKS)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self.sweep)
        session.changed.connect(self._wait)
        session.document_opened.connect(self._wait)

    def sweep(self) -> None:
        """Collects all garbage now."""
        gc.collect()

    def _wait(self, *_what: object) -> None:
        self._pause.start()
