"""What an export wrote into a folder, listed in the folder itself, so that the next export there knows its own files.

It holds a checksum for each file: one that was changed since, or put there by somebody else, is not to be removed.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from pathlib import Path

NAME = ".annotator-files.json"
"""The list; hidden, as readers of folders pass over."""

_LARGEST = 64 * 1024 * 1024
"""The most bytes of a list that is read: some 500,000 files."""


def keep(folder: str, files: Iterable[str]) -> None:
    """Writes the list of these files, which lie in the folder. Raises OSError."""
    found = {Path(file).relative_to(folder).as_posix(): _checksum(Path(file)) for file in files}
    with open(os.path.join(folder, NAME), "x", encoding="utf-8") as list_:
        json.dump({"files": found}, list_, ensure_ascii=False)
        list_.flush()
        os.fsync(list_.fileno())


class OwnFiles:
    """The list of a folder, empty when there is none or none that can be read."""

    def __init__(self, folder: str) -> None:
        self._folder = Path(folder)
        self._checksums = _read(self._folder / NAME)

    def __contains__(self, file: str) -> bool:
        """Whether a file in the folder is one that an export wrote and that is as it was. Raises OSError."""
        path = Path(file)
        if path.is_symlink() or not path.is_file():
            return False
        name = path.relative_to(self._folder).as_posix()
        return name == NAME or (name in self._checksums and _checksum(path) == self._checksums[name])


def _read(path: Path) -> dict[str, object]:
    try:
        if path.is_symlink() or not path.is_file() or path.stat().st_size > _LARGEST:
            return {}
        found = json.loads(path.read_text("utf-8"))["files"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _checksum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=20)).hexdigest()
