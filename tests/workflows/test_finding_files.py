from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from annotator.workflows.finding_files import Problem, find_files

Write = Callable[[str, str | bytes], str]


def found(*paths: str) -> list[str]:
    return [path.error.code if isinstance(path, Problem) else path for path in find_files(paths)]


def test_a_folder_gives_what_can_be_read_sorted_and_nothing_hidden(write: Write, tmp_path: Path) -> None:
    expected = [write(name, "x") for name in ("b.txt", "c.JSONL", "sub/a.txt")]
    for name in (".hidden.txt", ".git/a.txt", "d.png", "e"):
        write(name, "x")
    assert found(str(tmp_path / "in")) == expected


def test_a_file_is_taken_once_and_whatever_its_name(write: Write, tmp_path: Path) -> None:
    path = write("ghi-chép", "x")
    assert found(path, os.path.join(str(tmp_path), "in", "..", "in", "ghi-chép"), path) == [path]


def test_what_is_not_there_and_folders_with_nothing_are_problems(tmp_path: Path) -> None:
    assert found(str(tmp_path / "no"), str(tmp_path)) == ["input.missing", "import.nothing"]
