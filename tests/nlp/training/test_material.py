from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from annotator.core.errors import InputError
from annotator.core.text import digest
from annotator.nlp.training.material import articles, raw_texts, read_offsets

ONE, OTHER = "Ông Ba ở Huế.", "Bà Tư ở Vinh."


def written(path: Path, *records: object) -> Path:
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), encoding="utf-8")
    return path


def test_offsets_correct_gold_and_annotate_raw_text(tmp_path: Path) -> None:
    gold = written(tmp_path / "gold.jsonl", {"file": "1", "text": ONE, "spans": [[4, 6, "LOC"], [9, 12, "LOC"]]})
    raw = written(tmp_path / "raw.jsonl", {"text": "Không ai biết."}, {"text": OTHER})
    offsets = written(
        tmp_path / "offsets.jsonl",
        {"digest": digest(ONE), "remove": [[4, 6, "LOC"]], "add": [[4, 6, "PER"]]},
        {"digest": digest(OTHER), "add": [[3, 5, "PER"]]},
        {"digest": digest("no such text"), "add": [[0, 1, "PER"]]},
    )
    corrected, further = articles(gold, read_offsets(offsets), raw)
    assert [(article.text, article.spans) for article in corrected] == [(ONE, ((4, 6, "PER"), (9, 12, "LOC")))]
    assert [(article.text, article.spans) for article in further] == [(OTHER, ((3, 5, "PER"),))]


def test_raw_texts_come_from_each_kind_of_place(tmp_path: Path) -> None:
    plain = written(tmp_path / "raw.jsonl", {"text": ONE}, {"text": OTHER})
    packed = tmp_path / "raw.jsonl.gz"
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "1.txt").write_text(ONE, encoding="utf-8")
    (folder / "2.txt").write_text(OTHER, encoding="utf-8")
    assert list(raw_texts(plain)) == list(raw_texts(packed)) == list(raw_texts(folder)) == [ONE, OTHER]


@pytest.mark.parametrize(("line", "code"), [("{", "gold.json"), ("[1]", "gold.json"), ('{"text": 1}', "gold.text")])
def test_a_bad_line_of_raw_news_is_named(tmp_path: Path, line: str, code: str) -> None:
    path = tmp_path / "raw.jsonl"
    path.write_text(f'{{"text": "a"}}\n{line}\n', encoding="utf-8")
    with pytest.raises(InputError) as caught:
        list(raw_texts(path))
    assert (caught.value.code, caught.value.values["line"]) == (code, 2)


@pytest.mark.parametrize("line", ['{"add": []}', '{"digest": "x", "add": [[1, 2]]}', '{"digest": "x", "remove": 5}'])
def test_a_bad_line_of_offsets_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "offsets.jsonl"
    path.write_text(f"{line}\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_offsets(path)
    assert (caught.value.code, caught.value.values["line"]) == ("gold.spans", 1)


def test_a_broken_archive_is_told(tmp_path: Path) -> None:
    path = tmp_path / "raw.jsonl.gz"
    path.write_bytes(gzip.compress(b'{"text": "a"}\n' * 100)[:-9])
    with pytest.raises(InputError) as caught:
        list(raw_texts(path))
    assert caught.value.code == "input.unreadable"
