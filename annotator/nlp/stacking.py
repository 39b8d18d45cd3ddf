"""What the small model of a person is told of each syllable, on top of what the shipped model says of it.

The shipped model's tags weigh more than everything else, so that a few articles change only what they speak of clearly.
Words, shapes and neighbours are what a label that the shipped model does not know is recognised by.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Protocol

from annotator.nlp.suggesters.news.shapes import shape

if TYPE_CHECKING:
    from annotator.core.evaluation import Ranged
    from annotator.nlp.suggesters import Suggested
    from annotator.nlp.suggesters.news import Tagged

Surface = tuple[str, ...]
"""The spellings of the syllables of a span."""

Row = dict[str, float]
"""What is true of one syllable, and how much it weighs before anything is learnt."""

OUTSIDE = "O"

# A weight is cheap for what weighs much: five times as much costs a twenty-fifth under the same regularisation.
_TAG, _SCORE, _NEIGHBOURS, _MEMORY = 5.0, 0.5, 0.5, 2.0
_STEPS = (0.5, 0.7, 0.9, 0.97)

_SHORTEST = 2
_RELIABLE = 0.8
_NEVER_THE_SAME = frozenset({"DATE", "TITLE"})


class Base(Protocol):
    """The shipped model: what the small one is put on top of."""

    @property
    def version(self) -> str:
        """What it is made of."""

    def tagged(self, text: str) -> list[Tagged]:
        """The syllables of a text with the tag of each and how sure that is, line by line."""

    def tagged_within(self, block: str, start: int, end: int) -> Iterable[Tagged]:
        """The same for the lines of `block` that begin in `[start, end)`."""

    def decoded(self, line: Tagged) -> list[Suggested]:
        """The suggestions that the tags of one line make."""


class Memory:
    """Spans that a person confirmed, by their spelling, each with the label it had nearly always.

    Kept are those of two syllables and more that are right in four of five places where they stand, since short forms
    fire in the wrong places; dates and titles are left out.
    """

    def __init__(self, labels: dict[Surface, str]) -> None:
        self.labels = labels
        self._lengths = _lengths(labels)

    @classmethod
    def of(cls, articles: Iterable[Iterable[tuple[Sequence[str], Sequence[str]]]]) -> Memory:
        """The memory of articles, each given as the spellings and the true tags of its parts."""
        parts = [part for article in articles for part in article]
        confirmed = Counter(found for part in parts for found in surfaces(*part))
        lengths = _lengths(surface for surface, _ in confirmed)
        seen = Counter(surface for spellings, _ in parts for _, surface in _standing(spellings, lengths))
        return cls({key: label for (key, label), right in confirmed.items() if right >= _RELIABLE * seen[key]})

    def tags(self, spellings: Sequence[str]) -> list[str]:
        """What the memory would tag the syllables of one part with; longer spans win, empty where it knows none."""
        tags = [""] * len(spellings)
        known = [found for found in _standing(spellings, self._lengths) if found[1] in self.labels]
        for first, surface in sorted(known, key=lambda found: (-len(found[1]), found[0])):
            end = first + len(surface)
            if not any(tags[first:end]):
                label = self.labels[surface]
                tags[first:end] = [f"B-{label}", *[f"I-{label}"] * (end - first - 1)]
        return tags


def _lengths(surfaces: Iterable[Surface]) -> dict[Surface, set[int]]:
    """How long the surfaces are that begin with the same two syllables."""
    lengths: defaultdict[Surface, set[int]] = defaultdict(set)
    for surface in surfaces:
        lengths[surface[:_SHORTEST]].add(len(surface))
    return lengths


def _standing(spellings: Sequence[str], lengths: dict[Surface, set[int]]) -> Iterator[tuple[int, Surface]]:
    """The places where a surface may stand, and what stands there."""
    for first, pair in enumerate(pairwise(spellings)):
        for length in lengths.get(pair, ()):
            if first + length <= len(spellings):
                yield first, tuple(spellings[first : first + length])


def surfaces(spellings: Sequence[str], tags: Sequence[str]) -> Iterator[tuple[Surface, str]]:
    """The spans of one part that a memory may keep: how they are spelt, and their labels."""
    first = 0
    for end in range(1, len(tags) + 1):
        if end < len(tags) and tags[end].startswith("I-"):
            continue
        label = tags[first][2:]
        if label and label not in _NEVER_THE_SAME and end - first >= _SHORTEST:
            yield tuple(spellings[first:end]), label
        first = end


def flat(spans: Iterable[Ranged]) -> list[Ranged]:
    """The outermost of spans that share characters, by position: a sequence of tags holds no others."""
    kept: list[Ranged] = []
    for span in sorted(spans, key=lambda each: (each[0], -each[1], each[2])):
        if not kept or kept[-1][1] <= span[0]:
            kept.append(span)
    return kept


def rows(part: Tagged, memory: Memory) -> list[Row]:
    """What the small model is told of each syllable of one part."""
    spellings = [each.text for each in part.syllables]
    words = ["<", *(spelling.lower() for spelling in spellings), ">"]
    shapes = ["<", *map(shape, spellings), ">"]
    told = [_base_row(part.tags, part.scores[at], at) for at in range(len(spellings))]
    for at, (row, confirmed) in enumerate(zip(told, memory.tags(spellings), strict=True)):
        tag = part.tags[at]
        row.update(dict.fromkeys(_spelling_names(tag, words[at : at + 3], shapes[at : at + 3]), 1.0))
        row[f"p={part.syllables[at].pos}"] = 1.0
        if confirmed:
            row[f"m={confirmed}"] = row[f"m={confirmed}|{tag}"] = _MEMORY
    return told


def _base_row(tags: Sequence[str], score: float, at: int) -> Row:
    """What the shipped model says of one syllable and its neighbours."""
    tag, before, after = tags[at], tags[at - 1] if at else "<", tags[at + 1] if at + 1 < len(tags) else ">"
    names = (f"t-={before}", f"t+={after}", f"t-={before}|{tag}", f"t+={tag}|{after}")
    certainty = sum(score >= step for step in _STEPS)
    return {f"t={tag}": _TAG, f"c={tag}{certainty}": _SCORE, **dict.fromkeys(names, _NEIGHBOURS)}


def _spelling_names(tag: str, words: Sequence[str], shapes: Sequence[str]) -> tuple[str, ...]:
    """What the spelling of a syllable and of its two neighbours says, alone and together."""
    (before, word, after), form = words, shapes[1]
    return (
        f"w={word}", f"w-={before}", f"w+={after}", f"<{word[:2]}", f">{word[-2:]}",
        f"s={form}", f"s={'|'.join(shapes)}", f"s={form}|w+={after}", f"w-={before}|s={form}",
        f"w={word}|{tag}", f"w-={before}|{tag}", f"w+={after}|{tag}", f"w-={before}|{word}", f"w+={word}|{after}",
    )  # fmt: skip


def prior(labels: Collection[str]) -> Iterator[tuple[list[Row], list[str]]]:
    """Lines without words in which the shipped model is right about each of `labels`.

    So a label that the person's articles do not have yet goes on being suggested.
    """
    for label in sorted(labels):
        kept = [OUTSIDE, f"B-{label}", f"I-{label}", f"I-{label}", OUTSIDE]
        yield [_base_row(kept, 1.0, at) for at in range(len(kept))], kept
