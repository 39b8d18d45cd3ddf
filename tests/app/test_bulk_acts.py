"""Acts on the hits of a search: one edit over many articles, all of it or nothing, and the search that follows them."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from annotator.app import consistency
from annotator.app.acts import Acts
from annotator.app.bulk_acts import BulkActs
from annotator.app.hits import HitSearch
from annotator.app.jobs import Jobs
from annotator.app.session import Session
from annotator.core import edits, link_edits
from annotator.core.consistency import Fix, Issue, Kind
from annotator.core.edits import Edit
from annotator.core.errors import AnnotatorError
from annotator.core.ids import new_uid
from annotator.core.model import AnnotatorKind, Label, NewDocument, Relation, Span, State
from annotator.core.query import parse
from annotator.storage.bulk import Place
from annotator.storage.concordance import SpanAt
from annotator.storage.project import Project

TEXTS = ("Huế đẹp. Ông An ở Huế.", "Bà Bình về Huế; Huế mưa.", "Ở đây không có.")
NAME = "Huế"


class Desk:
    """A session on three articles, and what it said."""

    def __init__(self, project: Project) -> None:
        self.project = project
        batch = project.documents.begin_batch("test")
        new = [NewDocument(f"{n}.txt", text, f"Bài {n}") for n, text in enumerate(TEXTS)]
        self.keys = project.documents.add(batch, new)
        row = project.documents.batch(batch)
        assert row is not None
        project.journal.apply(edits.show_batch(batch, row, {**row, "state": "visible"}, len(self.keys)), None)
        self.session = Session()
        self.session.open_project(project, "Lan")
        self.acts = BulkActs(self.session)
        self.done: list[Edit] = []
        self.refused: list[str] = []
        self.session.changed.connect(self.done.append)
        self.session.failed.connect(self._note)

    def _note(self, error: AnnotatorError) -> None:
        self.refused.append(error.code)

    @property
    def person(self) -> int:
        assert self.session.person is not None
        return self.session.person.id

    def label(self, name: str) -> Label:
        return next(label for label in self.session.labels if label.name == name)

    def places(self) -> list[Place]:
        """Where the name stands."""
        return [
            (key, match.start(), match.end())
            for key, text in zip(self.keys, TEXTS, strict=True)
            for match in re.finditer(NAME, text)
        ]

    def spans(self) -> list[tuple[int, int, int, str, str]]:
        """Everything in the person's layer: article, range, label, origin."""
        names = {label.id: label.name for label in self.session.labels}
        return [
            (span.document, span.start, span.end, names[span.label], span.origin)
            for key in self.keys
            for span in self.project.annotations.spans(key, self.person)
        ]

    def found(self) -> list[SpanAt]:
        """The person's spans as a search finds them."""
        spans = [span for key in self.keys for span in self.project.annotations.spans(key, self.person)]
        return [SpanAt(span.id, span.start, span.end, span.label) for span in spans]

    def states(self) -> list[str]:
        found = [self.project.annotations.assignment(key, self.person) for key in self.keys]
        return [each.state if each is not None else State.NEW for each in found]

    def check_counts(self) -> None:
        """The kept counts are those of the rows."""
        from annotator.storage import tally

        for key in self.keys:
            kept = self.project.annotations.counts(key, self.person)
            assert kept == tally.recount(self.project.store, key, self.person)


@pytest.fixture
def desk(qapp: object, project: Project) -> Iterator[Desk]:
    made = Desk(project)
    yield made
    made.session.project = None


def test_every_place_is_labelled_in_one_edit(desk: Desk) -> None:
    assert desk.acts.label(desk.places(), desk.label("LOC"))
    assert [(key, start, end) for key, start, end, _, _ in desk.spans()] == desk.places()
    assert {name for *_, name, _ in desk.spans()} == {"LOC"}
    assert desk.states() == [State.IN_PROGRESS, State.IN_PROGRESS, State.NEW]
    assert [edit.name for edit in desk.done] == ["span.add-many"]
    assert desk.done[0].values["n"] == 4
    desk.check_counts()
    desk.session.undo()
    assert desk.spans() == []
    assert desk.states() == [State.NEW] * 3
    desk.check_counts()
    desk.session.redo()
    assert len(desk.spans()) == 4


def test_undo_survives_a_restart(desk: Desk) -> None:
    desk.acts.label(desk.places(), desk.label("LOC"))
    path = desk.project.path
    desk.session.close_project()
    again = Project.open(path)
    desk.project = again
    desk.session.open_project(again, "Lan")
    assert len(desk.spans()) == 4
    assert desk.session.undo() is not None
    assert desk.spans() == []
    again.close()


def test_places_lose_their_blanks_and_those_labelled_stay(desk: Desk) -> None:
    key = desk.keys[0]
    assert desk.acts.label([(key, 0, 4), (key, 0, 3)], desk.label("LOC"))
    assert desk.spans() == [(key, 0, 3, "LOC", "manual")]
    assert desk.acts.label(desk.places(), desk.label("LOC"))
    assert len(desk.spans()) == 4
    assert desk.done[-1].values["n"] == 3
    assert not desk.acts.label(desk.places(), desk.label("LOC"))
    assert not desk.acts.label([(key, 3, 4)], desk.label("LOC"))
    assert desk.refused == ["span.duplicate", "span.blank"]


def test_suggestions_that_say_the_same_are_accepted(desk: Desk) -> None:
    machine = desk.project.people.ensure("máy", AnnotatorKind.MACHINE).id
    key, start, end = desk.places()[0]
    rows = [(start, end, desk.label("LOC").id, 0.8), (13, 15, desk.label("PER").id, 0.7)]
    desk.project.annotations.add_run_spans(key, machine, TEXTS[0], rows)
    assert desk.project.annotations.counts(key, desk.person) == (0, 2)
    desk.acts.label(desk.places(), desk.label("LOC"))
    assert [origin for *_, origin in desk.spans()] == ["suggestion", "manual", "manual", "manual"]
    answers = desk.project.annotations.answers(key, desk.person)
    assert [(each.start, each.end, each.answer) for each in answers] == [(start, end, "accepted")]
    assert desk.project.annotations.spans(key, desk.person)[0].score == 0.8
    assert desk.project.annotations.counts(key, desk.person) == (2, 1)
    desk.check_counts()
    desk.session.undo()
    assert desk.project.annotations.counts(key, desk.person) == (0, 2)


def test_relabelling_takes_away_what_would_be_there_twice(desk: Desk) -> None:
    desk.acts.label(desk.places(), desk.label("LOC"))
    desk.acts.label(desk.places()[:1], desk.label("ORG"))
    loc = [each for each in desk.found() if each.label == desk.label("LOC").id]
    assert desk.acts.relabel(loc, desk.label("ORG"))
    assert [name for *_, name, _ in desk.spans()] == ["ORG"] * 4
    assert desk.done[-1].name == "span.relabel-many"
    desk.check_counts()
    desk.session.undo()
    assert sorted(name for *_, name, _ in desk.spans()) == ["LOC"] * 4 + ["ORG"]
    assert not desk.acts.relabel(
        [each for each in desk.found() if each.label == desk.label("ORG").id], desk.label("ORG")
    )
    assert desk.refused == ["span.duplicate"]


def test_removing_and_bringing_back(desk: Desk) -> None:
    desk.acts.label(desk.places(), desk.label("LOC"))
    before = desk.spans()
    assert desk.acts.remove(desk.found())
    assert desk.spans() == []
    desk.check_counts()
    desk.session.undo()
    assert desk.spans() == before


def test_relations_go_and_come_back_with_their_spans(desk: Desk) -> None:
    desk.acts.label(desk.places(), desk.label("LOC"))
    key = desk.keys[0]
    source, target = desk.project.annotations.spans(key, desk.person)
    label = desk.session.relation_labels[0]
    relation = Relation(
        desk.project.store.next_id("relation"), new_uid(), key, desk.person, source.id, target.id, label.id
    )
    assert desk.session.apply(link_edits.add_relation(relation, label, source, target))
    assert desk.acts.remove(desk.found())
    assert desk.project.annotations.relations(key, desk.person) == []
    desk.session.undo()
    assert desk.project.annotations.relations(key, desk.person) == [relation]


@pytest.mark.parametrize("act", ["relabel", "remove"])
def test_what_is_no_longer_as_it_was_found_is_refused_whole(desk: Desk, act: str) -> None:
    desk.acts.label(desk.places(), desk.label("LOC"))
    found = desk.found()
    gone: Span = desk.project.annotations.spans(desk.keys[1], desk.person)[0]
    desk.session.apply(edits.remove_span(gone))
    before = desk.spans()
    done = desk.acts.remove(found) if act == "remove" else desk.acts.relabel(found, desk.label("ORG"))
    assert not done
    assert desk.refused == ["edit.stale"]
    assert desk.spans() == before


def test_an_article_that_was_removed_refuses_the_act(desk: Desk) -> None:
    places = desk.places()
    desk.session.apply(edits.remove_document(desk.project.documents.get(desk.keys[0])))
    assert not desk.acts.label(places, desk.label("LOC"))
    assert desk.refused == ["edit.stale"]
    assert desk.spans() == []


def test_a_long_edit_tells_how_far_it_is(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotator.storage.stages._EVERY", 0)
    told: list[tuple[int, int]] = []
    desk.session.writing.connect(lambda done, total: told.append((done, total)))
    desk.acts.label(desk.places(), desk.label("LOC"))
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert told[-1] == (1000, 1000)


def test_a_search_follows_what_is_edited(desk: Desk, qtbot: QtBot) -> None:
    jobs = Jobs()
    search = HitSearch(desk.session, jobs)
    with qtbot.waitSignal(search.ended) as ended:
        search.start(parse("hue"))
    assert ended.args == [None]
    assert [(hit.document, hit.start, hit.end) for hit in search.hits] == desk.places()
    assert search.articles == 2
    with qtbot.waitSignal(search.updated) as updated:
        desk.acts.label(desk.places()[:2], desk.label("LOC"))
    assert updated.args == [[0, 1]]
    assert [len(hit.same) for hit in search.hits] == [1, 1, 0, 0]
    desk.session.undo()
    assert [hit.spans for hit in search.hits] == [()] * 4
    with qtbot.waitSignal(search.ended):
        search.start(parse("hue"), desk.keys[1])
    assert [hit.document for hit in search.hits] == [desk.keys[1]] * 2
    jobs.close()


def test_a_search_that_fails_says_why(desk: Desk, qtbot: QtBot) -> None:
    jobs = Jobs()
    search = HitSearch(desk.session, jobs)
    with qtbot.waitSignal(search.ended) as ended:
        search.start(parse("label:NOPE"))
    assert ended.args[0].code == "query.label"
    search.start(parse("hue"))
    search.clear()
    with qtbot.waitSignal(search.ended):
        search.start(parse("/Bình/"))
    assert [hit.words for hit in search.hits] == ["Bình"]
    jobs.close()


def test_a_search_follows_many_spans_at_many_hits(desk: Desk, qtbot: QtBot) -> None:
    """Each span looks at the hits near it alone; looking at all 3,000 hits for each takes many times as long."""
    batch = desk.project.documents.begin_batch("long")
    (key,) = desk.project.documents.add(batch, [NewDocument("dài.txt", "Đà Nẵng đẹp. " * 3000, "Dài")])
    row = desk.project.documents.batch(batch)
    assert row is not None
    desk.project.journal.apply(edits.show_batch(batch, row, {**row, "state": "visible"}, 1), None)
    jobs = Jobs()
    search = HitSearch(desk.session, jobs)
    with qtbot.waitSignal(search.ended):
        search.start(parse("Đà Nẵng"))
    places = [(key, hit.start, hit.end) for hit in search.hits]
    began = time.process_time()
    assert desk.acts.label(places, desk.label("LOC"))
    assert time.process_time() - began < 5
    assert [len(hit.same) for hit in search.hits] == [1] * 3000
    assert desk.acts.remove([hit.same[0] for hit in search.hits])
    assert [hit.spans for hit in search.hits] == [()] * 3000
    jobs.close()


def test_a_search_in_a_project_that_is_gone_ends(desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk.project, "path", desk.project.path + ".gone")
    jobs = Jobs()
    search = HitSearch(desk.session, jobs)
    with qtbot.waitSignal(search.ended) as ended:
        search.start(parse("hue"))
    assert ended.args[0].code == "project.gone"
    assert not search.is_running
    jobs.close()


def test_what_is_missing_is_not_added_where_something_is_by_now(desk: Desk) -> None:
    document, start, end = desk.places()[0]
    issue = Issue(Kind.MISSING, document, start, end, None, Fix(start, end, desk.label("LOC").id))
    desk.acts.label([(document, start, end)], desk.label("PER"))
    assert not consistency.mend(desk.session, Acts(desk.session), issue)
    assert desk.refused == ["edit.stale"]
    desk.session.undo()
    assert consistency.mend(desk.session, Acts(desk.session), issue)
    assert [span[3] for span in desk.spans()] == ["LOC"]
