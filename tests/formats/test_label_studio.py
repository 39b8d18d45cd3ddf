from __future__ import annotations

import json
import warnings
from dataclasses import replace
from pathlib import Path
from typing import Any

import golden_set
import pytest
from format_cases import DATA, documents, words
from hypothesis import given, settings

from annotator import formats
from annotator.core.exchange import AnnotatedDocument, Annotation, Link, Mark
from annotator.core.model import State
from annotator.formats.label_studio import CONFIG, LabelStudio
from annotator.formats.label_studio.config import config
from annotator.formats.protocol import BadRecord, Content, Entry, Notice, ReadOptions
from annotator.formats.source import FileSource

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # the reader's own, at its import
    from label_studio_sdk.label_interface import LabelInterface

GOLDEN = Path(__file__).parent.parent / "data" / "formats" / "label-studio"


def read(folder: Path, tasks: Any, **options: str) -> list[Content]:
    path = folder / "bài.json"
    path.write_text(json.dumps(tasks), encoding="utf-8")
    return list(LabelStudio().read(FileSource(str(path)), ReadOptions(**options)))


def written(found: list[AnnotatedDocument], data: Any = golden_set.DATA) -> dict[str, str]:
    files: dict[str, str] = {}
    for piece in LabelStudio().write(found, data, words()):
        if isinstance(piece, Entry):
            name = piece.name
            files[name] = ""
        else:
            files[name] += str(piece)
    return files


def troubles(interface: LabelInterface, tasks: list[dict[str, Any]]) -> list[str]:
    """What Label Studio's own check says of tasks."""
    found = []
    for task in tasks:
        assert interface.validate_task({"data": task["data"]})
        for layer in [*task["annotations"], *task["predictions"]]:
            found += interface._validate_object(layer, return_errors=True)
    return found


def test_the_golden_files_are_written_again_and_read() -> None:
    files = written(golden_set.all_layers())
    assert files == {path.name: path.read_bytes().decode() for path in GOLDEN.iterdir()}
    source = FileSource(str(GOLDEN / "tasks.json"))
    found = [each for each in LabelStudio().read(source, ReadOptions()) if isinstance(each, AnnotatedDocument)]
    kept = [replace(document, lines=()) for document in golden_set.all_layers()]
    assert [replace(document, lines=()) for document in found] == kept
    assert formats.guess(source) is not None
    assert formats.guess(source).name == "label-studio"  # type: ignore[union-attr]
    assert formats.is_companion(FileSource(str(GOLDEN / CONFIG)))


def test_label_studio_finds_nothing_wrong_with_the_golden_files() -> None:
    files = written(golden_set.all_layers())
    tasks = json.loads(files["tasks.json"])
    interface = LabelInterface(files[CONFIG])
    interface.validate()
    assert troubles(interface, tasks) == []
    tasks[0]["annotations"][0]["result"][0]["value"]["labels"] = ["KHÁC"]
    assert len(troubles(interface, tasks)) == 1


@settings(max_examples=30, deadline=None)
@given(documents())
def test_label_studio_finds_nothing_wrong_with_any_document(document: AnnotatedDocument) -> None:
    files = written([document], DATA)
    assert troubles(LabelInterface(files[CONFIG]), json.loads(files["tasks.json"])) == []


def test_attributes_have_controls_that_ask_what_their_rules_say() -> None:
    interface = LabelInterface(config(golden_set.DATA.labels))
    assert set(interface.get_control("giới").labels) == {"nam", "nữ"}
    assert set(interface.get_control("thật?").labels) == {"true", "false"}
    assert interface.get_control("vai-trò").tag == "TextArea"
    (task, *_) = json.loads(written(golden_set.all_layers())["tasks.json"])
    said = {each["from_name"]: each["value"] for each in task["annotations"][0]["result"] if "from_name" in each}
    assert said["vai-trò"] == {"start": 47, "end": 59, "text": ["hiệu trưởng"]}
    assert said["thật?"]["choices"] == ["true"]


def region(start: int, end: int, quote: str | None, *labels: str, **rest: Any) -> dict[str, Any]:
    value = {"start": start, "end": end, "labels": list(labels), **({} if quote is None else {"text": quote})}
    return {"id": f"r{start}", "from_name": "label", "to_name": "text", "type": "labels", "value": value, **rest}


def task(text: str, *results: Any, key: str = "text", **rest: Any) -> dict[str, Any]:
    return {"id": 1, "data": {key: text}, "annotations": [{"id": 1, "result": list(results), **rest}]}


def only(found: list[Content]) -> AnnotatedDocument:
    assert len(found) == 1
    assert isinstance(found[0], AnnotatedDocument)
    return found[0]


def ranges(document: AnnotatedDocument) -> list[tuple[int, int, str]]:
    return [(mark.start, mark.end, mark.label) for layer in document.annotations for mark in layer.spans]


def test_an_export_that_counts_utf16_units_is_read_with_code_points(tmp_path: Path) -> None:
    text = "😀 Lan, Lan và Lan 🇻🇳 ở Huế"
    units = [region(3, 6, "Lan", "PER"), region(8, 11, "Lan", "PER"), region(26, 29, "Huế", "LOC")]
    found = only(read(tmp_path, [task(text, *units)]))
    assert ranges(found) == [(2, 5, "PER"), (7, 10, "PER"), (23, 26, "LOC")]
    points = [region(2, 5, "Lan", "PER"), region(23, 26, "Huế", "LOC")]
    assert ranges(only(read(tmp_path, [task(text, *points)]))) == [(2, 5, "PER"), (23, 26, "LOC")]


def test_a_region_that_has_moved_is_put_where_its_text_is_and_told(tmp_path: Path) -> None:
    notice, document = read(tmp_path, [task("Lan ở Huế.", region(4, 7, "Huế", "LOC"))])
    assert isinstance(notice, Notice)
    assert notice.error.code == "record.anchored"
    assert isinstance(document, AnnotatedDocument)
    assert ranges(document) == [(6, 9, "LOC")]


def test_several_labels_of_a_region_are_several_spans(tmp_path: Path) -> None:
    answer = {"id": "r0", "from_name": "giới", "to_name": "text", "type": "choices", "value": {"choices": ["nữ"]}}
    found = only(read(tmp_path, [task("Lan ở Huế", region(0, 3, None, "PER", "Nữ giới"), answer)]))
    assert ranges(found) == [(0, 3, "PER"), (0, 3, "Nữ_giới")]
    assert [mark.attributes for mark in found.annotations[0].spans] == [{"giới": "nữ"}] * 2


@pytest.mark.parametrize("key", ["text", "$undefined$", "nội dung"])
def test_the_text_is_found_under_any_key(tmp_path: Path, key: str) -> None:
    assert only(read(tmp_path, [task("Lan ở Huế", region(0, 3, "Lan", "PER"), key=key)])).text == "Lan ở Huế"


def test_the_key_of_the_text_can_be_named(tmp_path: Path) -> None:
    tasks = [{"data": {"a": "dài hơn nhiều", "b": "Lan"}}]
    assert only(read(tmp_path, tasks, text_column="b")).text == "Lan"
    (bad,) = read(tmp_path, tasks, text_column="c")
    assert isinstance(bad, BadRecord)
    assert bad.error.values["field"] == "data.c"


def test_whose_annotation_it_is_and_how_far(tmp_path: Path) -> None:
    tasks = task("Lan", region(0, 3, "Lan", "PER"), completed_by={"id": 1, "email": "lan@example.org"}, lead_time=2.5)
    tasks["annotations"] += [
        {"completed_by": 7, "was_cancelled": True, "result": []},
        {"completed_by": 7, "ground_truth": True, "result": []},
        {"completed_by": 7, "result": [region(0, 2, "La", "PER", origin="prediction")]},
    ]
    tasks["predictions"] = [
        12,
        {"model_version": "m 1", "score": 0.5, "result": [region(0, 3, "Lan", "PER", score=0.5)]},
    ]
    layers = only(read(tmp_path, [tasks])).annotations
    assert [(layer.annotator, layer.kind, layer.state, layer.seconds) for layer in layers] == [
        ("lan@example.org", "person", State.DONE, 2.5),
        ("Label Studio 7", "person", State.SKIPPED, 0.0),
        ("Label Studio 7", "gold", State.DONE, 0.0),
        ("Label Studio 7 2", "person", State.DONE, 0.0),
        ("m 1", "machine", State.NEW, 0.0),
    ]
    assert layers[3].spans == (Mark(0, 2, "PER", "La", origin="suggestion"),)
    assert layers[4].spans == (Mark(0, 3, "PER", "Lan", score=0.5, origin="machine"),)


def test_an_e_mail_address_is_told_as_label_studio_knows_it(tmp_path: Path) -> None:
    layers = (Annotation("lan@example.org", spans=(Mark(0, 3, "PER", "Lan"),)), Annotation("Minh", state=State.SKIPPED))
    (found,) = json.loads(written([AnnotatedDocument("a", "Lan", annotations=layers)])["tasks.json"])
    first, second = found["annotations"]
    assert (first["completed_by"], "annotator" in first) == ({"email": "lan@example.org"}, False)
    assert ("completed_by" in second, second["annotator"], second["was_cancelled"]) == (False, "Minh", True)
    assert [layer.annotator for layer in only(read(tmp_path, [found])).annotations] == ["lan@example.org", "Minh"]


def test_exports_of_the_first_versions_call_annotations_completions(tmp_path: Path) -> None:
    found = only(read(tmp_path, [{"data": {"text": "Lan"}, "completions": [{"result": [region(0, 3, "Lan", "PER")]}]}]))
    assert ranges(found) == [(0, 3, "PER")]


def test_a_region_without_a_label_is_counted(tmp_path: Path) -> None:
    notice, document = read(tmp_path, [task("Lan", region(0, 3, "Lan"))])
    assert isinstance(notice, Notice)
    assert (notice.error.code, notice.error.values["kinds"]) == ("import.kinds", "labels")
    assert isinstance(document, AnnotatedDocument)
    assert ranges(document) == []


def test_relations_lead_the_way_their_arrow_does(tmp_path: Path) -> None:
    ends = {"type": "relation", "from_id": "r0", "to_id": "r6"}
    results = [
        {**ends, "direction": "left", "labels": ["có"]},
        {**ends, "direction": "right"},
        region(0, 3, "Lan", "PER"),
        region(6, 9, "Huế", "LOC"),
    ]
    (layer,) = only(read(tmp_path, [task("Lan ở Huế", *results)])).annotations
    assert layer.relations == (Link(1, 0, "có"), Link(0, 1, "related"))


def test_what_cannot_be_taken_is_listed_and_the_rest_stays(tmp_path: Path) -> None:
    results = [
        region(0, 3, "Lan", "PER"),
        region(7, 99, None, "LOC"),
        {"type": "relation", "from_id": "r0", "to_id": "r7", "direction": "right", "labels": ["ở"]},
        5,
        {"id": "x", "type": "rectanglelabels", "value": {"rectanglelabels": ["A"]}},
        region(2, 5, "không có", "LOC"),
    ]
    tasks = [task("Lan ở Huế", *results), {"data": {"text": " "}}, {"data": 5}, task("Huế")]
    found = read(tmp_path, tasks)
    codes = [each.error.code for each in found if isinstance(each, BadRecord | Notice)]
    assert sorted(codes[:5]) == [
        "annotation.not-mapping", "annotation.quote", "annotation.span", "import.kinds", "record.reference",
    ]  # fmt: skip
    assert codes[5:] == ["record.blank-text", "record.not-mapping"]
    documents = [each for each in found if isinstance(each, AnnotatedDocument)]
    assert [ranges(document) for document in documents] == [[(0, 3, "PER")], []]


def test_regions_of_hypertext_have_their_offsets_apart(tmp_path: Path) -> None:
    value = {"start": "/p[1]/text()[1]", "end": "/p[1]/text()[1]", "startOffset": 0, "endOffset": 3,
             "globalOffsets": {"start": 6, "end": 9}, "text": "Huế", "hypertextlabels": ["LOC"]}  # fmt: skip
    result = {"id": "a", "from_name": "label", "to_name": "text", "type": "hypertextlabels", "value": value}
    assert ranges(only(read(tmp_path, [task("Lan ở Huế", result)]))) == [(6, 9, "LOC")]
