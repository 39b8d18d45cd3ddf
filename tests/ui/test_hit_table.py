"""The table of hits: moved through, ticked, sorted and opened by key and mouse, and what it says of it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from annotator.ui.hit_model import ARTICLE, HIT, LABEL, LEFT, REMARK, RIGHT, TICK, HitRow
from annotator.ui.hit_table import HitTable
from annotator.ui.theme import THEMES

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTEXTS = (("ở xa", "đẹp"), ("về bờ", "ăn"), ("ra á", "bé"), ("đi ạ", "ằn"))


def rows(count: int = len(CONTEXTS), ticked: bool | None = False) -> list[HitRow]:
    """Hits whose contexts are in no order."""
    return [
        HitRow(10 + n, n, 0, 3, *(CONTEXTS[n % 4][0], "Huế", CONTEXTS[n % 4][1]), f"Bài {n}", is_ticked=ticked)
        for n in range(count)
    ]


class Page(QWidget):
    """What the table stands in: it keeps the keys that come through."""

    def __init__(self) -> None:
        super().__init__()
        self.keys: list[str] = []
        self.table = HitTable(THEMES["light"], "hits", self)
        QVBoxLayout(self).addWidget(self.table)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.keys.append(event.text())


@pytest.fixture
def page(qtbot: QtBot) -> Page:
    made = Page()
    qtbot.addWidget(made)
    made.resize(900, 300)
    made.table.show_rows(rows())
    with qtbot.waitExposed(made):
        made.show()
    made.table.setFocus()
    return made


def keys_of(table: HitTable) -> list[int]:
    return [row.key for row in table.rows]


def cell(table: HitTable, row: int, column: int) -> QPoint:
    return QPoint(table.columnViewportPosition(column) + 8, table.rowViewportPosition(row) + 8)


def test_keys_move_and_open(page: Page, qtbot: QtBot) -> None:
    table, moved, opened = page.table, [], []
    table.moved.connect(moved.append)
    table.opened.connect(opened.append)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_End, Qt.Key.Key_Up, Qt.Key.Key_Home):
        QTest.keyClick(table, key)
    assert [row.key for row in moved] == [11, 13, 12, 10]
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_O):
        QTest.keyClick(table, key)
    assert [row.key for row in opened] == [10, 10, 10]
    table.enter_opens = False
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert len(opened) == 3
    assert page.keys == ["\r"]


def test_other_keys_are_the_pages(page: Page) -> None:
    for key in (Qt.Key.Key_1, Qt.Key.Key_B, Qt.Key.Key_Delete):
        QTest.keyClick(page.table, key)
    assert page.keys == ["1", "b", ""]
    assert page.table.current_row() == page.table.rows[0]


def test_ticks_by_key_and_mouse(page: Page) -> None:
    table, changes = page.table, []
    table.ticks_changed.connect(lambda: changes.append(1))
    QTest.keyClick(table, Qt.Key.Key_Space)
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=cell(table, 2, TICK))
    assert [row.key for row in table.ticked()] == [10, 12]
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, SHIFT, cell(table, 3, TICK))
    assert [row.key for row in table.ticked()] == [10, 12, 13]
    QTest.keyClick(table, Qt.Key.Key_A, CONTROL)
    assert len(table.ticked()) == 4
    QTest.keyClick(table, Qt.Key.Key_A, CONTROL)
    assert table.ticked() == []
    header = table.horizontalHeader()
    at = QPoint(header.sectionViewportPosition(TICK) + 8, 8)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert len(table.ticked()) == 4
    assert len(changes) == 6


def test_rows_without_a_box_cannot_be_ticked(page: Page) -> None:
    page.table.show_rows(rows(ticked=None))
    assert page.table.isColumnHidden(TICK)
    QTest.keyClick(page.table, Qt.Key.Key_Space)
    page.table.tick_all(True)
    assert page.table.ticked() == []


def test_contexts_sort_in_vietnamese_order_the_nearest_word_first(page: Page) -> None:
    table = page.table
    table.go_to(2)
    QTest.keyClick(table, Qt.Key.Key_Left, CONTROL)
    assert [row.left.split()[-1] for row in table.rows] == ["á", "ạ", "bờ", "xa"]
    assert table.current_row() is not None
    assert table.current_row().key == 12
    QTest.keyClick(table, Qt.Key.Key_Right, CONTROL)
    assert [row.right for row in table.rows] == ["ăn", "ằn", "bé", "đẹp"]
    QTest.keyClick(table, Qt.Key.Key_Right, CONTROL)
    assert [row.right for row in table.rows] == ["đẹp", "bé", "ằn", "ăn"]
    QTest.keyClick(table, Qt.Key.Key_Up, CONTROL)
    assert keys_of(table) == [10, 11, 12, 13]


def test_the_place_is_kept_when_rows_change(page: Page, qtbot: QtBot) -> None:
    table = page.table
    table.go_to(2)
    moved = []
    table.moved.connect(moved.append)
    table.show_rows([row for row in rows() if row.key != 11], keep_place=True)
    assert table.current_row().key == 12
    table.show_rows([row for row in rows() if row.key not in (11, 12)], keep_place=True)
    assert table.current_row().key == 13
    table.show_rows(rows())
    assert table.current_row().key == 10
    assert moved == []
    table.show_rows([])
    assert table.current_row() is None
    for key in (Qt.Key.Key_Down, Qt.Key.Key_End, Qt.Key.Key_Space, Qt.Key.Key_Return):
        QTest.keyClick(table, key)


def test_rows_are_added_and_replaced_where_they_stand(page: Page) -> None:
    table = page.table
    more = [row._replace(key=row.key + 100, is_ticked=True) for row in rows(2)]
    table.add_rows(more)
    assert keys_of(table) == [10, 11, 12, 13, 110, 111]
    assert len(table.ticked()) == 2
    table.update_rows([more[0]._replace(label="LOC", colour="#229944", is_ticked=False)])
    assert table.rows[4].label == "LOC"
    assert [row.key for row in table.ticked()] == [111]
    assert not table.isColumnHidden(LABEL)


def test_empty_columns_are_hidden_and_the_contexts_share_the_rest(page: Page) -> None:
    table = page.table
    assert [table.isColumnHidden(column) for column in (LABEL, REMARK, ARTICLE)] == [True, True, False]
    assert abs(table.columnWidth(LEFT) - table.columnWidth(RIGHT)) <= 1
    assert sum(table.columnWidth(column) for column in (TICK, LEFT, HIT, RIGHT, ARTICLE)) == table.viewport().width()


def test_a_screen_reader_is_told_the_whole_row(page: Page) -> None:
    model = page.table.model()
    told = model.data(model.index(0, HIT), Qt.ItemDataRole.AccessibleTextRole)
    assert told == "ở xa Huế đẹp, Bài 0, not ticked"
    assert not page.table.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
