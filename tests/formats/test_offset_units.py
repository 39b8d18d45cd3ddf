from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.core.text import Utf16Map
from annotator.formats.parts.offset_units import Evidence

WORDS = st.lists(st.sampled_from(["Hà", "Nội", "Huế", "Việt", "Nam", "đẹp", "Lan"]), min_size=4, max_size=8)


def words_of(pieces: list[str]) -> tuple[str, list[tuple[int, int]]]:
    """A text that begins with an emoji, and its words."""
    text, found = "\N{GRINNING FACE}", []
    for piece in pieces:
        found.append((len(text) + 1, len(text) + 1 + len(piece)))
        text = f"{text} {piece}"
    return text, found


@given(WORDS)
def test_spans_on_words_tell_their_unit(pieces: list[str]) -> None:
    text, words = words_of(pieces)
    unit = Utf16Map(text).unit
    points, units = Evidence(), Evidence()
    points.add(text, words)
    units.add(text, [(unit(start), unit(end)) for start, end in words])
    assert points.is_points(2)
    assert not units.is_points(2)


def test_without_a_difference_nothing_is_told() -> None:
    evidence = Evidence()
    evidence.add("Huế đẹp", [(1, 5)])
    assert not evidence.is_points(2)


def test_an_offset_inside_a_character_is_no_utf_16() -> None:
    evidence = Evidence()
    evidence.add("\N{GRINNING FACE}\N{GRINNING FACE} Huế", [(3, 6)])
    assert evidence.is_points(8)
