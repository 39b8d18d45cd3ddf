"""The time worked on an article is kept beside the journal: written on leaving, never in the way of undo."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from annotator.app import work_clock
from annotator.app.acts import Acts
from annotator.app.session import Session
from annotator.app.work_clock import WorkClock
from annotator.core import edits
from annotator.core.model import NewDocument, State
from annotator.core.pace import PAUSE
from annotator.storage.project import Project

TEXT = "Ông Tô Lâm tới Huế, rồi từ Huế về Hà Nội."


class Time:
    """A clock that a test sets."""

    now = 1000.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Time:
    made = Time()
    monkeypatch.setattr(work_clock, "time", made)
    return made


@pytest.fixture
def session(project: Project, clock: Time) -> Iterator[Session]:
    batch = project.documents.begin_batch("test")
    project.documents.add(batch, [NewDocument(f"{n}.txt", TEXT, f"{n}") for n in range(2)])
    row = project.documents.batch(batch)
    assert row is not None
    project.journal.apply(edits.show_batch(batch, row, {**row, "state": "visible"}, 2), None)
    made = Session()
    made.open_project(project, "Lan")
    made.clock = WorkClock(made, made)  # type: ignore[attr-defined]
    made.open_document(project.documents.ids()[0])
    yield made
    made.close_document()


def seconds(session: Session, nth: int = 0) -> float | None:
    project, person = session.project, session.person
    assert project is not None
    assert person is not None
    found = project.annotations.assignment(project.documents.ids()[nth], person.id)
    return found.seconds if found else None


def add(session: Session, clock: Time, words: str, gap: float) -> None:
    clock.now += gap
    start = TEXT.index(words)
    assert Acts(session).add_span(start, start + len(words), session.span_labels[0])


def test_leaving_and_done_write_the_time(session: Session, clock: Time) -> None:
    project = session.project
    assert project is not None
    add(session, clock, "Tô Lâm", 5)
    add(session, clock, "Huế", 7)
    assert seconds(session) == 0
    session.open_document(project.documents.ids()[1])
    assert seconds(session) == PAUSE + 7
    add(session, clock, "Huế", 300)
    clock.now += 4
    assert Acts(session).set_state(State.DONE)
    assert seconds(session, 1) == PAUSE + 4
    session.open_document(project.documents.ids()[0])
    add(session, clock, "Hà Nội", 9)
    session.close_document()
    assert seconds(session) == PAUSE + 7 + 9


def test_what_was_kept_does_not_hinder_undo_and_redo(session: Session, clock: Time) -> None:
    add(session, clock, "Tô Lâm", 5)
    clock.now += 6
    assert Acts(session).set_state(State.DONE)
    assert seconds(session) == PAUSE + 6
    assert session.undo() is not None
    assert session.document is not None
    assert session.document.state == State.IN_PROGRESS
    assert session.redo() is not None
    assert seconds(session) == PAUSE + 6
    clock.now += 3
    assert Acts(session).set_state(State.IN_PROGRESS)
    assert seconds(session) == PAUSE + 9
    for _ in range(3):
        assert session.undo() is not None
    assert session.document.spans.all == []
    assert session.document.state == State.NEW
    assert seconds(session) == PAUSE + 9


def test_undoing_the_first_act_forgets_no_time(session: Session, clock: Time) -> None:
    project = session.project
    assert project is not None
    first, second = project.documents.ids()
    add(session, clock, "Tô Lâm", 5)
    assert session.undo() is not None
    session.open_document(second)
    assert seconds(session) == PAUSE
    session.open_document(first)
    assert session.document is not None
    assert session.document.state == State.NEW
    assert session.redo() is not None
    assert session.document.state == State.IN_PROGRESS
    assert seconds(session) == PAUSE
    assert session.undo() is not None
    add(session, clock, "Huế", 7)
    session.close_document()
    assert seconds(session) == PAUSE + 7
    assert project.store.connection.execute("SELECT state FROM assignment").fetchall() == [("in-progress",)]


def test_nothing_is_kept_of_an_article_that_was_only_read(session: Session, clock: Time) -> None:
    clock.now += 50
    session.close_document()
    assert seconds(session) is None


def test_time_of_one_person_is_not_kept_for_another(session: Session, clock: Time) -> None:
    project = session.project
    assert project is not None
    key = project.documents.ids()[0]
    add(session, clock, "Huế", 20)
    session.close_document()
    session.set_person("Mai")
    clock.now += 5
    same = project.documents.get(key)
    assert session.apply(edits.change_document(same, same))
    session.set_person("Lan")
    session.open_document(key)
    assert seconds(session) == PAUSE
