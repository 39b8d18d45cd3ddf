"""Data sets of Hugging Face, loaded with `datasets` itself, without a network."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import golden_set
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from golden_files import FORMATS, written_files
from readings import bad, document_of, documents_of, read_bytes, spans_of

from annotator import formats
from annotator.core.errors import InputError, RefusedError
from annotator.core.exchange import AnnotatedDocument, DataSet
from annotator.formats import huggingface
from annotator.formats.fitting import Choices, fit
from annotator.formats.huggingface import HuggingFace
from annotator.formats.protocol import Content
from annotator.formats.source import FileSource

GOLDEN = FORMATS / "huggingface"


def in_parts() -> list[AnnotatedDocument]:
    return [
        replace(each, part=part) for each, part in zip(golden_set.documents(), ("train", "train", "dev"), strict=True)
    ]


def files() -> dict[str, bytes]:
    return written_files(HuggingFace(), in_parts(), golden_set.DATA, golden_set.options())


def read(folder: Path, table: pa.Table, text_column: str = "", **options: Any) -> list[Content]:
    path = folder / "a.parquet"
    pq.write_table(table, path, **options)
    return read_bytes(HuggingFace(), path, path.read_bytes(), text_column)


@pytest.fixture
def datasets(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Any]:
    for name in ("HF_DATASETS_OFFLINE", "HF_HUB_OFFLINE"):
        monkeypatch.setenv(name, "1")
    monkeypatch.setenv("HF_HOME", str(tmp_path / "home"))
    found = pytest.importorskip("datasets")
    found.disable_progress_bars()
    yield found
    found.enable_progress_bars()


def test_spans_that_are_not_among_the_tags_are_told() -> None:
    for document in golden_set.documents():
        fitted = fit(document, HuggingFace(), golden_set.options(), Choices())
        data = written_files(HuggingFace(), [document], golden_set.DATA, golden_set.options())
        (row,) = pq.read_table(pa.BufferReader(data["data/train-00000.parquet"])).to_pylist()
        begun = sum(tag % 2 == 1 for tag in row["ner_tags"])
        assert fitted.document == document
        assert begun + len(fitted.losses) == len(row["spans"]) == len(document.annotations[0].spans)
        assert {(loss.reason, loss.is_span) for loss in fitted.losses} <= {("untagged", False)}


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning")
def test_datasets_loads_the_folder_with_its_classes(datasets: Any, tmp_path: Path) -> None:
    for name, data in files().items():
        (tmp_path / "set" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "set" / name).write_bytes(data)
    loaded = datasets.load_dataset(str(tmp_path / "set"), cache_dir=str(tmp_path / "cache"))
    assert {name: split.num_rows for name, split in loaded.items()} == {"train": 2, "validation": 1}
    features = loaded["train"].features
    label = features["spans"].feature["label"]
    assert label.names == ["PER", "ORG", "LOC", "SỰ-KIỆN"]
    for row, document in zip([*loaded["train"], *loaded["validation"]], golden_set.documents(), strict=True):
        (layer,) = document.annotations
        assert row["text"] == document.text
        spans = [(span["start"], span["end"], label.int2str(span["label"]), span["quote"]) for span in row["spans"]]
        assert spans == [(mark.start, mark.end, mark.label, mark.quote) for mark in layer.spans]
        tags = features["ner_tags"].feature.int2str(row["ner_tags"])
        assert len(tags) == len(row["tokens"])
        begun = [token for token, tag in zip(row["tokens"], tags, strict=True) if tag.startswith("B-")]
        assert all(any(mark.quote.startswith(token) for mark in layer.spans) for token in begun)
    builder = datasets.load_dataset_builder(str(tmp_path / "set"), cache_dir=str(tmp_path / "cache"))
    assert builder.info.features == features


def test_golden_folder() -> None:
    made = files()
    assert set(made) == {str(path.relative_to(GOLDEN)) for path in GOLDEN.rglob("*") if path.is_file()}
    assert made["README.md"] == (GOLDEN / "README.md").read_bytes()
    for name in sorted(made)[1:]:
        golden, now = pq.read_table(GOLDEN / name), pq.read_table(pa.BufferReader(made[name]))
        assert golden.equals(now, check_metadata=True)
        guessed = formats.guess(FileSource(str(GOLDEN / name)))
        assert guessed is not None
        assert guessed.name == "huggingface"


def test_parts_come_back_by_the_names_of_files() -> None:
    found = [
        document_of(read_bytes(HuggingFace(), GOLDEN / "data" / name, (GOLDEN / "data" / name).read_bytes()))
        for name in ("validation-00000.parquet",)
    ]
    assert [document.part for document in found] == ["dev"]


def test_many_documents_go_to_several_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(huggingface, "_ROWS", 2)
    monkeypatch.setattr(huggingface, "_FILE", 4)
    made = [replace(golden_set.documents()[2], name=f"{n}", part="") for n in range(9)]
    found = written_files(HuggingFace(), made, golden_set.DATA, golden_set.options())
    assert sorted(found) == ["README.md", *(f"data/train-0000{n}.parquet" for n in range(3))]
    tables = [pq.read_table(pa.BufferReader(found[name])) for name in sorted(found)[1:]]
    assert [name for table in tables for name in table["name"].to_pylist()] == [f"{n}" for n in range(9)]


def test_nothing_at_all_is_an_empty_data_set() -> None:
    found = written_files(HuggingFace(), [], golden_set.DATA, golden_set.options())
    assert pq.read_table(pa.BufferReader(found["data/train-00000.parquet"])).num_rows == 0


def test_a_label_that_no_set_has_is_refused() -> None:
    with pytest.raises(RefusedError, match=r"format\.label"):
        written_files(HuggingFace(), golden_set.documents(), DataSet(), golden_set.options())


def test_tokens_and_tags_of_others(tmp_path: Path) -> None:
    features = (
        '{"info": {"features": {"ner_tags": {"feature": {"names": ["O", "B-LOC", "I-LOC"]}, "_type": "Sequence"}}}}'
    )
    table = pa.table({"tokens": [["Ở", "Hà", "Nội", ",", "Huế"]], "ner_tags": [[0, 1, 2, 0, 1]]})
    found = read(tmp_path, table.replace_schema_metadata({"huggingface": features}))
    assert document_of(found).text == "Ở Hà Nội , Huế"
    assert spans_of(found) == [("LOC", "Hà Nội"), ("LOC", "Huế")]


def test_articles_of_others_by_a_chosen_column(tmp_path: Path) -> None:
    table = pa.table({"Nội dung": ["Huế đẹp.", " "], "Tiêu đề": ["Huế", "Trống"], "vector": [[[1.0]], [[2.0]]]})
    found = read(tmp_path, table)
    assert (document_of(found).title, document_of(found).text) == ("Huế", "Huế đẹp.")
    assert bad(found) == [("record.blank-text", 2)]
    assert [each.text for each in documents_of(read(tmp_path, table, "tiêu đề"))] == ["Huế", "Trống"]
    with pytest.raises(InputError, match=r"input\.column"):
        read(tmp_path, pa.table({"a": ["x"], "b": ["y"]}))


def test_bad_spans_are_listed_and_the_rest_stays(tmp_path: Path) -> None:
    spans = [{"start": 0, "end": 3, "label": "LOC"}, {"start": 2, "end": 9, "label": "LOC"}, {"start": None, "end": 1}]
    found = read(tmp_path, pa.table({"text": ["Huế"], "spans": [spans]}))
    assert spans_of(found) == [("LOC", "Huế")]
    assert bad(found) == [("annotation.span", 1), ("annotation.not-count", 1)]


def test_damaged_files_are_one_sentence(tmp_path: Path) -> None:
    good = (GOLDEN / "data" / "train-00000.parquet").read_bytes()
    for data in (b"PAR1", b"", good[:-20], good[:4] + bytes(400) + good[404:], good[:-8] + b"\xff\xff\xff\x7fPAR1"):
        with pytest.raises(InputError, match=r"input\.damaged"):
            read_bytes(HuggingFace(), tmp_path / "a.parquet", data)


def test_a_small_file_that_says_a_long_text_a_million_times_stays_small(tmp_path: Path) -> None:
    long = "Huế " * 2**18
    same = pa.DictionaryArray.from_arrays(pa.array([0] * 4096, pa.int32()), [long])
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"text": same}), path)
    assert path.stat().st_size < 2**22
    before = pa.total_allocated_bytes()
    rows = HuggingFace().read(FileSource(str(path)), formats.protocol.ReadOptions())
    assert next(rows)
    assert pa.total_allocated_bytes() - before < 2**28
    rows.close()
    listed = pa.ListArray.from_arrays(pa.array([0, 4096], pa.int32()), same)
    with pytest.raises(InputError, match=r"input\.too-large"):
        read(tmp_path, pa.table({"text": ["Huế"], "tokens": listed}))
