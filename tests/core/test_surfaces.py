from __future__ import annotations

import time

import pytest
from clock import holds
from hypothesis import assume, given
from hypothesis import strategies as st

from annotator.core.surfaces import LONGEST, is_telling, other_places, places, surface

TEXTS = st.text(st.sampled_from("HhàN1 \u00a0\n_-.\u0300😀"), max_size=40)
NAMES = st.text(st.sampled_from("HhàN1 .\u0300"), min_size=1, max_size=5).map(surface)


def alone(text: str, start: int, end: int) -> bool:
    """The definition, character by character."""
    return not any(c.isalnum() or c == "\u0300" for c in text[start - 1 : start] + text[end : end + 1])


def every_place(text: str, name: str) -> list[tuple[int, int]]:
    """All places by trying every range, the first of those that overlap."""
    found: list[tuple[int, int]] = []
    for start in range(len(text)):
        for end in range(start + 1, len(text) + 1):
            piece = text[start:end]
            fits = surface(piece) == name and piece == piece.strip() and "\n" not in piece
            if fits and alone(text, start, end) and (not found or found[-1][1] <= start):
                found.append((start, end))
    return found


@given(TEXTS, NAMES)
def test_every_place_that_stands_by_itself_is_found_and_no_other(text: str, name: str) -> None:
    assume(name)
    assert list(places(text, name)) == every_place(text, name)


@given(TEXTS, st.data())
def test_other_places_go_on_behind_and_leave_the_range_itself_out(text: str, data: st.DataObject) -> None:
    assume(text)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    name = surface(text[start:end])
    found = list(other_places(text, name, start, end))
    behind = [place for place in found if place[0] >= end]
    before = [place for place in found if place[1] <= start]
    assert found == behind + before
    assert found == [*sorted(behind), *sorted(before)]
    for first, last in found:
        assert surface(text[first:last]) == name


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Hà Nội", True),
        ("27/12", True),
        ("G7", True),
        ("H", False),
        ("7", False),
        ("chủ tịch", False),
        ("", False),
        ("A" * LONGEST, True),
        ("A" * (LONGEST + 1), False),
    ],
)
def test_only_names_and_numbers_are_telling(name: str, expected: bool) -> None:
    assert is_telling(name) == expected


def test_a_name_is_not_put_together_from_two_paragraphs() -> None:
    text = "Về Hà\nNội có Hà\u00a0 Nội."
    assert [text[slice(*place)] for place in places(text, "Hà Nội")] == ["Hà\u00a0 Nội"]


def test_nothing_is_cut_out_of_a_word() -> None:
    assert list(places("HuếHuế Huế2 2Huế Ha\u0300 (Huế)", "Huế")) == [(22, 25)]
    assert list(places("Ha\u0300", "Ha")) == []
    assert list(places("xA A A", "A A")) == [(3, 6)]


def test_a_long_text_takes_linear_time() -> None:
    def seconds(text: str) -> float:
        start = time.process_time()
        for name in ("Hà Nội", "A A A", "Xứ sở"):
            for _ in places(text, name):
                pass
        return time.process_time() - start

    text = "Ở Hà Nội hay Hà Nam, AA A A xA A A không ai rõ. " * 1_000
    assert holds(lambda: seconds(text * 20) < 20 * seconds(text * 2) + 0.05)
