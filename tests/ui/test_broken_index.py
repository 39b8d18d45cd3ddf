"""The search index of a project is damaged: everything goes on, what is wrong is said, and one press repairs it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from annotator.core.messages import SENTENCES
from annotator.core.text import find_all
from annotator.storage import backup
from annotator.storage.backup import Reason
from annotator.ui.bench_pages import CONCORDANCE, OCCURRENCES
from annotator.ui.check_page import CheckPage
from annotator.workflows import check_file

SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
DAMAGE = ("DELETE FROM search_data WHERE id = 10", "DELETE FROM search_data WHERE id > 10")
"""Without the list of its parts FTS5 does not open the index, without the parts it cannot read it."""
WORDS = "tô lâm"


@pytest.fixture(params=DAMAGE)
def broken(
    start: Callable[..., Any], home: Path, still_worker: None, seeds_project: Path, request: pytest.FixtureRequest
) -> Any:
    """The window on a project whose index cannot be read."""
    with closing(sqlite3.connect(seeds_project)) as connection, connection:
        connection.execute(request.param)
    front = start(seeds_project)
    front.settle()
    return front


def found(front: Any, words: str = WORDS) -> list[tuple[int, int, int]]:
    """The hits of the concordance."""
    front.shortcut(Qt.Key.Key_F, CONTROL | SHIFT)
    page = front.desk.bench.page(CONCORDANCE)
    page.field.setText(words)
    QTest.keyClick(page.field, Qt.Key.Key_Return)
    front.qtbot.waitUntil(lambda: not page.search.is_running)
    return [(row.document, row.start, row.end) for row in page.table.rows]


def offer(front: Any) -> QPushButton:
    return front.part(QPushButton, "noticeOffer")


def test_the_concordance_finds_everything_and_says_what_is_wrong(broken: Any) -> None:
    texts = broken.file("SELECT id, text FROM document ORDER BY id")
    assert found(broken) == [(key, *place) for key, text in texts for place in find_all(text, WORDS)]
    assert broken.notice == SENTENCES["query.index"]
    assert "the search index, which is damaged" in broken.desk.bench.page(CONCORDANCE).line.text()
    assert broken.saved != "Not saved"


def test_one_press_repairs_it(broken: Any) -> None:
    hits = found(broken)
    article = broken.session.document.id
    QTest.mouseClick(offer(broken), Qt.MouseButton.LeftButton)
    broken.qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), CheckPage))
    page = QApplication.activeModalWidget()
    broken.qtbot.waitUntil(lambda: page._report is not None)
    assert page.more.text().startswith("Rebuilt: the search index.")
    page.reject()
    assert [each.reason for each in backup.of(broken.path)] == [Reason.REPAIR]
    assert broken.session.document.id == article
    assert broken.notice == ""
    assert check_file.check(broken.path).findings == []
    assert found(broken) == hits
    assert broken.notice == ""


def test_it_is_said_once_and_after_a_change_of_look_again(broken: Any) -> None:
    found(broken)
    broken.act("view.dark")
    assert broken.notice == SENTENCES["query.index"]
    QTest.mouseClick(broken.part(QPushButton, "noticeOffer"), Qt.MouseButton.LeftButton)
    broken.qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), CheckPage))
    page = QApplication.activeModalWidget()
    broken.qtbot.waitUntil(lambda: page._report is not None)
    page.reject()
    assert broken.notice == ""


def test_put_away_it_stays_away(broken: Any) -> None:
    found(broken)
    offer(broken).setFocus()
    QTest.keyClick(offer(broken), Qt.Key.Key_Escape)
    assert broken.notice == ""
    assert found(broken, "trần cẩm tú")
    assert broken.notice == ""


def test_occurrences_are_found(broken: Any) -> None:
    broken.select_words("Tô Lâm")
    broken.act("search.occurrences")
    page = broken.desk.bench.page(OCCURRENCES)
    broken.qtbot.waitUntil(lambda: not page.search.is_running)
    assert page.table.rows
    assert broken.notice == SENTENCES["query.index"]


def test_who_only_reads_hears_it_without_an_offer(broken: Any) -> None:
    path = broken.path
    broken.session.close_project()
    broken.projects.open(path, read_only=True)
    assert found(broken)
    assert broken.notice == SENTENCES["query.index"]
    assert not offer(broken).isVisible()


def test_articles_come_in_and_are_renamed(broken: Any, tmp_path: Path) -> None:
    new = tmp_path / "tin.txt"
    new.write_text("Chị Mai ở Quảng Trị.", "utf-8")
    broken.drop(new)
    broken.qtbot.waitUntil(lambda: len(broken.session.project.documents.ids()) == 6)
    broken.act("article.details")
    dialog = QApplication.activeModalWidget()
    dialog.title.setText("Bài khác")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert ("Bài khác",) in broken.file("SELECT title FROM document")
    assert found(broken, "chị mai ở quảng trị")
