from __future__ import annotations

import unicodedata

from annotator.core import edits
from annotator.core.model import NewDocument
from annotator.core.palette_match import words_of
from annotator.storage import title_search
from annotator.storage.project import Project
from annotator.storage.title_search import PORTION, TitleHit, find


def fill(project: Project, titles: list[str], is_visible: bool = True) -> list[int]:
    batch = project.documents.begin_batch("test")
    keys = project.documents.add(batch, [NewDocument(f"bai-{n}.txt", "Nội dung.", t) for n, t in enumerate(titles)])
    row = project.documents.batch(batch)
    if is_visible and row is not None:
        project.journal.apply(edits.show_batch(batch, row, {**row, "state": "visible"}, len(keys)), None)
    return keys


def every(project: Project, query: str) -> list[TitleHit]:
    """The hits of all portions, put together."""
    hits: list[TitleHit] = []
    last: int | None = 0
    while last is not None:
        portion = find(project.store.connection, words_of(query), last)
        hits += portion.hits
        last = portion.last
    return hits


def test_words_are_found_in_any_order_with_and_without_diacritics(project: Project) -> None:
    keys = fill(project, ["Tổng Bí thư Tô Lâm", "Đồng ý với đề nghị", "Bí quyết"])
    for query, expected in (("to lam", [0]), ("lâm TÔ", [0]), ("dong y", [1]), ("bi", [0, 2]), ("bi dong", [])):
        assert [hit.id for hit in every(project, query)] == [keys[n] for n in expected], query


def test_the_name_of_the_file_is_searched_too(project: Project) -> None:
    keys = fill(project, ["Một", "Hai"])
    assert [hit.id for hit in every(project, "bai 1")] == keys[1:]


def test_the_name_of_the_file_is_found_without_case_and_diacritics(project: Project) -> None:
    names = ["Đảng ủy xã Phú Mỹ.txt", unicodedata.normalize("NFD", "HOÀ BÌNH.txt"), "Tin khác.txt"]
    batch = project.documents.begin_batch("test")
    keys = project.documents.add(batch, [NewDocument(name, "Nội dung.", "Số 7") for name in names])
    row = project.documents.batch(batch)
    assert row is not None
    project.journal.apply(edits.show_batch(batch, row, {**row, "state": "visible"}, len(keys)), None)
    for query, expected in (
        ("dang uy", [0]),
        ("Phú mỹ so", [0]),
        ("hoa bình", [1]),
        ("dang hoa", []),
        ("so 7", [0, 1, 2]),
    ):
        assert [hit.id for hit in every(project, query)] == [keys[n] for n in expected], query


def test_what_is_not_part_of_the_project_is_not_found(project: Project) -> None:
    fill(project, ["Ẩn"], is_visible=False)
    (key,) = fill(project, ["Ẩn dụ"])
    assert [hit.id for hit in every(project, "an")] == [key]
    document = project.documents.get(key)
    project.journal.apply(edits.remove_document(document), None)
    assert every(project, "an") == []


def test_portions_come_one_after_the_other(project: Project) -> None:
    keys = fill(project, [f"Bài {n}" for n in range(PORTION + 20)])
    first = find(project.store.connection, ["bai"], 0)
    assert first.last == PORTION
    assert [hit.id for hit in first.hits] == [key for key in keys if key <= PORTION]
    assert [hit.id for hit in every(project, "bai")] == keys


def test_the_articles_read_last_come_latest_first(project: Project) -> None:
    keys = fill(project, ["Một", "Hai", "Ba"])
    person = project.people.ensure("Lan").id
    for key in (keys[0], keys[2]):
        project.documents.keep_place(key, person, 5)
    found = [hit.id for hit in title_search.last_read(project.store.connection, person, 9)]
    assert sorted(found) == [keys[0], keys[2]]
    assert len(title_search.last_read(project.store.connection, person, 1)) == 1
