"""UIMA CAS as XMI, one file a document with `TypeSystem.xml` beside them, as INCEpTION writes and reads it.

Types are elements in the namespace of their package (https://uima.apache.org/d/uimaj-3.5.0/ref.html#ugr.ref.xmi). A
file without its types is read too: then all features but offsets are text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from annotator.core.errors import InputError
from annotator.core.exchange import AnnotatedDocument, DataSet
from annotator.formats.cas import reading as cas_reading
from annotator.formats.cas import types as cas_types
from annotator.formats.cas.folder import files
from annotator.formats.cas.structures import SOFA_ID, Structure, structures
from annotator.formats.parts import safe_xml
from annotator.formats.parts.safe_xml import Element, attributes
from annotator.formats.protocol import (
    EVERYTHING,
    KNOWN,
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

_XMI = "http://www.omg.org/XMI"
_ID = f"{{{_XMI}}}id"
_BEGIN, _END = "http:///", ".ecore"

_PREFIXES = {
    "uima.cas": "cas",
    cas_types.ENTITY.rpartition(".")[0]: "ner",
    cas_types.TOKEN.rpartition(".")[0]: "segmentation",
    cas_types.METADATA.rpartition(".")[0]: "metadata",
    cas_types.RELATION.rpartition(".")[0]: "custom",
}
_NUMBERS = {"begin", "end", "sofaNum"}
_REFERENCES = {"sofa", cas_types.SOURCE, cas_types.TARGET}
_WHOLE = {f"uima.cas.{name}" for name in ("Byte", "Short", "Integer", "Long")}
_FRACTIONS = {"uima.cas.Float", "uima.cas.Double"}

_PASSED_OVER = {
    f"{{{_BEGIN}{package.replace('.', '/')}{_END}}}{name}"
    for package, _, name in (each.rpartition(".") for each in [*cas_types.SEGMENTS, "uima.cas.NULL", "uima.cas.View"])
}
_NUMBER = re.compile("[0-9]{1,18}")

_Ranges = dict[str, dict[str, str]]


class CasXmi(BaseFormat):
    """One layer with all that it has; scores, states and answers are not held."""

    name = "cas-xmi"
    title = "UIMA CAS XMI (INCEpTION), one file an article"
    suffixes = (".xmi",)
    is_folder = True
    can_read = True
    can_write = True
    holds = EVERYTHING - {Holds.PARTS, Holds.LAYERS, *KNOWN} | {Holds.HEADING}

    def sniff(self, head: Head) -> float:
        """An outermost element of XMI with the namespace of CAS."""
        if _XMI in head.text and f"{_BEGIN}uima/cas{_END}" in head.text:
            return 0.95
        return super().sniff(head)

    def is_companion(self, source: Source) -> bool:
        """The type system."""
        return source.name == cas_types.TYPE_SYSTEM

    def read(self, source: Source, options: ReadOptions) -> Iterator[Content]:  # noqa: ARG002
        """The document of a file.

        Raises InputError("input.expected") when it is other XML, and those of `safe_xml.tree`.
        """
        root = safe_xml.tree(source)
        if root.tag != f"{{{_XMI}}}XMI":
            raise InputError("input.expected", path=source.path, format=self.title, expected="<xmi:XMI>")
        ranges = _ranges(source.beside(cas_types.TYPE_SYSTEM))
        found = [_structure(each, ranges) for each in root.children() if each.tag not in _PASSED_OVER]
        yield from cas_reading.contents(found, source)

    def adapt(
        self,
        document: AnnotatedDocument,
        options: WriteOptions,  # noqa: ARG002
        lost: Callable[[Loss], None],
    ) -> AnnotatedDocument:
        """The document without the control characters that XML has no place for."""
        return safe_xml.adapted(document, lost)

    def write(
        self,
        documents: Iterable[AnnotatedDocument],
        data: DataSet,
        options: WriteOptions,  # noqa: ARG002
    ) -> Iterator[Piece]:
        """A file for each document, then the types of all."""
        yield from files(documents, data, ".xmi", _written)


def _written(document: AnnotatedDocument, _features: set[str]) -> Iterator[str]:
    """One element a line."""
    names = "".join(
        f' xmlns:{prefix}="{_BEGIN}{package.replace(".", "/")}{_END}"' for package, prefix in _PREFIXES.items()
    )
    yield f'{safe_xml.DECLARATION}<xmi:XMI xmlns:xmi="{_XMI}"{names} xmi:version="2.0">\n<cas:NULL xmi:id="0"/>\n'
    members = []
    for each in structures(document):
        package, _, name = each.type.rpartition(".")
        values = {"xmi:id": str(each.id)}
        values |= {name: str(value) for name, value in {**each.references, **each.features}.items()}
        yield f"<{_PREFIXES[package]}:{name}{attributes({**values})}/>\n"
        if each.id != SOFA_ID:
            members.append(str(each.id))
    yield f'<cas:View sofa="{SOFA_ID}" members="{" ".join(members)}"/>\n</xmi:XMI>\n'


def _structure(element: Element, ranges: _Ranges) -> Structure:
    """A feature structure; what is text only for want of its type stays text."""
    kind = _type(element)
    known = ranges.get(kind, {})
    features: dict[str, Any] = {}
    references = {}
    for name, value in element.attributes.items():
        if name in _REFERENCES and _NUMBER.fullmatch(value):
            references[name] = int(value)
        elif not name.startswith("{"):
            features[name] = _value(value, "uima.cas.Integer" if name in _NUMBERS else known.get(name))
    features |= {child.name: child.text for child in element.children()}
    features = {name: value for name, value in features.items() if value is not None}
    number = int(element.get(_ID)) if _NUMBER.fullmatch(element.get(_ID)) else -element.line
    return Structure(number, kind, features, references, element.line)


def _type(element: Element) -> str:
    package = element.namespace.removeprefix(_BEGIN).removesuffix(_END).replace("/", ".")
    return f"{package}.{element.name}".removeprefix("uima.noNamespace.")


def _value(value: str, of: str | None) -> Any:
    """A value of this type; None for a pointer to something else."""
    try:
        if of in _WHOLE:
            return int(value)
        if of in _FRACTIONS:
            return float(value)
    except ValueError:
        return value
    if of == "uima.cas.Boolean":
        return value == "true"
    return value if of is None or of == cas_types.STRING else None


def _ranges(source: Source | None) -> _Ranges:
    """The types of features, by type, of the type system beside a file. Raises InputError as `safe_xml.tree` does."""
    found: _Ranges = {}
    for described in safe_xml.tree(source).below("typeDescription") if source else ():
        found[_told(described, "name")] = {
            _told(feature, "name"): _told(feature, "rangeTypeName") for feature in described.below("featureDescription")
        }
    return found


def _told(element: Element, name: str) -> str:
    child = element.first(name)
    return child.text.strip() if child else ""
