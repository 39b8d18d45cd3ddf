"""Files of older versions as the releases that made them wrote them, and what becomes of them."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from annotator.core import edits
from annotator.core.labels import LabelSpec
from annotator.core.model import Label
from annotator.core.shares import Recipe
from annotator.storage import migrations, splits
from annotator.storage.project import Project

TABLES = (
    "meta", "batch", "annotator", "label", "document", "furniture", "span", "relation", "document_label", "answer",
    "assignment", "tally", "run", "place", "edit",
)  # fmt: skip
FIXTURES = Path(__file__).parents[1] / "fixtures"

LABEL_1 = """CREATE TABLE label ( id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
title_en TEXT NOT NULL, title_vi TEXT NOT NULL, colour TEXT NOT NULL, key TEXT NOT NULL, guideline_en TEXT NOT NULL,
guideline_vi TEXT NOT NULL, position INTEGER NOT NULL) STRICT"""


@pytest.fixture
def old(tmp_path: Path) -> str:
    """A copy of the file of version 1."""
    path = str(tmp_path / "old.annotator")
    shutil.copyfile(FIXTURES / "v1.annotator", path)
    return path


@pytest.fixture
def second(tmp_path: Path) -> str:
    """A copy of the file of version 2."""
    path = str(tmp_path / "second.annotator")
    shutil.copyfile(FIXTURES / "v2.annotator", path)
    return path


@pytest.fixture
def migrated(old: str) -> Iterator[Project]:
    project = Project.open(old)
    yield project
    project.close()


def content(path: str) -> dict[str, list[Any]]:
    with closing(sqlite3.connect(path)) as connection:
        query = 'SELECT * FROM "{}"'
        return {table: connection.execute(query.format(table)).fetchall() for table in TABLES}


def version(path: str) -> int:
    with closing(sqlite3.connect(path)) as connection:
        found: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return found


def test_the_statements_of_version_1_are_still_those_of_the_file_it_made(old: str) -> None:
    with closing(sqlite3.connect(old)) as connection:
        assert migrations.schema(connection) == migrations.SCHEMAS[1]
    assert " ".join(LABEL_1.split()) in migrations.SCHEMAS[1]


def test_an_older_file_becomes_one_of_this_version_with_all_it_holds(old: str) -> None:
    before = content(old)
    project = Project.open(old)
    assert migrations.schema(project.store.connection) == migrations.SCHEMAS[migrations.VERSION]
    project.close()
    after = content(old)
    assert version(old) == migrations.VERSION
    assert [(*row, "span", "[]") for row in before.pop("label")] == after.pop("label")
    for rows in (before.pop("edit"), after.pop("edit")):
        assert [json.loads(row[7]) for row in rows]
    assert after == before
    Project.open(old).close()  # a second opening migrates nothing


def test_the_history_of_labels_goes_on(migrated: Project) -> None:
    lan = migrated.people.find("Lan").id
    before = migrated.labels.all()
    for article in migrated.documents.ids():
        migrated.annotations.begin_run(article, migrated.people.find("máy").id)
    assert [migrated.journal.undo(lan) is not None for _ in range(3)] == [True] * 3
    assert migrated.labels.all() == []
    assert [migrated.journal.redo(lan) is not None for _ in range(3)] == [True] * 3
    assert migrated.labels.all() == before


def test_a_removed_label_of_an_older_file_comes_back(old: str) -> None:
    with closing(sqlite3.connect(old, isolation_level=None)) as connection:
        row = connection.execute("SELECT * FROM label").fetchone()
        names = [column[1] for column in connection.execute("PRAGMA table_info(label)")]
        change = ["label", row[0], dict(zip(names, row, strict=True)), None]
        added = {**change[2], "id": 9, "uid": "u9", "name": '["label", x'}
        changes = json.dumps([change, ["label", 9, None, added]], ensure_ascii=False)
        connection.execute("DELETE FROM answer")
        connection.execute("DELETE FROM span")
        connection.execute("DELETE FROM tally")
        connection.execute("DELETE FROM label")
        connection.execute("INSERT INTO label VALUES (9, 'u9', ?, ?, ?, ?, ?, ?, ?, ?)", [added["name"], *row[3:]])
        connection.execute("INSERT INTO edit VALUES (99, 'e', 1, NULL, '', 'x', '{}', ?, 'done')", [changes])
    project = Project.open(old)
    assert project.journal.undo(1) is not None
    assert [(label.name, label.scope) for label in project.labels.all()] == [("LOC", "span")]
    project.close()


def test_an_older_file_that_may_only_be_read_is_read_as_it_lies(old: str) -> None:
    before = Path(old).read_bytes()
    project = Project.open(old, read_only=True)
    assert [(label.name, label.scope, label.attributes) for label in project.labels.all()] == [("LOC", "span", ())]
    with pytest.raises(sqlite3.OperationalError):
        project.store.connection.execute("DELETE FROM span")
    project.close()
    assert Path(old).read_bytes() == before
    assert version(old) == 1


def test_a_migration_that_is_cut_short_leaves_the_older_file(old: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = content(old)
    monkeypatch.setattr(migrations, "_with_new_columns", lambda _changes: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        Project.open(old)
    assert (content(old), version(old)) == (before, 1)
    monkeypatch.undo()
    Project.open(old).close()
    assert version(old) == migrations.VERSION


@pytest.mark.parametrize("scope", ["span", "relation", "document"])
def test_a_label_says_what_it_is_for(migrated: Project, scope: str) -> None:
    label = LabelSpec("X", scope=scope).as_label(migrated.store.next_id("label"), 9)
    migrated.journal.apply(edits.change_labels([(None, label)], "label.add", label="X"), None)
    assert migrated.labels.all()[-1] == label


def test_a_label_is_for_nothing_else(migrated: Project) -> None:
    label = Label(9, "u", "X", "", "", "#000000", "", "", "", 9, "word")
    with pytest.raises(Exception, match=r"edit\.conflict"):
        migrated.journal.apply(edits.change_labels([(None, label)], "label.add", label="X"), None)


def test_the_statements_of_version_2_are_still_those_of_the_file_it_made(second: str) -> None:
    with closing(sqlite3.connect(second)) as connection:
        assert migrations.schema(connection) == migrations.SCHEMAS[2]


def test_a_file_of_version_2_becomes_one_of_this_version_with_all_it_holds(second: str) -> None:
    before = content(second)
    project = Project.open(second)
    assert migrations.schema(project.store.connection) == migrations.SCHEMAS[migrations.VERSION]
    assert splits.kept(project.store) == []
    project.close()
    assert content(second) == before
    assert version(second) == migrations.VERSION


def test_the_history_of_a_file_of_version_2_goes_on(second: str) -> None:
    project = Project.open(second)
    lan, [article] = project.people.find("Lan").id, project.documents.ids()
    before = content(second)
    assert len(project.annotations.relations(article, lan)) == 1
    assert [project.journal.undo(lan) is not None for _ in range(2)] == [True] * 2
    assert project.annotations.spans(article, lan) == []
    assert [project.journal.redo(lan) is not None for _ in range(2)] == [True] * 2
    project.close()
    assert content(second) == before


@pytest.mark.parametrize("name", ["old", "second"])
def test_an_older_file_that_may_only_be_read_has_no_splits(name: str, request: pytest.FixtureRequest) -> None:
    path: str = request.getfixturevalue(name)
    before = Path(path).read_bytes()
    project = Project.open(path, read_only=True)
    assert splits.kept(project.store) == []
    assert splits.parts(project.store, Recipe((50, 50), 1)) == {}
    project.close()
    assert Path(path).read_bytes() == before


def test_a_file_of_version_2_that_may_only_be_read_keeps_its_labels(second: str) -> None:
    project = Project.open(second, read_only=True)
    labels = [(label.name, label.scope, len(label.attributes)) for label in project.labels.all()]
    assert labels == [("LOC", "span", 1), ("in", "relation", 0)]
    project.close()
