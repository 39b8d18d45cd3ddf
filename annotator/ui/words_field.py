"""A field for words to look for: a magnifier before them, and a cross that takes them away."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from annotator.ui.icons import icon
from annotator.ui.theme import XS, Theme


class WordsField(QLineEdit):
    """Looks the same wherever something is looked for."""

    def __init__(self, name: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setStyleSheet(theme.fields() + f"QLineEdit {{ padding: {XS + 2}px {XS}px; }}")
        self.addAction(icon("search", theme.muted, theme.muted), QLineEdit.ActionPosition.LeadingPosition)
        cross = icon("close", theme.muted, theme.muted)
        self._clear = self.addAction(cross, QLineEdit.ActionPosition.TrailingPosition)
        self._clear.setToolTip(QCoreApplication.translate("ArticleFilters", "Clear"))
        self._clear.setVisible(False)
        self._clear.triggered.connect(self._empty)
        self.textChanged.connect(self._show_cross)

    def explain(self, text: str) -> None:
        """What is looked for, to the eye and to a screen reader."""
        self.setPlaceholderText(text)
        self.setAccessibleName(text)

    def _empty(self) -> None:
        self.clear()
        self.textEdited.emit("")

    def _show_cross(self, text: str) -> None:
        self._clear.setVisible(bool(text))
