from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from functools import cache
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.grouping import Item
from annotator.core.near_duplicates import THRESHOLD, similarity, sketch
from annotator.core.shares import Recipe
from annotator.core.splitting import Division, divide

SHARES = [(80, 10, 10), (50, 50), (34, 33, 33), (60, 20, 10, 10), (20, 20, 20, 20, 20), (98, 1, 1)]


@cache
def body(base: int, kept: int) -> bytes:
    """The sketch of a text that shares so many of its 120 words with the others of its base."""
    own = [f"riêng{base}-{kept}-{n}" for n in range(120 - kept)]
    return sketch(" ".join([*(f"chung{base}-{n}" for n in range(kept)), *own]))


NEAR = [None, *((base, kept) for base in range(3) for kept in (0, 60, 90, 100, 120))]
DAYS = ["", "", "", "mới 1", "mới 2", "cũ 1"]


def articles(least: int = 0, most: int = 15) -> st.SearchStrategy[list[Item]]:
    """Articles with near-duplicates of some, days of some, and labels."""
    values = st.tuples(st.sampled_from(NEAR), st.sampled_from(DAYS), st.integers(0, 5), st.integers(0, 30))
    return st.lists(values, min_size=least, max_size=most).map(
        lambda drawn: [
            Item(key, f"digest {key}", body(*near) if near else b"", day, {"PER": persons, "LOC": places})
            for key, (near, day, persons, places) in enumerate(drawn)
        ]
    )


recipes = st.builds(Recipe, st.sampled_from(SHARES), st.integers(0, 5))


def tied(one: Item, other: Item) -> bool:
    near = similarity(one.sketch, other.sketch) >= THRESHOLD
    return near or one.digest == other.digest or (bool(one.day) and one.day == other.day)


def straddling(items: list[Item], found: Division) -> list[tuple[int, int]]:
    """The pairs of tied items in different parts, looked for among all pairs."""
    inside = [item for item in items if item.key in found.parts]
    return [
        (one.key, other.key)
        for one, other in combinations(inside, 2)
        if found.parts[one.key] != found.parts[other.key] and tied(one, other)
    ]


def holdings(items: list[Item], found: Division, recipe: Recipe) -> dict[str, Counter[str]]:
    held: dict[str, Counter[str]] = {part: Counter() for part in recipe.parts}
    for item in items:
        held[found.parts[item.key]].update({**item.counts, "articles": 1})
    return held


@given(articles(), recipes)
def test_a_new_split_has_every_article_and_nothing_straddles(items: list[Item], recipe: Recipe) -> None:
    found = divide(items, recipe)
    assert found.left_out == []
    assert set(found.parts) == {item.key for item in items}
    assert set(found.parts.values()) <= set(recipe.parts)
    assert straddling(items, found) == []


@given(articles(least=1), articles(), articles(), recipes)
def test_articles_keep_their_part_when_others_are_added(
    first: list[Item], second: list[Item], third: list[Item], recipe: Recipe
) -> None:
    items: list[Item] = []
    parts: dict[int, str] = {}
    for added in (first, second, third):
        items += [replace(item, key=len(items) + n, digest=f"digest {len(items) + n}") for n, item in enumerate(added)]
        found = divide([replace(item, part=parts.get(item.key, "")) for item in items], recipe)
        assert {key: found.parts[key] for key in parts} == parts
        assert straddling(items, found) == []
        assert {out.key for out in found.left_out} == {item.key for item in items} - set(found.parts)
        for out in found.left_out:
            assert len({found.parts[tie.key] for tie in out.ties}) > 1
            assert all(tied(items[out.key], items[tie.key]) for tie in out.ties)
        parts = found.parts


@given(articles(), recipes, st.randoms(use_true_random=False))
def test_the_same_texts_and_seed_give_the_same_parts_in_whatever_order(
    items: list[Item], recipe: Recipe, chance: random.Random
) -> None:
    found = divide(items, recipe)
    shuffled = list(items)
    chance.shuffle(shuffled)
    renumbered = [replace(item, key=100 + n) for n, item in enumerate(shuffled)]
    again = divide(renumbered, recipe)
    assert {item.digest: again.parts[item.key] for item in renumbered} == {
        item.digest: found.parts[item.key] for item in items
    }


def test_another_seed_gives_another_split() -> None:
    items = [Item(n, str(n), counts={"PER": n % 7, "LOC": n % 11}) for n in range(100)]
    drawn = {tuple(divide(items, Recipe((80, 10, 10), seed)).parts.values()) for seed in range(10)}
    assert len(drawn) == 10


@given(st.integers(0, 300), recipes)
def test_articles_that_stand_alone_are_shared_out_to_one(number: int, recipe: Recipe) -> None:
    items = [Item(n, str(n)) for n in range(number)]
    held = holdings(items, divide(items, recipe), recipe)
    for part, share in zip(recipe.parts, recipe.shares, strict=True):
        assert abs(held[part]["articles"] - number * share / 100) <= 1


@given(st.lists(st.integers(1, 8), min_size=1, max_size=60), recipes)
def test_shares_are_missed_by_no_more_than_the_largest_group(sizes: list[int], recipe: Recipe) -> None:
    items = [Item(10 * n + m, f"{n} {m}", b"", f"mới {n}") for n, size in enumerate(sizes) for m in range(size)]
    held = holdings(items, divide(items, recipe), recipe)
    for part, share in zip(recipe.parts, recipe.shares, strict=True):
        assert abs(held[part]["articles"] - len(items) * share / 100) <= max(sizes)


@pytest.mark.parametrize("shares", SHARES)
def test_every_part_has_its_share_of_every_label(shares: tuple[int, ...]) -> None:
    recipe = Recipe(shares, 3)
    items = [
        Item(
            n, str(n), day=f"mới {n // 7}" * (n % 7 < 2), counts={"PER": n * n % 23, "LOC": n % 3, "RARE": n % 40 == 0}
        )
        for n in range(1000)
    ]
    held = holdings(items, divide(items, recipe), recipe)
    totals = sum(held.values(), Counter())
    for part, share in zip(recipe.parts, shares, strict=True):
        for name, total in totals.items():
            assert abs(held[part][name] - total * share / 100) <= max(2, 0.01 * total), (part, name)


def test_new_articles_fill_what_lags_behind() -> None:
    items = [Item(n, str(n), part="train") for n in range(50)] + [Item(50 + n, str(50 + n)) for n in range(50)]
    counted = Counter(divide(items, Recipe((50, 50), 1)).parts.values())
    assert counted == {"train": 50, "test": 50}


def test_nothing_is_split_into_nothing() -> None:
    assert divide([], Recipe((50, 50), 1)) == Division()
