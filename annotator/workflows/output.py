"""Files of a data set on their way to disk: written aside, then put in their place, whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import PurePath
from typing import BinaryIO

from annotator.core.errors import ProjectError, RefusedError
from annotator.core.file_names import cut
from annotator.formats.protocol import Entry, Format, Piece
from annotator.formats.source import FileSource, Source
from annotator.workflows import own_files

_NAMED = 100
"""So many bytes of an output's name begin the name of the folder beside it."""

_BUFFER = 1 << 20
"""Bytes of an output that are written at once; pieces are articles, which are about as large as Python's buffer."""

_BEFORE = ".before"
"""What the name of something ends in that was at the place of an output."""


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
        if self._is_folder:
            own_files.keep(self._made, self._files)

    def sources(self) -> list[Source]:
        """The files written, in order."""
        return [FileSource(path) for path in self._files]

    def check(self) -> None:
        """Whether it can be put in its place, as far as that can be told.

        Raises RefusedError: "output.folder" for a folder that holds what this export would not write and no earlier
        one has written, "output.place" for what is neither a file nor a folder as the format writes it.
        """
        if not os.path.lexists(self.path):
            return
        is_right = os.path.isdir(self.path) if self._is_folder else os.path.isfile(self.path)
        if not is_right:
            raise RefusedError("output.place", path=self.path)
        mine = {os.path.relpath(file, self._made) for file in self._files}
        earlier = own_files.OwnFiles(self.path)
        for folder, folders, names in os.walk(self.path) if self._is_folder else ():
            empty = [folder] if not (folders or names) and folder != self.path else []
            links = [name for name in folders if os.path.islink(os.path.join(folder, name))]
            for other in (*names, *links, *empty):
                path = os.path.join(folder, other)
                if os.path.relpath(path, self.path) not in mine and (other in empty or path not in earlier):
                    raise RefusedError("output.folder", path=self.path, file=os.path.basename(other))

    def put(self) -> None:
        """Puts what was written in its place; what was there before stays aside until `put_back` cannot be wanted.

        At every moment there is the old file or the new one; a folder that is replaced is away between two renames.
        """
        if os.path.lexists(self.path):
            if self._is_folder:
                os.rename(self.path, self._before)
            else:
                shutil.copymode(self.path, self._made)
                _name_twice(self.path, self._before)
        os.replace(self._made, self.path)

    def put_back(self) -> None:
        """Takes what was written out of its place again and puts back what was there before, if anything was."""
        is_put = not os.path.lexists(self._made)
        if is_put and (self._is_folder or not os.path.lexists(self._before)):
            os.rename(self.path, self._made)
        if os.path.lexists(self._before):
            os.replace(self._before, self.path)

    @property
    def _before(self) -> str:
        return f"{self._made}{_BEFORE}"

    def _begin(self, path: str) -> BinaryIO:
        self._files.append(path)
        return open(path, "xb", buffering=_BUFFER)

    def _inside(self, name: str) -> str:
        """The path of a file in the folder; a format's names never lead out of it."""
        parts = PurePath(name).parts
        if not parts or PurePath(name).is_absolute() or ".." in parts:
            raise RefusedError("output.name", name=name)
        path = os.path.join(self._made, *parts)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        return path


def _name_twice(path: str, other: str) -> None:
    """Gives a file a second name; where the disk knows no links it moves there."""
    try:
        os.link(path, other)
    except OSError:
        os.rename(path, other)


def _close(file: BinaryIO | None) -> None:
    if file is not None:
        with file:
            file.flush()
            os.fsync(file.fileno())


@contextmanager
def written_aside(paths: Iterable[str], format_: Format) -> Iterator[list[Output]]:
    """Outputs to be written; when the block ends well all are put in their places, else everything is as it was.

    Links are followed. Raises ProjectError: "output.failed", "output.not-written" (nothing was there
    before), "output.no-folder"; RefusedError: "output.folder", "output.place".
    """
    wanted = [os.path.realpath(path) for path in paths]
    at = wanted[0]
    if not os.path.isdir(folder := os.path.dirname(at)):
        raise ProjectError("output.no-folder", folder=folder)
    try:
        _sweep(wanted[0])
        aside = tempfile.mkdtemp(".part", _prefix(wanted[0]), os.path.dirname(wanted[0]))
        try:
            os.chmod(aside, 0o755)
            outputs = [Output(path, aside, format_.is_folder) for path in wanted]
            for output in outputs:
                at = output.path
                if not format_.is_folder:
                    output.check()
            at = wanted[0]
            yield outputs
            for output in outputs:
                at = output.path
                output.check()
            _put_all(outputs)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
    except _PutError as error:
        raise _failed(error.path, error.reason) from error
    except OSError as error:
        raise _failed(at, error.strerror or str(error)) from error


def _failed(path: str, reason: str) -> ProjectError:
    code = "output.failed" if os.path.lexists(path) else "output.not-written"
    return ProjectError(code, path=path, reason=reason)


class _PutError(Exception):
    """An output that could not be put in its place; all others are back where they were."""

    def __init__(self, path: str, error: OSError) -> None:
        super().__init__(path)
        self.path = path
        self.reason = error.strerror or str(error)


def _put_all(outputs: Iterable[Output]) -> None:
    done: list[Output] = []
    try:
        for output in outputs:
            done.append(output)
            output.put()
    except OSError as error:
        for output in reversed(done):
            output.put_back()
        raise _PutError(done[-1].path, error) from error


def _prefix(path: str) -> str:
    """What the folder beside an output begins with, which says whose it is."""
    return f".{cut(os.path.basename(path), _NAMED)}.{os.getpid()}."


def _sweep(path: str) -> None:
    """Takes away what an export to the same place left behind that was killed."""
    folder, name = os.path.split(path)
    mine = f".{cut(name, _NAMED)}."
    for found in os.listdir(folder):
        pid = found.removeprefix(mine).partition(".")[0]
        aside = os.path.join(folder, found)
        is_mine = found.startswith(mine) and found.endswith(".part") and pid.isdecimal() and not _lives(int(pid))
        if is_mine and os.path.isdir(aside) and not os.path.islink(aside):
            _empty(aside)


def _empty(aside: str) -> None:
    """Takes a folder aside away; what was at an output's place goes back there when nothing has come instead."""
    for found in os.listdir(aside):
        place = os.path.join(os.path.dirname(aside), found.removesuffix(_BEFORE))
        if found.endswith(_BEFORE) and not os.path.lexists(place):
            os.rename(os.path.join(aside, found), place)
    shutil.rmtree(aside, ignore_errors=True)


def _lives(pid: int) -> bool:
    """Whether a process of this number runs here; said of all where that cannot be told."""
    if not os.path.isdir("/proc/self"):
        return True
    return os.path.isdir(f"/proc/{pid}")
