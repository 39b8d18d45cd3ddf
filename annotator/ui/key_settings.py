"""Which act has which keys: those of the table, or what a person put in their place. What keys may not be is here too.

A key is written as Qt writes it in files ("Ctrl+Shift+K"), whatever the system and the language call it.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from annotator.core.model import Label
from annotator.ui.action_table import SUBMENUS, ActionSpec, specs

_log = logging.getLogger(__name__)

FIXED = ("span.disarm",)
"""Acts that keep their keys: Escape must always lead out."""

_PORTABLE = QKeySequence.SequenceFormat.PortableText
_NONE, _SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
_CTRL, _ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
_META = Qt.KeyboardModifier.MetaModifier

_SYSTEM = frozenset(
    ("Alt+F4", "Ctrl+Alt+Del", "Alt+Tab", "Alt+Shift+Tab", "Alt+Space", "Ctrl+Esc", "Menu", "Shift+F10")
)
_SYSTEM_KEYS = (Qt.Key.Key_Escape, Qt.Key.Key_Print, Qt.Key.Key_SysReq, Qt.Key.Key_Pause)
_CARET = (
    Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown,
)  # fmt: skip
"""Keys that move the text cursor with and without Shift, and are no act of the table."""
_TYPING = frozenset((
    "Ctrl+C", "Ctrl+X", "Ctrl+V", "Ctrl+A", "Ctrl+Ins", "Shift+Ins", "Shift+Del", "Ctrl+Backspace", "Ctrl+Del",
    "Ctrl+Left", "Ctrl+Right", "Ctrl+Shift+Left", "Ctrl+Shift+Right", "Ctrl+Home", "Ctrl+End",
))  # fmt: skip
"""What people edit with in every field, so that no act of the whole window may take it away."""
_MODIFIERS = frozenset((
    Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta, Qt.Key.Key_CapsLock,
    Qt.Key.Key_NumLock, Qt.Key.Key_ScrollLock, Qt.Key.Key_Super_L, Qt.Key.Key_Super_R, Qt.Key.Key_unknown,
    Qt.Key.Key_Mode_switch, Qt.Key.Key_Multi_key,
))  # fmt: skip


class Refusal(NamedTuple):
    """Why an act cannot have a key. `reason` is "system", "digit", "window", "typing", "act" (`other` is its id) or
    "label" (`other` is its name)."""

    reason: str
    other: str = ""


class KeyMap:
    """The keys of every act; starts with the changed ones of the settings, as far as they can be used."""

    def __init__(self, changed: Mapping[str, object]) -> None:
        self._specs = {spec.id: spec for spec in specs() if spec.id not in SUBMENUS}
        self._changed: dict[str, tuple[str, ...]] = {}
        for id_, keys in changed.items():
            read = self._read(id_, keys)
            if read is None:
                _log.warning("keys of %r left out: %r", id_, keys)
            else:
                self._changed[id_] = read
        self._drop_conflicts()

    @property
    def changed(self) -> dict[str, list[str]]:
        """What differs from the table, for the settings."""
        return {id_: list(keys) for id_, keys in self._changed.items()}

    def of(self, id_: str) -> tuple[str, ...]:
        """The keys that an act has now."""
        return self._changed.get(id_, self._specs[id_].keys)

    def shown(self, id_: str) -> str:
        """The keys of an act as the interface names them; empty for one that has none, and for a menu."""
        return native(self.of(id_)) if id_ in self._specs else ""

    def is_changed(self, id_: str) -> bool:
        """Whether an act has other keys than those of the table."""
        return id_ in self._changed

    def single(self) -> set[str]:
        """The single characters that acts use, which labels cannot have."""
        return {key.upper() for id_ in self._specs for key in self.of(id_) if len(key) == 1}

    def refusal(self, id_: str, key: str, labels: Sequence[Label] = ()) -> Refusal | None:
        """Why this act cannot have this key; None when it can. `labels` are those of the open project."""
        ruled_out = forbidden(self._specs[id_], key)
        if ruled_out is not None:
            return ruled_out
        other = self._owner(key, id_)
        if other is not None:
            return Refusal("act", other)
        taken = next((label for label in labels if label.key and same(label.key) == same(key)), None)
        return None if taken is None else Refusal("label", taken.name)

    def put(self, id_: str, keys: Sequence[str]) -> None:
        """Gives an act these keys; those of the table make it unchanged."""
        chosen = tuple(dict.fromkeys(twin for key in keys for twin in twins(key)))
        if set(chosen) == {written(key) for key in self._specs[id_].keys}:
            self._changed.pop(id_, None)
        else:
            self._changed[id_] = chosen

    def reset(self, id_: str, labels: Sequence[Label] = ()) -> Refusal | None:
        """Gives an act the keys of the table again; refused when something else has one of them now."""
        for key in self._specs[id_].keys:
            refused = self.refusal(id_, key, labels)
            if refused is not None and refused.reason in ("act", "label"):
                return refused
        self._changed.pop(id_, None)
        return None

    def reset_all(self) -> None:
        """Gives every act the keys of the table again."""
        self._changed.clear()

    def _read(self, id_: str, keys: object) -> tuple[str, ...] | None:
        """Keys of the settings as they are used; None when they cannot be."""
        spec = self._specs.get(id_)
        if spec is None or spec.id in FIXED or not isinstance(keys, list):
            return None
        read = [written(key) if isinstance(key, str) else "" for key in keys]
        if not all(key and forbidden(spec, key) is None for key in read):
            return None
        return tuple(dict.fromkeys(read))

    def _drop_conflicts(self) -> None:
        """Leaves out what would give two acts one key; that frees or takes other keys, so all are looked at again."""
        at_fault: str | None = ""
        while at_fault is not None:
            if at_fault:
                _log.warning("keys of %r left out: another act has one of %r", at_fault, self._changed.pop(at_fault))
            clashing = (id_ for id_, keys in self._changed.items() if any(self._owner(key, id_) for key in keys))
            at_fault = next(clashing, None)

    def _owner(self, key: str, but: str) -> str | None:
        """The other act that has this key."""
        wanted = same(key)
        return next(
            (id_ for id_ in self._specs if id_ != but and any(same(each) == wanted for each in self.of(id_))), None
        )


def forbidden(spec: ActionSpec, key: str) -> Refusal | None:
    """Why no act of this kind can have a key, whatever the others have; None when it can."""
    pressed = _combination(key)
    if pressed is None or spec.id in FIXED:
        return Refusal("system")
    bare, held = pressed.key(), pressed.keyboardModifiers()
    if _is_of_system(pressed):
        return Refusal("system")
    if held == _NONE and Qt.Key.Key_0 <= bare <= Qt.Key.Key_9:
        return Refusal("digit")
    if spec.in_view:
        return None
    if not held & (_CTRL | _ALT) and not Qt.Key.Key_F1 <= bare <= Qt.Key.Key_F35:
        return Refusal("window")
    return Refusal("typing") if written(key) in _TYPING else None


def written(key: str) -> str:
    """A key as Qt writes it; empty when it is not one key with what is held beside it."""
    pressed = _combination(key)
    return "" if pressed is None else QKeySequence(pressed).toString(_PORTABLE)


def same(key: str) -> str:
    """A key in a form that is equal for the two keys called Enter."""
    return written(key).replace("Return", "Enter")


def twins(key: str) -> tuple[str, ...]:
    """A key, with the other key called Enter beside it where it is one of them."""
    read = written(key)
    if not read.endswith(("Return", "Enter")):
        return (read,)
    before = read.removesuffix("Return").removesuffix("Enter")
    return f"{before}Return", f"{before}Enter"


def pressed_key(event: QKeyEvent) -> str:
    """The key of an event as Qt writes it; empty for one that is only held, and for what no key is."""
    bare = Qt.Key.Key_Tab if event.key() == Qt.Key.Key_Backtab else Qt.Key(event.key())
    if bare in _MODIFIERS or not bare:
        return ""
    held = event.modifiers() & (_SHIFT | _CTRL | _ALT | _META)
    if held & _SHIFT and _is_sign(bare):
        held &= ~_SHIFT  # it took Shift to type the sign, and the table names signs alone
    return written(QKeySequence(QKeyCombination(held, bare)).toString(_PORTABLE))


def native(keys: Sequence[str]) -> str:
    """Keys as the interface's language and the system name them, in one line."""
    return "   ".join(native_names(keys))


def native_names(keys: Sequence[str]) -> tuple[str, ...]:
    """Keys as the interface's language and the system name them; the two keys called Enter are named once."""
    named = (key_sequence(key.replace("Return", "Enter")) for key in keys)
    return tuple(dict.fromkeys(each.toString(QKeySequence.SequenceFormat.NativeText) for each in named))


def key_sequence(key: str) -> QKeySequence:
    """A key by its name in the table. Read any other way, `Return` is `Enter` to a window that speaks Vietnamese."""
    return QKeySequence.fromString(key, _PORTABLE)


def _combination(key: str) -> QKeyCombination | None:
    sequence = key_sequence(key)
    if sequence.count() != 1:
        return None
    pressed = sequence[0]  # type: ignore[index]
    return None if pressed.key() in _MODIFIERS or not pressed.key() else pressed


def _is_of_system(pressed: QKeyCombination) -> bool:
    """Whether a key is the system's, opens a menu of the window or moves the text cursor by lines."""
    bare, held = pressed.key(), pressed.keyboardModifiers()
    if QKeySequence(pressed).toString(_PORTABLE) in _SYSTEM or bare in _SYSTEM_KEYS or held & _META:
        return True
    return (held == _ALT and _is_letter(bare)) or (held in (_NONE, _SHIFT) and bare in _CARET)


def _is_letter(key: int) -> bool:
    return Qt.Key.Key_A <= key <= Qt.Key.Key_Z


def _is_sign(key: int) -> bool:
    """A printable character that is neither a letter nor a blank."""
    return Qt.Key.Key_Space < key < 0x0100_0000 and not chr(key).isalpha()
