"""Backups of a project: whole copies in the application's own folder, thinned with time.

They lie there and not beside the project because a folder that is synced would send every one of them away, and because
whoever moves or deletes the project's folder should not take its backups along. Each project has a folder, named by its
uid. The name of a backup says when it was made, of the file at which place (a project may be copied, moved, or damaged
so that its uid cannot be read) and why, in characters that every file system takes; names sort by time.
"""

from __future__ import annotations

import errno
import json
import os
import re
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from annotator.core import thinning
from annotator.core.edits import Edit
from annotator.core.errors import ProjectError
from annotator.core.home import home_folder
from annotator.storage import copying, gate
from annotator.storage.copying import Snapshot, Still, Tell
from annotator.storage.open_file import uid_at
from annotator.storage.visible import VISIBLE

SUFFIX = ".annotator"

_NAME = re.compile(r"(\d{8}T\d{9})Z-([0-9a-f]{8})-([a-z]+)\.annotator")
_UID = re.compile(r"[0-9a-f]{32}")
_STALE = timedelta(hours=1)
"""After what time a copy that is not whole is taken to be what a killed program left."""


class Reason(StrEnum):
    """Why a backup was made."""

    ASKED = "asked"
    WORK = "work"
    CLOSED = "closed"
    MIGRATION = "migration"
    BULK = "bulk"
    IMPORT = "import"
    RESTORE = "restore"
    REPAIR = "repair"


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup: its file, when it was made (UTC), why, of which place, and how many bytes it has."""

    path: str
    at: datetime
    reason: Reason
    place: str
    size: int

    @property
    def name(self) -> str:
        """What a person types to name it: when it was made."""
        return os.path.basename(self.path).split("-")[0]


@dataclass(frozen=True, slots=True)
class Contents:
    """What a state of a project holds. `edits` counts all that were ever made, `spans` those of people."""

    edits: int
    articles: int
    spans: int
    last: Edit | None
    """The newest edit that was not taken back, without its changes."""

    def since(self, older: Contents) -> tuple[int, int, int]:
        """How many edits, articles and spans there are more than in an older state."""
        return self.edits - older.edits, self.articles - older.articles, self.spans - older.spans


def folder() -> Path:
    """Where the backups of all projects lie; makes nothing."""
    return home_folder() / "backups"


def place_of(path: str) -> str:
    """What stands for the place of a project file in the names of its backups."""
    real = os.path.normcase(os.path.realpath(path))
    return f"{zlib.crc32(os.fsencode(real)):08x}"


def make(source: str | sqlite3.Connection, reason: Reason, tell: Tell | None = None) -> Backup:
    """Backs up a project as it is now, given by its path or a connection to it, and thins its older backups.

    Raises ProjectError: "backup.failed" when no copy can be written, and as `gate.reading_errors` for the project.
    """
    path = source if isinstance(source, str) else _path(source)
    return _made(path, lambda snapshot: keep(snapshot, reason, tell))


def make_if_needed(path: str, reason: Reason, tell: Tell | None = None) -> Backup | None:
    """Backs up a project as `make` does, unless `is_needed` says that it need not be."""
    return _made(path, lambda snapshot: keep(snapshot, reason, tell) if is_needed(snapshot) else None)


def keep(snapshot: Snapshot, reason: Reason, tell: Tell | None = None) -> Backup:
    """Backs up the state of a snapshot and thins older backups. Raises ProjectError as `make` does."""
    with gate.reading_errors(snapshot.path):
        home = _folder_of(_uid(snapshot.connection))
    target = _free_name(home, place_of(snapshot.path), reason)
    copying.write(snapshot, target, tell)
    with suppress(OSError):
        os.chmod(target, 0o444)  # whoever opens it by hand reads it, and does not go on working in it
    made = _read_name(target)
    if made is None:
        raise ProjectError("backup.failed", path=target, reason=os.strerror(2))
    thin(home, made.at)
    return made


def keep_open(path: str, connection: sqlite3.Connection) -> None:
    """Backs up what a connection reads of a project that may not be at its path any more, unless it need not be."""
    held = copying.Held(path, connection)
    if is_needed(held):
        keep(held, Reason.CLOSED)


def is_needed(snapshot: Snapshot) -> bool:
    """Whether the state of a snapshot is worth a backup: the newest one differs, or it is the first and holds work."""
    with gate.reading_errors(snapshot.path):
        stamp = _stamp(snapshot.connection)
        home = _folder_of(_uid(snapshot.connection), make=False)
    newest = next(iter(_in_folders([home], place_of(snapshot.path))), None)
    if newest is None:
        return bool(stamp[0])
    try:
        with closing(Still(newest.path)) as last:
            return _stamp(last.connection) != stamp
    except (ProjectError, sqlite3.Error):
        return True


def of(path: str) -> list[Backup]:
    """The backups of the project at a path, newest first.

    Those of files with its uid, wherever they were, and those of a file that was at this place: so a project that was
    moved has its backups, and one that is damaged or gone too.
    """
    place, root = place_of(path), folder()
    uid = uid_at(path)
    own = root / _folder_name(uid) if uid else None
    found = _in_folders([own]) if own else []
    others = [each for each in _subfolders(root) if each != own]
    return sorted([*found, *_in_folders(others, place)], key=lambda each: each.path.rpartition(os.sep)[2], reverse=True)


def contents(backup: str) -> Contents:
    """What a backup holds, read from itself. Raises ProjectError when it cannot be read."""
    with gate.reading_errors(backup), closing(Still(backup)) as still:
        row = still.connection.execute(_CONTENTS).fetchone()
        last = still.connection.execute(_LAST).fetchone()
    edits, articles, spans = row
    return Contents(edits, articles, spans, None if last is None else Edit(last[0], (), last[1], json.loads(last[2])))


def thin(home: Path, now: datetime) -> None:
    """Removes the backups of a folder whose time has passed (see `core/thinning.py`), for each place by itself, and
    what killed programs left; one that cannot be removed stays."""
    found = _in_folders([home])
    for place in {each.place for each in found}:
        mine = [each for each in found if each.place == place]
        stay = thinning.kept((each.at for each in mine), now)
        for each in mine:
            if each.at not in stay:
                _forget(each)
    for part in home.glob(f"*{copying.PART}*"):
        with suppress(OSError):
            if now.timestamp() - part.stat().st_mtime > _STALE.total_seconds():
                part.unlink()


_CONTENTS = f"""SELECT
    coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'edit'), 0),
    (SELECT count(*) FROM document WHERE {VISIBLE}),
    (SELECT coalesce(sum(t.spans), 0) FROM tally t JOIN annotator a ON a.id = t.annotator WHERE a.kind <> 'machine')"""
_LAST = """SELECT name, document, "values" FROM edit WHERE state = 'done' ORDER BY id DESC LIMIT 1"""
_STAMP = (
    "SELECT (SELECT count(*) FROM document) + (SELECT count(*) > 1 FROM edit)",
    "SELECT name, seq FROM sqlite_sequence ORDER BY name",
    "SELECT annotator, state, count(*), max(id) FROM edit GROUP BY annotator, state ORDER BY annotator, state",
    "SELECT state, count(*) FROM batch GROUP BY state ORDER BY state",
    "SELECT sum(spans), sum(suggestions) FROM tally",
    "SELECT count(*), max(at) FROM run",
)
"""What two states of a project differ in, unless they hold the same work; the first is 0 for a new project."""


def _stamp(connection: sqlite3.Connection) -> tuple[object, ...]:
    first, *others = (connection.execute(query).fetchall() for query in _STAMP)
    return first[0][0], *others


_Made = TypeVar("_Made", Backup, Backup | None)


def _made(path: str, make: Callable[[Snapshot], _Made]) -> _Made:
    """What `make` makes of a state of a project that is whole."""
    with closing(copying.states(path)) as states:
        for snapshot in states:
            made = make(snapshot)
            if snapshot.is_whole:
                return made
            if made is not None:
                _forget(made)
    raise ProjectError("project.unreadable", path=path, reason=os.strerror(errno.EBUSY))


def _path(connection: sqlite3.Connection) -> str:
    return str(connection.execute("SELECT file FROM pragma_database_list WHERE name = 'main'").fetchone()[0])


def _uid(connection: sqlite3.Connection) -> str:
    row = connection.execute("SELECT value FROM meta WHERE key = 'uid'").fetchone()
    return str(row[0]) if row else ""


def _folder_name(uid: str) -> str:
    """A folder's name for a uid, which may come from anybody."""
    return uid if _UID.fullmatch(uid) else f"{zlib.crc32(uid.encode('utf-8', 'replace')):032x}"


def _folder_of(uid: str, make: bool = True) -> Path:
    home = folder() / _folder_name(uid)
    if make:
        try:
            home.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ProjectError("backup.failed", path=str(home), reason=error.strerror) from error
    return home


def _free_name(home: Path, place: str, reason: Reason) -> str:
    at = datetime.now(UTC)
    while True:
        name = home / f"{at:%Y%m%dT%H%M%S}{at.microsecond // 1000:03}Z-{place}-{reason}{SUFFIX}"
        if not any(home.glob(f"{name.name.split('-')[0]}-*")):
            return str(name)
        at += timedelta(milliseconds=1)


def _read_name(path: str) -> Backup | None:
    found = _NAME.fullmatch(os.path.basename(path))
    if found is None:
        return None
    try:
        at = datetime.strptime(found[1] + "000", "%Y%m%dT%H%M%S%f").replace(tzinfo=UTC)
        return Backup(path, at, Reason(found[3]), found[2], os.stat(path).st_size)
    except (ValueError, OSError):
        return None


def _subfolders(root: Path) -> Sequence[Path]:
    try:
        return [each for each in root.iterdir() if each.is_dir()]
    except OSError:
        return []


def _in_folders(folders: Iterable[Path], place: str = "") -> list[Backup]:
    """The backups in folders, newest first; of one place when it is named."""
    found: list[Backup] = []
    for home in folders:
        with suppress(OSError):
            found += filter(None, (_read_name(str(each)) for each in home.iterdir()))
    mine = [each for each in found if place in ("", each.place)]
    return sorted(mine, key=lambda each: each.at, reverse=True)


def _forget(backup: Backup) -> None:
    with suppress(OSError):
        os.chmod(backup.path, 0o600)  # Windows removes no file that is read-only
        os.remove(backup.path)
