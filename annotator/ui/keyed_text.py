"""A text whose keys are acts, whatever keyboard or input method is on: nothing is ever written into it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from annotator.app.session import Session
from annotator.ui.paged_text import PagedText
from annotator.ui.theme import Theme
from annotator.ui.typed_letters import act_of_key, act_of_text

if TYPE_CHECKING:
    from PySide6.QtGui import QInputMethodEvent, QKeyEvent


class KeyedText(PagedText):
    """Lets no input method compose in it, and takes the letters that arrive all the same for keys."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(session, theme, parent)
        self._composed = ""
        """The letter that an input method has shown and that was taken for a key already."""
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)

    def event(self, event: QEvent) -> bool:
        """Leaves every key to the acts first: Qt would keep arrows and Backspace for itself."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A letter beyond ASCII, which no shortcut knows, is the key it was made of."""
        self._composed = ""
        if (act := act_of_key(self, event)) is not None:
            act.trigger()
        else:
            super().keyPressEvent(event)

    def inputMethodQuery(self, query: Qt.InputMethodQuery, *argument: object) -> object:  # type: ignore[override]
        """Tells input methods that nothing is written here, so that they let the keys through."""
        return False if query == Qt.InputMethodQuery.ImEnabled else super().inputMethodQuery(query, *argument)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """An input method that hands a letter over all the same has pressed that key.

        A letter it shows before it commits it is taken at once, and what it is composing is dropped.
        """
        event.accept()
        if not event.commitString() and not event.preeditString():
            return
        composed, self._composed = self._composed, ""
        if event.commitString():
            text = "" if event.commitString() == composed else event.commitString()
        else:
            text = self._composed = event.preeditString()
        if (act := act_of_text(self, text)) is not None:
            act.trigger()
        if event.preeditString():
            QGuiApplication.inputMethod().reset()
