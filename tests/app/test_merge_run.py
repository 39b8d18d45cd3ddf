"""A merge beside the window: asked first, cancelled at any moment, gone with the project."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
from merge_cases import TEXTS, add_articles, base, contents, opened
from pytestqt.qtbot import QtBot

from annotator.app.jobs import Jobs
from annotator.app.merge_run import MergeResult, MergeRun
from annotator.app.session import Session
from annotator.core import edits
from annotator.core.edits import Edit
from annotator.core.ids import new_uid
from annotator.core.model import Span
from annotator.storage.project import Project
from annotator.workflows import checking
from annotator.workflows.merging import Merger, Preview

MANY = 600
MAI, HUE = (4, 7), (31, 34)


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
    with qtbot.waitSignal(run.done) as done:
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
    since: list[float] = []

    def cancel(done: int, total: int, _name: str) -> None:
        if 0 < done < total and not since:
            since.append(time.process_time())
            run.cancel()

    run.progressed.connect(cancel)
    with qtbot.waitSignal(run.done) as done:
        run.merge_as(preview.people, {})
    assert time.process_time() - since[0] < 1
    assert (done.args[0].is_whole, done.args[0].articles) == (False, 0)
    assert contents(project) == before
    qtbot.waitUntil(lambda: project.store.connection.execute("SELECT count(*) FROM batch").fetchone()[0] == 1)
    assert checking.check(project) == []


@pytest.fixture
def lans_own(theirs: Path, session: Session) -> Span:
    """The span of Lan that both have; in the other project it has a note, and Lan and Minh have labelled more."""
    project = session.project
    assert project is not None
    with opened(theirs) as other:
        for each in (other, project):
            span = made(each, "Lan", MAI)
            each.journal.apply(edits.add_span(span, "PER"), span.annotator)
        for person in ("Lan", "Minh"):
            span = made(other, person, HUE)
            other.journal.apply(edits.add_span(span, "PER"), span.annotator)
        noted = other.annotations.spans(1, other.people.find("Lan").id)[0]
        other.journal.apply(edits.note_span(noted, "ở đó"), noted.annotator)
        label = replace(other.labels.all()[0], id=other.store.next_id("label"), uid=new_uid(), name="MỚI", key="")
        other.journal.apply(edits.change_labels([(None, label)], "label.add", label=""), None)
    return project.annotations.spans(1)[0]


def made(project: Project, person: str, place: tuple[int, int]) -> Span:
    whose, label = project.people.find(person), project.labels.all()[0]
    key, quote = project.store.next_id("span"), TEXTS[0][slice(*place)]
    return Span(key, new_uid(), 1, whose.id, *place, label.id, quote)


def meanwhile(monkeypatch: pytest.MonkeyPatch, act: Callable[[int], object]) -> None:
    """Has the person at work do something when the merge is planned and not written yet; `act` is told how often."""
    finish, times = Merger.finish, count(1)

    def late(self: Merger) -> Edit | None:
        act(next(times))
        return finish(self)

    monkeypatch.setattr(Merger, "finish", late)


def merge_all(qtbot: QtBot, session: Session, jobs: Jobs, path: Path) -> MergeResult:
    run, preview = asked(qtbot, session, jobs, path)
    with qtbot.waitSignal(run.done) as done:
        run.merge_as(preview.people, {})
    result: MergeResult = done.args[0]
    return result


@pytest.mark.parametrize("clash", ["note", "same span", "same label"])
def test_what_the_person_does_meanwhile_stays_and_the_rest_lands(
    qtbot: QtBot, session: Session, jobs: Jobs, theirs: Path, lans_own: Span, monkeypatch: pytest.MonkeyPatch,
    clash: str,
) -> None:  # fmt: skip
    project = session.project
    assert project is not None
    new = replace(project.labels.all()[0], id=project.store.next_id("label"), uid=new_uid(), name="MỚI", key="")
    edit = {
        "note": edits.note_span(lans_own, "ở đây"),
        "same span": edits.add_span(made(project, "Lan", HUE), "PER"),
        "same label": edits.change_labels([(None, new)], "label.add", label=""),
    }[clash]
    meanwhile(monkeypatch, lambda times: times > 1 or session.apply(edit))
    failed: list[object] = []
    session.failed.connect(failed.append)
    result = merge_all(qtbot, session, jobs, theirs)
    assert (result.is_whole, result.is_planned_again, result.articles, failed) == (True, True, MANY, [])
    lan, minh = (project.people.find(name).id for name in ("Lan", "Minh"))
    spans = project.annotations.spans(1, lan)
    assert [span.quote for span in spans] == ["Mai", "Huế"]
    assert spans[0].note == ("ở đây" if clash == "note" else "ở đó")
    assert [problem.error.code for problem in result.conflicts] == (["merge.note"] if clash == "note" else [])
    assert [span.quote for span in project.annotations.spans(1, minh)] == ["Huế"]
    assert [label.name for label in project.labels.all()].count("MỚI") == 1
    assert project.store.connection.execute("SELECT count(*) FROM batch WHERE state = 'pending'").fetchone() == (0,)
    assert checking.check(project) == []
    session.undo()
    assert len(project.documents.ids()) == 3
    assert checking.check(project) == []


def test_it_is_refused_when_there_is_no_end_to_it(
    qtbot: QtBot, session: Session, jobs: Jobs, theirs: Path, lans_own: Span, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = session.project
    assert project is not None

    def change_it(times: int) -> None:
        span = project.annotations.span(lans_own.id)
        assert span is not None
        after = replace(span, attributes={"n": times})
        assert session.apply(Edit("span.attributes", (edits.change(span, after),), 1, {"quote": ""}))

    before = contents(project)
    meanwhile(monkeypatch, change_it)
    failed: list[str] = []
    session.failed.connect(lambda error: failed.append(error.code))
    result = merge_all(qtbot, session, jobs, theirs)
    assert (result.is_whole, result.articles, failed) == (False, 0, ["edit.stale"])
    assert contents(project).keys() == before.keys()
    assert project.annotations.spans(1, project.people.find("Minh").id) == []


def test_it_goes_with_the_project(qtbot: QtBot, session: Session, jobs: Jobs, theirs: Path) -> None:
    run, preview = asked(qtbot, session, jobs, theirs)
    run.merge_as(preview.people, {})
    with qtbot.waitSignal(run.done):
        session.close_project()
    assert run.result.is_whole is False
