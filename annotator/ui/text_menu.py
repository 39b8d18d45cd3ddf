"""The menu of the text: what can be done with the words, the span or the line under the mouse."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from annotator.app.acts import Acts
from annotator.app.session import Session
from annotator.core.line_kinds import LineKind
from annotator.ui.actions import Actions
from annotator.ui.desk import Desk
from annotator.ui.label_actions import PREFIX


def kind_text(kind: LineKind) -> str:
    """A line kind's name in the language of the interface."""
    names = {
        LineKind.TITLE: QCoreApplication.translate("kinds", "Title"),
        LineKind.DATE: QCoreApplication.translate("kinds", "Date"),
        LineKind.AUTHOR: QCoreApplication.translate("kinds", "Author"),
        LineKind.SOURCE: QCoreApplication.translate("kinds", "Source"),
        LineKind.SECTION: QCoreApplication.translate("kinds", "Section"),
        LineKind.MENU: QCoreApplication.translate("kinds", "Menu"),
        LineKind.CAPTION: QCoreApplication.translate("kinds", "Caption"),
        LineKind.REPEATED: QCoreApplication.translate("kinds", "Repeated"),
        LineKind.IMAGE: QCoreApplication.translate("kinds", "Image path"),
        LineKind.PLAYER: QCoreApplication.translate("kinds", "Player"),
        LineKind.COUNTER: QCoreApplication.translate("kinds", "Counter"),
        LineKind.BLANK: QCoreApplication.translate("kinds", "Blank"),
        LineKind.BODY: QCoreApplication.translate("kinds", "Text"),
    }
    return names[kind]


class TextMenu(QObject):
    """Builds the menu anew each time it is asked for."""

    def __init__(self, session: Session, acts: Acts, actions: Actions, desk: Desk) -> None:
        super().__init__(desk)
        self._session = session
        self._acts = acts
        self._actions = actions
        self._desk = desk
        desk.view.menu_wanted.connect(self._show)

    def build(self, offset: int) -> QMenu:
        """The menu for what is selected or current, and for the line at a code point offset."""
        menu = QMenu(self._desk)
        menu.setObjectName("textMenu")
        view, by_id = self._desk.view, self._actions.by_id
        is_writable = self._session.is_writable
        if is_writable and (view.selection is not None or view.current is not None):
            menu.addActions([a for a in view.actions() if a.objectName().startswith(PREFIX)])
            menu.addAction(by_id["span.choose-label"])
            menu.addSeparator()
        if view.current is not None and is_writable:
            is_suggestion = self._desk.annotating.is_suggestion(view.current)
            ids = ("suggestion.accept", "suggestion.reject") if is_suggestion else ("span.note", "span.delete")
            menu.addActions([by_id[id_] for id_ in (*ids, "span.same", "relation.link")])
            if len(view.spans_between(view.current.start, view.current.end)) > 1:
                menu.addAction(by_id["span.cycle"])
            menu.addSeparator()
        if view.selection is not None or view.current is not None:
            menu.addAction(by_id["search.occurrences"])
        if view.selection is not None:
            menu.addAction(by_id["edit.copy"])
        if is_writable:
            self._add_kinds(menu, offset)
        menu.addAction(by_id["view.raw"])
        return menu

    def _show(self, where: QPoint, offset: int) -> None:
        menu = self.build(offset)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(where)

    def _add_kinds(self, menu: QMenu, offset: int) -> None:
        document = self._session.document
        line = document.line_at(offset) if document else None
        if line is None or document is None:
            return
        kinds = menu.addMenu(self.tr("This line is"))
        kinds.setObjectName("lineKinds")
        for kind in LineKind:
            action = QAction(kind_text(kind), kinds)
            action.setObjectName(f"line.kind.{kind}")
            action.setCheckable(True)
            action.setChecked(document.kind(line[0]) == kind)
            action.triggered.connect(lambda _checked=False, kind=kind: self._acts.set_kind(*line, kind))
            kinds.addAction(action)
