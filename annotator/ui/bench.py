"""The panel below the text: lists one works through, each on a page of its own that is made when it is first wanted."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from annotator.ui import theme as design
from annotator.ui.icons import icon
from annotator.ui.tabs import Tabs
from annotator.ui.theme import Theme, ui_font

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent


class Page(Protocol):
    """What the bench needs of a page, which is a QWidget besides."""

    def enter(self) -> None:
        """It is shown from now on: takes the keyboard and brings its list up to date."""

    def leave(self) -> None:
        """It is hidden from now on: stops what it has under way."""

    def do_main(self) -> None:
        """Does what the page is for: what its main button does."""


Maker = Callable[[QWidget], QWidget]


class Bench(QWidget):
    """Tabs and a cross above the page that is shown."""

    opened = Signal()
    entering = Signal(object)
    """A page is about to be shown, or to take the keyboard again."""
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bench")
        self._makers: list[tuple[str, Maker]] = []
        self._pages: dict[str, QWidget] = {}
        self._tabs = Tabs(theme, self)
        self._stack = QStackedWidget(self)
        self._cross = QToolButton(self)
        self._lay_out(theme)
        self._tabs.currentChanged.connect(self._turn)
        self._cross.clicked.connect(self.close_up)
        self.hide()

    def add_page(self, name: str, title: str, make: Maker) -> None:
        """A page that `make` builds when it is first wanted."""
        self._makers.append((name, make))
        self._tabs.blockSignals(True)
        self._tabs.addTab(title)
        self._tabs.blockSignals(False)

    def page(self, name: str) -> QWidget:
        """The page of this name, made if it is not there yet."""
        if name not in self._pages:
            self._pages[name] = dict(self._makers)[name](self)
            self._stack.addWidget(self._pages[name])
        return self._pages[name]

    @property
    def shown(self) -> str:
        """The name of the page that is open, or nothing."""
        return "" if self.isHidden() else self._makers[self._tabs.currentIndex()][0]

    def show_page(self, name: str) -> QWidget:
        """Opens the panel on a page, which takes the keyboard."""
        page, at = self.page(name), [known for known, _ in self._makers].index(name)
        was_hidden = self.isHidden()
        self.show()
        if was_hidden:
            self.opened.emit()
        if self._tabs.currentIndex() != at:
            self._tabs.setCurrentIndex(at)
        elif was_hidden or self._stack.currentWidget() is not page:
            self._turn(at)
        else:
            self._enter(page)
        return page

    def close_up(self) -> None:
        """Hides the panel; the keyboard goes back to the text."""
        if not self.isHidden():
            self._leave()
            self.hide()
            self.closed.emit()

    def event(self, event: QEvent) -> bool:
        """Keeps Ctrl+Enter from the article, which it would mark done, while the keyboard is in a list."""
        if event.type() == QEvent.Type.ShortcutOverride and _is_main(event):  # type: ignore[arg-type]
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes the panel, unless the page has used it; Ctrl+Enter does what the page is for."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_up()
        elif _is_main(event):
            if not event.isAutoRepeat():
                cast(Page, self._stack.currentWidget()).do_main()
        else:
            super().keyPressEvent(event)

    def _enter(self, page: QWidget) -> None:
        self.entering.emit(page)
        cast(Page, page).enter()

    def _turn(self, at: int) -> None:
        self._leave()
        page = self.page(self._makers[at][0])
        self._stack.setCurrentWidget(page)
        self._enter(page)

    def _leave(self) -> None:
        current = self._stack.currentWidget()
        if current is not None:
            cast(Page, current).leave()

    def _lay_out(self, theme: Theme) -> None:
        self._tabs.setObjectName("benchTabs")
        self._tabs.setAccessibleName(self.tr("Lists to work through"))
        self._tabs.setDrawBase(False)
        self._tabs.setExpanding(False)
        self._tabs.setFont(ui_font())
        self._cross.setObjectName("benchClose")
        self._cross.setAccessibleName(self.tr("Close"))
        self._cross.setToolTip(self.tr("Close"))
        self._cross.setIcon(icon("close", theme.muted, theme.border))
        self._cross.setIconSize(QSize(14, 14))
        self._cross.setStyleSheet(theme.flat_buttons())
        top = QHBoxLayout()
        top.setContentsMargins(design.S, design.XS, design.S, 0)
        top.addWidget(self._tabs)
        top.addStretch(1)
        top.addWidget(self._cross)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self._stack, 1)


def _is_main(event: QKeyEvent) -> bool:
    """Whether it is Ctrl+Enter, on either Enter key."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    return is_enter and modifiers == Qt.KeyboardModifier.ControlModifier
