"""A line above the text while somebody else's layer is read: whose it is, and the way back to one's own."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from annotator.app.session import Session
from annotator.ui import theme as design
from annotator.ui.icons import pixmap
from annotator.ui.messages import elided
from annotator.ui.plain import plain_tip
from annotator.ui.strip import Strip
from annotator.ui.theme import Theme, ui_font

_PICTURE = 18


class LayerStrip(Strip):
    """Stands on the accent, so that nobody takes another's annotations for their own."""

    left = Signal()
    """One's own layer is open again; the keyboard is wanted elsewhere."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._theme = theme
        self._said = QLabel(self)
        self._back = QPushButton(self.tr("Back to mine"), self)
        self.setObjectName("layerStrip")
        self.setAutoFillBackground(True)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, theme.accent)
        palette.setColor(QPalette.ColorRole.WindowText, theme.accent_text)
        self.setPalette(palette)
        self._set_up()
        session.person_changed.connect(self.refresh)
        session.project_changed.connect(self.refresh)
        self.refresh()

    @property
    def offered(self) -> QWidget:
        """The button that goes back."""
        return self._back

    def refresh(self) -> None:
        """Says whose layer is read; one's own hides it."""
        person, reader = self._session.person, self._session.reader
        if person is not None and reader is not None:
            told = self.tr("You are reading the annotations of {name}. Nothing can be changed here.")
            self._said.setText(told.format(name=elided(person.name)))
            self.setAccessibleName(self._said.text())
            self._back.setToolTip(plain_tip(self.tr("Annotate as {name} again").format(name=elided(reader.name))))
        self.setVisible(person is not None and reader is not None)

    def _go_back(self) -> None:
        if self._session.reader is not None:
            self._session.read_layer(self._session.reader.name)
            self.left.emit()

    def _set_up(self) -> None:
        picture = QLabel(self)
        picture.setPixmap(pixmap("eye", self._theme.accent_text, _PICTURE))
        self._said.setObjectName("layerSaid")
        self._said.setTextFormat(Qt.TextFormat.PlainText)
        self._said.setWordWrap(True)
        self._said.setFont(ui_font())
        self._said.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._back.setObjectName("layerBack")
        self._back.setAccessibleName(self._back.text())
        self._back.setFont(ui_font())
        self._back.setAutoDefault(True)  # Enter presses it
        self._back.setStyleSheet(
            self._theme.buttons() + f"QPushButton {{ padding: {design.XS + 1}px {design.M}px; }}"
            f"QPushButton:focus {{ border: 2px solid {self._theme.text}; }}"
        )
        self._back.clicked.connect(self._go_back)
        row = QHBoxLayout(self)
        row.setContentsMargins(design.M, 6, design.S, 6)
        row.setSpacing(design.S)
        row.addWidget(picture)
        row.addWidget(self._said, 1)
        row.addWidget(self._back)
