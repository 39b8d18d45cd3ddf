from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QHelpEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QToolButton, QToolTip
from pytestqt.qtbot import QtBot

from annotator.app.session import Session
from annotator.core.display import LONGEST, DisplayMap
from annotator.core.line_kinds import LineKind
from annotator.core.selection import SnapUnit, is_boundary, snap
from annotator.core.text import line_ranges
from annotator.ui.reading_view import ReadingView
from annotator.ui.theme import THEMES

CTRL = Qt.KeyboardModifier.ControlModifier
Reading = Callable[..., Any]

ODD_TEXTS = {
    "NFD": unicodedata.normalize("NFD", "Sáng nay ở Huế.\nChủ tịch Trần Cẩm Tú đến Quảng Ngãi dự lễ."),
    "CRLF": "Sáng nay ở Huế.\r\n\r\nChủ tịch Trần Cẩm Tú đến Quảng Ngãi dự lễ.\r\n",
    "CR": "Sáng nay ở Huế.\rChủ tịch Trần Cẩm Tú đến Quảng Ngãi dự lễ.\r",
    "emoji": "😀👩‍👩‍👧 Sáng 🇻🇳 nay.\n🎉 Chủ tịch Trần Cẩm Tú 😀 đến Quảng Ngãi 🎉 dự lễ.",
    "NBSP": "Sáng\u00a0nay.\nChủ\u00a0tịch Trần Cẩm Tú đến\u00a0Quảng Ngãi\u00a0dự lễ.",
    "separators": "Sáng nay.\u2028Ở Huế.\u2029Chủ tịch Trần Cẩm Tú đến Quảng Ngãi\u2028dự lễ.",
    "noncharacters": "Sáng \ufdd0 nay \ufdd1 ở\ufffc Huế.\nChủ tịch Trần Cẩm Tú đến Quảng Ngãi \ufdd0dự lễ.",
    "tabs": "\tSáng\tnay.\n\tChủ tịch Trần Cẩm Tú\tđến\tQuảng Ngãi\tdự lễ.",
    "byte order mark inside": "Sáng nay.\n\ufeffChủ tịch Trần Cẩm Tú đến \ufeffQuảng Ngãi\u200b dự lễ.",
}


@pytest.mark.parametrize("name", ODD_TEXTS)
def test_odd_texts_are_labelled_where_they_say(reading: Reading, name: str) -> None:
    text = ODD_TEXTS[name]
    front = reading(text)
    assert front.text == text
    expected = []
    for words, key, label in (("Trần Cẩm Tú", "1", "PER"), ("Quảng Ngãi", "3", "LOC")):
        quote = unicodedata.normalize("NFD", words) if name == "NFD" else words
        start = text.index(quote)
        front.select(start, start + len(quote))
        front.key(key)
        expected.append((start, start + len(quote), label, quote))
    assert front.file_spans() == expected
    assert front.file("SELECT text FROM document") == [(text,)]
    for start, end, _, _ in expected:
        front.key(Qt.Key.Key_Escape)
        front.click((start, end))
        assert (front.view.current.start, front.view.current.end) == (start, end)


def test_a_line_of_a_megabyte_is_labelled_where_it_says(reading: Reading) -> None:
    sentence = "Sáng nay 😀 Chủ tịch Trần Cẩm Tú đến Quảng Ngãi dự lễ; "
    text = sentence * (1_000_000 // len(sentence))
    front = reading(text)
    assert front.view.document().blockCount() > len(text) // LONGEST
    expected = []
    for start in (text.index("Trần Cẩm Tú"), text.index("Quảng Ngãi", 500_000), text.rindex("Quảng Ngãi")):
        end = start + (11 if text[start] == "T" else 10)
        front.view.go_to(start, end)
        front.drag(front.point(start), front.point(end, end=True))
        front.key("1")
        expected.append((start, end, "PER", text[start:end]))
    assert front.file_spans() == expected


def test_an_empty_text_is_shown(reading: Reading) -> None:
    front = reading(" ")
    front.key(Qt.Key.Key_A, CTRL)
    front.key("1")
    assert front.file_spans() == []


# --- folding


def test_folded_lines_are_counted_and_shown_on_demand(front: Any) -> None:
    front.open("002_")
    document = front.session.document
    shown = document.shown_lines(False)
    assert front.view.document().blockCount() == len(shown) < len(document.lines)
    hidden = [line for line in document.lines if line not in shown and document.text[slice(*line)].strip()]
    button = front.part(QToolButton, "foldedLines")
    assert front.view.folded_lines() == len(hidden)
    assert str(len(hidden)) in button.text()
    button.click()
    assert front.view.is_raw
    assert front.action("view.raw").isChecked()
    assert front.view.document().blockCount() == len(document.lines)
    assert front.window.settings.raw
    front.shortcut(Qt.Key.Key_U)
    assert front.view.document().blockCount() == len(shown)


def test_the_place_is_kept_when_the_raw_text_is_shown(front: Any) -> None:
    front.open("002_")
    front.view.go_to_top(front.session.document.shown_lines(False)[6][0])
    top = front.view.top
    for _ in range(2):
        front.act("view.raw")
        assert front.view.top == top


def test_labels_stay_on_their_words_when_lines_are_folded(front: Any) -> None:
    front.open("002_")
    front.act("view.raw")
    start, end = front.select_words("Công đoàn Cơ quan Trung ương Đoàn")
    front.key("2")
    front.act("view.raw")
    front.key(Qt.Key.Key_Escape)
    front.click((start, end))
    assert (front.view.current.start, front.view.current.end) == (start, end)


def test_undoing_shows_a_folded_line_again(front: Any) -> None:
    front.open("002_")
    front.act("view.raw")
    start, end = front.select_words("logo")
    front.key("2")
    front.act("view.raw")
    front.act("edit.undo")
    assert front.file_spans() == []
    front.act("edit.redo")
    assert front.file_spans() == [(start, end, "ORG", "logo")]
    assert front.view.is_shown(start, end)


# --- what the widget is used for


def test_the_mouse_selects_anew_inside_what_is_selected(front: Any) -> None:
    front.select_words("chủ trì buổi gặp mặt")
    start, end = front.place("buổi gặp")
    front.drag(front.point(start), front.point(end, end=True))
    assert front.view.selection == (start, end)


def test_another_width_keeps_the_place(front: Any) -> None:
    front.open("001_")
    front.view.go_to_top(front.place("Đồng chí Thongsalith")[0])
    top = front.view.top
    for width in (1000, 1280, 860):
        front.window.resize(width, 700)
        QApplication.processEvents()
        assert front.view.top == top


def test_copying_gives_the_stored_text(reading: Reading) -> None:
    text = "Sáng\u00a0nay\u2028ở Huế 😀.\r\nChủ tịch đến."
    front = reading(text)
    front.view.set_snap_unit(SnapUnit.CHARACTER)
    front.key(Qt.Key.Key_A, CTRL)
    front.key(Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == text


def test_the_tooltip_tells_a_span_in_plain_text(front: Any) -> None:
    start, end = front.select_words("Nhà nước")
    front.key("2")
    front.desk.annotating._acts.note(front.view.current, "<img src='file:///x'> & hơn")
    point = front.middle((start, end))
    event = QHelpEvent(QEvent.Type.ToolTip, point, front.view.viewport().mapToGlobal(point))
    QApplication.sendEvent(front.view.viewport(), event)
    assert QToolTip.isVisible()
    assert "&lt;img src=" in QToolTip.text()
    assert "<img" not in QToolTip.text()
    for part in ("ORG", "Lan", "by hand", "&amp; hơn"):
        assert part in QToolTip.text()
    QToolTip.hideText()


def test_every_seed_is_shown_line_by_line(front: Any, seeds: list[Path]) -> None:
    front.act("view.raw")
    for path in seeds:
        front.open(path.stem)
        assert front.text == path.read_bytes().decode()
        block = front.view.document().firstBlock()
        for start, end in line_ranges(front.text):
            assert block.text() == front.text[start:end]
            block = block.next()
        assert not block.isValid()


def test_a_long_article_is_read_to_its_end(front: Any) -> None:
    front.open("001_")
    front.key(Qt.Key.Key_End, CTRL)
    last = front.session.document.shown_lines(False)[-1]
    assert front.view.caret == last[1]
    assert front.point(last[1], end=True).y() < front.view.viewport().height()


# --- positions, against Qt itself

PIECES = st.sampled_from(
    (
        *("a", "Nhà", "nước", " ", "  ", "\t", "&", "<b>", "x" * 700, "ở nơi 😀 " * 120),
        *("😀", "👩‍👩‍👧", "🇻🇳", "e\u0302\u0301", "ờ", "\u0301", "\u00a0", "\ufeff", "\u200b"),
        *("\n", "\r\n", "\r", "\v", "\f", "\x1c", "\x85", "\u2028", "\u2029"),
        *("\ufdd0", "\ufdd1", "\ufffc", "\x00"),
    )
)
TEXTS = st.lists(PIECES, max_size=30).map("".join)


@pytest.fixture(scope="module")
def bare_view(qapp: QApplication) -> ReadingView:
    """A reading view without a project behind it, made once for all generated texts."""
    view = ReadingView(Session(), "en", THEMES["light"])
    view.resize(600, 400)
    return view


def show(view: ReadingView, text: str) -> DisplayMap:
    """Shows a text as a document without spans."""
    lines = line_ranges(text)
    nothing = SimpleNamespace(between=lambda _start, _end: [])
    view.show_document(
        SimpleNamespace(  # type: ignore[arg-type]
            id=1, text=text, lines=lines, words=None, annotator=1, spans=nothing, machine_spans=nothing,
            suggestions_between=lambda _start, _end: [], kind=lambda _start: LineKind.BODY,
            shown_lines=lambda _raw: lines,
        )
    )  # fmt: skip
    return DisplayMap(text, lines)


def is_shown_as(seen: str, text: str) -> bool:
    """True when Qt gives a text back; what Qt keeps for itself has a substitute, and nothing changes its length."""
    kept = "\ufdd0\ufdd1\ufffc\x00\ufeff"
    return len(seen) == len(text) and all(a == b or b in kept for a, b in zip(seen, text, strict=True))


@given(TEXTS)
@example("\ufeffBa")
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_positions_are_those_of_qt(bare_view: ReadingView, text: str) -> None:
    shown = show(bare_view, text)
    document = bare_view.document()
    assert document.blockCount() == len(shown.paragraphs)
    assert document.characterCount() - 1 == len(shown.shown.encode("utf-16-le")) // 2
    for number, (start, end) in enumerate(shown.paragraphs):
        block = document.findBlockByNumber(number)
        assert block.position() == shown.position(start)
        assert is_shown_as(block.text(), text[start:end])
        if start < end:
            assert block.position() + block.length() - 1 == shown.end_position(end)
    for start, end in shown.paragraphs:
        for offset in range(start, min(end, start + 40)):
            assert shown.offset(shown.position(offset)) == offset


@given(TEXTS, st.data())
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_a_selection_is_the_text_between_its_offsets(bare_view: ReadingView, text: str, data: st.DataObject) -> None:
    shown = show(bare_view, text)
    bare_view.set_snap_unit(SnapUnit.CHARACTER)
    start, end = data.draw(st.sampled_from(shown.paragraphs))
    assume(start < end)
    first = data.draw(st.integers(start, end - 1))
    last = data.draw(st.integers(first + 1, end))
    bare_view.select(first, last)
    cursor = bare_view.textCursor()
    assert is_shown_as(cursor.selectedText(), text[first:last])
    assert shown.offset(cursor.selectionStart()) == first
    assert bare_view.selection == snap(text, first, last, SnapUnit.CHARACTER, None)
    if bare_view.selection is not None:
        bare_view.copy()
        assert QGuiApplication.clipboard().text() == text[slice(*bare_view.selection)]


@given(TEXTS, st.data())
@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_a_point_on_a_character_is_its_offset(bare_view: ReadingView, text: str, data: st.DataObject) -> None:
    shown = show(bare_view, text)
    start, end = data.draw(st.sampled_from(shown.paragraphs[:3]))
    offset = data.draw(st.integers(start, min(end, start + 30)))
    assume(is_boundary(text, offset))
    cursor = QTextCursor(bare_view.document())
    cursor.setPosition(shown.position(offset))
    point = bare_view.cursorRect(cursor).center()
    back = QTextCursor(bare_view.document())
    back.setPosition(shown.position(bare_view.offset_at(point)))
    assert abs(bare_view.cursorRect(back).center().x() - point.x()) <= 1


def test_the_caret_walks_over_whole_characters(reading: Reading, qtbot: QtBot) -> None:
    text = "a😀e\u0302\u0301🇻🇳b"
    front = reading(text)
    front.act("view.snap.character")
    seen = [front.view.caret]
    for _ in range(5):
        front.key(Qt.Key.Key_Right)
        seen.append(front.view.caret)
    assert seen == [0, 1, 2, 5, 7, 8]
    assert front.view.offset_at(QPoint(0, 0)) == 0
