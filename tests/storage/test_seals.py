"""Seals follow whatever is written, and only that."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.core import edits
from annotator.core.errors import StaleEditError
from annotator.core.model import Assignment, NewDocument
from annotator.core.shares import Recipe
from annotator.storage import migrations, seals, splits
from annotator.storage.seals import MASK, PROJECT, Seal, Sums


def counted(desk: Any) -> dict[int, Sums]:
    """What the rows of a project add up to, as a file without seals would be sealed."""
    connection = desk.project.store.connection
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as copy:
        connection.backup(copy)
        copy.execute("DELETE FROM seal")
        seals.seal_all(copy)
        return {key: Sums(seal.rows, seal.edits) for key, seal in seals.kept(copy).items()}


def in_step(desk: Any) -> bool:
    kept = seals.kept(desk.project.store.connection)
    found = {key: Sums(seal.rows, seal.edits) for key, seal in kept.items() if (seal.rows, seal.edits) != (0, 0)}
    return found == counted(desk) and all(seal.is_whole for seal in kept.values())


def add(desk: Any, at: int) -> None:
    if not any(span.start == at for span in desk.spans()):
        desk.add(at, at + 3)


def note(desk: Any, at: int) -> None:
    for span in desk.spans()[:1]:
        desk.apply(edits.note_span(span, f"ghi {at} 😀"))


def undo(desk: Any, at: int) -> None:
    if desk.history()[-1][0] not in ("import", "label.load"):
        desk.undo()


def suggest(desk: Any, at: int) -> None:
    desk.suggest(desk.machine(), (at, at + 3, 1), (at, at + 2, 2))


def run(desk: Any, at: int) -> None:
    machine = desk.machine().id
    desk.project.annotations.begin_run(desk.article, machine)
    desk.project.annotations.end_run(desk.article, machine, str(at))


def answer(desk: Any, at: int) -> None:
    if not desk.project.annotations.answers(desk.article, desk.person.id):
        for found in desk.project.annotations.machine_spans(desk.article)[:1]:
            desk.apply(edits.reject(desk.answer(found, "rejected"), found.quote, "LOC"))


def work(desk: Any, at: int) -> None:
    before = desk.project.annotations.assignment(desk.article, desk.person.id)
    begun = Assignment(desk.key("assignment"), desk.article, desk.person.id, "in-progress")
    after = replace(before, state="done") if before else begun
    desk.apply(edits.set_state(before, after))
    desk.project.annotations.add_seconds(desk.article, desk.person.id, at / 7)


def article(desk: Any, at: int) -> None:
    desk.add_articles(NewDocument(f"bài {at}", f"Bài {at}", "Bài", lines=[(0, 3, "title", "rule")]))


def split(desk: Any, at: int) -> None:
    store, recipe = desk.project.store, Recipe((50, 50), at)
    known = splits.parts(store, recipe)
    splits.keep(store, recipe, known, {} if known else {desk.article: "train"})


def stale(desk: Any, at: int) -> None:
    for span in desk.spans()[:1]:
        with pytest.raises(StaleEditError):
            desk.apply(edits.note_span(span.moved(desk.text, 0, 1), "x"))


STEPS: dict[str, Callable[[Any, int], object]] = {
    "add": add, "note": note, "undo": undo, "redo": lambda desk, _: desk.redo(), "suggest": suggest, "run": run,
    "answer": answer, "work": work, "person": lambda desk, at: desk.project.people.ensure(f"Người {at}"),
    "article": article, "split": split, "stale": stale,
}  # fmt: skip


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(st.lists(st.tuples(st.sampled_from(sorted(STEPS)), st.integers(0, 90)), max_size=12))
def test_seals_are_in_step_with_the_rows(new_desk: Callable[[], Any], steps: list[tuple[str, int]]) -> None:
    desk = new_desk()
    for name, at in steps:
        STEPS[name](desk, at)
    assert in_step(desk)
    desk.reopen()
    work(desk, 5)
    assert in_step(desk)
    desk.project.close()


def test_what_is_taken_back_is_not_sealed(desk: Any) -> None:
    before = seals.kept(desk.project.store.connection)
    with suppress(InterruptedError), desk.project.store.transaction():
        desk.project.store.connection.execute("UPDATE document SET name = 'khác'")
        raise InterruptedError
    desk.project.people.ensure("Minh")
    after = seals.kept(desk.project.store.connection)
    assert after[desk.article] == before[desk.article]
    assert after[PROJECT] != before[PROJECT]
    assert in_step(desk)


def test_rows_that_are_replaced_are_taken_away_first(desk: Any) -> None:
    for value in ("1", "2"):
        with desk.project.store.transaction():
            desk.project.store.connection.execute("INSERT OR REPLACE INTO meta VALUES ('x', ?)", [value])
    assert in_step(desk)


def test_what_is_written_while_seals_pause_is_not_sealed(desk: Any) -> None:
    before = seals.kept(desk.project.store.connection)
    with desk.project.store.transaction(), desk.project.store.seals.paused():
        desk.project.store.connection.execute("UPDATE document SET name = 'khác'")
    assert seals.kept(desk.project.store.connection) == before
    assert not in_step(desk)


def test_the_file_has_no_triggers(desk: Any) -> None:
    query = "SELECT count(*) FROM sqlite_schema WHERE type = 'trigger'"
    assert desk.project.store.connection.execute(query).fetchone() == (0,)
    assert migrations.schema(desk.project.store.connection) == migrations.SCHEMAS[migrations.VERSION]


SUMS = st.builds(Sums, st.integers(0, MASK), st.integers(0, MASK))


@given(SUMS, st.integers(0, 57), st.integers(0, 2))
def test_a_bit_of_a_seal_that_is_another_is_told_from_rows_that_are(sums: Sums, bit: int, place: int) -> None:
    kept = [*sums, sums.mark]
    kept[place] ^= 1 << bit
    seal = Seal(*kept)
    assert seal.fits(sums)
    assert not seal.is_whole
    assert not Seal(*sums, sums.mark).fits(Sums(sums.rows ^ 1 << bit, sums.edits))


PLAIN = (
    "CREATE TABLE t(a INTEGER PRIMARY KEY, b BLOB)",
    'CREATE TABLE "t" ("a" TEXT, UNIQUE (a))',
    "CREATE UNIQUE INDEX i ON t (a, b)",
    "CREATE TABLE t(a, PRIMARY KEY(a)) WITHOUT ROWID",
)
OTHERS = (
    "CREATE TABLE t(a DEFAULT (f()))",
    "CREATE INDEX i ON t (f(a))",
    "CREATE INDEX i ON t (a + 1)",
    "CREATE TABLE t(a, CHECK (f(a)))",
    "CREATE TABLE t(a AS (b))",
    "CREATE VIEW v AS SELECT 1",
    "CREATE INDEX i ON t (a) WHERE b",
    "CREATE TABLE t (a VARCHAR(9))",
    "",
)


def test_bookkeeping_is_plain_when_it_is_of_columns_alone() -> None:
    assert [sql for sql in PLAIN if not migrations.is_plain(sql)] == []
    assert [sql for sql in OTHERS if migrations.is_plain(sql)] == []
