from __future__ import annotations

import os
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from annotator import formats
from annotator.workflows import learning
from annotator.workflows.output import written_aside


@pytest.mark.parametrize("stem", ["ế" * 83, "x" * 251, "😀" * 62])
def test_an_output_may_have_as_long_a_name_as_the_system_allows(tmp_path: Path, stem: str) -> None:
    path = tmp_path / f"{stem}.txt"
    with written_aside([str(path)], formats.get("text")) as (output,):
        output.write(["Hà Nội"])
    assert path.read_text("utf-8") == "Hà Nội"
    assert os.listdir(tmp_path) == [path.name]


@pytest.mark.parametrize("uid", ["../../autostart", "/etc/x", "..", "C:\\x", "a\0b", "NUL", "ế" * 300, ""])
def test_the_model_of_a_strangers_project_lies_in_our_folder(tmp_path: Path, uid: str) -> None:
    project, person = cast(Any, SimpleNamespace(uid=uid)), cast(Any, SimpleNamespace(id=7))
    path = learning.path_of(tmp_path, project, person)
    assert path.resolve().parent == tmp_path.resolve()
    assert path.name.endswith("-7.model")
    assert len(os.fsencode(path.name)) < 200
