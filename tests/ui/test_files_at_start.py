"""The program started with files: what is no project is imported as if it were dropped on the window."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget

from annotator.app.home import sample_path
from annotator.storage.project import SUFFIX
from annotator.ui import application
from annotator.ui.application import asked_for

Starter = Callable[..., Any]
SENTENCES = "".join(
    f"<p>Đoạn {n} kể về trận mưa lớn ở thành phố Huế, nhiều tuyến đường ngập sâu.</p>" for n in range(9)
)
PAGE = f"<!DOCTYPE html><html><head><title>Mưa lớn</title></head><body><article>{SENTENCES}</article></body></html>"


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "bài mới.txt"
    path.write_text("Ông Nguyễn Văn An đến Huế.\nÔng ở lại ba ngày.\n", encoding="utf-8")
    return path


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "trang.html"
    path.write_text(PAGE, encoding="utf-8")
    return path


def names(front: Any) -> list[str]:
    """The articles of the project, without those of an import that has not ended."""
    project = front.session.project
    return [project.documents.get(key).name for key in project.documents.ids()]


def test_what_is_a_project_and_what_is_imported(
    tmp_path: Path, text: Path, seeds_project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert application._SUFFIX == SUFFIX
    other = tmp_path / "bản sao"
    seeds_project.rename(other)
    broken = tmp_path / f"hỏng{SUFFIX}"
    broken.touch()
    for project in (str(other), str(broken), str(tmp_path / f"chưa có{SUFFIX}"), str(tmp_path / "chưa có")):
        assert asked_for([project]) == (project, [])
        assert asked_for([project, str(text)]) == (project, [str(text)])
    assert asked_for([]) == ("", [])
    assert asked_for([str(text), str(tmp_path)]) == ("", [str(text), str(tmp_path)])
    monkeypatch.chdir(tmp_path)
    assert asked_for([text.name]) == ("", [os.path.abspath(text)])


def test_a_text_comes_into_the_last_project(
    start: Starter, home: Path, still_worker: None, seeds_project: Path, text: Path
) -> None:
    start(seeds_project).close()
    front = start(text)
    assert Path(front.path) == seeds_project
    front.qtbot.waitUntil(lambda: len(names(front)) == 6)
    assert names(front)[-1] == text.name
    front.act("edit.undo")
    assert front.desk.articles.model.rowCount() == 5


def test_a_page_is_shown_with_its_format_before_it_comes_in(
    start: Starter, home: Path, still_worker: None, seeds_project: Path, page: Path
) -> None:
    front = start(seeds_project, page)
    front.qtbot.waitUntil(
        lambda: any(sheet.isVisible() for sheet in front.window.findChildren(QWidget, "importDialog"))
    )
    assert len(names(front)) == 5
    choices = front.part(QWidget, "importDialog")
    choices.accept()
    front.qtbot.waitUntil(lambda: len(names(front)) == 6)
    assert front.file("SELECT title FROM document WHERE name = 'trang.html'") == [("Mưa lớn",)]


def test_at_the_first_start_files_come_into_the_sample(
    start: Starter, home: Path, still_worker: None, text: Path
) -> None:
    front = start(text)
    front.qtbot.waitUntil(lambda: front.session.project is not None)
    assert Path(front.path) == sample_path()
    front.qtbot.waitUntil(lambda: len(names(front)) == 6)


def test_a_project_that_can_only_be_read_takes_none_and_says_so(
    start: Starter, home: Path, still_worker: None, seeds_project: Path, text: Path
) -> None:
    writing = start(seeds_project)
    front = start(seeds_project, text)
    assert not front.session.project.writable
    front.qtbot.waitUntil(lambda: "is open in another Annotator" in front.notice)
    assert len(names(writing)) == 5
    front.close()
    writing.close()
