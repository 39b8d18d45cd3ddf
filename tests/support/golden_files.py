"""What a format writes as files in memory, to be compared with the golden files in `tests/data/formats`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from annotator.core.exchange import AnnotatedDocument, DataSet
from annotator.formats.fitting import Choices, fit
from annotator.formats.protocol import Entry, Format, WriteOptions

FORMATS = Path(__file__).parents[1] / "data" / "formats"


def written_files(
    format_: Format, documents: Sequence[AnnotatedDocument], data: DataSet, options: WriteOptions
) -> dict[str, bytes]:
    """The files that a format writes of documents, fitted first; of one file alone the name is empty."""
    found: dict[str, bytes] = {}
    name = ""
    fitted = (fit(document, format_, options, Choices()).document for document in documents)
    for piece in format_.write(fitted, data, options):
        if isinstance(piece, Entry):
            name = piece.name
            assert name not in found
            found[name] = b""
        else:
            found[name] = found.get(name, b"") + (piece.encode("utf-8") if isinstance(piece, str) else piece)
    return found


def golden_folder(name: str) -> dict[str, bytes]:
    """The golden files of a format that is a folder, by their names."""
    return {path.name: path.read_bytes() for path in sorted((FORMATS / name).iterdir())}
