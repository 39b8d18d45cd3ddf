"""Holds a real project against its model: rows, texts, quotes, counts, stacks, search, and the project's own check."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from machine_model import Key, Model, Row, digest, place

from annotator.storage import listing, queue, search, statistics
from annotator.storage.listing import Order
from annotator.storage.project import Project
from annotator.workflows.checking import check

TABLES = (
    "batch", "annotator", "label", "document", "furniture", "span", "relation", "document_label", "answer",
    "assignment",
)  # fmt: skip
BESIDE = ("meta", "run", "place", "split", "split_part")
"""Tables that no edit writes."""
PROBES = ("hà nội", "hoà", "nguyễn văn", "đà nẵng", "tin", "ủy ban")
_MANY = 1000


def rows_of(connection: sqlite3.Connection) -> tuple[dict[Key, Row], dict[int, str], dict[tuple[int, int], float]]:
    """The rows that edits may write, the texts, and the seconds, as `Model` has them."""
    rows = {(table, row["id"]): row for table in TABLES for row in _table(connection, table)}
    texts = {key: row.pop("text") for (table, key), row in rows.items() if table == "document"}
    seconds = {}
    for (table, _), row in rows.items():
        if table == "assignment" and (spent := row.pop("seconds")):
            seconds[row["document"], row["annotator"]] = spent
    unbegun = [key for key, row in rows.items() if key[0] == "assignment" and row["state"] == "new"]
    for key in unbegun:
        del rows[key]
    return rows, texts, seconds


def everything(connection: sqlite3.Connection) -> list[Any]:
    """The whole logical state but for the journal: what an edit and its undo must leave as it was."""
    beside = {table: _table(connection, table) for table in BESIDE}
    return [*rows_of(connection), beside, _tally(connection)]


def _table(connection: sqlite3.Connection, table: str) -> list[Row]:
    cursor = connection.execute(f'SELECT * FROM "{table}"')  # noqa: S608
    names = [column[0] for column in cursor.description]
    found = [dict(zip(names, values, strict=True)) for values in cursor]
    for row in found:
        for name in {"attributes", "meta"}.intersection(names):
            row[name] = json.loads(row[name])
    return found


def _tally(connection: sqlite3.Connection) -> dict[tuple[int, int], tuple[int, int]]:
    rows = connection.execute("SELECT document, annotator, spans, suggestions FROM tally WHERE spans OR suggestions")
    return {(document, person): (spans, suggestions) for document, person, spans, suggestions in rows}


def compare(project: Project, model: Model) -> None:
    """What must hold after every step; cheap."""
    connection = project.store.connection
    rows, texts, seconds = rows_of(connection)
    assert texts == model.texts, "a text is not what it was"
    different = {key for key in rows.keys() | model.rows.keys() if rows.get(key) != model.rows.get(key)}
    assert not different, {key: (model.rows.get(key), rows.get(key)) for key in different}
    assert seconds == model.seconds, "the seconds of work"
    for (table, key), row in rows.items():
        if table == "span":
            assert row["quote"] == texts[row["document"]][row["start"] : row["end"]], "a quote is not its slice"
        if table == "document":
            assert (row["digest"], row["length"]) == (digest(texts[key]), len(texts[key])), "digest"
    assert not connection.execute("PRAGMA foreign_key_check").fetchall()
    _compare_counts(project, model)
    _compare_stacks(project, model)


def _compare_counts(project: Project, model: Model) -> None:
    people, documents = model.people(), [row["id"] for row in model.table("document")]
    counted = {(d, p): model.counts(d, p) for d in documents for p in people}
    shown = {key: counts for key, counts in counted.items() if any(counts)}
    assert _tally(project.store.connection) == shown, "counts shown are not the real ones"
    for person in people:
        _compare_list(project, model, person, counted)
    told = {tuple(row) for row in statistics.by_label(project.store)}
    assert told == model.by_label(), "statistics"


def _compare_list(project: Project, model: Model, person: int, counted: dict[tuple[int, int], tuple[int, int]]) -> None:
    """The article list and the queue of one person."""
    connection, visible = project.store.connection, model.visible()
    listed = {row.id: row for row in listing.first_page(connection, Order(person), _MANY)}
    assert list(listed) == visible == project.documents.ids(), "the list of articles"
    for key, row in listed.items():
        assignment = model.assignment(key, person)
        state = assignment["state"] if assignment else "new"
        title = model.rows["document", key]["title"]
        assert (row.title, row.state, row.spans, row.suggestions) == (title, state, *counted[key, person]), "a row"
    waiting = {key: model.open_suggestions(key, person) for key in visible}
    assert queue.documents(connection, person) == [key for key in visible if waiting[key]], "the queue"
    assert queue.total(connection, person) == sum(map(len, waiting.values())), "the queue's count"
    for key in visible:
        for skipped in (False, True):
            told = [(each.start, each.end, each.label) for each in queue.waiting(connection, person, key, skipped)]
            assert sorted(told) == sorted(model.open_suggestions(key, person, skipped)), "suggestions"


def _compare_stacks(project: Project, model: Model) -> None:
    for person in (None, *model.people()):
        for step in ("undo", "redo"):
            told, expected = project.journal.next(step, person), model.next(step, person)
            assert (told and told.name) == (expected and expected.name), f"the next {step}"


def examine(project: Project, model: Model) -> None:
    """What must hold at the end and after every fault; dear."""
    compare(project, model)
    for words in PROBES:
        assert set(search.find(project.store, words, _MANY)) == model.with_words(words), f"search for {words}"
    findings = check(project)
    assert not findings, findings
    for table in TABLES:
        assert (table, project.store.next_id(table)) not in model.used, f"a number of {table} comes again"
    for key, text in model.texts.items():
        assert project.documents.text(key) == text
        for person in model.people():
            spans = project.annotations.spans(key, person)
            assert {place(span.row()) for span in spans} == set(map(place, model.layer("span", key, person)))
            assert all(text[span.start : span.end] == span.quote for span in spans)
