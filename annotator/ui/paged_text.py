"""The lines of a document in a comfortable column: a read-only plain text edit whose positions are code points.

Nothing is ever read back from the widget: positions go through the page's map, text comes from the document.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QPalette, QTextCursor, QTextDocument
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from annotator.app.open_document import OpenDocument
from annotator.app.session import Session
from annotator.core.line_kinds import HIDDEN, LineKind
from annotator.ui.leading_layout import GUTTER, LeadingLayout, ParagraphStyle
from annotator.ui.page import Page
from annotator.ui.paragraph_styles import paragraph_styles
from annotator.ui.theme import MEASURE, XL, S, Theme, reading_font

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

LEAD = 13.0
"""Pixels above each line for chips."""

_SMALLEST, _LARGEST = -4, 16
"""Steps of zoom."""


class PagedText(QPlainTextEdit):
    """Shows the lines of one document, whole or with what is not the article folded away."""

    laid_out = Signal()
    """Other lines are shown than before."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._page = Page(self, session)
        self._paper: QTextDocument | None = None
        """The Qt document shown, which is the view's own to delete."""
        self.is_raw = False
        self._prefers_raw = False
        """What the reader wants of every document; one that had to be unfolded is folded again at the next."""
        self.zoom = 0
        self._styles = paragraph_styles(reading_font(0), theme)
        self._set_up_text()
        self._fill(None)
        self._set_font()

    @property
    def open_document(self) -> OpenDocument | None:
        """What is shown."""
        return self._page.document

    @property
    def caret(self) -> int:
        """The text cursor's place in code points."""
        return self._page.map.offset(self.textCursor().position())

    @property
    def top(self) -> int:
        """The code point offset of the first paragraph on screen."""
        paragraphs = self._page.map.paragraphs
        return paragraphs[min(self.firstVisibleBlock().blockNumber(), len(paragraphs) - 1)][0]

    def set_raw(self, raw: bool) -> None:
        """Shows every line as it is, or folds away what is not the article; the reader's place is kept."""
        self._prefers_raw = raw
        self._show_raw(raw)

    def set_zoom(self, zoom: int) -> None:
        """Sets the size of the text in steps from the ordinary one; the reader's place is kept."""
        self.zoom = max(_SMALLEST, min(zoom, _LARGEST))
        self._set_font()
        self.refill()

    def refill(self) -> None:
        """Lays the document out anew, at the same place."""
        top, caret = self.top, self.caret
        self._fill(self._page.document)
        self.go_to_top(top)
        self._put_cursor(caret)

    def go_to_top(self, offset: int) -> None:
        """Scrolls so that the paragraph at `offset` is the first on screen, with the text cursor in it."""
        block = self.document().findBlock(self._page.map.position(offset))
        cursor = self.textCursor()
        cursor.setPosition(block.position())
        self.setTextCursor(cursor)
        self.verticalScrollBar().setValue(block.firstLineNumber())

    def go_to(self, start: int, end: int) -> None:
        """Brings `[start, end)` into view, in the middle when it is not there, with the text cursor at its beginning.

        A range in a folded line unfolds the text of this document.
        """
        if not self.is_shown(start, end):
            self._show_raw(True)
        self._page.is_hasty = False
        self._put_cursor(start)
        area = self.viewport().rect().adjusted(0, round(LEAD), 0, -XL)
        if not area.contains(self.cursorRect()):
            self.centerCursor()

    def go_to_middle(self, start: int, end: int) -> None:
        """Brings `[start, end)` into the middle of the view, as far as the article's beginning and end allow."""
        self.go_to(start, end)
        self.centerCursor()

    def is_shown(self, start: int, end: int) -> bool:
        """True when `[start, end)` is not folded away."""
        return self._page.map.is_shown(start, end)

    def select(self, start: int, end: int) -> None:
        """Selects `[start, end)`."""
        cursor = self.textCursor()
        cursor.setPosition(self._page.map.position(start))
        cursor.setPosition(self._page.map.end_position(end), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def clear_selection(self) -> None:
        """Leaves the text cursor at the end of what was selected."""
        cursor = self.textCursor()
        cursor.setPosition(cursor.selectionEnd())
        self.setTextCursor(cursor)

    def offset_at(self, point: QPoint) -> int:
        """The code point offset nearest to a point of the viewport."""
        return self._page.map.offset(self.cursorForPosition(point).position())

    def character_at(self, point: QPoint) -> int:
        """The code point offset of the character under a point, whichever of its halves that is."""
        cursor = self.cursorForPosition(point)
        if self.cursorRect(cursor).left() > point.x() and not cursor.atBlockStart():
            cursor.movePosition(QTextCursor.MoveOperation.PreviousCharacter)
        return self._page.map.offset(cursor.position())

    def folded_lines(self) -> int:
        """How many lines with something in them are folded away."""
        document = self._page.document
        if document is None or self.is_raw:
            return 0
        kinds = (range_.kind for range_ in document.furniture.values())
        return sum(kind in HIDDEN and kind != LineKind.BLANK for kind in kinds)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keeps the column at a comfortable measure in the middle."""
        self._page.forget()
        self._layout.set_line_width(self.viewport().width())
        super().resizeEvent(event)
        self._set_column()

    def _show_raw(self, raw: bool) -> None:
        if raw != self.is_raw:
            self.is_raw = raw
            self.refill()

    def _set_up_text(self) -> None:
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setStyleSheet(self._theme.scroll_bars())
        self.setBackgroundRole(QPalette.ColorRole.Base)

    def _set_font(self) -> None:
        font = reading_font(self.zoom)
        self.setFont(font)
        self._styles = paragraph_styles(font, self._theme)
        self._set_column()

    def _set_column(self) -> None:
        column = round(MEASURE * QFontMetricsF(self.font()).averageCharWidth())
        room = self.width() - self.verticalScrollBar().sizeHint().width()
        side = max(XL, (room - column) // 2) - GUTTER
        margins = self.viewportMargins()
        if (margins.left(), margins.top()) != (side, S):
            self.setViewportMargins(side, S, side, 0)

    def _fill(self, document: OpenDocument | None) -> None:
        """Gives the widget a new Qt document with the lines that are shown."""
        self._page.show(document, self.is_raw)
        paper = QTextDocument(self)
        paper.setUndoRedoEnabled(False)
        paper.setDefaultFont(QFont(self.font()))
        layout = LeadingLayout(paper, LEAD, self._style_of, self._page.room)
        layout.set_line_width(self.viewport().width())
        paper.setDocumentLayout(layout)
        paper.setPlainText(self._page.map.shown)
        self._layout = layout
        with layout.held():
            self.setDocument(paper)
        if self._paper is not None:
            self._paper.deleteLater()
        self._paper = paper
        self.laid_out.emit()

    def _style_of(self, number: int) -> ParagraphStyle:
        style = self._styles[self._page.kind(number)]
        return style._replace(after=0) if self._page.goes_on(number) else style

    def _put_cursor(self, offset: int) -> None:
        cursor = self.textCursor()
        cursor.setPosition(self._page.map.position(offset))
        self.setTextCursor(cursor)
