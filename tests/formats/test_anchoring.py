from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.formats.parts.anchoring import anchored

TEXT = "\N{GRINNING FACE} Ông Nam ở Huế. Bà Nam ở Hà Nội.\r\nNgười Hà\u00a0Nội."


@pytest.mark.parametrize(
    ("start", "end", "quote", "place"),
    [
        (12, 15, "Huế", (12, 15)),
        (13, 16, "Huế", (12, 15)),  # UTF-16 units before an emoji counted as one
        (400, 403, "Huế", (12, 15)),
        (6, 9, "Nam", (6, 9)),
        (21, 24, "Nam", (20, 23)),
        (13, 16, "Nam", None),  # as near to the one as to the other
        (0, 3, "Vinh", None),
        (5, 5, "", None),
        (2, 9, "Ông  Nam", (2, 9)),
    ],
)
def test_a_quote_is_found_where_it_can_only_be(start: int, end: int, quote: str, place: tuple[int, int] | None) -> None:
    assert anchored(TEXT, start, end, quote) == place


def test_what_stands_beside_tells_which() -> None:
    assert anchored(TEXT, 13, 16, "Nam", prefix="Bà ") == (20, 23)
    assert anchored(TEXT, 13, 16, "Nam", suffix=" ở Huế") == (6, 9)


@given(st.text("aă \N{GRINNING FACE}", min_size=1, max_size=20), st.data())
def test_right_offsets_stay(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert anchored(text, start, end, text[start:end]) == (start, end)
