from __future__ import annotations

import random

import pytest

from annotator.core import grouping
from annotator.core.grouping import Groups, Item, LeftOut, Tie, TieKind, Union, grouped
from annotator.core.near_duplicates import similarity, sketch

NEAR, DAY = TieKind.NEAR_DUPLICATE, TieKind.SAME_DAY


def body(*pieces: int) -> bytes:
    """The sketch of a text of pieces of a hundred words each, made from numbers."""
    words = [f"tiếng{random.Random(piece * 1000 + n).randrange(9**9)}" for piece in pieces for n in range(100)]
    return sketch(" ".join(words))


def run(*items: Item) -> Groups:
    return grouped(items, lambda: None)


def keys(found: Groups, *items: Item) -> set[frozenset[int]]:
    return {frozenset(items[place].key for place in group) for group in found.groups}


def test_near_duplicates_and_one_source_and_day_belong_together_through_others_too() -> None:
    items = [
        Item(1, "a", body(1, 2)),
        Item(2, "b", body(1, 2, 3)),
        Item(3, "c", body(9), "mới 2024-01-02"),
        Item(4, "d", body(1, 2, 3, 4), "mới 2024-01-02"),
        Item(5, "e", body(7)),
        Item(6, "f", b""),
        Item(7, "g", b""),
    ]
    found = run(*items)
    assert keys(found, *items) == {frozenset({1, 2, 3, 4}), frozenset({5}), frozenset({6}), frozenset({7})}
    assert (found.near_duplicates, found.same_day, found.left_out) == (3, 2, [])


def test_the_same_text_without_words_belongs_together() -> None:
    items = Item(1, "same"), Item(2, "other"), Item(3, "same")
    found = run(*items)
    assert keys(found, *items) == {frozenset({1, 3}), frozenset({2})}
    assert found.near_duplicates == 2


def test_a_bridge_between_parts_is_left_out_and_what_comes_after_it_is_not() -> None:
    items = [
        Item(1, "a", body(1, 2), part="train"),
        Item(2, "b", body(8), "mới 2024-01-02", part="test"),
        Item(3, "bridge", body(1, 2, 3), "mới 2024-01-02"),
        Item(4, "d", body(5), "mới 2024-01-02"),
        Item(5, "e", body(1, 2)),
    ]
    found = run(*items)
    assert found.left_out == [LeftOut(3, (Tie(1, "train", NEAR), Tie(2, "test", DAY)))]
    assert found.left_out[0].code == "split.both"
    assert keys(found, *items) == {frozenset({1, 5}), frozenset({2, 4})}


@pytest.mark.parametrize(
    ("first", "second", "code"),
    [
        (Item(1, "a", body(1, 2), part="train"), Item(2, "b", body(2, 3), part="test"), "split.near"),
        (Item(1, "a", body(1, 2), part="train"), Item(2, "b", b"", "mới 1", part="test"), "split.both"),
    ],
)
def test_why_an_article_is_left_out(first: Item, second: Item, code: str) -> None:
    [out] = run(first, second, Item(3, "c", body(1, 2, 3), "mới 1")).left_out
    assert (out.key, out.code, {tie.part for tie in out.ties}) == (3, code, {"train", "test"})


def test_an_article_in_a_part_that_comes_to_belong_with_another_waits() -> None:
    items = (
        Item(1, "a", b"", "mới 1", part="train"),
        Item(2, "b", b"", "mới 1", part="test"),
        Item(3, "c", b"", "mới 1"),
    )
    found = run(*items)
    assert found.left_out == [LeftOut(2, (Tie(1, "train", DAY),), "test")]
    assert found.left_out[0].code == "split.waits"
    assert keys(found, *items) == {frozenset({1, 3})}


def test_each_of_many_copies_is_compared_once(monkeypatch: pytest.MonkeyPatch) -> None:
    compared = []
    monkeypatch.setattr(grouping, "similarity", lambda one, other: compared.append(1) or similarity(one, other))
    items = [Item(n, str(n), body(1, 2, 3)) for n in range(300)]
    assert len(run(*items).groups) == 1
    assert len(compared) == 299


def test_sets_are_joined() -> None:
    sets = Union(5)
    for one, other in ((3, 4), (1, 3), (4, 1)):
        sets.join(one, other)
    assert [sets.find(n) for n in range(5)] == [0, 1, 2, 1, 1]


def test_grouping_can_be_stopped() -> None:
    def stop() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        grouped([Item(1, "a")], stop)
