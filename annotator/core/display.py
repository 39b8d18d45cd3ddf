"""What a text widget shows of a text, and where each of its positions lies in the text.

The widget holds only the lines that are shown, each as one paragraph (a very long line as several). A position in the
widget counts UTF-16 units over those paragraphs with one separator between them; the text counts code points.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from annotator.core.selection import is_boundary
from annotator.core.text import Utf16Map

LONGEST = 2000
"""Code points of a paragraph; laying out a longer one would hold the window up."""

_SHOWN_AS = {"\ufdd0": "\ufffd", "\ufdd1": "\ufffd", "\ufffc": "\ufffd", "\ufeff": "\u2060"}
"""Characters that Qt takes for the end of a paragraph, an image or a byte order mark."""

_STOP = re.compile(r"[.!?…;]\s+")
_BLANKS = re.compile(r"\s+")

Range = tuple[int, int]


class DisplayMap:
    """The paragraphs a widget shows of a text, and both directions of positions.

    `paragraphs` are `[start, end)` in code points; `shown` is the string to give to the widget, whose paragraphs are
    separated by newlines. Text between paragraphs (line ends, folded lines) has no position in the widget: it maps to
    the end of the paragraph before it.
    """

    def __init__(self, text: str, lines: Sequence[Range]) -> None:
        """`lines` are the shown lines' ranges without their terminators, in order; none at all shows one empty one."""
        self._text = text
        self.has_cuts = max((end - start for start, end in lines), default=0) > LONGEST
        """Whether some line is shown as several paragraphs."""
        if self.has_cuts:
            lines = [piece for line in lines for piece in _pieces(text, *line)]
        self.paragraphs: list[Range] = list(lines) or [(0, 0)]
        lengths = [end - start + 1 for start, end in self.paragraphs]
        self.shown = shown = self._joined(sum(lengths) - 1)
        for odd, instead in _SHOWN_AS.items():
            if odd in shown:
                self.shown = self.shown.replace(odd, instead)
        self._starts = array("q", [start for start, _ in self.paragraphs])
        self._wide = len(shown.encode("utf-16-le", "surrogatepass")) // 2 != len(shown)
        if self._wide:
            lengths = [_units(text[start:end]) + 1 for start, end in self.paragraphs]
        self._positions = array("q", accumulate(lengths, initial=0))
        self._maps: dict[int, Utf16Map] = {}

    def _joined(self, length: int) -> str:
        """The paragraphs with newlines between them; the text itself when that is just what it is."""
        if length == len(self._text) and {self._text[end] for _, end in self.paragraphs[:-1]} <= {"\n"}:
            return self._text
        return "\n".join([self._text[start:end] for start, end in self.paragraphs])

    def paragraph(self, offset: int) -> int:
        """The paragraph that holds a code point offset, or the last one that begins before it."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def is_shown(self, start: int, end: int) -> bool:
        """True when some character of `[start, end)` is in a paragraph."""
        near = self.paragraphs[self.paragraph(start) : self.paragraph(end) + 1]
        return start < end and any(a < end and start < b and a < b for a, b in near)

    def position(self, offset: int) -> int:
        """The widget's position of a code point offset."""
        number = self.paragraph(offset)
        start, end = self.paragraphs[number]
        inside = min(max(offset, start), end) - start
        return self._positions[number] + (self._map(number).unit(inside) if self._wide else inside)

    def end_position(self, offset: int) -> int:
        """The widget's position of an offset that ends a range: where a line was cut, the end of the first part."""
        number = self.paragraph(offset)
        if number and self.paragraphs[number][0] == offset:
            return self._positions[number] - 1
        return self.position(offset)

    def offset(self, position: int) -> int:
        """The code point offset of a widget's position."""
        number = max(0, min(bisect_right(self._positions, position) - 1, len(self.paragraphs) - 1))
        start, end = self.paragraphs[number]
        inside = max(0, position - self._positions[number])
        return min(start + (self._map(number).code_point(inside) if self._wide else inside), end)

    def inside(self, number: int, start: int, end: int) -> Range | None:
        """The part of `[start, end)` in paragraph `number`, in UTF-16 units from its beginning, or None."""
        first, last = self.paragraphs[number]
        start, end = max(start, first) - first, min(end, last) - first
        if start >= end:
            return None
        if not self._wide:
            return start, end
        units = self._map(number)
        return units.unit(start), units.unit(end)

    def is_continued(self, number: int) -> bool:
        """True when paragraph `number` goes on with the line of the one before."""
        return number > 0 and self.paragraphs[number - 1][1] == self.paragraphs[number][0] and self._starts[number] > 0

    def _map(self, number: int) -> Utf16Map:
        if number not in self._maps:
            start, end = self.paragraphs[number]
            self._maps[number] = Utf16Map(self._text[start:end])
        return self._maps[number]


def _units(piece: str) -> int:
    return len(piece.encode("utf-16-le", "surrogatepass")) // 2


def _pieces(text: str, start: int, end: int) -> list[Range]:
    """A line cut into paragraphs after blanks, better after a sentence, and inside a word only where
    there is no blank."""
    pieces = []
    while end - start > LONGEST:
        cut = _best_cut(text, start + LONGEST // 2, start + LONGEST)
        pieces.append((start, cut))
        start = cut
    pieces.append((start, end))
    return pieces


def _best_cut(text: str, low: int, high: int) -> int:
    for pattern in (_STOP, _BLANKS):
        cuts = [match.end() for match in pattern.finditer(text, low, high)]
        if cuts:
            return cuts[-1]
    while high > low and not is_boundary(text, high):
        high -= 1
    return high
