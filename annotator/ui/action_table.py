"""The table of acts: every act a person can ask for, as rows of data."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from annotator.core.messages import QT_TRANSLATE_NOOP

CONTEXT = "actions"
ALWAYS, PROJECT, WRITABLE, DOCUMENT, EDITABLE, CURRENT, SUGGESTION, UNDOABLE, REDOABLE, MARKED = range(10)
"""What an act needs: nothing, an open project, one that can be written, an open article, one that can be written, a
current span or suggestion, a suggestion, an edit to take back, one to do again, a current span or a selection."""


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
    submenu: str = ""
    """The name of the menu within the menu that it stands in."""


SEPARATOR = ActionSpec("", "")

_EDGE_MENU = QT_TRANSLATE_NOOP("actions", "Move an ed&ge")
_MOVE_MENU = QT_TRANSLATE_NOOP("actions", "&Move in the text")
_SELECT_MENU = QT_TRANSLATE_NOOP("actions", "S&elect from here")

EDGES = (
    ActionSpec("span.grow-left", QT_TRANSLATE_NOOP("actions", "Left edge to the left"), ("[",), "", MARKED, in_view=True, submenu=_EDGE_MENU),
    ActionSpec("span.shrink-left", QT_TRANSLATE_NOOP("actions", "Left edge to the right"), ("{",), "", MARKED, in_view=True, submenu=_EDGE_MENU),
    ActionSpec("span.grow-right", QT_TRANSLATE_NOOP("actions", "Right edge to the right"), ("]",), "", MARKED, in_view=True, submenu=_EDGE_MENU),
    ActionSpec("span.shrink-right", QT_TRANSLATE_NOOP("actions", "Right edge to the left"), ("}",), "", MARKED, in_view=True, submenu=_EDGE_MENU),
    ActionSpec("span.grow-left-syllable", QT_TRANSLATE_NOOP("actions", "Left edge to the left by a syllable"), ("Alt+[",), "", MARKED, in_view=True, submenu=_EDGE_MENU),
    ActionSpec("span.shrink-left-syllable", QT_TRANSLATE_NOOP("actions", "Left edge to the right by a syllable"), ("Alt+{",), "", MARKED, in_view=True, submenu=_EDGE_MENU),
    ActionSpec("span.grow-right-syllable", QT_TRANSLATE_NOOP("actions", "Right edge to the right by a syllable"), ("Alt+]",), "", MARKED, in_view=True, submenu=_EDGE_MENU),
    ActionSpec("span.shrink-right-syllable", QT_TRANSLATE_NOOP("actions", "Right edge to the left by a syllable"), ("Alt+}",), "", MARKED, in_view=True, submenu=_EDGE_MENU),
    ActionSpec("span.grow-left-character", QT_TRANSLATE_NOOP("actions", "Left edge to the left by a character"), ("Ctrl+[",), "", MARKED, in_view=True, submenu=_EDGE_MENU),
    ActionSpec("span.shrink-left-character", QT_TRANSLATE_NOOP("actions", "Left edge to the right by a character"), ("Ctrl+{",), "", MARKED, in_view=True, submenu=_EDGE_MENU),
    ActionSpec("span.grow-right-character", QT_TRANSLATE_NOOP("actions", "Right edge to the right by a character"), ("Ctrl+]",), "", MARKED, in_view=True, submenu=_EDGE_MENU),
    ActionSpec("span.shrink-right-character", QT_TRANSLATE_NOOP("actions", "Right edge to the left by a character"), ("Ctrl+}",), "", MARKED, in_view=True, submenu=_EDGE_MENU),
)  # fmt: skip
MOVES = (
    ActionSpec("caret.next-word", QT_TRANSLATE_NOOP("actions", "Next word"), ("Right",), "", DOCUMENT, in_view=True, submenu=_MOVE_MENU),
    ActionSpec("caret.previous-word", QT_TRANSLATE_NOOP("actions", "Previous word"), ("Left",), "", DOCUMENT, in_view=True, submenu=_MOVE_MENU),
    ActionSpec("caret.next-syllable", QT_TRANSLATE_NOOP("actions", "Next syllable"), ("Alt+Right",), "", DOCUMENT, in_view=True, submenu=_MOVE_MENU),
    ActionSpec("caret.previous-syllable", QT_TRANSLATE_NOOP("actions", "Previous syllable"), ("Alt+Left",), "", DOCUMENT, in_view=True, submenu=_MOVE_MENU),
    ActionSpec("caret.next-sentence", QT_TRANSLATE_NOOP("actions", "Next sentence"), ("Ctrl+Right",), "", DOCUMENT, in_view=True, submenu=_MOVE_MENU),
    ActionSpec("caret.previous-sentence", QT_TRANSLATE_NOOP("actions", "Previous sentence"), ("Ctrl+Left",), "", DOCUMENT, in_view=True, submenu=_MOVE_MENU),
    ActionSpec("caret.next-paragraph", QT_TRANSLATE_NOOP("actions", "Next paragraph"), ("Ctrl+Down",), "", DOCUMENT, in_view=True, submenu=_MOVE_MENU),
    ActionSpec("caret.previous-paragraph", QT_TRANSLATE_NOOP("actions", "Previous paragraph"), ("Ctrl+Up",), "", DOCUMENT, in_view=True, submenu=_MOVE_MENU),
)  # fmt: skip
SELECTS = (
    ActionSpec("select.next-word", QT_TRANSLATE_NOOP("actions", "Select to the next word"), ("Shift+Right",), "", DOCUMENT, in_view=True, submenu=_SELECT_MENU),
    ActionSpec("select.previous-word", QT_TRANSLATE_NOOP("actions", "Select to the previous word"), ("Shift+Left",), "", DOCUMENT, in_view=True, submenu=_SELECT_MENU),
    ActionSpec("select.next-syllable", QT_TRANSLATE_NOOP("actions", "Select to the next syllable"), ("Alt+Shift+Right",), "", DOCUMENT, in_view=True, submenu=_SELECT_MENU),
    ActionSpec("select.previous-syllable", QT_TRANSLATE_NOOP("actions", "Select to the previous syllable"), ("Alt+Shift+Left",), "", DOCUMENT, in_view=True, submenu=_SELECT_MENU),
    ActionSpec("select.next-sentence", QT_TRANSLATE_NOOP("actions", "Select to the next sentence"), ("Ctrl+Shift+Right",), "", DOCUMENT, in_view=True, submenu=_SELECT_MENU),
    ActionSpec("select.previous-sentence", QT_TRANSLATE_NOOP("actions", "Select to the previous sentence"), ("Ctrl+Shift+Left",), "", DOCUMENT, in_view=True, submenu=_SELECT_MENU),
    ActionSpec("select.next-paragraph", QT_TRANSLATE_NOOP("actions", "Select to the next paragraph"), ("Ctrl+Shift+Down",), "", DOCUMENT, in_view=True, submenu=_SELECT_MENU),
    ActionSpec("select.previous-paragraph", QT_TRANSLATE_NOOP("actions", "Select to the previous paragraph"), ("Ctrl+Shift+Up",), "", DOCUMENT, in_view=True, submenu=_SELECT_MENU),
)  # fmt: skip


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
            ActionSpec("file.import-as", QT_TRANSLATE_NOOP("actions", "Impor&t as…"), (), "import", WRITABLE),
            ActionSpec("file.merge", QT_TRANSLATE_NOOP("actions", "&Merge a project…"), (), "merge", WRITABLE),
            ActionSpec("file.export", QT_TRANSLATE_NOOP("actions", "&Export…"), ("Ctrl+E",), "export", PROJECT),
            SEPARATOR,
            ActionSpec("project.labels", QT_TRANSLATE_NOOP("actions", "&Labels…"), ("Ctrl+L",), "label", WRITABLE),
            ActionSpec("project.person", QT_TRANSLATE_NOOP("actions", "&Who annotates…"), (), "user", PROJECT),
            ActionSpec("project.suggest", QT_TRANSLATE_NOOP("actions", "&Suggest in all articles"), (), "sparkle", WRITABLE),
            ActionSpec("project.backups", QT_TRANSLATE_NOOP("actions", "&Backups…"), (), "backup"),
            ActionSpec("project.check", QT_TRANSLATE_NOOP("actions", "C&heck the project…"), (), "shield"),
            ActionSpec("project.work", QT_TRANSLATE_NOOP("actions", "Wor&k meter…"), ("Ctrl+Shift+W",), "", PROJECT),
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
            ActionSpec("edit.filter", QT_TRANSLATE_NOOP("actions", "Filter &titles"), ("Ctrl+T",), "filter", PROJECT),
            SEPARATOR,
            ActionSpec("search.concordance", QT_TRANSLATE_NOOP("actions", "C&oncordance"), ("Ctrl+Shift+F",), "concordance", PROJECT),
            ActionSpec("search.occurrences", QT_TRANSLATE_NOOP("actions", "&Every occurrence…"), ("E",), "", DOCUMENT, in_view=True),
            ActionSpec("search.consistency", QT_TRANSLATE_NOOP("actions", "Cons&istency check"), ("Ctrl+Shift+C",), "check-circle", PROJECT),
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
            ActionSpec("span.choose-label", QT_TRANSLATE_NOOP("actions", "C&hoose a label…"), ("L",), "label", EDITABLE, in_view=True),
            ActionSpec("span.same", QT_TRANSLATE_NOOP("actions", "The sa&me everywhere in the article"), ("A",), "", CURRENT, in_view=True),
            SEPARATOR,
            ActionSpec("suggestion.accept", QT_TRANSLATE_NOOP("actions", "&Accept"), ("Return", "Enter", "Space"), "check", SUGGESTION, in_view=True),
            ActionSpec("suggestion.reject", QT_TRANSLATE_NOOP("actions", "&Reject"), ("Backspace",), "reject", SUGGESTION, in_view=True),
            ActionSpec("suggestion.skip", QT_TRANSLATE_NOOP("actions", "S&kip"), ("S",), "state-skipped", SUGGESTION, in_view=True),
            ActionSpec("suggestion.accept-all", QT_TRANSLATE_NOOP("actions", "Accept all in the ar&ticle"), ("Ctrl+Shift+A",), "", EDITABLE),
            ActionSpec("suggestion.queue", QT_TRANSLATE_NOOP("actions", "Suggestion &queue"), ("Ctrl+J",), "", DOCUMENT),
            ActionSpec("suggestion.settings", QT_TRANSLATE_NOOP("actions", "&Suggestions…"), ("Ctrl+G",), "settings", WRITABLE),
            SEPARATOR,
            ActionSpec("span.delete", QT_TRANSLATE_NOOP("actions", "&Delete"), ("Delete",), "trash", CURRENT, in_view=True),
            ActionSpec("span.note", QT_TRANSLATE_NOOP("actions", "N&ote…"), ("N",), "note", CURRENT, in_view=True),
            *EDGES,
            SEPARATOR,
            ActionSpec("relation.link", QT_TRANSLATE_NOOP("actions", "R&elation from here, to here"), ("R",), "", CURRENT, in_view=True),
            ActionSpec("relation.show", QT_TRANSLATE_NOOP("actions", "Sho&w relations"), ("Shift+R",), "", DOCUMENT, in_view=True, is_checkable=True),
            ActionSpec("article.labels", QT_TRANSLATE_NOOP("actions", "Labels of the art&icle…"), ("Ctrl+Shift+D",), "", EDITABLE),
            SEPARATOR,
            ActionSpec("span.disarm", QT_TRANSLATE_NOOP("actions", "Put the label or selection away"), ("Escape",), "", DOCUMENT, in_view=True),
        ),
    ),
    (
        QT_TRANSLATE_NOOP("actions", "&Go"),
        (
            ActionSpec("suggestion.next", QT_TRANSLATE_NOOP("actions", "&Next suggestion"), ("Tab",), "", DOCUMENT, in_view=True),
            ActionSpec("suggestion.previous", QT_TRANSLATE_NOOP("actions", "&Previous suggestion"), ("Shift+Tab",), "", DOCUMENT, in_view=True),
            ActionSpec("span.next", QT_TRANSLATE_NOOP("actions", "Ne&xt annotation"), (".",), "", DOCUMENT, in_view=True),
            ActionSpec("span.previous", QT_TRANSLATE_NOOP("actions", "Pre&vious annotation"), (",",), "", DOCUMENT, in_view=True),
            ActionSpec("name.next", QT_TRANSLATE_NOOP("actions", "Next &unlabelled name"), ("U",), "", DOCUMENT, in_view=True),
            ActionSpec("name.previous", QT_TRANSLATE_NOOP("actions", "Previous unla&belled name"), ("Shift+U",), "", DOCUMENT, in_view=True),
            ActionSpec("span.cycle", QT_TRANSLATE_NOOP("actions", "Annotation &stacked here"), ("C",), "", DOCUMENT, in_view=True),
            SEPARATOR,
            *MOVES,
            *SELECTS,
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
            ActionSpec("help.palette", QT_TRANSLATE_NOOP("actions", "&Find an act or an article…"), ("Ctrl+K",), "search"),
            ActionSpec("help.shortcuts", QT_TRANSLATE_NOOP("actions", "&Keys"), ("F1",), "keyboard"),
            ActionSpec("help.keys", QT_TRANSLATE_NOOP("actions", "&Change keys…"), (), "settings"),
            ActionSpec("help.log", QT_TRANSLATE_NOOP("actions", "Show the &log folder"), (), "folder"),
            ActionSpec("help.about", QT_TRANSLATE_NOOP("actions", "&About Annotator"), (), "info"),
        ),
    ),
)  # fmt: skip
"""The menus in order. `file.recent`, `span.labels` and `view.snap` are submenus that others fill."""

SUBMENUS = ("file.recent", "span.labels", "view.snap")


def specs() -> Iterable[ActionSpec]:
    """Every act that has an id."""
    return (spec for _, rows in MENUS for spec in rows if spec.id)
