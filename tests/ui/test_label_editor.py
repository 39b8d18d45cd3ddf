from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from annotator.app.acts import Acts
from annotator.app.session import Session
from annotator.core.labels import LabelSpec, dumps, loads
from annotator.storage.project import Project
from annotator.ui import label_editor
from annotator.ui.label_editor import LabelEditor
from annotator.ui.label_form import PRESETS, KeyField
from annotator.ui.theme import THEMES
from annotator.workflows import importing


@pytest.fixture
def session(qapp: object, project: Project, seeds: list[Path]) -> Session:
    importing.run(project, [str(seeds[0])])
    made = Session()
    made.open_project(project, "Mai")
    made.open_document(project.documents.ids()[0])
    return made


@pytest.fixture
def editor(qtbot: QtBot, session: Session) -> Iterator[LabelEditor]:
    window = QWidget()
    qtbot.addWidget(window)
    made = LabelEditor(session, THEMES["light"], {"N", "D"}, window)
    made.show()
    yield made
    if isValid(made):
        made.done(0)


def answering(monkeypatch: pytest.MonkeyPatch, answer: int) -> list[str]:
    asked: list[str] = []

    def ask(parent: object, text: str, detail: str, answers: list[str], default: int = 0) -> int:
        asked.append(text)
        return answer

    monkeypatch.setattr(label_editor, "ask", ask)
    return asked


def test_it_shows_the_label_set(editor: LabelEditor, session: Session) -> None:
    assert [draft.label for draft in editor.drafts()] == [label.id for label in session.labels]
    assert not editor.is_changed()
    assert editor.form.name.text() == session.labels[0].name


def test_nothing_is_written_before_save_and_then_one_edit(editor: LabelEditor, session: Session, qtbot: QtBot) -> None:
    editor.select("LOC")
    editor.form.title_vi.selectAll()
    qtbot.keyClicks(editor.form.title_vi, "Noi chon")
    editor.form.take_colour(PRESETS[0])
    editor.shift(-1)
    assert session.next_step("undo") is None
    editor.save_button.click()
    assert not editor.isVisible()
    assert [label.name for label in session.labels][:3] == ["PER", "LOC", "ORG"]
    assert session.labels[1].title_vi == "Noi chon"
    assert session.labels[1].colour == PRESETS[0]
    assert session.undo() is not None
    assert session.next_step("undo") is None


@pytest.mark.parametrize(("key", "says"), [(Qt.Key.Key_1, "PER"), (Qt.Key.Key_N, "N")])
def test_a_key_in_use_is_refused_at_once(editor: LabelEditor, qtbot: QtBot, key: Qt.Key, says: str) -> None:
    editor.select("ORG")
    qtbot.keyClick(editor.form.key, key)
    assert editor.form.key.text() == "2"
    assert says in editor.trouble.text()
    assert editor.trouble.isVisible()
    assert not editor.is_changed()
    assert editor.save_button.isEnabled()


def test_a_key_is_said_to_be_the_other_labels(editor: LabelEditor, qtbot: QtBot) -> None:
    editor.select("PER")
    qtbot.keyClick(editor.form.key, Qt.Key.Key_2)
    said = editor.trouble.text()
    assert 0 < said.index("ORG") < said.index("PER")


def test_a_free_key_is_taken_and_backspace_gives_it_up(editor: LabelEditor, qtbot: QtBot) -> None:
    editor.select("ORG")
    qtbot.keyClick(editor.form.key, Qt.Key.Key_O)
    assert editor.drafts()[1].spec.key == "O"
    assert not editor.trouble.isVisible()
    qtbot.keyClick(editor.form.key, Qt.Key.Key_Backspace)
    assert editor.drafts()[1].spec.key == ""


def test_a_shortcut_is_no_key(qtbot: QtBot) -> None:
    field = KeyField()
    qtbot.addWidget(field)
    with qtbot.assertNotEmitted(field.pressed):
        qtbot.keyClick(field, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)


def test_a_name_twice_is_told_and_cannot_be_saved(editor: LabelEditor, qtbot: QtBot) -> None:
    editor.select("ORG")
    editor.form.name.selectAll()
    qtbot.keyClicks(editor.form.name, "per")
    assert "per" in editor.trouble.text()
    assert not editor.save_button.isEnabled()
    qtbot.keyClicks(editor.form.name, "s")
    assert not editor.trouble.isVisible()
    assert editor.save_button.isEnabled()


def test_a_new_label_has_a_free_key_and_its_name_is_ready_to_type(editor: LabelEditor, qtbot: QtBot) -> None:
    editor.add()
    qtbot.keyClicks(editor.form.name, "LAW")
    new = editor.drafts()[-1]
    assert (new.spec.name, new.spec.key, new.label) == ("LAW", "9", None)
    editor.add()
    assert editor.drafts()[-1].spec.name == "NEW1"
    assert editor.save_button.isEnabled()


def test_removing_a_used_label_tells_how_many_spans_it_carries(
    editor: LabelEditor, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    Acts(session).add_span(0, 10, session.labels[0])
    asked = answering(monkeypatch, 1)
    editor.remove()
    assert "PER" in asked[0]
    assert "1 " in asked[0]
    assert len(editor.drafts()) == len(session.labels)
    answering(monkeypatch, 0)
    editor.remove()
    assert len(editor.drafts()) == len(session.labels) - 1
    editor.accept()
    assert session.document is not None
    assert session.document.spans.all == []
    session.undo()
    assert len(session.document.spans.all) == 1


def test_removing_an_unused_label_asks_nothing(editor: LabelEditor, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = answering(monkeypatch, 1)
    editor.remove()
    assert not asked
    assert editor.drafts()[0].spec.name == "ORG"
    assert editor.form.name.text() == "ORG"


@pytest.mark.parametrize(("answer", "is_open", "is_saved"), [(0, False, True), (1, False, False), (2, True, False)])
def test_closing_with_changes_asks(
    editor: LabelEditor, session: Session, monkeypatch: pytest.MonkeyPatch, answer: int, is_open: bool, is_saved: bool
) -> None:
    asked = answering(monkeypatch, answer)
    editor.shift(1)
    editor.reject()
    assert len(asked) == 1
    assert editor.isVisible() == is_open
    assert (session.next_step("undo") is not None) == is_saved


def test_closing_without_changes_asks_nothing(editor: LabelEditor, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = answering(monkeypatch, 2)
    editor.reject()
    assert not asked
    assert not editor.isVisible()


def test_a_file_is_merged_and_saved_and_read_back(editor: LabelEditor, session: Session, tmp_path: Path) -> None:
    path = tmp_path / "nhãn.json"
    path.write_text(dumps([LabelSpec("per", title_vi="Nhân vật", key="P"), LabelSpec("LAW", key="N")]), "utf-8")
    editor.load(str(path))
    assert editor.drafts()[0].spec.title_vi == "Nhân vật"
    assert editor.drafts()[-1].spec == LabelSpec("LAW")
    assert "1" in editor.trouble.text()
    assert session.next_step("undo") is None
    editor.save_file(str(path))
    assert loads(path.read_text("utf-8")) == [draft.spec for draft in editor.drafts()]
    assert list(tmp_path.glob("*.part")) == []


@pytest.mark.parametrize("content", [b"{}", b"\xff\xfe\x00", b"[[[["])
def test_a_file_that_is_no_label_set_changes_nothing(editor: LabelEditor, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other.json"
    path.write_bytes(content)
    editor.load(str(path))
    assert editor.trouble.text()
    assert not editor.is_changed()


def test_a_file_that_cannot_be_read_or_written_is_told(editor: LabelEditor, tmp_path: Path) -> None:
    editor.load(str(tmp_path / "missing.json"))
    assert "missing.json" in editor.trouble.text()
    editor.save_file(str(tmp_path / "no" / "folder.json"))
    assert "folder.json" in editor.trouble.text()


def test_what_cannot_be_saved_is_told_inside(editor: LabelEditor, session: Session, tmp_path: Path) -> None:
    assert session.project is not None
    session.project.store.writable = False
    editor.shift(1)
    editor.accept()
    assert editor.isVisible()
    assert editor.trouble.text()
    session.project.store.writable = True


def test_everything_a_person_acts_on_has_names(editor: LabelEditor) -> None:
    form = editor.form
    for part in (form.name, form.title_vi, form.title_en, form.key, form.colour, form.guideline_vi, form.guideline_en,
                 editor.list, editor.save_button):  # fmt: skip
        assert part.objectName()
        assert part.accessibleName()
