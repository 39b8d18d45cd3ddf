"""What a spelling looks like: its shape, whether it can be Vietnamese, and runs of capitalised syllables.

Capitalised syllables side by side are, in Vietnamese as it is written, most often one name or a few.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from annotator.core.syllables import is_syllable

_ROMAN = re.compile(r"(?=..)X{0,3}(?:IX|IV|V?I{0,3})")
"""A Roman number of at least two letters, as congresses and terms are counted by."""

LONGEST_NAME = 5
"""Capitalised syllables beyond this many are not looked up as one name."""


@lru_cache(maxsize=1 << 16)
def shape(text: str) -> str:
    """Give a spelling's shape: figures (`d2`), Roman number (`R`), capitals (`Xx`, `XX`), small letters (`x`), mark."""
    if text.isdigit():
        return f"d{min(len(text), 4)}"
    if any(character.isdigit() for character in text):
        return "dA" if any(character.isalpha() for character in text) else "dx"
    if _ROMAN.fullmatch(text):
        return "R"
    if text.isupper():
        return "X" if len(text) == 1 else "X.X" if "." in text else "XX"
    if text[:1].isupper():
        return "Xx" if text[1:].islower() else "XxX"
    return "x" if text[:1].isalpha() else text[:1]


@lru_cache(maxsize=1 << 16)
def is_foreign(text: str) -> bool:
    """Tell whether no Vietnamese syllable is spelt like this."""
    return not is_syllable(text)


def is_capital(text: str) -> bool:
    """Tell whether a syllable begins with a capital letter."""
    return text[:1].isupper()


def capital_kind(text: str) -> int:
    """Give 0 for a syllable without a capital, 1 for several capitals alone (`UBND`), 2 for any other."""
    if not is_capital(text):
        return 0
    return 1 if len(text) > 1 and text.isupper() else 2


def runs(texts: Sequence[str]) -> list[tuple[int, int]]:
    """List the runs of capitalised syllables, half-open."""
    found: list[tuple[int, int]] = []
    first = None
    for index, text in enumerate(texts):
        if is_capital(text):
            first = index if first is None else first
        elif first is not None:
            found.append((first, index))
            first = None
    if first is not None:
        found.append((first, len(texts)))
    return found


def is_shouted(texts: Sequence[str], found: Sequence[tuple[int, int]]) -> bool:
    """Tell whether a line of more than three words is capitals nearly throughout, so that they say nothing."""
    words = sum(text[:1].isalpha() for text in texts)
    return words > 3 and sum(end - first for first, end in found) > 0.7 * words
