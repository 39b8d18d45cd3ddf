"""The queue's order, and the answers given in it, against the project file."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication

from annotator.app.acts import Acts
from annotator.app.finished import Finished
from annotator.app.queue import Group, Order, Queue
from annotator.app.queue_acts import QueueActs
from annotator.app.queue_reading import Reading
from annotator.app.session import Session
from annotator.core import edits
from annotator.core.model import AnnotatorKind, NewDocument
from annotator.storage import tally
from annotator.storage.project import Project
from annotator.storage.queue import Waiting
from annotator.workflows.setup import new_project

TEXT = "Ông Tô Lâm ở Hà Nội. Ông Tô  Lâm về Huế. Hà Nội, Huế và Tô Lâm.\n"
LABELS = {1: 0, 2: 1, 3: 2}
ITEMS = st.lists(
    st.builds(
        Waiting,
        st.integers(1, 10_000),
        st.integers(1, 5),
        st.integers(0, 50),
        st.integers(51, 60),
        st.integers(1, 3),
        st.one_of(st.none(), st.sampled_from([0.1, 0.5, 0.9])),
        st.sampled_from(["Huế", "Hà Nội", "Hà  Nội", "Đà Nẵng"]),
    ),
    unique_by=lambda item: item.id,
    max_size=25,
)


@pytest.mark.parametrize("order", Order)
@settings(deadline=None, max_examples=80)
@given(pool=ITEMS, documents=st.sets(st.integers(1, 5)), data=st.data())
def test_replacing_is_filling_anew(order: Order, pool: Any, documents: set[int], data: Any) -> None:
    some = st.lists(st.sampled_from(pool), unique=True) if pool else st.just([])
    before, after = data.draw(some), [item for item in data.draw(some) if item.document in documents]
    queue, other = Queue(LABELS), Queue(LABELS)
    for each in (queue, other):
        each.sort_by(order)
    queue.fill(before)
    queue.replace(documents, after)
    other.fill([*(item for item in before if item.document not in documents), *after])
    assert queue.items == other.items
    assert [queue.place(item) for item in queue.items] == list(range(len(queue.items)))
    assert [item for item in pool if queue.has(item)] == [item for item in pool if item in queue.items]


@given(ITEMS)
def test_groups_hold_every_suggestion_once(items: Any) -> None:
    queue = Queue(LABELS)
    queue.sort_by(Order.SURFACE)
    queue.fill(items)
    groups = queue.groups()
    assert sorted(item.id for group in groups for item in group.members) == sorted(item.id for item in items)
    assert len({group.kind for group in groups}) == len(groups)
    for group in groups:
        assert {(" ".join(item.quote.split()), item.label) for item in group.members} == {group.kind}
        assert list(group.members) == queue.identical(group.members[0])
    totals = [sum(len(other.members) for other in groups if other.surface == group.surface) for group in groups]
    assert totals == sorted(totals, reverse=True)
    opened = {group.kind for group in groups[:2]}
    shown = queue.entries(opened)
    assert len(shown) == len(groups) + sum(len(group.members) for group in groups[:2])
    assert [entry for entry in shown if isinstance(entry, Group)] == groups


def test_the_orders() -> None:
    items = [
        Waiting(1, 1, 5, 7, 2, 0.9, "a"),
        Waiting(2, 1, 0, 3, 3, None, "b"),
        Waiting(3, 2, 0, 3, 1, 0.2, "c"),
        Waiting(4, 1, 0, 4, 1, 0.5, "d"),
    ]
    queue = Queue(LABELS)
    expected = {Order.POSITION: [4, 2, 1, 3], Order.UNCERTAIN: [3, 4, 1, 2], Order.LABEL: [4, 3, 1, 2]}
    for order, keys in expected.items():
        queue.sort_by(order)
        queue.fill(items)
        assert [item.id for item in queue.items] == keys


# --- answers


class Place:
    """Lan at a project of three articles with the same text; the first one is on screen."""

    def __init__(self, path: str) -> None:
        self.project = new_project(path, "Lan")
        batch = self.project.documents.begin_batch("test")
        documents = [NewDocument(f"{n}.txt", TEXT, f"Bài {n}") for n in range(3)]
        self.keys = self.project.documents.add(batch, documents)
        row = self.project.documents.batch(batch)
        assert row is not None
        self.project.journal.apply(edits.show_batch(batch, row, {**row, "state": "visible"}, 3), None)
        machine = self.project.people.ensure("machine", AnnotatorKind.MACHINE)
        labels = {label.name: label.id for label in self.project.labels.all()}
        names = {"Tô Lâm": "PER", "Tô  Lâm": "PER", "Hà Nội": "LOC", "Huế": "LOC"}
        found = [(at, at + len(words), labels[name], 0.5) for words, name in names.items() for at in places(words)]
        for key in self.keys:
            self.project.annotations.add_run_spans(key, machine.id, TEXT, sorted(found))
        self.session = Session()
        self.failures: list[Any] = []
        self.session.failed.connect(self.failures.append)
        self.session.open_project(self.project, "Lan")
        self.session.open_document(self.keys[0])
        self.reading = Reading(self.session)
        self.answers = QueueActs(self.session, Acts(self.session))

    def queue(self, skipped: bool = False) -> Queue:
        queue = Queue({})
        queue.fill(self.reading.of_project(skipped))
        return queue

    def first(self, words: str, document: int = 0) -> Any:
        return next(i for i in self.queue().items if i.quote == words and i.document == self.keys[document])

    def said(self) -> list[tuple[int, str, str]]:
        query = """SELECT a.document, substr(d.text, a.start + 1, a."end" - a.start), a.answer FROM answer a
        JOIN document d ON d.id = a.document ORDER BY a.document, a.start"""
        return self.project.store.connection.execute(query).fetchall()

    def is_kept(self) -> bool:
        """Whether counts and memory are what the file says."""
        project, person = self.project, self.session.person
        assert person is not None
        counted = all(tally.recount(project.store, k, person.id) == project.annotations.counts(k, person.id)
                      for k in self.keys)  # fmt: skip
        shown = self.session.document
        assert shown is not None
        self.session.reread()
        again = self.session.document
        assert again is not None
        return counted and [s.id for s in shown.suggestions] == [s.id for s in again.suggestions]


def places(words: str) -> list[int]:
    return [at for at in range(len(TEXT)) if TEXT.startswith(words, at)]


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    made = Place(str(tmp_path / "p.annotator"))
    yield made
    made.session.close_project()


def test_the_project_holds_what_every_open_document_holds(place: Place) -> None:
    queue = place.queue()
    for key in place.keys:
        place.session.open_document(key)
        assert place.session.document is not None
        own = [(s.id, s.start, s.end, s.label, s.score, s.quote) for s in place.session.document.suggestions]
        assert [(i.id, i.start, i.end, i.label, i.score, i.quote) for i in queue.items if i.document == key] == own
        assert place.reading.of_article(False) == place.session.document.suggestions
    assert place.reading.count() == len(queue.items) == 21


def test_what_is_identical_is_accepted_in_one_edit(place: Place) -> None:
    queue = place.queue()
    same = queue.identical(place.first("Tô  Lâm"))
    assert len(same) == 9
    assert place.answers.accept(same)
    assert len(place.queue().items) == 12
    assert {answer for _, _, answer in place.said()} == {"accepted"}
    assert place.is_kept()
    undone = place.session.undo()
    assert undone is not None
    assert (undone.name, undone.document, undone.values["n"]) == ("suggestion.accept-many", None, 9)
    assert place.said() == []
    assert len(place.queue().items) == 21
    assert place.is_kept()


def test_many_are_rejected_relabelled_and_skipped(place: Place) -> None:
    org = next(label for label in place.session.labels if label.name == "ORG")
    assert place.answers.reject(place.queue().identical(place.first("Huế")))
    assert place.answers.accept(place.queue().identical(place.first("Hà Nội")), org)
    assert place.answers.skip(place.queue().identical(place.first("Tô Lâm")))
    said = place.said()
    assert [said.count((place.keys[2], words, answer)) for words, answer in
            (("Huế", "rejected"), ("Hà Nội", "corrected"), ("Tô Lâm", "skipped"))] == [2, 2, 2]  # fmt: skip
    assert place.queue().items == []
    assert len(place.queue(skipped=True).items) == 9
    assert place.is_kept()


def test_one_in_another_article_is_answered_there(place: Place) -> None:
    assert place.answers.accept([place.first("Huế", document=2)])
    assert place.said() == [(place.keys[2], "Huế", "accepted")]
    edit = place.session.next_step("undo")
    assert edit is not None
    assert (edit.name, edit.document) == ("suggestion.accept", place.keys[2])


def test_what_was_skipped_can_be_answered_or_asked_again(place: Place) -> None:
    place.answers.skip([place.first("Huế")])
    place.answers.skip([place.first("Hà Nội")])
    hue, ha_noi = sorted(place.queue(skipped=True).items, key=lambda item: item.quote)
    assert place.answers.ask_again([ha_noi])
    assert place.answers.accept([hue])
    assert [row[1:] for row in place.said()] == [("Huế", "accepted")]
    assert place.is_kept()
    place.session.undo()
    assert [row[1:] for row in place.said()] == [("Huế", "skipped")]
    assert not place.answers.ask_again([ha_noi])


def test_nothing_is_written_to_a_project_that_is_only_read(place: Place) -> None:
    item = place.first("Huế")
    path = place.project.path
    place.session.close_project()
    place.session.open_project(Project.open(path, read_only=True), "Lan")
    place.session.open_document(place.keys[0])
    for act in (place.answers.accept, place.answers.reject, place.answers.skip, place.answers.ask_again):
        assert not act([item])
        assert place.failures.pop().code == "project.read-only"


def test_it_is_finished_by_an_answer_alone(place: Place) -> None:
    finished = Finished(place.session)
    said: list[bool] = []
    finished.changed.connect(said.append)
    acts = Acts(place.session)
    assert acts.accept_all()
    assert finished.is_so
    place.session.undo()
    assert not finished.is_so
    place.session.redo()
    assert not finished.is_so
    place.session.undo()
    acts.accept_all()
    place.session.open_document(place.keys[1])
    assert said == [True, False, True, False]


def test_a_job_reads_the_whole_project(place: Place, qapp: QCoreApplication) -> None:
    from annotator.app.jobs import Job

    work = place.reading.reading(Queue({}), skipped=False)
    assert work is not None
    assert [item.id for item in work(Job()).items] == [item.id for item in place.queue().items]


def test_answers_in_any_order_keep_file_and_memory_alike(place: Place) -> None:
    chance = random.Random(4)
    org = next(label for label in place.session.labels if label.name == "ORG")
    acts = (
        place.answers.accept,
        place.answers.reject,
        place.answers.skip,
        lambda found: place.answers.accept(found, org),
    )
    for _ in range(30):
        queue = place.queue()
        if queue.items and chance.random() < 0.7:
            item = chance.choice(queue.items)
            chance.choice(acts)(queue.identical(item) if chance.random() < 0.3 else [item])
        else:
            place.session.undo()
        assert place.is_kept()
    assert place.failures == []
