"""One action a label, with its key, in the reading view and in the menu."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction

from annotator.app.session import Session
from annotator.core.model import Label
from annotator.ui.actions import Actions
from annotator.ui.desk import Desk
from annotator.ui.key_settings import key_sequence
from annotator.ui.plain import menu_text, plain_tip

PREFIX = "span.label."


class LabelActions(QObject):
    """Follows the label set. A label whose key an act has, in this person's settings, goes without."""

    def __init__(self, session: Session, desk: Desk, actions: Actions, language: str) -> None:
        super().__init__(desk)
        self._session = session
        self._desk = desk
        self._acts = actions
        self._menu = actions.submenus["span.labels"]
        self._language = language
        self._shown: list[Label] = []
        self._taken: set[str] = set()
        self._actions: list[QAction] = []
        actions.keys_changed.connect(self._make_all)

    def refresh(self) -> None:
        """Makes the actions anew when the label set is another one."""
        if self._shown != self._session.span_labels:
            self._make_all()

    def _make_all(self) -> None:
        for action in self._actions:
            self._desk.view.removeAction(action)
            action.deleteLater()
        self._shown, self._taken = list(self._session.span_labels), self._acts.keys.single()
        self._actions = [self._make(label) for label in self._shown]
        self._menu.addActions(self._actions)

    def _make(self, label: Label) -> QAction:
        name = f"{label.shown} · {label.title(self._language)}"
        action = QAction(menu_text(name), self._desk.view)
        action.setToolTip(plain_tip(name))
        action.setObjectName(f"{PREFIX}{label.name}")
        if label.key.upper() not in self._taken:
            action.setShortcut(key_sequence(label.key))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(lambda _checked=False: self._desk.annotating.label_with(label))
        self._desk.view.addAction(action)
        return action
