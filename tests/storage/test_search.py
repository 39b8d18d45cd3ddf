from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from annotator.core import edits
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
