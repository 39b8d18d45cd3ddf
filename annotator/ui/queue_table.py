"""The rows of the queue: the reading view's keys act on them, and more are asked for before they end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from annotator.ui.hit_model import HitRow
from annotator.ui.hit_table import HitTable
from annotator.ui.theme import Theme

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

_MOVES = {
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
}

KeyTaker = Callable[["QKeyEvent"], bool]
"""Does what a key means; False when it means nothing."""


class QueueTable(HitTable):
    """Rows in the order of the queue alone: neither ticked nor sorted otherwise."""

    end_reached = Signal()
    """The rows that are there come to an end, at the top or at the bottom."""

    def __init__(self, theme: Theme, take_key: KeyTaker, parent: QWidget | None = None) -> None:
        self.keeps_columns = False
        """True while columns keep their widths, since finding them anew costs more than the answer to a row."""
        self._is_filling = False
        super().__init__(theme, "suggestionQueue", parent)
        self._take_key = take_key
        self.setAccessibleName(self.tr("Suggestion queue"))
        self.horizontalHeader().hide()
        self.verticalScrollBar().valueChanged.connect(self._look_at_end)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Moves, or acts as the reading view would; what neither does is the bench's."""
        if self._take_key(event):
            event.accept()
        elif event.key() in _MOVES and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
            self._look_at_end()
        else:
            event.ignore()

    def fit_columns(self) -> None:
        """See `keeps_columns`."""
        if not self.keeps_columns:
            super().fit_columns()

    def fill(self, rows: Sequence[HitRow], current: int) -> None:
        """Shows other rows with this one current."""
        self._is_filling = True
        self.show_rows(rows)
        self.go_to(current)
        self._is_filling = False

    def is_near_beginning(self) -> bool:
        """Whether the first row is less than a page away from what is seen or from the current row."""
        page, bar = self._page, self.verticalScrollBar()
        return bar.value() < page or self.currentIndex().row() < page

    def is_near_end(self) -> bool:
        """Whether the last row is."""
        page, bar = self._page, self.verticalScrollBar()
        return bar.value() > bar.maximum() - page or self.currentIndex().row() >= len(self.rows) - page

    @property
    def _page(self) -> int:
        """The rows that are seen at once."""
        return max(1, self.viewport().height() // max(1, self.verticalHeader().defaultSectionSize()))

    def _look_at_end(self, *_value: int) -> None:
        if not self._is_filling and self.rows and (self.is_near_beginning() or self.is_near_end()):
            self.end_reached.emit()
