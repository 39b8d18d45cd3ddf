"""Everything by keyboard in the reading view, the project file read beside it."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.ui.typed_letters import key_at

Key, Mod = Qt.Key, Qt.KeyboardModifier
NONE, SHIFT, CTRL, ALT = Mod.NoModifier, Mod.ShiftModifier, Mod.ControlModifier, Mod.AltModifier

TEXT = (
    "Sáng 23/2, Tổng Bí thư Tô Lâm dự gặp mặt tại Hà Nội. Cùng dự có Trần Cẩm Tú.\n"
    "Tại cuộc gặp, Tô Lâm nói về Hà Nội và Văn phòng Trung ương Đảng.\n"
    "Theo Đăng Khoa"
)
WORDS = (
    "Tổng Bí thư",
    "Tô Lâm",
    "gặp mặt",
    "Hà Nội",
    "Trần Cẩm Tú",
    "cuộc gặp",
    "Văn phòng",
    "Trung ương",
    "Đăng Khoa",
)


@pytest.fixture
def desk(reading: Callable[[str], Any]) -> Any:
    """The window on three short paragraphs whose words are known, the text cursor at the beginning."""
    front = reading(TEXT)
    places = [(at, at + len(w)) for w in WORDS for at in range(len(TEXT)) if TEXT.startswith(w, at)]
    front.know_words(places)
    front.view.move_caret(0)
    return front


def selected(front: Any) -> str | None:
    range_ = front.view.selection
    return None if range_ is None else front.text[slice(*range_)]


def press(front: Any, *keys: Key | str, modifier: Mod = NONE) -> None:
    for key in keys:
        front.key(key, modifier)


def labels(front: Any) -> list[tuple[str, str]]:
    """What the project file has of the person's spans: words and label."""
    return [(quote, label) for _, _, label, quote in front.file_spans()]


# --- moving


@pytest.mark.parametrize(
    ("key", "modifier", "stops"),
    [
        (Key.Key_Right, NONE, ["23/2", "Tổng Bí", "Tô Lâm", "dự"]),
        (Key.Key_Right, ALT, ["23/2", "Tổng Bí", "Bí thư", "thư Tô"]),
        (Key.Key_Right, CTRL, ["Cùng", "Tại", "Theo"]),
        (Key.Key_Down, CTRL, ["Tại", "Theo"]),
    ],
)
def test_the_text_cursor_goes_by_units_and_back(desk: Any, key: Key, modifier: Mod, stops: list[str]) -> None:
    back = {Key.Key_Right: Key.Key_Left, Key.Key_Down: Key.Key_Up}[key]
    for stop in stops:
        press(desk, key, modifier=modifier)
        assert desk.text[desk.view.caret :].startswith(stop)
    for stop in [*reversed(stops[:-1]), "Sáng"]:
        press(desk, back, modifier=modifier)
        assert desk.text[desk.view.caret :].startswith(stop)
    assert desk.view.selection is None


def test_lines_and_the_ends_of_lines_stay_as_they_are_anywhere(desk: Any) -> None:
    press(desk, Key.Key_End)
    end = desk.view.caret
    assert end > desk.text.index("gặp mặt")
    press(desk, Key.Key_Home)
    assert desk.view.caret == 0
    press(desk, Key.Key_Down)
    assert desk.view.caret >= end
    press(desk, Key.Key_Home, modifier=CTRL)
    press(desk, Key.Key_End, modifier=SHIFT)
    assert selected(desk).startswith("Sáng 23/2, Tổng Bí thư")


def test_moves_leap_over_folded_lines(front: Any) -> None:
    front.open("004")
    hidden = [line for line in front.session.document.lines if line not in front.session.document.shown_lines(False)]
    assert any(start < end for start, end in hidden)
    front.view.move_caret(0)
    before = -1
    while front.view.caret != before:
        before = front.view.caret
        assert any(start <= before <= end for start, end in front.view.paragraphs)
        front.key(Key.Key_Right, CTRL)
    assert before == front.view.paragraphs[-1][1]


def test_the_view_goes_along_with_the_text_cursor(front: Any) -> None:
    front.view.move_caret(0)
    for _ in range(12):
        front.key(Key.Key_Down, CTRL)
        assert front.view.viewport().rect().contains(front.view.cursorRect().center())
    assert front.view.verticalScrollBar().value() > 0


def test_where_the_text_cursor_is_can_be_seen(desk: Any) -> None:
    with_cursor = desk.view.viewport().grab().toImage()
    desk.view.move_caret(desk.place("gặp mặt")[0])
    QApplication.processEvents()
    moved = desk.view.viewport().grab().toImage()
    point = desk.view.cursorRect().center()
    assert any(moved.pixel(point.x() + x, point.y()) != with_cursor.pixel(point.x() + x, point.y()) for x in (-1, 0, 1))


# --- selecting


def test_a_selection_by_words_is_seen_as_it_grows_and_shrinks(desk: Any) -> None:
    press(desk, Key.Key_Right, Key.Key_Right)
    seen = []
    for key in (Key.Key_Right, Key.Key_Right, Key.Key_Right, Key.Key_Left, Key.Key_Left, Key.Key_Left, Key.Key_Left):
        press(desk, key, modifier=SHIFT)
        seen.append(selected(desk))
    assert seen == ["Tổng Bí thư", "Tổng Bí thư Tô Lâm", "Tổng Bí thư Tô Lâm dự", "Tổng Bí thư Tô Lâm", "Tổng Bí thư",
                    None, "23/2, "[:4] + ","]  # fmt: skip


def test_a_selection_by_other_units(desk: Any) -> None:
    press(desk, Key.Key_Right, Key.Key_Right)
    press(desk, Key.Key_Right, modifier=SHIFT | ALT)
    assert selected(desk) == "Tổng"
    press(desk, Key.Key_Right, modifier=SHIFT)
    assert selected(desk) == "Tổng Bí thư"
    press(desk, Key.Key_Right, modifier=SHIFT | CTRL)
    assert selected(desk) == "Tổng Bí thư Tô Lâm dự gặp mặt tại Hà Nội."
    press(desk, Key.Key_Down, modifier=SHIFT | CTRL)
    assert selected(desk) == TEXT[TEXT.index("Tổng") : TEXT.index("\n")]
    press(desk, Key.Key_Right)
    assert desk.view.selection is None


def test_a_selection_by_key_and_a_label(desk: Any) -> None:
    press(desk, Key.Key_Right, Key.Key_Right)
    press(desk, Key.Key_Right, modifier=SHIFT)
    press(desk, "5")
    press(desk, Key.Key_Right)
    press(desk, Key.Key_Right, modifier=SHIFT)
    press(desk, "1")
    assert labels(desk) == [("Tổng Bí thư", "TITLE"), ("Tô Lâm", "PER")]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_arrows_act_in_both_languages(
    desk: Any, home: Path, start: Callable[..., Any], language: str, tmp_path: Path
) -> None:
    desk.close()
    (home / "settings.json").write_text(json.dumps({"person": "Lan", "language": language}), "utf-8")
    front = start(tmp_path / "own.annotator")
    front.know_words([front.place("Tổng Bí thư")])
    front.view.move_caret(0)
    press(front, Key.Key_Right, Key.Key_Right)
    press(front, Key.Key_Right, modifier=SHIFT)
    press(front, "5")
    assert labels(front) == [("Tổng Bí thư", "TITLE")]


# --- edges


@pytest.mark.parametrize("is_labelled", [True, False], ids=["of a span", "of a selection"])
@pytest.mark.parametrize(
    ("key", "modifier", "expected"),
    [
        ("[", NONE, "thư Tô Lâm"),
        ("]", NONE, "Tô Lâm dự"),
        ("{", NONE, "Lâm"),
        ("}", NONE, "Tô"),
        ("[", ALT, "thư Tô Lâm"),
        ("]", ALT, "Tô Lâm dự"),
        ("{", ALT, "Lâm"),
        ("}", ALT, "Tô"),
        ("[", CTRL, "ư Tô Lâm"),
        ("]", CTRL, "Tô Lâm d"),
        ("{", CTRL, "ô Lâm"),
        ("}", CTRL, "Tô Lâ"),
    ],
)
def test_edges_go_by_unit(
    reading: Callable[[str], Any], key: str, modifier: Mod, expected: str, is_labelled: bool
) -> None:
    front = reading("Bí thư Tô Lâm dự.")
    front.view.take(*front.place("Tô Lâm"))
    if is_labelled:
        press(front, "1")
    press(front, key, modifier=modifier)
    if not is_labelled:
        assert selected(front) == expected
        press(front, "1")
    assert labels(front) == [(expected, "PER")]


# --- jumping


def test_from_name_to_name(desk: Any) -> None:
    seen = []
    for _ in range(9):
        press(desk, "u")
        seen.append(selected(desk))
    assert seen == ["Sáng 23/2", "Tổng Bí thư", "Tô Lâm", "Hà Nội", "Trần Cẩm Tú", "Tô Lâm", "Hà Nội",
                    "Văn phòng Trung ương Đảng", "Đăng Khoa"]  # fmt: skip
    press(desk, "u")
    assert selected(desk) == "Sáng 23/2"  # round
    press(desk, "U", modifier=SHIFT)
    assert selected(desk) == "Đăng Khoa"
    press(desk, "U", modifier=SHIFT)
    assert selected(desk) == "Văn phòng Trung ương Đảng"
    press(desk, "2")
    assert labels(desk) == [("Văn phòng Trung ương Đảng", "ORG")]
    press(desk, "U", modifier=SHIFT)
    assert selected(desk) == "Hà Nội"


def test_names_that_are_labelled_or_suggested_are_passed_over(desk: Any, qtbot: Any) -> None:
    press(desk, "u", "u", "u", "1")
    qtbot.waitUntil(lambda: [row[3] for row in desk.suggestions()] == ["Tô Lâm"])
    press(desk, "u", "u", "u")
    assert selected(desk) == "Hà Nội"
    assert desk.view.selection == desk.place("Hà Nội", 1)


def test_the_rest_of_a_name_is_found_too(desk: Any) -> None:
    press(desk, *"uuuuuuuu")
    assert selected(desk) == "Văn phòng Trung ương Đảng"
    press(desk, "}", "2", "u")
    assert selected(desk) == "Đảng"


def test_where_no_name_is_left_that_is_said(reading: Callable[[str], Any]) -> None:
    front = reading("không có tên riêng nào ở đây")
    press(front, "u")
    assert front.view.selection is None
    assert front.notice


def test_stacked_spans_are_gone_through_round_and_round(desk: Any) -> None:
    for words in ("Văn phòng Trung ương Đảng", "Trung ương Đảng", "Đảng"):
        desk.view.take(*desk.place(words))
        press(desk, "2")
    seen = []
    for _ in range(4):
        press(desk, "c")
        seen.append(desk.view.current.quote)
    assert seen == ["Trung ương Đảng", "Văn phòng Trung ương Đảng", "Đảng", "Trung ương Đảng"]
    press(desk, "3")
    assert labels(desk) == [
        ("Văn phòng Trung ương Đảng", "ORG"),
        ("Trung ương Đảng", "LOC"),
        ("Đảng", "ORG"),
    ]
    press(desk, Key.Key_Delete)
    assert [quote for quote, _ in labels(desk)] == ["Văn phòng Trung ương Đảng", "Đảng"]


def test_spans_are_walked_by_their_own_keys(desk: Any) -> None:
    for words, label in (("Tổng Bí thư", "5"), ("Trần Cẩm Tú", "1")):
        desk.view.take(*desk.place(words))
        press(desk, label)
    press(desk, ".")
    assert desk.view.current.quote == "Tổng Bí thư"
    press(desk, ",")
    assert desk.view.current.quote == "Trần Cẩm Tú"


# --- the same everywhere


def test_a_name_is_labelled_everywhere_in_one_act(desk: Any) -> None:
    desk.view.take(*desk.place("Hà Nội"))
    press(desk, "3", "a")
    assert labels(desk) == [("Hà Nội", "LOC")] * 2
    assert desk.file("SELECT name FROM edit ORDER BY id")[-1] == ("span.add-many",)
    assert "1" in desk.notice
    desk.act("edit.undo")
    assert labels(desk) == [("Hà Nội", "LOC")]


def test_a_place_with_a_span_stays_as_it_is(desk: Any) -> None:
    first, second = desk.place("Hà Nội"), desk.place("Hà Nội", 1)
    desk.view.take(second[0] - 3, second[1])
    press(desk, "2")
    desk.view.take(*first)
    press(desk, "3", "a")
    assert labels(desk) == [("Hà Nội", "LOC"), ("về Hà Nội", "ORG")]
    assert desk.notice


def test_equal_suggestions_are_accepted_in_one_act(desk: Any, qtbot: Any) -> None:
    desk.view.take(*desk.place("Hà Nội"))
    press(desk, "3")
    qtbot.waitUntil(lambda: len(desk.suggestions()) == 1)
    press(desk, Key.Key_Tab, "a")
    assert labels(desk) == [("Hà Nội", "LOC")] * 2
    assert desk.suggestions() == []
    assert desk.file("SELECT name FROM edit ORDER BY id")[-1] == ("suggestion.accept-same",)
    assert desk.file("SELECT answer FROM answer") == [("accepted",)]
    desk.act("edit.undo")
    assert len(desk.suggestions()) == 1
    assert desk.file("SELECT answer FROM answer") == []


def test_all_of_one_suggestion_but_not_of_others(front: Any) -> None:
    front.key(Key.Key_Tab)
    words = front.view.current.quote
    others = [row for row in front.suggestions() if row[3] != words]
    front.key("a")
    assert front.suggestions() == others
    assert {quote for quote, _ in labels(front)} == {words}


# --- input methods


def compose(front: Any, preedit: str = "", commit: str = "") -> None:
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    QApplication.sendEvent(front.view, event)


def type_(front: Any, key: int, text: str, modifier: Mod = NONE) -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(front.view, QKeyEvent(kind, key, modifier, text))


def test_the_view_asks_for_no_input_method(desk: Any) -> None:
    for part in (desk.view, desk.view.viewport()):
        assert not part.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    assert desk.view.inputMethodQuery(Qt.InputMethodQuery.ImEnabled) is False


@pytest.mark.parametrize("has_preedit", [True, False], ids=["composing", "committing"])
def test_letters_of_an_input_method_are_keys(desk: Any, has_preedit: bool) -> None:
    """Telex shows "u" before it commits it, since it could become "ư"; either way it is one press."""
    for letter in "uu5uu3a":
        if has_preedit:
            compose(desk, preedit=letter)
        compose(desk, commit=letter)
    assert labels(desk) == [("Tổng Bí thư", "TITLE"), ("Hà Nội", "LOC"), ("Hà Nội", "LOC")]
    assert desk.text == TEXT


def test_keys_and_an_input_method_by_turns(desk: Any) -> None:
    compose(desk, preedit="u")
    press(desk, "u")
    compose(desk, preedit="u")
    compose(desk)
    press(desk, "1")
    compose(desk, commit="Việt")
    compose(desk, preedit="ươ")
    assert labels(desk) == [("Tô Lâm", "PER")]


@pytest.mark.parametrize(("letter", "means"), [("ư", "u"), ("ụ", "u")])
def test_a_letter_beyond_ascii_is_the_key_it_was_made_of(desk: Any, letter: str, means: str) -> None:
    assert means == "u"
    type_(desk, 0, letter)
    assert selected(desk) == "Sáng 23/2"


def test_keys_are_told_by_where_they_lie() -> None:
    assert [key_at(code, "windows") for code in (2, 10, 22, 38, 46, 52)] == ["1", "9", "u", "l", "c", "."]
    assert [key_at(code, "xcb") for code in (10, 18, 30, 46)] == ["1", "9", "u", "l"]
    assert key_at(22, "cocoa") == key_at(1, "windows") == key_at(200, "windows") == ""


def test_no_key_writes_into_the_text(desk: Any) -> None:
    for letter in "zxqwđâ":
        type_(desk, 0, letter)
    assert desk.view.toPlainText() == TEXT
    QTest.keyClick(desk.view, Key.Key_V, CTRL)
    assert desk.view.toPlainText() == TEXT


# --- all of it, in any order


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_any_acts_in_any_order_leave_file_and_memory_alike(front: Any, seed: int) -> None:
    kinds = ("caret.", "select.", "span.", "name.", "suggestion.next", "suggestion.previous", "suggestion.accept",
             "suggestion.reject", "edit.undo", "edit.redo", "view.snap", "view.raw")  # fmt: skip
    acts = [a for a in front.view.actions() if a.objectName().startswith(kinds)]
    acts += [front.action("edit.undo"), front.action("view.raw")]
    dice = random.Random(seed)
    for _ in range(300):
        act = dice.choice(acts)
        if act.isEnabled():
            act.trigger()
    front.window.setFocus()
    QApplication.processEvents()
    assert front.file_spans() == front.spans()
    text, selection = front.text, front.view.selection
    assert selection is None or 0 <= selection[0] < selection[1] <= len(text)
    assert 0 <= front.view.caret <= len(text)
