"""Edits over many spans: what they hold, and that they invert."""

from __future__ import annotations

from annotator.core import bulk_edits
from annotator.core.model import Answer, AnswerKind, Assignment, Label, Span, State

PER = Label(1, "p", "PER", "", "", "#111111", "1", "", "", 0)
ORG = Label(2, "o", "ORG", "", "", "#222222", "2", "", "", 1)


def span(key: int, document: int, start: int, label: Label = PER) -> Span:
    return Span(key, f"u{key}", document, 7, start, start + 3, label.id, "Huế")


def test_spans_that_a_machine_suggested_say_so() -> None:
    answer = Answer(1, 5, 7, 0, 3, PER.id, AnswerKind.ACCEPTED)
    begun = Assignment(1, 5, 7, State.IN_PROGRESS)
    edit = bulk_edits.add_many([span(1, 5, 0), span(2, 6, 0)], "PER", [answer], [(None, begun)])
    assert [change.after and change.after["origin"] for change in edit.rows("span")] == ["suggestion", "manual"]
    assert [change.table for change in edit.changes] == ["span", "span", "answer", "assignment"]
    assert (edit.name, edit.document, edit.values["n"], edit.values["label"]) == ("span.add-many", None, 2, "PER")


def test_relabelling_drops_what_is_needless_first() -> None:
    edit = bulk_edits.relabel_many([span(1, 5, 0)], [span(2, 5, 9)], ORG)
    gone, changed = edit.changes
    assert (gone.key, gone.after) == (2, None)
    assert changed.after is not None
    assert changed.after["label"] == ORG.id
    assert edit.values == {"label": "ORG", "n": 2}
    assert edit.inverted().inverted() == edit


def test_removing_takes_every_span_away() -> None:
    edit = bulk_edits.remove_many([span(1, 5, 0), span(2, 6, 0)])
    assert edit.name == "span.delete-many"
    assert [change.after for change in edit.changes] == [None, None]
