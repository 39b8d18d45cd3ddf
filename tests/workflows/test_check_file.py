"""Checking and repairing by path, here and in a process of its own."""

from __future__ import annotations

import multiprocessing
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from annotator.core.errors import ProjectError
from annotator.storage import backup
from annotator.storage.backup import Reason
from annotator.storage.project import Project
from annotator.workflows import aside, check_file, importing
from annotator.workflows.aside import Work

COUNTS = "UPDATE tally SET spans = 7"


@pytest.fixture
def path(project: Project, write: Callable[[str, str], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A closed project with two articles, one of them removed."""
    monkeypatch.setenv("ANNOTATOR_HOME", str(tmp_path / "home"))
    files = [write("a.txt", "Chị Mai ở Huế.\n\nHết."), write("b.txt", "Anh Nam ở Vinh.\n\nHết.")]
    importing.run(project, files)
    with project.store.transaction():
        project.store.connection.execute("UPDATE document SET removed = 1 WHERE id = 2")
    project.close()
    return project.path


def damage(path: str, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def test_what_findings_name_is_told_by_title(path: str) -> None:
    damage(path, "UPDATE document SET title = 'Huế' || id, digest = 'x'", "UPDATE document SET title = '' WHERE 0")
    report = check_file.check(path)
    assert {finding.document for finding in report.findings} == {1, 2}
    assert report.articles == {1: ("Huế1", True), 2: ("Huế2", False)}
    assert report.looked_at == 1
    assert report.mended is None


def test_a_repair_backs_up_only_what_is_damaged(path: str) -> None:
    assert check_file.repair(path).kept == ""
    assert backup.of(path) == []
    damage(path, "UPDATE document SET digest = 'x' WHERE id = 1")
    done = check_file.repair(path)
    assert [(each.path, each.reason) for each in backup.of(path)] == [(done.kept, Reason.REPAIR)]
    assert done.mended == {"check.rows": 1}
    assert check_file.repair(path).mended == {}
    assert len(backup.of(path)) == 1


def test_a_process_of_its_own_gives_the_same(path: str) -> None:
    damage(path, "UPDATE document SET digest = 'x' WHERE id = 1")
    told: list[tuple[int, int]] = []
    assert aside.aside(check_file.check, path, lambda *so_far: told.append(so_far)) == check_file.check(path)
    assert told
    assert not multiprocessing.active_children()


def test_what_it_raises_is_raised_here(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match=r"project\.missing"):
        aside.aside(check_file.check, str(tmp_path / "none"), lambda *_: None)


@pytest.mark.parametrize("work", [int, max])
def test_a_process_that_dies_is_told(path: str, work: Work) -> None:
    with pytest.raises(ProjectError, match=r"check\.ended"):
        aside.aside(work, path, lambda *_: None)
    assert not multiprocessing.active_children()


def test_who_waits_can_end_it(path: str) -> None:
    def enough(*_so_far: int) -> None:
        if multiprocessing.active_children():
            raise InterruptedError

    with pytest.raises(InterruptedError):
        aside.aside(check_file.check, path, enough)
    assert not multiprocessing.active_children()
