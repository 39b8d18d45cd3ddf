from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from annotator.app.acts import Acts
from annotator.app.jobs import Jobs
from annotator.app.session import Session
from annotator.core.exchange import AnnotatedDocument
from annotator.core.model import AnnotatorKind, State
from annotator.formats.jsonl import Jsonl
from annotator.formats.protocol import Level
from annotator.storage.project import Project
from annotator.ui import export_dialog
from annotator.ui.export_dialog import ExportDialog
from annotator.ui.theme import THEMES
from annotator.workflows import importing

LONG = 30_000


@pytest.fixture
def session(qapp: object, project: Project, seeds: list[Path]) -> Session:
    importing.run(project, [str(path) for path in seeds[:2]])
    project.people.ensure("máy", AnnotatorKind.MACHINE)
    made = Session()
    made.open_project(project, "Lan")
    made.open_document(project.documents.ids()[0])
    acts = Acts(made)
    assert made.document is not None
    first, second = [line for line in made.document.lines if line[1] - line[0] > 12][:2]
    acts.add_span(*first, made.labels[0])
    acts.add_span(first[0], first[0] + made.document.text[first[0] : first[1]].index(" "), made.labels[1])
    acts.add_span(second[0] + 1, second[1], made.labels[2])
    return made


@pytest.fixture
def jobs(qapp: object) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.close()


@pytest.fixture
def dialog(qtbot: QtBot, session: Session, jobs: Jobs, tmp_path: Path) -> Iterator[ExportDialog]:
    window = QWidget()
    qtbot.addWidget(window)
    made = ExportDialog(session, jobs, THEMES["light"], window, str(tmp_path))
    made.show()
    yield made
    if isValid(made):
        made.done(0)


def choose(dialog: ExportDialog, format_name: str) -> None:
    dialog.format.setCurrentIndex(dialog.format.findData(format_name))
    dialog.syllables.setChecked(True)


def wait_for(qtbot: QtBot, dialog: ExportDialog, text: str) -> None:
    qtbot.waitUntil(lambda: text in dialog.line.text(), timeout=LONG)


def test_it_counts_what_is_chosen_and_leaves_no_file(qtbot: QtBot, dialog: ExportDialog, tmp_path: Path) -> None:
    before = sorted(tmp_path.iterdir())
    wait_for(qtbot, dialog, "2 article")
    assert "3 annotation" in dialog.line.text()
    choose(dialog, "conll")
    wait_for(qtbot, dialog, "2 cannot be held")
    assert "nested 1" in dialog.line.text()
    assert "off word edges 1" in dialog.line.text()
    assert [path for path in sorted(tmp_path.iterdir()) if "project" not in path.name] == [
        path for path in before if "project" not in path.name
    ]


def test_states_choose_articles(qtbot: QtBot, dialog: ExportDialog) -> None:
    dialog.states[State.NEW].setChecked(False)
    wait_for(qtbot, dialog, "1 article")
    for box in dialog.states.values():
        box.setChecked(False)
    assert not dialog.export_button.isEnabled()
    assert "state" in dialog.line.text()


def test_the_request_is_what_was_chosen(dialog: ExportDialog, session: Session) -> None:
    assert session.project is not None
    request = dialog.request()
    assert (request.project, request.annotator, request.all_layers) == (session.project.path, "Lan", False)
    assert request.output.endswith("project.jsonl")
    assert not dialog.level.isVisible()
    dialog.layer.setCurrentIndex(dialog.layer.findData(None))
    assert dialog.request().all_layers
    choose(dialog, "conll")
    request = dialog.request()
    assert (request.annotator, request.all_layers, request.level) == ("Lan", False, Level.SYLLABLE)
    assert request.output.endswith("project.conll")
    assert dialog.level.isVisible()
    assert dialog.layer.findData("máy") >= 0


def test_a_data_set_is_written_and_what_it_cannot_hold_is_listed(
    qtbot: QtBot, dialog: ExportDialog, tmp_path: Path
) -> None:
    choose(dialog, "conll")
    with qtbot.waitSignal(dialog.exported, timeout=LONG) as exported:
        dialog.export_button.click()
    assert exported.args == [str(tmp_path / "project.conll")]
    assert "B-PER" in (tmp_path / "project.conll").read_text("utf-8")
    assert "project.conll" in dialog.line.text()
    assert dialog.losses.count() == 2
    assert any("ORG" in dialog.losses.item(row).text() for row in range(2))
    assert dialog.folder.isVisible()
    assert dialog.export_button.isEnabled()
    assert dialog.focusWidget() is dialog.close_button
    assert dialog._check.isVisible()
    dialog.syllables.setChecked(False)
    dialog.words.setChecked(True)
    assert not dialog._check.isVisible()


def test_all_layers_are_written_for_reading_back(qtbot: QtBot, dialog: ExportDialog, tmp_path: Path) -> None:
    dialog.layer.setCurrentIndex(dialog.layer.findData(None))
    path = tmp_path / "tất cả.jsonl"
    dialog.file.setText(str(path))
    with qtbot.waitSignal(dialog.exported, timeout=LONG):
        dialog.export_button.click()
    documents = [item for item in Jsonl().read(str(path)) if isinstance(item, AnnotatedDocument)]
    assert [sum(len(layer.spans) for layer in document.annotations) for document in documents] == [3, 0]


def test_an_error_is_told_inside(qtbot: QtBot, dialog: ExportDialog, tmp_path: Path) -> None:
    dialog.file.setText(str(tmp_path / "no" / "folder.jsonl"))
    dialog.export_button.click()
    qtbot.waitUntil(lambda: "folder.jsonl" in dialog.trouble.text(), timeout=LONG)
    assert dialog.trouble.isVisible()
    assert dialog.export_button.isEnabled()


def test_another_file_is_replaced_only_when_asked(
    dialog: ExportDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "project.jsonl"
    path.write_text("mine", "utf-8")
    asked: list[str] = []
    monkeypatch.setattr(export_dialog, "ask", lambda _parent, text, *_rest: asked.append(text) or 1)
    dialog.export_button.click()
    assert asked
    assert dialog.export_button.isEnabled()
    assert path.read_text("utf-8") == "mine"


def test_esc_cancels_the_writing_and_then_closes(
    qtbot: QtBot, dialog: ExportDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(dialog._words), "words", lambda words, _text: forever(words))
    dialog.format.setCurrentIndex(dialog.format.findData("conll"))
    dialog.export_button.click()
    assert dialog.bar.isVisible()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    wait_for(qtbot, dialog, "Cancelled")
    assert not (tmp_path / "project.conll").exists()
    assert list(tmp_path.glob(".*.part")) == []
    assert dialog.isVisible()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def forever(words: export_dialog.WorkerSegmenter) -> list[tuple[int, int]]:
    while True:
        words.check()
