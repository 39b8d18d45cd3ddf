from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest

from annotator.core.errors import InputError
from annotator.storage.project import Project
from annotator.workflows import importing, searching


def test_words_are_found_without_diacritics_and_shown_with_them(
    project: Project, write: Callable[[str, str | bytes], str]
) -> None:
    importing.run(project, [write("a.txt", "Chị Mai ở Hà Nội.\nHà Nội đẹp."), write("b.txt", "Ở Huế.")])
    (hit,) = searching.find(project, "ha noi", 10)
    assert (hit.name, hit.hits, hit.context) == ("a.txt", 2, "Chị Mai ở Hà Nội. Hà Nội đẹp.")
    assert searching.find(project, '"', 10) == []
    project.journal.undo(project.people.find("Lan").id)
    assert searching.find(project, "ha noi", 10) == []


def test_without_a_readable_index_the_same_is_found(project: Project, write: Callable[[str, str | bytes], str]) -> None:
    texts = ("Chị Mai ở Hà Nội.\nHà Nội đẹp.", "Ở Huế, hà nộix.", "“Hà Nội”: chị Mai.")
    importing.run(project, [write(f"{number}.txt", text) for number, text in enumerate(texts)])
    asked = ("ha noi", "mai", "chi mai o ha noi", "hue", "khong co", "nội đẹp", '"', "(")
    found = {query: searching.find(project, query, 10) for query in asked}
    assert len(found["ha noi"]) == 2
    with closing(sqlite3.connect(project.path)) as other, other:
        other.execute("DELETE FROM search_data WHERE id = 10")
    assert {query: searching.find(project, query, 10) for query in asked} == found
    assert len(searching.find(project, "ha noi", 1)) == 1


def test_every_place_is_listed_with_its_context(project: Project, write: Callable[[str, str | bytes], str]) -> None:
    importing.run(project, [write("a.txt", "Chị Mai ở Hà Nội.\nHà Nội đẹp."), write("b.txt", "Hà Nội.")])
    lines = searching.concordance_of(project, project.people.find("Lan"), "ha noi", 2)
    assert [(line.name, line.left, line.hit, line.right, line.labels) for line in lines] == [
        ("a.txt", "Chị Mai ở", "Hà Nội", ". Hà Nội đẹp.", ""),
        ("a.txt", "Chị Mai ở Hà Nội.", "Hà Nội", "đẹp.", ""),
    ]
    assert searching.concordance_of(project, None, "label:PER", 10) == []
    with pytest.raises(InputError):
        searching.concordance_of(project, None, "", 10)
