"""The work meter reads the journal: what SQLite picks out must be what the changes say."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from annotator.core import edits, link_edits, queue_edits
from annotator.core.edits import Edit
from annotator.core.ids import new_uid
from annotator.core.model import (
    Annotator,
    Answer,
    AnswerKind,
    Assignment,
    NewDocument,
    Origin,
    Relation,
    Scope,
    Span,
    State,
)
from annotator.core.pace import BREAK, PAUSE
from annotator.core.work import Deed, deeds_of
from annotator.storage import connection as connections
from annotator.storage import work
from annotator.storage.project import Project

TEXT = "Ông Tô Lâm tới Huế, rồi từ Huế về Hà Nội."


@pytest.fixture
def lan(project: Project) -> Annotator:
    return project.people.find("Lan")


@pytest.fixture
def article(project: Project) -> int:
    batch = project.documents.begin_batch("test")
    (key,) = project.documents.add(batch, [NewDocument("bài.txt", TEXT, "Bài  một")])
    row = project.documents.batch(batch)
    assert row is not None
    project.journal.apply(edits.show_batch(batch, row, {**row, "state": "visible"}, 1), None)
    return key


class Worker:
    """Writes edits as acts do, each at a time of the test's own."""

    def __init__(self, project: Project, person: Annotator, article: int) -> None:
        self.project, self.person, self.article = project, person, article
        self.at = datetime(2026, 3, 1, 8, tzinfo=UTC)
        self.labels = {label.name: label for label in project.labels.all()}

    def span(self, words: str, label: str = "PER") -> Span:
        key, start = self.project.store.next_id("span"), TEXT.index(words)
        who, label_id = self.person.id, self.labels[label].id
        return Span(key, new_uid(), self.article, who, start, start + len(words), label_id, words)

    def answer(self, about: Span, kind: AnswerKind) -> Answer:
        key = self.project.store.next_id("answer")
        return Answer(key, self.article, self.person.id, about.start, about.end, about.label, kind)

    def do(self, edit: Edit, seconds: float = 5) -> None:
        self.project.journal.apply(edit, self.person.id)
        self.at += timedelta(seconds=seconds)
        with self.project.store.transaction():
            query = "UPDATE edit SET at = ? WHERE id = (SELECT max(id) FROM edit)"
            self.project.store.connection.execute(query, [self.at.isoformat(timespec="milliseconds")])


@pytest.fixture
def worker(project: Project, lan: Annotator, article: int) -> Worker:
    return Worker(project, lan, article)


def annotate(worker: Worker) -> None:
    """A little of everything, in two sessions."""
    name, city, town = worker.span("Tô Lâm"), worker.span("Huế", "LOC"), worker.span("Hà Nội", "LOC")
    state = Assignment(worker.project.store.next_id("assignment"), worker.article, worker.person.id, State.IN_PROGRESS)
    worker.do(edits.add_span(name, "PER").also(edits.set_state(None, state)))
    worker.do(edits.accept(city, worker.answer(city, AnswerKind.ACCEPTED), "LOC"))
    worker.do(edits.reject(worker.answer(worker.span("Ông"), AnswerKind.REJECTED), "Ông", "PER"))
    worker.do(edits.relabel_span(name, worker.labels["ORG"]), 400)
    worker.do(edits.add_span(town, "LOC"), BREAK + 1)
    link = next(label for label in worker.labels.values() if label.scope == Scope.RELATION)
    key = worker.project.store.next_id("relation")
    relation = Relation(key, new_uid(), worker.article, worker.person.id, city.id, town.id, link.id)
    worker.do(link_edits.add_relation(relation, link, city, town))
    worker.do(link_edits.with_relations(edits.remove_span(town), [relation]))
    worker.do(edits.add_span(worker.span("tới"), "PER"))
    worker.project.journal.undo(worker.person.id)


def test_the_figures_of_a_morning(worker: Worker, project: Project, lan: Annotator) -> None:
    annotate(worker)
    found = work.figures(project.store.connection, lan.id, worker.at.timestamp())
    first, second = (sitting.figures for sitting in found.sittings)
    assert first.seconds == PAUSE + 5 + 5 + PAUSE
    assert first.counts == {Deed.ADDED: 1, Deed.ACCEPTED: 1, Deed.REJECTED: 1, Deed.RELABELLED: 1}
    assert second.seconds == PAUSE + 15
    assert second.counts == {Deed.ADDED: 1, Deed.REMOVED: 1}
    assert found.today.seconds == 5
    names = work.names(project.store.connection, found)
    assert [names.articles[key] for key in found.articles if key] == ["Bài một"]
    by_label = {names.labels[key]: dict(figures.counts) for key, figures in found.labels.items()}
    assert by_label == {
        "PER": {Deed.ADDED: 1, Deed.REJECTED: 1},
        "LOC": {Deed.ACCEPTED: 1, Deed.ADDED: 1, Deed.REMOVED: 1},
        "ORG": {Deed.RELABELLED: 1},
    }


def test_what_sqlite_picks_out_is_what_the_changes_say(worker: Worker, project: Project, lan: Annotator) -> None:
    annotate(worker)
    connection = project.store.connection
    query = "SELECT changes, state FROM edit WHERE annotator = ? ORDER BY id"
    expected = [
        deeds_of(json.loads(changes), lan.id) if state == "done" else ()
        for changes, state in connection.execute(query, [lan.id])
    ]
    assert [act[2] for act in work.read(connection, lan.id)] == expected


def test_what_was_skipped_before_and_what_a_relation_accepts_count(
    worker: Worker, project: Project, lan: Annotator
) -> None:
    city, town, name = worker.span("Huế", "LOC"), worker.span("Hà Nội", "LOC"), worker.span("Tô Lâm")
    for place, kind in ((city, AnswerKind.ACCEPTED), (town, AnswerKind.REJECTED)):
        skipped = worker.answer(place, AnswerKind.SKIPPED)
        worker.do(edits.skip(skipped, place.quote, "LOC"))
        spans = [replace(place, origin=Origin.SUGGESTION)] if kind == AnswerKind.ACCEPTED else []
        worker.do(queue_edits.answer_many([worker.answer(place, kind)], spans, [], [skipped], place.quote, "LOC"))
    link = next(label for label in worker.labels.values() if label.scope == Scope.RELATION)
    relation = Relation(project.store.next_id("relation"), new_uid(), worker.article, lan.id, name.id, city.id, link.id)
    accepted = edits.accept(name, worker.answer(name, AnswerKind.ACCEPTED), "PER")
    linked = link_edits.add_relation(relation, link, name, city)
    worker.do(replace(linked, changes=(*accepted.changes, *linked.changes)))
    counts = work.figures(project.store.connection, lan.id, 0).total.counts
    assert counts == {Deed.SKIPPED: 2, Deed.ACCEPTED: 2, Deed.REJECTED: 1}


def test_pages_join_without_a_gap_and_others_do_not_count(
    worker: Worker, project: Project, lan: Annotator, monkeypatch: pytest.MonkeyPatch
) -> None:
    annotate(worker)
    whole = list(work.read(project.store.connection, lan.id))
    heard: list[tuple[int, int]] = []
    monkeypatch.setattr(work, "EDITS", work.EDITS.replace(f"LIMIT {work.PAGE}", "LIMIT 3"))
    assert list(work.read(project.store.connection, lan.id, lambda *step: heard.append(step))) == whole
    assert len(heard) == 3
    assert heard[-1][0] == heard[-1][1]
    assert list(work.read(project.store.connection, project.people.ensure("Minh").id)) == []
    project.journal.apply(edits.rename_annotator(lan, "Lan Anh"), lan.id)
    assert list(work.read(project.store.connection, lan.id)) == whole


def test_a_reader_beside_the_window_reads_the_same(worker: Worker, project: Project, lan: Annotator) -> None:
    annotate(worker)
    reader = connections.reader(project.path)
    try:
        assert list(work.read(reader, lan.id)) == list(work.read(project.store.connection, lan.id))
    finally:
        reader.close()
