"""The text of the open document with its spans: what is selected, what is current, painting and the mouse.

A selection is shown and used as what it snaps to.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QGuiApplication, QPainter, QPalette, QTextCursor
from PySide6.QtWidgets import QToolTip, QWidget

from annotator.app.open_document import OpenDocument
from annotator.app.session import Session
from annotator.core.edits import Edit
from annotator.core.model import Span
from annotator.core.selection import SnapUnit, snap
from annotator.ui import span_painter
from annotator.ui.arcs import Arcs
from annotator.ui.keyed_text import KeyedText
from annotator.ui.page import Range
from annotator.ui.plain import plain_tip
from annotator.ui.reading_mouse import EdgeDrag, is_inside, picked, word_at
from annotator.ui.span_texts import hover_text
from annotator.ui.theme import Theme, mixed

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent

_FOUND = "#f2b705"
_FINENESS = (SnapUnit.WORD, SnapUnit.SYLLABLE, SnapUnit.CHARACTER)


class ReadingView(KeyedText):
    """Shows one document; tells what is selected and which span is current."""

    current_changed = Signal()
    word_activated = Signal(int, int)
    """A word was double-clicked: the range it snaps to."""
    edge_dragged = Signal(object, int, int)
    """An edge of a span was dragged: the span and the range wanted."""
    selection_changed = Signal()
    """Other words are selected than before, or none."""
    selected_by_mouse = Signal()
    """The mouse was let go of and words are selected."""
    menu_wanted = Signal(QPoint, int)
    """A context menu was asked for: where on screen, and the code point offset there."""

    def __init__(self, session: Session, language: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(session, theme, parent)
        self._session = session
        self._language = language
        self._selection: Range | None = None
        self._own_unit: SnapUnit | None = None
        """What the present selection snaps to where that is finer than what the reader chose for selections."""
        self._hits: Sequence[Range] = ()
        self._hit = -1
        self._drag: EdgeDrag | None = None
        self._press: QPoint | None = None
        self.current: Span | None = None
        self.snap_unit = SnapUnit.WORD
        self.setObjectName("readingView")
        self.setAccessibleName(self.tr("Article text"))
        self.setMouseTracking(True)
        self._show_own_selection()
        self.selectionChanged.connect(self._snap_selection)
        self.arcs = Arcs(self, self._page, session, theme)
        self.laid_out.connect(self.arcs.forget)
        session.changed.connect(self._follow)
        session.suggested.connect(self._follow_suggestions)
        session.words_found.connect(self._snap_selection)

    @property
    def selection(self) -> Range | None:
        """What the selection snaps to, in code points."""
        return self._selection

    def set_up(self, unit: SnapUnit, raw: bool, zoom: int) -> None:
        """The reader's preferences, before anything is shown."""
        self.snap_unit, self.is_raw, self.zoom = unit, raw, zoom
        self._prefers_raw = raw
        self._set_font()

    def show_document(self, document: OpenDocument | None) -> None:
        """Shows a document from its beginning, or nothing."""
        self.current = None
        self._hits, self._hit = (), -1
        self.is_raw = self._prefers_raw
        self._fill(document)
        self.current_changed.emit()

    def refill(self) -> None:
        """Lays the document out anew, at the same place, with the same current span."""
        current = self.current
        super().refill()
        self.current = current

    def set_snap_unit(self, unit: SnapUnit) -> None:
        """What selections grow to from now on, the present one included."""
        self.snap_unit = unit
        self._own_unit = None
        self._snap_selection()

    @property
    def paragraphs(self) -> Sequence[Range]:
        """The ranges of the text that are shown, in order."""
        return self._page.map.paragraphs

    @property
    def anchor(self) -> int:
        """Where the selection was begun, in code points."""
        return self._page.map.offset(self.textCursor().anchor())

    def move_caret(self, offset: int) -> None:
        """Puts the text cursor somewhere and brings it into view; the span it comes to becomes the current one."""
        self._put_cursor(offset)
        self.ensureCursorVisible()
        self._take_span_at_cursor()

    def extend(self, anchor: int, at: int, unit: SnapUnit | None = None) -> None:
        """Selects from `anchor` to `at`, on whichever side, snapping to `unit` where that is finer than before."""
        finer = [u for u in (self._own_unit, unit) if u is not None]
        self._own_unit = max(finer, key=_FINENESS.index, default=None)
        self._select(anchor, at)
        self.ensureCursorVisible()

    def take(self, start: int, end: int) -> None:
        """Selects `[start, end)` exactly and brings it into view."""
        self.go_to(start, end)
        self._own_unit = SnapUnit.CHARACTER
        self._select(start, end)

    def place_of(self, start: int, end: int) -> QRect:
        """The rectangle in the viewport that the words of `[start, end)` take; empty when they are not on screen."""
        area = QRect()
        for rect in self._page.rects((start, end), self.viewport().rect()):
            area = area.united(rect.toAlignedRect())
        return area.intersected(self.viewport().rect())

    def set_current(self, span: Span | None, go: bool = False) -> None:
        """Makes a span or suggestion the one that keys act on."""
        before, self.current = self.current, span
        if span is not None and go:
            self.go_to(span.start, span.end)
            self.current = span
        self._repaint(*((changed.start, changed.end) for changed in (before, span) if changed is not None))
        self.current_changed.emit()

    def set_hits(self, hits: Sequence[Range], current: int) -> None:
        """Marks what was found; `current` is the number of the one to show."""
        self._hits, self._hit = hits, current
        if 0 <= current < len(hits):
            self.go_to(*hits[current])
        self.viewport().update()

    def cancel_drag(self) -> bool:
        """Lets go of an edge that is being dragged, which stays where it was; False when there is none."""
        was_dragging, self._drag = self._drag is not None, None
        self.viewport().update()
        return was_dragging

    def spans_between(self, start: int, end: int) -> list[Span]:
        """The person's spans and the open suggestions that share a character with `[start, end)`."""
        return self._page.spans_between(start, end)

    def spans_at(self, point: QPoint) -> list[Span]:
        """The spans and suggestions at a point of the viewport, the shortest first."""
        return self._page.spans_at(point)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tints and marks under the words, the words, then lines and chips over them."""
        with self._layout.held():
            visible = self._page.pieces_in(event.rect())
        current = self.current.id if self.current else None
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for parts, origin in visible:
            span_painter.paint_under(painter, parts, origin, self._theme, current)
        self._paint_marks(painter, event.rect())
        painter.end()
        super().paintEvent(event)
        painter.begin(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.arcs.paint(painter)
        for parts, origin in visible:
            span_painter.paint_over(painter, parts, origin, self._theme, current)
        self.arcs.paint_labels(painter)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Moves the text cursor; the span it comes to becomes the current one."""
        before = self.textCursor().position()
        super().keyPressEvent(event)
        if self.textCursor().position() != before:
            self._take_span_at_cursor()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begins a selection, takes hold of an edge, or picks a span."""
        point = event.position().toPoint()
        edge = self._edge_at(point) if event.button() == Qt.MouseButton.LeftButton else None
        if edge is not None and self.current is not None:
            self._drag = EdgeDrag(self._page, self.current, edge)
            return
        self._press = point
        is_anew = event.button() == Qt.MouseButton.LeftButton and event.modifiers() == Qt.KeyboardModifier.NoModifier
        if is_anew and self.textCursor().hasSelection():
            self.setTextCursor(self.cursorForPosition(point))  # or Qt would begin to drag the selected text away
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Shows what a drag would come to."""
        point = event.position().toPoint()
        if self._drag is not None:
            self._drag.move(self.offset_at(point), self.snap_unit)
            self.viewport().update()
            return
        over_edge = not event.buttons() and self._edge_at(point) is not None
        self.viewport().setCursor(Qt.CursorShape.SplitHCursor if over_edge else Qt.CursorShape.IBeamCursor)
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ends a drag; a click without one makes the span there current, the next click the one around it."""
        if self._drag is not None:
            drag, self._drag = self._drag, None
            self.viewport().update()
            if drag.range_ is not None:
                self.edge_dragged.emit(drag.span, *drag.range_)
            return
        super().mouseReleaseEvent(event)
        press, self._press = self._press, None
        if event.button() == Qt.MouseButton.LeftButton and self._selection is not None:
            self.selected_by_mouse.emit()
        if event.button() == Qt.MouseButton.LeftButton and self._selection is None and press is not None:
            self.set_current(picked(self._page, press, self.current))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Selects the word under the mouse, whatever selections snap to otherwise."""
        self._press = None
        if event.button() == Qt.MouseButton.LeftButton:
            range_ = word_at(self._page, self.character_at(event.position().toPoint()), self.snap_unit)
            if range_ is not None:
                self.select(*range_)
                self.word_activated.emit(*range_)
                if self._selection is not None:
                    self.selected_by_mouse.emit()

    def viewportEvent(self, event: QEvent) -> bool:
        """Tells of the span under the mouse; as plain text, whatever its label or note look like."""
        if event.type() == QEvent.Type.ToolTip:
            texts = [hover_text(self._session, span, self._language) for span in self.spans_at(event.pos())]  # type: ignore[attr-defined]
            QToolTip.showText(event.globalPos(), plain_tip("\n\n".join(texts)), self)  # type: ignore[attr-defined]
            return True
        return super().viewportEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Asks for the menu of what is under the mouse or the text cursor; words selected elsewhere are let go."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        point = self.cursorRect().bottomRight() if by_key else event.pos()
        if not by_key:
            found = self.spans_at(point)
            if self._selection is not None and not is_inside(self._page, self._selection, point):
                self.clear_selection()
            self.set_current(self.current if self.current in found else found[0] if found else None)
        offset = self.caret if by_key else self.offset_at(point)
        self.menu_wanted.emit(self.viewport().mapToGlobal(point), offset)

    def copy(self) -> None:
        """Puts the stored text of the selection on the clipboard, not what the widget made of it.

        As text, because data that Python made would still lie there when Python has gone.
        """
        document = self._page.document
        if document is not None and self._selection is not None:
            QGuiApplication.clipboard().setText(document.text[slice(*self._selection)])

    def _show_own_selection(self) -> None:
        """Hides Qt's own colours of the selection, since what it snaps to is painted instead."""
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Highlight, QColor(Qt.GlobalColor.transparent))
        palette.setColor(QPalette.ColorRole.HighlightedText, QColor(self._theme.text))
        palette.setColor(QPalette.ColorRole.Window, QColor(self._theme.surface))
        self.setPalette(palette)

    def _fill(self, document: OpenDocument | None) -> None:
        self._selection = self._own_unit = None
        super()._fill(document)

    def _paint_marks(self, painter: QPainter, area: QRect) -> None:
        """Backgrounds of the selection, of what was found, and of an edge being dragged."""
        dragged = self._drag.range_ if self._drag else None
        marks = [(range_, self._theme.selected_text()) for range_ in (dragged, self._selection) if range_]
        strong = 0.55 if self._theme.is_dark else 0.85
        shades = mixed(_FOUND, self._theme.surface, 0.3), mixed(_FOUND, self._theme.surface, strong)
        marks += [(hit, shades[number == self._hit]) for number, hit in enumerate(self._hits)]
        painter.setPen(Qt.PenStyle.NoPen)
        for range_, colour in marks:
            painter.setBrush(colour)
            for rect in self._page.rects(range_, area):
                painter.drawRoundedRect(rect, 2, 2)
        for start, end in (range_ for range_ in (dragged, self._selection) if range_):
            first, last = self._page.rects((start, start + 1), area), self._page.rects((end - 1, end), area)
            span_painter.paint_ends(painter, next(first, None), next(last, None), self._theme)

    def _snap_selection(self) -> None:
        cursor, document, before = self.textCursor(), self._page.document, self._selection
        self._selection = None
        if not cursor.hasSelection():
            self._own_unit = None
        elif document is not None:
            start, end = (self._page.map.offset(at) for at in (cursor.selectionStart(), cursor.selectionEnd()))
            self._selection = snap(document.text, start, end, self._own_unit or self.snap_unit, document.words)
        if self._selection != before:
            self._repaint(*(changed for changed in (before, self._selection) if changed is not None))
            self.selection_changed.emit()

    def _select(self, anchor: int, at: int) -> None:
        """Puts the text cursor at `at` with what lies between it and `anchor` selected."""
        where = self._page.map
        first, last = where.position(min(anchor, at)), where.end_position(max(anchor, at))
        cursor = self.textCursor()
        cursor.setPosition(first if anchor <= at else last)
        cursor.setPosition(last if anchor <= at else first, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self._snap_selection()

    def _take_span_at_cursor(self) -> None:
        """A text cursor moved by key makes the span it is in current."""
        if self.textCursor().hasSelection() or self._page.document is None:
            return
        at = self.caret
        if self.current is not None and self.current.start <= at <= self.current.end:
            return
        inside = min(self._page.spans_between(at, at + 1), key=lambda span: span.end - span.start, default=None)
        if inside != self.current:
            self.set_current(inside)

    def _edge_at(self, point: QPoint) -> str | None:
        if self.current is None or not self._session.is_writable:
            return None
        return self._page.edge_at(point, self.current)

    def _follow(self, edit: Edit) -> None:
        """Repaints what a committed edit names."""
        document = self._page.document
        if document is None:
            return
        if edit.rows("furniture"):
            self.refill()
        if edit.rows("label"):
            self._page.forget()
        named = [row for change in (*edit.rows("span"), *edit.rows("answer")) for row in (change.before, change.after)]
        here = (row for row in named if row is not None and row["document"] == document.id)
        self._forget_around(document, {(row["start"], row["end"]) for row in here})
        self._keep_current(edit, document)
        if edit.rows("label"):
            self.viewport().update()

    def _follow_suggestions(self, document: int, spans: list[Span]) -> None:
        if self._page.document is not None and document == self._page.document.id:
            self._forget([(span.start, span.end) for span in spans])
            self._keep_suggestion(self._page.document, spans)

    def _keep_suggestion(self, document: OpenDocument, changed: list[Span]) -> None:
        """A current suggestion that was written anew is current still; one that was taken away is not."""
        current = self.current
        if current is not None and current.id in {span.id for span in changed}:
            near = document.suggestions_between(current.start, current.end)
            same = (s for s in near if (s.start, s.end, s.label) == (current.start, current.end, current.label))
            self.set_current(next(same, None))

    def _forget_around(self, document: OpenDocument, ranges: Collection[Range]) -> None:
        """Drops the geometry of ranges and of the suggestions over them, which appear or go with what covers them."""
        over = (span for range_ in ranges for span in document.machine_spans.between(*range_))
        self._forget({*ranges, *((span.start, span.end) for span in over)})

    def _forget(self, ranges: Collection[Range]) -> None:
        """Drops the geometry of ranges and paints them again."""
        for range_ in ranges:
            self._page.forget(*range_)
        self.viewport().update(self._page.area_of(*ranges))

    def _repaint(self, *ranges: Range) -> None:
        self.viewport().update(self._page.area_of(*ranges))

    def _keep_current(self, edit: Edit, document: OpenDocument) -> None:
        """The current span follows its own row; a suggestion that was answered is current no more."""
        if self.current is None:
            return
        before = self.current
        for change in edit.rows("span"):
            if change.key == before.id:
                self.current = Span.from_row(change.after) if change.after else None
        if self.current is not None and self.current.annotator != document.annotator:
            still = document.suggestions_between(before.start, before.end)
            self.current = next((span for span in still if span.id == before.id), None)
        if self.current != before:
            self.current_changed.emit()
