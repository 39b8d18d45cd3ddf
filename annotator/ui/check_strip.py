"""A line above the text that says that the check of the project found something, until it is put away."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from annotator.ui import theme as design
from annotator.ui.check_words import CheckWords
from annotator.ui.icons import icon, pixmap
from annotator.ui.strip import Strip
from annotator.ui.theme import Theme, ui_font
from annotator.workflows.check_file import Report

_PICTURE = 18


class CheckStrip(Strip):
    """How much is wrong, and a button that shows what; nothing is held up by it."""

    wanted = Signal()
    """The findings should be shown."""
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words = CheckWords(self)
        self._said = QLabel(self)
        self._show = QPushButton(self.tr("See what can be done…"), self)
        self.setObjectName("checkStrip")
        self.setAutoFillBackground(True)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, theme.selection)
        self.setPalette(palette)
        self._set_up()

    @property
    def offered(self) -> QWidget:
        """The button that shows the findings."""
        return self._show

    def say(self, report: Report) -> None:
        """Shows what there is to say."""
        told = self.tr(
            "Something in this project is not as it should be. {faults} Nothing was changed; your work goes on."
        )
        if report.mended:
            told = self.tr("Not all of this project could be rebuilt. {faults} Your work goes on.")
        said = told.format(faults=self._words.summary(report))
        self._said.setText(said)
        self.setAccessibleName(said)

    def _set_up(self) -> None:
        picture = QLabel(self)
        picture.setPixmap(pixmap("warning", self._theme.danger, _PICTURE))
        self._said.setObjectName("checkStripSaid")
        self._said.setTextFormat(Qt.TextFormat.PlainText)
        self._said.setWordWrap(True)
        self._said.setFont(ui_font())
        self._said.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        show = self._show
        show.setObjectName("checkShow")
        show.setFont(ui_font())
        show.setAutoDefault(True)  # Enter presses it
        show.setStyleSheet(self._theme.buttons() + f"QPushButton {{ padding: {design.XS + 1}px {design.M}px; }}")
        show.clicked.connect(self.wanted)
        cross = QToolButton(self)
        cross.setObjectName("checkStripClose")
        cross.setAccessibleName(self.tr("Close"))
        cross.setIcon(icon("close", self._theme.muted, self._theme.border))
        cross.setIconSize(QSize(14, 14))
        cross.setStyleSheet(self._theme.flat_buttons())
        cross.clicked.connect(self.closed)
        row = QHBoxLayout(self)
        row.setContentsMargins(design.M, 6, design.S, 6)
        row.setSpacing(design.S)
        row.addWidget(picture)
        row.addWidget(self._said, 1)
        row.addWidget(show)
        row.addWidget(cross)
