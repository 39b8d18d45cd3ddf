"""What the program's trial of itself imports: a saved web page and a Word document, as small as they can be."""

from __future__ import annotations

import os
import zipfile

TITLE = "Mưa lớn ở Huế"
DAY = "2026-02-23"
PARAGRAPHS = [f"Đoạn {n} kể về trận mưa lớn ở thành phố Huế, nhiều tuyến đường ngập sâu từ sáng." for n in range(1, 9)]

_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"


def write_page(folder: str) -> str:
    """A page with a title and a date in its head; its path."""
    path = os.path.join(folder, "trang.html")
    head = f'<title>{TITLE}</title><meta property="article:published_time" content="{DAY}">'
    body = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    with open(path, "w", encoding="utf-8") as file:
        file.write(f"<!DOCTYPE html><html><head>{head}</head><body><article>{body}</article></body></html>")
    return path


def write_docx(folder: str) -> str:
    """A document of a paragraph; its path. (Format: ECMA-376, parts 1 and 2.)"""
    path = os.path.join(folder, "bài.docx")
    words = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    related = "http://schemas.openxmlformats.org/package/2006/relationships"
    text = f"<w:p><w:r><w:t>{PARAGRAPHS[0]}</w:t></w:r></w:p>"
    target = f'<Relationship Id="a" Type="{_DOCUMENT}" Target="word/document.xml"/>'
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("_rels/.rels", f'<Relationships xmlns="{related}">{target}</Relationships>')
        file.writestr("word/document.xml", f'<w:document xmlns:w="{words}"><w:body>{text}</w:body></w:document>')
    return path
