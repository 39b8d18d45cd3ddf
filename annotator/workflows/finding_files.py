"""The files that an import means: those named, and those in the folders named."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from annotator import formats
from annotator.core.errors import AnnotatorError, InputError


class Problem(NamedTuple):
    """Something that was left out, and why; a notice is nothing to be mended (a text that is there already)."""

    path: str
    error: AnnotatorError
    is_notice: bool = False


def find_files(paths: Iterable[str]) -> Iterator[str | Problem]:
    """Each file once: those named as they are, folders with all below them, sorted.

    Of folders only files that a format reads are taken, hidden ones are not. A folder without any, and a path where
    nothing is, are problems.
    """
    seen: set[str] = set()
    for path in paths:
        for found in _in_folder(path) if os.path.isdir(path) else _alone(path):
            if isinstance(found, Problem):
                yield found
            elif (real := os.path.realpath(found)) not in seen:
                seen.add(real)
                yield found


def _alone(path: str) -> Iterator[str | Problem]:
    if os.path.isfile(path):
        yield path
    else:
        code = "input.not-a-file" if os.path.exists(path) else "input.missing"
        yield Problem(path, InputError(code, path=path))


def _in_folder(path: str) -> Iterator[str | Problem]:
    failed: list[OSError] = []
    count = 0
    for folder, folders, files in os.walk(path, onerror=failed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith(".") and formats.for_path(name) is not None:
                count += 1
                yield os.path.join(folder, name)
    for error in failed:
        where = str(error.filename)
        yield Problem(where, InputError("input.unreadable", path=where, reason=error.strerror))
    if not count and not failed:
        yield Problem(path, InputError("import.nothing", path=path))
