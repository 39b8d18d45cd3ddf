"""What stands above the rows of the queue: of which articles, in which order, whether the skipped ones, how many."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QMenu, QToolButton, QWidget

from annotator.app.queue import Order
from annotator.app.settings import Settings
from annotator.core.messages import QT_TRANSLATE_NOOP
from annotator.ui import theme as design
from annotator.ui.icons import icon
from annotator.ui.next_order import NextOrder
from annotator.ui.theme import Theme, ui_font

ARTICLE, PROJECT = "article", "project"
_ORDERS: dict[Order, str] = {
    Order.POSITION: QT_TRANSLATE_NOOP("QueueBar", "By position"),
    Order.UNCERTAIN: QT_TRANSLATE_NOOP("QueueBar", "Least certain first"),
    Order.LABEL: QT_TRANSLATE_NOOP("QueueBar", "By label"),
    Order.SURFACE: QT_TRANSLATE_NOOP("QueueBar", "Same words together"),
}
"""What the orders are called."""
_ICON = 16


class QueueBar(QWidget):
    """The controls; scope and order are kept in the settings."""

    changed = Signal()
    """Other rows are wanted, or another order."""

    def __init__(self, settings: Settings, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._theme = theme
        self.scopes = QButtonGroup(self)
        self.order_button = QToolButton(self)
        self.skipped = QToolButton(self)
        self.count = QLabel(self)
        self.next_order = NextOrder(settings, theme, "queueNext", self, is_small=True)
        self._lay_out()
        self._show_choices()

    @property
    def order(self) -> Order:
        """What the rows are ordered by."""
        known = {str(order) for order in Order}
        return Order(self._settings.queue_order) if self._settings.queue_order in known else Order.POSITION

    @property
    def is_of_project(self) -> bool:
        """Whether the rows come from all articles."""
        return self._settings.queue_scope == PROJECT

    @property
    def is_of_skipped(self) -> bool:
        """Whether the rows are what was left for later."""
        return self.skipped.isChecked()

    def say_place(self, place: int, total: int) -> None:
        """Says where in the queue one is, from 1 on; nothing when it is empty."""
        number = QLocale().toString
        said = self.tr("{place} of {total}").format(place=number(place), total=number(total))
        self._say(said if total else "")

    def say_groups(self, place: int, total: int) -> None:
        """Says which group one is in, from 1 on."""
        number = QLocale().toString
        said = self.tr("{place} of {total} groups").format(place=number(place), total=number(total))
        self._say(said if total else "")

    def _say(self, text: str) -> None:
        self.count.setText(text)
        self.count.setAccessibleName(text)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(design.M, design.XS, design.M, design.XS)
        row.setSpacing(design.S)
        names = ((ARTICLE, self.tr("This article")), (PROJECT, self.tr("Whole project")))
        scopes = QHBoxLayout()
        scopes.setSpacing(0)
        for number, (scope, name) in enumerate(names):
            scopes.addWidget(self._scope_button(number, scope, name))
        row.addLayout(scopes)
        row.addWidget(self._dressed(self.order_button, "queueOrder"))
        row.addWidget(self._dressed(self.skipped, "queueSkipped"))
        row.addWidget(self.count, 1)
        row.addWidget(self.next_order)
        self.count.setObjectName("queueCount")
        self.count.setTextFormat(Qt.TextFormat.PlainText)
        self.count.setStyleSheet(f"color: {self._theme.muted}")
        self.count.setFont(ui_font())
        self.count.setMinimumWidth(1)
        self._set_up_order()
        self._set_up_skipped()

    def _scope_button(self, number: int, scope: str, name: str) -> QToolButton:
        button, theme = QToolButton(self), self._theme
        button.setText(name)
        button.setObjectName(f"queueScope.{scope}")
        button.setAccessibleName(name)
        button.setCheckable(True)
        button.setFont(ui_font())
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        left, right = (design.RADIUS, 0) if number == 0 else (0, design.RADIUS)
        button.setStyleSheet(
            f"QToolButton {{ color: {theme.text}; background: {theme.surface}; border: 1px solid {theme.border};"
            f" padding: {design.XS}px {design.M}px; border-top-left-radius: {left}px;"
            f" border-bottom-left-radius: {left}px; border-top-right-radius: {right}px;"
            f" border-bottom-right-radius: {right}px;{' margin-left: -1px;' if number else ''} }}"
            f"QToolButton:hover {{ background: {theme.hover}; }}"
            f"QToolButton:checked {{ background: {theme.selection}; border-color: {theme.accent}; }}"
            f"QToolButton:focus {{ border-color: {theme.accent}; }}"
        )
        self.scopes.addButton(button, number)
        button.clicked.connect(lambda _checked=False: self._choose_scope(scope))
        return button

    def _dressed(self, button: QToolButton, name: str) -> QToolButton:
        theme = self._theme
        button.setObjectName(name)
        button.setFont(ui_font())
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setIconSize(QSize(_ICON, _ICON))
        button.setStyleSheet(
            f"{theme.flat_buttons()} QToolButton::menu-indicator {{ image: none; }}"
            f"QToolButton:checked {{ background: {theme.selection}; }}"
        )
        return button

    def _set_up_order(self) -> None:
        button = self.order_button
        button.setIcon(icon("sort", self._theme.muted, self._theme.border))
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setToolTip(self.tr("Order of the suggestions"))
        menu = QMenu(button)
        menu.setObjectName("queueOrderMenu")
        group = QActionGroup(menu)
        for order, name in _ORDERS.items():
            action = menu.addAction(QCoreApplication.translate("QueueBar", name))
            action.setObjectName(f"queue.{order}")
            action.setData(str(order))
            action.setCheckable(True)
            group.addAction(action)
        group.triggered.connect(self._choose_order)
        button.setMenu(menu)

    def _set_up_skipped(self) -> None:
        button = self.skipped
        button.setCheckable(True)
        button.setIcon(icon("state-skipped", self._theme.muted, self._theme.border))
        button.setText(self.tr("Skipped"))
        button.setAccessibleName(self.tr("Show skipped suggestions"))
        button.setToolTip(self.tr("Show skipped suggestions"))
        button.toggled.connect(lambda _checked: self.changed.emit())

    def _choose_scope(self, scope: str) -> None:
        self._settings.queue_scope = scope
        self._show_choices()
        self.changed.emit()

    def _choose_order(self, action: QAction) -> None:
        self._settings.queue_order = action.data()
        self._show_choices()
        self.changed.emit()

    def _show_choices(self) -> None:
        """Brings the controls in line with the settings."""
        self.scopes.button(1 if self.is_of_project else 0).setChecked(True)
        name = QCoreApplication.translate("QueueBar", _ORDERS[self.order])
        self.order_button.setText(f"{name} ▾")
        self.order_button.setAccessibleName(self.tr("Order: {order}").format(order=name))
        for action in self.order_button.menu().actions():
            action.setChecked(action.data() == str(self.order))
