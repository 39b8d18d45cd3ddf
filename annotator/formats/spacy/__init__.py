"""spaCy's DocBin: what `spacy train` and `spacy debug data` read (https://spacy.io/api/docbin).

All spans are in `doc.spans["sc"]`, the group that spaCy's span categorizer learns from; those that do not overlap are
in `doc.ents` too, the outer ones first. Tokens are ours, so that no Vietnamese tokenizer is needed to make the file or
to read it. A DocBin is one packed table, so that it is made and read whole.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from annotator.core.errors import InputError
from annotator.core.exchange import AnnotatedDocument, Annotation, DataSet, Mark
from annotator.core.model import Scope
from annotator.formats.parts import headings
from annotator.formats.parts.gathering import Gathering
from annotator.formats.protocol import (
    STANDOFF,
    BaseFormat,
    Content,
    Head,
    Holds,
    Piece,
    ReadOptions,
    WriteOptions,
    needed,
)
from annotator.formats.source import Source, read_whole
from annotator.formats.spacy.tokens import covering, pieces

GROUP = "sc"
"""The span group that spaCy looks in when nothing else is set."""

_UNPACKED = 256 * 1024 * 1024
"""The most bytes that a file may unfold to."""

_COLUMNS = ("ORTH", "ENT_IOB", "ENT_TYPE")
"""What of a foreign file's tokens is looked at; trees and the like stay aside, and with them what could be broken."""


class Spacy(BaseFormat):
    """All documents in one DocBin; fields of the document and relations lie in `doc.user_data`."""

    name = "spacy"
    title = "spaCy DocBin"
    suffixes = (".spacy",)
    can_read = True
    can_write = True
    needs = "spacy"
    holds = STANDOFF | {
        Holds.RELATIONS, Holds.DOCUMENT_LABELS, Holds.ATTRIBUTES, Holds.NOTES, Holds.HEADING,
    }  # fmt: skip

    def sniff(self, head: Head) -> float:
        """What zlib packed, with the keys of a DocBin at the front."""
        try:
            start = zlib.decompressobj().decompress(head.data, 64)
        except zlib.error:
            return 0.0
        return 1.0 if b"version" in start and b"attrs" in start else 0.0

    def read(self, source: Source, options: ReadOptions) -> Iterator[Content]:  # noqa: ARG002
        """The documents of a file.

        Raises InputError: "input.unreadable", "input.too-large", "input.damaged"; RefusedError("format.needs").
        """
        yield from self._read(source, _UNPACKED)

    def reread(self, source: Source, options: ReadOptions) -> Iterator[Content]:  # noqa: ARG002
        """What was written here, however large it is."""
        yield from self._read(source, 1 << 40)

    def _read(self, source: Source, limit: int) -> Iterator[Content]:
        spacy: Any = needed("spacy", self.needs, self.name)
        packed: Any = needed("spacy.tokens", self.needs, self.name).DocBin  # type: ignore[attr-defined]
        try:
            found = packed().from_bytes(zlib.compress(_unpacked(source, limit), 0))
            docs = _documents(found, spacy.blank("xx").vocab)
            for number in range(1, len(found) + 1):
                yield from _contents(next(docs), source, number)
        except (InputError, MemoryError):
            raise
        except Exception as error:  # a crafted file can raise anything in there
            raise InputError("input.damaged", path=source.path, reason=_reason(error)) from error

    def write(self, documents: Iterable[AnnotatedDocument], data: DataSet, options: WriteOptions) -> Iterator[Piece]:
        """The one file. Raises RefusedError("format.needs")."""
        spacy: Any = needed("spacy", self.needs, self.name)
        tokens: Any = needed("spacy.tokens", self.needs, self.name)
        vocab = spacy.blank("xx").vocab
        topics = [label.name for label in data.labels if label.scope == Scope.DOCUMENT]
        packed = tokens.DocBin(attrs=["ENT_IOB", "ENT_TYPE"], store_user_data=True)
        for document in documents:
            packed.add(_doc(document, topics, options, tokens, vocab))
        yield packed.to_bytes()


def _doc(document: AnnotatedDocument, topics: Sequence[str], options: WriteOptions, tokens: Any, vocab: Any) -> Any:
    layer = document.annotations[0] if document.annotations else Annotation("")
    text = document.text
    found = pieces(text, options.tokens(text), ((mark.start, mark.end) for mark in layer.spans))
    words = [text[token.start : token.end] for token in found]
    doc = tokens.Doc(vocab, words=words, spaces=[token.has_blank for token in found])
    spans = [(mark, *covering(mark.start, mark.end, found)) for mark in layer.spans]
    group = [tokens.Span(doc, first, last, label=mark.label) for mark, first, last in spans]
    doc.spans[GROUP] = tokens.SpanGroup(doc, name=GROUP, spans=group, attrs=_beside(layer))
    outer = _outermost((first, last, mark.label) for mark, first, last in spans if not _has_blank_edge(mark))
    doc.set_ents([tokens.Span(doc, first, last, label=label) for first, last, label in outer])
    has = {topic.label for topic in layer.document_labels}
    doc.cats = {label: float(label in has) for label in dict.fromkeys([*topics, *sorted(has)])}
    doc.user_data.update({**headings.told(document), **_relations(layer)})
    return doc


def _beside(layer: Annotation) -> dict[str, Any]:
    """Notes and attributes of the spans of a group, in their order, as JSON; nothing where there are none."""
    notes, attributes = [mark.note for mark in layer.spans], [mark.attributes for mark in layer.spans]
    told = {"notes": notes if any(notes) else None, "attributes": attributes if any(attributes) else None}
    return {name: json.dumps(values, ensure_ascii=False) for name, values in told.items() if values}


def _relations(layer: Annotation) -> dict[str, str]:
    links = [
        {"head": link.source, "child": link.target, "label": link.label, "attributes": link.attributes}
        for link in layer.relations
    ]
    return {"relations": json.dumps(links, ensure_ascii=False)} if links else {}


def _has_blank_edge(mark: Mark) -> bool:
    """Whether a span begins or ends with a blank, which spaCy permits in no entity."""
    return mark.quote != mark.quote.strip()


def _outermost(spans: Iterable[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    kept: list[tuple[int, int, str]] = []
    for first, last, label in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not kept or first >= kept[-1][1]:
            kept.append((first, last, label))
    return kept


def _unpacked(source: Source, limit: int) -> bytes:
    unpacking = zlib.decompressobj()
    try:
        data = unpacking.decompress(read_whole(source, limit // 4), limit)
    except zlib.error as error:
        raise InputError("input.damaged", path=source.path, reason=str(error)) from error
    if unpacking.unconsumed_tail:
        raise InputError("input.too-large", path=source.path, limit=limit // (1024 * 1024))
    if not unpacking.eof:
        raise InputError("input.damaged", path=source.path, reason="zlib")
    return data


def _documents(packed: Any, vocab: Any) -> Iterator[Any]:
    """The documents, of whose tokens only the plain columns are taken."""
    attrs: Any = needed("spacy.attrs", Spacy.needs, Spacy.name).IDS  # type: ignore[attr-defined]
    wanted = [attrs[name] for name in _COLUMNS]
    places = [packed.attrs.index(column) for column in wanted if column in packed.attrs]
    packed.attrs = [packed.attrs[place] for place in places]
    packed.tokens = [array[:, places].copy() for array in packed.tokens]
    found: Iterator[Any] = packed.get_docs(vocab)
    return found


def _contents(doc: Any, source: Source, number: int) -> Iterator[Content]:
    text = doc.text
    found = Gathering(text, source)
    if not text.strip() or "\0" in text:
        found.bad("record.blank-text", number, field="text")
        yield from found.told()
        return
    for key, mark in _marks(doc):
        found.span(key, mark, number)
    for n, link in enumerate(_listed(doc.user_data, "relations")):
        key = f"relations[{n}]"
        found.relation(
            key, _key(GROUP, link.get("head")), _key(GROUP, link.get("child")), str(link.get("label")), number
        )
        for name, value in _mapping(link.get("attributes")).items():
            found.attribute(key, name, value, number)
    for label, value in doc.cats.items():
        if value >= 0.5:
            found.topic(label, number)
    yield from found.told()
    document = headings.document(text, {k: v for k, v in doc.user_data.items() if isinstance(k, str)}, source, number)
    yield replace(document, annotations=(found.layer(),)) if found else document


def _key(group: str, place: object) -> str:
    return f"{group}[{place}]"


def _marks(doc: Any) -> Iterator[tuple[str, Mark]]:
    """The spans of all groups, and the entities that are in none of them, each once."""
    seen: set[tuple[int, int, str]] = set()
    for group in sorted(doc.spans, key=lambda name: (name != GROUP, name)):
        notes, attributes = (_listed(doc.spans[group].attrs, name) for name in ("notes", "attributes"))
        for n, span in enumerate(doc.spans[group]):
            place = span.start_char, span.end_char, span.label_
            if place not in seen:
                seen.add(place)
                note, values = _nth(notes, n), _mapping(_nth(attributes, n))
                yield _key(group, n), Mark(*place, "", note=note if isinstance(note, str) else "", attributes=values)
    for n, span in enumerate(doc.ents):
        place = span.start_char, span.end_char, span.label_
        if place not in seen:
            yield _key("", n), Mark(*place, "")


def _nth(values: Sequence[Any], place: int) -> Any:
    return values[place] if place < len(values) else None


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _listed(values: Mapping[Any, Any], name: str) -> list[Any]:
    """What stands as a JSON list under a name; nothing of what is not ours."""
    try:
        found = json.loads(values[name]) if isinstance(values.get(name), str) else []
    except (ValueError, RecursionError):
        return []
    return [one for one in found if isinstance(one, dict | str)] if isinstance(found, list) else []


def _reason(error: Exception) -> str:
    return f"{type(error).__name__}: {error}".splitlines()[0][:200]
