"""Which unit the offsets of a file count, code points or UTF-16, told by where its spans begin and end.

The two differ only after a character beyond U+FFFF, such as an emoji; a file in the other unit has its spans there cut
through words and begun with blanks.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from annotator.core.text import Utf16Map

Range = tuple[int, int]


class Evidence:
    """What the spans of a file, text by text, say about the unit of their offsets."""

    def __init__(self) -> None:
        self._is_impossible = False
        self._for_points = 0
        self._for_units = 0
        self._edges = 0

    def add(self, text: str, ranges: Iterable[Range]) -> None:
        """The spans of one text as the file has them, half-open."""
        found = list(ranges)
        units = Utf16Map(text)
        length = units.unit(len(text))
        fits_points = all(start < end <= len(text) for start, end in found)
        places = {place for pair in found for place in pair if place <= length}
        if fits_points and any(units.unit(units.code_point(place)) != place for place in places):
            self._is_impossible = True
        for start, end in found:
            if end <= length and (units.code_point(start), units.code_point(end)) != (start, end):
                self._edges += 2
                self._for_points += _edges(text, start, end)
                self._for_units += _edges(text, units.code_point(start), units.code_point(end))

    def is_points(self, least: int) -> bool:
        """Whether offsets count code points: they cannot be UTF-16, or they clearly fit the words better.

        Clearly is by `least` edges, and by half of all that differ.
        """
        return self._is_impossible or self._for_points - self._for_units >= max(least, self._edges / 2)


def _edges(text: str, start: int, end: int) -> int:
    """How many of the two edges are such as people set: at ink, and not in the middle of a word or syllable."""
    if not start < end <= len(text):
        return 0
    begins = not text[start].isspace() and not (start > 0 and _is_inside(text, start))
    ends = not text[end - 1].isspace() and not (end < len(text) and _is_inside(text, end))
    return begins + ends


def _is_inside(text: str, place: int) -> bool:
    return _is_letter(text[place - 1]) and _is_letter(text[place])


def _is_letter(character: str) -> bool:
    return unicodedata.category(character)[0] in "LNM"
