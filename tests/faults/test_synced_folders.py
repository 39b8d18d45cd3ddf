"""A project where another program copies it to other computers, or on a network: the person is told, and copies that
are made in a pause are whole."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from fault_process import REPOSITORY
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton, QWidget

from annotator.app.checkpoints import Checkpoints
from annotator.core import places
from annotator.core.selection import syllables as words
from annotator.storage import connection
from annotator.storage.project import Project
from annotator.workflows import checking

LEFT = Qt.MouseButton.LeftButton
ROUNDS, LONG_ROUNDS = 20, 300
PATIENCE = 60_000
"""Milliseconds that the writer would wait for others: no slow disk is taken for that."""

COPIER = """
import shutil, sys
for line in sys.stdin:
    shutil.copyfile(*line.rstrip("\\n").split("\\t"))
    print("copied", flush=True)
"""

READER = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN")
print(*connection.execute("SELECT count(*) FROM span").fetchone(), flush=True)
sys.stdin.readline()
connection.execute("COMMIT")
print("done", flush=True)
sys.stdin.readline()
"""


class Program:
    """Another program, as a service that copies folders is one."""

    def __init__(self, source: str, *arguments: object) -> None:
        command = [sys.executable, "-c", source, *map(str, arguments)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def tell(self, line: str = "") -> str:
        """Hands a line over and gives its answer."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()
        return self.line()

    def line(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()

    def end(self) -> None:
        self._process.communicate()


@pytest.fixture
def programs() -> Iterator[Callable[..., Program]]:
    started: list[Program] = []

    def begin(source: str, *arguments: object) -> Program:
        started.append(Program(source, *arguments))
        return started[-1]

    yield begin
    for program in started:
        program.end()


Opener = Callable[..., Any]


@pytest.fixture
def opened_in(start: Callable[..., Any], home: Path, still_worker: None, seeds_project: Path, tmp_path: Path) -> Opener:
    """Opens the window on the five articles in a folder of this name."""

    def opened(folder: str) -> Any:
        there = tmp_path / folder
        there.mkdir(parents=True, exist_ok=True)
        if seeds_project.exists():
            seeds_project.rename(there / seeds_project.name)
        front = start(there / seeds_project.name)
        front.settle()
        return front

    return opened


def said(front: Any) -> str:
    """What stands above the text about the place, or nothing."""
    is_shown = front.part(QWidget, "placeStrip").isVisible()
    return front.part(QLabel, "placeSaid").text() if is_shown else ""


def log_of(front: Any) -> int:
    return os.path.getsize(f"{front.path}-wal")


def label(front: Any, n: int) -> None:
    """Labels the nth word of the article by key."""
    start, end = words(front.text)[n]
    front.view.select(start, end)
    front.key("1")


@pytest.mark.parametrize(
    ("folder", "name"),
    [("Dropbox", "Dropbox"), ("OneDrive - Trường", "OneDrive"), ("Drive của tôi", "Google Drive"),
     ("Mobile Documents/com~apple~CloudDocs", "iCloud Drive")],
)  # fmt: skip
def test_a_synced_folder_is_told_of(folder: str, name: str, opened_in: Opener) -> None:
    front = opened_in(folder)
    assert f"{name} copies this project to other computers" in said(front)
    assert front.session.project.writable


def test_it_is_told_until_the_person_knows(opened_in: Opener, home: Path) -> None:
    front = opened_in("Dropbox")
    QTest.mouseClick(front.part(QToolButton, "placeClose"), LEFT)
    assert said(front) == ""
    front.act("view.dark")
    assert said(front) == ""
    front.close()
    front = opened_in("Dropbox")
    assert "Dropbox" in said(front)
    front.act("view.dark")
    assert "Dropbox" in said(front)
    QTest.mouseClick(front.part(QPushButton, "placeNever"), LEFT)
    assert said(front) == ""
    kept = json.loads((home / "settings.json").read_text("utf-8"))
    assert kept["known_places"] == [front.session.project.uid]
    front.close()
    front = opened_in("Dropbox")
    assert said(front) == ""


def test_an_ordinary_folder_is_not_worth_a_word(opened_in: Opener) -> None:
    assert said(opened_in("Tài liệu")) == ""


def test_a_network_drive_is_told_of(opened_in: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mounts = tmp_path / "mountinfo"
    root = str(tmp_path).replace(" ", r"\040")
    mounts.write_text(f"27 1 254:0 / / rw - ext4 /dev/vda rw\n30 27 0:30 / {root}/chung rw - nfs4 may-chu:/ rw\n")
    monkeypatch.setattr(places, "MOUNTS", str(mounts))
    assert "a network drive (NFS)" in said(opened_in("chung"))


def test_a_link_does_not_hide_the_place(opened_in: Opener, start: Callable[..., Any], tmp_path: Path) -> None:
    front = opened_in("Dropbox")
    path = Path(front.path)
    front.close()
    (tmp_path / "lien-ket").symlink_to(path.parent)
    assert "Dropbox" in said(start(tmp_path / "lien-ket" / path.name))


def test_versions_beside_the_project_are_named(opened_in: Opener, tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    for name in ("seeds (Minh's conflicted copy).annotator", "seeds (bản sao).annotator"):
        (tmp_path / "Dropbox" / name).write_bytes(b"")
    front = opened_in("Dropbox")
    assert said(front).endswith(": seeds (Minh's conflicted copy).annotator.")


def test_copies_named_after_a_computer_are_versions_when_they_are_of_this_project(
    opened_in: Opener, seeds_project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("annotator.app.places.computer_name", lambda: "máy-phòng-tin.local")
    there = tmp_path / "OneDrive"
    there.mkdir()
    same = ("seeds-máy-phòng-tin", "seeds-DESKTOP-4F7K2QA", "seeds-laptop-4f7k2qa-2", "seeds-nháp", "seeds-LAPTOP-1")
    for name in same:
        shutil.copyfile(seeds_project, there / f"{name}.annotator")
    Project.create(str(there / "seeds-LAPTOP-0AAAAAA.annotator")).close()
    (there / "seeds-LAPTOP-1AAAAAA.annotator").write_bytes(b"no project")
    before = {each: each.read_bytes() for each in there.iterdir()}
    front = opened_in("OneDrive")
    assert said(front).split("\n")[1] == (
        "Beside it lie 3 other versions of it, which can be merged: "
        "seeds-DESKTOP-4F7K2QA.annotator, seeds-laptop-4f7k2qa-2.annotator, seeds-máy-phòng-tin.annotator."
    )
    assert {each: each.read_bytes() for each in before} == before
    assert not list(there.glob("seeds-*-shm"))


def test_the_command_line_tells_it_when_a_project_is_made(tmp_path: Path) -> None:
    for folder, is_told in (("Nextcloud", True), ("bình thường", False)):
        (tmp_path / folder).mkdir()
        path = tmp_path / folder / "p.annotator"
        command = [sys.executable, "-m", "annotator", "new", str(path)]
        made = subprocess.run(command, check=True, capture_output=True, text=True, cwd=REPOSITORY)
        assert made.stdout == f"Made {path}.\n"
        assert ("Nextcloud copies this project to other computers" in made.stderr) == is_told
        assert bool(made.stderr) == is_told


def test_copies_made_in_a_pause_are_whole(
    opened_in: Opener, programs: Callable[..., Program], tmp_path: Path, is_long: bool
) -> None:
    """The other program copies the file alone; what it got holds every edit that was acknowledged."""
    front = opened_in("Dropbox")
    copier = programs(COPIER)
    rounds = LONG_ROUNDS if is_long else ROUNDS
    front.session.take_words(front.session.document.id, words(front.text))
    for n in range(rounds):
        label(front, n)
        if n % 3 == 1:
            front.shortcut(Qt.Key.Key_Z)
        spans = front.file_spans()
        assert log_of(front) > 0
        if n < 2:  # by itself, after some seconds
            front.qtbot.waitUntil(lambda: log_of(front) == 0)
        else:  # because somebody goes on to another program
            front.app.applicationStateChanged.emit(Qt.ApplicationState.ApplicationInactive)
            assert log_of(front) == 0
        copy = tmp_path / f"copy-{n}.annotator"
        assert copier.tell(f"{front.path}\t{copy}") == "copied"
        assert whole_spans(copy) == spans


def whole_spans(copy: Path) -> list[tuple[Any, ...]]:
    """Lan's spans in a copied file, which is found to be without any fault."""
    with closing(Project.open(str(copy))) as project:
        assert list(checking.check(project)) == []
    with closing(sqlite3.connect(copy)) as connection:
        return connection.execute(
            """SELECT span.start, span."end", label.name, span.quote FROM span
            JOIN annotator ON annotator.id = span.annotator JOIN label ON label.id = span.label
            WHERE annotator.name = 'Lan' ORDER BY span.start"""
        ).fetchall()


def test_a_reader_in_the_way_holds_nothing_up(
    opened_in: Opener, programs: Callable[..., Program], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It reads what was there; work goes on at once, and the log is emptied when the reader is done."""
    front = opened_in("Dropbox")
    label(front, 0)
    reader = programs(READER, front.path)
    reader.line()
    label(front, 1)
    checkpoints = front._of(Checkpoints)
    monkeypatch.setattr(connection, "PATIENCE", PATIENCE)
    front.session.project.store.connection.execute(f"PRAGMA busy_timeout={PATIENCE}")
    begin = time.perf_counter()
    with front.qtbot.assertNotEmitted(front.session.failed):
        for _ in range(3):
            checkpoints.empty()
        label(front, 2)
    assert time.perf_counter() - begin < PATIENCE / 1000
    assert log_of(front) > 0
    assert len(front.file_spans()) == 3
    assert front.saved == "Saved"
    assert reader.tell() == "done"
    front.qtbot.waitUntil(lambda: log_of(front) == 0)


def test_whatever_writes_is_followed_by_a_checkpoint(opened_in: Opener) -> None:
    """Not only edits: the place in an article, what a machine suggests."""
    front = opened_in("Dropbox")
    front.open("001_")
    front.session.project.documents.keep_place(front.session.document.id, front.session.person.id, 40)
    front.qtbot.waitUntil(lambda: log_of(front) == 0)
