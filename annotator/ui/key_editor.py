"""The page on which keys are changed: every act with its keys, and a field that takes a new one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from annotator.core.model import Label
from annotator.core.palette_match import score, words_of
from annotator.ui.action_table import CONTEXT, MENUS, SUBMENUS
from annotator.ui.actions import Actions, plain, text_of
from annotator.ui.dialog_parts import Sheet, button
from annotator.ui.key_capture import KeyCapture
from annotator.ui.key_settings import FIXED, Refusal, native
from annotator.ui.theme import RADIUS, XS, M, S, Theme, ui_font
from annotator.ui.words_field import WordsField

_ID = Qt.ItemDataRole.UserRole
_NAME, _KEYS, _MENU = range(3)


class KeyEditor(Sheet):
    """Changes keys; every change acts at once and is kept. `labels` are those whose keys acts may not take."""

    def __init__(self, actions: Actions, labels: Sequence[Label], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "keyEditor", parent)
        self.set_title(self.tr("Change keys"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._actions = actions
        self._labels = labels
        self._is_adding = False
        self._names = {spec.id: plain(text_of(spec)) for _, rows in MENUS for spec in rows if spec.id}
        self.filter = WordsField("keyFilter", theme)
        self.table = _Table(self)
        self.capture = KeyCapture()
        self._build()
        self._fill()
        self._connect()
        self.filter.setFocus()

    def select(self, id_: str) -> None:
        """Goes to the row of an act."""
        for row in range(self.table.rowCount()):
            if self._id(row) == id_:
                self.table.setCurrentCell(row, _NAME)

    def _build(self) -> None:
        self.filter.explain(self.tr("Find an act or a key"))
        self.body.addWidget(self.filter)
        self.table.setHorizontalHeaderLabels([self.tr("Act"), self.tr("Keys"), self.tr("Menu")])
        self.table.setAccessibleName(self.tr("Acts and their keys"))
        self.table.setStyleSheet(_table_style(self.theme))
        self.body.addWidget(self.table, 1)
        self.capture.setObjectName("keyCapture")
        self.capture.setAccessibleName(self.tr("New key"))
        row = QHBoxLayout()
        row.setSpacing(S)
        row.addWidget(self.capture, 1)
        texts = {"Set": self.tr("New key"), "Add": self.tr("One more key"), "None": self.tr("No key"),
                 "Reset": self.tr("Reset")}  # fmt: skip
        self._buttons_ = {name: button(f"key{name}", text, self.theme) for name, text in texts.items()}
        for each in self._buttons_.values():
            each.setAutoDefault(False)
            row.addWidget(each)
        self.body.addLayout(row)
        self._all = button("keyResetAll", self.tr("Reset all"), self.theme)
        self._close = button("keyClose", self.tr("Close"), self.theme, primary=True)
        self.add_buttons([self._all], [self._close])
        self._close.setDefault(False)
        self.resize(QSize(900, 660))

    def _connect(self) -> None:
        self.filter.textChanged.connect(self._show_found)
        self.filter.returnPressed.connect(self._enter_table)
        self.table.currentCellChanged.connect(self._show_current)
        self.table.cellDoubleClicked.connect(self._listen)
        self.table.chosen.connect(self._listen)
        self.capture.pressed.connect(self._take)
        self.capture.given_up.connect(self._stop)
        self._buttons_["Set"].clicked.connect(self._listen)
        self._buttons_["Add"].clicked.connect(self._listen_for_more)
        self._buttons_["None"].clicked.connect(self._clear)
        self._buttons_["Reset"].clicked.connect(self._reset)
        self._all.clicked.connect(self._reset_all)
        self._close.clicked.connect(self.accept)
        self.table.setCurrentCell(0, _NAME)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrow down leads from the filter to the list."""
        if event.key() == Qt.Key.Key_Down and self.filter.hasFocus():
            self._enter_table()
        else:
            super().keyPressEvent(event)

    def _fill(self) -> None:
        rows = [(title, spec) for title, specs in MENUS for spec in specs if spec.id and spec.id not in SUBMENUS]
        self.table.setRowCount(len(rows))
        for row, (title, spec) in enumerate(rows):
            place = [plain(QCoreApplication.translate(CONTEXT, each)) for each in (title, spec.submenu) if each]
            for column, text in ((_NAME, self._names[spec.id]), (_KEYS, ""), (_MENU, " › ".join(place))):
                item = QTableWidgetItem(text)
                item.setData(_ID, spec.id)
                self.table.setItem(row, column, item)
            self.table.cell(row, _MENU).setForeground(QColor(self.theme.muted))
            self._show_keys(row)

    def _show_keys(self, row: int) -> None:
        id_ = self._id(row)
        is_changed = self._actions.keys.is_changed(id_)
        item = self.table.cell(row, _KEYS)
        item.setText(native(self._actions.keys.of(id_)))
        item.setForeground(QColor(self.theme.accent if is_changed else self.theme.text))
        item.setFont(ui_font(weight=ui_font().Weight.DemiBold) if is_changed else ui_font())

    def _show_all_keys(self) -> None:
        for row in range(self.table.rowCount()):
            self._show_keys(row)
        self._show_current()

    def _show_found(self) -> None:
        """The acts whose name, menu or keys hold what is typed."""
        typed = self.filter.text().strip()
        words = words_of(typed)
        for row in range(self.table.rowCount()):
            name = " ".join(self.table.cell(row, column).text() for column in (_NAME, _MENU))
            keys = self.table.cell(row, _KEYS).text().casefold().split()
            is_found = not typed or typed.casefold() in keys or score(words, words_of(name)) > 0
            self.table.setRowHidden(row, not is_found)
        shown = [row for row in range(self.table.rowCount()) if not self.table.isRowHidden(row)]
        if shown and self.table.isRowHidden(max(0, self.table.currentRow())):
            self.table.setCurrentCell(shown[0], _NAME)
        self._show_current()

    def _enter_table(self) -> None:
        self.table.setFocus(Qt.FocusReason.TabFocusReason)

    def _show_current(self, *_cells: int) -> None:
        """What can be done with the act in the current row."""
        id_ = self._current()
        is_free = bool(id_) and id_ not in FIXED
        for each in self._buttons_.values():
            each.setEnabled(is_free)
        keys = self._actions.keys
        self._buttons_["None"].setEnabled(is_free and bool(keys.of(id_)))
        self._buttons_["Reset"].setEnabled(is_free and keys.is_changed(id_))
        self._all.setEnabled(bool(keys.changed))
        name = self._names.get(id_, "")
        fixed = self.tr("{act} keeps its key.").format(act=name)
        ready = self.tr("{act}: Enter or a double click, then the new key").format(act=name)
        self.capture.setText((ready if is_free else fixed) if id_ else "")
        self.capture.setCursorPosition(0)

    def _listen(self, *_cell: int) -> None:
        self._begin(is_adding=False)

    def _listen_for_more(self) -> None:
        self._begin(is_adding=True)

    def _begin(self, is_adding: bool) -> None:
        id_ = self._current()
        if not id_ or id_ in FIXED:
            return
        self._is_adding = is_adding
        self.say("")
        self.capture.setText(self.tr("Press the new key of {act}; Esc leaves it").format(act=self._names[id_]))
        self.capture.setCursorPosition(0)
        self.capture.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self, key: str) -> None:
        id_ = self._current()
        refused = self._actions.keys.refusal(id_, key, self._labels)
        if refused is not None:
            self.say(self._sentence(key, refused))
            return
        before = self._actions.keys.of(id_) if self._is_adding else ()
        self._actions.change_keys(id_, [*before, key])
        self._changed()

    def _stop(self) -> None:
        """The keyboard goes back to the list, unless it went elsewhere by itself."""
        if self.capture.hasFocus():
            self._enter_table()
        self._show_current()

    def _clear(self) -> None:
        self._actions.change_keys(self._current(), [])
        self._changed()

    def _reset(self) -> None:
        id_ = self._current()
        refused = self._actions.reset_keys(id_, self._labels)
        if refused is None:
            self._changed()
        else:
            first = next(spec.keys for _, rows in MENUS for spec in rows if spec.id == id_)
            self.say(self._sentence(first[0], refused))

    def _reset_all(self) -> None:
        self._actions.reset_all_keys()
        self._changed()

    def _changed(self) -> None:
        self.say("")
        self._enter_table()
        self._show_all_keys()

    def _sentence(self, key: str, refused: Refusal) -> str:
        """Why an act cannot have a key, in words."""
        sentences = {
            "act": self.tr("{key} belongs to “{other}”; give that another key first."),
            "label": self.tr("{key} is the key of the label {other}."),
            "digit": self.tr("{key} is kept for labels: digits are theirs."),
            "system": self.tr("{key} is kept for the system, the menus or moving in the text."),
            "window": self.tr("{key} alone acts in the text only; this act needs Ctrl, Alt or a function key."),
            "typing": self.tr("{key} is kept for editing in fields."),
        }
        other = self._names.get(refused.other, refused.other)
        return sentences[refused.reason].format(key=native([key]), other=other)

    def _current(self) -> str:
        row = self.table.currentRow()
        return "" if row < 0 or self.table.isRowHidden(row) else self._id(row)

    def _id(self, row: int) -> str:
        return str(self.table.cell(row, _NAME).data(_ID))


class _Table(QTableWidget):
    """A quiet list of rows with three columns; Enter chooses the current one."""

    chosen = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(0, 3, parent)
        self.setObjectName("keyTable")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + M)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Stretch)
        header.resizeSection(_KEYS, 170)
        header.resizeSection(_MENU, 210)

    def cell(self, row: int, column: int) -> QTableWidgetItem:
        """What stands in a row that there is."""
        item = self.item(row, column)
        if item is None:
            raise IndexError(row, column)
        return item

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses; the rest moves, as in every list."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.chosen.emit()
        else:
            super().keyPressEvent(event)


def _table_style(theme: Theme) -> str:
    return (
        f"QTableWidget {{ background: {theme.surface}; color: {theme.text}; border: 1px solid {theme.border};"
        f" border-radius: {RADIUS}px; outline: none; }}"
        f"QTableWidget:focus {{ border-color: {theme.accent}; }}"
        f"QTableWidget::item {{ padding: 0 {S}px; border: none; }}"
        f"QTableWidget::item:selected {{ background: {theme.selection}; color: {theme.text}; }}"
        f"QHeaderView::section {{ background: {theme.surface}; color: {theme.muted}; border: none;"
        f" border-bottom: 1px solid {theme.border}; padding: {XS}px {S + 3}px; }}" + theme.scroll_bars()
    )
