"""Labelling every occurrence by key and by mouse, in the real window, with the project file read beside it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from annotator.core import edits
from annotator.ui.bench_pages import OCCURRENCES
from annotator.ui.hit_model import TICK

NAME = "Bộ Chính trị"
PERSON = "Tô Lâm"
LEFT = Qt.MouseButton.LeftButton


class Occurrences:
    """The page and the hands on it."""

    def __init__(self, front: Any) -> None:
        self.front = front

    @property
    def page(self) -> Any:
        return self.front.desk.bench.page(OCCURRENCES)

    @property
    def rows(self) -> list[Any]:
        return self.page.table.rows

    def ask(self) -> None:
        """Presses E in the text and waits for the list."""
        self.front.key(Qt.Key.Key_E)
        assert self.front.desk.bench.shown == OCCURRENCES
        self.settle()
        assert QApplication.focusWidget() is self.page.table

    def settle(self) -> None:
        self.front.qtbot.waitUntil(lambda: not self.page.search.is_running)

    def key(self, key: Qt.Key) -> None:
        assert QApplication.focusWidget() is self.page.table
        QTest.keyClick(self.page.table, key)

    def press(self, name: str) -> None:
        """Clicks a button."""
        button = self.page.findChild(QPushButton, name)
        assert button.isEnabled(), name
        QTest.mouseClick(button, LEFT)

    def stored(self, label: str | None = None) -> set[tuple[int, int, int]]:
        """The person's spans in the file, of a label or of any."""
        sql = """SELECT document, start, "end", label.name FROM span JOIN label ON label.id = span.label
        JOIN annotator ON annotator.id = span.annotator WHERE annotator.name = 'Lan'"""
        return {(row[0], row[1], row[2]) for row in self.front.file(sql) if label in (None, row[3])}

    def places(self, name: str = NAME) -> set[tuple[int, int, int]]:
        """Where a name stands by itself in the whole project."""
        texts = self.front.file("SELECT id, text FROM document")
        pattern = re.compile(rf"(?<!\w){name}(?!\w)")
        return {(key, *match.span()) for key, text in texts for match in pattern.finditer(text)}


@pytest.fixture
def occurrences(front: Any) -> Occurrences:
    return Occurrences(front)


def test_a_span_is_carried_to_every_place_of_the_project_by_two_keys(occurrences: Occurrences) -> None:
    front = occurrences.front
    start, end = front.select_words(NAME)
    front.key(Qt.Key.Key_1)
    front.click((start, end))
    occurrences.ask()
    here = (front.session.document.id, start, end)
    marked = {(row.document, row.start, row.end): row for row in occurrences.rows}
    assert set(marked) == occurrences.places()
    assert marked[here].remark == "labelled already"
    assert marked[here].is_ticked is False
    assert {row.is_ticked for place, row in marked.items() if place != here} == {True}
    occurrences.key(Qt.Key.Key_Return)
    assert occurrences.stored("PER") == occurrences.places()
    assert front.file("SELECT name FROM edit ORDER BY id DESC LIMIT 1") == [("span.add-many",)]
    states = front.file("SELECT DISTINCT state FROM assignment")
    assert states == [("in-progress",)]
    front.act("edit.undo")
    assert occurrences.stored() == {here}
    front.act("edit.redo")
    assert occurrences.stored("PER") == occurrences.places()


def test_a_selection_without_a_label_takes_the_key_that_is_pressed(occurrences: Occurrences) -> None:
    occurrences.front.select_words("Trần Cẩm Tú")
    occurrences.ask()
    assert not occurrences.page.give.isEnabled()
    places = len(occurrences.places("Trần Cẩm Tú"))
    assert occurrences.page.give.text() == f"Press a label's key to label {places}"
    occurrences.key(Qt.Key.Key_Return)
    assert occurrences.stored() == set()
    assert "no label yet" in occurrences.page.line.text()
    occurrences.key(Qt.Key.Key_1)
    assert occurrences.stored("PER") == occurrences.places("Trần Cẩm Tú")
    occurrences.page.table.tick_all(False)
    assert occurrences.page.give.text() == "Label 0 PER"


def test_the_label_the_name_has_elsewhere_is_offered(occurrences: Occurrences) -> None:
    front = occurrences.front
    front.select_words(NAME)
    front.key(Qt.Key.Key_1)
    front.select_words(NAME, nth=1)
    occurrences.ask()
    occurrences.key(Qt.Key.Key_Return)
    assert occurrences.stored("PER") == occurrences.places()


def test_control_enter_does_what_the_button_does_and_escape_goes_back(occurrences: Occurrences) -> None:
    front = occurrences.front
    range_ = front.select_words(NAME)
    front.key(Qt.Key.Key_1)
    front.click(range_)
    here, top = front.view.current, front.view.top
    occurrences.ask()
    QTest.keyClick(occurrences.page.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert occurrences.stored("PER") == occurrences.places()
    assert front.file("SELECT DISTINCT state FROM assignment") == [("in-progress",)]
    occurrences.key(Qt.Key.Key_Down)
    occurrences.key(Qt.Key.Key_Down)
    occurrences.key(Qt.Key.Key_Escape)
    assert (front.view.current, front.view.top) == (here, top)


def test_only_what_is_ticked_is_labelled(occurrences: Occurrences) -> None:
    front = occurrences.front
    range_ = front.select_words(NAME)
    front.key(Qt.Key.Key_1)
    front.click(range_)
    occurrences.ask()
    left_out = next(row for row in occurrences.rows if row.is_ticked)
    place = occurrences.rows.index(left_out)
    table = occurrences.page.table
    at = QPoint(table.columnViewportPosition(TICK) + 8, table.rowViewportPosition(place) + 8)
    QTest.mouseClick(table.viewport(), LEFT, pos=at)
    occurrences.press("occurrencesLabel")
    missing = (left_out.document, left_out.start, left_out.end)
    assert occurrences.stored("PER") == occurrences.places() - {missing}


def test_places_labelled_otherwise_are_marked_and_relabelled_together(occurrences: Occurrences) -> None:
    front = occurrences.front
    range_ = front.select_words(NAME)
    front.key(Qt.Key.Key_2)
    front.click(range_)
    occurrences.ask()
    occurrences.key(Qt.Key.Key_Return)
    assert occurrences.stored("ORG") == occurrences.places()
    here = next(span for span in front.session.document.spans.all if (span.start, span.end) == range_)
    front.view.set_current(here)
    front.key(Qt.Key.Key_1)
    assert len(occurrences.stored("PER")) == 1
    occurrences.ask()
    others = [row for row in occurrences.rows if row.remark == "labelled otherwise"]
    assert len(others) == len(occurrences.places()) - 1
    assert not any(row.is_ticked for row in others)
    occurrences.press("occurrences.otherwise")
    occurrences.press("occurrencesRelabel")
    assert occurrences.stored("PER") == occurrences.places()
    assert occurrences.stored("ORG") == set()
    front.act("edit.undo")
    assert len(occurrences.stored("ORG")) == len(occurrences.places()) - 1


def test_a_label_key_labels_and_relabels_what_is_ticked_in_one_edit(occurrences: Occurrences) -> None:
    front = occurrences.front
    range_ = front.select_words(NAME)
    front.key(Qt.Key.Key_2)
    front.click(range_)
    occurrences.ask()
    QTest.keyClick(occurrences.page.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    occurrences.key(Qt.Key.Key_1)
    assert occurrences.stored("PER") == occurrences.places()
    assert occurrences.stored("ORG") == set()
    front.act("edit.undo")
    assert occurrences.stored() == occurrences.stored("ORG") == {(front.session.document.id, *range_)}


def test_every_annotation_of_a_name_is_removed_and_comes_back(occurrences: Occurrences) -> None:
    front = occurrences.front
    range_ = front.select_words(NAME)
    front.key(Qt.Key.Key_1)
    front.click(range_)
    occurrences.ask()
    occurrences.key(Qt.Key.Key_Return)
    occurrences.press("occurrences.alike")
    occurrences.press("occurrencesRemove")
    assert occurrences.stored() == set()
    front.act("edit.undo")
    assert occurrences.stored("PER") == occurrences.places()


def test_what_overlaps_is_marked(occurrences: Occurrences) -> None:
    front = occurrences.front
    start, end = front.select_words("Tổng Bí thư Tô Lâm")
    front.key(Qt.Key.Key_1)
    front.select_words(PERSON, nth=1)
    occurrences.ask()
    marked = [row for row in occurrences.rows if row.remark.startswith("overlaps")]
    assert [(row.start, row.end) for row in marked] == [(end - len(PERSON), end)]
    assert marked[0].remark == "overlaps PER"
    assert marked[0].is_ticked is False
    assert start < marked[0].start


def test_the_scope_and_the_spelling(occurrences: Occurrences) -> None:
    front = occurrences.front
    front.select_words(NAME)
    occurrences.ask()
    everywhere = len(occurrences.rows)
    QTest.keyClick(occurrences.page.scope, Qt.Key.Key_End)
    occurrences.settle()
    assert {row.document for row in occurrences.rows} == {front.session.document.id}
    QTest.keyClick(occurrences.page.scope, Qt.Key.Key_Home)
    QTest.keyClick(occurrences.page.spelling, Qt.Key.Key_End)
    occurrences.settle()
    assert len(occurrences.rows) >= everywhere
    assert {row.hit.lower() for row in occurrences.rows} == {NAME.lower()}


def test_the_text_follows_the_current_row(occurrences: Occurrences) -> None:
    front = occurrences.front
    front.select_words(NAME)
    occurrences.ask()
    document = front.session.document.id
    here = [row for row in occurrences.rows if row.document == document]
    assert len(here) > 1
    occurrences.key(Qt.Key.Key_Home)
    while occurrences.page.table.current_row() != here[1]:
        occurrences.key(Qt.Key.Key_Down)
    assert front.view.selection == (here[1].start, here[1].end)
    assert QApplication.focusWidget() is occurrences.page.table


def test_stale_places_are_refused_with_a_sentence(occurrences: Occurrences) -> None:
    front = occurrences.front
    range_ = front.select_words(NAME)
    front.key(Qt.Key.Key_1)
    front.click(range_)
    occurrences.ask()
    other = next(row for row in occurrences.rows if row.document != front.session.document.id)
    project = front.session.project
    project.journal.apply(edits.remove_document(project.documents.get(other.document)), None)
    occurrences.key(Qt.Key.Key_Return)
    assert len(occurrences.stored()) == 1
    assert "changed by something else" in front.notice


def test_the_page_keeps_the_keyboard_when_there_is_nothing_to_list(occurrences: Occurrences) -> None:
    front = occurrences.front
    front.act("search.concordance")
    front.desk.bench.show_page(OCCURRENCES)
    assert QApplication.focusWidget() is occurrences.page
    assert occurrences.page.empty.text().startswith("Select words")
    QTest.keyClick(occurrences.page, Qt.Key.Key_1)
    assert occurrences.stored() == set()
    QTest.keyClick(occurrences.page, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is front.view


def test_a_long_edit_shows_how_far_it_is(occurrences: Occurrences, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotator.storage.stages._EVERY", 0)
    front = occurrences.front
    seen: list[tuple[bool, str]] = []
    status = front.desk.status
    front.session.writing.connect(
        lambda _done, _total: seen.append((status.progress.isVisible(), status._progress_text.text()))
    )
    before = status.progress.isVisible()
    front.select_words(NAME)
    occurrences.ask()
    occurrences.key(Qt.Key.Key_2)
    assert (True, "Saving 100 %") in seen
    assert all(is_visible for is_visible, _ in seen)
    assert status.progress.isVisible() == before
