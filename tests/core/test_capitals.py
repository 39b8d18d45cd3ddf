from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.capitals import Commons, runs
from annotator.core.selection import Range


def words_of(text: str, *words: str) -> list[Range]:
    """Where words of several syllables stand, as a segmenter would tell."""
    found = [(at, at + len(word)) for word in words for at in range(len(text)) if text.startswith(word, at)]
    return sorted(found)


def quotes(text: str, *words: str) -> list[str]:
    return [text[start:end] for start, end in runs(text, (0, len(text)), words_of(text, *words) or None, Commons(text))]


def test_a_name_goes_by_words() -> None:
    text = "Ở đó, Văn phòng Trung ương Đảng họp."
    assert quotes(text, "Văn phòng", "Trung ương") == ["Văn phòng Trung ương Đảng"]
    assert quotes(text) == ["Văn", "Trung", "Đảng"]


def test_a_title_is_cut_off_from_the_name() -> None:
    text = "do Phó Chủ tịch Quốc hội, Tổng Bí thư Tô Lâm và Thứ trưởng dự"
    found = quotes(text, "Chủ tịch", "Quốc hội", "Tổng Bí thư", "Tô Lâm", "Thứ trưởng")
    assert found == ["Phó Chủ tịch", "Quốc hội", "Tổng Bí thư", "Tô Lâm", "Thứ trưởng"]


@pytest.mark.parametrize(
    "date",
    ["sáng 23/2", "ngày 02/02/2023", "năm 2024", "17/02/2023 19:28", "ngày 2 tháng 9 năm 1945", "2026–2030",
     "quý I/2025", "nhiệm kỳ 2023-2028"],
)  # fmt: skip
def test_dates(date: str) -> None:
    assert quotes(f"họp {date} rồi", "nhiệm kỳ") == [date]


@pytest.mark.parametrize("text", ["đã đạt 100% và 55 người", "là một năm sau", "trong ngày", ""])
def test_what_is_no_name(text: str) -> None:
    assert quotes(text) == []


def test_a_common_word_at_the_beginning_of_a_sentence_begins_no_name() -> None:
    assert quotes("Đúng giờ, Hà Nội họp đúng giờ. Bao giờ", "Hà Nội", "Đúng giờ", "đúng giờ") == ["Hà Nội", "Bao"]
    assert quotes("Cơ quan Hà Nội họp.", "Hà Nội", "Cơ quan") == ["Cơ quan Hà Nội"]
    assert quotes("Tại Hà Nội, họp. Ở đó", "Hà Nội") == ["Hà Nội"]
    assert quotes("ở nhà Đảng và đảng viên") == ["Đảng"]


@given(st.text(st.sampled_from("aAĐđ1 2/.,-–năm\n👩\u0301"), max_size=80), st.data())
def test_runs_are_in_order_and_in_the_line(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = runs(text, (start, end), None, Commons(text))
    assert all(start <= a < b <= end for a, b in found)
    assert all(b <= c for (_, b), (c, _) in pairwise(found))
    assert all(not text[a].isspace() and not text[b - 1].isspace() for a, b in found)


def test_a_line_of_words_of_the_calendar_is_looked_through_once() -> None:
    """Looking on from each of them to the end of the line took minutes."""
    line = "ngày " * 20_000
    assert runs(line, (0, len(line)), None) == []
