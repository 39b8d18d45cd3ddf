"""Readers where nothing can be written."""

from __future__ import annotations

import os
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from annotator.storage import connection as connections
from annotator.storage.project import Project


@pytest.mark.skipif(os.name != "posix", reason="needs a file access without locks")
def test_a_log_in_a_folder_that_cannot_be_written_is_read(
    desk: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.project.checkpoint()
    desk.add(0, 4)
    folder = tmp_path / "folder"
    folder.mkdir()
    names = [desk.project.path, f"{desk.project.path}-wal"]
    subprocess.run(["cp", *names, str(folder)], check=True)  # another process: our locks stay
    monkeypatch.setattr(os, "access", lambda _path, mode: mode != os.W_OK)
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    copy = str(folder / Path(desk.project.path).name)
    first, second = Project.open(copy, read_only=True), Project.open(copy, read_only=True)
    for project in (first, second):
        assert project.annotations.counts(desk.article, desk.person.id) == (1, 0)
        assert project.store.connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    first.close()
    second.close()
    left = {file.name: file.read_bytes() for file in folder.iterdir() if not file.name.endswith("-shm")}
    assert left == before


def test_a_look_at_a_project_that_somebody_works_in_is_of_one_moment(desk: Any) -> None:
    path = desk.project.path
    desk.project.checkpoint()
    assert not connections.has_log(path)
    with closing(connections.looker(path)) as look:
        look.execute("BEGIN")
        assert look.execute("SELECT count(*) FROM span").fetchone() == (0,)
        desk.add(0, 4)
        desk.project.checkpoint()
        assert connections.has_log(path), "the file was written to under the look"
    desk.project.checkpoint()
    assert not connections.has_log(path)
