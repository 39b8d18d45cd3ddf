"""A line that says why something did not happen, over the text, gone by itself; it never asks for a click.

Where something can be done about it, it stands there with a button until that is done or it is put away.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton, QWidget

from annotator.ui import theme as design
from annotator.ui.icons import icon, pixmap
from annotator.ui.theme import Theme, ui_font

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent

_SECONDS_AT_LEAST = 4.0
_SECONDS_A_CHARACTER = 0.05


_ICON = 18
_CROSS = 22


@dataclass(frozen=True, slots=True)
class Offer:
    """What a person can do about what is said: the text of a button and what it calls."""

    text: str
    act: Callable[[], object]


@dataclass(frozen=True, slots=True)
class _Said:
    text: str
    is_warning: bool
    offer: Offer | None


class Notice(QLabel):
    """Lies at the bottom of its parent."""

    left = Signal()
    """The keyboard was on it and is wanted elsewhere: its button was pressed, or it was put away."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self._theme = theme
        self._said = _Said("", False, None)
        self._standing: _Said | None = None
        """What comes back when something else was said meanwhile."""
        self.setObjectName("notice")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setFont(ui_font())
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._fade)
        self._button = self._make_button()
        self._cross = self._make_cross()
        parent.installEventFilter(self)
        self.hide()

    def say(self, text: str, is_warning: bool = True, offer: Offer | None = None) -> None:
        """Shows a sentence for as long as it takes to read; one with an offer stands, and comes back after others."""
        said = _Said(text, is_warning, offer)
        if offer is not None:
            self._standing = said
        self._show(said)

    @property
    def offered(self) -> list[QWidget]:
        """What the keyboard can go to: the button, while there is one."""
        return [self._button] if self._button.isVisible() else []

    def move_to(self, parent: QWidget) -> None:
        """Lies over another part of the window from now on, saying what it says."""
        is_shown = self.isVisibleTo(self._over)
        self._over.removeEventFilter(self)
        self._over = parent
        self.setParent(parent)
        parent.installEventFilter(self)
        if is_shown:
            self._place()
            self.show()

    def withdraw(self) -> None:
        """Takes back what was offered."""
        self._standing = None
        if self._said.offer is not None:
            self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape on its button puts it away."""
        if event.key() == Qt.Key.Key_Escape and self._said.offer is not None:
            self._put_away()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, _event: QEvent) -> None:  # type: ignore[override]
        """A click puts it away; what offers something has a button for that, for a click may miss the other."""
        if self._said.offer is None:
            self._fade()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keeps its place when the parent changes size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A quiet card with a hairline and a small picture."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        colour = self._theme.danger if self._said.is_warning else self._theme.accent
        painter.setPen(QPen(QColor(colour), 1))
        painter.setBrush(QColor(self._theme.surface))
        painter.drawRoundedRect(rect, design.RADIUS, design.RADIUS)
        top = (self.height() - _ICON) // 2 if self._said.offer is None else design.M + 1
        painter.drawPixmap(design.M, top, pixmap("warning" if self._said.is_warning else "info", colour, _ICON))
        painter.end()
        super().paintEvent(event)

    def _show(self, said: _Said) -> None:
        self._said = said
        self.setText(said.text)
        self.setAccessibleName(said.text)
        for part in (self._button, self._cross):
            part.setVisible(said.offer is not None)
        if said.offer is not None:
            self._button.setText(said.offer.text)
            self._button.setAccessibleName(said.offer.text)
            self._timer.stop()
        else:
            self._timer.start(round(1000 * (_SECONDS_AT_LEAST + _SECONDS_A_CHARACTER * len(said.text))))
        self._place()
        self.show()
        self.raise_()

    def _fade(self) -> None:
        if self._standing is not None and self._standing is not self._said:
            self._show(self._standing)
        else:
            self.hide()

    def _act(self) -> None:
        offer = self._said.offer
        self._give_keyboard_back()
        if offer is not None:
            offer.act()

    def _put_away(self) -> None:
        self._standing = None
        self._give_keyboard_back()
        self.hide()

    def _give_keyboard_back(self) -> None:
        if self._button.hasFocus() or self._cross.hasFocus():
            self.left.emit()

    def _place(self) -> None:
        parent = self._over
        offers = self._said.offer is not None
        edge, below = (design.M, self._button.sizeHint().height() + design.S) if offers else (design.S, 0)
        self.setContentsMargins(design.M + 26, edge, design.M + (_CROSS if offers else 0), edge + below)
        self.setAlignment(Qt.AlignmentFlag.AlignTop if offers else Qt.AlignmentFlag.AlignVCenter)
        width = min(560, parent.width() - 2 * design.XL)
        margins = self.contentsMargins()
        inner = width - margins.left() - margins.right()
        bounds = QFontMetrics(self.font()).boundingRect(0, 0, inner, 1000, Qt.TextFlag.TextWordWrap, self.text())
        height = bounds.height() + margins.top() + margins.bottom() + 4
        self.setGeometry((parent.width() - width) // 2, parent.height() - height - design.XL, width, height)
        size = self._button.sizeHint()
        self._button.setGeometry(margins.left(), height - edge - size.height(), min(size.width(), inner), size.height())
        self._cross.setGeometry(width - _CROSS - design.S, design.S, _CROSS, _CROSS)

    def _make_button(self) -> QPushButton:
        button = QPushButton(self)
        button.setObjectName("noticeOffer")
        button.setFont(ui_font())
        button.setStyleSheet(self._theme.buttons(primary=True))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keyboard in the text
        button.setAutoDefault(True)  # Enter presses it
        button.clicked.connect(self._act)
        return button

    def _make_cross(self) -> QToolButton:
        cross = QToolButton(self)
        cross.setObjectName("noticeClose")
        cross.setAccessibleName(self.tr("Close"))
        cross.setIcon(icon("close", self._theme.muted, self._theme.border))
        cross.setIconSize(QSize(14, 14))
        cross.setStyleSheet(self._theme.flat_buttons())
        cross.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        cross.clicked.connect(self._put_away)
        return cross
