from __future__ import annotations

import os
from collections.abc import Iterator
from functools import partialmethod
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.core import edits, labels
from annotator.core.model import Label
from annotator.storage.project import SUFFIX, Project

REPOSITORY = Path(__file__).parents[1]

PATIENCE = 300_000
"""Milliseconds that a test waits for what must come: far more than it takes on the slowest machine."""

# No machine is too slow. The same examples at every run of the checks; who hunts for faults runs them without CI set.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("patient"), derandomize=True, database=None, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "patient")


@pytest.fixture(autouse=True, scope="session")
def own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keeps backups that opening an older file makes out of the home of whoever runs the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ANNOTATOR_HOME", str(tmp_path_factory.mktemp("home")))
        yield


class PatientBot(QtBot):
    """Pytest-qt's own waits for five seconds, which a busy machine needs for the start of a process."""

    waitActive = partialmethod(QtBot.waitActive, timeout=PATIENCE)
    waitExposed = partialmethod(QtBot.waitExposed, timeout=PATIENCE)
    waitSignal = partialmethod(QtBot.waitSignal, timeout=PATIENCE)
    waitSignals = partialmethod(QtBot.waitSignals, timeout=PATIENCE)
    waitUntil = partialmethod(QtBot.waitUntil, timeout=PATIENCE)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """In place of pytest-qt's own."""
    return PatientBot(request)


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
