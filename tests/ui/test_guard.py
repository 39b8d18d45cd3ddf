"""The bias guard in the real window: hidden means everywhere, and done shows."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel

from annotator.app.guard_share import set_share
from annotator.core.draw import draw, limit
from annotator.core.model import State
from annotator.storage import guard_history
from annotator.storage.project import Project
from annotator.ui.work_page import WorkPage

FIRST = "000_bb2184bcf9132176"
HIDDEN_LINE = "Suggestions are hidden in this article until you mark it done"


def draw_only_first(path: Path) -> None:
    """Gives the project a uid by which half of the articles are the first one alone."""
    with closing(sqlite3.connect(path)) as connection:
        uids = dict(connection.execute("SELECT name, uid FROM document"))
        first = uids.pop(f"{FIRST}.txt")
        ours = (f"{number:032x}" for number in range(100_000))
        drawn = limit(50)
        uid = next(
            uid for uid in ours if draw(first, uid) < drawn and all(draw(u, uid) >= drawn for u in uids.values())
        )
        connection.execute("UPDATE meta SET value = ? WHERE key = 'uid'", [uid])
        connection.commit()


@pytest.fixture
def drawn(seeds_project: Path) -> Path:
    draw_only_first(seeds_project)
    return seeds_project


@pytest.fixture
def front(start: Callable[..., Any], home: Path, still_worker: None, drawn: Path) -> Any:
    """The window on the five articles, the first of them guarded and open."""
    project = Project.open(str(drawn))
    guard_history.set_share(project.store, 50)
    project.close()
    front = start(drawn)
    front.open(FIRST)
    front.settle()
    return front


def row(front: Any) -> Any:
    model = front.desk.articles.model
    return model.row(model.position(front.session.document.id))


def line(front: Any) -> str:
    label = front.part(QLabel, "guardLine")
    return label.accessibleName() if label.isVisible() else ""


def assert_hidden(front: Any) -> None:
    front.settle()
    document = front.session.document
    assert document.hides_suggestions
    assert front.suggestions() == []
    assert front.desk.inspector.suggestions.model().rowCount() == 0
    assert [span for span in front.view.spans_between(0, len(front.text)) if span.annotator != document.annotator] == []
    assert row(front).suggestions == 0
    assert line(front) == HIDDEN_LINE
    assert HIDDEN_LINE in {label.text() for label in front.desk.inspector.suggestions.viewport().findChildren(QLabel)}


def test_suggestions_are_hidden_everywhere_until_done(front: Any) -> None:
    assert_hidden(front)
    front.key(Qt.Key.Key_Tab)
    assert front.view.current is None
    if front.action("suggestion.accept-all").isEnabled():
        front.act("suggestion.accept-all")
    assert front.file_spans() == []
    front.select_words("Trần Cẩm Tú")
    front.key("1")
    front.settle()
    assert front.file("SELECT origin FROM span JOIN annotator a ON a.id = annotator WHERE a.kind = 'person'") == [
        ("manual",)
    ]
    assert front.file("SELECT count(*) FROM answer") == [(0,)]
    front.desk.inspector.catch_up()
    assert_hidden(front)
    key = front.session.document.id
    front.act("article.done")
    front.session.open_document(key)
    front.settle()
    assert {words for _, _, _, words in front.suggestions()} == {"Tô Lâm", "Văn phòng Trung ương Đảng", "Hoa Kỳ"}
    assert front.desk.inspector.suggestions.model().rowCount() == 3
    assert row(front).suggestions == 3
    assert line(front) == ""
    assert front.file("SELECT count(*) FROM annotator WHERE name = 'repeats'") == [(0,)]


def test_taking_done_back_hides_them_again(front: Any) -> None:
    key = front.session.document.id
    front.act("article.done")
    front.session.open_document(key)
    front.settle()
    front.view.set_current(front.session.document.suggestions[0])
    front.act("edit.undo")
    assert front.session.document.id == key
    assert_hidden(front)
    assert front.view.current is None


def test_the_queue_says_why_it_is_empty(front: Any) -> None:
    front.act("suggestion.queue")
    front.settle()
    assert front.part(QLabel, "queueSaid").text() == HIDDEN_LINE


def test_other_articles_show_theirs(front: Any) -> None:
    front.open("001")
    front.settle()
    assert not front.session.document.hides_suggestions
    assert line(front) == ""


@pytest.fixture
def page(start: Callable[..., Any], home: Path, still_worker: None, drawn: Path) -> Iterator[tuple[Any, WorkPage]]:
    """The window without a guard, another article open, and the work page called by its key."""
    front = start(drawn)
    front.open("001")
    front.settle()
    QTest.keyClick(front.view, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    front.qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), WorkPage))
    found = QApplication.activeModalWidget()
    yield front, found
    QTest.keyClick(found, Qt.Key.Key_Escape)


def choose(page: WorkPage, share: int) -> None:
    box = page.findChild(QComboBox, "guardShare")
    box.setCurrentIndex(box.findData(share))
    box.activated.emit(box.currentIndex())


def test_the_share_is_chosen_on_the_work_page(page: tuple[Any, WorkPage]) -> None:
    front, dialog = page
    keys = front.session.project.documents.ids()
    model = front.desk.articles.model
    with closing(sqlite3.connect(f"file:{front.path}?mode=ro", uri=True)) as connection:
        begun = {row[0] for row in connection.execute("SELECT document FROM place")}
    if keys[0] in begun:
        pytest.fail("the first article was opened at start, so that it cannot be guarded")
    assert model.row(model.position(keys[0])).suggestions == 4
    choose(dialog, 50)
    assert front.file("SELECT value FROM meta WHERE key = 'guard'") == [("50",)]
    assert model.row(model.position(keys[0])).suggestions == 0
    front.qtbot.waitUntil(lambda: dialog.guard.state.text().startswith("1 "))
    choose(dialog, 0)
    assert front.file("SELECT value FROM meta WHERE key = 'guard'") == [("0",)]
    assert model.row(model.position(keys[0])).suggestions == 4


def test_what_was_seen_is_left_out(start: Callable[..., Any], home: Path, still_worker: None, drawn: Path) -> None:
    front = start(drawn)
    front.open(FIRST)
    front.settle()
    shown = front.suggestions()
    front.desk.keep_place(is_last=True)
    assert set_share(front.session, 50)
    front.settle()
    assert front.suggestions() == shown
    assert row(front).suggestions == len(shown)
    assert front.session.document.state == State.NEW
