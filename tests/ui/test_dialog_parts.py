from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from annotator.ui.dialog_fields import Choice, Pick, Tick
from annotator.ui.dialog_parts import Sheet, ask, button
from annotator.ui.theme import THEMES

THEME = THEMES["dark"]


@pytest.fixture
def sheet(qtbot: QtBot) -> Sheet:
    made = Sheet(THEME, "someSheet")
    made.set_title("Một tiêu đề")
    made.add_buttons([], [button("no", "Không", THEME), button("yes", "Có", THEME, primary=True)])
    qtbot.addWidget(made)
    made.show()
    return made


def test_what_is_wrong_is_shown_as_plain_text_and_taken_away(sheet: Sheet) -> None:
    sheet.say("<b>không</b>")
    assert sheet.trouble.isVisible()
    assert sheet.trouble.text() == "<b>không</b>"
    assert sheet.trouble.textFormat() == Qt.TextFormat.PlainText
    sheet.say("")
    assert not sheet.trouble.isVisible()


def test_enter_presses_the_last_button_and_no_other(sheet: Sheet, qtbot: QtBot) -> None:
    buttons = {part.objectName(): part for part in sheet.findChildren(type(button("x", "x", THEME)))}
    assert buttons["yes"].isDefault()
    assert not buttons["no"].autoDefault()
    with qtbot.waitSignal(buttons["yes"].clicked):
        qtbot.keyClick(sheet, Qt.Key.Key_Return)


@pytest.mark.parametrize(("key", "answer"), [(Qt.Key.Key_Return, 0), (Qt.Key.Key_Escape, 2)])
def test_a_question_is_answered_by_enter_and_esc(qtbot: QtBot, sheet: Sheet, key: Qt.Key, answer: int) -> None:
    def press() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        assert box.textFormat() == Qt.TextFormat.PlainText
        qtbot.keyClick(box, key)

    QTimer.singleShot(0, press)
    assert ask(sheet, "Lưu?", "Chi tiết", ["Lưu", "Bỏ", "Thôi"]) == answer


def test_enter_gives_the_harmless_answer_where_the_first_is_not(qtbot: QtBot, sheet: Sheet) -> None:
    titles: list[str] = []

    def press() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        titles.append(box.windowTitle())
        qtbot.keyClick(box, Qt.Key.Key_Return)

    QTimer.singleShot(0, press)
    assert ask(sheet, "Xóa?", "Chi tiết", ["Xóa", "Giữ"], default=1) == 1
    assert titles == [sheet.windowTitle()]


@pytest.mark.parametrize("name", THEMES)
def test_marks_tell_whether_they_are_set(qtbot: QtBot, name: str) -> None:
    for part in (Tick("Đã xong", THEMES[name]), Pick("Tiếng", THEMES[name])):
        qtbot.addWidget(part)
        part.resize(part.sizeHint())
        empty = part.grab().toImage()
        part.setChecked(True)
        assert part.grab().toImage() != empty


def test_a_choice_has_room_for_marks_and_shows_what_is_chosen(qtbot: QtBot) -> None:
    choice = Choice(THEME)
    qtbot.addWidget(choice)
    choice.addItems(["Ẩn", "Ọ"])
    choice.resize(choice.sizeHint())
    assert choice.height() >= choice.fontMetrics().height() + 8
    first = choice.grab().toImage()
    choice.setCurrentIndex(1)
    assert choice.grab().toImage() != first
