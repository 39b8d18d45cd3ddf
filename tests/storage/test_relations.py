"""Relations and document labels in the project file."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from annotator.core import edits
from annotator.core.errors import RefusedError
from annotator.core.labels import LabelSpec
from annotator.core.model import Annotator, DocumentLabel, NewDocument, Relation
from annotator.storage import imports


@pytest.fixture
def three(desk: Any) -> list[Any]:
    """Three spans of the person."""
    return [desk.add(0, 4), desk.add(5, 15), desk.add(29, 35)]


def test_relations_are_found_by_layer_and_by_span(desk: Any, three: list[Any]) -> None:
    a, b, c = three
    first, second = desk.relate(a, b), desk.relate(c, b, 1)
    annotations = desk.project.annotations
    assert annotations.relations(desk.article, desk.person.id) == [first, second]
    assert annotations.relations(desk.article, desk.person.id + 1) == []
    assert annotations.relations_of([a.id]) == [first]
    assert annotations.relations_of([b.id, a.id]) == [first, second]
    assert annotations.relations_of([]) == []
    assert annotations.relation_ends(desk.article, desk.person.id) == three
    assert annotations.span(c.id) == c
    assert annotations.span(999) is None


def test_a_span_goes_with_its_relations_and_they_come_back(desk: Any, three: list[Any]) -> None:
    a, b, c = three
    desk.relate(a, b)
    desk.relate(b, c)
    kept = desk.relate(a, c)
    before = desk.content()
    edit = desk.project.annotations.with_relations(edits.remove_span(b))
    desk.apply(edit)
    assert desk.project.annotations.relations(desk.article, desk.person.id) == [kept]
    desk.undo()
    assert desk.content() == before
    assert desk.project.annotations.with_relations(edits.note_span(a, "x")) == edits.note_span(a, "x")


def test_a_span_alone_does_not_go_from_under_a_relation(desk: Any, three: list[Any]) -> None:
    desk.relate(three[0], three[1])
    before = desk.content()
    with pytest.raises(RefusedError, match=r"edit\.conflict"):
        desk.apply(edits.remove_span(three[0]))
    assert desk.content() == before


def test_two_spans_have_a_relation_once(desk: Any, three: list[Any]) -> None:
    desk.relate(three[0], three[1])
    desk.relate(three[1], three[0])
    with pytest.raises(RefusedError, match=r"relation\.duplicate"):
        desk.relate(three[0], three[1])


def test_a_relation_stays_in_its_article_and_layer(desk: Any, three: list[Any]) -> None:
    minh: Annotator = desk.project.people.ensure("Minh")
    [other] = desk.add_articles(NewDocument("bai-2", desk.text + "x", "x"))
    before = desk.content()
    for values in ({"annotator": minh.id}, {"document": other}):
        row = Relation(
            desk.key("relation"), "u",
            **{"document": desk.article, "annotator": desk.person.id, "source": three[0].id, "target": three[1].id,
               "label": desk.labels[0].id, **values},
        )  # fmt: skip
        with pytest.raises(RefusedError, match=r"relation\.ends"):
            desk.apply(edits.Edit("relation.add", (edits.change(None, row),)))
    with pytest.raises(RefusedError, match=r"relation\.ends"):
        desk.relate(three[0], three[0])
    assert desk.content() == before


def test_a_label_goes_with_all_that_carries_it(desk: Any, three: list[Any]) -> None:
    loc = desk.labels[1]
    other = desk.add(41, 47, 1)
    desk.relate(three[0], three[1], 1)
    desk.relate(three[0], other, 2)
    topic = DocumentLabel(desk.key("document_label"), "t", desk.article, desk.person.id, loc.id)
    desk.apply(edits.Edit("document-label.add", (edits.change(None, topic),)))
    annotations, before = desk.project.annotations, desk.content()
    assert annotations.count_of_label(loc.id) == 3
    assert annotations.document_labels(desk.article, desk.person.id) == [topic]
    desk.apply(annotations.with_relations(edits.remove_label(loc, [], annotations.of_label(loc.id))))
    assert annotations.relations(desk.article, desk.person.id) == []
    assert annotations.document_labels(desk.article, desk.person.id) == []
    desk.undo()
    assert desk.content() == before


def test_a_machine_that_goes_over_an_article_again_drops_the_relations_of_its_layer(desk: Any) -> None:
    machine = desk.machine()
    a, b, c = desk.suggest(machine, (0, 4, 0), (5, 15, 0), (29, 35, 0))
    desk.relate(a, b, annotator=machine.id)
    kept = desk.relate(b, c, annotator=machine.id)
    desk.project.annotations.remove_run_spans([a])
    assert desk.project.annotations.relations(desk.article, machine.id) == [kept]
    desk.project.annotations.begin_run(desk.article, machine.id)
    assert desk.project.annotations.relations(desk.article, machine.id) == []


def test_a_machine_suggests_with_labels_for_spans_only(desk: Any) -> None:
    label = LabelSpec("thuộc", scope="relation").as_label(desk.key("label"), 3)
    desk.apply(edits.change_labels([(None, label)], "label.add"))
    machine = desk.machine()
    found = [(0, 4, label.id, None), (5, 15, desk.labels[0].id, None)]
    new = desk.project.annotations.add_run_spans(desk.article, machine.id, desk.text, found)
    assert [span.start for span in new] == [5]


def test_what_an_interrupted_import_left_is_swept_with_its_relations(desk: Any) -> None:
    batch = desk.project.documents.begin_batch("x")
    [key] = desk.project.documents.add(batch, [NewDocument("bai-3", desk.text + "y", "y")])
    spans = [desk.span(0, 4), desk.span(5, 15)]
    rows = [replace(span, document=key) for span in spans]
    relation = Relation(desk.key("relation"), "u", key, desk.person.id, rows[0].id, rows[1].id, desk.labels[0].id)
    topic = DocumentLabel(desk.key("document_label"), "t", key, desk.person.id, desk.labels[0].id)

    imports.write(desk.project.store, [*rows, relation, topic])
    assert desk.project.documents.sweep() == 1
    assert desk.project.annotations.relations(key, desk.person.id) == []
