"""Merging a project by the front door: chosen in the menu or dropped, previewed, taken back, cancelled."""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QListView, QListWidget, QPushButton, QToolButton, QWidget

from annotator.core import edits
from annotator.core.ids import new_uid
from annotator.core.model import Span
from annotator.storage.project import Project
from annotator.ui import file_dialogs
from annotator.ui.bench_pages import CONCORDANCE
from annotator.workflows import checking, setup

Front = Any
FIRST = "000_bb2184bcf9132176"


@pytest.fixture
def theirs(seeds_project: Path, tmp_path: Path) -> Path:
    """A colleague's copy: Minh has labelled the first article, Lan has a span there that she has not here."""
    path = tmp_path / "đồng nghiệp.annotator"
    shutil.copyfile(seeds_project, path)
    project = Project.open(str(path))
    for person, start in (("Minh", 0), ("Minh", 10), ("Lan", 20)):
        put(project, person, start)
    project.close()
    return path


def put(project: Project, person: str, start: int) -> None:
    """Labels four characters of the first article."""
    whose, key, label = project.people.ensure(person), project.documents.ids()[0], project.labels.all()[0]
    text = project.documents.text(key)
    span = Span(project.store.next_id("span"), new_uid(), key, whose.id, start, start + 4, label.id,
                text[start : start + 4])  # fmt: skip
    project.journal.apply(edits.add_span(span, label.name), whose.id)


def choose(front: Front, monkeypatch: pytest.MonkeyPatch, path: Path) -> QWidget:
    """Chooses a project in the menu and gives the dialog that shows what is in it."""
    monkeypatch.setattr(file_dialogs, "open_file", lambda *_: str(path))
    front.act("file.merge")
    return shown(front, "mergeDialog")


def shown(front: Front, name: str) -> QWidget:
    """The dialog of this name, once it is there."""
    front.qtbot.waitUntil(lambda: any(each.isVisible() for each in front.window.findChildren(QWidget, name)))
    return next(each for each in front.window.findChildren(QWidget, name) if each.isVisible())


def press(dialog: QWidget, name: str) -> None:
    found = dialog.findChild(QPushButton, name)
    assert found is not None, name
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)


def counts(front: Front) -> dict[str, int]:
    """How many spans each annotator has in the file."""
    query = "SELECT a.name, count(*) FROM span s JOIN annotator a ON a.id = s.annotator"
    return dict(front.file(f"{query} WHERE a.kind = 'person' GROUP BY a.name"))


def test_a_colleagues_copy_comes_in_and_goes_again(front: Front, monkeypatch: pytest.MonkeyPatch, theirs: Path) -> None:
    before, suggested, content = counts(front), front.suggestions(), theirs.read_bytes()
    dialog = choose(front, monkeypatch, theirs)
    assert dialog.findChild(QLabel, "mergeFile").text() == "đồng nghiệp.annotator"
    told = dialog.findChild(QLabel, "mergeLine").text()
    assert (told.startswith("0 new article"), told.endswith(", 5 here already")) == (True, True)
    press(dialog, "mergeStart")
    report = shown(front, "importReport")
    assert re.search(r"^3 annotation\S* came in, 0 here already\.$", report.summary.text(), re.MULTILINE)
    assert not report.list.isVisible()
    press(report, "importClose")
    assert front.suggestions() == suggested
    assert counts(front) == {"Lan": before.get("Lan", 0) + 1, "Minh": 2}
    assert len(front.spans()) == before.get("Lan", 0) + 1
    assert theirs.read_bytes() == content
    assert "đồng nghiệp.annotator" in front.action("edit.undo").text()
    front.act("edit.undo")
    assert counts(front) == before
    front.act("edit.redo")
    assert counts(front)["Minh"] == 2


def test_a_colleagues_annotations_are_read_in_one_press_and_never_changed(
    front: Front, monkeypatch: pytest.MonkeyPatch, theirs: Path
) -> None:
    press(choose(front, monkeypatch, theirs), "mergeStart")
    report = shown(front, "importReport")
    assert report.findChild(QPushButton, "mergeRead").text() == "Show the annotations of Minh"
    front.open("001")
    press(report, "mergeRead")
    strip = front.part(QWidget, "layerStrip")
    assert strip.isVisible()
    assert "Minh" in front.part(QLabel, "layerSaid").text()
    assert "Minh" in front.part(QToolButton, "personButton").text()
    assert front.session.document.document.name.startswith(FIRST)
    assert [span.start for span in front.session.document.spans.all] == [0, 10]
    edits_before = front.file("SELECT count(*) FROM edit")
    front.window.activateWindow()
    front.qtbot.waitUntil(lambda: front.app.activeWindow() is front.window)
    front.view.clear_selection()
    front.key("1")
    assert front.notice == ""  # there is nothing to label with it
    front.view.select(0, 4)
    for key in ("2", Qt.Key.Key_Delete):
        front.key(key)
    assert front.notice.startswith("These are the annotations of Minh")
    front.shortcut(Qt.Key.Key_Z)
    assert not any(
        front.action(name).isEnabled() for name in ("edit.undo", "article.done", "file.merge", "file.import")
    )
    assert front.action("file.export").isEnabled()
    assert not front.desk.labels.isEnabled()
    front.act("article.next")
    front.settle()
    spans = front.part(QListView, "spanList")
    assert [each.text() for each in spans.findChildren(QLabel)] == ["No annotations in this article."]
    assert front.file("SELECT count(*) FROM edit") == edits_before
    assert front.desk.offered() == [front.part(QPushButton, "layerBack")]
    press(strip, "layerBack")
    assert not strip.isVisible()
    assert front.session.person.name == "Lan"
    assert front.action("edit.undo").isEnabled()
    minh = "SELECT id FROM annotator WHERE name = 'Minh'"
    assert [place for place in front.file("SELECT * FROM place") if (place[1],) in front.file(minh)] == []
    assert front.view.hasFocus()
    front.act("article.previous")
    front.view.select(*front.place("Tô Lâm"))
    front.key("1")
    assert front.file("SELECT count(*) FROM edit") > edits_before


def test_bench_and_name_are_ones_own_again_after_a_colleague_was_read(
    front: Front, monkeypatch: pytest.MonkeyPatch, theirs: Path
) -> None:
    press(choose(front, monkeypatch, theirs), "mergeStart")
    report = shown(front, "importReport")
    labels = front.desk.bench.show_page(CONCORDANCE).labels
    assert labels.isEnabled()
    press(report, "mergeRead")
    assert not labels.isEnabled()
    front.desk.person_strip.ask()
    assert front.desk.person_strip.field.text() == "Lan"
    press(front.part(QWidget, "layerStrip"), "layerBack")
    assert labels.isEnabled()


def test_another_look_leaves_the_reader_of_a_colleague_where_they_are(
    front: Front, monkeypatch: pytest.MonkeyPatch, theirs: Path
) -> None:
    press(choose(front, monkeypatch, theirs), "mergeStart")
    press(shown(front, "importReport"), "mergeRead")
    front.view.go_to_top(front.place("Thay mặt")[0])
    top = front.view.top
    assert top > 0
    front.act("view.dark")
    assert front.view.top == top
    assert front.part(QWidget, "layerStrip").isVisible()


def test_of_several_colleagues_one_is_chosen(front: Front, monkeypatch: pytest.MonkeyPatch, theirs: Path) -> None:
    project = Project.open(str(theirs))
    put(project, "Bình & Hoa", 40)
    project.close()
    press(choose(front, monkeypatch, theirs), "mergeStart")
    read = shown(front, "importReport").findChild(QPushButton, "mergeRead")
    assert [action.text() for action in read.menu().actions()] == ["Bình && Hoa", "Minh"]
    read.menu().actions()[0].trigger()
    assert "Bình & Hoa" in front.part(QLabel, "layerSaid").text()


def test_whoever_came_with_a_merge_is_chosen_no_more_when_it_is_undone(
    front: Front, monkeypatch: pytest.MonkeyPatch, theirs: Path
) -> None:
    press(choose(front, monkeypatch, theirs), "mergeStart")
    press(shown(front, "importReport"), "importClose")
    listed = []
    for act in (None, "edit.undo", "edit.redo"):
        if act is not None:
            front.act(act)
        front.act("project.person")
        people = shown(front, "annotatorDialog").findChild(QListWidget, "annotatorPeople")
        listed.append([people.item(row).text() for row in range(people.count())])
        QTest.keyClick(people, Qt.Key.Key_Escape)
        front.qtbot.waitUntil(
            lambda: not any(map(QWidget.isVisible, front.window.findChildren(QWidget, "annotatorDialog")))
        )
    assert listed == [["Lan", "Minh"], ["Lan"], ["Lan", "Minh"]]


def test_merging_again_says_that_nothing_is_new(front: Front, monkeypatch: pytest.MonkeyPatch, theirs: Path) -> None:
    for number in range(2):
        press(choose(front, monkeypatch, theirs), "mergeStart")
        report = shown(front, "importReport")
        assert ("nothing new" in report.summary.text()) == bool(number)
        press(report, "importClose")
        front.qtbot.waitUntil(lambda: not front.window.findChildren(QWidget, "importReport"))


def test_people_of_one_name_stay_two_until_somebody_says_that_they_are_one(
    front: Front, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, seeds: list[Path]
) -> None:
    other = setup.sample_project(str(tmp_path / "other.annotator"), "Lan")
    put(other, "Lan", 30)
    other.close()
    before = counts(front).get("Lan", 0)
    dialog = choose(front, monkeypatch, Path(other.path))
    assert "Lan" in dialog.findChild(QLabel, "mergeUnsure").text()
    whose = dialog.findChild(QComboBox, "mergePerson0")
    assert [whose.itemText(n) for n in range(whose.count())] == ["Lan (2) (new)", "Lan (already here)"]
    whose.setCurrentIndex(1)
    press(dialog, "mergeStart")
    press(shown(front, "importReport"), "importClose")
    assert counts(front) == {"Lan": before + 1}


def test_a_dropped_project_is_merged_or_opened(front: Front, theirs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    front.drop(theirs)
    dialog = shown(front, "mergeDialog")
    press(dialog, "mergeOpen")
    front.qtbot.waitUntil(lambda: front.path == str(theirs))


def test_nothing_lands_when_it_is_cancelled(front: Front, monkeypatch: pytest.MonkeyPatch, theirs: Path) -> None:
    before = front.file("SELECT count(*) FROM edit")
    dialog = choose(front, monkeypatch, theirs)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    front.qtbot.waitUntil(lambda: not front.window.findChildren(QWidget, "mergeDialog"))
    assert front.file("SELECT count(*) FROM edit") == before
    assert not front.window.findChildren(QWidget, "importReport")
    choose(front, monkeypatch, theirs)  # and it can begin again


@pytest.mark.parametrize("kind", ["text", "itself"])
def test_what_cannot_be_merged_is_said(
    front: Front, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, kind: str
) -> None:
    path = tmp_path / "lạ.annotator"
    path.write_text("không phải dự án", "utf-8")
    monkeypatch.setattr(file_dialogs, "open_file", lambda *_: str(path) if kind == "text" else front.path)
    front.act("file.merge")
    report = shown(front, "importReport")
    assert report.summary.text().startswith("Nothing was merged.")
    assert "open; choose another" in report.summary.text() if kind == "itself" else "not an" in report.summary.text()
    assert (front.saved, front.notice) == ("Saved", "")


def test_rows_that_are_wrong_are_listed(front: Front, monkeypatch: pytest.MonkeyPatch, theirs: Path) -> None:
    lan = "(SELECT id FROM annotator WHERE name = 'Lan')"
    with closing(sqlite3.connect(theirs)) as connection, connection:
        connection.execute(f"UPDATE span SET quote = '<b>sai</b>' WHERE annotator = {lan}")  # noqa: S608
    press(choose(front, monkeypatch, theirs), "mergeStart")
    report = shown(front, "importReport")
    assert "left out" in report.summary.text()
    assert "quote" in report.findChild(QListWidget, "importProblems").item(0).text()
    project = Project.open(front.path, read_only=True)
    try:
        assert checking.check(project) == []
    finally:
        project.close()


Starter = Callable[..., Front]


def test_a_project_that_can_only_be_read_takes_none(
    start: Starter, home: Path, still_worker: None, seeds_project: Path
) -> None:
    holder = Project.open(str(seeds_project))
    try:
        front = start(seeds_project)
        assert not front.action("file.merge").isEnabled()
    finally:
        holder.close()
