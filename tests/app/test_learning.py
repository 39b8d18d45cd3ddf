"""Learning beside the window: what is handed over when an article is done, and what becomes of the new model."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from annotator.app.acts import Acts
from annotator.app.home import home
from annotator.app.learning import Learning
from annotator.app.session import Session
from annotator.app.suggestions import Suggestions
from annotator.core.model import State
from annotator.nlp import learned_files
from annotator.nlp.gold import GoldArticle
from annotator.nlp.learned_files import Outcome
from annotator.nlp.suggesters.news import News
from annotator.nlp.worker import Request
from annotator.storage.project import Project
from annotator.workflows import importing, learning

TEXTS = {
    "a": "Em gái chơi đàn bầu rất hay.\nCòn anh trai thì thích sáo trúc hơn.",
    "b": "Ông cụ ngồi chơi đàn bầu bên hiên.\nCháu nhỏ mang sáo trúc ra thổi.",
    "c": "Lớp học dạy chơi đàn bầu và sáo trúc.\nAi cũng muốn nghe.",
    "d": "Người bạn của tôi chơi đàn bầu.\nSáng nào cũng nghe tiếng sáo trúc ngoài sân.",
    "e": "Chiều nay cả nhà nghe đàn bầu.\nRồi có người thổi sáo trúc.",
}


class HandTeacher:
    """A teacher whose lessons a test ends when it wants."""

    made: list[HandTeacher]

    def __init__(self) -> None:
        self.lessons: list[tuple[list[GoldArticle], list[str], Path, Callable[[Outcome | None], None]]] = []
        self.is_busy = False
        self.is_closed = False
        HandTeacher.made.append(self)

    def teach(self, articles: Any, labels: Any, path: Path, on_end: Callable[[Outcome | None], None]) -> None:
        self.lessons.append((articles, labels, path, on_end))
        self.is_busy = True

    def close(self) -> None:
        self.is_busy = False
        self.is_closed = True

    def end(self, outcome: Outcome | None) -> None:
        self.is_busy = False
        self.lessons[-1][3](outcome)


class HandWorker:
    """A worker that answers nothing and remembers what it is asked."""

    asked: list[Request]

    def __init__(self, _on_answer: object) -> None:
        HandWorker.asked = []

    def submit(self, requests: Any) -> None:
        HandWorker.asked += list(requests)

    def drop(self, _which: object) -> int:
        return 0

    def close(self) -> None:
        pass


@pytest.fixture
def session(qapp: object, project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    monkeypatch.setenv("ANNOTATOR_HOME", str(tmp_path / "home"))
    layers = tmp_path / "layers.jsonl"
    lines = []
    for name, text in TEXTS.items():
        at = [(text.index(quote), len(quote)) for quote in ("đàn bầu", "sáo trúc")] if name < "d" else []
        spans = [{"start": start, "end": start + length, "label": "AWARD"} for start, length in at]
        lines.append(json.dumps({"name": name, "text": text, "annotator": "Lan", "spans": spans}))
    layers.write_text("\n".join(lines), encoding="utf-8")
    importing.run(project, [str(layers)])
    made = Session()
    made.open_project(project, "Lan")
    made.open_document(project.documents.find("d").id)
    yield made
    made.close_document()


@pytest.fixture
def suggestions(session: Session, monkeypatch: pytest.MonkeyPatch) -> Iterator[Suggestions]:
    monkeypatch.setattr("annotator.nlp.worker.Worker", HandWorker)
    made = Suggestions(session)
    yield made
    made.close()


@pytest.fixture
def subject(session: Session, suggestions: Suggestions, monkeypatch: pytest.MonkeyPatch) -> Iterator[Learning]:
    HandTeacher.made = []
    monkeypatch.setattr("annotator.nlp.teacher.Teacher", HandTeacher)
    monkeypatch.setattr("annotator.app.learning._PAUSE", 20)
    made = Learning(session, suggestions)
    yield made
    made.close()


def finish(session: Session, *names: str) -> None:
    assert session.project is not None
    for name in names:
        assert Acts(session).set_state_of(session.project.documents.find(name).id, State.DONE)


def teacher() -> HandTeacher:
    return HandTeacher.made[-1]


def lessons() -> int:
    return sum(len(each.lessons) for each in HandTeacher.made)


def test_articles_done_one_after_the_other_are_one_lesson(session: Session, subject: Learning, qtbot: QtBot) -> None:
    finish(session, "a", "b")
    assert lessons() == 0
    qtbot.waitUntil(lambda: lessons() == 1)
    articles, labels, path, _ = teacher().lessons[0]
    assert [(each.name, len(each.spans)) for each in articles] == [("a", 2), ("b", 2)]
    assert "AWARD" in labels
    assert path == subject.path()
    assert path.parent == home() / "learned"
    assert learning.standard_folder() == home() / "learned"
    assert subject.is_busy


def test_one_article_begins_no_lesson(session: Session, subject: Learning, qtbot: QtBot) -> None:
    finish(session, "a")
    subject.learn()
    assert lessons() == 0
    finish(session, "b")
    finish_state = Acts(session).set_state_of(session.project.documents.find("b").id, State.NEW)  # type: ignore[union-attr]
    assert finish_state
    subject.learn()
    assert lessons() == 0


def test_a_lesson_waits_for_the_one_before(session: Session, subject: Learning, qtbot: QtBot) -> None:
    finish(session, "a", "b")
    qtbot.waitUntil(lambda: lessons() == 1)
    finish(session, "c")
    subject.learn()
    assert lessons() == 1
    with qtbot.waitSignal(subject.learned):
        teacher().end(Outcome(False, 2))
    qtbot.waitUntil(lambda: lessons() == 2)
    assert len(teacher().lessons[-1][0]) == 3


def test_a_process_that_failed_is_passed_over(session: Session, subject: Learning, qtbot: QtBot) -> None:
    finish(session, "a", "b")
    qtbot.waitUntil(lambda: lessons() == 1)
    with qtbot.assertNotEmitted(subject.learned, wait=50):
        teacher().end(None)
    assert not subject.is_busy
    subject.learn()
    assert lessons() == 2


def test_an_end_after_the_project_is_closed_is_not_heard(session: Session, subject: Learning, qtbot: QtBot) -> None:
    finish(session, "a", "b")
    qtbot.waitUntil(lambda: lessons() == 1)
    session.project_changed.emit()
    assert teacher().is_closed
    with qtbot.assertNotEmitted(subject.learned, wait=50):
        teacher().end(Outcome(True, 2))


def taught(session: Session, path: Path) -> Outcome:
    assert session.project is not None
    assert session.person is not None
    articles = learning.finished(session.project, session.person)
    return learned_files.teach(articles, learning.labels(session.project), path, News())


def test_a_new_model_goes_over_the_unfinished_articles_the_open_one_first(
    session: Session, subject: Learning, suggestions: Suggestions, qtbot: QtBot
) -> None:
    project = session.project
    assert project is not None
    suggestions.suggest_all()
    machine = project.people.find("news")
    assert {request.learned for request in HandWorker.asked} == {""}
    keys = {name: project.documents.find(name).id for name in TEXTS}
    for name in TEXTS:
        project.annotations.begin_run(keys[name], machine.id)
        project.annotations.end_run(keys[name], machine.id, "old")
    finish(session, "a", "b", "c")
    qtbot.waitUntil(lambda: lessons() == 1)
    path = teacher().lessons[-1][2]
    outcome = taught(session, path)
    assert outcome.accepted
    HandWorker.asked.clear()
    with qtbot.waitSignal(subject.learned) as heard:
        teacher().end(outcome)
    assert heard.args == [outcome]
    asked = [request for request in HandWorker.asked if request.kind == "suggest"]
    assert {request.document for request in asked} == {keys["d"]}
    assert {request.learned for request in asked} == {str(path)}
    assert suggestions.is_busy
    assert suggestions._waiting == [keys["e"]]
    kept = subject.kept()
    assert kept is not None
    assert kept.articles == 3


def test_going_back_and_forgetting_are_told(
    session: Session, subject: Learning, suggestions: Suggestions, qtbot: QtBot
) -> None:
    suggestions.suggest_all()
    finish(session, "a", "b", "c")
    path = subject.path()
    assert path is not None
    assert not subject.go_back()
    assert taught(session, path).accepted
    suggestions.renew()
    HandWorker.asked.clear()
    with qtbot.waitSignal(subject.forgotten):
        subject.forget()
    assert subject.kept() is None
    assert {request.learned for request in HandWorker.asked if request.kind == "suggest"} == {""}


def test_what_is_left_out_goes_with_the_requests(suggestions: Suggestions) -> None:
    suggestions.suggest_all()
    HandWorker.asked.clear()
    suggestions.limit(["PER", "LOC"], 0.5)
    asked = [request for request in HandWorker.asked if request.kind == "suggest"]
    assert {(request.muted, request.threshold) for request in asked} == {(("LOC", "PER"), 0.5)}
    HandWorker.asked.clear()
    suggestions.limit(["LOC", "PER"], 0.5)
    assert HandWorker.asked == []
