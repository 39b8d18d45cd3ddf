"""Where a span belongs when its offsets and its quote disagree.

Offsets of other programs count other units, or a text that has changed since. Where the quote, with what stood beside
it, is in the text just once, or stands clearly nearest to the offsets, that is where the span is.
"""

from __future__ import annotations

from collections.abc import Iterator

from annotator.core.text import find_all

NEAR = 200
"""Code points that a quote may lie away from its offsets to be taken for the nearest."""


def anchored(text: str, start: int, end: int, quote: str, prefix: str = "", suffix: str = "") -> tuple[int, int] | None:
    """The range `[start, end)` of the text that is meant, in code points; None when that cannot be told.

    `start` and `end` may lie outside the text. The answer equals them when the text between them is the quote (blanks
    apart: a format may have replaced line ends).
    """
    if 0 <= start < end <= len(text) and _same(text[start:end], quote):
        return start, end
    if not quote.strip():
        return None
    found = list(_places(text, quote)) or _folded(text, quote)
    if len(found) > 1 and (prefix or suffix):
        found = [place for place in found if _fits(text, place, prefix, suffix)] or found
    if len(found) == 1:
        return found[0]
    return _nearest(found, start)


def _same(one: str, other: str) -> bool:
    return one == other or one.split() == other.split()


def _places(text: str, quote: str) -> Iterator[tuple[int, int]]:
    at = text.find(quote)
    while at >= 0:
        yield at, at + len(quote)
        at = text.find(quote, at + 1)


def _folded(text: str, quote: str) -> list[tuple[int, int]]:
    """The places of the quote in another spelling: other normalisation, tone placement or blanks."""
    return [place for place in find_all(text, quote, match_marks=True) if place[1] > place[0]]


def _fits(text: str, place: tuple[int, int], prefix: str, suffix: str) -> bool:
    before, after = text[: place[0]], text[place[1] :]
    return before.endswith(prefix) and after.startswith(suffix)


def _nearest(found: list[tuple[int, int]], start: int) -> tuple[int, int] | None:
    """The place that is near, and twice as near as any other."""
    nearest = sorted(found, key=lambda place: abs(place[0] - start))[:2]
    if len(nearest) < 2 or abs(nearest[0][0] - start) > NEAR:
        return None
    is_clear = abs(nearest[1][0] - start) > 2 * abs(nearest[0][0] - start)
    return nearest[0] if is_clear else None
