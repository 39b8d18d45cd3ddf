"""What stands in place of the queue's rows when there are none: why, and what Enter does then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from annotator.app.settings import Settings
from annotator.ui import theme as design
from annotator.ui.dialog_parts import plain_label
from annotator.ui.finish_strip import finish_button, is_plain_enter
from annotator.ui.icons import pixmap
from annotator.ui.next_order import NextOrder
from annotator.ui.theme import Theme

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

_PICTURE = 26


class QueueEmpty(QWidget):
    """A picture, a sentence, and the button that finishes the article."""

    finish_wanted = Signal()

    def __init__(self, settings: Settings, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("queueEmpty")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._takes_enter = False
        self._picture = QLabel(self)
        self._said = plain_label("", wrap=True)
        self._said.setObjectName("queueSaid")
        self.finish = finish_button("queueDone", theme, self)
        self.finish.clicked.connect(self.finish_wanted)
        self.order = NextOrder(settings, theme, "queueThen", self)
        column = QVBoxLayout(self)
        column.setContentsMargins(design.XL, design.S, design.XL, design.M)
        column.setSpacing(design.S)
        column.addStretch(1)
        for widget in (self._picture, self._said):
            widget.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(widget)
        for button in (self.finish, self.order):
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)

    def explain_none(self, is_of_project: bool, is_of_skipped: bool, is_finished: bool) -> None:
        """Says why nothing waits; `is_finished` when the last answer was given just now."""
        if is_of_skipped:
            self.explain(self.tr("No suggestion was skipped."))
        elif is_of_project:
            self.explain(self.tr("No open suggestion left in the project"), is_finished)
        elif is_finished:
            self.explain(self.tr("No open suggestion left"), is_finished)
        else:
            self.explain(self.tr("No open suggestion in this article."))

    def explain(self, sentence: str, is_finished: bool = False) -> None:
        """Says why there is no row; `is_finished` when Enter marks the article done and opens the next."""
        self._takes_enter = is_finished
        self.setAccessibleName(sentence)
        self._said.setText(sentence)
        self._said.setStyleSheet(f"color: {self._theme.text if is_finished else self._theme.muted}")
        colour = self._theme.accent if is_finished else self._theme.muted
        self._picture.setPixmap(pixmap("check-circle" if is_finished else "sparkle", colour, _PICTURE))
        self.finish.setVisible(is_finished)
        self.order.setVisible(is_finished)
        self.order.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter finishes; while it is held down it does nothing more."""
        if not is_plain_enter(event) or not self._takes_enter:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self.finish_wanted.emit()
