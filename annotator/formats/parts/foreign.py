"""What all formats of other programs need on their way in: label names of ours, spans that fit."""

from __future__ import annotations

import re
from dataclasses import replace

from annotator.core import labels
from annotator.core.errors import InputError
from annotator.core.exchange import Mark
from annotator.formats.parts.anchoring import anchored
from annotator.formats.protocol import Notice
from annotator.formats.source import Source

_BLANKS = re.compile(r"\s+")


def label_name(name: str, source: Source, line: int) -> str:
    """The name a label of another program has here: blanks become `_`. Raises InputError("record.label")."""
    found = _BLANKS.sub("_", name.strip())
    if not labels.NAME.fullmatch(found):
        raise InputError("record.label", path=source.path, line=line, label=name)
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
