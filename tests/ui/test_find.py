from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

TEXT = "Đà Nẵng đón bão. Người Đà Nẵng, da nang; ĐÀ NẴNG.\nKhông có gì ở Huế."
Reading = Callable[..., Any]


def find(front: Any, words: str) -> QLineEdit:
    """Opens the bar by key and types."""
    front.view.setFocus()
    front.shortcut(Qt.Key.Key_F)
    field = front.part(QLineEdit, "findField")
    assert QApplication.focusWidget() is field
    field.setText(words)
    field.textEdited.emit(words)
    return field


def count(front: Any) -> str:
    """What the bar says about the number of hits."""
    return front.part(QWidget, "findBar").findChild(QLabel).text()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("da nang", "1 of 4"),
        ("Đà Nẵng", "1 of 3"),
        ("đà nẵng", "1 of 3"),
        (unicodedata.normalize("NFD", "Đà Nẵng"), "1 of 3"),
        ("hue", "1 of 1"),
        ("Hà Nội", "Not found"),
        ("", ""),
    ],
)
def test_words_are_found_with_and_without_diacritics(reading: Reading, words: str, said: str) -> None:
    front = reading(TEXT)
    find(front, words)
    assert count(front) == said


@pytest.mark.parametrize("typed", ["'", "’"])
@pytest.mark.parametrize("quote", ['"', "“", "”"])
def test_quotation_marks_are_found_however_they_are_written(reading: Reading, typed: str, quote: str) -> None:
    front = reading('Người H’Mông và người H\'Mông đọc “báo Nhân Dân”, đọc "báo Nhân Dân".')
    find(front, f"h{typed}mong")
    assert count(front) == "1 of 2"
    find(front, f"{quote}báo Nhân Dân{quote}")
    assert count(front) == "1 of 2"


def test_keys_go_from_hit_to_hit_and_back_to_the_text(reading: Reading) -> None:
    front = reading(TEXT)
    field = find(front, "da nang")
    places = [TEXT.index(words) for words in ("Đà Nẵng", "Đà Nẵng, ", "da nang", "ĐÀ NẴNG")]
    assert front.view.caret == places[0]
    seen = []
    for _ in range(4):
        front.shortcut(Qt.Key.Key_F3, Qt.KeyboardModifier.NoModifier)
        seen.append(front.view.caret)
    assert seen == [*places[1:], places[0]]
    front.shortcut(Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert front.view.caret == places[3]
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert front.view.caret == places[0]
    QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert front.view.caret == places[3]
    assert count(front) == "4 of 4"
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is front.view
    assert not front.part(QWidget, "findBar").isVisible()


def test_what_is_selected_is_looked_for(reading: Reading) -> None:
    front = reading(TEXT)
    front.select(*front.place("Đà Nẵng", 1))
    front.shortcut(Qt.Key.Key_F)
    assert front.part(QLineEdit, "findField").text() == "Đà Nẵng"
    assert count(front) == "2 of 3"


def test_a_hit_can_be_labelled_after_escape(reading: Reading) -> None:
    front = reading(TEXT)
    field = find(front, "hue")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    start, end = front.place("Huế")
    front.select_by_key(start, end)
    front.key("3")
    assert front.file_spans() == [(start, end, "LOC", "Huế")]


def test_only_what_is_shown_is_found(front: Any) -> None:
    front.open("002_")
    find(front, "logo")
    assert count(front) == "Not found"
    front.act("view.raw")
    assert count(front) == "1 of 2"
    front.shortcut(Qt.Key.Key_F3, Qt.KeyboardModifier.NoModifier)
    assert front.view.caret == front.place("logo", 1)[0]
    front.act("view.raw")
    assert count(front) == "Not found"
    front.shortcut(Qt.Key.Key_F3, Qt.KeyboardModifier.NoModifier)
    assert not front.view.is_raw


def test_the_words_are_looked_for_in_the_next_article_too(front: Any) -> None:
    find(front, "Tô Lâm")
    first = count(front)
    assert first.startswith("1 of ")
    front.open("001_")
    assert count(front) == "Not found"
    front.open("000_")
    assert count(front).endswith(first.split()[-1])
