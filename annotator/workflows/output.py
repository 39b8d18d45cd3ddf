"""Files of a data set on their way to disk: written aside, then put in their place, whole or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import PurePath
from typing import BinaryIO

from annotator.core.errors import ProjectError, RefusedError
from annotator.formats.protocol import Entry, Format, Piece
from annotator.formats.source import FileSource, Source


class Output:
    """One file, or one folder of files, that is written in a folder aside and then put in its place.

    Used by `written_aside`; every OSError becomes ProjectError("output.failed").
    """

    def __init__(self, path: str, aside: str, is_folder: bool) -> None:
        self.path = path
        self._made = os.path.join(aside, os.path.basename(path))
        self._is_folder = is_folder
        self._files: list[str] = []
        if is_folder:
            os.mkdir(self._made)

    def write(self, pieces: Iterable[Piece]) -> None:
        """Writes all pieces; each file is on the disk in the end."""
        file: BinaryIO | None = None
        try:
            for piece in pieces:
                if isinstance(piece, Entry):
                    _close(file)
                    file = self._begin(self._inside(piece.name))
                else:
                    file = file or self._begin(self._made)
                    file.write(piece.encode("utf-8") if isinstance(piece, str) else piece)
            if file is None and not self._is_folder:
                file = self._begin(self._made)
        finally:
            _close(file)

    def sources(self) -> list[Source]:
        """The files written, in order."""
        return [FileSource(path) for path in self._files]

    def check(self) -> None:
        """Raises RefusedError("output.folder") when a folder is there that holds what this export would not write."""
        if not self._is_folder or not os.path.isdir(self.path):
            return
        mine = {os.path.relpath(file, self._made) for file in self._files}
        for folder, _, names in os.walk(self.path):
            for name in names:
                if os.path.relpath(os.path.join(folder, name), self.path) not in mine:
                    raise RefusedError("output.folder", path=self.path, file=name)

    def put(self) -> None:
        """Puts what was written in its place; what was there before goes."""
        if self._is_folder and os.path.isdir(self.path):
            before = f"{self._made}.before"
            os.rename(self.path, before)
            os.rename(self._made, self.path)
            shutil.rmtree(before, ignore_errors=True)
        else:
            os.replace(self._made, self.path)

    def _begin(self, path: str) -> BinaryIO:
        self._files.append(path)
        return open(path, "xb")

    def _inside(self, name: str) -> str:
        """The path of a file in the folder; a format's names never lead out of it."""
        parts = PurePath(name).parts
        if not parts or PurePath(name).is_absolute() or ".." in parts:
            raise RefusedError("output.name", name=name)
        path = os.path.join(self._made, *parts)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        return path


def _close(file: BinaryIO | None) -> None:
    if file is not None:
        file.flush()
        os.fsync(file.fileno())
        file.close()


@contextmanager
def written_aside(paths: Iterable[str], format_: Format) -> Iterator[list[Output]]:
    """Outputs to be written; when the block ends well all are put in their places, else nothing is left of them.

    Raises ProjectError("output.failed"), RefusedError("output.folder").
    """
    wanted = [os.path.abspath(path) for path in paths]
    folder, name = os.path.split(wanted[0])
    aside = os.path.join(folder, f".{name}.{os.getpid()}.part")
    try:
        os.mkdir(aside)
        try:
            outputs = [Output(path, aside, format_.is_folder) for path in wanted]
            yield outputs
            for output in outputs:
                output.check()
            for output in outputs:
                output.put()
        finally:
            shutil.rmtree(aside, ignore_errors=True)
    except OSError as error:
        raise ProjectError("output.failed", path=wanted[0], reason=error.strerror or str(error)) from error
