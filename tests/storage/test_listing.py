from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from annotator.core import edits
from annotator.core.collation import sort_key
from annotator.core.model import Assignment, NewDocument, State
from annotator.storage import connection as connections
from annotator.storage.listing import SORTS, ArticleRow, Order, first_page, index, page, progress

# title, published, source, author
ARTICLES = [
    ("Đà Nẵng đón khách", "2024-05-01", "Tuổi Trẻ", "Vũ"),
    ("Dân số tăng", "2023-01-31T08:00", "Thanh Niên", None),
    ("Ăn Tết xa nhà", None, None, "Âu"),
    ("An Giang mùa nước nổi", "2024-12-31", "Đại Đoàn Kết", "An"),
    ("Ấm áp ngày xuân", "2024-05-01", "Dân Trí", "Đỗ"),
    ("Bạ", "2020-01-01", "Ô", "Ơ"),
    ("Bác", "2020-01-02", "ô", "O"),
]
STATES = [State.DONE, None, State.SKIPPED, State.IN_PROGRESS, State.DONE, None, State.NEW]


@pytest.fixture
def rows(desk: Any) -> Iterator[Any]:
    """The articles above with states, spans 0, 1, 2 … and suggestions, and a reading connection."""
    desk.apply(edits.remove_document(desk.project.documents.get(desk.article)))
    keys = desk.add_articles(*(NewDocument(f"n{n}", desk.text, t, s, None, a, p)
                               for n, (t, p, s, a) in enumerate(ARTICLES)))  # fmt: skip
    machine = desk.machine()
    for place, (key, state) in enumerate(zip(keys, STATES, strict=True)):
        desk.article = key
        for start in range(place % 4):
            desk.add(start, start + 1)
        desk.suggest(machine, *((start, start + 1, 1) for start in range(10, 10 + (place * 3) % 5)))
        if state:
            desk.apply(edits.set_state(None, Assignment(desk.key("assignment"), key, desk.person.id, state)))
    desk.connection = connections.reader(desk.project.path)
    desk.keys = keys
    yield desk
    desk.connection.close()


def listed(desk: Any, **order: Any) -> list[ArticleRow]:
    ids = index(desk.connection, Order(desk.person.id, **order))
    found = page(desk.connection, desk.person.id, ids)
    return [found[key] for key in ids]


KEYS = {
    "added": lambda row: row.id,
    "title": lambda row: sort_key(row.title),
    "date": lambda row: row.published or "",
    "source": lambda row: sort_key(row.source or ""),
    "author": lambda row: sort_key(row.author or ""),
    "state": lambda row: list(State).index(State(row.state)),
    "spans": lambda row: row.spans,
    "suggestions": lambda row: row.suggestions,
}


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("descending", [False, True])
def test_every_column_sorts_both_ways(rows: Any, sort: str, descending: bool) -> None:
    found = listed(rows, sort=sort, descending=descending)
    wanted = sorted(found, key=lambda row: (KEYS[sort](row), row.id), reverse=descending)
    assert found == wanted
    assert sorted(row.id for row in found) == rows.keys
    for size in (0, 1, 3, 100):
        assert first_page(rows.connection, Order(rows.person.id, sort, descending), size) == found[:size]


def test_titles_sort_as_in_a_vietnamese_dictionary(rows: Any) -> None:
    assert [row.title for row in listed(rows, sort="title")] == [
        "An Giang mùa nước nổi",
        "Ăn Tết xa nhà",
        "Ấm áp ngày xuân",
        "Bạ",
        "Bác",
        "Dân số tăng",
        "Đà Nẵng đón khách",
    ]


def test_a_row_tells_all_a_list_shows(rows: Any) -> None:
    assert listed(rows)[3] == ArticleRow(
        rows.keys[3], "n3", "An Giang mùa nước nổi", "2024-12-31", "Đại Đoàn Kết", "An", "in-progress", 3, 4
    )


@pytest.mark.parametrize(
    ("states", "places"),
    [
        ((State.DONE,), [0, 4]),
        ((State.NEW,), [1, 5, 6]),
        ((State.IN_PROGRESS, State.SKIPPED), [2, 3]),
        (tuple(State), list(range(7))),
        ((), list(range(7))),
    ],
)
def test_states_are_filtered(rows: Any, states: tuple[State, ...], places: list[int]) -> None:
    order = Order(rows.person.id, states=states)
    assert list(index(rows.connection, order)) == [rows.keys[place] for place in places]
    assert [row.id for row in first_page(rows.connection, order, 99)] == [rows.keys[place] for place in places]


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("da nang", [0]),
        ("ĐÀ", [0, 1]),
        ("a\u0306n", [0, 1, 2, 3, 4]),  # ă in two characters; nang, dan, an, an, xuan
        ("nuoc  mua", [3]),
        ("%", []),
        ("_", []),
        ("'", []),
        ("   ", list(range(7))),
    ],
)
def test_titles_are_filtered_without_diacritics(rows: Any, words: str, places: list[int]) -> None:
    found = list(index(rows.connection, Order(rows.person.id, words=words)))
    assert found == [rows.keys[place] for place in places]


@pytest.mark.parametrize("words", ["h'mong", "h’mông", "‘moi’", "moi'", '"tin', "tin“"])
def test_quotation_marks_of_titles_are_found_however_they_are_written(rows: Any, words: str) -> None:
    first, second = (
        NewDocument("a.txt", rows.text, "“Tin” về người H’Mông ‘mới’"),
        NewDocument("b.txt", rows.text, "\"Tin\" về người H'Mông 'mới'"),
    )
    keys = rows.add_articles(first, second)
    assert list(index(rows.connection, Order(rows.person.id, words=words))) == keys


def test_states_and_counts_are_those_of_the_person(rows: Any) -> None:
    minh = rows.project.people.ensure("Minh").id
    found = page(rows.connection, minh, rows.keys)
    assert {(row.state, row.spans) for row in found.values()} == {("new", 0)}
    assert [found[key].suggestions for key in rows.keys] == [(place * 3) % 5 for place in range(7)]
    assert progress(rows.connection, minh) == {"new": 7}
    assert progress(rows.connection, rows.person.id) == {"done": 2, "in-progress": 1, "new": 3, "skipped": 1}


def test_a_removed_article_is_missing_from_every_page(rows: Any) -> None:
    order = Order(rows.person.id, sort="title")
    before = list(index(rows.connection, order))
    gone = before[2]
    rows.apply(edits.remove_document(rows.project.documents.get(gone)))
    assert list(index(rows.connection, order)) == [key for key in before if key != gone]
    assert set(page(rows.connection, rows.person.id, before)) == set(before) - {gone}
    assert len(first_page(rows.connection, order, 99)) == 6
    assert sum(progress(rows.connection, rows.person.id).values()) == 6
    rows.undo()
    assert list(index(rows.connection, order)) == before


def test_no_articles_and_no_rows(rows: Any) -> None:
    assert page(rows.connection, rows.person.id, []) == {}
    assert page(rows.connection, rows.person.id, [10**12]) == {}
