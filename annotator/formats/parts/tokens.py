"""Tokens of a text with one tag each: what every column format is made of.

A column format holds spans that lie on token edges and do not overlap; `formats.fitting` leaves it only such.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import NamedTuple

from annotator.core.errors import RefusedError
from annotator.core.exchange import AnnotatedDocument, Mark
from annotator.core.selection import Range, Segmenter, cluster, is_blank, sentences, syllables, trim


class Placed(NamedTuple):
    """A span as the tokens `[first, last)` it covers."""

    first: int
    last: int
    label: str


class BySyllables:
    """A segmenter whose words are syllables."""

    def words(self, text: str) -> list[Range]:
        """The syllables of a text."""
        return syllables(text)


def tokens(text: str, segmenter: Segmenter | None) -> list[Range]:
    """The tokens of a text: what the segmenter finds, and between that each visible character alone.

    Raises RefusedError("format.no-segmenter") when there is none.
    """
    if segmenter is None:
        raise RefusedError("format.no-segmenter")
    return list(_filled(text, segmenter.words(text)))


def _filled(text: str, ranges: Iterable[Range]) -> Iterator[Range]:
    """The ranges, and every visible character that none of them covers."""
    done = 0
    for start, end in ranges:
        if start > done and text[done:start] != " ":
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


def placed(mark: Mark, text: str, ranges: Sequence[Range]) -> Placed | None:
    """The tokens under a span, None when it begins or ends inside one; blanks at its edges do not count."""
    trimmed = trim(text, mark.start, mark.end)
    if trimmed is None:
        return None
    start, end = trimmed
    first, last = under(start, end, ranges)
    if first >= last or ranges[first][0] < start or ranges[last - 1][1] > end:
        return None
    return Placed(first, last, mark.label)


def under(start: int, end: int, ranges: Sequence[Range]) -> tuple[int, int]:
    """The tokens `[first, last)` that a range touches."""
    return bisect_right(ranges, start, key=itemgetter(1)), bisect_left(ranges, end, key=itemgetter(0))


def placements(document: AnnotatedDocument, ranges: Sequence[Range]) -> list[Placed]:
    """The spans of a document that was fitted to a token format, in order of the text."""
    marks = (mark for layer in document.annotations for mark in layer.spans)
    return sorted(place for mark in marks if (place := placed(mark, document.text, ranges)) is not None)


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
    (found,) = spellings(text, [(start, end)])
    return found


def spellings(text: str, ranges: Iterable[Range]) -> list[str]:
    """Tokens as column formats write them; most are plain letters, which need no looking for blanks."""
    return [token if (token := text[start:end]).isalnum() else "_".join(token.split()) for start, end in ranges]
