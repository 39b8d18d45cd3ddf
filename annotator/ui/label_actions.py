"""One action a label, with its key, in the reading view and in the menu."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from annotator.app.session import Session
from annotator.core.model import Label
from annotator.ui.actions import key_sequence
from annotator.ui.desk import Desk

PREFIX = "span.label."


class LabelActions(QObject):
    """Follows the label set."""

    def __init__(self, session: Session, desk: Desk, menu: QMenu, language: str) -> None:
        super().__init__(desk)
        self._session = session
        self._desk = desk
        self._menu = menu
        self._language = language
        self._shown: list[Label] = []
        self._actions: list[QAction] = []

    def refresh(self) -> None:
        """Makes the actions anew when the label set is another one."""
        if self._shown == self._session.labels:
            return
        for action in self._actions:
            self._desk.view.removeAction(action)
            action.deleteLater()
        self._shown = list(self._session.labels)
        self._actions = [self._make(label) for label in self._shown]
        self._menu.addActions(self._actions)

    def _make(self, label: Label) -> QAction:
        action = QAction(f"{label.name} · {label.title(self._language)}".replace("&", "&&"), self._desk.view)
        action.setObjectName(f"{PREFIX}{label.name}")
        action.setShortcut(key_sequence(label.key))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(lambda _checked=False: self._desk.annotating.label_with(label))
        self._desk.view.addAction(action)
        return action
