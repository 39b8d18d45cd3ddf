"""The list of what a check found."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from annotator.ui.check_words import CheckWords, Fault
from annotator.ui.plain import plain_tip
from annotator.ui.theme import Theme
from annotator.ui.two_line_rows import ALARMING, ASIDE, LOWER, UPPER, TwoLineList

_Index = QModelIndex | QPersistentModelIndex


class CheckModel(QAbstractListModel):
    """The faults in order."""

    def __init__(self, words: CheckWords, parent: QWidget) -> None:
        super().__init__(parent)
        self.faults: list[Fault] = []
        self._parts: dict[int, Callable[[Fault], object]] = {
            UPPER: lambda fault: fault.name,
            LOWER: lambda fault: fault.said,
            ASIDE: lambda fault: words.times(fault.number),
            ALARMING: lambda _fault: False,
            Qt.ItemDataRole.DisplayRole: lambda fault: " · ".join(
                filter(None, (*fault[1:3], words.times(fault.number)))
            ),
            Qt.ItemDataRole.ToolTipRole: lambda fault: plain_tip(f"{fault.name}\n{fault.said}"),
        }

    def show_faults(self, faults: Sequence[Fault]) -> None:
        """Shows other faults."""
        self.beginResetModel()
        self.faults = list(faults)
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """How many there are."""
        return 0 if parent.isValid() else len(self.faults)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The parts of a row by their roles; the display role is all of it, for screen readers."""
        part = self._parts.get(role)
        return part(self.faults[index.row()]) if part is not None and index.isValid() else None


class CheckList(TwoLineList):
    """The list in the look of the application."""

    def __init__(self, words: CheckWords, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "checkList", parent)
        self.faults = CheckModel(words, self)
        self.setAccessibleName(self.tr("What was found"))
        self.setModel(self.faults)

    @property
    def chosen(self) -> Fault | None:
        """The fault that is selected."""
        row = self.currentIndex().row()
        return self.faults.faults[row] if 0 <= row < len(self.faults.faults) else None

    def show_faults(self, faults: Sequence[Fault]) -> None:
        """Shows other faults, the first one selected."""
        self.faults.show_faults(faults)
        if faults:
            self.setCurrentIndex(self.faults.index(0))
