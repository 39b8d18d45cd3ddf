"""What all formats of other programs need on their way in: label names of ours, spans that fit."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import BinaryIO

from annotator.core import labels
from annotator.core.errors import InputError
from annotator.core.exchange import Mark
from annotator.formats.parts.anchoring import anchored
from annotator.formats.protocol import Notice
from annotator.formats.source import Source

_BLANKS = re.compile(r"\s+")
_LISTED = 1000
"""So many labels of one file are told."""


class Renaming:
    """A source that takes note of the labels that are called otherwise here; what lies beside it adds to them."""

    def __init__(self, source: Source, renamed: dict[str, str] | None = None) -> None:
        self._source = source
        self.path = source.path
        self.name = source.name
        self.renamed: dict[str, str] = {} if renamed is None else renamed
        """The names here, by those that the file has."""

    def open(self) -> BinaryIO:
        """The file's bytes. Raises InputError("input.unreadable")."""
        return self._source.open()

    def beside(self, name: str) -> Renaming | None:
        """The file of this name in the same folder."""
        found = self._source.beside(name)
        return None if found is None else Renaming(found, self.renamed)

    def note(self, label: str, name: str) -> None:
        """Takes note of one label and what it is called here."""
        if len(self.renamed) < _LISTED:
            self.renamed[label] = name


def label_name(name: str, source: Source, line: int) -> str:
    """The name a label of another program has here: blanks become `_`.

    A source that is `Renaming` takes note of it. Raises InputError: "record.label", "record.zero".
    """
    trimmed = name.strip()
    found = _BLANKS.sub("_", trimmed)
    if "\0" in found:
        raise InputError("record.zero", path=source.path, line=line)
    if not labels.NAME.fullmatch(found):
        raise InputError("record.label", path=source.path, line=line, label=name)
    if found != trimmed and isinstance(source, Renaming):
        source.note(trimmed, found)
    return found


def fitting_mark(
    text: str, mark: Mark, source: Source, line: int, prefix: str = "", suffix: str = ""
) -> tuple[Mark, Notice | None]:
    """The span where its quote says that it is, and what is to be told when it was anchored anew.

    `mark.quote` is what the file says the covered text is; without one the offsets alone are checked. Raises
    InputError: "record.span" (outside the text), "record.quote" (the quote is elsewhere, and it is unclear where).
    """
    start, end, quote = mark.start, mark.end, mark.quote
    if not quote:
        if not 0 <= start < end <= len(text):
            raise InputError("record.span", path=source.path, line=line, start=start, end=end, length=len(text))
        return _at(mark, text, start, end), None
    found = anchored(text, start, end, quote, prefix, suffix)
    if found is None:
        raise InputError("record.quote", path=source.path, line=line, start=start, end=end, quote=quote)
    notice = None
    if found != (start, end):
        values = {"start": start, "end": end, "new_start": found[0], "new_end": found[1], "quote": quote}
        notice = Notice(InputError("record.anchored", path=source.path, line=line, **values))
    return _at(mark, text, *found), notice


def _at(mark: Mark, text: str, start: int, end: int) -> Mark:
    return replace(mark, start=start, end=end, quote=text[start:end])
