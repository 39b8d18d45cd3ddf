"""A disk that loses its power: what may be left of the files that a process was writing.

Taken for granted is what SQLite takes for granted too (its `SQLITE_POWERSAFE_OVERWRITE`): a write that a power cut hits
does no harm to bytes beside it. Nothing else is: what was written since the last sync of a file may be there or not, in
any order, torn or garbled, and a name that was made or taken away since the last sync of its folder too.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from fault_strace import Call, name_of, strings

TRACED = ("pwrite64", "write", "ftruncate", "fsync", "fdatasync", "openat", "unlink")
OTHER_WRITERS = ("pwritev", "pwritev2", "writev", "sync_file_range", "truncate", "rename", "renameat2", "fallocate")
"""Calls that SQLite might write with elsewhere; the model knows nothing of them, so there must be none."""
STRACE = ("-y", "-xx", "-s", "1000000", "-e", "trace=" + ",".join((*TRACED, *OTHER_WRITERS)))

Operation = tuple[int, bytes | None]
"""Bytes written at an offset; None cuts the file there or makes it that long."""
Fate = Callable[[bytes, random.Random], bytes | None]
"""What becomes of a piece of a write: itself, something else of that length, or None for nothing at all."""


@dataclass
class File:
    """What is safely on the disk, None for no such name, and what was done since."""

    safe: bytes | None
    pending: list[Operation] = field(default_factory=list)
    has_name: bool = True
    """Whether the name is safely in its folder."""
    is_removed: bool = False

    def sync(self) -> None:
        """Everything so far is safe."""
        self.safe = _applied(self.safe or b"", self.pending)
        self.pending = []


class Disk:
    """The files of one folder, followed call by call."""

    def __init__(self, folder: Path, names: Iterable[str]) -> None:
        self._folder = str(folder)
        files = {name: folder / name for name in names}
        self.files = {name: File(path.read_bytes() if path.exists() else None) for name, path in files.items()}

    def follow(self, call: Call) -> None:
        """Takes over one call. Raises ValueError for one that the model does not know."""
        arguments = call.arguments.split(", ")
        if call.name == "unlink":
            self._each(os.fsdecode(strings(arguments[0])[0]), lambda file: setattr(file, "is_removed", True))
        elif call.name == "openat":
            if call.result >= 0:
                self._each(os.fsdecode(strings(arguments[1])[0]), _made)
        elif call.name in ("fsync", "fdatasync") and name_of(arguments[0]) == self._folder:
            for file in self.files.values():
                file.has_name = file.has_name or file.safe is not None
        else:
            self._each(name_of(arguments[0]), lambda file: _change(file, call, arguments))

    def _each(self, path: str, act: Callable[[File], None]) -> None:
        folder, name = os.path.split(path)
        if folder == self._folder and name in self.files:
            act(self.files[name])

    def cut(self, chance: random.Random) -> dict[str, bytes]:
        """What is left of each file when the power goes now; those that are not there are left out."""
        left = {name: _left(file, chance) for name, file in self.files.items()}
        return {name: content for name, content in left.items() if content is not None}


def _made(file: File) -> None:
    """A name that is opened is made where there was none, or none any more: it is another file then."""
    if file.safe is None or file.is_removed:
        file.safe, file.pending, file.has_name, file.is_removed = b"", [], False, False


def _change(file: File, call: Call, arguments: Sequence[str]) -> None:
    if call.name in ("fsync", "fdatasync"):
        file.sync()
    elif call.name == "pwrite64":
        file.pending.append((int(arguments[3]), strings(arguments[1])[0][: call.result]))
    elif call.name == "ftruncate":
        file.pending.append((int(arguments[1]), None))
    else:
        raise ValueError(f"{call.name} on the project file")


def _left(file: File, chance: random.Random) -> bytes | None:
    if file.safe is None or (not file.has_name and chance.random() < 0.5):
        return None
    if file.is_removed and chance.random() < 0.5:
        return None
    fates = chance.choice(_STYLES)
    pieces = list(_pieces(file.pending, chance.choice((512, 4096))))
    if chance.random() < 0.3:
        chance.shuffle(pieces)
    return _applied(file.safe, _fallen(pieces, fates, chance))


def _pieces(operations: Iterable[Operation], unit: int) -> Iterator[Operation]:
    """The operations with each write cut where the units of the disk begin."""
    for offset, content in operations:
        if content is None:
            yield offset, None
            continue
        at = 0
        while at < len(content):
            upto = min(len(content), at + unit - (offset + at) % unit)
            yield offset + at, content[at:upto]
            at = upto


def _fallen(pieces: Iterable[Operation], fates: Sequence[Fate], chance: random.Random) -> Iterator[Operation]:
    for offset, content in pieces:
        left = chance.choice(fates)(b"" if content is None else content, chance)
        if left is not None:
            yield offset, None if content is None else left


def _kept(piece: bytes, _chance: random.Random) -> bytes:
    return piece


def _dropped(_piece: bytes, _chance: random.Random) -> None:
    return None


def _torn(piece: bytes, chance: random.Random) -> bytes:
    return piece[: chance.randrange(len(piece) + 1)]


def _garbled(piece: bytes, chance: random.Random) -> bytes:
    return chance.randbytes(len(piece))


_STYLES: tuple[tuple[Fate, ...], ...] = (
    (_kept,),
    (_dropped,),
    (_kept, _dropped),
    (_kept, _kept, _kept, _kept, _dropped),
    (_kept, _kept, _torn),
    (_kept, _kept, _garbled),
    (_kept, _dropped, _torn, _garbled),
)


def _applied(content: bytes, operations: Iterable[Operation]) -> bytes:
    image = bytearray(content)
    for offset, written in operations:
        end = offset if written is None else offset + len(written)
        image.extend(bytes(max(0, (end if written is None else offset) - len(image))))
        if written is None:
            del image[offset:]
        else:
            image[offset:end] = written
    return bytes(image)
