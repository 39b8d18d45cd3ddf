"""The labels above the text: each with its colour, name and key; pressing one labels or arms it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QLayout, QLayoutItem, QWidget

from annotator.core.model import Label
from annotator.ui import theme as design
from annotator.ui.plain import plain_tip
from annotator.ui.theme import Theme, mixed, text_on, ui_font

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_HEIGHT = 30
_SWATCH = 10
_WIDEST = 240
"""Pixels of a name; more of it are cut and shown as "…"."""


class LabelButton(QAbstractButton):
    """One label: a swatch, the name, the key. Checked means that it is armed."""

    def __init__(self, label: Label, language: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = label
        self._theme = theme
        self.setObjectName(f"label.{label.name}")
        self.setAccessibleName(f"{label.shown}, {label.title(language)}")
        self.setToolTip(plain_tip(_tip(label, language)))
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFont(ui_font(12))

    def sizeHint(self) -> QSize:
        """Room for swatch, name and key."""
        metrics = QFontMetrics(self.font())
        key = metrics.horizontalAdvance(self.label.key) + design.S if self.label.key else 0
        name = min(metrics.horizontalAdvance(self.label.shown), _WIDEST)
        return QSize(design.S + _SWATCH + 5 + name + key + design.S, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A quiet chip; in the label's own colour while it is armed."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour, rect = QColor(self.label.colour), QRectF(self.rect()).adjusted(0.5, 2.5, -0.5, -2.5)
        ground = QColor(self._theme.surface)
        if self.isChecked():
            ground = colour
        elif self.underMouse() and self.isEnabled():
            ground = mixed(self.label.colour, self._theme.surface, 0.14)
        edge = colour if self.isChecked() or self.hasFocus() else QColor(self._theme.border)
        painter.setPen(QPen(edge, 1.6 if self.hasFocus() else 1))
        painter.setBrush(ground)
        painter.drawRoundedRect(rect, design.RADIUS, design.RADIUS)
        text = text_on(self.label.colour) if self.isChecked() else QColor(self._theme.text)
        muted = text if self.isChecked() else QColor(self._theme.muted)
        self._paint_content(painter, rect, colour, text, muted)
        painter.end()

    def _paint_content(self, painter: QPainter, rect: QRectF, colour: QColor, text: QColor, muted: QColor) -> None:
        painter.setOpacity(1 if self.isEnabled() else 0.5)
        swatch = QRectF(rect.left() + design.S, rect.center().y() - _SWATCH / 2, _SWATCH, _SWATCH)
        painter.setPen(QPen(text, 1.2) if self.isChecked() else Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRoundedRect(swatch, 3, 3)
        painter.setPen(text)
        inner = rect.adjusted(design.S + _SWATCH + 5, 0, -design.S, 0)
        name = QFontMetrics(self.font()).elidedText(self.label.shown, Qt.TextElideMode.ElideRight, _WIDEST)
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)
        painter.setPen(muted)
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self.label.key)


class LabelBar(QWidget):
    """The buttons of the label set, in as many rows as they need."""

    pressed = Signal(object)
    """A Label."""
    hovered = Signal(object)
    """The Label under the mouse, or None."""

    def __init__(self, language: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._theme = theme
        self._buttons: dict[int, LabelButton] = {}
        self.setObjectName("labelBar")
        self.setAccessibleName(self.tr("Labels"))
        self._layout = FlowLayout(self, design.XS)

    def show_labels(self, labels: list[Label]) -> None:
        """Replaces the buttons."""
        for button in self._buttons.values():
            self._layout.removeWidget(button)
            button.deleteLater()
        self._buttons = {label.id: LabelButton(label, self._language, self._theme, self) for label in labels}
        for button in self._buttons.values():
            button.clicked.connect(self._clicked)
            button.installEventFilter(self)
            self._layout.addWidget(button)
            button.show()
        self.updateGeometry()

    @property
    def labels(self) -> list[Label]:
        """The labels shown, in order."""
        return [button.label for button in self._buttons.values()]

    def set_armed(self, label: Label | None) -> None:
        """Shows which label is armed."""
        for key, button in self._buttons.items():
            button.setChecked(label is not None and key == label.id)

    def eventFilter(self, watched, event) -> bool:  # type: ignore[no-untyped-def]
        """Tells which label the mouse is over."""
        if isinstance(watched, LabelButton) and event.type() in (event.Type.Enter, event.Type.Leave):
            self.hovered.emit(watched.label if event.type() == event.Type.Enter else None)
            watched.update()
        return False

    def _clicked(self) -> None:
        button = self.sender()
        if isinstance(button, LabelButton):
            button.setChecked(not button.isChecked())
            self.pressed.emit(button.label)


class FlowLayout(QLayout):
    """Lays widgets out in rows from the left, as text is."""

    def __init__(self, parent: QWidget, gap: int) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Takes one more item at the end."""
        self._items.append(item)

    def count(self) -> int:
        """How many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]
        """The item at a place."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]
        """Takes an item out."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        """Fewer pixels across need more rows."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all rows at a width."""
        return self._place(QRect(0, 0, width, 0), is_trial=True)

    def sizeHint(self) -> QSize:
        """One row."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """The largest item."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize()).expandedTo(item.sizeHint())
        return size

    def setGeometry(self, rect: QRect) -> None:
        """Places the items."""
        super().setGeometry(rect)
        self._place(rect, is_trial=False)

    def _place(self, rect: QRect, is_trial: bool) -> int:
        x, y, row = rect.x(), rect.y(), 0
        for item in self._items:
            hint = item.sizeHint()
            if x + hint.width() > rect.right() + 1 and row:
                x, y, row = rect.x(), y + row + self._gap, 0
            if not is_trial:
                item.setGeometry(QRect(QPoint(x, y), hint))
            x += hint.width() + self._gap
            row = max(row, hint.height())
        return y + row - rect.y()


def _tip(label: Label, language: str) -> str:
    return f"{label.title(language)} ({label.key})" if label.key else label.title(language)
