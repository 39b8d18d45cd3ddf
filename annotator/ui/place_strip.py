"""A line above the text that says what to mind where the project lies, until it is put away."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from annotator.app.places import Warned
from annotator.core.places import warning
from annotator.core.shown import one_line
from annotator.ui import theme as design
from annotator.ui.icons import icon, pixmap
from annotator.ui.messages import sentence
from annotator.ui.strip import Strip
from annotator.ui.theme import Theme, ui_font

_PICTURE = 18


class PlaceStrip(Strip):
    """What can happen there and what to do about it; nothing is held up by it."""

    closed = Signal(bool)
    """Whether for good."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._said = QLabel(self)
        self._never = QPushButton(self.tr("Do not say again"), self)
        self.setObjectName("placeStrip")
        self.setAutoFillBackground(True)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, theme.hover)
        self.setPalette(palette)
        self._set_up()
        self.hide()

    @property
    def offered(self) -> QWidget:
        """The button that puts it away for good."""
        return self._never

    def say(self, warned: Warned | None) -> None:
        """Shows what there is to say; nothing hides it."""
        self.setVisible(warned is not None)
        if warned is not None:
            said = sentence(warning(warned.place))
            if warned.versions:
                number = len(warned.versions)
                beside = self.tr("Beside it lie %n other version(s) of it, which can be merged: {names}.", "", number)
                said = f"{said}\n{beside.format(names=', '.join(map(one_line, warned.versions)))}"
            self._said.setText(said)
            self.setAccessibleName(said)

    def _set_up(self) -> None:
        picture = QLabel(self)
        picture.setPixmap(pixmap("info", self._theme.accent, _PICTURE))
        self._said.setObjectName("placeSaid")
        self._said.setTextFormat(Qt.TextFormat.PlainText)
        self._said.setWordWrap(True)
        self._said.setFont(ui_font())
        self._said.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        never = self._never
        never.setObjectName("placeNever")
        never.setFont(ui_font())
        never.setToolTip(self.tr("Not for this project"))
        never.setAccessibleName(never.text())
        never.setAutoDefault(True)  # Enter presses it
        never.setStyleSheet(
            self._theme.buttons()
            + f"QPushButton {{ background: transparent; padding: {design.XS + 1}px {design.M}px; }}"
        )
        never.clicked.connect(lambda: self.closed.emit(True))
        cross = QToolButton(self)
        cross.setObjectName("placeClose")
        cross.setAccessibleName(self.tr("Close"))
        cross.setIcon(icon("close", self._theme.muted, self._theme.border))
        cross.setIconSize(QSize(14, 14))
        cross.setStyleSheet(self._theme.flat_buttons())
        cross.clicked.connect(lambda: self.closed.emit(False))
        row = QHBoxLayout(self)
        row.setContentsMargins(design.M, 6, design.S, 6)
        row.setSpacing(design.S)
        row.addWidget(picture)
        row.addWidget(self._said, 1)
        row.addWidget(never)
        row.addWidget(cross)
