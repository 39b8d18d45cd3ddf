from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotator.app.settings import RECENT, Settings, load, save


def test_settings_come_back_as_they_were_saved(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    settings = Settings(language="vi", theme="dark", zoom=3, raw=True, person="Trần Thị Lan", panes=[1, 2, 3])
    settings.opened("/a.annotator")
    save(settings, path)
    assert load(path) == settings
    assert "Trần Thị Lan" in path.read_text("utf-8")
    assert [child.name for child in tmp_path.iterdir()] == ["settings.json"]


def test_a_missing_file_gives_the_defaults(tmp_path: Path) -> None:
    assert load(tmp_path / "none.json") == Settings()


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b"null", b"\xff\xfe", b'"x"', b"{}"])
def test_a_broken_file_gives_the_defaults(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(content)
    assert load(path) == Settings()


def test_only_what_fits_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"zoom": "big", "raw": 1, "theme": "sepia", "unheard": 5, "descending": True}))
    assert load(path) == Settings(theme="sepia", descending=True)


@pytest.mark.parametrize("content", [{"recent": [1, 2]}, {"panes": ["a"]}, {"recent": [None]}, {"panes": [[1]]}])
def test_lists_hold_what_they_should(tmp_path: Path, content: dict[str, object]) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps(content))
    assert load(path) == Settings()


def test_a_failure_to_save_leaves_the_old_settings(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    save(Settings(theme="dark"), path)
    (tmp_path / "settings.part").mkdir()
    save(Settings(theme="sepia"), path)
    assert load(path).theme == "dark"


def test_recent_projects_are_few_and_each_named_once() -> None:
    settings = Settings()
    for number in range(RECENT + 5):
        settings.opened(f"/{number % (RECENT + 2)}")
    settings.opened("/3")
    assert settings.last_project == settings.recent[0] == "/3"
    assert len(settings.recent) == len(set(settings.recent)) == RECENT
