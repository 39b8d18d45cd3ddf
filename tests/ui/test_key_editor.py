"""Changing keys, from the menu to what the changed keys do."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton

from annotator.ui.key_editor import KeyEditor
from annotator.ui.label_editor import LabelEditor
from annotator.ui.palette import Palette
from annotator.ui.palette_entries import Entry
from annotator.ui.shortcut_sheet import ShortcutSheet

Key = Qt.Key
CTRL, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton


def opened(front: Any) -> KeyEditor:
    front.act("help.keys")
    editor = next(each for each in front.window.findChildren(KeyEditor) if each.isVisible())
    front.qtbot.waitUntil(lambda: QApplication.focusWidget() is editor.filter)
    return editor


def activate(front: Any) -> None:
    """Gives the window the keyboard, as a desktop does when a dialog is closed."""
    front.window.activateWindow()
    front.qtbot.waitUntil(lambda: front.app.activeWindow() is front.window)


def closed(front: Any, dialog: Any) -> None:
    """Closes a dialog and waits until the window has the keyboard again."""
    dialog.accept()
    activate(front)


def label_keys(front: Any, name: str) -> list[str]:
    (action,) = [each for each in front.view.actions() if each.objectName() == f"span.label.{name}"]
    return [each.toString() for each in action.shortcuts()]


def press(key: Key, held: Qt.KeyboardModifier = NONE) -> None:
    """Presses a key where the keyboard is."""
    QTest.keyClick(QApplication.focusWidget(), key, held)


def change(front: Any, typed: str, key: Key, held: Qt.KeyboardModifier = NONE) -> KeyEditor:
    """Finds an act by typing and gives it a key, by key alone; the editor stays open."""
    editor = opened(front)
    QTest.keyClicks(editor.filter, typed)
    press(Key.Key_Down)
    press(Key.Key_Return)
    press(key, held)
    return editor


def kept(home: Path) -> dict[str, list[str]]:
    return json.loads((home / "settings.json").read_text("utf-8"))["keys"]


def keys_of(editor: KeyEditor, id_: str) -> str:
    """What the list says are the keys of an act."""
    editor.select(id_)
    return editor.table.item(editor.table.currentRow(), 1).text()


def button(editor: KeyEditor, name: str) -> QPushButton:
    return editor.findChild(QPushButton, name)


def test_a_changed_key_acts_at_once_and_after_a_restart(
    front: Any, home: Path, start: Callable[..., Any], seeds_project: Path
) -> None:
    editor = change(front, "accept", Key.Key_Y)
    assert keys_of(editor, "suggestion.accept") == "Y"
    closed(front, editor)
    assert kept(home) == {"suggestion.accept": ["Y"]}
    front.key(Key.Key_Tab)
    current = front.view.current
    front.key(Key.Key_Return)
    assert front.file_spans() == []
    front.key(Key.Key_Y)
    assert [row[:2] for row in front.file_spans()] == [(current.start, current.end)]
    front.close()

    again = start(seeds_project)
    again.key(Key.Key_Tab)
    again.key(Key.Key_Y)
    assert len(again.file_spans()) == 2


def test_by_mouse(front: Any) -> None:
    editor = opened(front)
    editor.select("view.raw")
    place = editor.table.visualItemRect(editor.table.currentItem()).center()
    QTest.mouseClick(editor.table.viewport(), LEFT, pos=place)
    QTest.mouseDClick(editor.table.viewport(), LEFT, pos=place)
    assert QApplication.focusWidget() is editor.capture
    press(Key.Key_F4)
    QTest.mouseClick(button(editor, "keyAdd"), LEFT)
    press(Key.Key_F7, CTRL)
    assert keys_of(editor, "view.raw") == "F4   Ctrl+F7"
    QTest.mouseClick(button(editor, "keyClose"), LEFT)
    activate(front)
    was_raw = front.view.is_raw
    front.shortcut(Key.Key_F4, NONE)
    assert front.view.is_raw != was_raw
    front.shortcut(Key.Key_F7)
    assert front.view.is_raw == was_raw


@pytest.mark.parametrize(
    ("typed", "key", "held", "named"),
    [
        ("accept", Key.Key_S, NONE, "Skip"),
        ("accept", Key.Key_G, CTRL, "Suggestions"),
        ("accept", Key.Key_3, NONE, "3"),
        ("accept", Key.Key_F4, Qt.KeyboardModifier.AltModifier, "Alt+F4"),
        ("new project", Key.Key_Q, NONE, "Ctrl, Alt"),
        ("new project", Key.Key_V, CTRL, "Ctrl+V"),
    ],
)
def test_a_key_that_is_taken_is_refused_with_a_sentence(
    front: Any, typed: str, key: Key, held: Qt.KeyboardModifier, named: str
) -> None:
    editor = change(front, typed, key, held)
    assert editor.trouble.isVisible()
    assert named in editor.trouble.text()
    assert front.window.settings.keys == {}
    assert QApplication.focusWidget() is editor.capture
    press(Key.Key_Escape)
    assert editor.isVisible()
    assert QApplication.focusWidget() is editor.table


def test_the_key_of_a_label_is_refused_by_name(front: Any) -> None:
    labels = opened_labels(front)
    labels.select("EVENT")
    QTest.keyClick(labels.form.key, "q")
    closed(front, labels)
    editor = change(front, "accept", Key.Key_Q)
    assert "EVENT" in editor.trouble.text()
    assert front.window.settings.keys == {}


def opened_labels(front: Any) -> LabelEditor:
    front.act("project.labels")
    return next(each for each in front.window.findChildren(LabelEditor) if each.isVisible())


def test_a_label_cannot_take_a_changed_key_but_one_that_was_given_up(front: Any) -> None:
    closed(front, change(front, "note", Key.Key_Q))
    labels = opened_labels(front)
    labels.select("EVENT")
    QTest.keyClick(labels.form.key, "q")
    assert labels.trouble.isVisible()
    QTest.keyClick(labels.form.key, "n")
    assert not labels.trouble.isVisible()
    closed(front, labels)
    place = front.select_words("Nghị quyết")
    front.key("n")
    assert front.file_spans() == [(*place, "EVENT", "Nghị quyết")]


def test_a_label_whose_key_an_act_took_elsewhere_goes_without(front: Any) -> None:
    labels = opened_labels(front)
    labels.select("EVENT")
    QTest.keyClick(labels.form.key, "q")
    closed(front, labels)
    front.window.actions_.change_keys("span.note", ["Q"])
    assert label_keys(front, "EVENT") == []
    front.window.actions_.reset_all_keys()
    assert label_keys(front, "EVENT") == ["Q"]


def test_one_act_and_all_go_back_to_the_first_keys(front: Any, home: Path) -> None:
    editor = change(front, "note", Key.Key_Q)
    editor.filter.clear()
    editor.select("suggestion.skip")
    button(editor, "keySet").click()
    press(Key.Key_N)
    assert kept(home) == {"span.note": ["Q"], "suggestion.skip": ["N"]}
    editor.select("span.note")
    button(editor, "keyReset").click()
    assert "Skip" in editor.trouble.text()
    editor.select("suggestion.skip")
    button(editor, "keyReset").click()
    assert kept(home) == {"span.note": ["Q"]}
    button(editor, "keyResetAll").click()
    assert kept(home) == {}
    assert keys_of(editor, "span.note") == "N"
    assert not button(editor, "keyResetAll").isEnabled()


def test_an_act_can_go_without_a_key(front: Any, home: Path) -> None:
    editor = opened(front)
    editor.select("span.note")
    button(editor, "keyNone").click()
    assert kept(home) == {"span.note": []}
    assert front.action("span.note").shortcuts() == []


def test_tab_enter_and_backspace_can_be_keys_too(front: Any, home: Path) -> None:
    front.window.actions_.change_keys("suggestion.next", ["J"])
    editor = change(front, "note", Key.Key_Tab)
    assert kept(home)["span.note"] == ["Tab"]
    assert QApplication.focusWidget() is editor.table


def test_escape_keeps_its_act(front: Any) -> None:
    editor = opened(front)
    editor.select("span.disarm")
    assert not button(editor, "keySet").isEnabled()
    editor.table.setFocus()
    press(Key.Key_Return)
    assert QApplication.focusWidget() is editor.table


def test_the_filter_finds_names_menus_and_keys(front: Any) -> None:
    editor = opened(front)

    def shown() -> list[str]:
        return [editor._id(row) for row in range(editor.table.rowCount()) if not editor.table.isRowHidden(row)]

    everything = len(shown())
    editor.filter.setText("ctrl+k")
    assert shown() == ["help.palette"]
    editor.filter.setText("go next sugg")
    assert shown() == ["suggestion.next"]
    editor.filter.setText("zzzz")
    assert shown() == []
    assert not button(editor, "keySet").isEnabled()
    editor.filter.clear()
    assert len(shown()) == everything


def test_menu_sheet_palette_and_tooltips_show_the_changed_keys(front: Any) -> None:
    closed(front, change(front, "next article", Key.Key_F4))
    assert [each.toString() for each in front.action("article.next").shortcuts()] == ["F4"]
    assert "(F4)" in front.part(QToolButton, "button.article.next").toolTip()
    front.shortcut(Key.Key_F1, NONE)
    sheet = front.window.findChild(ShortcutSheet)
    front.qtbot.waitUntil(sheet.isActiveWindow)
    assert ("Next article", "F4") in [row for _, rows in sheet._sections for row in rows]
    closed(front, sheet)
    front.shortcut(Key.Key_K)
    entries = [row for row in front.window.findChild(Palette).model.rows if isinstance(row, Entry)]
    assert next(entry.keys for entry in entries if entry.id == "article.next") == ("F4",)


def test_another_theme_or_language_keeps_them(front: Any) -> None:
    closed(front, change(front, "next article", Key.Key_F4))
    front.act("view.dark")
    front.act("view.vietnamese")
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    activate(front)
    assert "(F4)" in front.part(QToolButton, "button.article.next").toolTip()
    editor = opened(front)
    assert keys_of(editor, "article.next") == "F4"


def test_bad_settings_are_left_out(
    home: Path, start: Callable[..., Any], still_worker: None, seeds_project: Path
) -> None:
    bad = {"span.note": ["S"], "file.new": 5, "gone": ["Q"], "view.raw": ["F4"]}
    (home / "settings.json").write_text(json.dumps({"person": "Lan", "language": "vi", "keys": bad}), "utf-8")
    front = start(seeds_project)
    assert front.window.actions_.keys.changed == {"view.raw": ["F4"]}
    assert [each.toString() for each in front.action("suggestion.skip").shortcuts()] == ["S"]
