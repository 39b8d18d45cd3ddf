"""Names for files, made of titles and names of documents, people and projects: safe on every system, and each once."""

from __future__ import annotations

import re
import unicodedata

_UNSAFE = frozenset('<>:"/\\|?*')
"""What Windows has no place for in a name; "/" is no other system's either."""

_NO_NAMES = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})
"""Controls, marks that nobody sees but that make a name look like another, halves of characters, and what no version of
Unicode knows yet, which macOS refuses."""

_RESERVED = re.compile(
    r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$) *(\..*)?", re.IGNORECASE | re.DOTALL
)
"""Names of devices on Windows, with any ending
(https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file)."""

_ENDING = re.compile(r"(?<=.)\.[A-Za-z][A-Za-z0-9]{0,5}\Z", re.DOTALL)
"""The ending of a file, which "TP. Huế" and "Tăng 2.5" have not."""

LONGEST = 120
"""So many bytes of a name stay in UTF-8. File systems take 255, encrypted ones 143, with number and ending."""


class FileNames:
    """Gives each document of one output a name of its own, without an ending.

    Names that differ in case or normalisation only would be one file on other systems, so they get numbers.
    """

    def __init__(self) -> None:
        self._taken: dict[str, int] = {}

    def stem(self, document: str) -> str:
        """The name for the files of a document, whose own name may have an ending: it goes."""
        stem = safe(without_ending(document))
        number = self._taken.get(_twin(stem), 0)
        name = stem
        while _twin(name) in self._taken:
            number += 1
            name = f"{stem}-{number + 1}"
        self._taken[_twin(stem)] = number
        self._taken.setdefault(_twin(name), 0)
        return name


def safe(name: str) -> str:
    """A name that every system takes and no command takes for an option; "_" stands for what it cannot have.

    It is NFC, at most `LONGEST` bytes in UTF-8, the same for the same name, and safe names stay as they are.
    """
    found = unicodedata.normalize("NFC", "".join(map(_safe_letter, name)))
    found = cut(found.strip(" ."), LONGEST).strip(" .")
    if _RESERVED.fullmatch(found) or found.startswith(("-", "~")):
        found = cut(f"_{found}", LONGEST).rstrip(" .")
    return found or "_"


def without_ending(name: str) -> str:
    """The name of a file without its ending, if it has one."""
    return _ENDING.sub("", name)


def cut(name: str, longest: int) -> str:
    """As much of a name as has room in so many bytes of UTF-8; no letter loses its marks."""
    data = name.encode("utf-8", "replace")
    if len(data) <= longest:
        return name
    end = len(data[:longest].decode("utf-8", "ignore"))
    while end and unicodedata.combining(name[end]):
        end -= 1
    return name[:end]


def _safe_letter(letter: str) -> str:
    kind = unicodedata.category(letter)
    if kind == "Zs":
        return " "
    return "_" if letter in _UNSAFE or kind in _NO_NAMES else letter


def _twin(name: str) -> str:
    """The same for names that are one file where case and normalisation do not count."""
    return unicodedata.normalize("NFD", unicodedata.normalize("NFD", name).upper().casefold())
