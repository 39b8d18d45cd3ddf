from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.app import import_run
from annotator.app.import_look import Looked
from annotator.app.import_run import Asking, ImportResult, ImportRun
from annotator.app.jobs import Jobs
from annotator.app.session import Session
from annotator.core.model import AnnotatorKind
from annotator.core.unexpected import caught
from annotator.storage.project import Project
from annotator.workflows.importing import Reading


@pytest.fixture
def session(qapp: object, project: Project) -> Session:
    made = Session()
    made.open_project(project, "Lan")
    return made


@pytest.fixture
def jobs(qapp: object) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.close()


def imported(qtbot: QtBot, session: Session, jobs: Jobs, paths: list[Path]) -> ImportResult:
    run = ImportRun(session, jobs, [str(path) for path in paths])
    with qtbot.waitSignal(run.done) as done:
        run.start()
    return done.args[0]


def many(folder: Path, count: int) -> list[Path]:
    paths = [folder / f"bài {number:03}.txt" for number in range(count)]
    for number, path in enumerate(paths):
        path.write_text(f"Bài báo số {number}\n\nHà Nội, ngày {number}.\n", "utf-8")
    return paths


def rows(project: Project, table: str) -> int:
    return int(project.store.connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608


def test_files_land_by_one_edit(qtbot: QtBot, session: Session, jobs: Jobs, seeds: list[Path]) -> None:
    assert session.project is not None
    result = imported(qtbot, session, jobs, seeds)
    assert (result.articles, result.problems, result.error) == (5, [], None)
    texts = [session.project.documents.text(key) for key in session.project.documents.ids()]
    assert texts == [path.read_bytes().decode("utf-8-sig") for path in seeds]
    assert session.undo() is not None
    assert session.project.documents.ids() == []
    assert session.next_step("undo") is None
    session.redo()
    assert len(session.project.documents.ids()) == 5


def test_what_names_nobody_is_of_who_is_at_work_while_somebody_else_is_read(
    qtbot: QtBot, session: Session, jobs: Jobs, tmp_path: Path
) -> None:
    assert session.project is not None
    session.project.people.ensure("Minh")
    session.read_layer("Minh")
    path = tmp_path / "bài.jsonl"
    path.write_text('{"text": "Chiều nay ở Huế.", "label": [[12, 15, "LOC"]]}\n', "utf-8")
    assert imported(qtbot, session, jobs, [path]).articles == 1
    query = "SELECT a.name FROM span s JOIN annotator a ON a.id = s.annotator"
    assert session.project.store.connection.execute(query).fetchall() == [("Lan",)]


def test_more_files_than_a_piece_or_a_chunk_land_whole(
    qtbot: QtBot, session: Session, jobs: Jobs, tmp_path: Path
) -> None:
    assert session.project is not None
    many(tmp_path, 450)
    result = imported(qtbot, session, jobs, [tmp_path])
    assert result.articles == 450
    assert len(session.project.documents.ids()) == 450


def test_bad_files_are_told_and_known_texts_are_noticed(
    qtbot: QtBot, session: Session, jobs: Jobs, tmp_path: Path, seeds: list[Path]
) -> None:
    imported(qtbot, session, jobs, seeds[:1])
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"a\x00b")
    result = imported(qtbot, session, jobs, [*seeds[:2], bad, tmp_path / "missing.txt"])
    assert result.articles == 1
    assert sorted(Path(problem.path).name for problem in result.left_out) == ["bad.txt", "missing.txt"]
    assert [problem.path for problem in result.notices] == [str(seeds[0])]


def test_only_known_texts_are_no_edit(qtbot: QtBot, session: Session, jobs: Jobs, seeds: list[Path]) -> None:
    assert session.project is not None
    imported(qtbot, session, jobs, seeds)
    before = rows(session.project, "edit")
    result = imported(qtbot, session, jobs, seeds)
    assert result.articles == 0
    assert len(result.notices) == 5
    assert rows(session.project, "edit") == before
    assert rows(session.project, "batch") == 1


def test_cancelling_lands_nothing(qtbot: QtBot, session: Session, jobs: Jobs, tmp_path: Path) -> None:
    assert session.project is not None
    many(tmp_path, 450)
    run = ImportRun(session, jobs, [str(tmp_path)])
    results: list[ImportResult] = []
    run.done.connect(results.append)
    writes = 0

    def cancel_in_the_middle() -> None:
        nonlocal writes
        writes += 1
        if writes == 3:
            run.cancel()

    take = import_run.Importer.take

    def taking(importer: object, items: object) -> object:
        taken = take(importer, items)  # type: ignore[arg-type]
        cancel_in_the_middle()
        return taken

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(import_run.Importer, "take", taking)
        with qtbot.waitSignals([run._job.ended, run.destroyed]):
            run.start()
    assert [result.is_cancelled for result in results] == [True]
    assert rows(session.project, "document") == 0
    assert rows(session.project, "edit") == 1, "only the label set"


def test_a_failure_on_the_way_lands_nothing_and_is_told(
    qtbot: QtBot, session: Session, jobs: Jobs, seeds: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert session.project is not None
    monkeypatch.setattr(import_run, "prepare", lambda *_args, **_named: 1 // 0)
    reported: list[BaseException] = []
    with caught(reported.append):
        result = imported(qtbot, session, jobs, seeds)
    assert [type(error) for error in reported] == [ZeroDivisionError]
    assert result.error is not None
    assert result.error.code == "unforeseen"
    assert result.articles == 0
    assert rows(session.project, "batch") == 0


def test_a_project_that_can_only_be_read_refuses(qtbot: QtBot, session: Session, jobs: Jobs, seeds: list[Path]) -> None:
    assert session.project is not None
    session.project.store.writable = False
    result = imported(qtbot, session, jobs, seeds)
    session.project.store.writable = True
    assert result.error is not None
    assert result.error.code == "project.read-only"


def test_closing_the_project_ends_the_import(
    qtbot: QtBot, session: Session, jobs: Jobs, tmp_path: Path, project: Project
) -> None:
    many(tmp_path, 300)
    run = ImportRun(session, jobs, [str(tmp_path)])
    with qtbot.waitSignals([run.done, run._job.ended]):
        run.start()
        session.close_project()
    assert run.result.is_cancelled
    again = Project.open(project.path)
    assert again.documents.ids() == []
    again.documents.sweep()
    assert rows(again, "document") == 0
    again.close()


def test_progress_counts_files(qtbot: QtBot, session: Session, jobs: Jobs, tmp_path: Path) -> None:
    many(tmp_path, 30)
    run = ImportRun(session, jobs, [str(tmp_path)])
    told: list[tuple[int, int, str]] = []
    run.progressed.connect(lambda *values: told.append(values))
    with qtbot.waitSignal(run.done):
        run.start()
    assert told
    assert all(0 <= done <= total == 30 for done, total, _ in told if total)
    assert any(total for _, total, _ in told)


COLUMNS = "Hà\tB-LOC\nNội\tI-LOC\nhôm\tO\nnay\tO\n\n"


def asked(qtbot: QtBot, session: Session, jobs: Jobs, paths: list[Path], asking: Asking) -> tuple[ImportRun, Looked]:
    run = ImportRun(session, jobs, [str(path) for path in paths], asking=asking)
    with qtbot.waitSignal(run.asked) as told:
        run.start()
    return run, told.args[0]


def give_up(qtbot: QtBot, run: ImportRun) -> None:
    """Cancels a run that has asked, and sees it go."""
    with qtbot.waitSignal(run.destroyed):
        run.cancel()
        assert run.is_over


def layers(project: Project) -> list[tuple[str, str, int]]:
    """Every annotator with a span: name, kind, number."""
    query = """SELECT name, kind, count(*) FROM span JOIN annotator ON annotator.id = span.annotator
    GROUP BY annotator.id ORDER BY name"""
    return [tuple(row) for row in project.store.connection.execute(query)]


def test_plain_text_is_asked_about_only_when_wanted(
    qtbot: QtBot, session: Session, jobs: Jobs, seeds: list[Path]
) -> None:
    run = ImportRun(session, jobs, [str(seeds[0])], asking=Asking.WHEN_UNCLEAR)
    told: list[Looked] = []
    run.asked.connect(told.append)
    with qtbot.waitSignal(run.done) as done:
        run.start()
    assert (done.args[0].articles, told) == (1, [])
    run, looked = asked(qtbot, session, jobs, seeds[1:2], Asking.ALWAYS)
    assert [(found.source.name, found.format_name) for found in looked.files] == [(seeds[1].name, "text")]
    give_up(qtbot, run)


def test_other_formats_are_asked_about_and_the_answer_counts(
    qtbot: QtBot, session: Session, jobs: Jobs, tmp_path: Path
) -> None:
    assert session.project is not None
    (tmp_path / "a.conll").write_text(COLUMNS, "utf-8")
    (tmp_path / "b.txt").write_text("Một bài khác ở Huế.\n", "utf-8")
    run, looked = asked(qtbot, session, jobs, [tmp_path], Asking.WHEN_UNCLEAR)
    assert [found.format_name for found in looked.files] == ["conll", "text"]
    first = looked.files[0].source
    with qtbot.waitSignal(run.done) as done:
        run.go_on([first], [], Reading("", "gold", AnnotatorKind.GOLD, chosen={first.path: "conll"}))
    assert done.args[0].articles == 1
    assert layers(session.project) == [("gold", "gold", 1)]


def test_a_layer_without_a_name_is_the_persons_and_one_with_a_name_keeps_it(
    qtbot: QtBot, session: Session, jobs: Jobs, tmp_path: Path
) -> None:
    assert session.project is not None
    (tmp_path / "a.conll").write_text(COLUMNS, "utf-8")
    record = {"text": "Ông Minh ở Huế.", "spans": [{"start": 4, "end": 8, "label": "PER"}], "annotator": "Minh"}
    (tmp_path / "b.jsonl").write_text(json.dumps(record) + "\n", "utf-8")
    result = imported(qtbot, session, jobs, [tmp_path])
    assert (result.articles, result.problems) == (2, [])
    assert layers(session.project) == [("Lan", "person", 1), ("Minh", "person", 1)]


def test_articles_that_were_here_receive_annotations(
    qtbot: QtBot, session: Session, jobs: Jobs, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("Ông Minh ở Huế.", "utf-8")
    imported(qtbot, session, jobs, [tmp_path])
    record = {"text": "Ông Minh ở Huế.", "spans": [{"start": 4, "end": 8, "label": "PER"}]}
    path = tmp_path / "b.jsonl"
    path.write_text(json.dumps(record) + "\n", "utf-8")
    result = imported(qtbot, session, jobs, [path])
    assert (result.articles, result.received) == (0, (1, 1))


def test_the_columns_of_foreign_tables_are_found(qtbot: QtBot, session: Session, jobs: Jobs, tmp_path: Path) -> None:
    assert session.project is not None
    path = tmp_path / "báo.csv"
    path.write_text("id,noi_dung,tom_tat\n1,Nội dung bài.,Tóm tắt bài.\n", "utf-8")
    run, looked = asked(qtbot, session, jobs, [path], Asking.WHEN_UNCLEAR)
    (found,) = looked.files
    assert (found.format_name, found.columns, found.text) == ("csv", ("id", "noi_dung", "tom_tat"), "noi_dung")
    with qtbot.waitSignal(run.done):
        run.go_on([found.source], [], Reading(columns={found.source.path: "tom_tat"}))
    (key,) = session.project.documents.ids()
    assert session.project.documents.text(key) == "Tóm tắt bài."


def test_looking_can_be_cancelled(qtbot: QtBot, session: Session, jobs: Jobs, tmp_path: Path) -> None:
    many(tmp_path, 300)
    run = ImportRun(session, jobs, [str(tmp_path)], asking=Asking.ALWAYS)
    told: list[Looked] = []
    run.asked.connect(told.append)
    with qtbot.waitSignal(run.done) as done:
        run.start()
        assert run._looking is not None
        with qtbot.waitSignal(run._looking.ended):
            run.cancel()
    assert done.args[0].is_cancelled
    assert told == []


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.jsonl", '{"text": "Ở Huế.", "title": "Huế"}\n', ()),
        ("a.jsonl", '{"tieu_de": "Huế", "noi_dung": "Ở Huế.", "so": 3}\n', ("tieu_de", "noi_dung")),
        ("a.csv", "document,text,start,end,label\n1,Ở Huế.,2,5,LOC\n", ()),
        ("a.json", '[{"data": {"bài": "Ở Huế.", "tên": "Huế"}, "annotations": []}]', ("bài", "tên")),
    ],
)
def test_columns_are_offered_where_the_text_is_not_plain_to_see(
    qtbot: QtBot, session: Session, jobs: Jobs, tmp_path: Path, name: str, content: str, expected: tuple[str, ...]
) -> None:
    (tmp_path / name).write_text(content, "utf-8")
    run, looked = asked(qtbot, session, jobs, [tmp_path], Asking.ALWAYS)
    assert [found.columns for found in looked.files] == [expected]
    give_up(qtbot, run)
