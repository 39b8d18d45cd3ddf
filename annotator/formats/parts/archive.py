"""Zip archives: their members as sources, which are read where they are and never unpacked to disk.

An archive is bounded before anything of it is read: the number of its members, their sizes, and how much smaller they
are in it than out of it. What the members are called is for people only: no path is ever made of it.
(Format: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT.)
"""

from __future__ import annotations

import io
import re
import stat
import struct
import weakref
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from typing import IO, BinaryIO

from annotator.core.decoding import decode
from annotator.core.errors import InputError
from annotator.formats.source import Source, read_whole, reading_error

SUFFIX = ".zip"
MAGIC = b"PK\x03\x04"

MEMBERS = 20_000
"""The most members of an archive."""

MEMBER = 512 * 1024 * 1024
"""The most bytes of a member."""

TOTAL = 2 * 1024 * 1024 * 1024
"""The most bytes of all members together."""

RATIO = 200
"""How many times larger than in the archive a member may be; text comes to 3 to 30."""

_SMALL = 1024 * 1024
"""A member of so few bytes may be of any ratio."""

_DIRECTORY = 8 * 1024 * 1024
"""The most bytes of the list of members, which is read at once."""

_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""The ways of packing that unpack piece by piece; bzip2 and LZMA make gigabytes of one piece."""

_ENCRYPTED = 0x1
_UTF8 = 0x800
_STEP = 64 * 1024
_LONGEST = 255
_UNSHOWN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""Control characters, and marks of direction that make a name look like another one."""

_FAILURES = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, RuntimeError, ValueError, OverflowError)
"""What `zipfile` says of damaged archives."""


class Member:
    """A file in an archive. `inner` is its path there, of parts that are neither empty nor `..`."""

    def __init__(self, archive: _Archive, inner: str, info: zipfile.ZipInfo) -> None:
        self.inner = inner
        self.path = f"{archive.source.path}/{inner}"
        self.name = inner.rpartition("/")[2]
        self._archive = archive
        self._info = info
        self._is_sound = False

    def open(self) -> BinaryIO:
        """The member's bytes, once all of them are known to be sound.

        Raises InputError: "input.unreadable", "archive.member-damaged".
        """
        if not self._is_sound:
            with self._open() as file:
                while file.read(_STEP):
                    pass
            self._is_sound = True
        return self._open()

    def beside(self, name: str) -> Member | None:
        """The member of this name in the same folder of the archive."""
        inner = self.inner[: len(self.inner) - len(self.name)] + name
        info = None if "/" in name else self._archive.infos.get(inner)
        return Member(self._archive, inner, info) if info else None

    def _open(self) -> BinaryIO:
        try:
            file = self._archive.zip.open(self._info)
        except (OSError, *_FAILURES) as error:
            raise _failed(self.path, error) from error
        return io.BufferedReader(_Guarded(file, self.path), _STEP)


class _Guarded(io.RawIOBase):
    """A member's bytes, with what goes wrong in reading them as an error with a code."""

    def __init__(self, file: IO[bytes], path: str) -> None:
        self._file = file
        self._path = path

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fills a buffer."""
        try:
            data = self._file.read(len(buffer))
        except (OSError, *_FAILURES) as error:
            raise _failed(self._path, error) from error
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        """Lets go of the member; the archive stays open."""
        self._file.close()
        super().close()


class _Archive:
    """An archive that is open as long as any of its members is known."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.infos: dict[str, zipfile.ZipInfo] = {}
        """The members that can be read, by their paths in it."""
        file = source.open()
        if not file.seekable():  # it is in an archive itself, as a Word document may be
            file.close()
            file = io.BytesIO(read_whole(source))
        weakref.finalize(self, file.close)
        directory = _Directory(file)
        try:
            self.zip = zipfile.ZipFile(directory)
        except OSError as error:
            raise reading_error(source.path, error) from error
        except _FAILURES as error:
            code = "archive.members" if directory.is_too_large else "archive.damaged"
            raise InputError(code, path=source.path, limit=MEMBERS) from error
        directory.is_read = True


class _Directory:
    """The file of an archive, of which `zipfile` is not given a longer list of members than we will have."""

    def __init__(self, file: BinaryIO) -> None:
        self.is_read = False
        self.is_too_large = False
        self._file = file
        self.seek, self.tell, self.seekable = file.seek, file.tell, file.seekable

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        if self.is_read:
            return self._file.read(size)
        data = self._file.read(size if 0 <= size <= _DIRECTORY else _DIRECTORY + 1)
        if len(data) > _DIRECTORY:
            self.is_too_large = True
            raise zipfile.BadZipFile
        return data


def is_archive(source: Source) -> bool:
    """Whether a file is called one."""
    return source.name.lower().endswith(SUFFIX)


def members(source: Source) -> Iterator[Member | InputError]:
    """The members of an archive in order of their names, and for each that cannot be taken why not.

    Folders and what is hidden are passed over, archives in it are not opened. Raises InputError: "input.unreadable",
    "archive.damaged", "archive.members" (too many), "archive.too-large".
    """
    for inner, item in sorted(contents(source), key=lambda pair: pair[0]):
        if not _is_hidden(inner):
            yield item


def contents(source: Source) -> Iterator[tuple[str, Member | InputError]]:
    """All members of an archive with their paths in it, hidden ones too. Raises InputError as `members` does."""
    archive = _Archive(source)
    infos = archive.zip.infolist()
    if len(infos) > MEMBERS:
        raise InputError("archive.members", path=source.path, limit=MEMBERS)
    if sum(info.file_size for info in infos) > TOTAL:
        raise InputError("archive.too-large", path=source.path, limit=TOTAL // (1024 * 1024))
    for info in infos:
        inner = cleaned(_name(info))
        if not inner or info.is_dir():
            continue
        refused = "archive.twice" if inner in archive.infos else _refused(info, inner)
        values = {"path": f"{source.path}/{inner}", "limit": MEMBER // (1024 * 1024), "ratio": RATIO}
        if not refused:
            archive.infos[inner] = info
        yield inner, InputError(refused, **values) if refused else Member(archive, inner, info)


def _refused(info: zipfile.ZipInfo, inner: str) -> str:
    """Why a member is not read; empty when it is."""
    reasons = {
        "archive.encrypted": bool(info.flag_bits & _ENCRYPTED),
        "archive.not-a-file": stat.S_IFMT(info.external_attr >> 16) not in (0, stat.S_IFREG),
        "archive.nested": inner.lower().endswith(SUFFIX),
        "archive.method": info.compress_type not in _METHODS,
        "archive.member-too-large": info.file_size > MEMBER,
        "archive.ratio": info.file_size > max(_SMALL, RATIO * info.compress_size),
    }
    return next((code for code, is_so in reasons.items() if is_so), "")


def cleaned(name: str) -> str:
    """The path of a member without what leads out of the archive or cannot be shown; empty when nothing is left."""
    parts = (_UNSHOWN.sub("\ufffd", part)[-_LONGEST:] for part in re.split(r"[/\\]|^[A-Za-z]:", name))
    return "/".join(part for part in parts if part.strip(". "))


def _is_hidden(inner: str) -> bool:
    """What systems leave in archives for themselves."""
    return inner.startswith("__MACOSX/") or any(part.startswith(".") for part in inner.split("/"))


def _name(info: zipfile.ZipInfo) -> str:
    """The name of a member: in UTF-8 or Vietnamese Windows writing, which many programs put there without saying so."""
    name = info.filename
    if info.flag_bits & _UTF8 or name.isascii():
        return name
    with suppress(UnicodeEncodeError, InputError):
        return decode(name.encode("cp437")).text
    return name


def _failed(path: str, error: Exception) -> InputError:
    if isinstance(error, OSError) and error.errno is not None:
        return reading_error(path, error)
    return InputError("archive.member-damaged", path=path)
