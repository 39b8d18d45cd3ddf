"""A field for several of many: all of them, or those that are ticked in the list it opens."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from annotator.core.shown import one_line
from annotator.ui.dialog_fields import Choice, Tick
from annotator.ui.dialog_parts import quiet
from annotator.ui.plain import menu_text, plain_tip
from annotator.ui.theme import XS, S, Theme

_TALLEST = 320
_COLUMN = 12
"""Ticks under each other before a second column begins."""


class ManyChoice(Choice):
    """Says what is ticked. `all_text` is said, and nothing is chosen one by one, while all are meant."""

    changed = Signal()

    def __init__(self, all_text: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._all_text = all_text
        self._popup: QFrame | None = None
        self._rows: list[tuple[str, str]] = []
        self._groups: list[str] = []
        self._all = Tick(all_text, theme)
        self._ticks: list[Tick] = []
        self.addItem(all_text)

    @property
    def chosen(self) -> list[str]:
        """The names of what is ticked; none while all are meant."""
        if self._all.isChecked():
            return []
        return [name for (name, _), tick in zip(self._rows, self._ticks, strict=True) if tick.isChecked()]

    @property
    def is_nothing(self) -> bool:
        """Whether neither all are meant nor any is ticked."""
        return not self._all.isChecked() and not self.chosen

    def set_rows(self, rows: Sequence[tuple[str, str]], chosen: Sequence[str] = (), groups: Sequence[str] = ()) -> None:
        """What there is to tick, names with their texts; all are meant when none is chosen.

        `groups` has the heading of each row: it is shown above the first of its rows when there are several.
        """
        self._rows = list(rows)
        self._groups = list(groups) if len(set(groups)) > 1 else [""] * len(self._rows)
        self._ticks = [Tick(menu_text(text), self._theme) for _, text in rows]
        self._all.setObjectName(f"{self.objectName()}All")
        self._all.setAccessibleName(self._all_text)
        self._all.setChecked(not chosen)
        self._all.toggled.connect(self._take)
        for (name, text), tick in zip(rows, self._ticks, strict=True):
            tick.setObjectName(f"{self.objectName()}-{name}")
            tick.setAccessibleName(one_line(text))
            tick.setChecked(name in chosen)
            tick.toggled.connect(self._take_one)
        self._show()

    def choose(self, names: Sequence[str]) -> None:
        """Ticks these and no others; all are meant when none is named."""
        for (name, _), tick in zip(self._rows, self._ticks, strict=True):
            tick.setChecked(name in names)
        self._all.setChecked(not names)

    def showPopup(self) -> None:
        """Opens the ticks."""
        popup = self._popup = self._popup or self._built()
        area = self.screen().availableGeometry()
        size = popup.sizeHint()
        width = min(max(self.width(), size.width()), area.width())
        height = min(size.height(), _TALLEST, area.height())
        below = self.mapToGlobal(QPoint(0, self.height() + 2))
        top = below.y() if below.y() + height <= area.bottom() else max(area.top(), below.y() - height - self.height())
        popup.setGeometry(max(area.left(), min(below.x(), area.right() - width)), top, width, height)
        popup.show()
        self._all.setFocus(Qt.FocusReason.PopupFocusReason)

    def _built(self) -> QFrame:
        theme = self._theme
        popup = QFrame(self, Qt.WindowType.Popup)
        popup.setObjectName(f"{self.objectName()}Popup")
        popup.setStyleSheet(
            f"QFrame#{popup.objectName()} {{ background: {theme.surface}; border: 1px solid {theme.border}; }}"
            "QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; border: none; }"
            + theme.scroll_bars()
        )
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(S, S, S, S)
        grid.setHorizontalSpacing(2 * S)
        grid.setVerticalSpacing(XS)
        grid.addWidget(self._all, 0, 0, 1, -1)
        number, group = 0, ""
        for heading, tick in zip(self._groups, self._ticks, strict=True):
            if heading != group:
                number += number % _COLUMN == _COLUMN - 1  # a heading never stands last in its column
                grid.addWidget(quiet(heading, theme), 1 + number % _COLUMN, number // _COLUMN)
                number, group = number + 1, heading
            grid.addWidget(tick, 1 + number % _COLUMN, number // _COLUMN)
            number += 1
        area = _Area(inside)
        column = QVBoxLayout(popup)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(area)
        return popup

    def _take(self, is_all: bool) -> None:
        if is_all:
            for tick in self._ticks:
                tick.setChecked(False)
        self._show()
        self.changed.emit()

    def _take_one(self, is_chosen: bool) -> None:
        if is_chosen and self._all.isChecked():
            self._all.setChecked(False)
        else:
            self._show()
            self.changed.emit()

    def _show(self) -> None:
        texts = [one_line(text) for (name, text) in self._rows if name in self.chosen]
        text = self._all_text if self._all.isChecked() else ", ".join(texts) or self.tr("none")
        self.setItemText(0, text)
        self.setToolTip(plain_tip(text) if len(texts) > 1 else "")


class _Area(QScrollArea):
    """Wide enough for what is in it."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self._inside = inside
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def sizeHint(self) -> QSize:
        """As large as the ticks, and room for a scroll bar."""
        return self._inside.sizeHint() + QSize(2 * S, 0)
