"""Workbooks of spreadsheets (Office Open XML, ECMA-376): sheets of texts and numbers, written and read streaming.

Only what a table needs is written. Cells hold their text in place; one that a spreadsheet would take for a formula
when it is edited is marked as text (`quotePrefix`), which changes nothing in what is read back.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from annotator.core.errors import InputError, RefusedError
from annotator.formats.parts import archive, safe_xml
from annotator.formats.parts.drain import Drain
from annotator.formats.parts.safe_xml import Element
from annotator.formats.source import WHOLE, Source

CELL = 32_767
"""The most UTF-16 units of a cell."""

ROWS = 1_048_576
"""The most rows of a sheet."""

_COLUMNS = 16_384
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_EPOCH = (1980, 1, 1, 0, 0, 0)
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
_PLAIN, _GUARDED, _BOLD = 0, 1, 2

Cell = str | int | float
Row = Mapping[str, Cell]


class Sheet(NamedTuple):
    """A sheet to be written: its columns are those of its first row."""

    name: str
    columns: Sequence[str]
    rows: Iterable[Row]


def written(sheets: Sequence[Sheet]) -> Iterator[bytes]:
    """A workbook piece by piece; the rows of each sheet are asked for once, one sheet after the other.

    Raises RefusedError("format.rows") when a sheet has more rows than spreadsheets take.
    """
    drain = Drain()
    with zipfile.ZipFile(drain, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in _parts([sheet.name for sheet in sheets]).items():
            book.writestr(_info(name), safe_xml.DECLARATION + content, zipfile.ZIP_DEFLATED)
        for number, sheet in enumerate(sheets, 1):
            with book.open(_info(f"xl/worksheets/sheet{number}.xml"), "w", force_zip64=True) as part:
                for piece in _sheet(sheet):
                    part.write(piece.encode("utf-8"))
                    yield drain.drained()
    yield drain.drained()


def _info(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _EPOCH)
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def _parts(names: Sequence[str]) -> dict[str, str]:
    """All parts but the sheets."""
    numbers = range(1, len(names) + 1)
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_TYPE}.worksheet+xml"/>' for n in numbers
    )
    sheets = "".join(
        f"<sheet{safe_xml.attributes({'name': name, 'sheetId': str(n), 'r:id': f'rId{n}'})}/>"
        for n, name in zip(numbers, names, strict=True)
    )
    relations = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in numbers
    )
    return {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>{overrides}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{sheets}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{relations}'
        f'<Relationship Id="rId{len(names) + 1}" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": _STYLES,
    }


def _sheet(sheet: Sheet) -> Iterator[str]:
    yield (
        f'{safe_xml.DECLARATION}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>'
    )
    yield _row(1, sheet.columns, _BOLD)
    for number, row in enumerate(sheet.rows, 2):
        if number > ROWS:
            raise RefusedError("format.rows", limit=ROWS, sheet=sheet.name)
        yield _row(number, [row.get(column, "") for column in sheet.columns])
    yield "</sheetData></worksheet>"


def _row(number: int, cells: Sequence[Cell], style: int = _PLAIN) -> str:
    found = (_cell(f"{letters(n)}{number}", cell, style) for n, cell in enumerate(cells) if cell != "")
    return f'<row r="{number}">{"".join(found)}</row>'


def _cell(place: str, cell: Cell, style: int) -> str:
    if not isinstance(cell, str):
        return f'<c r="{place}"><v>{cell!r}</v></c>'
    style = _GUARDED if cell.startswith(_FORMULA) else style
    marked = f' s="{style}"' if style else ""
    return f'<c r="{place}"{marked} t="inlineStr"><is><t xml:space="preserve">{safe_xml.text(cell)}</t></is></c>'


def letters(column: int) -> str:
    """The name of a column, counted from 0: A to Z, AA …"""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


_DAMAGES = ("archive.damaged", "archive.member-damaged", "input.xml")
_PLACE = re.compile(r"([A-Z]{1,3})\d+")
_ESCAPED = re.compile(r"_x(?!000[0-8])(?![dD][89a-fA-F])([0-9A-Fa-f]{4})_")
"""How Excel writes characters that it does not trust XML with (ST_Xstring); neither controls nor half characters."""


class Book:
    """A workbook to read: the rows of its sheets by the names in the first row.

    Raises InputError: "input.unreadable", "input.workbook" (it is damaged, or none), and those of `parts.archive` and
    `parts.safe_xml`, all of the file itself.
    """

    def __init__(self, source: Source) -> None:
        self._source = source
        self._parts = self._members()
        self._shared: list[str] | None = None
        self._columns: dict[str, list[str]] = {}
        self._sheets = dict(self._named())
        self.sheets = list(self._sheets)

    def columns(self, sheet: str) -> list[str]:
        """The cells of the first row."""
        if sheet not in self._columns:
            _, cells = next(self._rows(sheet), (0, {}))
            self._columns[sheet] = [cells.get(n, "").strip() for n in range(max(cells, default=-1) + 1)]
        return self._columns[sheet]

    def rows(self, sheet: str) -> Iterator[tuple[int, dict[str, str]]]:
        """The numbers of the rows below, and their cells by column; those without a name are left out."""
        names = self.columns(sheet)
        found = self._rows(sheet)
        next(found, None)
        for number, cells in found:
            yield number, {names[n]: cell for n, cell in cells.items() if n < len(names) and names[n]}

    def _members(self) -> dict[str, Source]:
        try:
            found = dict(archive.contents(self._source))
        except InputError as error:
            raise self._of_file(error) from error
        for part in found.values():
            if isinstance(part, InputError) and str(part.values["path"]).endswith((".xml", ".rels")):
                raise self._of_file(part)
        return {inner: part for inner, part in found.items() if not isinstance(part, InputError)}

    def _named(self) -> Iterator[tuple[str, Source]]:
        targets = {
            relation.get("Id"): relation.get("Target")
            for relation in self._elements("xl/_rels/workbook.xml.rels", "Relationship")
        }
        for sheet in self._elements("xl/workbook.xml", "sheet"):
            target = targets.get(sheet.get(f"{{{_OFFICE}}}id"), "")
            part = self._parts.get(target.removeprefix("/")) or self._parts.get(f"xl/{target}")
            if part is not None:
                yield sheet.get("name"), part
        if "xl/workbook.xml" not in self._parts:
            raise InputError("input.workbook", path=self._source.path)

    def _elements(self, part: str, name: str) -> Iterator[Element]:
        if part in self._parts:
            yield from self._stream(self._parts[part], name)

    def _stream(self, part: Source, name: str) -> Iterator[Element]:
        try:
            yield from safe_xml.stream(part, {name})
        except InputError as error:
            raise self._of_file(error) from error

    def _rows(self, sheet: str) -> Iterator[tuple[int, dict[int, str]]]:
        number = 0
        for row in self._stream(self._sheets[sheet], "row"):
            told = row.get("r")
            number = int(told) if told.isascii() and told.isdecimal() and len(told) < 8 else number + 1
            cells = dict(self._cells(row))
            if cells:
                yield number, cells

    def _cells(self, row: Element) -> Iterator[tuple[int, str]]:
        column = -1
        for cell in row.children("c"):
            place = _PLACE.fullmatch(cell.get("r"))
            column = _column(place.group(1)) if place else column + 1
            value = self._value(cell)
            if value and column < _COLUMNS:
                yield column, value

    def _value(self, cell: Element) -> str:
        if cell.get("t") == "inlineStr":
            inside = cell.first("is")
            return _told(inside) if inside else ""
        value = cell.first("v")
        written = value.text if value else ""
        if not written and (formula := cell.first("f")) and formula.text:  # no program has worked it out yet
            return f"={formula.text}"
        if cell.get("t") == "s":
            texts = self._texts()
            return texts[int(written)] if written.isdecimal() and int(written) < len(texts) else ""
        return _unescaped(written) if cell.get("t") == "str" else written

    def _texts(self) -> list[str]:
        """The texts that cells share."""
        if self._shared is None:
            self._shared, size = [], 0
            for item in self._elements("xl/sharedStrings.xml", "si"):
                self._shared.append(_told(item))
                size += len(self._shared[-1]) + 64
                if size > 4 * WHOLE:
                    raise InputError("input.too-large", path=self._source.path, limit=4 * WHOLE // (1024 * 1024))
        return self._shared

    def _of_file(self, error: InputError) -> InputError:
        """What is wrong with a part, said of the workbook: people do not know its parts."""
        code = "input.workbook" if error.code in _DAMAGES else error.code
        return InputError(code, **{**error.values, "path": self._source.path})


def _column(name: str) -> int:
    found = 0
    for letter in name:
        found = found * 26 + ord(letter) - ord("A") + 1
    return found - 1


def _told(element: Element) -> str:
    """The text of a cell, plain or in pieces of different looks, without readings of East Asian signs."""
    pieces = (
        piece for part in element.children("t", "r") for piece in ([part] if part.name == "t" else part.children("t"))
    )
    return _unescaped("".join(piece.text for piece in pieces))


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found.group(1), 16)), text) if "_x" in text else text
