"""Files of every version that was ever released: each has a fixture, opens, is backed up first and is sound then."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from annotator.core.errors import ProjectError
from annotator.storage import backup, migrations
from annotator.storage.backup import Reason
from annotator.storage.project import Project
from annotator.workflows import checking

FIXTURES = Path(__file__).parents[1] / "fixtures"
VERSIONS = range(1, migrations.VERSION + 1)


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a copy of a fixture may lie, with a home of its own for the backups."""
    monkeypatch.setenv("ANNOTATOR_HOME", str(tmp_path / "home"))
    return tmp_path / "p.annotator"


def version_of(path: str | Path) -> int:
    with closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as connection:
        version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version


def test_every_version_has_a_fixture() -> None:
    assert {file.name for file in FIXTURES.glob("*.annotator")} == {f"v{version}.annotator" for version in VERSIONS}
    assert [version_of(FIXTURES / f"v{version}.annotator") for version in VERSIONS] == list(VERSIONS)


@pytest.mark.parametrize("version", VERSIONS)
def test_a_file_of_any_version_opens_and_is_sound(path: Path, version: int) -> None:
    shutil.copyfile(FIXTURES / f"v{version}.annotator", path)
    for read_only in (True, False, True):
        with closing(Project.open(str(path), read_only)) as project:
            assert checking.check(project) == []
            assert len(project.documents.ids()) == 1
            assert len(project.annotations.spans(1)) > 1
    assert version_of(path) == migrations.VERSION
    assert [kept.reason for kept in backup.of(str(path))] == [Reason.MIGRATION] * (version < migrations.VERSION)
    for kept in backup.of(str(path)):
        assert version_of(kept.path) == version


def test_a_file_that_cannot_be_backed_up_is_not_migrated(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copyfile(FIXTURES / "v1.annotator", path)
    path.with_name("home").write_text("no folder")
    before = path.read_bytes()
    with pytest.raises(ProjectError, match=r"backup\.failed"):
        Project.open(str(path))
    assert path.read_bytes() == before
    with closing(Project.open(str(path), read_only=True)) as project:
        assert len(project.documents.ids()) == 1


def test_a_file_of_a_newer_version_is_refused_and_untouched(path: Path) -> None:
    shutil.copyfile(FIXTURES / f"v{migrations.VERSION}.annotator", path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version={migrations.VERSION + 1}")
    before = path.read_bytes()
    for read_only in (False, True):
        with pytest.raises(ProjectError, match=r"project\.newer"):
            Project.open(str(path), read_only)
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == [path.name]
