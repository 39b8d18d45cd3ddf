"""What tests ask of files that are read: the document, spans and problems in short."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from annotator.core.exchange import AnnotatedDocument
from annotator.formats.protocol import BadRecord, Content, Format, Notice, ReadOptions
from annotator.formats.source import FileSource


def read_bytes(format_: Format, path: Path, data: bytes, text_column: str = "") -> list[Content]:
    """What a format reads from a file with these bytes."""
    path.write_bytes(data)
    return list(format_.read(FileSource(str(path)), ReadOptions(text_column)))


def documents_of(contents: Sequence[Content]) -> list[AnnotatedDocument]:
    """The documents."""
    return [content for content in contents if isinstance(content, AnnotatedDocument)]


def document_of(contents: Sequence[Content]) -> AnnotatedDocument:
    """The one document."""
    (found,) = documents_of(contents)
    return found


def spans_of(contents: Sequence[Content]) -> list[tuple[str, str]]:
    """Label and covered text of all spans of all documents."""
    layers = (layer for document in documents_of(contents) for layer in document.annotations)
    return [(mark.label, mark.quote) for layer in layers for mark in layer.spans]


def bad(contents: Sequence[Content]) -> list[tuple[str, object]]:
    """Code and line of what was left out."""
    return [(each.error.code, each.error.values.get("line")) for each in contents if isinstance(each, BadRecord)]


def notices(contents: Sequence[Content]) -> list[tuple[str, object]]:
    """Code and line of what is told."""
    return [(each.error.code, each.error.values.get("line")) for each in contents if isinstance(each, Notice)]
