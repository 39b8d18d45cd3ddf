from __future__ import annotations

from typing import Any

import pytest

from annotator.core.errors import InputError
from annotator.core.model import NewDocument, Span
from annotator.storage import imports


def pending(desk: Any) -> int:
    batch = desk.project.documents.begin_batch("test")
    [key] = desk.project.documents.add(batch, [NewDocument("b", "Ở Huế.", "b")])
    return int(key)


def test_rows_of_an_unseen_document_are_counted_and_take_its_uid(desk: Any) -> None:
    key, store = pending(desk), desk.project.store
    span = Span(desk.key("span"), "s1", key, desk.person.id, 2, 5, desk.labels[1].id, "Huế")
    imports.write(store, [span])
    imports.keep_uids(store, {"elsewhere": key})
    assert desk.project.documents.get(key).uid == "elsewhere"
    assert desk.project.annotations.counts(key, desk.person.id) == (1, 0)
    assert imports.taken(store, "span", ["s1", "s2"]) == {"s1"}
    assert imports.places(store, "span", key, desk.person.id) == {(2, 5, desk.labels[1].id): span.id}
    assert desk.project.documents.sweep() == 1
    assert imports.taken(store, "span", ["s1", "s2"]) == set()


def test_a_span_that_does_not_fit_is_refused_with_all_that_came_with_it(desk: Any) -> None:
    key = pending(desk)
    span = Span(desk.key("span"), "s1", key, desk.person.id, 2, 5, desk.labels[1].id, "Hue")
    other = Span(desk.key("span"), "s2", key, desk.person.id, 0, 1, desk.labels[1].id, "Ở")
    with pytest.raises(InputError, match=r"span\.quote"):
        imports.write(desk.project.store, [other, span])
    assert imports.taken(desk.project.store, "span", ["s2"]) == set()


def test_only_visible_documents_have_names_and_texts(desk: Any) -> None:
    pending(desk)
    assert imports.names(desk.project.store) == {"bai-1"}
    assert len(imports.digests(desk.project.store)) == 1


def test_an_annotator_with_nothing_can_be_forgotten(desk: Any) -> None:
    new = desk.project.people.ensure("Mai")
    imports.forget_annotators(desk.project.store, [new.id, desk.person.id])
    assert [person.name for person in desk.project.people.all()] == ["Lan"]
