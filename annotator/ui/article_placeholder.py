"""What stands in place of the article list when it is empty: why, and what to do about it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from annotator.ui.icons import pixmap
from annotator.ui.theme import RADIUS, UI_SIZE, XL, XS, L, S, Theme, ui_font

PICTURE = 32


class Placeholder(QWidget):
    """A picture, a line, a sentence and one button, in the middle."""

    import_requested = Signal()
    clear_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("articlePlaceholder")
        self._theme = theme
        self._picture = QLabel(self)
        self._heading = self._label(ui_font(UI_SIZE + 1, QFont.Weight.DemiBold), theme.text)
        self._sentence = self._label(ui_font(), theme.muted)
        self._import = self._button("emptyImport", self.tr("Import…"))
        self._import.clicked.connect(self.import_requested)
        self._clear = self._button("emptyClear", self.tr("Show all articles"))
        self._clear.clicked.connect(self.clear_requested)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(XL, L, XL, 2 * XL)
        layout.setSpacing(S)
        layout.addStretch(1)
        for widget in (self._picture, self._heading, self._sentence):
            widget.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            layout.addWidget(widget)
        layout.addSpacing(S)
        for button in (self._import, self._clear):
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(2)

    def explain(self, is_empty_project: bool, has_words: bool) -> None:
        """Says whether the project has no article, no title has the words, or no article is in the state."""
        picture = "article" if is_empty_project else "search"
        self._picture.setPixmap(pixmap(picture, self._theme.muted, PICTURE))
        self._import.setVisible(is_empty_project)
        self._clear.setVisible(not is_empty_project)
        self._sentence.setVisible(is_empty_project)
        if is_empty_project:
            self._heading.setText(self.tr("No articles yet"))
            self._sentence.setText(
                self.tr("Drop files, folders or zip archives of any known format here, or import them with Ctrl+I.")
            )
        else:
            self._heading.setText(self.tr("No title matches") if has_words else self.tr("No article in this state"))

    def _label(self, font: QFont, colour: str) -> QLabel:
        label = QLabel(self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setFont(font)
        label.setStyleSheet(f"color: {colour}")
        return label

    def _button(self, name: str, text: str) -> QPushButton:
        theme = self._theme
        button = QPushButton(text, self)
        button.setObjectName(name)
        button.setAccessibleName(text)
        button.setStyleSheet(
            f"QPushButton {{ background: {theme.surface}; color: {theme.text}; border: 1px solid {theme.border};"
            f" border-radius: {RADIUS}px; padding: {XS + 3}px {L}px; }}"
            f"QPushButton:hover {{ background: {theme.hover}; }}"
            f"QPushButton:focus {{ border: 1px solid {theme.accent}; }}"
        )
        return button
