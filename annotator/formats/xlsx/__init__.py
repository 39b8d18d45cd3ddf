"""Workbooks for Excel and others: a sheet of articles, and one of spans; tables of articles from elsewhere.

What a cell has no room for goes on in the rows below it, which hold nothing else but the numbers that say where they
belong. In reading, any sheet whose columns are those of a table of articles will do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from tempfile import SpooledTemporaryFile
from typing import IO

from annotator.core.errors import InputError
from annotator.core.exchange import AnnotatedDocument, DataSet
from annotator.formats.parts import archive, foreign_columns, safe_xml, span_table
from annotator.formats.parts.characters import Replacement
from annotator.formats.parts.json_records import line_of
from annotator.formats.parts.span_table import Line
from annotator.formats.parts.strict_json import parse
from annotator.formats.protocol import (
    STANDOFF,
    BadRecord,
    BaseFormat,
    Content,
    Head,
    Holds,
    Loss,
    Piece,
    ReadOptions,
    WriteOptions,
)
from annotator.formats.source import RECORD, Source
from annotator.formats.xlsx.workbook import CELL, Book, Sheet, written

_ARTICLES = (*span_table.HEADING, "text")
_SPANS = ("document", "name", *span_table.LAYER)
_MEMORY = 16 * 1024 * 1024
_ESCAPE = Replacement(re.compile(r"_(?=x[0-9A-Fa-f]{4}_)"), "\uff3f")
"""`_x000D_` in a cell is a line end to Excel: the first sign of what looks like that is replaced."""

_SERIAL = re.compile(r"([2-6]\d{4})(?:\.\d+)?")
"""A day as Excel counts them, from 1899-12-30, for the years from 1954 to 2091."""

Row = Mapping[str, span_table.Cell]


class Xlsx(BaseFormat):
    """Two sheets, `Articles` and `Spans`."""

    name = "xlsx"
    title = "Excel workbook, sheets of articles and spans; reads tables of articles too"
    suffixes = (".xlsx",)
    can_read = True
    can_write = True
    holds = STANDOFF | {
        Holds.LAYERS, Holds.RELATIONS, Holds.DOCUMENT_LABELS, Holds.ATTRIBUTES, Holds.NOTES, Holds.HEADING,
        Holds.STATES, Holds.SCORES, Holds.ORIGINS,
    }  # fmt: skip

    def sniff(self, head: Head) -> float:
        """A zip archive with the parts of one."""
        if not head.data.startswith(archive.MAGIC):
            return 0.3 if head.suffix in self.suffixes else 0.0
        return 0.95 if head.suffix in self.suffixes or b"xl/workbook.xml" in head.data else 0.0

    def read(self, source: Source, options: ReadOptions) -> Iterator[Content]:
        """The articles of a workbook. Raises InputError: "input.column", "input.empty", and those of `Book`."""
        book = Book(source)
        ours = {sheet for sheet in book.sheets if {"document", "text"} <= set(book.columns(sheet))}
        spans = {sheet for sheet in book.sheets if set(book.columns(sheet)) >= span_table.NEEDED - {"text"}}
        if ours and spans and not options.text_column:
            yield from _articles(book, min(ours, key=book.sheets.index), min(spans, key=book.sheets.index), source)
        elif book.sheets:
            yield from _foreign(book, book.sheets[0], options.text_column, source)
        else:
            raise InputError("input.empty", path=source.path)

    def adapt(
        self,
        document: AnnotatedDocument,
        options: WriteOptions,  # noqa: ARG002
        lost: Callable[[Loss], None],
    ) -> AnnotatedDocument:
        """The document without what XML cannot hold, and without what Excel takes for its own signs."""
        document = safe_xml.adapted(document, lost)
        return _ESCAPE.in_heading(_ESCAPE.in_names(_ESCAPE.in_text(document, lost), lost), lost)

    def write(
        self,
        documents: Iterable[AnnotatedDocument],
        data: DataSet,  # noqa: ARG002
        options: WriteOptions,  # noqa: ARG002
    ) -> Iterator[Piece]:
        """The articles as they come, their spans from where they were kept meanwhile. Raises RefusedError."""
        with SpooledTemporaryFile(_MEMORY) as kept:
            articles = Sheet("Articles", _ARTICLES, _article_rows(documents, kept))
            yield from written([articles, Sheet("Spans", _SPANS, _kept_rows(kept))])


def _article_rows(documents: Iterable[AnnotatedDocument], kept: IO[bytes]) -> Iterator[Row]:
    for number, document in enumerate(documents, 1):
        yield from _fitting({**span_table.heading(document, number), "text": document.text}, ("document",))
        for row in span_table.layer_rows(document):
            about = {"document": number, "name": document.name, **row}
            for part in _fitting(about, ("document", "span")):
                kept.write(line_of(dict(part)).encode("utf-8"))


def _kept_rows(kept: IO[bytes]) -> Iterator[Row]:
    kept.seek(0)
    for line in kept:
        yield parse(line)


def _fitting(row: Row, keys: tuple[str, ...]) -> Iterator[Row]:
    """A row, and as many more below it as its longest cell needs."""
    while row:
        first: dict[str, span_table.Cell] = {}
        rest: dict[str, span_table.Cell] = {}
        for column, cell in row.items():
            first[column] = cell
            if isinstance(cell, str) and len(cell) > CELL // 2:
                first[column] = cell.encode("utf-16-le")[: 2 * CELL].decode("utf-16-le", "ignore")
                rest[column] = cell[len(str(first[column])) :]
        yield first
        rest = {column: cell for column, cell in rest.items() if cell}
        row = {**{key: row[key] for key in keys if key in row}, **rest} if rest else {}


def _joined(lines: Iterable[Line], keys: tuple[str, ...], mark: str) -> Iterator[Line]:
    """The rows, with those that go on with the cells of one before put to it: they have its keys, and no `mark`."""
    kept: Line | None = None
    for number, row in lines:
        if kept and not row.get(mark) and all(row.get(key) == kept[1].get(key) for key in keys):
            found = {**kept[1]}
            for column, cell in row.items():
                if column not in keys:
                    found[column] = found.get(column, "") + cell
                    if len(found[column]) > RECORD:
                        raise InputError("record.too-large", line=number, limit=RECORD // (1024 * 1024))
            kept = kept[0], found
        else:
            if kept:
                yield kept
            kept = number, dict(row)
    if kept:
        yield kept


def _articles(book: Book, articles: str, spans: str, source: Source) -> Iterator[Content]:
    rows = _joined(book.rows(spans), ("document", "span"), "kind")
    found = _InOrder(rows) if _is_sorted(book, spans) else _Gathered(rows)
    try:
        for line, cells in _joined(book.rows(articles), ("document",), "name"):
            mine = list(found.of(cells.get("document", "")))
            text = cells.get("text", "")
            if text.strip():
                yield from span_table.article(text, (line, cells), mine, source)
            else:
                yield BadRecord(InputError("record.blank-text", path=source.path, line=line, field="text"))
                yield from _orphans(mine, source)
    except InputError as error:
        raise InputError(error.code, **{"path": source.path, **error.values}) from error
    yield from _orphans(found.rest(), source)


def _orphans(lines: Iterable[Line], source: Source) -> Iterator[BadRecord]:
    for line, _ in lines:
        yield BadRecord(InputError("record.no-article", path=source.path, line=line))


def _is_sorted(book: Book, sheet: str) -> bool:
    """Whether the rows of each article stand together, in the order of the articles' numbers."""
    last = 0
    for _, row in book.rows(sheet):
        told = row.get("document", "")
        number = int(told) if told.isdecimal() and len(told) < 10 else -1
        if number < last:
            return False
        last = number
    return True


class _InOrder:
    """The rows of one article after the other, of which only those of one are held."""

    def __init__(self, lines: Iterator[Line]) -> None:
        self._lines = lines
        self._next = next(lines, None)

    def of(self, document: str) -> Iterator[Line]:
        """The rows of this article, if its turn has come."""
        while self._next and self._next[1].get("document") == document:
            yield self._next
            self._next = next(self._lines, None)

    def rest(self) -> Iterator[Line]:
        """The rows that no article asked for."""
        while self._next:
            yield self._next
            self._next = next(self._lines, None)


class _Gathered:
    """The rows of a sheet that someone has put in another order."""

    def __init__(self, lines: Iterator[Line]) -> None:
        self._found: dict[str, list[Line]] = {}
        for line in lines:
            self._found.setdefault(line[1].get("document", ""), []).append(line)

    def of(self, document: str) -> Iterator[Line]:
        """The rows of this article."""
        yield from self._found.pop(document, ())

    def rest(self) -> Iterator[Line]:
        """The rows that no article asked for."""
        for lines in self._found.values():
            yield from lines


def _foreign(book: Book, sheet: str, text_column: str, source: Source) -> Iterator[Content]:
    columns = foreign_columns.recognised([name for name in book.columns(sheet) if name], text_column, source)
    for number, row in book.rows(sheet):
        day = _SERIAL.fullmatch(row.get(columns.get("published", ""), ""))
        if day:
            row[columns["published"]] = (date(1899, 12, 30) + timedelta(days=int(day.group(1)))).isoformat()
        try:
            yield foreign_columns.document(row, columns, source, number)
        except InputError as error:
            yield BadRecord(InputError(error.code, **{**error.values, "path": source.path, "line": number}))
