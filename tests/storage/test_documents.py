from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from annotator.core import edits
from annotator.core.errors import InputError, RefusedError
from annotator.core.model import NewDocument
from annotator.core.text import digest, folded
from annotator.storage import imports, search
from annotator.storage.documents import described

ODD = "\ufeffBa\u0300i\r\nmột\xa0hai\u2028ba \x00 😀\r\n\n"


def test_a_text_is_kept_exactly(desk: Any) -> None:
    [key] = desk.add_articles(
        NewDocument("lạ", ODD, "T", "Báo Ảnh", "https://a.vn/?b=c", "Vũ", "2024-02-01", "vi", {"a": [1, "ê"]})
    )
    desk.reopen()
    assert desk.project.documents.text(key) == ODD
    document = desk.project.documents.get(key)
    assert (document.length, document.digest) == (len(ODD), digest(ODD))
    assert (document.source, document.url, document.author, document.published) == (
        "Báo Ảnh", "https://a.vn/?b=c", "Vũ", "2024-02-01",
    )  # fmt: skip
    assert document.meta == {"a": [1, "ê"]}
    assert document == described(document)
    assert document.title_folded == folded("T")


def test_an_import_is_invisible_until_its_edit(desk: Any) -> None:
    documents = desk.project.documents
    batch = documents.begin_batch("folder")
    [key] = documents.add(batch, [NewDocument("b", "Chiều ở Huế", "Huế")])
    assert documents.ids() == [desk.article]
    key_of_text = digest("Chiều ở Huế")
    assert imports.with_digests(desk.project.store, [key_of_text]) == {}
    with pytest.raises(RefusedError, match=r"article\.unknown"):
        documents.find("b")
    row = documents.batch(batch)
    desk.apply(edits.show_batch(batch, row, {**row, "state": "visible"}, 1))
    assert documents.ids() == [desk.article, key]
    assert imports.with_digests(desk.project.store, [key_of_text, digest("Chiều ở Huế ")]) == {key_of_text: key}
    assert documents.find("b").id == key
    desk.undo()
    assert documents.ids() == [desk.article]


def test_a_broken_import_is_swept_with_all_it_left(desk: Any) -> None:
    before = desk.content()
    documents = desk.project.documents
    batch = documents.begin_batch("folder")
    keys = documents.add(
        batch, [NewDocument(f"b{n}", f"Bài {n}", "T", lines=((0, 3, "title", "rule"),)) for n in range(3)]
    )
    machine = desk.machine()
    label = desk.labels[0].id
    desk.project.annotations.add_run_spans(keys[0], machine.id, "Bài 0", [(0, 3, label, 0.5)])
    desk.project.annotations.end_run(keys[0], machine.id, "1")
    desk.reopen()
    assert desk.project.documents.sweep() == 3
    after = desk.content()
    assert {table: rows for table, rows in after.items() if table != "annotator"} == {
        table: rows for table, rows in before.items() if table != "annotator"
    }
    assert search.find(desk.project.store, "bài", 9) == []
    assert desk.project.documents.sweep() == 0
    assert desk.key("document") > max(keys)
    with pytest.raises(RefusedError, match=r"article\.unknown"):
        desk.project.documents.text(keys[0])


def test_sweeping_can_be_of_one_import_and_a_piece_at_a_time(desk: Any) -> None:
    documents = desk.project.documents
    batches = [documents.begin_batch(f"folder {n}") for n in range(2)]
    for n, batch in enumerate(batches):
        documents.add(batch, [NewDocument(f"{n}-{m}", f"Bài {n} {m}", "T") for m in range(25)])
    assert documents.sweep(batch=batches[1]) == 25
    assert [documents.batch(batch) is None for batch in batches] == [False, True]
    assert 0 < documents.sweep(seconds=0) < 25
    assert documents.batch(batches[0]) is not None
    documents.sweep()
    assert documents.batch(batches[0]) is None
    assert documents.sweep(batch=1) == 0, "a batch that is shown stays"
    assert documents.ids()


def test_a_batch_that_cannot_be_written_lands_none_of_it(desk: Any) -> None:
    before = desk.content()
    batch = desk.project.documents.begin_batch("x")
    with pytest.raises(InputError, match=r"input\.surrogate"):
        desk.project.documents.add(batch, [NewDocument("a", "tốt", "T"), NewDocument("b", "hỏng", "nửa \ud83d")])
    assert desk.project.documents.sweep() == 0
    assert desk.content() == before


def test_furniture_comes_by_position(desk: Any) -> None:
    given = (9, 13, "menu", "rule"), (0, 3, "title", "person")
    [key] = desk.add_articles(NewDocument("a", "Đầu\nThân\nCuối", "T", lines=given))
    lines = desk.project.documents.furniture(key)
    assert [(line.start, line.end, line.kind, line.origin) for line in lines] == [
        (0, 3, "title", "person"),
        (9, 13, "menu", "rule"),
    ]
    desk.apply(edits.set_kind(lines[1], replace(lines[1], kind="body", origin="person")))
    assert desk.project.documents.furniture(key)[1].kind == "body"


def test_an_article_is_found_by_number_or_name(desk: Any) -> None:
    first, second, third = desk.add_articles(
        NewDocument("bai-2", "hai", "T"), NewDocument("đôi", "ba", "T"), NewDocument("đôi", "bốn", "T")
    )
    documents = desk.project.documents
    assert documents.find("bai-2").id == first
    assert documents.find(str(second)).id == second
    with pytest.raises(RefusedError, match=r"article\.ambiguous"):
        documents.find("đôi")
    for unknown in ("", "không", "999", "-1", "9" * 40, "²"):
        with pytest.raises(RefusedError, match=r"article\.unknown"):
            documents.find(unknown)
    desk.apply(edits.remove_document(documents.get(third)))
    assert documents.find("đôi").id == second
    desk.undo()
    with pytest.raises(RefusedError, match=r"article\.ambiguous"):
        documents.find("đôi")


def test_removed_articles_keep_their_rows(desk: Any) -> None:
    span = desk.add(0, 4)
    desk.apply(edits.remove_document(desk.project.documents.get(desk.article)))
    assert desk.project.documents.ids() == []
    assert imports.with_digests(desk.project.store, [digest(desk.text)]) == {}
    desk.reopen()
    desk.undo()
    assert desk.project.documents.ids() == [desk.article]
    assert desk.spans() == [span]


def test_the_place_in_an_article_is_each_persons_own_and_no_edit(desk: Any) -> None:
    documents = desk.project.documents
    [other] = desk.add_articles(NewDocument("bai-2", "hai", "T"))
    minh = desk.project.people.ensure("Minh").id
    history = desk.history()
    assert documents.last_read(desk.person.id) is None
    documents.keep_place(desk.article, desk.person.id, 7)
    documents.keep_place(desk.article, desk.person.id, 9)
    documents.keep_place(other, minh, 1)
    assert [documents.place(desk.article, who) for who in (desk.person.id, minh)] == [9, 0]
    assert documents.last_read(desk.person.id) == desk.article
    assert documents.last_read(minh) == other
    desk.apply(edits.remove_document(documents.get(other)))
    assert documents.last_read(minh) is None
    assert len(desk.history()) == len(history) + 1
