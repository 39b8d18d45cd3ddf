"""Where the application keeps what is not in a project: settings, log, sample project."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QStandardPaths


def home() -> Path:
    """The folder of the application's own files, made on first use; `ANNOTATOR_HOME` moves it."""
    moved = os.environ.get("ANNOTATOR_HOME")
    standard = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericDataLocation)
    folder = Path(moved) if moved else Path(standard) / "annotator"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def settings_path() -> Path:
    """The file of the settings."""
    return home() / "settings.json"


def sample_path() -> Path:
    """The project that is made at first start."""
    return home() / "sample.annotator"
