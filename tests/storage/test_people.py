from __future__ import annotations

from typing import Any

import pytest

from annotator.core import edits
from annotator.core.errors import RefusedError
from annotator.core.ids import new_uid
from annotator.core.labels import LabelSpec
from annotator.core.model import AnnotatorKind, Answer, Assignment, Span


def test_a_person_is_added_once(desk: Any) -> None:
    people = desk.project.people
    lan, minh = desk.person, people.ensure("  Minh \n Anh ")
    assert minh.name == "Minh Anh"
    assert people.ensure("Lan") == lan
    assert people.all() == [lan, minh]
    desk.reopen()
    assert desk.project.people.all() == [lan, minh]


def test_a_machine_of_the_same_name_is_another_annotator(desk: Any) -> None:
    people = desk.project.people
    machine = people.ensure("Lan", AnnotatorKind.MACHINE)
    assert machine.id != desk.person.id
    assert people.find("Lan") == desk.person
    assert people.all(AnnotatorKind.MACHINE) == [machine]
    assert people.all(AnnotatorKind.PERSON) == [desk.person]


def test_who_has_part_in_the_project(desk: Any) -> None:
    project, people = desk.project, desk.project.people
    key = project.documents.ids()[0]
    names = ("chỉ đọc", "gán nhãn", "trả lời", "không gì", "đã thôi", "máy")
    kinds = {"máy": AnnotatorKind.MACHINE}
    who = {name: people.ensure(name, kinds.get(name, AnnotatorKind.PERSON)) for name in names}
    assert [each for each in people.with_part() if each.name in names] == []
    project.documents.keep_place(key, who["chỉ đọc"].id, 3)
    text, label = project.documents.text(key), desk.labels[0].id
    project.annotations.add_run_spans(key, who["máy"].id, text, [(5, 8, label, 0.5)])
    span = Span(project.store.next_id("span"), new_uid(), key, who["gán nhãn"].id, 0, 4, label, text[:4])
    project.journal.apply(edits.add_span(span, ""), desk.person.id)
    answer = Answer(project.store.next_id("answer"), key, who["trả lời"].id, 0, 4, label, "rejected")
    project.journal.apply(edits.reject(answer, "", ""), desk.person.id)
    assert people.first_article(who["gán nhãn"], preferred=99) == key
    begun = Assignment(project.store.next_id("assignment"), key, who["đã thôi"].id, "done", 5.0)
    project.journal.apply(edits.set_state(None, begun), desk.person.id)
    project.journal.undo(desk.person.id)
    found = [each.name for each in people.with_part() if each.name in names]
    assert found == ["chỉ đọc", "gán nhãn", "trả lời", "máy"]
    project.journal.apply(edits.remove_document(project.documents.get(key)), desk.person.id)
    assert [each.name for each in people.with_part() if each.name in names] == []
    assert people.first_article(who["gán nhãn"]) is None
    assert who["không gì"] in people.with_part(besides=who["không gì"])


def test_names(desk: Any) -> None:
    for blank in ("", " \t\n"):
        with pytest.raises(RefusedError, match=r"annotator\.name"):
            desk.project.people.ensure(blank)
    with pytest.raises(RefusedError, match=r"annotator\.unknown"):
        desk.project.people.find("Không ai")


def test_labels_come_in_the_order_of_the_set(desk: Any) -> None:
    assert desk.project.labels.all() == desk.labels


@pytest.mark.parametrize(("name", "key", "code"), [("đảng", "", "name"), ("Khác", "9", "key")])
def test_undo_brings_no_label_back_whose_name_or_key_is_given_away(desk: Any, name: str, key: str, code: str) -> None:
    """Such a set would break its own rules: nothing that is exported with it could be read back."""
    project, lan, minh = desk.project, desk.person.id, desk.project.people.ensure("Minh").id

    def new(spec: LabelSpec) -> edits.Edit:
        label = spec.as_label(project.store.next_id("label"), 20)
        return edits.change_labels([(None, label)], "label.add")

    project.journal.apply(new(LabelSpec("Đảng", key="9")), lan)
    label = next(label for label in project.labels.all() if label.name == "Đảng")
    project.journal.apply(edits.remove_label(label, [], []), lan)
    project.journal.apply(new(LabelSpec(name, key=key)), minh)
    before = project.labels.all()
    with pytest.raises(RefusedError, match=rf"label\.{code}-taken"):
        project.journal.undo(lan)
    assert project.labels.all() == before
    project.journal.undo(minh)
    assert project.journal.undo(lan) is not None
    assert label in project.labels.all()
