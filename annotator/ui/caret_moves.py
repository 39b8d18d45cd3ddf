"""The text cursor of the reading view by key: to the next word, syllable, sentence or paragraph, selecting or not."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Literal

from annotator.core.moves import Reach, Walker
from annotator.core.selection import SnapUnit
from annotator.ui.reading_view import ReadingView

_REACHES = {
    "word": None,
    "syllable": Reach.SYLLABLE,
    "sentence": Reach.SENTENCE,
    "paragraph": Reach.PARAGRAPH,
}
"""What the names of acts mean; "word" is whatever selections take whole."""

_DIRECTIONS: tuple[tuple[str, Literal[-1, 1]], ...] = (("next", 1), ("previous", -1))


class CaretMoves:
    """Moves and extends; what a selection snaps to is seen at once, since that is what the view paints."""

    def __init__(self, view: ReadingView) -> None:
        self._view = view

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What the actions on the text cursor call."""
        found: dict[str, Callable[[], object]] = {}
        for word, direction in _DIRECTIONS:
            for name, reach in _REACHES.items():
                found[f"caret.{word}-{name}"] = partial(self.move, reach, direction)
                found[f"select.{word}-{name}"] = partial(self.extend, reach, direction)
        return found

    def move(self, reach: Reach | None, direction: Literal[-1, 1]) -> None:
        """Goes to the next or previous beginning; to the left out of a selection, first to its own."""
        walker, view = self._walker(), self._view
        if walker is None:
            return
        at = view.caret
        if view.selection is not None:
            start, end = view.selection
            at = start + 1 if direction < 0 else max(start, end - 1)
        view.move_caret(walker.moved(at, self._reach(reach), direction))

    def extend(self, reach: Reach | None, direction: Literal[-1, 1]) -> None:
        """Moves the edge of the selection where the text cursor is; the other stays."""
        walker, view = self._walker(), self._view
        if walker is None:
            return
        anchor = at = view.caret
        if view.selection is not None:
            is_right = view.caret >= view.anchor
            anchor, at = view.selection if is_right else reversed(view.selection)
        found = walker.extended(anchor, at, self._reach(reach), direction)
        view.extend(anchor, found, SnapUnit.SYLLABLE if reach is Reach.SYLLABLE else None)

    def _reach(self, reach: Reach | None) -> Reach:
        return reach or Reach(self._view.snap_unit.value)

    def _walker(self) -> Walker | None:
        document = self._view.open_document
        return Walker(document.text, self._view.paragraphs, document.words) if document else None
