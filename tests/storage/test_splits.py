from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Any

import pytest

from annotator.core.errors import ProjectError, StaleEditError
from annotator.core.model import NewDocument
from annotator.core.shares import Recipe
from annotator.storage import splits
from annotator.storage.project import Project

RECIPE = Recipe((80, 10, 10), 7)


def test_parts_are_kept_by_shares_and_seed(desk: Any) -> None:
    store = desk.project.store
    assert (splits.kept(store), splits.parts(store, RECIPE)) == ([], {})
    splits.keep(store, RECIPE, {}, {desk.article: "train"})
    [other] = desk.add_articles(NewDocument("bai-2", "Một bài khác.", ""))
    splits.keep(store, RECIPE, {desk.article: "train"}, {other: "test"})
    splits.keep(store, Recipe((80, 10, 10), 8), {}, {other: "dev"})
    desk.reopen()
    store = desk.project.store
    assert splits.parts(store, RECIPE) == {desk.article: "train", other: "test"}
    assert splits.parts(store, Recipe((80, 10, 10), 8)) == {other: "dev"}
    assert splits.parts(store, Recipe((90, 10), 7)) == {}
    assert [(kept.recipe.seed, kept.documents) for kept in splits.kept(store)] == [(8, 1), (7, 2)]


def test_keeping_is_no_edit(desk: Any) -> None:
    before = desk.history()
    splits.keep(desk.project.store, RECIPE, {}, {desk.article: "train"})
    assert desk.history() == before
    assert desk.undo() is not None
    assert splits.parts(desk.project.store, RECIPE) == {desk.article: "train"}


def test_what_changed_since_is_refused_whole(desk: Any) -> None:
    splits.keep(desk.project.store, RECIPE, {}, {desk.article: "train"})
    with pytest.raises(StaleEditError, match=r"split\.stale"):
        splits.keep(desk.project.store, RECIPE, {}, {desk.article: "test"})
    assert splits.parts(desk.project.store, RECIPE) == {desk.article: "train"}


def test_a_failure_leaves_nothing(desk: Any) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        splits.keep(desk.project.store, RECIPE, {}, {desk.article: "train", 999: "test"})
    assert splits.kept(desk.project.store) == []


def test_a_project_that_is_read_keeps_nothing(desk: Any) -> None:
    reader = Project.open(desk.project.path, read_only=True)
    with pytest.raises(ProjectError, match=r"project\.read-only"):
        splits.keep(reader.store, RECIPE, {}, {desk.article: "train"})
    reader.close()


@pytest.mark.parametrize(
    ("damage", "found"),
    [
        ("UPDATE split_part SET part = 'half'", [(1, "half", "80/10/10")]),
        ("UPDATE split SET shares = '7'", [(1, "train", "7")]),
        ("UPDATE split SET shares = 'x'; DELETE FROM split_part", [(None, "", "x")]),
        ("UPDATE split SET seed = -1", [(1, "train", "80/10/10")]),
        ("DELETE FROM split_part", []),
    ],
)
def test_damage_is_found(new_desk: Callable[[], Any], damage: str, found: list[object]) -> None:
    desk = new_desk()
    store = desk.project.store
    splits.keep(store, RECIPE, {}, {desk.article: "train"})
    assert list(splits.damaged(store)) == []
    store.connection.executescript(damage)
    assert list(splits.damaged(store)) == found
    splits.kept(store)
    desk.project.close()


def test_texts_are_read_in_order_with_what_is_not_body(desk: Any) -> None:
    new = [NewDocument(str(n), f"Bài {n}.\n", "", lines=((0, 3, "title", "rule"),)) for n in range(120)]
    keys = desk.add_articles(*new)
    portions = list(splits.sources(desk.project.store, [999, *reversed(keys)]))
    rows = [row for portion in portions for row in portion]
    assert [row.id for row in rows] == keys
    assert [row.text for row in rows] == [document.text for document in new]
    assert {tuple(row.furniture) for row in rows} == {((0, 3),)}
    assert len(portions) > 1


def test_labels_are_counted_over_the_layers_that_are_meant(desk: Any) -> None:
    one, other = desk.add(0, 4), desk.add(5, 7, 1)
    desk.relate(one, other, 2)
    machine = desk.machine()
    desk.suggest(machine, (0, 4, 0), (8, 10, 0))
    store = desk.project.store
    assert splits.label_counts(store, [desk.person.id]) == {desk.article: {"PER": 1, "LOC": 1, "TITLE": 1}}
    assert splits.label_counts(store, [machine.id, desk.person.id])[desk.article]["PER"] == 2 + 1
    assert splits.label_counts(store, []) == {}
