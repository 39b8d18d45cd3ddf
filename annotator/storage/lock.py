"""One writer a project: an operating-system lock on a file beside it that names host and process.

The lock is our own because the library for it imports asyncio, which costs more than the window's own start. The
system drops the lock when its process dies, so a killed program leaves nothing to clean up, and the process that the
file names is for people alone: the number may be another's by now. A lock that another computer wrote is never taken,
since the system's locks do not reach over every network file system, nor over any folder that a service copies.
"""

from __future__ import annotations

import errno
import json
import os
import stat
import sys
from contextlib import suppress
from functools import cache

from annotator.core.errors import ProjectError

_BYTE = 1 << 20
"""Where Windows locks its byte: far behind the text, which stays readable to others."""

_LONGEST = 4096
"""Bytes; a lock of ours has some hundred."""

_SHOWN = 60
"""Characters of a computer's name."""

_NO_LINK, _NO_WAIT = getattr(os, "O_NOFOLLOW", 0), getattr(os, "O_NONBLOCK", 0)

_HELD = (errno.EACCES, errno.EAGAIN, errno.EDEADLK)
"""What a system says of a lock that somebody holds; anything else means that there are no locks to be had here."""

_MACHINE = "/etc/machine-id"
"""Where Linux keeps the number of an installation; other systems do not let two computers of a network share a name."""


class ProjectLock:
    """Holds the right to write to one project file until `release()`."""

    def __init__(self, project: str) -> None:
        """Takes the lock of `project`.

        Raises ProjectError: "project.locked" naming who has it, "project.locked-elsewhere" when another computer wrote
        it, "project.foreign-files" where something else lies in its place; OSError when no lock can be had there.
        """
        self.was_left = False
        """Whether who had it last did not give it back: that program was killed, or its computer went off."""
        self._path = os.path.realpath(project) + ".lock"
        self._file = _open(self._path, project)
        try:
            self._take(project)
        except BaseException:
            os.close(self._file)
            raise

    def release(self) -> None:
        """Gives the lock back; the empty file stays, because removing it would race with the next opener.

        A disk that fails meanwhile changes nothing: the system gives the lock back with the file's last descriptor.
        """
        with suppress(OSError):
            os.ftruncate(self._file, 0)
        with suppress(OSError):
            os.close(self._file)

    def _take(self, project: str) -> None:
        if not _try_lock(self._file):
            raise _locked("project.locked", project, _holder(self._file))
        if _is_elsewhere(holder := _holder(self._file)):
            raise _locked("project.locked-elsewhere", project, holder, lock=self._path)
        self.was_left = bool(holder)
        os.ftruncate(self._file, 0)
        os.lseek(self._file, 0, os.SEEK_SET)
        os.write(self._file, json.dumps({**_here(), "pid": os.getpid()}).encode())


def check_elsewhere(project: str) -> None:
    """Raises ProjectError("project.locked-elsewhere") where another computer has the lock; only looks at it."""
    path = os.path.realpath(project) + ".lock"
    try:
        file = os.open(path, os.O_RDONLY | _NO_LINK | _NO_WAIT)
    except OSError:
        return
    try:
        holder = _holder(file)
    except OSError:  # it is no file
        return
    finally:
        os.close(file)
    if _is_elsewhere(holder):
        raise _locked("project.locked-elsewhere", project, holder, lock=path)


def is_held_elsewhere(project: str) -> bool:
    """Whether another computer has the lock."""
    try:
        check_elsewhere(project)
    except ProjectError:
        return True
    return False


def _open(path: str, project: str) -> int:
    """The lock file, made where there is none; what is no file of ours is not touched."""
    try:
        found = os.lstat(path)
    except FileNotFoundError:
        pass
    else:
        if not stat.S_ISREG(found.st_mode) or found.st_nlink > 1 or found.st_size > _LONGEST:
            raise ProjectError("project.foreign-files", path=project, name=os.path.basename(path))
    file = os.open(path, os.O_RDWR | os.O_CREAT | _NO_LINK, 0o644)
    _share(file, project)
    return file


def _holder(file: int) -> dict[str, object]:
    """What a lock file says of who has it; nothing where it is not whole, as after a power cut."""
    os.lseek(file, 0, os.SEEK_SET)
    try:
        holder = json.loads(os.read(file, _LONGEST) or b"{}")
    except (ValueError, RecursionError):
        return {}
    return holder if isinstance(holder, dict) else {}


def _is_elsewhere(holder: dict[str, object]) -> bool:
    """Whether another computer wrote this; what it does not say counts as ours."""
    return any(holder.get(key) not in (None, value) for key, value in _here().items())


@cache
def _here() -> dict[str, str]:
    """What tells this computer from others; a name that it is given meanwhile makes no other computer of it."""
    try:
        with open(_MACHINE, encoding="ascii") as file:
            return {"host": computer_name(), "machine": file.read(64).strip()}
    except (OSError, ValueError):
        return {"host": computer_name()}


def _locked(code: str, project: str, holder: dict[str, object], **more: object) -> ProjectError:
    """Names the holder as the lock file does, whoever wrote it, in what can be shown and printed on a terminal."""
    host = "".join(each for each in str(holder.get("host", "?")) if each.isprintable())[:_SHOWN]
    pid = holder.get("pid")
    return ProjectError(code, path=project, host=host, pid=pid if isinstance(pid, int) else "?", **more)


if sys.platform == "win32":
    import msvcrt

    def _share(_file: int, _project: str) -> None:
        """The folder says who may write to what is in it."""

    def computer_name() -> str:
        """What the system calls this computer."""
        return os.environ.get("COMPUTERNAME", "?")

    def _lock(file: int) -> None:
        os.lseek(file, _BYTE, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _share(file: int, project: str) -> None:
        """Whoever may write to the project may lock it, as SQLite does with its own files."""
        with suppress(OSError):
            os.fchmod(file, stat.S_IMODE(os.stat(project).st_mode) & 0o666)

    def computer_name() -> str:
        """What the system calls this computer."""
        return os.uname().nodename

    def _lock(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _try_lock(file: int) -> bool:
    """Takes the system's lock on a file; False when somebody has it. Raises OSError where there are no locks."""
    try:
        _lock(file)
    except OSError as error:
        if error.errno not in _HELD:
            raise
        return False
    return True
