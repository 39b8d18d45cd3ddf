"""The lines above the text: F6 goes to each of them, from the top, and Enter does there what it offers."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from annotator.app import checks
from annotator.ui.check_page import CheckPage
from annotator.ui.strip import Strip


@pytest.fixture
def much_to_say(
    start: Callable[..., Any], home: Path, still_worker: None, seeds_project: Path, monkeypatch: pytest.MonkeyPatch
) -> Any:
    """A window that asks who is there, warns of the place and tells of damage."""
    monkeypatch.setattr(checks, "AFTER", 0)
    (home / "settings.json").write_text(json.dumps({"language": "en"}), "utf-8")
    folder = home / "Dropbox"
    folder.mkdir()
    path = seeds_project.rename(folder / "tin.annotator")
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE document SET title = 'x' WHERE id = 2")
    front = start(path)
    front.settle()
    front.qtbot.waitUntil(lambda: len(shown(front)) == 3)
    return front


def shown(front: Any) -> list[str]:
    return [strip.objectName() for strip in front.desk.findChildren(Strip) if strip.isVisible()]


def next_pane(front: Any) -> str:
    front.shortcut(Qt.Key.Key_F6, Qt.KeyboardModifier.NoModifier)
    return QApplication.focusWidget().objectName()


def test_the_keyboard_goes_to_what_each_offers_from_the_top(much_to_say: Any) -> None:
    front = much_to_say
    front.view.setFocus()
    rounds = [next_pane(front) for _ in range(6)]
    assert rounds == ["spanList", "checkShow", "placeNever", "personField", "articleList", "readingView"]


def test_enter_there_does_it(much_to_say: Any) -> None:
    front = much_to_say
    front.part(Strip, "personStrip").offered.setFocus()
    front.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    front.part(Strip, "placeStrip").offered.setFocus()
    front.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert shown(front) == ["checkStrip"]
    front.part(Strip, "checkStrip").offered.setFocus()
    front.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    front.qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), CheckPage))
    QApplication.activeModalWidget().reject()
