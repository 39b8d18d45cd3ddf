"""One project at work with its model beside it: how an edit is made in both, and where a crash may come in."""

from __future__ import annotations

import atexit
import itertools
import os
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import hypothesis.strategies as st
from hypothesis.stateful import RuleBasedStateMachine
from machine_model import Entry, Model, Row
from machine_watch import compare, everything, examine, rows_of

from annotator.core import edits
from annotator.core.attributes import AttributeRule
from annotator.core.bulk_edits import Begun
from annotator.core.edits import Edit
from annotator.core.errors import AnnotatorError
from annotator.core.ids import new_uid
from annotator.core.labels import LabelSpec
from annotator.core.model import AnnotatorKind, Assignment, Label, Scope, State
from annotator.storage.project import Project

RULES = (AttributeRule("giới", "choice", ("nam", "nữ")), AttributeRule("thật", "yes-no"))
LABELS = (
    LabelSpec("PER", attributes=RULES),
    LabelSpec("LOC", key="2"),
    LabelSpec("ở-tại", scope=Scope.RELATION, attributes=RULES[1:]),
    LabelSpec("Thế-giới", scope=Scope.DOCUMENT),
)
PEOPLE = ("Lan", "Minh")
done: Counter[str] = Counter()
"""How many examples and steps there were."""


class Crash:
    """Copies a project's files as they lie, before the statement of this number or when it is asked to.

    Reading them drops the locks that SQLite has on them in this process. Nobody else is there, and the connection is
    given up right after.
    """

    def __init__(self, path: str, target: str, statement: int = 0) -> None:
        self.path = target
        self._source = path
        self._left = statement
        self.is_taken = False

    def hear(self, _statement: str) -> None:
        """Called with every statement that begins."""
        self._left -= 1
        if self._left == 0:
            self.take()

    def take(self) -> None:
        """Copies what a program that dies now leaves behind."""
        for part in ("", "-wal"):
            if os.path.exists(self._source + part):
                shutil.copyfile(self._source + part, self.path + part)
        self.is_taken = True


@cache
def _blank() -> str:
    """A project with labels and people, to be copied."""
    folder = tempfile.mkdtemp(prefix="machine-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    project = Project.create(os.path.join(folder, "blank.annotator"))
    labels = [spec.as_label(project.store.next_id("label"), n) for n, spec in enumerate(LABELS)]
    project.journal.apply(edits.change_labels([(None, label) for label in labels], "label.load"), None)
    for name in PEOPLE:
        project.people.ensure(name)
    project.people.ensure("vàng", AnnotatorKind.GOLD)
    project.people.ensure("máy", AnnotatorKind.MACHINE)
    project.close()
    return project.path


class Base(RuleBasedStateMachine):
    """What the rules share."""

    def __init__(self) -> None:
        super().__init__()
        done["examples"] += 1
        self.folder = Path(tempfile.mkdtemp(prefix="machine-"))
        self._numbers = itertools.count()
        self.is_thorough = False
        """Whether every edit is undone and done again."""
        self.armed = 0
        """Before which statement of the next edit the program dies; 0 is not at all."""
        path = self.new_path()
        shutil.copyfile(_blank(), path)
        self.project = Project.open(path)
        self.model = Model(*rows_of(self.project.store.connection))
        self.model.used = set(self.model.rows)
        self.model.history.append(Entry(None, "label.load", []))

    def teardown(self) -> None:
        """At the end everything is looked at, unless something was found wrong already."""
        try:
            if sys.exc_info()[0] is None:
                examine(self.project, self.model)
        finally:
            self.project.close()
            shutil.rmtree(self.folder, ignore_errors=True)

    # What is acted on

    def new_path(self, name: str = "p.annotator") -> str:
        """A file's name in a folder of its own."""
        folder = self.folder / str(next(self._numbers))
        folder.mkdir()
        return str(folder / name)

    def one(self, data: st.DataObject, items: Iterable[Any]) -> Any:
        """One of some things."""
        return data.draw(st.sampled_from(list(items)))

    def range_in(self, data: st.DataObject, document: int, most: int = 12) -> tuple[int, int]:
        """`[start, end)` in a text, so long at most."""
        return range_in(data, self.model.texts[document], most)

    def spans_of_people(self) -> list[Row]:
        """The spans that somebody can change."""
        people, visible = set(self.model.people()), set(self.model.visible())
        return [row for row in self.model.table("span") if row["annotator"] in people and row["document"] in visible]

    def label(self, key: int) -> Label:
        """A label as the application has it."""
        return next(label for label in self.project.labels.all() if label.id == key)

    def begun(self, person: int, documents: Iterable[int]) -> Sequence[Begun]:
        """What a first act in documents says besides: that they are in progress."""
        found: list[Begun] = []
        for key in sorted(set(documents)):
            if self.model.assignment(key, person) is None:
                before = self.project.annotations.assignment(key, person)
                number = before.id if before else self.project.store.next_id("assignment")
                after = Assignment(number, key, person, State.IN_PROGRESS, before.seconds if before else 0.0)
                row = {"id": number, "document": key, "annotator": person, "state": "in-progress"}
                self.model.put("assignment", row)
                found.append((before, after))
        return found

    def new_row(self, table: str, **values: Any) -> Row:
        """A row with a number and a uid of its own."""
        return {"id": self.project.store.next_id(table), "uid": new_uid(), **values}

    def new_span(self, document: int, annotator: int, start: int, end: int, label: int) -> Row:
        """A span's row."""
        quote = self.model.texts[document][start:end]
        return self.new_row(
            "span", document=document, annotator=annotator, start=start, end=end, label=label, quote=quote, score=None,
            origin="manual", note="", attributes={},
        )  # fmt: skip

    # What is done

    def apply(self, edit: Edit, annotator: int | None) -> None:
        """Makes an edit; the model has its rows already."""
        whole, connection = self.project.annotations.with_relations(edit), self.project.store.connection
        before = everything(connection) if self.is_thorough else None
        if not self.happens(lambda: self.project.journal.apply(whole, annotator)):
            self.model.cancel()
            return
        self.model.commit(annotator, edit.name)
        if before is not None:
            self._undo_and_redo(before, annotator)

    def _undo_and_redo(self, before: list[Any], annotator: int | None) -> None:
        connection = self.project.store.connection
        after = everything(connection)
        assert self.project.journal.undo(annotator) is not None
        assert everything(connection) == before, "undo does not lead back"
        assert self.project.journal.redo(annotator) is not None
        assert everything(connection) == after, "redo does not lead forward"

    def happens(self, write: Callable[[], object]) -> bool:
        """Writes one transaction; False when the program dies before it is acknowledged, and is started again."""
        if not self.armed:
            write()
            return True
        crash = Crash(self.project.path, self.new_path(), self.armed)
        self.armed = 0
        connection = self.project.store.connection
        connection.set_trace_callback(crash.hear)
        try:
            write()
        finally:
            connection.set_trace_callback(None)
        is_acknowledged = not crash.is_taken
        if is_acknowledged:
            crash.take()
        self.go_on_from(crash)
        return is_acknowledged

    def go_on_from(self, crash: Crash) -> None:
        """The program starts again on what a crash has left."""
        self.project.close()
        self.project = Project.open(crash.path)

    def refuse(self, edit: Edit, annotator: int, code: str) -> None:
        """An edit that must be refused, and nothing of it be done."""
        self.model.cancel()
        before = everything(self.project.store.connection)
        said = ""
        try:
            self.project.journal.apply(self.project.annotations.with_relations(edit), annotator)
        except AnnotatorError as error:
            said = error.code
        assert said == code, f"{edit.name} is not refused with {code}"
        assert everything(self.project.store.connection) == before, "something of a refused edit is there"

    def adopt(self, tables: Iterable[str]) -> list[Row]:
        """Takes over the rows that the application has just made by itself in these tables, as no edit of anybody."""
        rows, texts, _ = rows_of(self.project.store.connection)
        new = {key: row for key, row in rows.items() if key not in self.model.rows and key[0] in set(tables)}
        for (table, key), row in new.items():
            self.model.put(table, row)
            if table == "document":
                self.model.texts[key] = texts[key]
        self.model.settle()
        return list(new.values())

    def compare(self) -> None:
        """The project and the model say the same."""
        done["steps"] += 1
        compare(self.project, self.model)


def range_in(data: st.DataObject, text: str, most: int = 12) -> tuple[int, int]:
    """`[start, end)` in a text, so long at most."""
    start = data.draw(st.integers(0, len(text) - 1))
    return start, data.draw(st.integers(start + 1, min(len(text), start + most)))


def with_state(row: Assignment | None, key: int, place: tuple[int, int], state: str) -> Assignment:
    """An assignment to `(document, annotator)` in another state; `key` numbers a new one."""
    return replace(row, state=state) if row else Assignment(key, *place, state)
