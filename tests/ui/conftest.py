"""The real window, driven by keys and mouse as a person drives it, and the project file read beside it."""

from __future__ import annotations

import gc
import json
import multiprocessing
import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QContextMenuEvent, QDragEnterEvent, QDropEvent, QMouseEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu
from pytestqt.qtbot import QtBot

from annotator.app.projects import Projects
from annotator.app.session import Session
from annotator.app.suggestions import Suggestions
from annotator.core import edits
from annotator.core.display import DisplayMap
from annotator.core.model import AnnotatorKind, Label, NewDocument, Span
from annotator.nlp import suggesters
from annotator.storage.project import SUFFIX, Project
from annotator.ui.application import build
from annotator.workflows.setup import new_project, sample_project

LEFT = Qt.MouseButton.LeftButton
FIRST = "000_bb2184bcf9132176"
"""The name of the first seed, on which the suggestions below are."""
SUGGESTED = (("Tô Lâm", "PER"), ("Văn phòng Trung ương Đảng", "ORG"), ("Trần Cẩm Tú", "PER"), ("Hoa Kỳ", "LOC"))
"""The first place of each is suggested by a machine in `seeds_project`."""


_AN_HOUR = 3_600_000


class StillWorker:
    """In place of the worker process where a test is not about it: takes requests and never answers."""

    def __init__(self, _on_answer: Callable[[Any], None]) -> None:
        """Starts nothing."""

    def submit(self, requests: Iterable[Any]) -> None:
        """Forgets the requests."""

    def drop(self, _which: object) -> int:
        """Has nothing to drop."""
        return 0

    def close(self) -> None:
        """Has nothing to end."""


class Front:
    """The running window and the hands on it."""

    def __init__(self, qtbot: QtBot, argv: Sequence[str] = ()) -> None:
        self.qtbot = qtbot
        self.app, self.window = build(["annotator", *map(str, argv)])
        self.session: Session = self._of(Session)
        self.projects: Projects = self._of(Projects)
        self.suggesting: Suggestions = self._of(Suggestions)
        self.is_closed = False
        self.window.activateWindow()
        qtbot.waitUntil(lambda: self.app.activeWindow() is self.window and self.desk.isVisible())
        QApplication.processEvents()

    def _of(self, kind: type[Any]) -> Any:
        """The part of this run that is not a widget; those of earlier runs are gone or older."""
        return [*self.window.findChildren(kind), *self.app.findChildren(kind)][-1]

    @property
    def desk(self) -> Any:
        return self.window.desk

    @property
    def view(self) -> Any:
        return self.window.desk.view

    @property
    def text(self) -> str:
        return self.session.document.text

    @property
    def path(self) -> str:
        return self.session.project.path

    @property
    def notice(self) -> str:
        """What the notice says now, or nothing."""
        return self.desk.notice.text() if self.desk.notice.isVisible() else ""

    @property
    def saved(self) -> str:
        return self.part(QLabel, "savedIndicator").text()

    def part(self, kind: type[Any], name: str) -> Any:
        """The widget of this name."""
        found = [part for part in self.window.findChildren(kind, name) if part.parent() is not None]
        assert len(found) == 1, f"{len(found)} widgets are called {name}"
        return found[0]

    def act(self, name: str) -> None:
        """Chooses an action of a menu."""
        action = self.action(name)
        assert action.isEnabled(), f"{name} is not to be had"
        action.trigger()

    def action(self, name: str) -> QAction:
        found = self.window.findChild(QAction, name)
        assert found is not None, name
        return found

    def key(self, key: Qt.Key | str, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Presses a key in the reading view."""
        self._take_the_keyboard()
        self.view.setFocus()
        assert QApplication.focusWidget() is self.view
        QTest.keyClick(self.view, key, modifier)

    def shortcut(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.ControlModifier) -> None:
        """Presses a key of the whole window wherever the keyboard is."""
        self._take_the_keyboard()
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifier)

    def _take_the_keyboard(self) -> None:
        """After what came in front and went, as the panel of a slow import: here no desktop gives the keyboard back."""
        if self.app.activeWindow() is None:
            self.window.activateWindow()
            self.qtbot.waitUntil(lambda: self.app.activeWindow() is self.window)

    def open(self, name: str) -> None:
        """Opens the article of this name."""
        project = self.session.project
        found = [key for key in project.documents.ids() if project.documents.get(key).name.startswith(name)]
        self.session.open_document(found[0])

    def know_words(self, words: Sequence[tuple[int, int]]) -> None:
        """Hands over the words of the article as the segmenter would."""
        self.session.take_words(self.session.document.id, sorted(words))

    def place(self, words: str, nth: int = 0) -> tuple[int, int]:
        """Where the words stand in the text, in code points."""
        start = -1
        for _ in range(nth + 1):
            start = self.text.index(words, start + 1)
        return start, start + len(words)

    def map(self) -> DisplayMap:
        """Where the characters of the text are shown, made anew from the text."""
        return DisplayMap(self.text, self.session.document.shown_lines(self.view.is_raw))

    def reveal(self, offset: int) -> None:
        """Scrolls to the paragraph of a character."""
        block = self.view.document().findBlock(self.map().position(offset))
        self.view.verticalScrollBar().setValue(block.firstLineNumber())

    def point(self, offset: int, end: bool = False) -> QPoint:
        """The point before the character at `offset`, or behind the one that ends there, in the viewport."""
        shown = self.map()
        cursor = QTextCursor(self.view.document())
        cursor.setPosition(shown.end_position(offset) if end else shown.position(offset))
        point = self.view.cursorRect(cursor).center()
        assert self.view.viewport().rect().contains(point), f"{offset} is not on screen"
        return point

    def middle(self, span: Sequence[int]) -> QPoint:
        """A point on a character in the middle of a range, away from the edges that can be dragged."""
        at = (span[0] + span[1] - 1) // 2
        left, right = self.point(at), self.point(at + 1)
        return QPoint((left.x() + right.x()) // 2, left.y()) if left.y() == right.y() else left + QPoint(3, 0)

    def drag(self, start: QPoint, end: QPoint) -> None:
        """Presses the mouse at one point of the text, moves it to another and lets go."""
        viewport = self.view.viewport()
        QTest.mousePress(viewport, LEFT, pos=start)
        for share in (0.3, 0.7, 1.0):
            self._move(start + (end - start) * share)
        QTest.mouseRelease(viewport, LEFT, pos=end)

    def _move(self, point: QPoint) -> None:
        """A move with the button held: QTest's own tells no button."""
        viewport = self.view.viewport()
        where = QPointF(point)
        none = Qt.KeyboardModifier.NoModifier
        event = QMouseEvent(
            QEvent.Type.MouseMove, where, QPointF(viewport.mapToGlobal(where)), Qt.MouseButton.NoButton, LEFT, none
        )
        QApplication.sendEvent(viewport, event)

    def select(self, start: int, end: int) -> None:
        """Selects `[start, end)` with the mouse."""
        self.reveal(start)
        self.drag(self.point(start), self.point(end, end=True))

    def select_words(self, words: str, nth: int = 0) -> tuple[int, int]:
        """Selects words with the mouse and gives their place."""
        range_ = self.place(words, nth)
        self.select(*range_)
        return range_

    def select_by_key(self, start: int, end: int) -> None:
        """Walks to `start` and from there to `end` with Shift held."""
        self.reveal(start)
        QTest.mouseClick(self.view.viewport(), LEFT, pos=self.point(start))
        while self.view.caret < start:
            self.key(Qt.Key.Key_Right)
        while self.view.caret > start:
            self.key(Qt.Key.Key_Left)
        while self.view.caret < end:
            self.key(Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)

    def click(self, range_: Sequence[int]) -> None:
        """Clicks in the middle of a range."""
        self.reveal(range_[0])
        QTest.mouseClick(self.view.viewport(), LEFT, pos=self.middle(range_))

    def double_click(self, point: QPoint) -> None:
        """Clicks twice at a point of the text."""
        QTest.mouseClick(self.view.viewport(), LEFT, pos=point)
        QTest.mouseDClick(self.view.viewport(), LEFT, pos=point)

    def menu_at(self, offset: int) -> QMenu:
        """The menu of the text at a character; close it."""
        self.reveal(offset)
        point = self.middle((offset, offset + 1))
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, self.view.viewport().mapToGlobal(point))
        QApplication.sendEvent(self.view.viewport(), event)
        return self.window.findChild(QMenu, "textMenu")

    def label(self, name: str) -> Label:
        return next(label for label in self.session.labels if label.name == name)

    def drop(self, *paths: Path) -> None:
        """Drops files on the window; wait until they are in."""
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        where, buttons, none = QPointF(400, 400), LEFT, Qt.KeyboardModifier.NoModifier
        enter = QDragEnterEvent(where.toPoint(), Qt.DropAction.CopyAction, mime, buttons, none)
        QApplication.sendEvent(self.window, enter)
        assert enter.isAccepted()
        QApplication.sendEvent(self.window, QDropEvent(where, Qt.DropAction.CopyAction, mime, buttons, none))

    def spans(self) -> list[tuple[int, int, str, str]]:
        """The person's spans on the article as memory has them."""
        return [self._row(span) for span in self.session.document.spans.all]

    def suggestions(self) -> list[tuple[int, int, str, str]]:
        return [self._row(span) for span in self.session.document.suggestions]

    def _row(self, span: Span) -> tuple[int, int, str, str]:
        return span.start, span.end, self.session.label(span.label).name, span.quote

    def file(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """What the project file says, read by a connection of its own."""
        return query(self.path, sql, values)

    def file_spans(self, person: str = "Lan") -> list[tuple[int, int, str, str]]:
        """A person's spans on the article as the file has them; every quote is compared with the text."""
        found = stored_spans(self.path, person, self.session.document.id)
        for start, end, _, quote in found:
            assert self.text[start:end] == quote
        return found

    def settle(self) -> None:
        """Lets the lists catch up."""
        self.qtbot.waitUntil(lambda: self.desk.articles.model.is_complete and self.desk.inspector.is_caught_up)
        QApplication.processEvents()

    def close(self) -> None:
        """Closes the window as its cross does; nothing of it stays."""
        if self.is_closed:
            return
        self.is_closed = True
        self.window.close()
        self.window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()
        assert not multiprocessing.active_children()
        assert [t.name for t in threading.enumerate() if t.name.startswith(("job", "nlp"))] == []


def query(path: str, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
    """What the project file says, read by a connection of its own."""
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        return connection.execute(sql, values).fetchall()
    finally:
        connection.close()


def stored_spans(path: str, person: str, document: int) -> list[tuple[int, int, str, str]]:
    """A person's spans on a document: start, end, label, quote."""
    sql = """SELECT span.start, span."end", label.name, span.quote FROM span
    JOIN annotator ON annotator.id = span.annotator JOIN label ON label.id = span.label
    WHERE annotator.name = ? AND span.document = ? ORDER BY span.start, span."end" DESC, span.id"""
    return query(path, sql, [person, document])


def add_texts(project: Project, texts: dict[str, str]) -> list[int]:
    """Puts texts into a project as an import does; their names are their titles too."""
    documents = [NewDocument(f"{name}.txt", text, name) for name, text in texts.items()]
    batch = project.documents.begin_batch("test")
    keys = project.documents.add(batch, documents)
    row = project.documents.batch(batch)
    assert row is not None
    project.journal.apply(edits.show_batch(batch, row, {**row, "state": "visible"}, len(keys)), None)
    return keys


def suggest(project: Project, document: int, found: Sequence[tuple[int, int, str]]) -> None:
    """Writes suggestions as the machine would, and that it has been over every document."""
    machine = project.people.ensure(suggesters.DEFAULT, AnnotatorKind.MACHINE)
    version = suggesters.get(suggesters.DEFAULT).version
    labels = {label.name: label.id for label in project.labels.all()}
    text = project.documents.text(document)
    rows = [(start, end, labels[name], 0.9) for start, end, name in found]
    project.annotations.add_run_spans(document, machine.id, text, rows)
    for key in project.documents.ids():
        project.annotations.end_run(key, machine.id, version)


@pytest.fixture(scope="session")
def seeds_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The five articles in a project file, with a few suggestions in the first, closed."""
    path = tmp_path_factory.mktemp("template") / f"seeds{SUFFIX}"
    project = sample_project(str(path), "Lan")
    first = project.documents.find(f"{FIRST}.txt").id
    text = project.documents.text(first)
    suggest(project, first, [(text.index(q), text.index(q) + len(q), name) for q, name in SUGGESTED])
    project.close()
    return path


@pytest.fixture
def seeds_project(seeds_template: Path, tmp_path: Path) -> Path:
    """A project file of this test's own with the five articles, and Lan in it."""
    path = tmp_path / f"seeds{SUFFIX}"
    shutil.copyfile(seeds_template, path)
    return path


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The application's own folder, with a person who has answered and an English window."""
    folder = tmp_path / "home"
    folder.mkdir()
    (folder / "settings.json").write_text(json.dumps({"person": "Lan", "language": "en"}), "utf-8")
    monkeypatch.setenv("ANNOTATOR_HOME", str(folder))
    return folder


@pytest.fixture
def still_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    """No worker process."""
    monkeypatch.setattr("annotator.nlp.worker.Worker", StillWorker)


@pytest.fixture(autouse=True)
def no_haste(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the window does by itself after some seconds is not done in the middle of a test on a busy machine.

    An article does not become one that was read, no sentence fades, and no check begins, unless a test is about that.
    """
    monkeypatch.setattr("annotator.ui.desk._SETTLED", _AN_HOUR)
    monkeypatch.setattr("annotator.ui.notice._SECONDS_AT_LEAST", _AN_HOUR / 1000)
    monkeypatch.setattr("annotator.app.checks.AFTER", _AN_HOUR)


Starter = Callable[..., Front]


@pytest.fixture
def start(qtbot: QtBot) -> Iterator[Starter]:
    """Starts the application as often as a test wants; every window is closed at the end."""
    fronts: list[Front] = []

    def started(*argv: object) -> Front:
        fronts.append(Front(qtbot, argv))  # type: ignore[arg-type]
        return fronts[-1]

    yield started
    for front in fronts:
        front.close()
    fronts.clear()
    gc.collect()


@pytest.fixture
def front(start: Starter, home: Path, still_worker: None, seeds_project: Path) -> Front:
    """The window on the five articles, the first one open, Lan at work, no worker process."""
    front = start(seeds_project)
    front.settle()
    return front


@pytest.fixture
def reading(start: Starter, home: Path, still_worker: None, tmp_path: Path) -> Callable[[str], Front]:
    """Opens the window on a project with one text of the test's own."""

    def opened(text: str, raw: bool = True) -> Front:
        path = str(tmp_path / f"own{SUFFIX}")
        project = new_project(path, "Lan")
        (key,) = add_texts(project, {"Bài": text})
        suggest(project, key, [])
        project.close()
        front = start(path)
        if front.view.is_raw != raw:
            front.act("view.raw")
        return front

    return opened
