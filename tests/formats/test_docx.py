"""Word documents, written by python-docx, which nobody here wrote."""

from __future__ import annotations

import datetime
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml import parse_xml

from annotator import formats
from annotator.core.errors import InputError
from annotator.core.exchange import AnnotatedDocument
from annotator.formats.docx import Docx
from annotator.formats.parts import archive
from annotator.formats.protocol import ReadOptions
from annotator.formats.source import FileSource

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

Written = Callable[[Any], FileSource]


@pytest.fixture
def written(tmp_path: Path) -> Written:
    """Saves a document and gives its source."""

    def write(document: Any) -> FileSource:
        path = tmp_path / "bài.docx"
        document.save(str(path))
        return FileSource(str(path))

    return write


def read(source: FileSource) -> AnnotatedDocument:
    (document,) = Docx().read(source, ReadOptions())
    assert isinstance(document, AnnotatedDocument)
    return document


def test_paragraphs_and_tables_come_in_their_order(written: Written) -> None:
    made = Document()
    made.add_heading("Mưa lớn ở Huế", 1)
    made.add_paragraph("Sáng\tnay\ntrời\u00a0mưa 😀 Nguye\u0302\u0303n.")
    made.add_paragraph("")
    table = made.add_table(2, 2)
    for cell, text in zip(table._cells, ["một", "hai", "ba", "bốn\nnăm"], strict=True):
        cell.text = text
    nested = table.cell(0, 0).add_table(1, 1)
    nested.cell(0, 0).text = "trong"
    made.add_paragraph("Hết.")
    lines = read(written(made)).text.split("\n")
    assert lines[:4] == ["Mưa lớn ở Huế", "Sáng\tnay", "trời\u00a0mưa 😀 Nguye\u0302\u0303n.", ""]
    assert [line for line in lines[4:] if line] == ["một", "trong", "hai", "ba\tbốn", "năm", "Hết."]


def test_what_it_says_of_itself_is_taken_where_the_text_says_nothing(written: Written) -> None:
    made = Document()
    made.core_properties.title = "Tiêu đề"
    made.core_properties.author = "Trần Thị Lan"
    made.core_properties.created = datetime.datetime(2024, 2, 23, 7, 6, tzinfo=datetime.UTC)
    made.add_paragraph("Hôm nay trời mưa rất to ở nhiều nơi trong thành phố.")
    document = read(written(made))
    assert (document.title, document.author) == ("Tiêu đề", "Trần Thị Lan")
    assert str(document.published).startswith("2024-02-23")
    assert document.name == "bài.docx"


def test_tracked_changes_controls_and_text_boxes(written: Written) -> None:
    made = Document()
    body = made.element.body
    body.insert(0, parse_xml(
        f'<w:p {_W}><w:r><w:t>Hà </w:t></w:r><w:ins w:id="1"><w:r><w:t>Nội</w:t></w:r></w:ins>'
        '<w:del w:id="2"><w:r><w:delText>cũ</w:delText><w:t>cũ</w:t></w:r></w:del>'
        '<w:hyperlink><w:r><w:t xml:space="preserve"> đẹp</w:t></w:r></w:hyperlink>'
        "<w:r><w:txbxContent><w:p><w:r><w:t>Hộp</w:t></w:r></w:p></w:txbxContent></w:r></w:p>"
    ))  # fmt: skip
    body.insert(1, parse_xml(
        f"<w:sdt {_W}><w:sdtContent><w:p><w:r><w:t>Trong khung</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    ))  # fmt: skip
    assert read(written(made)).text.split("\n")[:3] == ["Hà Nội đẹp", "Hộp", "Trong khung"]


def test_plain_paragraphs_are_what_python_docx_reads(written: Written, seeds: list[Path]) -> None:
    made = Document()
    for line in seeds[0].read_text(encoding="utf-8").split("\n"):
        made.add_paragraph(line)
    source = written(made)
    assert read(source).text == "\n".join(paragraph.text for paragraph in Document(source.path).paragraphs)


def test_it_is_known_by_its_content(written: Written, tmp_path: Path) -> None:
    made = Document()
    made.add_paragraph("Huế")
    source = written(made)
    other = tmp_path / "không đuôi"
    other.write_bytes(Path(source.path).read_bytes())
    for path in (source.path, str(other)):
        guessed = formats.guess(FileSource(path))
        assert guessed is not None
        assert guessed.name == "docx"


def test_one_in_an_archive_is_read_there(written: Written, tmp_path: Path) -> None:
    made = Document()
    made.add_paragraph("Huế")
    path = tmp_path / "tin.zip"
    with zipfile.ZipFile(path, "w") as file:
        file.write(written(made).path, "sub/bài.docx")
    (member,) = archive.members(FileSource(str(path)))
    assert isinstance(member, archive.Member)
    (document,) = Docx().read(member, ReadOptions())
    assert isinstance(document, AnnotatedDocument)
    assert document.text == "Huế"


def change(path: str, name: str, content: bytes) -> None:
    with zipfile.ZipFile(path) as file:
        parts = {part: file.read(part) for part in file.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for part, data in {**parts, name: content}.items():
            file.writestr(part, data)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("word/document.xml", b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', "input.doctype"),
        ("docProps/core.xml", b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>', "input.doctype"),
        ("word/document.xml", b"<x>" + b"<w>" * 5000, "input.xml-deep"),
        ("word/document.xml", b"<x", "input.xml"),
        ("word/document.xml", b"<x/>", "input.empty"),
        ("word/document.xml", b"<x>" + bytes(9_000_000), "archive.ratio"),
    ],
)
def test_what_is_hostile_in_it_is_told(written: Written, name: str, content: bytes, code: str) -> None:
    made = Document()
    made.add_paragraph("Huế")
    source = written(made)
    change(source.path, name, content)
    with pytest.raises(InputError) as caught:
        read(source)
    assert caught.value.code == code


def test_what_is_no_word_document_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    for content in (b"", b"\xd0\xcf\x11\xe0" * 99, b"PK\x05\x06" + bytes(18)):
        path.write_bytes(content)
        with pytest.raises(InputError) as caught:
            read(FileSource(str(path)))
        assert caught.value.code == "input.docx"
