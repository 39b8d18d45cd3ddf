"""`annotator split` as a user has it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from annotator.core.shares import Recipe
from annotator.storage.project import Project
from annotator.workflows import splitting

SEEDS = str(Path(__file__).parents[2] / "seeds")
SPLIT = ("--shares", "60/20/20", "--seed", "3")
Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def path(tmp_path: Path, call: Call) -> str:
    """A project with the five seeds and Lan."""
    path = str(tmp_path / "p.annotator")
    assert call("new", path, "--annotator", "Lan")[0] == 0
    assert call("import", path, SEEDS)[0] == 0
    return path


def rows(call: Call, *arguments: str) -> list[dict[str, Any]]:
    code, out, err = call("split", *arguments, "--json")
    assert (code, err) == (0, "")
    found: list[dict[str, Any]] = json.loads(out)
    return found


def parts_of(call: Call, path: str, seed: str, *names: str) -> set[str]:
    """The parts of articles in a split that is kept by asking."""
    assert call("split", path, "--shares", "50/50", "--seed", seed)[0] == 0
    project = Project.open(path, read_only=True)
    kept = splitting.parts(project, Recipe((50, 50), int(seed)))
    found = {kept[project.documents.find(f"{name}.txt").id] for name in names}
    project.close()
    return found


def test_a_split_is_shown_and_kept(call: Call, path: str) -> None:
    code, out, err = call("split", path, *SPLIT)
    assert code == 0
    assert out.splitlines() == [
        "part   articles  spans",
        "train  3         0",
        "dev    1         0",
        "test   1         0",
    ]
    assert "5 groups, the largest of 1 article" in err
    assert "5 articles put into a part for the first time." in err
    assert "0 articles put into a part for the first time." in call("split", path, *SPLIT)[2]
    assert call("check", path) == (0, "", f"{path} is sound.\n")


def test_a_dry_run_keeps_nothing(call: Call, path: str) -> None:
    before = Path(path).read_bytes()
    first = rows(call, path, *SPLIT, "--dry-run")
    assert [row["articles"] for row in first] == [3, 1, 1]
    assert "Nothing was kept." in call("split", path, *SPLIT, "--dry-run")[2]
    assert Path(path).read_bytes() == before


def test_labels_have_a_column_each_and_added_articles_change_no_part(call: Call, path: str, tmp_path: Path) -> None:
    assert rows(call, path, *SPLIT)
    layer = tmp_path / "layer.jsonl"
    records = [
        {"text": f"Ông Nguyễn Văn {letter} thăm Huế hôm nay, cùng dự có bà Lê Thị {letter}.", "annotator": "Lan",
         "spans": [{"start": 4, "end": 16, "label": "PER"}, {"start": 22, "end": 25, "label": "spans"}]}
        for letter in "ABCDE"
    ]  # fmt: skip
    layer.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), encoding="utf-8")
    assert call("import", path, str(layer))[0] == 0
    found = rows(call, path, *SPLIT)
    assert list(found[0]) == ["part", "articles", "spans", "PER", "label:spans"]
    assert sum(row["articles"] for row in found) == 10
    assert sum(row["PER"] for row in found) == 5
    assert found == rows(call, path, *SPLIT, "--annotator", "Lan")


def test_an_article_between_two_parts_is_listed(call: Call, path: str, tmp_path: Path) -> None:
    def add(name: str, *pieces: int) -> None:
        words = [f"tiếng{piece}x{n}" for piece in pieces for n in range(60)]
        file = tmp_path / f"{name}.txt"
        file.write_text(" ".join(words), encoding="utf-8")
        assert call("import", path, str(file))[0] == 0

    add("một", 1, 2)
    add("hai", 2, 3)
    # A seed that puts these two into different parts; whichever it is, there is one.
    seed = next(str(n) for n in range(50) if len(parts_of(call, path, str(n), "một", "hai")) == 2)
    assert call("split", path, "--shares", "50/50", "--seed", seed)[0] == 0
    add("cầu", 1, 2, 3)
    code, out, err = call("split", path, "--shares", "50/50", "--seed", seed)
    assert code == 0
    assert out.splitlines()[-1] == "(left out)  1         0"
    assert "“cầu.txt” is left out: it nearly repeats both" in err


def test_a_project_that_is_open_elsewhere_keeps_nothing(call: Call, path: str) -> None:
    with_lock = Project.open(path)
    code, out, err = call("split", path, *SPLIT)
    with_lock.close()
    assert code == 1
    assert len(out.splitlines()) == 4
    assert "is open in another Annotator" in err
    assert "The split was not kept in the project" in err


@pytest.mark.parametrize("shares", ["80/10", "80/10/20", "100", "a/b", "50/-50/100", "50//50"])
def test_wrong_shares_are_told_in_a_sentence(call: Call, path: str, shares: str) -> None:
    code, out, err = call("split", path, "--shares", shares, "--seed", "1")
    assert (code, out) == (2, "")
    assert err == (
        f"Shares are two to five positive whole numbers that sum to 100, such as 80/10/10; “{shares}” is not.\n"
    )


@pytest.mark.parametrize(
    "arguments",
    [("--shares", "50/50", "--seed", "x"), ("--shares", "50/50", "--seed", "-1"), ("--shares", "50/50"),
     ("--seed", "1"), ("--shares", "50/50", "--seed", "1", "--annotator", "Ai")],
)  # fmt: skip
def test_wrong_usage_ends_with_2(call: Call, path: str, arguments: tuple[str, ...]) -> None:
    code, out, err = call("split", path, *arguments)
    assert (code, out, len(err.splitlines())) == (2, "", 1)


def test_what_is_no_project_is_told(call: Call, tmp_path: Path) -> None:
    assert call("split", str(tmp_path / "none.annotator"), *SPLIT)[0] == 1
