from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.app.session import Session
from annotator.app.watching import Watching
from annotator.core import edits
from annotator.core.ids import new_uid
from annotator.core.model import Span
from annotator.storage.project import SUFFIX, Project
from annotator.workflows.setup import sample_project


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[Project]:
    project = sample_project(str(tmp_path / f"p{SUFFIX}"), "Lan")
    yield project
    project.close()


@pytest.fixture
def watching(qapp: object, writer: Project) -> Iterator[Watching]:
    """A session that reads what `writer` writes, at the first article."""
    session = Session()
    made = Watching(session, session)
    session.open_project(Project.open(writer.path, read_only=True), "Lan")
    session.open_document(writer.documents.ids()[0])
    yield made
    session.close_project()


def test_it_tells_what_was_written(qtbot: QtBot, writer: Project, watching: Watching) -> None:
    first, second = writer.documents.ids()[:2]
    lan = writer.people.ensure("Lan")
    for document, expected in ((first, [False, True]), (second, [False, False])):
        with qtbot.waitSignal(watching.written) as told:
            writer.documents.keep_place(document, lan.id, 3)
        assert told.args == [False, False]
        with qtbot.waitSignal(watching.written) as told:
            add(writer, document, lan.id)
        assert told.args == expected
    with qtbot.waitSignal(watching.written) as told:
        writer.people.ensure("Minh")
    assert told.args == [True, False]


def add(project: Project, document: int, annotator: int) -> None:
    label = project.labels.all()[0]
    quote = project.documents.text(document)[:4]
    span = Span(project.store.next_id("span"), new_uid(), document, annotator, 0, 4, label.id, quote)
    project.journal.apply(edits.add_span(span, label.name), annotator)
