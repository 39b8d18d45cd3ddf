"""Saved pages: their text and their date, and what keeps strange ones from doing harm."""

from __future__ import annotations

import base64
import quopri
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator import formats
from annotator.core.errors import InputError
from annotator.core.exchange import AnnotatedDocument, DataSet
from annotator.formats.html import Html
from annotator.formats.kept import Kept
from annotator.formats.page import Page
from annotator.formats.protocol import ReadOptions, WriteOptions
from annotator.formats.source import FileSource

SENTENCES = [f"Đoạn {n} kể về trận mưa lớn ở thành phố Huế, nhiều tuyến đường ngập sâu từ sáng." for n in range(1, 9)]
PARAGRAPHS = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)

KEPT = Kept()
"""One process for the pages of all tests, as for those of an import."""


@pytest.fixture(autouse=True, scope="module")
def closed() -> Iterator[None]:
    yield
    KEPT.close()


def html(body: str = PARAGRAPHS, head: str = "", date: str = "") -> str:
    return (
        f'<!DOCTYPE html><html lang="vi"><head><title>Mưa lớn ở Huế - Báo Thử</title>{head}</head><body>'
        f"<nav><a href=/>Trang chủ</a> <a href=/the-thao>Thể thao</a></nav><article><h1>Mưa lớn ở Huế</h1>{date}"
        f"{body}</article><footer>Bản quyền © 2009 Báo Thử</footer></body></html>"
    )


def read(folder: Path, content: str | bytes, name: str = "trang.html") -> AnnotatedDocument:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    source = FileSource(str(path))
    guessed = formats.guess(source)
    assert guessed is not None
    assert guessed.name == "page"
    (document,) = Page().read(source, ReadOptions(kept=KEPT))
    assert isinstance(document, AnnotatedDocument)
    return document


def code(folder: Path, content: str | bytes) -> str:
    path = folder / "trang.html"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(InputError) as caught:
        list(Page().read(FileSource(str(path)), ReadOptions(kept=KEPT)))
    return caught.value.code


def test_the_article_and_what_the_page_says_of_it(tmp_path: Path) -> None:
    head = (
        '<meta property="og:title" content="Mưa lớn ở Huế"><meta name="author" content="Trần Lan">'
        '<meta property="og:site_name" content="Báo Thử"><link rel="canonical" href="https://bao.example/mua.html">'
        '<meta property="article:published_time" content="2024-02-22T23:15:00Z">'
    )
    document = read(tmp_path, html(head=head))
    assert document.text.endswith("\n".join(SENTENCES))
    assert "Trang chủ" not in document.text
    assert "Bản quyền" not in document.text
    assert (document.title, document.author) == ("Mưa lớn ở Huế", "Trần Lan")
    assert (document.source, document.url) == ("Báo Thử", "https://bao.example/mua.html")
    assert document.published == "2024-02-23T06:15"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Cập nhật lúc 12:22 05/04/2019 (GMT+7)", "2019-04-05T12:22"),
        ("11:21 03-01-25", "2025-01-03T11:21"),
        ("07:06 AM 02/03/2024", "2024-03-02T07:06"),
        ("Thứ sáu, 3/4/2020", "2020-04-03"),
    ],
)
def test_dates_are_read_day_first(tmp_path: Path, line: str, expected: str) -> None:
    assert read(tmp_path, html(date=f'<span class="article-Date">{line}</span>')).published == expected


@pytest.mark.parametrize(
    ("written", "said", "kept"),
    [
        ("utf-8", "", "utf-8"),
        ("utf-8-sig", "", "utf-8"),
        ("utf-16", "", "utf-16-le"),
        ("utf-8", "iso-8859-1", "utf-8"),
        ("cp1258", "windows-1258", "windows-1258"),
        ("cp1258", "", "cp1258"),
    ],
)
def test_the_encoding_is_found(tmp_path: Path, written: str, said: str, kept: str) -> None:
    sentence = "Thành phố đã nâng cấp đường phố, và nhà máy ở đó đang hoạt động hết công suất vì đơn hàng. " * 2
    if written == "cp1258":
        sentence = "".join(_tones_apart(letter) for letter in sentence)
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={said}">' if said else ""
    page = f"<html><head>{meta}<title>x</title></head><body><article>{f'<p>{sentence}</p>' * 4}</article></body></html>"
    document = read(tmp_path, page.encode(written))
    assert sentence.strip() in document.text
    assert document.meta["encoding"] == kept


def _tones_apart(letter: str) -> str:
    """A letter as Windows writes it: tones apart, the rest together."""
    import unicodedata

    for part in unicodedata.normalize("NFD", letter)[1:]:
        if part in "\u0300\u0301\u0303\u0309\u0323":
            rest = unicodedata.normalize("NFC", unicodedata.normalize("NFD", letter).replace(part, ""))
            return rest + part
    return letter


def test_blanks_that_do_not_break_stay(tmp_path: Path) -> None:
    body = PARAGRAPHS + "<p>Giá&nbsp;vé là 50.000\u00a0đồng một lượt, tính từ đầu tháng sau ở tất cả các tuyến.</p>"
    assert "Giá\u00a0vé là 50.000\u00a0đồng" in read(tmp_path, html(body)).text


@pytest.mark.parametrize("way", ["quoted-printable", "base64"])
def test_a_page_of_one_file(tmp_path: Path, way: str) -> None:
    content = html().encode()
    packed = quopri.encodestring(content) if way == "quoted-printable" else base64.encodebytes(content)
    whole = (
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://bao.example/a.html\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related; type="text/html"; boundary="x"\r\n\r\n--x\r\nContent-Type: text/html\r\n'
        b"Content-Transfer-Encoding: " + way.encode() + b"\r\n\r\n" + packed + b"\r\n--x--\r\n"
    )
    document = read(tmp_path, whole, "trang.mhtml")
    assert document.text.endswith("\n".join(SENTENCES))
    assert document.url == "https://bao.example/a.html"


def test_the_address_that_browsers_note_when_they_save(tmp_path: Path) -> None:
    page = "<!-- saved from url=(0027)https://bao.example/mua.html -->\n" + html()
    assert read(tmp_path, page).url == "https://bao.example/mua.html"


def test_pictures_written_into_a_page_do_not_count(tmp_path: Path) -> None:
    picture = base64.b64encode(bytes(8_000_000)).decode()
    document = read(tmp_path, html(PARAGRAPHS + f'<img src="data:image/png;base64,{picture}">'))
    assert document.text.endswith("\n".join(SENTENCES))


def test_what_no_article_can_be_found_in_is_told(tmp_path: Path) -> None:
    assert code(tmp_path, html("<div>" * 300 + PARAGRAPHS + "</div>" * 300)) == "input.html-deep"
    assert code(tmp_path, html("<p>x</p>" * 25_000)) == "input.html-tags"
    assert code(tmp_path, html("x" * 8_500_000)) == "input.too-large"
    assert code(tmp_path, "<html><body></body></html>") == "input.no-article"
    assert code(tmp_path, "<html>") == "input.no-article"
    assert code(tmp_path, "") == "input.empty"
    assert code(tmp_path, b"<html>\0") == "input.binary"


@pytest.mark.parametrize("more", ["", "<b></b>" * 40_000])
def test_a_page_that_annotator_wrote_is_refused(tmp_path: Path, more: str) -> None:
    documents = [AnnotatedDocument(f"{n}.txt", "\n".join(SENTENCES)) for n in range(3)]
    own = "".join(str(piece) for piece in Html().write(documents, DataSet(), WriteOptions())) + more
    assert code(tmp_path, own) == "input.own-page"
    saved = (
        "From: <Saved by Blink>\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n"
        "--x\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
        f"{base64.b64encode(own.encode()).decode()}\n--x--\n"
    )
    assert code(tmp_path, saved) == "input.own-page"


def test_a_page_that_speaks_of_annotator_is_read(tmp_path: Path) -> None:
    assert read(tmp_path, html(head='<meta name="generator" content="Annotator Press 2">')).text
