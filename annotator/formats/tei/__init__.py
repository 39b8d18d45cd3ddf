"""TEI P5: the text as it is, and in standOff what annotators say about it (https://tei-c.org/guidelines/p5/).

A document is a `TEI` element of a `teiCorpus`. Its text is one `ab` that keeps its blanks; spans are `span` elements
with pointers of the TEI scheme string-range, which count characters from 0, relations are `relation`, attributes are
feature structures, notes are `note`, labels of the document are `keywords`. Each annotator is a `respStmt`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from annotator.core.errors import InputError
from annotator.core.exchange import AnnotatedDocument, Annotation, DataSet, Link, Mark
from annotator.formats.parts import safe_xml
from annotator.formats.parts.attribute_values import plain_attributes
from annotator.formats.parts.safe_xml import attributes
from annotator.formats.protocol import (
    STANDOFF,
    BadRecord,
    BaseFormat,
    Content,
    Head,
    Holds,
    Loss,
    Piece,
    ReadOptions,
    WriteOptions,
)
from annotator.formats.source import Source
from annotator.formats.tei import reading as tei_reading

NAMESPACE = "http://www.tei-c.org/ns/1.0"
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d)?)?)?)?")

_HEADER = """<teiHeader><fileDesc>
<titleStmt><title>Annotated documents</title></titleStmt>
<publicationStmt><p>Exported from Annotator.</p></publicationStmt>
<sourceDesc><p>Each document names its own source.</p></sourceDesc>
</fileDesc></teiHeader>
"""


class Tei(BaseFormat):
    """One teiCorpus with all layers."""

    name = "tei"
    title = "TEI P5 with standOff"
    suffixes = (".xml", ".tei")
    can_read = True
    can_write = True
    holds = STANDOFF | {
        Holds.LAYERS, Holds.RELATIONS, Holds.DOCUMENT_LABELS, Holds.ATTRIBUTES, Holds.NOTES, Holds.HEADING,
        Holds.SCORES,
    }  # fmt: skip

    def sniff(self, head: Head) -> float:
        """An outermost element of TEI in its namespace."""
        return 0.95 if NAMESPACE in head.text and re.search(r"<(\w+:)?(TEI|teiCorpus)\b", head.text) else 0.0

    def read(self, source: Source, options: ReadOptions) -> Iterator[Content]:  # noqa: ARG002
        """The TEI elements of a file, streaming; names of people, organisations and places in the text are spans.

        A corpus may be without any.

        Raises InputError: "input.unreadable", "input.too-large", "input.doctype", "input.xml", "input.xml-deep",
        "input.xml-elements", "input.expected".
        """
        is_tei = False
        for number, element in enumerate(safe_xml.stream(source, {"TEI"}), 1):
            is_tei = True
            try:
                yield from tei_reading.contents(element, source, number)
            except InputError as error:
                values = {**error.values, "path": source.path, "line": element.line}
                yield BadRecord(InputError(error.code, **values))
        if not is_tei and next(safe_xml.stream(source, {"teiCorpus"}), None) is None:
            raise InputError("input.expected", path=source.path, format="TEI", expected="<TEI>")

    def adapt(
        self,
        document: AnnotatedDocument,
        options: WriteOptions,  # noqa: ARG002
        lost: Callable[[Loss], None],
    ) -> AnnotatedDocument:
        """Without characters that XML cannot hold; attributes are text or yes/no, and their names are one word.

        Scores are from 0 to 1, as `cert` has them.
        """
        return _with_certainties(safe_xml.adapted(plain_attributes(document, lost), lost), lost)

    def write(
        self,
        documents: Iterable[AnnotatedDocument],
        data: DataSet,  # noqa: ARG002
        options: WriteOptions,  # noqa: ARG002
    ) -> Iterator[Piece]:
        """One piece a document."""
        yield f'{safe_xml.DECLARATION}<teiCorpus xmlns="{NAMESPACE}">\n{_HEADER}'
        for number, document in enumerate(documents, 1):
            yield "".join(_Document(document, f"d{number}").parts())
        yield "</teiCorpus>\n"


def _with_certainties(document: AnnotatedDocument, lost: Callable[[Loss], None]) -> AnnotatedDocument:
    if all(map(_is_certainty, (mark for layer in document.annotations for mark in layer.spans))):
        return document
    layers = []
    for layer in document.annotations:
        for mark in layer.spans:
            if not _is_certainty(mark):
                lost(Loss(document.name, mark.start, mark.end, mark.label, "score"))
        spans = (mark if _is_certainty(mark) else replace(mark, score=None) for mark in layer.spans)
        layers.append(replace(layer, spans=tuple(spans)))
    return replace(document, annotations=tuple(layers))


def _is_certainty(mark: Mark) -> bool:
    return mark.score is None or 0 <= mark.score <= 1


class _Document:
    """One document; `key` is what its ids begin with."""

    def __init__(self, document: AnnotatedDocument, key: str) -> None:
        self._document = document
        self._key = key
        self._spans = 0
        self._features: list[str] = []

    def parts(self) -> Iterator[str]:
        text = safe_xml.text(self._document.text)
        yield f'<TEI xml:id="{self._key}">\n<teiHeader>\n<fileDesc>\n<titleStmt>'
        yield _element("title", self._document.title) + _element("author", self._document.author)
        yield from (self._annotator(n, layer) for n, layer in enumerate(self._document.annotations, 1))
        yield "</titleStmt>\n<publicationStmt><p>Exported from Annotator.</p></publicationStmt>\n"
        yield f"<sourceDesc>{self._source()}</sourceDesc>\n</fileDesc>\n{self._profile()}</teiHeader>\n"
        yield f'<text><body><ab xml:id="{self._key}t" xml:space="preserve">{text}</ab></body></text>\n'
        said = "".join(part for n, layer in enumerate(self._document.annotations, 1) for part in self._layer(n, layer))
        yield f"<standOff>\n{said}{''.join(self._features)}</standOff>\n" if said else ""
        yield "</TEI>\n"

    def _annotator(self, number: int, layer: Annotation) -> str:
        name = f"<name{attributes({'type': layer.kind})}>{safe_xml.text(layer.annotator)}</name>"
        return f'<respStmt xml:id="{self._key}r{number}"><resp>annotation</resp>{name}</respStmt>'

    def _source(self) -> str:
        document = self._document
        published = document.published
        when = {"when": published if published and _DATE.fullmatch(published) else None}
        date = f"<date{attributes(when)}>{safe_xml.text(published)}</date>" if published else ""
        link = f"<ptr{attributes({'target': document.url})}/>" if document.url else ""
        name = f'<idno type="name">{safe_xml.text(document.name)}</idno>'
        return f"<bibl>{name}{_element('publisher', document.source)}{date}{link}</bibl>"

    def _profile(self) -> str:
        classes = "".join(
            f'<keywords resp="#{self._key}r{number}">{topics}</keywords>'
            for number, layer in enumerate(self._document.annotations, 1)
            if (topics := "".join(_element("term", topic.label) for topic in layer.document_labels))
        )
        language = f"<langUsage><language{attributes({'ident': self._document.language})}/></langUsage>"
        told = f"<textClass>{classes}</textClass>" if classes else ""
        return f"<profileDesc>{language}{told}</profileDesc>\n"

    def _layer(self, number: int, layer: Annotation) -> Iterator[str]:
        by = f'resp="#{self._key}r{number}"'
        keys = [f"{self._key}s{self._spans + n}" for n in range(1, len(layer.spans) + 1)]
        self._spans += len(keys)
        spans = [self._span(key, mark) for key, mark in zip(keys, layer.spans, strict=True)]
        links = [self._relation(keys, link) for link in layer.relations]
        notes = [
            f'<note target="#{key}">{safe_xml.text(mark.note)}</note>\n'
            for key, mark in zip(keys, layer.spans, strict=True)
            if mark.note
        ]
        for name, found in (("spanGrp", spans), ("listRelation", links), ("listAnnotation", notes)):
            if found:
                yield f"<{name} {by}>\n{''.join(found)}</{name}>\n"

    def _span(self, key: str, mark: Mark) -> str:
        values = {
            "xml:id": key,
            "type": mark.label,
            "target": f"#string-range({self._key}t,{mark.start},{mark.end - mark.start})",
            "cert": None if mark.score is None else repr(mark.score),
            "ana": self._feature_structure(mark),
        }
        return f"<span{attributes(values)}>{safe_xml.text(mark.quote)}</span>\n"

    def _relation(self, keys: list[str], link: Link) -> str:
        values = {
            "name": link.label,
            "active": f"#{keys[link.source]}",
            "passive": f"#{keys[link.target]}",
            "ana": self._feature_structure(link),
        }
        return f"<relation{attributes(values)}/>\n"

    def _feature_structure(self, thing: Mark | Link) -> str | None:
        """The pointer to the attributes of a span or relation, which come after all layers."""
        if not thing.attributes:
            return None
        key = f"{self._key}f{len(self._features) + 1}"
        features = "".join(_feature(name, value) for name, value in thing.attributes.items())
        self._features.append(f'<fs xml:id="{key}">{features}</fs>\n')
        return f"#{key}"


def _feature(name: str, value: str | bool) -> str:
    if isinstance(value, bool):
        told = f'<binary value="{"true" if value else "false"}"/>'
    else:
        told = f"<string>{safe_xml.text(value)}</string>"
    return f"<f{attributes({'name': name})}>{told}</f>"


def _element(name: str, value: str | None) -> str:
    return f"<{name}>{safe_xml.text(value)}</{name}>" if value is not None else ""
