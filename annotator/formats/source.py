"""Where a format reads from: a file, or a member of an archive that is never unpacked to disk."""

from __future__ import annotations

import os
from typing import BinaryIO, Protocol

from annotator.core.errors import InputError
from annotator.core.text import readable

WHOLE = 64 * 1024 * 1024
"""The most bytes of a file that a format reads at once; formats that stream take files of any size."""

RECORD = 32 * 1024 * 1024
"""The most bytes of one record of a file that is streamed."""

HEAD = 64 * 1024
"""The bytes of a file that its format is guessed from."""


_PIECE = 1024 * 1024


class Source(Protocol):
    """A file to read. `path` is how people are told of it; `name` is its last part."""

    @property
    def path(self) -> str:
        """The file's path; of a member, the archive's path and the name in it."""

    @property
    def name(self) -> str:
        """The file's name with its ending, without folders."""

    def open(self) -> BinaryIO:
        """The file's bytes from the start. Raises InputError("input.unreadable")."""

    def beside(self, name: str) -> Source | None:
        """The file of this name in the same folder, None when there is none."""


class FileSource:
    """A file on disk."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.name = readable(os.path.basename(path))

    def open(self) -> BinaryIO:
        """The file's bytes. Raises InputError("input.unreadable")."""
        try:
            return open(self.path, "rb")
        except OSError as error:
            raise reading_error(self.path, error) from error

    def beside(self, name: str) -> FileSource | None:
        """The file of this name in the same folder, never one elsewhere."""
        if name != os.path.basename(name):
            return None
        path = os.path.join(os.path.dirname(self.path), name)
        return FileSource(path) if os.path.isfile(path) else None


def stem(source: Source) -> str:
    """The name of a file without its ending."""
    return os.path.splitext(source.name)[0]


def read_whole(source: Source, limit: int = WHOLE) -> bytes:
    """All bytes of a file. Raises InputError: "input.unreadable", "input.too-large"."""
    data = bytearray()
    with source.open() as file:
        try:
            while len(data) <= limit and (piece := file.read(_PIECE)):
                data += piece
        except OSError as error:
            raise reading_error(source.path, error) from error
    if len(data) > limit:
        raise InputError("input.too-large", path=source.path, limit=limit // (1024 * 1024))
    return bytes(data)


def read_head(source: Source) -> bytes:
    """The first bytes of a file. Raises InputError("input.unreadable")."""
    with source.open() as file:
        try:
            return file.read(HEAD)
        except OSError as error:
            raise reading_error(source.path, error) from error


def reading_error(path: str, error: OSError) -> InputError:
    """What the system says about a file that cannot be read, as an error with a code."""
    return InputError("input.unreadable", path=path, reason=error.strerror or str(error))
