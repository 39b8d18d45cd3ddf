from __future__ import annotations

import os
from pathlib import Path

import pytest

from annotator.core.errors import ProjectError
from annotator.core.model import AnnotatorKind, Scope
from annotator.workflows import checking, importing, setup


def test_a_new_project_has_the_label_set_and_nothing_to_undo(tmp_path: Path) -> None:
    project = setup.new_project(str(tmp_path / "p.annotator"), "Lan")
    labels = [label.name for label in project.labels.all(Scope.SPAN)]
    assert labels == ["PER", "ORG", "LOC", "DATE", "TITLE", "EVENT", "AWARD", "DOC"]
    lan = project.people.find("Lan")
    assert project.journal.next("undo", lan.id) is None
    assert checking.check(project) == []
    project.close()


def test_the_sample_has_the_five_articles(tmp_path: Path) -> None:
    project = setup.sample_project(str(tmp_path / "p.annotator"), "Lan")
    assert len(project.documents.ids()) == 5
    assert [person.name for person in project.people.all(AnnotatorKind.PERSON)] == ["Lan"]
    assert project.journal.next("undo", project.people.find("Lan").id) is None
    project.close()


def test_what_fails_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "p.annotator"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(ProjectError, match=r"project\.exists"):
        setup.new_project(str(path))
    assert path.read_text(encoding="utf-8") == "mine"
    path.unlink()

    def fail(*_: object, **__: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(importing, "run", fail)
    with pytest.raises(OSError, match="disk full"):
        setup.sample_project(str(path))
    assert os.listdir(tmp_path) == []
