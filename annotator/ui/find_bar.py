"""Finding words in the article, with or without diacritics."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from annotator.core.text import find_all
from annotator.ui import theme as design
from annotator.ui.icons import icon
from annotator.ui.reading_view import ReadingView
from annotator.ui.theme import Theme, ui_font
from annotator.ui.words_field import WordsField

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent


class FindBar(QWidget):
    """A field, the number of hits, and the way to the next and previous one."""

    closed = Signal()

    def __init__(self, view: ReadingView, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._theme = theme
        self._hits: list[tuple[int, int]] = []
        self._at = -1
        self.setObjectName("findBar")
        self.field = WordsField("findField", theme, self)
        self._count = QLabel(self)
        self._count.setTextFormat(Qt.TextFormat.PlainText)
        self._set_up()
        self.hide()
        view.laid_out.connect(self._follow)

    def open_up(self) -> None:
        """Shows the bar with the words that are selected, ready to type."""
        document, selection = self._view.open_document, self._view.selection
        if document is not None and selection is not None and selection[1] - selection[0] <= 80:
            self.field.setText(document.text[slice(*selection)])
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        self._search()

    def close_up(self) -> None:
        """Hides the bar and its marks; the hit it stood at is selected, ready for a label's key."""
        self.hide()
        hit = self._hits[self._at] if 0 <= self._at < len(self._hits) else None
        self._view.set_hits([], -1)
        if hit is not None:
            self._view.select(*hit)
        self.closed.emit()

    def step(self, direction: int) -> None:
        """Goes to the next or previous hit, round and round."""
        if self.isHidden():
            self.open_up()
        elif self._hits:
            self._at = (self._at + direction) % len(self._hits)
            self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, Shift+Enter back, Escape closes."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.close_up()
        else:
            super().keyPressEvent(event)

    def _set_up(self) -> None:
        self.field.setPlaceholderText(self.tr("Find, with or without diacritics"))
        self.field.setAccessibleName(self.tr("Find in the article"))
        self.field.setFont(ui_font())
        self.field.setMaximumWidth(360)
        self.field.textEdited.connect(lambda _text: self._search())
        self._count.setFont(ui_font(12))
        self._count.setForegroundRole(self.palette().ColorRole.PlaceholderText)
        row = QHBoxLayout(self)
        row.setContentsMargins(design.M, 0, design.M, design.S)
        row.setSpacing(design.XS)
        row.addWidget(self.field)
        row.addWidget(self._button("findPrevious", self.tr("Previous"), "chevron-up", lambda: self.step(-1)))
        row.addWidget(self._button("findNext", self.tr("Next"), "chevron-down", lambda: self.step(1)))
        row.addWidget(self._count)
        row.addStretch()
        row.addWidget(self._button("findClose", self.tr("Close"), "close", self.close_up))

    def _button(self, name: str, text: str, picture: str, act) -> QToolButton:  # type: ignore[no-untyped-def]
        button = QToolButton(self)
        button.setObjectName(name)
        button.setAccessibleName(text)
        button.setToolTip(text)
        button.setStyleSheet(self._theme.flat_buttons())
        button.setIcon(icon(picture, self._theme.muted, self._theme.border))
        button.clicked.connect(act)
        return button

    def _follow(self) -> None:
        """Another document or other lines are shown: looks for the same words there, without going to them."""
        if not self.isHidden():
            self._search(go=False)

    def _search(self, go: bool = True) -> None:
        document = self._view.open_document
        found = find_all(document.text, self.field.text()) if document is not None else []
        self._hits = [hit for hit in found if self._view.is_shown(*hit)]
        here = (self._view.selection or (self._view.caret,))[0] if go else 0
        self._at = next((n for n, (start, _) in enumerate(self._hits) if start >= here), 0) if self._hits else -1
        self._show(go)

    def _show(self, go: bool = True) -> None:
        self._view.set_hits(self._hits, self._at if go else -1)
        if not self.field.text():
            self._count.setText("")
        elif not self._hits:
            self._count.setText(self.tr("Not found"))
        else:
            self._count.setText(self.tr("{n} of {total}").format(n=self._at + 1, total=len(self._hits)))
