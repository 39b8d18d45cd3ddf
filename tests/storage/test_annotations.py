"""Layers, counts, and what machines write."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from annotator.core import edits
from annotator.core.errors import InputError, StaleEditError
from annotator.core.model import Assignment, Origin


def test_spans_come_by_position_longer_ones_first(desk: Any) -> None:
    inner, outer, first = desk.add(22, 28), desk.add(17, 35), desk.add(0, 4)
    assert desk.spans() == [first, outer, inner]
    assert desk.project.annotations.spans(desk.article) == [first, outer, inner]
    assert desk.project.annotations.spans(desk.article, 999) == []


def test_a_span_comes_back_as_it_was(desk: Any) -> None:
    span = desk.span(0, 4, score=0.25, note="dòng 1\ndòng 2", attributes={"hướng": ["a", 1, None]})
    desk.apply(edits.add_span(span, "PER"))
    assert desk.spans() == [span]


def test_an_accepted_suggestion_is_a_span_that_tells_where_it_came_from(desk: Any) -> None:
    [suggestion] = desk.suggest(desk.machine(), (41, 47, 1))
    assert (suggestion.origin, suggestion.quote) == (Origin.MACHINE, "Hà Nội")
    assert desk.counts() == (0, 1)
    desk.apply(edits.accept(desk.span(41, 47, 1), desk.answer(suggestion, "accepted"), "LOC"))
    [span] = desk.spans()
    assert (span.start, span.end, span.origin) == (41, 47, Origin.SUGGESTION)
    assert desk.counts() == (1, 0)
    [answer] = desk.project.annotations.answers(desk.article, desk.person.id)
    assert answer.answer == "accepted"
    assert desk.project.annotations.machine_spans(desk.article) == [suggestion]
    desk.undo()
    assert desk.counts() == (0, 1)


def test_accepting_all_is_one_act(desk: Any) -> None:
    found = desk.suggest(desk.machine(), (0, 4, 0), (29, 35, 0), (41, 47, 1))
    pairs = [
        (desk.span(one.start, one.end, place), desk.answer(one, "accepted"))
        for one, place in zip(found, (0, 0, 1), strict=True)
    ]
    desk.apply(edits.accept_all(pairs, desk.article))
    assert desk.counts() == (3, 0)
    assert {span.origin for span in desk.spans()} == {Origin.SUGGESTION}
    desk.undo()
    assert desk.counts() == (0, 3)


def test_a_rejected_suggestion_is_open_for_others_still(desk: Any) -> None:
    minh = desk.project.people.ensure("Minh")
    [suggestion] = desk.suggest(desk.machine(), (41, 47, 1))
    desk.apply(edits.reject(desk.answer(suggestion, "rejected"), suggestion.quote, "LOC"))
    assert desk.counts() == (0, 0)
    assert desk.project.annotations.counts(desk.article, minh.id) == (0, 1)


def test_two_machines_that_suggest_the_same_count_once(desk: Any) -> None:
    one, two = desk.machine("máy 1"), desk.machine("máy 2")
    [suggestion] = desk.suggest(one, (41, 47, 1))
    desk.suggest(two, (41, 47, 1), (41, 47, 2))
    assert desk.counts() == (0, 2)
    desk.apply(edits.reject(desk.answer(suggestion, "rejected"), suggestion.quote, "LOC"))
    assert desk.counts() == (0, 1)
    desk.project.annotations.begin_run(desk.article, one.id)
    assert desk.counts() == (0, 1)
    desk.project.annotations.begin_run(desk.article, two.id)
    assert desk.counts() == (0, 0)


def test_a_person_who_comes_later_has_every_suggestion_open(desk: Any) -> None:
    desk.suggest(desk.machine("máy 1"), (41, 47, 1), (0, 4, 0))
    desk.suggest(desk.machine("máy 2"), (41, 47, 1))
    hoa = desk.project.people.ensure("Hoa")
    assert desk.project.annotations.counts(desk.article, hoa.id) == (0, 2)


def test_a_span_of_ones_own_covers_what_it_touches(desk: Any) -> None:
    desk.suggest(desk.machine(), (17, 35, 0), (29, 35, 0), (41, 47, 1))
    desk.add(28, 30)
    assert desk.counts() == (1, 1)
    desk.undo()
    assert desk.counts() == (0, 3)
    desk.add(35, 41)  # touches neither neighbour
    assert desk.counts() == (1, 3)


def test_a_run_written_anew_replaces_the_old_one_and_repeats_nothing(desk: Any) -> None:
    machine = desk.machine()
    desk.suggest(machine, (41, 47, 1), (41, 47, 1))
    assert len(desk.suggest(machine, (41, 47, 1), (0, 4, 0))) == 1
    assert desk.counts() == (0, 2)
    assert desk.project.annotations.without_run(machine.id, "1") == [desk.article]
    desk.project.annotations.end_run(desk.article, machine.id, "1")
    assert desk.project.annotations.without_run(machine.id, "1") == []
    assert desk.project.annotations.without_run(machine.id, "2") == [desk.article]
    desk.project.annotations.begin_run(desk.article, machine.id)
    assert desk.project.annotations.without_run(machine.id, "1") == [desk.article]
    assert desk.project.annotations.spans(desk.article) == []
    assert desk.counts() == (0, 0)
    assert desk.undo().name == "import"  # a run is no edit


def test_an_article_can_be_gone_over_again_with_its_layer_in_place(desk: Any) -> None:
    machine, other = desk.machine(), desk.machine("another")
    spans = desk.suggest(machine, (41, 47, 1))
    for each in (machine, other):
        desk.project.annotations.end_run(desk.article, each.id, "1")
    desk.project.annotations.reopen_run(desk.article, machine.id)
    assert desk.project.annotations.without_run(machine.id, "1") == [desk.article]
    assert desk.project.annotations.without_run(other.id, "1") == []
    assert desk.project.annotations.spans(desk.article, machine.id) == spans


def test_single_spans_leave_a_machines_layer_and_the_counts(desk: Any) -> None:
    machine = desk.machine()
    gone, stays = desk.suggest(machine, (41, 47, 1), (0, 4, 0))
    desk.project.annotations.remove_run_spans([gone])
    assert desk.project.annotations.spans(desk.article, machine.id) == [stays]
    assert desk.counts() == (0, 1)
    desk.project.annotations.remove_run_spans([])
    assert desk.undo().name == "import"


def test_a_machines_spans_carry_the_attributes_they_are_written_with(desk: Any) -> None:
    machine, label = desk.machine(), desk.labels[1].id
    found = [(41, 47, label, 0.9)]
    desk.project.annotations.add_run_spans(desk.article, machine.id, desk.text, found, {"of": "x"})
    [span] = desk.project.annotations.spans(desk.article, machine.id)
    assert span.attributes == {"of": "x"}


def test_rejected_words_are_answered_for_whoever_rejected_them_when_they_are_suggested_again(desk: Any) -> None:
    minh = desk.project.people.ensure("Minh")
    [suggestion] = desk.suggest(desk.machine(), (29, 30, 0))
    assert suggestion.quote == "T"
    desk.apply(edits.reject(desk.answer(suggestion, "rejected"), suggestion.quote, "PER"))
    again = desk.text.index("Trần")
    desk.suggest(desk.machine(), (again, again + 1, 0), (again, again + 1, 1))
    assert desk.counts() == (0, 1)
    assert desk.project.annotations.counts(desk.article, minh.id) == (0, 3)
    answers = desk.project.annotations.answers(desk.article, desk.person.id)
    assert [(a.start, a.label, a.answer) for a in answers] == [
        (29, desk.labels[0].id, "rejected"),
        (again, desk.labels[0].id, "rejected"),
    ]
    desk.project.annotations.begin_run(desk.article, desk.machine().id)
    desk.suggest(desk.machine(), (again, again + 1, 0))
    assert desk.project.annotations.answers(desk.article, desk.person.id) == answers
    assert desk.counts() == (0, 0)


def test_a_run_on_another_text_writes_nothing(desk: Any) -> None:
    machine = desk.machine()
    before = desk.content()
    with pytest.raises(InputError, match=r"span\.quote"):
        desk.project.annotations.add_run_spans(desk.article, machine.id, desk.text.lower(), [(0, 4, 1, None)])
    assert desk.content() == before


def test_a_label_that_machine_spans_carry_goes_and_comes_back_with_them(desk: Any) -> None:
    machine = desk.machine()
    suggested = desk.suggest(machine, (41, 47, 1), (0, 4, 0))
    own = desk.add(29, 35, 1)
    gone = desk.labels[1]
    before = desk.content()
    rows = desk.project.annotations.of_label(gone.id)
    assert rows == [suggested[0], own]
    assert desk.project.annotations.count_of_label(gone.id) == 1
    later = [(desk.labels[2], replace(desk.labels[2], position=1))]
    edit = edits.remove_label(gone, later, rows)
    desk.apply(edit)
    assert edit.values == {"label": "LOC", "n": 2}
    assert [label.name for label in desk.project.labels.all()] == ["PER", "TITLE"]
    assert desk.counts() == (0, 1)
    # what the machine was still at work on speaks of a label that is gone
    assert desk.suggest(machine, (5, 15, 1)) == []
    desk.undo()
    assert desk.content() == before


def test_a_label_is_not_removed_while_spans_carry_it(desk: Any) -> None:
    desk.add(0, 4)
    before = desk.content()
    edit = edits.remove_label(desk.labels[0], [], desk.project.annotations.of_label(desk.labels[0].id))
    desk.add(5, 15)
    with pytest.raises(Exception, match=r"edit\.conflict"):
        desk.apply(edit)
    desk.undo()
    assert desk.content() == before


def test_the_state_of_an_article_is_each_persons_own(desk: Any) -> None:
    minh = desk.project.people.ensure("Minh")
    assert desk.project.annotations.assignment(desk.article, desk.person.id) is None
    done = Assignment(desk.key("assignment"), desk.article, desk.person.id, "done", 12.5)
    desk.apply(edits.set_state(None, done))
    assert desk.project.annotations.assignment(desk.article, desk.person.id) == done
    assert desk.project.annotations.assignment(desk.article, minh.id) is None
    with pytest.raises(StaleEditError):
        desk.apply(edits.set_state(replace(done, state="new"), done))
