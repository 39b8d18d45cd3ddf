"""From tags of syllables to spans with a score, and the score made to mean what it says.

Tags are `O`, `B-PER` (a span of this label begins) and `I-PER` (it goes on).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from annotator.nlp.suggesters import Suggested
from annotator.nlp.suggesters.news.analysis import Syllable

Knots = Sequence[tuple[float, float]]
"""Points of a rising line from what the model gives to how often it was right; straight between the points."""


def spans(syllables: Sequence[Syllable], tags: Sequence[str], scores: Sequence[float]) -> list[Suggested]:
    """Join tagged syllables to spans; a span is as certain as the least certain of its syllables.

    The syllable after a span counts too when it goes on nothing, since it says where the span ends. An `I-` that goes
    on no span of its label begins one.
    """
    found: list[Suggested] = []
    last = ""
    for syllable, tag, score in zip(syllables, tags, scores, strict=True):
        mark, _, label = tag.partition("-")
        if last and found and (mark == "O" or mark == "B" or label != last):
            found[-1] = found[-1]._replace(score=min(found[-1].score or 0.0, score))
        if mark == "I" and label == last:
            found[-1] = found[-1]._replace(end=syllable.end, score=min(found[-1].score or 0.0, score))
        elif label:
            found.append(Suggested(syllable.start, syllable.end, label, score))
        last = label
    return found


def tags(syllables: Sequence[Syllable], labelled: Iterable[tuple[int, int, str]]) -> list[str]:
    """Give the tags of syllables from spans that do not overlap, sorted; a syllable belongs where it begins."""
    found = ["O"] * len(syllables)
    starts = [syllable.start for syllable in syllables]
    for start, end, label in labelled:
        first, last = bisect_left(starts, start), bisect_left(starts, end)
        for index in range(first, last):
            found[index] = f"{'B' if index == first else 'I'}-{label}"
    return found


def calibrated(score: float, knots: Knots) -> float:
    """Give how often spans with this score were right, by a line through `knots`."""
    at = bisect_left(knots, (score, 0.0))
    if at == 0:
        return knots[0][1]
    if at == len(knots):
        return knots[-1][1]
    (low, right), (high, more) = knots[at - 1], knots[at]
    return right + (more - right) * (score - low) / (high - low)
