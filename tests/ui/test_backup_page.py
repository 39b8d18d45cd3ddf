"""The list of backups in the real window: what it says, restoring and taking that back, and opening a copy."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QLocale, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton

from annotator.app.checkpoints import Checkpoints
from annotator.core.edits import Edit
from annotator.storage import backup, copying
from annotator.storage.backup import Backup, Contents, Reason
from annotator.storage.backup_list import Entry
from annotator.ui import file_dialogs
from annotator.ui.backup_page import BackupPage
from annotator.ui.backup_words import BackupWords

LEFT = Qt.MouseButton.LeftButton


def opened(front: Any) -> BackupPage:
    front.act("project.backups")
    return shown(front)


def shown(front: Any) -> BackupPage:
    front.qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), BackupPage))
    page = QApplication.activeModalWidget()
    front.qtbot.waitUntil(lambda: page._pages.currentIndex() == 1 or bool(page.list.backups.entries))
    return page


def listed(page: BackupPage) -> list[str]:
    model = page.list.backups
    return [str(model.data(model.index(row), Qt.ItemDataRole.DisplayRole)) for row in range(model.rowCount())]


def label(front: Any, words: str) -> None:
    front.select_words(words)
    front.key("1")


def answer(number: int) -> None:
    """Clicks an answer of the question that is about to be asked."""

    def click() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        QTest.mouseClick(box.findChild(type(box.buttons()[0]), f"answer{number}"), LEFT)

    QTimer.singleShot(50, click)


def test_without_backups_it_says_so(front: Any) -> None:
    page = opened(front)
    assert listed(page) == []
    assert not page.list.isVisible()
    assert not page.restore.isEnabled()
    assert not page.copy.isEnabled()
    assert page.make.isEnabled()
    QTest.keyClick(page, Qt.Key.Key_Escape)
    front.qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)


def test_back_up_now_puts_it_into_the_list(front: Any) -> None:
    page = opened(front)
    QTest.mouseClick(page.make, LEFT)
    front.qtbot.waitUntil(lambda: len(listed(page)) == 1)
    [row] = listed(page)
    assert row.startswith("Today, ")
    assert " · By hand · " in row
    assert row.endswith("kB")
    assert page.trouble.text() == ""
    page.reject()


def test_restoring_and_taking_it_back(front: Any) -> None:
    front.open("001_")
    backup.make(front.path, Reason.WORK)
    label(front, "Huy hiệu")
    after = front.spans()
    assert after
    page = opened(front)
    answer(0)
    QTest.mouseClick(page.restore, LEFT)
    front.qtbot.waitUntil(lambda: len(listed(page)) == 2)
    assert front.session.project.writable
    assert front.spans() == []
    assert "Before restoring" in listed(page)[0]
    assert "label “Huy hiệu”" in listed(page)[0]
    assert "first in the list" in page.trouble.text()
    page.list.setCurrentIndex(page.list.backups.index(0))
    answer(0)
    QTest.mouseClick(page.restore, LEFT)
    front.qtbot.waitUntil(lambda: len(listed(page)) == 3)
    front.open("001_")
    assert front.spans() == after
    page.reject()


def test_asked_whether_no_means_no(front: Any) -> None:
    backup.make(front.path, Reason.WORK)
    page = opened(front)
    answer(1)
    QTest.mouseClick(page.restore, LEFT)
    assert len(backup.of(front.path)) == 1
    assert front.session.project is not None
    page.reject()


def test_what_goes_wrong_is_said_and_the_project_is_open_again(front: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    backup.make(front.path, Reason.WORK)
    path = front.path
    page = opened(front)
    monkeypatch.setattr(copying, "RESERVE", 1 << 60)
    answer(0)
    QTest.mouseClick(page.restore, LEFT)
    front.qtbot.waitUntil(lambda: page.trouble.text().startswith(path))
    assert "could not be written" in page.trouble.text()
    assert front.session.project.writable
    assert page.restore.isEnabled()
    page.reject()


def test_a_copy_opens_beside_the_project(front: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    backup.make(front.path, Reason.WORK)
    before, target = front.path, str(tmp_path / "bản sao")
    monkeypatch.setattr(file_dialogs, "save_file", lambda *_arguments: target)
    page = opened(front)
    QTest.mouseClick(page.copy, LEFT)
    front.qtbot.waitUntil(lambda: front.session.project is not None and front.path != before)
    assert front.path == target + ".annotator"
    assert front.notice == "Opened a copy: bản sao.annotator"
    assert os.path.isfile(before)


def test_the_folder_is_shown(front: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    made = backup.make(front.path, Reason.WORK)
    shown: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", shown.append)
    page = opened(front)
    QTest.mouseClick(page.show_folder, LEFT)
    assert [url.toLocalFile() for url in shown] == [os.path.dirname(made.path)]
    page.reject()


def test_with_no_project_open_the_last_one_is_meant(front: Any) -> None:
    path = front.path
    backup.make(path, Reason.WORK)
    front.session.close_project()
    os.remove(path)
    page = opened(front)
    assert not page.make.isEnabled()
    answer(0)
    QTest.mouseClick(page.restore, LEFT)
    front.qtbot.waitUntil(lambda: front.session.project is not None and front.path == path)
    page.reject()


def offered(front: Any) -> BackupPage:
    """The list, opened by the button beside what is said."""
    button = front.part(QPushButton, "noticeOffer")
    assert button.isVisible()
    assert button.text() == "Show the backups…"
    button.click()
    return shown(front)


def test_a_project_that_is_gone_is_brought_back(front: Any) -> None:
    path = front.path
    front.projects.create(path + ".other.annotator")
    os.remove(path)
    front.desk.welcome.recent_wanted.emit(path)
    assert not front.part(QPushButton, "noticeOffer").isVisible()  # nothing was backed up yet
    front.projects.create(path)
    backup.make(path, Reason.WORK)
    front.projects.create(path + ".third.annotator")
    os.remove(path)
    front.desk.welcome.recent_wanted.emit(path)
    page = offered(front)
    assert len(listed(page)) == 1
    page.reject()


def test_a_project_that_is_too_damaged_to_open_is_brought_back(front: Any) -> None:
    """Named by the notice, opened by the same menu: with another project open meanwhile."""
    path, other = front.path, front.path + ".other.annotator"
    backup.make(path, Reason.WORK)
    front.projects.create(other)
    Path(path).write_bytes(b"SQLite format 3\0" + b"\0" * 5000)
    front.desk.welcome.recent_wanted.emit(path)
    assert path in front.notice
    page = offered(front)
    assert len(listed(page)) == 1
    assert not page.make.isEnabled()
    answer(0)
    QTest.mouseClick(page.restore, LEFT)
    front.qtbot.waitUntil(lambda: front.session.project is not None and front.path == path)
    front.qtbot.waitUntil(lambda: "could not be read was kept" in page.trouble.text())
    page.reject()


def test_a_damaged_backup_cannot_be_chosen(front: Any) -> None:
    made = backup.make(front.path, Reason.WORK)
    os.chmod(made.path, 0o600)
    Path(made.path).write_bytes(b"nothing")
    page = opened(front)
    assert "damaged, cannot be read" in listed(page)[0]
    assert not page.restore.isEnabled()
    assert not page.copy.isEnabled()
    page.reject()


def test_closing_the_window_backs_up_what_was_changed(front: Any) -> None:
    front.open("001_")
    label(front, "Huy hiệu")
    path = front.path
    front.close()
    assert [each.reason for each in backup.of(path)] == [Reason.CLOSED]


def entry(age: timedelta, contents: Contents | None, before: Contents | None = None) -> Entry:
    return Entry(Backup("", datetime.now(UTC) - age, Reason.BULK, "0" * 8, 1_234_567), contents, before)


def test_the_words_of_a_backup(qapp: object) -> None:
    words = BackupWords(QLocale(QLocale.Language.English))
    first, later = Contents(3, 5, 10, None), Contents(8, 4, 12, Edit("span.delete", (), 1, {"quote": "<b>Huế</b>"}))
    here = entry(timedelta(), later, first)
    assert words.size(here) == "1.2 MB"
    assert "<b>Huế</b>" in words.about(here)
    assert words.about(here).startswith("Before a change of many articles · 5 edit(s), 1 article(s) fewer, 2")
    assert "5 article(s), 10 annotation(s)" in words.about(entry(timedelta(), first))
    assert words.about(entry(timedelta(), first, first)).endswith("no change")
    assert words.when(datetime.now(UTC) - timedelta(days=30))[:1].isupper()


def test_an_act_of_another_version_is_left_unnamed(qapp: object) -> None:
    words = BackupWords(QLocale(QLocale.Language.English))
    later = Contents(4, 5, 10, Edit("act.of-the-future", (), 1))
    assert words.about(entry(timedelta(), later, Contents(3, 5, 10, None))).endswith("1 edit(s)")


def test_the_log_is_emptied_after_a_backup_that_was_in_its_way(front: Any) -> None:
    front.open("001_")
    label(front, "Huy hiệu")
    page = opened(front)
    QTest.mouseClick(page.make, LEFT)
    front._of(Checkpoints).empty()
    front.qtbot.waitUntil(lambda: os.path.getsize(front.path + "-wal") == 0)
    page.reject()
