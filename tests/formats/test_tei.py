"""TEI, read with lxml by the definition of the pointers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import golden_set
import pytest
from format_cases import documents
from golden_files import FORMATS, written_files
from hypothesis import given
from lxml import etree

from annotator import formats
from annotator.core.errors import InputError
from annotator.core.exchange import AnnotatedDocument, Annotation, Link, Mark
from annotator.formats.fitting import Choices, fit
from annotator.formats.protocol import BadRecord, Content, ReadOptions, WriteOptions
from annotator.formats.source import FileSource
from annotator.formats.tei import Tei

TEI = {"t": "http://www.tei-c.org/ns/1.0"}
ID = "{http://www.w3.org/XML/1998/namespace}id"
HEADER = "<teiHeader><fileDesc><titleStmt><title>Thử</title></titleStmt></fileDesc></teiHeader>"


def read(folder: Path, body: str) -> list[Content]:
    path = folder / "bài.xml"
    path.write_text(body, encoding="utf-8")
    return list(Tei().read(FileSource(str(path)), ReadOptions()))


def tei(text: str, standoff: str = "") -> str:
    return f'<TEI xmlns="{TEI["t"]}">{HEADER}<text><body>{text}</body></text>{standoff}</TEI>'


def document_of(contents: Sequence[Content]) -> AnnotatedDocument:
    (found,) = [content for content in contents if isinstance(content, AnnotatedDocument)]
    return found


def spans(contents: Sequence[Content]) -> list[tuple[str, str]]:
    return [(mark.label, mark.quote) for layer in document_of(contents).annotations for mark in layer.spans]


def codes(contents: Sequence[Content]) -> list[str]:
    return [content.error.code for content in contents if isinstance(content, BadRecord)]


@given(documents())
def test_lxml_finds_what_was_written(document: AnnotatedDocument) -> None:
    fitted = fit(document, Tei(), WriteOptions(), Choices()).document
    (data,) = written_files(Tei(), [document], golden_set.DATA, WriteOptions()).values()
    root = etree.fromstring(data)
    (block,) = root.iterfind(".//t:ab", TEI)
    assert block.text == fitted.text
    ids = [element.get(ID) for element in root.iter() if element.get(ID)]
    assert len(set(ids)) == len(ids)
    found = []
    for span in root.iterfind(".//t:span", TEI):
        match = re.fullmatch(r"#string-range\((\w+),(\d+),(\d+)\)", span.get("target"))
        assert match
        assert match[1] == block.get(ID)
        start, end = int(match[2]), int(match[2]) + int(match[3])
        assert block.text[start:end] == span.text
        found.append((start, end, span.get("type")))
    (layer,) = fitted.annotations
    assert found == [(mark.start, mark.end, mark.label) for mark in layer.spans]
    for relation in root.iterfind(".//t:relation", TEI):
        assert {relation.get("active")[1:], relation.get("passive")[1:]} <= set(ids)
    assert len(root.findall(".//t:relation", TEI)) == len(layer.relations)


def test_golden_file() -> None:
    found = written_files(Tei(), golden_set.all_layers(), golden_set.DATA, golden_set.options(all_layers=True))
    assert found == {"": (FORMATS / "tei.xml").read_bytes()}


def test_the_golden_file_is_guessed_and_read() -> None:
    source = FileSource(str(FORMATS / "tei.xml"))
    assert formats.guess(source) is formats.get("tei")
    found = list(Tei().read(source, ReadOptions()))
    for one, other in zip(found, golden_set.all_layers(), strict=True):
        assert isinstance(one, AnnotatedDocument)
        for name in ("name", "text", "title", "source", "url", "author", "published", "language"):
            assert getattr(other, name) in (None, getattr(one, name)), name
        for layer, original in zip(one.annotations, other.annotations, strict=True):
            assert (layer.annotator, layer.kind) == (original.annotator, original.kind)
            assert list(map(compared, layer.spans)) == list(map(compared, original.spans))
            assert layer.relations == original.relations
            assert layer.document_labels == original.document_labels


def compared(mark: Mark) -> tuple[object, ...]:
    return mark.start, mark.end, mark.label, mark.score, mark.note, mark.attributes


def test_names_in_running_text_are_read(tmp_path: Path) -> None:
    contents = read(
        tmp_path,
        tei(
            "<head>Tin   từ <placeName>Huế</placeName></head>\n  <p>Ông\n    <persName>Tô <hi>Lâm</hi></persName>,"
            "<note>chú thích</note> <orgName>Sở Y tế <placeName>Hà Nội</placeName></orgName><lb/>"
            '<name type="person">Mai</name> <rs type="SỰ KIỆN">hội</rs> <name>Lan</name></p>\n<p>Hết.</p>'
        ),
    )
    document = document_of(contents)
    assert document.text == "Tin từ Huế\nÔng Tô Lâm, Sở Y tế Hà Nội\nMai hội Lan\nHết."
    assert document.title == "Thử"
    assert sorted(spans(contents)) == [
        ("LOC", "Huế"), ("LOC", "Hà Nội"), ("ORG", "Sở Y tế Hà Nội"), ("PER", "Mai"), ("PER", "Tô Lâm"),
        ("SỰ_KIỆN", "hội"),
    ]  # fmt: skip
    assert codes(contents) == []


def test_pointers_of_other_programs_are_read(tmp_path: Path) -> None:
    contents = read(
        tmp_path,
        tei(
            '<p><w xml:id="a">Tô</w> <w xml:id="b">Lâm</w> đến <w xml:id="c">Huế</w></p>',
            '<standOff><spanGrp type="PER"><span xml:id="s1" from="#a" to="#b"/></spanGrp>'
            '<spanGrp><span xml:id="s2" type="LOC" target="#c"/><span type="X" target="#char=7,10"/>'
            '<span type="Y" target="#string-range(a,0,2)">Lâm</span></spanGrp>'
            '<listRelation><relation name="đến" active="#s1" passive="#s2"/></listRelation></standOff>',
        ),
    )
    assert spans(contents) == [("PER", "Tô Lâm"), ("LOC", "Huế"), ("X", "đến"), ("Y", "Lâm")]
    assert document_of(contents).annotations[0].relations == (Link(0, 1, "đến"),)


def test_what_points_nowhere_is_listed(tmp_path: Path) -> None:
    contents = read(
        tmp_path,
        tei(
            '<ab xml:id="t">Huế đẹp</ab>',
            '<standOff><spanGrp><span type="LOC" target="#string-range(u,0,3)"/><span type="LOC" target="//p"/>'
            '<span target="#string-range(t,0,3)"/><span type="LOC" target="#string-range(t,0,30)"/>'
            '<span xml:id="s" type="LOC" target="#string-range(t,0,3)">Huế</span></spanGrp>'
            '<listRelation><relation name="đến" active="#s" passive="#x"/></listRelation>'
            '<listAnnotation><note target="#x">ghi</note></listAnnotation></standOff>',
        ),
    )
    assert codes(contents) == [
        "record.pattern", "record.pattern", "annotation.label", "annotation.span", "record.reference",
        "record.reference",
    ]  # fmt: skip
    assert spans(contents) == [("LOC", "Huế")]


def test_a_document_without_text_is_listed_and_the_others_come(tmp_path: Path) -> None:
    inner = "".join(f"<TEI>{HEADER}<text><body><p>{text}</p></body></text></TEI>" for text in (" ", "Huế"))
    contents = read(tmp_path, f'<teiCorpus xmlns="{TEI["t"]}">{HEADER}{inner}</teiCorpus>')
    assert codes(contents) == ["record.blank-text"]
    assert document_of(contents).text == "Huế"
    assert document_of(contents).name == "bài-2"


def test_what_is_no_tei_or_dangerous_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"input\.expected"):
        read(tmp_path, "<html/>")
    assert read(tmp_path, f'<teiCorpus xmlns="{TEI["t"]}">{HEADER}</teiCorpus>') == []
    with pytest.raises(InputError, match=r"input\.doctype"):
        read(tmp_path, f"<!DOCTYPE TEI>{tei('<p>Huế</p>')}")
    with pytest.raises(InputError, match=r"input\.xml"):
        read(tmp_path, tei("<p>Huế"))


def test_scores_that_are_no_certainties_are_left_out_and_listed() -> None:
    marks = (Mark(0, 3, "LOC", "Huế", score=0.25), Mark(0, 3, "ORG", "Huế", score=-3.5))
    document = AnnotatedDocument("a", "Huế", annotations=(Annotation("Lan", spans=marks),))
    fitted = fit(document, Tei(), WriteOptions(), Choices())
    assert [mark.score for mark in fitted.document.annotations[0].spans] == [0.25, None]
    assert [(loss.label, loss.reason, loss.is_span) for loss in fitted.losses] == [("ORG", "score", False)]
