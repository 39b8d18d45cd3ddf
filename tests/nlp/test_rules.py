from __future__ import annotations

import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.nlp.suggesters import get, validated
from annotator.nlp.suggesters.rules import Rules

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))
SENTENCE = (
    "Sáng 10/5, Phó Chủ tịch UBND tỉnh Quảng Trị Nguyễn Văn An trao Bằng khen cho Bệnh viện Chợ Rẫy ở quận 5, "
    "theo Nghị quyết số 02-NQ/TW."
)
EXPECTED = [
    ("Sáng 10/5", "DATE"),
    ("Phó Chủ tịch", "TITLE"),
    ("UBND tỉnh Quảng Trị", "ORG"),
    ("Nguyễn Văn An", "PER"),
    ("Bằng khen", "AWARD"),
    ("Bệnh viện Chợ Rẫy", "ORG"),
    ("quận 5", "LOC"),
    ("Nghị quyết số 02-NQ/TW", "DOC"),
]


def quotes(text: str) -> list[tuple[str, str]]:
    return [(text[span.start : span.end], span.label) for span in Rules().suggest(text)]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("blank", [" ", "\u00a0"])
def test_each_label_with_its_extent(form: str, blank: str) -> None:
    written = [(unicodedata.normalize(form, quote).replace(" ", blank), label) for quote, label in EXPECTED]
    assert quotes(unicodedata.normalize(form, SENTENCE).replace(" ", blank)) == written


def test_a_place_is_told_from_a_lower_case_word() -> None:
    assert quotes("Sự thành công ở xã Thành Công và nước Đức") == [("xã Thành Công", "LOC"), ("Đức", "LOC")]


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_suggestions_of_an_article_are_clean(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    found = get("rules").suggest(text)
    assert found
    assert validated(text, found) == found
    assert all(before.end <= after.start for before, after in pairwise(found))


@settings(deadline=None, max_examples=100)
@given(
    st.lists(
        st.sampled_from(["Ông ", "Nguyễn ", "tỉnh ", "UBND ", "1/5", "\n", "quận", " - ", "Và ", "đại hội "])
        | st.text(max_size=4)
    )
)
def test_any_text_gives_valid_spans(pieces: list[str]) -> None:
    text = "".join(pieces)
    found = Rules().suggest(text)
    assert len(validated(text, found)) == len(found)
