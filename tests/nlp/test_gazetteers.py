from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.core.assets import asset
from annotator.nlp.suggesters.news.gazetteers import KINDS, Gazetteers, Match, gazetteers

FOLDER = asset("resources", "gazetteers")


def found(text: str, *kinds: str) -> list[tuple[str, str]]:
    words = text.split(" ")
    wanted = [match for match in gazetteers().matches(words) if not kinds or match.kind in kinds]
    return [(" ".join(words[first:end]), kind) for first, end, kind in wanted]


@pytest.mark.parametrize("name", KINDS)
def test_a_list_is_sorted_composed_and_says_where_it_comes_from(name: str) -> None:
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    header = [line for line in text.splitlines() if line.startswith("#")]
    names = text.splitlines()[len(header) :]
    assert text == unicodedata.normalize("NFC", text)
    assert names == sorted(set(names))
    assert all(line == " ".join(line.split()) for line in names)
    assert [line.partition(":")[0] for line in header[1:3]] == ["# source", "# licence"]


def test_every_list_is_loaded() -> None:
    assert {path.stem for path in FOLDER.glob("*.txt")} == set(KINDS)
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 1_000_000


def test_the_longest_name_of_a_kind_is_found_at_each_place() -> None:
    lists = Gazetteers({"a": ["Hà", "Hà Nam Ninh", "Nam"], "b": ["Hà Nam"]})
    matches = lists.matches(["ở", "Hà", "Nam", "Ninh"])
    assert matches == [Match(1, 4, "a"), Match(1, 3, "b"), Match(2, 3, "a")]


@pytest.mark.parametrize(
    "text",
    [
        "Khánh Hòa",
        "khánh hoà",
        "KHÁNH HOÀ",
        unicodedata.normalize("NFD", "Khánh Hòa"),
        "TP. HCM",
        "TP.HCM",
        "Bà Rịa - Vũng Tàu",
        "Bà Rịa-Vũng Tàu",
        "Bà Rịa – Vũng Tàu",
    ],
)
def test_a_province_is_found_however_it_is_written(text: str) -> None:
    assert (text, "prov") in found(text)
    assert "prov" in gazetteers().kinds(text)


def test_a_name_is_not_found_across_a_mark_or_a_missing_syllable() -> None:
    assert found("Khánh , Hòa", "prov") == []
    assert Gazetteers({"a": ["x y"]}).matches(["x", "", "y"]) == []


def test_kinds_tell_the_clear_from_the_ambiguous() -> None:
    assert sorted(found("Mỹ và Thái Lan", "country", "country1")) == [
        ("Mỹ", "country1"),
        ("Thái", "country1"),
        ("Thái Lan", "country"),
    ]
    assert "ward1" in gazetteers().kinds("Thành Công")
    assert "dist" in gazetteers().kinds("Nam Trà My")
    assert gazetteers().kinds("không có tên này") == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("phó chủ tịch", "title"),
        ("UBND", "orghead"),
        ("Liên đoàn Lao động", "orghead"),
        ("TTXVN", "orgabbr"),
        ("tỉnh", "placehead"),
        ("đồng chí", "honor"),
        ("Nguyễn", "family"),
        ("thị", "given"),
        ("nghị quyết", "dochead"),
        ("kỳ họp", "eventhead"),
        ("huân chương", "awardhead"),
        ("an toàn, vệ sinh lao động", "law"),
        ("Bắc Kinh", "city"),
    ],
)
def test_words_of_each_list(text: str, kind: str) -> None:
    assert (text, kind) in found(text)


@settings(deadline=None, max_examples=200)
@given(
    st.lists(
        st.sampled_from(["Hà", "Nội", "TP.", "HCM", "-", "", "\x00", "\u00a0", "Thừa", "Thiên", "Huế", "ß"]) | st.text()
    )
)
def test_any_syllables_give_ranges_inside_them(syllables: list[str]) -> None:
    for first, end, kind in gazetteers().matches(syllables):
        assert 0 <= first < end <= len(syllables)
        assert kind in KINDS.values()
