"""The text of the open document with its spans: a read-only plain text edit that paints spans itself.

Nothing is ever read back from the widget: positions go through the display map, text comes from the document. A
selection is shown and used as what it snaps to.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFont,
    QFontMetricsF,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QToolTip, QWidget

from annotator.app.open_document import OpenDocument
from annotator.app.session import Session
from annotator.core.display import DisplayMap
from annotator.core.edits import Edit
from annotator.core.line_kinds import LineKind
from annotator.core.model import Span
from annotator.core.selection import SnapUnit, snap
from annotator.ui import span_painter
from annotator.ui.leading_layout import LeadingLayout, ParagraphStyle
from annotator.ui.paragraph_styles import paragraph_styles
from annotator.ui.span_painter import Drawn, Piece
from annotator.ui.span_texts import hover_text, plain_tip
from annotator.ui.theme import MEASURE, XL, S, Theme, mixed, reading_font

LEAD = 13.0
"""Pixels above each line for chips."""

_EDGE = 4
"""Pixels around the edge of the current span where it can be taken hold of."""

Range = tuple[int, int]


class ReadingView(QPlainTextEdit):
    """Shows one document; tells what is selected and which span is current."""

    current_changed = Signal()
    selection_snapped = Signal()
    word_activated = Signal(int, int)
    """A word was double-clicked: the range it snaps to."""
    edge_dragged = Signal(object, int, int)
    """An edge of a span was dragged: the span and the range wanted."""
    menu_wanted = Signal(QPoint, int)
    """A context menu was asked for: where on screen, and the code point offset there."""

    laid_out = Signal()
    """Other lines are shown than before."""

    def __init__(self, session: Session, language: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._language = language
        self._theme = theme
        self._open: OpenDocument | None = None
        self._map = DisplayMap("", [])
        self._kinds: list[LineKind] = []
        self._pieces: dict[int, list[Piece]] = {}
        self._selection: Range | None = None
        self._hits: Sequence[Range] = ()
        self._hit = -1
        self._drag: tuple[Span, str] | None = None
        self._drag_range: Range | None = None
        self._press: QPoint | None = None
        self._paper: QTextDocument | None = None
        """The Qt document shown, which is the view's own to delete."""
        self.current: Span | None = None
        self.snap_unit = SnapUnit.WORD
        self.is_raw = False
        self.zoom = 0
        self._set_up_widget()
        self._set_font()
        session.changed.connect(self._follow)
        session.suggested.connect(self._follow_suggestions)
        session.words_found.connect(self._snap_selection)

    def _set_up_widget(self) -> None:
        self.setObjectName("readingView")
        self.setAccessibleName(self.tr("Article text"))
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(False)
        self.setMouseTracking(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Highlight, QColor(Qt.GlobalColor.transparent))
        palette.setColor(QPalette.ColorRole.HighlightedText, QColor(self._theme.text))
        palette.setColor(QPalette.ColorRole.Window, QColor(self._theme.surface))
        self.setPalette(palette)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.verticalScrollBar().setStyleSheet(self._theme.scroll_bars())
        self.setCursorWidth(2)
        self.selectionChanged.connect(self._snap_selection)
        self.cursorPositionChanged.connect(self._take_span_at_cursor)

    @property
    def open_document(self) -> OpenDocument | None:
        """What is shown."""
        return self._open

    @property
    def selection(self) -> Range | None:
        """What the selection snaps to, in code points."""
        return self._selection

    @property
    def caret(self) -> int:
        """The text cursor's place in code points."""
        return self._map.offset(self.textCursor().position())

    def set_up(self, unit: SnapUnit, raw: bool, zoom: int) -> None:
        """The reader's preferences, before anything is shown."""
        self.snap_unit, self.is_raw, self.zoom = unit, raw, zoom
        self._set_font()

    def show_document(self, document: OpenDocument | None) -> None:
        """Shows a document from its beginning, or nothing."""
        self._open = document
        self.current = None
        self._hits, self._hit = (), -1
        self._fill()
        self.current_changed.emit()

    def set_raw(self, raw: bool) -> None:
        """Shows every line as it is, or folds away what is not the article; the reader's place is kept."""
        if raw != self.is_raw:
            self.is_raw = raw
            self.refill()

    def set_zoom(self, zoom: int) -> None:
        """Sets the size of the text in steps from the ordinary one; the reader's place is kept."""
        self.zoom = max(-4, min(zoom, 16))
        self._set_font()
        self.refill()

    def refill(self) -> None:
        """Lays the document out anew, at the same place, with the same current span."""
        place, caret = self.top(), self.caret
        self._fill()
        self.go_to_top(place)
        cursor = self.textCursor()
        cursor.setPosition(self._map.position(caret))
        self.setTextCursor(cursor)

    def top(self) -> int:
        """The code point offset of the first paragraph on screen."""
        number = self.firstVisibleBlock().blockNumber()
        return self._map.paragraphs[min(number, len(self._map.paragraphs) - 1)][0]

    def go_to_top(self, offset: int) -> None:
        """Scrolls so that the paragraph at `offset` is the first on screen, with the text cursor in it."""
        block = self.document().findBlock(self._map.position(offset))
        cursor = self.textCursor()
        cursor.setPosition(block.position())
        self.setTextCursor(cursor)
        self.verticalScrollBar().setValue(block.firstLineNumber())

    def go_to(self, start: int, end: int) -> None:
        """Brings `[start, end)` into view, in the middle when it is not there, with the text cursor at its beginning."""
        cursor = self.textCursor()
        cursor.setPosition(self._map.position(start))
        self.setTextCursor(cursor)
        area = self.viewport().rect().adjusted(0, int(LEAD), 0, -XL)
        if not area.contains(self.cursorRect()):
            self.centerCursor()
        if not self._map.is_shown(start, end) and not self.is_raw:
            self.set_raw(True)

    def select(self, start: int, end: int) -> None:
        """Selects `[start, end)`."""
        cursor = self.textCursor()
        cursor.setPosition(self._map.position(start))
        cursor.setPosition(self._map.end_position(end), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def clear_selection(self) -> None:
        """Leaves the text cursor at the end of what was selected."""
        cursor = self.textCursor()
        cursor.setPosition(cursor.selectionEnd())
        self.setTextCursor(cursor)

    def set_current(self, span: Span | None, go: bool = False) -> None:
        """Makes a span or suggestion the one that keys act on."""
        self.current = span
        if span is not None and go:
            self.go_to(span.start, span.end)
            self.current = span
        self.viewport().update()
        self.current_changed.emit()

    def set_hits(self, hits: Sequence[Range], current: int) -> None:
        """Marks what was found; `current` is the number of the one to show."""
        self._hits, self._hit = hits, current
        if 0 <= current < len(hits):
            self.go_to(*hits[current])
        self.viewport().update()

    def spans_at(self, point: QPoint) -> list[Span]:
        """The spans and suggestions whose words or chip are at a point of the viewport, the shortest first."""
        found = set()
        for block, y in self._visible_blocks():
            for piece in self._pieces_of(block):
                origin = QPointF(self.contentOffset().x(), y)
                rect = piece.rect.translated(origin).adjusted(-1, 0, 1, 3)
                if rect.contains(point) or (piece.chip and piece.chip.translated(origin).contains(point)):
                    found.add(piece.drawn.key)
        spans = [span for span in self._spans_on_screen() if span.id in found]
        return sorted(spans, key=lambda span: span.end - span.start)

    def offset_at(self, point: QPoint) -> int:
        """The code point offset nearest to a point of the viewport."""
        return self._map.offset(self.cursorForPosition(point).position())

    def line_at(self, offset: int) -> Range | None:
        """The line of the text that holds an offset."""
        lines = self._open.lines if self._open else []
        return next((line for line in lines if line[0] <= offset <= line[1]), None)

    def folded_lines(self) -> int:
        """How many lines with something in them are folded away."""
        if self._open is None or self.is_raw:
            return 0
        hidden = len(self._open.lines) - len(self._map.paragraphs)
        return max(0, hidden - sum(1 for start, end in self._open.lines if start == end))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tints and marks under the words, the words, then lines and chips over them."""
        visible = self._visible_pieces(event.rect())
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        current = self.current.id if self.current else None
        for parts, origin in visible:
            span_painter.paint_under(painter, parts, origin, self._theme, current)
        self._paint_marks(painter, event.rect())
        painter.end()
        super().paintEvent(event)
        painter.begin(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for parts, origin in visible:
            span_painter.paint_over(painter, parts, origin, self._theme, current)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keeps the column at a comfortable measure in the middle."""
        self._pieces.clear()
        layout = self.document().documentLayout()
        if isinstance(layout, LeadingLayout):
            layout.set_line_width(self.viewport().width())
        super().resizeEvent(event)
        self._set_column()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begins a selection, takes hold of an edge, or picks a span."""
        point = event.position().toPoint()
        edge = self._edge_at(point) if event.button() == Qt.MouseButton.LeftButton else None
        if edge is not None and self.current is not None:
            self._drag = (self.current, edge)
            return
        self._press = point
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Shows what a drag would come to."""
        point = event.position().toPoint()
        if self._drag is not None:
            self._drag_range = self._dragged_to(point)
            self.viewport().update()
            return
        over_edge = not event.buttons() and self._edge_at(point) is not None
        self.viewport().setCursor(Qt.CursorShape.SplitHCursor if over_edge else Qt.CursorShape.IBeamCursor)
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ends a drag; a click without one makes the span there current, the next click the one around it."""
        if self._drag is not None:
            (span, _), range_ = self._drag, self._drag_range
            self._drag = self._drag_range = None
            self.viewport().update()
            if range_ is not None:
                self.edge_dragged.emit(span, *range_)
            return
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and self._selection is None and self._press is not None:
            self._pick(self._press)
        self._press = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Selects the word under the mouse, whatever selections snap to otherwise."""
        self._press = None
        if self._open is None or event.button() != Qt.MouseButton.LeftButton:
            return
        at = min(self.offset_at(event.position().toPoint()), max(0, len(self._open.text) - 1))
        unit = SnapUnit.WORD if self.snap_unit is SnapUnit.WORD else SnapUnit.SYLLABLE
        range_ = snap(self._open.text, at, at + 1, unit, self._open.words)
        if range_ is not None:
            self.select(*range_)
            self.word_activated.emit(*range_)

    def viewportEvent(self, event: QEvent) -> bool:
        """Tells of the span under the mouse; as plain text, whatever its label or note look like."""
        if event.type() == QEvent.Type.ToolTip:
            point = event.pos()  # type: ignore[attr-defined]
            texts = [hover_text(self._session, span, self._language) for span in self.spans_at(point)]
            QToolTip.showText(event.globalPos(), plain_tip("\n\n".join(texts)), self)  # type: ignore[attr-defined]
            return True
        return super().viewportEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Asks for the menu of what is under the mouse or the text cursor."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        point = self.cursorRect().bottomRight() if by_key else event.pos()
        if not by_key:
            self._pick(point)
        offset = self.caret if by_key else self.offset_at(point)
        self.menu_wanted.emit(self.viewport().mapToGlobal(point), offset)

    def createMimeDataFromSelection(self) -> QMimeData:
        """What is copied: the stored text of the selection, not what the widget made of it."""
        data = QMimeData()
        if self._open is not None and self._selection is not None:
            data.setText(self._open.text[slice(*self._selection)])
        return data

    def _set_font(self) -> None:
        font = reading_font(self.zoom)
        self.setFont(font)
        self._styles = paragraph_styles(font, self._theme)
        self._set_column()

    def _set_column(self) -> None:
        column = round(MEASURE * QFontMetricsF(self.font()).averageCharWidth())
        room = self.width() - self.verticalScrollBar().sizeHint().width()
        side = max(XL, (room - column) // 2)
        margins = self.viewportMargins()
        if (margins.left(), margins.top()) != (side, S):
            self.setViewportMargins(side, S, side, 0)

    def _fill(self) -> None:
        """Gives the widget a new Qt document with the lines that are shown."""
        lines = self._open.shown_lines(self.is_raw) if self._open else []
        self._map = DisplayMap(self._open.text if self._open else "", lines)
        kind = self._open.kind if self._open else (lambda _: LineKind.BODY)
        self._kinds = [kind(start) for start, _ in self._map.paragraphs]
        self._pieces.clear()
        self._selection = None
        document = QTextDocument(self)
        document.setUndoRedoEnabled(False)
        document.setDefaultFont(QFont(self.font()))
        layout = LeadingLayout(document, LEAD, self._style_of)
        layout.set_line_width(self.viewport().width())
        document.setDocumentLayout(layout)
        document.setPlainText(self._map.shown)
        self.setDocument(document)
        self.setCursorWidth(2)
        if self._paper is not None:
            self._paper.deleteLater()
        self._paper = document
        self.laid_out.emit()

    def _style_of(self, number: int) -> ParagraphStyle:
        kind = self._kinds[number] if number < len(self._kinds) else LineKind.BODY
        style = self._styles[kind]
        if number + 1 < len(self._kinds) and self._map.is_continued(number + 1):
            return ParagraphStyle(style.format, style.before, 0)
        return style

    def _visible_blocks(self) -> Iterator[tuple[QTextBlock, float]]:
        block, y = self.firstVisibleBlock(), self.contentOffset().y()
        height = self.viewport().height()
        while block.isValid() and y < height:
            yield block, y
            y += self.blockBoundingRect(block).height()
            block = block.next()

    def _visible_pieces(self, area: QRect) -> list[tuple[list[Piece], QPointF]]:
        found = []
        for block, y in self._visible_blocks():
            if y > area.bottom() + LEAD:
                break
            if y + self.blockBoundingRect(block).height() >= area.top() - LEAD:
                parts = self._pieces_of(block)
                if parts:
                    found.append((parts, QPointF(self.contentOffset().x(), y)))
        return found

    def _pieces_of(self, block: QTextBlock) -> list[Piece]:
        number = block.blockNumber()
        if number not in self._pieces:
            self.blockBoundingRect(block)
            self._pieces[number] = span_painter.pieces(block.layout(), self._drawn(number))
        return self._pieces[number]

    def _drawn(self, number: int) -> list[Drawn]:
        if self._open is None or number >= len(self._map.paragraphs):
            return []
        result = []
        start, end = self._map.paragraphs[number]
        for span in sorted(self._spans_between(start, end), key=lambda span: (span.start, -span.end, span.id)):
            inside = self._map.inside(number, span.start, span.end)
            label = self._session.label(span.label)
            if inside is not None and label is not None:
                is_suggestion = span.annotator != self._open.annotator
                result.append(
                    Drawn(
                        span.id, *inside, label.name, label.colour, is_suggestion, span.start >= start, span.end <= end
                    )
                )
        return result

    def _spans_between(self, start: int, end: int) -> list[Span]:
        if self._open is None or start >= end:
            return []
        return [*self._open.spans.between(start, end), *self._open.suggestions_between(start, end)]

    def _spans_on_screen(self) -> list[Span]:
        numbers = [block.blockNumber() for block, _ in self._visible_blocks()]
        if not numbers or self._open is None:
            return []
        first, last = self._map.paragraphs[numbers[0]], self._map.paragraphs[min(numbers[-1], len(self._kinds) - 1)]
        return self._spans_between(first[0], last[1])

    def _paint_marks(self, painter: QPainter, area: QRect) -> None:
        """Backgrounds of the selection, of what was found, and of an edge being dragged."""
        marks = [(range_, QColor(self._theme.selection)) for range_ in (self._drag_range, self._selection) if range_]
        found = mixed("#f2b705", self._theme.surface, 0.35), mixed("#f2b705", self._theme.surface, 0.85)
        marks += [(hit, found[number == self._hit]) for number, hit in enumerate(self._hits)]
        if not marks:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        for block, y in self._visible_blocks():
            if y > area.bottom():
                break
            origin = QPointF(self.contentOffset().x(), y)
            for range_, colour in marks:
                painter.setBrush(colour)
                for rect in self._rects(block, range_):
                    painter.drawRoundedRect(rect.translated(origin), 2, 2)

    def _rects(self, block: QTextBlock, range_: Range) -> list[QRectF]:
        inside = self._map.inside(block.blockNumber(), *range_) if self._open else None
        if inside is None:
            return []
        mark = Drawn(0, *inside, "", self._theme.accent, False, False, False)
        return [piece.rect for piece in span_painter.pieces(block.layout(), [mark])]

    def _snap_selection(self) -> None:
        cursor = self.textCursor()
        before = self._selection
        self._selection = None
        if cursor.hasSelection() and self._open is not None:
            start, end = self._map.offset(cursor.selectionStart()), self._map.offset(cursor.selectionEnd())
            self._selection = snap(self._open.text, start, end, self.snap_unit, self._open.words)
        if self._selection != before:
            self.viewport().update()
            self.selection_snapped.emit()

    def set_snap_unit(self, unit: SnapUnit) -> None:
        """What selections grow to from now on, the present one included."""
        self.snap_unit = unit
        self._snap_selection()

    def _take_span_at_cursor(self) -> None:
        """A text cursor moved by key makes the span it is in current."""
        if self.textCursor().hasSelection() or self._press is not None or self._open is None:
            return
        at = self.caret
        if self.current is not None and self.current.start <= at <= self.current.end:
            return
        inside = sorted(self._spans_between(at, at + 1), key=lambda span: span.end - span.start)
        if (inside[0] if inside else None) != self.current:
            self.set_current(inside[0] if inside else None)

    def _pick(self, point: QPoint) -> None:
        found = self.spans_at(point)
        keys = [span.id for span in found]
        if not found:
            self.set_current(None)
        elif self.current is not None and self.current.id in keys:
            self.set_current(found[(keys.index(self.current.id) + 1) % len(found)])
        else:
            self.set_current(found[0])

    def _edge_at(self, point: QPoint) -> str | None:
        """Which edge of the current span a point is at: "start", "end" or None."""
        if self.current is None or not self._session.project or not self._session.project.writable:
            return None
        for block, y in self._visible_blocks():
            origin = QPointF(self.contentOffset().x(), y)
            for piece in self._pieces_of(block):
                if piece.drawn.key == self.current.id:
                    rect = piece.rect.translated(origin)
                    if rect.top() <= point.y() <= rect.bottom():
                        if piece.is_last and abs(point.x() - rect.right()) <= _EDGE:
                            return "end"
                        if piece.is_first and abs(point.x() - rect.left()) <= _EDGE:
                            return "start"
        return None

    def _dragged_to(self, point: QPoint) -> Range | None:
        if self._drag is None or self._open is None:
            return None
        span, edge = self._drag
        at = self.offset_at(point)
        start, end = (at, span.end) if edge == "start" else (span.start, at)
        if start >= end:
            return None
        found = snap(self._open.text, start, end, self.snap_unit, self._open.words)
        if found is None:
            return None
        return (found[0], span.end) if edge == "start" else (span.start, found[1])

    def _follow(self, edit: Edit) -> None:
        """Repaints what a committed edit names."""
        if self._open is None:
            return
        if edit.rows("furniture"):
            self.refill()
        if edit.rows("label") or len(edit.changes) > 50:
            self._pieces.clear()
        for change in (*edit.rows("span"), *edit.rows("answer")):
            for row in (change.before, change.after):
                if row is not None and row["document"] == self._open.id:
                    self._forget(row["start"], row["end"])
        self._keep_current(edit)
        self.viewport().update()

    def _follow_suggestions(self, document: int, spans: list[Span]) -> None:
        if self._open is not None and document == self._open.id:
            for span in spans:
                self._forget(span.start, span.end)
            self.viewport().update()

    def _forget(self, start: int, end: int) -> None:
        """Drops the pieces of the paragraphs of a range and of what a suggestion over it may reach."""
        for number in range(self._map.paragraph(start), self._map.paragraph(end) + 1):
            self._pieces.pop(number, None)

    def _keep_current(self, edit: Edit) -> None:
        """The current span follows its own row; a suggestion that was answered is current no more."""
        if self.current is None or self._open is None:
            return
        for change in edit.rows("span"):
            if change.key == self.current.id:
                self.current = Span.from_row(change.after) if change.after else None
                self.current_changed.emit()
                return
        if self.current.annotator != self._open.annotator:
            still = [s.id for s in self._open.suggestions_between(self.current.start, self.current.end)]
            if self.current.id not in still:
                self.current = None
                self.current_changed.emit()
