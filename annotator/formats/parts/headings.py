"""What a document says about itself beside its text: how other formats carry it along, and take it back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from annotator.core.exchange import AnnotatedDocument
from annotator.formats.plain_text import described
from annotator.formats.source import Source, stem

FIELDS = ("name", "title", "source", "url", "author", "published", "language")


def told(document: AnnotatedDocument) -> dict[str, str]:
    """The fields that say something."""
    return {name: value for name in FIELDS if (value := getattr(document, name))}


def document(
    text: str, values: Mapping[str, Any], source: Source, number: int, meta: Mapping[str, Any] | None = None
) -> AnnotatedDocument:
    """A document with this text and the fields among `values` that are texts; the rest is guessed from the text.

    Without a name it is called after the file and the number of its record.
    """
    fields: dict[str, Any] = {name: values[name] for name in FIELDS if _is_told(values.get(name))}
    fields.setdefault("name", f"{stem(source)}-{number}")
    return described(AnnotatedDocument(text=text, meta=dict(meta or {}), **fields))


def _is_told(value: object) -> bool:
    return isinstance(value, str) and value != "" and "\0" not in value
