"""The rows of the article list: the numbers of all articles in their order, and the few pages of rows being looked at.

The first page is read at once; the whole order (8 bytes an article) comes from a job on a reading connection of its
own. Rows are read by pages when they are painted, so that a list of a million articles costs what its window shows.
"""

from __future__ import annotations

import logging
import sqlite3
from array import array
from collections import OrderedDict
from collections.abc import Callable, Collection
from itertools import chain
from typing import Any, NamedTuple

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from annotator.app.jobs import Job, Jobs
from annotator.app.session import Session
from annotator.core.edits import Edit
from annotator.core.messages import QT_TRANSLATE_NOOP
from annotator.core.model import State
from annotator.storage import connection as connections
from annotator.storage import listing
from annotator.storage.listing import ArticleRow, Order
from annotator.ui.article_row import shown_title
from annotator.ui.plain import plain_tip

_log = logging.getLogger(__name__)

PAGE = 50
"""Rows read at a time."""
MOST_PAGES = 40
"""Pages kept; the one that was looked at longest ago goes first."""

MANY = 20_000
"""A project with more articles is sorted and filtered in a job: SQLite then walks all of them, even for one page."""

UNFINISHED = (State.NEW, State.IN_PROGRESS)

STATES: dict[State, str] = {
    State.NEW: QT_TRANSLATE_NOOP("ArticleModel", "New"),
    State.IN_PROGRESS: QT_TRANSLATE_NOOP("ArticleModel", "In progress"),
    State.DONE: QT_TRANSLATE_NOOP("ArticleModel", "Done"),
    State.SKIPPED: QT_TRANSLATE_NOOP("ArticleModel", "Skipped"),
}
"""What the states are called."""

Index = QModelIndex | QPersistentModelIndex


def state_name(state: str) -> str:
    """A state in words."""
    return QCoreApplication.translate("ArticleModel", STATES[State(state)])


class _Answer(NamedTuple):
    """What a job found: for which question, the order, and the counts where they were asked for."""

    question: int
    ids: array[int]
    counts: dict[str, int] | None


class ArticleModel(QAbstractTableModel):
    """One column, one row an article."""

    refreshed = Signal()
    """The order is up to date again: replaced, completed, or found to be right."""
    counted = Signal()
    """`counts` is another."""
    removed = Signal(int, int)
    """An article left the project (number, the row it was in)."""

    def __init__(self, session: Session, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self._order: Order | None = None
        self._ids = array("q")
        self._pages: OrderedDict[int, dict[int, ArticleRow]] = OrderedDict()
        self._job: Job | None = None
        self._question = 0
        self.is_stale = False
        """Whether what is listed is not yet what was asked for."""
        self._roles: dict[int, Callable[[ArticleRow], str]] = {
            Qt.ItemDataRole.DisplayRole: shown_title,
            Qt.ItemDataRole.AccessibleTextRole: self._spoken,
            Qt.ItemDataRole.ToolTipRole: self._tip,
        }
        self.counts: dict[str, int] | None = None
        """How many articles of the project are in each state; None while that is not known."""
        session.changed.connect(self._follow)
        session.suggested.connect(self._follow_machine)
        session.guard_changed.connect(self.reread_all)
        session.project_changed.connect(self._forget_counts)
        session.person_changed.connect(self._forget_counts)

    def show(self, order: Order | None) -> None:
        """Lists the articles in another order, the first page at once; None lists nothing.

        In a long list the old order stays until the job has found the new one (`is_stale`).
        """
        self.cancel()
        self._order = order
        self.is_stale = order is not None and sum((self.counts or {}).values()) > MANY
        if self.is_stale:
            self._ask()
            return
        self.beginResetModel()
        rows = self._first_page()
        self._ids = array("q", (row.id for row in rows))
        self._pages.clear()
        self._pages[0] = {row.id: row for row in rows}
        self.endResetModel()
        self._complete(rows)

    def refresh(self) -> None:
        """Follows articles that came or went; everything that is shown stays where it is."""
        self.counts = None
        rows = self._first_page()
        if len(rows) < PAGE:
            self._swap(array("q", (row.id for row in rows)))
        self._complete(rows)

    def cancel(self) -> None:
        """Wants no answer any more to what was asked."""
        self._question += 1
        if self._job is not None:
            self._job.cancel()
            self._job = None

    @property
    def is_complete(self) -> bool:
        """Whether the whole order is known."""
        return self._job is None

    def row(self, position: int) -> ArticleRow | None:
        """The row at a place of the list, read with its page; None when it left the project meanwhile."""
        number = position // PAGE
        page = self._pages.get(number)
        if page is None:
            page = self._read(self._ids[number * PAGE : (number + 1) * PAGE])
            self._pages[number] = page
            if len(self._pages) > MOST_PAGES:
                self._pages.popitem(last=False)
        self._pages.move_to_end(number)
        return page.get(self._ids[position])

    def id_at(self, position: int) -> int | None:
        """The number of the article at a place of the list."""
        return self._ids[position] if 0 <= position < len(self._ids) else None

    def position(self, document: int | None) -> int | None:
        """The place of an article in the list, as far as the order is known."""
        try:
            return None if document is None else self._ids.index(document)
        except ValueError:
            return None

    def next_unfinished(self, document: int | None) -> int | None:
        """The next article after this one that is new or in progress, going on at the top of the list."""
        start = self.position(document)
        after, before = (self._ids[:0], self._ids) if start is None else (self._ids[start + 1 :], self._ids[:start])
        near = (before if start is None else after)[:PAGE]
        rows = self._read(near)
        found = next((key for key in near if key in rows and rows[key].state in UNFINISHED), None)
        connection = self._connection()
        if found is not None or connection is None or self._order is None:
            return found
        unfinished = set(listing.index(connection, self._order._replace(states=UNFINISHED)))
        return next((key for key in chain(after, before) if key in unfinished), None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many articles are listed."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """One: the delegate paints the whole row."""
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Title, tooltip and what a screen reader says; the delegate asks `row`."""
        answer = self._roles.get(role)
        if answer is None or not index.isValid():
            return None
        row = self.row(index.row())
        return None if row is None else answer(row)

    def _complete(self, rows: list[ArticleRow]) -> None:
        """Finds out what the first page does not tell; a short list of everything is complete and counted at once."""
        order, connection = self._order, self._connection()
        if order is None or connection is None:
            return
        is_short = len(rows) < PAGE
        if is_short and self.counts is None and not (order.states or order.words.strip()):
            self._set_counts(listing.progress(connection, order.annotator))
        elif not is_short or self.counts is None:
            self._ask()

    def _ask(self) -> None:
        self.cancel()
        project, order = self._session.project, self._order
        if project is None or order is None:
            return
        job = Job(self._jobs)
        job.finished.connect(self._take)
        job.failed.connect(self._read_here)
        work = _reading(project.path, order, self._question, self.counts is None)
        self._job = self._jobs.start(project.file.reading(work), job)

    def _take(self, answer: _Answer) -> None:
        if answer.question != self._question:
            return
        self._job = None
        if answer.counts is not None:
            self._set_counts(answer.counts)
        self.is_stale = False
        self._swap(answer.ids)

    def _read_here(self, _error: Exception) -> None:
        """The file was moved, or cannot be opened a second time; the open connection still reads it."""
        connection, order = self._connection(), self._order
        if self._job is not None and connection is not None and order is not None:
            counts = listing.progress(connection, order.annotator)
            self._take(_Answer(self._question, listing.index(connection, order), counts))

    def _swap(self, ids: array[int]) -> None:
        known = len(self._ids)
        if known and ids[:known] == self._ids:
            self._extend(ids)
        elif ids != self._ids:
            self.beginResetModel()
            self._ids = ids
            self._pages.clear()
            self.endResetModel()
        self.refreshed.emit()

    def _extend(self, ids: array[int]) -> None:
        known = len(self._ids)
        if len(ids) > known:
            self.beginInsertRows(QModelIndex(), known, len(ids) - 1)
            self._ids = ids
            self._pages.pop(known // PAGE, None)
            self.endInsertRows()

    def _set_counts(self, counts: dict[str, int]) -> None:
        self.counts = counts
        self.counted.emit()

    def _forget_counts(self) -> None:
        self.counts = None

    def _follow(self, edit: Edit) -> None:
        gone, came = _moved(edit)
        for document in gone:
            self._remove(document)
        if gone or came:
            self.refresh()
        else:
            self._follow_states(edit)
        self._reread(_concerned(edit))

    def _follow_machine(self, document: int, _spans: object) -> None:
        self._reread({document})

    def reread_all(self) -> None:
        """Counts of suggestions show in other articles now; the order by them is found anew."""
        self._reread({key for page in self._pages.values() for key in page})
        if self._order is not None and self._order.sort == "suggestions":
            self.refresh()

    def _follow_states(self, edit: Edit) -> None:
        """Keeps the counts by the edit; a job that may have counted before it is asked again."""
        changes = [c for c in edit.rows("assignment") if self._order and _row(c)["annotator"] == self._order.annotator]
        if not changes:
            return
        if self.counts is not None:
            counts = dict(self.counts)
            for change in changes:
                for row, step in ((change.before, -1), (change.after, 1)):
                    state = row["state"] if row else State.NEW
                    counts[state] = counts.get(state, 0) + step
            self._set_counts(counts)
        if self._job is not None:
            self._ask()

    def _remove(self, document: int) -> None:
        position = self.position(document)
        if position is not None:
            self.beginRemoveRows(QModelIndex(), position, position)
            self._ids.pop(position)
            for number in [number for number in self._pages if number >= position // PAGE]:
                del self._pages[number]
            self.endRemoveRows()
        self.removed.emit(document, -1 if position is None else position)

    def _reread(self, documents: Collection[int]) -> None:
        """Reads the rows of these articles again, those that are kept; the others will be read when they are shown."""
        for number, page in self._pages.items():
            known = [key for key in documents if key in page]
            if known:
                page.update(self._read(known))
            for key in known:
                changed = self.index(self._ids.index(key, number * PAGE), 0)
                self.dataChanged.emit(changed, changed)

    def _first_page(self) -> list[ArticleRow]:
        connection = self._connection()
        if connection is None or self._order is None:
            return []
        return listing.first_page(connection, self._order, PAGE)

    def _read(self, ids: Collection[int]) -> dict[int, ArticleRow]:
        connection = self._connection()
        if connection is None or self._order is None:
            return {}
        try:
            return listing.page(connection, self._order.annotator, list(ids))
        except sqlite3.Error:
            # This happens while painting, where nothing may be raised; the rows stay blank.
            _log.exception("rows not read")
            return {}

    def _connection(self) -> sqlite3.Connection | None:
        project = self._session.project
        return None if project is None else project.store.connection

    def _spoken(self, row: ArticleRow) -> str:
        parts = [shown_title(row), state_name(row.state), self.tr("%n annotation(s)", "", row.spans)]
        if row.suggestions:
            parts.append(self.tr("%n open suggestion(s)", "", row.suggestions))
        return ", ".join(parts)

    def _tip(self, row: ArticleRow) -> str:
        """The whole title and the figures in words."""
        counts = self._spoken(row).removeprefix(f"{shown_title(row)}, ")
        return plain_tip(f"{shown_title(row)}\n{counts}")


def _reading(path: str, order: Order, question: int, with_counts: bool) -> Callable[[Job], _Answer]:
    def work(job: Job) -> _Answer:
        job.report(0, 1)
        connection = connections.reader(path)
        try:
            counts = listing.progress(connection, order.annotator) if with_counts else None
            return _Answer(question, listing.index(connection, order), counts)
        finally:
            connection.close()

    return work


def _row(change: Any) -> Any:
    return change.after or change.before


def _concerned(edit: Edit) -> set[int]:
    """The articles whose rows an edit may have changed."""
    return {change.key if change.table == "document" else _row(change).get("document", -1) for change in edit.changes}


def _moved(edit: Edit) -> tuple[list[int], bool]:
    """The articles that an edit takes out of the project, and whether others may have come or gone."""
    gone, came = [], bool(edit.rows("batch"))
    for change in edit.rows("document"):
        before, after = (bool(row and not row["removed"]) for row in (change.before, change.after))
        if before and not after:
            gone.append(change.key)
        came = came or (after and not before)
    return gone, came
