"""A large project of an older version: it is updated beside the window, which says how far that is."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from annotator.app.jobs import CancelledError
from annotator.storage import backup, lock, migrations, project, seals
from annotator.storage.backup import Reason
from annotator.storage.project import Project
from annotator.workflows import check_file

FIXTURES = Path(__file__).parents[1] / "fixtures"


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
    front = start(older)
    heading = front.desk.welcome._heading
    assert front.session.project is None
    assert heading.text() == "Updating the project for this version…"
    shown: list[int] = []
    front.projects.updating.connect(lambda done, _total: shown.append(done))
    front.qtbot.waitUntil(lambda: front.session.project is not None)
    assert front.path == str(older)
    assert front.session.document is not None
    assert shown == sorted(shown)
    assert shown[-1] == 100
    assert heading.text() == "No project is open"
    assert version_of(older) == migrations.VERSION
    assert [each.reason for each in backup.of(str(older))] == [Reason.MIGRATION]
    assert check_file.check(str(older)).is_sound


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
