"""Two programs on one project: one writes, the other is told who, reads along, and takes over when that one is gone."""

from __future__ import annotations

import errno
import json
import os
import shutil
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from fault_process import REPOSITORY
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from annotator.core.errors import ProjectError
from annotator.storage import connection
from annotator.storage.project import Project

HERE = socket.gethostname()
LONG = 60

OTHER_WINDOW = """
import sys
from PySide6.QtCore import QSocketNotifier
from annotator.ui.application import build

app, window = build(["annotator", sys.argv[1]])
desk = window.desk
session = desk._session

def obey(*_):
    words = sys.stdin.readline().split()
    if not words:
        window.close()
        return app.quit()
    if words[0] == "label":
        desk.view.select(int(words[1]), int(words[2]))
        desk.annotating.label_with(session.span_labels[0])
    print("done", session.project.writable, flush=True)

heard = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
heard.activated.connect(obey)
print("open", session.project.writable, flush=True)
app.exec()
"""


class OtherWindow:
    """A real process with a window on the project; it labels what it is told to."""

    def __init__(self, project: Path, home: Path) -> None:
        home.mkdir(exist_ok=True)
        (home / "settings.json").write_text(json.dumps({"person": "Lan", "language": "en"}), "utf-8")
        environment = {**os.environ, "ANNOTATOR_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}
        pipe = subprocess.PIPE
        command = [sys.executable, "-c", OTHER_WINDOW, str(project)]
        self.process = subprocess.Popen(
            command, stdin=pipe, stdout=pipe, text=True, cwd=REPOSITORY, env=environment, bufsize=1
        )
        self.said = self._line()

    def label(self, start: int, end: int) -> None:
        """Labels a range of its article; done when this returns."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"label {start} {end}\n")
        assert self._line() == "done True"

    def close(self) -> None:
        self.process.communicate()

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate()

    def _line(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()


@pytest.fixture
def other(seeds_project: Path, tmp_path: Path) -> Iterator[OtherWindow]:
    """A window of another process on the project of this test, which has it for writing."""
    window = OtherWindow(seeds_project, tmp_path / "other-home")
    assert window.said == "open True"
    yield window
    window.close()


@contextmanager
def told_at_once() -> Iterator[None]:
    """In a second of work, and without a wait, which would last for as long as the other program runs."""
    begin, worked = time.perf_counter(), time.process_time()
    yield
    assert time.process_time() - worked < 1
    assert time.perf_counter() - begin < LONG


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    """The command line, as a process of its own."""
    command = [sys.executable, "-m", "annotator", *map(str, arguments)]
    return subprocess.run(command, check=False, capture_output=True, text=True, cwd=REPOSITORY)


def lock_of(project: Path) -> Path:
    return Path(f"{project}.lock")


def test_the_second_window_only_reads_and_says_who_writes(
    other: OtherWindow, start: Callable[..., Any], home: Path, still_worker: None, seeds_project: Path
) -> None:
    front = start(seeds_project)
    assert not front.session.project.writable
    assert front.saved == "Read only"
    assert f"computer {HERE}, process {other.process.pid}" in front.notice
    assert not front.action("file.import").isEnabled()
    with told_at_once(), pytest.raises(ProjectError, match=r"project\.locked"):
        Project.open(str(seeds_project))


def test_a_window_that_only_reads_takes_over_when_the_writer_is_gone(
    other: OtherWindow, start: Callable[..., Any], home: Path, still_worker: None, seeds_project: Path
) -> None:
    """A copy to work on would make two projects of one: who has it is said again, with a way in."""
    front = start(seeds_project)
    front.settle()
    offer = front.part(QPushButton, "noticeOffer")
    offer.click()
    assert (front.saved, offer.text()) == ("Read only", "Open it to work here")
    front.desk.notice.withdraw()
    front.select_words("Văn phòng Trung ương Đảng")
    front.key(Qt.Key.Key_1)
    assert f"process {other.process.pid}" in front.notice
    other.kill()
    offer.click()
    assert (front.saved, offer.isVisible()) == ("Saved", False)
    front.key(Qt.Key.Key_1)
    assert len(front.file_spans()) == 1


def test_the_command_line_is_refused_and_reads(other: OtherWindow, seeds_project: Path) -> None:
    refused = run("suggest", seeds_project)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert (
        refused.stderr
        == f"{seeds_project} is open in another Annotator (computer {HERE}, process {other.process.pid}). "
        "Close it there to work on it here.\n"
    )
    listed = run("list", seeds_project, "--json")
    assert len(json.loads(listed.stdout)) == 5


def test_the_second_window_shows_what_the_first_writes(
    other: OtherWindow, start: Callable[..., Any], home: Path, still_worker: None, seeds_project: Path
) -> None:
    front = start(seeds_project)
    front.settle()
    title = front.place("Văn phòng Trung ương Đảng")
    front.reveal(title[0] + 2000)
    top = front.view.top
    other.label(*title)
    front.qtbot.waitUntil(lambda: bool(front.spans()))
    front.settle()
    assert front.spans() == front.file_spans()
    assert [span[:2] for span in front.spans()] == [title]
    assert front.view.top == top > 0
    assert front.desk.articles.model.row(0).spans == 1


def test_a_killed_program_leaves_its_lock_to_the_next(
    other: OtherWindow, start: Callable[..., Any], home: Path, still_worker: None, seeds_project: Path
) -> None:
    other.label(0, 5)
    other.kill()
    assert json.loads(lock_of(seeds_project).read_text())["pid"] == other.process.pid
    front = start(seeds_project)
    assert front.session.project.writable
    assert front.notice == ""
    assert len(front.file_spans()) == 1
    assert json.loads(lock_of(seeds_project).read_text())["pid"] == os.getpid()


def test_the_lock_of_another_computer_is_never_taken(
    start: Callable[..., Any], home: Path, still_worker: None, seeds_project: Path
) -> None:
    shutil.copy(seeds_project, kept := seeds_project.with_suffix(".kept"))
    left = json.dumps({"host": "may-cua-Minh", "machine": "0" * 32, "pid": os.getpid()})
    lock_of(seeds_project).write_text(left)
    front = start(seeds_project)
    assert "may-cua-Minh" in front.notice
    assert str(lock_of(seeds_project)) in front.notice
    assert front.saved.startswith("Read only, as it was at ")
    refused = run("suggest", seeds_project)
    assert refused.returncode == 1
    assert "may-cua-Minh" in refused.stderr
    front.close()
    assert lock_of(seeds_project).read_text() == left
    assert seeds_project.read_bytes() == kept.read_bytes()
    assert not Path(f"{seeds_project}-shm").exists()  # the other computer's, if it had one
    lock_of(seeds_project).unlink()  # as the sentence says
    assert run("check", seeds_project).returncode == 0
    assert start(seeds_project).session.project.writable


def test_a_computer_of_the_same_name_is_another_one(seeds_project: Path) -> None:
    if not Path("/etc/machine-id").is_file():
        pytest.skip("this system tells computers apart by their names alone")
    lock_of(seeds_project).write_text(json.dumps({"host": HERE, "machine": "0" * 32, "pid": 7}))
    with pytest.raises(ProjectError, match=r"project\.locked-elsewhere"):
        Project.open(str(seeds_project))


def test_what_another_computer_writes_is_read_whole_or_not_at_all(
    seeds_project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The log with the newest edits is read too; while the file changes under the copy, it is copied again."""
    writer = Project.open(str(seeds_project))
    writer.people.ensure("Minh")
    theirs = seeds_project.with_name("theirs.annotator")
    for end in ("", "-wal"):
        shutil.copy(f"{seeds_project}{end}", f"{theirs}{end}")
    writer.close()
    lock_of(theirs).write_text(json.dumps({"host": "may-khac", "pid": 1}))
    reading = Project.open(str(theirs), read_only=True)
    assert [person.name for person in reading.people.all() if person.kind == "person"] == ["Lan", "Minh"]
    reading.close()
    stamps = iter(range(100))
    monkeypatch.setattr(connection, "_stamps", lambda _path: next(stamps))
    with pytest.raises(ProjectError, match=r"project\.unreadable"):
        Project.open(str(theirs), read_only=True)


@pytest.mark.parametrize(
    "pid", [1, os.getpid(), 4_000_000_000, -1, "7", None], ids=["1", "own", "4e9", "-1", "text", "none"]
)
def test_a_lock_is_no_process_number(pid: object, seeds_project: Path) -> None:
    """A number that is another process's by now, or none: who has the file open is what counts."""
    lock_of(seeds_project).write_text(json.dumps({"host": HERE, "pid": pid}))
    Project.open(str(seeds_project)).close()


@pytest.mark.parametrize(
    "content", [b"", b"\0" * 100, b"{", b"[" * 4000, b"\xff\xfe", b'{"host":', b'["may-khac"]', b"7"]
)
def test_a_lock_that_is_not_whole_is_taken(content: bytes, seeds_project: Path) -> None:
    """As a power cut may leave it."""
    lock_of(seeds_project).write_bytes(content)
    Project.open(str(seeds_project)).close()
    assert lock_of(seeds_project).read_bytes() == b""


def link(lock: Path, stranger: Path) -> None:
    lock.symlink_to(stranger)


def hard_link(lock: Path, stranger: Path) -> None:
    os.link(stranger, lock)


def folder(lock: Path, _stranger: Path) -> None:
    lock.mkdir()


def pipe(lock: Path, _stranger: Path) -> None:
    os.mkfifo(lock)


def huge(lock: Path, _stranger: Path) -> None:
    with lock.open("wb") as file:
        file.truncate(1 << 33)


@pytest.mark.parametrize("put", [link, hard_link, folder, pipe, huge])
@pytest.mark.parametrize("is_new", [False, True])
def test_what_is_no_lock_of_ours_is_left_alone(
    put: Callable[[Path, Path], None], is_new: bool, seeds_project: Path, tmp_path: Path
) -> None:
    path = tmp_path / "new.annotator" if is_new else seeds_project
    stranger = tmp_path / "stranger.txt"
    stranger.write_text("của người khác")
    put(lock_of(path), stranger)
    before = lock_of(path).lstat()
    with told_at_once(), pytest.raises(ProjectError, match=r"project\.foreign-files"):
        Project.create(str(path)) if is_new else Project.open(str(path))
    assert stranger.read_text() == "của người khác"
    after = lock_of(path).lstat()
    assert (before.st_mode, before.st_size, before.st_ino) == (after.st_mode, after.st_size, after.st_ino)
    assert path.exists() != is_new


def test_a_lock_that_may_not_be_written_means_reading(seeds_project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As the lock of another user of this computer; root may write everything, so the system's answer is played."""

    def refuse(path: str, *_rest: object) -> int:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)

    lock_of(seeds_project).touch()
    with monkeypatch.context() as patch:
        patch.setattr("annotator.storage.lock.os.open", refuse)
        with pytest.raises(ProjectError, match=r"project\.read-only"):
            Project.open(str(seeds_project))


def test_where_there_are_no_locks_nobody_is_named(seeds_project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_file: int) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr("annotator.storage.lock._lock", refuse)
    with pytest.raises(ProjectError, match=r"project\.read-only"):
        Project.open(str(seeds_project))


def test_whoever_may_write_the_project_may_lock_it(seeds_project: Path) -> None:
    seeds_project.chmod(0o660)
    Project.open(str(seeds_project)).close()
    assert stat.S_IMODE(lock_of(seeds_project).stat().st_mode) == 0o660


def test_what_a_lock_says_is_shown_without_its_control_characters(seeds_project: Path) -> None:
    lock_of(seeds_project).write_text(json.dumps({"host": "\x1b[2J<b>máy</b>\n" + "x" * 3000, "pid": {"a": "\x07"}}))
    refused = run("suggest", seeds_project)
    assert refused.returncode == 1
    assert "([2J<b>máy</b>" in refused.stderr
    assert "process ?)" in refused.stderr
    assert len(refused.stderr) < 500
    assert refused.stderr.rstrip("\n").isprintable()
