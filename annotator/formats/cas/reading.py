"""The feature structures of a UIMA CAS as a document: named entities and the spans of layers of a project's own.

What a span is called is its `value` or `label`, or else its type. Relations are those of a project's own layers between
such spans. Sentences, tokens and what describes the document are known; other layers are counted and left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from annotator.core.errors import InputError
from annotator.core.exchange import Mark
from annotator.core.text import Utf16Map
from annotator.formats.cas import types as cas_types
from annotator.formats.cas.structures import VIEW, Structure
from annotator.formats.parts import headings
from annotator.formats.parts.gathering import Gathering
from annotator.formats.parts.strict_json import parse
from annotator.formats.protocol import Content
from annotator.formats.source import Source

_KNOWN = frozenset(
    {
        cas_types.SOFA, cas_types.SENTENCE, cas_types.TOKEN, cas_types.METADATA, cas_types.ARTICLE,
        "uima.tcas.DocumentAnnotation", "de.tudarmstadt.ukp.clarin.webanno.api.type.CASMetadata",
        "de.tudarmstadt.ukp.dkpro.core.api.metadata.type.TagsetDescription",
        "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Heading",
        "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Paragraph",
    }
)  # fmt: skip
_NO_ATTRIBUTES = frozenset({"begin", "end", cas_types.NOTE, cas_types.ATTRIBUTES})


def contents(found: Sequence[Structure], source: Source) -> Iterator[Content]:
    """The document of the first view with a text, and what was left out.

    Raises InputError("record.blank-text") when there is no text.
    """
    sofa = _sofa(found)
    text = sofa.features.get("sofaString") if sofa else None
    if sofa is None or not isinstance(text, str) or not text.strip():
        raise InputError("record.blank-text", path=source.path, line=sofa.line if sofa else 1, field="sofaString")
    if "\0" in text:
        raise InputError("record.zero", path=source.path, line=sofa.line)
    layer = _Layer(text, source)
    seen = [each for each in found if each.references.get("sofa", sofa.id) == sofa.id]
    for step in (layer.span, layer.rest):
        for structure in seen:
            try:
                step(structure)
            except InputError as error:
                layer.found.listed(error, structure.line)
    yield from layer.found.told()
    document = headings.document(text, _heading(seen), source, 1)
    yield replace(document, annotations=(layer.found.layer(),)) if layer.found else document


def _sofa(found: Sequence[Structure]) -> Structure | None:
    sofas = [each for each in found if each.type == cas_types.SOFA and each.features.get("sofaString")]
    return next((each for each in sofas if each.features.get("sofaID") == VIEW), sofas[0] if sofas else None)


def _heading(found: Sequence[Structure]) -> dict[str, Any]:
    metadata = next((each.features for each in found if each.type == cas_types.METADATA), {})
    article = next((each.features for each in found if each.type == cas_types.ARTICLE), {})
    names = {"documentId": "name", "documentTitle": "title", "documentUri": "url", "language": "language"}
    told = {**article, **{ours: metadata.get(theirs) for theirs, ours in names.items()}}
    if told.get("language") == "x-unspecified":
        del told["language"]
    return told


class _Layer:
    """The one layer of a CAS on its way in."""

    def __init__(self, text: str, source: Source) -> None:
        self.found = Gathering(text, source)
        self._units = Utf16Map(text)

    def span(self, structure: Structure) -> None:
        """A span, if it is one."""
        if not _is_ours(structure) or _is_link(structure) or "begin" not in structure.features:
            return
        if any(isinstance(value, str) and "\0" in value for value in structure.features.values()):
            raise InputError("record.zero")
        start, end = (self._units.code_point(_offset(structure, name)) for name in ("begin", "end"))
        note = structure.features.get(cas_types.NOTE)
        key = _label_key(structure)
        mark = Mark(
            start, end, _label(structure, key), "", note=note if isinstance(note, str) else "",
            attributes=_attributes(structure, key),
        )  # fmt: skip
        self.found.span(str(structure.id), mark, structure.line)

    def rest(self, structure: Structure) -> None:
        """A relation, a label of the document, or something that has no place here."""
        if not _is_ours(structure):
            if structure.type not in _KNOWN:
                self.found.unknown(structure.type.rpartition(".")[2])
        elif _is_link(structure):
            self._relation(structure)
        elif "begin" not in structure.features and structure.type not in _KNOWN:
            self.found.topic(_label(structure, _label_key(structure)), structure.line)

    def _relation(self, structure: Structure) -> None:
        ends = [str(structure.references[name]) for name in (cas_types.SOURCE, cas_types.TARGET)]
        key = _label_key(structure)
        self.found.relation(str(structure.id), ends[0], ends[1], _label(structure, key), structure.line)
        if str(structure.id) in self.found:
            for name, value in _attributes(structure, key).items():
                self.found.attribute(str(structure.id), name, value, structure.line)


def _is_ours(structure: Structure) -> bool:
    return structure.type == cas_types.ENTITY or structure.type.startswith(cas_types.CUSTOM)


def _is_link(structure: Structure) -> bool:
    return {cas_types.SOURCE, cas_types.TARGET} <= structure.references.keys()


def _offset(structure: Structure, name: str) -> int:
    value = structure.features.get(name)
    if type(value) is not int or value < 0:
        raise InputError("record.not-count", field=name)
    return value


def _label_key(structure: Structure) -> str:
    told = (key for key in ("value", "label") if isinstance(structure.features.get(key), str))
    return next(told, "")


def _label(structure: Structure, key: str) -> str:
    return structure.features[key] if key else structure.type.rpartition(".")[2]


def _attributes(structure: Structure, key: str) -> dict[str, Any]:
    """The features that say more, and those that stand together as JSON."""
    found = {name: value for name, value in structure.features.items() if name not in _NO_ATTRIBUTES and name != key}
    packed = structure.features.get(cas_types.ATTRIBUTES)
    if isinstance(packed, str):
        try:
            return {**found, **parse(packed.encode())}
        except InputError:
            return {**found, cas_types.ATTRIBUTES: packed}
    return found
