"""The command palette: every act, label and article by typing a few letters, in either language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QObject, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QCursor, QInputMethodEvent, QKeyEvent, QKeySequence, QPainter, QPalette
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QListView, QVBoxLayout, QWidget
from shiboken6 import isValid

from annotator.app.session import Session
from annotator.ui import theme as design
from annotator.ui.actions import Actions
from annotator.ui.palette_delegate import PaletteDelegate
from annotator.ui.palette_entries import Entry, acts_in_view
from annotator.ui.palette_model import PaletteModel, Row, can_choose, key_of, spoken
from annotator.ui.theme import Theme, ui_font
from annotator.ui.words_field import WordsField

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent, QPaintEvent

_WIDTH, _ROWS = 660, 12
_TOP = 56
"""Pixels between the top of the window and the palette."""
_REMEMBERED = 12
_SHADOW = 14
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Palette(QWidget):
    """Lies over the whole window, so that a click beside the panel closes it and nothing else gets it.

    Enter or a click does what is chosen, Escape leaves; the keyboard goes back to where it was.
    """

    def __init__(self, actions: Actions, session: Session, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self._actions = actions
        self._session = session
        self._theme = theme
        self._before = QApplication.focusWidget()
        self._chosen: str | int | None = None
        """What the arrow keys or the mouse have gone to; None is the first row that can be chosen."""
        self._composed = ""
        """What an input method is about to write, which counts as typed."""
        self._rows = 1
        """For how many rows there is room."""
        self._mouse = QCursor.pos()
        """Where the mouse was when the rows were shown: it points at a row only when it is moved."""
        self.setObjectName("palette")
        self.setAccessibleName(self.tr("Find an act or an article"))
        self.panel = QFrame(self)
        self.field = WordsField("paletteField", theme)
        self.list = QListView()
        self.model = PaletteModel(actions, session, self)
        self._build()
        self.field.textChanged.connect(self._search)
        self._compose = QTimer(self, interval=0, singleShot=True)
        self._compose.timeout.connect(self._search)
        self.model.grown.connect(self._choose)
        # Queued, because the act may open a loop of its own in which the list goes, and Qt is still at the click then.
        self.list.clicked.connect(self._run, Qt.ConnectionType.QueuedConnection)
        self.list.entered.connect(self._point)
        parent.installEventFilter(self)
        self.field.installEventFilter(self)

    def open(self) -> None:
        """Shows it over its window, with the keyboard in its field."""
        for other in self._window.findChildren(Palette):
            if other is not self:
                other.close_up()
        self._search()
        self._place()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_up(self) -> None:
        """Takes it away; the keyboard goes back to where it was."""
        if self.isHidden():
            return
        self._window.removeEventFilter(self)
        self.hide()
        if self._before is not None and isValid(self._before):
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)
        self.deleteLater()

    @property
    def chosen(self) -> Row | None:
        """What Enter would do or open."""
        index = self.list.currentIndex()
        return self.model.rows[index.row()] if index.isValid() else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the field that move in the list, and the window's size."""
        if watched is self._window:
            if event.type() == QEvent.Type.Resize:
                self._place()
        elif event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # the acts of the window wait until the palette is closed
            return True
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._take_key(event)
        elif event.type() == QEvent.Type.InputMethod and isinstance(event, QInputMethodEvent):
            self._composed = event.preeditString()
            self._compose.start()  # when the field has taken what was written
        return super().eventFilter(watched, event)

    def focusNextPrevChild(self, _is_next: bool) -> bool:
        """The keyboard stays in the field."""
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the panel leaves."""
        if not self.panel.geometry().contains(event.position().toPoint()):
            self.close_up()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The window a little darker, and the panel's shadow."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(0, 0, 0, 64 if self._theme.is_dark else 26))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, 16 if self._theme.is_dark else 6))
        for grown in range(_SHADOW, 0, -2):
            rect = QRectF(self.panel.geometry()).adjusted(-grown, 4 - grown, grown, 4 + grown)
            painter.drawRoundedRect(rect, design.RADIUS + grown, design.RADIUS + grown)

    def _build(self) -> None:
        theme = self._theme
        self.panel.setObjectName("palettePanel")
        self.panel.setStyleSheet(
            f"QFrame#palettePanel {{ background: {theme.surface}; border: 1px solid {theme.border};"
            f" border-radius: {design.RADIUS + 4}px; }}"
        )
        self.field.explain(self.tr("Find an act or an article"))
        self.field.setFont(ui_font(design.UI_SIZE + 2))
        delegate = PaletteDelegate(self.model, theme, self.list)
        self._row_height = delegate.row_height
        self.list.setObjectName("paletteList")
        self.list.setAccessibleName(self.tr("Acts and articles"))
        self.list.setModel(self.model)
        self.list.setItemDelegate(delegate)
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMouseTracking(True)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setStyleSheet(theme.scroll_bars())
        self.list.viewport().setAutoFillBackground(True)
        column = QVBoxLayout(self._opaque())
        column.setContentsMargins(design.S, design.S, design.S, design.XS)
        column.setSpacing(design.S)
        column.addWidget(self.field)
        column.addWidget(self.list, 1)

    def _opaque(self) -> QWidget:
        """The inside of the panel, off its round corners: what is drawn on it needs nothing below drawn anew."""
        inside = QWidget(self.panel)
        palette = inside.palette()
        palette.setColor(QPalette.ColorRole.Window, QColor(self._theme.surface))
        inside.setPalette(palette)
        inside.setAutoFillBackground(True)
        outer = QVBoxLayout(self.panel)
        outer.setContentsMargins(design.XS, design.XS, design.XS, design.XS)
        outer.addWidget(inside)
        return inside

    def _place(self) -> None:
        """At the top middle of the window, as high as its rows need; lower only when all articles are looked at."""
        window = self._window.rect()
        self.setGeometry(window)
        width = min(_WIDTH, window.width() - 2 * design.XL)
        frame = self.field.sizeHint().height() + 2 * design.M + design.S + 4
        rows = max(1, min(_ROWS, len(self.model.rows)))
        self._rows = rows if self.model.is_complete else max(rows, self._rows)
        height = min(frame + self._rows * self._row_height, window.height() - _TOP - design.XL)
        place = QRect((window.width() - width) // 2, min(_TOP, window.height() // 8), width, height)
        if place != self.panel.geometry():
            bared = self.panel.geometry().united(place).adjusted(-_SHADOW, -_SHADOW, _SHADOW, _SHADOW + 4)
            self.panel.setGeometry(place)
            self.update(bared)

    def _search(self, *_text: str) -> None:
        text, at = self.field.text(), self.field.cursorPosition()
        self._chosen = None
        self._mouse = QCursor.pos()
        self.model.search(text[:at] + self._composed + text[at:])
        self._choose()

    def _choose(self) -> None:
        """Goes to what was chosen, or to the first row that can be."""
        rows = self.model.rows
        self._place()
        possible = [row for row in range(len(rows)) if can_choose(rows[row])]
        same = (row for row in possible if self._chosen is not None and key_of(rows[row]) == self._chosen)
        found = next(same, possible[0] if possible else -1)
        self._go_to(found)
        if possible and found == possible[0]:
            self.list.scrollToTop()

    def _go_to(self, row: int) -> None:
        index = self.model.index(row) if row >= 0 else QModelIndex()
        self.list.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if index.isValid():
            self.list.scrollTo(index)

    def _take_key(self, event: QKeyEvent) -> bool:
        """True for keys that are not the field's own."""
        steps = {
            Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: 1 - _ROWS, Qt.Key.Key_PageDown: _ROWS - 1,
        }  # fmt: skip
        key = Qt.Key(event.key())
        if key in steps:
            self._step(steps[key])
        elif key == Qt.Key.Key_Escape or self._is_own_key(event):
            self.close_up()
        elif key in _ENTER:
            if not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
                self._run(self.list.currentIndex())
        else:
            return key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        return True

    def _is_own_key(self, event: QKeyEvent) -> bool:
        return QKeySequence(event.keyCombination()) in self._actions.by_id["help.palette"].shortcuts()

    def _step(self, by: int) -> None:
        """Up and down among the rows that can be chosen, round and round by single steps."""
        possible = [place for place, row in enumerate(self.model.rows) if can_choose(row)]
        if not possible:
            return
        now = self.list.currentIndex().row()
        at = possible.index(now) if now in possible else -1
        last = len(possible) - 1
        wanted = (at + by) % len(possible) if abs(by) == 1 else min(max(at + by, 0), last)
        self._take(possible[wanted])
        if wanted == 0:
            self.list.scrollToTop()

    def _point(self, index: QModelIndex) -> None:
        """The mouse over a row goes to it."""
        if QCursor.pos() != self._mouse and can_choose(self.model.rows[index.row()]):
            self._chosen = key_of(self.model.rows[index.row()])
            self.list.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _take(self, row: int) -> None:
        self._chosen = key_of(self.model.rows[row])
        self._go_to(row)
        self._say(spoken(self.model.rows[row]))

    def _run(self, index: QModelIndex) -> None:
        row = self.model.rows[index.row()] if index.isValid() else ""
        if isinstance(row, Entry):
            if row.is_enabled:
                self._act(row)
        elif not isinstance(row, str):
            self._session.open_document(row.id)
            self._before = self._actions.view
            self.close_up()

    def _act(self, entry: Entry) -> None:
        """Does an act with the keyboard where the act's own key would need it."""
        settings = self._actions.settings
        settings.palette = [entry.id, *(id_ for id_ in settings.palette if id_ != entry.id)][:_REMEMBERED]
        if acts_in_view(entry.action):
            self._before = self._actions.view
        self.close_up()
        entry.action.trigger()

    def _say(self, text: str) -> None:
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.field, text))
