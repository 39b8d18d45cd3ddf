"""From one name to the next that nobody has labelled or suggested: what the key for it finds."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from operator import itemgetter
from typing import Literal

from annotator.app.open_document import OpenDocument
from annotator.core.capitals import Commons, runs
from annotator.ui.reading_view import ReadingView

Range = tuple[int, int]


class NameSteps:
    """Finds names in the lines that a view shows; what was found in a line is kept while its words stay the same."""

    def __init__(self, view: ReadingView) -> None:
        self._view = view
        self._seen: tuple[object, ...] = ()
        self._runs: dict[Range, list[Range]] = {}
        self._is_common = Commons("")

    def find(self, direction: Literal[-1, 1]) -> Range | None:
        """The next or previous one from where the reader is, round the end of the article; None when there is none."""
        document = self._view.open_document
        if document is None or not document.text:
            return None
        self._remember(document)
        at = self._place(direction)
        paragraphs = self._view.paragraphs
        here = max(0, bisect_right(paragraphs, at, key=itemgetter(0)) - 1)
        for step in range(len(paragraphs) + 1):
            paragraph = paragraphs[(here + direction * step) % len(paragraphs)]
            found = [run for run in self._free(document, paragraph) if step or self._is_ahead(run, at, direction)]
            if found:
                return found[0 if direction > 0 else -1]
        return None

    def _is_ahead(self, run: Range, at: int, direction: int) -> bool:
        return run[0] >= at if direction > 0 else run[1] <= at

    def _place(self, direction: int) -> int:
        """Behind or before what is selected or current, so that it is not found again."""
        view, current = self._view, self._view.current
        if view.selection is not None:
            return view.selection[1 if direction > 0 else 0]
        if current is not None and current.start <= view.caret <= current.end:
            return current.end if direction > 0 else current.start
        return view.caret

    def _free(self, document: OpenDocument, paragraph: Range) -> Iterator[Range]:
        """The names of a paragraph as far as no span of the person's is on them, but for those suggested whole."""
        for run in self._runs_of(document, paragraph):
            for piece in self._uncovered(document, run):
                near = document.suggestions_between(*piece)
                if not any(span.start <= piece[0] and piece[1] <= span.end for span in near):
                    yield piece

    def _uncovered(self, document: OpenDocument, run: Range) -> Iterator[Range]:
        own = document.spans.between(*run)
        if not own:
            yield run
            return
        place = run[0]
        for span in sorted(own, key=lambda span: span.start):
            if place < span.start:
                yield from runs(document.text, (place, span.start), document.words)
            place = max(place, span.end)
        if place < run[1]:
            yield from runs(document.text, (place, run[1]), document.words)

    def _runs_of(self, document: OpenDocument, paragraph: Range) -> list[Range]:
        if paragraph not in self._runs:
            self._runs[paragraph] = runs(document.text, paragraph, document.words, self._is_common)
        return self._runs[paragraph]

    def _remember(self, document: OpenDocument) -> None:
        seen = (document.text, document.words)
        if len(self._seen) != 2 or any(old is not new for old, new in zip(self._seen, seen, strict=True)):
            self._seen, self._runs, self._is_common = seen, {}, Commons(document.text)
