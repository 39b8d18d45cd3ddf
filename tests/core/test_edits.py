from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core import edits
from annotator.core.edits import Change, Edit
from annotator.core.model import Answer, Assignment, Label, Origin, Span

TEXT = "Sáng 27/12/2019, Tổng Bí thư Tô Lâm thăm Hà Nội."
SPAN = Span(7, "u7", 1, 2, 0, 4, 3, "Sáng")
LABEL = Label(4, "l4", "LOC", "Place", "Địa điểm", "#97cd87", "3", "", "", 1)

ROWS = st.none() | st.dictionaries(st.sampled_from("abc"), st.integers(), max_size=2)
CHANGES = st.builds(Change, st.sampled_from(["span", "label"]), st.integers(1, 9), ROWS, ROWS)
EDITS = st.builds(Edit, st.just("x"), st.lists(CHANGES).map(tuple))


@given(EDITS)
def test_an_edit_taken_back_twice_is_itself(edit: Edit) -> None:
    assert edit.inverted().inverted() == edit
    assert edit.inverted().name == edit.name


@given(st.lists(st.tuples(st.integers(1, 3), st.none() | st.integers(0, 2))))
def test_the_inverse_leads_back_from_whatever_the_edit_did(steps: list[tuple[int, int | None]]) -> None:
    first: dict[int, dict[str, int]] = {1: {"v": 0}}
    rows, changes = dict(first), []
    for key, value in steps:
        after = None if value is None else {"v": value}
        if rows.get(key) != after:
            changes.append(Change("t", key, rows.get(key), after))
            write(rows, changes[-1])
    for change in Edit("x", tuple(changes)).inverted().changes:
        assert rows.get(change.key) == change.before
        write(rows, change)
    assert rows == first


def write(rows: dict[int, dict[str, int]], change: Change) -> None:
    rows.pop(change.key, None)
    if change.after is not None:
        rows[change.key] = dict(change.after)


@given(EDITS, EDITS)
def test_joined_edits_keep_the_first_ones_name_and_both_ones_changes_in_order(one: Edit, two: Edit) -> None:
    both = one.also(None, two)
    assert both.changes == one.changes + two.changes
    assert (both.name, both.document, both.values) == (one.name, one.document, one.values)
    assert both.rows("span") == [change for change in both.changes if change.table == "span"]


def test_a_change_needs_a_row() -> None:
    with pytest.raises(ValueError, match="before or after"):
        edits.change(None, None)


def test_acts_on_one_span() -> None:
    moved = SPAN.moved(TEXT, 0, 15)
    for edit, name, after in (
        (edits.relabel_span(SPAN, LABEL), "span.relabel", replace(SPAN, label=4)),
        (edits.move_span(SPAN, moved), "span.move", moved),
        (edits.note_span(SPAN, "xem lại"), "span.note", replace(SPAN, note="xem lại")),
        (edits.remove_span(SPAN), "span.delete", None),
    ):
        [change] = edit.changes
        assert (edit.name, edit.document, change.table, change.key) == (name, 1, "span", 7)
        assert change.before == SPAN.row()
        assert change.after == (after and after.row())
    assert moved.quote == "Sáng 27/12/2019"


def test_answers_elsewhere_join_an_edit_and_leave_with_it() -> None:
    given, taken_back = Answer(5, 1, 2, 17, 23, 3, "corrected"), Answer(4, 1, 2, 30, 36, 3, "corrected")
    edit = edits.answering(edits.add_span(SPAN, "PER"), [given], [taken_back])
    assert (edit.name, edit.document, edit.values) == ("span.add", 1, {"label": "PER", "quote": "Sáng"})
    assert [(c.table, c.key, c.before is None, c.after is None) for c in edit.changes] == [
        ("span", 7, True, False),
        ("answer", 4, False, True),
        ("answer", 5, True, False),
    ]


def test_a_rejection_of_several_is_one_edit() -> None:
    answers = [Answer(key, 1, 2, 4 * key, 4 * key + 4, 3, "rejected") for key in (1, 2)]
    edit = edits.reject_same(answers, "Sáng", "PER")
    assert (edit.name, edit.document) == ("suggestion.reject-same", 1)
    assert edit.values == {"label": "PER", "quote": "Sáng", "n": 2}
    assert [change.after for change in edit.rows("answer")] == [answer.row() for answer in answers]


@pytest.mark.parametrize(("answer", "name"), [("accepted", "suggestion.accept"), ("corrected", "suggestion.correct")])
def test_a_suggestion_taken_over_is_a_span_and_an_answer(answer: str, name: str) -> None:
    said = Answer(5, 1, 2, 0, 4, 3, answer)
    for edit in (edits.accept(SPAN, said, "PER"), edits.accept_all([(SPAN, said)], 1)):
        [span] = edit.rows("span")
        assert span.after == replace(SPAN, origin=str(Origin.SUGGESTION)).row()
        assert [change.after for change in edit.rows("answer")] == [said.row()]
    assert edits.accept(SPAN, said, "PER").name == name
    assert edit.values == {"n": 1}


def test_a_label_goes_after_what_carries_it_and_comes_back_before_it() -> None:
    later = replace(LABEL, id=5, position=2)
    answer = Answer(5, 1, 2, 0, 4, 4, "rejected")
    edit = edits.remove_label(LABEL, [(later, replace(later, position=1))], [replace(SPAN, label=4), answer])
    assert [change.table for change in edit.changes] == ["span", "answer", "label", "label"]
    assert [change.table for change in edit.inverted().changes] == ["label", "label", "answer", "span"]
    assert edit.values == {"label": "LOC", "n": 1}


def test_a_state_first_set_and_changed() -> None:
    new = Assignment(1, 1, 2, "in-progress")
    assert edits.set_state(None, new).changes[0].before is None
    edit = edits.set_state(new, replace(new, state="done"))
    assert edit.values == {"state": "done"}
    assert edit.changes[0].before == new.row()
