from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QListView, QMenu, QTabBar, QToolButton

from annotator.core.model import State
from annotator.core.selection import SnapUnit
from annotator.ui.label_bar import LabelButton

Key = Qt.Key
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def labelled(front: Any) -> tuple[Any, tuple[int, int]]:
    """The window with one span, ORG on "Nhà nước", for which nothing is suggested."""
    range_ = front.select_words("Nhà nước")
    front.key("2")
    return front, range_


# --- labelling


def colour_at(front: Any, point: QPoint) -> tuple[int, int, int]:
    """The colour of a pixel of the text as it is painted now."""
    colour = front.view.viewport().grab().toImage().pixelColor(point)
    return colour.red(), colour.green(), colour.blue()


def test_a_selection_by_mouse_and_a_label_key(front: Any) -> None:
    start, end = front.select_words("Tết Nguyên đán")
    assert front.view.selection == (start, end)
    front.key("6")
    assert front.file_spans() == [(start, end, "EVENT", "Tết Nguyên đán")] == front.spans()
    assert front.view.selection is None
    assert front.view.current.label == front.label("EVENT").id
    assert front.saved == "Saved"
    state = "SELECT state FROM assignment WHERE document = ?"
    assert front.file(state, front.session.document.id) == [("in-progress",)]


def test_a_selection_made_from_its_end(front: Any) -> None:
    start, end = front.place("Tết Nguyên đán")
    front.reveal(start)
    front.drag(front.point(end, end=True), front.point(start))
    front.key("6")
    assert front.file_spans() == [(start, end, "EVENT", "Tết Nguyên đán")]


def test_a_selection_by_keyboard_and_a_label_key(front: Any) -> None:
    start, end = front.place("Tết Nguyên đán")
    front.select_by_key(start, end)
    assert front.view.selection == (start, end)
    front.key("6")
    assert front.file_spans() == [(start, end, "EVENT", "Tết Nguyên đán")]


def test_a_selection_and_a_label_button(front: Any) -> None:
    start, end = front.select_words("Nhà nước")
    QTest.mouseClick(front.part(LabelButton, "label.ORG"), Qt.MouseButton.LeftButton)
    assert front.file_spans() == [(start, end, "ORG", "Nhà nước")]
    assert not front.part(LabelButton, "label.ORG").isChecked()


def test_an_armed_label_labels_every_double_clicked_word(front: Any) -> None:
    words = [front.place("Nhà nước"), front.place("Đảng", 1)]
    front.know_words(words)
    front.key(Key.Key_Escape)
    front.key("2")
    button = front.part(LabelButton, "label.ORG")
    assert button.isChecked()
    for start, _ in words:
        front.reveal(start)
        front.double_click(front.middle((start, start + 1)))
    assert [span[:3] for span in front.file_spans()] == sorted((*range_, "ORG") for range_ in words)
    front.view.set_current(None)
    front.key(Key.Key_Escape)
    assert not button.isChecked()
    front.reveal(front.place("lãnh đạo")[0])
    front.double_click(front.middle(front.place("lãnh")))
    assert len(front.file_spans()) == 2


def test_the_armed_label_is_put_away_by_its_own_key(front: Any) -> None:
    front.key("2")
    front.key("2")
    assert not front.part(LabelButton, "label.ORG").isChecked()
    front.reveal(front.place("lãnh đạo")[0])
    front.double_click(front.middle(front.place("lãnh")))
    assert front.file_spans() == []


@pytest.mark.parametrize("part", ["first half", "last half", "blank inside"])
def test_a_double_click_anywhere_on_a_word_takes_it(front: Any, part: str) -> None:
    start, end = front.place("Nhà nước")
    front.know_words([(start, end)])
    front.key("2")
    front.reveal(start)
    inside = {"first half": start, "last half": end - 1, "blank inside": start + 3}[part]
    left, right = front.point(inside), front.point(inside + 1)
    aside = QPoint(1, 0)
    front.double_click(right - aside if part == "last half" else left + aside)
    assert front.file_spans() == [(start, end, "ORG", "Nhà nước")]


# --- what a selection takes


@pytest.mark.parametrize(
    ("unit", "expected"), [("word", "Nhà nước"), ("syllable", "nước"), ("character", "ướ")], ids=str
)
def test_a_selection_takes_whole_units(front: Any, unit: str, expected: str) -> None:
    start, _ = front.place("Nhà nước")
    front.know_words([(start, start + 8)])
    while front.view.snap_unit != SnapUnit(unit):
        QTest.mouseClick(front.part(QToolButton, "snapButton"), Qt.MouseButton.LeftButton)
    front.select(start + 5, start + 7)
    front.key("2")
    ((_, _, _, quote),) = front.file_spans()
    assert quote == expected


@pytest.mark.parametrize("unit", list(SnapUnit))
def test_no_blank_stays_at_an_edge(front: Any, unit: SnapUnit) -> None:
    front.act(f"view.snap.{unit}")
    start, end = front.place(" Nhà nước ")
    front.select(start, end)
    assert front.view.selection == (start + 1, end - 1)
    front.key("2")
    assert front.file_spans() == [(start + 1, end - 1, "ORG", "Nhà nước")]


def test_only_blanks_are_no_selection(front: Any) -> None:
    front.act("view.snap.character")
    start, _ = front.place(" Nhà nước")
    front.select(start, start + 1)
    assert front.view.selection is None
    front.key("2")
    assert front.file_spans() == []


def test_words_that_come_later_widen_the_selection(front: Any) -> None:
    start, end = front.place("Nhà nước")
    front.select(start + 4, end)
    assert front.view.selection == (start + 4, end)
    front.know_words([(start, end)])
    assert front.view.selection == (start, end)


# --- refusing


@pytest.mark.parametrize("theme", ["light", "sepia", "dark"])
def test_a_selection_is_seen_over_the_current_suggestion(front: Any, theme: str) -> None:
    if front.window.settings.theme != theme:
        front.act(f"view.{theme}")
    suggestion = next(s for s in front.session.document.suggestions if s.quote == "Văn phòng Trung ương Đảng")
    front.view.set_current(suggestion, go=True)
    blank = front.text.index(" Trung", suggestion.start)
    at = (front.point(blank) + front.point(blank + 1)) / 2
    bare = colour_at(front, at)
    front.view.select(suggestion.start, suggestion.end)
    assert front.view.selection == (suggestion.start, suggestion.end)
    seen = colour_at(front, at)
    assert max(abs(a - b) for a, b in zip(bare, seen, strict=True)) >= 20


def test_a_duplicate_is_refused_with_a_sentence(labelled: tuple[Any, tuple[int, int]]) -> None:
    front, range_ = labelled
    front.key(Key.Key_Escape)
    before = front.file_spans()
    front.select(*range_)
    front.key("2")
    assert front.file_spans() == before == front.spans()
    assert front.notice
    assert front.saved == "Saved"
    assert len(front.file("SELECT id FROM edit WHERE name = 'span.add'")) == 1


def test_another_label_on_the_same_words_is_allowed(labelled: tuple[Any, tuple[int, int]]) -> None:
    front, range_ = labelled
    front.key(Key.Key_Escape)
    front.select(*range_)
    front.key("3")
    assert [span[:3] for span in front.file_spans()] == [(*range_, "ORG"), (*range_, "LOC")]


def test_relabelling_to_what_is_there_is_refused(labelled: tuple[Any, tuple[int, int]]) -> None:
    front, range_ = labelled
    front.key(Key.Key_Escape)
    front.select(*range_)
    front.key("3")
    front.key("2")
    assert [span[2] for span in front.file_spans()] == ["ORG", "LOC"]
    assert front.notice


# --- the current span


def test_relabel_by_key(labelled: tuple[Any, tuple[int, int]]) -> None:
    front, range_ = labelled
    front.click(range_)
    front.key("3")
    assert front.file_spans() == [(*range_, "LOC", "Nhà nước")]
    assert front.view.current.label == front.label("LOC").id
    front.key("5")
    assert front.file_spans() == [(*range_, "TITLE", "Nhà nước")]


def test_delete_by_key(labelled: tuple[Any, tuple[int, int]]) -> None:
    front, range_ = labelled
    front.click(range_)
    front.key(Key.Key_Delete)
    assert front.file_spans() == [] == front.spans()
    assert front.view.current is None
    front.key(Key.Key_Delete)
    assert front.file_spans() == []


def test_delete_by_button(labelled: tuple[Any, tuple[int, int]]) -> None:
    front, range_ = labelled
    front.click(range_)
    QTest.mouseClick(front.part(QToolButton, "removeButton"), Qt.MouseButton.LeftButton)
    assert front.file_spans() == []


def test_a_note_in_the_inspector(labelled: tuple[Any, tuple[int, int]]) -> None:
    front, range_ = labelled
    front.click(range_)
    front.key("n")
    field = front.part(QLineEdit, "noteField")
    assert QApplication.focusWidget() is field
    field.setText("Cơ quan nào?")
    QTest.keyClick(field, Key.Key_Return)
    assert front.file("SELECT note FROM span WHERE origin = 'manual'") == [("Cơ quan nào?",)]
    front.view.set_current(None)
    front.click(range_)
    front.settle()
    assert field.text() == "Cơ quan nào?"
    front.act("edit.undo")
    assert front.file("SELECT note FROM span WHERE origin = 'manual'") == [("",)]
    front.settle()
    assert field.text() == ""


def test_a_note_that_is_left_by_choosing_another_span_is_kept(labelled: tuple[Any, tuple[int, int]]) -> None:
    front, range_ = labelled
    other = front.select_words("lãnh đạo")
    front.key("5")
    front.click(range_)
    front.key("n")
    front.part(QLineEdit, "noteField").setText("Cơ quan nào?")
    front.click(other)
    assert front.file("SELECT quote, note FROM span WHERE origin = 'manual' ORDER BY id") == [
        ("Nhà nước", "Cơ quan nào?"),
        ("lãnh đạo", ""),
    ]


@pytest.mark.parametrize(
    ("key", "expected"),
    [("[", "dịp Tết Nguyên đán"), ("{", "Nguyên đán"), ("]", "Tết Nguyên đán vừa"), ("}", "Tết Nguyên")],
)
def test_edges_move_by_key(front: Any, key: str, expected: str) -> None:
    front.select_words("Tết Nguyên đán")
    front.key("6")
    press(front, key)
    ((start, end, label, quote),) = front.file_spans()
    assert (label, quote) == ("EVENT", expected)
    assert (front.view.current.start, front.view.current.end) == (start, end)
    front.act("edit.undo")
    assert front.file_spans()[0][3] == "Tết Nguyên đán"


def press(front: Any, character: str) -> None:
    """Presses a bracket or brace; the platform takes away the Shift that a brace needs, as not part of its key."""
    keys = {"[": Key.Key_BracketLeft, "]": Key.Key_BracketRight, "{": Key.Key_BraceLeft, "}": Key.Key_BraceRight}
    front.key(keys[character])


def test_a_span_never_shrinks_to_nothing(front: Any) -> None:
    start, end = front.place("Nguyên")
    front.know_words([(start, end)])
    front.select(start, end)
    front.key("6")
    for key in "{}{}":
        press(front, key)
    assert front.file_spans() == [(start, end, "EVENT", "Nguyên")]


def test_dragging_an_edge_moves_it(labelled: tuple[Any, tuple[int, int]]) -> None:
    front, (start, end) = labelled
    to = front.place("Nhà nước tại")[1]
    front.click((start, end))
    front.drag(front.point(end, end=True), front.point(to, end=True))
    assert front.file_spans() == [(start, to, "ORG", "Nhà nước tại")]
    assert front.view.selection is None
    front.drag(front.point(start), front.point(start + 4))
    assert front.file_spans() == [(start + 4, to, "ORG", "nước tại")]
    assert (front.view.current.start, front.view.current.end) == (start + 4, to)


def test_an_edge_dragged_past_the_other_leaves_something_between(labelled: tuple[Any, tuple[int, int]]) -> None:
    front, (start, end) = labelled
    front.click((start, end))
    front.drag(front.point(end, end=True), front.point(start - 8))
    ((first, last, label, _),) = front.file_spans()
    assert (first, label) == (start, "ORG")
    assert first < last <= end


def test_clicking_again_goes_to_the_span_around(front: Any) -> None:
    outer = front.select_words("chủ trì buổi gặp mặt")
    front.key("6")
    front.key(Key.Key_Escape)
    inner = (outer[0], outer[0] + len("chủ trì"))
    front.select(*inner)
    front.key("5")
    front.key(Key.Key_Escape)
    seen = []
    for _ in range(3):
        front.click(inner)
        seen.append((front.view.current.start, front.view.current.end))
    assert seen == [inner, outer, inner]


# --- the line


def test_the_menu_corrects_the_kind_of_a_line(front: Any) -> None:
    offset = front.place("Thay mặt Bộ Chính trị")[0]
    menu = front.menu_at(offset)
    kinds = menu.findChild(QMenu, "lineKinds")
    assert [a.objectName() for a in kinds.actions() if a.isChecked()] == ["line.kind.body"]
    blocks = front.view.document().blockCount()
    next(a for a in kinds.actions() if a.objectName() == "line.kind.menu").trigger()
    menu.close()
    kind = "SELECT kind, origin FROM furniture WHERE document = ? AND start = ?"
    assert front.file(kind, front.session.document.id, offset) == [("menu", "person")]
    assert front.view.document().blockCount() == blocks - 1
    front.act("edit.undo")
    assert front.view.document().blockCount() == blocks
    assert ("menu", "person") not in front.file(kind, front.session.document.id, offset)


# --- suggestions


def test_suggestions_are_walked_and_answered_by_key(front: Any) -> None:
    first, second, third, fourth = front.suggestions()
    walked = []
    for _ in range(5):
        front.key(Key.Key_Tab)
        walked.append(front.view.current.start)
    assert walked == [first[0], second[0], third[0], fourth[0], first[0]]
    front.key(Key.Key_Tab, SHIFT)
    assert front.view.current.start == fourth[0]
    front.key(Key.Key_Tab)
    front.key(Key.Key_Return)
    assert front.file_spans() == [first]
    assert front.view.current.start == second[0]
    front.key(Key.Key_Backspace)
    assert front.file_spans() == [first]
    assert front.suggestions() == [third, fourth]
    assert front.view.current.start == third[0]
    answers = front.file("SELECT start, answer FROM answer ORDER BY id")
    assert answers == [(first[0], "accepted"), (second[0], "rejected")]
    counts_agree(front, 1, 2)


def test_accept_all_is_one_act(front: Any) -> None:
    suggested = front.suggestions()
    front.key(Key.Key_A, CTRL | SHIFT)
    assert front.file_spans() == suggested
    assert front.suggestions() == []
    counts_agree(front, 4, 0)
    front.act("edit.undo")
    assert front.file_spans() == []
    assert front.suggestions() == suggested
    counts_agree(front, 0, 4)
    front.act("edit.redo")
    assert front.file_spans() == suggested
    assert set(front.file("SELECT origin, score FROM span WHERE annotator = 1")) == {("suggestion", 0.9)}


def test_a_label_key_corrects_a_suggestion(front: Any) -> None:
    first = front.suggestions()[0]
    front.key(Key.Key_Tab)
    front.key("5")
    assert front.file_spans() == [(first[0], first[1], "TITLE", first[3])]
    assert front.file("SELECT answer FROM answer") == [("corrected",)]
    assert first not in front.suggestions()
    counts_agree(front, 1, 5)  # the other three, and two more places of the name


def test_moving_the_edge_of_a_suggestion_takes_it_over(front: Any) -> None:
    first = front.suggestions()[0]
    front.key(Key.Key_Tab)
    press(front, "[")
    ((start, end, label, quote),) = front.file_spans()
    assert (end, label) == (first[1], "PER")
    assert quote.endswith(" Tô Lâm")
    assert front.file("SELECT answer FROM answer") == [("corrected",)]
    assert (front.view.current.start, front.view.current.annotator) == (start, front.session.person.id)


def test_labelling_a_suggestion_by_hand_accepts_it(front: Any) -> None:
    first = front.suggestions()[0]
    front.select(*first[:2])
    front.key("1")
    assert front.file_spans() == [first]
    assert front.file("SELECT answer FROM answer") == [("accepted",)]


def test_a_span_over_a_suggestion_answers_it_until_it_goes(front: Any) -> None:
    suggested = front.suggestions()
    front.select_words("Tổng Bí thư Tô Lâm")
    front.key("1")
    assert front.suggestions() == suggested[1:]
    counts_agree(front, 1, 5)  # and two more places of the same words
    front.key(Key.Key_Delete)
    front.qtbot.waitUntil(lambda: front.suggestions() == suggested)
    counts_agree(front, 0, 4)


def test_rejecting_from_the_inspector(front: Any) -> None:
    queue = front.part(QListView, "suggestionList")
    front.part(QTabBar, "inspectorTabs").setCurrentIndex(1)
    front.settle()
    rect = queue.visualRect(queue.model().index(3, 0))
    QTest.mouseClick(queue.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert front.view.current.quote == "Hoa Kỳ"
    front.settle()
    QTest.mouseClick(front.part(QToolButton, "removeButton"), Qt.MouseButton.LeftButton)
    assert [row[3] for row in front.suggestions()] == ["Tô Lâm", "Văn phòng Trung ương Đảng", "Trần Cẩm Tú"]
    assert front.file("SELECT answer FROM answer") == [("rejected",)]


def counts_agree(front: Any, spans: int, suggestions: int) -> None:
    """List, inspector, tally and memory say the same."""
    front.settle()
    front.qtbot.waitUntil(lambda: front.desk.inspector.spans.model().rowCount() == spans)
    tabs = front.part(QTabBar, "inspectorTabs")
    told = [[str(count)] if count else [] for count in (spans, suggestions)]
    front.qtbot.waitUntil(lambda: [tabs.tabText(number).split()[1:] for number in range(2)] == told)
    assert front.desk.inspector.suggestions.model().rowCount() == suggestions
    document = front.session.document.id
    tally = "SELECT spans, suggestions FROM tally WHERE document = ? AND annotator = ?"
    assert front.file(tally, document, front.session.person.id) == [(spans, suggestions)]
    row = front.desk.articles.model.row(front.desk.articles.model.position(document))
    assert (row.spans, row.suggestions) == (spans, suggestions)
    assert (len(front.spans()), len(front.suggestions())) == (spans, suggestions)


# --- the article as a whole


def test_done_and_skip_go_on_to_the_next(front: Any) -> None:
    front.settle()
    ids = [front.desk.articles.model.id_at(row) for row in range(5)]
    front.session.open_document(ids[0])
    front.key(Key.Key_Return, CTRL)
    assert front.session.document.id == ids[1]
    front.key(Key.Key_Return, CTRL | SHIFT)
    assert front.session.document.id == ids[2]
    states = dict(front.file("SELECT document, state FROM assignment"))
    assert states == {ids[0]: "done", ids[1]: "skipped"}
    front.key(Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert front.session.document.id == ids[1]
    front.key(Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert front.session.document.id == ids[2]


def test_when_all_is_done_a_sentence_says_so(front: Any) -> None:
    front.settle()
    for _ in range(5):
        front.key(Key.Key_Return, CTRL)
    assert front.notice
    assert {state for (state,) in front.file("SELECT state FROM assignment")} == {"done"}
    assert len(front.file("SELECT state FROM assignment")) == 5


def test_the_state_filter_shows_what_is_left(front: Any) -> None:
    front.settle()
    front.key(Key.Key_Return, CTRL)
    states = front.part(QComboBox, "stateFilter")
    for state, rows in ((State.DONE, 1), (State.NEW, 4), (State.SKIPPED, 0)):
        choose_state(states, state)
        front.settle()
        assert front.desk.articles.model.rowCount() == rows


def choose_state(states: QComboBox, state: State) -> None:
    """Chooses an entry of the filter as a person does."""
    states.setCurrentIndex(states.findData(state))
    states.activated.emit(states.currentIndex())


# --- input methods


def test_a_label_key_with_a_vietnamese_input_method(front: Any) -> None:
    assert not front.view.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    start, end = front.select_words("Nhà nước")
    front.key("2")
    assert front.file_spans() == [(start, end, "ORG", "Nhà nước")]


def test_an_input_method_event_changes_nothing(front: Any) -> None:
    start, end = front.select_words("Nhà nước")
    committed = QInputMethodEvent()
    committed.setCommitString("ô")
    typed = QKeyEvent(QEvent.Type.KeyPress, Key.Key_unknown, Qt.KeyboardModifier.NoModifier, "ô")
    for event in (QInputMethodEvent("o", []), committed, typed):
        QApplication.sendEvent(front.view, event)
    assert front.view.toPlainText() == front.map().shown
    assert front.view.selection == (start, end)
    front.key("2")
    assert front.file_spans() == [(start, end, "ORG", "Nhà nước")]


def test_undoing_the_first_act_on_an_article_keeps_the_time_it_took(front: Any) -> None:
    first = front.session.document.id
    front.select_words("Tô Lâm")
    front.key(Key.Key_1)
    front.act("edit.undo")
    assert front.file_spans() == []
    front.act("article.next")
    assert front.file("SELECT state, seconds > 0 FROM assignment WHERE document = ?", first) == [("new", 1)]
    front.open("000_")
    assert front.session.document.state == State.NEW
    front.act("edit.redo")
    assert front.session.document.state == State.IN_PROGRESS
    assert front.file("SELECT state, seconds > 0 FROM assignment WHERE document = ?", first) == [("in-progress", 1)]
