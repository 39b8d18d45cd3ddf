"""What an import does about readers that fail, records that are there already and spans that meet others."""

from __future__ import annotations

import json
import multiprocessing
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from annotator import formats
from annotator.core import edits
from annotator.core.attributes import AttributeRule
from annotator.core.errors import RefusedError
from annotator.core.exchange import AnnotatedDocument
from annotator.core.messages import sentence
from annotator.formats.protocol import BaseFormat, Content, ReadOptions
from annotator.formats.source import Source
from annotator.storage.project import Project
from annotator.workflows import checking, importing
from annotator.workflows.importing import Outcome, Reading
from annotator.workflows.reading import Reader

Write = Callable[[str, str | bytes], str]
TEXT = "Chị Mai gặp anh Nam ở Huế."


class Failing(BaseFormat):
    """One article, then an error."""

    name = "failing"
    can_read = True

    def __init__(self, error: BaseException) -> None:
        self._error = error

    def read(self, source: Source, options: ReadOptions) -> Iterator[Content]:  # noqa: ARG002
        yield AnnotatedDocument("một", "Một bài.", "t")
        raise self._error


def contents(project: Project) -> list[AnnotatedDocument]:
    return list(Reader(project, project.people.all()).all())


def spans(project: Project) -> list[tuple[str, str, dict[str, Any]]]:
    marks = [mark for document in contents(project) for layer in document.annotations for mark in layer.spans]
    return [(mark.quote, mark.note, mark.attributes) for mark in marks]


def span(quote: str, **more: Any) -> dict[str, Any]:
    start = TEXT.index(quote)
    return {"start": start, "end": start + len(quote), "label": "PER", "quote": quote, **more}


def record(*marks: dict[str, Any], **more: Any) -> str:
    return json.dumps({"text": TEXT, "title": "t", "annotator": "Lan", "spans": marks, **more}) + "\n"


def told(outcome: Outcome) -> list[str]:
    assert all(problem.is_notice for problem in outcome.problems)
    return [problem.error.code for problem in outcome.problems]


def with_attributes(project: Project, *names: str) -> None:
    """Gives PER attributes."""
    per = project.labels.all()[0]
    after = replace(per, attributes=tuple(AttributeRule(name, "text") for name in names))
    project.journal.apply(edits.change_labels([(per, after)], "label.change"), None)


def failing(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    get = formats.get
    monkeypatch.setattr(formats, "get", lambda name: Failing(error) if name == "failing" else get(name))


@pytest.mark.parametrize("error", [ValueError("quá tệ"), RecursionError("sâu"), KeyError("x" * 5000)])
def test_a_reader_that_fails_is_told_and_the_other_files_go_on(
    project: Project, write: Write, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    failing(monkeypatch, error)
    bad, good = write("a.x", "x"), write("b.txt", "Hai.")
    outcome = importing.run(project, [bad, good], Reading(chosen={bad: "failing"}))
    assert outcome.articles == 2
    (problem,) = outcome.problems
    assert (problem.path, problem.error.code, problem.is_notice) == (bad, "input.reader-failed", False)
    assert problem.error.values["format"] == "failing"
    said = sentence(problem.error)
    assert type(error).__name__ in said
    assert len(said) < 1000
    assert checking.check(project) == []


def test_what_a_reader_refuses_is_a_problem_of_its_file(
    project: Project, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing(monkeypatch, RefusedError("format.cannot-read", format="failing"))
    bad, good = write("a.x", "x"), write("b.txt", "Hai.")
    outcome = importing.run(project, [bad, good], Reading(chosen={bad: "failing"}))
    assert [(each.path, each.error.code) for each in outcome.problems] == [(bad, "format.cannot-read")]
    assert outcome.articles == 2


def test_who_stops_an_import_stops_it(project: Project, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(done: int, total: int) -> None:
        raise OSError("the step's own")

    with pytest.raises(OSError, match="the step's own"):
        importing.run(project, [write("b.txt", "Hai.")], step=stop)
    failing(monkeypatch, KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        importing.run(project, [write("a.x", "x")], Reading("failing"))
    assert contents(project) == []


def test_a_record_that_is_left_out_is_called_by_its_article(project: Project, write: Write) -> None:
    lines = [json.dumps({"name": name, "text": text}) for name, text in (("a", "Một."), ("b", "Một."), ("c", "Hai."))]
    path = write("in.jsonl", "\n".join(lines))
    first = importing.run(project, [path])
    assert [sentence(each.error) for each in first.problems] == [
        f"{path}: the article “b” was left out: it has exactly the text of a."
    ]
    other = write("other.jsonl", lines[2])
    again = importing.run(project, [other])
    assert [sentence(each.error) for each in again.problems] == [
        f"{other}: the article “c” was left out: the project has exactly this text."
    ]
    later = [write("x.txt", "Ba."), write("y.txt", "Ba.")]
    (twice,) = importing.run(project, later).problems
    said = f"{later[1]}: the article “y.txt” was left out: it has exactly the text of {later[0]}."
    assert sentence(twice.error) == said


def test_a_span_that_is_there_gets_the_note_and_the_attributes_that_it_lacks(project: Project, write: Write) -> None:
    with_attributes(project, "vai", "nghề")
    importing.run(project, [write("a.jsonl", record(span("Mai", attributes={"vai": "chủ"}), span("Nam")))])
    before = spans(project)
    more = record(span("Mai", note="mới", attributes={"nghề": "y tá"}), span("Nam"))
    outcome = importing.run(project, [write("b.jsonl", more)])
    assert told(outcome) == []
    assert spans(project) == [("Mai", "mới", {"vai": "chủ", "nghề": "y tá"}), ("Nam", "", {})]
    assert importing.run(project, [write("b.jsonl", more)]).edit is None
    assert checking.check(project) == []
    project.journal.undo(project.people.find("Lan").id)
    assert spans(project) == before
    project.journal.redo(project.people.find("Lan").id)
    assert spans(project)[0] == ("Mai", "mới", {"vai": "chủ", "nghề": "y tá"})


def test_another_note_and_another_value_are_told_and_those_here_stay(project: Project, write: Write) -> None:
    with_attributes(project, "vai")
    importing.run(project, [write("a.jsonl", record(span("Mai", note="cũ"), span("Nam", attributes={"vai": "a"})))])
    before = spans(project)
    marks = span("Mai", note="khác"), span("Nam", attributes={"vai": "b"})
    outcome = importing.run(project, [write("b.jsonl", record(*marks))])
    assert told(outcome) == ["import.differing"]
    assert outcome.problems[0].error.values["n"] == 2
    assert (outcome.edit, spans(project)) == (None, before)


@pytest.mark.parametrize("label", ["PER", "NEW"])
@pytest.mark.parametrize("is_there", [False, True])
def test_records_of_one_import_add_up_to_one_span(project: Project, write: Write, label: str, is_there: bool) -> None:
    if is_there:
        importing.run(project, [write("a.txt", TEXT)])
    notes = ("", "một", "hai")
    lines = [record(span("Mai", label=label, note=note), span("Nam")) for note in notes]
    outcome = importing.run(project, [write("b.jsonl", "".join(lines))])
    assert told(outcome) == ["import.differing"]
    assert spans(project) == [("Mai", "một", {}), ("Nam", "", {})]
    assert checking.check(project) == []
    before = contents(project)
    lan = project.people.find("Lan").id
    project.journal.undo(lan)
    assert spans(project) == []
    project.journal.redo(lan)
    assert contents(project) == before


def test_a_label_that_is_called_otherwise_here_is_told_once(project: Project, write: Write) -> None:
    line = json.dumps({"text": TEXT, "label": [[4, 7, "vai chính"], [16, 19, "PER"], [22, 25, "vai chính"]]})
    path = write("a.jsonl", line + "\n" + line.replace("Huế", "Vinh") + "\n")
    outcome = importing.run(project, [path], Reading("doccano"))
    assert told(outcome) == ["import.renamed"]
    assert sentence(outcome.problems[0].error) == f"{path}: the label “vai chính” came in as “vai_chính”."


def test_spans_that_are_put_on_one_another_are_one(project: Project, write: Write) -> None:
    astray = {**span("Mai"), "start": 5, "end": 8}
    outcome = importing.run(project, [write("a.jsonl", record(astray, span("Mai", note="x"), span("Nam")))])
    assert told(outcome) == ["record.anchored", "record.span-joined"]
    assert spans(project) == [("Mai", "x", {}), ("Nam", "", {})]


def test_relations_follow_spans_that_became_one(project: Project, write: Write) -> None:
    marks = span("Mai", uid="m"), {**span("Mai", uid="n"), "start": 5, "end": 8}, span("Nam")
    links = [(0, 2), (1, 2), ("n", 2), (2, "n"), ("m", "n")]
    relations = [{"source": source, "target": target, "label": "biết"} for source, target in links]
    outcome = importing.run(project, [write("a.jsonl", record(*marks, relations=relations))])
    assert told(outcome) == ["record.anchored", "record.span-joined", *["record.relation-joined"] * 3]
    (layer,) = contents(project)[0].annotations
    assert [(link.source, link.target) for link in layer.relations] == [(0, 1), (1, 0)]
    assert [mark.quote for mark in layer.spans] == ["Mai", "Nam"]


def test_a_span_that_a_record_has_twice_as_it_stands_still_costs_the_record(project: Project, write: Write) -> None:
    outcome = importing.run(project, [write("a.jsonl", record(span("Mai"), span("Mai")))])
    assert [problem.error.code for problem in outcome.problems] == ["record.span-twice"]
    assert outcome.articles == 0


def test_a_page_that_breaks_its_reader_is_told_and_the_other_files_go_on(
    project: Project, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "trafilatura.py").write_text("import os; bare_extraction = lambda *_, **__: os._exit(3)", "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    page, note = write("a.html", "<html><body><p>Mưa ở Huế.</p></body></html>"), write("b.txt", "Hai.")
    outcome = importing.run(project, [page, note])
    assert [(problem.path, problem.error.code) for problem in outcome.problems] == [(page, "input.page-stuck")]
    assert [document.text for document in contents(project)] == ["Hai."]
    assert not multiprocessing.active_children()


def test_exact_texts_come_before_the_words_of_the_same_articles_whatever_their_files_are_called(
    project: Project, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "_CHUNK", 1)
    words = {
        "words": ["Chị", "Mai", "gặp", "anh", "Nam", "ở", "Huế", "."],
        "tags": ["O", "B-PER", *"OOO", "O", "B-LOC", "O"],
    }
    text = TEXT.replace(" ", "  ")
    paths = [write("a.jsonl", json.dumps(words) + "\n"), write("b.jsonl", record(text=text))]
    outcome = importing.run(project, paths, Reading(annotator="Lan"))
    assert outcome.articles == 1
    assert [document.text for document in contents(project)] == [text]
    assert [quote for quote, _, _ in spans(project)] == ["Mai", "Huế"]
