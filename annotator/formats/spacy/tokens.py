"""A text cut as spaCy wants it: tokens, each followed by one blank or by none, that give exactly the text together.

Whatever lies between words and is not one plain blank becomes a token of its own, as spaCy's own tokenizers do. A word
in which a span begins or ends is cut there, so that no span is lost (`Doc.char_span` knows token edges only).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from annotator.core.selection import Range


class Piece(NamedTuple):
    """A token `[start, end)` in code points, and whether one blank follows that belongs to no token."""

    start: int
    end: int
    has_blank: bool


def pieces(text: str, tokens: Sequence[Range], spans: Iterable[Range]) -> list[Piece]:
    """The whole text as tokens: `tokens` and what is between them, cut where `spans` begin and end."""
    ranges = list(spans)
    starts, ends = {start for start, _ in ranges}, {end for _, end in ranges}
    cuts = sorted(starts | ends)
    found: list[Piece] = []
    at = 0
    for start, end in [*tokens, (len(text), len(text))]:
        is_plain = at < start and text[at] == " " and at not in starts and at + 1 not in ends
        if is_plain and found:
            found[-1] = found[-1]._replace(has_blank=True)
            at += 1
        found += _cut(at, start, cuts)
        found += _cut(start, end, cuts)
        at = end
    return found


def covering(start: int, end: int, found: Sequence[Piece]) -> Range:
    """The tokens `[first, last)` that a span covers."""
    return bisect_right(found, start, key=itemgetter(1)), bisect_left(found, end, key=itemgetter(0))


def _cut(start: int, end: int, cuts: Sequence[int]) -> Iterator[Piece]:
    if start == end:
        return
    inside = cuts[bisect_right(cuts, start) : bisect_left(cuts, end)]
    edges = [start, *inside, end]
    yield from (Piece(one, other, False) for one, other in pairwise(edges))
