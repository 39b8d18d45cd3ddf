"""What guarded articles say of the suggester, and of how its wrong suggestions fared where they were seen.

**How often a wrong suggestion was accepted.** Let p be the suggester's precision on guarded articles: the share of its
suggestions that say exactly what the person said unaided. Let a be the same share on the other finished articles, where
the person saw the suggestions. If right suggestions are always taken over, and a share w of the wrong ones, then
a = p + (1 - p) w, and so w = (a - p) / (1 - p), taken for 0 where a < p. It supposes that articles inside and outside
the guard are equally hard, which drawing them makes true on average; right suggestions that were refused make w too
low.

Intervals are Wilson's score intervals at 95 % (E. B. Wilson, JASA 22, 1927, 209-212). They take suggestions for
independent draws, which those of one article are not quite: the true intervals are somewhat wider.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import sqrt
from typing import NamedTuple

from annotator.core.evaluation import Score

ENOUGH = 30
"""Fewer suggestions, or spans, than this make no figure."""
_Z = 1.959964
"""95 % of a normal distribution lie within so many standard deviations."""


class Interval(NamedTuple):
    """A share, and between which bounds it lies with 95 % confidence; all 0 to 1."""

    share: float
    low: float
    high: float


def wilson(hits: int, of: int) -> Interval | None:
    """The share of `hits` with Wilson's interval; None where there are fewer than `ENOUGH`."""
    if of < ENOUGH:
        return None
    share, square = hits / of, _Z * _Z
    centre = (share + square / (2 * of)) / (1 + square / of)
    half = _Z / (1 + square / of) * sqrt(share * (1 - share) / of + square / (4 * of * of))
    return Interval(share, max(0.0, min(share, centre - half)), min(1.0, max(share, centre + half)))


class Evidence(NamedTuple):
    """Words that the suggester gave a label and the person, unaided, did not, and how often they were accepted."""

    words: str
    label: str
    accepted: int


@dataclass(frozen=True, slots=True)
class GuardFigures:
    """What guarded articles say. `guarded` and `others` count suggestions as strict matches, on that many articles."""

    share: int = 0
    articles: int = 0
    other_articles: int = 0
    hidden: int = 0
    """Articles whose suggestions are hidden from the person now."""
    guarded: Score = field(default_factory=Score)
    others: Score = field(default_factory=Score)
    evidence: Sequence[Evidence] = ()

    @property
    def precision(self) -> Interval | None:
        """The share of the suggestions that were right."""
        return wilson(self.guarded.right, self.guarded.against)

    @property
    def recall(self) -> Interval | None:
        """The share of the person's spans that were suggested."""
        return wilson(self.guarded.found, self.guarded.gold)

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall, where there are both."""
        return self.guarded.f1 if self.precision and self.recall else None

    @property
    def wrongly_accepted(self) -> float | None:
        """The estimated share of wrong suggestions that were accepted; None with too few on either side, or no wrong
        one to tell it by."""
        if self.precision is None or self.others.against < ENOUGH or self.guarded.right == self.guarded.against:
            return None
        p, a = self.guarded.precision, self.others.precision
        return max(0.0, (a - p) / (1 - p))
