"""The button that says, and lets choose, which article comes next when one is done."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from annotator.app.settings import Settings
from annotator.core.messages import QT_TRANSLATE_NOOP
from annotator.storage.following import ORDERS
from annotator.ui.icons import icon
from annotator.ui.plain import plain_tip
from annotator.ui.theme import Theme, ui_font

LIST = "list"
NAMES: dict[str, str] = {
    LIST: QT_TRANSLATE_NOOP("NextOrder", "Next of the list"),
    "oldest": QT_TRANSLATE_NOOP("NextOrder", "Oldest"),
    "shortest": QT_TRANSLATE_NOOP("NextOrder", "Shortest"),
    "learning": QT_TRANSLATE_NOOP("NextOrder", "Most to learn from"),
}
"""What the orders are called."""
TIPS: dict[str, str] = {
    LIST: QT_TRANSLATE_NOOP("NextOrder", "The next article of the list, as it is sorted and filtered."),
    "oldest": QT_TRANSLATE_NOOP("NextOrder", "By the date of publication; articles without a date come last."),
    "shortest": QT_TRANSLATE_NOOP("NextOrder", "By the number of characters."),
    "learning": QT_TRANSLATE_NOOP(
        "NextOrder",
        "Where the machine is least sure for the length of the text: the number of open suggestions times their mean "
        "uncertainty (1 − score), per 1,000 characters. Articles without suggestions come last.",
    ),
}
"""What they mean."""


def chosen(settings: Settings) -> str:
    """The order chosen, the list's when the settings name one that there is not."""
    return settings.next_order if settings.next_order in ORDERS else LIST


class NextOrder(QToolButton):
    """Shows the order chosen, a small one only in its tip; its menu has the others."""

    changed = Signal()

    def __init__(
        self, settings: Settings, theme: Theme, name: str, parent: QWidget | None = None, is_small: bool = False
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        if is_small:
            self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
            self.setIcon(icon("article", theme.muted, theme.border))
        self.setObjectName(name)
        self.setFont(ui_font())
        self.setAutoRaise(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setStyleSheet(f"{theme.flat_buttons()} QToolButton::menu-indicator {{ image: none; }}")
        menu = QMenu(self)
        menu.setObjectName(f"{name}Menu")
        menu.setToolTipsVisible(True)
        menu.aboutToShow.connect(self._fill_menu)
        self.setMenu(menu)
        self.refresh()

    def refresh(self) -> None:
        """Says the order as it is now."""
        order = chosen(self._settings)
        text = self.tr("Then open: {order}").format(order=_said(NAMES[order]))
        self.setText(f"{text} ▾")
        self.setAccessibleName(text)
        self.setToolTip(plain_tip(f"{text}\n{_said(TIPS[order])}"))

    def _fill_menu(self) -> None:
        menu = self.menu()
        if menu.isEmpty():
            group = QActionGroup(menu)
            for order, name in NAMES.items():
                action = menu.addAction(_said(name))
                action.setObjectName(f"next.{order}")
                action.setData(order)
                action.setCheckable(True)
                action.setToolTip(plain_tip(_said(TIPS[order])))
                group.addAction(action)
            group.triggered.connect(self._choose)
        for action in menu.actions():
            action.setChecked(action.data() == chosen(self._settings))

    def _choose(self, action: QAction) -> None:
        self._settings.next_order = action.data()
        self.refresh()
        self.changed.emit()


def _said(text: str) -> str:
    return QCoreApplication.translate("NextOrder", text)
