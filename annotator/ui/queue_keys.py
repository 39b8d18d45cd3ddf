"""What a key means in the queue: what it means in the reading view, whose actions tell it, whoever has the keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeySequence

from annotator.app.queue import Group
from annotator.ui.finish_strip import ENTER
from annotator.ui.label_actions import PREFIX
from annotator.ui.queue_edges import EDGES

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from annotator.ui.queue_page import QueuePage
    from annotator.ui.reading_view import ReadingView

_ACTS: dict[str, Callable[[QueuePage], None]] = {
    "suggestion.accept": lambda page: page.accept(),
    "suggestion.reject": lambda page: page.reject(),
    "suggestion.skip": lambda page: page.skip(),
    "span.delete": lambda page: page.reject(),
    "span.same": lambda page: page.accept_identical(),
}
"""What acts of the reading view do to the current row."""

_CHOOSE = "span.choose-label"


def take_key(page: QueuePage, view: ReadingView, event: QKeyEvent) -> bool:
    """Does what a key means to the current row; False when it means nothing. An answer needs a press of its own."""
    entry = page.entry
    if isinstance(entry, Group) and _turns(page, event):
        return True
    action = action_of(event, view.actions())
    name = action.objectName() if action is not None else ""
    if entry is None or action is None or not (name in (*_ACTS, _CHOOSE) or name.startswith((*EDGES, PREFIX))):
        return False
    if name == _CHOOSE:
        page.choose_label(action)
    elif name.startswith(EDGES):
        page.move_edge(action, view)
    elif not event.isAutoRepeat():
        if name in _ACTS:
            _ACTS[name](page)
        else:
            page.relabel(name.removeprefix(PREFIX))
    return True


def _turns(page: QueuePage, event: QKeyEvent) -> bool:
    """Whether a key opened or closed a group: Enter, or an arrow to the right or left."""
    if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
        return False
    if event.key() in (Qt.Key.Key_Right, Qt.Key.Key_Left):
        page.toggle(event.key() == Qt.Key.Key_Right)
    elif event.key() in ENTER and not event.isAutoRepeat():
        page.toggle()
    return event.key() in (*ENTER, Qt.Key.Key_Right, Qt.Key.Key_Left)


def action_of(event: QKeyEvent, actions: Iterable[QAction]) -> QAction | None:
    """The action of the reading view that a key event would trigger there, enabled or not."""
    wanted = _sequences(event)
    in_view = (action for action in actions if action.shortcutContext() == Qt.ShortcutContext.WidgetShortcut)
    return next((action for action in in_view if any(keys in wanted for keys in action.shortcuts())), None)


def _sequences(event: QKeyEvent) -> list[QKeySequence]:
    """The key with its modifiers; a sign that is typed with Shift also without it, as actions name it."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    found = [QKeySequence(modifiers.value | event.key())]
    is_letter = Qt.Key.Key_A <= event.key() <= Qt.Key.Key_Z
    if modifiers & Qt.KeyboardModifier.ShiftModifier and event.key() < Qt.Key.Key_Escape and not is_letter:
        found.append(QKeySequence((modifiers & ~Qt.KeyboardModifier.ShiftModifier).value | event.key()))
    return found


def hint(actions: Iterable[QAction], of_groups: bool = False) -> str:
    """The keys of the queue in one line, as they are set now; among groups Enter opens one, so another key accepts."""
    actions = list(actions)
    keys = {action.objectName(): _name(action.shortcut()) for action in actions}
    edges = " ".join(keys.get(name, "") for name in ("span.grow-left", "span.grow-right"))
    labels = [keys[name] for name in keys if name.startswith("span.label.") and keys[name]]
    accept = keys.get("suggestion.accept")
    if of_groups:
        accept = next((_name(key) for key in _keys(actions, "suggestion.accept") if _name(key) != "Enter"), None)
    said = (
        ("Enter" if of_groups else "", QCoreApplication.translate("QueueKeys", "open a group")),
        (accept, QCoreApplication.translate("QueueKeys", "accept")),
        (keys.get("suggestion.reject"), QCoreApplication.translate("QueueKeys", "reject")),
        (keys.get("suggestion.skip"), QCoreApplication.translate("QueueKeys", "skip")),
        (keys.get("span.same"), QCoreApplication.translate("QueueKeys", "all the same")),
        (f"{labels[0]}–{labels[-1]}" if labels else "", QCoreApplication.translate("QueueKeys", "another label")),
        (edges.strip(), QCoreApplication.translate("QueueKeys", "edges")),
    )
    return "   ·   ".join(f"{key} {act}" for key, act in said if key)


def _keys(actions: Iterable[QAction], name: str) -> list[QKeySequence]:
    return next((action.shortcuts() for action in actions if action.objectName() == name), [])


def _name(keys: QKeySequence) -> str:
    """A key as people call it: what Qt calls Return has Enter on it."""
    if keys in (QKeySequence(Qt.Key.Key_Return), QKeySequence(Qt.Key.Key_Enter)):
        return "Enter"
    return keys.toString(QKeySequence.SequenceFormat.NativeText)
