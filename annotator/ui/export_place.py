"""Whether what stands where a data set shall be written can be replaced by it."""

from __future__ import annotations

import os

from annotator.core.errors import RefusedError
from annotator.formats.protocol import Format
from annotator.workflows import own_files

_BESIDE = {
    "brat": (".txt", ".conf"),
    "cas-json": (".xml",),
    "cas-xmi": (".xml",),
    "gate": (),
    "huggingface": (".md",),
    "label-studio": (".xml",),
    "vlsp2018": (),
}
"""What a format that writes a folder writes beside its own files."""


def is_taken(path: str) -> bool:
    """Whether something stands there; an empty folder is nothing."""
    return os.path.lexists(path) and not (os.path.isdir(path) and not os.listdir(path))


def check_place(path: str, format_: Format) -> None:
    """Whether what is there may be an earlier export in this format; which files it has to be is told by the export.

    Raises RefusedError: "output.place" for a folder in place of a file or the reverse, "output.folder" for a folder
    with a file that the format never writes.
    """
    if not (os.path.isdir(path) if format_.is_folder else os.path.isfile(path)):
        raise RefusedError("output.place", path=path)
    if not format_.is_folder or format_.name not in _BESIDE:
        return
    endings = (*format_.suffixes, *_BESIDE[format_.name])
    for _, _, names in os.walk(path):
        for name in sorted(names):
            if not name.lower().endswith(endings) and name != own_files.NAME:
                raise RefusedError("output.folder", path=path, file=name)
