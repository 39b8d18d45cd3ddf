from __future__ import annotations

from collections.abc import Callable

import pytest

from annotator.core import edits
from annotator.core.model import AnnotatorKind, Answer, AnswerKind, Assignment, State
from annotator.nlp.suggesters import Suggested
from annotator.storage.project import Project
from annotator.workflows import checking, importing, suggesting

Write = Callable[[str, str | bytes], str]


class Capitals:
    """Suggests a place wherever `Huế` stands, and something the label set does not know."""

    name = "capitals"

    def __init__(self, version: str = "1") -> None:
        self.version = version
        self.seen: list[str] = []

    def suggest(self, text: str) -> list[Suggested]:
        self.seen.append(text)
        at = text.find("Huế")
        return [Suggested(at, at + 3, "LOC", 0.9), Suggested(0, 2, "CITY", None), Suggested(-5, 3, "LOC", None)]


@pytest.fixture
def filled(project: Project, write: Write) -> Project:
    importing.run(project, [write("a.txt", "Ở Huế."), write("b.txt", "Tới Huế.")])
    return project


def spans(project: Project) -> list[tuple[str, str, float | None]]:
    keys = project.documents.ids()
    found = [span for key in keys for span in project.annotations.machine_spans(key)]
    return [(span.quote, span.origin, span.score) for span in found]


def test_a_machine_gets_a_layer_and_unknown_labels_are_counted(filled: Project) -> None:
    report = suggesting.suggest(filled, Capitals())
    assert (report.documents, report.spans, dict(report.unknown)) == (2, 2, {"CITY": 2})
    assert spans(filled) == [("Huế", "machine", 0.9)] * 2
    assert filled.people.find("capitals").kind == AnnotatorKind.MACHINE
    lan = filled.people.find("Lan").id
    assert filled.annotations.counts(filled.documents.ids()[0], lan) == (0, 1)
    assert checking.check(filled) == []


def test_only_what_is_new_is_done_again(filled: Project, write: Write) -> None:
    suggesting.suggest(filled, Capitals())
    importing.run(filled, [write("c.txt", "Rời Huế.")])
    again, newer = Capitals(), Capitals("2")
    suggesting.suggest(filled, again)
    assert again.seen == ["Rời Huế."]
    suggesting.suggest(filled, newer)
    assert len(newer.seen) == 3
    assert len(spans(filled)) == 3


def test_what_somebody_has_done_keeps_what_an_earlier_version_suggested(filled: Project) -> None:
    first, second = filled.documents.ids()
    minh = filled.people.ensure("Minh")
    done = Assignment(filled.store.next_id("assignment"), first, minh.id, State.DONE, 0)
    filled.journal.apply(edits.set_state(None, done), minh.id)
    for version, asked in (("1", 2), ("2", 1)):
        machine = Capitals(version)
        assert suggesting.suggest(filled, machine).documents == asked
    assert machine.seen == [filled.documents.text(second)]
    news = filled.people.find("capitals").id
    assert filled.annotations.finished_with_run(news) == {first}
    assert filled.annotations.finished_with_run(news, minh.id) == {first}
    assert filled.annotations.finished_with_run(news, filled.people.find("Lan").id) == set()
    assert filled.annotations.finished_with_run(minh.id) == set()


def test_a_stopped_run_is_gone_on_with(filled: Project) -> None:
    def stop(done: int, total: int) -> None:
        if done == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        suggesting.suggest(filled, Capitals(), stop)
    assert len(spans(filled)) == 1
    assert checking.check(filled) == []
    assert suggesting.suggest(filled, Capitals()).documents == 1
    assert len(spans(filled)) == 2


def test_what_somebody_rejected_in_an_article_is_not_asked_again_there(project: Project, write: Write) -> None:
    importing.run(project, [write("a.txt", "Tới Huế, rời Huế."), write("b.txt", "Huế.")])
    suggesting.suggest(project, Capitals())
    lan, key = project.people.find("Lan"), project.documents.ids()[0]
    (found,) = project.annotations.machine_spans(key)
    answer = Answer(
        project.store.next_id("answer"), key, lan.id, found.start, found.end, found.label, AnswerKind.REJECTED
    )
    project.journal.apply(edits.reject(answer, found.quote, "LOC"), lan.id)
    newer = Capitals("2")
    newer.suggest = lambda text: [Suggested(text.rfind("Huế"), text.rfind("Huế") + 3, "LOC", 0.9)]  # type: ignore[method-assign]
    suggesting.suggest(project, newer)
    assert spans(project) == [("Huế", "machine", 0.9)] * 2
    assert [project.annotations.counts(each, lan.id) for each in project.documents.ids()] == [(0, 0), (0, 1)]
    assert checking.check(project) == []
