"""GATE XML: the text with nodes at the edges of spans, and annotation sets that name two nodes for each span.

https://gate.ac.uk/sale/tao/splitch5.html#sec:corpora:xml. The ids of nodes are offsets in UTF-16 units, as Java counts.
Each annotator is an annotation set, relations are GATE's relations, attributes are features, labels of the document
features of the document.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from annotator.core.errors import InputError
from annotator.core.exchange import AnnotatedDocument, Annotation, DataSet, Link, Mark
from annotator.core.file_names import FileNames
from annotator.core.model import AnnotatorKind
from annotator.core.text import Utf16Map
from annotator.formats.gate import reading as gate_reading
from annotator.formats.gate.features import KIND, LABELS, NOTE, SCORE, SECONDS, STATE, feature
from annotator.formats.known import work
from annotator.formats.parts import safe_xml
from annotator.formats.parts.attribute_values import plain_attributes
from annotator.formats.parts.safe_xml import attributes
from annotator.formats.protocol import (
    STANDOFF,
    BaseFormat,
    Content,
    Entry,
    Head,
    Holds,
    Loss,
    Piece,
    ReadOptions,
    WriteOptions,
)
from annotator.formats.source import Source

_HEADING = ("title", "source", "url", "author", "published", "language")


class Gate(BaseFormat):
    """A folder with one GATE document a file."""

    name = "gate"
    title = "GATE XML"
    suffixes = (".xml",)
    is_folder = True
    can_read = True
    can_write = True
    holds = STANDOFF | {
        Holds.LAYERS, Holds.RELATIONS, Holds.DOCUMENT_LABELS, Holds.ATTRIBUTES, Holds.NOTES, Holds.HEADING,
        Holds.STATES, Holds.SCORES,
    }  # fmt: skip

    def sniff(self, head: Head) -> float:
        """Its outermost element."""
        return 0.97 if "<GateDocument" in head.text else 0.0

    def read(self, source: Source, options: ReadOptions) -> Iterator[Content]:  # noqa: ARG002
        """The one document of a file.

        Raises InputError: "input.unreadable", "input.too-large", "input.doctype", "input.xml", "input.xml-deep",
        "input.xml-elements", "input.expected", "input.empty".
        """
        root = safe_xml.tree(source)
        text = root.first("TextWithNodes")
        if root.name != "GateDocument" or text is None:
            raise InputError("input.expected", path=source.path, format="GATE XML", expected="<TextWithNodes>")
        yield from gate_reading.contents(root, text, source)

    def adapt(
        self,
        document: AnnotatedDocument,
        options: WriteOptions,  # noqa: ARG002
        lost: Callable[[Loss], None],
    ) -> AnnotatedDocument:
        """Without characters that XML cannot hold; attributes are text or yes/no, and their names are one word."""
        return safe_xml.adapted(plain_attributes(document, lost), lost)

    def write(
        self,
        documents: Iterable[AnnotatedDocument],
        data: DataSet,  # noqa: ARG002
        options: WriteOptions,  # noqa: ARG002
    ) -> Iterator[Piece]:
        """One file a document."""
        names = FileNames()
        for document in documents:
            yield Entry(f"{names.stem(document.name)}.xml")
            yield "".join(_Document(document).parts())


class _Document:
    def __init__(self, document: AnnotatedDocument) -> None:
        self._document = document
        self._map = Utf16Map(document.text)
        self._last_id = 0

    def parts(self) -> Iterator[str]:
        layers = list(zip(self._set_names(), self._document.annotations, strict=True))
        features = "".join(self._features(layers))
        yield f'{safe_xml.DECLARATION}<GateDocument version="3">\n'
        yield f"<GateDocumentFeatures>\n{features}</GateDocumentFeatures>\n"
        yield from self._text()
        relations = []
        for name, layer in layers:
            ids = [self._next_id() for _ in layer.spans]
            spans = zip(ids, layer.spans, strict=True)
            yield self._set("AnnotationSet", name, (self._span(key, mark) for key, mark in spans))
            if layer.relations:
                links = (self._relation(ids, link) for link in layer.relations)
                relations.append(self._set("RelationSet", name, links))
        yield from relations
        yield "</GateDocument>\n"

    def _set_names(self) -> list[str]:
        """The annotators' names, each once: a machine may be called what a person is."""
        names: list[str] = []
        for layer in self._document.annotations:
            name = layer.annotator
            while name in names:
                name += f" ({layer.kind})"
            names.append(name)
        return names

    def _features(self, layers: Iterable[tuple[str, Annotation]]) -> Iterator[str]:
        told = {"name": self._document.name} | {name: getattr(self._document, name) for name in _HEADING}
        yield from (feature(name, value) for name, value in told.items() if value)
        for name, layer in layers:
            if layer.kind != AnnotatorKind.PERSON:
                yield feature(KIND + name, layer.kind)
            if done := work(layer):
                yield feature(STATE + name, done[0]) + feature(SECONDS + name, float(done[1]))
            if layer.document_labels:
                yield feature(LABELS + name, " ".join(topic.label for topic in layer.document_labels))

    def _text(self) -> Iterator[str]:
        text = self._document.text
        marks = (mark for layer in self._document.annotations for mark in layer.spans)
        edges = {edge for mark in marks for edge in (mark.start, mark.end)}
        place = 0
        yield "<TextWithNodes>"
        for edge in sorted(edges):
            yield f'{safe_xml.text(text[place:edge])}<Node id="{self._map.unit(edge)}"/>'
            place = edge
        yield f"{safe_xml.text(text[place:])}</TextWithNodes>\n"

    def _set(self, kind: str, name: str, content: Iterable[str]) -> str:
        return f"<{kind}{attributes({'Name': name or None})}>\n{''.join(content)}</{kind}>\n"

    def _span(self, key: int, mark: Mark) -> str:
        values = {
            "Id": str(key),
            "Type": mark.label,
            "StartNode": str(self._map.unit(mark.start)),
            "EndNode": str(self._map.unit(mark.end)),
        }
        beside = feature(NOTE, mark.note) if mark.note else ""
        beside += feature(SCORE, float(mark.score)) if mark.score is not None else ""
        told = "".join(feature(name, value) for name, value in mark.attributes.items())
        return f"<Annotation{attributes(values)}>\n{told}{beside}</Annotation>\n"

    def _relation(self, ids: list[int], link: Link) -> str:
        members = f"{ids[link.source]};{ids[link.target]}"
        values = {"Id": str(self._next_id()), "Type": link.label, "Members": members}
        told = "".join(feature(name, value) for name, value in link.attributes.items())
        return f"<Relation{attributes(values)}>\n<UserData></UserData>\n{told}</Relation>\n"

    def _next_id(self) -> int:
        self._last_id += 1
        return self._last_id
