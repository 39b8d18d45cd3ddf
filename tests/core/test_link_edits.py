from __future__ import annotations

from dataclasses import replace

import pytest

from annotator.core import edits, link_edits
from annotator.core.attributes import AttributeRule
from annotator.core.errors import RefusedError
from annotator.core.model import DocumentLabel, Label, Relation, Span

A = Span(1, "u1", 1, 2, 0, 4, 3, "Sáng", attributes={"of": "x"})
B = Span(2, "u2", 1, 2, 5, 9, 3, "nay.")
LINK = Label(5, "l5", "part-of", "Part of", "Thuộc", "#cc822e", "1", "", "", 0, "relation")
GENDER = AttributeRule("giới", "choice", ("nam", "nữ"))
PER = Label(3, "l3", "PER", "", "", "#2952b6", "1", "", "", 1, attributes=(GENDER, AttributeRule("thật", "yes-no")))
TOPIC = Label(6, "l6", "sport", "", "", "#b5a300", "1", "", "", 2, "document")
RELATION = Relation(7, "r7", 1, 2, 1, 2, 5)


def refused(code: str) -> object:
    return pytest.raises(RefusedError, match=code.replace(".", r"\."))


def test_a_relation_comes_turns_changes_its_label_and_goes() -> None:
    other = replace(LINK, id=8, name="same-as")
    for edit, name, before, after in (
        (link_edits.add_relation(RELATION, LINK, A, B), "relation.add", None, RELATION),
        (link_edits.relabel_relation(RELATION, other), "relation.relabel", RELATION, replace(RELATION, label=8)),
        (link_edits.turn_relation(RELATION, "x"), "relation.turn", RELATION, replace(RELATION, source=2, target=1)),
        (link_edits.remove_relation(RELATION, "x"), "relation.delete", RELATION, None),
    ):
        [change] = edit.changes
        assert (edit.name, edit.document, change.table, change.key) == (name, 1, "relation", 7)
        assert (change.before, change.after) == (before and before.row(), after and after.row())


def test_what_cannot_be_a_relation_is_refused() -> None:
    with refused("relation.label"):
        link_edits.add_relation(RELATION, PER, A, B)
    with refused("relation.label"):
        link_edits.relabel_relation(RELATION, TOPIC)
    with refused("relation.self"):
        link_edits.add_relation(replace(RELATION, target=1), LINK, A, A)
    for source, target in ((B, A), (A, replace(B, document=9)), (replace(A, annotator=9), B)):
        with refused("relation.ends"):
            link_edits.add_relation(RELATION, LINK, source, target)


def test_a_span_that_goes_takes_its_relations_first_and_they_come_back_last() -> None:
    more = replace(RELATION, id=8, source=2, target=1)
    own = edits.remove_span(A).also(link_edits.remove_relation(RELATION, "x"))
    edit = link_edits.with_relations(own, [RELATION, more])
    assert [(each.table, each.key) for each in edit.changes] == [("relation", 7), ("relation", 8), ("span", 1)]
    assert [(each.table, each.key) for each in edit.inverted().changes] == [
        ("span", 1), ("relation", 8), ("relation", 7),
    ]  # fmt: skip
    assert (edit.name, edit.values) == (own.name, own.values)
    assert link_edits.removed_spans(edit) == [1]
    assert link_edits.removed_spans(edits.relabel_span(A, PER)) == []


def test_attributes_are_what_the_label_asks_and_what_was_there() -> None:
    edit = link_edits.set_attributes(A, PER, {"of": "x", "giới": "nữ", "thật": False})
    assert edit.changes[0].after == replace(A, attributes={"of": "x", "giới": "nữ", "thật": False}).row()
    assert link_edits.set_attributes(A, PER, {}).changes[0].after == replace(A, attributes={}).row()
    for attributes, code in (
        ({"tuổi": 5}, "attribute.unknown"),
        ({"of": "y"}, "attribute.unknown"),
        ({"giới": "khác"}, "attribute.value"),
        ({"thật": "có"}, "attribute.value"),
    ):
        with refused(code):
            link_edits.set_attributes(A, PER, attributes)


def test_another_label_keeps_the_attributes_that_it_permits() -> None:
    span = replace(A, attributes={"giới": "khác", "thật": True, "of": "x"})
    assert edits.relabel_span(span, PER).changes[0].after == (
        replace(span, label=3, attributes={"thật": True, "of": "x"}).row()
    )


def test_labels_for_articles_alone_are_put_on_articles() -> None:
    row = DocumentLabel(4, "d4", 1, 2, 6)
    assert link_edits.add_document_label(row, TOPIC).changes[0].after == row.row()
    assert link_edits.remove_document_label(row, "sport").changes[0].before == row.row()
    with refused("document-label.label"):
        link_edits.add_document_label(row, LINK)


def test_a_relation_that_goes_with_its_span_is_not_changed_as_well() -> None:
    judged = link_edits.relabel_relation(RELATION, replace(LINK, id=8, name="same-as"))
    edit = link_edits.with_relations(edits.remove_span(A).also(judged), [RELATION])
    assert [(each.table, each.key, each.after) for each in edit.changes] == [("relation", 7, None), ("span", 1, None)]
