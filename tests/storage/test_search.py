from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import Any

import pytest

from annotator.core import edits
from annotator.core.errors import ProjectError
from annotator.core.model import NewDocument
from annotator.storage import search
from annotator.storage.documents import described


def test_search_follows_a_changed_title(desk: Any) -> None:
    def found(words: str) -> list[int]:
        return search.find(desk.project.store, words, 10)

    assert found("tong bi thu tham") == found("quang ninh") == [desk.article]
    before = desk.project.documents.get(desk.article)
    desk.apply(edits.change_document(before, described(replace(before, title="Đoàn công tác về Quảng Trị"))))
    assert found("tong bi thu tham") == []
    assert found("quang tri") == found("quang ninh") == [desk.article]
    desk.undo()
    assert found("tong bi thu tham") == [desk.article]
    assert found("quang tri") == []
    desk.redo()
    assert found("quang tri") == [desk.article]
    desk.project.store.connection.execute("INSERT INTO search (search) VALUES ('integrity-check')")


@pytest.mark.parametrize("words", ["", '"', "!!!", 'a" OR b', "NEAR(", "*", "title:ha"])
def test_search_takes_any_words(desk: Any, words: str) -> None:
    assert search.find(desk.project.store, words, 10) == []


BREAKING = (
    "INSERT INTO search (search) VALUES ('delete-all')",
    "UPDATE search_data SET block = zeroblob(length(block)) WHERE id > 10",
    "UPDATE search_data SET block = X'FF' WHERE id = 10",
    "DELETE FROM search_data WHERE id = 10",
    "DELETE FROM search_data WHERE id > 10",
    "DELETE FROM search_idx",
    "DELETE FROM search_docsize",
)


@pytest.mark.parametrize("statement", BREAKING)
def test_a_broken_index_keeps_nobody_from_writing(desk: Any, statement: str) -> None:
    with closing(sqlite3.connect(desk.project.path)) as other, other:
        other.execute(statement)
    [key] = desk.add_articles(NewDocument("bai-2", "Chị Mai ở Quảng Trị.", "Bài hai"))
    before = desk.project.documents.get(key)
    desk.apply(edits.change_document(before, described(replace(before, title="Bài ba"))))
    desk.undo()
    desk.redo()
    assert desk.project.documents.get(key).title == "Bài ba"
    with desk.project.store.transaction():
        search.rebuild(desk.project.store)
    assert search.find(desk.project.store, "bai ba", 10) == [key]
    assert search.find(desk.project.store, "bai hai", 10) == []


def test_what_fails_for_another_reason_than_the_index_is_refused(desk: Any) -> None:
    """A disk where there is room for the text alone, here a file that may not grow, gets neither text nor words."""
    connection = desk.project.store.connection
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    words = " ".join(f"từ{number}" for number in range(20_000))
    connection.execute(f"PRAGMA max_page_count={pages + len(words.encode()) // 4096 + 20}")
    with pytest.raises(ProjectError, match=r"project\.full"):
        desk.add_articles(NewDocument("bai-2", words, "Bài hai"))
    connection.execute("PRAGMA max_page_count=1073741823")
    assert desk.project.documents.ids() == [desk.article]
    desk.add_articles(NewDocument("bai-2", words, "Bài hai"))
    connection.execute("INSERT INTO search (search) VALUES ('integrity-check')")
    assert len(search.find(desk.project.store, "từ19999", 10)) == 1
