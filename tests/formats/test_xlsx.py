"""Workbooks, opened with openpyxl and pandas."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import golden_set
import openpyxl
import pandas as pd
import pytest
from format_cases import documents, trip
from golden_files import FORMATS, written_files
from hypothesis import given, settings
from readings import bad, document_of, documents_of, read_bytes, spans_of

from annotator import formats
from annotator.core.errors import InputError, RefusedError
from annotator.core.exchange import AnnotatedDocument, Annotation, Mark, Topic
from annotator.formats import xlsx
from annotator.formats.fitting import Choices, fit
from annotator.formats.protocol import WriteOptions
from annotator.formats.source import FileSource
from annotator.formats.xlsx import Xlsx, workbook


def saved(rows: list[list[Any]], *more: list[list[Any]]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for sheet in more:
        added = book.create_sheet()
        for row in sheet:
            added.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def book_of(document: AnnotatedDocument) -> bytes:
    return written_files(Xlsx(), [document], golden_set.DATA, WriteOptions())[""]


@settings(deadline=None, max_examples=50)
@given(documents())
def test_openpyxl_finds_every_span_in_the_text(document: AnnotatedDocument) -> None:
    fitted = fit(document, Xlsx(), WriteOptions(), Choices()).document
    book = openpyxl.load_workbook(io.BytesIO(book_of(document)))
    assert book.sheetnames == ["Articles", "Spans"]
    header, row = book["Articles"].iter_rows(values_only=True)
    text = dict(zip(header, row, strict=True))["text"]
    assert text == fitted.text
    header, *rows = book["Spans"].iter_rows(values_only=True)
    spans = [row for row in (dict(zip(header, row, strict=True)) for row in rows) if row["span"] is not None]
    (layer,) = fitted.annotations
    assert [(row["start"], row["end"], row["label"], row["score"], row["origin"] or "manual") for row in spans] == [
        (mark.start, mark.end, mark.label, mark.score, mark.origin) for mark in layer.spans
    ]
    assert all(text[row["start"] : row["end"]] == row["quote"] for row in spans)
    for sheet in book:
        for row in sheet.iter_rows(min_row=2):
            assert {cell.data_type for cell in row} <= {"n", "s", "inlineStr"}
            assert all(cell.quotePrefix for cell in row if str(cell.value)[0] in "=+@\t\r")


def test_golden_file() -> None:
    path = FORMATS / "xlsx.xlsx"
    found = written_files(Xlsx(), golden_set.all_layers(), golden_set.DATA, golden_set.options(all_layers=True))[""]
    golden, now = zipfile.ZipFile(path), zipfile.ZipFile(io.BytesIO(found))
    assert {name: golden.read(name) for name in golden.namelist()} == {name: now.read(name) for name in now.namelist()}
    assert pd.read_excel(path, sheet_name="Spans")["label"].tolist()[:3] == ["ORG", "LOC", "PER"]
    guessed = formats.guess(FileSource(str(path)))
    assert guessed is not None
    assert guessed.name == "xlsx"


def test_what_a_cell_has_no_room_for_goes_on_below(tmp_path: Path) -> None:
    text = "😀 Huế = 1\n" * 9_000
    mark = Mark(0, len(text), "LOC", text, note="ghi chú " * 5_000)
    layers = (
        Annotation("Lan", spans=(mark,)),
        Annotation("Mai", document_labels=(Topic("a"),)),
        Annotation("Tú", document_labels=(Topic("b"),)),
    )
    found = trip(Xlsx(), [AnnotatedDocument("a", text, annotations=layers), AnnotatedDocument("b", "Huế")], tmp_path)
    assert not found.losses
    book = openpyxl.load_workbook(found.files[0])
    cells = [str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]
    assert max(len(cell.encode("utf-16-le")) // 2 for cell in cells) == workbook.CELL


def test_what_cells_cannot_hold_is_replaced_and_told() -> None:
    before = AnnotatedDocument("a", "Huế\x1f và _x000D_.", annotations=(Annotation("Lan"),))
    fitted, losses, _ = fit(before, Xlsx(), WriteOptions(), Choices())
    assert fitted.text == "Huế\ufffd và \uff3fx000D_."
    assert [(loss.start, loss.reason) for loss in losses] == [(3, "character"), (8, "character")]


def test_rows_put_in_another_order_find_their_articles(tmp_path: Path) -> None:
    data = written_files(Xlsx(), golden_set.documents(), golden_set.DATA, WriteOptions())[""]
    book = openpyxl.load_workbook(io.BytesIO(data))
    articles, spans = ([list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book)
    shuffled = saved(
        articles, [spans[0], *sorted(spans[1:], key=lambda row: (row[8], -row[0])), [9, "x", None, "person"]]
    )
    found = read_bytes(Xlsx(), tmp_path / "a.xlsx", shuffled)
    assert bad(found) == [("record.no-article", 22)]
    wanted = [(m.label, m.quote) for document in golden_set.documents() for m in document.annotations[0].spans]
    assert sorted(spans_of(found)) == sorted(wanted)
    assert len(documents_of(found)[0].annotations[0].relations) == 2


def test_tables_of_articles_as_excel_saves_them(tmp_path: Path) -> None:
    day = datetime(2024, 2, 23, tzinfo=UTC).replace(tzinfo=None)
    found = read_bytes(
        Xlsx(),
        tmp_path / "a.xlsx",
        saved([["Ngày", "Nội dung", None, "Số"], [day, "Huế đẹp.", "?", 3], [None, None, None, 4]]),
    )
    document = document_of(found)
    assert (document.text, document.published, document.meta) == ("Huế đẹp.", "2024-02-23", {"Số": "3"})
    assert bad(found) == [("record.blank-text", 3)]
    with pytest.raises(InputError, match=r"input\.column"):
        read_bytes(Xlsx(), tmp_path / "a.xlsx", saved([["a", "b"], ["c", "d"]]))


def test_a_formula_that_nobody_has_worked_out_is_its_text(tmp_path: Path) -> None:
    frame = pd.DataFrame({"title": ["=cong", "b"], "text": ["=Huế & Vinh", "Huế đẹp."]})
    frame.to_excel(tmp_path / "a.xlsx", index=False)
    found = read_bytes(Xlsx(), tmp_path / "b.xlsx", (tmp_path / "a.xlsx").read_bytes())
    told = [(document.title, document.text) for document in documents_of(found)]
    assert told == [("=cong", "=Huế & Vinh"), ("b", "Huế đẹp.")]


def test_broken_workbooks_are_one_sentence(tmp_path: Path) -> None:
    good = book_of(golden_set.documents()[0])
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("xl/workbook.xml", b"<!DOCTYPE a><a/>" + bytes(10**8))
    entity = io.BytesIO()
    with zipfile.ZipFile(entity, "w") as file:
        file.writestr("xl/workbook.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    empty = io.BytesIO()
    with zipfile.ZipFile(empty, "w") as file:
        file.writestr("a", "b")
    cut = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good)) as parts, zipfile.ZipFile(cut, "w") as file:
        for name in parts.namelist():
            file.writestr(name, parts.read(name)[: -20 if "sheet1" in name else None])
    with zipfile.ZipFile(io.BytesIO(good)) as parts:
        place = parts.getinfo("xl/worksheets/sheet1.xml").header_offset + 100
    spoilt = good[:place] + b"\0" * 8 + good[place + 8 :]
    cases = {b"": "input.workbook", good[:500]: "input.workbook", bomb.getvalue(): "archive.ratio"}
    cases |= {entity.getvalue(): "input.doctype", empty.getvalue(): "input.workbook"}
    cases |= {cut.getvalue(): "input.workbook", spoilt: "input.workbook"}
    for data, code in cases.items():
        with pytest.raises(InputError) as caught:
            read_bytes(Xlsx(), tmp_path / "a.xlsx", data)
        assert caught.value.code == code
        assert caught.value.values["path"] == str(tmp_path / "a.xlsx")


def test_more_rows_than_a_sheet_takes_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "ROWS", 3)
    with pytest.raises(RefusedError, match=r"format\.rows"):
        book_of(golden_set.documents()[0])


def test_a_text_put_together_from_too_many_rows_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "RECORD", 50)
    rows = [["document", "name", "text"], [1, "a", "Huế"], *[[1, None, "x" * 20]] * 3]
    with pytest.raises(InputError, match=r"record\.too-large"):
        read_bytes(Xlsx(), tmp_path / "a.xlsx", saved(rows, [["document", "start", "end", "label"], [1, 0, 3, "LOC"]]))
