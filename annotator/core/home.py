"""The folder of the application's own files, found without Qt."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def home_folder() -> Path:
    """Where settings, log, models and backups lie; `ANNOTATOR_HOME` moves it. Makes nothing."""
    moved = os.environ.get("ANNOTATOR_HOME")
    return Path(moved) if moved else _data_folder() / "annotator"


def _data_folder() -> Path:
    """The folder that Qt calls `GenericDataLocation`."""
    home = Path.home()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    if sys.platform == "darwin":
        return home / "Library" / "Application Support"
    return Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share")
