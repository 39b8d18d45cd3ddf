"""A label that comes without a colour gets one that no label has."""

from __future__ import annotations

import re

from annotator.core.colours import PALETTE, free_colour
from annotator.core.labels import shipped


def test_the_palette_comes_first_in_its_order() -> None:
    assert free_colour([]) == PALETTE[0]
    assert free_colour([PALETTE[0].upper(), PALETTE[2]]) == PALETTE[1]


def test_all_are_different_and_always_the_same() -> None:
    made: list[str] = []
    for _ in range(50):
        made.append(free_colour(made))
    assert len(set(made)) == 50
    assert all(re.fullmatch("#[0-9a-f]{6}", colour) for colour in made)
    assert made[20] == free_colour(made[:20])


def test_beside_the_default_set_a_new_one_is_unlike_all() -> None:
    taken = [label.colour for label in shipped()]
    new = free_colour(taken)
    for colour in taken:
        assert max(abs(int(new[at : at + 2], 16) - int(colour[at : at + 2], 16)) for at in (1, 3, 5)) > 40
