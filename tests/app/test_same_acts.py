"""The same words all over an article in one act, taken back by one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.app.same_acts import SameActs
from annotator.app.session import Session
from annotator.core import edits
from annotator.core.edits import Edit
from annotator.core.ids import new_uid
from annotator.core.model import AnnotatorKind, NewDocument, Span, State
from annotator.storage.project import Project
from annotator.workflows.setup import new_project

TEXT = "Ông An ở Huế. Huế mưa, An  Huế về Huế; Huếch không phải.\nHuế"


class Desk:
    """A session on one article."""

    def __init__(self, project: Project) -> None:
        self.project = project
        batch = project.documents.begin_batch("test")
        (key,) = project.documents.add(batch, [NewDocument("a.txt", TEXT, "Bài")])
        row = project.documents.batch(batch)
        assert row is not None
        project.journal.apply(edits.show_batch(batch, row, {**row, "state": "visible"}, 1), None)
        self.session = Session()
        self.session.open_project(project, "Lan")
        self.session.open_document(key)
        assert self.session.document is not None
        self.document = self.session.document
        self.labels = {label.name: label for label in self.session.labels}
        self.done: list[Edit] = []
        self.session.changed.connect(self.done.append)

    def span(self, start: int, end: int, label: str) -> Span:
        """A span of the person's own, in the file."""
        key = self.project.store.next_id("span")
        span = Span(key, new_uid(), self.document.id, self.document.annotator, start, end, self.labels[label].id,
                    TEXT[start:end])  # fmt: skip
        assert self.session.apply(edits.add_span(span, label))
        return span

    def suggest(self, *found: tuple[int, int, str]) -> list[Span]:
        """Suggestions of a machine, in the file."""
        machine = self.project.people.ensure("máy", AnnotatorKind.MACHINE)
        rows = [(start, end, self.labels[label].id, 0.7) for start, end, label in found]
        spans = self.project.annotations.add_run_spans(self.document.id, machine.id, TEXT, rows)
        self.session.take_suggestions(self.document.id, spans)
        return spans

    def saved(self) -> list[tuple[int, int, str, str]]:
        """The person's spans in the file: start, end, label, origin."""
        names = {label.id: label.name for label in self.session.labels}
        spans = self.project.annotations.spans(self.document.id, self.document.annotator)
        return [(span.start, span.end, names[span.label], span.origin) for span in spans]


@pytest.fixture
def desk(tmp_path: Path, qapp: object) -> Iterator[Desk]:
    project = new_project(str(tmp_path / "p.annotator"), "Lan")
    desk = Desk(project)
    yield desk
    desk.session.close_project()


def places(words: str) -> list[tuple[int, int]]:
    """Where words stand by themselves in the text."""
    found = [(at, at + len(words)) for at in range(len(TEXT)) if TEXT.startswith(words, at)]
    return [(start, end) for start, end in found if not TEXT[end : end + 1].isalpha()]


def test_every_other_place_gets_the_label(desk: Desk) -> None:
    first, *others = places("Huế")
    span = desk.span(*first, "LOC")
    assert SameActs(desk.session).everywhere(span) == len(others) == 4
    assert desk.saved() == [(*place, "LOC", "manual") for place in (first, *others)]
    assert desk.done[-1].name == "span.add-many"
    assert desk.document.state == State.IN_PROGRESS
    desk.session.undo()
    assert desk.saved() == [(*first, "LOC", "manual")]


def test_places_with_a_span_stay_as_they_are(desk: Desk) -> None:
    first, second, *others = places("Huế")
    desk.span(second[0], second[1] + 4, "EVENT")
    span = desk.span(*first, "LOC")
    assert SameActs(desk.session).everywhere(span) == len(others)
    assert second not in [(start, end) for start, end, _, _ in desk.saved()]


def test_an_equal_suggestion_is_accepted_by_labelling_its_place(desk: Desk) -> None:
    first, second, *_ = places("Huế")
    desk.suggest((*second, "LOC"))
    span = desk.span(*first, "LOC")
    SameActs(desk.session).everywhere(span)
    assert (*second, "LOC", "suggestion") in desk.saved()
    answers = desk.project.annotations.answers(desk.document.id, desk.document.annotator)
    assert [(a.start, a.end, a.answer) for a in answers] == [(*second, "accepted")]


def test_identical_suggestions_are_accepted_together(desk: Desk) -> None:
    first, second, third, *_ = places("Huế")
    like, *_ = desk.suggest((*first, "LOC"), (*second, "LOC"), (*third, "PER"), (*places("An")[0], "LOC"))
    assert SameActs(desk.session).everywhere(like) == 2
    assert desk.saved() == [(*first, "LOC", "suggestion"), (*second, "LOC", "suggestion")]
    assert len(desk.document.suggestions) == 2
    desk.session.undo()
    assert desk.saved() == []
    assert len(desk.document.suggestions) == 4


def test_nothing_else_is_nothing_done(desk: Desk) -> None:
    span = desk.span(0, 3, "TITLE")
    before = len(desk.done)
    assert SameActs(desk.session).everywhere(span) == 0
    assert len(desk.done) == before
