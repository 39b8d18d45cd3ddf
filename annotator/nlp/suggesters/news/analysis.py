"""A text as the sequence model sees it: syllables with their exact places, the word of each and its part of speech.

underthesea's tokens are the syllables, except that a full stop at the end of one and hyphens between its letters are
cut off (`EU.`, `Nam-Lào`, `VOV-Trung`), since a name may end there. Offsets count code points of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from annotator.nlp.align import Token, tokens
from annotator.nlp.segment import joined, parts, parts_of_speech

_CUT = re.compile(r"(?<=[^\W\d_])([-–])(?=[^\W\d_])|(?<=\w)(\.)$")


class Syllable(NamedTuple):
    """One syllable or mark: its range in the text, its spelling, its place in its word, the word, the word's tag.

    `place` is `B` for the first syllable of a word and `I` for the others; the word is in lower case; the tag is VLSP's
    part of speech.
    """

    start: int
    end: int
    text: str
    place: str
    word: str
    pos: str


class Part(NamedTuple):
    """One line of a text, or a run of whole sentences of a long line: where it begins, and underthesea's tokens."""

    start: int
    line: str
    tokens: list[Token]

    def texts(self) -> list[str]:
        """List the spellings of the syllables."""
        return [spelt for token in self.tokens for _, _, spelt in _cut(token)]

    def syllables(self) -> list[Syllable]:
        """List the syllables with their words; places count from the beginning of the text."""
        words = joined(self.tokens)
        return list(_syllables(self, words, parts_of_speech([word.text for word in words])))


def cut(text: str) -> Iterator[Part]:
    """Give the parts of `text` in order; those without any token are left out."""
    for start, end in parts(text):
        line = text[start:end]
        found = tokens(line)
        if found:
            yield Part(start, line, found)


def _syllables(part: Part, words: list[Token], tags: list[str]) -> Iterator[Syllable]:
    following = iter(zip(words, tags, strict=True))
    word, tag = next(following)
    lower = word.text.lower()
    for token in part.tokens:
        if token.start >= word.end:
            word, tag = next(following)
            lower = word.text.lower()
        place = "B" if token.start == word.start else "I"
        for start, end, spelt in _cut(token):
            yield Syllable(part.start + start, part.start + end, spelt, place, lower, tag)
            place = "I"


def _cut(token: Token) -> list[tuple[int, int, str]]:
    """Cut one token where a name may end inside it; one that is spelt at another length than in the line stays."""
    start, end, spelt = token
    if "." not in spelt and "-" not in spelt and "–" not in spelt:
        return [token]
    marks = list(_CUT.finditer(spelt)) if end - start == len(spelt) > 1 else []
    if not marks:
        return [token]
    edges = sorted({0, len(spelt), *(edge for mark in marks for edge in mark.span())})
    return [(start + low, start + high, spelt[low:high]) for low, high in pairwise(edges)]
