from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from annotator.core import edits
from annotator.core.ids import new_uid
from annotator.core.labels import LabelSpec
from annotator.core.model import Annotator, AnnotatorKind, Answer, Label, NewDocument, Relation, Span
from annotator.storage.project import Project

TEXT = "Sáng 27/12/2019, Tổng Bí thư Tô Lâm thăm Hà Nội 😀 và tỉnh Quảng Ninh.\r\nÔng Trần Hồng Hà cùng dự.\n"
CONTENT = (
    "batch", "annotator", "label", "document", "furniture", "span", "relation", "document_label", "answer",
    "assignment", "tally", "run",
)  # fmt: skip


class Desk:
    """One person at a project with three labels and one article: what most tests write with."""

    text = TEXT

    def __init__(self, project: Project) -> None:
        self.project = project
        self.person: Annotator = project.people.ensure("Lan")
        specs = [LabelSpec(name, colour="#2952b6") for name in ("PER", "LOC", "TITLE")]
        self.labels: list[Label] = [spec.as_label(self.key("label"), place) for place, spec in enumerate(specs)]
        made = edits.change_labels([(None, label) for label in self.labels], "label.load", n=3)
        project.journal.apply(made, None)
        [self.article] = self.add_articles(NewDocument("bai-1", TEXT, "Tổng Bí thư thăm Hà Nội"))

    def key(self, table: str) -> int:
        """A new row number."""
        return self.project.store.next_id(table)

    def add_articles(self, *articles: NewDocument) -> list[int]:
        """Imports articles the way an import does: an invisible batch, then the edit that shows it."""
        batch = self.project.documents.begin_batch("test")
        keys = self.project.documents.add(batch, articles)
        row = self.project.documents.batch(batch)
        assert row is not None
        shown = edits.show_batch(batch, row, {**row, "state": "visible"}, len(keys))
        self.project.journal.apply(shown, self.person.id)
        return keys

    def machine(self, name: str = "máy") -> Annotator:
        """A machine whose layer can be written."""
        return self.project.people.ensure(name, AnnotatorKind.MACHINE)

    def suggest(self, machine: Annotator, *found: tuple[int, int, int]) -> list[Span]:
        """Writes suggestions `(start, end, place of the label)` on the article."""
        rows = [(start, end, self.labels[label].id, 0.5) for start, end, label in found]
        return self.project.annotations.add_run_spans(self.article, machine.id, TEXT, rows)

    def span(self, start: int, end: int, label: int = 0, **values: Any) -> Span:
        """A span of the person, not written yet."""
        quote = TEXT[start:end]
        found = {"annotator": self.person.id, **values}
        return Span(self.key("span"), new_uid(), self.article, start=start, end=end, label=self.labels[label].id,
                    quote=quote, **found)  # fmt: skip

    def answer(self, suggestion: Span, answer: str) -> Answer:
        """The person's answer to a suggestion, not written yet."""
        key = self.key("answer")
        return Answer(key, self.article, self.person.id, suggestion.start, suggestion.end, suggestion.label, answer)

    def add(self, start: int, end: int, label: int = 0) -> Span:
        """A span of the person, written."""
        span = self.span(start, end, label)
        self.apply(edits.add_span(span, self.labels[label].name))
        return span

    def relate(self, source: Span, target: Span, label: int = 0, **values: Any) -> Relation:
        """A relation between two spans, written; the label need not be one for relations."""
        found = {"annotator": self.person.id, **values}
        row = Relation(self.key("relation"), new_uid(), self.article, source=source.id, target=target.id,
                       label=self.labels[label].id, **found)  # fmt: skip
        self.apply(edits.Edit("relation.add", (edits.change(None, row),), self.article))
        return row

    def apply(self, edit: edits.Edit) -> None:
        """Writes an edit of the person."""
        self.project.journal.apply(edit, self.person.id)

    def undo(self) -> edits.Edit | None:
        """Takes back the person's last edit."""
        return self.project.journal.undo(self.person.id)

    def redo(self) -> edits.Edit | None:
        """Writes the person's last undone edit again."""
        return self.project.journal.redo(self.person.id)

    def spans(self) -> list[Span]:
        """What the person has on the article."""
        return self.project.annotations.spans(self.article, self.person.id)

    def counts(self) -> tuple[int, int]:
        """The person's spans and open suggestions on the article, as kept."""
        return self.project.annotations.counts(self.article, self.person.id)

    def content(self) -> dict[str, list[Any]]:
        """Every row of the project but the journal's own."""
        query = 'SELECT * FROM "{}" ORDER BY 1, 2'
        return {table: self.project.store.connection.execute(query.format(table)).fetchall() for table in CONTENT}

    def history(self) -> list[tuple[str, str]]:
        """The journal: name and state of every edit."""
        return self.project.store.connection.execute("SELECT name, state FROM edit ORDER BY id").fetchall()

    def reopen(self) -> None:
        """Closes the project and opens it again."""
        self.project.close()
        self.project = Project.open(self.project.path)


@pytest.fixture(scope="session")
def new_desk(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Desk]:
    """Makes a desk at a project of its own, as often as it is called."""
    folder = tmp_path_factory.mktemp("desks")
    numbers = count()
    return lambda: Desk(Project.create(str(folder / f"{next(numbers)}.annotator")))


@pytest.fixture
def desk(path: str) -> Iterator[Desk]:
    """Lan at a fresh project with one article."""
    made = Desk(Project.create(path))
    yield made
    made.project.close()


@pytest.fixture
def path(tmp_path: Path) -> str:
    """Where the project of `desk` lies, or where one may be made."""
    return str(tmp_path / "p.annotator")
