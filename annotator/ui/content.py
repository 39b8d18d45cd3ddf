"""The content of the window for one theme and language: desk, actions and menus, tied to each other."""

from __future__ import annotations

import os
from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from annotator.app.acts import Acts
from annotator.app.jobs import Jobs
from annotator.app.session import Session
from annotator.core.shown import one_line
from annotator.storage.following import following
from annotator.ui import action_table as table
from annotator.ui.actions import Actions
from annotator.ui.annotating import ArticleActs
from annotator.ui.desk import Desk
from annotator.ui.edit_acts import EditActs
from annotator.ui.finish_strip import FinishGuide
from annotator.ui.label_actions import LabelActions
from annotator.ui.label_choice import LabelChoice
from annotator.ui.main_window import MainWindow
from annotator.ui.next_order import LIST, chosen
from annotator.ui.plain import menu_text, plain_tip
from annotator.ui.relation_acts import RelationActs
from annotator.ui.text_menu import TextMenu
from annotator.ui.tool_acts import ToolActs
from annotator.ui.view_acts import ViewActs

Handlers = dict[str, Callable[[], object]]


class Content(QObject):
    """Builds the desk into a window with its menus and keeps them up to date with the session."""

    def __init__(self, window: MainWindow, session: Session, jobs: Jobs, project_handlers: Handlers) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._met: set[int] = set()
        acts = Acts(session)
        self.desk = Desk(session, acts, jobs, window.settings, window.theme, window)
        self.view_acts = ViewActs(window, self.desk)
        self._articles = ArticleActs(acts, self.desk.articles.step, self._open_unfinished)
        self._edits = EditActs(session, acts, self.desk, window)
        self._tools = ToolActs(session, jobs, window.settings, self.desk, window)
        self.relations = RelationActs(session, self.desk, window.settings.language)
        own = (self.view_acts, self.desk.annotating, self._articles, self._edits, self._tools, self.relations)
        handlers = project_handlers | {name: act for part in own for name, act in part.handlers().items()}
        self.actions = Actions(window, self.desk.view, handlers, window.theme, window.settings)
        self.actions.build_menus(window.menuBar())
        self._tools.actions = self.actions
        self._labels = LabelActions(session, self.desk, self.actions, window.settings.language)
        self.choice = LabelChoice(session, self.desk.view, self.desk.annotating, window.settings.language, window.theme)
        self._menu = TextMenu(session, acts, self.actions, self.desk)
        self._fill()
        self._connect()
        self.desk.show_session()
        self._name_window()
        self._refresh()

    @property
    def session(self) -> Session:
        """What is open, for who has the window alone."""
        return self._session

    @property
    def is_writable(self) -> bool:
        """Whether there is a project that can be changed, and one's own layer of it is open."""
        return self._session.is_writable

    def keep(self) -> None:
        """Remembers the reader's place and the widths of the panes."""
        self.desk.keep_place(is_last=True)
        if self.desk.panes.isVisibleTo(self.desk):  # beside the welcome they were never laid out
            self._window.settings.panes = self.desk.panes.sizes()

    def take_down(self) -> None:
        """Takes everything out of the window again."""
        window = self._window
        self._tools.put_away()
        window.menuBar().clear()
        for menu in window.menuBar().findChildren(QMenu):
            menu.deleteLater()
        for action in window.findChildren(QAction):
            window.removeAction(action)
            action.deleteLater()
        window.takeCentralWidget()
        self.desk.setParent(None)
        self.desk.deleteLater()
        self.deleteLater()

    def _fill(self) -> None:
        window = self._window
        self.desk.header.add_actions(
            self.actions,
            ("article.previous", "article.next", "article.done", "view.inspector"),
            leading=("view.articles",),
        )
        self.view_acts.fill_snap_menu(self.actions.submenus["view.snap"])
        self.actions.submenus["file.recent"].aboutToShow.connect(self._fill_recent)
        window.setCentralWidget(self.desk)
        self.desk.show()  # laid out now, since an article can only be put at its place in a view that knows its width
        if (layout := window.layout()) is not None:
            layout.activate()
        if window.settings.panes:
            self.desk.panes.setSizes(window.settings.panes)
        self.view_acts.show_checks(self.actions.by_id)

    def _connect(self) -> None:
        desk, by_id, session = self.desk, self.actions.by_id, self._session
        done, first = by_id["article.done"], by_id["suggestion.next"]
        self._guide = FinishGuide(session, self._window.settings, desk.view, self._window.theme, done, first)
        desk.view.current_changed.connect(self._enable)
        desk.view.selection_changed.connect(self._enable)
        desk.annotating.said.connect(self._say)
        desk.articles.import_requested.connect(by_id["file.import"].trigger)
        desk.articles.details_requested.connect(self._edits.show_details)
        desk.welcome.new_wanted.connect(by_id["file.new"].trigger)
        desk.welcome.open_wanted.connect(by_id["file.open"].trigger)
        desk.status.person_wanted.connect(by_id["project.person"].trigger)
        desk.status.raw_wanted.connect(by_id["view.raw"].trigger)
        desk.status.snap_wanted.connect(self.view_acts.next_snap)
        self.view_acts.changed.connect(self._show_checks)
        session.project_changed.connect(self._name_window)
        session.document_opened.connect(self._enable)
        for signal in (session.changed, session.project_changed, session.person_changed):
            signal.connect(self._refresh)

    def _say(self, text: str) -> None:
        self.desk.notice.say(text, is_warning=False)

    def _open_unfinished(self) -> None:
        order, project, person = chosen(self._window.settings), self._session.project, self._session.person
        here = self._session.document.id if self._session.document else None
        if order == LIST or project is None or person is None:
            found, none = self.desk.articles.next_unfinished(), self.tr("No article is left to do in this list.")
        else:
            found = following(project.store.connection, person.id, order, here)
            none = self.tr("No article is left to do.")
        if found is not None:
            self._session.open_document(found)
        else:
            self.desk.notice.say(none, is_warning=False)

    def _fill_recent(self) -> None:
        menu = self.actions.submenus["file.recent"]
        menu.clear()
        for path in self._window.settings.recent:
            action = menu.addAction(menu_text(os.path.basename(path)))
            action.setToolTip(plain_tip(one_line(path)))
            action.triggered.connect(lambda _checked=False, path=path: self.desk.welcome.recent_wanted.emit(path))

    def _show_checks(self) -> None:
        self.view_acts.show_checks(self.actions.by_id)

    def _refresh(self, *_what: object) -> None:
        """Brings menus and enabling up to date."""
        self._labels.refresh()
        self._edits.refresh(self.actions.by_id)
        self._enable()

    def _name_window(self) -> None:
        project = self._session.project
        name = one_line(os.path.splitext(os.path.basename(project.path))[0]) if project else ""
        if project is not None and not project.writable:
            name = self.tr("{name} (read only)").format(name=name)
        self._window.setWindowTitle(f"{name} – Annotator" if name else "Annotator")

    def _enable(self) -> None:
        met = self._needs_met()
        if met != self._met:
            self._met = met
            self.actions.enable(met)

    def _needs_met(self) -> set[int]:
        document, current, writable = self._session.document, self.desk.view.current, self.is_writable
        met = {
            table.ALWAYS: True,
            table.PROJECT: self._session.project is not None,
            table.WRITABLE: writable,
            table.DOCUMENT: document is not None,
            table.EDITABLE: document is not None and writable,
            table.CURRENT: current is not None and writable,
            table.MARKED: writable and (current is not None or self.desk.view.selection is not None),
            table.UNDOABLE: writable and self._edits.possible["undo"],
            table.REDOABLE: writable and self._edits.possible["redo"],
            table.SUGGESTION: current is not None and writable and self.desk.annotating.is_suggestion(current),
        }
        return {need for need, is_met in met.items() if is_met}
