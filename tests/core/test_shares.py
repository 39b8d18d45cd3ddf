from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.errors import RefusedError
from annotator.core.shares import LARGEST_SEED, Recipe


@pytest.mark.parametrize(
    ("written", "shares", "parts"),
    [
        ("80/10/10", (80, 10, 10), ("train", "dev", "test")),
        ("70/30", (70, 30), ("train", "test")),
        (" 70 / 10 / 10 / 10 ", (70, 10, 10, 10), ("train", "dev", "test", "part-4")),
        ("60/10/10/10/10", (60, 10, 10, 10, 10), ("train", "dev", "test", "part-4", "part-5")),
    ],
)
def test_shares_are_read_and_name_their_parts(written: str, shares: tuple[int, ...], parts: tuple[str, ...]) -> None:
    recipe = Recipe.read(written, 7)
    assert (recipe.shares, recipe.seed, recipe.parts) == (shares, 7, parts)
    assert Recipe.read(recipe.written, 7) == recipe


@pytest.mark.parametrize(
    "written",
    ["", "100", "80/10", "80/10/20", "100/0", "110/-10", "80.0/20", "a/b", "50/50/", "٥٠/٥٠", "²/98",
     "20/20/20/20/10/10", "1" * 5000 + "/1"],
)  # fmt: skip
def test_other_shares_are_refused(written: str) -> None:
    with pytest.raises(RefusedError, match=r"split\.shares"):
        Recipe.read(written, 1)


@pytest.mark.parametrize("seed", [-1, LARGEST_SEED + 1])
def test_a_seed_that_no_file_holds_is_refused(seed: int) -> None:
    with pytest.raises(RefusedError, match=r"split\.seed"):
        Recipe((50, 50), seed)


@given(st.text(max_size=12))
def test_anything_else_is_refused_or_sums_to_a_hundred(written: str) -> None:
    with suppress(RefusedError):
        assert sum(Recipe.read(written, 0).shares) == 100
