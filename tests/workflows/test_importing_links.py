"""Relations, document labels and attributes on their way into a project."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from annotator.core import edits
from annotator.core.attributes import AttributeRule
from annotator.core.exchange import Annotation, Link, Topic
from annotator.core.model import Scope
from annotator.storage.project import Project
from annotator.workflows import checking, importing
from annotator.workflows.importing import Reading
from annotator.workflows.reading import Reader

Write = Callable[[str, str | bytes], str]
TEXT = "Chị Mai ở Huế."
SPANS = [{"start": 4, "end": 7, "label": "PER"}, {"start": 10, "end": 13, "label": "LOC"}]


def record(**more: Any) -> str:
    values = {"text": TEXT, "title": "t", "annotator": "Lan", "spans": SPANS, **more}
    return json.dumps(values, ensure_ascii=False) + "\n"


def layer(project: Project) -> Annotation:
    (document,) = Reader(project, project.people.all()).all()
    (found,) = document.annotations
    return found


def links(project: Project) -> list[tuple[str, str, str]]:
    found = layer(project)
    return [(found.spans[link.source].quote, link.label, found.spans[link.target].quote) for link in found.relations]


LINKED = {"relations": [{"source": 0, "target": 1, "label": "located-in"}], "document_labels": ["society"]}


@pytest.mark.parametrize("is_there", [False, True])
@pytest.mark.parametrize("names", [("located-in", "society"), ("sống-ở", "đời-sống")])
def test_they_come_in_with_their_article_or_onto_one_that_is_there(
    project: Project, write: Write, is_there: bool, names: tuple[str, str]
) -> None:
    if is_there:
        importing.run(project, [write("a.txt", TEXT)])
    line = record(relations=[{"source": 1, "target": 0, "label": names[0]}], document_labels=[names[1]])
    outcome = importing.run(project, [write("a.jsonl", line)], Reading(annotator="Lan"))
    assert outcome.problems == []
    assert links(project) == [("Huế", names[0], "Mai")]
    assert [topic.label for topic in layer(project).document_labels] == [names[1]]
    scopes = {label.name: label.scope for label in project.labels.all()}
    assert [scopes[name] for name in names] == ["relation", "document"]
    assert checking.check(project) == []
    before, lan = list(Reader(project, project.people.all()).all()), project.people.find("Lan").id
    project.journal.undo(lan)
    assert checking.check(project) == []
    project.journal.redo(lan)
    assert list(Reader(project, project.people.all()).all()) == before


def test_a_second_import_brings_only_what_is_new_between_spans_that_are_there(project: Project, write: Write) -> None:
    path = write("a.jsonl", record(**LINKED))
    importing.run(project, [path])
    importing.run(project, [path])
    assert links(project) == [("Mai", "located-in", "Huế")]
    turned = [*LINKED["relations"], {"source": 1, "target": 0, "label": "same-as"}]
    importing.run(project, [write("b.jsonl", record(relations=turned, document_labels=["law", "society"]))])
    assert links(project) == [("Mai", "located-in", "Huế"), ("Huế", "same-as", "Mai")]
    assert {topic.label for topic in layer(project).document_labels} == {"society", "law"}
    assert checking.check(project) == []


def test_two_lines_of_one_file_about_one_text_meet_in_one_layer(project: Project, write: Write) -> None:
    other = record(spans=list(reversed(SPANS)), relations=[{"source": 0, "target": 1, "label": "new"}])
    for _ in range(2):
        importing.run(project, [write("a.jsonl", record(**LINKED) + other)])
    assert sorted(links(project)) == [("Huế", "new", "Mai"), ("Mai", "located-in", "Huế")]
    assert checking.check(project) == []


def test_a_label_has_a_name_for_each_scope(project: Project, write: Write) -> None:
    line = record(relations=[{"source": 0, "target": 1, "label": "per"}], document_labels=["Per"])
    importing.run(project, [write("a.jsonl", line)])
    assert [label.scope for label in project.labels.all() if label.name.casefold() == "per"] == [
        "span", "relation", "document",
    ]  # fmt: skip
    assert links(project) == [("Mai", "per", "Huế")]
    assert layer(project).spans[0].label == "PER"


def test_spans_that_become_one_have_no_relation_to_themselves(project: Project, write: Write) -> None:
    spans = [*SPANS, {**SPANS[0], "label": "per"}]
    relations = [{"source": 0, "target": 2, "label": "same-as"}, {"source": 2, "target": 1, "label": "located-in"}]
    importing.run(project, [write("a.jsonl", record(spans=spans, relations=relations))])
    assert links(project) == [("Mai", "located-in", "Huế")]
    assert checking.check(project) == []


def test_an_attribute_that_the_label_here_does_not_permit_is_left_out_and_told(project: Project, write: Write) -> None:
    person = project.labels.all()[0]
    asked = replace(person, attributes=(AttributeRule("giới", "choice", ("nam", "nữ")),))
    project.journal.apply(edits.change_labels([(person, asked)], "label.change"), None)
    spans = [{**SPANS[0], "attributes": {"giới": "khác", "tuổi": 30}}, {**SPANS[1], "attributes": {"giới": "khác"}}]
    outcome = importing.run(project, [path := write("a.jsonl", record(spans=spans))])
    assert [span.attributes for span in layer(project).spans] == [{"tuổi": 30}, {"giới": "khác"}]
    [problem] = outcome.problems
    assert (problem.path, problem.error.code, problem.is_notice) == (path, "import.attributes", True)
    assert (problem.error.values["n"], problem.error.values["article"]) == (1, "a-1")
    assert checking.check(project) == []


def test_a_layer_can_hold_a_label_of_the_article_alone(project: Project, write: Write) -> None:
    importing.run(project, [write("a.jsonl", record(spans=[], document_labels=["society"]))])
    assert layer(project) == Annotation("Lan", document_labels=layer(project).document_labels)
    assert [topic.label for topic in layer(project).document_labels] == ["society"]


def test_uids_stay_where_they_are_free(project: Project, write: Write) -> None:
    spans = [{**span, "uid": f"s{n}"} for n, span in enumerate(SPANS)]
    relations = [{"source": "s0", "target": "s1", "label": "same-as", "uid": "r0"}]
    line = record(spans=spans, relations=relations, document_labels=[{"label": "law", "uid": "t0"}])
    importing.run(project, [write("a.jsonl", line)])
    assert layer(project).relations == (Link(0, 1, "same-as", "r0"),)
    assert layer(project).document_labels == (Topic("law", "t0"),)
    importing.run(project, [write("b.jsonl", line.replace("Lan", "Mai"))])
    (document,) = Reader(project, project.people.all()).all()
    uids = [[link.uid for link in each.relations] for each in document.annotations]
    assert uids[0] == ["r0"]
    assert uids[1] != ["r0"]


def test_the_label_set_of_a_file_says_what_its_labels_are_for(project: Project, write: Write) -> None:
    labels = [
        {"name": "VẬT", "attributes": [{"name": "sống", "kind": "yes-no"}]},
        {"name": "ăn", "scope": "relation", "key": "q"},
    ]
    header = {"format": "annotator-jsonl", "version": 2, "labels": labels, "annotators": []}
    importing.run(project, [write("a.jsonl", json.dumps(header) + "\n" + record(spans=[]))])
    spans, relations = project.labels.all(Scope.SPAN), project.labels.all(Scope.RELATION)
    assert [(label.name, label.attributes) for label in spans] == [("VẬT", (AttributeRule("sống", "yes-no"),))]
    assert [(label.name, label.key) for label in relations] == [("ăn", "q")]
    assert len(project.labels.all(Scope.DOCUMENT)) == 10
