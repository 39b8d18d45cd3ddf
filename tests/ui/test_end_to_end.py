from __future__ import annotations

import gc
import json
import multiprocessing
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QToolButton, QToolTip, QWidget

from annotator.cli import main
from annotator.core import edits
from annotator.core.model import AnnotatorKind
from annotator.storage.project import Project
from annotator.ui import file_dialogs
from annotator.ui.desk import Desk
from annotator.ui.import_dialog import ImportReport
from annotator.ui.label_bar import LabelButton
from annotator.ui.main_window import MainWindow
from annotator.workflows.setup import new_project

Starter = Callable[..., Any]
Key = Qt.Key
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


# --- the main job


def test_the_main_job_from_an_empty_project_to_a_data_set(
    start: Starter, home: Path, still_worker: None, tmp_path: Path, seeds: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    front = start()
    front.qtbot.waitUntil(lambda: front.session.document is not None)
    path = tmp_path / "việc mới"
    monkeypatch.setattr(file_dialogs, "save_file", lambda *_: str(path))
    front.shortcut(Key.Key_N)
    assert front.path == f"{path}.annotator"
    assert front.session.document is None
    assert front.session.person.name == "Lan"

    front.drop(seeds[0].parent)
    front.qtbot.waitUntil(lambda: front.session.document is not None)
    front.settle()
    assert front.desk.articles.model.rowCount() == 5
    front.open(seeds[0].stem)
    people = [front.select_words("Tô Lâm"), front.place("Trần Cẩm Tú")]
    front.key("1")
    front.select(*people[1])
    front.key("2")
    front.key("1")
    country = front.select_words("Hoa Kỳ")
    front.key("3")
    front.key(Key.Key_Delete)
    front.shortcut(Key.Key_Z)
    expected = [(*people[0], "PER", "Tô Lâm"), (*people[1], "PER", "Trần Cẩm Tú"), (*country, "LOC", "Hoa Kỳ")]
    assert front.file_spans() == expected
    front.key(Key.Key_Return, CTRL)
    front.close()

    again = start()
    assert again.path == f"{path}.annotator"
    again.open(seeds[0].stem)
    assert again.spans() == again.file_spans() == expected
    assert again.session.document.state == "done"
    for _ in range(2):
        again.shortcut(Key.Key_Z)
    assert len(again.file("SELECT id FROM edit WHERE state = 'undone'")) == 2
    for _ in range(2):
        again.shortcut(Key.Key_Z, CTRL | SHIFT)
    assert again.file_spans() == expected
    again.close()

    out = tmp_path / "out.jsonl"
    assert main(["export", f"{path}.annotator", "--format", "jsonl", "--output", str(out)]) == 0
    records = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    record = next(r for r in records if r.get("name", "").startswith(seeds[0].stem))
    assert record["text"] == seeds[0].read_bytes().decode()
    assert [(s["start"], s["end"], s["label"]) for s in record["spans"]] == [row[:3] for row in expected]


# --- bringing articles in


@pytest.fixture
def empty(start: Starter, home: Path, still_worker: None, tmp_path: Path) -> Any:
    """The window on a project without articles."""
    path = tmp_path / "empty.annotator"
    new_project(str(path), "Lan").close()
    return start(path)


def test_dropped_articles_come_in_go_by_undo_and_come_back_by_redo(empty: Any, seeds: list[Path]) -> None:
    empty.drop(*seeds)
    empty.qtbot.waitUntil(lambda: empty.session.document is not None)
    empty.settle()
    assert empty.notice == "5 articles imported."
    assert empty.saved == "Saved"
    assert "import 5 articles" in empty.action("edit.undo").text()
    stored = dict(empty.file("SELECT name, text FROM document"))
    assert stored == {path.name: path.read_bytes().decode() for path in seeds}
    empty.act("edit.undo")
    empty.qtbot.waitUntil(lambda: empty.session.document is None)
    empty.settle()
    assert empty.desk.articles.model.rowCount() == 0
    assert empty.session.project.documents.ids() == []
    empty.act("edit.redo")
    empty.settle()
    assert empty.desk.articles.model.rowCount() == 5
    assert len(empty.file("SELECT id FROM document")) == 5


def test_the_same_text_is_taken_once_and_said_so(empty: Any, seeds: list[Path]) -> None:
    empty.drop(seeds[0])
    empty.qtbot.waitUntil(lambda: empty.session.document is not None)
    empty.drop(seeds[0], seeds[1])
    empty.qtbot.waitUntil(lambda: bool(empty.window.findChildren(ImportReport)))
    (report,) = empty.window.findChildren(ImportReport)
    assert report.summary.text() == "1 article imported. 1 text here already."
    assert report.list.count() == 1
    report.accept()
    assert len(empty.file("SELECT id FROM document")) == 2


def test_a_bad_file_is_listed_and_the_good_ones_land(empty: Any, seeds: list[Path], tmp_path: Path) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"\x81\x8d\x00\xff\xfe\x00\x9d" * 50)
    empty.drop(bad, seeds[0])
    empty.qtbot.waitUntil(lambda: bool(empty.window.findChildren(ImportReport)))
    (report,) = empty.window.findChildren(ImportReport)
    assert "bad.txt" in report.list.item(0).text()
    report.accept()
    assert [name for (name,) in empty.file("SELECT name FROM document")] == [seeds[0].name]


def test_files_are_imported_from_the_menu(empty: Any, seeds: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_dialogs, "open_files", lambda *_: [str(seeds[2])])
    empty.shortcut(Key.Key_I)
    empty.qtbot.waitUntil(lambda: empty.session.document is not None)
    assert empty.session.document.document.name == seeds[2].name


def test_labelling_goes_on_after_an_import_and_both_are_undone_in_order(front: Any, tmp_path: Path) -> None:
    front.select_words("Nhà nước")
    front.key("2")
    new = tmp_path / "mới.txt"
    new.write_text("Bài mới\n\nMột đoạn văn mới ở Huế.", "utf-8")
    front.drop(new)
    front.qtbot.waitUntil(lambda: len(front.session.project.documents.ids()) == 6)
    front.act("edit.undo")
    assert len(front.session.project.documents.ids()) == 5
    assert len(front.file_spans()) == 1
    front.act("edit.undo")
    assert front.file_spans() == []


# --- undo and redo


def test_undo_and_redo_go_to_the_article_and_say_what_they_do(front: Any) -> None:
    first = front.session.document.id
    start, end = front.select_words("Nhà nước")
    front.key("2")
    front.open("001_")
    second = front.session.document.id
    front.select_words("Việt Nam")
    front.key("3")
    front.open("002_")
    assert front.action("edit.undo").text() == "&Undo: label “Việt Nam” LOC"
    assert not front.action("edit.redo").isEnabled()
    front.shortcut(Key.Key_Z)
    assert front.session.document.id == second
    assert front.file_spans() == []
    assert front.action("edit.redo").text() == "&Redo: label “Việt Nam” LOC"
    front.shortcut(Key.Key_Z)
    assert front.session.document.id == first
    assert front.file_spans() == []
    assert not front.action("edit.undo").isEnabled()
    front.shortcut(Key.Key_Y)
    assert front.file_spans() == [(start, end, "ORG", "Nhà nước")]
    front.shortcut(Key.Key_Y)
    assert front.session.document.id == second
    assert front.spans() == front.file_spans() != []
    assert not front.action("edit.redo").isEnabled()


def test_undo_and_redo_survive_a_restart(front: Any, start: Starter) -> None:
    start_, end = front.select_words("Nhà nước")
    front.key("2")
    front.key("3")
    front.act("edit.undo")
    front.close()
    again = start()
    assert again.action("edit.undo").text() == "&Undo: label “Nhà nước” ORG"
    assert again.action("edit.redo").text() == "&Redo: relabel “Nhà nước” LOC"
    again.act("edit.redo")
    assert again.file_spans() == [(start_, end, "LOC", "Nhà nước")] == again.spans()
    again.act("edit.undo")
    again.act("edit.undo")
    assert again.file_spans() == []


def test_a_new_edit_ends_what_could_be_redone(front: Any) -> None:
    front.select_words("Nhà nước")
    front.key("2")
    front.act("edit.undo")
    front.select_words("lãnh đạo")
    front.key("5")
    assert not front.action("edit.redo").isEnabled()


def test_an_ampersand_in_the_name_of_an_act_is_shown(front: Any) -> None:
    front.open("003_")
    front.select_words("Bộ LĐ-TB&XH")
    front.key("2")
    assert front.action("edit.undo").text() == "&Undo: label “Bộ LĐ-TB&&XH” ORG"


def test_an_article_that_was_removed_comes_back_with_everything(front: Any) -> None:
    front.settle()
    first = front.session.document.id
    range_ = front.select_words("Nhà nước")
    front.key("2")
    front.act("article.remove")
    front.qtbot.waitUntil(lambda: front.session.document is not None and front.session.document.id != first)
    assert front.desk.articles.model.position(first) is None
    front.act("edit.undo")
    front.settle()
    front.session.open_document(first)
    assert front.file_spans() == [(*range_, "ORG", "Nhà nước")] == front.spans()


# --- what cannot be saved


def test_a_file_that_was_replaced_is_not_written_to(front: Any, tmp_path: Path) -> None:
    front.select_words("Nhà nước")
    front.key("2")
    before = front.spans()
    path, aside = front.path, str(tmp_path / "aside.annotator")
    os.rename(path, aside)
    shutil.copyfile(aside, path)
    front.select_words("lãnh đạo")
    front.key("5")
    assert front.saved == "File moved or deleted"
    assert front.notice
    assert front.spans() == before
    front.key(Key.Key_Escape)
    assert not front.file("SELECT id FROM span WHERE quote = 'lãnh đạo'")
    os.replace(aside, path)
    front.select_words("lãnh đạo")
    front.key("5")
    assert front.saved == "Saved"
    assert front.file_spans() == front.spans()
    assert len(front.spans()) == 2


@pytest.mark.parametrize("act", ["label", "delete", "relabel", "undo", "accept", "done"])
def test_a_failed_write_says_so_and_memory_is_as_the_file(front: Any, act: str) -> None:
    range_ = front.select_words("Nhà nước")
    front.key("2")
    stored, suggested = front.file_spans(), front.suggestions()
    with unwritable(front):
        if act == "label":
            front.select_words("lãnh đạo")
            front.key("5")
        elif act == "accept":
            front.key(Key.Key_Tab)
            front.key(Key.Key_Return)
        elif act == "undo":
            front.act("edit.undo")
        elif act == "done":
            front.key(Key.Key_Return, CTRL)
        else:
            front.click(range_)
            front.key(Key.Key_Delete if act == "delete" else "3")
        assert front.saved == "Not saved"
        assert front.notice
    front.open("000_")
    assert front.file_spans() == stored == front.spans()
    assert front.suggestions() == suggested
    assert front.session.document.state == "in-progress"
    front.key(Key.Key_Escape)
    front.key(Key.Key_Escape)
    front.select_words("Bộ Chính trị", 1)
    front.key("2")
    assert front.saved == "Saved"
    assert len(front.file_spans()) == 2


@contextmanager
def unwritable(front: Any) -> Iterator[None]:
    """SQLite refuses every write, as on a medium that can no longer be written to."""
    connection = front.session.project.store.connection
    connection.execute("PRAGMA query_only=ON")
    try:
        yield
    finally:
        if not front.is_closed:
            connection.execute("PRAGMA query_only=OFF")


def test_a_window_whose_file_cannot_be_written_can_be_closed(front: Any) -> None:
    with unwritable(front):
        front.window.close()
        assert not front.window.isVisible()
        front.close()


# --- who annotates


def test_two_persons_have_layers_and_undo_of_their_own(front: Any) -> None:
    mine = front.select_words("Nhà nước")
    front.key("2")
    front.projects.set_person("Hà")
    assert front.part(QToolButton, "personButton").text() == "Hà"
    assert front.spans() == []
    assert len(front.suggestions()) == 4
    assert not front.action("edit.undo").isEnabled()
    hers = front.select_words("lãnh đạo")
    front.key("5")
    front.settle()
    row = front.desk.articles.model.row(front.desk.articles.model.position(front.session.document.id))
    assert row.spans == 1
    front.projects.set_person("Lan")
    assert front.spans() == [(*mine, "ORG", "Nhà nước")]
    assert front.action("edit.undo").text() == "&Undo: label “Nhà nước” ORG"
    front.act("edit.undo")
    assert front.file_spans("Lan") == []
    assert front.file_spans("Hà") == [(*hers, "TITLE", "lãnh đạo")]


def test_who_annotates_is_asked_in_a_dialog(front: Any) -> None:
    QTest.mouseClick(front.part(QToolButton, "personButton"), Qt.MouseButton.LeftButton)
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    assert dialog.findChild(QLineEdit) is not None
    dialog.findChild(QLineEdit).setText("Hà")
    dialog.accept()
    front.qtbot.waitUntil(lambda: front.session.person.name == "Hà")
    assert front.window.settings.person == "Hà"


# --- reading only


def hold(path: str, ready: Any, done: Any) -> None:
    """In another process: opens a project for writing until told to let go."""
    project = Project.open(path)
    ready.set()
    done.wait(600)
    project.close()


def test_a_project_that_another_process_writes_is_opened_for_reading(
    start: Starter, home: Path, still_worker: None, seeds_project: Path
) -> None:
    context = multiprocessing.get_context("spawn")
    ready, done = context.Event(), context.Event()
    other = context.Process(target=hold, args=(str(seeds_project), ready, done))
    other.start()
    try:
        assert ready.wait(300)
        front = start(seeds_project)
        assert front.saved == "Read only"
        assert front.notice
        assert "Tô Lâm" in front.view.toPlainText()
        front.select_words("Nhà nước")
        front.key("2")
        assert front.file_spans() == [] == front.spans()
        assert front.view.selection is not None
        for name in ("span.delete", "suggestion.accept-all", "article.done", "file.import", "edit.undo"):
            assert not front.action(name).isEnabled(), name
        assert not front.part(LabelButton, "label.ORG").isEnabled()
        front.key(Key.Key_Tab)
        front.key(Key.Key_Return)
        front.key(Key.Key_Backspace)
        assert len(front.suggestions()) == 4
    finally:
        done.set()
        other.join()
        other.close()


# --- another look


@pytest.fixture
def switched(front: Any) -> Any:
    """The window in the third article, scrolled, with a current span."""
    front.open("001_")
    front.view.go_to_top(front.place("Đồng chí Thongsalith")[0])
    start, end = front.place("Việt Nam", 1)
    front.drag(front.point(start), front.point(end, end=True))
    front.key("3")
    return front


def test_another_theme_or_language_keeps_article_place_and_current_span(switched: Any) -> None:
    front = switched
    document, top, current = front.session.document.id, front.view.top, front.view.current
    assert current is not None
    for name in ("view.dark", "view.vietnamese", "view.sepia", "view.english", "view.light"):
        front.act(name)
        QApplication.processEvents()
        assert front.action(name).isChecked()
        assert front.session.document.id == document
        assert front.view.top == top
        assert front.view.current == current
        assert front.view.isVisible()
    front.key("2")
    assert [row[2] for row in front.file_spans()] == ["ORG"]


def test_the_window_speaks_vietnamese_after_the_switch(front: Any) -> None:
    english = {a.objectName(): a.text() for a in front.window.findChildren(QAction) if a.objectName()}
    front.act("view.vietnamese")
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    vietnamese = {a.objectName(): a.text() for a in front.window.findChildren(QAction) if a.objectName()}
    assert vietnamese.keys() == english.keys()
    assert vietnamese["edit.undo"] != english["edit.undo"]
    assert front.saved == "Đã lưu"
    front.act("view.english")
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert {a.objectName(): a.text() for a in front.window.findChildren(QAction) if a.objectName()} == english


def test_the_keys_are_the_same_in_vietnamese(front: Any) -> None:
    def keys() -> dict[str, list[str]]:
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        actions = [action for action in front.window.findChildren(QAction) if action.objectName()]
        return {a.objectName(): [key.toString() for key in a.shortcuts()] for a in actions}

    english = keys()
    front.act("view.vietnamese")
    assert keys() == english
    QApplication.processEvents()
    front.key(Qt.Key.Key_Tab)
    front.key(Qt.Key.Key_Return)
    assert len(front.file_spans()) == 1


def test_switching_leaves_nothing_of_the_old_window_behind(front: Any) -> None:
    def parts() -> tuple[int, int, int]:
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()
        gc.collect()
        desks = [thing for thing in gc.get_objects() if isinstance(thing, Desk)]
        return len(desks), len(front.window.findChildren(QWidget)), len(front.window.findChildren(QAction))

    front.act("view.dark")
    front.act("view.light")
    before = parts()
    for name in ("view.dark", "view.vietnamese", "view.sepia", "view.english", "view.light"):
        front.act(name)
    after = parts()
    assert after == before
    assert len(front.window.findChildren(Desk)) == 1
    assert sum(isinstance(widget, MainWindow) for widget in QApplication.topLevelWidgets()) == 1


def test_a_switch_while_a_label_is_armed_or_the_name_is_asked_works(front: Any) -> None:
    front.key("2")
    front.act("view.dark")
    QApplication.processEvents()
    front.key("2")
    front.reveal(front.place("Nhà nước")[0])
    front.double_click(front.middle(front.place("Nhà")))
    assert [row[2] for row in front.file_spans()] == ["ORG"]


# --- text is never markup


def test_names_that_look_like_markup_are_shown_as_they_are(front: Any) -> None:
    markup, label = "<img src=file:///x>", "<b>x</b>"
    session = front.session
    before = session.document.document
    assert front.desk.annotating._acts.change_details(before, replace(before, title=markup, source=markup))
    org = front.label("ORG")
    assert session.apply(edits.change_labels([(org, replace(org, name=label, title_en=markup))], "label.change"))
    person = session.person
    assert session.apply(edits.rename_annotator(person, markup))
    front.select_words("Nhà nước")
    front.key("2")
    front.settle()

    assert front.part(QLabel, "articleTitle").text() == markup
    model = front.desk.articles.model
    index = model.index(model.position(before.id), 0)
    assert index.data() == markup
    assert front.part(LabelButton, f"label.{label}").label.name == label
    for widget in front.window.findChildren(QLabel):
        if "<" in widget.text():
            assert widget.textFormat() == Qt.TextFormat.PlainText, widget.objectName()
    for widget in front.window.findChildren(QWidget):
        tip = widget.toolTip()
        assert not GuiQt.mightBeRichText(tip) or "<img" not in tip, (widget.objectName(), tip)
    tip = index.data(Qt.ItemDataRole.ToolTipRole)
    assert "<img" not in tip
    assert "&lt;img" in tip
    assert not QToolTip.isVisible() or "<img" not in QToolTip.text()
    assert label.replace("&", "&&") in front.action("edit.undo").text()


# --- closing


def test_closing_leaves_no_file_open(front: Any) -> None:
    front.select_words("Nhà nước")
    front.key("2")
    path = front.path
    front.close()
    held = [
        os.readlink(f"/proc/self/fd/{fd}")
        for fd in os.listdir("/proc/self/fd")
        if os.path.exists(f"/proc/self/fd/{fd}")
    ]
    assert not [name for name in held if name.startswith(path)]
    assert not os.path.exists(f"{path}-wal") or os.path.getsize(f"{path}-wal") == 0
    project = Project.open(path)
    assert len(project.people.all(AnnotatorKind.PERSON)) == 1
    project.close()


def test_closing_in_the_middle_of_suggesting(start: Starter, home: Path, seeds_project: Path) -> None:
    front = start(seeds_project)
    front.suggesting.suggest_all()
    front.open("001_")
    front.close()
    assert multiprocessing.active_children() == []


def test_the_window_can_be_worked_without_a_project(
    start: Starter, home: Path, still_worker: None, tmp_path: Path
) -> None:
    path = tmp_path / "gone.annotator"
    front = start(path)
    assert front.session.project is None
    assert "gone.annotator" in front.window.findChild(QLabel, "notice").text()
    for action in front.window.findChildren(QAction):
        if action.isEnabled() and action.objectName().startswith(("edit", "span", "suggestion", "article")):
            pytest.fail(f"{action.objectName()} can be had without a project")
    front.act("view.dark")
    assert front.desk.theme.name == "dark"
    assert front.window.findChildren(QPushButton) is not None
