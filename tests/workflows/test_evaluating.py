from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from annotator.core.errors import InputError, RefusedError
from annotator.core.evaluation import Kind, Measure, Score
from annotator.core.messages import sentence
from annotator.core.model import AnnotatorKind, State
from annotator.nlp.gold import GoldArticle, read_gold
from annotator.nlp.suggesters import Suggested
from annotator.storage.project import Project
from annotator.workflows import evaluating, exporting, importing, suggesting
from annotator.workflows.evaluating import CONTEXT, Quoted, Scope
from annotator.workflows.selection import Selection

Write = Callable[[str, str | bytes], str]

TEXTS = {
    "a": "Bà Mai ở Huế.\nÔng Nam ở Đà Nẵng.",
    "b": "Chị Hoa tới\tHuế rồi về.",
    "c": "Không có ai cả, mà cũng chẳng có nơi nào.",
}
QUOTES = {"a": ("Mai PER", "Huế LOC", "Nam PER", "Đà Nẵng LOC"), "b": ("Hoa PER", "tới\tHuế LOC")}


class Place:
    """Suggests `Huế` as a place, `Nam` as one too, and a label no set knows; its last suggestion fits no text."""

    name = "place"
    version = "1"

    def suggest(self, text: str) -> list[Suggested]:
        found = [Suggested(text.find(name), text.find(name) + 3, "LOC", 0.5) for name in ("Huế", "Nam")]
        return [*found, Suggested(0, 2, "CITY", None), Suggested(2, 99, "PER", None)]


def spans(name: str) -> list[tuple[int, int, str]]:
    marks = [quote.rsplit(" ", 1) for quote in QUOTES.get(name, ())]
    text = TEXTS[name]
    return [(text.index(quote), text.index(quote) + len(quote), label) for quote, label in marks]


@pytest.fixture
def fill(project: Project, write: Write) -> Callable[..., Project]:
    """Brings the three articles in, with Lan's spans on two and her states, and lets the machine over all."""

    def filled(**states: str) -> Project:
        lines = ""
        for name, text in TEXTS.items():
            marks = [{"start": start, "end": end, "label": label} for start, end, label in spans(name)]
            record = {"name": name, "title": name, "text": text, "annotator": "Lan", "spans": marks}
            lines += json.dumps({**record, "state": states.get(name, "new")}) + "\n"
        assert importing.run(project, [write("lan.jsonl", lines)]).articles == len(TEXTS)
        suggesting.suggest(project, Place())
        return project

    return filled


def compare(project: Project, scope: Scope | None = None) -> evaluating.Evaluation:
    return evaluating.against_layer(project, project.people.find("Lan"), project.people.find("place"), scope or Scope())


def test_a_layer_is_compared_with_a_layer(fill: Callable[..., Project]) -> None:
    found = compare(fill())
    assert found.comparison.documents == 2
    assert found.labels == ["PER", "LOC"]
    assert found.comparison.score(Measure.STRICT, "LOC") == Score(3, 3, 1, 1)
    assert found.comparison.score(Measure.LENIENT, "LOC") == Score(3, 3, 2, 2)
    assert found.comparison.micro(Measure.BLIND) == Score(6, 3, 2, 2)
    assert dict(found.comparison.errors) == {
        ("PER", Kind.MISSING): 2, ("LOC", Kind.MISSING): 1, ("LOC", Kind.BOUNDARY): 1, ("PER", Kind.LABEL): 1,
    }  # fmt: skip
    assert found.differences == []


def test_a_suggester_says_the_same_as_its_layer_and_writes_nothing(fill: Callable[..., Project]) -> None:
    project = fill()
    before = project.store.connection.total_changes
    found = evaluating.against_suggester(project, project.people.find("Lan"), Place(), Scope(differences=None))
    assert dict(found.unknown) == {"CITY": 2}
    assert project.store.connection.total_changes == before
    layer = compare(project, Scope(differences=None))
    assert found.differences == layer.differences
    assert found.comparison.micro(Measure.STRICT) == layer.comparison.micro(Measure.STRICT)


def test_differences_say_where_in_one_line(fill: Callable[..., Project]) -> None:
    project = fill()
    found = compare(project, Scope(differences=None)).differences
    nam, hue = TEXTS["a"].index("Nam"), TEXTS["b"].index("tới")
    assert [(each.document, each.kind) for each in found] == [
        ("a", Kind.MISSING), ("a", Kind.LABEL), ("a", Kind.MISSING), ("b", Kind.MISSING), ("b", Kind.BOUNDARY),
    ]  # fmt: skip
    assert found[1][2:] == (
        Quoted(nam, nam + 3, "PER", "Nam"), Quoted(nam, nam + 3, "LOC", "Nam"), "Bà Mai ở Huế. Ông ", " ở Đà Nẵng.",
    )  # fmt: skip
    assert found[4][2:] == (
        Quoted(hue, hue + 7, "LOC", "tới\tHuế"), Quoted(hue + 4, hue + 7, "LOC", "Huế"), "Chị Hoa ", " rồi về.",
    )  # fmt: skip
    assert compare(project, Scope(differences=2)).differences == found[:2]


def test_context_is_cut() -> None:
    text = "a" * 100 + "Huế" + "b" * 100
    assert evaluating._around(text, 100, 103) == ("a" * CONTEXT, "b" * CONTEXT)


@pytest.mark.parametrize(
    ("states", "asked", "expected"),
    [
        ({}, (), "ab"),
        ({"a": "in-progress"}, (), "ab"),
        ({"b": "done"}, (), "b"),
        ({"c": "done"}, (), "c"),
        ({"b": "done"}, (State.NEW,), "ac"),
        ({"a": "skipped", "b": "done"}, (State.SKIPPED, State.DONE), "ab"),
    ],
)
def test_what_is_compared(
    fill: Callable[..., Project], states: dict[str, str], asked: tuple[State, ...], expected: str
) -> None:
    project = fill(**states)
    keys = evaluating.compared(project, project.people.find("Lan"), asked)
    assert "".join(project.documents.get(key).name for key in keys) == expected
    assert compare(project, Scope(asked)).comparison.documents == len(expected)


def test_a_machine_taken_for_right_is_compared_where_it_has_spans(fill: Callable[..., Project]) -> None:
    project = fill(c="done")
    machine, lan = project.people.find("place"), project.people.find("Lan")
    found = evaluating.against_layer(project, machine, lan, Scope())
    assert found.comparison.documents == 2
    assert found.comparison.micro(Measure.STRICT) == Score(3, 6, 1, 1)


def test_silent_articles_are_counted(fill: Callable[..., Project]) -> None:
    project = fill()
    other = project.people.ensure("other", AnnotatorKind.MACHINE)
    assert evaluating.against_layer(project, project.people.find("Lan"), other, Scope()).silent == 2
    with pytest.raises(RefusedError, match=r"evaluation\.nothing"):
        evaluating.against_layer(project, other, project.people.find("Lan"), Scope())


def test_progress_is_told(fill: Callable[..., Project]) -> None:
    told: list[tuple[int, int]] = []
    project = fill()
    lan = project.people.find("Lan")
    evaluating.against_layer(project, lan, lan, Scope(), lambda done, total: told.append((done, total)))
    assert told == [(0, 2), (1, 2), (2, 2)]


def test_an_export_is_a_gold_file(fill: Callable[..., Project], tmp_path: Path) -> None:
    project = fill()
    output = str(tmp_path / "out.jsonl")
    exporting.export(exporting.Request(project.path, output))
    assert read_gold(output) == [GoldArticle(name, text, tuple(spans(name))) for name, text in TEXTS.items()]
    exporting.export(exporting.Request(project.path, output, selection=Selection(all_layers=True)))
    with pytest.raises(InputError, match=r"gold\.layers"):
        read_gold(output)


def test_a_byte_order_mark_and_blank_lines_are_no_fault(write: Write) -> None:
    path = write("g.jsonl", b"\xef\xbb\xbf\r\n" + '{"text": "Huế", "spans": [[0, 3, "LOC"]]}\r\n\n'.encode())
    assert read_gold(path) == [GoldArticle("2", "Huế", ((0, 3, "LOC"),))]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b'{"text": "H', "gold.json"),
        (b'["text"]', "gold.json"),
        (b"[" * 200_000, "gold.json"),
        (b'{"text": "Hu\xff", "spans": []}', "gold.json"),
        (b'{"text": " ", "spans": []}', "gold.text"),
        (b'{"text": "\\ud800", "spans": []}', "gold.text"),
        (b'{"spans": []}', "gold.text"),
        (b'{"text": "abc"}', "gold.spans"),
        (b'{"text": "abc", "spans": [[0, 1]]}', "gold.spans"),
        (b'{"text": "abc", "spans": [[0, true, "PER"]]}', "gold.spans"),
        (b'{"text": "abc", "spans": [[0, 1, "PER"], [0, 1, "PER"]]}', "gold.spans"),
        (b'{"text": "abc", "spans": [{"start": 0, "end": 1}]}', "gold.spans"),
        (b'{"text": "abc", "spans": [[0, 4, "PER"]]}', "gold.span"),
        (b'{"text": "abc", "spans": [[-1, 2, "PER"]]}', "gold.span"),
        (b'{"text": "abc", "spans": [[1, 1, "PER"]]}', "gold.span"),
        (b'{"text": "abc", "spans": [[0, 1, "a b"]]}', "gold.span"),
        (b'{"text": "abc", "spans": [{"start": 0, "end": 1, "label": "PER", "quote": "b"}]}', "gold.quote"),
        (b'{"format": "annotator-jsonl", "version": 1}', "gold.layers"),
        (b'{"text": "abc", "annotations": []}', "gold.layers"),
    ],
)
def test_a_bad_line_is_named(write: Write, line: bytes, code: str) -> None:
    path = write("g.jsonl", b'{"text": "abc", "spans": []}\n' + line + b"\n")
    with pytest.raises(InputError) as caught:
        read_gold(path)
    assert caught.value.code == code
    assert sentence(caught.value).startswith(f"{path}, line 2: ")
    assert "?" not in sentence(caught.value)


def test_a_gold_file_without_articles_is_refused(write: Write, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"input\.empty"):
        read_gold(write("g.jsonl", "\n"))
    with pytest.raises(InputError, match=r"input\.unreadable"):
        read_gold(str(tmp_path / "none.jsonl"))
