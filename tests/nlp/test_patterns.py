from __future__ import annotations

import re
import time
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest
from clock import holds
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.nlp.suggesters.news.patterns import spans

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))
BRACKETED = re.compile(r"\[([^\]]*)\]")

DATES = [
    "Họp vào [sáng 10/5] tại Hà Nội.",
    "Họp [sáng ngày 10-5-2017], tức [ngày 10 tháng 5 năm 2017].",
    "Từ [ngày 9 đến ngày 13-6], riêng [đêm 5/2 rạng sáng 6/2] nghỉ.",
    "[13h30 chiều 4/6] và [15 giờ 30 phút ngày 8/2].",
    "[giai đoạn 2016 - 2020], [nhiệm kỳ 2015–2020], [quý II/2018], [tháng 10.2018].",
    "Đầu [năm 2017], cuối [thế kỷ 20], [những năm 90].",
    "Kế hoạch 5 năm [2016-2020] đạt 2/3 mục tiêu, trực 24/7.",
    "Cùng [ngày 20/5], hôm nay ([8-2]) có 55 năm và 10.2 tỷ đồng.",
    "Thủ tướng nói [năm 2015, 2016] tăng 6,7% so với 1.200 tỷ.",
]
DOCUMENTS = [
    "theo [Nghị quyết số 02- NQ/TW] của Bộ Chính trị",
    "[Nghị quyết  số 02-NQ/TW] và [Nghị định 108/2014/NĐ-CP]",
    "[Nghị quyết Trung ương 4 khóa XII] và [Chỉ thị 03, 05] được học tập",
    "[Bộ luật Lao động 2012], [Luật Công đoàn], [luật An toàn, vệ sinh lao động]",
    "vi phạm pháp luật đất đai, quyết định 15 nội dung",
    "[Công văn số 3673/SXD-QLN] và [Quyết định số 77]",
    "[Hiệp định Paris] và [CPTPP]; Tổ chức Hiệp ước Bắc Đại Tây Dương",
    "[Điều lệ Công đoàn Việt Nam] và [NQ18]",
]
AWARDS = [
    "trao [Huy hiệu 55 năm tuổi Đảng] và [huy hiệu 70, 60 năm tuổi Đảng]",
    "nhận [Huân chương Lao động hạng Nhì], [Huân chương Độc lập]",
    "tặng [Bằng khen] của Thủ tướng, [Cờ thi đua] của Chính phủ",
    "danh hiệu [Anh hùng Lao động] và [Bà mẹ Việt Nam anh hùng]",
    'tặng [Kỷ niệm chương "Vì sự nghiệp xây dựng tổ chức Công đoàn"]',
    "đoạt [giải nhất] và [giải Nobel Hòa bình]",
]


def marked(sentence: str) -> tuple[str, list[str]]:
    return BRACKETED.sub(r"\1", sentence), BRACKETED.findall(sentence)


def quotes(line: str, label: str) -> list[str]:
    return [line[span.start : span.end] for span in spans(line) if span.label == label]


@pytest.mark.parametrize(
    ("sentence", "label"),
    [(one, "DATE") for one in DATES] + [(one, "DOC") for one in DOCUMENTS] + [(one, "AWARD") for one in AWARDS],
)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("blank", [" ", "\u00a0"])
def test_extent(sentence: str, label: str, form: str, blank: str) -> None:
    line, expected = marked(unicodedata.normalize(form, sentence).replace(" ", blank))
    assert quotes(line, label) == expected


def test_a_date_inside_a_longer_name_belongs_to_it() -> None:
    line = "Hiến pháp năm 2013"
    assert spans(line) == [(0, len(line), "DOC")]


def test_spans_of_the_seeds() -> None:
    found = {(line[start:end], label) for path in SEEDS for line in lines(path) for start, end, label in spans(line)}
    assert {
        ("Nghị quyết số 02- NQ/TW", "DOC"),
        ("Bộ luật Lao động 2012", "DOC"),
        ("NQ18", "DOC"),
        ("Huy hiệu 55 năm tuổi Đảng", "AWARD"),
        ("huy hiệu 30 năm tuổi đảng", "AWARD"),
    } <= found


def lines(path: Path) -> list[str]:
    return path.read_bytes().decode("utf-8").splitlines()


@settings(deadline=None, max_examples=300)
@given(
    st.lists(
        st.sampled_from(["ngày ", "1", "2017", "/", "-", ".", "\u00a0", "Luật ", "đất đai", "\u0301", "quý II"])
        | st.text(max_size=4)
    )
)
def test_any_line_gives_spans_in_order(parts: list[str]) -> None:
    line = "".join(parts)
    found = spans(line)
    assert all(0 <= span.start < span.end <= len(line) for span in found)
    assert all(before.end <= after.start for before, after in pairwise(found))


@pytest.mark.parametrize(
    "unit",
    [
        "0/",
        "1-",
        "ngày ",
        "năm 2016 - ",
        "tháng 1, ",
        "1h ",
        "A ",
        "Hiệp định A ",
        '"',
        "huy hiệu 30, ",
        "luật phòng, ",
        "\u00a0",
    ],
)
def test_time_is_linear(unit: str) -> None:
    spans("ngày 1/1")
    short, long = (unit * (size // len(unit)) for size in (20_000, 200_000))
    assert holds(lambda: seconds(long) < 10 * 3 * seconds(short) + 0.05)


def seconds(line: str) -> float:
    began = time.process_time()
    spans(line)
    return time.process_time() - began


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("thực hiện Nghị quyết Đại hội XIV của Đảng.", "Đại hội XIV của Đảng"),
        ("trước Đại hội đại biểu toàn quốc lần thứ XIII của Đảng", "Đại hội đại biểu toàn quốc lần thứ XIII của Đảng"),
        ("ĐH XIII CĐVN vừa bế mạc", "ĐH XIII CĐVN"),
        ("bế mạc Hội nghị Trung ương 5 (khóa XIII)", "Hội nghị Trung ương 5 (khóa XIII)"),
        ("tại kỳ họp thứ 3, Quốc hội khóa XV.", "kỳ họp thứ 3, Quốc hội khóa XV"),
    ],
)
def test_numbered_congresses_plenums_and_sessions(line: str, expected: str) -> None:
    assert [line[s.start : s.end] for s in spans(line) if s.label == "EVENT"] == [expected]


@pytest.mark.parametrize("line", ["Đại hội diễn ra sáng nay", "Hội nghị tổng kết năm 2025", "tại kỳ họp này"])
def test_what_has_no_number_is_no_event(line: str) -> None:
    assert [s for s in spans(line) if s.label == "EVENT"] == []


@pytest.mark.parametrize("stamp", ["17/02/2023 19:28", "11:21 03-01-25", "07:06 AM 02/02/2024", "28/12/2019 - 08:15"])
def test_a_web_page_s_stamp_is_one_date(stamp: str) -> None:
    assert [stamp[s.start : s.end] for s in spans(stamp)] == [stamp]
