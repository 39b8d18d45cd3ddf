"""The sheet of keys, made from the table of actions and the label set."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QColor, QFont, QKeySequence, QPalette
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from annotator.core.model import Label
from annotator.ui import theme as design
from annotator.ui.actions import CONTEXT, MENUS, plain, text_of
from annotator.ui.theme import Theme, ui_font

Section = tuple[str, list[tuple[str, str]]]


def sections(labels: list[Label], language: str) -> list[Section]:
    """The headings of the sheet, each with its acts and their keys as they are shown."""
    result: list[Section] = []
    for title, rows in MENUS:
        keyed = [(plain(text_of(spec)), "  ".join(_native(key) for key in spec.keys)) for spec in rows if spec.keys]
        result.append((plain(QCoreApplication.translate(CONTEXT, title)), keyed))
    given = [(f"{label.name} · {label.title(language)}", _native(label.key)) for label in labels if label.key]
    result.insert(4, (QCoreApplication.translate("ShortcutSheet", "Labels"), given))
    return [section for section in result if section[1]]


class ShortcutSheet(QDialog):
    """Every key on one page."""

    def __init__(self, labels: list[Label], language: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("shortcutSheet")
        self.setWindowTitle(self.tr("Keys"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        page = QWidget()
        columns = QHBoxLayout(page)
        columns.setContentsMargins(design.L, design.L, design.L, design.L)
        columns.setSpacing(2 * design.XL)
        halves: tuple[list[Section], list[Section]] = ([], [])
        for section in sections(labels, language):
            halves[sum(len(s[1]) + 2 for s in halves[0]) > sum(len(s[1]) + 2 for s in halves[1])].append(section)
        for half in halves:
            columns.addLayout(self._column(half))
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(page)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(area)
        column.addWidget(buttons)
        self.resize(760, 640)

    def _column(self, sections_: list[Section]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(design.XL)
        grid.setVerticalSpacing(6)
        row = 0
        for title, rows in sections_:
            grid.addWidget(
                self._text(title, ui_font(design.UI_SIZE, QFont.Weight.DemiBold), self._theme.accent), row, 0, 1, 2
            )
            for text, keys in rows:
                row += 1
                grid.addWidget(self._text(text, ui_font(), self._theme.text), row, 0)
                grid.addWidget(self._text(keys, ui_font(), self._theme.muted), row, 1)
            row += 1
            grid.setRowMinimumHeight(row, design.M)
            row += 1
        grid.setRowStretch(row, 1)
        return grid

    def _text(self, text: str, font: QFont, colour: str) -> QLabel:
        label = QLabel(text, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setFont(font)
        palette = label.palette()
        palette.setColor(QPalette.ColorRole.WindowText, QColor(colour))
        label.setPalette(palette)
        return label


def _native(key: str) -> str:
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
