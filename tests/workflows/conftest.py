from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import count
from pathlib import Path

import pytest

from annotator.storage.project import Project
from annotator.workflows import setup


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """A new project with the default labels and one person, Lan."""
    made = setup.new_project(str(tmp_path / "p.annotator"), "Lan")
    yield made
    made.close()


@pytest.fixture
def empty_project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], Project]]:
    """Makes projects without labels and people, each in a folder of its own."""
    folder = tmp_path_factory.mktemp("projects")
    numbers = count()
    with ExitStack() as stack:

        def make() -> Project:
            project = Project.create(str(folder / f"{next(numbers)}.annotator"))
            stack.callback(project.close)
            return project

        yield make


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str | bytes], str]:
    """Writes a file below the test's folder and gives its path."""

    def written(name: str, content: str | bytes) -> str:
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return str(path)

    return written
