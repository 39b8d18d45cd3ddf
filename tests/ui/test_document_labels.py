"""Labels of whole articles in the real window: by key and by mouse, with the project file read beside it."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from annotator.app.label_acts import LabelActs
from annotator.ui.article_labels import ArticleLabel, ArticleLabels

Key = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def stored(front: Any) -> list[str]:
    """The labels of the open article in the project file."""
    rows = front.file(
        """SELECT label.name FROM document_label JOIN label ON label.id = document_label.label
        WHERE document_label.document = ? ORDER BY document_label.id""",
        front.session.document.id,
    )
    return [name for (name,) in rows]


def chip(front: Any, name: str) -> ArticleLabel:
    return front.part(ArticleLabel, f"articleLabel.{name}")


def opened(front: Any) -> QLineEdit:
    """The list, opened by its key."""
    front.shortcut(Key.Key_D, CTRL | SHIFT)
    field = front.part(QLineEdit, "articleLabelField")
    front.qtbot.waitUntil(field.isVisible)
    return field


@pytest.fixture(autouse=True)
def no_list_stays() -> Any:
    yield
    popup = QApplication.activePopupWidget()
    if popup is not None:
        popup.close()


def test_a_click_on_a_chip_toggles_and_undo_takes_it_back(front: Any) -> None:
    QTest.mouseClick(chip(front, "politics"), Qt.MouseButton.LeftButton)
    assert stored(front) == ["politics"]
    assert chip(front, "politics").isChecked()
    front.shortcut(Key.Key_Z)
    assert stored(front) == []
    assert not chip(front, "politics").isChecked()
    front.shortcut(Key.Key_Z, CTRL | SHIFT)
    assert stored(front) == ["politics"]
    QTest.mouseClick(chip(front, "politics"), Qt.MouseButton.LeftButton)
    assert stored(front) == []


def test_space_on_a_chip_reached_by_tab_toggles(front: Any) -> None:
    chip(front, "law").setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Space)
    assert stored(front) == ["law"]


def test_the_list_toggles_by_typing_arrows_space_and_digits(front: Any) -> None:
    names = [label.name for label in front.session.document_labels]
    field = opened(front)
    QTest.keyClick(field, Key.Key_Down)
    QTest.keyClick(field, Key.Key_Space)
    assert stored(front) == [names[1]]
    QTest.keyClicks(field, "eco")
    QTest.keyClick(field, Key.Key_Return)
    assert stored(front) == [names[1], "economy"]
    QTest.keyClick(field, "1")
    assert stored(front) == [names[1], "economy", names[0]]
    assert chip(front, "economy").isChecked()
    assert field.isVisible()
    QTest.keyClick(field, Key.Key_Escape)
    assert not field.isVisible()
    for left in (2, 1, 0):
        front.shortcut(Key.Key_Z)
        assert len(stored(front)) == left


def test_the_chips_follow_the_article(front: Any) -> None:
    QTest.mouseClick(chip(front, "politics"), Qt.MouseButton.LeftButton)
    here, other = front.session.document.id, front.session.project.documents.ids()[1]
    front.session.open_document(other)
    assert not chip(front, "politics").isChecked()
    front.session.open_document(here)
    assert chip(front, "politics").isChecked()


def test_without_such_labels_there_is_no_row_and_the_key_brings_the_usual_ones(front: Any) -> None:
    acts = LabelActs(front.session)
    acts.save([draft for draft in acts.drafts() if draft.spec.scope != "document"])
    row = front.part(ArticleLabels, "articleLabels")
    assert not row.isVisible()
    opened(front)
    assert row.isVisible()
    assert len(front.session.document_labels) == 10
