"""Every act a person can ask for, as rows of data: menus, keys, enabling, tests and help are made from this table."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from annotator.core.messages import QT_TRANSLATE_NOOP
from annotator.ui.icons import icon
from annotator.ui.theme import Theme

CONTEXT = "actions"
ALWAYS, PROJECT, WRITABLE, DOCUMENT, EDITABLE, CURRENT, SUGGESTION, UNDOABLE, REDOABLE = range(9)
"""What an act needs: nothing, an open project, one that can be written, an open article, one that can be written, a
current span or suggestion, a suggestion, an edit to take back, one to do again."""


@dataclass(frozen=True)
class ActionSpec:
    """One act. `in_view` keys act while the text has the focus, so that single letters stay free for typing elsewhere."""

    id: str
    text: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    needs: int = ALWAYS
    in_view: bool = False
    is_checkable: bool = False


SEPARATOR = ActionSpec("", "")

MENUS: tuple[tuple[str, tuple[ActionSpec, ...]], ...] = (
    (
        QT_TRANSLATE_NOOP("actions", "&Project"),
        (
            ActionSpec("file.new", QT_TRANSLATE_NOOP("actions", "&New project…"), ("Ctrl+N",), "new"),
            ActionSpec("file.open", QT_TRANSLATE_NOOP("actions", "&Open project…"), ("Ctrl+O",), "open"),
            ActionSpec("file.recent", QT_TRANSLATE_NOOP("actions", "Open &recent")),
            ActionSpec("file.save-copy", QT_TRANSLATE_NOOP("actions", "Save a &copy…"), ("Ctrl+Shift+S",), "save", PROJECT),
            SEPARATOR,
            ActionSpec("file.import", QT_TRANSLATE_NOOP("actions", "&Import files…"), ("Ctrl+I",), "import", WRITABLE),
            ActionSpec("file.import-folder", QT_TRANSLATE_NOOP("actions", "Import a &folder…"), ("Ctrl+Shift+I",), "folder", WRITABLE),
            ActionSpec("file.export", QT_TRANSLATE_NOOP("actions", "&Export…"), ("Ctrl+E",), "export", PROJECT),
            SEPARATOR,
            ActionSpec("project.labels", QT_TRANSLATE_NOOP("actions", "&Labels…"), ("Ctrl+L",), "label", WRITABLE),
            ActionSpec("project.person", QT_TRANSLATE_NOOP("actions", "&Who annotates…"), (), "user", PROJECT),
            ActionSpec("project.suggest", QT_TRANSLATE_NOOP("actions", "&Suggest in all articles"), (), "sparkle", WRITABLE),
            SEPARATOR,
            ActionSpec("file.quit", QT_TRANSLATE_NOOP("actions", "&Quit"), ("Ctrl+Q",)),
        ),
    ),
    (
        QT_TRANSLATE_NOOP("actions", "&Edit"),
        (
            ActionSpec("edit.undo", QT_TRANSLATE_NOOP("actions", "&Undo"), ("Ctrl+Z",), "undo", UNDOABLE),
            ActionSpec("edit.redo", QT_TRANSLATE_NOOP("actions", "&Redo"), ("Ctrl+Shift+Z", "Ctrl+Y"), "redo", REDOABLE),
            SEPARATOR,
            ActionSpec("edit.copy", QT_TRANSLATE_NOOP("actions", "&Copy text"), ("Ctrl+C",), "", DOCUMENT, in_view=True),
            ActionSpec("edit.find", QT_TRANSLATE_NOOP("actions", "&Find in the article"), ("Ctrl+F",), "search", DOCUMENT),
            ActionSpec("edit.find-next", QT_TRANSLATE_NOOP("actions", "Find &next"), ("F3",), "", DOCUMENT),
            ActionSpec("edit.find-previous", QT_TRANSLATE_NOOP("actions", "Find &previous"), ("Shift+F3",), "", DOCUMENT),
            ActionSpec("edit.filter", QT_TRANSLATE_NOOP("actions", "Filter &titles"), ("Ctrl+K",), "filter", PROJECT),
        ),
    ),
    (
        QT_TRANSLATE_NOOP("actions", "&Article"),
        (
            ActionSpec("article.next", QT_TRANSLATE_NOOP("actions", "&Next article"), ("Alt+Down",), "next", DOCUMENT),
            ActionSpec("article.previous", QT_TRANSLATE_NOOP("actions", "&Previous article"), ("Alt+Up",), "previous", DOCUMENT),
            SEPARATOR,
            ActionSpec("article.done", QT_TRANSLATE_NOOP("actions", "&Done, open the next"), ("Ctrl+Return", "Ctrl+Enter"), "check-circle", EDITABLE),
            ActionSpec("article.skip", QT_TRANSLATE_NOOP("actions", "&Skip, open the next"), ("Ctrl+Shift+Return",), "state-skipped", EDITABLE),
            ActionSpec("article.reopen", QT_TRANSLATE_NOOP("actions", "Mark as &in progress"), (), "state-progress", EDITABLE),
            SEPARATOR,
            ActionSpec("article.details", QT_TRANSLATE_NOOP("actions", "D&etails…"), ("Alt+Return",), "info", EDITABLE),
            ActionSpec("article.remove", QT_TRANSLATE_NOOP("actions", "&Remove from the project"), (), "trash", EDITABLE),
        ),
    ),
    (
        QT_TRANSLATE_NOOP("actions", "A&nnotate"),
        (
            ActionSpec("span.labels", QT_TRANSLATE_NOOP("actions", "&Label with"), needs=EDITABLE),
            SEPARATOR,
            ActionSpec("suggestion.next", QT_TRANSLATE_NOOP("actions", "&Next suggestion"), ("Tab",), "", DOCUMENT, in_view=True),
            ActionSpec("suggestion.previous", QT_TRANSLATE_NOOP("actions", "&Previous suggestion"), ("Shift+Tab",), "", DOCUMENT, in_view=True),
            ActionSpec("suggestion.accept", QT_TRANSLATE_NOOP("actions", "&Accept"), ("Return", "Enter", "Space"), "check", SUGGESTION, in_view=True),
            ActionSpec("suggestion.reject", QT_TRANSLATE_NOOP("actions", "&Reject"), ("Backspace",), "reject", SUGGESTION, in_view=True),
            ActionSpec("suggestion.accept-all", QT_TRANSLATE_NOOP("actions", "Accept all in the ar&ticle"), ("Ctrl+Shift+A",), "", EDITABLE),
            ActionSpec("suggestion.settings", QT_TRANSLATE_NOOP("actions", "&Suggestions…"), ("Ctrl+G",), "settings", WRITABLE),
            SEPARATOR,
            ActionSpec("span.next", QT_TRANSLATE_NOOP("actions", "Ne&xt annotation"), ("Ctrl+Right",), "", DOCUMENT, in_view=True),
            ActionSpec("span.previous", QT_TRANSLATE_NOOP("actions", "Pre&vious annotation"), ("Ctrl+Left",), "", DOCUMENT, in_view=True),
            ActionSpec("span.delete", QT_TRANSLATE_NOOP("actions", "&Delete"), ("Delete",), "trash", CURRENT, in_view=True),
            ActionSpec("span.note", QT_TRANSLATE_NOOP("actions", "N&ote…"), ("N",), "note", CURRENT, in_view=True),
            SEPARATOR,
            ActionSpec("span.grow-left", QT_TRANSLATE_NOOP("actions", "Left edge to the left"), ("[",), "", CURRENT, in_view=True),
            ActionSpec("span.shrink-left", QT_TRANSLATE_NOOP("actions", "Left edge to the right"), ("{",), "", CURRENT, in_view=True),
            ActionSpec("span.grow-right", QT_TRANSLATE_NOOP("actions", "Right edge to the right"), ("]",), "", CURRENT, in_view=True),
            ActionSpec("span.shrink-right", QT_TRANSLATE_NOOP("actions", "Right edge to the left"), ("}",), "", CURRENT, in_view=True),
            SEPARATOR,
            ActionSpec("span.disarm", QT_TRANSLATE_NOOP("actions", "Put the label or selection away"), ("Escape",), "", DOCUMENT, in_view=True),
        ),
    ),
    (
        QT_TRANSLATE_NOOP("actions", "&View"),
        (
            ActionSpec("view.raw", QT_TRANSLATE_NOOP("actions", "Show the &raw text"), ("Ctrl+U",), "raw-text", DOCUMENT, is_checkable=True),
            ActionSpec("view.snap", QT_TRANSLATE_NOOP("actions", "&Selections take whole"), needs=DOCUMENT),
            SEPARATOR,
            ActionSpec("view.zoom-in", QT_TRANSLATE_NOOP("actions", "&Larger text"), ("Ctrl++", "Ctrl+="), "zoom-in"),
            ActionSpec("view.zoom-out", QT_TRANSLATE_NOOP("actions", "S&maller text"), ("Ctrl+-",), "zoom-out"),
            ActionSpec("view.zoom-reset", QT_TRANSLATE_NOOP("actions", "&Ordinary text size"), ("Ctrl+0",)),
            SEPARATOR,
            ActionSpec("view.light", QT_TRANSLATE_NOOP("actions", "Ligh&t"), (), "sun", is_checkable=True),
            ActionSpec("view.sepia", QT_TRANSLATE_NOOP("actions", "Se&pia"), (), "sepia", is_checkable=True),
            ActionSpec("view.dark", QT_TRANSLATE_NOOP("actions", "&Dark"), ("Ctrl+D",), "moon", is_checkable=True),
            SEPARATOR,
            ActionSpec("view.articles", QT_TRANSLATE_NOOP("actions", "&Article list"), ("F9",), "sidebar-left", is_checkable=True),
            ActionSpec("view.inspector", QT_TRANSLATE_NOOP("actions", "&Inspector"), ("F10",), "sidebar-right", is_checkable=True),
            ActionSpec("view.next-pane", QT_TRANSLATE_NOOP("actions", "Go to the ne&xt pane"), ("F6",)),
            SEPARATOR,
            ActionSpec("view.vietnamese", "Tiếng &Việt", is_checkable=True),
            ActionSpec("view.english", "&English", is_checkable=True),
        ),
    ),
    (
        QT_TRANSLATE_NOOP("actions", "&Help"),
        (
            ActionSpec("help.shortcuts", QT_TRANSLATE_NOOP("actions", "&Keys"), ("F1",), "keyboard"),
            ActionSpec("help.about", QT_TRANSLATE_NOOP("actions", "&About Annotator"), (), "info"),
        ),
    ),
)  # fmt: skip
"""The menus in order. `file.recent`, `span.labels` and `view.snap` are submenus that others fill."""

SUBMENUS = ("file.recent", "span.labels", "view.snap")


def specs() -> Iterable[ActionSpec]:
    """Every act that has an id."""
    return (spec for _, rows in MENUS for spec in rows if spec.id)


def text_of(spec: ActionSpec) -> str:
    """The act's name in the language of the interface, with its mnemonic."""
    return QCoreApplication.translate(CONTEXT, spec.text)


def plain(text: str) -> str:
    """A menu text without its mnemonic and dots."""
    return text.replace("&", "").rstrip("…")


def reserved_keys() -> set[str]:
    """The single keys that acts use, which labels cannot have."""
    return {key.upper() for spec in specs() for key in spec.keys if len(key) == 1}


def key_sequence(key: str) -> QKeySequence:
    """A key by its name in the table. Read any other way, `Return` is `Enter` to a window that speaks Vietnamese."""
    return QKeySequence.fromString(key, QKeySequence.SequenceFormat.PortableText)


class Actions:
    """The QActions of a window, by id; what they call is given by id as well."""

    def __init__(self, owner: QWidget, view: QWidget, handlers: dict[str, Callable[[], object]], theme: Theme) -> None:
        self._theme = theme
        self.by_id: dict[str, QAction] = {}
        for spec in specs():
            if spec.id not in SUBMENUS:
                home = view if spec.in_view else owner
                self.by_id[spec.id] = self._make(spec, home, handlers[spec.id])
        self.submenus: dict[str, QMenu] = {}

    def build_menus(self, bar: QMenuBar) -> None:
        """Fills the menu bar from the table."""
        for title, rows in MENUS:
            menu = bar.addMenu(QCoreApplication.translate(CONTEXT, title))
            menu.aboutToShow.connect(partial(self._draw_icons, rows))
            for spec in rows:
                self._add(menu, spec)

    def enable(self, met: set[int]) -> None:
        """Enables the acts whose needs are met."""
        for spec in specs():
            target = self.submenus.get(spec.id) or self.by_id.get(spec.id)
            if target is not None:
                target.setEnabled(spec.needs in met)

    def draw_icon(self, spec: ActionSpec) -> None:
        """Gives an action its icon; menus ask for theirs when they are first shown, for drawing takes time."""
        action = self.by_id.get(spec.id)
        if spec.icon and action is not None and action.icon().isNull():
            action.setIcon(icon(spec.icon, self._theme.muted, self._theme.border))

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
        action.setShortcuts([key_sequence(key) for key in spec.keys])
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
