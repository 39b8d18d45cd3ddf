from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from annotator.storage import copying
from annotator.storage.project import Project
from annotator.workflows.setup import new_project, sample_project

Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("ANNOTATOR_HOME", str(tmp_path / "home"))
    made = sample_project(str(tmp_path / "Thời sự.annotator"), "Lan")
    made.close()
    return made.path


def articles(path: str) -> int:
    project = Project.open(path, read_only=True)
    found = len(project.documents.ids())
    project.close()
    return found


def test_backup_prints_where_it_is(call: Call, path: str) -> None:
    code, out, err = call("backup", path)
    assert (code, err) == (0, "")
    assert articles(out.strip()) == 5


def test_also_while_a_window_has_the_project(call: Call, path: str) -> None:
    project = Project.open(path)
    code, out, _ = call("backup", path)
    assert code == 0
    assert os.path.isfile(out.strip())
    project.close()


def test_the_list_says_what_each_holds(call: Call, path: str) -> None:
    _, made, _ = call("backup", path)
    code, out, err = call("backups", path, "--json")
    assert (code, err) == (0, "")
    [row] = json.loads(out)
    assert row["path"] == made.strip()
    assert (row["why"], row["articles"], row["spans"], row["last"]) == ("asked", 5, 0, "import")
    _, table, _ = call("backups", path)
    assert row["name"] in table


def test_no_backups_are_an_empty_list(call: Call, path: str) -> None:
    assert call("backups", path, "--json") == (0, "[]\n", "")


@pytest.mark.parametrize("by", ["name", "path", "latest"])
def test_restore_by_name_path_or_the_latest(call: Call, path: str, by: str, tmp_path: Path) -> None:
    call("backup", path)
    [row] = json.loads(call("backups", path, "--json")[1])
    (tmp_path / "bài.txt").write_text("Một bài ở Huế.\n", "utf-8")
    project = Project.open(path)
    project.people.ensure("An")
    project.close()
    os.remove(path)
    code, out, err = call("restore", path, row.get(by, "latest"))
    assert (code, out, err) == (0, "", "")
    assert articles(path) == 5


def test_restore_prints_what_it_kept(call: Call, path: str, tmp_path: Path) -> None:
    (tmp_path / "bài.txt").write_text("Một bài ở Huế.\n", "utf-8")
    call("import", path, str(tmp_path / "bài.txt"))
    [row] = json.loads(call("backups", path, "--json")[1])
    assert row["why"] == "import"
    code, kept, err = call("restore", path, "latest")
    assert (code, err) == (0, "")
    assert articles(path) == 5
    assert articles(kept.strip()) == 6
    assert call("restore", path, kept.strip())[0] == 0
    assert articles(path) == 6


def test_an_unknown_backup_is_wrong_usage(call: Call, path: str) -> None:
    code, out, err = call("restore", path, "20200101T000000000Z")
    assert (code, out) == (2, "")
    assert err == f"{path} has no backup called “20200101T000000000Z”.\n"


def test_a_project_that_is_not_there_has_nothing_to_back_up(call: Call, path: str) -> None:
    code, out, err = call("backup", path + "x")
    assert (code, out) == (1, "")
    assert err == f"There is no project at {path}x.\n"


def test_what_is_open_is_not_restored(call: Call, path: str) -> None:
    call("backup", path)
    project = Project.open(path)
    code, _, err = call("restore", path, "latest")
    project.close()
    assert code == 1
    assert "is open in another Annotator" in err


def test_an_import_into_a_new_project_needs_none(call: Call, path: str, tmp_path: Path) -> None:
    fresh = str(tmp_path / "mới.annotator")
    new_project(fresh).close()
    (tmp_path / "bài.txt").write_text("Một bài ở Huế.\n", "utf-8")
    assert call("import", fresh, str(tmp_path / "bài.txt"))[0] == 0
    assert call("backups", fresh, "--json")[1] == "[]\n"


def test_an_import_goes_on_without_room_for_a_backup(
    call: Call, path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "RESERVE", 1 << 60)
    (tmp_path / "bài.txt").write_text("Một bài ở Huế.\n", "utf-8")
    code, _, err = call("import", path, str(tmp_path / "bài.txt"))
    assert code == 0
    assert err.count("\n") == 1
    assert "could not be made" in err
    assert articles(path) == 6
