"""The files that an import means: those named, those in the folders named, and those in archives among them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from annotator import formats
from annotator.core.errors import AnnotatorError, InputError
from annotator.formats.parts import archive
from annotator.formats.protocol import Format, Holds
from annotator.formats.source import FileSource, Source, read_head
from annotator.storage.project import SUFFIX

_PLAIN = ".txt"
"""What is called so is told when it cannot be read, whatever is in it."""


class Problem(NamedTuple):
    """Something that was left out, and why; a notice is nothing to be mended (a text that is there already)."""

    path: str
    error: AnnotatorError
    is_notice: bool = False


def find_files(paths: Iterable[str]) -> Iterator[Source | Problem]:
    """Each file once: those named as they are, folders and archives with all in them, sorted.

    Of folders and archives only files with an ending that a format reads are taken, hidden ones are not, nor those
    that are only read along with another one. A folder or an archive without any, and a path where nothing is, are
    problems; a file of another program that shares such an ending is a notice.
    """
    seen: set[str] = set()
    for path in paths:
        found = _in_folder(path) if os.path.isdir(path) else _alone(path)
        for item in found:
            if isinstance(item, Problem):
                yield item
            elif (real := os.path.realpath(item.path)) not in seen:
                seen.add(real)
                yield from _in_archive(item) if _is_archive(item) else (item,)


def exact_first(
    sources: Iterable[Source | Problem], chosen: Mapping[str, str], otherwise: str
) -> Iterator[tuple[Source, Format] | Problem]:
    """The same with their formats: those `chosen` for paths, `otherwise` for all others, or what they are recognised
    as. Those last whose formats have no exact texts."""
    last = []
    for source in sources:
        if isinstance(source, Problem):
            yield source
            continue
        try:
            format_ = _format_of(source, chosen.get(source.path) or otherwise)
        except AnnotatorError as error:
            yield Problem(source.path, error)
            continue
        if Holds.TEXT in format_.holds:
            yield source, format_
        else:
            last.append((source, format_))
    yield from last


def _format_of(source: Source, name: str) -> Format:
    format_ = formats.get(name) if name else formats.guess(source)
    if format_ is None:
        raise InputError("input.unknown-format", path=source.path)
    return format_


def _alone(path: str) -> Iterator[Source | Problem]:
    if path.endswith(SUFFIX):  # and is not read: it may be the one that is open
        yield Problem(path, InputError("import.project", path=path))
    elif os.path.isfile(path):
        yield FileSource(path)
    else:
        code = "input.not-a-file" if os.path.exists(path) else "input.missing"
        yield Problem(path, InputError(code, path=path))


def _in_folder(path: str) -> Iterator[Source | Problem]:
    failed: list[OSError] = []
    count = 0
    choice = _Choice()
    for folder, folders, files in os.walk(path, onerror=failed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            source = FileSource(os.path.join(folder, name))
            if name.startswith("."):
                continue
            if found := source if archive.is_archive(source) else choice.taken(source):
                count += 1
                yield found
    for error in failed:
        where = str(error.filename)
        yield Problem(where, InputError("input.unreadable", path=where, reason=error.strerror))
    if not count and not failed:
        yield Problem(path, InputError("import.nothing", path=path))


def _is_archive(source: Source) -> bool:
    """By the ending; a file without one that a format reads also by how it begins."""
    if archive.is_archive(source):
        return True
    if source.name.lower().endswith(tuple(formats.suffixes(reading=True))):
        return False
    try:
        return read_head(source).startswith(archive.MAGIC) and formats.guess(source) is None
    except InputError:
        return False


def _in_archive(source: Source) -> Iterator[Source | Problem]:
    count = 0
    choice = _Choice()
    try:
        for item in archive.members(source):
            if found := Problem(str(item.values["path"]), item) if isinstance(item, InputError) else choice.taken(item):
                count += 1
                yield found
    except InputError as error:
        yield Problem(source.path, error)
        return
    if not count:
        yield Problem(source.path, InputError("import.nothing", path=source.path))


class _Choice:
    """Which of many files are taken: those with the ending of a format whose content is not something else."""

    def __init__(self) -> None:
        self._endings = tuple(formats.suffixes(reading=True))

    def taken(self, source: Source) -> Source | Problem | None:
        """The file itself; a notice for what is only called like a file of ours; None for what is passed over."""
        if not source.name.lower().endswith(self._endings):
            return None
        try:
            if formats.is_companion(source):
                return None
            if source.name.lower().endswith(_PLAIN) or formats.guess(source) is not None:
                return source
        except InputError:
            return source  # it is told where it is read
        return Problem(source.path, InputError("input.unknown-format", path=source.path), is_notice=True)
