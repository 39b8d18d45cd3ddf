from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from annotator.core.syllables import is_syllable, share

SEEDS = Path(__file__).parents[2] / "seeds"


SYLLABLES = """
à ý ở nghiêng Nguyễn Phú Trọng quốc quyết quỳnh quê qua gì giếng giết gìn giữa khuỷu khuya xoong hoà hòa thuý thúy
Đảng việt nghĩa ghế kỳ ngoằn ngoèo tuyệt oanh yêu ươm chuyện thuở boong nguyen dang viet quoc gieng Uỷ Ủy truyền rượu
toàn huơ
"""


@pytest.mark.parametrize("word", SYLLABLES.split())
def test_syllables(word: str) -> None:
    assert is_syllable(word)
    assert is_syllable(unicodedata.normalize("NFD", word))
    assert is_syllable(word.upper())


@pytest.mark.parametrize(
    "word",
    ["", "Thongsalith", "tæng", "th­", "viêt", "các̀", "càc", "kan", "ngi", "ghan", "cê", "viń", "vov", "schröder",
     "qôc", "x", "đ", "Bộn g", "a1", "café", "naïve", "hóà", "q" * 100],
)  # fmt: skip
def test_other_words(word: str) -> None:
    assert not is_syllable(word)


def test_the_seeds_are_vietnamese() -> None:
    for path in SEEDS.glob("*.txt"):
        assert share(path.read_text("utf-8")) > 0.9, path.name


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12 345 ...",
        "Tong Bi thu tiep doan dai bieu",
        "La mer est belle à la tombée du jour",
        "The cat sat on the mat",
    ],
)
def test_what_lacks_vietnamese_letters_has_no_share(text: str) -> None:
    assert share(text) == 0.0


def test_a_share_counts_words_without_their_punctuation() -> None:
    assert share("“Đảng bộ” (Lào) – Thongsalith, 17/2/2023!") == 0.75
