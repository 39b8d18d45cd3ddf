"""What the rest of an article says of a name: what stands beside it elsewhere, the longer name it is a part of.

A later mention (`Thắng`, `Merlo`) says little where it stands; the same letters after `ông`, or at the end of a full
name, say what they are. Only spellings are looked at, so this is known before anything is labelled.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cache

from annotator.nlp.suggesters.news.gazetteers import names
from annotator.nlp.suggesters.news.shapes import is_capital, is_shouted, runs

_MOST = 12
"""At most so many neighbours of a name are told, the most frequent ones."""

_FULL_NAME = range(2, 5)
"""Syllables of a Vietnamese full name."""


def neighbours(lower: Sequence[str], first: int, end: int) -> tuple[str, str, str]:
    """Give what stands left, right, and two to the left of a run; the edges of the line count as words."""
    left = lower[first - 1] if first else "<"
    before = lower[first - 2] if first > 1 else "<"
    return f"l={left}", f"r={lower[end] if end < len(lower) else '>'}", f"m={before}|{left}"


@cache
def family_names() -> frozenset[str]:
    """Give the Vietnamese family names in lower case."""
    return frozenset(name.lower() for name in names("family_names"))


class Evidence:
    """The capital runs of some lines, counted by their letters whatever the case."""

    def __init__(self, lines: Iterable[Sequence[str]]) -> None:
        """Count the runs of `lines`, each the spellings of its syllables."""
        self.counts: Counter[str] = Counter()
        self.given: set[str] = set()
        """Last syllables of Vietnamese full names."""
        self.small: set[str] = set()
        """Syllables that stand somewhere without a capital."""
        self._neighbours: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._longer: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
        for texts in lines:
            self._count(texts)

    def beside(self, key: str, own: Iterable[str]) -> list[str]:
        """List what stands beside the run `key` elsewhere; `own` is what stands beside the one that is asked about."""
        found = self._neighbours.get(key)
        if found is None:
            return []
        here = set(own)
        return [name for name, count in found.most_common(_MOST) if count > (name in here)]

    def longer(self, syllable: str, key: str) -> list[tuple[str, str]]:
        """List the runs of several syllables, other than `key`, that `syllable` is in: its place (B, M, E) and they."""
        return sorted(item for item in self._longer.get(syllable, ()) if item[1] != key)

    def _count(self, texts: Sequence[str]) -> None:
        lower = [text.lower() for text in texts]
        self.small.update(text for text in texts if not is_capital(text))
        found = runs(texts)
        shouted = is_shouted(texts, found)
        for first, end in found:
            key = " ".join(lower[first:end])
            self.counts[key] += 1
            if not shouted:
                self._neighbours[key].update(neighbours(lower, first, end))
            if end - first > 1:
                self._take_apart(lower, first, end, key)

    def _take_apart(self, lower: Sequence[str], first: int, end: int, key: str) -> None:
        for index in range(first, end):
            place = "B" if index == first else "E" if index == end - 1 else "M"
            self._longer[lower[index]].add((place, key))
        if end - first in _FULL_NAME and lower[first] in family_names():
            self.given.add(lower[end - 1])
