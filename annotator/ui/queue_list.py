"""The rows of the suggestion queue: read, shown and kept up to date, with the text above following the current one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from annotator.app.acts import Acts
from annotator.app.finished import Finished
from annotator.app.jobs import Jobs
from annotator.app.queue import Entry, Group, Order, Queue
from annotator.app.session import Session
from annotator.app.settings import Settings
from annotator.core.edits import Edit
from annotator.ui import theme as design
from annotator.ui.dialog_parts import quiet
from annotator.ui.hit_model import HitRow
from annotator.ui.queue_bar import QueueBar
from annotator.ui.queue_edges import QueueEdges
from annotator.ui.queue_empty import QueueEmpty
from annotator.ui.queue_keys import hint
from annotator.ui.queue_reader import QueueReader
from annotator.ui.queue_rows import QueueRows
from annotator.ui.queue_table import QueueTable
from annotator.ui.reading_view import ReadingView
from annotator.ui.theme import Theme, ui_font

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

_PAUSE = 120
"""Milliseconds that a key rests on a row of another article before that opens."""


class QueueList(QWidget):
    """Rows to answer. While it is hidden it follows nothing; shown again, it reads everything anew.

    Subclasses say what keys do to the current row.
    """

    wanted = Signal(int, int, int)

    def __init__(
        self, session: Session, acts: Acts, jobs: Jobs, settings: Settings, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._queue = Queue({})
        self._rows = QueueRows(session, self)
        self._edges = QueueEdges(session, acts, self)
        self._reader = QueueReader(session, jobs, self)
        self._finished = Finished(session, self)
        self._undone: tuple[int, int, int, int] | None = None
        """What an answer was taken back of: it is to be current as soon as it is in the queue again."""
        self._is_opening = False
        """Whether it is this page that opens an article."""
        self.setObjectName("queuePage")
        self.bar = QueueBar(settings, theme, self)
        self.table = QueueTable(theme, self.take_key, self)
        self.empty = QueueEmpty(settings, theme, self)
        self._hint = quiet("", theme)
        self._stack = QStackedWidget(self)
        self._rest = QTimer(self, singleShot=True, interval=_PAUSE)
        self._lay_out()
        self._connect_list()

    def take_key(self, event: QKeyEvent) -> bool:
        """Does what a key means to the current row; False when it means nothing."""
        raise NotImplementedError

    def enter(self) -> None:
        """Takes the keyboard and goes to the suggestion that is current in the text, or to the first from there."""
        self._reload()
        self._take_keyboard()
        self._go_to_current()

    def leave(self) -> None:
        """Follows nothing any more."""
        self._rest.stop()
        self._edges.release()
        self._reader.stop()

    def catch_up(self) -> None:
        """Brings the rows up to date with what has changed meanwhile; the current one stays current."""
        changed = self._reader.changed(self.bar.is_of_project)
        if not changed:
            return
        before, place = self._rows.entries, self._place()
        if self._edges.held is not None:
            self._rows.forget(self._edges.held.id)
            self._edges.follow()
        self._queue.replace(changed, self._reader.read(changed, self.bar.is_of_skipped))
        entries = self._entries()
        undone = self._take_undone(entries)
        self._show(entries, self._rows.following(self._queue, before, place, entries) if undone is None else undone)
        if undone is not None and self._has_keyboard():
            self._go_to_current()

    @property
    def entry(self) -> Entry | None:
        """What the current row stands for."""
        entries, place = self._rows.entries, self._place()
        return entries[place] if self.table.current_row() is not None and place < len(entries) else None

    def toggle(self, is_open: bool | None = None) -> None:
        """Shows the members of the current group, or hides them again."""
        entry = self.entry
        if not isinstance(entry, Group):
            return
        if is_open is None:
            is_open = entry.kind not in self._rows.opened
        (self._rows.opened.add if is_open else self._rows.opened.discard)(entry.kind)
        self.table.keeps_columns = False
        self._show(self._entries(), self._place())

    def _take_undone(self, entries: Sequence[Entry]) -> int | None:
        """Where the suggestion stands whose answer was taken back just now."""
        item = self._queue.at(*self._undone) if self._undone is not None else None
        self._undone = None
        keys = {item.id, self._rows.key_of_group(item)} if item is not None else set()
        return next((at for at, entry in enumerate(entries) if self._rows.key(entry) in keys), None)

    def _reload(self) -> None:
        """Reads everything anew."""
        self._edges.release()
        self._undone = None
        self._rows.forget()
        self._rows.with_articles = self.bar.is_of_project
        queue = Queue({label.id: label.position for label in self._session.labels})
        queue.order = self.bar.order
        view = self._view()
        self._hint.setText(hint(view.actions(), queue.order == Order.SURFACE) if view is not None else "")
        self.table.keeps_columns = False
        if not self._reader.begin(queue, self.bar.is_of_project, self.bar.is_of_skipped):
            self._queue = Queue({})
            self._show([], 0)
            self.empty.explain(self.tr("Reading the suggestions of the project…"))

    def _take(self, queue: Queue) -> None:
        had_keyboard = self._has_keyboard()
        self._queue = queue
        entries = self._entries()
        self._show(entries, self._first())
        if had_keyboard:
            self._take_keyboard()
            self._go_to_current()

    def _first(self) -> int:
        """Where to begin: at what is current in the text, by position at the text cursor, else with the first."""
        view, document = self._view(), self._session.document
        if view is None or document is None or self._queue.order == Order.UNCERTAIN:
            return 0
        current = view.current
        triple = (current.start, current.end, current.label) if current is not None else None
        return self._queue.beginning(document.id, view.caret, triple)

    def _entries(self) -> Sequence[Entry]:
        return self._edges.placed(self._queue.entries(self._rows.opened))

    def _place(self) -> int:
        """Where in the queue the current row stands."""
        return self._rows.first + max(0, self.table.currentIndex().row())

    def _show(self, entries: Sequence[Entry], place: int) -> None:
        """Puts the rows around a place into the table, the one there current and at the height the current one had."""
        bar = self.table.verticalScrollBar()
        above = max(0, self.table.currentIndex().row()) - bar.value()
        self.table.fill(self._rows.show(entries, place), place - self._rows.first)
        bar.setValue(place - self._rows.first - above)
        self.table.scrollTo(self.table.currentIndex())
        self.table.keeps_columns = bool(entries)
        self._stack.setCurrentWidget(self.table if entries else self.empty)
        self._hint.setVisible(bool(entries))
        if not entries:
            self._explain()
        self._count()

    def _show_more(self) -> None:
        """Makes rows on the side where they come to an end."""
        table, bar = self.table, self.table.verticalScrollBar()
        row, value = table.currentIndex().row(), bar.value()
        if self._rows.last < len(self._rows.entries) and table.is_near_end():
            table.add_rows(self._rows.after())
        if self._rows.first and table.is_near_beginning():
            more = self._rows.before()
            table.fill([*more, *table.rows], row + len(more))
            bar.setValue(value + len(more))

    def _count(self) -> None:
        entries, place = self._rows.entries, self._place()
        if self._queue.order == Order.SURFACE:
            groups = [at for at, entry in enumerate(entries) if isinstance(entry, Group)]
            self.bar.say_groups(sum(at <= place for at in groups), len(groups))
        else:
            self.bar.say_place(place + 1, len(entries))

    def _explain(self, *_is_finished: bool) -> None:
        """Why there is nothing to answer."""
        document, of_article = self._session.document, not (self.bar.is_of_project or self.bar.is_of_skipped)
        if of_article and document is not None and document.hides_suggestions:
            self.empty.explain(self.tr("Suggestions are hidden in this article until you mark it done"))
            return
        self.empty.explain_none(self.bar.is_of_project, self.bar.is_of_skipped, self._finished.is_so)

    def _moved(self, row: HitRow) -> None:
        """Another row is current: its place comes into view, another article when the key has come to rest."""
        if self._edges.held is not None and self._edges.held.id != row.key:
            self._edges.release()
            entries = self._entries()
            keys = (self._rows.key(entry) for entry in entries)
            self._show(entries, next((at for at, key in enumerate(keys) if key == row.key), 0))
        self._count()
        document = self._session.document
        if document is not None and document.id == row.document:
            self._go_to_current()
        else:
            self._rest.start()

    def _go_to_current(self) -> None:
        """Brings what the current row stands for into the middle of the text."""
        self._rest.stop()
        row, entry = self.table.current_row(), self.entry
        if row is None or entry is None:
            return
        item = entry.members[0] if isinstance(entry, Group) else entry
        self._is_opening = True
        self.wanted.emit(row.document, row.start, row.end)
        self._is_opening = False
        view, found = self._view(), self._edges.suggestion(item)
        if view is not None and found is not None and view.current != found:
            view.set_current(found)

    def _follow(self, step: str, edit: Edit) -> None:
        """An answer that is taken back brings its suggestion back, to be the current one."""
        if step == "undo" and self._reader.is_on:
            rows = [change.before for change in edit.rows("answer") if change.before and not change.after]
            if rows:
                self._undone = rows[0]["document"], rows[0]["start"], rows[0]["end"], rows[0]["label"]

    def _follow_document(self) -> None:
        if not self._is_opening and not self.bar.is_of_project:
            self._start_over()

    def _start_over(self) -> None:
        if self._reader.is_on:
            self._reload()

    def _view(self) -> ReadingView | None:
        """The text above, whose actions tell what keys mean."""
        return self.window().findChild(ReadingView, "readingView")

    def _has_keyboard(self) -> bool:
        focus = cast("QWidget | None", self.window().focusWidget())
        return focus is not None and self.isAncestorOf(focus)

    def _take_keyboard(self) -> None:
        (self.table if self._stack.currentWidget() is self.table else self.empty).setFocus()

    def _lay_out(self) -> None:
        self._hint.setFont(ui_font(design.SMALL_SIZE))
        self._hint.setObjectName("queueHint")
        self._hint.setWordWrap(False)
        self._hint.setMinimumWidth(1)
        self._hint.setContentsMargins(design.M, design.XS, design.M, design.XS)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self._stack, 1)
        column.addWidget(self._hint)

    def _connect_list(self) -> None:
        session, reader = self._session, self._reader
        self.bar.changed.connect(self._reload)
        self.table.moved.connect(self._moved)
        self.table.end_reached.connect(self._show_more)
        self.empty.order.changed.connect(self.bar.next_order.refresh)
        self.bar.next_order.changed.connect(self.empty.order.refresh)
        self._rest.timeout.connect(self._go_to_current)
        self._finished.changed.connect(self._explain)
        reader.found.connect(self._take)
        reader.failed.connect(self.empty.explain)
        reader.due.connect(self.catch_up)
        session.committed.connect(self._follow)
        session.document_opened.connect(self._follow_document)
        session.project_changed.connect(self._start_over)
        session.person_changed.connect(self._start_over)
