"""Projects with our schema whose rows lie: merged, they bring in what is right and nothing else; opened, they harm
nobody."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hostile_rows import HARMLESS, REFUSED, UNCHECKED, full, make
from merge_cases import TEXTS, base, contents

from annotator.core.errors import ProjectError
from annotator.core.messages import sentence
from annotator.storage import gate
from annotator.storage.project import Project
from annotator.workflows import checking, setup
from annotator.workflows.merging import merge

EVERY = {**REFUSED, **UNCHECKED, **HARMLESS}


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project that all of them are made of."""
    folder = tmp_path_factory.mktemp("sound")
    base(folder / "base.annotator")
    full(folder / "base.annotator", folder / "full.annotator")
    return folder / "full.annotator"


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of our own with nothing in it."""
    path = tmp_path_factory.mktemp("empty") / "empty.annotator"
    setup.new_project(str(path), "Lan").close()
    return path


@pytest.fixture
def ours(empty: Path, tmp_path: Path) -> Iterator[Project]:
    """A project of our own, to merge them into."""
    shutil.copyfile(empty, tmp_path / "ours.annotator")
    with closing(Project.open(str(tmp_path / "ours.annotator"))) as project:
        yield project


def state(folder: Path) -> dict[str, tuple[int, bytes]]:
    return {each.name: (each.stat().st_mtime_ns, each.read_bytes()) for each in folder.iterdir()}


@pytest.mark.parametrize("name", EVERY)
def test_what_lies_is_left_out_and_told(
    ours: Project, sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    if name in UNCHECKED:
        monkeypatch.setattr(gate, "_QUICK", 0)  # as if the file were large
    folder = tmp_path / "theirs"
    folder.mkdir()
    make(sound, folder / "p.annotator", EVERY[name])
    before = state(folder)
    found = merge(ours, str(folder / "p.annotator"), {"Minh": "Minh"})
    assert state(folder) == before
    assert bool(found.refused) == (name not in HARMLESS)
    assert all(len(sentence(problem.error)) < 2000 for problem in found.problems)
    assert checking.check(ours) == []
    came = contents(ours)
    assert {TEXTS[1], TEXTS[2]} <= came.keys()
    (minh,) = [layer for layer in came[TEXTS[1]].annotations if layer[0] == "Minh"]
    assert all((minh[4], minh[6], minh[7])), "what is right comes in"
    ours.journal.undo(ours.people.find("Lan").id)
    assert contents(ours) == {}


@pytest.mark.parametrize("name", UNCHECKED)
def test_what_breaks_a_condition_is_not_even_opened(ours: Project, sound: Path, tmp_path: Path, name: str) -> None:
    folder = tmp_path / "theirs"
    folder.mkdir()
    path = str(folder / "p.annotator")
    make(sound, Path(path), UNCHECKED[name])
    before, rows = state(folder), list(ours.store.connection.iterdump())
    for act in (Project.open, lambda path: Project.open(path, read_only=True), lambda path: merge(ours, path)):
        with pytest.raises(ProjectError, match=r"project\.damaged"):
            act(path)
    assert state(folder) == before
    assert list(ours.store.connection.iterdump()) == rows


def test_there_are_many() -> None:
    assert len(EVERY) >= 80
