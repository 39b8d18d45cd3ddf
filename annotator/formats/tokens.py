"""Tokens of a text with one tag each: what every column format is made of.

A column format holds spans that lie on token edges and do not overlap. Of overlapping spans the outermost is kept;
every other one is named as lost, so kept and lost always add up.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import itemgetter
from typing import NamedTuple

from annotator.core.errors import RefusedError
from annotator.core.exchange import AnnotatedDocument, Mark
from annotator.core.selection import Range, cluster, is_blank, sentences, syllables, trim
from annotator.formats.protocol import Level, Loss, WriteOptions


class Placed(NamedTuple):
    """A span as the tokens `[first, last)` it covers."""

    first: int
    last: int
    label: str


def tokens(text: str, options: WriteOptions) -> list[Range]:
    """The tokens of a text: words or syllables, and between them each visible character alone.

    Raises RefusedError("format.no-segmenter") when words are asked for and nobody can find them.
    """
    if options.level == Level.SYLLABLE:
        return list(_filled(text, syllables(text)))
    if options.segmenter is None:
        raise RefusedError("format.no-segmenter")
    return list(_filled(text, options.segmenter.words(text)))


def _filled(text: str, ranges: Iterable[Range]) -> Iterator[Range]:
    """The ranges, and every visible character that none of them covers."""
    done = 0
    for start, end in ranges:
        yield from _characters(text, done, start)
        yield start, end
        done = end
    yield from _characters(text, done, len(text))


def _characters(text: str, start: int, end: int) -> Iterator[Range]:
    while start < end:
        if is_blank(text[start]):
            start += 1
            continue
        whole = min(cluster(text, start, start + 1)[1], end)
        yield start, whole
        start = whole


def kept(
    document: AnnotatedDocument, marks: Sequence[Mark], ranges: Sequence[Range], lost: Callable[[Loss], None]
) -> list[Placed]:
    """The spans that a column format holds, in order; each of the others is handed to `lost` with the reason.

    Reasons: "off-edge" (an edge lies inside a token), "duplicate" (the same tokens and label again), "nested",
    "crossing".
    """
    found: list[Placed] = []
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        placed = _placed(document.text, mark, ranges)
        reason = _obstacle(placed, found[-1] if found else None)
        if placed is not None and reason is None:
            found.append(placed)
        else:
            lost(Loss(document.name, mark.start, mark.end, mark.label, reason or "off-edge"))
    return found


def _placed(text: str, mark: Mark, ranges: Sequence[Range]) -> Placed | None:
    """The tokens under a span, None when it begins or ends inside one; blanks at its edges do not count."""
    trimmed = trim(text, mark.start, mark.end)
    if trimmed is None:
        return None
    start, end = trimmed
    first = bisect_right(ranges, start, key=itemgetter(1))
    last = bisect_left(ranges, end, key=itemgetter(0))
    if first >= last or ranges[first][0] < start or ranges[last - 1][1] > end:
        return None
    return Placed(first, last, mark.label)


def _obstacle(placed: Placed | None, before: Placed | None) -> str | None:
    """Why a span cannot stand behind the one kept before it; None when it can."""
    if placed is None:
        return "off-edge"
    if before is None or placed.first >= before.last:
        return None
    if placed == before:
        return "duplicate"
    return "nested" if placed.first >= before.first and placed.last <= before.last else "crossing"


def sentence_tokens(text: str, ranges: Sequence[Range], spans: Sequence[Placed]) -> Iterator[tuple[int, int]]:
    """The tokens `[first, last)` of each sentence; sentences that one span runs through stay together."""
    inside = {n for span in spans for n in range(span.first + 1, span.last)}
    first = 0
    for start, _ in sentences(text)[1:]:
        cut = bisect_left(ranges, start, key=itemgetter(0))
        if first < cut < len(ranges) and cut not in inside:
            yield first, cut
            first = cut
    if first < len(ranges):
        yield first, len(ranges)


def iob2(count: int, spans: Iterable[Placed]) -> list[str]:
    """One IOB2 tag a token (Tjong Kim Sang and Veenstra 1999): B- where a span begins, I- inside it, O outside."""
    tags = ["O"] * count
    for span in spans:
        tags[span.first : span.last] = [f"B-{span.label}", *[f"I-{span.label}"] * (span.last - span.first - 1)]
    return tags


def spelled(text: str, start: int, end: int) -> str:
    """A token as column formats write it: without blanks, the syllables of a word joined by `_`."""
    return "_".join(text[start:end].split())
