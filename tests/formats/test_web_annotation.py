from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import golden_set
import pytest
from format_cases import DATA, documents, words
from golden_files import FORMATS, written_files
from hypothesis import given, settings
from pyld import jsonld

from annotator import formats
from annotator.core.exchange import AnnotatedDocument, Annotation, Link, Mark, Topic
from annotator.formats.protocol import BadRecord, Content, Notice, ReadOptions
from annotator.formats.source import FileSource
from annotator.formats.web_annotation import CONTEXT, WebAnnotation

OA, DCTERMS = "http://www.w3.org/ns/oa#", "http://purl.org/dc/terms/"
VALUE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#value"
GOLDEN = FORMATS / "web-annotation.jsonld"

# The terms that we use, with the meanings that https://www.w3.org/TR/annotation-vocab/ gives them.
TERMS: dict[str, Any] = {
    "oa": OA, "dcterms": DCTERMS, "schema": "http://schema.org/",
    "id": "@id", "type": "@type", "value": VALUE,
    "format": "http://purl.org/dc/elements/1.1/format", "language": "http://purl.org/dc/elements/1.1/language",
    "name": "http://xmlns.com/foaf/0.1/name", "creator": {"@id": "dcterms:creator", "@type": "@id"},
    "Text": "http://purl.org/dc/dcmitype/Text", "Person": "http://xmlns.com/foaf/0.1/Person",
    "Organization": "http://xmlns.com/foaf/0.1/Organization",
    "Software": "https://www.w3.org/ns/activitystreams#Application",
    **{name: {"@id": iri, "@type": "@id"} for name, iri in {
        "body": "oa:hasBody", "target": "oa:hasTarget", "source": "oa:hasSource",
        "selector": "oa:hasSelector"}.items()},
    **{name: {"@id": iri, "@type": "@vocab"} for name, iri in {
        "motivation": "oa:motivatedBy", "purpose": "oa:hasPurpose"}.items()},
    **{name: f"oa:{name}" for name in (
        "start", "end", "exact", "prefix", "suffix", "Annotation", "TextualBody", "SpecificResource",
        "TextQuoteSelector", "TextPositionSelector", "tagging", "classifying", "commenting", "describing", "linking")},
}  # fmt: skip


def loader(url: str, _options: object) -> dict[str, Any]:
    assert url == CONTEXT
    return {
        "contextUrl": None,
        "documentUrl": url,
        "document": {"@context": TERMS},
        "contentType": "application/ld+json",
    }


def expanded(content: bytes) -> list[dict[str, Any]]:
    """What a JSON-LD processor makes of a file, without a network; a key that means nothing would be gone."""
    data = json.loads(content)
    assert set(keys(data)) <= {"@context", *TERMS, *(key for key in keys(data) if ":" in key)}
    found: list[dict[str, Any]] = jsonld.expand(data, {"documentLoader": loader})
    return found


def keys(value: Any) -> Iterator[str]:
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from keys(each)
    if isinstance(value, dict):
        yield from value


def values(node: dict[str, Any], name: str) -> list[Any]:
    return [each.get("@value", each.get("@id", each)) for each in node.get(name, [])]


def read(folder: Path, content: Any) -> list[Content]:
    path = folder / "bài.jsonld"
    path.write_text(json.dumps(content), encoding="utf-8")
    return list(WebAnnotation().read(FileSource(str(path)), ReadOptions()))


def only(found: list[Content]) -> AnnotatedDocument:
    assert len(found) == 1
    assert isinstance(found[0], AnnotatedDocument)
    return found[0]


def test_the_golden_file_is_written_again_and_read() -> None:
    files = written_files(WebAnnotation(), golden_set.all_layers(), golden_set.DATA, golden_set.options())
    assert files == {"": GOLDEN.read_bytes()}
    source = FileSource(str(GOLDEN))
    found = [each for each in WebAnnotation().read(source, ReadOptions()) if isinstance(each, AnnotatedDocument)]
    assert [bare(document) for document in found] == [bare(document) for document in golden_set.all_layers()]
    guessed = formats.guess(source)
    assert guessed is not None
    assert guessed.name == "web-annotation"


def bare(document: AnnotatedDocument) -> AnnotatedDocument:
    """Without what the format cannot hold: scores, origins, states, kinds of lines, empty layers."""
    layers = tuple(
        replace(layer, state="new", spans=tuple(replace(mark, score=None, origin="manual") for mark in layer.spans))
        for layer in document.annotations
        if layer.spans
    )
    return replace(document, lines=(), annotations=layers)


@settings(max_examples=30, deadline=None)
@given(documents())
def test_a_json_ld_processor_finds_texts_spans_and_relations(document: AnnotatedDocument) -> None:
    (content,) = written_files(WebAnnotation(), [document], DATA, words()).values()
    text, *rest = expanded(content)
    assert values(text, VALUE) == [document.text]
    (layer,) = document.annotations
    found = [(node, target) for node in rest for target in node[f"{OA}hasTarget"] if f"{OA}hasSelector" in target]
    assert len(found) == len(layer.spans)
    for mark, (node, target) in zip(layer.spans, found, strict=True):
        quote, place = target[f"{OA}hasSelector"]
        start, end = values(place, f"{OA}start")[0], values(place, f"{OA}end")[0]
        assert values(quote, f"{OA}exact") == [document.text[start:end]] == [mark.quote]
        around = [*values(quote, f"{OA}prefix"), mark.quote, *values(quote, f"{OA}suffix")]
        assert "".join(around) in document.text
        assert values(target, f"{OA}hasSource") == [text["@id"]]
        tags = [body for body in node[f"{OA}hasBody"] if values(body, f"{OA}hasPurpose") == [f"{OA}tagging"]]
        assert [values(body, VALUE) for body in tags] == [[mark.label]]
    linking = [node for node in rest if values(node, f"{OA}motivatedBy") == [f"{OA}linking"]]
    ids = [node["@id"] for node, _ in found]
    ends = [
        (values(node, f"{OA}hasTarget")[0], values(node[f"{OA}hasBody"][1], f"{OA}hasSource")[0]) for node in linking
    ]
    assert ends == [(ids[link.source], ids[link.target]) for link in layer.relations]
    assert len({node["@id"] for node in [text, *rest]}) == len(rest) + 1


def test_creators_are_people_software_and_organizations() -> None:
    layers = tuple(
        Annotation(kind, kind, (Mark(0, 3, "PER", "Lan"),)) for kind in ("person", "machine", "gold")
    )  # fmt: skip
    document = AnnotatedDocument("a", "Lan", title="a", annotations=layers)
    (content,) = written_files(WebAnnotation(), [document], DATA, words()).values()
    kinds = [node[f"{DCTERMS}creator"][0]["@type"][0].rpartition("/")[2] for node in expanded(content)[1:]]
    assert kinds == ["Person", "activitystreams#Application", "Organization"]


TEXT = {"@context": CONTEXT, "id": "urn:x:t", "type": "Text", "value": "😀 Lan và Lan ở Huế", "language": "vi"}


def note(target: Any, body: Any = "http://example.org/types#PER", **rest: Any) -> dict[str, Any]:
    return {"@context": CONTEXT, "type": "Annotation", "motivation": "tagging", "body": body, "target": target, **rest}


def at(*selectors: dict[str, Any], source: Any = "urn:x:t") -> dict[str, Any]:
    return {"source": source, "selector": selectors[0] if len(selectors) == 1 else list(selectors)}


def quote(exact: str, **around: str) -> dict[str, Any]:
    return {"type": "TextQuoteSelector", "exact": exact, **around}


def position(start: int, end: int) -> dict[str, Any]:
    return {"type": "TextPositionSelector", "start": start, "end": end}


PLACES = [
    "urn:x:t#char=2,5",
    at(position(2, 5)),
    at(quote("Lan", prefix="😀 ")),
    at(quote("Lan", suffix=" và")),
    at({"type": "FragmentSelector", "value": "char=2,5"}),
    at(quote("Lan"), position(2, 5)),
    at(position(2, 5), source=TEXT),
]


@pytest.mark.parametrize("target", PLACES)
def test_a_place_is_understood_in_every_form(tmp_path: Path, target: Any) -> None:
    found = only(read(tmp_path, [TEXT, note(target)]))
    assert found.annotations[0].spans == (Mark(2, 5, "PER", "Lan"),)


@pytest.mark.parametrize(
    "content",
    [
        [TEXT, note(PLACES[1])],
        [note(PLACES[1]), TEXT],
        [note(PLACES[6])],
        note(PLACES[6]),
        {"@context": CONTEXT, "@graph": [note(PLACES[1]), TEXT]},
        {"type": "AnnotationPage", "items": [note(PLACES[6])]},
        {"type": "AnnotationCollection", "first": {"type": "AnnotationPage", "items": [TEXT, note(PLACES[1])]}},
    ],
)
def test_every_way_to_put_texts_and_annotations_together_is_read(tmp_path: Path, content: Any) -> None:
    found = only(read(tmp_path, content))
    assert found.text == TEXT["value"]
    assert found.annotations[0].spans == (Mark(2, 5, "PER", "Lan"),)


def test_a_graph_may_hold_its_texts_before_all_annotations(tmp_path: Path) -> None:
    other = {**TEXT, "id": "urn:x:u", "value": "Huế"}
    notes = [note("urn:x:u#char=0,3"), note("urn:x:t#char=2,5")]
    found = read(tmp_path, {"@context": CONTEXT, "@graph": [TEXT, other, *notes]})
    documents = [document for document in found if isinstance(document, AnnotatedDocument)]
    assert [document.annotations[0].spans[0].quote for document in documents] == ["Lan", "Huế"]


@pytest.mark.parametrize(
    ("body", "labels"),
    [
        ({"type": "TextualBody", "value": "PER"}, ["PER"]),
        ([{"type": "TextualBody", "value": "PER"}, {"value": "Nữ giới", "purpose": "tagging"}], ["PER", "Nữ_giới"]),
        ({"source": "http://example.org/PER", "purpose": "classifying"}, ["PER"]),
        ({"type": "TextualBody", "value": "hay", "purpose": "commenting"}, ["tagging"]),
        (None, ["tagging"]),
    ],
)
def test_labels_are_found_in_every_form(tmp_path: Path, body: Any, labels: list[str]) -> None:
    found = only(read(tmp_path, [TEXT, note("urn:x:t#char=2,5", body)]))
    assert [mark.label for mark in found.annotations[0].spans] == labels


def test_notes_and_attributes_stand_beside_the_label(tmp_path: Path) -> None:
    body = [
        {"type": "TextualBody", "value": "PER", "purpose": "tagging"},
        {"type": "TextualBody", "value": "một", "purpose": "commenting"},
        {"type": "TextualBody", "value": "hai", "purpose": "describing"},
        {"value": '{"giới": "nữ", "n": [1]}', "purpose": "describing", "format": "application/json"},
    ]  # fmt: skip
    (layer,) = only(read(tmp_path, [TEXT, note("urn:x:t#char=2,5", body)])).annotations
    assert layer.spans == (Mark(2, 5, "PER", "Lan", note="một\nhai", attributes={"giới": "nữ", "n": [1]}),)


def test_layers_are_told_apart_by_creator(tmp_path: Path) -> None:
    creators = [{"type": "Person", "name": "Lan"}, {"type": "Software", "name": "m"}, "http://example.org/minh", None]
    notes = [note("urn:x:t#char=2,5", creator=creator) for creator in creators]
    found = only(read(tmp_path, [TEXT, *notes])).annotations
    assert [(layer.annotator, layer.kind, len(layer.spans)) for layer in found] == [
        ("Lan", "person", 1), ("m", "machine", 1), ("http://example.org/minh", "person", 1), ("", "person", 1),
    ]  # fmt: skip


def test_relations_and_document_labels_are_read_in_any_order(tmp_path: Path) -> None:
    link = note("urn:x:a", [{"value": "ở", "purpose": "tagging"}, {"source": "urn:x:b", "purpose": "linking"}])
    spans = [note("urn:x:t#char=2,5", id="urn:x:a"), note("urn:x:t#char=15,18", id="urn:x:b")]
    topic = note("urn:x:t", {"value": "đời sống"}, motivation="classifying")
    for order in ([TEXT, link, *spans, topic], [link, topic, *spans, TEXT], [*spans, TEXT, topic, link]):
        (layer,) = only(read(tmp_path, order)).annotations
        assert layer.relations == (Link(0, 1, "ở"),)
        assert layer.document_labels == (Topic("đời_sống"),)


def test_what_cannot_be_taken_is_listed_with_its_line(tmp_path: Path) -> None:
    notes = [
        note("urn:x:t#char=2,5", id="urn:x:a"),
        note(at(quote("Lan"))),
        note(at(quote("không có"), position(2, 5))),
        note(at(position(2, 99))),
        note(at({"type": "SvgSelector", "value": "<svg/>"})),
        note("urn:x:other#char=0,1"),
        note("urn:x:a", [{"source": "urn:x:b", "purpose": "linking"}]),
        note("urn:x:t", {"value": "hay", "purpose": "commenting"}),
        note([]),
        note(5),
    ]
    path = tmp_path / "a.jsonld"
    path.write_text("[" + ",\n".join(map(json.dumps, [TEXT, *notes])) + "]", encoding="utf-8")
    found = list(WebAnnotation().read(FileSource(str(path)), ReadOptions()))
    told = {(each.error.values.get("line"), each.error.code) for each in found if isinstance(each, BadRecord | Notice)}
    assert told == {
        (3, "record.quote-alone"), (4, "annotation.quote"), (5, "annotation.span"), (6, "record.selector"),
        (7, "record.reference"), (8, "record.reference"), (None, "import.kinds"), (10, "record.not-list"),
        (11, "record.not-mapping"),
    }  # fmt: skip
    (document,) = [each for each in found if isinstance(each, AnnotatedDocument)]
    assert document.annotations[0].spans == (Mark(2, 5, "PER", "Lan"),)


def test_many_annotations_of_no_text_do_not_pile_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotator.formats.web_annotation.reading._WAITING", 3)
    found = read(tmp_path, [note(f"urn:x:{n}") for n in range(9)])
    assert [each.error.code for each in found if isinstance(each, BadRecord)] == ["record.reference"] * 9
