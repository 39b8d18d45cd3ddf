from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from annotator.app.import_run import ImportResult, ImportRun
from annotator.app.jobs import Jobs
from annotator.app.session import Session
from annotator.core.errors import InputError, RefusedError
from annotator.storage.project import Project
from annotator.ui import file_dialogs
from annotator.ui.import_choices import ImportChoices
from annotator.ui.import_dialog import (
    ImportProgress,
    ImportReport,
    choose_files,
    choose_folder,
    import_paths,
    needs_report,
)
from annotator.ui.import_table import GUESSED, LEFT_OUT
from annotator.ui.theme import THEMES
from annotator.workflows.finding_files import Problem
from annotator.workflows.importing_received import Received

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
    panel = ImportProgress(run, session, THEME, window)
    panel.show_now()
    run.progressed.emit(3, 12, "một bài.txt")
    assert "3" in panel.count.text()
    assert "12" in panel.count.text()
    assert panel.file.text() == "một bài.txt"
    assert (panel.bar.value(), panel.bar.maximum()) == (3, 12)
    assert not panel.isModal()
    with qtbot.waitSignal(run.destroyed):
        qtbot.keyClick(panel, Qt.Key.Key_Escape)
        assert run.result.is_cancelled
    assert window.findChild(ImportReport) is None


@pytest.mark.parametrize(
    ("result", "needed"),
    [
        (ImportResult(5), False),
        (ImportResult(5, [KNOWN]), True),
        (ImportResult(0, [BAD]), True),
        (ImportResult(0, error=InputError("input.empty", path="x")), True),
        (ImportResult(0, [BAD], is_cancelled=True), False),
        (ImportResult(0, received=Received(3, 4)), False),
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
    assert "<b>" not in report.list.item(0).toolTip()
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

    def files(_parent: object, _title: str, _folder: str, filter_: str) -> list[str]:
        filters.append(filter_)
        return ["/a.txt"]

    monkeypatch.setattr(file_dialogs, "open_files", files)
    monkeypatch.setattr(file_dialogs, "folder", lambda *_args: "")
    assert choose_files(window) == ["/a.txt"]
    assert "*.txt" in filters[0]
    assert "*.jsonl" in filters[0]
    assert "*.zip" in filters[0]
    assert choose_folder(window) == []


COLUMNS = "Hà\tB-LOC\nNội\tI-LOC\nhôm\tO\nnay\tO\n\n"


def asked(
    qtbot: QtBot, session: Session, jobs: Jobs, window: QWidget, paths: list[Path], always_asks: bool = False
) -> tuple[ImportRun, ImportChoices]:
    run = import_paths(session, jobs, THEME, [str(path) for path in paths], window, always_asks)
    assert run is not None
    with qtbot.waitSignal(run.asked):
        pass
    (choices,) = window.findChildren(ImportChoices)
    assert choices.isVisible()
    return run, choices


def shown(choices: ImportChoices) -> list[list[str]]:
    table = choices.table
    return [[table.item(row, column).text() for column in range(2)] for row in range(table.rowCount())]


def annotators(project: Project | None) -> list[tuple[str, str]]:
    assert project is not None
    query = "SELECT DISTINCT name, kind FROM annotator JOIN span ON span.annotator = annotator.id"
    return sorted(project.store.connection.execute(query).fetchall())


def test_files_and_their_formats_are_shown_before_the_import(
    qtbot: QtBot, session: Session, jobs: Jobs, window: QWidget, tmp_path: Path
) -> None:
    (tmp_path / "a.conll").write_text(COLUMNS, "utf-8")
    (tmp_path / "b.txt").write_text("Bài báo ở Huế.", "utf-8")
    run, choices = asked(qtbot, session, jobs, window, [tmp_path])
    assert shown(choices) == [["a.conll", "CoNLL, IOB2"], ["b.txt", "Plain text"]]
    assert "2 file" in choices.line.text()
    assert session.project is not None
    assert session.project.documents.ids() == []
    with qtbot.waitSignal(run.done) as done:
        choices.import_button.click()
    assert done.args[0].articles == 2
    assert annotators(session.project) == [("Lan", "person")]


def test_a_format_is_changed_for_one_or_for_all(
    qtbot: QtBot, session: Session, jobs: Jobs, window: QWidget, tmp_path: Path
) -> None:
    for name in ("a.conll", "b.conll"):
        (tmp_path / name).write_text(COLUMNS.replace("nay", name), "utf-8")
    run, choices = asked(qtbot, session, jobs, window, [tmp_path])
    table = choices.table
    qtbot.keyClick(table, Qt.Key.Key_F2)
    popup = table._popup
    assert popup is not None
    assert popup.isVisible()
    popup.field.setText("không có")
    assert popup.nothing.isVisible()
    assert not popup.list.isVisible()
    popup.field.setText("plain")
    assert not popup.nothing.isVisible()
    qtbot.keyClick(popup.field, Qt.Key.Key_Return)
    assert [row[1] for row in shown(choices)] == ["Plain text", "CoNLL, IOB2"]
    table.selectAll()
    table.set_format(LEFT_OUT)
    assert [row[1] for row in shown(choices)] == ["Left out", "Left out"]
    assert not choices.import_button.isEnabled()
    table.set_format(GUESSED)
    table.clearSelection()
    table.selectRow(1)
    table.set_format("text")
    with qtbot.waitSignal(run.done) as done:
        choices.accept()
    assert done.args[0].articles == 2
    assert session.project is not None
    documents = session.project.documents
    found = {documents.get(key).name: "B-LOC" in documents.text(key) for key in documents.ids()}
    assert list(found.values()).count(True) == 1
    assert found["b.conll"]


def test_keys_in_the_table_open_the_formats_and_enter_imports(
    qtbot: QtBot, session: Session, jobs: Jobs, window: QWidget, tmp_path: Path
) -> None:
    (tmp_path / "a.conll").write_text(COLUMNS, "utf-8")
    run, choices = asked(qtbot, session, jobs, window, [tmp_path])
    table = choices.table
    for key, modifier in (
        (Qt.Key.Key_F2, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier),
    ):
        qtbot.keyClick(table, key, modifier)
        assert table._popup is not None
        assert table._popup.isVisible()
        qtbot.keyClick(table._popup.field, Qt.Key.Key_Escape)
        assert not table._popup.isVisible()
    with qtbot.waitSignal(run.done) as done:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert done.args[0].articles == 1


def test_the_panel_that_was_shown_goes_with_the_import(
    qtbot: QtBot, session: Session, jobs: Jobs, window: QWidget, seeds: list[Path]
) -> None:
    run = import_paths(session, jobs, THEME, [str(path) for path in seeds], window)
    assert run is not None
    (panel,) = window.findChildren(ImportProgress)
    panel.show_now()
    assert panel.isVisible()
    with qtbot.waitSignal(panel.destroyed):
        pass
    assert run.result.articles == len(seeds)


@pytest.mark.parametrize(
    ("place", "name", "kind", "expected"),
    [
        ("said", "", "", ("Lan", "person")),
        ("Lan", "", "", ("Lan", "person")),
        ("gold", "", "", ("gold", "gold")),
        ("new", "BERT", "machine", ("BERT", "machine")),
    ],
)
def test_annotations_go_to_the_layer_that_is_chosen(
    qtbot: QtBot, session: Session, jobs: Jobs, window: QWidget, tmp_path: Path, place: str, name: str, kind: str,
    expected: tuple[str, str],
) -> None:  # fmt: skip
    (tmp_path / "a.conll").write_text(COLUMNS, "utf-8")
    run, choices = asked(qtbot, session, jobs, window, [tmp_path])
    data = [choices.layer.itemData(row) for row in range(choices.layer.count())]
    names = [each if isinstance(each, str) else each[0] for each in data]
    choices.layer.setCurrentIndex(names.index(place))
    if place == "new":
        assert not choices.import_button.isEnabled()
        choices.name.setText(f"  {name} ")
        choices.kind.setCurrentIndex(choices.kind.findData(kind))
    with qtbot.waitSignal(run.done):
        choices.import_button.click()
    assert annotators(session.project) == [expected]


def test_the_column_of_the_text_is_asked_for(
    qtbot: QtBot, session: Session, jobs: Jobs, window: QWidget, tmp_path: Path
) -> None:
    (tmp_path / "báo.csv").write_text("a,b\nMột đoạn văn.,Đoạn văn khác.\n", "utf-8")
    run, choices = asked(qtbot, session, jobs, window, [tmp_path])
    assert choices.column.isVisible()
    choices.column.setCurrentIndex(choices.column.findData("b"))
    assert choices.reading().columns == {str(tmp_path / "báo.csv"): "b"}
    with qtbot.waitSignal(run.done):
        choices.accept()
    assert session.project is not None
    assert [session.project.documents.text(key) for key in session.project.documents.ids()] == ["Đoạn văn khác."]


def test_giving_up_imports_nothing(
    qtbot: QtBot, session: Session, jobs: Jobs, window: QWidget, seeds: list[Path]
) -> None:
    run, choices = asked(qtbot, session, jobs, window, seeds, always_asks=True)
    assert import_paths(session, jobs, THEME, [str(seeds[0])], window) is None
    with qtbot.waitSignal(run.destroyed):
        qtbot.keyClick(choices, Qt.Key.Key_Escape)
        assert run.result.is_cancelled
    assert session.project is not None
    assert session.project.documents.ids() == []


def test_closing_the_project_closes_the_question(
    qtbot: QtBot, session: Session, jobs: Jobs, window: QWidget, seeds: list[Path]
) -> None:
    run, choices = asked(qtbot, session, jobs, window, seeds, always_asks=True)
    with qtbot.waitSignal(run.destroyed), qtbot.waitSignal(choices.destroyed):
        session.close_project()


def test_everything_to_act_on_has_its_name(
    qtbot: QtBot, session: Session, jobs: Jobs, window: QWidget, seeds: list[Path]
) -> None:
    run, choices = asked(qtbot, session, jobs, window, seeds, always_asks=True)
    names = ("importFiles", "importLayer", "importName", "importKind", "importColumn", "importFormat", "importCancel",
             "importAccept")  # fmt: skip
    found = {name: choices.findChild(QWidget, name) for name in names}
    assert not [name for name, widget in found.items() if widget is None or not widget.accessibleName()]
    with qtbot.waitSignal(run.destroyed):
        choices.reject()
        assert run.is_over


def test_what_is_said_of_an_import(qtbot: QtBot) -> None:
    moved = Problem("/x/b.jsonl", InputError("input.empty", path="/x/b.jsonl"), is_notice=True)
    report = ImportReport(ImportResult(1, [KNOWN, moved, BAD], received=Received(2, 1)), THEME)
    qtbot.addWidget(report)
    said = report.summary.text()
    for part in ("1 article", "2 article", "received 1 annotation", "1 file", "1 text", "1 thing"):
        assert part in said


def test_import_as_asks_about_plain_text_too(front: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "ghi chép.txt"
    path.write_text("Một ghi chép ở Huế.", "utf-8")
    monkeypatch.setattr(file_dialogs, "open_files", lambda *_: [str(path)])
    front.act("file.import-as")
    front.qtbot.waitUntil(lambda: bool(front.window.findChildren(ImportChoices)))
    (choices,) = front.window.findChildren(ImportChoices)
    assert shown(choices) == [["ghi chép.txt", "Plain text"]]
    choices.import_button.click()
    front.qtbot.waitUntil(lambda: len(front.session.project.documents.ids()) == 6)


def test_the_list_that_is_filtered_can_be_exported(front: Any) -> None:
    from annotator.ui.export_dialog import ExportDialog

    front.desk.articles.filters.search.setText("Công đoàn")
    front.desk.articles.filters.flush()
    front.settle()
    front.act("file.export")
    (dialog,) = front.window.findChildren(ExportDialog)
    articles = dialog.fields.articles
    articles.setCurrentIndex(articles.findData("listed"))
    assert len(dialog.request().selection.ids) == front.desk.articles.model.rowCount() > 0
    dialog.reject()


def test_what_an_article_received_is_told_in_the_window(
    front: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = front.session.document.text
    spans = [{"start": at, "end": at + 1, "label": "PER"} for at in range(60) if text[at].isalpha()][:6]
    path = tmp_path / "thêm.jsonl"
    path.write_text(json.dumps({"text": text, "spans": spans, "annotator": "Hoa"}) + "\n", "utf-8")
    monkeypatch.setattr(file_dialogs, "open_files", lambda *_: [str(path)])
    front.act("file.import")
    front.qtbot.waitUntil(lambda: "received" in front.notice)
    assert [word for word in front.notice.split() if word.isdecimal()] == ["1", "6"]
