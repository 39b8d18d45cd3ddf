"""Damage is seen: pages zeroed, swapped and cut off, and single bits, in a file that was sound.

What is reported is a refusal to open the file or a finding; nothing may be reported only where the damaged file says
exactly what the sound one did.
"""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from pages import Cell, Pages

from annotator.core import edits
from annotator.core.errors import ProjectError
from annotator.core.ids import new_uid
from annotator.core.labels import loads
from annotator.core.model import (
    Annotator,
    AnnotatorKind,
    Answer,
    Assignment,
    DocumentLabel,
    Label,
    NewDocument,
    Relation,
    Span,
)
from annotator.core.shares import Recipe
from annotator.storage import splits
from annotator.storage.project import Project
from annotator.workflows import checking, repairing
from annotator.workflows.findings import Finding

REPOSITORY = Path(__file__).parents[2]
OF_ARTICLES = ("document", "furniture", "span", "relation", "document_label", "answer", "assignment")
REFUSALS = {"project.damaged", "project.not-a-project", "project.foreign-schema", "project.newer"}
ALL = (*OF_ARTICLES, "annotator", "label", "edit")


class Filled:
    """A project in which every table has rows: two people and a machine at five articles, with a history."""

    def __init__(self, path: Path) -> None:
        self.project = project = Project.create(str(path))
        specs = loads((REPOSITORY / "resources" / "labels" / "default.json").read_text(encoding="utf-8"))
        self.labels = [spec.as_label(self._key("label"), place) for place, spec in enumerate(specs)]
        self._apply(edits.change_labels([(None, label) for label in self.labels], "label.load", n=len(specs)), None)
        self.people = [project.people.ensure(name) for name in ("Lan", "Minh")]
        self.machine = project.people.ensure("máy", AnnotatorKind.MACHINE)
        self.texts = [seed.read_text(encoding="utf-8") for seed in sorted((REPOSITORY / "seeds").glob("*.txt"))]
        for key, text in self._articles().items():
            self._annotate(key, text)
        splits.keep(project.store, Recipe((50, 50), 1), {}, {1: "train", 2: "test"})
        project.documents.keep_place(1, self.people[0].id, 40)
        project.close()

    def _key(self, table: str) -> int:
        return self.project.store.next_id(table)

    def _apply(self, edit: edits.Edit, person: Annotator | None) -> None:
        self.project.journal.apply(edit, person.id if person else None)

    def _articles(self) -> dict[int, str]:
        documents = self.project.documents
        batch = documents.begin_batch("seeds")
        new = [
            NewDocument(f"bai-{n}", text, text.splitlines()[0], "Báo", "https://example.org", "Lan", "2024-01-02",
                        lines=[(0, len(text.splitlines()[0]), "title", "rule")])
            for n, text in enumerate(self.texts)
        ]  # fmt: skip
        keys = documents.add(batch, new)
        row = documents.batch(batch) or {}
        self._apply(edits.show_batch(batch, row, {**row, "state": "visible"}, len(keys)), self.people[0])
        return dict(zip(keys, self.texts, strict=True))

    def _annotate(self, key: int, text: str) -> None:
        machine, label = self.machine.id, self._label("span")
        found = [(at, at + 7, label.id, 0.25 + at / 4096) for at in range(0, 600, 20)]
        suggested = self.project.annotations.add_run_spans(key, machine, text, found)
        self.project.annotations.end_run(key, machine, "1")
        for person in self.people:
            spans = [self._span(key, person, at, text) for at in range(300, 420, 10)]
            self._apply(edits.add_spans(spans, label.name), person)
            self._apply(edits.note_span(spans[0], "Xem lại ở dòng đầu."), person)
            bond = self._label("relation").id
            link = Relation(self._key("relation"), new_uid(), key, person.id, spans[0].id, spans[1].id, bond)
            self._apply(edits.Edit("relation.add", (edits.change(None, link),), key), person)
            topic = DocumentLabel(self._key("document_label"), new_uid(), key, person.id, self._label("document").id)
            self._apply(edits.Edit("article.label", (edits.change(None, topic),), key), person)
            no = Answer(self._key("answer"), key, person.id, suggested[0].start, suggested[0].end, label.id, "rejected")
            self._apply(edits.reject(no, suggested[0].quote, label.name), person)
            begun = Assignment(self._key("assignment"), key, person.id, "in-progress", 12.5)
            self._apply(edits.set_state(None, begun), person)
            self._apply(edits.remove_span(spans[-1]), person)
            self.project.journal.undo(person.id)

    def _label(self, scope: str) -> Label:
        return next(label for label in self.labels if label.scope == scope)

    def _span(self, key: int, person: Annotator, at: int, text: str) -> Span:
        return Span(self._key("span"), new_uid(), key, person.id, at, at + 5, self._label("span").id, text[at : at + 5])


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sound file."""
    path = tmp_path_factory.mktemp("sound") / "p.annotator"
    Filled(path)
    assert reported(path) == []
    return path


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    """Where a damaged copy may lie."""
    return tmp_path / "p.annotator"


def reported(path: Path) -> list[Finding]:
    """What is said of a file by opening and checking it."""
    found = []
    try:
        with closing(Project.open(str(path), read_only=True, as_it_is=True)) as project:
            found = checking.check(project)
    except ProjectError as error:
        found = [Finding(error.code, error.values)]
    for end in ("-wal", "-shm"):
        Path(f"{path}{end}").unlink(missing_ok=True)
    assert {finding.code for finding in found if finding.code.startswith("project.")} <= REFUSALS
    return found


def says_the_same(one: Path, other: Path) -> bool:
    """Whether two files hold the same rows in all tables of ours and of the index."""
    return content(one) == content(other)


def content(path: Path) -> Any:
    """The rows of every table; of a file that SQLite cannot read something that is like nothing else."""
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as connection:
            connection.text_factory = bytes
            if connection.execute("PRAGMA integrity_check").fetchone()[0] != b"ok":
                return object()
            query = "SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0"
            names = [row[0].decode() for row in connection.execute(query)]
            return {name: rows(connection, name) for name in names}
    except sqlite3.Error:
        return object()


def rows(connection: sqlite3.Connection, table: str) -> list[Any]:
    return connection.execute(f'SELECT * FROM "{table}"').fetchall()  # noqa: S608


def zeroed(pages: Pages) -> Iterator[tuple[str, bytes]]:
    for page in pages.in_use:
        yield f"page {page} zeroed", written(pages, {page: bytes(pages.size)})


def swapped(pages: Pages) -> Iterator[tuple[str, bytes]]:
    for one, other in combinations(pages.in_use, 2):
        if pages.page(one) != pages.page(other):
            yield f"pages {one} and {other} swapped", written(pages, {one: pages.page(other), other: pages.page(one)})


def cut(pages: Pages) -> Iterator[tuple[str, bytes]]:
    for page in pages.in_use:
        yield f"cut before page {page}", pages.content[: (page - 1) * pages.size]
        yield f"cut within page {page}", pages.content[: (page - 1) * pages.size + 1000]


def written(pages: Pages, others: dict[int, bytes]) -> bytes:
    found = bytearray(pages.content)
    for page, there in others.items():
        found[(page - 1) * pages.size : page * pages.size] = there
    return bytes(found)


@pytest.mark.parametrize("damage", [zeroed, swapped, cut])
def test_every_page_that_is_not_what_it_was_is_reported(
    sound: Path, damaged: Path, damage: Callable[[Pages], Iterator[tuple[str, bytes]]], is_long: bool
) -> None:
    cases = list(damage(Pages(sound)))
    number = len(cases) if is_long and damage is not swapped else min(2000 if is_long else 30, len(cases))
    unseen = []
    for name, there in random.Random(1).sample(cases, number):
        damaged.write_bytes(there)
        if not reported(damaged) and not says_the_same(sound, damaged):
            unseen.append(name)
    print(f"{damage.__name__}: {number} files, unseen: {len(unseen)}")
    assert unseen == []


def bits(pages: Pages, table: str, number: int) -> Iterator[tuple[Cell, int, int]]:
    """Bits of rows of a table, drawn with a fixed seed: the row, the byte in the file, the bit."""
    chance = random.Random(table)
    cells = list(pages.cells(table))
    for _ in range(number):
        cell = chance.choice(cells)
        yield cell, cell.byte(chance.randrange(cell.size)), chance.randrange(8)


@pytest.mark.parametrize("table", ALL)
def test_every_flipped_bit_is_reported_with_its_article(sound: Path, damaged: Path, table: str, is_long: bool) -> None:
    pages = Pages(sound)
    articles = article_of_rows(sound, table)
    unseen, unnamed, same = [], [], 0
    number = 2000 if is_long else 20
    for cell, byte, bit in bits(pages, table, number):
        there = bytearray(pages.content)
        there[byte] ^= 1 << bit
        damaged.write_bytes(there)
        found = reported(damaged)
        if not found and says_the_same(sound, damaged):
            same += 1
        elif not found:
            unseen.append((cell.row, byte, bit))
        elif articles.get(cell.row) not in {None, *(finding.document for finding in found)}:
            unnamed.append((cell.row, byte, bit, found[:3]))
    print(f"{table}: {number} bits, {same} said the same, unseen: {len(unseen)}, without their article: {len(unnamed)}")
    assert (unseen, unnamed) == ([], [])


def article_of_rows(path: Path, table: str) -> dict[int, int]:
    """The articles that the rows of a table belong to."""
    if table not in OF_ARTICLES:
        return {}
    with closing(sqlite3.connect(path)) as connection:
        place = 0 if table == "document" else [row[1] for row in connection.execute(COLUMNS, [table])].index("document")
        return {row[0]: row[place] for row in rows(connection, table)}


COLUMNS = "SELECT * FROM pragma_table_info(?)"


def test_a_text_that_is_damaged_is_never_mended(sound: Path, damaged: Path) -> None:
    pages = Pages(sound)
    there = bytearray(pages.content)
    cell = list(pages.cells("document"))[2]
    at = cell.byte(cell.size - 40)
    there[at] ^= 4
    damaged.write_bytes(there)
    assert {finding.code for finding in reported(damaged)} >= {"check.digest"}
    project = Project.open(str(damaged), as_it_is=True)
    before = project.store.connection.execute("SELECT CAST(text AS BLOB) FROM document").fetchall()
    done = repairing.repair(project)
    assert "check.digest" in {finding.code for finding in done.left}
    assert project.store.connection.execute("SELECT CAST(text AS BLOB) FROM document").fetchall() == before
    project.close()


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE tally SET spans = spans + 1", "check.tally"),
        ("DELETE FROM tally", "check.tally"),
        ("UPDATE span SET quote = 'x' WHERE annotator = 1 AND document = 1", "check.quote"),
        ("UPDATE span SET quote = 'x' WHERE annotator = 3", "check.quote"),
        ("UPDATE document SET length = 1 WHERE id = 2", "check.length"),
        ("UPDATE document SET digest = 'x' WHERE id = 2", "check.rows"),
        ("UPDATE document SET title_folded = 'x', title_key = 'y' WHERE id = 2", "check.rows"),
        ("INSERT INTO search (search) VALUES ('delete-all')", "check.search"),
        ("DELETE FROM search_data", "check.search"),
        ("UPDATE search_data SET block = X'FFFFFFFFFFFFFFFF'", "check.search"),
        ("UPDATE span SET note = 'khác' WHERE annotator = 1", "check.state"),
        ("UPDATE OR IGNORE span SET label = 2 WHERE annotator = 2", "check.state"),
        ("UPDATE span SET start = start + 1 WHERE annotator = 2 AND document = 3", "check.state"),
        ("DELETE FROM answer", "check.state"),
        ("DELETE FROM document_label", "check.state"),
        ("UPDATE answer SET answer = 'skipped'", "check.state"),
        ("UPDATE assignment SET state = 'done'", "check.state"),
        ("UPDATE label SET colour = '#000000'", "check.state"),
        ("UPDATE seal SET mark = mark + 1", "check.seal"),
        ('UPDATE seal SET "rows" = "rows" + 8', "check.seal"),
        ("UPDATE sqlite_sequence SET seq = 1", "check.numbers"),
    ],
)
def test_what_can_be_rebuilt_is_and_then_nothing_is_found(
    sound: Path, damaged: Path, statement: str, code: str
) -> None:
    damaged.write_bytes(sound.read_bytes())
    with closing(sqlite3.connect(damaged)) as connection:
        connection.execute(statement)
        connection.commit()
    project = Project.open(str(damaged), as_it_is=True)
    assert checking.check(project)
    done = repairing.repair(project)
    assert done.mended.get(code, 0) > 0
    assert done.left == []
    assert repairing.repair(project) == ({}, [])
    project.close()
    again = reported(damaged)
    assert again == []
    assert without_order(content(damaged)) == without_order(content(sound))


def without_order(found: dict[str, list[Any]]) -> dict[str, list[Any]]:
    """The rows but those of the index, whose pieces may be cut otherwise."""
    return {name: sorted(rows, key=repr) for name, rows in found.items() if not name.startswith("search_")}


def test_a_name_in_the_history_that_is_another_is_reported(sound: Path, damaged: Path) -> None:
    damaged.write_bytes(sound.read_bytes())
    with closing(sqlite3.connect(damaged)) as connection:
        connection.execute("""UPDATE edit SET changes = replace(changes, '"state"', '"spate"') WHERE document = 3""")
        connection.commit()
    assert "check.history" in {finding.code for finding in reported(damaged) if finding.document == 3}


def test_what_cannot_be_proved_is_left_and_told(sound: Path, damaged: Path) -> None:
    damaged.write_bytes(sound.read_bytes())
    with closing(sqlite3.connect(damaged)) as connection:
        connection.execute("UPDATE span SET score = 0.75 WHERE annotator = 3 AND document = 4")
        connection.commit()
    project = Project.open(str(damaged), as_it_is=True)
    for _ in range(2):
        done = repairing.repair(project)
        assert done.mended == {}
        assert [(finding.code, finding.document) for finding in done.left] == [("check.rows", 4)]
    project.close()


def test_an_index_of_sqlite_that_differs_is_made_anew(sound: Path, damaged: Path) -> None:
    damaged.write_bytes(sound.read_bytes())
    with closing(sqlite3.connect(damaged)) as connection:
        connection.execute("PRAGMA writable_schema=ON")
        connection.execute("UPDATE sqlite_schema SET sql = replace(sql, 'label)', 'start)') WHERE name = 'span_label'")
        connection.execute("PRAGMA writable_schema=RESET")
        connection.execute("REINDEX span_label")
        connection.execute("PRAGMA writable_schema=ON")
        connection.execute("UPDATE sqlite_schema SET sql = replace(sql, 'start)', 'label)') WHERE name = 'span_label'")
        connection.commit()
    assert {finding.code for finding in reported(damaged)} == {"check.file"}
    project = Project.open(str(damaged), as_it_is=True)
    done = repairing.repair(project)
    assert done.mended["check.file"] > 0
    assert done.left == []
    project.close()


def test_the_history_of_two_people_over_one_row_is_followed(sound: Path, damaged: Path) -> None:
    damaged.write_bytes(sound.read_bytes())
    project = Project.open(str(damaged), as_it_is=True)
    lan, minh = (project.people.find(name).id for name in ("Lan", "Minh"))
    first = project.documents.get(1)
    changed = [edits.change_document(first, first.__class__(**{**values(first), "author": who})) for who in ("A", "B")]
    project.journal.apply(changed[0], lan)
    project.journal.undo(lan)
    project.journal.apply(changed[1], minh)
    project.journal.apply(changed[1].inverted(), minh)
    project.journal.redo(lan)
    assert project.documents.get(1).author == "A"
    assert checking.check(project) == []
    project.close()


def values(record: Any) -> dict[str, Any]:
    return {name: getattr(record, name) for name in record.__slots__}
