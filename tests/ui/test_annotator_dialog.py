from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.app.session import Session
from annotator.storage.project import Project
from annotator.ui import annotator_dialog
from annotator.ui.annotator_dialog import AnnotatorDialog, ask_annotator
from annotator.ui.theme import THEMES

THEME = THEMES["light"]


@pytest.fixture
def session(qapp: object, project: Project) -> Session:
    project.people.ensure("Minh Đức")
    made = Session()
    made.open_project(project, "Lan")
    return made


def test_the_first_time_the_system_is_asked_for_a_name(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(annotator_dialog.getpass, "getuser", lambda: "nobody-of-this-name")
    dialog = AnnotatorDialog(None, THEME, None, first=True)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.name == "nobody-of-this-name"
    assert dialog.field.selectedText() == dialog.name
    assert not dialog.people.isVisible()


def test_a_system_without_a_user_leaves_the_field_empty(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> str:
        raise OSError

    monkeypatch.setattr(annotator_dialog.getpass, "getuser", fail)
    dialog = AnnotatorDialog(None, THEME, None, first=True)
    qtbot.addWidget(dialog)
    assert dialog.name == ""
    assert not dialog.ok.isEnabled()


def test_people_of_the_project_can_be_chosen(qtbot: QtBot, session: Session) -> None:
    dialog = AnnotatorDialog(session, THEME, None, first=False)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.name == "Lan"
    qtbot.keyClick(dialog.people, Qt.Key.Key_Down)
    assert dialog.name == "Minh Đức"


def test_a_blank_name_is_none(qtbot: QtBot, session: Session) -> None:
    dialog = AnnotatorDialog(session, THEME, None, first=False)
    qtbot.addWidget(dialog)
    dialog.field.setText("   ")
    assert not dialog.ok.isEnabled()
    dialog.field.setText("  Trần   Thị Ấm ")
    assert dialog.ok.isEnabled()
    assert dialog.name == "Trần Thị Ấm"


@pytest.mark.parametrize(("key", "answer"), [(Qt.Key.Key_Return, "Lan"), (Qt.Key.Key_Escape, None)])
def test_the_answer_is_the_name_or_none(qtbot: QtBot, session: Session, key: Qt.Key, answer: str | None) -> None:
    QTimer.singleShot(0, lambda: qtbot.keyClick(QApplication.activeModalWidget(), key))
    assert ask_annotator(session, THEME, None, first=False) == answer
