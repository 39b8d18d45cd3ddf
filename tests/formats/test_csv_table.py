"""CSV, read with pandas, and tables of articles as they are found."""

from __future__ import annotations

import io
import json
from pathlib import Path

import golden_set
import pandas as pd
import pytest
from format_cases import documents
from golden_files import FORMATS, written_files
from hypothesis import given, settings
from readings import bad, document_of, documents_of, read_bytes, spans_of

from annotator import formats
from annotator.core.errors import InputError
from annotator.core.exchange import AnnotatedDocument
from annotator.formats.csv_table import Csv
from annotator.formats.parts import delimited
from annotator.formats.protocol import Content, WriteOptions
from annotator.formats.source import FileSource

OURS = "document,text,start,end,label"


def read(folder: Path, text: str, text_column: str = "", name: str = "bài.csv") -> list[Content]:
    return read_bytes(Csv(), folder / name, text.encode(), text_column)


@settings(deadline=None)
@given(documents())
def test_pandas_finds_every_span_in_the_text(document: AnnotatedDocument) -> None:
    data = written_files(Csv(), [document], golden_set.DATA, WriteOptions())[""]
    table = pd.read_csv(io.BytesIO(data), encoding="utf-8-sig", keep_default_na=False, dtype=str)
    text = table["text"][0]
    assert text == document.text
    assert set(table["text"][1:]) <= {""}
    spans = table[table["span"] != ""]
    (layer,) = document.annotations
    for row, mark in zip(spans.itertuples(), layer.spans, strict=True):
        assert (text[int(row.start) : int(row.end)], row.label) == (row.quote, mark.label)
        assert json.loads(row.attributes or "{}") == mark.attributes
        assert row.note == mark.note


def test_golden_file() -> None:
    found = written_files(Csv(), golden_set.all_layers(), golden_set.DATA, golden_set.options(all_layers=True))
    path = FORMATS / "csv.csv"
    assert found == {"": path.read_bytes()}
    guessed = formats.guess(FileSource(str(path)))
    assert guessed is not None
    assert guessed.name == "csv"


def test_rows_that_are_wrong_are_listed_with_their_lines(tmp_path: Path) -> None:
    text = (
        f"{OURS},quote\r\n"
        '1,"Huế\r\nđẹp.",0,3,LOC,Huế\r\n'
        "1,,1,9,LOC,đẹp\r\n"
        "1,,0,x,LOC,\r\n"
        "1,,0,3,LOC,Huế,too,many\r\n"
        "2,,0,3,LOC,Huế\r\n"
        "2,,0,3,LOC,Huế\r\n"
        "3,Vinh,0.0,4.0,LOC,Vinh\r\n"
    )
    found = read(tmp_path, text)
    assert bad(found) == [
        ("record.cells", 6), ("annotation.not-count", 5), ("record.blank-text", 7), ("record.no-article", 8),
    ]  # fmt: skip
    assert spans_of(found) == [("LOC", "Huế"), ("LOC", "đẹp"), ("LOC", "Vinh")]
    assert documents_of(found)[0].text == "Huế\r\nđẹp."


def test_states_are_read_and_what_is_none_is_listed(tmp_path: Path) -> None:
    text = (
        f"{OURS},annotator,state,seconds,origin\r\n"
        "1,Huế,0,3,LOC,Lan,done,7.5,suggestion\r\n"
        "1,,,,,Hoa,in-progress,,\r\n"
        "2,Vinh,0,4,LOC,Lan,xong,,\r\n"
        "2,,0,1,LOC,Lan,,hai,\r\n"
    )
    found = read(tmp_path, text)
    assert bad(found) == [("annotation.not-one-of", 4), ("annotation.not-number", 5)]
    first, second = documents_of(found)
    lan, hoa = first.annotations
    assert (lan.state, lan.seconds, lan.spans[0].origin) == ("done", 7.5, "suggestion")
    assert (hoa.annotator, hoa.state, hoa.spans) == ("Hoa", "in-progress", ())
    assert [layer.spans for layer in second.annotations] == [()]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_tables_of_articles_by_the_usual_names(tmp_path: Path, separator: str) -> None:
    rows = [
        ["STT", "Tiêu đề", "Nội_dung", "Ngày đăng", "Tác giả", "Đường dẫn", "Nguồn", "Chuyên mục"],
        [
            "1",
            "Huế",
            '"Huế ""đẹp"",\nrất đẹp."',
            "23/02/2024",
            "Lê Thị Thử",
            "https://example.org/1",
            "Báo Thử",
            "Du lịch",
        ],
        ["2", "Vinh", '""', "hôm qua", "", "", "", ""],
    ]
    found = read(tmp_path, "\n".join(separator.join(row) for row in rows) + "\n")
    document = document_of(found)
    assert document.text == 'Huế "đẹp",\nrất đẹp.'
    assert (document.title, document.author, document.source) == ("Huế", "Lê Thị Thử", "Báo Thử")
    assert (document.published, document.url) == ("2024-02-23", "https://example.org/1")
    assert document.meta == {"STT": "1", "Chuyên mục": "Du lịch", "Ngày đăng": "23/02/2024"}
    assert bad(found) == [("record.blank-text", 4)]


def test_the_text_column_is_chosen_or_asked_for(tmp_path: Path) -> None:
    table = "tóm tắt,toàn văn\nHuế,Huế đẹp.\n"
    assert document_of(read(tmp_path, table, "Toàn Văn")).text == "Huế đẹp."
    for column in ("", "lead"):
        with pytest.raises(InputError, match=r"input\.column") as caught:
            read(tmp_path, table, column)
        assert caught.value.values["columns"] == "“tóm tắt”, “toàn văn”"
    assert document_of(read(tmp_path, "câu\nHuế đẹp.\n")).text == "Huế đẹp."


def test_files_of_excel_in_utf_16_and_windows_vietnamese(tmp_path: Path) -> None:
    table = "Tiêu đề\tNội dung\nHuế\tHuế đẹp, Hà Nội cũng đẹp.\n"
    found = read_bytes(Csv(), tmp_path / "a.tsv", table.encode("utf-16"))
    assert document_of(found).text == "Huế đẹp, Hà Nội cũng đẹp."
    composed = "text\n\xd0à N\xf4ng \xf0\xf4ng ng\xfd\xfdi\n".replace("\xfd\xfd", "ý")
    assert documents_of(read_bytes(Csv(), tmp_path / "b.csv", composed.encode("cp1258", "ignore")))
    guess = formats.guess(FileSource(str(tmp_path / "a.tsv")))
    assert guess is not None
    assert guess.name == "csv"


def test_bytes_and_quotes_that_are_wrong_cost_their_row_only(tmp_path: Path) -> None:
    many = b"".join(b"B\xc3\xa0i,%d\n" % n for n in range(20))
    found = read_bytes(
        Csv(), tmp_path / "a.csv", b"text,n\n" + many + b'\xff,1\n"x"y,2\nzero \0,3\nHu\xe1\xba\xbf,4\n"open,5\n'
    )
    assert len(documents_of(found)) == 21
    assert bad(found) == [
        ("record.encoding", 22), ("record.csv", 23), ("record.zero", 24), ("record.csv", 26),
    ]  # fmt: skip


def test_a_line_above_the_limit_is_read_past(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delimited, "RECORD", 100)
    found = read(tmp_path, f"text\nHuế\n{'a' * 1000}\nVinh\n")
    assert [document.text for document in documents_of(found)] == ["Huế", "Vinh"]
    assert bad(found) == [("record.too-large", 3)]


def test_an_empty_file_holds_nothing(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"input\.empty"):
        read(tmp_path, "\n\n")
