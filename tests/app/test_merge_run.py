"""A merge beside the window: asked first, cancelled at any moment, gone with the project."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from merge_cases import add_articles, base, contents, opened
from pytestqt.qtbot import QtBot

from annotator.app.jobs import Jobs
from annotator.app.merge_run import MergeResult, MergeRun
from annotator.app.session import Session
from annotator.storage.project import Project
from annotator.workflows import checking
from annotator.workflows.merging import Preview

MANY = 600


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("base") / "base.annotator"
    base(path)
    return path


@pytest.fixture
def theirs(begun: Path, tmp_path: Path) -> Path:
    """A copy with many more articles."""
    path = tmp_path / "theirs.annotator"
    shutil.copyfile(begun, path)
    with opened(path) as project:
        add_articles(project, [f"Bài số {n} viết ở Huế.\n" + "Trời mưa. " * 200 for n in range(MANY)])
    return path


@pytest.fixture
def session(qapp: object, begun: Path, tmp_path: Path) -> Iterator[Session]:
    path = tmp_path / "ours.annotator"
    shutil.copyfile(begun, path)
    made = Session()
    made.open_project(Project.open(str(path)), "Lan")
    yield made
    made.close_project()


@pytest.fixture
def jobs(qapp: object) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.close()


def asked(qtbot: QtBot, session: Session, jobs: Jobs, path: Path) -> tuple[MergeRun, Preview]:
    """A run that waits for the person's answer."""
    run = MergeRun(session, jobs, str(path))
    with qtbot.waitSignal(run.asked) as told:
        run.start()
    return run, told.args[0]


def test_it_lands_whole(qtbot: QtBot, session: Session, jobs: Jobs, theirs: Path) -> None:
    run, preview = asked(qtbot, session, jobs, theirs)
    assert (preview.articles, preview.met) == (MANY + 3, 3)
    with qtbot.waitSignal(run.done, timeout=30_000) as done:
        run.merge_as(preview.people, {})
    result: MergeResult = done.args[0]
    assert (result.articles, result.met, result.is_new, result.is_whole) == (MANY, 3, True, True)
    assert session.project is not None
    assert len(session.project.documents.ids()) == MANY + 3
    session.undo()
    assert len(session.project.documents.ids()) == 3


def test_it_ends_within_a_second_when_it_is_cancelled(qtbot: QtBot, session: Session, jobs: Jobs, theirs: Path) -> None:
    run, preview = asked(qtbot, session, jobs, theirs)
    project = session.project
    assert project is not None
    before = contents(project)
    with qtbot.waitSignal(run.progressed, timeout=10_000, check_params_cb=lambda done, total, _: 0 < done < total):
        run.merge_as(preview.people, {})
    with qtbot.waitSignal(run.done, timeout=1000) as done:
        run.cancel()
    assert (done.args[0].is_whole, done.args[0].articles) == (False, 0)
    assert contents(project) == before
    qtbot.waitUntil(lambda: project.store.connection.execute("SELECT count(*) FROM batch").fetchone()[0] == 1)
    assert checking.check(project) == []


def test_it_goes_with_the_project(qtbot: QtBot, session: Session, jobs: Jobs, theirs: Path) -> None:
    run, preview = asked(qtbot, session, jobs, theirs)
    run.merge_as(preview.people, {})
    with qtbot.waitSignal(run.done):
        session.close_project()
    assert run.result.is_whole is False
