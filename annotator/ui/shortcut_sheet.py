"""The sheet of keys, made from the table of actions and the label set."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QColor, QFont, QKeySequence, QPalette
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QWidget

from annotator.core.model import Label
from annotator.ui import theme as design
from annotator.ui.actions import CONTEXT, MENUS, key_sequence, plain, text_of
from annotator.ui.dialog_parts import Sheet, button, plain_label
from annotator.ui.theme import Theme, ui_font

Section = tuple[str, list[tuple[str, str]]]

COLUMNS = 3
_FRAME = QSize(40, 60)
"""What the screen keeps free around the dialog, the desktop's frame included."""


def sections(labels: list[Label], language: str) -> list[Section]:
    """The headings of the sheet, each with its acts and their keys as they are shown."""
    result: list[Section] = []
    for title, rows in MENUS:
        keyed = [(plain(text_of(spec)), keys_text(spec.keys)) for spec in rows if spec.keys]
        result.append((plain(QCoreApplication.translate(CONTEXT, title)), keyed))
    given = [(f"{label.name} · {label.title(language)}", keys_text((label.key,))) for label in labels if label.key]
    result.insert(4, (QCoreApplication.translate("ShortcutSheet", "Labels"), given))
    return [section for section in result if section[1]]


def keys_text(keys: tuple[str, ...]) -> str:
    """Keys as the interface's language and the system name them; the two keys called Enter are named once."""
    native = QKeySequence.SequenceFormat.NativeText
    named = (key_sequence(key.replace("Return", "Enter")).toString(native) for key in keys)
    return "   ".join(dict.fromkeys(named))


def columns(all_sections: list[Section]) -> list[list[Section]]:
    """The sections dealt out so that no column is much longer than the others."""
    result: list[list[Section]] = [[] for _ in range(COLUMNS)]
    for section in all_sections:
        shortest = min(result, key=lambda column: sum(len(rows) + 2 for _, rows in column))
        shortest.append(section)
    return result


class ShortcutSheet(Sheet):
    """Every key on one page."""

    def __init__(self, labels: list[Label], language: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "shortcutSheet", parent)
        self.set_title(self.tr("Keys"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._page = self._filled(columns(sections(labels, language)))
        self._area = QScrollArea(self)
        self._area.setObjectName("shortcutArea")
        self._area.setAccessibleName(self.tr("Keys"))
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(self._page)
        self.body.addWidget(self._area, 1)
        close = button("shortcutClose", self.tr("Close"), theme, primary=True)
        close.clicked.connect(self.accept)
        self.add_buttons([], [close])
        close.setFocus()
        self._fit()

    def _fit(self) -> None:
        """As large as the page needs, as far as the screen goes."""
        wanted = self.sizeHint() - self._area.sizeHint() + self._page.sizeHint()
        room = self.screen().availableSize() - _FRAME
        scroll = self._area.verticalScrollBar().sizeHint().width() if wanted.height() > room.height() else 0
        self.resize((wanted + QSize(scroll, 0)).boundedTo(room))

    def _filled(self, dealt: list[list[Section]]) -> QWidget:
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * design.XL)
        for column in dealt:
            row.addLayout(self._column(column), 1)
        return page

    def _column(self, sections_: list[Section]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(design.XL)
        grid.setVerticalSpacing(design.XS)
        grid.setColumnStretch(0, 1)
        title_font = ui_font(design.UI_SIZE, QFont.Weight.DemiBold)
        row = 0
        for title, rows in sections_:
            if row:
                grid.setRowMinimumHeight(row, design.S)
                row += 1
            grid.addWidget(_coloured(title, title_font, self.theme.accent), row, 0, 1, 2)
            for text, keys in rows:
                row += 1
                grid.addWidget(_coloured(text, ui_font(), self.theme.text), row, 0)
                grid.addWidget(_coloured(keys, ui_font(), self.theme.muted), row, 1)
            row += 1
        grid.setRowStretch(row, 1)
        return grid


def _coloured(text: str, font: QFont, colour: str) -> QLabel:
    label = plain_label(text)
    label.setFont(font)
    palette = label.palette()
    palette.setColor(QPalette.ColorRole.WindowText, QColor(colour))
    label.setPalette(palette)
    return label
