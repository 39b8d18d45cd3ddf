"""The backups of a project with what each holds, and what changed since the one before."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.core.edits import Edit
from annotator.core.errors import ProjectError
from annotator.storage import backup as backups
from annotator.storage.backup import Backup, Contents


@dataclass(frozen=True, slots=True)
class Entry:
    """One backup, what it holds (None when that cannot be read), and what the one before it held (None for the
    first). `is_elsewhere` says that the file lay at another place then."""

    backup: Backup
    contents: Contents | None
    before: Contents | None
    is_elsewhere: bool = False

    @property
    def changes(self) -> tuple[int, int, int]:
        """Edits, articles and spans more than in the one before; what it holds in all, for the first."""
        if self.contents is None:
            return 0, 0, 0
        held = self.contents
        return held.since(self.before) if self.before else (held.edits, held.articles, held.spans)

    @property
    def last(self) -> Edit | None:
        """The newest edit in it, if there is one that the one before does not have."""
        is_new = self.contents is not None and self.changes[0] > 0
        return self.contents.last if self.contents is not None and is_new else None


def entries(path: str) -> list[Entry]:
    """The backups of the project at a path, newest first (see `backup.of`)."""
    place = backups.place_of(path)
    result: list[Entry] = []
    last: dict[str, Contents] = {}
    for each in reversed(backups.of(path)):
        held = _held(each)
        result.append(Entry(each, held, last.get(each.place), each.place != place))
        if held is not None:
            last[each.place] = held
    return result[::-1]


def _held(backup: Backup) -> Contents | None:
    try:
        return backups.contents(backup.path)
    except ProjectError:
        return None
