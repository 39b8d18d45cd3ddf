"""Surfaces: the words of a span with every stretch of white space as one blank, and where else in a text they stand.

All offsets count code points of the text exactly as it is stored; ranges are half-open. Case, tones and spelling count:
"Hoà" is not "Hòa" here, because what is found is offered as the same name without asking.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain

Range = tuple[int, int]

LONGEST = 200
"""Code points of the longest surface that is looked for; a longer one is a passage, not a name."""

BLANKS = r"[^\S\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+"
"""White space inside a line: a name is not put together from the end of a paragraph and the beginning of the next."""


@lru_cache(maxsize=1 << 12)
def surface(quote: str) -> str:
    """The surface of a quote; two spans with one surface have the same words."""
    return " ".join(quote.split())


def is_telling(name: str) -> bool:
    """True for a surface of 2 to `LONGEST` characters with a capital or a digit: others stand anywhere by chance."""
    return 2 <= len(name) <= LONGEST and any(c.isupper() or c.istitle() or c.isdigit() for c in name)


def places(text: str, name: str, start: int = 0, end: int | None = None) -> Iterator[Range]:
    """The ranges in `[start, end)` of `text` where the surface `name` stands by itself, in order, not overlapping.

    By itself means that no letter, digit or mark comes directly before or after. The time is linear in the text, and
    what is not asked for is not searched.
    """
    if not name:
        return
    pattern = re.compile(BLANKS.join(map(re.escape, name.split(" "))))
    stop = len(text) if end is None else min(end, len(text))
    while match := pattern.search(text, start, stop):
        first, last = match.span()
        stands_alone = not (_is_part(text[first - 1 : first]) or _is_part(text[last : last + 1]))
        if stands_alone:
            yield first, last
        start = last if stands_alone else first + 1


def other_places(text: str, name: str, start: int, end: int) -> Iterator[Range]:
    """The `places` of a surface outside `[start, end)`: those behind it first, then those before it."""
    return chain(places(text, name, end), places(text, name, 0, start))


def _is_part(character: str) -> bool:
    """Tell whether a character, or none, carries a word on: a letter, a digit or a combining mark."""
    return character.isalnum() or (character > "\u02ff" and unicodedata.category(character)[0] == "M")
