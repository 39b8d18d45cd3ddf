"""Texts that nearly repeat each other, found without comparing every text with every other.

A text is its set of shingles, five syllables in a row without regard to case, normal form, tone placement and the
punctuation around them; two texts are near-duplicates when their sets have at least half of their union in common
(Jaccard). One-permutation MinHash estimates that share (Li, Owen and Zhang 2012): every shingle falls by its hash into
one of 128 bins, each of which keeps its smallest; an empty bin borrows from another in a fixed order (optimal
densification, Shrivastava 2017). A shingle's hash is made by simple tabulation, one random number for each syllable and
place, from BLAKE2b: the same on every machine and in every run.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import repeat
from operator import and_, eq, xor

from annotator.core.text import folded

THRESHOLD = 0.5
"""From this estimated share on two texts are near-duplicates."""

SHINGLE = 5
"""Syllables in a shingle."""

BINS = 128
_ROWS = 3
"""Bins in a band. Two texts meet when they agree in a band: at a share of 0.5 in 996 of 1,000, at 0.1 in 4 of 100."""

_BYTES = 4
_MOST_WORDS = 100_000
_LETTER = re.compile(r"\w")
_EDGES = re.compile(r"^\W+|\W+$")


class _Numbers(dict[str, tuple[int, ...]]):
    """For each word a number of 30 bits for every place in a shingle; forgets all when it knows too many words.

    Thirty bits are what Python sorts and combines fastest, and twenty-three beside the bin are enough to tell apart.
    """

    def __missing__(self, word: str) -> tuple[int, ...]:
        from hashlib import blake2b
        from struct import unpack

        if len(self) >= _MOST_WORDS:
            self.clear()
        bare = _EDGES.sub("", word).encode("utf-8", "surrogatepass")
        drawn = blake2b(bare, digest_size=_BYTES * SHINGLE).digest()
        found = self[word] = tuple(number >> 2 for number in unpack(f"<{SHINGLE}I", drawn))
        return found


_numbers = _Numbers()


def sketch(text: str) -> bytes:
    """The MinHash of a text, `BINS` numbers of four bytes; empty for a text without any letter or digit."""
    copy = folded(text, keep_marks=True)
    if not _LETTER.search(copy):
        return b""
    hashes = _shingles(copy.split())
    # Smallest last, so that of the shingles of one bin it is the one that stays.
    hashes.sort(reverse=True)
    bins = dict(zip(map(and_, hashes, repeat(BINS - 1)), hashes, strict=True))
    if len(bins) < BINS:
        bins |= {empty: bins[_lender(empty, bins)] for empty in range(BINS) if empty not in bins}
    return array("I", map(bins.__getitem__, range(BINS))).tobytes()


def _shingles(words: list[str]) -> list[int]:
    """The hashes of all shingles; a text shorter than one is its own only shingle."""
    if len(words) < SHINGLE:
        return [_numbers[" ".join(words)][0]]
    columns = list(zip(*map(_numbers.__getitem__, words), strict=True))
    found = iter(columns[0])
    for place in range(1, SHINGLE):
        found = map(xor, found, columns[place][place:])
    return list(found)


def _lender(empty: int, bins: dict[int, int]) -> int:
    return next(place for place in _order(empty) if place in bins)


@lru_cache(maxsize=BINS)
def _order(empty: int) -> bytes:
    """The bins that an empty one asks, in an order of its own."""
    from hashlib import blake2b

    drawn = {place: blake2b(bytes((empty, place)), digest_size=8).digest() for place in range(BINS)}
    order = sorted(drawn, key=drawn.__getitem__)
    return bytes(order)


def similarity(one: bytes, other: bytes) -> float:
    """The estimated share of shingles that two sketched texts have in common, 0 to 1; 0 for an empty sketch."""
    if not one or not other:
        return 0.0
    agreeing: int = sum(map(eq, memoryview(one).cast("I"), memoryview(other).cast("I")))
    return agreeing / BINS


def meetings(sketches: Sequence[bytes], step: Callable[[], None]) -> Iterator[tuple[int, ...]]:
    """The sets of places in `sketches` that may be near-duplicates of each other, each set once, places ascending.

    Calls `step` now and then; what it raises stops the search.
    """
    told: set[tuple[int, ...]] = set()
    for first in range(0, BINS - _ROWS + 1, _ROWS):
        step()
        for met in _met(sketches, slice(first * _BYTES, (first + _ROWS) * _BYTES)):
            if met not in told:
                told.add(met)
                yield met


def _met(sketches: Sequence[bytes], band: slice) -> Iterator[tuple[int, ...]]:
    """The sets that agree in one band."""
    firsts: dict[bytes, int] = {}
    several: dict[int, list[int]] = {}
    for place, one in enumerate(sketches):
        if one and (first := firsts.setdefault(one[band], place)) != place:
            several.setdefault(first, [first]).append(place)
    yield from map(tuple, several.values())
