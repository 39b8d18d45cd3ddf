from __future__ import annotations

import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.furniture import HIDDEN, Guess, LineKind, classify, guess
from annotator.core.text import line_ranges

SEEDS = Path(__file__).parents[2] / "seeds"
LETTER = {kind.value[0]: kind for kind in LineKind} | {
    "t": LineKind.TITLE,
    "s": LineKind.SECTION,
    "S": LineKind.SOURCE,
    "b": LineKind.BODY,
    "c": LineKind.CAPTION,
    "C": LineKind.COUNTER,
    ".": LineKind.BLANK,
}

BODY = "Sáng nay tại Hà Nội, các đại biểu đã thảo luận về kế hoạch công tác và thống nhất nhiều nội dung quan trọng."
OTHER = "Phát biểu kết luận, đồng chí chủ trì đề nghị các đơn vị sớm triển khai những việc đã được giao."


def kinds(*lines: str) -> list[str]:
    return [line.kind.value for line in classify("\n".join(lines))]


def read(number: str) -> str:
    return next(SEEDS.glob(f"{number}_*.txt")).read_bytes().decode()


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("000", "b.c.b.b.b.b.b.b.b"),
        ("001", "t.dSppb.b.c.r.b.b.b.c.r.b.b.b.b.c.r.b.b.b.b.b.b.S"),
        ("002", "mmmmmmmm.t.d.b.b.b.c.b.b.b.i.i.i.c.a.m"),
        ("003", "stdbbcbbbbcbbbbcbbbcbba"),
        ("004", "msdt.b.b.b.b.b.b.a.....CCC"),
    ],
)
@pytest.mark.parametrize("form", ["as it is", "NFD", "CRLF"])
def test_every_line_of_the_seeds(number: str, expected: str, form: str) -> None:
    text = read(number)
    text = {"NFD": unicodedata.normalize("NFD", text), "CRLF": text.replace("\n", "\r\n")}.get(form, text)
    found = [line.kind for line in classify(text)]
    wanted = [LETTER[letter] for letter in expected]
    # A terminator at the end of the file leaves one more, empty line.
    assert found == wanted + [LineKind.BLANK] * text.endswith("\n")


@pytest.mark.parametrize(
    ("number", "published", "author", "source", "title"),
    [
        ("000", None, None, None, "Nhân dịp đầu xuân năm mới, sáng 23/2, Tổng Bí thư Tô Lâm"),
        ("001", "2023-02-17T19:28", None, "vov.vn", "Tổng Bí thư tiếp Đoàn đại biểu cấp cao Văn phòng Trung ương Đảng"),
        ("002", "2025-01-03T11:21", "Minh Phương", None, "Công đoàn Cơ quan Trung ương Đoàn tăng cường chăm lo"),
        ("003", "2024-02-02T07:06", "Hồng Minh", None, "Công đoàn Bộ LĐ-TB&XH đóng góp quan trọng"),
        ("004", "2019-12-28T12:22", "Minh Ngọc", None, "Năm 2020: tổ chức Đại hội Đảng các cấp"),
    ],
)
def test_what_the_seeds_say_about_themselves(
    number: str, published: str | None, author: str | None, source: str | None, title: str
) -> None:
    text = read(number)
    found = guess(text, classify(text))
    assert (found.published, found.author, found.source) == (published, author, source)
    assert found.title is not None
    assert found.title.startswith(title)


def test_without_a_title_the_first_sentence_names_the_text() -> None:
    text = read("000")
    title = guess(text, classify(text)).title
    assert title is not None
    assert title.endswith("…")
    assert len(title) <= 100
    assert text.startswith(title[:-1] + " ")
    assert guess(BODY + " Rồi họ về.", classify(BODY)).title == BODY[: BODY.rfind(" ", 0, 100)] + "…"


def test_nothing_says_nothing() -> None:
    for text in ("", " \n\u00a0\n\u200b"):
        lines = classify(text)
        assert {line.kind for line in lines} == {LineKind.BLANK}
        assert guess(text, lines) == Guess(None, None, None, None)


def test_captions() -> None:
    shown = "Các đại biểu tham dự buổi gặp mặt đầu xuân. Ảnh: Hồng Hà"
    assert kinds(BODY, shown, OTHER) == ["body", "caption", "body"]
    assert kinds(BODY, "anh/1.jpg", "Một góc thành phố nhìn từ trên cao", OTHER) == ["body", "image", "caption", "body"]
    assert kinds(BODY, "Một góc thành phố", OTHER) == ["body", "body", "body"]
    assert kinds(BODY, "1. Toàn cảnh kinh tế", "Ông nói tiếp:", OTHER) == ["body"] * 4


def test_a_repeat_is_hidden_only_next_to_itself() -> None:
    assert kinds(BODY, OTHER, "", OTHER, BODY) == ["body", "body", "blank", "repeated", "body"]
    assert kinds(BODY, OTHER, BODY + " ", BODY + "!") == ["body", "body", "repeated", "body"]
    assert kinds("Có.", "Có.", BODY) == ["body", "body", "body"]


def test_words_of_menus_count_only_outside_the_article() -> None:
    assert kinds(
        "Hội nghị tổng kết công tác năm", BODY, "Giới thiệu", "Theo Bộ Y tế", OTHER, "Chia sẻ", "1.234 lượt xem"
    ) == [
        "title",
        "body",
        "body",
        "body",
        "body",
        "menu",
        "counter",
    ]


def test_what_follows_the_article() -> None:
    lines = [BODY, "Bài, ảnh: Hồng Hà - PV", "(Theo TTXVN)", "Tin liên quan", "Hội nghị tổng kết công tác năm ngoái"]
    assert kinds(*lines) == ["body", "author", "source", "menu", "menu"]
    text = "\n".join(lines)
    found = guess(text, classify(text))
    assert (found.author, found.source) == ("Hồng Hà - PV", "TTXVN")
    assert kinds(BODY, "HỘI NGHỊ TỔNG KẾT") == ["body", "body"]


def test_the_top_of_a_page() -> None:
    slogan = "Học tập và làm theo tư tưởng, đạo đức, phong cách của những người đi trước, vì cuộc sống của nhân dân."
    top = [
        "CỔNG THÔNG TIN",
        "logo",
        slogan,
        "Xã hội",
        "Khai giảng năm học mới ở vùng cao",
        "Thứ Hai, 23/2/2026, 19:28",
        BODY,
    ]
    assert kinds(*top) == ["menu", "menu", "body", "section", "title", "date", "body"]
    assert kinds("Tết vùng cao", "Những ngày này cả bản rộn ràng tiếng khèn", BODY)[0] == "body"
    assert kinds("Khai giảng năm học mới ở vùng cao", "Hồng Hà", BODY) == ["title", "author", "body"]
    assert kinds("Khai giảng năm học mới ở vùng cao", "Khai giảng năm học mới ở vùng cao", BODY) == [
        "title",
        "repeated",
        "body",
    ]


def test_a_single_line_is_body() -> None:
    for line in ("In", "Hà Nội", "/anh/1.jpg", "HÀ NỘI", "17/2/2023"):
        shown = [kind for kind in kinds(line) if kind not in HIDDEN]
        assert len(shown) == 1


LINES = st.lists(
    st.one_of(
        st.sampled_from(
            [BODY, OTHER, "", "In", "logo", "0:00", "17/2/2023", "Theo vov.vn", "Hồng Hà", "HÀ NỘI", "a.jpg"]
        ),
        st.text(st.characters(exclude_categories=["Cs"]), max_size=60),
        st.text("AaĐảng .!:/,0123\u00a0\u0301\u200b", max_size=40),
    )
)


@given(LINES)
def test_every_line_has_a_kind_and_some_line_is_shown(lines: list[str]) -> None:
    text = "\n".join(lines)
    found = classify(text)
    assert [(line.start, line.end) for line in found] == line_ranges(text)
    assert all(line.kind in HIDDEN | {LineKind.BODY} or text[line.start : line.end].strip() for line in found)
    if any(line.kind is not LineKind.BLANK for line in found):
        assert any(line.kind not in HIDDEN for line in found)
    title = guess(text, found).title
    assert (title is None) == all(line.kind is LineKind.BLANK for line in found)


@given(LINES)
def test_a_sentence_is_hidden_only_where_it_was_just_said(lines: list[str]) -> None:
    text = "\n".join(lines)
    found = classify(text)
    said: list[str] = []
    for line in found:
        words = text[line.start : line.end]
        if words in (BODY, OTHER):
            assert line.kind not in HIDDEN or words in said[-2:] or line.kind is LineKind.MENU
        if words.strip() and line.kind not in (LineKind.IMAGE, LineKind.PLAYER):
            said.append(words)


@pytest.mark.parametrize(
    "text",
    [
        "a" * 1_000_000,
        "Tổng Bí thư " * 90_000,
        "\n" * 300_000,
        "In\n" * 100_000,
        "Hà Nội\n\n" * 60_000,
        "»" * 300_000,
        (BODY + "\n") * 8000,
    ],
    ids=["word", "line", "blanks", "controls", "names", "signs", "repeats"],
)
def test_odd_texts_take_no_longer_than_their_length(text: str) -> None:
    start = time.process_time()
    lines = classify(text)
    guess(text, lines)
    assert lines[-1].end == len(text)
    assert time.process_time() - start < 60  # a hundred times as long if it were not
