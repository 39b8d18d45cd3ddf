"""The concordance by key and by mouse, in the real window, with the project file read beside it."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton

from annotator.core import edits
from annotator.core.collation import sort_key
from annotator.ui.bench_pages import CONCORDANCE
from annotator.ui.hit_model import LEFT, RIGHT, TICK
from annotator.ui.label_bar import LabelButton

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
LAST_NAME = 'SELECT name, "values" FROM edit ORDER BY id DESC LIMIT 1'


class Concordance:
    """The page and the hands on it."""

    def __init__(self, front: Any) -> None:
        self.front = front
        front.shortcut(Qt.Key.Key_F, CONTROL | SHIFT)
        self.page: Any = front.desk.bench.page(CONCORDANCE)
        assert front.desk.bench.shown == CONCORDANCE

    def ask(self, text: str) -> None:
        """Types a query and Enter, and waits for all hits."""
        self.page.field.setText(text)
        QTest.keyClick(self.page.field, Qt.Key.Key_Return)
        self.settle()

    def settle(self) -> None:
        self.front.qtbot.waitUntil(lambda: not self.page.search.is_running)

    def key(self, key: Qt.Key | str, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Presses a key where the keyboard is, which is in the table."""
        assert QApplication.focusWidget() is self.page.table
        QTest.keyClick(self.page.table, key, modifier)

    @property
    def rows(self) -> list[Any]:
        return self.page.table.rows

    def stored(self) -> set[tuple[int, int, int, str]]:
        """All spans of the person in the file: article, range, label."""
        sql = """SELECT document, start, "end", label.name FROM span JOIN label ON label.id = span.label
        JOIN annotator ON annotator.id = span.annotator WHERE annotator.name = 'Lan'"""
        return set(self.front.file(sql))

    def click(self, row: int, column: int) -> None:
        table = self.page.table
        at = QPoint(table.columnViewportPosition(column) + 8, table.rowViewportPosition(row) + 8)
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)


@pytest.fixture
def concordance(front: Any) -> Concordance:
    return Concordance(front)


def test_the_field_has_the_keyboard_and_the_page_explains_itself(concordance: Concordance) -> None:
    assert QApplication.focusWidget() is concordance.page.field
    assert concordance.page.stack.currentWidget() is concordance.page.help
    QTest.keyClick(concordance.page.field, Qt.Key.Key_Escape)
    assert concordance.front.desk.bench.shown == ""
    assert QApplication.focusWidget() is concordance.front.view


def test_words_without_diacritics_are_found_and_one_key_labels_the_ticked(concordance: Concordance) -> None:
    concordance.ask("tong bi thu")
    assert len(concordance.rows) > 5
    assert {row.hit.lower() for row in concordance.rows} == {"tổng bí thư"}
    first, second, third = concordance.rows[:3]
    concordance.key(Qt.Key.Key_Space)
    concordance.key(Qt.Key.Key_Down)
    concordance.key(Qt.Key.Key_Down)
    concordance.key(Qt.Key.Key_Space)
    concordance.key(Qt.Key.Key_5)
    assert concordance.stored() == {(row.document, row.start, row.end, "TITLE") for row in (first, third)}
    assert [row.label for row in concordance.rows[:3]] == ["TITLE", "", "TITLE"]
    assert concordance.page.table.ticked() == []
    assert concordance.front.file(LAST_NAME)[0][0] == "span.add-many"
    concordance.key(Qt.Key.Key_Up)
    concordance.key(Qt.Key.Key_5)
    assert (second.document, second.start, second.end, "TITLE") in concordance.stored()
    concordance.front.act("edit.undo")
    concordance.front.act("edit.undo")
    assert concordance.stored() == set()
    assert {row.label for row in concordance.rows} == {""}


@pytest.mark.parametrize("typed", ["h'mong", "H’Mông", "hʼmong*", "“người h‘mông”"])
def test_an_apostrophe_finds_every_apostrophe(reading: Any, typed: str) -> None:
    front = reading("Người H’Mông, người H'Mông, người HʼMông. Ông Hà Mông.")
    concordance = Concordance(front)
    concordance.ask(typed)
    words = [row.hit.removeprefix("người ").removeprefix("Người ") for row in concordance.rows]
    assert words == ["H’Mông", "H'Mông", "HʼMông"]


def test_delete_takes_the_labels_off_again(concordance: Concordance) -> None:
    concordance.ask("tô lâm")
    concordance.key(Qt.Key.Key_A, CONTROL)
    concordance.key(Qt.Key.Key_1)
    assert len(concordance.stored()) == len(concordance.rows)
    concordance.key(Qt.Key.Key_A, CONTROL)
    concordance.key(Qt.Key.Key_Delete)
    assert concordance.stored() == set()
    assert concordance.front.file(LAST_NAME)[0][0] == "span.delete-many"


def test_a_hit_that_is_an_annotation_is_relabelled_and_not_labelled_twice(concordance: Concordance) -> None:
    front = concordance.front
    concordance.ask("tô lâm")
    concordance.key(Qt.Key.Key_A, CONTROL)
    concordance.key(Qt.Key.Key_2)
    before = concordance.stored()
    assert {row[3] for row in before} == {"ORG"}
    concordance.ask("label:ORG")
    concordance.key(Qt.Key.Key_Space)
    concordance.key(Qt.Key.Key_Down)
    concordance.key(Qt.Key.Key_Space)
    chosen = {(row.document, row.start, row.end) for row in concordance.rows[:2]}
    concordance.key(Qt.Key.Key_1)
    wanted = {(*row[:3], "PER" if row[:3] in chosen else "ORG") for row in before}
    assert concordance.stored() == wanted
    assert front.file(LAST_NAME)[0][0] == "span.relabel-many"
    front.act("edit.undo")
    assert concordance.stored() == before
    front.act("edit.redo")
    assert concordance.stored() == wanted


def test_words_are_labelled_and_annotations_relabelled_in_one_edit(concordance: Concordance) -> None:
    front = concordance.front
    concordance.ask("tô lâm")
    first = concordance.rows[0]
    concordance.key(Qt.Key.Key_2)
    assert concordance.stored() == {(first.document, first.start, first.end, "ORG")}
    concordance.key(Qt.Key.Key_A, CONTROL)
    concordance.key(Qt.Key.Key_1)
    assert concordance.stored() == {(row.document, row.start, row.end, "PER") for row in concordance.rows}
    assert front.action("edit.undo").text() == f"&Undo: label {len(concordance.rows)} places PER"
    front.act("edit.undo")
    assert concordance.stored() == {(first.document, first.start, first.end, "ORG")}


def test_of_several_annotations_over_the_same_words_the_label_asked_for_is_meant(concordance: Concordance) -> None:
    front = concordance.front
    concordance.ask("trần cẩm tú")
    row = concordance.rows[0]
    place = (row.document, row.start, row.end)
    front.session.open_document(row.document)
    for key in (Qt.Key.Key_1, Qt.Key.Key_2):
        front.view.select(row.start, row.end)
        front.key(key)
    assert concordance.stored() == {(*place, "PER"), (*place, "ORG")}
    concordance.page.table.setFocus()
    concordance.ask("label:ORG")
    assert [(row.label, row.remark) for row in concordance.rows] == [("ORG", "PER")]
    concordance.key(Qt.Key.Key_3)
    assert concordance.stored() == {(*place, "PER"), (*place, "LOC")}
    concordance.ask("label:LOC")
    concordance.key(Qt.Key.Key_Delete)
    assert concordance.stored() == {(*place, "PER")}


def test_the_mouse_ticks_labels_and_unlabels(concordance: Concordance) -> None:
    concordance.ask("tô lâm")
    concordance.click(0, TICK)
    concordance.click(1, TICK)
    assert len(concordance.page.table.ticked()) == 2
    label = concordance.page.findChild(LabelButton, "concordance.label.PER")
    QTest.mouseClick(label, Qt.MouseButton.LeftButton)
    assert len(concordance.stored()) == 2
    concordance.click(0, TICK)
    QTest.mouseClick(concordance.page.findChild(QPushButton, "concordanceUnlabel"), Qt.MouseButton.LeftButton)
    assert len(concordance.stored()) == 1


def test_enter_opens_the_article_at_the_hit(concordance: Concordance) -> None:
    concordance.ask("công đoàn cơ quan trung ương")
    row = concordance.rows[-1]
    concordance.key(Qt.Key.Key_End)
    concordance.key(Qt.Key.Key_Return)
    front = concordance.front
    assert front.session.document.id == row.document
    assert front.view.selection == (row.start, row.end)
    assert QApplication.focusWidget() is concordance.page.table


def test_control_enter_opens_the_hit_and_marks_no_article_done(concordance: Concordance) -> None:
    concordance.ask("công đoàn cơ quan trung ương")
    front = concordance.front
    row = concordance.rows[-1]
    concordance.key(Qt.Key.Key_End)
    concordance.key(Qt.Key.Key_Return, CONTROL)
    assert front.session.document.id == row.document
    concordance.page.field.setFocus()
    QTest.keyClick(concordance.page.field, Qt.Key.Key_Return, CONTROL)
    concordance.settle()
    assert len(concordance.rows) > 0
    assert front.file("SELECT * FROM assignment WHERE state = 'done'") == []


def test_a_double_click_opens_as_well(concordance: Concordance) -> None:
    concordance.ask("đại hội*")
    row, table = concordance.rows[0], concordance.page.table
    at = QPoint(table.columnViewportPosition(RIGHT) + 8, table.rowViewportPosition(0) + 8)
    QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert concordance.front.session.document.id == row.document


def test_rows_are_sorted_by_what_stands_beside_the_hit(concordance: Concordance) -> None:
    concordance.ask("công đoàn")
    given = [row.key for row in concordance.rows]
    concordance.key(Qt.Key.Key_Left, CONTROL)
    nearest = [sort_key((row.left.split() or [""])[-1]) for row in concordance.rows]
    assert nearest == sorted(nearest)
    assert [row.key for row in concordance.rows] != given
    concordance.key(Qt.Key.Key_Right, CONTROL)
    rights = [row.right for row in concordance.rows]
    concordance.key(Qt.Key.Key_Right, CONTROL)
    assert [row.right for row in concordance.rows] != rights
    concordance.key(Qt.Key.Key_Up, CONTROL)
    assert [row.key for row in concordance.rows] == given
    header = concordance.page.table.horizontalHeader()
    at = QPoint(header.sectionViewportPosition(LEFT) + 20, 8)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert concordance.page.table.sorted_by == (LEFT, False)


def test_what_cannot_be_read_is_said_in_one_sentence(concordance: Concordance) -> None:
    concordance.ask("/(/")
    assert concordance.page.line.text().startswith("This regular expression cannot be read")
    concordance.ask("label:NOPE")
    assert concordance.page.line.text() == "This project has no label “NOPE”."
    concordance.ask("xyzzy")
    assert concordance.page.empty.text() == "Nothing found."


def test_a_label_filter_and_the_switches(concordance: Concordance) -> None:
    concordance.ask("tô lâm")
    concordance.key(Qt.Key.Key_1)
    everywhere = len(concordance.rows)
    concordance.ask("label:PER")
    assert [row.hit for row in concordance.rows] == ["Tô Lâm"]
    concordance.page.field.setText("tô lâm")
    labelled = concordance.page.labelled
    QTest.keyClick(labelled, Qt.Key.Key_End)
    concordance.settle()
    assert len(concordance.rows) == everywhere - 1
    QTest.keyClick(labelled, Qt.Key.Key_Home)
    concordance.settle()
    QTest.keyClick(concordance.page.scope, Qt.Key.Key_End)
    concordance.settle()
    here = concordance.front.session.document.id
    assert {row.document for row in concordance.rows} == {here}
    QTest.mouseClick(
        concordance.page.case, Qt.MouseButton.LeftButton, pos=QPoint(8, concordance.page.case.height() // 2)
    )
    concordance.settle()
    assert concordance.rows == []


def test_typing_searches_by_itself_and_queries_are_remembered(concordance: Concordance) -> None:
    for letter in "tô":
        event = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
        QApplication.sendEvent(concordance.page.field, event)
    concordance.front.qtbot.waitUntil(lambda: len(concordance.rows) > 0)
    assert QApplication.focusWidget() is concordance.page.field
    concordance.ask("tô lâm")
    concordance.key("/")
    assert QApplication.focusWidget() is concordance.page.field
    concordance.ask("đảng")
    concordance.key("/")
    QTest.keyClick(concordance.page.field, Qt.Key.Key_Down, CONTROL)
    menu = concordance.page.findChild(QMenu, "concordanceHistory")
    assert [action.text() for action in menu.actions()] == ["đảng", "tô lâm"]
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    concordance.settle()
    assert {row.hit for row in concordance.rows} == {"Tô Lâm"}


def test_an_edit_in_the_text_is_seen_in_the_rows(concordance: Concordance) -> None:
    concordance.ask("trần cẩm tú")
    front = concordance.front
    row = concordance.rows[0]
    front.session.open_document(row.document)
    front.view.select(row.start, row.end)
    front.key(Qt.Key.Key_1)
    assert concordance.rows[0].label == "PER"
    assert concordance.stored() == {(row.document, row.start, row.end, "PER")}


def test_another_person_begins_anew(concordance: Concordance) -> None:
    concordance.ask("tô lâm")
    concordance.front.session.set_person("Minh")
    assert concordance.rows == []


def test_an_article_that_is_taken_out_leaves_the_list(concordance: Concordance) -> None:
    concordance.ask("bộ chính trị")
    front = concordance.front
    first = concordance.rows[0].document
    document = front.session.project.documents.get(first)
    front.session.apply(edits.remove_document(document))
    concordance.settle()
    assert concordance.rows
    assert first not in {row.document for row in concordance.rows}
    front.session.undo()
    concordance.settle()
    assert first in {row.document for row in concordance.rows}


def test_another_theme_while_a_search_runs(concordance: Concordance) -> None:
    front = concordance.front
    concordance.ask("tô lâm")
    concordance.page.field.setText("/(?:Tô|Lâm)/")
    QTest.keyClick(concordance.page.field, Qt.Key.Key_Return)
    front.act("view.dark")
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    front.settle()
    again = Concordance(front)
    again.ask("bộ chính trị")
    assert again.rows
    again.key(Qt.Key.Key_2)
    assert len(again.stored()) == 1


def test_its_key_leads_from_the_hits_back_to_the_words(front: Any) -> None:
    concordance = Concordance(front)
    concordance.ask("bộ chính trị")
    assert QApplication.focusWidget() is concordance.page.table
    front.shortcut(Qt.Key.Key_F, CONTROL | SHIFT)
    assert QApplication.focusWidget() is concordance.page.field
    assert concordance.page.field.selectedText() == "bộ chính trị"
    front.shortcut(Qt.Key.Key_F, CONTROL | SHIFT)
    assert front.desk.bench.shown == ""
