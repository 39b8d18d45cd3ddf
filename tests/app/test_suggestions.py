"""What is asked of the worker and what becomes of its answers; the worker itself is `tests/nlp/test_worker.py`'s."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from annotator.app.session import Session
from annotator.app.suggestions import Suggestions
from annotator.core.model import AnnotatorKind
from annotator.nlp.worker import Answer, Request
from annotator.storage.project import SUFFIX, Project
from annotator.workflows import importing
from annotator.workflows.setup import new_project


class HandWorker:
    """A worker whose answers a test gives when it wants."""

    made: list[HandWorker]

    def __init__(self, on_answer: Callable[[Answer], None]) -> None:
        self._on_answer = on_answer
        self.waiting: list[Request] = []
        self.asked: list[Request] = []
        self.is_closed = False
        HandWorker.made.append(self)

    def submit(self, requests: Iterable[Request]) -> None:
        new = list(requests)
        self.waiting += new
        self.asked += new

    def drop(self, which: Callable[[Request], bool]) -> int:
        before = len(self.waiting)
        self.waiting = [request for request in self.waiting if not which(request)]
        return before - len(self.waiting)

    def close(self) -> None:
        self.is_closed = True

    def answer(self, request: Request, error: str | None = None) -> None:
        """Finds the first word of the piece, as a person."""
        if request in self.waiting:
            self.waiting.remove(request)
        end = len(request.text.split()[0]) if request.text.split() else 0
        start = request.start + len(request.text) - len(request.text.lstrip())
        items: list[tuple[Any, ...]] = [(start, start + end)] if end else []
        if request.kind == "suggest":
            items = [(*item, "PER", 0.5) for item in items]
        self._on_answer(Answer(request, [] if error else items, error))


@pytest.fixture
def session(qapp: object, project: Project, seeds: list[Path]) -> Iterator[Session]:
    importing.run(project, [str(path) for path in seeds[:3]])
    made = Session()
    made.open_project(project, "Lan")
    made.open_document(project.documents.ids()[1])
    yield made
    made.close_document()


@pytest.fixture
def suggestions(session: Session, monkeypatch: pytest.MonkeyPatch) -> Iterator[Suggestions]:
    HandWorker.made = []
    monkeypatch.setattr("annotator.nlp.worker.Worker", HandWorker)
    made = Suggestions(session)
    yield made
    made.close()


def worker() -> HandWorker:
    return HandWorker.made[-1]


def answer_all(qtbot: QtBot, suggestions: Suggestions) -> None:
    def answered() -> bool:
        for request in worker().waiting[:]:
            worker().answer(request)
        return not suggestions.is_busy and not worker().waiting

    qtbot.waitUntil(answered)


def runs(session: Session) -> list[int]:
    assert session.project is not None
    return [row[0] for row in session.project.store.connection.execute("SELECT document FROM run ORDER BY document")]


def machine_spans(session: Session) -> list[tuple[int, int, int, str]]:
    assert session.project is not None
    return session.project.store.connection.execute(
        'SELECT document, start, "end", quote FROM span ORDER BY document, start'
    ).fetchall()


def test_every_article_is_gone_over_the_open_one_first(
    session: Session, suggestions: Suggestions, qtbot: QtBot
) -> None:
    assert session.project is not None
    first, second, third = session.project.documents.ids()
    said: list[tuple[int, int]] = []
    suggestions.progressed.connect(lambda done, total: said.append((done, total)))
    suggestions.suggest_all()
    assert suggestions.is_busy
    answer_all(qtbot, suggestions)
    order = list(dict.fromkeys(request.document for request in worker().asked if request.kind == "suggest"))
    assert order == [second, first, third]
    assert said == [(0, 3), (1, 3), (2, 3), (3, 3)]
    assert runs(session) == [first, second, third]
    assert session.document is not None
    assert session.document.suggestions
    for document, start, end, quote in machine_spans(session):
        assert session.project.documents.text(document)[start:end] == quote
    before = len(worker().asked)
    suggestions.suggest_all()
    assert not suggestions.is_busy
    assert len(worker().asked) == before
    assert session.next_step("undo") is None or session.next_step("undo").name == "import"  # type: ignore[union-attr]


def test_the_article_that_is_opened_comes_next(session: Session, suggestions: Suggestions, qtbot: QtBot) -> None:
    assert session.project is not None
    _, second, third = session.project.documents.ids()
    suggestions.suggest_all()
    session.open_document(third)
    qtbot.waitUntil(lambda: answered_until(third))
    order = list(dict.fromkeys(request.document for request in worker().asked if request.kind == "suggest"))
    assert order[:2] == [second, third]


def answered_until(document: int) -> bool:
    for request in worker().waiting[:]:
        worker().answer(request)
    return any(request.document == document and request.kind == "suggest" for request in worker().asked)


def test_a_long_article_is_cut_as_it_is_needed(session: Session, suggestions: Suggestions) -> None:
    suggestions.suggest_all()
    asked = [request for request in worker().asked if request.kind == "suggest"]
    assert 1 <= len(asked) <= 3
    assert session.document is not None
    for request in asked:
        assert session.document.text[request.start :].startswith(request.text)


def test_cancelling_leaves_no_half_run_and_late_answers_are_dropped(
    session: Session, suggestions: Suggestions, qtbot: QtBot
) -> None:
    suggestions.suggest_all()
    late = worker().waiting[0]
    suggestions.cancel()
    assert not suggestions.is_busy
    assert not [request for request in worker().waiting if request.kind == "suggest"]
    worker().answer(late)
    suggestions.suggest_all()
    assert suggestions.is_busy
    answer_all(qtbot, suggestions)
    assert len(runs(session)) == 3
    spans = machine_spans(session)
    assert len(spans) == len(set(spans))


def test_an_answer_to_another_project_is_dropped(
    session: Session, suggestions: Suggestions, qtbot: QtBot, tmp_path: Path
) -> None:
    suggestions.suggest_all()
    late = worker().waiting[0]
    other = new_project(str(tmp_path / f"other{SUFFIX}"), "Lan")
    session.open_project(other, "Lan")
    worker().answer(late)
    with qtbot.waitSignal(suggestions.progressed):
        suggestions.suggest_all()
    assert machine_spans(session) == []
    session.close_project()


def test_a_piece_that_failed_is_asked_again_next_time(session: Session, suggestions: Suggestions, qtbot: QtBot) -> None:
    suggestions.suggest_all()
    worker().answer(worker().waiting[0], error="worker.died")
    answer_all(qtbot, suggestions)
    assert len(runs(session)) == 2
    suggestions.suggest_all()
    assert suggestions.is_busy
    answer_all(qtbot, suggestions)
    assert len(runs(session)) == 3


def test_words_of_the_open_article_are_asked_for(session: Session, suggestions: Suggestions, qtbot: QtBot) -> None:
    assert session.project is not None
    assert session.document is not None
    first = session.project.documents.ids()[0]
    session.open_document(first)
    qtbot.waitUntil(lambda: bool(HandWorker.made) and bool(worker().waiting))
    with qtbot.waitSignal(session.words_found):
        answer_all(qtbot, suggestions)
    assert session.document.words
    assert {request.document for request in worker().asked} == {first}
    assert session.document.words == sorted(session.document.words)


def test_leafing_asks_only_for_the_words_of_where_one_stays(
    session: Session, suggestions: Suggestions, qtbot: QtBot
) -> None:
    assert session.project is not None
    first, second, third = session.project.documents.ids()
    for key in (first, second, third):
        session.open_document(key)
    qtbot.waitUntil(lambda: bool(HandWorker.made) and bool(worker().waiting))
    assert {request.document for request in worker().asked} == {third}
    session.open_document(first)
    qtbot.waitUntil(lambda: any(request.document == first for request in worker().waiting))
    assert {request.document for request in worker().waiting} == {first}


def test_a_label_that_is_gone_is_left_out(session: Session, suggestions: Suggestions, qtbot: QtBot) -> None:
    from annotator.core import edits

    assert session.project is not None
    per = next(label for label in session.labels if label.name == "PER")
    assert session.apply(edits.change_labels([(per, None)], "label.remove", label="PER", n=0))
    suggestions.suggest_all()
    answer_all(qtbot, suggestions)
    assert machine_spans(session) == []
    assert len(runs(session)) == 3


def test_a_project_for_reading_is_left_alone(
    qapp: object, project: Project, suggestions: Suggestions, session: Session, tmp_path: Path
) -> None:
    path = str(tmp_path / f"copy{SUFFIX}")
    project.save_copy(path)
    session.open_project(Project.open(path, read_only=True), "Lan")
    suggestions.suggest_all()
    assert not suggestions.is_busy
    assert session.project is not None
    assert session.project.people.all(AnnotatorKind.MACHINE) == []
    session.close_project()


def test_closing_ends_the_worker(suggestions: Suggestions) -> None:
    suggestions.suggest_all()
    suggestions.close()
    suggestions.close()
    assert worker().is_closed


def test_what_was_suggested_stays_while_an_article_is_gone_over_again(
    session: Session, suggestions: Suggestions, qtbot: QtBot
) -> None:
    suggestions.suggest_all()
    answer_all(qtbot, suggestions)
    before = machine_spans(session)
    assert session.document is not None
    shown = [span.id for span in session.document.suggestions]
    suggestions.limit(threshold=0.1)
    assert suggestions.is_busy
    assert machine_spans(session) == before
    answer_all(qtbot, suggestions)
    assert machine_spans(session) == before
    assert [span.id for span in session.document.suggestions] == shown
    suggestions.limit(muted=["PER"])
    assert session.document.suggestions == []


def test_an_article_left_half_done_is_gone_over_again_when_the_rules_go_back(
    session: Session, suggestions: Suggestions, qtbot: QtBot
) -> None:
    suggestions.suggest_all()
    answer_all(qtbot, suggestions)
    suggestions.limit(threshold=0.1)
    before = len(worker().asked)
    suggestions.limit()
    assert session.document is not None
    again = {request.document for request in worker().asked[before:] if request.kind == "suggest"}
    assert again == {session.document.id}
    answer_all(qtbot, suggestions)
    assert len(runs(session)) == 3


def test_a_piece_that_failed_keeps_what_was_suggested_in_it(
    session: Session, suggestions: Suggestions, qtbot: QtBot
) -> None:
    suggestions.suggest_all()
    answer_all(qtbot, suggestions)
    before = machine_spans(session)
    suggestions.limit(threshold=0.1)
    worker().answer(next(each for each in worker().waiting if each.kind == "suggest"), error="worker.died")
    answer_all(qtbot, suggestions)
    assert machine_spans(session) == before
    assert len(runs(session)) == 2


def test_what_came_and_is_not_shown_yet_is_left_out_too(session: Session, suggestions: Suggestions) -> None:
    document = session.document
    assert document is not None
    suggestions.suggest_all()
    asked = next(each for each in worker().waiting if each.document == document.id)
    suggestions._take(Answer(asked, [(asked.start, asked.start + 1, "PER", 0.5)]))
    suggestions.limit(muted=["PER"])
    assert machine_spans(session) == []
    assert document.suggestions == []


def test_a_late_answer_does_not_stand_for_one_of_the_new_run(
    session: Session, suggestions: Suggestions, qtbot: QtBot
) -> None:
    suggestions.suggest_all()
    late = worker().waiting[0]
    suggestions.cancel()
    said = late.start + 1, late.start + 3
    worker()._on_answer(Answer(late, [(*said, "PER", 0.5)]))  # heard only when the event loop goes on
    suggestions.suggest_all()
    answer_all(qtbot, suggestions)
    assert len(runs(session)) == 3
    assert (late.document, *said) not in {each[:3] for each in machine_spans(session)}
