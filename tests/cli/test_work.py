"""`annotator stats --work`: a person's pace as a table."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from annotator.core import edits
from annotator.core.ids import new_uid
from annotator.core.model import Span
from annotator.storage.project import Project

SEEDS = str(Path(__file__).parents[2] / "seeds")
Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def path(tmp_path: Path, call: Call) -> str:
    path = str(tmp_path / "p.annotator")
    assert call("new", path, "--annotator", "Lan")[0] == 0
    assert call("import", path, SEEDS)[0] == 0
    return path


def label(path: str, person: str) -> None:
    with_project = Project.open(path)
    try:
        who = with_project.people.ensure(person).id
        document = with_project.documents.ids()[0]
        label, text = with_project.labels.all()[0], with_project.documents.text(document)
        for start in (0, 3):
            key = with_project.store.next_id("span")
            span = Span(key, new_uid(), document, who, start, start + 2, label.id, text[start : start + 2])
            with_project.journal.apply(edits.add_span(span, label.name), who)
    finally:
        with_project.close()


def test_pace_as_a_whole_by_session_article_and_label(call: Call, path: str) -> None:
    label(path, "Lan")
    code, out, err = call("stats", path, "--work", "--json")
    assert (code, err) == (0, "")
    rows = json.loads(out)
    assert [row["of"] for row in rows] == ["all", "session", "article", "label"]
    assert {row["entities"] for row in rows} == {2}
    assert {row["added"] for row in rows} == {2}
    assert rows[0]["seconds"] >= 10
    assert rows[0]["seconds_per_entity"] == pytest.approx(rows[0]["seconds"] / 2, abs=0.1)
    assert rows[2]["name"]
    assert call("stats", path, "--work")[1].splitlines()[0].startswith("of")


def test_nothing_done_is_one_empty_row(call: Call, path: str) -> None:
    (row,) = json.loads(call("stats", path, "--work", "--json")[1])
    assert (row["of"], row["seconds"], row["entities"], row["seconds_per_entity"]) == ("all", 0.0, 0, None)


def test_of_several_people_one_is_named(call: Call, path: str) -> None:
    label(path, "Minh")
    code, _, err = call("stats", path, "--work")
    assert code == 2
    assert "Lan" in err
    assert json.loads(call("stats", path, "--work", "--annotator", "Minh", "--json")[1])[0]["entities"] == 2
