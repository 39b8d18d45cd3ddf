"""The features of a Hugging Face data set: as the schema of parquet, as the JSON in it, and in the README card."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from annotator.core.errors import RefusedError
from annotator.formats.parts import headings
from annotator.formats.protocol import needed

_TEXTS = ("id", *headings.FIELDS, "text")
_SPAN = {"start": "int64", "end": "int64", "label": "", "quote": "string", "score": "float64", "note": "string"}
_LINK = {"head": "int64", "child": "int64", "label": "string", "attributes": "string"}


@dataclass(slots=True)
class Split:
    """One part on its way: its files, documents, bytes in memory, spans, and those of them that are in `ner_tags`."""

    name: str
    files: int = 0
    examples: int = 0
    bytes: int = 0
    spans: int = 0
    tagged: int = 0

    @property
    def file(self) -> str:
        """The file that is being written."""
        return f"data/{self.name}-{max(0, self.files - 1):05}.parquet"


class Features:
    """The columns of a data set whose spans have these labels."""

    def __init__(self, labels: Sequence[str]) -> None:
        self.labels = list(labels)
        self.tags = ["O", *(f"{prefix}-{label}" for label in labels for prefix in "BI")]
        self._label = {label: n for n, label in enumerate(self.labels)}
        self._tag = {tag: n for n, tag in enumerate(self.tags)}

    def label(self, name: str) -> int:
        """The number of a label. Raises RefusedError("format.label")."""
        if name not in self._label:
            raise RefusedError("format.label", label=name)
        return self._label[name]

    def tag(self, name: str) -> int:
        """The number of an IOB2 tag. Raises RefusedError("format.label")."""
        if name not in self._tag:
            raise RefusedError("format.label", label=name[2:])
        return self._tag[name]

    def arrow(self, extra: str, name: str) -> Any:
        """The schema of a parquet file, the features as JSON in its metadata."""
        arrow: Any = needed("pyarrow", extra, name)
        kinds = {"string": arrow.string(), "int64": arrow.int64(), "float64": arrow.float64(), "": arrow.int64()}
        span = arrow.struct([(key, kinds[kind]) for key, kind in {**_SPAN, "attributes": "string"}.items()])
        link = arrow.struct([(key, kinds[kind]) for key, kind in _LINK.items()])
        columns = [
            *((column, arrow.string()) for column in _TEXTS),
            ("tokens", arrow.list_(arrow.string())),
            ("ner_tags", arrow.list_(arrow.int64())),
            ("spans", arrow.list_(span)),
            ("relations", arrow.list_(link)),
            ("document_labels", arrow.list_(arrow.string())),
        ]
        told = json.dumps({"info": {"features": self.json()}}, ensure_ascii=False)
        return arrow.schema(columns, metadata={"huggingface": told})

    def json(self) -> dict[str, Any]:
        """The features as `datasets` writes them into parquet files; `Sequence` is what all its versions read."""
        span = {key: _value(kind) if kind else _class(self.labels) for key, kind in _SPAN.items()}
        return {
            **{column: _value("string") for column in _TEXTS},
            "tokens": {"feature": _value("string"), "_type": "Sequence"},
            "ner_tags": {"feature": _class(self.tags), "_type": "Sequence"},
            "spans": [{**span, "attributes": _value("string")}],
            "relations": [{key: _value(kind) for key, kind in _LINK.items()}],
            "document_labels": {"feature": _value("string"), "_type": "Sequence"},
        }

    def yaml(self) -> Iterator[str]:
        """The features as a card has them, line by line."""
        for column in _TEXTS:
            yield from (f"- name: {column}", "  dtype: string")
        yield from ("- name: tokens", "  sequence: string", "- name: ner_tags", "  sequence:")
        yield from _indented(4, _names(self.tags))
        yield from ("- name: spans", "  list:")
        for key, kind in {**_SPAN, "attributes": "string"}.items():
            yield f"  - name: {key}"
            yield from (f"    dtype: {kind}",) if kind else ("    dtype:", *_indented(6, _names(self.labels)))
        yield from ("- name: relations", "  list:")
        for key, kind in _LINK.items():
            yield from (f"  - name: {key}", f"    dtype: {kind}")
        yield from ("- name: document_labels", "  sequence: string")


def card(features: Features, splits: Sequence[Split]) -> str:
    """The README of a data set: YAML in front for programs, then what people want to know."""
    front = [
        "language:", "- vi", "task_categories:", "- token-classification", "task_ids:", "- named-entity-recognition",
        "configs:", "- config_name: default", "  data_files:",
    ]  # fmt: skip
    for split in splits:
        front += [f"  - split: {split.name}", f"    path: data/{split.name}-*.parquet"]
    front += ["dataset_info:", "  features:", *_indented(2, features.yaml()), "  splits:"]
    for split in splits:
        front += [f"  - name: {split.name}", f"    num_bytes: {split.bytes}", f"    num_examples: {split.examples}"]
    total = sum(split.bytes for split in splits)
    front += [f"  download_size: {total}", f"  dataset_size: {total}"]
    return "\n".join(["---", *front, "---", "", *_told(features, splits)]) + "\n"


def _told(features: Features, splits: Sequence[Split]) -> Iterator[str]:
    yield from (
        "# Vietnamese news with annotated spans",
        "",
        "Each row is one article. `spans` holds every span: `start` and `end` count Unicode code points of `text`,",
        "half-open, and `quote` is the text between them. `tokens` and `ner_tags` (IOB2) hold the outermost of the",
        "spans that begin and end with a token.",
        "",
        "| split | articles | spans | in `ner_tags` |",
        "|---|---:|---:|---:|",
    )
    for split in splits:
        yield f"| {split.name} | {split.examples} | {split.spans} | {split.tagged} |"
    yield from ("", "Labels: " + (", ".join(f"`{label}`" for label in features.labels) or "none") + ".")


def _value(kind: str) -> dict[str, str]:
    return {"dtype": kind, "_type": "Value"}


def _class(names: Sequence[str]) -> dict[str, Any]:
    return {"names": list(names), "_type": "ClassLabel"}


def _names(names: Sequence[str]) -> Iterator[str]:
    yield from ("class_label:", "  names:")
    yield from (f"    '{n}': {json.dumps(name, ensure_ascii=False)}" for n, name in enumerate(names))


def _indented(width: int, lines: Iterator[str]) -> Iterator[str]:
    return (" " * width + line for line in lines)
