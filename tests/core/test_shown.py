from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from annotator.core.shown import one_line

NAMES = st.one_of(
    st.text(max_size=40),
    st.text(st.sampled_from("aế \t\n\r\x00\x85\u2028\u202e\u2066\u2068\u2069\u200fאب7"), max_size=20),
)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Hà Nội  & <b>Huế</b>", "Hà Nội  & <b>Huế</b>"),
        ("một\nhai\r\nba\tbốn", "một hai ba bốn"), ("a\u2028b", "a b"),
        ("photo\u202egnp.exe", "photognp.exe"), ("\x1b[31mđỏ\x07", "[31mđỏ"), ("אב 7", "\u2068אב 7\u2069"),
        ("👩\u200d🌾", "👩\u200d🌾"), ("", ""),
        ("a · \u2068אב\u2069 7", "a · \u2068אב\u2069 7"), ("\u2069a\u2068", "a"), ("\u2068" * 9 + "\u2069" * 9, ""),
    ],
)  # fmt: skip
def test_a_name_stands_in_one_line(name: str, expected: str) -> None:
    assert one_line(name) == expected


@given(NAMES)
@example("\u2068" * 4 + "a" + "\u2069" * 4 + "א")
def test_nothing_breaks_or_turns_the_line_around_it(name: str) -> None:
    shown = one_line(name)
    assert len(shown.splitlines()) <= 1
    assert not any(unicodedata.category(letter) == "Cc" for letter in shown)
    depth = 0
    for letter in shown:
        kind = unicodedata.bidirectional(letter)
        assert kind not in {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI"}
        depth += {"FSI": 1, "PDI": -1}.get(kind, 0)
        assert depth >= 0
        assert depth or kind not in {"R", "AL"}
    assert depth == 0
    assert one_line(shown) == shown


@given(st.text(st.sampled_from("aăâđêôơưẠằỂỗ -–“”,.;:!?()&<>0123456789"), max_size=60))
def test_vietnamese_stays_as_it_is(name: str) -> None:
    assert one_line(name) == name
