"""The rows of the command palette: headings, acts, and articles, which are looked through in portions."""

from __future__ import annotations

import logging
import sqlite3
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal

from annotator.app.session import Session
from annotator.core.palette_match import words_of
from annotator.core.shown import one_line
from annotator.storage import title_search
from annotator.storage.title_search import TitleHit
from annotator.ui.actions import Actions
from annotator.ui.palette_entries import Entry, entries, fits_well, ranked

_log = logging.getLogger(__name__)

MOST = 100
"""Articles that are kept, the best; whoever looks for others types one word more."""
_READ = 6
"""Articles read last that are shown while nothing is typed."""
_RECENT = 6
"""Acts chosen last that are shown while nothing is typed."""
_SHOWN_EACH = 12
"""Portions after which what was found is shown, for showing takes longer than looking."""

Row = str | Entry | TitleHit
"""A heading, an act or an article."""
_Index = QModelIndex | QPersistentModelIndex


class PaletteModel(QAbstractListModel):
    """What fits the words typed; articles come in after the key press, a portion at a time."""

    grown = Signal()
    """More articles were found, or better ones; the rows are others."""

    def __init__(self, actions: Actions, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._recent = actions.settings.palette
        self._entries = entries(actions, session)
        self._acts: list[Entry] = []
        self._hits: list[tuple[int, int, TitleHit]] = []
        self._last: int | None = None
        self._portions = 0
        self._spelled = ""
        self.words: tuple[str, ...] = ()
        self.rows: list[Row] = []
        self._next = QTimer(self, interval=0, singleShot=True)
        self._next.timeout.connect(self._go_on)

    @property
    def is_complete(self) -> bool:
        """Whether every article has been looked at."""
        return self._last is None

    def search(self, typed: str) -> None:
        """Shows what fits; nothing typed shows what was used last, and every act."""
        self._next.stop()
        self.words, small = words_of(typed), " ".join(typed.lower().split())
        self._spelled = "" if small == " ".join(self.words) else small
        self._hits, self._last, self._portions = [], None, 0
        if self.words:
            self._acts = ranked(self._entries, self.words, self._recent)
            self._last = 0
            self._look()
            self._show(self._found())
        else:
            self._show(self._first())
        if self._last is not None:
            self._next.start()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """How many rows there are."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a screen reader says; the delegate looks into `rows`."""
        if index.isValid() and role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return spoken(self.rows[index.row()])
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Headings and acts that cannot be done now are not chosen."""
        if not index.isValid() or not can_choose(self.rows[index.row()]):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def _go_on(self) -> None:
        self._look()
        self._portions += 1
        if self.is_complete or self._portions % _SHOWN_EACH == 0:
            self._show(self._found())
            self.grown.emit()
        if self._last is not None:
            self._next.start()

    def _look(self) -> None:
        """Looks at one more portion of the articles."""
        project = self._session.project
        if project is None or self._last is None:
            self._last = None
            return
        try:
            portion = title_search.find(project.store.connection, self.words, self._last)
        except sqlite3.Error:
            # Acts can be chosen all the same.
            _log.exception("articles not looked through")
            self._last = None
            return
        self._last = portion.last
        new = [(-title_search.fit(hit, self.words, self._spelled), hit.id, hit) for hit in portion.hits]
        if new:
            self._hits = sorted(self._hits + new)[:MOST]

    def _found(self) -> list[Row]:
        """Acts, then articles; the other way round where only articles fit well."""
        if not self._acts and not self._hits:
            return [self.tr("Nothing fits")] if self.is_complete else []
        acts: list[Row] = [self.tr("Acts"), *self._acts] if self._acts else []
        articles: list[Row] = [self.tr("Articles"), *(hit for _, _, hit in self._hits)] if self._hits else []
        is_better = bool(self._hits) and -self._hits[0][0] >= 2 * len(self.words)
        if is_better and not any(fits_well(entry, self.words) for entry in self._acts):
            return articles + acts
        return acts + articles

    def _first(self) -> list[Row]:
        by_id = {entry.id: entry for entry in self._entries}
        recent = [by_id[id_] for id_ in self._recent if id_ in by_id and by_id[id_].is_enabled][:_RECENT]
        rows: list[Row] = [self.tr("Recently used"), *recent] if recent else []
        read = self._read()
        rows += [self.tr("Articles read last"), *read] if read else []
        possible = [entry for entry in self._entries if entry.is_enabled]
        return [*rows, self.tr("Acts"), *possible, *(entry for entry in self._entries if not entry.is_enabled)]

    def _read(self) -> list[TitleHit]:
        session = self._session
        if session.project is None or session.at_work is None:
            return []
        open_now = session.document.id if session.document else None
        found = title_search.last_read(session.project.store.connection, session.at_work.id, _READ + 1)
        return [hit for hit in found if hit.id != open_now][:_READ]

    def _show(self, rows: list[Row]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()


def can_choose(row: Row) -> bool:
    """Whether Enter would do something with a row."""
    return row.is_enabled if isinstance(row, Entry) else not isinstance(row, str)


def spoken(row: Row) -> str:
    """A row in words."""
    if isinstance(row, Entry):
        return ", ".join(part for part in (row.name, row.other, row.place, *row.keys) if part)
    return row if isinstance(row, str) else shown_title(row)


def shown_title(hit: TitleHit) -> str:
    """An article's title on one line; its file's name where it has none."""
    return one_line(" ".join(hit.title.split()) or hit.name)


def key_of(row: Row) -> str | int:
    """What stays the same for an act or an article when rows are found anew."""
    return row if isinstance(row, str) else row.id
