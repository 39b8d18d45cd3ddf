from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from annotator.core.errors import ProjectError
from annotator.storage import lock as locks
from annotator.storage.lock import ProjectLock
from annotator.storage.project import Project

REPOSITORY = Path(__file__).parents[2]

HOLD = """
import sys
from annotator.storage.project import Project
project = Project.open(sys.argv[1])
print("open", flush=True)
sys.stdin.readline()
project.close()
"""


@pytest.fixture
def made(path: str) -> str:
    Project.create(path).close()
    return path


@contextmanager
def held_elsewhere(path: str) -> Iterator[subprocess.Popen[str]]:
    """Another process that has the project open for writing."""
    command = [sys.executable, "-c", HOLD, path]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, cwd=REPOSITORY) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "open\n"
        try:
            yield holder
        finally:
            holder.kill()


def test_a_second_process_is_refused_and_told_who_has_it(made: str) -> None:
    with held_elsewhere(made) as holder:
        with pytest.raises(ProjectError) as caught:
            Project.open(made)
        assert caught.value.code == "project.locked"
        assert caught.value.values == {"path": made, "host": socket.gethostname(), "pid": holder.pid}
        reading = Project.open(made, read_only=True)
        assert reading.people.all() == []
        reading.close()
        holder.communicate("\n")
    Project.open(made).close()


def test_the_lock_of_a_killed_process_is_taken_over(made: str) -> None:
    with held_elsewhere(made) as holder:
        holder.send_signal(signal.SIGKILL)
        holder.wait()
    left = json.loads(Path(made + ".lock").read_text())
    assert (left["host"], left["pid"]) == (socket.gethostname(), holder.pid)
    project = Project.open(made)
    assert json.loads(Path(made + ".lock").read_text())["pid"] == os.getpid()
    project.close()


def test_a_lock_of_another_computer_is_never_taken(made: str) -> None:
    lock = Path(made + ".lock")
    lock.write_text(json.dumps({"host": "may-khac", "pid": 7}))
    with pytest.raises(ProjectError) as caught:
        Project.open(made)
    assert caught.value.code == "project.locked-elsewhere"
    assert caught.value.values == {"path": made, "host": "may-khac", "pid": 7, "lock": str(lock)}
    assert json.loads(lock.read_text())["host"] == "may-khac"
    Project.open(made, read_only=True).close()
    lock.unlink()
    Project.open(made).close()


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b"\xff\xfe", b"{}", b'{"host": null}'])
def test_a_lock_file_nobody_holds_is_taken_whatever_it_says(made: str, content: bytes) -> None:
    Path(made + ".lock").write_bytes(content)
    Project.open(made).close()


def test_the_same_process_is_refused_too(made: str) -> None:
    project = Project.open(made)
    with pytest.raises(ProjectError, match=r"project\.locked"):
        Project.open(made)
    project.close()


def test_a_link_to_the_project_is_the_same_project(made: str, tmp_path: Path) -> None:
    link = tmp_path / "link.annotator"
    link.symlink_to(made)
    project = Project.open(made)
    with pytest.raises(ProjectError, match=r"project\.locked"):
        Project.open(str(link))
    project.close()


def test_a_computer_that_is_named_anew_meanwhile_is_the_same(made: str, monkeypatch: pytest.MonkeyPatch) -> None:
    project = Project.open(made)
    monkeypatch.setattr(locks, "computer_name", lambda: "tên-mới")
    assert not locks.is_held_elsewhere(made)
    project.close()


def test_releasing_removes_nothing(made: str) -> None:
    before = {file: file.read_bytes() for file in Path(made).parent.iterdir()}
    lock = ProjectLock(made)
    lock.release()
    assert {file: file.read_bytes() for file in Path(made).parent.iterdir()} == before


def test_a_refused_opener_leaves_the_lock_to_its_holder(made: str) -> None:
    lock = ProjectLock(made)
    written = Path(made + ".lock").read_bytes()
    for _ in range(2):
        with pytest.raises(ProjectError, match=r"project\.locked"):
            ProjectLock(made)
    assert Path(made + ".lock").read_bytes() == written
    lock.release()
    ProjectLock(made).release()


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        ProjectLock(str(tmp_path / "none" / "p.annotator"))
