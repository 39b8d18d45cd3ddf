from __future__ import annotations

from typing import Any

import pytest

from annotator.core.errors import RefusedError
from annotator.core.model import AnnotatorKind


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


def test_names(desk: Any) -> None:
    for blank in ("", " \t\n"):
        with pytest.raises(RefusedError, match=r"annotator\.name"):
            desk.project.people.ensure(blank)
    with pytest.raises(RefusedError, match=r"annotator\.unknown"):
        desk.project.people.find("Không ai")


def test_labels_come_in_the_order_of_the_set(desk: Any) -> None:
    assert desk.project.labels.all() == desk.labels
