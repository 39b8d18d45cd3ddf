"""The consistency check in the real window: what disagrees is listed, one key mends it, undo brings it back."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPushButton, QTableView

Key = Qt.Key
CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
TEXT = "Huế mưa, Huế nắng, Huế thắng.\nBộ Công an họp, Bộ Công an nói.\nTô Lâm, rồi Tô Lâm về.\n"


def annotate(front: Any, words: str, nth: int, digit: str) -> tuple[int, int]:
    """Labels the nth place of the words by mouse and key."""
    place: tuple[int, int] = front.select_words(words, nth)
    front.key(digit)
    return place


def begun(reading: Any) -> Any:
    """An article with one row of each kind that needs no machine."""
    front = reading(TEXT)
    labels = {label.name: label.key for label in front.session.span_labels}
    front.view.set_snap_unit("character")
    for nth, name in enumerate(("LOC", "LOC", "ORG")):
        annotate(front, "Huế", nth, labels[name])
    annotate(front, "Bộ Công an", 0, labels["ORG"])
    annotate(front, "Công an", 1, labels["ORG"])
    annotate(front, "Tô Lâm,", 0, labels["PER"])
    annotate(front, "Tô Lâm", 1, labels["PER"])
    return front


def opened(front: Any) -> Any:
    """The page's table once everything is compared."""
    front.shortcut(Key.Key_C, CONTROL_SHIFT)
    table = front.part(QTableView, "consistencyTable")
    front.qtbot.waitUntil(lambda: len(table.rows) > 0)
    assert QApplication.focusWidget() is table
    return table


def remarks(table: Any) -> list[tuple[str, str, str]]:
    return [(row.hit, row.label, row.remark) for row in table.rows]


def test_every_row_mends_itself_with_one_key(reading: Any) -> None:
    front = begun(reading)
    table = opened(front)
    assert sorted(remarks(table)) == [
        ("Công an", "ORG", "→ Bộ Công an · 1 : 1"),
        ("Huế", "ORG", "→ LOC · 2 : 1"),
        ("Tô Lâm,", "PER", "→ Tô Lâm"),
    ]
    while table.rows:
        QTest.keyClick(table, Key.Key_Return)
    assert {(row[2], row[3]) for row in front.file_spans()} == {
        ("LOC", "Huế"),
        ("ORG", "Bộ Công an"),
        ("PER", "Tô Lâm"),
    }
    assert len(front.file_spans()) == 7
    assert front.part(QLabel, "consistencyEmpty").isVisible()


def test_undo_brings_a_row_back(reading: Any) -> None:
    front = begun(reading)
    table = opened(front)
    before, rows = front.file_spans(), sorted(remarks(table))
    QTest.keyClick(table, Key.Key_Return)
    assert front.file_spans() != before
    front.shortcut(Key.Key_Z)
    assert front.file_spans() == before
    front.qtbot.waitUntil(lambda: sorted(remarks(table)) == rows)


def test_a_row_shows_its_place_and_keeps_the_keyboard(reading: Any) -> None:
    front = begun(reading)
    table = opened(front)
    for row in list(table.rows):
        table.go_to(table.rows.index(row) - 1 if table.rows.index(row) else len(table.rows) - 1)
        table.setCurrentIndex(table.model().index(table.rows.index(row), 1))
        assert (front.view.current.start, front.view.current.end) == (row.start, row.end)
        assert QApplication.focusWidget() is table


def test_a_missing_label_is_added_by_mouse(reading: Any) -> None:
    front = reading(TEXT)
    place = annotate(front, "Bộ Công an", 0, next(x.key for x in front.session.span_labels if x.name == "ORG"))
    table = opened(front)
    assert remarks(table) == [("Bộ Công an", "", "→ ORG · 1 : 1")]
    front.qtbot.mouseClick(front.part(QPushButton, "consistencyMend"), Qt.MouseButton.LeftButton)
    assert [row[:3] for row in front.file_spans()] == [(*place, "ORG"), (*front.place("Bộ Công an", 1), "ORG")]


def test_what_is_left_stays_away_until_the_window_is_closed(reading: Any) -> None:
    front = begun(reading)
    table = opened(front)
    before, rows = front.file_spans(), len(table.rows)
    QTest.keyClick(table, Key.Key_Delete)
    assert len(table.rows) == rows - 1
    front.qtbot.mouseClick(front.part(QPushButton, "consistencyAgain"), Qt.MouseButton.LeftButton)
    front.qtbot.waitUntil(lambda: front.desk.bench.page("consistency")._job is None)
    assert len(table.rows) == rows - 1
    assert front.file_spans() == before


def test_one_kind_alone_can_be_shown(reading: Any) -> None:
    front = begun(reading)
    table = opened(front)
    kinds = front.part(QComboBox, "consistencyKinds")
    kinds.setCurrentIndex(kinds.findData("odd"))
    kinds.activated.emit(kinds.currentIndex())
    assert remarks(table) == [("Tô Lâm,", "PER", "→ Tô Lâm")]
    assert kinds.currentText() == "Odd edges · 1"


def test_a_span_changed_meanwhile_is_refused(reading: Any) -> None:
    front = begun(reading)
    table = opened(front)
    row = next(row for row in table.rows if row.hit == "Huế")
    table.setCurrentIndex(table.model().index(table.rows.index(row), 1))
    front.key("1")
    before = front.file_spans()
    table.setFocus()
    QTest.keyClick(table, Key.Key_Return)
    assert front.notice
    assert front.file_spans() == before


def test_escape_goes_back_to_the_article_and_place_where_the_check_was_opened(front: Any) -> None:
    first = front.session.document.id
    begin_two_articles(front)
    here = front.session.document.id
    words = front.view.paragraphs[len(front.view.paragraphs) // 2]
    front.view.set_snap_unit("character")
    front.view.go_to_top(words[0])
    front.view.select(*words)
    top = front.view.top
    table = opened(front)
    while front.session.document.id == here:
        QTest.keyClick(table, Key.Key_Down)
    assert front.session.document.id == first
    QTest.keyClick(table, Key.Key_Escape)
    assert QApplication.focusWidget() is front.view
    assert (front.session.document.id, front.view.top, front.view.selection) == (here, top, words)


def test_who_goes_on_in_the_text_stays_there_when_the_check_is_closed(front: Any) -> None:
    first = front.session.document.id
    begin_two_articles(front)
    here = front.session.document.id
    table = opened(front)
    while front.session.document.id == here:
        QTest.keyClick(table, Key.Key_Down)
    front.view.setFocus()
    table.setFocus()
    QTest.keyClick(table, Key.Key_Escape)
    assert front.session.document.id == first


def begin_two_articles(front: Any) -> None:
    """Labels the same name differently in the article on screen and in the next, which stays open."""
    keys = {label.name: label.key for label in front.session.span_labels}
    annotate(front, "Bộ Chính trị", 0, keys["ORG"])
    front.act("article.next")
    annotate(front, "Bộ Chính trị", 0, keys["LOC"])


def test_control_enter_mends_the_row_and_leaves_the_article_in_progress(reading: Any) -> None:
    front = begun(reading)
    table = opened(front)
    rows = len(table.rows)
    front.shortcut(Key.Key_Return)
    assert len(table.rows) == rows - 1
    front.part(QPushButton, "consistencyMend").setFocus()
    front.shortcut(Key.Key_Enter)
    assert len(table.rows) == rows - 2
    assert front.file("SELECT state FROM assignment") == [("in-progress",)]
    front.view.setFocus()
    front.shortcut(Key.Key_Return)
    assert front.file("SELECT state FROM assignment") == [("done",)]


def test_undoing_a_mended_row_shows_its_place_in_the_middle_of_the_text(reading: Any) -> None:
    filler = "Trời hôm nay nắng đẹp, gió nhẹ.\n" * 40
    front = reading(f"Huế mưa.\n{filler}Huế nắng, Huế gió.\n{filler}")
    keys = {label.name: label.key for label in front.session.span_labels}
    for nth, name in enumerate(("LOC", "ORG", "LOC")):
        annotate(front, "Huế", nth, keys[name])
    table = opened(front)
    QTest.keyClick(table, Key.Key_Return)
    place = front.place("Huế", 1)
    bar = front.view.verticalScrollBar()
    bar.setValue(bar.value() + 2)
    assert front.view.place_of(*place).isValid()
    front.shortcut(Key.Key_Z)
    middle = front.view.viewport().height() / 2
    assert abs(front.view.place_of(*place).center().y() - middle) < 40


def test_the_palette_in_between_does_not_lose_the_way_back(front: Any) -> None:
    begin_two_articles(front)
    here = front.session.document.id
    table = opened(front)
    while front.session.document.id == here:
        QTest.keyClick(table, Key.Key_Down)
    front.shortcut(Key.Key_K)
    assert QApplication.focusWidget() is not table
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Escape)
    assert QApplication.focusWidget() is table
    QTest.keyClick(table, Key.Key_Escape)
    assert front.session.document.id == here
