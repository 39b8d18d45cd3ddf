"""The sheet of keys, made from the table of actions and the label set; on the screen, on paper and as a PDF."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPalette, QPdfWriter
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QWidget

from annotator.core.model import Label
from annotator.ui import file_dialogs
from annotator.ui import theme as design
from annotator.ui.action_table import CONTEXT, MENUS
from annotator.ui.actions import plain, text_of
from annotator.ui.dialog_parts import Sheet, button, plain_label
from annotator.ui.key_pages import Section, draw, set_up
from annotator.ui.key_settings import KeyMap, native
from annotator.ui.theme import Theme, ui_font

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

COLUMNS = 4
_TYPE = design.UI_SIZE - 1
_AFTER_LABELS = "&Go"
"""The menu before which the labels stand."""
_FRAME = QSize(40, 60)
"""What the screen keeps free around the dialog, the desktop's frame included."""


def sections(labels: Sequence[Label], language: str, keys: KeyMap) -> list[Section]:
    """The headings of the sheet; a menu within a menu has one of its own, and what has no key is left out."""
    result: list[Section] = []
    for title, rows in MENUS:
        if title == _AFTER_LABELS:
            result.append(_labels(labels, language))
        of_menu: dict[str, list[tuple[str, str]]] = {title: []}
        for spec in rows:
            if spec.id and (shown := keys.shown(spec.id)):
                of_menu.setdefault(spec.submenu or title, []).append((plain(text_of(spec)), shown))
        result += [(plain(QCoreApplication.translate(CONTEXT, name)), keyed) for name, keyed in of_menu.items()]
    return [section for section in result if section[1]]


def columns(all_sections: list[Section], number: int = COLUMNS) -> list[list[Section]]:
    """The sections in columns, in their order, so that the longest column is as short as can be."""
    low, high = max(map(_height, all_sections)), sum(map(_height, all_sections))
    while low < high:
        middle = (low + high) // 2
        if len(_filled_to(all_sections, middle)) <= number:
            high = middle
        else:
            low = middle + 1
    dealt = _filled_to(all_sections, high)
    return dealt + [[] for _ in range(number - len(dealt))]


class ShortcutSheet(Sheet):
    """Every key on one page."""

    change_wanted = Signal()
    """Somebody wants other keys; the sheet is closed by then."""

    def __init__(
        self, labels: Sequence[Label], language: str, keys: KeyMap, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, "shortcutSheet", parent)
        self.set_title(self.tr("Keys"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._sections = sections(labels, language, keys)
        self._page = self._filled(columns(self._sections))
        self._area = QScrollArea(self)
        self._area.setObjectName("shortcutArea")
        self._area.setAccessibleName(self.tr("Keys"))
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(self._page)
        self.body.addWidget(self._area, 1)
        self._add_buttons()
        self._fit()

    def save_pdf(self, path: str) -> bool:
        """Writes the sheet as a PDF of A4 pages; False when that failed, after saying so."""
        writer = QPdfWriter(path)
        set_up(writer)
        writer.setTitle(f"Annotator – {self.windowTitle()}")
        writer.setCreator("Annotator")
        is_written = draw(writer, self.windowTitle(), self._sections)
        if is_written:
            self.say(self.tr("Saved to {path}.").format(path=path), is_trouble=False)
        else:
            self.say(self.tr("{path} could not be written.").format(path=path))
        return is_written

    def print_on(self, printer: QPrinter) -> bool:
        """Prints the sheet; False when the printer did not take it, after saying so."""
        is_printed = draw(printer, self.windowTitle(), self._sections)
        if not is_printed:
            self.say(self.tr("The printer did not take the page."))
        return is_printed

    def _add_buttons(self) -> None:
        theme = self.theme
        change = button("shortcutChange", self.tr("Change keys…"), theme)
        save = button("shortcutPdf", self.tr("Save as PDF…"), theme)
        printed = button("shortcutPrint", self.tr("Print…"), theme)
        close = button("shortcutClose", self.tr("Close"), theme, primary=True)
        change.clicked.connect(self._ask_change)
        save.clicked.connect(self._ask_pdf)
        printed.clicked.connect(self._ask_print)
        close.clicked.connect(self.accept)
        self.add_buttons([change, save, printed], [close])
        close.setFocus()

    def _ask_change(self) -> None:
        self.accept()
        self.change_wanted.emit()

    def _ask_pdf(self) -> None:
        kinds = self.tr("PDF files (*.pdf)")
        name = self.tr("Keys of Annotator")
        path = file_dialogs.save_file(self, self.tr("Save as PDF"), f"{name}.pdf", kinds)
        if path:
            self.save_pdf(path if path.lower().endswith(".pdf") else f"{path}.pdf")

    def _ask_print(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        set_up(printer)
        printer.setDocName(f"Annotator – {self.windowTitle()}")
        dialog = QPrintDialog(printer, self)
        dialog.setObjectName("printDialog")
        dialog.accepted.connect(lambda: self.print_on(printer))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.show()

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
        row.setSpacing(design.XL + design.M)
        for column in dealt:
            row.addLayout(self._column(column), 1)
        return page

    def _column(self, sections_: list[Section]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(design.M)
        grid.setVerticalSpacing(design.XS)
        grid.setColumnStretch(0, 1)
        title_font = ui_font(_TYPE, QFont.Weight.DemiBold)
        row = 0
        for title, rows in sections_:
            if row:
                grid.setRowMinimumHeight(row, design.S)
                row += 1
            grid.addWidget(_coloured(title, title_font, self.theme.accent), row, 0, 1, 2)
            for text, keys in rows:
                row += 1
                grid.addWidget(_coloured(text, ui_font(_TYPE), self.theme.text), row, 0)
                grid.addWidget(_coloured(keys, ui_font(_TYPE), self.theme.muted), row, 1)
            row += 1
        grid.setRowStretch(row, 1)
        return grid


def _labels(labels: Sequence[Label], language: str) -> Section:
    given = [(f"{label.shown} · {label.title(language)}", native((label.key,))) for label in labels if label.key]
    return QCoreApplication.translate("ShortcutSheet", "Labels"), given


def _height(section: Section) -> int:
    return len(section[1]) + 2


def _filled_to(all_sections: list[Section], height: int) -> list[list[Section]]:
    """Columns of at most this height, filled one after the other."""
    result: list[list[Section]] = [[]]
    room = height
    for section in all_sections:
        if result[-1] and _height(section) > room:
            result.append([])
            room = height
        result[-1].append(section)
        room -= _height(section)
    return result


def _coloured(text: str, font: QFont, colour: str) -> QLabel:
    label = plain_label(text)
    label.setFont(font)
    palette = label.palette()
    palette.setColor(QPalette.ColorRole.WindowText, QColor(colour))
    label.setPalette(palette)
    return label
