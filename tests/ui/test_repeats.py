"""The same words again, in the real window: keys pressed, then the project file read."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt

from annotator.app.repeats import MACHINE
from annotator.core.model import AnnotatorKind
from annotator.nlp import suggesters

Key = Qt.Key
TEXT = "Ông Tô Lâm tới Huế.\nMưa ở Huế, ông Tô Lâm nói.\nNgười Huế chào ông Tô Lâm.\n"
LAYER = """SELECT span.start, span."end", label.name, score FROM span JOIN label ON label.id = span.label
JOIN annotator ON annotator.id = span.annotator WHERE annotator.name = ? ORDER BY span.start"""
ANSWERS = 'SELECT start, "end", answer FROM answer ORDER BY start'


def suggest(front: Any, words: str, label: str) -> list[tuple[int, int]]:
    """Every place of the words, suggested by the suggester while the window is open."""
    places = [front.place(words, nth) for nth in range(front.text.count(words))]
    project, document = front.session.project, front.session.document
    machine = project.people.ensure(suggesters.DEFAULT, AnnotatorKind.MACHINE)
    found = [(*place, front.label(label).id, 0.5) for place in places]
    new = project.annotations.add_run_spans(document.id, machine.id, front.text, found)
    front.session.take_suggestions(document.id, new)
    return places


def offered(front: Any) -> list[tuple[Any, ...]]:
    return front.file(LAYER, MACHINE)  # type: ignore[no-any-return]


def test_a_label_key_offers_the_same_words_elsewhere(reading: Any) -> None:
    front = reading(TEXT)
    front.select_words("Huế")
    front.key("3")
    second, third = front.place("Huế", 1), front.place("Huế", 2)
    front.qtbot.waitUntil(lambda: offered(front) == [(*second, "LOC", 0.9), (*third, "LOC", 0.9)])
    assert [row[:2] for row in front.suggestions()] == [second, third]
    front.settle()
    assert front.desk.inspector.suggestions.model().rowCount() == 2
    front.key(Key.Key_Tab)
    front.key(Key.Key_Return)
    assert [row[:3] for row in front.file_spans()] == [(*front.place("Huế"), "LOC"), (*second, "LOC")]
    front.act("edit.undo")
    front.act("edit.undo")
    assert front.file_spans() == []
    front.qtbot.waitUntil(lambda: offered(front) == [])
    assert front.suggestions() == []


def test_a_label_key_on_a_suggestion_corrects_the_rest(reading: Any) -> None:
    front = reading(TEXT)
    first, second, third = suggest(front, "Huế", "PER")
    front.key(Key.Key_Tab)
    front.key("3")
    front.qtbot.waitUntil(lambda: len(offered(front)) == 2)
    assert front.file_spans() == [(*first, "LOC", "Huế")]
    assert front.suggestions() == [(*second, "LOC", "Huế"), (*third, "LOC", "Huế")]
    assert front.file(ANSWERS) == [(*place, "corrected") for place in (first, second, third)]
    front.act("edit.undo")
    front.qtbot.waitUntil(lambda: offered(front) == [])
    assert front.suggestions() == [(*place, "PER", "Huế") for place in (first, second, third)]
    assert front.file(ANSWERS) == []
    assert front.view.current.start == first[0]


def test_one_rejection_is_for_every_place_and_says_so(reading: Any) -> None:
    front = reading(TEXT)
    places = suggest(front, "Tô Lâm", "LOC")
    others = suggest(front, "Huế", "LOC")
    front.key(Key.Key_Tab)
    front.key(Key.Key_Backspace)
    assert front.file(ANSWERS) == [(*place, "rejected") for place in places]
    assert [row[:2] for row in front.suggestions()] == others
    assert "3" in front.notice
    assert "Tô Lâm" in front.notice
    assert front.view.current.quote == "Huế"
    front.act("edit.undo")
    assert front.file(ANSWERS) == []
    assert len(front.suggestions()) == 6
    assert front.view.current.start == places[0][0]


def test_rejecting_the_only_one_says_nothing(reading: Any) -> None:
    front = reading("Ông Tô Lâm tới.\n")
    (place,) = suggest(front, "Tô Lâm", "LOC")
    front.key(Key.Key_Tab)
    front.key(Key.Key_Backspace)
    assert front.file(ANSWERS) == [(*place, "rejected")]
    assert front.notice == ""
