from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotator.core.exchange import AnnotatedDocument
from annotator.core.messages import sentence
from annotator.formats.phoner_json import PhonerJson
from annotator.formats.protocol import BadRecord, Content, ReadOptions
from annotator.formats.source import FileSource


def read(folder: Path, *records: object) -> list[Content]:
    path = folder / "tin.json"
    lines = [each if isinstance(each, str) else json.dumps(each, ensure_ascii=False) for each in records]
    path.write_text("\n".join(lines), encoding="utf-8")
    return list(PhonerJson().read(FileSource(str(path)), ReadOptions()))


def documents(found: list[Content]) -> list[tuple[str, str, list[tuple[str, str]]]]:
    return [
        (each.name, each.text, [(mark.quote, mark.label) for layer in each.annotations for mark in layer.spans])
        for each in found
        if isinstance(each, AnnotatedDocument)
    ]


def test_the_corpus_itself_is_one_document(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        {"words": ["Bệnh_nhân", "523", "ở", "Hà_Nội", "."], "tags": ["O", "B-PATIENT_ID", "O", "B-LOCATION", "O"]},
        {"words": ["Khỏi", "bệnh"], "tags": ["O", "O"]},
    )
    spans = [("523", "PATIENT_ID"), ("Hà Nội", "LOCATION")]
    assert documents(found) == [("tin", "Bệnh nhân 523 ở Hà Nội.\nKhỏi bệnh", spans)]


def test_documents_of_the_same_name_stay_apart(tmp_path: Path) -> None:
    record = {"words": ["Huế"], "tags": ["O"], "document": "a"}
    places = [1, 2, 1, 1]
    found = read(tmp_path, *[{**record, "sentence": place} for place in places], {**record, "document": "b"})
    assert [(name, text) for name, text, _ in documents(found)] == [
        ("a", "Huế\nHuế"),
        ("a", "Huế"),
        ("a", "Huế"),
        ("b", "Huế"),
    ]


@pytest.mark.parametrize(
    ("record", "code"),
    [
        ({"words": ["a", "b"], "tags": ["O"]}, "record.tag-count"),
        ({"words": [], "tags": []}, "record.tag-count"),
        ({"words": "ab", "tags": ["O", "O"]}, "record.not-list"),
        ({"words": ["a", 1], "tags": ["O", "O"]}, "record.not-text"),
        ({"words": [" "], "tags": ["O"]}, "record.not-text"),
        ({"words": ["a"], "tags": [0]}, "record.not-text"),
        ({"words": ["a"], "tags": ["PER"]}, "record.iob-tag"),
        ({"words": ["a"], "tags": ["B-" + "x" * 41]}, "record.label"),
        ({"words": ["a"], "tags": ["O"], "sentence": "1"}, "record.not-count"),
        ("[]", "record.not-object"),
        ("{", "record.json"),
    ],
)
def test_a_bad_line_is_named_and_the_rest_goes_on(record: object, code: str, tmp_path: Path) -> None:
    good = {"words": ["Huế"], "tags": ["B-LOC"]}
    bad, *rest = read(tmp_path, good, record, good)
    assert isinstance(bad, BadRecord)
    assert (bad.error.code, bad.error.values["line"]) == (code, 2)
    assert "?" not in sentence(bad.error)
    assert documents(rest) == [("tin", "Huế\nHuế", [("Huế", "LOC")] * 2)]
