"""The left pane: which articles the project has, how far one is with each, and the way from one to another."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractItemView, QMenu, QStackedWidget, QVBoxLayout, QWidget

from annotator.app.acts import Acts
from annotator.app.jobs import Jobs
from annotator.app.session import Session
from annotator.app.settings import Settings
from annotator.core.edits import Edit
from annotator.core.model import State
from annotator.storage.listing import Order
from annotator.ui.article_delegate import ArticleDelegate
from annotator.ui.article_filters import ArticleFilters
from annotator.ui.article_model import ArticleModel, state_name
from annotator.ui.article_placeholder import Placeholder
from annotator.ui.article_row import STATE_ICONS
from annotator.ui.article_view import ArticleView
from annotator.ui.icons import icon
from annotator.ui.locale import interface_locale
from annotator.ui.theme import Theme

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

PAUSE = 150
"""Milliseconds that a key rests on a row before its article opens, so that holding the key does not open each."""


class ArticlePanel(QWidget):
    """The list with its filters. It follows the session: the article on screen is the selected one."""

    activated_document = Signal(int)
    """An article was opened in order to read it now: the reading view should have the keys."""
    details_requested = Signal(int)
    import_requested = Signal()

    def __init__(
        self, session: Session, acts: Acts, settings: Settings, jobs: Jobs, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("articlePanel")
        self.setAccessibleName(self.tr("Articles"))
        self._session = session
        self._acts = acts
        self._theme = theme
        locale = interface_locale(settings.language)
        self.model = ArticleModel(session, jobs, self)
        self.filters = ArticleFilters(settings, theme, locale, self)
        self.view = ArticleView(self.model, ArticleDelegate(self.model, theme, locale, self), theme, self)
        self._placeholder: Placeholder | None = None
        self._current: int | None = None
        self._reveal = False
        """Whether the current article is still to be scrolled to, once its place is known."""
        self._kept: int | None = None
        """Where the list was scrolled to before the model was replaced under it."""
        self._wants_first = False
        """Whether the first match is to be opened as soon as it is known."""
        self._left_row = -1
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._leave = QTimer(self, singleShot=True, interval=0)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.filters)
        layout.addWidget(self._stack, 1)
        self._connect()
        self._start_over()

    def select(self, document: int) -> None:
        """Shows and selects the row of an article; when its place is not known yet, as soon as it is."""
        self._pause.stop()
        self._current = document
        self._reveal = True
        self._point()

    def step(self, by: int) -> bool:
        """Opens the article `by` rows further on; False at the end of the list."""
        position = self.model.position(self._here)
        document = self.model.id_at((position if position is not None else -1 if by > 0 else 0) + by)
        if document is None:
            return False
        self._open(document)
        return True

    def next_unfinished(self) -> int | None:
        """The next article of the list that is new or in progress, going on at the top; None when all are finished."""
        return self.model.next_unfinished(self._here)

    def showEvent(self, event: QShowEvent) -> None:
        """Only now it is known which rows are in sight."""
        super().showEvent(event)
        self._point()

    @property
    def _here(self) -> int | None:
        document = self._session.document
        return document.id if document is not None else self._current

    def _connect(self) -> None:
        self._session.project_changed.connect(self._start_over)
        self._session.person_changed.connect(self._start_over)
        self._session.document_opened.connect(self._follow_document)
        self._session.changed.connect(self._follow)
        self.model.modelAboutToBeReset.connect(self._keep_scroll)
        self.model.refreshed.connect(self._refreshed)
        self.model.counted.connect(self._counted)
        self.model.removed.connect(self._removed)
        self.filters.changed.connect(self._list_anew)
        self.filters.search.left_downwards.connect(self._go_to_list)
        self.filters.search.entered.connect(self._open_first)
        self.view.clicked.connect(self._open_current)
        self.view.doubleClicked.connect(self._activate)
        self.view.walked.connect(self._walked)
        self.view.entered_row.connect(self._activate)
        self.view.delete_wanted.connect(self._remove_current)
        self.view.typed.connect(self._type)
        self.view.menu_wanted.connect(self._show_menu)
        self._pause.timeout.connect(self._open_current)
        self._leave.timeout.connect(self._open_neighbour)

    def _start_over(self) -> None:
        document = self._session.document
        self._current = document.id if document is not None else None
        self._reveal = True
        self.filters.set_counts(None)
        self._list_anew()

    def _list_anew(self) -> None:
        filters, project, person = self.filters, self._session.project, self._session.person
        if project is None or person is None:
            self.model.show(None)
        else:
            self.model.show(Order(person.id, filters.column, filters.descending, filters.states, filters.words))
        self._kept = None
        self.view.scrollToTop()
        self._point()
        self._show_page()

    def _point(self) -> None:
        """Makes the row of the current article the selected one; scrolls there only when it is to be revealed."""
        position = self.model.position(self._current)
        if position is None:
            self.view.clearSelection()
            return
        index = self.model.index(position, 0)
        if index != self.view.currentIndex() or not self.view.selectionModel().isSelected(index):
            self.view.setAutoScroll(False)
            self.view.setCurrentIndex(index)
            self.view.setAutoScroll(True)
        if self._reveal and self.isVisible():
            self._reveal = False
            if not self.view.viewport().rect().contains(self.view.visualRect(index)):
                self.view.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    def _keep_scroll(self) -> None:
        self._kept = self.view.verticalScrollBar().value()

    def _refreshed(self) -> None:
        if self._kept is not None:
            self.view.executeDelayedItemsLayout()
            self.view.verticalScrollBar().setValue(self._kept)
            self._kept = None
        self._point()
        self._show_page()
        if self._wants_first:
            self._open_first()

    def _counted(self) -> None:
        self.filters.set_counts(self.model.counts)
        self._show_page()

    def _show_page(self) -> None:
        """The list, or in its place why it is empty."""
        is_empty = self._session.project is not None and self.model.is_complete and not self.model.rowCount()
        if not is_empty:
            self._stack.setCurrentWidget(self.view)
            return
        if self._placeholder is None:
            self._placeholder = Placeholder(self._theme, self)
            self._placeholder.import_requested.connect(self.import_requested)
            self._placeholder.clear_requested.connect(self.filters.clear)
            self._stack.addWidget(self._placeholder)
        nothing = self.model.counts is not None and not sum(self.model.counts.values())
        self._placeholder.explain(nothing, bool(self.filters.words.strip()))
        self._stack.setCurrentWidget(self._placeholder)

    def _follow_document(self) -> None:
        if self._session.document is not None:
            self.select(self._session.document.id)

    def _follow(self, edit: Edit) -> None:
        """An import that is taken back takes the article on screen with it, when it came by it."""
        document = self._session.document
        for change in edit.rows("batch"):
            hidden = change.after is None or change.after["state"] != "visible"
            if document is not None and hidden and document.document.batch == change.key:
                self._leave_for(-1)

    def _removed(self, document: int, row: int) -> None:
        if self._session.document is not None and self._session.document.id == document:
            self._leave_for(row)

    def _leave_for(self, row: int) -> None:
        """Later, since everybody else still has to follow the edit that took the article away."""
        self._left_row = row
        self._leave.start()

    def _open_neighbour(self) -> None:
        row = min(self._left_row, self.model.rowCount() - 1)
        document = self.model.id_at(row)
        if document is None:
            self._session.close_document()
        else:
            self._open(document)

    def _open(self, document: int) -> None:
        self._pause.stop()
        self._current = document
        self._reveal = True
        self._session.open_document(document)
        self._point()

    def _open_current(self) -> None:
        document = self._under_cursor()
        if document is not None:
            self._open(document)

    def _activate(self) -> None:
        document = self._under_cursor()
        if document is not None:
            self._open(document)
            self.activated_document.emit(document)

    def _walked(self) -> None:
        self._current = self._under_cursor()
        self._pause.start()

    def _under_cursor(self) -> int | None:
        return self.model.id_at(self.view.currentIndex().row())

    def _go_to_list(self) -> None:
        self.filters.flush()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self._walked()

    def _open_first(self) -> None:
        self.filters.flush()
        self._wants_first = self.model.is_stale
        if self._wants_first:
            return
        if not self.view.selectionModel().hasSelection():
            self.view.setCurrentIndex(self.model.index(0, 0))
        self._open_current()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _type(self, text: str) -> None:
        search = self.filters.search
        search.setFocus(Qt.FocusReason.OtherFocusReason)
        search.end(False)
        search.insert(text)

    def _remove_current(self) -> None:
        document = self._under_cursor()
        if document is not None:
            self._remove(document)

    def _remove(self, document: int) -> None:
        if self._session.project is not None:
            self._acts.remove_article(self._session.project.documents.get(document))

    def _show_menu(self, row: int, place: QPoint) -> None:
        document, shown = self.model.id_at(row), self.model.row(row)
        if document is None or shown is None:
            return
        menu = QMenu(self)
        menu.setObjectName("articleMenu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._add(menu, "article.open", self.tr("Open"), partial(self._open, document))
        self._add(menu, "article.details", self.tr("Details…"), partial(self.details_requested.emit, document))
        states = menu.addMenu(self.tr("State"))
        states.setObjectName("stateMenu")
        for state in State:
            act = partial(self._acts.set_state_of, document, state)
            action = self._add(states, f"article.{state}", state_name(state), act)
            action.setIcon(icon(STATE_ICONS[state], self._theme.muted, self._theme.muted))
            action.setCheckable(True)
            action.setChecked(state == shown.state)
        menu.addSeparator()
        remove = self._add(menu, "article.remove", self.tr("Remove from project"), partial(self._remove, document))
        remove.setIcon(icon("trash", self._theme.muted, self._theme.muted))
        menu.popup(place)

    def _add(self, menu: QMenu, name: str, text: str, act: Callable[[], object]) -> QAction:
        action = menu.addAction(text)
        action.setObjectName(name)
        action.triggered.connect(lambda _checked=False: act())
        return action
