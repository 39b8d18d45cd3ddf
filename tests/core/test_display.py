from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.core.display import LONGEST, DisplayMap
from annotator.core.text import line_ranges

TEXTS = st.text(st.sampled_from("aà ế\u00a0😀🇻e\u0301\r\n\u2028\ufdd0\ufeff\t."), max_size=60)


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def shown(text: str, keep: frozenset[int]) -> DisplayMap:
    """A map that shows the lines with these numbers."""
    return DisplayMap(text, [line for number, line in enumerate(line_ranges(text)) if number in keep])


@given(TEXTS, st.frozensets(st.integers(0, 20)))
def test_positions_and_offsets_are_inverse_on_what_is_shown(text: str, keep: frozenset[int]) -> None:
    display = shown(text, keep)
    for start, end in display.paragraphs:
        for offset in range(start, end + 1):
            assert display.offset(display.position(offset)) == offset


@given(TEXTS, st.frozensets(st.integers(0, 20)))
def test_what_is_shown_has_the_length_of_its_paragraphs(text: str, keep: frozenset[int]) -> None:
    display = shown(text, keep)
    assert [units(part) for part in display.shown.split("\n")] == [units(text[a:b]) for a, b in display.paragraphs]


@given(TEXTS, st.frozensets(st.integers(0, 20)), st.integers(0, 60), st.integers(0, 60))
def test_a_range_lies_where_its_characters_are(text: str, keep: frozenset[int], a: int, b: int) -> None:
    start, end = min(a, b, len(text)), min(max(a, b), len(text))
    display = shown(text, keep)
    seen = 0
    for number, (first, last) in enumerate(display.paragraphs):
        inside = display.inside(number, start, end)
        covered = text[max(start, first) : min(end, last)]
        assert (inside is None) == (not covered)
        if inside is not None:
            seen += 1
            assert units(text[first : max(start, first)]) == inside[0]
            assert inside[1] - inside[0] == units(covered)
    assert display.is_shown(start, end) == bool(seen)


def test_a_folded_offset_is_at_the_end_of_the_paragraph_before() -> None:
    text = "one\nfolded\nthree"
    display = shown(text, frozenset({0, 2}))
    assert display.shown == "one\nthree"
    assert display.position(text.index("folded") + 2) == 3
    assert display.offset(4) == text.index("three")


def test_a_long_line_is_cut_after_a_sentence_and_loses_nothing() -> None:
    text = "Một câu vừa phải. " * 700
    display = DisplayMap(text, line_ranges(text))
    assert display.has_cuts
    assert "".join(text[a:b] for a, b in display.paragraphs) == text
    assert all(b - a <= LONGEST for a, b in display.paragraphs)
    assert all(text[a - 2 : a] == ". " for a, _ in display.paragraphs[1:])
    assert [display.is_continued(n) for n in range(3)] == [False, True, True]
    second = display.paragraphs[1][0]
    assert display.end_position(second) == display.position(second) - 1


def test_a_long_line_without_a_blank_is_cut_between_characters() -> None:
    text = "e\u0301" * (2 * LONGEST)
    display = DisplayMap(text, line_ranges(text))
    assert "".join(text[a:b] for a, b in display.paragraphs) == text
    assert all(text[a] == "e" for a, _ in display.paragraphs)


def test_nothing_to_show_is_one_empty_paragraph() -> None:
    display = DisplayMap("hidden", [])
    assert display.shown == ""
    assert display.offset(0) == 0
    assert display.position(4) == 0
    assert not display.is_shown(0, 6)
