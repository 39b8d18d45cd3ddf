"""The QActions of a window, made from the table of acts: menus, keys and enabling."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from annotator.app import settings as preferences
from annotator.app.home import settings_path
from annotator.app.settings import Settings
from annotator.core.model import Label
from annotator.ui.action_table import CONTEXT, MENUS, SUBMENUS, ActionSpec, specs
from annotator.ui.icons import icon
from annotator.ui.key_settings import KeyMap, Refusal, key_sequence, native
from annotator.ui.theme import Theme


def text_of(spec: ActionSpec) -> str:
    """The act's name in the language of the interface, with its mnemonic."""
    return QCoreApplication.translate(CONTEXT, spec.text)


def plain(text: str) -> str:
    """A menu text without its mnemonic and dots."""
    return text.replace("&", "").rstrip("…")


class Actions(QObject):
    """The QActions of a window, by id; what they call is given by id as well. `view` is where `in_view` keys act."""

    keys_changed = Signal()
    """Acts have other keys now."""

    def __init__(
        self,
        owner: QWidget,
        view: QWidget,
        handlers: dict[str, Callable[[], object]],
        theme: Theme,
        settings: Settings,
    ) -> None:
        super().__init__(view)
        self._theme = theme
        self.settings = settings
        self.view = view
        self.keys = KeyMap(settings.keys)
        self.by_id: dict[str, QAction] = {}
        self._ids: defaultdict[int, list[str]] = defaultdict(list)
        """The acts by what they need."""
        for spec in specs():
            self._ids[spec.needs].append(spec.id)
            if spec.id not in SUBMENUS:
                home = view if spec.in_view else owner
                self.by_id[spec.id] = self._make(spec, home, handlers[spec.id])
        self.submenus: dict[str, QMenu] = {}
        self._met: set[int] | None = None
        """The needs that were met when acts were last enabled."""

    def build_menus(self, bar: QMenuBar) -> None:
        """Fills the menu bar from the table."""
        for title, rows in MENUS:
            menu = bar.addMenu(QCoreApplication.translate(CONTEXT, title))
            menu.aboutToShow.connect(partial(self._draw_icons, rows))
            inner: dict[str, QMenu] = {}
            for spec in rows:
                if spec.submenu and spec.submenu not in inner:
                    inner[spec.submenu] = menu.addMenu(QCoreApplication.translate(CONTEXT, spec.submenu))
                self._add(inner.get(spec.submenu, menu), spec)

    def enable(self, met: set[int]) -> None:
        """Enables the acts whose needs are met."""
        before, self._met = self._met, set(met)
        others = set(self._ids) if before is None else before ^ met
        for need in others:
            for id_ in self._ids.get(need, ()):
                target = self.submenus.get(id_) or self.by_id.get(id_)
                if target is not None:
                    target.setEnabled(need in met)

    def tip(self, id_: str) -> str:
        """An act's name with its first key, for the tooltip of a button."""
        name, keys = plain(self.by_id[id_].text()), self.keys.of(id_)
        return f"{name} ({native(keys[:1])})" if keys else name

    def change_keys(self, id_: str, keys: Sequence[str]) -> None:
        """Gives an act other keys, at once and for the time to come; whether it may have them is asked before."""
        self.keys.put(id_, keys)
        self._take_keys()

    def reset_keys(self, id_: str, labels: Sequence[Label]) -> Refusal | None:
        """Gives an act the keys of the table again, unless something else has one of them now."""
        refused = self.keys.reset(id_, labels)
        self._take_keys()
        return refused

    def reset_all_keys(self) -> None:
        """Gives every act the keys of the table again."""
        self.keys.reset_all()
        self._take_keys()

    def draw_icon(self, spec: ActionSpec) -> None:
        """Gives an action its icon; menus ask for theirs when they are first shown, for drawing takes time."""
        action = self.by_id.get(spec.id)
        if spec.icon and action is not None and action.icon().isNull():
            action.setIcon(icon(spec.icon, self._theme.muted, self._theme.border))

    def _take_keys(self) -> None:
        """Applies the keys as they are now and keeps them."""
        for id_, action in self.by_id.items():
            action.setShortcuts([key_sequence(key) for key in self.keys.of(id_)])
        self.settings.keys = self.keys.changed
        preferences.save(self.settings, settings_path())
        self.keys_changed.emit()

    def _draw_icons(self, rows: Iterable[ActionSpec]) -> None:
        for spec in rows:
            self.draw_icon(spec)

    def _add(self, menu: QMenu, spec: ActionSpec) -> None:
        if not spec.id:
            menu.addSeparator()
        elif spec.id in SUBMENUS:
            self.submenus[spec.id] = menu.addMenu(text_of(spec))
            self.submenus[spec.id].setObjectName(spec.id)
        else:
            menu.addAction(self.by_id[spec.id])

    def _make(self, spec: ActionSpec, home: QWidget, handler: Callable[[], object]) -> QAction:
        action = QAction(text_of(spec), home)
        action.setObjectName(spec.id)
        action.setShortcuts([key_sequence(key) for key in self.keys.of(spec.id)])
        if spec.in_view:
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.setCheckable(spec.is_checkable)
        action.triggered.connect(lambda _checked=False: handler())
        home.addAction(action)
        return action


def child(owner: QObject, name: str) -> QAction:
    """The action of this id below a widget."""
    found = owner.findChild(QAction, name)
    if found is None:
        raise KeyError(name)
    return found
