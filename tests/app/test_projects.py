from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from annotator.app.home import home, sample_path, settings_path
from annotator.app.jobs import Jobs
from annotator.app.projects import Projects, account_name
from annotator.app.session import Session
from annotator.app.settings import Settings
from annotator.core.errors import ProjectError
from annotator.core.labels import shipped
from annotator.storage.project import SUFFIX, Project
from annotator.workflows.setup import new_project, sample_project


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ANNOTATOR_HOME", str(tmp_path / "home"))
    return tmp_path


@pytest.fixture
def parts(qapp: object) -> Iterator[tuple[Projects, Session, Settings]]:
    session, jobs, settings = Session(), Jobs(), Settings()
    yield Projects(session, jobs, settings), session, settings
    jobs.close()
    session.close_project()


Parts = tuple[Projects, Session, Settings]


def made(folder: Path, name: str, person: str | None = None) -> str:
    path = str(folder / f"{name}{SUFFIX}")
    new_project(path, person).close()
    return path


def test_the_home_is_where_the_environment_says(folder: Path) -> None:
    assert home() == folder / "home"
    assert home().is_dir()
    assert settings_path().parent == sample_path().parent == home()


def test_nothing_to_begin_with_means_the_sample(parts: Parts, qtbot: QtBot, seeds: list[Path]) -> None:
    projects, session, settings = parts
    assert not projects.begin("")
    said: list[Any] = []
    projects.preparing.connect(said.append)
    with qtbot.waitSignal(projects.opened):
        projects.prepare_sample()
    qtbot.waitUntil(lambda: said == [True, False])
    assert session.project is not None
    assert len(session.project.documents.ids()) == len(seeds)
    assert session.document is not None
    assert settings.last_project == session.project.path == str(sample_path())
    assert session.person is not None
    assert session.person.name == account_name()
    assert session.next_step("undo") is None


def test_the_given_the_last_the_sample_in_this_order(parts: Parts, folder: Path) -> None:
    projects, session, settings = parts
    given, last = made(folder, "given"), made(folder, "last")
    sample_project(str(sample_path())).close()
    settings.last_project = last
    for wanted, argument in ((given, given), (given, ""), (str(sample_path()), "")):
        assert projects.begin(argument)
        assert session.project is not None
        assert session.project.path == wanted
        if wanted == given and not argument:
            session.close_project()
            os.remove(given)


def test_who_is_at_work(parts: Parts, folder: Path) -> None:
    projects, session, settings = parts
    projects.open(made(folder, "one", "Hà"))
    assert session.person is not None
    assert session.person.name == "Hà"
    projects.name_person("Trần Thị Hà")
    assert settings.person == session.person.name == "Trần Thị Hà"
    projects.open(made(folder, "two", "Minh"))
    assert session.person.name == "Trần Thị Hà"
    projects.set_person("Minh")
    assert settings.person == "Minh"


def test_the_last_article_is_opened_again(parts: Parts, folder: Path) -> None:
    projects, session, _ = parts
    path = str(folder / f"seeds{SUFFIX}")
    sample_project(path, "Lan").close()
    projects.open(path)
    assert session.project is not None
    third = session.project.documents.ids()[2]
    session.open_document(third)
    assert session.person is not None
    session.project.documents.keep_place(third, session.person.id, 10)
    projects.open(made(folder, "other"))
    projects.open(path)
    assert session.document is not None
    assert session.document.id == third


def test_the_open_project_is_not_opened_twice(parts: Parts, folder: Path) -> None:
    projects, session, _ = parts
    path = made(folder, "one")
    projects.open(path)
    before = session.project
    projects.open(path)
    assert session.project is before


def test_a_failure_leaves_the_present_project(parts: Parts, folder: Path) -> None:
    projects, session, settings = parts
    path = made(folder, "one")
    projects.open(path)
    before = session.project
    with pytest.raises(ProjectError):
        projects.open(str(folder / "none.annotator"))
    with pytest.raises(ProjectError):
        projects.create(path)
    assert session.project is before
    assert settings.last_project == path


def test_a_project_in_use_can_be_read(parts: Parts, folder: Path) -> None:
    projects, session, settings = parts
    path = made(folder, "one", "Lan")
    other = Project.open(path)
    with pytest.raises(ProjectError) as raised:
        projects.open(path)
    assert raised.value.code == "project.locked"
    projects.open(path, read_only=True)
    assert session.project is not None
    assert not session.project.writable
    assert settings.last_project == ""
    other.close()
    projects.open(path)
    assert session.project.writable


def test_a_new_project_is_remembered(parts: Parts, folder: Path) -> None:
    projects, session, settings = parts
    path = str(folder / f"mới{SUFFIX}")
    projects.create(path)
    assert settings.recent == [path]
    assert session.document is None
    assert len(session.labels) == len(shipped())


def test_a_system_that_knows_no_user_still_gives_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "nobody-of-this-name")
    assert account_name() == "nobody-of-this-name"

    def fail() -> str:
        raise OSError

    monkeypatch.setattr("getpass.getuser", fail)
    assert account_name() == "annotator"
