"""A page that keeps its reader for ever: the import is given up in the window, and the next one is not behind it."""

from __future__ import annotations

import multiprocessing
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from annotator.ui import file_dialogs
from annotator.ui.import_choices import ImportChoices
from annotator.ui.import_dialog import ImportProgress

READER = """
import pathlib

def bare_extraction(tree, **options):
    pathlib.Path(__file__).with_name("begun").touch()
    while True:
        pass
"""


def is_reading() -> bool:
    return any(child.name == "annotator-page" for child in multiprocessing.active_children())


def test_an_import_is_given_up_while_a_page_is_read_for_ever(
    front: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "trafilatura.py").write_text(READER, "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    files = {"a.txt": "Một ghi chép ở Huế.", "b.html": "<html><body><p>Mưa lớn.</p></body></html>", "c.txt": "Ba."}
    for name, content in files.items():
        (tmp_path / name).write_text(content, "utf-8")
    monkeypatch.setattr(file_dialogs, "open_files", lambda *_: [str(tmp_path / name) for name in files])
    front.act("file.import")
    front.qtbot.waitUntil(lambda: bool(front.window.findChildren(ImportChoices)))
    (choices,) = front.window.findChildren(ImportChoices)
    choices.import_button.click()
    front.qtbot.waitUntil((tmp_path / "begun").exists)
    front.qtbot.waitUntil(lambda: any(panel.isVisible() for panel in front.window.findChildren(ImportProgress)))
    (panel,) = front.window.findChildren(ImportProgress)
    assert is_reading()
    front.qtbot.keyClick(panel, Qt.Key.Key_Escape)
    front.qtbot.waitUntil(lambda: not is_reading())
    front.qtbot.waitUntil(lambda: not front.window.findChildren(ImportProgress))
    assert len(front.session.project.documents.ids()) == 5

    monkeypatch.setattr(file_dialogs, "open_files", lambda *_: [str(tmp_path / "c.txt")])
    front.act("file.import")
    front.qtbot.waitUntil(lambda: len(front.session.project.documents.ids()) == 6)
