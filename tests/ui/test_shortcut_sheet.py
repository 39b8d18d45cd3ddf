from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from annotator.core.labels import shipped
from annotator.ui.actions import specs
from annotator.ui.shortcut_sheet import COLUMNS, ShortcutSheet, columns, keys_text, sections
from annotator.ui.theme import THEMES

LABELS = [spec.as_label(number, number) for number, spec in enumerate(shipped())]


def test_every_act_with_a_key_is_in_one_column() -> None:
    dealt = columns(sections(LABELS, "vi"))
    rows = [row for column in dealt for _, rows in column for row in rows]
    assert len(dealt) == COLUMNS
    assert len(rows) == sum(bool(spec.keys) for spec in specs()) + sum(bool(label.key) for label in LABELS)


def test_no_column_is_much_longer_than_another() -> None:
    heights = [sum(len(rows) + 2 for _, rows in column) for column in columns(sections(LABELS, "en"))]
    assert max(heights) <= sum(heights) / COLUMNS * 1.3


def test_the_two_keys_called_enter_are_named_once() -> None:
    assert keys_text(("Ctrl+Return", "Ctrl+Enter")) == "Ctrl+Enter"


def test_it_fits_a_small_screen_and_its_button_closes_it(qtbot: QtBot) -> None:
    sheet = ShortcutSheet(LABELS, "vi", THEMES["light"])
    qtbot.addWidget(sheet)
    wanted = sheet.sizeHint() - sheet._area.sizeHint() + sheet._page.sizeHint()
    assert wanted.boundedTo(QSize(1366, 728)) == wanted
    sheet.show()
    button = sheet.findChild(QPushButton, "shortcutClose")
    with qtbot.waitSignal(sheet.finished):
        button.click()
