"""Names for the files of a folder, made of the names of documents: safe on every system, and each once."""

from __future__ import annotations

import os
import re
import unicodedata

_UNSAFE = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"/\\|?*\u2028\u2029\ud800-\udfff\u200e\u200f\u202a-\u202e\u2066-\u2069]')
"""What Windows has no place for in a name, controls, and marks of direction, which make a name look like another."""

_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE | re.DOTALL)
"""Names of devices on Windows, with any ending."""

_BYTES = 150
"""So much of a name in UTF-8 stays; file systems take 255 with number and ending."""


class FileNames:
    """Gives each document of one output a name of its own, without an ending.

    Names that differ in case or normalisation only would be one file on other systems, so they get numbers.
    """

    def __init__(self) -> None:
        self._taken: dict[str, int] = {}

    def stem(self, document: str) -> str:
        """The name for the files of a document, whose own name may have an ending: it goes."""
        stem = safe(os.path.splitext(document)[0])
        number = self._taken.get(_twin(stem), 0)
        name = stem
        while _twin(name) in self._taken:
            number += 1
            name = f"{stem}-{number + 1}"
        self._taken[_twin(stem)] = number
        self._taken.setdefault(_twin(name), 0)
        return name


def safe(name: str) -> str:
    """A name that every system takes; "_" stands for what it cannot have."""
    found = _UNSAFE.sub("_", unicodedata.normalize("NFC", name))
    found = found.encode("utf-8")[:_BYTES].decode("utf-8", "ignore").strip(" .")
    if _RESERVED.fullmatch(found):
        found = f"_{found}"
    return found or "_"


def _twin(name: str) -> str:
    return unicodedata.normalize("NFC", name.casefold())
