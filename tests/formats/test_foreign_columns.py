"""Articles of tables and JSON lines that are not ours."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from readings import bad, documents_of, read_bytes

from annotator import formats
from annotator.core.errors import InputError
from annotator.formats.jsonl import Jsonl
from annotator.formats.parts import foreign_columns
from annotator.formats.protocol import Content, Head
from annotator.formats.source import FileSource

HERE = FileSource("bài.jsonl")


def read(folder: Path, *records: dict[str, Any], text_column: str = "") -> list[Content]:
    data = "".join(json.dumps(record) + "\n" for record in records)
    return read_bytes(Jsonl(), folder / "bài.jsonl", data.encode(), text_column)


@pytest.mark.parametrize(
    ("names", "text"),
    [
        (["id", "Content"], "Content"),
        (["title", "NỘI DUNG"], "NỘI DUNG"),
        (["body", "text"], "text"),
        (["noi-dung", "tac_gia"], "noi-dung"),
        (["gì đó"], "gì đó"),
    ],
)
def test_the_text_is_known_by_its_name(names: list[str], text: str) -> None:
    assert foreign_columns.recognised(names, "", HERE)["text"] == text


def test_a_chosen_column_is_the_text_and_nothing_else() -> None:
    names = ["content", "title", "tiêu đề"]
    assert foreign_columns.recognised(names, "title", HERE) == {"text": "title"}
    assert foreign_columns.recognised(names, "", HERE) == {"text": "content", "title": "title"}


def test_a_refusal_names_columns_but_not_without_end() -> None:
    with pytest.raises(InputError) as caught:
        foreign_columns.recognised(["x" * 10_000] * 10_000, "", HERE)
    assert len(str(caught.value.values["columns"])) < 50_000


def test_json_lines_of_others(tmp_path: Path) -> None:
    record = {
        "content": "Huế đẹp.", "headline": "Huế", "authors": ["Lan", "Mai"], "date": "2024-02-23", "views": 7,
        "tags": None, "more": {"a": [1]},
    }  # fmt: skip
    found = read(tmp_path, record, {"content": 5}, {"title": "x"}, {"content": "a\0b"})
    (document,) = documents_of(found)
    assert (document.text, document.title, document.author, document.published) == (
        "Huế đẹp.", "Huế", "Lan, Mai", "2024-02-23",
    )  # fmt: skip
    assert document.meta == {"views": "7", "more": '{"a": [1]}'}
    assert bad(found) == [("record.not-text", 2), ("record.missing", 3), ("record.zero", 4)]
    assert [each.text for each in documents_of(read(tmp_path, record, text_column="Headline"))] == ["Huế"]
    assert bad(read(tmp_path, record, text_column="lead")) == [("input.column", 1)]


def test_json_lines_with_a_text_of_others_are_ours_to_read() -> None:
    assert Jsonl().sniff(Head(HERE, b'{"content": "Hu\xe1\xba\xbf", "title": "x"}\n')) > 0.1
    assert Jsonl().sniff(Head(HERE, b'{"cells": [1]}\n')) == 0


def test_an_array_of_articles_is_read_as_lines_are(tmp_path: Path) -> None:
    records = [{"headline": "Huế", "content": "Huế đẹp."}, {"content": 5}, {"content": "Vinh."}]
    path = tmp_path / "tin.json"
    found = read_bytes(Jsonl(), path, json.dumps(records, indent=1, ensure_ascii=False).encode())
    assert [(each.title, each.text) for each in documents_of(found)] == [("Huế", "Huế đẹp."), ("Vinh.", "Vinh.")]
    assert bad(found) == [("record.not-text", 6)]
    guessed = formats.guess(FileSource(str(path)))
    assert guessed is not None
    assert guessed.name == "jsonl"
    with pytest.raises(InputError, match=r"input\.array"):
        read_bytes(Jsonl(), path, b'["Hu\xe1\xba\xbf", "Vinh"]')
