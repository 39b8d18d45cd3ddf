"""What a person prefers on this computer, kept in one small JSON file."""

from __future__ import annotations

import json
import logging
import os
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

_log = logging.getLogger(__name__)

RECENT = 9
"""How many projects the menu remembers."""

QUERIES = 30
"""How many queries the concordance remembers."""

_ITEMS: dict[str, type] = {"recent": str, "panes": int, "palette": str, "queries": str, "known_places": str}
"""What the settings that are lists hold."""


@dataclass
class Settings:
    """Every setting with its type and default; the file holds nothing else."""

    language: str = ""
    """"vi" or "en"; empty follows the system."""
    theme: str = "light"
    zoom: int = 0
    """Steps of text size, 0 is the ordinary one."""
    snap: str = "word"
    raw: bool = False
    person: str = ""
    last_project: str = ""
    recent: list[str] = field(default_factory=list)
    geometry: str = ""
    """The window's place and size, as Qt saves them, in base 64."""
    panes: list[int] = field(default_factory=list)
    bench: int = 300
    """The height of the panel below the text in pixels."""
    export_folder: str = ""
    files_folder: str = ""
    """Where files were last chosen."""
    exporting: dict[str, Any] = field(default_factory=dict)
    """What was chosen at the last export that suits any project (see `ui/export_fields.py`)."""
    sort: str = "added"
    descending: bool = False
    suggesting: dict[str, Any] = field(default_factory=dict)
    """What is left out of the suggestions, by the uid of a project (see `suggesting_rules`)."""
    keys: dict[str, Any] = field(default_factory=dict)
    """Lists of keys by the id of their act, for acts whose keys were changed (see `ui/key_settings.py`)."""
    palette: list[str] = field(default_factory=list)
    """The acts last chosen in the command palette, the latest first."""
    queries: list[str] = field(default_factory=list)
    """What was last looked for in the concordance, the latest first."""

    known_places: list[str] = field(default_factory=list)
    """The uids of projects whose place needs care and was said to, for good."""

    queue_order: str = "position"
    queue_scope: str = "article"
    next_order: str = "list"
    """Which article comes next when one is done: the next of the "list", or one of `following.ORDERS`."""

    def asked(self, query: str) -> None:
        """Remembers what was looked for."""
        self.queries = [query, *(known for known in self.queries if known != query)][:QUERIES]

    def opened(self, project: str) -> None:
        """Remembers a project as the last one."""
        self.last_project = project
        self.recent = [project, *(path for path in self.recent if path != project)][:RECENT]


def load(path: Path) -> Settings:
    """The settings in a file; what is missing, unknown or of the wrong type is left at its default and logged."""
    settings = Settings()
    try:
        content = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return settings
    except (OSError, ValueError) as error:
        _log.warning("settings not read: %s", error)
        return settings
    if isinstance(content, dict):
        _take(settings, content)
    return settings


def save(settings: Settings, path: Path) -> None:
    """Writes the settings whole or not at all; a failure is logged, since no work depends on it."""
    temporary = path.with_suffix(".part")
    try:
        temporary.write_text(json.dumps(asdict(settings), ensure_ascii=False, indent=1), "utf-8")
        os.replace(temporary, path)
    except OSError as error:
        _log.warning("settings not saved: %s", error)


def _take(settings: Settings, content: dict[str, Any]) -> None:
    known = {f.name for f in fields(settings)}
    for name, value in content.items():
        if name in known and _fits(name, value, getattr(settings, name)):
            setattr(settings, name, value)
        else:
            _log.warning("setting %r left out", name)


def _fits(name: str, value: Any, default: Any) -> bool:
    if not isinstance(value, list):
        return type(value) is type(default)
    return name in _ITEMS and all(type(item) is _ITEMS[name] for item in value)
