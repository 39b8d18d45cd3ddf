"""What kind of place a file lies in: one that a service copies to other computers, one on a network, or neither.

Where it lies is told from names, from what services leave beside it, and from the system's list of mounts, which is
handed in as text, so that any system's can be looked at on any other.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from annotator.core.errors import ProjectError

MOUNTS = "/proc/self/mountinfo"
"""Where Linux lists its mounts (https://man7.org/linux/man-pages/man5/proc_pid_mountinfo.5.html)."""


class PlaceKind(StrEnum):
    """Why a place is not an ordinary one."""

    SYNCED = "synced"
    NETWORK = "network"


@dataclass(frozen=True)
class Place:
    """A place where a project needs care, and what it is called: a service, or the kind of file system."""

    kind: PlaceKind
    name: str


_WARNINGS = {PlaceKind.SYNCED: "project.synced", PlaceKind.NETWORK: "project.network"}

_SERVICES = {
    "Dropbox": r"dropbox([ -]?\(.+\)|-.+)?|.+ dropbox",
    "OneDrive": r"onedrive( - .+|-.+)?",
    "iCloud Drive": r"mobile documents|com~apple~clouddocs|icloud ?drive",
    "Google Drive": r"google ?drive(-.+| \(.+\))?|my drive|drive của tôi|shared drives|bộ nhớ dùng chung",
    "Nextcloud": r"nextcloud([ -]?\d+)?",
    "ownCloud": r"owncloud([ -]?\d+)?",
}
"""What the folders of services are called, in small letters; team, company and account names follow their own."""

_MARKS = {
    ".stfolder": "Syncthing",
    ".dropbox.cache": "Dropbox",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
}
"""What services leave in the folders that they copy, whatever these are called."""

_NETWORKS = {
    "9p": "9P",
    "afpfs": "AFP",
    "afs": "AFS",
    "beegfs": "BeeGFS",
    "ceph": "Ceph",
    "cifs": "SMB",
    "davfs": "WebDAV",
    "fuse.davfs2": "WebDAV",
    "fuse.glusterfs": "GlusterFS",
    "fuse.gvfsd-fuse": "GVfs",
    "fuse.rclone": "rclone",
    "fuse.s3fs": "S3",
    "fuse.sshfs": "SSHFS",
    "glusterfs": "GlusterFS",
    "lustre": "Lustre",
    "ncpfs": "NCP",
    "nfs": "NFS",
    "nfs4": "NFS",
    "smb2": "SMB",
    "smb3": "SMB",
    "smbfs": "SMB",
    "webdav": "WebDAV",
}
"""File systems that are reached over a network, as Linux and macOS call them, and what people call them."""

_ESCAPED = re.compile(r"\\([0-7]{3})")


def place(path: str, file_system: str = "", exists: Callable[[str], bool] = os.path.exists) -> Place | None:
    """What is special about where the file at `path` lies, links resolved; None for an ordinary place.

    `file_system` is the kind of it as the system calls it. A folder that a service copies is that before all.
    """
    if name := _service(path, exists):
        return Place(PlaceKind.SYNCED, name)
    if path.startswith(("\\\\", "//")) and not path.startswith(("\\\\?\\", "\\\\.\\")):
        return Place(PlaceKind.NETWORK, "SMB")
    if path.casefold().startswith("\\\\?\\unc\\"):
        return Place(PlaceKind.NETWORK, "SMB")
    name = _NETWORKS.get(file_system.casefold(), "")
    return Place(PlaceKind.NETWORK, name) if name else None


def place_here(path: str, file_system: str = "") -> Place | None:
    """`place` of a file on this computer; `file_system` where the caller knows it and Linux's list does not tell."""
    real = os.path.realpath(path)
    return place(real, file_system or mounted(real, _mounts()))


def warning(place: Place) -> ProjectError:
    """What a person should know who works in such a place; an error in form only, for its sentence."""
    return ProjectError(_WARNINGS[place.kind], name=place.name)


def mounted(path: str, mountinfo: str) -> str:
    """The kind of file system that a path lies on, by the text of `MOUNTS`; empty when it tells nothing.

    The longest mount point above the path counts, and of several there the one that was mounted last.
    """
    longest, found = "", ""
    for line in mountinfo.splitlines():
        fields, _, rest = line.partition(" - ")
        parts = fields.split(" ")
        if len(parts) > 4 and rest:
            point = _ESCAPED.sub(lambda code: chr(int(code[1], 8)), parts[4])
            if _is_above(point, path) and len(point) >= len(longest):
                longest, found = point, rest.split(" ")[0]
    return found


def conflicts(name: str, beside: list[str]) -> list[str]:
    """Which files beside a project called `name` are versions of it that a service put there when it had two."""
    stem, suffix = os.path.splitext(unicodedata.normalize("NFC", name))
    pattern = re.compile(rf"{re.escape(stem)}\W.*(conflict|xung đột).*{re.escape(suffix)}", re.IGNORECASE)
    return sorted(other for other in beside if pattern.fullmatch(unicodedata.normalize("NFC", other)))


def copies_named_after(computer: str, name: str, beside: list[str]) -> list[str]:
    """Which files beside a project called `name` are called after a computer as well: this one, or one that has the
    name Windows gave it. OneDrive calls the version of one computer so when it had two; so may anybody call a copy.
    """
    stem, suffix = os.path.splitext(unicodedata.normalize("NFC", name))
    own = "|".join(filter(None, (re.escape(unicodedata.normalize("NFC", computer)), r"(DESKTOP|LAPTOP)-[A-Z0-9]{7}")))
    pattern = re.compile(rf"{re.escape(stem)}-({own})(-\d+)?{re.escape(suffix)}", re.IGNORECASE)
    return sorted(other for other in beside if pattern.fullmatch(unicodedata.normalize("NFC", other)))


def _mounts() -> str:
    try:
        with open(MOUNTS, encoding="utf-8", errors="surrogateescape") as file:
            return file.read()
    except OSError:
        return ""


def _is_above(point: str, path: str) -> bool:
    return path == point or path.startswith(point.rstrip("/") + "/")


def _service(path: str, exists: Callable[[str], bool]) -> str:
    for part in re.split(r"[/\\]", unicodedata.normalize("NFC", path).casefold())[:-1]:
        for name, pattern in _SERVICES.items():
            if re.fullmatch(pattern, part):
                return name
    folder = os.path.dirname(path)
    while folder:
        for mark, name in _MARKS.items():
            if exists(os.path.join(folder, mark)):
                return name
        above = os.path.dirname(folder)
        folder = above if above != folder else ""
    return ""
