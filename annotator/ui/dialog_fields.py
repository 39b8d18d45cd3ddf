"""Choices of the dialogs, painted with the theme: Fusion's own outlines vanish on dark ground."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QRadioButton,
    QSizePolicy,
    QSpinBox,
    QToolButton,
    QWidget,
)

from annotator.ui.icons import icon, pixmap
from annotator.ui.theme import RADIUS, XS, S, Theme, mixed

_MARK = 16
"""Pixels of the box of a check box and of the circle of a radio button."""

_WIDEST, _NARROWEST = 360, 160
"""Pixels that a choice asks for and that it needs at most, however long what stands in it is."""


class Choice(QComboBox):
    """One of several, in the look of a field."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As high as a field, with room for Vietnamese marks."""
        return QSize(min(super().sizeHint().width() + 2 * S, _WIDEST), self.fontMetrics().height() + 2 * XS + S)

    def minimumSizeHint(self) -> QSize:
        """Never lower than its hint."""
        return QSize(min(super().minimumSizeHint().width(), _NARROWEST), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints the frame, the choice and a chevron."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(theme.accent if self.hasFocus() else theme.border))
        painter.setBrush(QColor(theme.surface if self.isEnabled() else theme.window))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        inner = self.rect().adjusted(S + 1, 0, -S - 16, 0)
        painter.setPen(QColor(theme.text if self.isEnabled() else theme.muted))
        text = self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        painter.drawPixmap(
            self.rect().right() - S - 12, (self.height() - 14) // 2, pixmap("chevron-down", theme.muted, 14)
        )


class Tick(QCheckBox):
    """A check box."""

    def __init__(self, text: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._theme = theme

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints the box with its tick, and the text."""
        painter, mark = _begin(self, self._theme)
        painter.drawRoundedRect(mark, XS, XS)
        if self.isChecked():
            painter.drawPixmap(mark.topLeft() + QPointF(2, 2), pixmap("check", _on(self, self._theme), 12))
        _write(painter, self, self._theme, mark)


class Pick(QRadioButton):
    """A radio button."""

    def __init__(self, text: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._theme = theme

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints the circle with its dot, and the text."""
        painter, mark = _begin(self, self._theme)
        painter.drawEllipse(mark)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(_on(self, self._theme)))
            painter.drawEllipse(mark.center(), 3, 3)
        _write(painter, self, self._theme, mark)


class Percent(QWidget):
    """A number from 0 to 100 per cent, typed or stepped by key or mouse; 0 is shown as a word."""

    valueChanged = Signal(int)

    def __init__(self, theme: Theme, name: str, nothing: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.number = QSpinBox()
        self.number.setObjectName(name)
        self.number.setRange(0, 100)
        self.number.setSingleStep(5)
        self.number.setSuffix(" %")
        self.number.setSpecialValueText(nothing)
        self.number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        # Fusion's buttons are drawn for its own frame alone; without buttons Qt 6.11 leaves the text no room at all.
        inner = (
            "QSpinBox QLineEdit { border: none; padding: 0; background: transparent; }"
            "QSpinBox::up-button, QSpinBox::down-button { width: 0; border: none; }"
        )
        self.number.setStyleSheet(theme.fields(("QSpinBox",)) + f"QSpinBox {{ padding: {XS}px {S}px; }}" + inner)
        self.number.setFixedWidth(88)
        self.number.valueChanged.connect(self.valueChanged)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(XS)
        less = self._step(theme, f"{name}Less", "minus", self.tr("Less"), self.number.stepDown)
        more = self._step(theme, f"{name}More", "plus", self.tr("More"), self.number.stepUp)
        for part in (less, self.number, more):
            row.addWidget(part)
        row.addStretch(1)

    def value(self) -> int:
        """The number."""
        return self.number.value()

    def setValue(self, value: int) -> None:
        """Shows another number."""
        self.number.setValue(value)

    def _step(self, theme: Theme, name: str, picture: str, text: str, act: Callable[[], None]) -> QToolButton:
        """A button for the mouse; the keyboard has the arrow keys in the field."""
        step = QToolButton()
        step.setObjectName(name)
        step.setAccessibleName(text)
        step.setToolTip(text)
        step.setAutoRaise(True)
        step.setAutoRepeat(True)
        step.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        step.setIcon(icon(picture, theme.muted, theme.border))
        step.clicked.connect(act)
        return step


def _begin(button: QAbstractButton, theme: Theme) -> tuple[QPainter, QRectF]:
    """A painter ready for the mark's frame, and where it goes."""
    painter = QPainter(button)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ground = (theme.accent if button.isEnabled() else theme.muted) if button.isChecked() else theme.surface
    frame = QColor(ground) if button.isChecked() else mixed(theme.muted, theme.surface, 0.6)
    painter.setPen(QPen(QColor(theme.text) if button.hasFocus() else frame, 1.5 if button.hasFocus() else 1))
    painter.setBrush(QColor(ground))
    return painter, QRectF(1, (button.height() - _MARK) / 2, _MARK, _MARK)


def _on(button: QAbstractButton, theme: Theme) -> str:
    return theme.accent_text if button.isEnabled() else theme.surface


def _write(painter: QPainter, button: QAbstractButton, theme: Theme, mark: QRectF) -> None:
    painter.setPen(QColor(theme.text if button.isEnabled() else theme.muted))
    room = button.rect().adjusted(int(mark.right()) + XS + 2, 0, 0, 0)
    flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextShowMnemonic
    painter.drawText(room, flags, button.text())
    painter.end()
