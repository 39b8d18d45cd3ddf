from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.core import edits
from annotator.core.errors import ProjectError, RefusedError
from annotator.core.ids import new_uid
from annotator.core.model import AnnotatorKind, Assignment, DocumentLabel, Relation, Span, State
from annotator.formats.protocol import Holds, Level
from annotator.storage.project import Project
from annotator.workflows import importing
from annotator.workflows.exporting import Report, Request, Share, export
from annotator.workflows.selection import Selection

Write = Callable[[str, str | bytes], str]
TEXT = "Văn phòng Trung ương Đảng ở Hà Nội.\n"


@pytest.fixture
def output(tmp_path: Path) -> str:
    return str(tmp_path / "out.jsonl")


@pytest.fixture
def filled(project: Project, write: Write) -> Project:
    """Two articles; on the first Lan has a span, one nested in it and one that cuts a syllable."""
    importing.run(project, [write("a.txt", TEXT), write("b.txt", "Hết.")])
    for start, end in ((0, 25), (21, 25), (28, 29)):
        mark(project, "Lan", start, end)
    return project


def mark(project: Project, name: str, start: int, end: int) -> None:
    person, label = project.people.ensure(name), project.labels.all()[0]
    key = project.store.next_id("span")
    span = Span(key, new_uid(), project.documents.ids()[0], person.id, start, end, label.id, TEXT[start:end])
    project.journal.apply(edits.add_span(span, label.name), person.id)


def rows(path: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in Path(path).read_text(encoding="utf-8").split("\n") if line]


def test_the_only_persons_layer_is_written(filled: Project, output: str) -> None:
    seen: list[tuple[int, int]] = []
    report = export(Request(filled.path, output), lambda done, total: seen.append((done, total)))
    held = {Holds.HEADING: Share(2, 2)}
    assert report == Report("Lan", documents=2, spans=3, total=3, known=held, files=[output], is_proved=True)
    first, second = rows(output)
    assert [first["annotator"], first["text"], second["spans"]] == ["Lan", TEXT, []]
    assert seen == [(0, 4), (1, 4), (2, 4), (3, 4), (4, 4)]  # written, and read back


def test_what_conll_cannot_hold_is_reported(filled: Project, output: str) -> None:
    report = export(Request(filled.path, output, "conll", level=Level.SYLLABLE))
    assert report.spans == 1
    assert [(loss.start, loss.end, loss.reason) for loss in report.losses] == [
        (21, 25, "nested"),
        (28, 29, "off-edge"),
    ]
    assert Path(output).read_text(encoding="utf-8").startswith("-DOCSTART-\tO\n\nVăn\tB-PER\nphòng\tI-PER\n")


def test_what_is_put_on_an_article_beside_spans_is_lost_to_conll_and_said(filled: Project, output: str) -> None:
    lan, document = filled.people.find("Lan"), filled.documents.ids()[0]
    labels = {(label.scope, label.name): label for label in filled.labels.all()}
    whole, nested, _ = filled.annotations.spans(document, lan.id)
    link = Relation(1, "r", document, lan.id, whole.id, nested.id, labels["relation", "part-of"].id)
    topic = DocumentLabel(1, "t", document, lan.id, labels["document", "politics"].id)
    for before, after in (
        (None, link), (None, topic), (whole, replace(whole, attributes={"a": 1})),
        (nested, replace(nested, attributes={"a": 1})),
    ):  # fmt: skip
        filled.journal.apply(edits.Edit("x", (edits.change(before, after),)), lan.id)
    assert export(Request(filled.path, output)).losses == []
    report = export(Request(filled.path, output, "conll", level=Level.SYLLABLE))
    assert report.spans == 1
    assert sorted((loss.reason, loss.start, loss.end, loss.label) for loss in report.losses) == [
        ("attributes", 0, 25, "PER"),  # those of the nested span are lost with it
        ("document-label", 0, 0, "politics"),
        ("nested", 21, 25, "PER"),
        ("off-edge", 28, 29, "PER"),
        ("relation", 0, 25, "part-of"),
    ]


def test_several_people_have_to_be_told_apart(filled: Project, output: str) -> None:
    mark(filled, "Mai", 28, 34)
    with pytest.raises(RefusedError) as caught:
        export(Request(filled.path, output))
    assert (caught.value.code, caught.value.values["names"]) == ("annotator.several", "Lan, Mai")
    assert not os.path.exists(output)
    assert export(Request(filled.path, output, selection=Selection(["Mai"]))).spans == 1
    assert export(Request(filled.path, output, selection=Selection(all_layers=True))).spans == 4
    with pytest.raises(RefusedError, match=r"annotator\.unknown"):
        export(Request(filled.path, output, selection=Selection(["Nam"])))


def test_a_machines_layer_only_when_named(filled: Project, output: str) -> None:
    machine = filled.people.ensure("máy", AnnotatorKind.MACHINE)
    label = filled.labels.all()[0].id
    filled.annotations.add_run_spans(filled.documents.ids()[0], machine.id, TEXT, [(28, 34, label, 0.5)])
    assert export(Request(filled.path, output)).spans == 3
    assert export(Request(filled.path, output, selection=Selection(["máy"]))).spans == 1
    assert rows(output)[0]["spans"] == [
        {"start": 28, "end": 34, "label": "PER", "quote": "Hà Nội", "score": 0.5, "origin": "machine"}
    ]


def test_only_articles_in_a_state(filled: Project, output: str) -> None:
    lan, (first, second) = filled.people.find("Lan").id, filled.documents.ids()
    done = Assignment(filled.store.next_id("assignment"), second, lan, State.DONE)
    filled.journal.apply(edits.set_state(None, done), lan)
    assert export(Request(filled.path, output, selection=Selection(states=[State.DONE]))).documents == 1
    assert [row["id"] for row in rows(output)] == [second]
    export(Request(filled.path, output, selection=Selection(states=[State.NEW])))
    assert [row["id"] for row in rows(output)] == [first]


def test_a_project_that_nobody_annotated_is_written_without_spans(
    empty_project: Callable[[], Project], write: Write, output: str
) -> None:
    project = empty_project()
    importing.run(project, [write("a.txt", TEXT)])
    held = {Holds.HEADING: Share(1, 1)}
    made = Report(None, documents=1, known=held, files=[output], is_proved=True)
    assert export(Request(project.path, output)) == made
    assert rows(output)[0]["annotator"] is None


@pytest.mark.parametrize("stop_at", [0, 1])
def test_a_stopped_export_leaves_what_was_there(filled: Project, output: str, stop_at: int) -> None:
    Path(output).write_text("before", encoding="utf-8")

    def stop(done: int, total: int) -> None:
        if done == stop_at:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        export(Request(filled.path, output), stop)
    assert Path(output).read_text(encoding="utf-8") == "before"
    assert [name for name in os.listdir(os.path.dirname(output)) if name.endswith(".part")] == []


def test_the_project_itself_is_never_written_over(filled: Project, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(filled.path)
    for path in (filled.path, filled.path + "-wal", str(link)):
        with pytest.raises(RefusedError, match=r"output\.project"):
            export(Request(filled.path, path))
    with pytest.raises(ProjectError, match=r"output\.no-folder"):
        export(Request(filled.path, str(tmp_path / "no" / "out")))


def test_formats_that_cannot_do_it_are_refused(filled: Project, output: str) -> None:
    for name, all_layers, code in (
        ("conll", True, "one-layer"),
        ("text", False, "cannot-write"),
        ("x", False, "unknown"),
    ):
        with pytest.raises(RefusedError) as caught:
            export(Request(filled.path, output, name, Selection(all_layers=all_layers)))
        assert caught.value.code == f"format.{code}"


def test_an_edit_made_while_it_runs_is_not_in_it(filled: Project, output: str) -> None:
    def edit(done: int, total: int) -> None:
        if done == 0:
            mark(filled, "Lan", 28, 34)

    assert export(Request(filled.path, output), edit).spans == 3
    assert export(Request(filled.path, output)).spans == 4
