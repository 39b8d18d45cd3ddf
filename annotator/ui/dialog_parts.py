"""What the dialogs share: heading, body, a line for what is wrong, buttons, and a question asked over one of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator.ui.theme import XL, XS, L, M, S, Theme, ui_font

HEADING_SIZE = 18

_QUESTION_WIDTH = 420
"""Pixels of the small print of a question, which Qt would set in a narrow column."""


class Sheet(QDialog):
    """A dialog in the look of the application. Subclasses set a title, fill `body` and add their buttons."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setObjectName(name)
        self.setPalette(theme.palette())
        self.setStyleSheet(_field_style(theme))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(XL, XL, XL, L)
        outer.setSpacing(L)
        self._heading = heading("")
        outer.addWidget(self._heading)
        self.body = QVBoxLayout()
        self.body.setSpacing(M)
        outer.addLayout(self.body, 1)
        self.trouble = plain_label("", wrap=True)
        self.trouble.setObjectName(f"{name}Trouble")
        self.trouble.hide()
        outer.addWidget(self.trouble)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(S)
        outer.addLayout(self._buttons)

    def set_title(self, title: str) -> None:
        """What the dialog is about, over it and in the window's frame."""
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self._heading.setText(title)

    def explain(self, text: str) -> QLabel:
        """A quiet sentence at this place of the body."""
        label = quiet(text, self.theme)
        self.body.addWidget(label)
        return label

    def add_buttons(self, left: Sequence[QPushButton], right: Sequence[QPushButton]) -> None:
        """The row at the bottom; the last button of `right` is the default one."""
        for button in left:
            self._buttons.addWidget(button)
        self._buttons.addStretch(1)
        for button in right:
            self._buttons.addWidget(button)
        for button in (*left, *right):
            button.setAutoDefault(False)
        right[-1].setDefault(True)

    def say(self, text: str, is_trouble: bool = True) -> None:
        """Shows a sentence above the buttons; an empty one takes it away."""
        colour = self.theme.danger if is_trouble else self.theme.muted
        self.trouble.setStyleSheet(f"color: {colour}")
        self.trouble.setText(text)
        self.trouble.setAccessibleName(text)
        self.trouble.setVisible(bool(text))


def plain_label(text: str, wrap: bool = False) -> QLabel:
    """A label that takes its text as it is."""
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    label.setWordWrap(wrap)
    return label


def heading(text: str) -> QLabel:
    """The title of a dialog."""
    label = plain_label(text)
    label.setFont(ui_font(HEADING_SIZE, QFont.Weight.DemiBold))
    return label


def quiet(text: str, theme: Theme) -> QLabel:
    """A sentence that explains, in the muted colour."""
    label = plain_label(text, wrap=True)
    label.setStyleSheet(f"color: {theme.muted}")
    return label


def button(name: str, text: str, theme: Theme, primary: bool = False) -> QPushButton:
    """A push button; `primary` is the one that does what the dialog is for."""
    result = QPushButton(text)
    result.setObjectName(name)
    result.setAccessibleName(text)
    result.setStyleSheet(theme.buttons(primary))
    return result


def under(label: QLabel, field: QWidget) -> QVBoxLayout:
    """A field right below its label."""
    column = QVBoxLayout()
    column.setSpacing(XS)
    column.addWidget(label)
    column.addWidget(field, 1)
    return column


def form() -> QFormLayout:
    """A form whose labels stand at the left of their fields."""
    layout = QFormLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setHorizontalSpacing(L)
    layout.setVerticalSpacing(M)
    layout.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    layout.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
    return layout


def add_row(layout: QFormLayout, text: str, field: QWidget, name: str, theme: Theme) -> QLabel:
    """A labelled field; the label is its accessible name and clicking it goes there."""
    label = plain_label(text)
    label.setStyleSheet(f"color: {theme.muted}")
    label.setBuddy(field)
    field.setObjectName(name)
    field.setAccessibleName(text)
    layout.addRow(label, field)
    return label


def ask(parent: Sheet, text: str, detail: str, answers: Sequence[str], default: int = 0) -> int:
    """Asks a question over a dialog and returns the number of the answer: Enter gives `default`, Esc the last.

    Only `text` may hold what a person wrote: Qt may take `detail` for rich text.
    """
    box = QMessageBox(parent)
    box.setObjectName("question")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(text)
    box.setInformativeText(detail)
    box.setWindowTitle(parent.windowTitle())
    box.setStyleSheet(f"QLabel#qt_msgbox_informativelabel {{ min-width: {_QUESTION_WIDTH}px; }}")
    buttons = [button(f"answer{n}", answer, parent.theme, primary=n == default) for n, answer in enumerate(answers)]
    for each in buttons:
        box.addButton(each, QMessageBox.ButtonRole.ActionRole)
    box.setDefaultButton(buttons[default])
    box.setEscapeButton(buttons[-1])
    box.exec()
    clicked = box.clickedButton()
    return next((number for number, each in enumerate(buttons) if each is clicked), len(buttons) - 1)


def progress_bar(name: str, theme: Theme) -> QProgressBar:
    """A slim bar; a total of 0 means that nobody knows it yet."""
    bar = QProgressBar()
    bar.setObjectName(name)
    bar.setTextVisible(False)
    bar.setFixedHeight(6)
    bar.setStyleSheet(theme.progress())
    return bar


def _field_style(theme: Theme) -> str:
    """Fields and lists of a dialog, with room around their text and slim scroll bars."""
    return (
        theme.fields(("QLineEdit", "QPlainTextEdit", "QListWidget")) + f"QPlainTextEdit {{ padding: {XS}px; }}"
        f"QListWidget {{ padding: {XS - 1}px; outline: none; }}"
        f"QListWidget::item {{ padding: {XS}px {S}px; border-radius: {XS}px; }}"
        f"QListWidget::item:hover {{ background: {theme.hover}; }}"
        f"QListWidget::item:selected {{ background: {theme.selection}; color: {theme.text}; }}"
        f"QComboBox QAbstractItemView {{ background: {theme.surface}; color: {theme.text}; outline: none;"
        f" border: 1px solid {theme.border}; selection-background-color: {theme.selection};"
        f" selection-color: {theme.text}; }}" + theme.scroll_bars()
    )
