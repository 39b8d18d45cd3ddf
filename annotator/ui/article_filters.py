"""What stands above the article list: words of the title, a state, and how to sort."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup, QColor, QPainter
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from annotator.app.settings import Settings
from annotator.core.messages import QT_TRANSLATE_NOOP
from annotator.core.model import State
from annotator.storage.listing import SORTS
from annotator.ui.article_model import state_name
from annotator.ui.article_row import STATE_ICONS
from annotator.ui.icons import icon, pixmap
from annotator.ui.theme import RADIUS, XS, M, S, Theme
from annotator.ui.words_field import WordsField

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent

PAUSE = 150
"""Milliseconds without a key after which the list is filtered."""

ICON = 16

SORT_NAMES: dict[str, str] = {
    "added": QT_TRANSLATE_NOOP("ArticleFilters", "Date added"),
    "title": QT_TRANSLATE_NOOP("ArticleFilters", "Title"),
    "date": QT_TRANSLATE_NOOP("ArticleFilters", "Date"),
    "source": QT_TRANSLATE_NOOP("ArticleFilters", "Source"),
    "author": QT_TRANSLATE_NOOP("ArticleFilters", "Author"),
    "state": QT_TRANSLATE_NOOP("ArticleFilters", "State"),
    "spans": QT_TRANSLATE_NOOP("ArticleFilters", "Annotations"),
    "suggestions": QT_TRANSLATE_NOOP("ArticleFilters", "Suggestions"),
}
"""What the list can be sorted by, as the menu says it."""


class SearchField(WordsField):
    """Words of a title; Enter and the arrow down lead on to the list, Esc empties."""

    left_downwards = Signal()
    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See the class."""
        if event.key() == Qt.Key.Key_Down:
            self.left_downwards.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class StateFilter(QComboBox):
    """A box to choose from, drawn flat like the search field above it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setIconSize(QSize(ICON, ICON))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Ground, icon, text and an arrow."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(theme.accent if self.hasFocus() else theme.border))
        painter.setBrush(QColor(theme.hover if self.underMouse() else theme.surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        middle = (self.height() - ICON) // 2
        self.itemIcon(self.currentIndex()).paint(painter, S, middle, ICON, ICON)
        painter.drawPixmap(self.width() - S - ICON, middle, pixmap("chevron-down", theme.muted, ICON))
        painter.setPen(QColor(theme.text))
        place = self.rect().adjusted(2 * S + ICON, 0, -2 * S - ICON, 0)
        text = self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)


class ArticleFilters(QWidget):
    """The three controls. `changed` comes when what they say is another, after a pause while somebody types."""

    changed = Signal()

    def __init__(self, settings: Settings, theme: Theme, locale: QLocale, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._theme = theme
        self._locale = locale
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.changed)
        self.search = self._search_field()
        self.state = self._state_filter()
        self.sort = self._sort_button()
        row = QHBoxLayout()
        row.setSpacing(XS)
        row.addWidget(self.state, 1)
        row.addWidget(self.sort)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(M, M, M, M)
        outer.setSpacing(S)
        outer.addWidget(self.search)
        outer.addLayout(row)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A hairline under which the rows pass."""
        QPainter(self).fillRect(0, self.height() - 1, self.width(), 1, QColor(self._theme.border))

    @property
    def words(self) -> str:
        """What a title must have."""
        return self.search.text()

    @property
    def states(self) -> tuple[State, ...]:
        """The states to list; empty for all."""
        state = self.state.currentData()
        return (State(state),) if state else ()

    @property
    def column(self) -> str:
        """What to sort by."""
        return self._settings.sort if self._settings.sort in SORTS else "added"

    @property
    def descending(self) -> bool:
        """Whether the last comes first."""
        return self._settings.descending

    def set_counts(self, counts: dict[str, int] | None) -> None:
        """Shows how many articles are in each state."""
        names = [self.tr("All articles"), *map(state_name, State)]
        for place, (name, state) in enumerate(zip(names, (None, *State), strict=True)):
            if counts is None:
                self.state.setItemText(place, name)
            else:
                count = sum(counts.values()) if state is None else counts.get(state, 0)
                self.state.setItemText(place, f"{name}  {self._locale.toString(count)}")

    def clear(self) -> None:
        """Lists everything again, at once."""
        self.search.clear()
        self.state.setCurrentIndex(0)
        self.flush()

    def flush(self) -> None:
        """Ends the pause: what was typed counts now."""
        if self._pause.isActive():
            self._pause.stop()
            self.changed.emit()

    def _search_field(self) -> SearchField:
        field = SearchField("searchField", self._theme, self)
        field.explain(self.tr("Filter titles"))
        field.textChanged.connect(self._typed)
        return field

    def _typed(self, _text: str) -> None:
        self._pause.start()

    def _state_filter(self) -> QComboBox:
        combo = StateFilter(self._theme, self)
        combo.setFixedHeight(self.search.sizeHint().height())
        combo.setObjectName("stateFilter")
        combo.setAccessibleName(self.tr("Show articles by state"))
        combo.setToolTip(self.tr("Show articles by state"))
        theme = self._theme
        combo.addItem(icon("article", theme.muted, theme.muted, ICON), self.tr("All articles"), "")
        for state in State:
            colour = theme.accent if state == State.DONE else theme.muted
            combo.addItem(icon(STATE_ICONS[state], colour, colour, ICON), state_name(state), str(state))
        combo.currentIndexChanged.connect(self._state_chosen)
        return combo

    def _state_chosen(self, _place: int) -> None:
        self._pause.stop()
        self.changed.emit()

    def _sort_button(self) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName("sortButton")
        button.setAccessibleName(self.tr("Sort articles"))
        button.setIcon(icon("sort", self._theme.muted, self._theme.muted))
        button.setAutoRaise(True)
        button.setFixedSize(self.state.height(), self.state.height())
        button.setStyleSheet(
            self._theme.flat_buttons()
            + f"QToolButton:open {{ background: {self._theme.hover}; }} QToolButton::menu-indicator {{ image: none; }}"
        )
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setToolTip(self.tr("Sort articles"))
        menu = QMenu(button)
        menu.setObjectName("sortMenu")
        menu.aboutToShow.connect(self._fill_menu)
        button.setMenu(menu)
        return button

    def _fill_menu(self) -> None:
        menu = self.sort.menu()
        if menu.isEmpty():
            self._make_choices(menu)
        for action in menu.actions():
            action.setChecked(action.data() in (self.column, self.descending))

    def _make_choices(self, menu: QMenu) -> None:
        columns, directions = QActionGroup(menu), QActionGroup(menu)
        for column, name in SORT_NAMES.items():
            action = self._choice(menu, columns, QCoreApplication.translate("ArticleFilters", name))
            action.setObjectName(f"sort.{column}")
            action.setData(column)
        menu.addSeparator()
        for descending, name in ((False, self.tr("Ascending")), (True, self.tr("Descending"))):
            action = self._choice(menu, directions, name)
            action.setObjectName("sort.descending" if descending else "sort.ascending")
            action.setData(descending)
        columns.triggered.connect(self._column_chosen)
        directions.triggered.connect(self._direction_chosen)

    def _choice(self, menu: QMenu, group: QActionGroup, name: str) -> QAction:
        action = menu.addAction(name)
        action.setCheckable(True)
        group.addAction(action)
        return action

    def _column_chosen(self, action: QAction) -> None:
        self._settings.sort = action.data()
        self.changed.emit()

    def _direction_chosen(self, action: QAction) -> None:
        self._settings.descending = action.data()
        self.changed.emit()
