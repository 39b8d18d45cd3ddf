from __future__ import annotations

import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.selection import (
    SnapUnit,
    is_blank,
    is_boundary,
    sentences,
    snap,
    step,
    syllable_at,
    syllables,
    trim,
)

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))
ODD = ["\u00a0", "\u200b", "\u200d", "\u0301", "\u0323", "\u2028", "👩", "🏽", "🇻", "🇳"]
TEXTS = st.text(st.sampled_from([*"aĐệ B1.,-/&“”()'\n\r\t", *ODD]), max_size=30)
UNITS = st.sampled_from(SnapUnit)


Case = tuple[str, int, int, list[tuple[int, int]] | None]


@st.composite
def selections(draw: st.DrawFn) -> Case:
    text = draw(TEXTS)
    start = draw(st.integers(0, len(text)))
    end = draw(st.integers(start, len(text)))
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    words = [pair for pair in pairwise(cuts) if draw(st.booleans())]
    return text, start, end, draw(st.sampled_from([None, words]))


def pieces(text: str) -> list[str]:
    return [text[start:end] for start, end in syllables(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bộ LĐ-TB&XH, ngày 02/02/2023", ["Bộ", "LĐ-TB&XH", "ngày", "02/02/2023"]),
        ("đội U23 lúc 19:28; 3.000 người, 1,5%", ["đội", "U23", "lúc", "19:28", "3.000", "người", "1,5"]),
        ("Quyết định 15/2020/QĐ-TTg", ["Quyết", "định", "15/2020/QĐ-TTg"]),
        ("TP.HCM và vov.vn", ["TP.HCM", "và", "vov.vn"]),
        ("Ảnh: Đăng Khoa/Nhân dân", ["Ảnh", "Đăng", "Khoa", "Nhân", "dân"]),
        ("tuyến Hà Nội-Hải Phòng", ["tuyến", "Hà", "Nội", "Hải", "Phòng"]),
        ("kinh tế-xã hội", ["kinh", "tế", "xã", "hội"]),
        ("ở Mát-xcơ-va, H’Mông, Covid-19", ["ở", "Mát-xcơ-va", "H’Mông", "Covid-19"]),
        ("GDVN- Chiều 17/2,", ["GDVN", "Chiều", "17/2"]),
        ("nói xong.Ông ấy", ["nói", "xong", "Ông", "ấy"]),
        (unicodedata.normalize("NFD", "Nguyễn Huệ"), [unicodedata.normalize("NFD", s) for s in ("Nguyễn", "Huệ")]),
        ("…!? 😀", []),
    ],
)
def test_syllables_keep_what_is_written_as_one_sign(text: str, expected: list[str]) -> None:
    assert pieces(text) == expected


@given(TEXTS)
def test_syllable_at_agrees_with_the_list(text: str) -> None:
    ranges = syllables(text)
    for position in range(len(text)):
        holding = [found for found in ranges if found[0] <= position < found[1]]
        assert syllable_at(text, position) == (holding[0] if holding else None)


def test_trim_takes_every_kind_of_blank() -> None:
    text = "\u00a0\u200b Hà Nội\ufeff\r\n"
    start, end = trim(text, 0, len(text)) or (0, 0)
    assert text[start:end] == "Hà Nội"
    assert trim(" \u00a0\u200b", 0, 3) is None
    assert trim("abc", 2, 2) is None


TEXT = "Ông Trần Văn A, ở TP. Hồ Chí Minh (TTXVN) nói."
WORDS = [(0, 3), (4, 14), (14, 15), (16, 17), (18, 21), (22, 33), (34, 35), (35, 40), (40, 41), (42, 45), (45, 46)]


@pytest.mark.parametrize(
    ("selected", "unit", "expected"),
    [
        ("ầ", SnapUnit.WORD, "Trần Văn A"),
        ("ầ", SnapUnit.SYLLABLE, "Trần"),
        ("ầ", SnapUnit.CHARACTER, "ầ"),
        ("ần V", SnapUnit.SYLLABLE, "Trần Văn"),
        (" Trần ", SnapUnit.SYLLABLE, "Trần"),
        ("P", SnapUnit.WORD, "TP"),
        ("P.", SnapUnit.WORD, "TP."),
        (". H", SnapUnit.WORD, "TP. Hồ Chí Minh"),
        ("(TT", SnapUnit.WORD, "(TTXVN"),
        ("TTX", SnapUnit.WORD, "TTXVN"),
        ("(", SnapUnit.WORD, "("),
    ],
)
def test_snap_grows_to_whole_units(selected: str, unit: SnapUnit, expected: str) -> None:
    at = TEXT.index(selected)
    start, end = snap(TEXT, at, at + len(selected), unit, WORDS) or (0, 0)
    assert TEXT[start:end] == expected


def test_snap_without_words_falls_back_to_syllables() -> None:
    assert snap("Hà Nội", 4, 5, SnapUnit.WORD, None) == (3, 6)
    assert snap("Hà Nội", 4, 5, SnapUnit.WORD, [(0, 2)]) == (3, 6)


def test_snap_never_cuts_a_visible_character() -> None:
    name = unicodedata.normalize("NFD", "Huệ")
    assert snap(name, 2, 3, SnapUnit.CHARACTER, None) == (2, 5)
    family = "x👩\u200d👧y"
    assert snap(family, 1, 2, SnapUnit.CHARACTER, None) == (1, 4)
    flags = "🇻🇳🇱🇦"
    assert snap(flags, 2, 3, SnapUnit.CHARACTER, None) == (2, 4)


def test_selection_over_lines_is_only_trimmed() -> None:
    assert snap("Hà Nội\nHuế \n", 1, 12, SnapUnit.WORD, [(0, 6), (7, 10)]) == (1, 10)


@given(selections(), UNITS)
def test_snapped_range_is_clean_and_stable(case: Case, unit: SnapUnit) -> None:
    text, start, end, words = case
    core = trim(text, start, end)
    snapped = snap(text, start, end, unit, words)
    assert (snapped is None) == (core is None)
    if snapped is None or core is None:
        return
    low, high = snapped
    assert 0 <= low <= core[0] < core[1] <= high <= len(text)
    assert not is_blank(text[low])
    assert not is_blank(text[high - 1])
    assert is_boundary(text, low) or is_blank(text[low - 1])
    assert is_boundary(text, high) or is_blank(text[high])
    assert snap(text, low, high, unit, words) == snapped


@given(selections(), UNITS, st.sampled_from(["start", "end", None]))
def test_steps_are_monotone_and_reach_the_ends(case: Case, unit: SnapUnit, edge: str | None) -> None:
    text, position, _, words = case
    right = left = position
    for _ in range(len(text) + 1):
        further = step(text, right, unit, 1, words, edge)
        assert right <= further <= len(text)
        right = further
        nearer = step(text, left, unit, -1, words, edge)
        assert 0 <= nearer <= left
        left = nearer
    assert step(text, right, unit, 1, words, edge) == right
    assert step(text, left, unit, -1, words, edge) == left


@given(TEXTS, UNITS)
def test_growing_passes_every_visible_character(text: str, unit: SnapUnit) -> None:
    core = trim(text, 0, len(text))
    if core is None:
        return
    place = 0
    while (further := step(text, place, unit, 1, None)) > place:
        assert not is_blank(text[further - 1])
        place = further
    left_out = text[place : core[1]]
    assert not left_out or unit is not SnapUnit.CHARACTER
    assert all(is_blank(character) or unicodedata.category(character)[0] == "P" for character in left_out)


def test_edges_step_to_whole_words() -> None:
    assert step(TEXT, 33, SnapUnit.WORD, -1, WORDS, "end") == 21
    assert step(TEXT, 33, SnapUnit.WORD, 1, WORDS) == 40
    assert step(TEXT, 22, SnapUnit.WORD, -1, WORDS) == 18
    assert step(TEXT, 18, SnapUnit.WORD, 1, WORDS, "start") == 22
    assert step(TEXT, 22, SnapUnit.SYLLABLE, 1, WORDS, "start") == 25
    assert step(TEXT, 33, SnapUnit.CHARACTER, -1, WORDS, "end") == 32
    assert step(TEXT, len(TEXT), SnapUnit.WORD, 1, WORDS) == len(TEXT)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ông đến TP. Hồ Chí Minh. Ông nói.", ["Ông đến TP. Hồ Chí Minh.", "Ông nói."]),
        ("GS.TS. Trần A. và ThS. Lê B. Sau đó về.", ["GS.TS. Trần A. và ThS. Lê B. Sau đó về."]),
        ("Có 3.000 người. Năm 2023. Hết", ["Có 3.000 người.", "Năm 2023.", "Hết"]),
        ("1. Mục tiêu. 2. Nhiệm vụ", ["1. Mục tiêu.", "2. Nhiệm vụ"]),
        ("“Thật à?” anh hỏi… rồi đi. “Ừ!” Chị đáp… Thôi", ["“Thật à?” anh hỏi… rồi đi.", "“Ừ!”", "Chị đáp…", "Thôi"]),
        ("Tiêu đề\r\n\r\n\u00a0Câu một.\u2028Câu hai", ["Tiêu đề", "Câu một.", "Câu hai"]),
        ("gạo, ngô v.v. Ngoài ra", ["gạo, ngô v.v.", "Ngoài ra"]),
        (" \n", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == expected


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_sentences_cover_all_that_is_visible(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    found = sentences(text)
    assert all(a[1] <= b[0] for a, b in pairwise(found))
    inside = sum(len("".join(text[start:end].split())) for start, end in found)
    assert inside == len("".join(text.split()))
