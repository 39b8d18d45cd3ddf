"""How well what somebody types fits a name: words in any order, their beginnings, or the first letters of several.

Both sides are folded (`core.text.folded`), so that case and diacritics make no difference.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from annotator.core.text import folded

Words = tuple[str, ...]

WHOLE, BEGINNING, SPREAD = 4.0, 3.0, 1.0
"""What a typed word is worth: a whole word of the name, the beginning of one, the beginnings of several in a row."""
_WEAK = 0.2
"""What is left of a score that needed beginnings of several words."""
_FIRST, _IN_ORDER, _UNUSED = 0.6, 0.3, 0.05

_WORD = re.compile(r"[^\W_]+")


def words_of(text: str) -> Words:
    """The folded words of a name or of what was typed; only letters and digits count."""
    return tuple(_WORD.findall(folded(text)))


def score(query: Sequence[str], name: Words) -> float:
    """How well the folded words of a query fit those of a name, per word of the query; 0 where one does not fit at all.

    Every word of the query has to be found: as a word, as its beginning (`acc` in `accept`), or, when it is of several
    letters, as the beginnings of words that follow each other (`dy` and `dony` in `dong y`).
    """
    if not query or not name:
        return 0.0
    total, before, factor = 0.0, -1, 1.0
    used: set[int] = set()
    for typed in query:
        worth, places = _best(typed, name)
        if not worth:
            return 0.0
        total += worth + (_FIRST if places[0] == 0 else 0) + (_IN_ORDER if places[0] == before + 1 else 0)
        before = places[-1]
        used.update(places)
        factor = _WEAK if worth == SPREAD else factor
    return factor * (total / len(query) - _UNUSED * (len(name) - len(used)) / len(name))


def is_spread(value: float) -> bool:
    """Whether a score needed beginnings of several words for one that was typed, the weakest way to fit."""
    return 0 < value < BEGINNING - _UNUSED


def _best(typed: str, name: Words) -> tuple[float, Sequence[int]]:
    """What one typed word is worth and the places of the words it fits."""
    begun = [place for place, word in enumerate(name) if word.startswith(typed)]
    whole = next((place for place in begun if name[place] == typed), None)
    if whole is not None:
        return WHOLE, (whole,)
    if begun:
        return BEGINNING + len(typed) / len(name[begun[0]]) / 2, (begun[0],)
    spread = _spread(typed, name) if len(typed) > 1 else ()
    return (SPREAD, spread) if spread else (0.0, ())


def _spread(typed: str, name: Words) -> tuple[int, ...]:
    """The places of neighbouring words whose beginnings, one after the other, are what was typed."""
    for place in range(len(name) - 1):
        found = _spread_from(typed, name, place)
        if found:
            return found
    return ()


@lru_cache(maxsize=8192)
def _spread_from(typed: str, name: Words, place: int) -> tuple[int, ...]:
    if not typed:
        return ()
    if place >= len(name):
        return ()
    word = name[place]
    shared = 0
    while shared < min(len(word), len(typed)) and word[shared] == typed[shared]:
        shared += 1
    for taken in range(shared, 0, -1):
        if taken == len(typed):
            return (place,)
        rest = _spread_from(typed[taken:], name, place + 1)
        if rest:
            return (place, *rest)
    return ()
