from __future__ import annotations

import pytest

from annotator.core import line_shapes as shapes
from annotator.core.line_kinds import LineKind


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("", LineKind.BLANK),
        ("/upload/2023/anh-1.JPG?w=600", LineKind.IMAGE),
        ("00:00 / 03:25", LineKind.PLAYER),
        ("Trang chủ", LineKind.BODY),
        ("x" * 600 + ".jpg", LineKind.BODY),
    ],
)
def test_kinds_that_need_no_page(line: str, kind: LineKind) -> None:
    assert shapes.kind_alone(line) is kind


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Trang chủ", LineKind.MENU),
        ("Các tin khác:", LineKind.MENU),
        ("Tags: công đoàn, Tết", LineKind.MENU),
        ("Lượt truy cập: 1.234", LineKind.COUNTER),
        ("Thứ Sáu, 17/02/2023 19:28", LineKind.DATE),
        ("(Theo VOV)", LineKind.SOURCE),
        ("Theo ông Nam, việc này cần thêm thời gian.", LineKind.BODY),
        ("Ngày 17/02/2023 đoàn đến thăm công nhân ở Huế", LineKind.BODY),
    ],
)
def test_kinds_outside_the_paragraphs(line: str, kind: LineKind) -> None:
    assert shapes.kind_outside(line) is kind


@pytest.mark.parametrize(
    ("line", "is_name"),
    [
        ("Minh Phương", True),
        ("Nguyễn Văn An - Lê Thị Bình", True),
        ("TTXVN", True),
        ("Hồng Minh và PV", True),
        ("Minh", False),
        ("Công đoàn Việt Nam", False),
        ("CÔNG ĐOÀN VIỆT NAM", False),
        ("John Smith", False),
    ],
)
def test_names_as_people_sign(line: str, is_name: bool) -> None:
    assert shapes.is_name(line) is is_name


def test_a_byline_loses_its_word_but_not_its_name() -> None:
    assert shapes.is_byline("Tác giả: Hồng Minh (t/h)")
    assert shapes.author_name("Bài, ảnh: Hồng Minh") == "Hồng Minh"
    assert not shapes.is_byline("Tác giả: sách giáo khoa")


def test_a_caption_needs_a_sign() -> None:
    assert shapes.is_caption("Đoàn thăm công nhân. Ảnh: Minh Phương", beside=False, among=True)
    assert shapes.is_caption("Quang cảnh buổi lễ", beside=False, among=True)
    assert not shapes.is_caption("Quang cảnh buổi lễ", beside=False, among=False)
    assert shapes.is_caption("Đoàn thăm công nhân", beside=True, among=False)
    assert not shapes.is_caption("- Đoàn thăm công nhân", beside=True, among=True)


def test_a_title_is_no_sentence_banner_or_bullet() -> None:
    title = "Công đoàn thăm công nhân ở Huế"
    assert shapes.title_score(title) > max(
        shapes.title_score(other)
        for other in (f"{title}.", title.upper(), f"- {title}", "Hồng Minh", "Thời sự", "x" * 201)
    )


def test_what_names_a_source() -> None:
    assert shapes.source_name("(Theo TTXVN)") == "TTXVN"
    assert shapes.source_name("Nguồn: vov.vn") == "vov.vn"
    assert shapes.source_name("Tin mới") is None


def test_a_long_first_sentence_is_cut_at_a_word() -> None:
    assert shapes.shortened("Đoàn thăm công nhân ở Huế. Sau đó đoàn về.") == "Đoàn thăm công nhân ở Huế."
    cut = shapes.shortened("công nhân " * 30)
    assert len(cut) <= 100
    assert cut.endswith(("công…", "nhân…"))
