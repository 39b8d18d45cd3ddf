from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.app.open_document import OpenDocument
from annotator.core import edits
from annotator.core.model import AnswerKind, Assignment, FurnitureRange, NewDocument, State
from annotator.storage import following, guard, queue

TEXT = "Sáng 27/12/2019, Tổng Bí thư Tô Lâm thăm Hà Nội 😀 và tỉnh Quảng Ninh.\r\nÔng Trần Hồng Hà cùng dự.\n"
PLACES = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 12), st.integers(0, 2)), max_size=10)


def found(desk: Any, skipped: bool = False) -> list[tuple[int, int, int]]:
    rows = queue.waiting(desk.project.store.connection, desk.person.id, desk.article, skipped)
    return [(row.start, row.end, row.label) for row in rows]


@settings(deadline=None, max_examples=60)
@given(PLACES, PLACES, PLACES, st.lists(st.tuples(st.integers(0, 9), st.sampled_from(AnswerKind))), st.booleans())
def test_the_file_says_what_the_open_document_says(
    new_desk: Callable[[], Any], one: Any, two: Any, own: Any, answers: Any, is_folded: bool
) -> None:
    desk = new_desk()
    for name, places in (("máy 1", one), ("máy 2", two)):
        desk.suggest(desk.machine(name), *((start, start + length, label) for start, length, label in places))
    if is_folded:
        line = FurnitureRange(desk.key("furniture"), desk.article, 0, TEXT.index("\r"), "menu", "person")
        desk.apply(edits.set_kind(None, line))
    taken = set()
    for start, length, label in own[:2]:
        if (start, start + length, label) not in taken:
            taken.add((start, start + length, label))
            desk.add(start, start + length, label)
    machine_spans = {(s.start, s.end, s.label): s for s in desk.project.annotations.machine_spans(desk.article)}
    suggestions = list(machine_spans.values())
    given_answers = {}
    for place, kind in answers:
        if place < len(suggestions) and place not in given_answers:
            given_answers[place] = kind
            answer = desk.answer(suggestions[place], str(kind))
            desk.apply(edits.skip(answer, "", ""))
    document = OpenDocument(desk.project, desk.project.documents.get(desk.article), desk.person.id)
    assert found(desk) == [(s.start, s.end, s.label) for s in document.suggestions]
    assert len(found(desk)) == desk.counts()[1] == queue.total(desk.project.store.connection, desk.person.id)
    skipped = {place for place, kind in given_answers.items() if kind == AnswerKind.SKIPPED}
    expected = {
        (s.start, s.end, s.label)
        for place, s in enumerate(suggestions)
        if place in skipped
        and not any(start < s.end and s.start < start + length for start, length, _ in own[:2])
        and not (is_folded and s.end <= TEXT.index("\r"))
    }
    assert set(found(desk, skipped=True)) == expected
    desk.project.close()


def test_documents_that_are_gone_or_have_nothing_are_left_out(desk: Any) -> None:
    first = desk.article
    empty, removed = desk.add_articles(NewDocument("b", TEXT, "B"), NewDocument("c", TEXT, "C"))
    machine = desk.machine()
    desk.suggest(machine, (0, 4, 0))
    desk.article = removed
    desk.suggest(machine, (0, 4, 0), (5, 8, 1))
    connection, person = desk.project.store.connection, desk.person.id
    assert queue.documents(connection, person) == [first, removed]
    assert queue.total(connection, person) == 3
    desk.apply(edits.remove_document(desk.project.documents.get(removed)))
    assert queue.documents(connection, person) == [first]
    assert queue.total(connection, person) == 1
    assert empty not in queue.documents(connection, person)


def test_what_the_guard_hides_is_not_read(desk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.suggest(desk.machine(), (0, 4, 0))
    connection, person = desk.project.store.connection, desk.person.id
    assert queue.documents(connection, person) == [desk.article]
    monkeypatch.setattr(guard, "hidden", lambda _connection, _person: f"SELECT {desk.article}")
    assert queue.documents(connection, person) == []
    assert queue.total(connection, person) == 0


def test_reading_can_be_stopped(desk: Any) -> None:
    desk.suggest(desk.machine(), (0, 4, 0))
    connection = desk.project.store.connection

    class StopError(Exception):
        pass

    def stop(_done: int) -> None:
        raise StopError

    with pytest.raises(StopError):
        queue.waiting_in(connection, desk.person.id, [desk.article], check=stop)


def test_contexts_are_whole_words_on_one_line(desk: Any) -> None:
    start = TEXT.index("Ông Trần")
    (span,) = desk.suggest(desk.machine(), (start, start + 3, 0))
    (context,) = queue.contexts(desk.project.store.connection, [span]).values()
    assert context.title == "Tổng Bí thư thăm Hà Nội"
    assert context.left.endswith("và tỉnh Quảng Ninh.")
    assert context.right == "Trần Hồng Hà cùng dự."
    assert "\n" not in context.left + context.right


# --- the next article


@pytest.fixture
def articles(desk: Any) -> Any:
    """Four articles besides the first one, which is done."""
    done = Assignment(desk.key("assignment"), desk.article, desk.person.id, State.DONE)
    desk.apply(edits.set_state(None, done))
    texts = [TEXT * 3, TEXT, TEXT * 2, TEXT + "."]
    dates = ["2024-02-01", None, "2020-01-01", "2022-01-01"]
    desk.keys = desk.add_articles(
        *(NewDocument(f"{n}", text, f"{n}", None, None, None, date)
          for n, (text, date) in enumerate(zip(texts, dates, strict=True)))
    )  # fmt: skip
    machine = desk.machine().id
    scores = {0: [0.1, 0.2], 1: [0.9], 2: [0.1, 0.1, 0.1]}
    for number, found_scores in scores.items():
        text = desk.project.documents.text(desk.keys[number])
        rows = [(at, at + 2, desk.labels[0].id, score) for at, score in enumerate(found_scores)]
        desk.project.annotations.add_run_spans(desk.keys[number], machine, text, rows)
    return desk


def next_ones(desk: Any, order: str) -> list[int]:
    """The places of the articles in the order in which they come, each skipped in turn."""
    found: list[int] = []
    connection, person = desk.project.store.connection, desk.person.id
    while (key := following.following(connection, person, order, None)) is not None:
        found.append(desk.keys.index(key))
        desk.apply(edits.set_state(None, Assignment(desk.key("assignment"), key, person, State.SKIPPED)))
    return found


@pytest.mark.parametrize(
    ("order", "expected"), [("oldest", [2, 3, 0, 1]), ("shortest", [1, 3, 2, 0]), ("learning", [2, 0, 1, 3])]
)
def test_the_orders_of_the_next_article(articles: Any, order: str, expected: list[int]) -> None:
    assert next_ones(articles, order) == expected


def test_the_article_on_screen_is_not_the_next(articles: Any) -> None:
    connection, person = articles.project.store.connection, articles.person.id
    assert following.following(connection, person, "shortest", articles.keys[1]) == articles.keys[3]
