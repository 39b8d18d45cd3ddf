"""Random keys, clicks, drags, wheels and acts: nothing raises, nothing warns, and the project file is whole.

`MONKEY_SEEDS` names other seeds than the one that every run takes, separated by blanks.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox, QWidget

from annotator.storage.project import Project
from annotator.ui.action_table import specs
from annotator.ui.project_acts import ProjectActs
from annotator.workflows import checking

EVENTS = 10_000
SEEDS = [int(seed) for seed in os.environ.get("MONKEY_SEEDS", "1").split()]

LEAVES_THE_WINDOW = {
    "file.new", "file.open", "file.save-copy", "file.import", "file.import-folder", "file.import-as",
    "file.export", "file.quit", "project.suggest",
}  # fmt: skip
"""Acts that open the system's own dialogs, end the program, or wake the suggester's process."""
DEAR = {"view.dark", "view.light", "view.sepia", "view.vietnamese", "view.english"}
"""Acts that build the window anew."""

NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
PLAIN = [Qt.Key(code) for code in range(Qt.Key.Key_A, Qt.Key.Key_Z + 1)]
DIGITS = [Qt.Key(code) for code in range(Qt.Key.Key_0, Qt.Key.Key_9 + 1)]
MOVES = [
    Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End,
    Qt.Key.Key_PageUp, Qt.Key.Key_PageDown,
]  # fmt: skip
ANSWERS = [
    Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_Tab, Qt.Key.Key_Escape,
    Qt.Key.Key_BracketLeft, Qt.Key.Key_BracketRight, Qt.Key.Key_Period, Qt.Key.Key_Comma,
]  # fmt: skip


class Monkey:
    """Does one thing after the other to the window, all of it from one seed."""

    def __init__(self, front: Any, seed: int) -> None:
        self.front = front
        self.chance = random.Random(seed)
        self.acts = [spec.id for spec in specs() if spec.id not in LEAVES_THE_WINDOW]
        self.number = self.looked_at = 0
        self.patience = QTimer(front.window, interval=250)
        self.patience.timeout.connect(self.give_up)
        self.patience.start()

    def play(self, events: int) -> None:
        """So many events; dialogs are left again sooner or later."""
        deeds = (self.key, self.key, self.key, self.click, self.double_click, self.drag, self.wheel, self.act)
        for self.number in range(events):
            popup = QApplication.activePopupWidget() or QApplication.activeModalWidget()
            if popup is not None and self.chance.random() < 0.3:
                self.leave(popup)
            else:
                self.chance.choice(deeds)()
            if self.number % 20 == 0:
                QApplication.processEvents()

    def stop(self) -> None:
        """Leaves everything that is open, without the questions that dialogs ask whose work would be lost."""
        while (menu := QApplication.activePopupWidget()) is not None:
            menu.close()
        for dialog in self.front.window.findChildren(QDialog):
            if dialog.isVisible():
                QDialog.done(dialog, QDialog.DialogCode.Rejected)
        QApplication.processEvents()

    def leave(self, popup: QWidget) -> None:
        """Out of a menu or dialog, by Escape, as its cross does, or without its questions."""
        way = self.chance.random()
        if way < 0.5:
            QTest.keyClick(popup, Qt.Key.Key_Escape)
        elif way < 0.7 and isinstance(popup, QDialog):
            QDialog.done(popup, QDialog.DialogCode.Rejected)
        else:
            popup.close()

    def give_up(self) -> None:
        """Out of a menu or question that waits for its answer and lets nothing else go on, which two looks tell.

        It must not lead to a question: this timer is still while it is at work, so nobody would leave that one.
        """
        waiting = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if waiting is not None and self.number == self.looked_at:
            if isinstance(waiting, QDialog) and not isinstance(waiting, QMessageBox):
                QDialog.done(waiting, QDialog.DialogCode.Rejected)
            else:
                waiting.close()
        self.looked_at = self.number

    def key(self) -> None:
        """A key wherever the keyboard is; most often that is the text."""
        if QApplication.activeModalWidget() is None and self.chance.random() < 0.6:
            self.front.view.setFocus()
        keys = self.chance.choice((PLAIN, DIGITS, MOVES, ANSWERS, ANSWERS))
        modifier = self.chance.choice((NONE, NONE, NONE, SHIFT, CONTROL, ALT, CONTROL | SHIFT, ALT | SHIFT))
        if keys is PLAIN and modifier & (CONTROL | ALT):
            return  # those are acts, some of which leave the window: `act` has the others
        target = QApplication.activePopupWidget() or QApplication.focusWidget() or self.front.window
        QTest.keyClick(target, self.chance.choice(keys), modifier)

    def click(self) -> None:
        """The mouse on anything that is there."""
        target = self.target()
        if self.is_safe(target):
            button = self.chance.choice((Qt.MouseButton.LeftButton,) * 5 + (Qt.MouseButton.RightButton,))
            QTest.mouseClick(target, button, self.chance.choice((NONE, NONE, SHIFT, CONTROL)), self.point(target))

    def double_click(self) -> None:
        """Twice on the text."""
        if QApplication.activeModalWidget() is None and QApplication.activePopupWidget() is None:
            viewport = self.front.view.viewport()
            point = self.point(viewport)
            QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, NONE, point)
            QTest.mouseDClick(viewport, Qt.MouseButton.LeftButton, NONE, point)

    def drag(self) -> None:
        """Over the text with the button held; sometimes a key comes in between."""
        if QApplication.activeModalWidget() is not None or QApplication.activePopupWidget() is not None:
            return
        viewport = self.front.view.viewport()
        QTest.mousePress(viewport, Qt.MouseButton.LeftButton, NONE, self.point(viewport))
        for _ in range(self.chance.randint(1, 4)):
            self.move(viewport, self.point(viewport))
        if self.chance.random() < 0.1:
            QTest.keyClick(self.front.view, Qt.Key.Key_Escape)
        QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, NONE, self.point(viewport))

    def move(self, viewport: QWidget, point: QPoint) -> None:
        where = QPointF(point)
        held = Qt.MouseButton.LeftButton
        event = QMouseEvent(
            QEvent.Type.MouseMove, where, QPointF(viewport.mapToGlobal(where)), Qt.MouseButton.NoButton, held, NONE
        )
        QApplication.sendEvent(viewport, event)

    def wheel(self) -> None:
        """A turn of the wheel, up or down, with Ctrl now and then."""
        target = self.target()
        where = QPointF(self.point(target))
        turn = QPoint(0, self.chance.choice((-360, -120, 120, 360)))
        modifier = self.chance.choice((NONE, NONE, NONE, CONTROL))
        event = QWheelEvent(
            where, QPointF(target.mapToGlobal(where)), QPoint(), turn, Qt.MouseButton.NoButton, modifier,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(target, event)

    def act(self) -> None:
        """An act of the menus that can be had now."""
        if QApplication.activeModalWidget() is not None or QApplication.activePopupWidget() is not None:
            return
        name = self.chance.choice(self.acts)
        action = self.front.window.actions_.by_id.get(name)
        if name in DEAR and self.chance.random() < 0.8:
            return
        if action is not None and action.isEnabled():
            action.trigger()

    def target(self) -> QWidget:
        """Anything to be seen in what is on top; half of the time the text."""
        top = QApplication.activePopupWidget() or QApplication.activeModalWidget() or self.front.window
        if top is self.front.window and self.chance.random() < 0.5:
            return self.front.view.viewport()
        shown = [part for part in top.findChildren(QWidget) if part.isVisible() and part.isEnabled()]
        return self.chance.choice([top, *shown])

    def is_safe(self, target: QWidget) -> bool:
        """Not what opens a dialog of the system: buttons with dots in their names, and whole menus."""
        name = f"{target.objectName()} {target.accessibleName()}"
        return not any(word in name for word in ("mport", "xport", "…", "Quit", "Open", "New", "Load", "Save", "Print"))

    def point(self, target: QWidget) -> QPoint:
        return QPoint(self.chance.randrange(max(1, target.width())), self.chance.randrange(max(1, target.height())))


@pytest.fixture
def caged(monkeypatch: pytest.MonkeyPatch) -> None:
    """Acts that leave the window do nothing, by whatever way they are reached."""
    real = ProjectActs.handlers

    def handlers(acts: ProjectActs) -> dict[str, Callable[[], object]]:
        return real(acts) | dict.fromkeys(LEAVES_THE_WINDOW, lambda: None)

    monkeypatch.setattr(ProjectActs, "handlers", handlers)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_monkey_breaks_nothing(caged: None, front: Any, seed: int) -> None:
    monkey = Monkey(front, seed)
    monkey.play(EVENTS)
    monkey.stop()
    path = front.path
    front.close()
    project = Project.open(path, read_only=True)
    try:
        assert list(checking.check(project)) == []
        edits = project.store.connection.execute("SELECT count(*) FROM edit").fetchone()[0]
        assert edits > EVENTS / 200, "the monkey did nothing"
    finally:
        project.close()
