"""Attributes in the real window: the label's rules in the editor, the answers in the inspector, the file read."""

from __future__ import annotations

import json
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QToolButton, QWidget

from annotator.app.acts import Acts
from annotator.core.attributes import AttributeRule
from annotator.ui.label_editor import LabelEditor

Key = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
RULES = (
    AttributeRule("certainty", "choice", ("sure", "likely")),
    AttributeRule("deceased", "yes-no"),
    AttributeRule("alias", "text"),
)


def stored(front: Any) -> dict[str, Any]:
    """The attributes of the only span in the project file."""
    ((text,),) = front.file("SELECT attributes FROM span WHERE document = ? AND annotator = ?",
                            front.session.document.id, front.session.person.id)  # fmt: skip
    return json.loads(text)


def field(front: Any, name: str) -> Any:
    front.settle()
    return front.part(QWidget, f"attribute.{name}")


def editor(front: Any) -> LabelEditor:
    made = LabelEditor(front.session, front.window.theme, set(), front.window)
    made.show()
    made.activateWindow()
    front.qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def asked(front: Any) -> Any:
    """The window with one span whose label asks three things, current."""
    from dataclasses import replace

    from annotator.app.label_acts import LabelActs

    acts = LabelActs(front.session)
    drafts = [
        replace(draft, spec=replace(draft.spec, attributes=RULES)) if draft.spec.name == "ORG" else draft
        for draft in acts.drafts()
    ]
    assert acts.save(drafts)
    front.select_words("Nhà nước")
    front.key("2")
    front.settle()
    return front


def test_each_answer_is_one_edit(asked: Any) -> None:
    front = asked
    choice = field(front, "certainty")
    assert isinstance(choice, QComboBox)
    choice.setFocus()
    QTest.keyClick(choice, Key.Key_Down)
    assert stored(front) == {"certainty": "sure"}
    QTest.keyClick(choice, Key.Key_Down)  # before the pane has followed the first
    assert stored(front) == {"certainty": "likely"}
    switch = field(front, "deceased")
    assert isinstance(switch, QCheckBox)
    switch.setFocus()
    QTest.keyClick(switch, Key.Key_Space)
    assert stored(front) == {"certainty": "likely", "deceased": True}
    QTest.keyClick(switch, Key.Key_Space)
    assert stored(front) == {"certainty": "likely", "deceased": False}
    line = field(front, "alias")
    line.setFocus()
    QTest.keyClicks(line, "NN")
    QTest.keyClick(line, Key.Key_Return)
    assert stored(front) == {"certainty": "likely", "deceased": False, "alias": "NN"}
    assert front.view.hasFocus()
    for left in ("deceased", "deceased", "certainty"):
        front.shortcut(Key.Key_Z)
        assert left in stored(front)
    front.shortcut(Key.Key_Z)
    assert stored(front) == {"certainty": "sure"}
    front.settle()
    assert field(front, "certainty").currentData() == "sure"
    front.shortcut(Key.Key_Z, CTRL | SHIFT)
    assert stored(front) == {"certainty": "likely"}


def test_the_chosen_relation_has_fields_too(asked: Any) -> None:
    from dataclasses import replace

    from annotator.app.label_acts import LabelActs
    from annotator.app.link_acts import LinkActs

    front = asked
    acts = LabelActs(front.session)
    assert acts.save([
        replace(draft, spec=replace(draft.spec, attributes=RULES)) if draft.spec.name == "part-of" else draft
        for draft in acts.drafts()
    ])  # fmt: skip
    source = front.view.current
    start, end = front.place("Đảng", 1)
    assert Acts(front.session).add_span(start, end, front.label("ORG"))
    target = next(span for span in front.session.document.spans.all if span.start == start)
    assert LinkActs(front.session).link(source, target, front.label("part-of"))
    front.view.set_current(source)
    front.settle()
    choice = front.part(QWidget, "relationAttribute.certainty")
    choice.setFocus()
    QTest.keyClick(choice, Key.Key_Down)
    QTest.keyClick(choice, Key.Key_Down)
    ((text,),) = front.file("SELECT attributes FROM relation")
    assert json.loads(text) == {"certainty": "likely"}
    front.shortcut(Key.Key_Z)
    ((text,),) = front.file("SELECT attributes FROM relation")
    assert json.loads(text) == {"certainty": "sure"}


def test_an_answer_is_taken_away(asked: Any) -> None:
    front = asked
    choice = field(front, "certainty")
    choice.setFocus()
    QTest.keyClick(choice, Key.Key_Down)
    QTest.keyClick(choice, Key.Key_Up)
    assert stored(front) == {}
    line = field(front, "alias")
    line.setFocus()
    for text in ("NN", ""):
        line.setText(text)
        QTest.keyClick(line, Key.Key_Return)
        assert stored(front) == ({"alias": text} if text else {})


def test_escape_leaves_a_text_as_it_was(asked: Any) -> None:
    front = asked
    line = field(front, "alias")
    line.setFocus()
    QTest.keyClicks(line, "NN")
    QTest.keyClick(line, Key.Key_Escape)
    assert stored(front) == {}
    assert line.text() == ""
    assert front.view.hasFocus()


def test_what_has_no_rule_is_shown_to_read(front: Any) -> None:
    from dataclasses import replace

    from annotator.core.edits import Edit, change

    front.select_words("Nhà nước")
    front.key("2")
    span = front.view.current
    after = replace(span, attributes={"wikidata": "Q881"})
    edit = Edit("span.attributes", (change(span, after),), span.document, {"quote": span.quote})
    assert front.session.apply(edit)
    front.settle()
    said = [label.text() for label in front.desk.inspector.details.attributes.findChildren(QLabel) if label.isVisible()]
    assert sorted(said) == ["Q881", "wikidata"]


def test_a_suggestion_cannot_be_answered_for(asked: Any) -> None:
    front = asked
    front.key(Key.Key_Tab)
    while front.session.label(front.view.current.label).name != "ORG":
        front.key(Key.Key_Tab)
    assert not field(front, "certainty").isEnabled()


def test_the_editor_adds_changes_and_removes_attributes(front: Any) -> None:
    dialog = editor(front)
    dialog.select("PER")
    QTest.mouseClick(dialog.form.attributes.add_button, Qt.MouseButton.LeftButton)
    name = dialog.findChild(QLineEdit, "attributeName")
    assert name.hasFocus()
    QTest.keyClicks(name, "sex")
    kind, values = dialog.findChild(QComboBox, "attributeKind"), dialog.findChild(QLineEdit, "attributeValues")
    assert not values.isEnabled()
    kind.setFocus()
    QTest.keyClick(kind, Key.Key_End)
    assert not dialog.save_button.isEnabled()
    QTest.keyClicks(values, "male, female,")
    assert dialog.save_button.isEnabled()
    dialog.accept()
    expected = (AttributeRule("sex", "choice", ("male", "female")),)
    assert front.label("PER").attributes == expected
    ((text,),) = front.file("SELECT attributes FROM label WHERE name = 'PER'")
    assert json.loads(text)[0]["values"] == ["male", "female"]
    dialog = editor(front)
    dialog.select("PER")
    assert dialog.form.attributes.rules() == expected
    QTest.mouseClick(dialog.findChild(QToolButton, "attributeRemove"), Qt.MouseButton.LeftButton)
    dialog.accept()
    assert front.label("PER").attributes == ()


def test_the_editor_changes_what_a_label_is_for(front: Any) -> None:
    dialog = editor(front)
    dialog.select("politics")
    assert not dialog.form.attributes.isVisible()
    dialog.add()
    QTest.keyClicks(dialog.form.name, "mood")
    assert dialog.drafts()[-1].spec.scope == "document"
    dialog.form.scope.setFocus()
    QTest.keyClick(dialog.form.scope, Key.Key_Home)
    dialog.accept()
    assert "mood" in [label.name for label in front.session.span_labels]


def test_a_label_in_use_stays_what_it_is_for(front: Any) -> None:
    start, end = front.place("Nhà nước")
    assert Acts(front.session).add_span(start, end, front.label("ORG"))
    dialog = editor(front)
    dialog.select("ORG")
    dialog.form.scope.setFocus()
    QTest.keyClick(dialog.form.scope, Key.Key_Down)
    dialog.accept()
    assert dialog.isVisible()
    assert "ORG" in dialog.trouble.text()
    assert "ORG" in [label.name for label in front.session.span_labels]
    dialog.done(0)
