"""Labels at the selection: a slim bar for the mouse, and a palette where one types to find a label among many.

Both lie over the text, below what they are about, or above it near the bottom: never on it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPalette, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from annotator.core.model import Label
from annotator.core.text import folded
from annotator.ui import theme as design
from annotator.ui.icons import icon
from annotator.ui.label_bar import FlowLayout, LabelButton
from annotator.ui.theme import Theme, mixed, ui_font
from annotator.ui.words_field import WordsField

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent, QPaintEvent

_WIDTH = 380
_TALLEST = 208
"""Pixels of chips that are shown at once; more are scrolled."""
_CHIPS_ABOVE = 15
"""Pixels above a line that its chips take."""
_LANES_BELOW = 12
"""Pixels below a line that the lines of stacked spans take."""


class Card(QFrame):
    """A quiet card over its parent, with a hairline and the shadow's first pixel."""

    def __init__(self, name: str, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._host = parent
        self._theme = theme
        self.setObjectName(name)
        self.hide()

    def place(self, words: QRect, size: QSize) -> None:
        """Puts the card of a size near a rectangle of its parent, below it or where that has no room above."""
        room = self._host.rect().adjusted(design.S, design.S, -design.S, -design.S)
        y = words.bottom() + _LANES_BELOW
        if y + size.height() > room.bottom():
            above = words.top() - _CHIPS_ABOVE - size.height()
            y = above if above >= room.top() else room.bottom() - size.height()
        x = max(room.left(), min(words.left() - design.S, room.right() - size.width()))
        self.setGeometry(QRect(QPoint(x, y), size))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground and the hairline."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -1.5)
        painter.setPen(Qt.PenStyle.NoPen)
        shade = QColor(Qt.GlobalColor.black)
        shade.setAlphaF(0.35 if self._theme.is_dark else 0.08)
        painter.setBrush(shade)
        painter.drawRoundedRect(rect.translated(0, 1), design.RADIUS + 2, design.RADIUS + 2)
        painter.setPen(QPen(mixed(self._theme.accent, self._theme.border, 0.35), 1))
        painter.setBrush(QColor(self._theme.surface))
        painter.drawRoundedRect(rect, design.RADIUS + 2, design.RADIUS + 2)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside a chip is not a click on the text below."""
        event.accept()


class LabelStrip(Card):
    """The first labels in one row; it takes no keyboard, so that label keys still act on the text."""

    chosen = Signal(object)
    """A Label."""
    more_wanted = Signal()

    def __init__(self, labels: Sequence[Label], language: str, theme: Theme, parent: QWidget) -> None:
        super().__init__("labelStrip", theme, parent)
        self.setAccessibleName(self.tr("Labels for the selection"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._buttons = [_chip(label, "strip", language, theme, self) for label in labels]
        for button in self._buttons:
            button.clicked.connect(self._choose)
        self._more = QToolButton(self)
        self._more.setObjectName("strip.more")
        said = self.tr("All labels")
        self._more.setAccessibleName(said)
        self._more.setToolTip(f"{said} (L)")
        self._more.setIcon(icon("more", theme.muted, theme.border))
        self._more.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._more.setStyleSheet(theme.flat_buttons())
        self._more.clicked.connect(self.more_wanted)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(design.XS, design.XS, design.XS, design.XS)
        row.setSpacing(design.XS)
        for button in self._buttons:
            row.addWidget(button)
        row.addWidget(self._more)

    def show_at(self, words: QRect) -> None:
        """Shows as many labels as fit, near a rectangle of the parent."""
        room = self._host.width() - 2 * design.S - self._more.sizeHint().width() - 2 * design.XS
        for button in self._buttons:
            room -= button.sizeHint().width() + design.XS
            button.setVisible(room >= 0)
        self._row.activate()
        self.place(words, self.sizeHint())
        self.show()
        self.raise_()

    def _choose(self) -> None:
        button = self.sender()
        if isinstance(button, LabelButton):
            button.setChecked(False)
            self.chosen.emit(button.label)


class LabelPalette(Card):
    """All labels, and a field that leaves those whose name or title begins with what is typed."""

    chosen = Signal(object)
    """A Label."""
    closed = Signal()

    def __init__(self, labels: Sequence[Label], language: str, theme: Theme, parent: QWidget) -> None:
        super().__init__("labelPalette", theme, parent)
        self.setAccessibleName(self.tr("Labels"))
        self._language = language
        self._labels = list(labels)
        self._number = 0
        """Which of the labels that are left is the one that Enter means."""
        self.field = WordsField("labelPaletteField", theme, self)
        self.field.explain(self.tr("Find a label"))
        self.field.setFont(ui_font())
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._filter)
        self._chips = QWidget()
        self._flow = FlowLayout(self._chips, design.XS)
        self._buttons = [_chip(label, "palette", language, theme, self._chips) for label in labels]
        for button in self._buttons:
            button.clicked.connect(self._take_clicked)
        self._scroll = _scroller(self._chips, theme)
        self._hint = QLabel(self)
        self._hint.setObjectName("labelPaletteHint")
        self._hint.setTextFormat(Qt.TextFormat.PlainText)
        self._hint.setFont(ui_font(design.SMALL_SIZE))
        self._hint.setContentsMargins(design.XS, 0, 0, 0)
        self._hint.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(design.S, design.S, design.S, design.S)
        column.setSpacing(design.S)
        for part in (self.field, self._scroll, self._hint):
            column.addWidget(part)

    @property
    def shown(self) -> list[Label]:
        """The labels left by what is typed, in order."""
        return [button.label for button in self._left()]

    def open_at(self, words: QRect, current: int | None) -> None:
        """Shows itself near a rectangle of the parent and takes the keyboard; `current` is the label first marked."""
        self.field.clear()
        self._words = words
        keys = [label.id for label in self._labels]
        self._show(keys.index(current) if current in keys else 0)
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_up(self) -> None:
        """Hides itself and says so."""
        if self.isVisible():
            self.hide()
            self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys that choose, instead of writing in the field."""
        if event.type() == QEvent.Type.FocusOut and not self._keeps_focus():
            self.close_up()
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                event.accept()
            return False
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._act(event)
        return super().eventFilter(watched, event)

    def _keeps_focus(self) -> bool:
        """True when the keyboard only went to another window or to a menu of the field."""
        focus = self.window().focusWidget()
        return focus is None or focus is self.field or self.isAncestorOf(focus)  # type: ignore[redundant-expr]

    def _act(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.close_up()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            left = self._left()
            if left:
                self._take(left[self._number].label)
        elif key in _STEPS:
            self._step(key)
        else:
            return self._take_digit(event.text())
        return True

    def _take_digit(self, text: str) -> bool:
        found = [label for label in self._labels if text.isdecimal() and label.key == text]
        if found:
            self._take(found[0])
        return bool(found)

    def _step(self, key: int) -> None:
        left = self._left()
        if not left:
            return
        row, column = _STEPS[Qt.Key(key)]
        if column:
            self._show((self._number + column) % len(left))
        else:
            self._show(_beside([button.geometry() for button in left], self._number, row))

    def _filter(self) -> None:
        self._show(0)

    def _left(self) -> list[LabelButton]:
        words = folded(self.field.text()).split()
        found = [button for button in self._buttons if _matches(button.label, words)]
        if words:  # the short name first: it is what one sees
            found.sort(key=lambda button: not folded(button.label.name).startswith(words[0]))
        return found

    def _show(self, number: int) -> None:
        """Lays the labels that are left out, the chosen one marked."""
        left = self._left()
        self._number = min(number, max(0, len(left) - 1))
        while self._flow.count():
            self._flow.takeAt(0)
        for button in self._buttons:
            button.setVisible(button in left)
            button.setChecked(bool(left) and button is left[self._number])
        for button in left:
            self._flow.addWidget(button)
        self._hint.setText(left[self._number].label.title(self._language) if left else self.tr("No such label"))
        self._fit()
        if left:
            self._scroll.ensureWidgetVisible(left[self._number], 0, 0)

    def _fit(self) -> None:
        width = min(_WIDTH, self._host.width() - 2 * design.S)
        inner = width - 2 * design.S
        height = self._flow.heightForWidth(inner) if self._flow.count() else 0
        self._chips.setFixedSize(inner, height)
        self._flow.setGeometry(self._chips.rect())
        self._scroll.setFixedHeight(min(height, _TALLEST))
        self._column.activate()
        self.place(self._words, QSize(width, self._column.totalSizeHint().height()))

    def _take_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, LabelButton):
            self._take(button.label)

    def _take(self, label: Label) -> None:
        self.close_up()
        self.chosen.emit(label)


_STEPS = {
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Tab: (0, 1),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Backtab: (0, -1),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Up: (-1, 0),
}
"""Rows and chips that a key goes."""


def _chip(label: Label, where: str, language: str, theme: Theme, parent: QWidget) -> LabelButton:
    button = LabelButton(label, language, theme, parent)
    button.setObjectName(f"{where}.{label.name}")
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return button


def _scroller(chips: QWidget, theme: Theme) -> QScrollArea:
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidget(chips)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.verticalScrollBar().setStyleSheet(theme.scroll_bars())
    area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    for part in (area, area.viewport(), chips):
        part.setAutoFillBackground(False)
    area.viewport().setBackgroundRole(QPalette.ColorRole.NoRole)
    return area


def _matches(label: Label, words: Sequence[str]) -> bool:
    """Tell whether every word begins a word of the label's name or of its title in either language."""
    said = folded(f"{label.name} {label.title_en} {label.title_vi}")
    known = said.replace("-", " ").replace("_", " ").split()
    return all(any(each.startswith(word) for each in known) for word in words)


def _beside(places: Sequence[QRect], number: int, row: int) -> int:
    """The chip above or below another: in the next row, the nearest one to it."""
    here = places[number]
    rows = [place.top() for place in places if (place.top() - here.top()) * row > 0]
    if not rows:
        return number
    top = min(rows) if row > 0 else max(rows)
    x = here.center().x()
    return min(
        (n for n, place in enumerate(places) if place.top() == top), key=lambda n: abs(places[n].center().x() - x)
    )
