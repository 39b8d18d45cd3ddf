"""Looks where a project lies when it is opened, and whether the person wants to hear about it."""

from __future__ import annotations

import os
from dataclasses import dataclass

from PySide6.QtCore import QObject, QStorageInfo, Signal

from annotator.app.session import Session
from annotator.app.settings import Settings
from annotator.core.places import MOUNTS, Place, PlaceKind, conflicts, copies_named_after, place_here
from annotator.storage.lock import computer_name
from annotator.storage.open_file import uid_at


@dataclass(frozen=True)
class Warned:
    """What there is to say: the place, and the other versions that a service has put beside the project."""

    place: Place
    versions: tuple[str, ...] = ()


class Places(QObject):
    """Follows a session."""

    changed = Signal()
    """There is something else to say, or nothing."""
    put_away = Signal()
    """The person does not want to hear of it again for this project."""

    def __init__(self, session: Session, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._settings = settings
        self.warned: Warned | None = None
        session.project_changed.connect(self._look)

    def close(self, for_good: bool = False) -> None:
        """Says no more of it: until the project is opened again, or never."""
        project = self._session.project
        self.warned = None
        self.changed.emit()
        if for_good and project is not None:
            self._settings.known_places.append(project.uid)
            self.put_away.emit()

    def _look(self) -> None:
        """Only who writes is warned: two who write are the danger."""
        project = self._session.project
        self.warned = None
        if project is not None and project.writable and project.uid not in self._settings.known_places:
            self.warned = _look_at(project.path, project.uid)
        self.changed.emit()


def _look_at(path: str, uid: str) -> Warned | None:
    found = place_here(path, "" if os.path.exists(MOUNTS) else _file_system(path))
    if found is None:
        return None
    return Warned(found, _versions(path, uid) if found.kind is PlaceKind.SYNCED else ())


def _file_system(path: str) -> str:
    return bytes(QStorageInfo(os.path.dirname(path)).fileSystemType().data()).decode("ascii", "replace")


def _versions(path: str, uid: str) -> tuple[str, ...]:
    folder, name = os.path.split(path)
    try:
        beside = os.listdir(folder)
    except OSError:
        return ()
    copies = copies_named_after(computer_name().partition(".")[0], name, beside)
    same = [copy for copy in copies if uid_at(os.path.join(folder, copy)) == uid]
    return tuple(sorted({*conflicts(name, beside), *same}))
