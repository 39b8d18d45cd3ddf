from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.core import edits, link_edits
from annotator.core.errors import AnnotatorError, InputError, ProjectError, RefusedError, StaleEditError
from annotator.core.labels import LabelSpec
from annotator.core.model import Assignment, DocumentLabel, FurnitureRange, Label, NewDocument, Relation, Span
from annotator.storage import tally
from annotator.storage.documents import described

# Ranges close together, so that spans, suggestions and answers meet often.
PLACES = st.tuples(st.integers(0, 12), st.integers(1, 6), st.integers(0, 2))


class Table:
    """Two persons and two machines at one article, acting in any order."""

    def __init__(self, desk: Any, seed: int) -> None:
        self.desk, self.project = desk, desk.project
        self.people = [desk.person.id, self.project.people.ensure("Minh").id]
        self.machines = [desk.machine("máy 1"), desk.machine("máy 2")]
        self.random = random.Random(seed)

    def edit(self, act: str, who: int, place: tuple[int, int, int]) -> edits.Edit | None:
        """The edit that the act makes of what is there now; None where there is nothing to act on."""
        start, length, label = place
        made: edits.Edit | None = getattr(self, act)(who, start, start + length, label)
        return made

    def _new(self, who: int, start: int, end: int, label: Label) -> Span:
        quote = self.desk.text[start:end]
        return replace(self.desk.span(start, end), annotator=who, label=label.id, quote=quote)

    def _label(self, place: int) -> Label:
        labels = self.project.labels.all()
        return labels[place % len(labels)]

    def _mine(self, who: int) -> Span | None:
        spans = self.project.annotations.spans(self.desk.article, who)
        return self.random.choice(spans) if spans else None

    def add(self, who: int, start: int, end: int, label: int) -> edits.Edit:
        return edits.add_span(self._new(who, start, end, self._label(label)), "X")

    def add_many(self, who: int, start: int, end: int, label: int) -> edits.Edit:
        spans = [self._new(who, place, place + 3, self._label(label)) for place in range(start, end, 2)]
        return edits.add_spans(spans, "X")

    def remove(self, who: int, *_: int) -> edits.Edit | None:
        span = self._mine(who)
        return span and self.project.annotations.with_relations(edits.remove_span(span))

    def relate(self, who: int, _start: int, _end: int, label: int) -> edits.Edit | None:
        source, target = self._mine(who), self._mine(who)
        if source is None or target is None:
            return None
        key = self.desk.key("relation")
        row = Relation(key, f"r{key}", self.desk.article, who, source.id, target.id, self._label(label).id)
        return edits.Edit("relation.add", (edits.change(None, row),), self.desk.article)

    def unrelate(self, who: int, *_: int) -> edits.Edit | None:
        relations = self.project.annotations.relations(self.desk.article, who)
        return link_edits.remove_relations(relations[:2]) if relations else None

    def topic(self, who: int, _start: int, _end: int, label: int) -> edits.Edit:
        key = self.desk.key("document_label")
        row = DocumentLabel(key, f"t{key}", self.desk.article, who, self._label(label).id)
        return edits.Edit("document-label.add", (edits.change(None, row),), self.desk.article)

    def relabel(self, who: int, _start: int, _end: int, label: int) -> edits.Edit | None:
        span = self._mine(who)
        return span and edits.relabel_span(span, self._label(label))

    def move(self, who: int, start: int, end: int, _label: int) -> edits.Edit | None:
        span = self._mine(who)
        return span and edits.move_span(span, span.moved(self.desk.text, start, end))

    def note(self, who: int, start: int, *_: int) -> edits.Edit | None:
        span = self._mine(who)
        return span and edits.note_span(span, f"ghi chú “{start}”")

    def _suggestion(self, who: int) -> tuple[Span, Any] | None:
        found = self.project.annotations.machine_spans(self.desk.article)
        if not found:
            return None
        suggestion = self.random.choice(found)
        return suggestion, replace(self.desk.answer(suggestion, "accepted"), annotator=who)

    def accept(self, who: int, *_: int) -> edits.Edit | None:
        chosen = self._suggestion(who)
        if chosen is None:
            return None
        span = replace(chosen[0], id=self.desk.key("span"), uid=f"u{self.random.random()}", annotator=who)
        return edits.accept(span, chosen[1], "X")

    def reject(self, who: int, *_: int) -> edits.Edit | None:
        chosen = self._suggestion(who)
        return chosen and edits.reject(replace(chosen[1], answer="rejected"), "x", "X")

    def state(self, who: int, start: int, *_: int) -> edits.Edit:
        before = self.project.annotations.assignment(self.desk.article, who)
        state = ("new", "in-progress", "done", "skipped")[start % 4]
        blank = Assignment(self.desk.key("assignment"), self.desk.article, who, state)
        return edits.set_state(before, replace(before, state=state) if before else blank)

    def line(self, _who: int, start: int, *_: int) -> edits.Edit:
        kind = ("caption", "furniture")[start % 2]
        found = self.project.documents.furniture(self.desk.article)
        if found:
            return edits.set_kind(found[0], replace(found[0], kind=kind, origin="person"))
        line = FurnitureRange(self.desk.key("furniture"), self.desk.article, 0, 9, kind, "person")
        return edits.set_kind(None, line)

    def details(self, _who: int, start: int, *_: int) -> edits.Edit:
        before = self.project.documents.get(self.desk.article)
        return edits.change_document(before, described(replace(before, title=f"Đầu đề số {start}", author="Vũ")))

    def remove_article(self, *_: int) -> edits.Edit | None:
        document = self.project.documents.get(self.desk.article)
        return None if document.removed else edits.remove_document(document)

    def add_label(self, _who: int, start: int, end: int, _label: int) -> edits.Edit:
        made = LabelSpec(f"L{start}-{end}").as_label(self.desk.key("label"), len(self.project.labels.all()))
        return edits.change_labels([(None, made)], "label.add", label=made.name)

    def rename_label(self, _who: int, start: int, _end: int, label: int) -> edits.Edit:
        before = self._label(label)
        return edits.change_labels([(before, replace(before, name=f"R{start}"))], "label.change", label=before.name)

    def remove_label(self, _who: int, _start: int, _end: int, place: int) -> edits.Edit | None:
        labels = self.project.labels.all()
        if len(labels) < 2:
            return None
        gone = labels[place % len(labels)]
        later = [(label, replace(label, position=label.position - 1)) for label in labels
                 if label.position > gone.position]  # fmt: skip
        edit = edits.remove_label(gone, later, self.project.annotations.of_label(gone.id))
        return self.project.annotations.with_relations(edit)

    def suggest(self, _who: int, start: int, end: int, label: int) -> None:
        machine = self.machines[start % 2]
        found = [(start, end, self._label(label).id, None), (end, end + 2, self._label(label).id, 0.5)]
        self.project.annotations.add_run_spans(self.desk.article, machine.id, self.desk.text, found)

    def check_counts(self) -> None:
        """What is kept is what is there, for both persons."""
        for person in self.people:
            kept = self.project.annotations.counts(self.desk.article, person)
            assert kept == tally.recount(self.project.store, self.desk.article, person)


ACTS = [
    "add", "add_many", "remove", "relabel", "move", "note", "accept", "reject", "state", "line", "details",
    "remove_article", "add_label", "rename_label", "remove_label", "suggest", "relate", "unrelate", "topic",
]  # fmt: skip
STEPS = st.lists(st.tuples(st.sampled_from([*ACTS, "undo", "redo"]), st.integers(0, 1), PLACES), max_size=30)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(STEPS, st.integers(0, 999))
def test_any_acts_of_two_persons_undone_and_redone(new_desk: Callable[[], Any], steps: Any, seed: int) -> None:
    desk = new_desk()
    table = Table(desk, seed)
    for act, who, place in steps:
        person = table.people[who]
        before = desk.content()
        try:
            if act in ("undo", "redo"):
                getattr(desk.project.journal, act)(person)
            elif edit := table.edit(act, person, place):
                desk.project.journal.apply(edit, person)
                after = desk.content()
                taken_back = desk.project.journal.undo(person)
                assert taken_back == edit.inverted()
                assert without_tally_zeros(desk.content()) == without_tally_zeros(before)
                table.check_counts()
                assert desk.project.journal.redo(person) is not None
                assert desk.content() == after
        except (RefusedError, StaleEditError):
            assert desk.content() == before
        table.check_counts()
    before, history = desk.content(), desk.history()
    desk.reopen()
    assert (desk.content(), desk.history()) == (before, history)
    assert desk.project.store.connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert desk.project.store.connection.execute("PRAGMA foreign_key_check").fetchall() == []
    desk.project.close()


def without_tally_zeros(content: dict[str, list[Any]]) -> dict[str, list[Any]]:
    """A count of nothing is the same as no count, and an assignment that is not begun the same as none."""
    begun = [row for row in content["assignment"] if row[3] != "new"]
    return {**content, "tally": [row for row in content["tally"] if row[2:] != (0, 0)], "assignment": begun}


@settings(deadline=None, max_examples=25)
@given(st.lists(st.tuples(st.sampled_from([a for a in ACTS if a != "suggest"]), PLACES), min_size=1, max_size=15))
def test_everything_of_one_person_can_be_undone_to_the_beginning_and_redone_after_reopening(
    new_desk: Callable[[], Any], steps: Any
) -> None:
    desk = new_desk()
    table = Table(desk, 1)
    table.suggest(0, 2, 5, 0)
    table.suggest(0, 5, 9, 1)
    states = [desk.content()]
    for act, place in steps:
        try:
            edit = table.edit(act, desk.person.id, place)
            if edit is not None:
                desk.apply(edit)
                states.append(desk.content())
        except RefusedError:
            assert desk.content() == states[-1]
    desk.reopen()
    for state in reversed(states[:-1]):
        assert desk.undo() is not None
        assert without_tally_zeros(desk.content()) == without_tally_zeros(state)
    desk.reopen()
    for state in states[1:]:
        assert desk.redo() is not None
        assert without_tally_zeros(desk.content()) == without_tally_zeros(state)
    assert desk.redo() is None
    desk.project.close()


def test_undo_and_redo_tell_what_they_would_do(desk: Any) -> None:
    journal, lan = desk.project.journal, desk.person.id
    span = desk.add(5, 15)
    offered = journal.next("undo", lan)
    assert (offered.name, offered.document, offered.values) == (
        "span.add", desk.article, {"label": "PER", "quote": "27/12/2019"},
    )  # fmt: skip
    assert journal.next("redo", lan) is None
    assert desk.undo() == edits.add_span(span, "PER").inverted()
    assert journal.next("redo", lan).name == "span.add"
    assert journal.next("undo", lan).name == "import"


def test_a_new_edit_ends_what_could_be_redone(desk: Any) -> None:
    desk.add(0, 4)
    desk.undo()
    desk.add(5, 15)
    assert desk.redo() is None
    assert desk.history()[-2:] == [("span.add", "dropped"), ("span.add", "done")]


def test_each_person_has_a_stack_of_their_own(desk: Any) -> None:
    minh = desk.project.people.ensure("Minh").id
    mine = desk.add(0, 4)
    theirs = desk.span(5, 15, annotator=minh)
    desk.project.journal.apply(edits.add_span(theirs, "PER"), minh)
    assert desk.undo() == edits.add_span(mine, "PER").inverted()
    assert desk.project.annotations.spans(desk.article) == [theirs]
    assert desk.project.journal.undo(minh) is not None
    assert desk.project.annotations.spans(desk.article) == []


@pytest.mark.parametrize("act", ["remove", "relabel", "note", "move"])
def test_a_stale_edit_is_refused_and_writes_nothing(desk: Any, act: str) -> None:
    span = desk.add(0, 4)
    desk.apply(edits.note_span(span, "mới"))
    stale = {
        "remove": edits.remove_span(span),
        "relabel": edits.relabel_span(span, desk.labels[1]),
        "note": edits.note_span(span, "khác"),
        "move": edits.move_span(span, span.moved(desk.text, 0, 3)),
    }[act]
    before = desk.content(), desk.history()
    # what comes first in the same edit is taken back with it
    with pytest.raises(StaleEditError, match=r"edit\.stale"):
        desk.apply(edits.add_span(desk.span(5, 15), "PER").also(stale))
    assert (desk.content(), desk.history()) == before


def test_a_row_that_is_there_already_is_not_written_again(desk: Any) -> None:
    span = desk.add(0, 4)
    with pytest.raises(StaleEditError):
        desk.apply(edits.add_span(span, "PER"))


def test_two_changes_of_one_row_in_one_edit(desk: Any) -> None:
    span = desk.add(0, 4)
    noted = replace(span, note="a")
    both = edits.note_span(span, "a").also(edits.move_span(noted, noted.moved(desk.text, 5, 15)))
    desk.apply(both)
    assert desk.spans() == [noted.moved(desk.text, 5, 15)]
    desk.undo()
    assert desk.spans() == [span]


def test_the_same_range_and_label_twice_is_refused(desk: Any) -> None:
    desk.add(0, 4)
    other = desk.add(0, 4, label=1)
    before = desk.content(), desk.history()
    for edit in (
        edits.add_span(desk.span(0, 4), "PER"),
        edits.relabel_span(other, desk.labels[0]),
        edits.add_spans([desk.span(5, 15), desk.span(5, 15)], "PER"),
    ):
        with pytest.raises(RefusedError, match=r"span\.duplicate"):
            desk.apply(edit)
    assert (desk.content(), desk.history()) == before


@pytest.mark.parametrize(
    ("start", "end", "quote", "code"),
    [
        (0, 4, "Sang", "span.quote"),
        (48, 49, "🙂", "span.quote"),
        (4, 4, "", "span.outside"),
        (5, 4, "", "span.outside"),
        (-1, 4, "", "span.outside"),
        (90, 200, "", "span.outside"),
    ],
)
def test_a_span_must_fit_its_text(desk: Any, start: int, end: int, quote: str, code: str) -> None:
    before = desk.content()
    with pytest.raises(InputError) as caught:
        desk.apply(edits.add_span(replace(desk.span(0, 4), start=start, end=end, quote=quote), "PER"))
    assert caught.value.code == code
    assert desk.content() == before


def test_quotes_are_checked_in_the_text_of_their_own_article(desk: Any) -> None:
    [other] = desk.add_articles(NewDocument("bai-2", "Chiều 01/01 ở Huế", "Huế"))
    spans = [desk.span(0, 4), replace(desk.span(0, 5, label=1), document=other, quote="Chiều"), desk.span(5, 15)]
    desk.apply(edits.add_spans(spans, "PER"))
    assert len(desk.spans()) == 2
    with pytest.raises(InputError, match=r"span\.quote"):
        desk.apply(edits.add_span(replace(desk.span(0, 4, label=2), document=other), "PER"))


@pytest.mark.parametrize("column", ["document", "annotator", "label"])
def test_rows_must_speak_of_rows_that_are_there(desk: Any, column: str) -> None:
    before = desk.content(), desk.history()
    with pytest.raises(AnnotatorError) as caught:
        desk.apply(edits.add_span(replace(desk.span(0, 4), **{column: 999}), "PER"))
    assert caught.value.code == ("article.unknown" if column == "document" else "edit.conflict")
    assert (desk.content(), desk.history()) == before


def test_an_edit_of_nobody_known_is_refused(desk: Any) -> None:
    before = desk.content()
    with pytest.raises(RefusedError, match=r"edit\.conflict"):
        desk.project.journal.apply(edits.add_span(desk.span(0, 4), "PER"), 999)
    assert desk.content() == before


def test_a_journal_that_speaks_of_other_tables_is_refused(desk: Any) -> None:
    span = desk.add(0, 4)
    changes = json.dumps([["sqlite_schema", span.id, None, {}]])
    desk.project.store.connection.execute("UPDATE edit SET changes = ? WHERE name = 'span.add'", [changes])
    with pytest.raises(ProjectError, match=r"project\.unknown-table"):
        desk.undo()


def test_text_that_no_file_can_hold_is_refused(desk: Any) -> None:
    span = desk.add(0, 4)
    before = desk.content()
    with pytest.raises(InputError, match=r"input\.surrogate"):
        desk.apply(edits.note_span(span, "nửa \ud83d"))
    assert desk.content() == before


def test_ids_are_never_used_again(desk: Any) -> None:
    first = desk.add(0, 4)
    desk.undo()
    second = desk.add(0, 4)
    assert second.id > first.id
    desk.undo()
    desk.reopen()
    third = desk.add(5, 15)
    assert third.id > second.id
    desk.undo()
    desk.redo()  # writes an explicit number again
    desk.reopen()
    assert desk.key("span") > third.id
    assert desk.key("document") > desk.article


def test_an_undone_import_can_be_redone_after_reopening(desk: Any) -> None:
    [other] = desk.add_articles(NewDocument("bai-2", "Chiều 01/01 ở Huế", "Huế"))
    desk.undo()
    assert desk.project.documents.ids() == [desk.article]
    desk.reopen()
    assert desk.project.documents.sweep() == 0
    desk.redo()
    assert desk.project.documents.ids() == [desk.article, other]
