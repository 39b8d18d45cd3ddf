"""Tables of articles that are not ours: which column holds the text, and which the title, date, author and the like.

Columns are known by the names that collections of news commonly give them, Vietnamese and English, whatever the case,
diacritics and signs between words. Whatever is not known goes to the document's `meta`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from annotator.core import dates
from annotator.core.errors import InputError
from annotator.core.exchange import AnnotatedDocument
from annotator.core.text import folded
from annotator.formats.parts import headings
from annotator.formats.source import Source

_NAMES: dict[str, tuple[str, ...]] = {
    "text": (
        "text", "content", "body", "article", "fulltext", "maintext", "articletext", "articlebody", "contenttext",
        "noidung", "vanban", "noidungbaiviet", "baiviet", "baibao", "noidungchinh", "story", "document",
    ),
    "title": ("title", "headline", "tieude", "tuade", "tit", "tenbai", "tenbaiviet", "tieudebaiviet"),
    "published": (
        "published", "date", "publishdate", "publisheddate", "publishedat", "pubdate", "datetime", "time",
        "publishtime", "createdat", "ngay", "ngaydang", "ngayxuatban", "thoigian", "thoigiandang", "ngaygio",
    ),
    "author": ("author", "authors", "byline", "writer", "journalist", "tacgia", "nguoiviet", "phongvien", "butdanh"),
    "url": ("url", "link", "href", "permalink", "weburl", "duongdan", "lienket", "diachi"),
    "source": (
        "source", "publisher", "site", "sitename", "website", "domain", "newspaper", "nguon", "bao", "tenbao",
        "trang", "trangbao", "nguontin", "toasoan",
    ),
    "name": ("name", "filename", "ten", "tentep"),
    "language": ("language", "lang", "ngonngu"),
}  # fmt: skip
_SIGNS = re.compile(r"[\W_]+")

MOST = 200
"""How many columns a refusal names, and how long each name may be."""


def recognised(names: Sequence[str], text_column: str, source: Source) -> dict[str, str]:
    """The column of each field of a document that is there, the text always.

    `text_column` names it; without one it is known by its name, or is the only column. Raises
    InputError("input.column") with the columns that are there.
    """
    plain = {_plain(name): name for name in reversed(names)}
    found = {field: column for field, known in _NAMES.items() if (column := _first(plain, known)) is not None}
    text = _chosen(names, text_column) if text_column else found.get("text", names[0] if len(names) == 1 else None)
    if text is None:
        told = ", ".join(f"“{name[:MOST]}”" for name in names[:MOST])
        raise InputError("input.column", path=source.path, column=text_column or "text", columns=told)
    return {"text": text, **{field: column for field, column in found.items() if field != "text" and column != text}}


def texts(names: Iterable[str]) -> list[str]:
    """Those of the columns that are known to be texts, the likeliest first."""
    plain = {_plain(name): name for name in names}
    return [plain[name] for name in _NAMES["text"] if name in plain]


def record(values: Mapping[str, Any], text_column: str, source: Source, number: int) -> AnnotatedDocument:
    """The document of one JSON object. Raises InputError as `recognised` and `document` do, "record.not-text"."""
    columns = recognised(list(values), text_column, source)
    if not isinstance(values[columns["text"]], str):
        raise InputError("record.not-text", field=columns["text"])
    told = {name: _written(value) for name, value in values.items()}
    return document(told, columns, source, number)


def _written(value: Any) -> str:
    """A value as text: a list of names one after the other, other lists and objects as JSON, null as nothing."""
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return ", ".join(value)
    if value is None or isinstance(value, str):
        return value or ""
    return json.dumps(value, ensure_ascii=False)


def document(values: Mapping[str, str], columns: Mapping[str, str], source: Source, number: int) -> AnnotatedDocument:
    """The document of one row.

    Raises InputError: "record.blank-text", "record.zero".
    """
    text = values.get(columns["text"], "")
    if not text.strip():
        raise InputError("record.blank-text", field=columns["text"])
    if "\0" in text:
        raise InputError("record.zero", field=columns["text"])
    fields = {field: values.get(column, "").strip() for field, column in columns.items() if field != "text"}
    rest = {name: value for name, value in values.items() if value and name not in columns.values()}
    if (written := fields.get("published")) and (date := dates.parse(written)) != written:
        rest[columns["published"]] = written
        fields["published"] = date or ""
    rest = {name: value for name, value in rest.items() if name and "\0" not in name + value}
    return headings.document(text, fields, source, number, rest)


def _first(plain: Mapping[str, str], known: Sequence[str]) -> str | None:
    return next((plain[name] for name in known if name in plain), None)


def _chosen(names: Sequence[str], wanted: str) -> str | None:
    if wanted in names:
        return wanted
    return next((name for name in names if _plain(name) == _plain(wanted)), None)


def _plain(name: str) -> str:
    return _SIGNS.sub("", folded(name))
