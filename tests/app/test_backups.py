from __future__ import annotations

import os
import sqlite3
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from annotator.app.acts import Acts
from annotator.app.backups import Backups
from annotator.app.bulk_acts import BulkActs
from annotator.app.import_run import ImportRun
from annotator.app.jobs import Jobs
from annotator.app.projects import Projects
from annotator.app.session import Session
from annotator.app.settings import Settings
from annotator.core.errors import AnnotatorError
from annotator.storage import backup, copying
from annotator.storage.backup import Backup, Reason
from annotator.storage.project import SUFFIX, Project
from annotator.workflows.setup import sample_project


class Office:
    """An open project with Lan at work in it, and the backups that are made of it."""

    def __init__(self, folder: Path, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.path = str(folder / f"Thời sự{SUFFIX}")
        sample_project(self.path, "Lan").close()
        self.session, self.jobs = Session(), Jobs()
        self.projects = Projects(self.session, self.jobs, Settings(person="Lan"))
        self.backups = Backups(self.session, self.projects)
        self.told: list[AnnotatorError] = []
        self.session.failed.connect(self.told.append)
        self.projects.open(self.path)
        self._next = 0

    @property
    def all(self) -> list[Backup]:
        return backup.of(self.path)

    def label(self) -> None:
        """One edit on the article on screen."""
        document = self.session.document
        assert document is not None
        self._next = document.text.index("g ", self._next + 1)
        assert Acts(self.session).add_span(self._next - 2, self._next + 1, self.session.span_labels[0])

    def label_everywhere(self) -> None:
        """A place in each of two articles, by one edit."""
        project = self.session.project
        assert project is not None
        first, second = project.documents.ids()[:2]
        self._next += 10
        places = [(first, self._next, self._next + 5), (second, self._next, self._next + 5)]
        assert BulkActs(self.session).label(places, self.session.span_labels[1])

    def wait_for(self, reason: Reason) -> Backup:
        """The newest backup, once there is one for this reason."""
        self.qtbot.waitUntil(lambda: bool(self.all) and self.all[0].reason == reason)
        return self.all[0]

    def settle(self) -> None:
        """Lets what was started end."""
        self.backups.close()

    def close(self) -> None:
        self.jobs.close()
        self.session.close_project()
        self.backups.close()


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> Iterator[Office]:
    monkeypatch.setenv("ANNOTATOR_HOME", str(tmp_path / "home"))
    made = Office(tmp_path, qtbot)
    yield made
    made.close()


def quotes(path: str) -> list[str]:
    with sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True) as connection:
        found = [row[0] for row in connection.execute("SELECT quote FROM span ORDER BY id")]
    connection.close()
    return found


def test_after_a_change_one_is_made_in_time_and_none_without(office: Office) -> None:
    timer = office.backups._due
    assert not timer.isActive()
    office.label()
    assert timer.isActive()
    assert timer.interval() <= 30 * 60 * 1000
    left = timer.remainingTime()
    office.label()
    assert timer.remainingTime() <= left
    timer.timeout.emit()
    made = office.wait_for(Reason.WORK)
    assert len(quotes(made.path)) == 2
    assert not timer.isActive()


def test_when_it_is_closed_after_changes_one_is_made_and_waited_for(office: Office) -> None:
    office.label()
    office.session.close_project()
    office.backups.close()
    assert [each.reason for each in office.all] == [Reason.CLOSED]
    assert len(quotes(office.all[0].path)) == 1
    assert sorted(os.listdir(os.path.dirname(office.path))) == ["Thời sự.annotator", "Thời sự.annotator.lock", "home"]


def test_closed_without_a_change_none_is_made(office: Office) -> None:
    office.session.close_project()
    office.backups.close()
    assert office.all == []


def test_the_work_of_a_killed_program_is_backed_up_by_the_next_one(office: Office) -> None:
    office.label()
    lock = Path(f"{office.path}.lock")
    left = lock.read_text("utf-8")
    office.backups._changes = 0  # a program that is killed makes none
    office.session.close_project()
    lock.write_text(left, "utf-8")
    office.projects.open(office.path)
    assert office.backups._due.isActive()
    office.session.close_project()
    office.backups.close()
    assert [each.reason for each in office.all] == [Reason.CLOSED]
    office.projects.open(office.path)
    assert not office.backups._due.isActive()


def test_another_project_closes_this_one_with_a_backup(office: Office, tmp_path: Path) -> None:
    office.label()
    office.projects.create(str(tmp_path / f"khác{SUFFIX}"))
    office.wait_for(Reason.CLOSED)


def test_before_a_bulk_act_the_state_before_is_kept(office: Office) -> None:
    office.label()
    before = office.session.document.spans.all[0].quote if office.session.document else ""
    office.label_everywhere()
    made = office.wait_for(Reason.BULK)
    assert quotes(made.path) == [before]
    assert len(quotes_now(office)) == 3


def quotes_now(office: Office) -> list[str]:
    assert office.session.project is not None
    return [row[0] for row in office.session.project.store.connection.execute("SELECT quote FROM span")]


def test_a_row_of_bulk_acts_gets_one(office: Office) -> None:
    office.label()
    for _ in range(3):
        office.label_everywhere()
    office.settle()
    assert [each.reason for each in office.all] == [Reason.BULK]


def test_a_bulk_act_needs_none_when_there_is_one_of_the_same_state(office: Office) -> None:
    office.label()
    office.backups.make()
    office.wait_for(Reason.ASKED)
    office.label_everywhere()
    office.settle()
    assert [each.reason for each in office.all] == [Reason.ASKED]


def test_an_edit_of_one_article_is_no_bulk_act(office: Office) -> None:
    office.label()
    office.settle()
    assert office.all == []


def test_before_an_import_the_state_before_is_kept(office: Office, tmp_path: Path) -> None:
    office.label()
    for name in ("một", "hai"):
        (tmp_path / f"{name}.txt").write_text(f"Bài {name} ở Huế.\n", "utf-8")
    run = ImportRun(office.session, office.jobs, [str(tmp_path / "một.txt"), str(tmp_path / "hai.txt")])
    with office.qtbot.waitSignal(run.done) as done:
        run.start()
    assert done.args[0].articles == 2
    made = office.wait_for(Reason.IMPORT)
    assert backup.contents(made.path).articles == 5
    with sqlite3.connect(f"file:{made.path}?mode=ro&immutable=1", uri=True) as connection:
        assert connection.execute("SELECT count(*) FROM batch").fetchone()[0] == 1
    connection.close()


def test_work_goes_on_while_one_is_made(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """The copy stands still, and edits are saved all the same."""
    go_on = threading.Event()
    write = copying.write

    def slow(*arguments: Any) -> None:
        assert go_on.wait(300)
        write(*arguments)

    monkeypatch.setattr(copying, "write", slow)
    office.label()
    office.backups.make()
    for _ in range(3):
        office.label()
    assert office.told == []
    assert len(quotes_now(office)) == 4
    go_on.set()
    made = office.wait_for(Reason.ASKED)
    assert len(quotes(made.path)) == 1
    assert office.backups._due.isActive()


def test_no_room_is_told_once_and_work_goes_on(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    reserve = copying.RESERVE
    monkeypatch.setattr(copying, "RESERVE", 1 << 60)
    for _ in range(3):
        office.label()
        office.backups._due.timeout.emit()
        office.qtbot.waitUntil(office.backups._due.isActive)
    assert [error.code for error in office.told] == ["backup.failed"]
    monkeypatch.setattr(copying, "RESERVE", reserve)
    office.backups._due.timeout.emit()
    office.wait_for(Reason.WORK)


def test_restoring_opens_the_backup_and_keeps_what_was_there(office: Office) -> None:
    office.label()
    office.backups.make()
    chosen = office.wait_for(Reason.ASKED)
    office.label()
    with office.qtbot.waitSignal(office.backups.restored) as restored:
        office.backups.restore(office.path, chosen)
    assert office.session.project is not None
    assert office.session.project.writable
    assert len(quotes_now(office)) == 1
    assert len(quotes(restored.args[0])) == 2
    office.label()
    assert Reason.CLOSED not in {each.reason for each in office.all}


def test_restoring_a_damaged_backup_leaves_the_project_open_as_it_was(office: Office) -> None:
    office.label()
    office.backups.make()
    chosen = office.wait_for(Reason.ASKED)
    os.chmod(chosen.path, 0o600)
    Path(chosen.path).write_bytes(b"nothing")
    office.label()
    with office.qtbot.waitSignal(office.backups.refused) as refused:
        office.backups.restore(office.path, chosen)
    assert refused.args[0].code == "backup.damaged"
    assert len(quotes_now(office)) == 2
    office.label()


def test_a_project_that_is_gone_is_brought_back(office: Office) -> None:
    office.label()
    office.backups.make()
    chosen = office.wait_for(Reason.ASKED)
    office.session.close_project()
    os.remove(office.path)
    with office.qtbot.waitSignal(office.backups.restored) as restored:
        office.backups.restore(office.path, chosen)
    assert restored.args == [""]
    assert len(quotes_now(office)) == 1


@pytest.mark.parametrize("is_asked", [True, False])
def test_of_what_another_program_wrote_over_the_project_there_is_no_backup(
    office: Office, tmp_path: Path, is_asked: bool
) -> None:
    """Not before the file is looked at either, which is done every two seconds."""
    older = tmp_path / "older"
    copying.copy(office.path, str(older))
    office.label()
    assert office.session.project is not None
    office.session.project.checkpoint()
    subprocess.run(["cp", str(older), office.path], check=True)  # not by us: closing it would drop SQLite's locks on it
    refused: list[AnnotatorError] = []
    office.backups.refused.connect(refused.append)
    if is_asked:
        office.backups.make()
    else:
        office.session.will_change_much.emit("import")
    office.settle()
    assert [each.code for each in (refused if is_asked else office.told)] == ["project.overwritten"]
    assert office.all == []


def test_a_copy_is_opened_and_the_project_stays_as_it_is(office: Office, tmp_path: Path) -> None:
    office.label()
    office.backups.make()
    chosen = office.wait_for(Reason.ASKED)
    target = str(tmp_path / f"bản sao{SUFFIX}")
    with office.qtbot.waitSignal(office.backups.saved_as):
        office.backups.save_as(chosen, target)
    assert office.session.project is not None
    assert office.session.project.path == target
    Project.open(office.path).close()


def test_a_copy_over_the_open_project_is_refused(office: Office) -> None:
    office.backups.make()
    chosen = office.wait_for(Reason.ASKED)
    with office.qtbot.waitSignal(office.backups.refused) as refused:
        office.backups.save_as(chosen, office.path)
    assert refused.args[0].code == "project.locked"


def test_a_project_opened_for_reading_is_backed_up_only_when_asked(office: Office) -> None:
    office.session.close_project()
    office.projects.open(office.path, read_only=True)
    office.session.will_change_much.emit("import")
    office.settle()
    assert office.all == []
    office.backups.make()
    office.wait_for(Reason.ASKED)
