"""The stretch of the queue that lies in the table: rows are made as they come near, each with the words around it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from PySide6.QtCore import QObject

from annotator.app.queue import Entry, Group, Kind, Order, Queue, kind_of
from annotator.app.session import Session
from annotator.storage.concordance import around
from annotator.storage.queue import Context, Suggestion, contexts
from annotator.ui.hit_model import HitRow

BEFORE, AFTER = 40, 100
"""Rows around the current one that are made at once."""
MORE = 150
"""Rows that are made when these come to an end."""
_KEPT = 5_000
"""Rows that are kept; they are made anew when there are more."""
_NOTHING = Context("", "", "")


class QueueRows(QObject):
    """Entries `[first, last)` of the queue as rows."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._known: dict[int, HitRow] = {}
        self._keys: dict[Kind, int] = {}
        self.entries: Sequence[Entry] = ()
        self.opened: set[Kind] = set()
        """The groups whose members are shown."""
        self.with_articles = False
        """Whether rows name their article."""
        self.first = self.last = 0

    def show(self, entries: Sequence[Entry], place: int) -> list[HitRow]:
        """The rows around a place of other entries."""
        self.entries = entries
        self.first, self.last = max(0, place - BEFORE), min(len(entries), place + AFTER)
        return self._rows(entries[self.first : self.last])

    def before(self) -> list[HitRow]:
        """More rows, to stand before those that were made."""
        end, self.first = self.first, max(0, self.first - MORE)
        return self._rows(self.entries[self.first : end])

    def after(self) -> list[HitRow]:
        """More rows, to stand behind those that were made."""
        start, self.last = self.last, min(len(self.entries), self.last + MORE)
        return self._rows(self.entries[start : self.last])

    def following(self, queue: Queue, before: Sequence[Entry], place: int, entries: Sequence[Entry]) -> int:
        """Where the first of the earlier entries from `place` on stands among those of now; 0 when none is left."""
        if queue.order == Order.SURFACE or len(entries) != len(queue.items):
            places = {self.key(entry): at for at, entry in enumerate(entries)}
            keys = (self.key(entry) for entry in islice(before, place, None))
            return next((places[key] for key in keys if key in places), 0)
        items = (entry for entry in islice(before, place, None) if not isinstance(entry, Group))
        found = next((item for item in items if queue.has(item)), None)
        return 0 if found is None else queue.place(found)

    def key(self, entry: Entry) -> int:
        """The key of an entry's row: the suggestion's number, or one below zero for a group."""
        if isinstance(entry, Group):
            return self._key_of(entry.kind)
        return entry.id

    def key_of_group(self, item: Suggestion) -> int:
        """The key of the row of the group that a suggestion belongs to."""
        return self._key_of(kind_of(item))

    def forget(self, key: int | None = None) -> None:
        """One row, or all, have to be made anew."""
        if key is None:
            self._known.clear()
        else:
            self._known.pop(key, None)

    def _key_of(self, kind: Kind) -> int:
        return self._keys.setdefault(kind, -1 - len(self._keys))

    def _rows(self, entries: Sequence[Entry]) -> list[HitRow]:
        if len(self._known) > _KEPT:
            self._known.clear()
        items = [entry for entry in entries if not isinstance(entry, Group)]
        unknown = [item for item in items if item.id not in self._known]
        words = self._contexts(unknown)
        self._known |= {item.id: self._row(item, words.get(item.id, _NOTHING)) for item in unknown}
        return [self._group(entry) if isinstance(entry, Group) else self._known[entry.id] for entry in entries]

    def _row(self, item: Suggestion, context: Context) -> HitRow:
        """The words around, and how sure the machine is."""
        title = context.title if self.with_articles else ""
        score = "" if item.score is None else f"{item.score:.0%}"
        return self._made(item.id, item, context.left, context.right, title, score)

    def _group(self, group: Group) -> HitRow:
        """How many places it has."""
        members = group.members
        places = self.tr("%n place(s)", "", len(members))
        documents = len({each.document for each in members})
        articles = self.tr("%n article(s)", "", documents) if self.with_articles else ""
        mark = "▾" if group.kind in self.opened else "▸"
        return self._made(self.key(group), members[0], mark, places, articles, "")

    def _made(self, key: int, item: Suggestion, left: str, right: str, title: str, remark: str) -> HitRow:
        label, words = self._session.label(item.label), " ".join(item.quote.split())
        name, colour = (label.shown, label.colour) if label else ("?", "")
        place = item.document, item.start, item.end
        return HitRow(key, *place, left, words, right, title, name, colour, remark)

    def _contexts(self, items: Sequence[Suggestion]) -> dict[int, Context]:
        """What stands around suggestions, from memory where the article is on screen."""
        project, document = self._session.project, self._session.document
        found: dict[int, Context] = {}
        elsewhere = []
        for item in items:
            if document is not None and item.document == document.id:
                words = around(document.text, item.start, item.end)
                found[item.id] = Context(document.document.title, *words)
            else:
                elsewhere.append(item)
        if project is not None and elsewhere:
            found |= contexts(project.store.connection, elsewhere)
        return found
