from __future__ import annotations

import re
from typing import Any

import pytest
from PySide6.QtCore import Qt

from annotator.app.acts import Acts


@pytest.fixture
def full(front: Any) -> Any:
    """An article with more annotations than the list has room for."""
    session = front.desk._session
    session.open_document(session.project.documents.ids()[0])
    acts = Acts(session)
    for found in list(re.finditer(r"\w{3,}", session.document.text))[:60]:
        acts.add_span(found.start(), found.end(), session.labels[0])
    front.settle()
    return front


def test_signals_that_keep_coming_do_not_put_it_off(full: Any) -> None:
    inspector = full.desk.inspector
    inspector._follow()
    number = inspector._soon.timerId()
    inspector._follow()
    inspector.show_current(None)
    assert inspector._soon.timerId() == number


def test_another_article_begins_at_the_top_of_the_lists(full: Any) -> None:
    session, spans = full.desk._session, full.desk.inspector.spans
    full.view.set_current(spans.spans.rows[-1], go=True)
    full.settle()
    assert spans.verticalScrollBar().value() > 0
    here, other = session.project.documents.ids()[:2]
    session.open_document(other)
    session.open_document(here)
    full.settle()
    assert spans.verticalScrollBar().value() == 0


def test_the_current_row_is_in_sight_and_the_last_row_whole(full: Any) -> None:
    spans = full.desk.inspector.spans
    for row in (20, 40, 59):
        full.view.set_current(spans.spans.rows[row], go=True)
        full.settle()
        assert spans.viewport().rect().contains(spans.visualRect(spans.currentIndex()))
    assert spans.viewport().height() % spans.visualRect(spans.currentIndex()).height() == 0


@pytest.mark.parametrize(("key", "kept"), [(Qt.Key.Key_Return, "mot ghi chu"), (Qt.Key.Key_Escape, "")])
def test_enter_keeps_a_note_and_escape_does_not(full: Any, key: Qt.Key, kept: str) -> None:
    details = full.desk.inspector.details
    span = full.desk.inspector.spans.spans.rows[0]
    full.view.set_current(span)
    full.settle()
    details.edit_note()
    full.qtbot.keyClicks(details.note, "mot ghi chu")
    with full.qtbot.waitSignal(details.note_done):
        full.qtbot.keyClick(details.note, key)
    assert details.note.text() == kept
    assert next(each for each in full.desk._session.document.spans.all if each.id == span.id).note == kept


def test_what_is_typed_stays_while_suggestions_come(full: Any) -> None:
    details = full.desk.inspector.details
    full.view.set_current(full.desk.inspector.spans.spans.rows[0])
    full.settle()
    details.edit_note()
    full.qtbot.keyClicks(details.note, "dang go")
    full.desk.inspector._follow()
    full.desk.inspector.catch_up()
    assert details.note.text() == "dang go"


def test_a_span_that_is_gone_leaves_nothing_behind(full: Any) -> None:
    inspector = full.desk.inspector
    full.view.set_current(inspector.spans.spans.rows[0])
    full.settle()
    assert not inspector.details.note.isHidden()
    for _ in range(60):
        inspector._session.undo()
    inspector.catch_up()
    assert inspector.details.note.isHidden()


def test_nothing_can_be_changed_in_a_project_that_is_read_only(full: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    details, spans = full.desk.inspector.details, full.desk.inspector.spans
    details.show_span(spans.spans.rows[0])
    assert details.note.isEnabled()
    project = full.desk._session.project
    monkeypatch.setattr(type(project), "writable", False, raising=False)
    details.show_span(spans.spans.rows[0])
    assert not details.note.isEnabled()
    assert not details._remove.isEnabled()


def test_the_rule_takes_what_it_needs_and_no_more_than_its_share(full: Any) -> None:
    inspector = full.desk.inspector
    inspector.details.show_label(inspector._session.labels[0])
    wanted = inspector.details.wanted_height(inspector.width())
    assert inspector.details._rule.verticalScrollBar().value() == 0
    assert inspector.details.height() == min(wanted, round(inspector.height() * 0.6))
