"""doccano's JSON lines, cut as JavaScript cuts: by UTF-16 units."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import golden_set
import pytest
from format_cases import documents
from golden_files import FORMATS, written_files
from hypothesis import given
from readings import bad, document_of, documents_of, notices, read_bytes, spans_of

from annotator import formats
from annotator.core.exchange import AnnotatedDocument
from annotator.formats.doccano import Doccano, DoccanoRelations
from annotator.formats.protocol import Format, WriteOptions
from annotator.formats.source import FileSource

BOTH = [Doccano(), DoccanoRelations()]


def read(folder: Path, *records: dict[str, Any]) -> list[Any]:
    data = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    return read_bytes(Doccano(), folder / "bài.jsonl", data.encode())


def cut(text: str, start: int, end: int) -> str:
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")


@given(documents())
def test_offsets_count_utf_16_units(document: AnnotatedDocument) -> None:
    (layer,) = document.annotations
    wanted = [(mark.label, mark.quote) for mark in layer.spans]
    record = json.loads(written_files(Doccano(), [document], golden_set.DATA, WriteOptions())[""])
    assert [(label, cut(record["text"], start, end)) for start, end, label in record["label"]] == wanted
    record = json.loads(written_files(DoccanoRelations(), [document], golden_set.DATA, WriteOptions())[""])
    entities = {one["id"]: one for one in record["entities"]}
    places = [(one["label"], cut(record["text"], one["start_offset"], one["end_offset"])) for one in entities.values()]
    assert places == wanted
    order = list(entities)
    links = [(order.index(one["from_id"]), order.index(one["to_id"]), one["type"]) for one in record["relations"]]
    assert links == [(link.source, link.target, link.label) for link in layer.relations]


def test_ids_are_told_once_in_a_file() -> None:
    data = written_files(DoccanoRelations(), golden_set.documents(), golden_set.DATA, WriteOptions())[""]
    records = [json.loads(line) for line in data.splitlines()]
    ids = [one["id"] for record in records for one in [*record["entities"], *record["relations"]]]
    assert len(ids) == len(set(ids)) > 20


@pytest.mark.parametrize("format_", BOTH, ids=lambda format_: format_.name)
def test_golden_file(format_: Format) -> None:
    found = written_files(format_, golden_set.documents(), golden_set.DATA, golden_set.options())
    path = FORMATS / f"{format_.name}.jsonl"
    assert found == {"": path.read_bytes()}
    guessed = formats.guess(FileSource(str(path)))
    assert guessed is not None
    assert guessed.name == format_.name


def test_a_file_that_can_only_count_characters_is_read_so_and_told(tmp_path: Path) -> None:
    units = {"text": "😀 Huế", "label": [[3, 6, "LOC"]]}
    points = {"text": "😀😀 Huế", "label": [[3, 6, "LOC"]]}
    assert spans_of(read(tmp_path, units)) == [("LOC", "Huế")]
    found = read(
        tmp_path, points, {"text": "😀 Huế", "label": [[2, 5, "LOC"]]}, {"text": "Huế", "label": [[0, 3, "LOC"]]}
    )
    assert spans_of(found) == [("LOC", "Huế")] * 3
    assert notices(found) == [("record.code-points", 1), ("record.code-points", 2)]


def test_older_keys_and_labels_of_the_whole_text(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        {"text": "Huế đẹp", "labels": [[0, 3, "ĐỊA DANH"]], "meta": {"title": "Thơ"}},
        {"text": "Hà Nội", "label": "thời-sự"},
        {"text": "Vinh", "label": ["thể-thao"], "cats": ["giáo-dục"]},
        {"text": "Lào", "entities": [[0, 3, "LOC"]]},
    )
    assert bad(found) == []
    assert spans_of(found) == [("ĐỊA_DANH", "Huế"), ("LOC", "Lào")]
    assert documents_of(found)[0].title == "Thơ"
    topics = [
        [topic.label for layer in each.annotations for topic in layer.document_labels] for each in documents_of(found)
    ]
    assert topics == [[], ["thời-sự"], ["giáo-dục", "thể-thao"], []]


def test_what_is_wrong_is_listed_and_the_rest_goes_on(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        {"text": "Huế", "label": [[0, 9, "LOC"], [2, 1, "LOC"], [0, 3, "LOC"], [0, 3, "LOC"]]},
        {"text": "Huế", "label": [[0, "3", "LOC"]]},
        {"text": "Huế", "entities": [{"id": 1, "label": "LOC", "start_offset": 0, "end_offset": 3}],
         "relations": [{"from_id": 1, "to_id": 7, "type": "ở"}]},
    )  # fmt: skip
    assert bad(found) == [
        ("annotation.span", 1), ("annotation.span", 1), ("annotation.span-twice", 1), ("record.triple", 2),
        ("record.reference", 3),
    ]  # fmt: skip
    assert spans_of(found) == [("LOC", "Huế")] * 2


def test_half_a_character_is_no_reason_to_stop(tmp_path: Path) -> None:
    data = '{"text": "\\ud83d Huế", "label": []}\n{"text": "Huế", "label": []}\n'.encode()
    found = read_bytes(Doccano(), tmp_path / "a.jsonl", data)
    assert bad(found) == [("record.surrogate", 1)]
    assert document_of(found).text == "Huế"


FACE = "\N{GRINNING FACE}"


def test_triples_as_of_spacy_count_what_fits_their_words(tmp_path: Path) -> None:
    text = f"{FACE} Bà Lan ở Hà Nội."
    points = {"text": text, "entities": [[5, 8, "PER"], [11, 17, "LOC"]]}
    units = {"text": text, "entities": [[6, 9, "PER"], [12, 18, "LOC"]]}
    wanted = [("PER", "Lan"), ("LOC", "Hà Nội")]
    found = read(tmp_path, points)
    assert (spans_of(found), notices(found)) == (wanted, [("record.code-points", 1)])
    found = read(tmp_path, units)
    assert (spans_of(found), notices(found)) == (wanted, [])


def test_spans_of_doccano_itself_are_not_doubted_for_little(tmp_path: Path) -> None:
    points = {"text": f"{FACE} Bà Lan ở Hà Nội.", "label": [[5, 8, "PER"], [11, 17, "LOC"]]}
    found = read(tmp_path, points)
    assert (spans_of(found), notices(found)) == ([("PER", " La"), ("LOC", " Hà Nộ")], [])
    found = read(tmp_path, points, points)
    assert (spans_of(found)[:2], notices(found)[0]) == ([("PER", "Lan"), ("LOC", "Hà Nội")], ("record.code-points", 1))
