"""The window itself: what it remembers of its look, what is dropped on it, and the content it holds.

It is light on purpose: it is shown with the first rows of the project before the content's modules are loaded.
"""

from __future__ import annotations

import base64
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSize, QTimer, Signal
from PySide6.QtWidgets import QMainWindow

from annotator.app.settings import Settings
from annotator.storage.first_page import FirstPage
from annotator.ui.first_paint import FirstPaint
from annotator.ui.theme import THEMES, Theme

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent

    from annotator.ui.actions import Actions
    from annotator.ui.content import Content
    from annotator.ui.desk import Desk


_SIZE = QSize(1280, 820)
_SMALLEST = QSize(1200, 640)
"""What three panes need, on whatever screen."""

_FRAME = QSize(0, 40)
"""What the desktop's frame takes of the screen."""


class MainWindow(QMainWindow):
    """One project at a time. Theme and language are fixed for a content; for others it is made anew."""

    closing = Signal()
    look_changed = Signal()
    """Theme or language were switched in the settings: the program loads what belongs to them and recomposes."""
    files_dropped = Signal(list)
    """Paths of files and folders that were dropped on the window."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.settings = settings
        self.content: Content | None = None
        self._make: Callable[[], Content] | None = None
        self.setObjectName("mainWindow")
        self.setWindowTitle("Annotator")
        self.restoreGeometry(QByteArray(base64.b64decode(settings.geometry)))
        wanted = self.size() if settings.geometry else _SIZE
        self.resize(wanted.boundedTo(self.screen().availableSize().expandedTo(_SMALLEST) - _FRAME))

    @property
    def theme(self) -> Theme:
        """The theme of the settings."""
        return THEMES.get(self.settings.theme, THEMES["light"])

    @property
    def desk(self) -> Desk:
        """What lies in the window."""
        return self._the_content().desk

    @property
    def actions_(self) -> Actions:
        """The acts a person can ask for."""
        return self._the_content().actions

    def show_first(self, page: FirstPage) -> FirstPaint:
        """Puts the first rows into the window, for the time that the rest takes to load."""
        first = FirstPaint(page, self.settings.panes, self.settings.language, self.theme)
        self.setCentralWidget(first)
        return first

    def compose(self, make: Callable[[], Content]) -> None:
        """Puts the content that `make` builds into the window; `make` is kept for building it anew."""
        self._make = make
        self.content = make()
        self.setAcceptDrops(True)

    def recompose(self) -> None:
        """Builds the content anew for another theme or language, at the same place and span of the same article."""
        if self.content is None or self._make is None:
            return
        old = self.content
        place, page = old.desk.place, old.desk.bench.shown
        old.keep()
        old.take_down()
        self.compose(self._make)
        if place is not None:
            place.show(self.desk.view)
        if page:
            self.desk.bench.show_page(page)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keeps place and look; nothing else needs saving, every edit is saved already."""
        if self.content is not None:
            self.content.keep()
        self.settings.geometry = base64.b64encode(self.saveGeometry().data()).decode()
        self.closing.emit()
        super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files and folders may be dropped on a project that can be written."""
        if event.mimeData().hasUrls() and self.content is not None and self.content.is_writable:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Imports what is dropped."""
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        QTimer.singleShot(0, self, lambda: self.files_dropped.emit(paths))

    def _the_content(self) -> Content:
        if self.content is None:
            raise RuntimeError("the window has no content yet")
        return self.content
