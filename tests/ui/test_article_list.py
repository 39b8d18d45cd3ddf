from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from annotator.app.acts import Acts
from annotator.app.jobs import Jobs
from annotator.app.session import Session
from annotator.app.settings import Settings
from annotator.core import edits
from annotator.core.collation import sort_key
from annotator.core.model import NewDocument, State
from annotator.core.text import folded
from annotator.storage.project import Project
from annotator.ui import article_model
from annotator.ui.article_list import ArticlePanel
from annotator.ui.article_model import PAGE
from annotator.ui.theme import THEMES

MANY = 3000
WORDS = tuple(
    "ấm bạn bác cá chợ đò đường ếch hồ lúa mưa nắng ông ớt phở quê rừng sông trẻ ươm vải xóm yên Ăn Đèn Gió".split()  # noqa: SIM905
)


def add(project: Project, documents: list[NewDocument]) -> list[int]:
    """Puts documents into a project as an import does."""
    batch = project.documents.begin_batch("test")
    keys = project.documents.add(batch, documents)
    row = project.documents.batch(batch)
    assert row is not None
    project.journal.apply(edits.show_batch(batch, row, {**row, "state": "visible"}, len(keys)), None)
    return keys


def generated(count: int) -> list[NewDocument]:
    chance = random.Random(7)
    titles = (" ".join(chance.sample(WORDS, 4)) for _ in range(count))
    return [
        NewDocument(f"{n}.txt", f"{title}\nĐoạn văn số {n}.", title, published=f"2023-{n % 12 + 1:02}-{n % 28 + 1:02}")
        for n, title in enumerate(titles)
    ]


def from_seeds(seeds: list[Path]) -> list[NewDocument]:
    texts = [path.read_bytes().decode() for path in seeds]
    return [
        NewDocument(p.name, text, text.split("\n")[0], source="Seeds") for p, text in zip(seeds, texts, strict=True)
    ]


class Desk:
    """A panel on a project, as the window has it."""

    def __init__(self, qtbot: QtBot, project: Project, settings: Settings) -> None:
        self.qtbot = qtbot
        self.session = Session()
        self.project = project
        self.session.open_project(project, "Lan")
        self.jobs = Jobs()
        self.acts = Acts(self.session)
        self.panel = ArticlePanel(self.session, self.acts, settings, self.jobs, THEMES["light"])
        qtbot.addWidget(self.panel)
        self.panel.resize(300, 600)
        self.panel.show()
        self.settle()
        self.model = self.panel.model
        self.view = self.panel.view

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: self.panel.model.is_complete)

    def titles(self) -> list[str]:
        return [self.model.data(self.model.index(row, 0)) for row in range(self.model.rowCount())]

    def filter(self, words: str) -> None:
        self.panel.filters.search.setText(words)
        self.panel.filters.flush()
        self.settle()

    def press(self, key: Qt.Key) -> None:
        self.qtbot.keyClick(self.view, key)

    def click(self, row: int) -> None:
        place = self.view.visualRect(self.model.index(row, 0)).center()
        self.qtbot.mouseClick(self.view.viewport(), Qt.MouseButton.LeftButton, pos=place)

    def choose(self, row: int, action: str) -> None:
        """Picks an action of the menu of a row."""
        place = self.view.visualRect(self.model.index(row, 0)).center()
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, self.view.viewport().mapToGlobal(place))
        QApplication.sendEvent(self.view.viewport(), event)
        menu = self.panel.findChild(QMenu, "articleMenu")
        found = next(a for m in (menu, *menu.findChildren(QMenu)) for a in m.actions() if a.objectName() == action)
        found.trigger()
        menu.close()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    @property
    def open_id(self) -> int | None:
        return self.session.document.id if self.session.document else None

    @property
    def row(self) -> int:
        """The selected row, -1 for none."""
        rows = self.view.selectionModel().selectedRows()
        return rows[0].row() if rows else -1


@pytest.fixture
def settings() -> Settings:
    return Settings(language="en")


@pytest.fixture
def small(qtbot: QtBot, project: Project, seeds: list[Path], settings: Settings) -> Iterator[Desk]:
    add(project, from_seeds(seeds))
    desk = Desk(qtbot, project, settings)
    yield desk
    desk.jobs.close()


@pytest.fixture
def large(qtbot: QtBot, project: Project, seeds: list[Path], settings: Settings) -> Iterator[Desk]:
    add(project, from_seeds(seeds) + generated(MANY))
    desk = Desk(qtbot, project, settings)
    yield desk
    desk.jobs.close()


@pytest.fixture
def empty(qtbot: QtBot, project: Project, settings: Settings) -> Iterator[Desk]:
    desk = Desk(qtbot, project, settings)
    yield desk
    desk.jobs.close()


def test_first_page_is_there_at_once_and_the_rest_follows(
    qtbot: QtBot, project: Project, settings: Settings
) -> None:  # fmt: skip
    add(project, generated(MANY))
    session, jobs = Session(), Jobs()
    session.open_project(project, "Lan")
    panel = ArticlePanel(session, Acts(session), settings, jobs, THEMES["light"])
    qtbot.addWidget(panel)
    assert panel.model.rowCount() == PAGE
    qtbot.waitUntil(lambda: panel.model.rowCount() == MANY)
    jobs.close()


def test_few_pages_are_read(qtbot: QtBot, large: Desk) -> None:
    statements: list[str] = []
    large.project.store.connection.set_trace_callback(statements.append)
    bar = large.view.verticalScrollBar()
    for place in (0, bar.maximum() // 2, bar.maximum()):
        bar.setValue(place)
        large.view.repaint()
    assert 2 <= len(statements) <= 4
    bar.setValue(0)
    large.view.repaint()
    assert len(statements) <= 4
    large.project.store.connection.set_trace_callback(None)


def test_filter_by_title_without_diacritics(large: Desk) -> None:
    everything = large.titles()
    large.filter("duong ech")
    wanted = [title for title in everything if "đường" in title and "ếch" in title]
    assert large.titles() == wanted
    assert wanted
    large.filter("")
    assert large.titles() == everything


def test_typing_filters_after_a_pause(qtbot: QtBot, small: Desk) -> None:
    qtbot.keyClicks(small.panel.filters.search, "zzz")
    assert small.model.rowCount() == 5
    qtbot.waitUntil(lambda: small.model.rowCount() == 0)


def test_sort_in_vietnamese_order(large: Desk, settings: Settings) -> None:
    menu = large.panel.filters.sort.menu()
    menu.aboutToShow.emit()
    actions = {action.objectName(): action for action in menu.actions()}
    actions["sort.title"].trigger()
    large.settle()
    assert large.titles() == sorted(large.titles(), key=sort_key)
    assert settings.sort == "title"
    actions["sort.descending"].trigger()
    large.settle()
    assert large.titles() == sorted(large.titles(), key=sort_key, reverse=True)
    assert settings.descending
    assert large.model.rowCount() == MANY + 5


def test_a_long_list_is_sorted_and_filtered_beside_the_window(
    large: Desk, settings: Settings, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(article_model, "MANY", 100)
    before = large.titles()
    settings.sort = "title"
    large.panel.filters.changed.emit()
    assert large.titles() == before
    large.settle()
    assert large.titles() == sorted(before, key=sort_key)
    large.panel.filters.search.setText("pho")
    qtbot.keyClick(large.panel.filters.search, Qt.Key.Key_Return)
    assert large.open_id is None
    large.settle()
    assert large.open_id == large.model.id_at(0)
    assert all("pho" in folded(title) for title in large.titles())


def test_sorting_keeps_the_article_selected(large: Desk, settings: Settings) -> None:
    large.click(2)
    opened = large.open_id
    settings.descending = True
    large.panel.filters.changed.emit()
    large.settle()
    assert large.row == large.model.position(opened) == MANY + 5 - 3


def test_state_filter_and_counts(small: Desk) -> None:
    first, second = small.model.id_at(0), small.model.id_at(1)
    assert first is not None
    assert second is not None
    small.acts.set_state_of(first, State.DONE)
    small.acts.set_state_of(second, State.SKIPPED)
    combo = small.panel.filters.state
    assert [combo.itemText(n) for n in range(combo.count())] == [
        "All articles  5", "New  3", "In progress  0", "Done  1", "Skipped  1",
    ]  # fmt: skip
    combo.setCurrentIndex(combo.findData("done"))
    small.settle()
    assert [small.model.id_at(row) for row in range(small.model.rowCount())] == [first]


def test_an_edit_updates_its_row_and_nothing_jumps(small: Desk, settings: Settings) -> None:
    settings.sort, settings.descending = "spans", True
    small.panel.filters.changed.emit()
    small.click(3)
    changed: list[int] = []
    small.model.dataChanged.connect(lambda index, *_: changed.append(index.row()))
    assert small.acts.add_span(0, 3, small.session.labels[0])
    assert set(changed) == {3}
    row = small.model.row(3)
    assert row is not None
    assert (row.id, row.spans, row.state) == (small.open_id, 1, State.IN_PROGRESS)
    small.session.undo()
    row = small.model.row(3)
    assert row is not None
    assert (row.spans, row.state) == (0, State.NEW)


def test_machine_spans_update_their_row(small: Desk) -> None:
    key = small.model.id_at(1)
    assert key is not None
    machine = small.project.people.ensure("rules", "machine")
    text = small.project.documents.text(key)
    found = small.project.annotations.add_run_spans(key, machine.id, text, [(0, 2, small.session.labels[0].id, 0.5)])
    small.session.take_suggestions(key, found)
    spoken = small.model.data(small.model.index(1, 0), Qt.ItemDataRole.AccessibleTextRole)
    row = small.model.row(1)
    assert row is not None
    assert row.suggestions == 1
    assert spoken.startswith(row.title.strip())
    assert "New" in spoken
    assert "1 open suggestion" in spoken


def test_removal_opens_the_neighbour_and_undo_brings_it_back(qtbot: QtBot, large: Desk) -> None:
    large.click(1)
    removed, neighbour = large.open_id, large.model.id_at(2)
    large.press(Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: large.open_id == neighbour)
    assert large.model.position(removed) is None
    large.settle()
    assert large.model.rowCount() == MANY + 4
    assert sum((large.model.counts or {}).values()) == MANY + 4
    assert large.row == 1
    large.session.undo()
    large.settle()
    assert large.model.position(removed) == 1
    assert large.model.rowCount() == MANY + 5
    assert large.row == large.model.position(neighbour) == 2


def test_removing_the_last_article_closes_it(qtbot: QtBot, project: Project, settings: Settings) -> None:
    add(project, generated(1))
    desk = Desk(qtbot, project, settings)
    desk.click(0)
    desk.press(Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: desk.open_id is None)
    assert desk.panel.findChild(QPushButton, "emptyImport").isVisible()
    desk.jobs.close()


def test_an_import_appears_and_its_undoing_closes_its_article(qtbot: QtBot, small: Desk) -> None:
    documents = small.project.documents
    batch = documents.begin_batch("later")
    keys = documents.add(batch, generated(200))
    row = documents.batch(batch)
    assert row is not None
    small.click(4)
    small.session.apply(edits.show_batch(batch, row, {**row, "state": "visible"}, len(keys)))
    small.settle()
    assert small.model.rowCount() == 205
    assert small.row == 4
    small.session.open_document(keys[150])
    assert small.row == 155
    small.session.undo()
    qtbot.waitUntil(lambda: small.open_id is None)
    small.settle()
    assert small.model.rowCount() == 5


def test_keys_walk_and_open_after_a_rest(qtbot: QtBot, large: Desk) -> None:
    large.click(0)
    opened: list[int | None] = []
    large.session.document_opened.connect(lambda: opened.append(large.open_id))
    for _ in range(3):
        large.press(Qt.Key.Key_Down)
    assert opened == []
    qtbot.waitUntil(lambda: opened == [large.model.id_at(3)])
    large.press(Qt.Key.Key_End)
    qtbot.waitUntil(lambda: opened[-1] == large.model.id_at(MANY + 4))


def test_enter_opens_for_reading(qtbot: QtBot, small: Desk) -> None:
    small.view.setFocus()
    small.view.setCurrentIndex(small.model.index(2, 0))
    with qtbot.waitSignal(small.panel.activated_document) as signal:
        small.press(Qt.Key.Key_Return)
    assert signal.args == [small.open_id] == [small.model.id_at(2)]


def test_letters_go_to_the_search_field(qtbot: QtBot, small: Desk) -> None:
    small.panel.activateWindow()
    small.view.setFocus()
    qtbot.keyClicks(small.view, "c")
    assert small.panel.filters.search.text() == "c"
    qtbot.keyClick(small.panel.filters.search, Qt.Key.Key_Escape)
    assert small.panel.filters.search.text() == ""


def test_enter_in_the_search_field_opens_the_first_match(large: Desk, qtbot: QtBot) -> None:
    large.panel.filters.search.setText("phở xóm")
    qtbot.keyClick(large.panel.filters.search, Qt.Key.Key_Return)
    large.settle()
    assert large.open_id == large.model.id_at(0)
    assert large.session.document is not None
    assert {"phở", "xóm"} <= set(large.session.document.document.title.split())


def test_select_waits_for_the_place_to_be_known(qtbot: QtBot, project: Project, settings: Settings) -> None:
    keys = add(project, generated(MANY))
    session, jobs = Session(), Jobs()
    session.open_project(project, "Lan")
    panel = ArticlePanel(session, Acts(session), settings, jobs, THEMES["light"])
    qtbot.addWidget(panel)
    panel.resize(300, 600)
    panel.show()
    session.open_document(keys[2000])
    qtbot.waitUntil(lambda: panel.model.rowCount() == MANY)
    index = panel.model.index(2000, 0)
    assert panel.view.selectionModel().isSelected(index)
    assert panel.view.viewport().rect().contains(panel.view.visualRect(index))
    jobs.close()


def test_step_and_next_unfinished(large: Desk) -> None:
    large.click(0)
    assert large.panel.step(+1)
    assert large.open_id == large.model.id_at(1)
    assert large.panel.step(-1)
    assert not large.panel.step(-1)
    for row in (1, 2):
        key = large.model.id_at(row)
        assert key is not None
        large.acts.set_state_of(key, State.DONE)
    assert large.panel.next_unfinished() == large.model.id_at(3)
    large.session.open_document(large.model.id_at(MANY + 4) or 0)
    assert large.panel.next_unfinished() == large.model.id_at(0)


def test_next_unfinished_beyond_the_next_page(small: Desk) -> None:
    keys = [small.model.id_at(row) or 0 for row in range(5)]
    small.click(4)
    for key in (*keys[1:], keys[0]):
        assert small.panel.next_unfinished() == keys[0]
        small.acts.set_state_of(key, State.SKIPPED)
    assert small.panel.next_unfinished() is None


def test_context_menu(qtbot: QtBot, small: Desk) -> None:
    small.click(0)
    opened = small.open_id
    small.choose(3, "article.done")
    row = small.model.row(3)
    assert row is not None
    assert row.state == State.DONE
    assert small.open_id == opened
    with qtbot.waitSignal(small.panel.details_requested) as signal:
        small.choose(3, "article.details")
    assert signal.args == [row.id]
    small.choose(3, "article.remove")
    assert small.model.position(row.id) is None
    assert small.open_id == opened
    small.choose(1, "article.open")
    assert small.open_id == small.model.id_at(1)


def test_each_person_has_states_of_their_own(small: Desk) -> None:
    key = small.model.id_at(0)
    assert key is not None
    small.acts.set_state_of(key, State.DONE)
    small.session.set_person("Minh")
    row = small.model.row(0)
    assert row is not None
    assert row.state == State.NEW
    assert small.model.counts == {"new": 5}


def test_empty_project_says_how_to_import(qtbot: QtBot, empty: Desk) -> None:
    button = empty.panel.findChild(QPushButton, "emptyImport")
    assert button.isVisible()
    with qtbot.waitSignal(empty.panel.import_requested):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_no_match_offers_everything_again(qtbot: QtBot, small: Desk) -> None:
    small.filter("không có gì")
    button = small.panel.findChild(QPushButton, "emptyClear")
    assert button.isVisible()
    assert not small.panel.findChild(QPushButton, "emptyImport").isVisible()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert small.view.isVisible()
    assert small.model.rowCount() == 5


def test_titles_are_never_markup(qtbot: QtBot, project: Project, settings: Settings) -> None:
    add(project, [NewDocument("a.txt", "Chữ", "<img src='file:///x.png'> Lúa\nmới")])
    desk = Desk(qtbot, project, settings)
    assert desk.titles() == ["<img src='file:///x.png'> Lúa mới"]
    tip = desk.model.data(desk.model.index(0, 0), Qt.ItemDataRole.ToolTipRole)
    assert "<img" not in tip
    assert "&lt;img" in tip
    desk.jobs.close()


def test_a_file_moved_away_is_still_listed_whole(large: Desk, settings: Settings) -> None:
    place = Path(large.project.path)
    place.rename(place.with_suffix(".moved"))
    settings.descending = True
    large.panel.filters.changed.emit()
    large.settle()
    assert large.model.rowCount() == MANY + 5
    place.with_suffix(".moved").rename(place)


def test_closing_the_project_empties_the_list(small: Desk) -> None:
    assert small.view.indexAt(QPoint(5, 5)).isValid()
    small.session.close_project()
    assert small.model.rowCount() == 0
