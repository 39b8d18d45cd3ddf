"""The window: its content, menus and actions put together; what they do is elsewhere."""

from __future__ import annotations

import base64
import os
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow

from annotator.app.acts import Acts
from annotator.app.jobs import Jobs
from annotator.app.session import Session
from annotator.app.settings import Settings
from annotator.ui import actions as table
from annotator.ui.actions import Actions
from annotator.ui.annotating import ArticleActs
from annotator.ui.desk import Desk
from annotator.ui.messages import act_name
from annotator.ui.text_menu import TextMenu
from annotator.ui.theme import THEMES
from annotator.ui.view_acts import ViewActs

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent

Handlers = dict[str, Callable[[], object]]


class MainWindow(QMainWindow):
    """One project at a time. Theme and language are fixed for a content; another one builds it anew."""

    closing = Signal()
    look_changed = Signal()
    """Theme or language were switched in the settings: the application loads what belongs to them and recomposes."""
    files_dropped = Signal(list)
    """Paths of files and folders that were dropped on the window."""

    def __init__(self, session: Session, jobs: Jobs, settings: Settings) -> None:
        super().__init__()
        self._session = session
        self._jobs = jobs
        self.settings = settings
        self._acts = Acts(session)
        self._project_handlers: Handlers = {}
        self.setObjectName("mainWindow")
        self.setAcceptDrops(True)
        self.resize(1280, 820)
        self.restoreGeometry(QByteArray(base64.b64decode(settings.geometry)))
        session.changed.connect(self._refresh)
        session.document_opened.connect(self._refresh)
        session.project_changed.connect(self._refresh)
        session.person_changed.connect(self._refresh)

    def compose(self, project_handlers: Handlers) -> None:
        """Builds the content for the settings' theme and language; `project_handlers` act on whole projects."""
        self._project_handlers = project_handlers
        theme = THEMES.get(self.settings.theme, THEMES["light"])
        self._take_down()
        self.desk = Desk(self._session, self._acts, self._jobs, self.settings, theme, self)
        self._view_acts = ViewActs(self, self.desk)
        article = ArticleActs(self._acts, self.desk.articles.step, self._open_unfinished)
        handlers = self._project_handlers | self._view_acts.handlers() | self.desk.annotating.handlers()
        handlers |= article.handlers() | self._edit_handlers()
        self._article_acts = article
        self.actions_ = Actions(self, self.desk.view, handlers, theme)
        self.actions_.build_menus(self.menuBar())
        self._menu = TextMenu(self._session, self._acts, self.actions_, self.desk)
        self.desk.header.add_actions(
            self.actions_,
            ("article.previous", "article.next", "article.done", "view.inspector"),
            leading=("view.articles",),
        )
        self.setCentralWidget(self.desk)
        if self.settings.panes:
            self.desk.panes.setSizes(self.settings.panes)
        self._connect()
        self._fill_submenus()
        self.desk.show_session()
        self.show_checks()
        self._refresh()

    def recompose(self) -> None:
        """Builds the content anew for another theme or language, at the same place of the same article."""
        self.desk.keep_place()
        self.settings.panes = self.desk.panes.sizes()
        self.compose(self._project_handlers)

    def save_look(self) -> None:
        """Puts the window's place and the panes' widths into the settings."""
        self.settings.geometry = base64.b64encode(self.saveGeometry().data()).decode()
        self.settings.panes = self.desk.panes.sizes()

    def show_checks(self) -> None:
        """Ticks in the menus what is on."""
        self._view_acts.show_checks(self.actions_.by_id)

    def show_help(self, page: str) -> None:
        """Shows the sheet of keys, or what this program is."""
        if page == "about":
            from annotator.ui.about import AboutDialog

            AboutDialog(self.desk.theme, self).open()
        else:
            from annotator.ui.shortcut_sheet import ShortcutSheet

            ShortcutSheet(self._session.labels, self.settings.language, self.desk.theme, self).open()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keeps place and look; nothing else needs saving, every edit is saved already."""
        self.desk.keep_place()
        self.save_look()
        self.closing.emit()
        super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files and folders may be dropped on a project that can be written."""
        project = self._session.project
        if event.mimeData().hasUrls() and project is not None and project.writable:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Imports what is dropped."""
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        QTimer.singleShot(0, self, lambda: self.files_dropped.emit(paths))

    def _take_down(self) -> None:
        old = self.takeCentralWidget()
        self.menuBar().clear()
        for action in self.findChildren(QAction):
            self.removeAction(action)
            action.deleteLater()
        if old is not None:
            old.setParent(None)
            old.deleteLater()

    def _connect(self) -> None:
        desk = self.desk
        desk.view.current_changed.connect(self._enable)
        desk.articles.import_requested.connect(self.actions_.by_id["file.import"].trigger)
        desk.articles.details_requested.connect(self.show_details)
        desk.welcome.new_wanted.connect(self.actions_.by_id["file.new"].trigger)
        desk.welcome.open_wanted.connect(self.actions_.by_id["file.open"].trigger)
        desk.status.person_wanted.connect(self.actions_.by_id["project.person"].trigger)
        desk.status.raw_wanted.connect(self.actions_.by_id["view.raw"].trigger)
        desk.status.snap_wanted.connect(self._view_acts.next_snap)

    def _edit_handlers(self) -> Handlers:
        return {
            "edit.undo": lambda: self._step("undo"),
            "edit.redo": lambda: self._step("redo"),
            "edit.copy": self.desk.view.copy,
            "article.details": lambda: self.show_details(self._session.document.id if self._session.document else 0),
            "article.remove": self._remove_article,
        }

    def _step(self, step: str) -> None:
        """Undo or redo, in the article where it belongs."""
        planned = self._session.next_step(step)
        if planned is not None and planned.document is not None and planned.name != "article.remove":
            self._session.open_document(planned.document)
        edit = self._session.undo() if step == "undo" else self._session.redo()
        if edit is None:
            return
        rows = [change.after or change.before or {} for change in edit.rows("span")]
        if rows and self._session.document is not None and rows[0]["document"] == self._session.document.id:
            self.desk.view.go_to(rows[0]["start"], rows[0]["end"])

    def show_details(self, document: int) -> None:
        """Opens the form for an article's title, date, source and author."""
        from annotator.ui.details_dialog import DetailsDialog

        project = self._session.project
        if project is not None and document:
            DetailsDialog(self._session, self._acts, project.documents.get(document), self.desk.theme, self).open()

    def _remove_article(self) -> None:
        document = self._session.document
        if document is not None:
            self._acts.remove_article(document.document)

    def _open_unfinished(self) -> None:
        following = self.desk.articles.next_unfinished()
        if following is not None:
            self._session.open_document(following)
        else:
            self.desk.notice.say(self.tr("No article is left to do in this list."), is_warning=False)

    def _fill_submenus(self) -> None:
        menus = self.actions_.submenus
        menus["span.labels"].aboutToShow.connect(self._fill_label_menu)
        menus["file.recent"].aboutToShow.connect(self._fill_recent_menu)
        self._view_acts.fill_snap_menu(menus["view.snap"])
        self._make_label_actions()

    def _make_label_actions(self) -> None:
        """One action a label, with its key, in the reading view."""
        for action in self.desk.view.findChildren(QAction):
            if action.objectName().startswith("span.label."):
                self.desk.view.removeAction(action)
                action.deleteLater()
        for label in self._session.labels:
            action = QAction(f"{label.name} · {label.title(self.settings.language)}".replace("&", "&&"), self.desk.view)
            action.setObjectName(f"span.label.{label.name}")
            action.setShortcut(QKeySequence(label.key))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(lambda _checked=False, label=label: self.desk.annotating.label_with(label))
            self.desk.view.addAction(action)
        self._labels = list(self._session.labels)

    def _fill_label_menu(self) -> None:
        menu = self.actions_.submenus["span.labels"]
        menu.clear()
        for action in self.desk.view.actions():
            if action.objectName().startswith("span.label."):
                menu.addAction(action)

    def _fill_recent_menu(self) -> None:
        menu = self.actions_.submenus["file.recent"]
        menu.clear()
        for path in self.settings.recent:
            action = menu.addAction(os.path.basename(path).replace("&", "&&"))
            action.setToolTip(path)
            action.triggered.connect(lambda _checked=False, path=path: self.desk.welcome.recent_wanted.emit(path))

    def _refresh(self, *_what: object) -> None:
        """Brings titles, menus and enabling up to date."""
        if not hasattr(self, "desk"):
            return
        if self._labels_changed():
            self._make_label_actions()
        project = self._session.project
        name = os.path.splitext(os.path.basename(project.path))[0] if project else ""
        self.setWindowTitle(f"{name} – Annotator" if name else "Annotator")
        for step, plain in (("undo", self.tr("&Undo")), ("redo", self.tr("&Redo"))):
            edit = self._session.next_step(step)
            self.actions_.by_id[f"edit.{step}"].setText(
                f"{plain}: {act_name(edit)}".replace("&&", "&") if edit else plain
            )
        self._enable()

    def _labels_changed(self) -> bool:
        return [(x.id, x.name, x.key) for x in self._labels] != [(x.id, x.name, x.key) for x in self._session.labels]

    def _enable(self) -> None:
        self.actions_.enable(self._met())
        writable = self._session.project is not None and self._session.project.writable
        for step in ("undo", "redo"):
            self.actions_.by_id[f"edit.{step}"].setEnabled(writable and self._session.next_step(step) is not None)

    def _met(self) -> set[int]:
        project, document, current = self._session.project, self._session.document, self.desk.view.current
        met = {table.ALWAYS}
        writable = project is not None and project.writable
        if project is not None:
            met.add(table.PROJECT)
        if writable:
            met.add(table.WRITABLE)
        if document is not None:
            met.add(table.DOCUMENT)
            if writable:
                met.add(table.EDITABLE)
        if current is not None and writable:
            met.add(table.CURRENT)
            if self.desk.annotating.is_suggestion(current):
                met.add(table.SUGGESTION)
        return met
