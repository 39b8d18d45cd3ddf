"""The real window under the hands of `keys.py`: acts asked for by their keys, counted and timed."""

from __future__ import annotations

from collections import Counter

from bench import cpu_ms
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.app.repeats import Repeats
from annotator.app.session import Session
from annotator.ui.application import build


class Window:
    """A window on a project; everything is done by key events."""

    def __init__(self, path: str, is_telling: bool = False) -> None:
        self.app, self._window = build(["annotator", path])
        self._window.resize(1280, 820)
        self._window.activateWindow()
        self.view = self._window.desk.view
        self.session: Session = self.view._session
        self.names = self._window.desk.annotating._names
        self.pressed: Counter[str] = Counter()
        self.times: list[float] = []
        self._is_telling = is_telling
        self.view.setFocus()
        self.app.processEvents()

    def press(self, act: str) -> None:
        """Presses the first key of an act where the keyboard is."""
        action = self._window.findChild(QAction, act)
        chord = action.shortcuts()[0][0]
        target = QApplication.focusWidget() or self.view
        self.pressed[act] += 1
        if self._is_telling:
            print(f"  {action.shortcuts()[0].toString():18} {act}")
        self.times.append(cpu_ms(lambda: self._send(target, chord)))

    def _send(self, target, chord) -> None:  # type: ignore[no-untyped-def]
        QTest.keyClick(target, chord.key(), chord.keyboardModifiers())
        self.app.processEvents()

    def settle(self) -> None:
        """Waits as a person does between two keys: lists follow, words are known, the same words are offered."""
        self.app.processEvents()
        for repeats in self.app.findChildren(Repeats):
            repeats.catch_up()
        while self.session.document.words is None or not self._window.desk.inspector.is_caught_up:
            self.app.processEvents()
        for _ in range(3):  # what followed is painted too
            self.app.processEvents()

    def close(self) -> None:
        """Closes the window."""
        self._window.close()
        self._window.deleteLater()
        self.app.processEvents()
