"""Labels at the selection: the palette by key and mouse, the slim bar after a selection with the mouse."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton

from annotator.ui.label_bar import LabelButton
from annotator.ui.label_palette import LabelPalette, LabelStrip

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
TEXT = "\n".join(
    ["Ông Tô Lâm ở Hà Nội dự họp.", *(f"Đoạn văn thứ {n} nói chuyện khác." for n in range(60)), "Hết ở Huế"]
)


@pytest.fixture
def desk(reading: Callable[[str], Any]) -> Any:
    front = reading(TEXT)
    front.view.take(*front.place("Tô Lâm"))
    return front


def opened(front: Any) -> LabelPalette:
    """The palette after its key, with the keyboard in it."""
    front.key("l")
    palette = front.part(LabelPalette, "labelPalette")
    assert palette.isVisible()
    assert QApplication.focusWidget() is palette.field
    return palette


def type_(palette: LabelPalette, *keys: Key | str) -> None:
    for key in keys:
        QTest.keyClick(palette.field, key)


def names(palette: LabelPalette) -> list[str]:
    return [label.name for label in palette.shown]


def labels(front: Any) -> list[tuple[str, str]]:
    return [(quote, label) for _, _, label, quote in front.file_spans()]


def over(front: Any, card: Any, range_: tuple[int, int]) -> bool:
    """Whether a card lies over the words of a range."""
    corner = front.view.viewport().mapTo(front.view, QPoint(0, 0))
    return card.geometry().intersects(front.view.place_of(*range_).translated(corner))


# --- the palette


def test_a_label_is_found_by_typing(desk: Any) -> None:
    palette = opened(desk)
    assert len(names(palette)) == len(desk.session.span_labels)
    type_(palette, *"to ch")
    assert names(palette) == ["ORG"]
    type_(palette, Key.Key_Return)
    assert labels(desk) == [("Tô Lâm", "ORG")]
    assert not palette.isVisible()
    assert QApplication.focusWidget() is desk.view


@pytest.mark.parametrize(
    ("words", "found"),
    [("org", "ORG"), ("tổ chức", "ORG"), ("nguoi", "PER"), ("person", "PER"), ("ĐỊA", "LOC"), ("chuc d", "TITLE")],
)
def test_names_and_titles_in_both_languages_without_diacritics(desk: Any, words: str, found: str) -> None:
    palette = opened(desk)
    palette.field.setText(words)
    assert names(palette) == [found]


def test_what_is_called_nothing_chooses_nothing(desk: Any) -> None:
    palette = opened(desk)
    palette.field.setText("xyz")
    assert names(palette) == []
    type_(palette, Key.Key_Return, Key.Key_Down, Key.Key_Right)
    assert labels(desk) == []
    assert palette.isVisible()


def test_a_digit_chooses_at_once(desk: Any) -> None:
    type_(opened(desk), "3")
    assert labels(desk) == [("Tô Lâm", "LOC")]
    assert QApplication.focusWidget() is desk.view


@pytest.mark.parametrize(
    ("keys", "number"),
    [((), 0), ((Key.Key_Right,), 1), ((Key.Key_Right, Key.Key_Right, Key.Key_Left), 1), ((Key.Key_Left,), -1),
     ((Key.Key_Tab, Key.Key_Tab), 2), ((Key.Key_Down, Key.Key_Up), 0)],
)  # fmt: skip
def test_arrows_choose(desk: Any, keys: tuple[Key, ...], number: int) -> None:
    palette = opened(desk)
    wanted = names(palette)[number]
    type_(palette, *keys, Key.Key_Return)
    assert labels(desk) == [("Tô Lâm", wanted)]


def test_the_row_below_is_reached_by_the_arrow_down(desk: Any) -> None:
    palette = opened(desk)
    type_(palette, Key.Key_Down)
    chosen = [button for button in palette.findChildren(LabelButton) if button.isChecked()]
    first = palette.findChildren(LabelButton)[0]
    assert len(chosen) == 1
    assert chosen[0].y() > first.y()


def test_the_mouse_chooses(desk: Any) -> None:
    palette = opened(desk)
    QTest.mouseClick(desk.part(LabelButton, "palette.LOC"), Qt.MouseButton.LeftButton)
    assert labels(desk) == [("Tô Lâm", "LOC")]
    assert not palette.isVisible()


def test_escape_closes_and_leaves_the_selection(desk: Any) -> None:
    palette = opened(desk)
    type_(palette, Key.Key_Escape)
    assert not palette.isVisible()
    assert desk.view.selection == desk.place("Tô Lâm")
    assert QApplication.focusWidget() is desk.view
    desk.key("1")
    assert labels(desk) == [("Tô Lâm", "PER")]


def test_it_closes_when_the_keyboard_goes_elsewhere(desk: Any) -> None:
    palette = opened(desk)
    desk.view.setFocus()
    assert not palette.isVisible()


def test_the_current_span_gets_another_label(desk: Any) -> None:
    desk.key("1")
    palette = opened(desk)
    assert desk.part(LabelButton, "palette.PER").isChecked()
    type_(palette, *"loc", Key.Key_Return)
    assert labels(desk) == [("Tô Lâm", "LOC")]


@pytest.mark.parametrize("words", ["Tô Lâm", "Huế"])
def test_it_never_lies_over_what_it_is_about(desk: Any, words: str) -> None:
    desk.view.take(*desk.place(words))
    palette = opened(desk)
    assert desk.view.rect().contains(palette.geometry())
    assert not over(desk, palette, desk.place(words))


# --- the slim bar


def test_the_mouse_selects_and_the_bar_labels(desk: Any) -> None:
    range_ = desk.select_words("Hà Nội")
    strip = desk.part(LabelStrip, "labelStrip")
    assert strip.isVisible()
    assert not over(desk, strip, range_)
    assert QApplication.focusWidget() is desk.view
    QTest.mouseClick(desk.part(LabelButton, "strip.LOC"), Qt.MouseButton.LeftButton)
    assert labels(desk) == [("Hà Nội", "LOC")]
    assert not strip.isVisible()


def test_keys_act_on_the_text_while_the_bar_is_there(desk: Any) -> None:
    desk.select_words("Hà Nội")
    strip = desk.part(LabelStrip, "labelStrip")
    assert strip.isVisible()
    desk.key("3")
    assert labels(desk) == [("Hà Nội", "LOC")]
    assert not strip.isVisible()


def test_a_double_click_shows_the_bar_and_escape_takes_it_away(desk: Any) -> None:
    desk.double_click(desk.middle(desk.place("Nội")))
    strip = desk.part(LabelStrip, "labelStrip")
    assert strip.isVisible()
    desk.key(Key.Key_Escape)
    assert not strip.isVisible()


def test_the_bar_goes_along_when_the_text_is_scrolled(desk: Any) -> None:
    desk.select_words("Hà Nội")
    strip = desk.part(LabelStrip, "labelStrip")
    desk.view.verticalScrollBar().setValue(desk.view.verticalScrollBar().maximum())
    assert not strip.isVisible()


def test_all_labels_are_one_click_away(desk: Any) -> None:
    range_ = desk.select_words("Hà Nội")
    QTest.mouseClick(desk.part(QToolButton, "strip.more"), Qt.MouseButton.LeftButton)
    palette = desk.part(LabelPalette, "labelPalette")
    assert palette.isVisible()
    assert not desk.part(LabelStrip, "labelStrip").isVisible()
    type_(palette, *"dia", Key.Key_Return)
    assert labels(desk) == [("Hà Nội", "LOC")]
    assert desk.view.current is not None
    assert (desk.view.current.start, desk.view.current.end) == range_


def test_a_narrow_window_shows_fewer_labels_and_nothing_beside_it(desk: Any) -> None:
    desk.window.resize(760, 600)
    QApplication.processEvents()
    desk.select_words("Hà Nội")
    strip = desk.part(LabelStrip, "labelStrip")
    assert desk.view.rect().contains(strip.geometry())
    shown = [button for button in strip.findChildren(LabelButton) if button.isVisible()]
    assert all(strip.rect().contains(QRect(button.pos(), button.size())) for button in shown)


def test_a_selection_by_key_needs_no_bar(desk: Any) -> None:
    desk.key(Key.Key_Right, SHIFT)
    assert desk.window.findChildren(LabelStrip) == []


# --- the menu


def test_the_menu_has_the_acts_on_a_span(desk: Any) -> None:
    desk.key("1")
    menu = desk.menu_at(desk.place("Tô Lâm")[0])
    ids = [action.objectName() for action in menu.actions()]
    menu.close()
    for id_ in ("span.choose-label", "span.same", "search.occurrences", "relation.link", "span.note", "span.delete"):
        assert id_ in ids
    assert "span.cycle" not in ids


def test_the_menu_of_a_selection(desk: Any) -> None:
    desk.select_words("Hà Nội")
    menu = desk.menu_at(desk.place("Hà Nội")[0])
    ids = [action.objectName() for action in menu.actions()]
    menu.close()
    assert {"span.choose-label", "search.occurrences", "edit.copy"} <= set(ids)
    assert "relation.link" not in ids


def test_the_menu_of_a_span_lets_words_selected_elsewhere_go(desk: Any) -> None:
    desk.key("1")
    desk.select_words("Hà Nội")
    strip = desk.window.findChild(LabelStrip)
    assert strip.isVisible()
    menu = desk.menu_at(desk.place("Tô Lâm")[0])
    menu.close()
    assert not strip.isVisible()
    assert desk.view.selection is None
    assert desk.view.current.quote == "Tô Lâm"
    desk.key("2")
    assert [span[2:] for span in desk.file_spans()] == [("ORG", "Tô Lâm")]


def test_the_menu_on_selected_words_keeps_them(desk: Any) -> None:
    range_ = desk.select_words("Hà Nội")
    desk.menu_at(range_[0]).close()
    assert desk.view.selection == range_


def test_cycling_goes_through_the_whole_stack_from_its_innermost_end(desk: Any) -> None:
    start, end = desk.place("Tô Lâm")
    for range_, key in (((start - 1, end + 1), "6"), ((start, end), "1"), ((end - 3, end), "2")):
        desk.view.take(*desk.view.paragraphs[0] if key == "6" else range_)
        desk.key(key)
    seen = []
    for _ in range(4):
        seen.append((desk.view.current.start, desk.view.current.end))
        desk.key("c")
    assert seen[0] == (end - 3, end)
    assert len(set(seen[:3])) == 3
    assert seen[3] == seen[0]
