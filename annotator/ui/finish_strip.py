"""A line over the text when the last suggestion of an article is answered: one key marks it done and opens the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QColor, QPainter, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from annotator.app.finished import Finished
from annotator.app.session import Session
from annotator.app.settings import Settings
from annotator.ui import theme as design
from annotator.ui.icons import icon, pixmap
from annotator.ui.next_order import NextOrder
from annotator.ui.theme import Theme, ui_font

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PICTURE = 18


def is_plain_enter(event: QKeyEvent) -> bool:
    """True for Enter by itself; while it is held down it comes again, which is for the caller to look at."""
    return event.key() in ENTER and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier


class FinishGuide(QObject):
    """Shows the line over the text and takes Enter there while it is shown."""

    def __init__(
        self, session: Session, settings: Settings, view: QWidget, theme: Theme, done: QAction, following: QAction
    ) -> None:
        super().__init__(view)
        self._session = session
        self._settings = settings
        self._view = view
        self._theme = theme
        self._done = done
        self._following = following
        self._strip: FinishStrip | None = None
        self._is_held = False
        """Whether the Enter that finished an article is still down: what it repeats is no answer in the next one."""
        self._finished = Finished(session, self)
        self._finished.changed.connect(self._show)
        view.installEventFilter(self)

    def finish(self) -> None:
        """Marks the article done, opens the next and goes to the first suggestion there."""
        before, self._is_held = self._session.document, True
        self._done.trigger()
        if self._session.document is not before:
            self._view.setFocus()
            self._following.trigger()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Enter is taken before the text's own keys, but not while it is held down from the last answer."""
        if event.type() == QEvent.Type.Resize:
            if self._strip is not None:
                self._strip.place()
        elif event.type() in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            return self._take(event, is_press=event.type() == QEvent.Type.KeyPress)  # type: ignore[arg-type]
        elif event.type() == QEvent.Type.KeyRelease and not event.isAutoRepeat():  # type: ignore[attr-defined]
            self._is_held = False
        return False

    def _take(self, event: QKeyEvent, is_press: bool) -> bool:
        """Whether a key is taken from the text; it acts when it is pressed, not when it is asked for beforehand."""
        is_enter, is_so = is_plain_enter(event), self._finished.is_so
        if is_enter and event.isAutoRepeat() and (is_so or self._is_held):
            event.accept()
            return True
        if not is_so or not (is_enter or event.key() == Qt.Key.Key_Escape):
            return False
        event.accept()
        if is_press and is_enter:
            self.finish()
        elif is_press:
            self._finished.forget()
        return True

    def _show(self, is_so: bool) -> None:
        parent, queue = self._view.parentWidget(), self._view.window().findChild(QWidget, "queuePage")
        is_shown = is_so and (queue is None or not queue.isVisible())  # the queue says the same below
        if is_shown and self._strip is None and parent is not None:
            self._strip = FinishStrip(self._settings, self._theme, parent)
            self._strip.finish_wanted.connect(self.finish)
            self._strip.closed.connect(self._finished.forget)
        if self._strip is not None:
            self._strip.order.refresh()
            self._strip.setVisible(is_shown)
            self._strip.place()
            self._strip.raise_()


class FinishStrip(QFrame):
    """What is so, what Enter does about it, and which article comes next."""

    finish_wanted = Signal()
    closed = Signal()

    def __init__(self, settings: Settings, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("finishStrip")
        said = QLabel(self.tr("No open suggestion left"), self)
        said.setTextFormat(Qt.TextFormat.PlainText)
        said.setFont(ui_font())
        self.finish = finish_button("finishDone", theme, self)
        self.finish.clicked.connect(self.finish_wanted)
        self.order = NextOrder(settings, theme, "finishOrder", self)
        cross = QToolButton(self)
        cross.setObjectName("finishClose")
        cross.setAccessibleName(self.tr("Close"))
        cross.setIcon(icon("close", theme.muted, theme.border))
        cross.setIconSize(QSize(14, 14))
        cross.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        cross.setStyleSheet(theme.flat_buttons())
        cross.clicked.connect(self.closed)
        self.setAccessibleName(said.text())
        row = QHBoxLayout(self)
        row.setContentsMargins(design.M + _PICTURE + design.S, design.XS + 2, design.S, design.XS + 2)
        row.setSpacing(design.M)
        for widget in (said, self.finish, self.order, cross):
            row.addWidget(widget)
        self.hide()

    def place(self) -> None:
        """Lies at the bottom of its parent, in the middle; above what is said there at the same time."""
        parent = self.parentWidget()
        if parent is None:
            return
        notice = parent.findChild(QLabel, "notice")
        is_said = notice is not None and notice.isVisible()
        room = parent.width() - 2 * design.M
        self.order.show()
        if self.sizeHint().width() > room:
            self.order.hide()
        size = self.sizeHint()
        width = min(size.width(), room)
        bottom = (notice.y() - design.S) if is_said and notice is not None else parent.height() - design.XL
        self.setGeometry((parent.width() - width) // 2, bottom - size.height(), width, size.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A quiet card with a tick."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._theme.accent), 1))
        painter.setBrush(QColor(self._theme.surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), design.RADIUS, design.RADIUS)
        top = (self.height() - _PICTURE) // 2
        painter.drawPixmap(design.M, top, pixmap("check-circle", self._theme.accent, _PICTURE))
        painter.end()


def finish_button(name: str, theme: Theme, parent: QWidget) -> QPushButton:
    """The button that does what Enter does."""
    button = QPushButton(QCoreApplication.translate("FinishStrip", "Enter: done, open the next"), parent)
    button.setObjectName(name)
    button.setAccessibleName(button.text())
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setStyleSheet(theme.buttons(primary=True) + f"QPushButton {{ padding: {design.XS}px {design.M}px; }}")
    return button
