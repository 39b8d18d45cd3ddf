"""A field for a format, and what the chosen one holds."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeyEvent, QStandardItemModel
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QWidget

from annotator.core.messages import QT_TRANSLATE_NOOP
from annotator.formats.protocol import Format, Holds
from annotator.ui import theme as design
from annotator.ui.dialog_fields import Choice
from annotator.ui.dialog_parts import plain_label
from annotator.ui.format_popup import FormatPopup
from annotator.ui.format_words import FormatRow
from annotator.ui.icons import pixmap
from annotator.ui.theme import Theme, mixed, ui_font

_HELD: tuple[tuple[Holds, str], ...] = (
    (Holds.TEXT, QT_TRANSLATE_NOOP("FormatHolds", "exact text")),
    (Holds.ANY_EDGE, QT_TRANSLATE_NOOP("FormatHolds", "parts of words")),
    (Holds.NESTED, QT_TRANSLATE_NOOP("FormatHolds", "nested")),
    (Holds.CROSSING, QT_TRANSLATE_NOOP("FormatHolds", "crossing")),
    (Holds.RELATIONS, QT_TRANSLATE_NOOP("FormatHolds", "relations")),
    (Holds.ATTRIBUTES, QT_TRANSLATE_NOOP("FormatHolds", "attributes")),
    (Holds.NOTES, QT_TRANSLATE_NOOP("FormatHolds", "notes")),
    (Holds.DOCUMENT_LABELS, QT_TRANSLATE_NOOP("FormatHolds", "article labels")),
    (Holds.LAYERS, QT_TRANSLATE_NOOP("FormatHolds", "several layers")),
)
_COLUMNS = 3
_SIGN = 12


class FormatChoice(Choice):
    """A format by its name. Opened, it is a list in groups; typing finds one."""

    def __init__(self, rows: Sequence[FormatRow], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._rows = rows
        self._popup: FormatPopup | None = None
        model = self.model()
        for place, row in enumerate(rows):
            self.addItem(row.title, row.name)
            if row.missing and isinstance(model, QStandardItemModel):
                model.item(place).setEnabled(False)

    @property
    def row(self) -> FormatRow:
        """The chosen format as lists show it."""
        return self._rows[max(0, self.currentIndex())]

    def choose(self, name: str) -> None:
        """Chooses a format if it is here and works."""
        place = self.findData(name)
        if place >= 0 and not self._rows[place].missing:
            self.setCurrentIndex(place)

    def showPopup(self) -> None:
        """Opens the list."""
        self._open("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A letter opens the list and is looked for."""
        if event.text().isprintable() and event.text().strip() and not event.modifiers() & _COMMANDS:
            self._open(event.text())
        else:
            super().keyPressEvent(event)

    def _open(self, typed: str) -> None:
        if self._popup is None:
            self._popup = FormatPopup(self._rows, self._theme, self)
            self._popup.chosen.connect(self.choose)
        self._popup.open_under(self, self.currentData() or "", typed)


_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class FormatHolds(QWidget):
    """What a format holds and what it does not, each with its sign."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("formatHolds")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(design.M)
        grid.setVerticalSpacing(2)
        self._parts: list[tuple[Holds, QLabel, QLabel]] = []
        for number, (held, text) in enumerate(_HELD):
            sign, words = QLabel(), plain_label(QCoreApplication.translate("FormatHolds", text))
            sign.setFixedWidth(_SIGN)
            words.setFont(ui_font(design.SMALL_SIZE + 1))
            row = QHBoxLayout()
            row.setSpacing(design.XS)
            row.addWidget(sign)
            row.addWidget(words, 1)
            grid.addLayout(row, number // _COLUMNS, number % _COLUMNS)
            self._parts.append((held, sign, words))
        for column in range(_COLUMNS):
            grid.setColumnStretch(column, 1)

    def show_format(self, format_: Format) -> None:
        """Shows what a format holds."""
        off = mixed(self._theme.muted, self._theme.window, 0.62).name()
        for held, sign, words in self._parts:
            has = held in format_.holds
            sign.setPixmap(pixmap("check" if has else "minus", self._theme.accent if has else off, _SIGN))
            words.setStyleSheet(f"color: {self._theme.text if has else off}")
        held_words = [words.text() for held, _, words in self._parts if held in format_.holds]
        others = [words.text() for held, _, words in self._parts if held not in format_.holds]
        told = self.tr("Holds {held}. Does not hold {others}.")
        nothing = self.tr("nothing more")
        self.setAccessibleName(told.format(held=", ".join(held_words) or nothing, others=", ".join(others) or nothing))
