"""The types of our UIMA CAS files: those of DKPro Core that INCEpTION has built in, and layers of its own kind.

A project there takes the other layers in from `TypeSystem.xml` (Settings, Layers, Import). Names of types and features
are those of DKPro Core 1 (https://dkpro.github.io/dkpro-core/releases/2.2.0/docs/typesystem-reference.html).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from annotator.core.attributes import AttributeKind
from annotator.core.exchange import AnnotatedDocument
from annotator.core.labels import LabelSpec
from annotator.core.model import Scope
from annotator.formats.parts.safe_xml import DECLARATION, text

_CORE = "de.tudarmstadt.ukp.dkpro.core.api"
ENTITY = f"{_CORE}.ner.type.NamedEntity"
SENTENCE = f"{_CORE}.segmentation.type.Sentence"
TOKEN = f"{_CORE}.segmentation.type.Token"
METADATA = f"{_CORE}.metadata.type.DocumentMetaData"
RELATION = "webanno.custom.Relation"
TOPIC = "webanno.custom.DocumentLabel"
ARTICLE = "webanno.custom.Article"
SOFA = "uima.cas.Sofa"

SEGMENTS = frozenset({SENTENCE, TOKEN})
"""Most of what a file holds, and nothing that is wanted from one that is read."""

CUSTOM = ("custom.", "webanno.custom.")
"""What the names of layers begin with that a project of INCEpTION defines itself."""

SOURCE, TARGET = "Governor", "Dependent"
"""The ends of a relation."""

NOTE, ATTRIBUTES = "note", "attributes"
"""Features of ours: a note, and as JSON the attributes that are no feature of their own."""

TYPE_SYSTEM = "TypeSystem.xml"

STRING = "uima.cas.String"
_ANNOTATION = "uima.tcas.Annotation"
_BASE = "uima.cas.AnnotationBase"

_NAME = re.compile(r"[^\W\d_]\w{0,39}")
_TAKEN = frozenset(
    {"begin", "end", "sofa", "value", "label", "identifier", "self", "type", "id", "xmiID", NOTE, ATTRIBUTES}
)


class Type(NamedTuple):
    """A type: its name, the one it is a kind of, and the ranges of its features by their names."""

    name: str
    parent: str
    features: dict[str, str]


def is_feature(name: str, value: object) -> bool:
    """Whether an attribute can be a feature of its own: a text, under a name that is one of UIMA, Java and XML."""
    is_name = _NAME.fullmatch(name) and name not in _TAKEN and unicodedata.normalize("NFKC", name) == name
    return bool(is_name) and isinstance(value, str)


def ruled(labels: Iterable[LabelSpec]) -> set[str]:
    """The features that the attributes of a label set need."""
    rules = (rule for label in labels if label.scope == Scope.SPAN for rule in label.attributes)
    return {rule.name for rule in rules if rule.kind != AttributeKind.YES_NO and is_feature(rule.name, "")}


def used(document: AnnotatedDocument) -> set[str]:
    """The features that the attributes of a document's spans need."""
    marks = (mark for layer in document.annotations for mark in layer.spans)
    return {name for mark in marks for name, value in mark.attributes.items() if is_feature(name, value)}


def types(features: Iterable[str]) -> list[Type]:
    """The types of a file whose named entities have these features besides their own."""
    own = dict.fromkeys(["value", "identifier", NOTE, ATTRIBUTES, *sorted(features)], STRING)
    about = ("documentTitle", "documentId", "documentUri", "collectionId", "documentBaseUri")
    return [
        Type(ARTICLE, _BASE, dict.fromkeys(["source", "author", "published"], STRING)),
        Type(ENTITY, _ANNOTATION, own),
        Type(METADATA, "uima.tcas.DocumentAnnotation", dict.fromkeys(about, STRING)),
        Type(RELATION, _ANNOTATION, {SOURCE: ENTITY, TARGET: ENTITY, "label": STRING, ATTRIBUTES: STRING}),
        Type(SENTENCE, _ANNOTATION, {}),
        Type(TOKEN, _ANNOTATION, {}),
        Type(TOPIC, _BASE, {"value": STRING}),
    ]


def as_xml(found: Iterable[Type]) -> Iterator[str]:
    """A type system description, as UIMA reads it."""
    yield f'{DECLARATION}<typeSystemDescription xmlns="http://uima.apache.org/resourceSpecifier">\n<types>\n'
    for each in found:
        yield f"<typeDescription>\n<name>{each.name}</name>\n<description/>\n"
        yield f"<supertypeName>{each.parent}</supertypeName>\n<features>\n"
        for name, of in each.features.items():
            yield f"<featureDescription><name>{text(name)}</name><description/>"
            yield f"<rangeTypeName>{of}</rangeTypeName></featureDescription>\n"
        yield "</features>\n</typeDescription>\n"
    yield "</types>\n</typeSystemDescription>\n"


def as_json(found: Iterable[Type]) -> dict[str, dict[str, object]]:
    """The types as CAS JSON has them."""
    return {
        each.name: {
            "%NAME": each.name,
            "%SUPER_TYPE": each.parent,
            **{name: {"%NAME": name, "%RANGE": of} for name, of in each.features.items()},
        }
        for each in found
    }
