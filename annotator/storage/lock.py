"""One writer a project: an operating-system lock on a file beside it that names host and process.

The lock is our own because the library for it imports asyncio, which costs more than the window's own start. The system
drops the lock when its process dies, so a killed program leaves nothing to clean up; a lock that another computer wrote
is never taken, since the system's locks do not reach over every network file system.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress

from annotator.core.errors import ProjectError

_BYTE = 1 << 20
"""Where Windows locks its byte: far behind the text, which stays readable to others."""


class ProjectLock:
    """Holds the right to write to one project file until `release()`."""

    def __init__(self, project: str) -> None:
        """Takes the lock of `project`.

        Raises ProjectError: "project.locked" naming who has it, "project.locked-elsewhere" when another computer wrote
        it; OSError when no lock file can be written beside the project.
        """
        self._path = os.path.realpath(project) + ".lock"
        self._file = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o644)
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
            raise _locked("project.locked", project, self._holder())
        holder = self._holder()
        if holder.get("host") not in (None, _host()):
            raise _locked("project.locked-elsewhere", project, holder, lock=self._path)
        os.ftruncate(self._file, 0)
        os.lseek(self._file, 0, os.SEEK_SET)
        os.write(self._file, json.dumps({"host": _host(), "pid": os.getpid()}).encode())

    def _holder(self) -> dict[str, object]:
        os.lseek(self._file, 0, os.SEEK_SET)
        try:
            holder = json.loads(os.read(self._file, 1000) or b"{}")
        except ValueError:
            return {}
        return holder if isinstance(holder, dict) else {}


def _locked(code: str, project: str, holder: dict[str, object], **more: object) -> ProjectError:
    return ProjectError(code, path=project, host=holder.get("host", "?"), pid=holder.get("pid", "?"), **more)


if sys.platform == "win32":
    import msvcrt

    def _host() -> str:
        return os.environ.get("COMPUTERNAME", "?")

    def _try_lock(file: int) -> bool:
        os.lseek(file, _BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _host() -> str:
        return os.uname().nodename

    def _try_lock(file: int) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
