"""Single-letter keys under a Vietnamese keyboard: an act is found by the letter that the key stands for.

An input method may hand a letter over as text instead of a key, and a Vietnamese keyboard layout has letters and tone
marks where others have digits. Either way the key that was meant is told by where it lies, else by the plain letter.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from annotator.core.text import folded

_ROWS = ((2, "1234567890"), (16, "qwertyuiop[]"), (30, "asdfghjkl"), (44, "zxcvbnm,."))
"""Scan codes of the first key in each row of an ordinary keyboard (set 1, as in Windows and in Linux's evdev)."""

_OFFSETS = {"windows": 0, "xcb": 8, "wayland": 8}
"""What a platform adds to the scan codes: X11's key codes begin at 8, and Wayland's follow them."""

_NOT_TYPING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


def act_of_key(view: QWidget, event: QKeyEvent) -> QAction | None:
    """The act of a key that gave a letter beyond ASCII, so that no shortcut knew it."""
    text = event.text()
    if not text or text.isascii() or event.modifiers() & _NOT_TYPING:
        return None
    letter = key_at(event.nativeScanCode(), QGuiApplication.platformName()) or folded(text)[:1]
    return act_of(view, letter, bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))


def act_of_text(view: QWidget, text: str) -> QAction | None:
    """The act of one letter that arrived as text."""
    if len(text) != 1 or not text.isascii() or not text.isprintable():
        return None
    return act_of(view, text, text.isupper())


def act_of(view: QWidget, letter: str, is_shifted: bool) -> QAction | None:
    """The enabled act of a widget that has this key."""
    if not letter:
        return None
    name = f"Shift+{letter}" if is_shifted and letter.isalpha() else "Space" if letter == " " else letter
    wanted = QKeySequence.fromString(name, QKeySequence.SequenceFormat.PortableText)
    return next((a for a in view.actions() if a.isEnabled() and wanted in a.shortcuts()), None)


def key_at(scan_code: int, platform: str) -> str:
    """What the key of a scan code is called on a keyboard without Vietnamese letters; empty when that is not known."""
    offset = next((value for name, value in _OFFSETS.items() if platform.startswith(name)), None)
    if offset is None:
        return ""
    for first, letters in _ROWS:
        number = scan_code - offset - first
        if 0 <= number < len(letters):
            return letters[number]
    return ""
