"""A line that says why something did not happen, over the text, gone by itself; it never asks for a click."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QLabel, QWidget

from annotator.ui import theme as design
from annotator.ui.icons import pixmap
from annotator.ui.theme import Theme, ui_font

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_SECONDS_AT_LEAST = 4.0
_SECONDS_A_CHARACTER = 0.05


class Notice(QLabel):
    """Lies at the bottom of its parent."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._picture = "info"
        self.setObjectName("notice")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setFont(ui_font())
        self.setContentsMargins(design.M + 26, design.S, design.M, design.S)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.hide)
        parent.installEventFilter(self)
        self.hide()

    def say(self, text: str, is_warning: bool = True) -> None:
        """Shows a sentence for as long as it takes to read."""
        self._picture = "warning" if is_warning else "info"
        self.setText(text)
        self.setAccessibleName(text)
        self._place()
        self.show()
        self.raise_()
        self._timer.start(round(1000 * (_SECONDS_AT_LEAST + _SECONDS_A_CHARACTER * len(text))))

    def mousePressEvent(self, _event: QEvent) -> None:  # type: ignore[override]
        """A click puts it away."""
        self.hide()

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
        colour = self._theme.danger if self._picture == "warning" else self._theme.accent
        painter.setPen(QPen(QColor(colour), 1))
        painter.setBrush(QColor(self._theme.surface))
        painter.drawRoundedRect(rect, design.RADIUS, design.RADIUS)
        painter.drawPixmap(design.M, (self.height() - 18) // 2, pixmap(self._picture, colour, 18))
        painter.end()
        super().paintEvent(event)

    def _place(self) -> None:
        parent = self.parentWidget()
        if parent is None:
            return
        width = min(560, parent.width() - 2 * design.XL)
        inner = width - self.contentsMargins().left() - self.contentsMargins().right()
        bounds = QFontMetrics(self.font()).boundingRect(0, 0, inner, 1000, Qt.TextFlag.TextWordWrap, self.text())
        height = bounds.height() + 2 * design.S + 4
        self.setGeometry((parent.width() - width) // 2, parent.height() - height - design.XL, width, height)
