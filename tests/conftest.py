from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from annotator.core import edits, labels
from annotator.core.model import Label
from annotator.storage.project import SUFFIX, Project

REPOSITORY = Path(__file__).parents[1]

# The same examples at every run of the checks; whoever hunts for faults runs the tests without CI set.
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")


@pytest.fixture(autouse=True, scope="session")
def own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keeps backups that opening an older file makes out of the home of whoever runs the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ANNOTATOR_HOME", str(tmp_path_factory.mktemp("home")))
        yield


@pytest.fixture(scope="session")
def seeds() -> list[Path]:
    """The five articles that ship with the application."""
    return sorted((REPOSITORY / "seeds").glob("*.txt"))


def label_set(project: Project) -> list[Label]:
    """Gives an empty project the label set that ships with the application."""
    specs = labels.loads((REPOSITORY / "resources" / "labels" / "default.json").read_text(encoding="utf-8"))
    made = [spec.as_label(project.store.next_id("label"), position) for position, spec in enumerate(specs)]
    project.journal.apply(edits.change_labels([(None, label) for label in made], "label.load", n=len(made)), None)
    return made


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """A fresh project with our label set and one person, Lan."""
    made = Project.create(str(tmp_path / f"project{SUFFIX}"))
    label_set(made)
    made.people.ensure("Lan")
    yield made
    made.close()
