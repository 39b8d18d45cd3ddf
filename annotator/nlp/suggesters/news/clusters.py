"""Groups of syllables and names that stand in the same company in raw news, found without any label.

`Messi` and `Lukaku` share a group, `Vietcombank` and `Sacombank` another, so what is learnt of one holds for those that
no annotated article names. Each has a coarse and a fine group.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence

from annotator.nlp.suggesters.news.shapes import LONGEST_NAME, capital_kind

Groups = Mapping[str, tuple[str, str]]
"""A unit's coarse and fine group."""


def units(texts: Sequence[str]) -> list[tuple[int, int]]:
    """Cut a line into what names are made of: runs of capitalised syllables of one kind, and all others one by one."""
    found: list[tuple[int, int]] = []
    first, kind = 0, 0
    for index, text in enumerate(texts):
        here = capital_kind(text)
        if not (here and here == kind and index - first < LONGEST_NAME):
            if index > first:
                found.append((first, index))
            first = index
        kind = here
    if texts:
        found.append((first, len(texts)))
    return found


class Clusters:
    """The groups of syllables and of names."""

    def __init__(self, syllables: Groups, names: Groups) -> None:
        self.syllables = syllables
        self.names = names

    def of_syllable(self, text: str) -> tuple[str, str] | None:
        """Give the groups of one syllable: as it is spelt, with one capital of several left, or in small letters."""
        found = self.syllables.get(text)
        if found is None and len(text) > 1 and text.isupper():
            found = self.syllables.get(text.capitalize())
        return found or self.syllables.get(text.lower())

    def longest_name(self, texts: Sequence[str], first: int, end: int) -> int:
        """Give where the longest known name from `first` ends, at most at `end`; `first` when none begins there."""
        for last in range(min(end, first + LONGEST_NAME), first, -1):
            if " ".join(texts[first:last]) in self.names:
                return last
        return first

    def to_bytes(self) -> bytes:
        """Write the groups: a line a unit, its groups after tabs, the names after an empty line; compressed."""
        blocks = (self.syllables, self.names)
        text = "\n\n".join("\n".join("\t".join((unit, *block[unit])) for unit in sorted(block)) for block in blocks)
        return zlib.compress(text.encode(), 9)

    @classmethod
    def from_bytes(cls, data: bytes) -> Clusters:
        """Read what `to_bytes` wrote; raises ValueError or zlib.error when it is something else."""
        syllables, _, names = zlib.decompress(data).decode().partition("\n\n")
        return cls(_read(syllables), _read(names))


def _read(block: str) -> dict[str, tuple[str, str]]:
    found = {}
    for line in filter(None, block.split("\n")):
        unit, coarse, fine = line.split("\t")
        found[unit] = (coarse, fine)
    return found
