"""What the window shows while no project is open: how to begin."""

from __future__ import annotations

import os

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from annotator.core.shown import one_line
from annotator.ui import theme as design
from annotator.ui.icons import icon, pixmap
from annotator.ui.plain import menu_text, plain_tip
from annotator.ui.theme import Theme, ui_font


class Welcome(QWidget):
    """New, open, and the projects that were open last."""

    new_wanted = Signal()
    open_wanted = Signal()
    recent_wanted = Signal(str)

    def __init__(self, recent: list[str], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("welcome")
        column = QVBoxLayout(self)
        column.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.setSpacing(design.S)
        column.addWidget(self._picture(), 0, Qt.AlignmentFlag.AlignHCenter)
        self._heading = self._text(self.tr("No project is open"), ui_font(20, QFont.Weight.DemiBold), theme.text)
        column.addWidget(self._heading)
        hint = self.tr("A project is one file that holds articles and everything people annotate on them.")
        column.addWidget(self._text(hint, ui_font(), theme.muted))
        self._bar = QProgressBar(self)
        self._bar.setRange(0, 0)
        self._bar.setFixedSize(220, 6)
        self._bar.setTextVisible(False)
        self._bar.setStyleSheet(theme.progress())
        self._bar.hide()
        column.addWidget(self._bar, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(design.M)
        for name, text, signal in (
            ("welcomeNew", self.tr("New project…"), self.new_wanted),
            ("welcomeOpen", self.tr("Open project…"), self.open_wanted),
        ):
            column.addWidget(self._button(name, text, signal), 0, Qt.AlignmentFlag.AlignHCenter)
        if recent:
            column.addSpacing(design.M)
            column.addWidget(self._text(self.tr("Opened lately"), ui_font(12), theme.muted))
        for path in recent[:5]:
            column.addWidget(self._recent(path), 0, Qt.AlignmentFlag.AlignHCenter)

    def show_preparing(self, is_busy: bool) -> None:
        """Says that the sample project is being made, with everything else out of the way."""
        for widget in self.findChildren(QPushButton):
            widget.setVisible(not is_busy)
        self._heading.setText(self.tr("Preparing sample articles…") if is_busy else self.tr("No project is open"))
        self._bar.setRange(0, 0)
        self._bar.setVisible(is_busy)

    def show_updating(self, done: int, total: int) -> None:
        """Says how far a project of an older version is on its way to this one."""
        self.show_preparing(is_busy=True)
        self._heading.setText(self.tr("Updating the project for this version…"))
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def _picture(self) -> QLabel:
        label = QLabel(self)
        label.setPixmap(pixmap("app", "#000000", 64))
        return label

    def _text(self, text: str, font: QFont, colour: str) -> QLabel:
        label = QLabel(text, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        label.setFont(font)
        palette = label.palette()
        palette.setColor(QPalette.ColorRole.WindowText, QColor(colour))
        label.setPalette(palette)
        return label

    def _button(self, name: str, text: str, signal) -> QPushButton:  # type: ignore[no-untyped-def]
        button = QPushButton(text, self)
        button.setObjectName(name)
        button.setMinimumWidth(220)
        button.setFont(ui_font())
        button.setStyleSheet(self._theme.buttons(primary=name == "welcomeNew"))
        button.clicked.connect(lambda _checked=False: signal.emit())
        return button

    def _recent(self, path: str) -> QPushButton:
        button = QPushButton(menu_text(os.path.basename(path)), self)
        button.setIcon(icon("article", self._theme.muted, self._theme.border, 16))
        button.setStyleSheet(self._theme.flat_buttons() + f"QPushButton {{ padding: {design.XS}px {design.M}px; }}")
        button.setFont(ui_font())
        button.setToolTip(plain_tip(one_line(path)))
        button.clicked.connect(lambda _checked=False: self.recent_wanted.emit(path))
        return button
