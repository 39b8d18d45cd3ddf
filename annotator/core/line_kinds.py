"""The kinds a line of a web dump can be, and which of them a reader is spared."""

from __future__ import annotations

from enum import StrEnum


class LineKind(StrEnum):
    """What a line is; the value is how it is stored."""

    TITLE = "title"
    DATE = "date"
    AUTHOR = "author"
    SOURCE = "source"
    SECTION = "section"
    MENU = "menu"
    CAPTION = "caption"
    REPEATED = "repeated"
    IMAGE = "image"
    PLAYER = "player"
    COUNTER = "counter"
    BLANK = "blank"
    BODY = "body"


_SHOWN = {LineKind.TITLE, LineKind.DATE, LineKind.AUTHOR, LineKind.SOURCE, LineKind.CAPTION, LineKind.BODY}
HIDDEN = frozenset(set(LineKind) - _SHOWN)
"""The kinds that are folded away while reading."""
