from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import golden_set
import pytest
from golden_files import FORMATS

from annotator import formats
from annotator.core.assets import asset
from annotator.core.attributes import AttributeRule
from annotator.core.errors import InputError
from annotator.core.exchange import AnnotatedDocument, Annotation, AnswerMark, DataSet, Link, Mark, Topic
from annotator.core.labels import LabelSpec
from annotator.core.messages import sentence
from annotator.formats.jsonl import Jsonl
from annotator.formats.protocol import BadRecord, Content, Notice, ReadOptions, WriteOptions
from annotator.formats.source import FileSource

TEXT = "Ông Tô Lâm\u2028đến Hà Nội \N{GRINNING FACE}.\r\nHết."
SPANS = (
    Mark(4, 10, "PER", "Tô Lâm", uid="a1", note="tên người", score=0.5, origin="suggestion", attributes={"k": [1]}),
    Mark(15, 21, "LOC", "Hà Nội", uid="a2"),
)
LINKS = (Link(0, 1, "ở-tại", "r1", {"chắc": False}), Link(1, 0, "ở-tại", "r2"))
TOPICS = (Topic("politics", "t1"), Topic("Thế-giới", "t2"))
LAN = Annotation("Lan", "person", SPANS, "done", 12.5, (AnswerMark(0, 3, "LOC", "rejected"),), LINKS, TOPICS)
MACHINE = Annotation("underthesea", "machine", (Mark(15, 21, "LOC", "Hà Nội", "a3", 0.9, "machine"),))
DOCUMENT = AnnotatedDocument(
    name="bài.txt", text=TEXT, title="Ông Tô Lâm", source="Báo", url="https://example.org", author="A", language="vi",
    published="2024-01-02", meta={"encoding": "utf-8"}, uid="d1", id=7, lines=((0, 10, "title", "person"),),
    annotations=(LAN, MACHINE),
)  # fmt: skip
RULES = (AttributeRule("giới", "choice", ("nam", "nữ"), "Gender", "Giới tính"), AttributeRule("thật", "yes-no"))
LABELS = [
    LabelSpec("PER", "Person", "Người", "#2952b6", "1", "g", "h", attributes=RULES),
    LabelSpec("LOC", colour="#97cd87"),
    LabelSpec("ở-tại", key="1", scope="relation"),
    LabelSpec("politics", scope="document"),
]
DATA = DataSet(LABELS, [("Lan", "person"), ("underthesea", "machine")])


def written(document: AnnotatedDocument, all_layers: bool = False) -> str:
    return "".join(map(str, Jsonl().write([document], DATA, WriteOptions(all_layers))))


def read(folder: Path, content: str | bytes) -> list[Content]:
    path = folder / "in.jsonl"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(Jsonl().read(FileSource(str(path)), ReadOptions()))


def schema_errors(line: str) -> list[str]:
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads(asset("resources", "schema", "annotator-jsonl.schema.json").read_text(encoding="utf-8"))
    return [error.message for error in jsonschema.Draft202012Validator(schema).iter_errors(json.loads(line))]


def test_golden_file() -> None:
    path = FORMATS / "jsonl.jsonl"
    assert golden_set.written(Jsonl(), all_of_them=True) == path.read_bytes()
    guessed = formats.guess(FileSource(str(path)))
    assert guessed is not None
    assert guessed.name == "jsonl"
    documents = [
        content
        for content in Jsonl().read(FileSource(str(path)), ReadOptions())
        if isinstance(content, AnnotatedDocument)
    ]
    assert [document.annotations for document in documents] == [
        document.annotations for document in golden_set.all_layers()
    ]


def test_all_layers_come_back_as_they_were(tmp_path: Path) -> None:
    data, document = read(tmp_path, written(DOCUMENT, all_layers=True))
    assert data == DATA
    assert document == replace(DOCUMENT, id=None)


def test_one_layer_comes_back_but_for_uids(tmp_path: Path) -> None:
    one = replace(DOCUMENT, annotations=(LAN,))
    (found,) = read(tmp_path, written(one))
    spans = tuple(replace(mark, uid="") for mark in SPANS)
    links, topics = (tuple(replace(each, uid="") for each in layer) for layer in (LINKS, TOPICS))
    layer = replace(LAN, spans=spans, relations=links, document_labels=topics)
    assert found == replace(one, id=None, annotations=(layer,))


def test_a_machines_layer_says_that_it_is_one(tmp_path: Path) -> None:
    (found,) = read(tmp_path, written(replace(DOCUMENT, annotations=(MACHINE,))))
    assert isinstance(found, AnnotatedDocument)
    assert [(layer.annotator, layer.kind) for layer in found.annotations] == [("underthesea", "machine")]


def test_a_line_is_an_object_with_the_columns_that_are_documented() -> None:
    row = json.loads(written(replace(DOCUMENT, annotations=(replace(LAN, relations=(), document_labels=()),))))
    assert list(row) == [
        "id", "uid", "name", "title", "text", "source", "url", "author", "published", "language", "meta", "lines",
        "annotator", "state", "seconds", "answers", "spans",
    ]  # fmt: skip
    assert row["spans"][1] == {"start": 15, "end": 21, "label": "LOC", "quote": "Hà Nội"}


def test_no_line_ends_within_a_record() -> None:
    assert len(written(DOCUMENT, all_layers=True).splitlines()) == 2


def test_both_forms_keep_to_the_schema() -> None:
    for line in [*written(DOCUMENT, all_layers=True).split("\n"), *written(DOCUMENT).split("\n")]:
        if line:
            assert schema_errors(line) == []
    assert schema_errors('{"text": "a", "spans": [{"start": -1, "end": 1, "label": "PER"}]}')
    assert schema_errors('{"text": "a", "spans": [{"start": 0, "end": 1, "label": "two words"}]}')
    assert schema_errors('{"texts": "a"}')


def span(**changes: Any) -> str:
    values = {"start": 4, "end": 10, "label": "PER", "quote": "Tô Lâm", **changes}
    return json.dumps({"text": TEXT, "title": "t", "spans": [values]})


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (span(end=400, quote=""), "record.span"),
        (span(start=10, quote=""), "record.span"),
        (span(start=-1), "record.not-count"),
        (span(start=4.0), "record.not-count"),
        (span(start=True), "record.not-count"),
        (span(label=""), "record.label"),
        (span(label="two words"), "record.label"),
        (span(quote="Tô Hoài"), "record.quote"),
        (span(score="high"), "record.not-number"),
        (span(score=10**400), "record.not-number"),
        (span(origin="nowhere"), "record.not-one-of"),
        (span(attributes=[]), "record.not-mapping"),
        (span(score=float("nan")), "record.number"),
        ('{"text": "a", "text": "b"}', "record.key-twice"),
        ('{"text": "\\ud800"}', "record.surrogate"),
        ('{"text": " "}', "record.blank-text"),
        ('{"text": "a\\u0000"}', "record.zero"),
        ('{"title": "a"}', "record.missing"),
        ('{"text": 5}', "record.not-text"),
        ('{"text": "a", "meta": 1}', "record.not-mapping"),
        ('{"text": "a", "lines": [[0, 2, "title", "rule"]]}', "record.line"),
        ('{"text": "a", "lines": [[0, 1, "title"]]}', "record.line"),
        ('{"text": "a", "state": "begun"}', "record.not-one-of"),
        ('{"text": "a", "spans": {}}', "record.not-list"),
        ('{"text": "a", "spans": [1]}', "record.not-mapping"),
        ('{"text": "a", "annotations": [{"annotator": ""}]}', "record.annotators"),
        ('{"text": "a", "annotations": [{"annotator": "x"}, {"annotator": "x"}]}', "record.annotators"),
        ('{"text": "ab", "annotator": "x", "answers": [{"start": 0, "end": 1, "label": "PER"}]}', "record.no-answer"),
        ('{"text": "a"', "record.json"),
        ("[]", "record.not-object"),
        ('{"text": ' + "[" * 100_000, "record.deep"),
    ],
)
def test_a_bad_record_is_named_with_its_line_and_the_rest_goes_on(tmp_path: Path, line: str, code: str) -> None:
    good = '{"text": "Chào", "title": "Chào"}'
    first, bad, last = read(tmp_path, f"{good}\n{line}\n\n{good}\n")
    assert isinstance(first, AnnotatedDocument)
    assert isinstance(bad, BadRecord)
    assert (bad.error.code, bad.error.values["line"]) == (code, 2)
    assert str(bad.error.values["path"]).endswith("in.jsonl")
    assert isinstance(last, AnnotatedDocument)


def test_a_span_whose_offsets_are_off_is_put_where_its_quote_is(tmp_path: Path) -> None:
    spans = [{"start": 6, "end": 12, "label": "PER", "quote": "Tô Lâm"}]
    notice, found = read(tmp_path, json.dumps({"text": TEXT, "spans": spans}))
    assert isinstance(notice, Notice)
    assert sentence(notice.error).endswith("line 1: “Tô Lâm” is not at 6 to 12 but at 4 to 10, and was put there.")
    assert isinstance(found, AnnotatedDocument)
    assert [(mark.start, mark.end) for mark in found.annotations[0].spans] == [(4, 10)]


def test_a_range_has_a_label_once_in_a_layer(tmp_path: Path) -> None:
    row = json.loads(span())
    row["spans"] *= 2
    (bad,) = read(tmp_path, json.dumps(row))
    assert isinstance(bad, BadRecord)
    assert bad.error.code == "record.span-twice"


def test_a_mark_of_byte_order_is_no_part_of_the_first_record(tmp_path: Path) -> None:
    (found,) = read(tmp_path, b"\xef\xbb\xbf" + '{"text": "Chào", "title": "x"}'.encode())
    assert isinstance(found, AnnotatedDocument)
    assert found.name == "in-1"


def test_a_bare_text_gets_the_title_and_the_lines_that_it_shows(tmp_path: Path) -> None:
    text = next(asset("seeds").glob("001_*")).read_text(encoding="utf-8")
    (found,) = read(tmp_path, json.dumps({"text": text}))
    assert isinstance(found, AnnotatedDocument)
    assert found.title.startswith("Tổng Bí thư tiếp Đoàn đại biểu")
    assert {kind for _, _, kind, _ in found.lines} > {"title", "date"}


def test_a_later_version_is_refused_as_a_whole(tmp_path: Path) -> None:
    header = written(DOCUMENT, all_layers=True).replace('"version": 2', '"version": 3', 1)
    with pytest.raises(InputError) as caught:
        read(tmp_path, header)
    assert caught.value.code == "input.version"


def test_a_set_of_plain_labels_has_a_header_that_older_programs_read() -> None:
    for labels, version in ((LABELS, 2), ([LabelSpec("PER")], 1)):
        line = next(iter(Jsonl().write([], DataSet(labels, []), WriteOptions(True))))
        assert json.loads(line)["version"] == version
        assert schema_errors(line) == []


def linked(relations: Any = (), topics: Any = ()) -> str:
    spans = [{"start": 4, "end": 10, "label": "PER", "uid": "a"}, {"start": 15, "end": 21, "label": "LOC", "uid": "b"}]
    return json.dumps({"text": TEXT, "title": "t", "spans": spans, "relations": relations, "document_labels": topics})


def test_the_ends_of_a_relation_are_named_by_place_or_by_uid(tmp_path: Path) -> None:
    relations = [{"source": 0, "target": "b", "label": "x"}, {"source": "b", "target": "a", "label": "x", "uid": "u"}]
    line = linked(relations, ["politics", {"label": "sport", "uid": "t"}])
    assert schema_errors(line) == []
    (found,) = read(tmp_path, line)
    assert isinstance(found, AnnotatedDocument)
    assert found.annotations[0].relations == (Link(0, 1, "x"), Link(1, 0, "x", "u"))
    assert found.annotations[0].document_labels == (Topic("politics"), Topic("sport", "t"))


def end(**changes: Any) -> str:
    return linked([{"source": 0, "target": 1, "label": "x", **changes}])


@pytest.mark.parametrize(
    ("line", "code", "field"),
    [
        (linked({}), "record.not-list", "relations"),
        (linked([1]), "record.not-mapping", "relations[0]"),
        (end(source=2), "record.relation-end", "relations[0].source"),
        (end(target="c"), "record.relation-end", "relations[0].target"),
        (end(target=""), "record.relation-end", "relations[0].target"),
        (end(source=-1), "record.not-count", "relations[0].source"),
        (end(source=True), "record.not-count", "relations[0].source"),
        (end(target=None), "record.not-count", "relations[0].target"),
        (end(target="a"), "record.relation-self", "relations[0]"),
        (end(label="hai từ"), "record.label", None),
        (end(label=5), "record.not-text", "relations[0].label"),
        (end(attributes=[]), "record.not-mapping", "relations[0].attributes"),
        (linked([{"source": 0, "target": 1, "label": "x"}] * 2), "record.relation-twice", "relations[1]"),
        (linked(topics="politics"), "record.not-list", "document_labels"),
        (linked(topics=[5]), "record.not-mapping", "document_labels[0]"),
        (linked(topics=[{"uid": "u"}]), "record.missing", "document_labels[0].label"),
        (linked(topics=["hai từ"]), "record.label", None),
        (linked(topics=["x", {"label": "x"}]), "record.document-label-twice", "document_labels"),
    ],
)
def test_a_bad_relation_or_document_label_is_named_with_its_field(
    tmp_path: Path, line: str, code: str, field: str | None
) -> None:
    (bad,) = read(tmp_path, line)
    assert isinstance(bad, BadRecord)
    assert (bad.error.code, bad.error.values["line"], bad.error.values.get("field")) == (code, 1, field)
    assert "?" not in sentence(bad.error)


def test_a_file_that_is_not_there_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        list(Jsonl().read(FileSource(str(tmp_path / "none.jsonl")), ReadOptions()))
    assert caught.value.code == "input.unreadable"


def test_triples_are_spans_too(tmp_path: Path) -> None:
    first, second = read(tmp_path, '{"text": "Hà Nội"}\n{"text": "Hà Nội", "spans": [[0, 6, "LOC"]]}')
    assert isinstance(first, AnnotatedDocument)
    assert isinstance(second, AnnotatedDocument)
    assert second.annotations[0].spans == (Mark(0, 6, "LOC", "Hà Nội"),)


def test_a_file_without_a_line_is_said_to_hold_no_text(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"input\.empty"):
        read(tmp_path, "\n \n")
