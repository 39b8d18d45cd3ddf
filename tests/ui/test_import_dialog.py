from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from annotator.app.import_run import ImportResult, ImportRun
from annotator.app.jobs import Jobs
from annotator.app.session import Session
from annotator.core.errors import InputError, RefusedError
from annotator.storage.project import Project
from annotator.ui.import_dialog import (
    ImportProgress,
    ImportReport,
    choose_files,
    choose_folder,
    import_paths,
    needs_report,
)
from annotator.ui.theme import THEMES
from annotator.workflows.finding_files import Problem

THEME = THEMES["light"]
BAD = Problem("/x/<b>y</b>/ảnh.txt", InputError("input.binary", path="/x/<b>y</b>/ảnh.txt", byte=3))
KNOWN = Problem("/x/a.txt", RefusedError("import.known", path="/x/a.txt"), is_notice=True)


@pytest.fixture
def session(qapp: object, project: Project) -> Session:
    made = Session()
    made.open_project(project, "Lan")
    return made


@pytest.fixture
def jobs(qapp: object) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.close()


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_quick_import_shows_neither_progress_nor_report(
    qtbot: QtBot, session: Session, jobs: Jobs, window: QWidget, seeds: list[Path]
) -> None:
    run = import_paths(session, jobs, THEME, [str(path) for path in seeds], window)
    assert run is not None
    panel = window.findChild(ImportProgress)
    assert panel is not None
    assert not panel.isVisible()
    with qtbot.waitSignal(run.done) as done:
        pass
    assert done.args[0].articles == 5
    assert window.findChild(ImportReport) is None


def test_what_was_left_out_is_reported(
    qtbot: QtBot, session: Session, jobs: Jobs, window: QWidget, tmp_path: Path, seeds: list[Path]
) -> None:
    bad = tmp_path / "hỏng.txt"
    bad.write_bytes(b"a\x00b")
    run = import_paths(session, jobs, THEME, [str(seeds[0]), str(bad)], window)
    assert run is not None
    with qtbot.waitSignal(run.done):
        pass
    report = window.findChild(ImportReport)
    assert report is not None
    assert report.isVisible()
    assert report.list.count() == 1
    assert report.list.item(0).text().startswith("hỏng.txt ")
    report.accept()


def test_a_second_import_waits_its_turn(
    qtbot: QtBot, session: Session, jobs: Jobs, window: QWidget, seeds: list[Path]
) -> None:
    run = import_paths(session, jobs, THEME, [str(seeds[0])], window)
    assert run is not None
    assert import_paths(session, jobs, THEME, [str(seeds[1])], window) is None
    panel = window.findChild(ImportProgress)
    assert panel is not None
    assert panel.isVisible()
    with qtbot.waitSignal(run.done):
        pass
    again = import_paths(session, jobs, THEME, [str(seeds[1])], window)
    assert again is not None
    with qtbot.waitSignal(again.done):
        pass


def test_progress_is_shown_and_esc_cancels(qtbot: QtBot, session: Session, jobs: Jobs, window: QWidget) -> None:
    run = ImportRun(session, jobs, [])
    panel = ImportProgress(run, THEME, window)
    panel.show_now()
    run.progressed.emit(3, 12, "một bài.txt")
    assert "3" in panel.count.text()
    assert "12" in panel.count.text()
    assert panel.file.text() == "một bài.txt"
    assert (panel.bar.value(), panel.bar.maximum()) == (3, 12)
    assert not panel.isModal()
    with qtbot.waitSignal(run.done) as done:
        qtbot.keyClick(panel, Qt.Key.Key_Escape)
    assert done.args[0].is_cancelled
    assert window.findChild(ImportReport) is None


@pytest.mark.parametrize(
    ("result", "needed"),
    [
        (ImportResult(5), False),
        (ImportResult(5, [KNOWN]), True),
        (ImportResult(0, [BAD]), True),
        (ImportResult(0, error=InputError("input.empty", path="x")), True),
        (ImportResult(0, [BAD], is_cancelled=True), False),
    ],
)
def test_a_report_is_shown_when_there_is_something_to_read(result: ImportResult, needed: bool) -> None:
    assert needs_report(result) == needed


def test_the_report_lists_reasons_as_plain_text_and_copies_them(qtbot: QtBot) -> None:
    report = ImportReport(ImportResult(5, [KNOWN, BAD]), THEME)
    qtbot.addWidget(report)
    report.show()
    texts = [report.list.item(row).text() for row in range(report.list.count())]
    assert texts[0].startswith("ảnh.txt")
    assert texts[1].startswith("a.txt")
    assert "<" not in report.list.item(0).toolTip()
    report._copy()
    assert QGuiApplication.clipboard().text() == "\n".join(texts)


def test_an_error_is_the_summary(qtbot: QtBot) -> None:
    report = ImportReport(ImportResult(error=InputError("input.empty", path="trống.txt")), THEME)
    qtbot.addWidget(report)
    report.show()
    assert "trống.txt" in report.summary.text()
    assert not report.list.isVisible()


def test_files_and_folders_are_asked_for(window: QWidget, monkeypatch: pytest.MonkeyPatch) -> None:
    filters: list[str] = []

    def files(_parent: object, _title: str, _folder: str, filter_: str) -> tuple[list[str], str]:
        filters.append(filter_)
        return ["/a.txt"], filter_

    monkeypatch.setattr(QFileDialog, "getOpenFileNames", files)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: "")
    assert choose_files(window) == ["/a.txt"]
    assert "*.txt" in filters[0]
    assert "*.jsonl" in filters[0]
    assert choose_folder(window) == []
