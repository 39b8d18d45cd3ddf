"""`annotator merge`: what it tells, how it ends, and that the other file stays as it is."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from annotator import __main__
from annotator.storage.project import Project
from annotator.workflows import checking

Call = Callable[..., tuple[int, str, str]]
TEXT = "Chị Mai gặp ông Trần Văn Mẫu ở Huế."


@pytest.fixture
def make(call: Call, tmp_path: Path) -> Callable[[str, str, list[tuple[int, int]]], str]:
    """Makes a project of somebody, with spans on one article."""

    def made(name: str, person: str, places: list[tuple[int, int]]) -> str:
        path, record = str(tmp_path / f"{name}.annotator"), tmp_path / f"{name}.jsonl"
        spans = [{"start": start, "end": end, "label": "PER", "quote": TEXT[start:end]} for start, end in places]
        record.write_text(json.dumps({"name": "mai.txt", "text": TEXT, "annotator": person, "spans": spans}), "utf-8")
        call("new", path, "--annotator", person)
        call("import", path, str(record))
        return path

    return made


Make = Callable[[str, str, list[tuple[int, int]]], str]


def people(path: str) -> dict[str, int]:
    """How many spans each person has."""
    with closing(Project.open(path, read_only=True)) as project:
        assert checking.check(project) == []
        return {each.name: len(project.annotations.spans(1, each.id)) for each in project.people.all()}


def test_a_colleagues_project_comes_in(call: Call, make: Make) -> None:
    ours, theirs = make("ours", "Lan", [(4, 7)]), make("theirs", "Minh", [(4, 7), (16, 28)])
    content = Path(theirs).read_bytes()
    code, out, err = call("merge", ours, theirs, "--dry-run")
    assert (code, err) == (0, "")
    assert out == (
        "Would merge: 0 new articles, 1 here already; 2 spans added, 0 here already; 0 differences; 0 rows left out.\n"
    )
    assert people(ours) == {"Lan": 1}
    code, out, err = call("merge", ours, theirs)
    assert (code, out.partition(":")[0], err) == (0, "Merged", "")
    assert people(ours) == {"Lan": 1, "Minh": 2}
    code, out, err = call("merge", ours, theirs, "--json")
    assert json.loads(out) == {
        "articles": 0, "met": 1, "spans_added": 0, "spans_present": 2, "changed": False, "differences": [],
        "left_out": [], "notices": [],
    }  # fmt: skip
    assert Path(theirs).read_bytes() == content


def test_somebody_of_the_same_name_is_told_and_may_be_named(call: Call, make: Make) -> None:
    ours, theirs = make("ours", "Lan", [(4, 7)]), make("theirs", "Lan", [(16, 28)])
    code, _, err = call("merge", ours, theirs, "--dry-run")
    assert code == 0
    assert "“Lan (2)”" in err
    code, _, err = call("merge", ours, theirs, "--as", "Lan=Lan")
    assert (code, err) == (0, "")
    assert people(ours) == {"Lan": 2}


def test_rows_that_are_wrong_end_with_1(call: Call, make: Make) -> None:
    ours, theirs = make("ours", "Lan", []), make("theirs", "Minh", [(4, 7), (16, 28)])
    with closing(sqlite3.connect(theirs)) as connection, connection:
        connection.execute("UPDATE span SET quote = 'Tú' WHERE id = 1")
    code, out, err = call("merge", ours, theirs)
    assert code == 1
    assert err.startswith(f"{theirs}, “")
    assert "row 1 of “span”" in err
    assert "1 row left out" in out
    assert people(ours) == {"Lan": 0, "Minh": 1}
    code, out, _ = call("merge", ours, theirs, "--json")
    assert code == 1
    (told,) = json.loads(out)["left_out"]
    assert (told["code"], told["table"], told["column"]) == ("merge.row-of", "span", "quote")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["ours"], 2, "is the project that is open"),
        (["theirs", "--as", "Ai=Lan"], 2, "Nobody is called “Ai”"),
        (["theirs", "--as", "Lan"], 2, "is not THEIRS=HERE"),
        (["none"], 1, "There is no project"),
        ([], 2, "Missing argument"),
    ],
)
def test_what_cannot_be_is_said_in_one_sentence(
    call: Call, make: Make, tmp_path: Path, arguments: list[str], code: int, said: str
) -> None:
    ours = make("ours", "Lan", [])
    make("theirs", "Minh", [])
    given = [str(tmp_path / f"{each}.annotator") if each in ("ours", "theirs", "none") else each for each in arguments]
    found, out, err = call("merge", ours, *given)
    assert (found, out, err.count("\n")) == (code, "", 1)
    assert said in err


def test_a_project_is_not_imported(call: Call, make: Make) -> None:
    ours, theirs = make("ours", "Lan", []), make("theirs", "Minh", [(4, 7)])
    code, _, err = call("import", ours, theirs)
    assert (code, err) == (1, f"{theirs} is a project, so it was left out; merge it by itself.\n")


def test_the_window_knows_the_command() -> None:
    assert "merge" in __main__.COMMANDS
