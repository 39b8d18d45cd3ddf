"""The bias guard in the project file: which articles it keeps from whom, in SQL, in the list and over time."""

from __future__ import annotations

import dataclasses

import pytest

from annotator.core import edits
from annotator.core.consistency import Kind
from annotator.core.draw import draw, limit
from annotator.core.errors import InputError
from annotator.core.ids import new_uid
from annotator.core.model import Annotator, AnnotatorKind, Assignment, NewDocument, Span, State
from annotator.storage import bulk, guard, guard_history, listing, statistics
from annotator.storage import connection as connections
from annotator.storage.listing import Order
from annotator.storage.project import Project
from annotator.workflows import consistency

TEXT = "Ông Tô Lâm tới Huế hôm nay."


@pytest.fixture
def articles(project: Project) -> list[int]:
    """Two hundred short articles with two suggestions each."""
    batch = project.documents.begin_batch("test")
    keys = project.documents.add(batch, [NewDocument(f"{n}.txt", f"{n} {TEXT}", str(n)) for n in range(200)])
    row = project.documents.batch(batch)
    assert row is not None
    project.journal.apply(edits.show_batch(batch, row, {**row, "state": "visible"}, len(keys)), None)
    machine = project.people.ensure("máy", AnnotatorKind.MACHINE)
    label = project.labels.all()[0].id
    for key in keys:
        text = project.documents.text(key)
        found = [(text.index(words), text.index(words) + len(words), label, 0.9) for words in ("Tô Lâm", "Huế")]
        project.annotations.add_run_spans(key, machine.id, text, found)
    return keys


@pytest.fixture
def lan(project: Project) -> Annotator:
    return project.people.find("Lan")


def expected(project: Project, keys: list[int], percent: int) -> set[int]:
    """What the draw alone says."""
    return {key for key in keys if draw(project.documents.get(key).uid, project.uid) < limit(percent)}


def hidden(project: Project, person: Annotator) -> set[int]:
    connection = project.store.connection
    found = {row[0] for row in connection.execute(guard.hidden(connection, person.id)) if row[0] is not None}
    keys = project.documents.ids()
    assert found == {key for key in keys if guard.hides(connection, person.id, key)}
    rows = listing.page(connection, person.id, keys)
    assert found == {key for key, row in rows.items() if row.suggestions == 0}
    assert [row.id for row in listing.first_page(connection, Order(person.id), 500) if not row.suggestions] == [
        key for key in keys if key in found
    ]
    return found


def set_state(project: Project, person: Annotator, document: int, state: State) -> None:
    before = project.annotations.assignment(document, person.id)
    key = before.id if before else project.store.next_id("assignment")
    edit = edits.set_state(before, Assignment(key, document, person.id, state))
    project.journal.apply(edit, person.id)


def add(project: Project, person: Annotator, document: int, words: str) -> Span:
    text = project.documents.text(document)
    start = text.index(words)
    label = project.labels.all()[0]
    span = Span(
        project.store.next_id("span"), new_uid(), document, person.id, start, start + len(words), label.id, words
    )
    project.journal.apply(edits.add_span(span, label.name), person.id)
    return span


def test_without_a_guard_nothing_is_hidden(project: Project, articles: list[int], lan: Annotator) -> None:
    assert guard.share(project.store.connection) == 0
    assert hidden(project, lan) == set()


def test_the_draw_decides_and_done_shows(project: Project, articles: list[int], lan: Annotator) -> None:
    guard_history.set_share(project.store, 20)
    drawn = expected(project, articles, 20)
    assert 20 < len(drawn) < 65
    assert hidden(project, lan) == drawn
    one = min(drawn)
    for state in (State.IN_PROGRESS, State.SKIPPED, State.DONE):
        set_state(project, lan, one, state)
        assert (one in hidden(project, lan)) == (state != State.DONE)
    other = project.people.ensure("Minh")
    assert hidden(project, other) == drawn


def test_what_was_begun_unguarded_stays_open(project: Project, articles: list[int], lan: Annotator) -> None:
    drawn = sorted(expected(project, articles, 50))
    project.documents.keep_place(drawn[0], lan.id, 0)
    add(project, lan, drawn[1], "Huế")
    set_state(project, lan, drawn[2], State.DONE)
    other = project.people.ensure("Minh")
    guard_history.set_share(project.store, 50)
    assert hidden(project, lan) == set(drawn[3:])
    assert hidden(project, other) == set(drawn)
    set_state(project, lan, drawn[2], State.IN_PROGRESS)
    assert hidden(project, lan) == set(drawn[3:])


def test_a_larger_share_leaves_out_what_is_newly_drawn_and_begun(
    project: Project, articles: list[int], lan: Annotator
) -> None:
    guard_history.set_share(project.store, 10)
    few, many = expected(project, articles, 10), expected(project, articles, 50)
    begun_hidden, begun_open = min(few), min(many - few)
    set_state(project, lan, begun_hidden, State.IN_PROGRESS)
    set_state(project, lan, begun_open, State.IN_PROGRESS)
    guard_history.set_share(project.store, 50)
    assert hidden(project, lan) == many - {begun_open}
    guard_history.set_share(project.store, 0)
    assert hidden(project, lan) == set()
    guard_history.set_share(project.store, 50)
    assert hidden(project, lan) == many - {begun_open, begun_hidden}


def test_the_list_sorts_hidden_articles_as_without_suggestions(
    project: Project, articles: list[int], lan: Annotator
) -> None:
    guard_history.set_share(project.store, 50)
    drawn = expected(project, articles, 50)
    order = list(listing.index(project.store.connection, Order(lan.id, "suggestions")))
    assert set(order[: len(drawn)]) == drawn
    assert sorted(order) == articles


def test_certainty_does_not_count_hidden_ones(project: Project, articles: list[int], lan: Annotator) -> None:
    machine = project.people.find("máy")
    guard_history.set_share(project.store, 50)
    counted = sum(each.suggestions for each in statistics.by_score(project.store, machine.id, lan.id))
    assert counted == 2 * (len(articles) - len(expected(project, articles, 50)))


def test_bulk_acts_and_the_consistency_check_do_not_hear_hidden_ones(
    project: Project, articles: list[int], lan: Annotator
) -> None:
    drawn = expected(project, articles, 50)
    label = project.labels.all()[0].id
    assert {place[0] for place in bulk.suggested(project.store, lan.id, label, articles)} == set(articles)
    guard_history.set_share(project.store, 50)
    assert {place[0] for place in bulk.suggested(project.store, lan.id, label, articles)} == set(articles) - drawn
    one, other = min(drawn), min(set(articles) - drawn)
    for key in (one, other):
        add(project, lan, key, "Lâm")
        set_state(project, lan, key, State.IN_PROGRESS)
    assert {issue.document for issue in consistency.check(project, lan.id)[Kind.MACHINE]} == {other}
    set_state(project, lan, one, State.DONE)
    assert {issue.document for issue in consistency.check(project, lan.id)[Kind.MACHINE]} == {one, other}


def test_a_reading_connection_asks_the_same(project: Project, articles: list[int], lan: Annotator) -> None:
    guard_history.set_share(project.store, 20)
    reader = connections.reader(project.path)
    try:
        found = {row[0] for row in reader.execute(guard.hidden(reader, lan.id))}
    finally:
        reader.close()
    assert found == expected(project, articles, 20)


def test_a_share_that_is_not_offered_is_refused(project: Project) -> None:
    with pytest.raises(InputError):
        guard_history.set_share(project.store, 33)
    assert guard.share(project.store.connection) == 0


def test_a_history_that_was_tampered_with_hides_by_the_draw_alone(
    project: Project, articles: list[int], lan: Annotator
) -> None:
    guard_history.set_share(project.store, 20)
    with project.store.transaction():
        project.store.connection.execute("UPDATE meta SET value = '{' WHERE key = 'guard.history'")
    assert hidden(project, lan) == expected(project, articles, 20)
    assert guard_history.read(project.store.connection).history == ()


def test_finished_articles_know_whether_they_were_guarded(
    project: Project, articles: list[int], lan: Annotator
) -> None:
    drawn = sorted(expected(project, articles, 50))
    free = next(key for key in articles if key not in drawn)
    set_state(project, lan, drawn[0], State.DONE)
    guard_history.set_share(project.store, 50)
    for key in (drawn[1], free):
        set_state(project, lan, key, State.DONE)
    guard_history.set_share(project.store, 0)
    set_state(project, lan, drawn[2], State.DONE)
    guard_history.set_share(project.store, 50)
    found = {each.document: each.is_guarded for each in guard_history.finished(project.store.connection, lan.id)}
    assert found == {drawn[0]: False, drawn[1]: True, free: False, drawn[2]: False}


def test_unaided_is_what_stood_when_it_was_first_done(project: Project, articles: list[int], lan: Annotator) -> None:
    guard_history.set_share(project.store, 50)
    key, other = sorted(expected(project, articles, 50))[:2]
    kept, moved = add(project, lan, key, "Tô Lâm"), add(project, lan, key, "hôm")
    gone = add(project, lan, key, "nay")
    for document in (key, other):
        set_state(project, lan, document, State.DONE)
    was = {(span.start, span.end, span.label) for span in (kept, moved, gone)}
    add(project, lan, key, "Huế")
    text = project.documents.text(key)
    now = moved.moved(text, moved.start, text.index("nay") + 3)
    project.journal.apply(dataclasses.replace(edits.move_span(moved, now), document=None), lan.id)
    project.journal.apply(edits.remove_span(gone), lan.id)
    add(project, lan, key, "tới")
    project.journal.undo(lan.id)
    finished = [each for each in guard_history.finished(project.store.connection, lan.id) if each.is_guarded]
    found = guard_history.unaided(project.store.connection, lan.id, finished)
    assert found == {key: was, other: set()}
    assert len(project.annotations.spans(key, lan.id)) == 3


def test_nothing_finished_needs_no_journal(project: Project, lan: Annotator) -> None:
    assert guard_history.finished(project.store.connection, lan.id) == []
    assert guard_history.unaided(project.store.connection, lan.id, []) == {}
