"""A folder that `datasets.load_dataset` reads: parquet files and a README card.

One file `data/PART-00000.parquet` for each part of a split and each 20,000 documents (`train` without a split). A row
is a document: its text, all its spans with offsets in code points, and, for tools that know tokens only, `tokens` with
`ner_tags` in IOB2 of the outermost spans that lie on token edges. The names of classes stand in the parquet schema,
under the key `huggingface`, and in the card (https://huggingface.co/docs/hub/datasets-cards).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from annotator.core.exchange import AnnotatedDocument, Annotation, DataSet, Mark
from annotator.core.model import Scope
from annotator.formats.huggingface import reading as hf_reading
from annotator.formats.huggingface.card import Features, Split, card
from annotator.formats.huggingface.parquet_rows import ParquetRows, ParquetSink
from annotator.formats.parts import headings
from annotator.formats.parts.tokens import Placed, iob2, placed
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

_ROWS = 500
"""Documents of a row group, which is what is held while writing."""

_FILE = 20_000
"""Documents of a file."""


class HuggingFace(BaseFormat):
    """A data set of Hugging Face; reads any parquet file with a text, or with tokens and tags."""

    name = "huggingface"
    title = "Hugging Face data set: parquet with a card, all spans; ner_tags the outermost on token edges"
    suffixes = (".parquet",)
    is_folder = True
    can_read = True
    can_write = True
    needs = "parquet"
    holds = STANDOFF | {
        Holds.RELATIONS,
        Holds.DOCUMENT_LABELS,
        Holds.ATTRIBUTES,
        Holds.NOTES,
        Holds.PARTS,
        Holds.HEADING,
        Holds.SCORES,
    }

    def sniff(self, head: Head) -> float:
        """By the mark that all parquet files begin with."""
        return 1.0 if head.data.startswith(b"PAR1") else 0.0

    def read(self, source: Source, options: ReadOptions) -> Iterator[Content]:
        """The rows of one parquet file, streaming.

        Raises InputError: "input.unreadable", "input.damaged", "input.too-large", "input.column"; RefusedError
        ("format.needs").
        """
        with ParquetRows(source, self.needs, self.name) as rows:
            yield from hf_reading.contents(rows, options.text_column, source)

    def adapt(
        self, document: AnnotatedDocument, options: WriteOptions, lost: Callable[[Loss], None]
    ) -> AnnotatedDocument:
        """The document as it is; the spans that are not in `ner_tags` are told. Raises RefusedError."""
        for layer in document.annotations:
            found = _outermost(layer.spans, document.text, options.tokens(document.text)) if layer.spans else []
            tagged = {id(mark) for mark, _ in found}
            for mark in layer.spans:
                if id(mark) not in tagged:
                    lost(Loss(document.name, mark.start, mark.end, mark.label, "untagged"))
        return document

    def write(self, documents: Iterable[AnnotatedDocument], data: DataSet, options: WriteOptions) -> Iterator[Piece]:
        """The files of each part, one after the other, then the card.

        Raises RefusedError: "format.needs", "format.label" (a span's label is not in the data set's label set).
        """
        features = Features([label.name for label in data.labels if label.scope == Scope.SPAN])
        splits: dict[str, Split] = {}
        sink: ParquetSink | None = None
        for part, group in _groups(documents):
            split = splits.setdefault(part, Split(part))
            if sink is None or sink.name != split.file or sink.rows >= _FILE:
                yield from sink.end() if sink else ()
                sink = self._sink(split, features)
                yield Entry(sink.name)
            rows = [_row(document, features, split, options) for document in group]
            before = sink.bytes
            yield sink.write(rows)
            split.bytes += sink.bytes - before
            split.examples += len(rows)
        if sink is None:
            sink = self._sink(splits.setdefault("train", Split("train")), features)
            yield Entry(sink.name)
        yield from sink.end()
        yield Entry("README.md")
        yield card(features, list(splits.values()))

    def _sink(self, split: Split, features: Features) -> ParquetSink:
        """The next file of a part."""
        split.files += 1
        return ParquetSink(split.file, features.arrow(self.needs, self.name), self.needs, self.name)


def _groups(documents: Iterable[AnnotatedDocument]) -> Iterator[tuple[str, list[AnnotatedDocument]]]:
    """Neighbours of the same part, at most so many as a row group has, by the name of the part there."""
    kept: list[AnnotatedDocument] = []
    for document in documents:
        if kept and (len(kept) == _ROWS or document.part != kept[0].part):
            yield _split_name(kept[0].part), kept
            kept = []
        kept.append(document)
    if kept:
        yield _split_name(kept[0].part), kept


def _split_name(part: str) -> str:
    found = "".join(letter if letter.isalnum() else "_" for letter in part)
    return hf_reading.PARTS.get(part, found) or "train"


def _row(document: AnnotatedDocument, features: Features, split: Split, options: WriteOptions) -> dict[str, Any]:
    layer = document.annotations[0] if document.annotations else Annotation("")
    text = document.text
    ranges = options.tokens(text)
    tags = iob2(len(ranges), [span for _, span in _outermost(layer.spans, text, ranges)])
    split.spans += len(layer.spans)
    split.tagged += sum(tag.startswith("B-") for tag in tags)
    fields = {name: getattr(document, name) or "" for name in headings.FIELDS}
    return {
        "id": document.uid or str(document.id or document.name),
        **fields,
        "text": text,
        "tokens": [text[start:end] for start, end in ranges],
        "ner_tags": [features.tag(tag) for tag in tags],
        "spans": [_span(mark, features) for mark in layer.spans],
        "relations": [
            {"head": link.source, "child": link.target, "label": link.label, "attributes": _json(link.attributes)}
            for link in layer.relations
        ],
        "document_labels": [topic.label for topic in layer.document_labels],
    }


def _outermost(marks: Sequence[Mark], text: str, ranges: Sequence[tuple[int, int]]) -> list[tuple[Mark, Placed]]:
    """Those of the spans on token edges that lie in no other one before, and their places among the tokens."""
    kept: list[tuple[Mark, Placed]] = []
    found = ((mark, span) for mark in marks if (span := placed(mark, text, ranges)))
    for mark, span in sorted(found, key=lambda each: (each[1].first, -each[1].last)):
        if not kept or span.first >= kept[-1][1].last:
            kept.append((mark, span))
    return kept


def _span(mark: Mark, features: Features) -> dict[str, Any]:
    return {
        "start": mark.start,
        "end": mark.end,
        "label": features.label(mark.label),
        "quote": mark.quote,
        "score": mark.score,
        "note": mark.note,
        "attributes": _json(mark.attributes),
    }


def _json(attributes: Mapping[str, Any]) -> str:
    return json.dumps(attributes, ensure_ascii=False) if attributes else ""
