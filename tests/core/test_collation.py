from __future__ import annotations

import random
import sqlite3
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.collation import sort_key

TEXTS = st.text(
    st.one_of(st.sampled_from("aăâbdđeêoôơuưyàảãáạABĐ 019-“\u0301\u0308"), st.characters(exclude_categories=["Cs"]))
)


@pytest.mark.parametrize(
    "ordered",
    [
        list("aăâbcdđeêghiklmnoôơpqrstuưvxy"),
        ["ba", "bà", "bả", "bã", "bá", "bạ", "bác", "băng"],
        ["ba na", "bà an", "bà ba", "bác"],
        ["Đà Nẵng", "Điện Biên", "Đồng Nai", "Hà Nội", "Hải Phòng", "Huế"],
        ["dân", "dần", "đan xen", "đàn"],
        ["Bài 2", "Bài 10", "Bài 0100", "Bài ca"],
        ["2 người", "10 người", "người"],
        ["", "an", "An", "AN", "an ninh"],
        ["ngành", "nghề"],
        ["schon", "schön", "schong"],
        ["zebra", "Ω", "北京"],
    ],
)
def test_dictionary_order(ordered: list[str]) -> None:
    mixed = ordered.copy()
    random.Random(1).shuffle(mixed)
    assert sorted(mixed, key=sort_key) == ordered
    with sqlite3.connect(":memory:") as connection:
        connection.execute("CREATE TABLE title (text TEXT, key TEXT)")
        connection.executemany("INSERT INTO title VALUES (?, ?)", [(text, sort_key(text)) for text in mixed])
        assert [text for (text,) in connection.execute("SELECT text FROM title ORDER BY key")] == ordered


def test_what_does_not_count() -> None:
    assert sort_key(" “Đảng bộ”") == sort_key("Đảng\u00a0bộ") == sort_key("Đảng-bộ")
    assert sort_key("hoà") == sort_key("hòa")
    assert sort_key("7" * 5000) != sort_key("7" * 4999)


@given(TEXTS)
def test_normalisation_does_not_count(text: str) -> None:
    assert sort_key(unicodedata.normalize("NFC", text)) == sort_key(unicodedata.normalize("NFD", text))


@given(TEXTS)
def test_keys_can_be_stored_as_text(text: str) -> None:
    key = sort_key(text)
    assert "\0" not in key
    assert key.encode()


@given(st.lists(st.sampled_from(["ba", "bà", "bác", "Bà", "bà ba", "10", "9"]), min_size=2))
def test_a_first_word_decides_before_all_later_ones(words: list[str]) -> None:
    first, second = words[:2]
    if sort_key(first.lower()) < sort_key(second.lower()) and " " not in first + second:
        assert sort_key(f"{first} y") < sort_key(f"{second} a")
