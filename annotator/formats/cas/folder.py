"""The folder that both forms of UIMA CAS are: a file for each document, and the types of all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from annotator.core.exchange import AnnotatedDocument, DataSet
from annotator.core.file_names import FileNames
from annotator.formats.cas import types
from annotator.formats.protocol import Entry, Piece


def files(
    documents: Iterable[AnnotatedDocument],
    data: DataSet,
    ending: str,
    written: Callable[[AnnotatedDocument, set[str]], Iterator[str]],
) -> Iterator[Piece]:
    """Each document as `written` from it and the features known so far, then the type system."""
    names = FileNames()
    features = types.ruled(data.labels)
    for document in documents:
        features |= types.used(document)
        yield Entry(f"{names.stem(document.name)}{ending}")
        yield from written(document, features)
    yield Entry(types.TYPE_SYSTEM)
    yield from types.as_xml(types.types(features))
