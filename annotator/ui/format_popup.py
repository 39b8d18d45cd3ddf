"""A list of formats that opens under a field: in groups, with a line about each, found by typing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QVBoxLayout, QWidget

from annotator.core.palette_match import score, words_of
from annotator.ui.dialog_parts import quiet
from annotator.ui.format_delegate import FormatDelegate
from annotator.ui.format_words import FormatRow
from annotator.ui.theme import L, S, Theme
from annotator.ui.words_field import WordsField

WIDTH, HEIGHT = 560, 440
Index = QModelIndex | QPersistentModelIndex


class FormatModel(QAbstractListModel):
    """The formats that fit what is typed, under the names of their groups."""

    def __init__(self, formats: Sequence[FormatRow], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._formats = formats
        self.rows: list[FormatRow | str] = []
        self.search("")

    def search(self, typed: str) -> None:
        """Keeps what fits; a format is found by its name, its description, its ending and its group."""
        words = words_of(typed)
        self.beginResetModel()
        self.rows = []
        for row in self._formats:
            if words and not score(words, words_of(row.words)):
                continue
            if row.group and row.group not in self.rows:
                self.rows.append(row.group)
            self.rows.append(row)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many rows there are, groups and formats."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words of a row, for screen readers; how it looks is up to the delegate."""
        row = self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row if isinstance(row, str) else f"{row.title}, {row.about}"
        if role == Qt.ItemDataRole.ToolTipRole and not isinstance(row, str) and row.missing:
            return self.tr("To install what it needs: {command}").format(command=f"pip install '{row.missing}'")
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Groups cannot be chosen, nor formats for which something is missing."""
        row = self.rows[index.row()]
        if isinstance(row, str) or row.missing:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def can_choose(self, row: int) -> bool:
        """Whether there is a format in a row that works here."""
        found = self.rows[row]
        return not isinstance(found, str) and not found.missing


class FormatPopup(QFrame):
    """The list with a field above it; `chosen` brings the name of a format."""

    chosen = Signal(str)

    def __init__(self, formats: Sequence[FormatRow], theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("formatPopup")
        self.setPalette(theme.palette())
        self.setStyleSheet(
            f"QFrame#formatPopup {{ background: {theme.surface}; border: 1px solid {theme.border}; }}"
            f"QListView {{ background: {theme.surface}; border: none; outline: none; }}" + theme.scroll_bars()
        )
        self.field = WordsField("formatFilter", theme)
        self.field.explain(self.tr("Find a format"))
        self.model = FormatModel(formats, self)
        self.list = QListView()
        self.list.setObjectName("formatList")
        self.list.setAccessibleName(self.tr("Formats"))
        self.list.setModel(self.model)
        self.list.setItemDelegate(FormatDelegate(self.model, theme, self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        column = QVBoxLayout(self)
        column.setContentsMargins(S, S, S, S)
        column.setSpacing(S)
        column.addWidget(self.field)
        column.addWidget(self.list, 1)
        self.nothing = quiet(self.tr("No format matches"), theme)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.nothing.setContentsMargins(L, L, L, L)
        column.addWidget(self.nothing, 1)
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._search)
        self.list.entered.connect(self._point)
        self.list.clicked.connect(self._choose)

    def open_under(self, field: QWidget, current: str, typed: str = "") -> None:
        """Opens below a field, or where there is room, with the current format chosen."""
        area = field.screen().availableGeometry()
        width, height = min(WIDTH, area.width()), min(HEIGHT, area.height())
        below = field.mapToGlobal(QPoint(0, field.height() + 2))
        left = max(area.left(), min(below.x(), area.right() - width))
        top = below.y()
        if top + height > area.bottom():
            top = max(area.top(), area.bottom() - height)
        self.setGeometry(left, top, width, height)
        self.field.setText(typed)
        self._search(typed)
        if not typed:
            self._go_to(next((n for n, row in enumerate(self.model.rows) if _name(row) == current), 0))
        self.show()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        """Brings the chosen row into sight."""
        super().showEvent(event)
        self.list.scrollTo(self.list.currentIndex(), QAbstractItemView.ScrollHint.PositionAtCenter)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys of the field that move in the list."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._take_key(event)
        return super().eventFilter(watched, event)

    def _take_key(self, event: QKeyEvent) -> bool:
        key = event.key()
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 6, Qt.Key.Key_PageUp: -6}
        if key in steps:
            self._step(steps[Qt.Key(key)])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.list.currentIndex())
        elif key == Qt.Key.Key_Escape:
            self.close()
        else:
            return False
        return True

    def _step(self, by: int) -> None:
        possible = [row for row in range(len(self.model.rows)) if self.model.can_choose(row)]
        if possible:
            here = self.list.currentIndex().row()
            place = possible.index(here) if here in possible else -1
            self._go_to(possible[max(0, min(len(possible) - 1, place + by))])

    def _search(self, typed: str) -> None:
        self.model.search(typed)
        self.list.setVisible(bool(self.model.rows))
        self.nothing.setVisible(not self.model.rows)
        self.field.setAccessibleDescription("" if self.model.rows else self.nothing.text())
        self._go_to(next((row for row in range(len(self.model.rows)) if self.model.can_choose(row)), -1))

    def _go_to(self, row: int) -> None:
        index = self.model.index(row, 0)
        self.list.setCurrentIndex(index)
        self.list.scrollTo(self.model.index(0, 0) if row <= 1 else index)

    def _point(self, index: QModelIndex) -> None:
        if self.model.can_choose(index.row()):
            self.list.setCurrentIndex(index)

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid() and self.model.can_choose(index.row()):
            self.close()
            self.chosen.emit(_name(self.model.rows[index.row()]))


def _name(row: FormatRow | str) -> str:
    return "" if isinstance(row, str) else row.name
