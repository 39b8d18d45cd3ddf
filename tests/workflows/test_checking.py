from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace

import pytest

from annotator.core import edits
from annotator.core.errors import AnnotatorError
from annotator.core.messages import SENTENCES, sentence
from annotator.nlp.suggesters import Suggested
from annotator.storage.project import Project
from annotator.workflows import checking, importing, suggesting

Write = Callable[[str, str | bytes], str]


RELATION = """INSERT INTO relation SELECT 1, 'u', 1, {annotator}, {source}, {target}, id, '{{}}' FROM label
WHERE name = '{label}'"""


class First:
    """Suggests the first two characters and the next as persons."""

    name = "first"
    version = "1"

    def suggest(self, text: str) -> list[Suggested]:
        return [Suggested(0, min(2, len(text)), "PER", None), Suggested(4, 7, "PER", None)]


@pytest.fixture
def filled(project: Project, write: Write) -> Project:
    importing.run(project, [write("a.txt", "Chị Mai ở Huế.\n\nHết.")])
    suggesting.suggest(project, First())
    assert checking.check(project) == []
    return project


@pytest.mark.parametrize(
    ("damage", "code"),
    [
        ("UPDATE document SET text = 'Chị Mau ở Huế.' || substr(text, 15)", "check.digest"),
        ("UPDATE document SET length = length + 1", "check.length"),
        ("UPDATE span SET quote = 'x'", "check.quote"),
        ("UPDATE tally SET suggestions = 7", "check.tally"),
        ("DELETE FROM tally", "check.tally"),
        ('UPDATE furniture SET "end" = 900', "check.line"),
        ("UPDATE edit SET changes = 'x'", "check.journal"),
        ("UPDATE edit SET changes = '[[1]]'", "check.journal"),
        ("INSERT INTO batch VALUES (9, 'u', 'folder', 'pending', 'now')", "check.unfinished-import"),
        ("DELETE FROM label WHERE name = 'PER'", "check.reference"),
        ("INSERT INTO answer VALUES (1, 1, 1, 5, 900, 1, 'accepted')", "check.answer"),
        (RELATION.format(source=1, target=1, annotator=2, label="works-for"), "check.relation"),
        (RELATION.format(source=1, target=2, annotator=1, label="works-for"), "check.relation"),
        (RELATION.format(source=1, target=9, annotator=2, label="works-for"), "check.relation"),
        (RELATION.format(source=1, target=2, annotator=2, label="PER"), "check.relation-label"),
        ("UPDATE label SET scope = 'document' WHERE name = 'PER'", "check.span-label"),
        ("INSERT INTO document_label SELECT 1, 'u', 1, 1, id FROM label WHERE name = 'PER'", "check.document-label"),
        ("UPDATE span SET attributes = '[]'", "check.attributes"),
        ("UPDATE span SET attributes = 'x'", "check.attributes"),
        (
            """UPDATE label SET attributes = '[{"name": "q", "kind": "choice", "values": ["a"]}]' WHERE name = 'PER';
            UPDATE span SET attributes = '{"q": "b"}'""",
            "check.attributes",
        ),
        ("INSERT INTO search (search) VALUES ('delete-all')", "check.not-indexed"),
        ("INSERT INTO split VALUES (1, 'u', 1, '50/60', 'now')", "check.split"),
        (
            "INSERT INTO split VALUES (1, 'u', 1, '50/50', 'now'); INSERT INTO split_part VALUES (1, 1, 'dev')",
            "check.split",
        ),
        (
            "INSERT INTO split VALUES (1, 'u', 1, '50/50', 'now'); INSERT INTO split_part VALUES (1, 9, 'test')",
            "check.reference",
        ),
    ],
)
def test_each_kind_of_damage_is_found_and_told(filled: Project, damage: str, code: str) -> None:
    filled.store.connection.execute("PRAGMA foreign_keys=OFF")
    for statement in damage.split(";"):
        filled.store.connection.execute(statement)
    findings = checking.check(filled)
    assert code in {finding.code for finding in findings}
    for finding in findings:
        assert "?" not in sentence(AnnotatorError(finding.code, **finding.values))
        assert finding.code in SENTENCES


def test_a_file_that_sqlite_cannot_walk_is_told_of_too(filled: Project) -> None:
    filled.store.connection.execute("PRAGMA writable_schema=ON")
    filled.store.connection.execute("UPDATE sqlite_schema SET rootpage = 1 WHERE name = 'search_docsize'")
    filled.store.connection.execute("PRAGMA writable_schema=RESET")
    assert "check.file" in {finding.code for finding in checking.check(filled)}


def test_a_value_that_a_column_cannot_have_is_found_in_a_file_that_is_only_read(filled: Project) -> None:
    connection = filled.store.connection
    connection.execute("PRAGMA ignore_check_constraints=ON")
    connection.execute("UPDATE annotator SET kind = 'ghost' WHERE id = 1")
    with closing(Project.open(filled.path, read_only=True, as_it_is=True)) as looking:
        found = [finding.values.get("reason") for finding in checking.check(looking) if finding.code == "check.file"]
    assert found == ["CHECK constraint failed in annotator"]


def test_a_row_that_three_people_led_in_a_circle_is_where_it_began(filled: Project) -> None:
    key = filled.store.next_id("label")
    known = replace(filled.labels.all()[0], id=key, uid="u", name="MỚI", key="", position=9)
    other = replace(known, name="KHÁC")
    first, second, third = (filled.people.ensure(name).id for name in ("Lan", "Hùng", "Mai"))
    for person, before, after in ((first, None, known), (second, known, other), (third, other, known)):
        filled.journal.apply(edits.change_labels([(before, after)], "label.change", n=1), person)
    filled.journal.undo(first)
    assert key not in [label.id for label in filled.labels.all()]
    assert checking.check(filled) == []
    lost = """INSERT INTO label SELECT ?, 'u', 'KHÁC', '', '', colour, '', '', '', 9, scope, attributes FROM label"""
    filled.store.connection.execute(f"{lost} LIMIT 1", [key])
    assert "check.state" in [finding.code for finding in checking.check(filled)]


def test_progress_tells_of_every_article(filled: Project) -> None:
    seen: list[tuple[int, int]] = []
    checking.check(filled, lambda done, total: seen.append((done, total)))
    assert seen == [(0, 1), (1, 1)]


def test_what_is_written_meanwhile_is_not_seen(filled: Project) -> None:
    """Each part alone would see another state than the part before."""

    def write(done: int, _total: int) -> None:
        if not done:
            article = filled.documents.get(1)
            filled.journal.apply(edits.change_document(article, replace(article, author="Minh")), 1)

    with closing(Project.open(filled.path, read_only=True)) as reader:
        assert checking.check(reader, write) == []
        assert reader.documents.get(1).author == "Minh"
