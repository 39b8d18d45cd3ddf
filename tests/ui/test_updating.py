"""A large project of an older version: it is updated beside the window, which says how far that is."""

from __future__ import annotations

import shutil
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from annotator.app import projects
from annotator.app.jobs import CancelledError
from annotator.storage import backup, lock, migrations, project, seals
from annotator.storage.backup import Reason
from annotator.storage.project import Project
from annotator.ui.backup_page import BackupPage
from annotator.workflows import check_file

FIXTURES = Path(__file__).parents[1] / "fixtures"
SAID = "This project was updated for this version of Annotator; a backup of it as it was is kept."


@pytest.fixture
def older(tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of version 3 that counts as large."""
    monkeypatch.setattr(project, "LONG", 0)
    monkeypatch.setattr(seals, "_TOLD_EVERY", 1)
    path = tmp_path / "older.annotator"
    shutil.copyfile(FIXTURES / "v3.annotator", path)
    return path


def version_of(path: Path) -> int:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version


def test_it_is_updated_while_the_window_says_so_and_then_opened(
    start: Callable[..., Any], still_worker: None, older: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    update, looked = projects._updated, threading.Event()
    monkeypatch.setattr(projects, "_updated", lambda *arguments: looked.wait(60) and update(*arguments))
    front = start(older)
    heading = front.desk.welcome._heading
    assert front.session.project is None
    assert heading.text() == "Updating the project for this version…"
    shown: list[int] = []
    front.projects.updating.connect(lambda done, _total: shown.append(done))
    looked.set()
    front.qtbot.waitUntil(lambda: front.session.project is not None)
    assert front.path == str(older)
    assert front.session.document is not None
    assert shown == sorted(shown)
    assert shown[-1] == 100
    assert heading.text() == "No project is open"
    assert version_of(older) == migrations.VERSION
    assert [each.reason for each in backup.of(str(older))] == [Reason.MIGRATION]
    assert check_file.check(str(older)).is_sound
    assert front.notice == SAID


@pytest.fixture(params=range(1, migrations.VERSION))
def old(tmp_path: Path, home: Path, request: pytest.FixtureRequest) -> Path:
    """A small file of each older version."""
    return Path(shutil.copyfile(FIXTURES / f"v{request.param}.annotator", tmp_path / "old.annotator"))


def test_a_small_one_is_updated_with_a_sentence_that_leads_to_the_backup(
    start: Callable[..., Any], still_worker: None, old: Path
) -> None:
    before = version_of(old)
    front = start(old)
    assert before < version_of(old) == migrations.VERSION
    assert front.notice == SAID
    front.qtbot.mouseClick(front.part(QPushButton, "noticeOffer"), Qt.MouseButton.LeftButton)
    front.qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), BackupPage))
    QApplication.activeModalWidget().reject()
    assert front.notice == ""
    (kept,) = backup.of(str(old))
    assert (kept.reason, version_of(Path(kept.path))) == (Reason.MIGRATION, before)
    front.close()
    assert start(old).notice == ""


def test_the_sentence_goes_with_its_project(
    start: Callable[..., Any], still_worker: None, old: Path, seeds_project: Path
) -> None:
    front = start(old)
    assert front.notice == SAID
    front.desk.welcome.recent_wanted.emit(str(seeds_project))
    assert front.path == str(seeds_project)
    assert front.notice == ""


def test_one_that_is_only_read_is_not_updated(start: Callable[..., Any], still_worker: None, old: Path) -> None:
    held = lock.ProjectLock(str(old))
    before = version_of(old)
    front = start(old)
    assert not front.session.project.writable
    assert SAID not in front.notice
    assert version_of(old) == before
    held.release()


def test_one_that_somebody_else_writes_to_is_opened_for_reading(
    start: Callable[..., Any], still_worker: None, older: Path
) -> None:
    held = lock.ProjectLock(str(older))
    front = start(older)
    front.qtbot.waitUntil(lambda: front.session.project is not None)
    assert not front.session.project.writable
    assert "is open in another Annotator" in front.notice
    assert version_of(older) == 3
    held.release()


def test_closing_the_window_meanwhile_leaves_a_file_that_opens(
    start: Callable[..., Any], still_worker: None, older: Path
) -> None:
    start(older).close()
    with closing(Project.open(str(older))) as opened:
        assert len(opened.documents.ids()) == 1
    assert version_of(older) == migrations.VERSION


def test_given_up_in_the_middle_it_is_what_it_was(older: Path) -> None:
    def give_up(done: int, _total: int) -> None:
        if done > 50:
            raise CancelledError

    with pytest.raises(CancelledError):
        Project.open(str(older), tell=give_up)
    assert version_of(older) == 3
    Project.open(str(older)).close()
    assert check_file.check(str(older)).is_sound
