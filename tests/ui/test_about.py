from __future__ import annotations

import subprocess
import sys

from PySide6.QtCore import qVersion
from pytestqt.qtbot import QtBot

import annotator
from annotator.core.assets import asset
from annotator.ui.about import AboutDialog, readable, versions
from annotator.ui.theme import THEMES


def test_it_shows_versions_and_licences_as_plain_text(qtbot: QtBot) -> None:
    dialog = AboutDialog(THEMES["sepia"])
    qtbot.addWidget(dialog)
    dialog.show()
    texts = [label.text() for label in dialog.findChildren(type(dialog.versions))]
    assert any(annotator.__version__ in text for text in texts)
    assert qVersion() in dialog.versions.text()
    source = asset("resources", "LICENSES.md").read_text(encoding="utf-8")
    assert dialog.licences.toPlainText() == "\n".join(line for line, _ in readable(source))
    assert dialog.licences.isReadOnly()


def test_versions_are_found_without_importing_what_they_are_of() -> None:
    code = "import sys; from annotator.ui.about import versions; versions(); print('underthesea' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
    assert {"Qt", "SQLite", "underthesea"} <= {name for name, _ in versions()}


def test_markdown_is_shown_without_its_marks() -> None:
    source = "# Licences\n\nNot **all** of `LICENSE`, *.ttf\n\n| what | whose |\n|---|---|\n| icons | ours |\n"
    assert readable(source) == [
        ("Licences", True),
        ("", False),
        ("Not all of LICENSE, *.ttf", False),
        ("", False),
        ("•\u2002icons", False),
        ("\u2003ours", False),
    ]
