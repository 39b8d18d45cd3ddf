"""The suggestion queue by keys and mouse in the real window, with the project file read beside it."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QMenu, QToolButton

from annotator.core import edits
from annotator.core.model import AnnotatorKind, NewDocument
from annotator.core.selection import SnapUnit
from annotator.storage.project import SUFFIX, Project
from annotator.workflows.setup import new_project

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier
ONE = "Ông Tô Lâm thăm Hà Nội.\nÔng Tô Lâm gặp bà Trương Mỹ Hoa ở Huế.\nHà Nội vào thu.\n"
TWO = "Bà Trương Mỹ Hoa về Huế.\nÔng Tô Lâm cùng đi.\n"
THREE = "Không có gì ở đây cả.\n"
FOUND = {"Tô Lâm": ("PER", 0.9), "Hà Nội": ("LOC", 0.6), "Trương Mỹ Hoa": ("PER", 0.4), "Huế": ("LOC", 0.8)}


class Hands:
    """The window with the queue, and what a person does there."""

    def __init__(self, front: Any) -> None:
        self.front = front

    def __getattr__(self, name: str) -> Any:
        return getattr(self.front, name)

    @property
    def page(self) -> Any:
        return self.desk.bench.page("queue")

    @property
    def table(self) -> Any:
        return self.page.table

    def enter(self, scope: str = "article", order: str = "position") -> None:
        self.show(scope, order)
        QApplication.processEvents()

    def show(self, scope: str, order: str = "position") -> None:
        """Opens the queue; what is read beside the window has not come yet."""
        settings = self.window.settings
        settings.queue_scope, settings.queue_order = scope, order
        self.shortcut(Key.Key_J)
        assert self.desk.bench.shown == "queue"

    def press(self, *keys: Any, modifier: Qt.KeyboardModifier = NONE) -> None:
        """Presses keys wherever the keyboard is, which has to be in the queue."""
        for key in keys:
            focus = QApplication.focusWidget()
            assert self.page.isAncestorOf(focus), focus
            QTest.keyClick(focus, key, modifier)

    def rows(self) -> list[str]:
        return [row.hit for row in self.table.rows]

    @property
    def current(self) -> str:
        row = self.table.current_row()
        return row.hit if row is not None else ""

    @property
    def count(self) -> str:
        return self.page.bar.count.text()

    def answers(self) -> list[tuple[Any, ...]]:
        """Every answer as the file has it."""
        query = """SELECT d.name, substr(d.text, a.start + 1, a."end" - a.start), l.name, a.answer FROM answer a
        JOIN document d ON d.id = a.document JOIN label l ON l.id = a.label ORDER BY a.document, a.start"""
        return self.file(query)

    def own(self) -> list[tuple[Any, ...]]:
        """Every span of Lan's as the file has it."""
        query = """SELECT d.name, s.quote, l.name, s.origin FROM span s JOIN document d ON d.id = s.document
        JOIN label l ON l.id = s.label JOIN annotator a ON a.id = s.annotator
        WHERE a.name = 'Lan' ORDER BY s.document, s.start"""
        return self.file(query)

    def states(self) -> dict[str, str]:
        query = "SELECT d.name, a.state FROM assignment a JOIN document d ON d.id = a.document"
        return dict(self.file(query))

    def held_enter(self, widget: Any) -> None:
        """Enter as it comes again while it is held down."""
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, Key.Key_Return, NONE, "\r", True))


def make(path: str, texts: Sequence[str], **published: str) -> None:
    """A project with texts in which every name of `FOUND` is suggested."""
    project = new_project(path, "Lan")
    batch = project.documents.begin_batch("test")
    documents = [
        NewDocument(f"bai-{n}", text, f"Bài {n}", published=published.get(f"d{n}")) for n, text in enumerate(texts, 1)
    ]
    keys = project.documents.add(batch, documents)
    row = project.documents.batch(batch)
    project.journal.apply(edits.show_batch(batch, row, {**row, "state": "visible"}, len(keys)), None)
    for key, text in zip(keys, texts, strict=True):
        suggest(project, key, text)
    project.close()


def suggest(project: Project, document: int, text: str) -> None:
    from annotator.nlp import suggesters

    machine = project.people.ensure(suggesters.DEFAULT, AnnotatorKind.MACHINE)
    labels = {label.name: label.id for label in project.labels.all()}
    found = []
    for words, (label, score) in FOUND.items():
        start = text.find(words)
        while start >= 0:
            found.append((start, start + len(words), labels[label], score))
            start = text.find(words, start + 1)
    project.annotations.add_run_spans(document, machine.id, text, sorted(found))
    project.annotations.end_run(document, machine.id, suggesters.get(suggesters.DEFAULT).version)


@pytest.fixture
def hands(start: Any, home: Path, still_worker: None, tmp_path: Path) -> Callable[..., Hands]:
    """Opens the window on a project of texts of this file."""

    def opened(*texts: str, **published: str) -> Hands:
        path = str(tmp_path / f"own{SUFFIX}")
        make(path, texts or (ONE, TWO, THREE), **published)
        front = start(path)
        front.settle()
        front.open("bai-1")
        return Hands(front)

    return opened


# --- the rows


def test_the_queue_shows_what_is_open_with_its_words(hands: Any) -> None:
    hand = hands()
    hand.enter()
    assert hand.rows() == ["Tô Lâm", "Hà Nội", "Tô Lâm", "Trương Mỹ Hoa", "Huế", "Hà Nội"]
    row = hand.table.rows[3]
    assert row.left.endswith("Ông Tô Lâm gặp bà")
    assert row.right.startswith("ở Huế.")
    assert (row.label, row.remark, row.article) == ("PER", "40%", "")
    assert hand.count == "1 of 6"
    assert hand.view.current.quote == "Tô Lâm"


def test_the_whole_project_names_the_articles(hands: Any) -> None:
    hand = hands()
    hand.enter("project")
    assert hand.count == "1 of 9"
    assert [row.article for row in hand.table.rows] == ["Bài 1"] * 6 + ["Bài 2"] * 3


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("uncertain", ["Trương Mỹ Hoa", "Hà Nội", "Hà Nội", "Huế", "Tô Lâm", "Tô Lâm"]),
        ("label", ["Tô Lâm", "Tô Lâm", "Trương Mỹ Hoa", "Hà Nội", "Huế", "Hà Nội"]),
        ("surface", ["Hà Nội", "Tô Lâm", "Huế", "Trương Mỹ Hoa"]),
    ],
)
def test_the_orders(hands: Any, order: str, expected: list[str]) -> None:
    hand = hands()
    hand.enter(order=order)
    assert hand.rows() == expected


def test_scope_and_order_by_mouse_are_remembered(hands: Any) -> None:
    hand = hands()
    hand.enter()
    QTest.mouseClick(hand.part(QToolButton, "queueScope.project"), LEFT)
    assert len(hand.rows()) == 9
    hand.part(QMenu, "queueOrderMenu").actions()[1].trigger()
    assert hand.rows()[0] == "Trương Mỹ Hoa"
    assert (hand.window.settings.queue_scope, hand.window.settings.queue_order) == ("project", "uncertain")


def test_it_begins_at_what_is_current_in_the_text(hands: Any) -> None:
    hand = hands()
    hand.act("suggestion.next")
    hand.act("suggestion.next")
    hand.act("suggestion.next")
    assert hand.view.current.start == ONE.index("Tô Lâm", 20)
    hand.enter()
    assert hand.count == "3 of 6"


# --- answers


def test_accepting_goes_on_to_the_next_and_shows_it_in_the_text(hands: Any) -> None:
    hand = hands()
    hand.enter()
    hand.press(Key.Key_Return)
    assert hand.own() == [("bai-1", "Tô Lâm", "PER", "suggestion")]
    assert hand.current == "Hà Nội" == hand.view.current.quote
    hand.press(Key.Key_Space)
    assert [row[1] for row in hand.own()] == ["Tô Lâm", "Hà Nội"]
    assert hand.count == "1 of 4"
    assert hand.states() == {"bai-1": "in-progress"}


def test_arrows_move_and_the_text_follows(hands: Any) -> None:
    hand = hands()
    hand.enter()
    hand.press(Key.Key_Down, Key.Key_Down, Key.Key_Down, Key.Key_Up, Key.Key_Down)
    assert (hand.current, hand.count) == ("Trương Mỹ Hoa", "4 of 6")
    assert hand.view.current.quote == "Trương Mỹ Hoa"
    hand.press(Key.Key_Return)
    assert [row[1] for row in hand.own()] == ["Trương Mỹ Hoa"]
    assert hand.current == "Huế"


def test_control_enter_answers_and_finishes_only_what_is_answered(hands: Any) -> None:
    hand = hands()
    hand.enter()
    hand.press(Key.Key_Return, modifier=Qt.KeyboardModifier.ControlModifier)
    assert len(hand.answers()) == 1
    assert hand.states() == {"bai-1": "in-progress"}
    answer_all(hand)
    hand.press(Key.Key_Return, modifier=Qt.KeyboardModifier.ControlModifier)
    assert hand.states() == {"bai-1": "done"}
    assert hand.session.document.document.name == "bai-2"


def test_after_the_last_row_comes_the_first(hands: Any) -> None:
    hand = hands()
    hand.enter()
    hand.press(Key.Key_End, Key.Key_Return)
    assert (hand.current, hand.count) == ("Tô Lâm", "1 of 5")


def test_rejecting_takes_the_same_words_of_the_article(hands: Any) -> None:
    hand = hands()
    hand.enter()
    hand.press(Key.Key_Backspace)
    assert hand.answers() == [("bai-1", "Tô Lâm", "PER", "rejected")] * 2
    assert hand.rows() == ["Hà Nội", "Trương Mỹ Hoa", "Huế", "Hà Nội"]
    assert hand.current == "Hà Nội"


def test_a_digit_accepts_with_that_label(hands: Any) -> None:
    hand = hands()
    hand.enter()
    hand.press("2")
    assert hand.own() == [("bai-1", "Tô Lâm", "ORG", "suggestion")]
    assert ("bai-1", "Tô Lâm", "PER", "corrected") in hand.answers()
    assert hand.current == "Hà Nội"


def test_skipping_and_asking_again(hands: Any) -> None:
    hand = hands()
    hand.enter()
    hand.press("s", "s")
    assert [row[1:] for row in hand.answers()] == [("Tô Lâm", "PER", "skipped"), ("Hà Nội", "LOC", "skipped")]
    assert hand.count == "1 of 4"
    QTest.mouseClick(hand.part(QToolButton, "queueSkipped"), LEFT)
    assert hand.rows() == ["Tô Lâm", "Hà Nội"]
    hand.press("s")
    assert [row[1] for row in hand.answers()] == ["Hà Nội"]
    hand.press(Key.Key_Return)
    assert hand.own() == [("bai-1", "Hà Nội", "LOC", "suggestion")]
    assert [row[1:] for row in hand.answers()] == [("Hà Nội", "LOC", "accepted")]
    assert hand.rows() == []
    QTest.mouseClick(hand.part(QToolButton, "queueSkipped"), LEFT)
    assert hand.rows()[0] == "Tô Lâm"


def test_the_same_keys_in_the_reading_view(hands: Any) -> None:
    hand = hands()
    hand.key(Key.Key_Tab)
    hand.key("s")
    assert [row[1:] for row in hand.answers()] == [("Tô Lâm", "PER", "skipped")]
    assert hand.view.current.quote == "Hà Nội"
    hand.act("edit.undo")
    assert hand.answers() == []
    assert hand.view.current.quote == "Tô Lâm"


def test_accepting_all_that_are_identical_is_one_edit(hands: Any) -> None:
    hand = hands()
    hand.enter("project")
    hand.press("a")
    assert hand.own() == [("bai-1", "Tô Lâm", "PER", "suggestion")] * 2 + [("bai-2", "Tô Lâm", "PER", "suggestion")]
    assert hand.states() == {"bai-1": "in-progress", "bai-2": "in-progress"}
    assert (hand.current, hand.count) == ("Hà Nội", "1 of 6")
    hand.shortcut(Key.Key_Z)
    hand.page.catch_up()
    assert hand.own() == [] == hand.answers()
    assert hand.count.endswith("of 9")


def test_in_an_article_all_that_are_identical_stay_there(hands: Any) -> None:
    hand = hands()
    hand.enter()
    hand.press("a")
    assert {row[0] for row in hand.own()} == {"bai-1"}
    assert len(hand.own()) == 2


def test_a_group_is_opened_and_answered_as_one(hands: Any) -> None:
    hand = hands()
    hand.enter("project", "surface")
    assert hand.rows() == ["Tô Lâm", "Hà Nội", "Huế", "Trương Mỹ Hoa"]
    assert [row.left for row in hand.table.rows] == ["▸"] * 4
    hand.press(Key.Key_Right)
    assert hand.rows()[:5] == ["Tô Lâm"] * 4 + ["Hà Nội"]
    assert hand.count == "1 of 4 groups"
    hand.press(Key.Key_Return)
    assert len(hand.rows()) == 4
    hand.press(Key.Key_Right, Key.Key_Down, Key.Key_Return)
    assert hand.own() == [("bai-1", "Tô Lâm", "PER", "suggestion")]
    hand.press(Key.Key_Home)
    assert hand.current == "Hà Nội"
    hand.press(Key.Key_Space)
    assert [row[1] for row in hand.own()] == ["Tô Lâm", "Hà Nội", "Hà Nội"]
    hand.press(Key.Key_Backspace)
    assert [row[:2] for row in hand.answers() if row[3] == "rejected"] == [("bai-1", "Huế"), ("bai-2", "Huế")]
    assert hand.view.current.quote == hand.current == "Tô Lâm"


def test_the_hint_tells_what_enter_does_just_now(hands: Any) -> None:
    hand = hands()
    hand.enter("project", "surface")
    hint = hand.part(QLabel, "queueHint")
    assert hint.text().startswith("Enter open a group   ·   Space accept")
    hand.press(Key.Key_Escape)
    hand.show("project", "position")
    assert hint.text().startswith("Enter accept")


def test_the_least_certain_comes_first_whatever_is_current_in_the_text(hands: Any) -> None:
    hand = hands()
    hand.enter()
    hand.press(Key.Key_Down, Key.Key_Down, Key.Key_Escape)
    hand.enter(order="uncertain")
    assert hand.table.currentIndex().row() == 0


def test_a_group_is_relabelled_and_skipped(hands: Any) -> None:
    hand = hands()
    hand.enter("project", "surface")
    hand.press("2")
    assert hand.own() == [("bai-1", "Tô Lâm", "ORG", "suggestion")] * 2 + [("bai-2", "Tô Lâm", "ORG", "suggestion")]
    assert {row[2:] for row in hand.answers()} == {("PER", "corrected")}
    hand.press("s")
    assert [row[1] for row in hand.answers() if row[3] == "skipped"] == ["Hà Nội", "Hà Nội"]


# --- edges


def test_edges_move_and_the_row_stays_until_one_goes_on(hands: Any) -> None:
    hand = hands("Ông Tô Lâm thăm Hà Nội.\n")
    while hand.view.snap_unit != SnapUnit.SYLLABLE:
        QTest.mouseClick(hand.part(QToolButton, "snapButton"), LEFT)
    hand.enter()
    hand.press("[")
    assert hand.own() == [("bai-1", "Ông Tô Lâm", "PER", "suggestion")]
    assert (hand.current, hand.count) == ("Ông Tô Lâm", "1 of 2")
    hand.press("]")
    assert hand.own()[0][1] == "Ông Tô Lâm thăm" == hand.current
    hand.press(Key.Key_BraceRight, modifier=SHIFT)
    assert hand.own()[0][1] == "Ông Tô Lâm" == hand.current
    hand.press(Key.Key_Return)
    assert hand.current == "Hà Nội" == hand.view.current.quote
    assert hand.answers() == [("bai-1", "Tô Lâm", "PER", "corrected")]
    assert len(hand.own()) == 1


def test_moving_on_by_an_arrow_leaves_what_was_moved(hands: Any) -> None:
    hand = hands()
    hand.enter()
    hand.press("[", Key.Key_Down)
    assert hand.current == "Hà Nội"
    assert hand.rows()[0] == "Hà Nội"
    hand.press(Key.Key_Return)
    assert [row[1] for row in hand.own()] == ["Ông Tô Lâm", "Hà Nội"]


def test_what_was_moved_is_relabelled_or_taken_away(hands: Any) -> None:
    hand = hands()
    hand.enter()
    hand.press("[", "2")
    assert [row[2] for row in hand.own()] == ["ORG"]
    assert hand.current == "Hà Nội"
    hand.press("[", Key.Key_Backspace)
    assert len(hand.own()) == 1


def test_undoing_a_move_brings_the_row_back_as_it_was(hands: Any) -> None:
    hand = hands("Ông Tô Lâm thăm Hà Nội.\n")
    hand.enter()
    hand.press("[", Key.Key_BracketRight)
    moved = hand.current
    assert moved == hand.own()[0][1] != "Ông Tô Lâm"
    hand.shortcut(Key.Key_Z)
    hand.qtbot.waitUntil(lambda: hand.current == "Ông Tô Lâm")
    hand.shortcut(Key.Key_Z)
    hand.qtbot.waitUntil(lambda: hand.current == "Tô Lâm")
    assert hand.own() == [] == hand.answers()
    assert hand.count == "1 of 2"


def test_a_label_chosen_from_all_of_them(hands: Any) -> None:
    hand = hands()
    hand.enter()
    hand.press("l")
    field = QApplication.focusWidget()
    assert not hand.page.isAncestorOf(field)
    QTest.keyClicks(field, "EVENT")
    QTest.keyClick(field, Key.Key_Return)
    hand.qtbot.waitUntil(lambda: hand.page.isAncestorOf(QApplication.focusWidget()))
    assert hand.own() == [("bai-1", "Tô Lâm", "EVENT", "suggestion")]
    assert hand.current == "Hà Nội" == hand.view.current.quote


# --- other articles


def test_going_to_a_row_of_another_article_opens_it(hands: Any) -> None:
    hand = hands()
    hand.enter("project")
    hand.press(Key.Key_End)
    hand.qtbot.waitUntil(lambda: hand.session.document.document.name == "bai-2")
    assert hand.page.isAncestorOf(QApplication.focusWidget())
    assert hand.view.current.quote == "Tô Lâm"


def test_answering_before_it_is_opened_answers_the_right_one(hands: Any) -> None:
    hand = hands()
    hand.enter("project")
    hand.press(Key.Key_End, Key.Key_Return)
    assert hand.own() == [("bai-2", "Tô Lâm", "PER", "suggestion")]


def test_what_changes_elsewhere_is_followed(hands: Any) -> None:
    hand = hands()
    hand.enter("project")
    hand.key(Key.Key_Escape)
    hand.select_words("Hà Nội")
    hand.key("2")
    hand.qtbot.waitUntil(lambda: hand.rows().count("Hà Nội") == 1)
    hand.act("edit.undo")
    hand.qtbot.waitUntil(lambda: hand.rows().count("Hà Nội") == 2)


def test_undo_in_the_queue_brings_the_row_back(hands: Any) -> None:
    hand = hands()
    hand.enter()
    hand.press(Key.Key_Down, Key.Key_Return, Key.Key_Return)
    hand.shortcut(Key.Key_Z)
    hand.qtbot.waitUntil(lambda: hand.current == "Tô Lâm")
    assert hand.count == "2 of 5"
    hand.shortcut(Key.Key_Z)
    hand.qtbot.waitUntil(lambda: hand.count == "2 of 6")
    assert hand.current == "Hà Nội"
    assert hand.own() == []


def test_a_read_only_project_is_shown_but_not_answered(
    start: Any, home: Path, still_worker: None, tmp_path: Path
) -> None:
    path = tmp_path / f"own{SUFFIX}"
    make(str(path), [ONE])
    path.chmod(0o444)
    holder = Project.open(str(path)) if os.access(path, os.W_OK) else None
    front = start(path)
    hand = Hands(front)
    hand.settle()
    hand.open("bai-1")
    hand.enter()
    assert len(hand.rows()) == 6
    hand.press(Key.Key_Return, Key.Key_Backspace, "s", "a", "2")
    assert len(hand.rows()) == 6
    assert hand.notice
    if holder is not None:
        holder.close()
    assert hand.answers() == [] == hand.own()


# --- done


def answer_all(hand: Hands) -> None:
    while hand.rows():
        hand.press(Key.Key_Return)


def test_enter_after_the_last_answer_marks_done_and_opens_the_next(hands: Any) -> None:
    hand = hands()
    hand.enter()
    answer_all(hand)
    assert hand.states() == {"bai-1": "in-progress"}
    hand.held_enter(QApplication.focusWidget())
    assert hand.states() == {"bai-1": "in-progress"}
    hand.press(Key.Key_Return)
    assert hand.states() == {"bai-1": "done"}
    assert hand.session.document.document.name == "bai-2"
    assert hand.current == "Trương Mỹ Hoa" == hand.view.current.quote
    hand.held_enter(QApplication.focusWidget())
    assert len(hand.rows()) == 3
    hand.shortcut(Key.Key_Z)
    assert hand.states() == {"bai-1": "in-progress"}
    assert hand.session.document.document.name == "bai-1"


def test_an_article_where_nothing_was_answered_is_not_done_by_enter(hands: Any) -> None:
    hand = hands()
    hand.open("bai-3")
    hand.enter()
    hand.press(Key.Key_Return, Key.Key_Return)
    assert hand.states() == {}
    assert "No open suggestion in this article." in hand.page.empty.accessibleName()


def test_in_the_reading_view_too(hands: Any) -> None:
    hand = hands()
    hand.open("bai-2")
    hand.key(Key.Key_Tab)
    for _ in range(3):
        hand.key(Key.Key_Return)
    strip = hand.part(QFrame, "finishStrip")
    assert strip.isVisible()
    hand.held_enter(hand.view)
    assert hand.states() == {"bai-2": "in-progress"}
    hand.key(Key.Key_Return)
    assert hand.states() == {"bai-2": "done"}
    assert hand.session.document.document.name == "bai-3"
    assert not strip.isVisible()
    hand.key(Key.Key_Return)
    assert hand.states() == {"bai-2": "done"}


def test_escape_and_other_acts_put_the_offer_away(hands: Any) -> None:
    hand = hands()
    hand.open("bai-2")
    hand.act("suggestion.accept-all")
    strip = hand.part(QFrame, "finishStrip")
    assert strip.isVisible()
    hand.key(Key.Key_Escape)
    assert not strip.isVisible()
    hand.key(Key.Key_Return)
    assert hand.states() == {"bai-2": "in-progress"}
    hand.act("edit.undo")
    hand.act("suggestion.accept-all")
    assert strip.isVisible()
    hand.act("edit.undo")
    assert not strip.isVisible()


def test_the_last_article_is_done_and_said(hands: Any) -> None:
    hand = hands(TWO)
    hand.enter()
    answer_all(hand)
    hand.press(Key.Key_Return)
    assert hand.states() == {"bai-1": "done"}
    assert "No article is left" in hand.notice
    hand.press(Key.Key_Return)
    assert hand.states() == {"bai-1": "done"}


def test_the_next_article_by_the_chosen_order(hands: Any) -> None:
    long = "Một câu rất dài về chuyện khác. " * 5
    hand = hands(ONE, long + TWO, long, TWO, d1="2024-01-01", d2="2021-01-01", d4="2020-01-01")
    menu = hand.desk.bench.page("queue").bar.next_order.menu()
    expected = {"list": "bai-2", "oldest": "bai-4", "shortest": "bai-4", "learning": "bai-4"}
    for order, name in expected.items():
        menu.aboutToShow.emit()
        next(action for action in menu.actions() if action.data() == order).trigger()
        assert hand.window.settings.next_order == order
        hand.open("bai-1")
        hand.act("article.done")
        assert hand.session.document.document.name == name
        hand.act("edit.undo")


def test_the_order_is_kept_when_the_window_is_closed(hands: Any, start: Any) -> None:
    hand = hands()
    hand.window.settings.next_order = "shortest"
    path = hand.path
    hand.front.close()
    front = start(path)
    assert front.window.settings.next_order == "shortest"


# --- much


def test_many_rows_come_as_they_are_needed(hands: Any) -> None:
    names = [f"Ông Tô Lâm thứ {n}." for n in range(600)]
    hand = hands("\n".join(names) + "\n")
    hand.enter()
    assert len(hand.rows()) < 200
    assert hand.count == "1 of 600"
    while hand.table.current_row().start != hand.text.rindex("Tô Lâm"):
        before = hand.table.current_row()
        hand.press(Key.Key_End)
        assert hand.table.current_row() != before
    assert hand.count == "600 of 600"
    hand.act("suggestion.queue")
    hand.view.set_current(hand.session.document.suggestions[300])
    hand.enter()
    assert hand.count == "301 of 600"
    while hand.table.current_row().start != hand.text.index("Tô Lâm"):
        before = hand.table.current_row()
        hand.press(Key.Key_Home)
        assert hand.table.current_row() != before
    assert hand.count == "1 of 600"
    assert [row.start for row in hand.table.rows] == sorted({row.start for row in hand.table.rows})


@pytest.mark.parametrize("order", ["position", "uncertain", "label", "surface"])
def test_much_is_read_beside_the_window(hands: Any, monkeypatch: pytest.MonkeyPatch, order: str) -> None:
    monkeypatch.setattr("annotator.ui.queue_reader.AT_ONCE", 2)
    hand = hands()
    hand.show("project", order)
    assert hand.rows() == []
    assert "Reading" in hand.page.empty.accessibleName()
    hand.qtbot.waitUntil(lambda: hand.rows() != [])
    assert len(hand.rows()) == (4 if order == "surface" else 9)
    assert hand.page.isAncestorOf(QApplication.focusWidget())
    hand.press(Key.Key_Space)
    assert len(hand.own()) == (3 if order == "surface" else 1)


def test_what_changes_while_it_is_read_is_not_missed(hands: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotator.ui.queue_reader.AT_ONCE", 2)
    hand = hands()
    hand.show("project")
    hand.act("suggestion.accept-all")
    hand.qtbot.waitUntil(lambda: hand.rows() == ["Trương Mỹ Hoa", "Huế", "Tô Lâm"])


def test_hiding_it_stops_the_reading(hands: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotator.ui.queue_reader.AT_ONCE", 2)
    hand = hands()
    hand.show("project")
    hand.press(Key.Key_Escape)
    assert hand.desk.bench.shown == ""
    hand.act("suggestion.accept-all")
    QApplication.processEvents()
    assert hand.rows() == []
    monkeypatch.setattr("annotator.ui.queue_reader.AT_ONCE", 100)
    hand.enter("project")
    assert len(hand.rows()) == 3


@pytest.mark.parametrize("seed", range(3))
def test_any_keys_leave_the_rows_as_a_fresh_reading_has_them(hands: Any, seed: int) -> None:
    chance = random.Random(seed)
    hand = hands(ONE, TWO, THREE, ONE + TWO)
    keys = [Key.Key_Down, Key.Key_Up, Key.Key_Return, Key.Key_Space, Key.Key_Backspace, "s", "a", "2", "[", "]"]
    keys += [Key.Key_Right, Key.Key_Left, Key.Key_Delete, Key.Key_End, Key.Key_BraceLeft]
    bar = hand.page.bar
    for _ in range(60):
        hand.desk.bench.close_up()
        hand.show(chance.choice(["article", "project"]), chance.choice(["position", "uncertain", "label", "surface"]))
        for _ in range(chance.randrange(4)):
            focus = QApplication.focusWidget()
            QTest.keyClick(focus, chance.choice(keys))
            if chance.random() < 0.25:
                hand.shortcut(Key.Key_Z)
        if chance.random() < 0.2:
            bar.skipped.toggle()
        hand.page.catch_up()
        shown = [(row.document, row.start, row.end, row.label) for row in hand.table.rows]
        QTest.keyClick(hand.page, Key.Key_Escape)
        hand.desk.bench.close_up()
        hand.shortcut(Key.Key_J)
        if hand.page.bar.order != "surface" and not moved_row(hand, shown):
            assert sorted(shown) == sorted((row.document, row.start, row.end, row.label) for row in hand.table.rows)
    shown = hand.session.document
    before = [span.id for span in shown.suggestions], [span.id for span in shown.spans.all]
    hand.session.reread()
    again = hand.session.document
    assert before == ([span.id for span in again.suggestions], [span.id for span in again.spans.all])


def moved_row(hand: Hands, shown: list[tuple[int, int, int, str]]) -> bool:
    """Whether one of the rows is what the person has made of a suggestion by moving its edges."""
    query = """SELECT s.document, s.start, s."end", l.name FROM span s JOIN label l ON l.id = s.label
    JOIN annotator a ON a.id = s.annotator WHERE a.name = 'Lan'"""
    return not set(hand.file(query)).isdisjoint(shown)
