"""The file of an open project is taken away, or its log is: nothing is acknowledged into the void.

What the window says and offers then is in `tests/ui/test_file_gone.py`.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import fault_gone
import pytest
from fault_process import REPOSITORY

from annotator.core.errors import ProjectError
from annotator.storage import backup
from annotator.storage import connection as connections
from annotator.storage.project import Project
from annotator.workflows.checking import check

_TAKEN = ["-wal", "-shm", "-wal -shm"]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ANNOTATOR_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def project(blank: Path, tmp_path: Path, home: Path) -> Iterator[Project]:
    """An open project; that Hoa is in it is in the log alone."""
    path = tmp_path / "folder" / "tin.annotator"
    path.parent.mkdir()
    shutil.copy(blank, path)
    found = Project.open(str(path))
    found.people.ensure("Hoa")
    assert os.path.getsize(f"{path}-wal") > 0
    yield found
    found.close()


@pytest.fixture
def other(blank: Path, tmp_path: Path) -> Path:
    """A project of the same uid in another state: only what is in it tells the two apart."""
    path = Path(shutil.copy(blank, tmp_path / "other.annotator"))
    with closing(Project.open(str(path))) as found:
        found.people.ensure("Mai")
    return path


def digest(path: Path | str) -> str:
    """By another process: closing a file here would drop SQLite's locks on it."""
    told = subprocess.run(["sha256sum", str(path)], check=True, capture_output=True, text=True).stdout
    return told.split()[0]


def people(project: Project) -> list[str]:
    return [person.name for person in project.people.all()]


def copy_over(source: Path, target: str) -> None:
    """Writes into the file that is there, as `cp` does."""
    subprocess.run(["cp", str(source), target], check=True)


@pytest.mark.parametrize("is_read", [False, True], ids=["", "while somebody reads"])
def test_the_log_is_not_replayed_over_a_file_put_in_its_place(project: Project, other: Path, is_read: bool) -> None:
    before = hashlib.sha256(other.read_bytes()).hexdigest()
    reading = connections.reader(project.path)
    if is_read:  # the log cannot be emptied
        reading.execute("BEGIN")
        reading.execute("SELECT count(*) FROM edit").fetchone()
    else:
        reading.close()
    os.replace(other, project.path)
    for _ in range(2):
        with pytest.raises(ProjectError, match=r"project\.replaced"):
            project.people.ensure("Minh")
    project.close()
    reading.close()
    assert digest(project.path) == before
    assert not Path(f"{project.path}-wal").exists()
    with closing(Project.open(project.path)) as found:
        assert ("Hoa" in people(found), check(found)) == (False, [])
    (kept,) = backup.of(project.path)
    with closing(Project.open(kept.path, read_only=True)) as found:
        assert ("Hoa" in people(found), check(found)) == (True, [])


def test_a_log_that_came_with_the_other_file_stays(project: Project, other: Path) -> None:
    with closing(sqlite3.connect(other, isolation_level=None)) as writer:
        writer.execute("PRAGMA journal_mode=WAL")
        writer.execute("UPDATE annotator SET name = 'Lan Anh' WHERE name = 'Lan'")
        for end in ("", "-wal"):
            shutil.copyfile(f"{other}{end}", f"{other}.new{end}")
    before = [hashlib.sha256(Path(f"{other}.new{end}").read_bytes()).hexdigest() for end in ("", "-wal")]
    for end in ("", "-wal"):
        os.replace(f"{other}.new{end}", project.path + end)
    with pytest.raises(ProjectError, match=r"project\.replaced"):
        project.people.ensure("Minh")
    project.close()
    assert [digest(project.path + end) for end in ("", "-wal")] == before
    with closing(Project.open(project.path)) as found:
        assert people(found)[0] == "Lan Anh"


def test_a_file_that_was_written_over_gets_none_of_our_pages(project: Project, other: Path) -> None:
    copy_over(other, project.path)
    before = digest(project.path)
    for _ in range(2):
        with pytest.raises(ProjectError, match=r"project\.overwritten"):
            project.people.ensure("Minh")
        with pytest.raises(ProjectError, match=r"project\.overwritten"):
            project.checkpoint()
    project.close()
    assert digest(project.path) == before
    with closing(Project.open(project.path)) as found:
        assert ("Hoa" in people(found), check(found)) == (False, [])


def test_the_log_of_a_file_that_was_written_over_is_kept(project: Project, other: Path, home: Path) -> None:
    log = Path(f"{project.path}-wal").read_bytes()
    copy_over(other, project.path)
    project.close()
    (kept,) = (home / "backups" / "logs").iterdir()
    assert kept.read_bytes() == log


def test_the_log_goes_out_of_the_way_where_nothing_can_be_kept(project: Project, other: Path, home: Path) -> None:
    copy_over(other, project.path)
    shutil.rmtree(home, ignore_errors=True)
    home.touch()
    project.close()
    left = sorted(file.name for file in Path(project.path).parent.iterdir() if "-wal" in file.name)
    assert len(left) == 1
    assert left[0].startswith("tin.annotator-wal-")
    home.unlink()


def test_a_text_that_was_written_over_it_stays_that_text(project: Project, tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    note.write_text("Ghi chú của tôi.", "utf-8")
    copy_over(note, project.path)
    with pytest.raises(ProjectError, match=r"project\.overwritten"):
        project.people.ensure("Minh")
    project.close()
    assert Path(project.path).read_text("utf-8") == "Ghi chú của tôi."


def test_own_checkpoints_and_another_date_are_nobodys_writing(project: Project) -> None:
    project.store.connection.execute("PRAGMA wal_autocheckpoint=1")
    for n in range(5):
        project.people.ensure(f"Người {n}")
        os.utime(project.path, (1_000_000_000 + n, 1_000_000_000 + n))
    project.checkpoint()
    os.utime(project.path)
    project.people.ensure("Minh")
    assert check(project) == []


def test_what_is_refused_in_the_middle_of_an_edit_is_not_in_the_copy(project: Project, other: Path) -> None:
    def write() -> None:
        with project.store.transaction():
            project.people.ensure("Minh")
            os.replace(other, project.path)

    with pytest.raises(ProjectError, match=r"project\.replaced"):
        write()
    copy = f"{project.path}.copy"
    project.save_copy(copy)
    with closing(Project.open(copy)) as found:
        assert people(found)[-1] == "Hoa"


@pytest.mark.parametrize("taken", _TAKEN)
def test_a_log_that_is_taken_away_is_begun_anew(project: Project, taken: str) -> None:
    for end in taken.split():
        os.remove(project.path + end)
    project.people.ensure("Minh")
    with closing(connections.reader(project.path)) as reading:  # finds the new log, as other programs do
        names = [name for (name,) in reading.execute("SELECT name FROM annotator ORDER BY id")]
    assert names[-2:] == ["Hoa", "Minh"]
    assert project.store.connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    project.close()
    with closing(Project.open(project.path)) as found:
        assert (people(found), check(found)) == (names, [])


def test_a_log_that_is_taken_away_while_somebody_reads(project: Project) -> None:
    with closing(connections.reader(project.path)) as reading:
        reading.execute("BEGIN")
        reading.execute("SELECT count(*) FROM edit").fetchone()
        os.remove(f"{project.path}-wal")
        with pytest.raises(ProjectError, match=r"project\.log-gone"):
            project.people.ensure("Minh")
    project.people.ensure("Minh")
    project.close()
    with closing(Project.open(project.path)) as found:
        assert (people(found)[-2:], check(found)) == (["Hoa", "Minh"], [])


@pytest.mark.parametrize("taken", _TAKEN)
def test_what_is_saved_after_the_log_was_taken_away_outlives_a_kill(blank: Path, tmp_path: Path, taken: str) -> None:
    path = shutil.copy(blank, tmp_path / "tin.annotator")
    program = [sys.executable, str(Path(fault_gone.__file__)), "lose", str(path), *taken.split()]
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    played = subprocess.run(program, check=False, capture_output=True, text=True, env=environment)
    assert played.returncode == -9, played.stderr
    said: dict[str, Any] = json.loads(played.stdout)
    with closing(Project.open(str(path))) as found:
        assert (people(found), check(found)) == (said["saved"], [])


def test_a_moved_file_is_not_opened_a_second_time(project: Project) -> None:
    moved = f"{project.path}.moved"
    os.rename(project.path, moved)
    program = [sys.executable, str(Path(fault_gone.__file__)), "open", moved]
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}

    def opened() -> str:
        return subprocess.run(program, check=True, capture_output=True, text=True, env=environment).stdout.strip()

    assert opened() == "project.moved-open"
    project.close()
    assert opened() == "Hoa"
