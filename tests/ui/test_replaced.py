"""Another project comes to the path of the open one: no list, figure, export or check takes its rows for ours."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMessageBox, QPushButton, QWidget

from annotator.app.consistency import checking
from annotator.core import edits
from annotator.core.ids import new_uid
from annotator.core.messages import SENTENCES
from annotator.core.model import Assignment, Span, State
from annotator.ui.bench_pages import CONCORDANCE, CONSISTENCY, OCCURRENCES, QUEUE
from annotator.ui.check_page import CheckPage
from annotator.ui.export_dialog import ExportDialog
from annotator.ui.work_page import UNKNOWN, WorkPage
from annotator.workflows.setup import new_project
from tests.ui.conftest import add_texts, query, suggest

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
COUNTS = "UPDATE tally SET suggestions = suggestions + 1 WHERE document = 1"
STRANGE = "Bà Xa Lạ ở Quảng Trị gặp Tô Lâm. Xa Lạ về nhà."
"""Every article of the other project; "Tô Lâm" stands in ours too."""


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """A project with other articles, in which another Lan has annotated, inconsistently, and a machine suggested."""
    path = str(tmp_path / "other.annotator")
    project = new_project(path, "Lan")
    keys = add_texts(project, {f"Bài lạ {number}": STRANGE for number in range(8)})
    lan = project.people.find("Lan").id
    per, org = project.labels.all()[:2]
    for number, key in enumerate(keys):
        label = org if number == 7 else per
        span = Span(project.store.next_id("span"), new_uid(), key, lan, 3, 8, label.id, STRANGE[3:8])
        project.journal.apply(edits.add_span(span, label.name), lan)
        begun = Assignment(project.store.next_id("assignment"), key, lan, State.IN_PROGRESS)
        project.journal.apply(edits.set_state(None, begun), lan)
        suggest(project, key, [(11, 20, "LOC")])
    project.close()
    return Path(path)


@pytest.fixture
def put(front: Any, other: Path) -> Callable[[], None]:
    """Puts the other project in the place of the open one, which has an edit of its own."""
    front.select_words("Tô Lâm")
    front.key("1")

    def put() -> None:
        front.session.project.checkpoint()  # a log with something in it would make the other one look damaged
        os.replace(other, front.path)

    return put


def gone(front: Any) -> str:
    return SENTENCES["project.gone"].format(path=front.path)


@pytest.mark.parametrize("words", ["xa lạ", "tô lâm", "/Tô \\w+/", "label:PER"])
def test_the_concordance_finds_nothing_there(front: Any, put: Callable[[], None], words: str) -> None:
    front.shortcut(Qt.Key.Key_F, CONTROL | SHIFT)
    page = front.desk.bench.page(CONCORDANCE)
    put()
    page.field.setText(words)
    QTest.keyClick(page.field, Qt.Key.Key_Return)
    front.qtbot.waitUntil(lambda: not page.search.is_running)
    assert page.table.rows == []
    assert page.line.text() == gone(front)


@pytest.mark.parametrize("is_same", [False, True])
def test_who_only_reads_sees_nothing_of_it_but_what_its_own_writer_puts_there(
    front: Any, put: Callable[[], None], tmp_path: Path, is_same: bool
) -> None:
    path, newer = front.path, tmp_path / "newer.annotator"
    front.session.project.save_copy(str(newer))
    front.session.close_project()
    front.projects.open(path, read_only=True)
    if is_same:
        os.replace(newer, path)
    else:
        put()
    front.shortcut(Qt.Key.Key_F, CONTROL | SHIFT)
    page = front.desk.bench.page(CONCORDANCE)
    page.field.setText("tô lâm")
    QTest.keyClick(page.field, Qt.Key.Key_Return)
    front.qtbot.waitUntil(lambda: not page.search.is_running)
    assert bool(page.table.rows) == is_same
    assert (page.line.text() == gone(front)) != is_same


def test_occurrences_are_none_of_its(front: Any, put: Callable[[], None]) -> None:
    put()
    front.click(front.place("Tô Lâm"))
    front.act("search.occurrences")
    page = front.desk.bench.page(OCCURRENCES)
    front.qtbot.waitUntil(lambda: not page.search.is_running)
    assert page.table.rows == []
    assert page.line.text() == gone(front)


def test_the_list_goes_on_with_the_articles_that_are_open(front: Any, put: Callable[[], None]) -> None:
    mine = front.session.project.documents.ids()
    model = front.desk.articles.model
    front.part(QLineEdit, "searchField").setText("a")
    front.qtbot.waitUntil(lambda: model._order.words == "a")
    front.settle()
    found = [model.id_at(row) for row in range(model.rowCount())]
    put()
    model.refresh()
    front.qtbot.waitUntil(lambda: model.is_complete and model.counts is not None)
    assert [model.id_at(row) for row in range(model.rowCount())] == found
    assert sum(model.counts.values()) == len(mine)


def test_the_queue_holds_no_suggestion_of_its(
    front: Any, put: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("annotator.ui.queue_reader.AT_ONCE", 0)
    put()
    front.window.settings.queue_scope = "project"
    page = front.desk.bench.show_page(QUEUE)
    front.qtbot.waitUntil(lambda: gone(front) in said(page))
    assert page.table.rows == []


def test_the_meter_measures_nothing_of_it(front: Any, put: Callable[[], None]) -> None:
    put()
    QTest.keyClick(front.view, Qt.Key.Key_W, CONTROL | SHIFT)
    front.qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), WorkPage))
    page = QApplication.activeModalWidget()
    front.qtbot.waitUntil(lambda: page.trouble.text() == gone(front))
    assert [card.pace.text() for card in page.cards] == [UNKNOWN] * 3
    page.reject()


def test_the_check_of_consistency_finds_nothing_there(front: Any, put: Callable[[], None], other: Path) -> None:
    lan = query(str(other), "SELECT id FROM annotator WHERE name = 'Lan'")[0][0]
    put()
    assert checking(front.path, lan)(FakeJob())  # there is something in the other one
    page = front.desk.bench.show_page(CONSISTENCY)
    front.qtbot.waitUntil(lambda: page._job is None)
    assert page.table.rows == []


class FakeJob:
    """Work that nobody waits for."""

    def report(self, *_how_far: object) -> None:
        """Goes on."""


def test_nothing_of_it_is_exported(front: Any, put: Callable[[], None], tmp_path: Path) -> None:
    put()
    front.act("file.export")
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ExportDialog)
    front.qtbot.waitUntil(lambda: gone(front) in said(dialog))
    dialog.reject()
    assert not list(tmp_path.glob("*.jsonl"))


def said(dialog: QWidget) -> list[str]:
    return [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]


def test_it_is_neither_checked_nor_repaired_as_ours(front: Any, put: Callable[[], None]) -> None:
    put()
    front.act("project.check")
    front.qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), CheckPage))
    page = QApplication.activeModalWidget()
    front.qtbot.waitUntil(lambda: not page._is_busy)
    assert page.state.text() == "The check did not take place"
    assert gone(front) in said(page)
    page.reject()


def test_what_was_found_before_is_not_repaired_in_it(front: Any, put: Callable[[], None], other: Path) -> None:
    with closing(sqlite3.connect(other)) as connection, connection:
        connection.execute(COUNTS)
    before = other.read_bytes()
    with front.session.project.store.transaction():
        front.session.project.store.connection.execute(COUNTS)
    front.act("project.check")
    front.qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), CheckPage))
    page = QApplication.activeModalWidget()
    front.qtbot.waitUntil(lambda: not page._is_busy)
    put()
    QTimer.singleShot(50, click_repair)
    QTest.mouseClick(page.repair, Qt.MouseButton.LeftButton)
    front.qtbot.waitUntil(lambda: not page._is_busy)
    assert page.state.text() == "Nothing was repaired"
    assert gone(front) in said(page)
    page.reject()
    assert Path(front.path).read_bytes() == before
    assert front.spans()


def click_repair() -> None:
    box = QApplication.activeModalWidget()
    assert isinstance(box, QMessageBox)
    QTest.mouseClick(box.findChild(QPushButton, "answer0"), Qt.MouseButton.LeftButton)


def test_put_back_everything_is_found_again(front: Any, put: Callable[[], None], tmp_path: Path) -> None:
    aside = tmp_path / "aside.annotator"
    os.link(front.path, aside)
    put()
    front.shortcut(Qt.Key.Key_F, CONTROL | SHIFT)
    page = front.desk.bench.page(CONCORDANCE)
    for is_back in (False, True):
        if is_back:
            os.replace(aside, front.path)
        page.field.setText("tô lâm")
        QTest.keyClick(page.field, Qt.Key.Key_Return)
        front.qtbot.waitUntil(lambda: not page.search.is_running)
        assert bool(page.table.rows) == is_back
