"""The application as it is started, with faults planted in it: each is raised, its message read, and work goes on.

Started as a program with the project as its argument; it says what it saw as JSON, one object a line, on stdout.
"""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRunnable,
    Qt,
    QThreadPool,
    QTimer,
)
from PySide6.QtGui import QGuiApplication, QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QListView, QPushButton, QWidget

from annotator.app.acts import Acts
from annotator.app.jobs import Jobs
from annotator.app.session import Session
from annotator.core.errors import InputError
from annotator.nlp import suggesters
from annotator.ui import application, unexpected
from annotator.ui.main_window import MainWindow
from annotator.ui.unexpected_dialog import UnexpectedDialog

SECRET = "Ngô Bí Mật ở phố Kín"
"""Stands for everything that the log must not hold."""

_EVERY = 20


def fail(*_arguments: object) -> None:
    """What every fault comes to."""
    try:
        {}[SECRET]
    except KeyError:
        raise ValueError(SECRET) from InputError("input.quote", quote=SECRET, path=f"/home/{SECRET}")


class _Filter(QObject):
    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.User:
            fail()
        return False


class _Painted(QWidget):
    def paintEvent(self, _event: QPaintEvent) -> None:
        self.update()
        fail()


class _Model(QAbstractListModel):
    def rowCount(self, _parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 3

    def data(self, _index: QModelIndex | QPersistentModelIndex, _role: int = 0) -> Any:
        fail()


class _Runnable(QRunnable):
    def run(self) -> None:
        fail()


class _Deleted:
    def __del__(self) -> None:
        fail()


class Faults:
    """The ways in which an exception comes to be caught by nobody."""

    def __init__(self, window: MainWindow, session: Session, jobs: Jobs) -> None:
        self._window = window
        self._session = session
        self._jobs = jobs
        self._kept: list[QObject] = []

    def worker(self) -> None:
        """The process that suggests comes upon it by itself (see `main`)."""

    def slot(self) -> None:
        self._session.guard_changed.connect(fail)
        self._session.guard_changed.emit()
        self._session.guard_changed.disconnect(fail)

    def timer(self) -> None:
        def act() -> None:  # what is called in the same way is taken for the same
            fail()

        QTimer.singleShot(0, act)

    def event_filter(self) -> None:
        self._kept.append(_Filter(self._window))
        self._window.installEventFilter(self._kept[-1])
        QApplication.postEvent(self._window, QEvent(QEvent.Type.User))

    def paint(self) -> None:
        self._show(_Painted(self._window))

    def model(self) -> None:
        view = QListView(self._window)
        view.setModel(_Model(view))
        self._show(view)

    def job(self) -> None:
        self._jobs.start(lambda _job: fail())

    def thread(self) -> None:
        threading.Thread(target=fail).start()

    def pool(self) -> None:
        QThreadPool.globalInstance().start(_Runnable())

    def deletion(self) -> None:
        _Deleted()

    def clear(self) -> None:
        """Takes away what would go on failing."""
        for part in self._kept:
            part.deleteLater()
        self._kept.clear()

    def _show(self, widget: QWidget) -> None:
        self._kept.append(widget)
        widget.setGeometry(10, 10, 100, 100)
        QTimer.singleShot(0, widget, "1show()")  # Qt shows it: what a call of Python's comes upon is raised in Python


CASES = ("worker", "slot", "timer", "event_filter", "paint", "model", "job", "thread", "pool", "deletion")


class Person:
    """Reads each message, copies its details, goes on and labels something; closes the program at the last."""

    def __init__(self, window: MainWindow) -> None:
        app = QApplication.instance()
        self._session: Session = app.findChild(Session)
        self._window = window
        self._faults = Faults(window, self._session, app.findChild(Jobs))
        self._steps = self._work()
        self._waits_for: Callable[[], object] = lambda: self._session.document
        self._timer = QTimer(window, interval=_EVERY)
        self._timer.timeout.connect(self._step)
        self._timer.start()

    def _step(self) -> None:
        if self._waits_for():
            self._timer.stop()
            self._waits_for = next(self._steps, lambda: False)
            self._timer.start()

    def _work(self) -> Iterator[Callable[[], object]]:
        for number, case in enumerate(CASES):
            getattr(self._faults, case)()
            yield self._messages
            (message,) = self._messages()
            if case == "paint":
                yield lambda message=message: message.others > 20
            self._read(case, message)
            self._faults.clear()
            is_last = case == CASES[-1]
            button = f"unexpected{'Close' if is_last else 'Continue'}"
            QTest.keyClick(message.findChild(QPushButton, button), Qt.Key.Key_Space)
            if not is_last:
                yield lambda: not self._messages()
                self._label(number)
                say(case=case, saved=self._window.desk.status.saved.text())

    def _messages(self) -> list[UnexpectedDialog]:
        return [each for each in self._window.findChildren(UnexpectedDialog) if each.isVisible()]

    def _read(self, case: str, message: UnexpectedDialog) -> None:
        QTest.mouseClick(message.findChild(QPushButton, "unexpectedCopy"), Qt.MouseButton.LeftButton)
        said = [label.text() for label in message.findChildren(QLabel)]
        say(case=case, said=said, copied=QGuiApplication.clipboard().text(), button=message.copy.text())

    def _label(self, number: int) -> None:
        places = [at for at, character in enumerate(self._session.document.text) if character.isalpha()]
        Acts(self._session).add_span(places[number], places[number] + 1, self._session.span_labels[0])


def say(**what: object) -> None:
    """One line for whoever listens."""
    print(json.dumps(what), flush=True)


def main(project: str) -> int:
    """Runs the application; a suggester of another package, which fails, is the one in use."""
    suggesters.DEFAULT = "fake"
    unexpected._STORM = 3600.0  # also where the machine makes long pauses
    build = application.build

    def built(argv: list[str]) -> tuple[QApplication, MainWindow]:
        app, window = build(argv)
        window.person = Person(window)
        return app, window

    application.build = built
    return application.run(["annotator", project])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
