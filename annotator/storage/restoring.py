"""Putting a backup in the place of a project, or beside it: checked first, and the present state is kept."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime

from annotator.core.errors import ProjectError
from annotator.core.file_names import safe
from annotator.storage import backup as backups
from annotator.storage import connection as connections
from annotator.storage import copying, gate
from annotator.storage.backup import Reason
from annotator.storage.copying import Tell
from annotator.storage.lock import ProjectLock

_UNWRITTEN = "output.failed"
_LOGS = ("-wal", "-shm")
_FRESH = ".restored"
"""What a backup is called behind the name of the project that it is to replace, until it does."""


def restore(path: str, backup: str, tell: Tell | None = None) -> str:
    """Puts a backup in the place of the project at `path`, which nobody may have open to write.

    Gives the path of what was kept of the present state: a backup of its own, or its bytes where it cannot be read;
    empty when there was nothing. Raises ProjectError: "backup.damaged", "backup.failed" when the present state cannot
    be kept, "backup.in-use" when another program reads the project, "project.locked", "project.locked-elsewhere",
    "project.folder", "output.failed". Whatever it raises and whenever it is killed, what lies at `path` is whole and as
    it was before, or whole and the backup.
    """
    with _fresh(path, backup, tell) as (target, fresh):
        kept = _kept(target, tell)
        empty_logs(target)
        copying.put(fresh, target)
    return kept


def save_as(backup: str, path: str, tell: Tell | None = None) -> None:
    """Writes what a backup holds to a project file of its own; what was there is replaced, and not kept.

    Raises ProjectError as `restore` does, and leaves what was there.
    """
    with _fresh(path, backup, tell) as (target, fresh):
        empty_logs(target)
        copying.put(fresh, target)


def sweep(path: str) -> None:
    """Removes what a killed `restore` left beside the project at `path`, whose lock the caller holds."""
    for part in (_FRESH, _FRESH + copying.PART):
        copying.remove(os.path.realpath(path) + part)


@contextmanager
def _fresh(path: str, backup: str, tell: Tell | None) -> Iterator[tuple[str, str]]:
    """The place to write to, locked, and beside it a copy of the backup that is sound and on the disk."""
    target = os.path.realpath(path)
    if not os.path.isdir(os.path.dirname(target)):
        raise ProjectError("project.folder", path=os.path.dirname(target))
    fresh = target + _FRESH
    lock = None
    try:
        lock = ProjectLock(target)
        _copy_checked(backup, fresh, tell)
        if os.path.exists(target):
            shutil.copymode(target, fresh)
        yield target, fresh
    except OSError as error:
        raise ProjectError(_UNWRITTEN, path=path, reason=error.strerror or str(error)) from error
    except ProjectError as error:
        if error.code != _UNWRITTEN:
            raise
        raise ProjectError(_UNWRITTEN, **{**error.values, "path": path}) from error
    finally:
        copying.remove(fresh)
        if lock is not None:
            lock.release()


def _copy_checked(backup: str, fresh: str, tell: Tell | None) -> None:
    """Copies a backup and raises ProjectError unless the copy is a sound project."""
    try:
        copying.copy(backup, fresh, tell, _UNWRITTEN)
        gate.inspect(fresh)
        with gate.reading_errors(fresh), closing(connections.looker(fresh)) as connection:
            found = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
    except ProjectError as error:
        if error.code == _UNWRITTEN:
            raise
        code = error.code if error.code == "project.newer" else "backup.damaged"
        raise ProjectError(code, **{**error.values, "path": backup}) from error
    if found != "ok":
        raise ProjectError("backup.damaged", path=backup)


def _kept(path: str, tell: Tell | None) -> str:
    """Keeps the present state of a project: as a backup, or byte by byte where SQLite cannot read it."""
    if not os.path.exists(path):
        return ""
    try:
        return backups.make(path, Reason.RESTORE, tell).path
    except ProjectError as error:
        if error.code.startswith("backup."):
            raise
    return _bytes_kept(path)


def _bytes_kept(path: str) -> str:
    """Copies a file that is no project any more, and its log, as they lie; nobody has them open."""
    home = backups.folder() / "damaged"
    name = safe(os.path.basename(path))
    target = str(home / f"{datetime.now(UTC):%Y%m%dT%H%M%S}Z-{backups.place_of(path)}-{name}")
    try:
        home.mkdir(parents=True, exist_ok=True)
        for suffix in ("", "-wal"):
            if os.path.exists(path + suffix):
                shutil.copyfile(path + suffix, target + suffix)
                copying.flush(target + suffix)
        copying.flush_folder(str(home))
    except OSError as error:
        raise ProjectError("backup.failed", path=target, reason=error.strerror) from error
    return target


def empty_logs(path: str) -> None:
    """Puts the log of a project into it and takes it away, or SQLite would replay it over what comes in its place.

    Where that cannot be done because the project is damaged, the log was kept with it.
    """
    logs = [path + log for log in _LOGS if os.path.exists(path + log)]
    if not logs:
        return
    try:
        with closing(connections.writer(path)) as connection:
            is_busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    except sqlite3.Error:
        is_busy = 0
    if is_busy:
        raise ProjectError("backup.in-use", path=path)
    try:
        for log in logs:
            if os.path.exists(log):
                os.remove(log)
    except OSError as error:
        raise ProjectError("backup.in-use", path=path) from error
