"""The mouse in the reading view: picking spans, dragging edges, double-clicking words."""

from __future__ import annotations

from bisect import bisect_right
from operator import itemgetter

from PySide6.QtCore import QPoint, QPointF, QRect

from annotator.core.model import Span
from annotator.core.selection import SnapUnit, snap
from annotator.ui.page import Page

Range = tuple[int, int]


class EdgeDrag:
    """An edge of a span in the mouse's hand: `range_` is where the span would be if it were let go now."""

    def __init__(self, page: Page, span: Span, edge: str) -> None:
        self._page = page
        self._edge = edge
        self.span = span
        self.range_: Range | None = None

    def move(self, offset: int, unit: SnapUnit) -> None:
        """The edge goes to what the code point offset snaps to; the other edge stays."""
        span, document = self.span, self._page.document
        start, end = (offset, span.end) if self._edge == "start" else (span.start, offset)
        if document is None or start >= end:
            return
        found = snap(document.text, start, end, unit, document.words)
        if found is not None:
            self.range_ = (found[0], span.end) if self._edge == "start" else (span.start, found[1])


def picked(page: Page, point: QPoint, current: Span | None) -> Span | None:
    """The span that a click means: the shortest one there, at the next click the one around it, round and round."""
    found = page.spans_at(point)
    keys = [span.id for span in found]
    if current is not None and current.id in keys:
        return found[(keys.index(current.id) + 1) % len(found)]
    return found[0] if found else None


def is_inside(page: Page, range_: Range, point: QPoint) -> bool:
    """Tell whether a point of the viewport is on the words of a range."""
    return any(rect.contains(QPointF(point)) for rect in page.rects(range_, QRect(point, point)))


def word_at(page: Page, offset: int, unit: SnapUnit) -> Range | None:
    """The word at a code point offset, or the syllable where selections take syllables or less."""
    document = page.document
    if document is None or not document.text:
        return None
    at = min(offset, len(document.text) - 1)
    if unit is SnapUnit.WORD and document.words:
        near = bisect_right(document.words, at, key=itemgetter(0)) - 1
        if near >= 0 and at < document.words[near][1]:
            return document.words[near]  # also on a blank between its syllables
    wanted = SnapUnit.WORD if unit is SnapUnit.WORD else SnapUnit.SYLLABLE
    return snap(document.text, at, at + 1, wanted, document.words)
