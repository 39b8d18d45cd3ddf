"""Every act against the file: whatever a person does, in any order, memory is what a fresh reading gives."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from annotator.app.acts import Acts
from annotator.app.link_acts import LinkActs
from annotator.app.open_document import OpenDocument
from annotator.app.repeats import Repeats
from annotator.app.session import Session
from annotator.core import edits
from annotator.core.line_kinds import LineKind
from annotator.core.model import AnnotatorKind, NewDocument, Origin, Span, State
from annotator.core.selection import trim
from annotator.storage.project import Project
from annotator.workflows.setup import new_project

TEXT = (
    "Sáng 23/2, Tổng Bí thư Tô Lâm tới dự.\n\nÔng Trần Cẩm Tú ở Hà Nội 😀 nói.\r\nMenu\nNgười dân Huế vui.\n"
    "Tô Lâm ở Huế, Tổng Bí thư Tô\u00a0Lâm ở Hà Nội, Huế.\n"
)
PLACES = st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(sorted)
LABELS = st.integers(0, 3)


def fill(project: Project, texts: list[str]) -> list[int]:
    batch = project.documents.begin_batch("test")
    keys = project.documents.add(batch, [NewDocument(f"{n}.txt", text, f"Bài {n}") for n, text in enumerate(texts)])
    row = project.documents.batch(batch)
    assert row is not None
    project.journal.apply(edits.show_batch(batch, row, {**row, "state": "visible"}, len(keys)), None)
    return keys


def suggest(project: Project, document: int, quotes: dict[str, str]) -> None:
    machine = project.people.ensure("machine", AnnotatorKind.MACHINE)
    labels = {label.name: label.id for label in project.labels.all()}
    text = project.documents.text(document)
    found = [(text.index(q), text.index(q) + len(q), labels[name], 0.5) for q, name in quotes.items()]
    project.annotations.add_run_spans(document, machine.id, text, found)


SUGGESTED = {"Tô Lâm": "PER", "Tổng Bí thư Tô Lâm": "PER", "Trần Cẩm Tú": "PER", "Hà Nội": "LOC", "Huế": "LOC"}


class AnyActs(RuleBasedStateMachine):
    """A person, and sometimes another, at work on two articles."""

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        project = new_project(str(Path(self.folder.name) / "p.annotator"), "Lan")
        self.keys = fill(project, [TEXT, TEXT.replace("Sáng", "Chiều")])
        for key in self.keys:
            suggest(project, key, SUGGESTED)
        self.session = Session()
        self.failures: list[Any] = []
        self.session.failed.connect(self.failures.append)
        self.session.open_project(project, "Lan")
        self.session.open_document(self.keys[0])
        self.acts = Acts(self.session)
        self.links = LinkActs(self.session)
        self.repeats = Repeats(self.session)

    def teardown(self) -> None:
        self.session.close_project()
        self.folder.cleanup()

    @property
    def document(self) -> OpenDocument:
        assert self.session.document is not None
        return self.session.document

    def own(self, number: int) -> Span | None:
        spans = self.document.spans.all
        return spans[number % len(spans)] if spans else None

    def open_one(self, number: int) -> Span | None:
        spans = self.document.suggestions
        return spans[number % len(spans)] if spans else None

    @rule(place=PLACES, label=LABELS)
    def add(self, place: list[int], label: int) -> None:
        before = len(self.document.spans.all)
        wanted = trim(TEXT, *place)
        done = self.acts.add_span(*place, self.session.labels[label])
        assert done or wanted is None or self.failures[-1].code == "span.duplicate"
        assert len(self.document.spans.all) == before + done

    @rule(number=st.integers(0, 9), label=LABELS, suggestion=st.booleans())
    def relabel(self, number: int, label: int, suggestion: bool) -> None:
        span = self.open_one(number) if suggestion else self.own(number)
        if span is not None:
            self.acts.relabel(span, self.session.labels[label])

    @rule(number=st.integers(0, 9), place=PLACES, suggestion=st.booleans())
    def move(self, number: int, place: list[int], suggestion: bool) -> None:
        span = self.open_one(number) if suggestion else self.own(number)
        if span is not None:
            self.acts.move(span, *place)

    @rule(number=st.integers(0, 9), note=st.sampled_from(["", "ghi chú", "<b>"]))
    def note(self, number: int, note: str) -> None:
        span = self.own(number)
        if span is not None:
            self.acts.note(span, note)

    @rule(number=st.integers(0, 9), suggestion=st.booleans())
    def delete(self, number: int, suggestion: bool) -> None:
        span = self.open_one(number) if suggestion else self.own(number)
        if span is not None:
            assert self.acts.delete(span)

    @rule(one=st.integers(0, 9), other=st.integers(0, 9), label=LABELS)
    def relate(self, one: int, other: int, label: int) -> None:
        first, second = self.own(one), self.own(other)
        if first is not None and second is not None:
            before = len(self.document.links.relations)
            done = self.links.link(first, second, self.session.relation_labels[label])
            assert done or first is second or self.failures[-1].code == "relation.duplicate"
            assert len(self.document.links.relations) == before + done

    @rule(number=st.integers(0, 9), turn=st.booleans())
    def unrelate(self, number: int, turn: bool) -> None:
        relations = self.document.links.relations
        if relations:
            relation = relations[number % len(relations)]
            done = self.links.turn(relation) if turn else self.links.unlink(relation)
            assert done or self.failures[-1].code == "relation.duplicate"

    @rule(label=LABELS)
    def topic(self, label: int) -> None:
        wanted = self.session.document_labels[label]
        had = wanted.id in self.document.links.document_labels
        assert self.links.toggle_document_label(wanted)
        assert (wanted.id in self.document.links.document_labels) != had

    @rule(number=st.integers(0, 9))
    def accept(self, number: int) -> None:
        span = self.open_one(number)
        if span is not None:
            assert self.acts.accept(span)
            assert span not in self.document.suggestions

    @rule()
    def accept_all(self) -> None:
        had = bool(self.document.suggestions)
        assert self.acts.accept_all() == had
        assert not self.document.suggestions

    @rule(state=st.sampled_from(list(State)))
    def state(self, state: State) -> None:
        self.acts.set_state(state)
        assert self.document.state == state

    @rule(line=st.integers(0, 4), kind=st.sampled_from([LineKind.MENU, LineKind.BODY, LineKind.TITLE]))
    def kind(self, line: int, kind: LineKind) -> None:
        start, end = self.document.lines[line]
        self.acts.set_kind(start, end, kind)
        assert self.document.kind(start) == kind

    @rule(number=st.integers(0, 9))
    def reject_and_think_again(self, number: int) -> None:
        span = self.open_one(number)
        if span is not None:
            self.repeats.catch_up()
            before = self.document.suggestions[:], dict(self.document.answers)
            assert self.acts.reject(span)
            words = " ".join(span.quote.split())
            left = [(s.label, " ".join(s.quote.split())) for s in self.document.suggestions]
            assert (span.label, words) not in left
            self.session.undo()
            assert (self.document.suggestions, self.document.answers) == before

    @rule(number=st.integers(0, 9), label=LABELS, suggestion=st.booleans())
    def correct_and_think_again(self, number: int, label: int, suggestion: bool) -> None:
        span = self.open_one(number) if suggestion else self.own(number)
        if span is not None:
            self.repeats.catch_up()
            before = self.document.suggestions[:], dict(self.document.answers)
            if self.acts.relabel(span, self.session.labels[label]):
                self.session.undo()
                assert (self.document.suggestions, self.document.answers) == before

    @rule()
    def offer(self) -> None:
        self.repeats.catch_up()

    @rule(number=st.integers(0, 1))
    def go_to(self, number: int) -> None:
        self.session.open_document(self.keys[number])

    @rule(name=st.sampled_from(["Lan", "Hà"]))
    def hand_over(self, name: str) -> None:
        self.session.set_person(name)

    @rule(step=st.sampled_from(["undo", "redo"]))
    def step(self, step: str) -> None:
        planned = self.session.next_step(step)
        done = getattr(self.session, step)()
        assert (done is None) == (planned is None)

    @invariant()
    def memory_is_the_file(self) -> None:
        project, person = self.session.project, self.session.person
        assert project is not None
        assert person is not None
        fresh = OpenDocument(project, self.document.document, person.id)
        for memory, file in (
            (self.document.spans.all, fresh.spans.all),
            (self.document.suggestions, fresh.suggestions),
        ):
            assert memory == file
        assert self.document.answers == fresh.answers
        assert self.document.links.relations == fresh.links.relations
        assert self.document.links.document_labels == fresh.links.document_labels
        assert fresh.links.ends.items() <= self.document.links.ends.items()
        assert self.document.assignment == fresh.assignment
        assert self.document.furniture == fresh.furniture
        counts = project.annotations.counts(self.document.id, person.id)
        has_row = counts != (0, 0) or not fresh.suggestions
        assert not has_row or counts == (len(fresh.spans.all), len(fresh.suggestions))
        for span in fresh.spans.all:
            assert fresh.text[span.start : span.end] == span.quote == span.quote.strip()


AnyActs.TestCase.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)


@pytest.mark.usefixtures("qapp")
class TestAnyActs(AnyActs.TestCase):  # type: ignore[name-defined,misc]
    pass


@pytest.fixture
def session(qapp: object, project: Project) -> Session:
    keys = fill(project, [TEXT])
    suggest(project, keys[0], SUGGESTED)
    made = Session()
    made.open_project(project, "Lan")
    made.open_document(keys[0])
    return made


@pytest.fixture
def acts(session: Session) -> Acts:
    return Acts(session)


def codes(session: Session) -> list[str]:
    said: list[str] = []
    session.failed.connect(lambda error: said.append(error.code))
    return said


def test_blanks_alone_are_refused(session: Session, acts: Acts) -> None:
    said = codes(session)
    place = TEXT.index("\n\n")
    assert not acts.add_span(place, place + 2, session.labels[0])
    assert said == ["span.blank"]
    assert session.next_step("undo") is None


def test_a_label_by_hand_begins_the_article_and_undo_takes_both_back(session: Session, acts: Acts) -> None:
    assert session.document is not None
    assert acts.add_span(0, 4, session.labels[0])
    assert session.document.state == State.IN_PROGRESS
    session.undo()
    assert session.document.state == State.NEW
    assert session.document.spans.all == []


def test_a_finished_article_stays_finished_when_something_is_labelled(session: Session, acts: Acts) -> None:
    assert session.document is not None
    acts.set_state(State.DONE)
    acts.add_span(0, 4, session.labels[0])
    assert session.document.state == State.DONE


def test_accepting_keeps_where_a_span_came_from(session: Session, acts: Acts) -> None:
    assert session.document is not None
    suggestion = next(s for s in session.document.suggestions if s.quote == "Huế")
    acts.accept(suggestion)
    (span,) = session.document.spans.all
    assert (span.origin, span.score, span.label) == (Origin.SUGGESTION, 0.5, suggestion.label)
    assert (span.start, span.end, span.quote) == (suggestion.start, suggestion.end, "Huế")


def test_accept_all_takes_nested_suggestions_too_and_is_undone_at_once(session: Session, acts: Acts) -> None:
    assert session.document is not None
    suggested = session.document.suggestions[:]
    assert len(suggested) == len(SUGGESTED)
    assert acts.accept_all()
    assert [(s.start, s.end, s.label) for s in session.document.spans.all] == [
        (s.start, s.end, s.label) for s in suggested
    ]
    session.undo()
    assert session.document.suggestions == suggested


def test_correcting_to_what_is_there_already_is_refused(session: Session, acts: Acts) -> None:
    assert session.document is not None
    suggestion = next(s for s in session.document.suggestions if s.quote == "Huế")
    before = TEXT.index("dân Huế")
    acts.add_span(before, before + 3, session.labels[0])
    said = codes(session)
    assert not acts.accept(suggestion, label=session.labels[0], range_=(before, before + 3))
    assert said == ["span.duplicate"]


def test_details_and_removal_are_edits(session: Session, acts: Acts) -> None:
    from dataclasses import replace

    assert session.document is not None
    assert session.project is not None
    before = session.document.document
    assert acts.change_details(before, replace(before, title="Tựa mới"))
    assert session.document.document.title == "Tựa mới"
    assert session.document.document.title_folded == "tua moi"
    assert not acts.change_details(session.document.document, session.document.document)
    assert acts.remove_article(session.document.document)
    assert session.project.documents.ids() == []
    session.undo()
    session.undo()
    assert session.project.documents.get(before.id) == before


def test_nothing_happens_without_a_document(qapp: object, project: Project) -> None:
    session = Session()
    session.open_project(project, "Lan")
    acts = Acts(session)
    assert not acts.add_span(0, 1, session.labels[0])
    assert not acts.accept_all()
    assert not acts.set_state(State.DONE)
    assert not acts.set_kind(0, 1, LineKind.MENU)
