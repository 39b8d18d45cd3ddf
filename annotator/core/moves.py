"""Where the text cursor goes by one word, syllable, sentence or paragraph, and how a selection grows by one.

Moves stop at the beginnings of units. A selection's moving edge stops at the ends of units to the right of where it was
begun and at their beginnings to the left, so that every step takes in or gives back one unit without the punctuation
beside it. What is between the given paragraphs (folded lines) is leapt over. One step looks at a few paragraphs, never
at the whole text. All offsets count code points of the text exactly as it is stored; ranges are half-open.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from enum import StrEnum
from itertools import pairwise
from operator import itemgetter
from typing import Literal

from annotator.core.selection import Range, Words, is_blank, is_boundary, sentences, syllables, trim

Direction = Literal[-1, 1]


class Reach(StrEnum):
    """What one step goes by."""

    CHARACTER = "character"
    SYLLABLE = "syllable"
    WORD = "word"
    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"


class Walker:
    """Steps through the paragraphs that are shown of one text.

    `paragraphs` are sorted, not overlapping and at least one, as `DisplayMap.paragraphs` gives them. `words` are the
    word ranges of the text, or None while they are unknown: then syllables take their place.
    """

    def __init__(self, text: str, paragraphs: Sequence[Range], words: Words = None) -> None:
        self._text = text
        self._paragraphs = paragraphs
        self._words = words

    def moved(self, at: int, reach: Reach, direction: Direction) -> int:
        """The beginning of the next or previous unit; the last or first place where there is none."""
        return self._next(at, reach, direction, is_end=False)

    def extended(self, anchor: int, at: int, reach: Reach, direction: Direction) -> int:
        """Where the moving edge `at` of a selection from `anchor` goes; a shrinking one first stops at the anchor."""
        is_right = at > anchor or (at == anchor and direction > 0)
        found = self._next(at, reach, direction, is_end=is_right)
        return found if at == anchor else max(anchor, found) if is_right else min(anchor, found)

    def _next(self, at: int, reach: Reach, direction: Direction, is_end: bool) -> int:
        number = max(0, bisect_right(self._paragraphs, at, key=itemgetter(0)) - 1)
        while 0 <= number < len(self._paragraphs):
            stops = self._stops(self._paragraphs[number], reach, is_end)
            index = bisect_right(stops, at) if direction > 0 else bisect_left(stops, at) - 1
            if 0 <= index < len(stops):
                return stops[index]
            number += direction
        return self._paragraphs[-1][1] if direction > 0 else self._paragraphs[0][0]

    def _stops(self, paragraph: Range, reach: Reach, is_end: bool) -> list[int]:
        """Where one can come to rest in a paragraph; one with nothing but punctuation is one unit, a blank one none."""
        units = _UNITS[reach](self._text, paragraph, self._words)
        if not units and (rest := trim(self._text, *paragraph)):
            units = [rest]
        return [unit[is_end] for unit in units]


def _characters(text: str, paragraph: Range, _words: Words) -> list[Range]:
    start, end = paragraph
    places = [start, *(at for at in range(start + 1, end) if is_boundary(text, at)), end]
    return [(a, b) for a, b in pairwise(places) if a < b and not is_blank(text[a])]


def _syllables(text: str, paragraph: Range, _words: Words) -> list[Range]:
    return syllables(text, *paragraph)


def _word_units(text: str, paragraph: Range, words: Words) -> list[Range]:
    """The words of a paragraph, and the syllables that no word touches; what is only punctuation is left out."""
    pieces = syllables(text, *paragraph)
    if not words:
        return pieces
    first = max(0, bisect_right(words, paragraph[0], key=itemgetter(0)) - 1)
    last = bisect_left(words, paragraph[1], lo=first, key=itemgetter(0))
    clipped = ((max(word[0], paragraph[0]), min(word[1], paragraph[1])) for word in words[first:last])
    known = [word for word in clipped if word[0] < word[1] and any(map(str.isalnum, text[slice(*word)]))]
    free = [piece for piece in pieces if not _touches(known, piece)]
    return sorted(known + free)


def _touches(known: list[Range], piece: Range) -> bool:
    index = bisect_left(known, piece[1], key=itemgetter(0)) - 1
    return index >= 0 and known[index][1] > piece[0]


def _sentences(text: str, paragraph: Range, _words: Words) -> list[Range]:
    start, end = paragraph
    return [(start + a, start + b) for a, b in sentences(text[start:end])]


def _whole(text: str, paragraph: Range, _words: Words) -> list[Range]:
    whole = trim(text, *paragraph)
    return [whole] if whole else []


_UNITS: dict[Reach, Callable[[str, Range, Words], list[Range]]] = {
    Reach.CHARACTER: _characters,
    Reach.SYLLABLE: _syllables,
    Reach.WORD: _word_units,
    Reach.SENTENCE: _sentences,
    Reach.PARAGRAPH: _whole,
}
