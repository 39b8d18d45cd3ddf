from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.app.session import Session
from annotator.core import edits
from annotator.storage.project import Project
from annotator.ui.annotator_dialog import AnnotatorDialog
from annotator.ui.theme import THEMES

THEME = THEMES["light"]


@pytest.fixture
def session(qapp: object, project: Project) -> Session:
    minh = project.people.ensure("Minh Đức")
    project.journal.apply(edits.rename_annotator(minh, "Minh Đức"), minh.id)  # so that Minh has part in it
    project.people.ensure("Chưa Làm Gì")
    made = Session()
    made.open_project(project, "Lan")
    return made


def test_people_of_the_project_can_be_chosen(qtbot: QtBot, session: Session) -> None:
    dialog = AnnotatorDialog(session, THEME, None)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.name == "Lan"
    qtbot.keyClick(dialog.people, Qt.Key.Key_Down)
    assert dialog.name == "Minh Đức"
    assert dialog.people.count() == 2


def test_the_layer_of_somebody_else_is_read_and_ones_own_is_not(qtbot: QtBot, session: Session) -> None:
    dialog = AnnotatorDialog(session, THEME, None)
    qtbot.addWidget(dialog)
    dialog.reading_wanted.connect(session.read_layer)
    dialog.show()
    assert not dialog.read.isEnabled()
    qtbot.keyClick(dialog.people, Qt.Key.Key_Down)
    qtbot.mouseClick(dialog.read, Qt.MouseButton.LeftButton)
    assert (session.person.name, session.at_work.name) == ("Minh Đức", "Lan")
    again = AnnotatorDialog(session, THEME, None)
    qtbot.addWidget(again)
    assert again.name == "Lan"


def test_a_blank_name_is_none(qtbot: QtBot, session: Session) -> None:
    dialog = AnnotatorDialog(session, THEME, None)
    qtbot.addWidget(dialog)
    dialog.field.setText("   ")
    assert not dialog.ok.isEnabled()
    dialog.field.setText("  Trần   Thị Ấm ")
    assert dialog.ok.isEnabled()
    assert dialog.name == "Trần Thị Ấm"


@pytest.mark.parametrize(("key", "result"), [(Qt.Key.Key_Return, True), (Qt.Key.Key_Escape, False)])
def test_return_accepts_and_escape_does_not(qtbot: QtBot, session: Session, key: Qt.Key, result: bool) -> None:
    dialog = AnnotatorDialog(session, THEME, None)
    qtbot.addWidget(dialog)
    dialog.open()
    with qtbot.waitSignal(dialog.finished) as finished:
        qtbot.keyClick(dialog, key)
    assert finished.args == [int(result)]
