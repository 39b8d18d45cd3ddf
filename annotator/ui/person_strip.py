"""Asks once who annotates, in a line above the text that can wait: nothing is held up by it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from annotator.app.session import Session
from annotator.ui import theme as design
from annotator.ui.strip import Strip
from annotator.ui.theme import Theme, ui_font


class PersonStrip(Strip):
    """A field with the name taken for the time being, and a button that says it is right."""

    answered = Signal(str)

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._theme = theme
        self.setObjectName("personStrip")
        self.setAutoFillBackground(True)
        palette = self.palette()
        palette.setColor(palette.ColorRole.Window, theme.selection)
        self.setPalette(palette)
        self.field = QLineEdit(self)
        self._set_up()
        self.hide()

    @property
    def offered(self) -> QWidget:
        """The field with the name."""
        return self.field

    def ask(self) -> None:
        """Shows the question with the present name."""
        person = self._session.at_work
        if person is not None:
            self.field.setText(person.name)
            self.show()

    def _set_up(self) -> None:
        question = QLabel(self.tr("Who annotates? Your work is kept under this name."), self)
        question.setTextFormat(Qt.TextFormat.PlainText)
        question.setFont(ui_font())
        self.field.setObjectName("personField")
        self.field.setAccessibleName(self.tr("Your name"))
        self.field.setFont(ui_font())
        self.field.setMinimumWidth(110)
        self.field.setMaximumWidth(200)
        self.field.setStyleSheet(self._theme.fields())
        self.field.returnPressed.connect(self._answer)
        button = QPushButton(self.tr("That is me"), self)
        button.setObjectName("personConfirm")
        button.setFont(ui_font())
        button.setAutoDefault(True)  # Enter presses it
        button.setStyleSheet(
            self._theme.buttons(primary=True) + f"QPushButton {{ padding: {design.XS + 1}px {design.M}px; }}"
        )
        button.clicked.connect(self._answer)
        row = QHBoxLayout(self)
        row.setContentsMargins(design.M, 6, design.M, 6)
        row.setSpacing(design.S)
        row.addWidget(question)
        row.addWidget(self.field)
        row.addWidget(button)
        row.addStretch()

    def _answer(self) -> None:
        name = " ".join(self.field.text().split())
        if name:
            self.hide()
            self.answered.emit(name)
