from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QProgressBar, QPushButton, QToolButton, QWidget

from annotator.app import settings as preferences
from annotator.app.home import sample_path
from annotator.app.projects import account_name
from annotator.core.selection import SnapUnit

Starter = Callable[..., Any]


@pytest.fixture
def empty_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A computer on which the application never ran."""
    folder = tmp_path / "never" / "there"
    monkeypatch.setenv("ANNOTATOR_HOME", str(folder))
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    return folder


def test_the_first_start_makes_the_sample_and_suggests(start: Starter, empty_home: Path, seeds: list[Path]) -> None:
    front = start()
    assert front.window.isVisible()
    assert front.session.project is None
    front.qtbot.waitUntil(lambda: front.session.document is not None)
    front.settle()
    assert Path(front.path) == sample_path()
    texts = dict(front.file("SELECT name, text FROM document"))
    assert texts == {path.name: path.read_bytes().decode() for path in seeds}
    assert front.desk.articles.model.rowCount() == 5

    strip = front.part(QWidget, "personStrip")
    field = front.part(QLineEdit, "personField")
    assert strip.isVisible()
    assert field.text() == account_name()

    front.qtbot.waitUntil(front.part(QProgressBar, "progressIndicator").isVisible)
    front.qtbot.waitUntil(lambda: bool(front.suggestions()))
    front.key(Qt.Key.Key_Tab)
    assert front.view.current is not None
    front.key(Qt.Key.Key_Return)
    assert len(front.spans()) == 1

    field.setText("  Trần   Thị Lan ")
    QTest.mouseClick(front.part(QPushButton, "personConfirm"), Qt.MouseButton.LeftButton)
    assert not strip.isVisible()
    assert front.part(QToolButton, "personButton").text() == "Trần Thị Lan"
    assert front.file("SELECT name FROM annotator WHERE kind = 'person'") == [("Trần Thị Lan",)]
    assert front.file_spans("Trần Thị Lan") == front.spans()

    front.qtbot.waitUntil(lambda: not front.suggesting.is_busy)
    assert not front.part(QProgressBar, "progressIndicator").isVisible()
    assert front.file("SELECT count(*) FROM run") == [(5,)]
    for start_, end, quote, text in front.file(
        'SELECT span.start, span."end", quote, text FROM span JOIN document ON document.id = span.document'
    ):
        assert text[start_:end] == quote
    front.qtbot.waitUntil(lambda: front.session.document.words is not None)
    front.close()

    again = start()
    assert Path(again.path) == sample_path()
    assert again.session.person.name == "Trần Thị Lan"
    assert not again.part(QWidget, "personStrip").isVisible()
    assert len(again.spans()) == 1


def test_stopping_the_suggestions_leaves_whole_articles(start: Starter, home: Path) -> None:
    front = start()
    front.qtbot.waitUntil(lambda: front.suggesting.is_busy)
    QTest.mouseClick(front.part(QToolButton, "cancelProgress"), Qt.MouseButton.LeftButton)
    assert not front.suggesting.is_busy
    assert not front.part(QProgressBar, "progressIndicator").isVisible()
    assert front.file("SELECT count(*) FROM run")[0][0] < 5
    front.act("project.suggest")
    assert front.suggesting.is_busy


def test_the_next_start_goes_on_where_one_left(
    start: Starter, home: Path, still_worker: None, seeds_project: Path
) -> None:
    front = start(seeds_project)
    front.open("001_")
    front.view.go_to_top(front.place("Đồng chí Thongsalith")[0])
    top, article = front.view.top, front.session.document.id
    assert top > 0
    front.close()

    again = start()
    assert Path(again.path) == seeds_project
    assert again.session.document.id == article
    assert again.view.top == top
    assert again.desk.articles.model.row(again.desk.articles.view.currentIndex().row()).id == article


def test_how_things_look_is_remembered(front: Any, start: Starter) -> None:
    front.act("view.zoom-in")
    front.act("view.zoom-in")
    front.act("view.dark")
    front.act("view.vietnamese")
    front.act("view.raw")
    front.act("view.inspector")
    front.act("view.snap.syllable")
    front.window.resize(1100, 700)
    front.desk.panes.setSizes([260, 840, 0])
    panes = front.desk.panes.sizes()
    front.close()

    again = start()
    assert again.view.zoom == 2
    assert again.desk.theme.name == "dark"
    assert again.window.settings.language == "vi"
    assert again.action("view.vietnamese").isChecked()
    assert again.action("view.raw").isChecked()
    assert again.view.is_raw
    assert again.view.snap_unit == SnapUnit.SYLLABLE
    assert again.window.height() == 700
    assert again.desk.panes.sizes()[0] == pytest.approx(panes[0], abs=2)
    assert not again.part(QWidget, "inspector").isVisible() or again.desk.panes.sizes()[2] == 0


def test_sorting_is_remembered(front: Any, start: Starter) -> None:
    front.window.settings.sort = "title"
    front.close()
    again = start()
    assert again.desk.articles.filters.column == "title"
    assert again.part(QComboBox, "stateFilter").currentIndex() == 0


@pytest.mark.parametrize("content", ["", "{", "[]", '{"zoom": "big", "theme": 7, "language": "en", "person": "Lan"}'])
def test_broken_settings_do_not_stop_the_start(
    start: Starter, home: Path, still_worker: None, seeds_project: Path, content: str
) -> None:
    (home / "settings.json").write_text(content, "utf-8")
    front = start(seeds_project)
    assert front.session.document is not None
    assert front.view.zoom == 0
    front.close()
    assert json.loads((home / "settings.json").read_text("utf-8"))["last_project"] == str(seeds_project)


def test_a_last_project_that_is_gone_is_replaced_by_the_sample(
    start: Starter, home: Path, still_worker: None, seeds_project: Path
) -> None:
    start(seeds_project).close()
    seeds_project.unlink()
    front = start()
    front.qtbot.waitUntil(lambda: front.session.document is not None)
    assert Path(front.path) == sample_path()


def test_a_given_file_that_is_no_project_is_refused_in_a_sentence(
    start: Starter, home: Path, still_worker: None, tmp_path: Path
) -> None:
    path = tmp_path / "text.annotator"
    path.write_text("Đây không phải là dự án.", "utf-8")
    front = start(path)
    assert front.session.project is None
    assert "text.annotator" in front.window.findChild(QWidget, "notice").text()
    assert path.read_text("utf-8") == "Đây không phải là dự án."


def test_settings_of_one_window_are_those_of_the_file(front: Any, home: Path) -> None:
    front.close()
    saved = preferences.load(home / "settings.json")
    assert saved.person == "Lan"
    assert saved.recent == [front.window.settings.last_project]


def test_a_window_without_a_project_leaves_the_widths_of_the_panes_alone(
    start: Any, home: Path, still_worker: None, seeds_project: Path
) -> None:
    front = start(seeds_project)
    front.close()
    panes = front.window.settings.panes
    without = start(home / "gone.annotator")
    without.close()
    assert without.window.settings.panes == panes
