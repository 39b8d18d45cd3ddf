"""Both forms of UIMA CAS, with dkpro-cassis as the other side."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import cassis
import golden_set
import pytest
from format_cases import DATA, documents, words
from golden_files import golden_folder, written_files
from hypothesis import given, settings

from annotator import formats
from annotator.core.errors import InputError
from annotator.core.exchange import AnnotatedDocument, Annotation, Link, Mark, Topic
from annotator.formats.cas import types as cas_types
from annotator.formats.cas.json import CasJson
from annotator.formats.cas.xmi import CasXmi
from annotator.formats.fitting import Choices, fit
from annotator.formats.protocol import BadRecord, Content, Format, Notice, ReadOptions
from annotator.formats.source import FileSource

BOTH = pytest.mark.parametrize("format_", [CasJson(), CasXmi()], ids=lambda format_: format_.name)
TYPES = cas_types.TYPE_SYSTEM


def by_cassis(format_: Format, files: dict[str, bytes]) -> list[cassis.Cas]:
    """Our files as dkpro-cassis understands them."""
    types = cassis.load_typesystem(files[TYPES].decode())
    texts = [content.decode() for name, content in files.items() if name != TYPES]
    if format_.name == "cas-xmi":
        return [cassis.load_cas_from_xmi(text, typesystem=types) for text in texts]
    return [cassis.load_cas_from_json(text) for text in texts]


def read(format_: Format, folder: Path, content: bytes | str, types: bytes | str = b"") -> list[Content]:
    path = folder / f"bài{format_.suffixes[0]}"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    if types:
        (folder / TYPES).write_bytes(types.encode() if isinstance(types, str) else types)
    return list(format_.read(FileSource(str(path)), ReadOptions()))


@BOTH
def test_the_golden_files_are_written_again_and_read(format_: Format) -> None:
    golden = golden_folder(format_.name)
    assert written_files(format_, golden_set.documents(), golden_set.DATA, golden_set.options()) == golden
    folder = Path(__file__).parents[1] / "data" / "formats" / format_.name
    for document in golden_set.documents():
        source = FileSource(str(folder / document.name.replace(".txt", format_.suffixes[0])))
        (found,) = format_.read(source, ReadOptions())
        assert isinstance(found, AnnotatedDocument)
        (layer,) = document.annotations
        assert found.annotations == (Annotation("", "person", layer.spans, relations=layer.relations,
                                                document_labels=layer.document_labels),)  # fmt: skip
        kept = replace(document, annotations=(), lines=())
        assert replace(found, annotations=(), lines=()) == kept
        guessed = formats.guess(source)
        assert guessed is not None
        assert guessed.name == format_.name
    assert formats.is_companion(FileSource(str(folder / TYPES)))


@BOTH
@settings(max_examples=40, deadline=None)
@given(document=documents())
def test_cassis_reads_what_we_write(format_: Format, document: AnnotatedDocument) -> None:
    fitted = fit(document, format_, words(), Choices()).document
    (cas,) = by_cassis(format_, written_files(format_, [document], DATA, words()))
    assert cas.sofa_string == fitted.text
    (layer,) = fitted.annotations
    entities = cas.select(cas_types.ENTITY)
    found = [(each.begin, each.end, each.value, each.note or "", each.get_covered_text()) for each in entities]
    marks = [(mark.start, mark.end, mark.label, mark.note, mark.quote) for mark in layer.spans]
    assert sorted(found) == sorted(marks)
    links = [
        (each.Governor.begin, each.Governor.value, each.Dependent.begin, each.label)
        for each in cas.select(cas_types.RELATION)
    ]
    ends = [(layer.spans[link.source], layer.spans[link.target], link.label) for link in layer.relations]
    assert sorted(links) == sorted((one.start, one.label, other.start, label) for one, other, label in ends)
    assert [each.value for each in cas.select(cas_types.TOPIC)] == [topic.label for topic in layer.document_labels]


@BOTH
def test_every_token_lies_in_a_sentence_and_no_sentence_ends_within_a_name(format_: Format) -> None:
    for cas in by_cassis(format_, golden_folder(format_.name)):
        sentences = [(each.begin, each.end) for each in cas.select(cas_types.SENTENCE)]
        assert sentences == sorted(sentences)
        assert all(one[1] <= other[0] for one, other in pairwise(sentences))
        for each in [*cas.select(cas_types.TOKEN), *cas.select(cas_types.ENTITY)]:
            assert any(start <= each.begin < each.end <= end for start, end in sentences)
        assert cas.select(cas_types.METADATA)[0].documentId


def test_a_text_attribute_is_a_feature_of_its_own() -> None:
    document = next(iter(by_cassis(CasXmi(), golden_folder("cas-xmi"))))
    found = [each for each in document.select(cas_types.ENTITY) if each["giới"]]
    assert [(each["giới"], json.loads(each.attributes)) for each in found] == [
        ("nam", {"thật": False, "vai-trò": "hiệu trưởng"}),
        ("nữ", {"thật": True}),
    ]


def foreign() -> cassis.Cas:
    """A document as a project of INCEpTION with layers of its own has it."""
    types = cassis.TypeSystem()
    entity = types.create_type(cas_types.ENTITY)
    types.create_feature(entity, "value", "uima.cas.String")
    types.create_feature(entity, "identifier", "uima.cas.String")
    event = types.create_type("webanno.custom.SuKien")
    for name, of in (("label", "String"), ("chinh", "Boolean"), ("hang", "Integer"), ("diem", "Double")):
        types.create_feature(event, name, f"uima.cas.{of}")
    types.create_feature(event, "noi", entity)
    link = types.create_type("custom.O_Tai")
    types.create_feature(link, "Governor", entity)
    types.create_feature(link, "Dependent", entity)
    topic = types.create_type("webanno.custom.ChuDe", "uima.cas.AnnotationBase")
    types.create_feature(topic, "value", "uima.cas.String")
    lemma = types.create_type("de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Lemma")
    cas = cassis.Cas(types)
    cas.sofa_string = "😀 Chị Lan mừng Tết ở Huế.\r\n"
    cas.sofa_mime = "text/plain"
    lan, hue = entity(begin=6, end=9, value="PER", identifier="http://example.org/lan"), entity(begin=21, end=24)
    tet = event(begin=15, end=18, label="Lễ hội", chinh=True, hang=2, diem=0.5, noi=hue)
    said = [lemma(begin=2, end=5), lemma(begin=2, end=5), topic(value="lễ")]
    cas.add_all([lan, hue, tet, *said, link(begin=21, end=24, Governor=lan, Dependent=hue)])
    return cas


FOREIGN = Annotation(
    "",
    spans=(
        Mark(6, 9, "PER", "Lan", attributes={"identifier": "http://example.org/lan"}),
        Mark(21, 24, "NamedEntity", "Huế"),
        Mark(15, 18, "Lễ_hội", "Tết", attributes={"chinh": True, "hang": 2, "diem": 0.5}),
    ),
    relations=(Link(0, 1, "O_Tai"),),
    document_labels=(Topic("lễ"),),
)


def sorted_layer(layer: Annotation) -> Annotation:
    """The layer with its spans in the order of `FOREIGN`."""
    order = sorted(range(len(layer.spans)), key=lambda n: [6, 21, 15].index(layer.spans[n].start))
    links = tuple(
        replace(link, source=order.index(link.source), target=order.index(link.target)) for link in layer.relations
    )
    return replace(layer, spans=tuple(layer.spans[n] for n in order), relations=links)


@BOTH
def test_what_cassis_writes_is_read(format_: Format, tmp_path: Path) -> None:
    cas = foreign()
    content = cas.to_xmi() if format_.name == "cas-xmi" else cas.to_json()
    notice, document = read(format_, tmp_path, content, cas.typesystem.to_xml())
    assert isinstance(notice, Notice)
    assert notice.error.values["kinds"] == "Lemma"
    assert notice.error.values["n"] == 2
    assert isinstance(document, AnnotatedDocument)
    assert document.text == cas.sofa_string
    assert sorted_layer(document.annotations[0]) == FOREIGN


def test_xmi_is_read_without_its_types(tmp_path: Path) -> None:
    _, document = read(CasXmi(), tmp_path, foreign().to_xmi())
    assert isinstance(document, AnnotatedDocument)
    layer = sorted_layer(document.annotations[0])
    assert [(mark.start, mark.end, mark.label) for mark in layer.spans] == [
        (mark.start, mark.end, mark.label) for mark in FOREIGN.spans
    ]
    assert layer.relations == FOREIGN.relations


def structures(*rows: dict[str, object], text: str = "😀 Lan ở Huế") -> str:
    sofa = {"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaID": "_InitialView", "sofaString": text}
    lines = ",\n".join(json.dumps(row) for row in [sofa, *rows])
    return f'{{"%TYPES": {{}},\n"%FEATURE_STRUCTURES": [\n{lines}], "%VIEWS": {{}}}}'


def entity(number: int, **features: object) -> dict[str, object]:
    return {"%ID": number, "%TYPE": cas_types.ENTITY, "@sofa": 1, **features}


def test_what_cannot_be_taken_is_named_with_its_line(tmp_path: Path) -> None:
    rows = [
        entity(2, begin=3, end=6, value="PER"),
        entity(3, begin=3, end=60, value="PER"),
        entity(4, begin="3", end=6, value="PER"),
        entity(5, begin=3, end=6, value="PER"),
        {"%ID": 6, "%TYPE": "custom.R", "@Governor": 2, "@Dependent": 3},
        entity(7, begin=9, end=12, value="L\0"),
        entity(8, begin=9, end=12, value="LOC", attributes="không phải JSON"),
    ]
    *bad, document = read(CasJson(), tmp_path, structures(*rows))
    assert all(isinstance(each, BadRecord) for each in bad)
    told = [(each.error.code, each.error.values["line"]) for each in bad if isinstance(each, BadRecord)]
    assert told == [
        ("annotation.span", 5), ("annotation.not-count", 6), ("annotation.span-twice", 7), ("annotation.zero", 9),
        ("record.reference", 8),
    ]  # fmt: skip
    assert isinstance(document, AnnotatedDocument)
    assert document.annotations[0].spans == (
        Mark(2, 5, "PER", "Lan"), Mark(8, 11, "LOC", "Huế", attributes={"attributes": "không phải JSON"}),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ('{"%TYPES": {}, "%FEATURE_STRUCTURES": 5}', "input.expected"),
        ('{"%TYPES": {}, "%FEATURE_STRUCTURES": {"' + "9" * 5000 + '": {}}}', "record.not-count"),
        ('{"%FEATURE_STRUCTURES": [{"%ID": NaN}]}', "record.number"),
        ('{"%FEATURE_STRUCTURES": [{"%TYPE": "x"}]}', "record.not-count"),
        (structures(text=" "), "record.blank-text"),
        (structures(text="a\0"), "record.zero"),
        ("[1", "input.json"),
        ("[1]", "input.expected"),
        ('{"%TYPES": {},\n "%VIEWS" {}}', "input.json"),
    ],
)
def test_a_json_file_that_is_no_cas_is_refused(tmp_path: Path, content: str, code: str) -> None:
    with pytest.raises(InputError) as caught:
        read(CasJson(), tmp_path, content)
    assert caught.value.code == code
    assert caught.value.values["path"]


def test_feature_structures_by_their_ids_are_read_too(tmp_path: Path) -> None:
    rows = {
        "1": {"%TYPE": "uima.cas.Sofa", "sofaString": "Lan"},
        "2": {"%TYPE": cas_types.ENTITY, "begin": 0, "end": 3, "value": "PER"},
    }
    (document,) = read(CasJson(), tmp_path, json.dumps({"%FEATURE_STRUCTURES": rows}))
    assert isinstance(document, AnnotatedDocument)
    assert document.annotations[0].spans == (Mark(0, 3, "PER", "Lan"),)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ('<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', "input.doctype"),
        ("<x/>", "input.expected"),
        ('<xmi:XMI xmlns:xmi="http://www.omg.org/XMI"/>', "record.blank-text"),
        ('<xmi:XMI xmlns:xmi="http://www.omg.org/XMI">', "input.xml"),
    ],
)
def test_an_xml_file_that_is_no_cas_is_refused(tmp_path: Path, content: str, code: str) -> None:
    with pytest.raises(InputError) as caught:
        read(CasXmi(), tmp_path, content)
    assert caught.value.code == code


def test_a_type_system_with_entities_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"input\.doctype"):
        read(CasXmi(), tmp_path, foreign().to_xmi(), '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>')


def test_control_characters_become_replacement_characters_in_xmi_and_are_told() -> None:
    mark = Mark(0, 5, "PER", "La\x0bn\x1f", note="\x01")
    fitted = fit(
        AnnotatedDocument("a", "La\x0bn\x1f", annotations=(Annotation("L", spans=(mark,)),)),
        CasXmi(),
        words(),
        Choices(),
    )
    assert fitted.document.text == "La\ufffdn\ufffd"
    assert [loss.label for loss in fitted.losses] == ["'\\x0b'", "'\\x1f'", "'\\x01'"]
