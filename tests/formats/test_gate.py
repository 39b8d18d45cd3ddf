"""GATE XML, read with gatenlp."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import golden_set
import pytest
from format_cases import documents
from golden_files import FORMATS, golden_folder, written_files
from hypothesis import HealthCheck, given, settings

from annotator import formats
from annotator.core.errors import InputError
from annotator.core.exchange import AnnotatedDocument, Annotation, Link
from annotator.formats.fitting import Choices, fit
from annotator.formats.gate import Gate
from annotator.formats.protocol import BadRecord, Content, Notice, ReadOptions, WriteOptions
from annotator.formats.source import FileSource


def gatenlp_document(path: Path) -> Any:
    import gatenlp

    return gatenlp.Document.load(str(path), fmt="gatexml")


def read(folder: Path, content: str) -> list[Content]:
    path = folder / "bài.xml"
    path.write_text(f'<GateDocument version="3">{content}</GateDocument>', encoding="utf-8")
    return list(Gate().read(FileSource(str(path)), ReadOptions()))


def document_of(contents: Sequence[Content]) -> AnnotatedDocument:
    (found,) = [content for content in contents if isinstance(content, AnnotatedDocument)]
    return found


@settings(deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow])
@given(documents())
def test_gatenlp_finds_what_was_written(document: AnnotatedDocument) -> None:
    fitted = fit(document, Gate(), WriteOptions(), Choices()).document
    (data,) = written_files(Gate(), [document], golden_set.DATA, WriteOptions()).values()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.xml"
        path.write_bytes(data)
        found = gatenlp_document(path)
    assert found.text == fitted.text
    (layer,) = fitted.annotations
    marks = list(found.annset(layer.annotator).fast_iter())
    assert sorted((mark.start, mark.end, mark.type) for mark in marks) == sorted(
        (mark.start, mark.end, mark.label) for mark in layer.spans
    )
    by_id = {mark.id: mark for mark in marks}
    for number, mark in enumerate(layer.spans, 1):
        # gatenlp takes every Boolean for true and leaves out empty values
        told = {name: True if value is False else value for name, value in mark.attributes.items() if value != ""}
        note = {"annotator:note": mark.note} if mark.note else {}
        score = {"annotator:score": mark.score} if mark.score is not None else {}
        assert by_id[number].features.to_dict() == told | note | score
    topics = " ".join(topic.label for topic in layer.document_labels)
    assert found.features.get("annotator:labels:Lan", "") == topics


def test_nodes_count_utf16_units() -> None:
    (data, *_) = written_files(Gate(), golden_set.documents(), golden_set.DATA, WriteOptions()).values()
    text = data.decode()
    assert '😀: “Tàu <Node id="148"/>Hà Nội<Node id="154"/>' in text
    assert golden_set.SCHOOL.index("Hà Nội") == 147


def test_golden_files() -> None:
    found = written_files(Gate(), golden_set.all_layers(), golden_set.DATA, golden_set.options(all_layers=True))
    assert found == golden_folder("gate")


def test_golden_files_are_guessed_and_read() -> None:
    for original in golden_set.all_layers():
        source = FileSource(str(FORMATS / "gate" / original.name.replace(".txt", ".xml")))
        assert formats.guess(source) is formats.get("gate")
        document = document_of(list(Gate().read(source, ReadOptions())))
        for name in ("name", "text", "title", "source", "url", "author", "published", "language"):
            assert getattr(original, name) in (None, getattr(document, name)), name
        assert list(map(compared, document.annotations)) == list(map(compared, original.annotations))


def compared(layer: Annotation) -> tuple[object, ...]:
    marks = [(mark.start, mark.end, mark.label, mark.score, mark.note, mark.attributes) for mark in layer.spans]
    return layer.annotator, layer.kind, marks, layer.relations, layer.document_labels


def feature(name: str, value: str, java: str) -> str:
    return (
        f'<Feature><Name className="java.lang.String">{name}</Name><Value className="{java}">{value}</Value></Feature>'
    )


def test_files_of_gate_itself_are_read(tmp_path: Path) -> None:
    url = feature("gate.SourceURL", "file:/tin/huế.html", "java.lang.String")
    contents = read(
        tmp_path,
        f"<GateDocumentFeatures>{url}</GateDocumentFeatures>"
        '<TextWithNodes><Node id="0"/>😀 Chị <Node id="7"/>Mai<Node id="10"/> ở Huế.</TextWithNodes>'
        "<!-- The default annotation set -->\n<AnnotationSet>"
        '<Annotation Id="3" Type="Người" StartNode="7" EndNode="10">'
        f"{feature('tuổi', '30', 'java.lang.Long')}{feature('thật', 'true', 'java.lang.Boolean')}"
        f"{feature('danh sách', '&lt;x/&gt;', 'gate.corpora.ObjectWrapper')}</Annotation>"
        '<Annotation Id="4" Type="Nơi" StartNode="13" EndNode="16"/></AnnotationSet>'
        '<AnnotationSet Name="Original markups"><Annotation Id="1" Type="body" StartNode="0" EndNode="10"/>'
        '</AnnotationSet><RelationSet><Relation Id="9" Type="ở" Members="3;4"><UserData/></Relation>'
        '<Relation Id="10" Type="ở" Members="3;4;3"/></RelationSet>',
    )
    document = document_of(contents)
    (layer, *rest) = document.annotations
    assert document.name == "huế.html"
    assert [(mark.label, mark.quote, mark.attributes) for mark in layer.spans] == [
        ("Người", "Mai", {"tuổi": "30", "thật": True}), ("Nơi", "Huế", {}),
    ]  # fmt: skip
    assert layer.relations == (Link(0, 1, "ở"),)
    assert [each.spans for each in rest] == [()]
    notices = [content.error.values["kinds"] for content in contents if isinstance(content, Notice)]
    assert notices == ["Feature, Relation", "Original markups"]


def test_bad_annotations_are_listed_and_the_rest_comes(tmp_path: Path) -> None:
    contents = read(
        tmp_path,
        '<TextWithNodes>Chị <Node id="4"/>Mai<Node id="7"/></TextWithNodes>\n<AnnotationSet>\n'
        '<Annotation Id="1" Type="PER" StartNode="x" EndNode="7"/>\n'
        '<Annotation Type="PER" StartNode="4" EndNode="7"/>\n'
        '<Annotation Id="2" Type="PER" StartNode="7" EndNode="4"/>\n<Annotation Id="3" StartNode="4" EndNode="7"/>\n'
        '<Annotation Id="4" Type="PER" StartNode="4" EndNode="7"/></AnnotationSet>'
        '<RelationSet><Relation Id="9" Type="ở" Members="4;5"/></RelationSet>',
    )
    problems = [content.error for content in contents if isinstance(content, BadRecord)]
    assert [(error.code, error.values["line"]) for error in problems] == [
        ("record.pattern", 3), ("record.pattern", 4), ("annotation.span", 5), ("annotation.label", 6),
        ("record.reference", 7),
    ]  # fmt: skip
    assert [mark.quote for mark in document_of(contents).annotations[0].spans] == ["Mai"]


def test_what_is_no_gate_document_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"input\.expected"):
        read(tmp_path, "<AnnotationSet/>")
    with pytest.raises(InputError, match=r"input\.empty"):
        read(tmp_path, "<TextWithNodes> </TextWithNodes>")
