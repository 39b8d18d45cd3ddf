from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path
from typing import Any, NoReturn

import pytest

from annotator.app.acts import Acts
from annotator.app.session import Session
from annotator.core import edits
from annotator.core.errors import ProjectError
from annotator.core.model import AnnotatorKind, NewDocument, State
from annotator.storage.project import SUFFIX, Project
from annotator.workflows import importing


@pytest.fixture
def session(qapp: object, project: Project, seeds: list[Path]) -> Session:
    importing.run(project, [str(path) for path in seeds[:2]])
    made = Session()
    made.open_project(project, "Lan")
    return made


class Log:
    """The signals of a session, in order."""

    def __init__(self, session: Session) -> None:
        self.seen: list[Any] = []
        session.project_changed.connect(lambda: self.seen.append("project"))
        session.person_changed.connect(lambda: self.seen.append("person"))
        session.document_opened.connect(lambda: self.seen.append("opened"))
        session.document_closing.connect(lambda: self.seen.append("closing"))
        session.changed.connect(lambda edit: self.seen.append(edit.name))
        session.failed.connect(lambda error: self.seen.append(error.code))
        session.suggested.connect(lambda document, spans: self.seen.append((document, len(spans))))
        session.words_found.connect(lambda: self.seen.append("words"))


def ids(session: Session) -> list[int]:
    assert session.project is not None
    return session.project.documents.ids()


def test_opening_tells_before_and_after(session: Session) -> None:
    log = Log(session)
    first, second = ids(session)
    session.open_document(first)
    session.open_document(first)
    session.open_document(second)
    session.close_document()
    assert log.seen == ["closing", "opened", "closing", "opened", "closing", "opened"]
    assert session.document is None


def test_an_article_that_is_gone_is_not_opened(session: Session) -> None:
    session.open_document(ids(session)[0])
    log = Log(session)
    session.open_document(999)
    assert log.seen[-1] == "article.unknown"
    assert session.document is not None


def test_memory_follows_the_commit_and_a_failure_leaves_it(session: Session, tmp_path: Path) -> None:
    session.open_document(ids(session)[0])
    acts, log = Acts(session), Log(session)
    assert acts.add_span(0, 4, session.labels[0])
    assert log.seen == ["span.add"]
    assert session.document is not None
    assert session.project is not None
    before = session.document.spans.all[:]
    path = Path(session.project.path)
    kept = tmp_path / "kept"
    path.rename(kept)
    shutil.copyfile(kept, path)
    assert not acts.add_span(5, 8, session.labels[0])
    assert log.seen[1] == "project.replaced"
    assert session.document.spans.all == before
    kept.replace(path)
    assert acts.add_span(5, 8, session.labels[0])
    assert log.seen[-1] == "span.add"


def test_a_stale_edit_is_refused_and_the_file_is_read_again(session: Session) -> None:
    session.open_document(ids(session)[0])
    acts, log = Acts(session), Log(session)
    acts.add_span(0, 4, session.labels[0])
    assert session.document is not None
    (span,) = session.document.spans.all
    acts.relabel(span, session.labels[1])
    assert not session.apply(edits.remove_span(span))
    assert log.seen[2:] == ["edit.stale", "opened"]
    assert [s.label for s in session.document.spans.all] == [session.labels[1].id]


def test_undo_in_another_article_leaves_the_open_one_alone(session: Session) -> None:
    first, second = ids(session)
    acts = Acts(session)
    session.open_document(first)
    acts.add_span(0, 4, session.labels[0])
    session.open_document(second)
    assert session.undo() is not None
    assert session.document is not None
    assert session.document.id == second
    session.open_document(first)
    assert session.document.spans.all == []


def test_each_person_has_a_layer_and_a_stack(session: Session) -> None:
    session.open_document(ids(session)[0])
    acts = Acts(session)
    acts.add_span(0, 4, session.labels[0])
    log = Log(session)
    session.set_person("Hà")
    assert log.seen == ["closing", "opened", "person", "closing", "opened"]
    assert session.document is not None
    assert session.document.spans.all == []
    assert session.next_step("undo") is None
    session.set_person("Lan")
    assert len(session.document.spans.all) == 1
    assert session.next_step("undo") is not None


def test_renaming_keeps_the_layer_and_an_existing_name_switches(session: Session) -> None:
    session.open_document(ids(session)[0])
    Acts(session).add_span(0, 4, session.labels[0])
    session.rename_person("Trần Lan")
    assert session.person is not None
    assert session.project is not None
    assert session.document is not None
    assert session.person.name == "Trần Lan"
    assert len(session.document.spans.all) == 1
    session.set_person("Hà")
    session.rename_person("Trần Lan")
    assert session.person.name == "Trần Lan"
    assert len(session.document.spans.all) == 1
    names = {person.name for person in session.project.people.all(AnnotatorKind.PERSON)}
    assert names == {"Trần Lan", "Hà"}


def test_somebody_elses_layer_is_read_and_never_changed(session: Session) -> None:
    key = ids(session)[0]
    project = session.project
    assert project is not None
    session.open_document(key)
    acts, label = Acts(session), session.labels[0]
    assert acts.add_span(0, 4, label)
    session.set_person("Hà")
    assert acts.add_span(5, 8, label)
    session.set_person("Lan")
    log = Log(session)
    session.read_layer("Hà")
    assert log.seen == ["closing", "opened", "person"]
    assert session.document is not None
    assert [span.start for span in session.document.spans.all] == [5]
    assert not session.is_writable
    edits_before = project.store.connection.execute("SELECT count(*) FROM edit").fetchone()
    assert not acts.add_span(0, 4, label)
    assert not acts.set_state(State.DONE)
    assert session.undo() is None
    assert session.redo() is None
    assert log.seen[3:] == ["annotator.reading"] * 4
    assert project.store.connection.execute("SELECT count(*) FROM edit").fetchone() == edits_before
    assert session.at_work is not None
    session.read_layer(session.at_work.name)
    assert (session.reader, session.is_writable) == (None, True)
    assert [span.start for span in session.document.spans.all] == [0]
    assert session.undo() is not None


def test_a_layer_that_cannot_be_read_is_not_taken_for_the_one_that_was_open(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = session.project
    assert project is not None
    project.people.ensure("Hà")
    session.open_document(ids(session)[0])
    session.read_layer("Hà")

    def broken(_key: int) -> NoReturn:
        raise sqlite3.OperationalError("disk I/O error")

    with monkeypatch.context() as patch:
        patch.setattr(project.documents, "get", broken)
        session.read_layer("Lan")
    assert (session.document, session.reader) == (None, None)
    session.open_document(ids(session)[0])
    assert session.document is not None
    assert session.person is not None
    assert session.document.annotator == session.person.id


def test_an_import_begun_before_lands_on_the_stack_of_who_began_it(session: Session) -> None:
    project = session.project
    assert project is not None
    project.people.ensure("Hà")
    session.read_layer("Hà")
    batch = project.documents.begin_batch("test")
    project.documents.add(batch, [NewDocument("b.txt", "Chiều nay ở Huế.", "Chiều")])
    row = project.documents.batch(batch)
    assert row is not None
    assert session.apply(edits.show_batch(batch, row, {**row, "state": "visible"}, 1))
    session.set_person("Lan")
    found = session.next_step("undo")
    assert found is not None
    assert found.name == "import"


def test_whoever_names_themselves_while_reading_is_named_and_not_the_other(session: Session) -> None:
    project = session.project
    assert project is not None
    project.people.ensure("Hà")
    session.read_layer("Hà")
    session.rename_person("Trần Lan")
    assert (session.person and session.person.name, session.reader) == ("Trần Lan", None)
    assert [each.name for each in project.people.all(AnnotatorKind.PERSON)] == ["Trần Lan", "Hà"]


def test_a_refusal_that_the_caller_deals_with_is_not_told(session: Session) -> None:
    session.open_document(ids(session)[0])
    acts, log = Acts(session), Log(session)
    acts.add_span(0, 4, session.labels[0])
    assert session.document is not None
    (span,) = session.document.spans.all
    acts.relabel(span, session.labels[1])
    told: list[str] = []
    assert not session.apply(edits.remove_span(span), lambda error: bool(told.append(error.code)) or True)
    assert not session.apply(edits.remove_span(span), lambda _error: False)
    assert (told, log.seen[2:]) == (["edit.stale"], ["edit.stale", "opened"])


def test_words_and_suggestions_of_another_article_are_forgotten(session: Session) -> None:
    first, second = ids(session)
    session.open_document(first)
    log = Log(session)
    session.take_words(second, [(0, 4)])
    session.take_suggestions(second, [])
    assert session.document is not None
    assert session.document.words is None
    session.take_words(first, [(0, 4)])
    assert session.document.words == [(0, 4)]
    assert log.seen == [(second, 0), "words"]


def test_reading_again_keeps_the_words(session: Session) -> None:
    first, _ = ids(session)
    session.open_document(first)
    session.take_words(first, [(0, 4)])
    session.reread()
    assert session.document is not None
    assert session.document.words == [(0, 4)]


def test_nothing_is_written_to_a_project_opened_for_reading(qapp: object, project: Project, tmp_path: Path) -> None:
    batch = project.documents.begin_batch("test")
    (key,) = project.documents.add(batch, [NewDocument("a.txt", "Sáng nay ở Huế.", "Sáng")])
    row = project.documents.batch(batch)
    assert row is not None
    project.journal.apply(edits.show_batch(batch, row, {**row, "state": "visible"}, 1), None)
    path = str(tmp_path / f"copy{SUFFIX}")
    project.save_copy(path)
    session = Session()
    session.open_project(Project.open(path, read_only=True), "Người lạ")
    session.open_document(key)
    log = Log(session)
    assert session.person is not None
    assert session.person.name == "Lan"
    assert not Acts(session).add_span(0, 4, session.labels[0])
    assert log.seen == ["project.read-only"]
    assert session.undo() is None
    session.close_project()
    assert session.project is None
    assert log.seen[-1] == "project"


def test_without_a_project_everything_is_quiet(qapp: object) -> None:
    session = Session()
    session.open_document(1)
    session.close_project()
    session.rename_person("Lan")
    assert session.undo() is None
    assert session.redo() is None
    assert session.next_step("undo") is None
    assert not session.apply(edits.Edit("span.add", ()))


def test_how_an_edit_came_about_is_told_after_it(session: Session) -> None:
    session.open_document(ids(session)[0])
    log = Log(session)
    session.committed.connect(lambda step, edit: log.seen.append((step, edit.name, len(edit.changes))))
    acts = Acts(session)
    assert acts.add_span(0, 4, session.labels[0])
    session.undo()
    session.redo()
    told = [(step, "span.add", 2) for step in ("apply", "undo", "redo")]
    assert log.seen == [each for one in told for each in ("span.add", one)]


def test_what_a_machine_takes_out_is_open_no_more(session: Session) -> None:
    assert session.project is not None
    session.open_document(ids(session)[0])
    assert session.document is not None
    machine = session.project.people.ensure("machine", AnnotatorKind.MACHINE)
    found = [(0, 4, session.labels[0].id, 0.5), (5, 8, session.labels[0].id, 0.5)]
    layers, document = session.project.annotations, session.document
    gone, stays = layers.add_run_spans(document.id, machine.id, document.text, found)
    session.take_suggestions(document.id, [gone, stays])
    assert document.suggestions == [gone, stays]
    log = Log(session)
    layers.remove_run_spans([gone])
    session.drop_suggestions(document.id, [gone])
    assert document.suggestions == [stays]
    assert log.seen == [(document.id, 1)]


def test_a_project_that_cannot_be_read_is_not_left_half_open(qapp: object, tmp_path: Path) -> None:
    project = Project.create(str(tmp_path / f"unread{SUFFIX}"))
    project.store.connection.close()
    session = Session()
    with pytest.raises(ProjectError, match=r"project\.unreadable"):
        session.open_project(project, "Lan")
    assert session.project is None
    Project.open(project.path).close()


def test_what_is_shown_stays_when_it_can_be_neither_written_nor_read(session: Session) -> None:
    session.open_document(ids(session)[0])
    assert Acts(session).add_span(0, 4, session.labels[0])
    assert session.document is not None
    assert session.project is not None
    (span,) = session.document.spans.all
    log = Log(session)
    session.project.store.connection.close()
    assert not session.apply(edits.remove_span(span))
    assert session.undo() is None
    assert log.seen == ["project.write-failed", "project.write-failed"]
    assert session.document.spans.all == [span]
