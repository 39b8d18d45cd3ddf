"""Crashes, failed commits, and files that are pulled away from under an open project."""

from __future__ import annotations

import hashlib
import os
import resource
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from annotator.core import edits
from annotator.core.errors import ProjectError
from annotator.storage.project import Project

REPOSITORY = Path(__file__).parents[2]


def sha(path: str) -> str:
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()


def opened_elsewhere(path: str) -> str:
    """What another process finds at `path`: SQLite's own check, and the quotes."""
    script = (
        "import sqlite3, sys; c = sqlite3.connect(f'file:{sys.argv[1]}?mode=ro', uri=True);"
        "print(c.execute('PRAGMA integrity_check').fetchone()[0], c.execute('SELECT quote FROM span').fetchall())"
    )
    return subprocess.run(
        [sys.executable, "-c", script, path], capture_output=True, text=True, check=True
    ).stdout.strip()


def test_an_error_inside_a_transaction_leaves_nothing(desk: Any) -> None:
    before = desk.content()
    store = desk.project.store
    with pytest.raises(KeyError):
        write_and_raise(store, desk.span(0, 4).row())
    assert desk.content() == before
    desk.add(0, 4)


def write_and_raise(store: Any, row: dict[str, Any]) -> None:
    with store.transaction():
        store.db.table("span").insert(row)
        raise KeyError


def test_a_transaction_inside_another_is_a_part_of_it(desk: Any) -> None:
    store, before = desk.project.store, desk.content()
    with pytest.raises(KeyError):
        write_within_and_raise(desk)
    assert desk.content() == before
    with store.transaction():
        desk.project.people.ensure("Mai")
    assert not store.connection.in_transaction
    assert desk.content() != before


def write_within_and_raise(desk: Any) -> None:
    with desk.project.store.transaction():
        desk.project.people.ensure("Mai")
        assert desk.project.store.connection.in_transaction
        raise KeyError


def test_a_program_killed_inside_a_transaction_leaves_what_was_acknowledged(desk: Any) -> None:
    path = desk.project.path
    desk.project.close()
    script = """
import os, signal, sys
from dataclasses import replace
from annotator.core import edits
from annotator.core.model import Span
from annotator.storage.project import Project
project = Project.open(sys.argv[1])
text = project.documents.text(1)
for start in (0, 5):
    span = Span(project.store.next_id("span"), f"u{start}", 1, 1, start, start + 4, 1, text[start:start + 4])
    if start:
        with project.store.transaction():
            project.store.db.table("span").insert(span.row())
            os.kill(os.getpid(), signal.SIGKILL)
    project.journal.apply(edits.add_span(span, "PER"), 1)
"""
    killed = subprocess.run([sys.executable, "-c", script, path], check=False, cwd=REPOSITORY)
    assert killed.returncode == -signal.SIGKILL
    desk.project = Project.open(path)
    assert [span.quote for span in desk.spans()] == ["Sáng"]
    assert desk.counts() == (1, 0)
    desk.undo()
    assert desk.spans() == []


def test_a_commit_that_fails_is_told_and_the_next_one_works(desk: Any) -> None:
    log = os.path.getsize(desk.project.path + "-wal")
    before, kept = desk.content(), resource.getrlimit(resource.RLIMIT_FSIZE)
    edit = edits.add_span(desk.span(0, 4), "PER")
    statements: list[str] = []
    desk.project.store.connection.set_trace_callback(statements.append)
    # the log cannot grow: the rows fit memory, so it is COMMIT that fails
    resource.setrlimit(resource.RLIMIT_FSIZE, (log + 100, kept[1]))
    try:
        with pytest.raises(ProjectError) as caught:
            desk.apply(edit)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, kept)
        desk.project.store.connection.set_trace_callback(None)
    assert caught.value.code == "project.write-failed"
    assert "COMMIT" in statements
    assert desk.content() == before
    desk.apply(edit)
    after = desk.content()
    desk.reopen()
    assert desk.content() == after


@pytest.mark.parametrize("how", ["deleted", "replaced", "moved"])
def test_a_file_taken_away_is_noticed_and_nothing_is_acknowledged(desk: Any, tmp_path: Path, how: str) -> None:
    path, other, aside = desk.project.path, str(tmp_path / "other.annotator"), str(tmp_path / "aside.annotator")
    Project.create(other).close()
    digest = sha(other)
    kept = desk.add(0, 4)
    if how == "deleted":
        os.remove(path)
    elif how == "replaced":
        os.replace(other, path)
    else:
        os.rename(path, aside)
    before = desk.content(), desk.history()
    for _ in range(2):
        with pytest.raises(ProjectError) as caught:
            desk.apply(edits.add_span(desk.span(5, 15), "PER"))
        assert caught.value.code == "project.replaced"
    if how == "replaced":  # our log is not replayed over the other file, even while it lies there
        assert opened_elsewhere(path) == "ok []"
    # what is open still holds the last good state, and can be saved elsewhere
    assert (desk.content(), desk.history()) == before
    copy = str(tmp_path / "copy.annotator")
    desk.project.save_copy(copy)
    desk.project.close()
    assert opened_elsewhere(copy) == f"ok {[(kept.quote,)]}"
    if how == "replaced":
        assert sha(path) == digest
        assert opened_elsewhere(path) == "ok []"
    if how == "moved":
        assert opened_elsewhere(aside) == f"ok {[(kept.quote,)]}"
    desk.project = Project.open(copy)


def test_a_file_replaced_during_a_commit_is_not_acknowledged(desk: Any, tmp_path: Path) -> None:
    path, other = desk.project.path, str(tmp_path / "other.annotator")
    Project.create(other).close()
    digest = sha(other)

    def replace_at_commit(statement: str) -> None:
        if statement == "COMMIT":
            os.replace(other, path)

    desk.project.store.connection.set_trace_callback(replace_at_commit)
    with pytest.raises(ProjectError, match=r"project\.replaced"):
        desk.add(0, 4)
    desk.project.close()
    assert sha(path) == digest
    assert opened_elsewhere(path) == "ok []"
    desk.project = Project.open(path)


def test_an_opening_for_reading_refuses_every_write(desk: Any) -> None:
    reading = Project.open(desk.project.path, read_only=True)
    assert not reading.writable
    before = desk.content()
    for write in (
        lambda: reading.journal.apply(edits.add_span(desk.span(0, 4), "PER"), desk.person.id),
        lambda: reading.journal.undo(desk.person.id),
        lambda: reading.people.ensure("Hoa"),
        lambda: reading.documents.begin_batch("x"),
        lambda: reading.documents.keep_place(desk.article, desk.person.id, 5),
        lambda: reading.annotations.end_run(desk.article, desk.person.id, "1"),
    ):
        with pytest.raises(ProjectError, match=r"project\.read-only"):
            write()
    for statement in ("DELETE FROM edit", "CREATE TABLE x (a)", "PRAGMA user_version=7"):
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            reading.store.connection.execute(statement)
    reading.close()
    assert desk.content() == before


def test_connections_are_set_as_the_design_says(desk: Any) -> None:
    reading = Project.open(desk.project.path, read_only=True)
    wanted = {"foreign_keys": 1, "trusted_schema": 0, "journal_mode": "wal", "synchronous": 2}
    for project, query_only, patience in ((desk.project, 0, 800), (reading, 1, 5000)):
        assert project.store.connection.execute("PRAGMA busy_timeout").fetchone() == (patience,)
        pragma = {name: project.store.connection.execute(f"PRAGMA {name}").fetchone()[0] for name in wanted}
        assert pragma == wanted
        assert project.store.connection.execute("PRAGMA query_only").fetchone() == (query_only,)
        assert project.store.connection.execute("PRAGMA locking_mode").fetchone() == ("normal",)
    reading.close()


def test_a_file_under_a_new_name_of_the_same_file_is_still_it(desk: Any, tmp_path: Path) -> None:
    os.link(desk.project.path, tmp_path / "twin.annotator")
    desk.add(0, 4)
    assert desk.counts() == (1, 0)


@pytest.mark.parametrize("how", ["replaced", "moved"])
def test_closing_after_the_file_was_taken_away_harms_no_other(desk: Any, tmp_path: Path, how: str) -> None:
    path, other, aside = desk.project.path, str(tmp_path / "other.annotator"), str(tmp_path / "aside.annotator")
    Project.create(other).close()
    digest = sha(other)
    desk.add(0, 4)
    os.rename(path, aside)
    if how == "replaced":
        os.replace(other, path)
    desk.project.close()
    assert opened_elsewhere(aside) == "ok [('Sáng',)]"
    if how == "replaced":
        assert sha(path) == digest
        assert opened_elsewhere(path) == "ok []"
    desk.project = Project.open(aside)
