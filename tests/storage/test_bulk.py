"""What an edit over many documents is computed from."""

from __future__ import annotations

import pytest

from annotator.core import edits
from annotator.core.ids import new_uid
from annotator.core.model import AnnotatorKind, Answer, AnswerKind, Assignment, NewDocument, Span, State
from annotator.storage import bulk
from annotator.storage.project import Project

COUNT = 7


@pytest.fixture
def keys(project: Project, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Articles enough for several portions; the last is not part of the project."""
    monkeypatch.setattr(bulk, "_PORTION", 3)
    batch = project.documents.begin_batch("test")
    made = project.documents.add(batch, [NewDocument(f"{n}.txt", f"Bài {n} về Huế", f"Bài {n}") for n in range(COUNT)])
    row = project.documents.batch(batch)
    assert row is not None
    project.journal.apply(edits.show_batch(batch, row, {**row, "state": "visible"}, COUNT), None)
    project.journal.apply(edits.remove_document(project.documents.get(made[-1])), None)
    return made


def spans_of(project: Project, keys: list[int], person: int) -> list[Span]:
    label = project.labels.all()[0].id
    return [Span(project.store.next_id("span"), new_uid(), key, person, 0, 3, label, "Bài") for key in keys]


def test_texts_and_what_is_part_of_the_project(project: Project, keys: list[int]) -> None:
    found = dict(bulk.texts(project.store, [*keys, keys[0], 999]))
    assert found == {key: f"Bài {n} về Huế" for n, key in enumerate(keys)}
    assert bulk.visible(project.store, [*keys, 999]) == set(keys[:-1])


def test_spans_places_and_assignments(project: Project, keys: list[int]) -> None:
    lan, minh = (project.people.ensure(name).id for name in ("Lan", "Minh"))
    spans = spans_of(project, keys, lan)
    project.journal.apply(edits.add_spans(spans, "PER"), lan)
    project.journal.apply(edits.add_spans(spans_of(project, keys[:1], minh), "PER"), minh)
    assert bulk.spans(project.store, [*(span.id for span in spans), 999]) == {span.id: span for span in spans}
    label = spans[0].label
    assert bulk.places_of(project.store, lan, label, keys[:4]) == {(key, 0, 3) for key in keys[:4]}
    assert bulk.places_of(project.store, lan, label + 1, keys) == set()
    begun = Assignment(project.store.next_id("assignment"), keys[2], lan, State.IN_PROGRESS)
    project.journal.apply(edits.set_state(None, begun), lan)
    assert bulk.assignments(project.store, lan, keys) == {keys[2]: begun}
    assert bulk.assignments(project.store, minh, keys) == {}


def test_suggestions_that_wait_for_an_answer(project: Project, keys: list[int]) -> None:
    lan = project.people.ensure("Lan").id
    label = project.labels.all()[0].id
    for name, score in (("một", 0.4), ("hai", 0.8)):
        machine = project.people.ensure(name, AnnotatorKind.MACHINE).id
        for n, key in enumerate(keys[:4]):
            project.annotations.add_run_spans(key, machine, f"Bài {n} về Huế", [(0, 3, label, score)])
    answer = Answer(project.store.next_id("answer"), keys[0], lan, 0, 3, label, AnswerKind.REJECTED)
    project.journal.apply(edits.reject(answer, "Bài", "PER"), lan)
    assert bulk.suggested(project.store, lan, label, keys) == {(key, 0, 3): 0.8 for key in keys[1:4]}
    assert bulk.suggested(project.store, lan, label + 1, keys) == {}
