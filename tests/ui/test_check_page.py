"""The check of a project in the real window: by itself after opening, asked for, repaired, cancelled."""

from __future__ import annotations

import json
import multiprocessing
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QPushButton, QWidget

from annotator.app import checks
from annotator.app.checks import Checks
from annotator.storage import backup, gate
from annotator.storage.backup import Reason
from annotator.ui.backup_page import BackupPage
from annotator.ui.check_page import CheckPage
from annotator.workflows import check_file

LEFT = Qt.MouseButton.LeftButton
TITLE = "UPDATE document SET title = '<img src=file:///x>' WHERE id = 2"
COUNTS = "UPDATE tally SET suggestions = suggestions + 1 WHERE document = 1"
QUOTES = "UPDATE span SET quote = 'x' WHERE document = 1"
TEXT = "UPDATE document SET text = 'Q' || substr(text, 2) WHERE id = 2"
INDEX = "INSERT INTO search (search) VALUES ('delete-all')"


def damaged(path: Path, *statements: str) -> Path:
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()
    return path


@pytest.fixture
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """The check after an opening begins at once."""
    monkeypatch.setattr(checks, "AFTER", 0)


def strip(front: Any) -> str:
    found = [each for each in front.desk.findChildren(QWidget, "checkStrip") if each.isVisible()]
    return found[0].findChild(QLabel, "checkStripSaid").text() if found else ""


def clicked(front: Any, name: str) -> None:
    QTest.mouseClick(front.part(QWidget, name), LEFT)


def shown(front: Any) -> CheckPage:
    """The dialog, once it has something to say."""
    front.qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), CheckPage))
    page = QApplication.activeModalWidget()
    front.qtbot.waitUntil(lambda: not page._is_busy)
    return page


def asked(front: Any) -> CheckPage:
    front.act("project.check")
    return shown(front)


def listed(page: CheckPage) -> list[str]:
    model = page.list.model()
    return [str(model.data(model.index(row, 0))) for row in range(model.rowCount())] if page.list.isVisible() else []


def repaired(front: Any, page: CheckPage) -> None:
    def click() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        QTest.mouseClick(box.findChild(QPushButton, "answer0"), LEFT)

    QTimer.singleShot(50, click)
    QTest.mouseClick(page.repair, LEFT)
    front.qtbot.waitUntil(lambda: not page._is_busy)


def test_a_sound_project_is_said_to_be_sound(front: Any) -> None:
    page = asked(front)
    assert page.state.text() == "Nothing is wrong"
    assert page.more.text().startswith("5 articles")
    assert listed(page) == []
    assert not page.repair.isVisible()
    assert page.again.isVisible()
    QTest.keyClick(page, Qt.Key.Key_Escape)
    front.qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    assert strip(front) == ""


def test_opening_checks_and_tells_of_damage(
    start: Callable[..., Any], home: Path, still_worker: None, seeds_project: Path, soon: None
) -> None:
    front = start(damaged(seeds_project, TITLE, TEXT, COUNTS))
    front.qtbot.waitUntil(lambda: strip(front) != "")
    assert "4 faults found, in 2 articles." in strip(front)
    assert front.session.project.writable
    clicked(front, "checkShow")
    page = shown(front)
    rows = listed(page)
    assert [row.split(" · ")[0] for row in rows][1:] == ["<img src=file:///x>"] * 3
    assert "counts of the list are wrong" in rows[0]
    assert rows[1].startswith("<img src=file:///x> · The text is not the one that was imported")
    page.list.setCurrentIndex(page.list.model().index(1, 0))
    QTest.mouseClick(page.open_article, LEFT)
    front.qtbot.waitUntil(lambda: front.session.document.id == 2)
    assert strip(front) != ""
    clicked(front, "checkStripClose")
    assert strip(front) == ""


def test_a_sound_project_is_checked_without_a_word(
    start: Callable[..., Any], home: Path, still_worker: None, seeds_project: Path, soon: None
) -> None:
    front = start(seeds_project)
    front.qtbot.waitUntil(lambda: front._of(Checks).report is not None)
    assert front._of(Checks).report.is_sound
    assert strip(front) == ""
    front.close()
    known = json.loads((home / "checks.json").read_text("utf-8"))[str(seeds_project)]
    assert known["sound"]
    assert known["closed"][0] == os.path.getsize(seeds_project)


def test_a_file_that_took_its_place_does_not_count_as_checked(
    start: Callable[..., Any], home: Path, still_worker: None, seeds_project: Path, soon: None, tmp_path: Path
) -> None:
    front = start(seeds_project)
    front.qtbot.waitUntil(lambda: front._of(Checks).report is not None)
    other = tmp_path / "other"
    other.write_bytes(b"another file")
    os.replace(other, seeds_project)
    front.close()
    assert "closed" not in json.loads((home / "checks.json").read_text("utf-8"))[str(seeds_project)]


def test_repair_rebuilds_counts_what_it_did_and_then_nothing_is_found(
    start: Callable[..., Any], home: Path, still_worker: None, seeds_project: Path
) -> None:
    front = start(damaged(seeds_project, COUNTS, QUOTES, INDEX))
    front.open("002")
    article = front.session.document.id
    page = asked(front)
    assert any("counts of the list are wrong" in row for row in listed(page))
    assert page.repair.isEnabled()
    repaired(front, page)
    assert page.state.text() == "Nothing is wrong"
    said = page.more.text()
    assert said.startswith("Rebuilt: 1 count of the list, 4 quotes, the search index.")
    assert front.session.document.id == article
    assert front.session.project.writable
    assert [each.reason for each in backup.of(front.path)] == [Reason.REPAIR]
    QTest.mouseClick(page.again, LEFT)
    front.qtbot.waitUntil(lambda: not page._is_busy)
    assert listed(page) == []
    page.reject()
    assert check_file.check(front.path).findings == []
    front.window.activateWindow()
    front.qtbot.waitUntil(lambda: front.app.activeWindow() is front.window)
    front.open("000")
    front.select_words("Tô Lâm")
    front.key("1")
    assert front.file_spans()


def test_a_text_is_not_guessed_and_backups_are_offered(
    start: Callable[..., Any], home: Path, still_worker: None, seeds_project: Path
) -> None:
    front = start(damaged(seeds_project, TEXT, COUNTS))
    before = front.file("SELECT text FROM document")
    page = asked(front)
    repaired(front, page)
    said = page.summary.text()
    assert said == "Rebuilt: 1 count of the list, the search index. 1 fault left, in 1 article."
    assert [row.split(" · ")[1] for row in listed(page)] == [
        "The text is not the one that was imported: its checksum differs."
    ]
    assert "without guessing" in page.advice.text()
    assert not page.repair.isVisible()
    assert front.file("SELECT text FROM document") == before
    front.qtbot.waitUntil(lambda: "1 fault left" in strip(front))
    assert "Nothing was changed" not in strip(front)
    QTest.mouseClick(page.backups, LEFT)
    front.qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), BackupPage))
    QApplication.activeModalWidget().reject()


def test_a_project_too_damaged_to_open_is_checked_and_repaired(front: Any, tmp_path: Path) -> None:
    before, path = front.path, tmp_path / "killed.annotator"
    killed_with_a_wrong_index(Path(before), path)
    front.desk.welcome.recent_wanted.emit(str(path))
    assert "is damaged" in front.notice
    assert front.path == before
    page = asked(front)
    assert any("row 1 missing from index" in row for row in listed(page))
    assert not page.open_article.isEnabled()
    repaired(front, page)
    assert page.state.text() == "Nothing is wrong"
    assert "of the file's own indexes" in page.more.text()
    assert front.path == str(path)
    page.reject()


def killed_with_a_wrong_index(project: Path, path: Path) -> None:
    """A copy of a project that was not closed, with an index of SQLite's that differs from its table."""
    work = path.with_suffix(".work")
    work.write_bytes(project.read_bytes())
    with closing(sqlite3.connect(work)) as connection:
        for statement in (
            "PRAGMA wal_autocheckpoint=0",
            "PRAGMA writable_schema=ON",
            "UPDATE sqlite_schema SET sql = replace(sql, 'label)', 'start)') WHERE name = 'span_label'",
            "PRAGMA writable_schema=RESET",
            "REINDEX span_label",
            "PRAGMA writable_schema=ON",
            "UPDATE sqlite_schema SET sql = replace(sql, 'start)', 'label)') WHERE name = 'span_label'",
        ):
            connection.execute(statement)
        connection.commit()
        for end in ("", "-wal"):
            Path(f"{path}{end}").write_bytes(Path(f"{work}{end}").read_bytes())


def test_stopping_ends_a_check_that_would_never_end(front: Any, slow: None) -> None:
    front.act("project.check")
    front.qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), CheckPage))
    page = QApplication.activeModalWidget()
    front.qtbot.waitUntil(lambda: bool(multiprocessing.active_children()))
    QTest.mouseClick(page.stop, LEFT)
    front.qtbot.waitUntil(lambda: not page._is_busy)
    assert page.state.text().startswith("Stopped")
    assert not multiprocessing.active_children()
    page.reject()


def test_closing_the_window_ends_a_check_that_would_never_end(
    start: Callable[..., Any], home: Path, still_worker: None, seeds_project: Path, soon: None, slow: None
) -> None:
    front = start(seeds_project)
    front.qtbot.waitUntil(lambda: bool(multiprocessing.active_children()))
    front.close()
    assert not (home / "checks.json").exists()


def test_an_import_under_way_is_no_damage(front: Any) -> None:
    front.session.project.documents.begin_batch("folder")
    page = asked(front)
    assert page.state.text() == "Nothing is wrong"
    page.reject()


def test_what_is_edited_meanwhile_is_no_damage(front: Any) -> None:
    front.open("001_")
    told: list[Any] = []
    front._of(Checks).reported.connect(told.append)
    front._of(Checks).check(front.path)
    words = ["Huy hiệu", "Đảng"]
    while not told:
        front.select_words(words[0])
        front.key("1")
        front.shortcut(Qt.Key.Key_Z)
        QApplication.processEvents()
    assert told[0].findings == []
    front._of(Checks).reported.disconnect(told.append)


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """A check that never ends by itself."""
    monkeypatch.setattr(check_file, "check", endless)


def endless(_path: str, _step: object) -> None:
    """What runs in the process."""
    while True:
        pass


def test_what_a_large_file_is_not_asked_at_opening_is_told_a_little_later(
    start: Callable[..., Any],
    home: Path,
    still_worker: None,
    seeds_project: Path,
    soon: None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(gate, "_QUICK", 0)  # every file counts as large
    statements = "PRAGMA ignore_check_constraints=ON", "UPDATE span SET start = -1 WHERE id = 1"
    front = start(damaged(seeds_project, *statements))
    assert front.session.document is not None
    front.qtbot.waitUntil(lambda: strip(front) != "")
    assert "Nothing was changed; your work goes on." in strip(front)
    clicked(front, "checkShow")
    page = shown(front)
    assert any("CHECK constraint failed in span" in row for row in listed(page))
    assert page.backups.isVisible()
    page.reject()
