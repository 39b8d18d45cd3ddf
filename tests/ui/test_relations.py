"""Relations in the real window: by key and by mouse, with the project file read beside it."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QMenu

from annotator.core.model import Span

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
TEXT = (
    "Bộ trưởng Phan Văn Giang tiếp đoàn Bộ Quốc phòng Lào tại Hà Nội.\n"
    "Chiều 17/2, Phan Văn Giang cảm ơn các đại biểu đã đến dự.\n"
)
WHO, WHERE, TITLE, AGAIN = "Phan Văn Giang", "Hà Nội", "Bộ trưởng", 1


def stored(front: Any) -> list[tuple[str, str, str]]:
    """The relations in the project file: words of the source, label, words of the target."""
    return front.file(
        """SELECT a.quote, label.name, b.quote FROM relation JOIN span AS a ON a.id = relation.source
        JOIN span AS b ON b.id = relation.target JOIN label ON label.id = relation.label ORDER BY relation.id"""
    )


def span(front: Any, words: str, nth: int = 0) -> Span:
    start = front.place(words, nth)[0]
    return next(each for each in front.session.document.spans.all if each.start == start)


def choose(front: Any, key: str) -> None:
    """Presses a key in the palette of relations."""
    palette = front.part(QLineEdit, "relationPaletteField")
    assert palette.isVisible()
    QTest.keyClick(palette, key)


@pytest.fixture
def linked(reading: Any) -> Any:
    """The window on a text with four spans."""
    front = reading(TEXT)
    for words, nth, key in ((TITLE, 0, "5"), (WHO, 0, "1"), (WHERE, 0, "3"), (WHO, 1, "1")):
        start, end = front.place(words, nth)
        front.view.select(start, end)
        front.key(key)
    front.view.set_current(None)
    return front


def relate(front: Any, source: Span, target: Span, key: str) -> None:
    front.view.set_current(source)
    front.key("R")
    front.view.set_current(target)
    front.key("R")
    choose(front, key)


# --- making them


def test_two_keys_and_a_digit_make_a_relation(linked: Any) -> None:
    front = linked
    front.view.set_current(span(front, WHO))
    front.key("R")
    assert WHO in front.notice
    assert front.view.arcs.source == span(front, WHO)
    front.key(Key.Key_Comma)
    assert front.view.current == span(front, TITLE)
    front.key("R")
    choose(front, "2")
    assert stored(front) == [(WHO, "holds-title", TITLE)]
    assert front.view.arcs.source is None
    assert front.view.hasFocus()
    front.shortcut(Key.Key_Z)
    assert stored(front) == []
    front.shortcut(Key.Key_Z, CTRL | SHIFT)
    assert stored(front) == [(WHO, "holds-title", TITLE)]


def test_typing_chooses_the_label(linked: Any) -> None:
    front = linked
    front.view.set_current(span(front, WHO))
    front.key("R")
    front.view.set_current(span(front, WHERE))
    front.key("R")
    field = front.part(QLineEdit, "relationPaletteField")
    QTest.keyClicks(field, "loc")
    QTest.keyClick(field, Key.Key_Return)
    assert stored(front) == [(WHO, "located-in", WHERE)]


def test_a_set_with_one_label_of_relations_asks_nothing(linked: Any) -> None:
    from annotator.app.label_acts import LabelActs

    front = linked
    acts = LabelActs(front.session)
    keep = front.session.relation_labels[0].id
    acts.save([draft for draft in acts.drafts() if draft.spec.scope != "relation" or draft.label == keep])
    front.view.set_current(span(front, WHO))
    front.key("R")
    front.view.set_current(span(front, WHERE))
    front.key("R")
    assert stored(front) == [(WHO, front.session.relation_labels[0].name, WHERE)]


def test_escape_puts_a_source_away_and_a_second_r_on_it_too(linked: Any) -> None:
    front = linked
    front.view.set_current(span(front, WHO))
    for key in (Key.Key_Escape, "R"):
        front.key("R")
        assert front.view.arcs.source is not None
        front.key(key)
        assert front.view.arcs.source is None
        assert front.view.current == span(front, WHO)
    assert stored(front) == []


def test_a_drag_from_a_chip_to_another_span(linked: Any) -> None:
    front = linked
    front.settle()
    _, chip = next(a for a in chips(front) if a[0] == span(front, WHO).id)
    front.drag(chip, front.middle(front.place(WHERE)))
    front.qtbot.waitUntil(lambda: bool(front.window.findChildren(QLineEdit, "relationPaletteField")))
    choose(front, "4")
    assert stored(front) == [(WHO, "located-in", WHERE)]
    assert front.view.arcs.hand is None


def test_a_drag_that_ends_beside_every_span_makes_nothing(linked: Any) -> None:
    front = linked
    _, chip = next(a for a in chips(front) if a[0] == span(front, WHO).id)
    front.drag(chip, front.middle(front.place("cảm ơn")))
    front.settle()
    assert stored(front) == []
    assert front.view.selection is None
    assert front.view.current == span(front, WHO)


def test_a_suggestion_is_no_end_of_a_relation(front: Any) -> None:
    front.key(Key.Key_Tab)
    assert front.view.current is not None
    front.key("R")
    assert front.view.arcs.source is None
    assert "Accept" in front.notice


# --- arcs


def chips(front: Any) -> list[tuple[int, QPoint]]:
    """The chips of the person's spans in view."""
    return [(key, anchor.chip.center().toPoint()) for key, anchor in front.view.arcs._anchors().items()]


def painted(front: Any) -> list[Any]:
    front.view.viewport().repaint()
    return front.view.arcs.drawn()


def test_the_arcs_of_the_current_span_are_drawn_and_all_on_demand(linked: Any) -> None:
    front = linked
    relate(front, span(front, WHO), span(front, TITLE), "2")
    relate(front, span(front, WHO, AGAIN), span(front, WHO), "6")
    front.view.set_current(None)
    assert painted(front) == []
    front.view.set_current(span(front, TITLE))
    assert [arc.label.name for arc in painted(front)] == ["holds-title"]
    heights = [front.view.blockBoundingRect(block).height() for block, _ in front.view._page.blocks()]
    front.key("R", SHIFT)
    assert [arc.label.name for arc in painted(front)] == ["holds-title", "same-as"]
    assert front.action("relation.show").isChecked()
    higher = [front.view.blockBoundingRect(block).height() for block, _ in front.view._page.blocks()]
    assert all(after > before for before, after in zip(heights[:2], higher[:2], strict=True))
    front.key("R", SHIFT)
    assert [front.view.blockBoundingRect(block).height() for block, _ in front.view._page.blocks()] == heights


def test_arcs_and_their_labels_lie_beside_words_and_chips(linked: Any) -> None:
    front = linked
    who, again, title, where = span(front, WHO), span(front, WHO, AGAIN), span(front, TITLE), span(front, WHERE)
    for source, target, key in ((who, title, "2"), (again, who, "6"), (who, where, "4"), (title, where, "3")):
        relate(front, source, target, key)
    front.key("R", SHIFT)
    arcs = painted(front)
    assert len(arcs) == 4
    labels = [arc.chip for arc in arcs]
    assert all(labels)
    words, others = [], [anchor.chip for anchor in front.view.arcs._anchors().values()]
    for block, origin in front.view._page.blocks():
        layout = block.layout()
        lines = [layout.lineAt(number) for number in range(layout.lineCount())]
        words += [line.naturalTextRect().translated(origin) for line in lines]
    for number, chip in enumerate(labels):
        assert not any(chip.intersects(rect) for rect in (*words, *others, *labels[:number]))
    for arc in arcs:
        for a, b in zip(arc.points, arc.points[1:], strict=False):
            if a.y() == b.y():
                assert not any(rect.top() + 2 < a.y() < rect.bottom() for rect in words)


def test_a_click_on_an_arcs_label_selects_it_and_delete_removes_it(linked: Any) -> None:
    front = linked
    relate(front, span(front, WHO), span(front, TITLE), "2")
    front.view.set_current(None)
    front.key("R", SHIFT)
    (arc,) = painted(front)
    QTest.mouseClick(front.view.viewport(), LEFT, pos=arc.chip.center().toPoint())
    assert front.view.arcs.selected == arc.relation.id
    front.key(Key.Key_Escape)
    assert front.view.arcs.selected is None
    assert front.view.current == span(front, WHO)
    QTest.mouseClick(front.view.viewport(), LEFT, pos=painted(front)[0].chip.center().toPoint())
    front.key(Key.Key_Delete)
    assert stored(front) == []
    assert len(front.spans()) == 4
    front.shortcut(Key.Key_Z)
    assert stored(front) == [(WHO, "holds-title", TITLE)]


def test_a_right_click_on_an_arcs_label_has_its_menu(linked: Any) -> None:
    front = linked
    relate(front, span(front, WHO), span(front, TITLE), "2")
    front.key("R", SHIFT)
    point = painted(front)[0].chip.center().toPoint()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, front.view.viewport().mapToGlobal(point))
    QApplication.sendEvent(front.view.viewport(), event)
    menu = front.window.findChild(QMenu, "relationMenu")
    next(act for act in menu.actions() if act.objectName() == "relation.turn").trigger()
    menu.close()
    assert stored(front) == [(TITLE, "holds-title", WHO)]


def test_deleting_a_span_takes_its_relations_and_undo_brings_both_back(linked: Any) -> None:
    front = linked
    relate(front, span(front, WHO), span(front, TITLE), "2")
    front.view.set_current(span(front, TITLE))
    front.key(Key.Key_Delete)
    assert stored(front) == []
    assert painted(front) == []
    front.shortcut(Key.Key_Z)
    assert stored(front) == [(WHO, "holds-title", TITLE)]


# --- the inspector


def rows(front: Any) -> QListWidget:
    front.settle()
    return front.part(QListWidget, "relationRows")


def test_the_inspector_lists_both_directions_and_goes_to_the_other_end(linked: Any) -> None:
    front = linked
    relate(front, span(front, WHO), span(front, TITLE), "2")
    relate(front, span(front, WHERE), span(front, WHO), "3")
    front.view.set_current(span(front, WHO))
    found = rows(front)
    said = [found.item(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(found.count())]
    assert said == [f"holds-title to: {TITLE}", f"part-of from: {WHERE}"]
    found.setCurrentRow(1)
    found.setFocus()
    QTest.keyClick(found, Key.Key_Return)
    assert front.view.current == span(front, WHERE)


def test_the_inspector_deletes_relabels_and_turns(linked: Any) -> None:
    front = linked
    relate(front, span(front, WHO), span(front, TITLE), "2")
    front.view.set_current(span(front, WHO))
    found = rows(front)
    relation, label, _, _ = found.item(0).data(Qt.ItemDataRole.UserRole)
    acts = {act.objectName(): act for act in found.menu(relation, label).actions()}
    acts["relation.label.same-as"].trigger()
    assert stored(front) == [(WHO, "same-as", TITLE)]
    relation, label, _, _ = rows(front).item(0).data(Qt.ItemDataRole.UserRole)
    {act.objectName(): act for act in found.menu(relation, label).actions()}["relation.turn"].trigger()
    assert stored(front) == [(TITLE, "same-as", WHO)]
    found = rows(front)
    found.setFocus()
    QTest.keyClick(found, Key.Key_Delete)
    assert stored(front) == []
    front.settle()
    assert not found.isVisible()
