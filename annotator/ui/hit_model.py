"""Hits of a search as rows of a table: what stands left of each, the hit, what stands right of it, and its label."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from annotator.core.collation import sort_key
from annotator.core.shown import one_line

TICK, LEFT, HIT, RIGHT, LABEL, REMARK, ARTICLE = range(7)
"""The columns in order."""

_NEAREST = 6
"""Words of the context that count when rows are sorted by it."""
_Index = QModelIndex | QPersistentModelIndex


class HitRow(NamedTuple):
    """One hit: `[start, end)` in code points of a document, with the context on one line.

    `key` tells it from the other rows. `is_ticked` is None where the row has no tick box; an empty `article` in all
    rows takes that column away, and so it is with `label` and `remark`.
    """

    key: int
    document: int
    start: int
    end: int
    left: str
    hit: str
    right: str
    article: str
    label: str = ""
    colour: str = ""
    remark: str = ""
    is_ticked: bool | None = None


class HitModel(QAbstractTableModel):
    """The rows in the order they are shown, and which of them are ticked."""

    ticks_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[HitRow] = []
        self._given: list[HitRow] = []
        self._ticked: set[int] = set()
        self._sorted: tuple[int, bool] | None = None
        self._titles = {
            LEFT: self.tr("Before"),
            HIT: self.tr("Hit"),
            RIGHT: self.tr("After"),
            LABEL: self.tr("Label"),
            REMARK: self.tr("Remark"),
            ARTICLE: self.tr("Article"),
        }

    def show_rows(self, rows: Sequence[HitRow]) -> None:
        """Puts other rows in place of those there are, in the order that was asked for last."""
        self.beginResetModel()
        self._given = list(rows)
        self._ticked = {row.key for row in rows if row.is_ticked}
        self._arrange()
        self.endResetModel()

    def add_rows(self, rows: Sequence[HitRow]) -> None:
        """Puts more rows behind those there are; `sort_by` brings them into the order that was asked for."""
        if not rows:
            return
        self.beginInsertRows(QModelIndex(), len(self.rows), len(self.rows) + len(rows) - 1)
        self._given += rows
        self.rows += rows
        self._ticked |= {row.key for row in rows if row.is_ticked}
        self.endInsertRows()

    def update_rows(self, rows: Sequence[HitRow]) -> None:
        """Puts rows in place of those with the same keys, where they stand, ticked as they say."""
        new = {row.key: row for row in rows}
        self._given = [new.get(row.key, row) for row in self._given]
        self.rows = [new.get(row.key, row) for row in self.rows]
        self._ticked = (self._ticked - new.keys()) | {row.key for row in rows if row.is_ticked}
        if self.rows:
            self.dataChanged.emit(self.index(0, TICK), self.index(len(self.rows) - 1, ARTICLE))
        self.ticks_changed.emit()

    def sort_by(self, column: int | None, is_descending: bool = False) -> None:
        """Sorts by a column, or goes back to the order the rows were given in."""
        self.beginResetModel()
        self._sorted = None if column is None else (column, is_descending)
        self._arrange()
        self.endResetModel()

    @property
    def sorted_by(self) -> tuple[int, bool] | None:
        """The column the rows are sorted by and whether downwards; None in the order they were given in."""
        return self._sorted

    def is_ticked(self, row: HitRow) -> bool:
        """Whether a row's box is ticked."""
        return row.key in self._ticked

    def tick(self, rows: Iterable[HitRow], is_ticked: bool) -> None:
        """Ticks the boxes of these rows, or takes the ticks away; rows without a box are left alone."""
        keys = {row.key for row in rows if row.is_ticked is not None}
        before = len(self._ticked)
        self._ticked = self._ticked | keys if is_ticked else self._ticked - keys
        if len(self._ticked) != before:
            self.dataChanged.emit(self.index(0, TICK), self.index(len(self.rows) - 1, TICK))
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, TICK, TICK)
            self.ticks_changed.emit()

    def row_of(self, key: int) -> int | None:
        """Where the row with this key is shown."""
        return next((place for place, row in enumerate(self.rows) if row.key == key), None)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """How many hits there are."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Tick, left, hit, right, label, remark, article."""
        return 0 if parent.isValid() else ARTICLE + 1

    def flags(self, _index: _Index) -> Qt.ItemFlag:
        """Rows are chosen and ticked, never typed in: no input method has to be asked."""
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A cell's text, the whole of it as a tip, the tick, and what a screen reader says."""
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return one_line(_TEXTS[index.column()](row))
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == TICK and row.is_ticked is not None:
            return Qt.CheckState.Checked if self.is_ticked(row) else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row) if index.column() in (TICK, HIT) else one_line(_TEXTS[index.column()](row))
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The columns' titles, each above the side its cells are set on."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._titles.get(section, "")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section == LEFT else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def _spoken(self, row: HitRow) -> str:
        tick = "" if row.is_ticked is None else self.tr("ticked") if self.is_ticked(row) else self.tr("not ticked")
        sentence = " ".join(part for part in (row.left, row.hit, row.right) if part)
        return ", ".join(one_line(part) for part in (sentence, row.label, row.remark, row.article, tick) if part)

    def _arrange(self) -> None:
        self.rows = list(self._given)
        if self._sorted is not None:
            column, is_descending = self._sorted
            key = _SORTS.get(column)
            if key is None:
                self.rows.sort(key=self.is_ticked, reverse=not is_descending)
            else:
                self.rows.sort(key=key, reverse=is_descending)


_word_key = lru_cache(maxsize=1 << 14)(sort_key)


def _words_key(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(_word_key, words))


def _left_key(row: HitRow) -> tuple[str, ...]:
    """The nearest word first, so that rows with the same words before the hit stand together."""
    return _words_key(reversed(row.left.split()[-_NEAREST:]))


_TEXTS: dict[int, Callable[[HitRow], str]] = {
    TICK: lambda _row: "",
    LEFT: lambda row: row.left,
    HIT: lambda row: row.hit,
    RIGHT: lambda row: row.right,
    LABEL: lambda row: row.label,
    REMARK: lambda row: row.remark,
    ARTICLE: lambda row: row.article,
}
_SORTS: dict[int, Callable[[HitRow], tuple[str, ...]]] = {
    LEFT: _left_key,
    HIT: lambda row: (_word_key(row.hit), *_words_key(row.right.split()[:2])),
    RIGHT: lambda row: _words_key(row.right.split()[:_NEAREST]),
    LABEL: lambda row: (row.label, _word_key(row.hit)),
    REMARK: lambda row: (row.remark,),
    ARTICLE: lambda row: (_word_key(row.article),),
}
