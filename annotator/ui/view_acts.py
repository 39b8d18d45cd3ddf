"""What the View menu does: size, theme, language, raw text, panes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from annotator.core.log_file import log_folder
from annotator.core.selection import SnapUnit
from annotator.ui.desk import Desk
from annotator.ui.main_window import MainWindow


class ViewActs(QObject):
    """Changes how things look; every change is a setting."""

    changed = Signal()
    """What is ticked in the menu is another."""

    def __init__(self, window: MainWindow, desk: Desk) -> None:
        super().__init__(desk)
        self._window = window
        self._desk = desk
        self._snap_actions: dict[SnapUnit, QAction] = {}

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What the actions on the view call."""
        desk = self._desk
        return {
            "edit.find": desk.find_bar.open_up,
            "edit.find-next": lambda: desk.find_bar.step(1),
            "edit.find-previous": lambda: desk.find_bar.step(-1),
            "edit.filter": lambda: desk.articles.filters.search.setFocus(Qt.FocusReason.ShortcutFocusReason),
            "view.raw": self._toggle_raw,
            "view.zoom-in": lambda: self._zoom(desk.view.zoom + 1),
            "view.zoom-out": lambda: self._zoom(desk.view.zoom - 1),
            "view.zoom-reset": lambda: self._zoom(0),
            "view.light": lambda: self._set_theme("light"),
            "view.sepia": lambda: self._set_theme("sepia"),
            "view.dark": self._toggle_dark,
            "view.articles": lambda: self._toggle_pane(desk.articles),
            "view.inspector": lambda: self._toggle_pane(desk.inspector),
            "view.next-pane": self._next_pane,
            "view.vietnamese": lambda: self._set_language("vi"),
            "view.english": lambda: self._set_language("en"),
            "help.shortcuts": self._show_keys,
            "help.keys": self._change_keys,
            "help.log": self._show_log,
            "help.about": self._show_about,
        }

    def fill_snap_menu(self, menu: QMenu) -> None:
        """The three units that a selection can grow to."""
        group = QActionGroup(menu)
        texts = {
            SnapUnit.WORD: self.tr("&Words"),
            SnapUnit.SYLLABLE: self.tr("&Syllables"),
            SnapUnit.CHARACTER: self.tr("&Characters"),
        }
        for unit, text in texts.items():
            action = menu.addAction(text)
            action.setObjectName(f"view.snap.{unit}")
            action.setCheckable(True)
            action.setActionGroup(group)
            action.triggered.connect(lambda _checked=False, unit=unit: self.set_snap(unit))
            self._snap_actions[unit] = action
        self._snap_actions[self._desk.view.snap_unit].setChecked(True)

    def next_snap(self) -> None:
        """The next unit, round and round."""
        units = list(SnapUnit)
        self.set_snap(units[(units.index(self._desk.view.snap_unit) + 1) % len(units)])

    def set_snap(self, unit: SnapUnit) -> None:
        """What selections grow to from now on."""
        self._window.settings.snap = str(unit)
        self._desk.view.set_snap_unit(unit)
        self._desk.status.show_snap(unit)
        self._snap_actions[unit].setChecked(True)

    def show_checks(self, by_id: dict[str, QAction]) -> None:
        """Ticks what is on."""
        settings = self._window.settings
        for name in ("light", "sepia", "dark"):
            by_id[f"view.{name}"].setChecked(settings.theme == name)
        by_id["view.vietnamese"].setChecked(settings.language == "vi")
        by_id["view.english"].setChecked(settings.language != "vi")
        by_id["view.raw"].setChecked(self._desk.view.is_raw)
        by_id["view.articles"].setChecked(not self._desk.articles.isHidden())
        by_id["view.inspector"].setChecked(not self._desk.inspector.isHidden())

    def _toggle_raw(self) -> None:
        raw = not self._desk.view.is_raw
        self._window.settings.raw = raw
        self._desk.view.set_raw(raw)
        self.changed.emit()

    def _zoom(self, zoom: int) -> None:
        self._desk.view.set_zoom(zoom)
        self._window.settings.zoom = self._desk.view.zoom

    def _toggle_dark(self) -> None:
        self._set_theme("light" if self._window.settings.theme == "dark" else "dark")

    def _set_theme(self, name: str) -> None:
        if self._window.settings.theme != name:
            self._window.settings.theme = name
            self._window.look_changed.emit()
        self.changed.emit()

    def _set_language(self, language: str) -> None:
        if self._window.settings.language != language:
            self._window.settings.language = language
            self._window.look_changed.emit()
        self.changed.emit()

    def _toggle_pane(self, pane) -> None:  # type: ignore[no-untyped-def]
        pane.setVisible(pane.isHidden())
        self.changed.emit()

    def _next_pane(self) -> None:
        """The keyboard goes from list to text to inspector to what is offered above or over the text, and round."""
        desk = self._desk
        panes = [desk.articles.view, desk.view, desk.inspector.visible_list(), *desk.offered()]
        shown = [pane for pane in panes if pane.isVisible()]
        at = next((n for n, pane in enumerate(shown) if pane.hasFocus()), -1)
        for pane in shown[(at + 1) % max(len(shown), 1) :][:1]:
            pane.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_keys(self) -> None:
        from annotator.ui.shortcut_sheet import ShortcutSheet

        window = self._window
        labels, language = self._desk.labels.labels, window.settings.language
        sheet = ShortcutSheet(labels, language, window.actions_.keys, self._desk.theme, window)
        sheet.change_wanted.connect(self._change_keys)
        sheet.open()

    def _change_keys(self) -> None:
        from annotator.ui.key_editor import KeyEditor

        KeyEditor(self._window.actions_, self._desk.labels.labels, self._desk.theme, self._window).open()

    def _show_log(self) -> None:
        from annotator.ui.unexpected_dialog import show_log_folder

        if not show_log_folder():
            said = self.tr("The folder could not be shown; the log lies in {folder}.")
            self._desk.notice.say(said.format(folder=log_folder()))

    def _show_about(self) -> None:
        from annotator.ui.about import AboutDialog

        AboutDialog(self._desk.theme, self._window).open()
