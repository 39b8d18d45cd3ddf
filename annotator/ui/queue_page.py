"""The suggestion queue in the bench: open suggestions one after the other, answered by key, the text in view above."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QWidget

from annotator.app.acts import Acts
from annotator.app.jobs import Jobs
from annotator.app.queue import Group
from annotator.app.queue_acts import QueueActs
from annotator.app.session import Session
from annotator.app.settings import Settings
from annotator.storage.queue import Suggestion
from annotator.ui.actions import child
from annotator.ui.hit_model import HitRow
from annotator.ui.queue_keys import take_key
from annotator.ui.queue_list import QueueList
from annotator.ui.reading_view import ReadingView
from annotator.ui.theme import Theme

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

Act = Callable[[Sequence[Suggestion]], bool]


class QueuePage(QueueList):
    """The answers to the current row, or to the group that it stands for."""

    def __init__(
        self, session: Session, acts: Acts, jobs: Jobs, settings: Settings, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(session, acts, jobs, settings, theme, parent)
        self._answers = QueueActs(session, acts)
        self._is_choosing = False
        """Whether a label is being chosen in the text, after which the keyboard comes back."""
        self._back = QTimer(self, singleShot=True, interval=0)
        self._connect()

    def accept(self) -> None:
        """Takes the current suggestion, or group, over."""
        self._answer(self._answers.accept)

    def reject(self) -> None:
        """Refuses it."""
        self._answer(self._answers.reject, self._edges.remove)

    def skip(self) -> None:
        """Leaves it for later; one that was left is open again."""
        self._answer(self._answers.ask_again if self.bar.is_of_skipped else self._answers.skip)

    def relabel(self, name: str) -> None:
        """Takes it over with the label of this name."""
        label = next((each for each in self._session.span_labels if each.name == name), None)
        if label is None:
            return
        self._answer(lambda found: self._answers.accept(found, label), lambda: self._edges.relabel(label))

    def choose_label(self, action: QAction) -> None:
        """Lets a label be chosen by an action of the text, which hands the keyboard to the text afterwards."""
        self.catch_up()
        entry = self.entry
        if entry is not None and not isinstance(entry, Group):
            self._open(entry)
            self._is_choosing = True
            action.trigger()

    def accept_identical(self) -> None:
        """Takes over everything in the queue with the same words and label, in one act."""
        self.catch_up()
        entry = self.entry
        if entry is not None and not isinstance(entry, Group) and self._edges.held is None:
            same = [each for each in self._queue.identical(entry) if each.id != entry.id]
            self._give(self._answers.accept, [*same, entry])  # undoing comes back to the last one
        else:
            self.accept()

    def finish(self) -> None:
        """Marks the article on screen done and opens the next."""
        child(self.window(), "article.done").trigger()

    def do_main(self) -> None:
        """What Enter does: answers, opens a group, or finishes the article when nothing is left."""
        if isinstance(self.entry, Group):
            self.toggle()
        elif self.entry is not None:
            self.accept()
        elif self._finished.is_so:
            self.finish()

    def move_edge(self, action: QAction, view: ReadingView) -> None:
        """Moves an edge of the current suggestion by an action of the text; its row stays current."""
        self.catch_up()
        entry = self.entry
        if entry is None or isinstance(entry, Group):
            return
        self._open(entry)
        if self._edges.move(action, view, entry, self._place()):
            self._rows.forget(entry.id)
            self._reader.note(entry.document)
            before, place = self._rows.entries, self._place()
            changed = self._reader.changed(self.bar.is_of_project)
            self._queue.replace(changed, self._reader.read(changed, self.bar.is_of_skipped))
            entries = self._entries()
            self._show(entries, self._rows.following(self._queue, before, place, entries))

    def take_key(self, event: QKeyEvent) -> bool:
        """See `queue_keys`."""
        view = self._view()
        return view is not None and take_key(self, view, event)

    def _answer(self, act: Act, on_held: Callable[[], object] = lambda: None) -> None:
        """Answers what the current row stands for and goes on; one whose edges were moved is answered already."""
        self.catch_up()
        entry = self.entry
        if self._edges.held is not None:
            on_held()
            self._go_on()
        elif isinstance(entry, Group):
            self._give(act, entry.members)
        elif entry is not None:
            self._open(entry)
            self._give(act, [entry])

    def _give(self, act: Act, found: Sequence[Suggestion]) -> None:
        if act(found):
            self._go_on({each.document for each in found})

    def _go_on(self, documents: Collection[int] = ()) -> None:
        """The first row that is left of those that followed is current; after the last comes the first."""
        before, place = self._rows.entries, self._place()
        self._edges.release()
        changed = self._reader.changed(self.bar.is_of_project).union(documents)
        self._queue.replace(changed, self._reader.read(changed, self.bar.is_of_skipped))
        entries = self._entries()
        self._show(entries, self._rows.following(self._queue, before, place + 1, entries))
        self._go_to_current()

    def _open(self, item: Suggestion) -> None:
        """Opens the article of a suggestion, if another one is on screen."""
        document = self._session.document
        if document is None or document.id != item.document:
            self._go_to_current()

    def _open_row(self, _row: HitRow) -> None:
        """A double click: a group shows its members, a suggestion gives the keyboard to the text."""
        if isinstance(self.entry, Group):
            self.toggle()
        elif (view := self._view()) is not None:
            self._go_to_current()
            view.setFocus()

    def _follow_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        if self._is_choosing and now is not None and now is self._view():
            self._is_choosing = False
            self._back.start()

    def _come_back(self) -> None:
        """A label was chosen, or none: the queue goes on."""
        if self._reader.is_on:
            self.catch_up()
            self._take_keyboard()
            self._go_to_current()

    def _connect(self) -> None:
        self.table.opened.connect(self._open_row)
        self.empty.finish_wanted.connect(self.finish)
        self._back.timeout.connect(self._come_back)
        cast(QApplication, QApplication.instance()).focusChanged.connect(self._follow_focus)
