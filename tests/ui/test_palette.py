"""The command palette, from Ctrl+K to what it did."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCursor, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.core import edits
from annotator.core.model import NewDocument
from annotator.storage import title_search
from annotator.storage.project import SUFFIX
from annotator.ui.action_table import SUBMENUS, specs
from annotator.ui.palette import Palette
from annotator.ui.palette_entries import Entry
from annotator.ui.palette_model import spoken
from annotator.ui.palette_synonyms import SYNONYMS, synonyms
from annotator.workflows.setup import new_project

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


class Hands:
    """A window, and its palette when it is open."""

    def __init__(self, front: Any) -> None:
        self.front = front

    @property
    def palette(self) -> Palette:
        (found,) = [each for each in self.front.window.findChildren(Palette) if each.isVisible()]
        return found

    @property
    def is_open(self) -> bool:
        return any(each.isVisible() for each in self.front.window.findChildren(Palette))

    @property
    def names(self) -> list[str]:
        """The rows as they are listed, headings too."""
        rows = self.palette.model.rows
        return [row.name if isinstance(row, Entry) else spoken(row) for row in rows]

    def open(self) -> Palette:
        self.front.shortcut(Key.Key_K)
        assert QApplication.focusWidget() is self.palette.field
        return self.palette

    def type(self, text: str) -> None:
        """Types letters and waits until every article has been looked at."""
        QTest.keyClicks(self.palette.field, text)
        self.front.qtbot.waitUntil(lambda: self.palette.model.is_complete)

    def press(self, key: Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget(), key, modifier)

    def click(self, name: str) -> None:
        """Clicks on a row."""
        view, row = self.palette.list, self.names.index(name)
        point = view.visualRect(self.palette.model.index(row)).center()
        QTest.mouseClick(view.viewport(), LEFT, pos=point)


@pytest.fixture
def hands(front: Any) -> Hands:
    front.view.setFocus()
    return Hands(front)


@pytest.fixture
def vietnamese_hands(home: Path, start: Callable[..., Any], still_worker: None, seeds_project: Path) -> Hands:
    (home / "settings.json").write_text(json.dumps({"person": "Lan", "language": "vi"}), "utf-8")
    front = start(seeds_project)
    front.settle()
    front.view.setFocus()
    return Hands(front)


def accept_first(hands: Hands, typed: str, shown: str) -> None:
    """Goes to the first suggestion and accepts it through the palette."""
    front = hands.front
    front.key(Key.Key_Tab)
    current = front.view.current
    hands.open()
    hands.type(typed)
    chosen = hands.palette.chosen
    assert isinstance(chosen, Entry)
    assert chosen.name == shown
    hands.press(Key.Key_Return)
    assert not hands.is_open
    assert QApplication.focusWidget() is front.view
    assert [(row[0], row[1]) for row in front.file_spans()] == [(current.start, current.end)]


@pytest.mark.parametrize("typed", ["accept", "ACC", "chap nhan", "nhan chap", "cn"])
def test_an_act_of_the_text_is_found_in_both_languages(hands: Hands, typed: str) -> None:
    accept_first(hands, typed, "Accept")


@pytest.mark.parametrize("typed", ["chap nhan", "accept"])
def test_the_same_in_a_vietnamese_window(vietnamese_hands: Hands, typed: str) -> None:
    accept_first(vietnamese_hands, typed, "Chấp nhận")


def test_what_was_typed_with_diacritics_finds_the_same(hands: Hands) -> None:
    hands.front.key(Key.Key_Tab)
    hands.open().field.setText("Chấp nhận")
    assert hands.names[1] == "Accept"


@pytest.mark.parametrize("typed", ["dong y", "đồng ý", "approve"])
def test_an_act_is_found_by_a_synonym(hands: Hands, typed: str) -> None:
    front = hands.front
    front.key(Key.Key_Tab)
    hands.open().field.setText(typed)
    assert hands.names[:2] == ["Acts", "Accept"]
    hands.press(Key.Key_Return)
    assert len(front.file_spans()) == 1


@pytest.mark.parametrize(
    ("typed", "name"), [("hoàn thành", "Xong, mở bài sau"), ("undo", "Hoàn tác"), ("user", "Người gán nhãn")]
)
def test_synonyms_in_a_vietnamese_window(vietnamese_hands: Hands, typed: str, name: str) -> None:
    vietnamese_hands.open().field.setText(typed)
    assert vietnamese_hands.names[1] == name


def test_every_synonym_is_of_an_act_and_says_more_than_its_name(hands: Hands) -> None:
    hands.open()
    listed = {row.id: row for row in hands.palette.model.rows if isinstance(row, Entry)}
    for act in SYNONYMS:
        for word, folded in listed[act].synonyms:
            assert folded, act
            assert folded not in listed[act].names, word
        assert len(set(synonyms(act))) == len(synonyms(act)), act


def test_an_article_is_found_by_its_file_s_name_without_diacritics(
    start: Any, home: Any, still_worker: None, tmp_path: Path
) -> None:
    path = str(tmp_path / f"own{SUFFIX}")
    project = new_project(path, "Lan")
    documents = [NewDocument(f"{name}.txt", "Một bài.", "Tin số 7") for name in ("Khác", "Đảng ủy Phú Mỹ")]
    batch = project.documents.begin_batch("test")
    keys = project.documents.add(batch, documents)
    row = project.documents.batch(batch)
    assert row is not None
    project.journal.apply(edits.show_batch(batch, row, {**row, "state": "visible"}, len(keys)), None)
    project.close()
    hands = Hands(start(path))
    hands.front.settle()
    hands.open()
    hands.type("dang uy phu my")
    assert hands.names[0] == "Articles"
    hands.press(Key.Key_Return)
    assert hands.front.session.document.document.name == "Đảng ủy Phú Mỹ.txt"


def test_the_card_is_as_high_as_its_rows(hands: Hands) -> None:
    palette = hands.open()
    full = palette.panel.height()
    hands.type("dong y")
    rows = len(palette.model.rows)
    assert rows < 12
    assert palette.list.viewport().height() >= rows * palette._row_height
    assert palette.panel.height() == full - (12 - rows) * palette._row_height
    palette.field.clear()
    assert palette.panel.height() == full


def test_an_article_is_opened_by_words_of_its_title(hands: Hands) -> None:
    front = hands.front
    hands.open()
    hands.type("lao dong doan")
    assert hands.names[0] == "Articles"
    title = hands.names[1]
    hands.press(Key.Key_Enter)
    assert not hands.is_open
    assert front.session.document.document.title.split() == title.split()
    assert QApplication.focusWidget() is front.view


def test_portions_come_after_the_key_press(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(title_search, "PORTION", 1)
    palette = hands.open()
    QTest.keyClicks(palette.field, "n")
    assert not palette.model.is_complete
    hands.front.qtbot.waitUntil(lambda: palette.model.is_complete)
    titles = {" ".join(row[0].split()) for row in hands.front.file("SELECT title FROM document")}
    assert titles <= set(hands.names)


def test_a_choice_stays_when_more_articles_are_found(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(title_search, "PORTION", 1)
    palette = hands.open()
    QTest.keyClicks(palette.field, "n")
    for _ in range(3):
        hands.press(Key.Key_Down)
    chosen = palette.chosen
    hands.front.qtbot.waitUntil(lambda: palette.model.is_complete)
    assert palette.chosen == chosen


def test_a_label_is_given_by_its_name(hands: Hands) -> None:
    front = hands.front
    place = front.select_words("Nghị quyết")
    hands.open()
    hands.type("label event")
    hands.press(Key.Key_Return)
    assert front.file_spans() == [(*place, "EVENT", "Nghị quyết")]


def test_the_mouse_does_the_same(hands: Hands) -> None:
    front = hands.front
    hands.open()
    hands.type("raw text")
    was_raw = front.view.is_raw
    hands.click("Show the raw text")
    front.qtbot.waitUntil(lambda: front.view.is_raw != was_raw)
    assert not hands.is_open


def test_a_click_beside_it_closes_it_and_does_nothing_else(hands: Hands) -> None:
    front = hands.front
    front.key(Key.Key_Tab)
    current = front.view.current
    hands.open()
    QTest.mouseClick(hands.palette, LEFT, pos=QPoint(5, hands.palette.height() - 5))
    assert not hands.is_open
    assert front.view.current == current
    assert QApplication.focusWidget() is front.view


def test_escape_and_its_own_key_leave_it(hands: Hands) -> None:
    field = hands.front.desk.articles.filters.search
    field.setFocus()
    hands.open()
    hands.press(Key.Key_Escape)
    assert not hands.is_open
    assert QApplication.focusWidget() is field
    hands.open()
    hands.press(Key.Key_K, CTRL)
    assert not hands.is_open
    assert QApplication.focusWidget() is field


def test_control_enter_and_other_keys_of_the_window_do_nothing_in_it(hands: Hands) -> None:
    front = hands.front
    state = front.session.document.state
    hands.open()
    hands.type("done")
    hands.press(Key.Key_Return, CTRL)
    hands.press(Key.Key_U, CTRL)
    hands.press(Key.Key_Tab)
    assert hands.is_open
    assert front.session.document.state == state
    assert not front.view.is_raw


def test_arrow_keys_skip_headings_and_go_round(hands: Hands) -> None:
    palette = hands.open()
    hands.type("n")
    possible = [row for row in palette.model.rows if not isinstance(row, str) and getattr(row, "is_enabled", True)]
    assert palette.chosen == possible[0]
    hands.press(Key.Key_Down)
    assert palette.chosen == possible[1]
    hands.press(Key.Key_Up)
    hands.press(Key.Key_Up)
    assert palette.chosen == possible[-1]
    hands.press(Key.Key_PageUp)
    assert palette.chosen == possible[len(possible) - 1 - 11]
    hands.press(Key.Key_PageDown)
    assert palette.chosen == possible[-1]


def test_what_cannot_be_done_now_stands_last_and_is_not_done(hands: Hands) -> None:
    palette = hands.open()
    hands.type("accept")
    acts = [row for row in palette.model.rows if isinstance(row, Entry)]
    assert [entry.name for entry in acts if not entry.is_enabled] == [acts[-1].name] == ["Accept"]
    hands.click("Accept")
    assert hands.is_open
    assert hands.front.file_spans() == []


def test_what_was_used_last_stands_first_and_is_remembered(
    hands: Hands, start: Callable[..., Any], home: Path, seeds_project: Path
) -> None:
    hands.open()
    assert hands.names[0] == "Acts"
    hands.type("larger")
    hands.press(Key.Key_Return)
    hands.front.close()
    assert json.loads((home / "settings.json").read_text("utf-8"))["palette"] == ["view.zoom-in"]
    again = Hands(start(seeds_project))
    again.open()
    assert again.names[:2] == ["Recently used", "Larger text"]
    assert again.palette.chosen == again.palette.model.rows[1]


def test_every_act_and_label_is_listed(hands: Hands) -> None:
    hands.open()
    listed = {row.id for row in hands.palette.model.rows if isinstance(row, Entry)}
    assert {spec.id for spec in specs()} - set(SUBMENUS) <= listed
    assert {f"span.label.{label.name}" for label in hands.front.session.span_labels} <= listed
    assert {"view.snap.word", "view.snap.syllable", "view.snap.character"} <= listed


def test_a_unit_of_selections_is_chosen(hands: Hands) -> None:
    hands.open()
    hands.type("selections syll")
    hands.press(Key.Key_Return)
    assert hands.front.view.snap_unit == "syllable"


def test_nothing_fits(hands: Hands) -> None:
    hands.open()
    hands.type("qqqq")
    assert hands.names == ["Nothing fits"]
    hands.press(Key.Key_Return)
    assert hands.is_open


def test_it_does_without_a_project(start: Callable[..., Any], home: Path, still_worker: None) -> None:
    front = start()
    front.session.close_project()
    hands = Hands(front)
    hands.open()
    hands.type("dark")
    hands.press(Key.Key_Return)
    assert front.window.theme.name == "dark"
    assert not hands.is_open


def test_it_goes_when_the_window_is_built_anew_under_it(hands: Hands) -> None:
    hands.open()
    hands.front.action("view.dark").trigger()
    QApplication.processEvents()
    assert not hands.is_open
    hands.open()
    hands.type("don")
    assert hands.is_open


def test_it_follows_the_size_of_the_window(hands: Hands) -> None:
    palette = hands.open()
    hands.front.window.resize(1210, 660)
    QApplication.processEvents()
    assert palette.size() == hands.front.window.size()
    assert palette.rect().contains(palette.panel.geometry())


def test_what_an_input_method_composes_counts_as_typed(hands: Hands) -> None:
    palette = hands.open()
    QTest.keyClicks(palette.field, "chap ")
    QApplication.sendEvent(palette.field, QInputMethodEvent("nhận", []))
    hands.front.qtbot.waitUntil(lambda: palette.model.words == ("chap", "nhan"))
    assert palette.field.text() == "chap "
    written = QInputMethodEvent("", [])
    written.setCommitString("nhận")
    QApplication.sendEvent(palette.field, written)
    QApplication.processEvents()
    assert palette.field.text() == "chap nhận"
    assert palette.model.words == ("chap", "nhan")


def test_a_mouse_at_rest_chooses_nothing_and_one_that_moves_does(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    palette = hands.open()
    monkeypatch.setattr(QCursor, "pos", lambda: palette._mouse)
    palette.list.entered.emit(palette.model.index(3))
    assert palette.list.currentIndex().row() == 1
    monkeypatch.setattr(QCursor, "pos", lambda: palette._mouse + QPoint(1, 0))
    palette.list.entered.emit(palette.model.index(3))
    assert palette.list.currentIndex().row() == 3
    palette.list.entered.emit(palette.model.index(0))
    assert palette.list.currentIndex().row() == 3


def test_accessible_names(hands: Hands) -> None:
    palette = hands.open()
    for part in (palette, palette.field, palette.list):
        assert part.objectName()
        assert part.accessibleName()
