"""CSV: one row a span, the text in the first row of its article; and tables of articles from elsewhere.

What we write is RFC 4180 in UTF-8 with a byte order mark, which Excel needs and pandas knows as `utf-8-sig`. Cells are
as they are: what a spreadsheet takes for a formula is guarded in workbooks, not here.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping

from annotator.core.errors import InputError
from annotator.core.exchange import AnnotatedDocument, DataSet
from annotator.formats.parts import foreign_columns, span_table
from annotator.formats.parts.delimited import Row, header, rows
from annotator.formats.parts.span_table import Line
from annotator.formats.protocol import (
    STANDOFF,
    BadRecord,
    BaseFormat,
    Content,
    Head,
    Holds,
    Piece,
    ReadOptions,
    WriteOptions,
)
from annotator.formats.source import Source

_COLUMNS = (*span_table.HEADING, "text", *span_table.LAYER)


class Csv(BaseFormat):
    """Our own table in and out; of other tables the articles are read, one a row."""

    name = "csv"
    title = "CSV, one row a span; reads tables of articles too"
    suffixes = (".csv", ".tsv")
    can_read = True
    can_write = True
    holds = STANDOFF | {
        Holds.LAYERS, Holds.RELATIONS, Holds.DOCUMENT_LABELS, Holds.ATTRIBUTES, Holds.NOTES, Holds.HEADING,
        Holds.STATES, Holds.SCORES, Holds.ORIGINS,
    }  # fmt: skip

    def sniff(self, head: Head) -> float:
        """By our columns; other tables by their ending, and more surely with a column that is known to be a text."""
        columns = header(head)
        if set(columns) >= span_table.NEEDED:
            return 1.0
        if head.suffix not in self.suffixes:
            return 0.0
        return 0.7 if foreign_columns.texts(columns) else 0.3

    def read(self, source: Source, options: ReadOptions) -> Iterator[Content]:
        """The articles of a table.

        Raises InputError: "input.unreadable", "input.empty", "input.column" (no column is known to be the text).
        """
        found = rows(source)
        _, first = next(found, (0, None))
        if first is None:
            raise InputError("input.empty", path=source.path)
        if isinstance(first, BadRecord):
            raise first.error
        columns = [name.strip() for name in first]
        if set(columns) >= span_table.NEEDED and not options.text_column:
            yield from _articles(_lines(columns, found, source), source)
        else:
            known = foreign_columns.recognised(columns, options.text_column, source)
            yield from _foreign(_lines(columns, found, source), known, source)

    def write(
        self,
        documents: Iterable[AnnotatedDocument],
        data: DataSet,  # noqa: ARG002
        options: WriteOptions,  # noqa: ARG002
    ) -> Iterator[Piece]:
        """The header, then the rows of each document."""
        yield "\ufeff" + _row(dict(zip(_COLUMNS, _COLUMNS, strict=True)))
        for number, document in enumerate(documents, 1):
            yield "".join(_row(row) for row in _rows(document, number))


def _rows(document: AnnotatedDocument, number: int) -> Iterator[Mapping[str, object]]:
    """The first row says all about the document; the others its number and name."""
    about: dict[str, object] = {**span_table.heading(document, number), "text": document.text}
    for row in span_table.layer_rows(document):
        yield {**about, **row}
        about = {"document": number, "name": document.name}
    if "text" in about:
        yield about


def _row(cells: Mapping[str, object]) -> str:
    written = io.StringIO(newline="")
    csv.writer(written, lineterminator="\r\n").writerow([cells.get(column, "") for column in _COLUMNS])
    return written.getvalue()


def _lines(columns: list[str], found: Iterable[Row], source: Source) -> Iterator[Line | BadRecord]:
    """The rows as cells by column; what is missing at the end of a row is empty."""
    for number, cells in found:
        if isinstance(cells, BadRecord):
            yield cells
        elif len(cells) > len(columns):
            values = {"line": number, "found": len(cells), "expected": len(columns)}
            yield BadRecord(InputError("record.cells", path=source.path, **values))
        else:
            yield number, dict(zip(columns, cells, strict=False))


def _articles(found: Iterable[Line | BadRecord], source: Source) -> Iterator[Content]:
    """Our own rows, those of one document gathered."""
    kept: list[Line] = []
    for line in found:
        if isinstance(line, BadRecord):
            yield line
            continue
        if kept and line[1].get("document") != kept[0][1].get("document"):
            yield from _article(kept, source)
            kept = []
        kept.append(line)
    if kept:
        yield from _article(kept, source)


def _article(lines: list[Line], source: Source) -> Iterator[Content]:
    number, cells = lines[0]
    text = cells.get("text", "")
    if text.strip() and "\0" not in text:
        yield from span_table.article(text, lines[0], lines, source)
        return
    yield BadRecord(InputError("record.blank-text", path=source.path, line=number, field="text"))
    for line, _ in lines[1:]:
        yield BadRecord(InputError("record.no-article", path=source.path, line=line))


def _foreign(found: Iterable[Line | BadRecord], columns: Mapping[str, str], source: Source) -> Iterator[Content]:
    for line in found:
        if isinstance(line, BadRecord):
            yield line
            continue
        number, cells = line
        try:
            yield foreign_columns.document(cells, columns, source, number)
        except InputError as error:
            yield BadRecord(InputError(error.code, **{**error.values, "path": source.path, "line": number}))
