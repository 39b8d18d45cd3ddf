"""The annotations and the open suggestions of the article as lists, each row the label's chip and the words."""

from __future__ import annotations

from bisect import bisect_left

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QFrame, QLabel, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from annotator.app.session import Session
from annotator.core.layers import place
from annotator.core.model import Span
from annotator.core.shown import one_line
from annotator.ui import theme as design
from annotator.ui.icons import pixmap
from annotator.ui.span_painter import CHIP_HEIGHT, chip_picture, chip_width
from annotator.ui.theme import Theme, ui_font

_SPAN = Qt.ItemDataRole.UserRole
_NOTE = 14
"""Size of the mark of a note."""
_Index = QModelIndex | QPersistentModelIndex


class SpanModel(QAbstractListModel):
    """The spans of one list; the rows are the open document's own lists, never a copy of them."""

    def __init__(self, session: Session, shows_suggestions: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._shows_suggestions = shows_suggestions
        self.rows: list[Span] = []

    def refresh(self) -> None:
        """Takes the rows as they are now."""
        document = self._session.document
        self.beginResetModel()
        self.rows = [] if document is None else document.suggestions if self._shows_suggestions else document.spans.all
        self.endResetModel()

    @property
    def is_hidden(self) -> bool:
        """Whether the bias guard keeps the suggestions back."""
        document = self._session.document
        return self._shows_suggestions and document is not None and document.hides_suggestions

    @property
    def is_only_read(self) -> bool:
        """Whether these are annotations to which none can be added."""
        return not self._shows_suggestions and not self._session.is_writable

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """How many rows there are."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A row's words, its span, and what a screen reader says of it."""
        if role not in (_SPAN, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        span = self.rows[index.row()]
        if role == _SPAN:
            return span
        words = one_line(" ".join(span.quote.split()))
        if role == Qt.ItemDataRole.DisplayRole:
            return words
        label = self._session.label(span.label)
        return ", ".join(part for part in (f"{label.shown if label else '?'}: {words}", one_line(span.note)) if part)


class SpanDelegate(QStyledItemDelegate):
    """Paints a row: chip, words, a mark for a note."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, _index: _Index) -> QSize:
        """One line with air above and below."""
        return QSize(100, QFontMetrics(option.font).height() + design.M)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """The chip at the left in a column of its own, the words behind it."""
        span = index.data(_SPAN)
        document = self._session.document
        label = self._session.label(span.label) if span else None
        if span is None or label is None or document is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect).adjusted(design.XS, 1, -design.XS, -1)
        self._paint_ground(painter, option, rect)
        is_suggestion = span.annotator != document.annotator
        picture = chip_picture(label.shown, label.colour, is_suggestion, self._theme)
        painter.drawPixmap(
            rect.topLeft() + QRectF(design.S, (rect.height() - CHIP_HEIGHT) / 2, 0, 0).topLeft(), picture
        )
        left = design.S + max(46.0, chip_width(label.shown) + design.S)
        inner = rect.adjusted(left, 0, -design.S, 0)
        if span.note:
            mark = pixmap("note", self._theme.muted, _NOTE)
            painter.drawPixmap(QPointF(inner.right() - _NOTE, rect.center().y() - _NOTE / 2), mark)
            inner.adjust(0, 0, -_NOTE - design.XS, 0)
        words = QFontMetrics(option.font).elidedText(index.data(), Qt.TextElideMode.ElideRight, int(inner.width()))
        painter.setFont(option.font)
        painter.setPen(QColor(self._theme.text))
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, rect: QRectF) -> None:
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if selected or over:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._theme.selection if selected else self._theme.hover))
            painter.drawRoundedRect(rect, design.RADIUS, design.RADIUS)


class SpanList(QListView):
    """One of the two lists. Choosing a row makes its span current; the current span chooses its row."""

    chosen = Signal(object)
    """A Span was clicked or moved to by key."""
    counted = Signal(int)
    """How many rows there are now."""

    def __init__(
        self, session: Session, shows_suggestions: bool, theme: Theme, empty: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._is_following = False
        self.setObjectName("suggestionList" if shows_suggestions else "spanList")
        self.setAccessibleName(self.tr("Suggestions") if shows_suggestions else self.tr("Annotations"))
        self.setFont(ui_font())
        self.setFrameShape(QFrame.Shape.NoFrame)
        palette = self.palette()
        palette.setColor(palette.ColorRole.Base, QColor(theme.window))
        self.setPalette(palette)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.verticalScrollBar().setStyleSheet(theme.scroll_bars())
        self.setItemDelegate(SpanDelegate(session, theme, self))
        self.spans = SpanModel(session, shows_suggestions, self)
        self.setModel(self.spans)
        self._reason = empty
        self._empty = QLabel(empty, self.viewport())
        self._empty.setTextFormat(Qt.TextFormat.PlainText)
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setForegroundRole(self.palette().ColorRole.PlaceholderText)
        self.selectionModel().currentChanged.connect(self._choose)

    def refresh(self) -> None:
        """Shows the rows as they are now."""
        self._is_following = True
        self.spans.refresh()
        self._is_following = False
        self._empty.setVisible(not self.spans.rows)
        self._empty.setText(self._why_empty())
        self.counted.emit(len(self.spans.rows))

    def show_current(self, span: Span | None) -> None:
        """Selects the row of a span without choosing it anew."""
        row = self._row_of(span) if span is not None else None
        self._is_following = True
        self.setCurrentIndex(QModelIndex() if row is None else self.spans.index(row))
        self._is_following = False

    def found(self, span: Span) -> Span | None:
        """The span of the same number as the list has it; None when it is not among the rows."""
        row = self._row_of(span)
        return None if row is None else self.spans.rows[row]

    def resizeEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        """Keeps the last row whole, and the hint of an empty list in the middle."""
        super().resizeEvent(event)
        row = self.fontMetrics().height() + design.M
        self.setViewportMargins(0, 0, 0, max(0, self.height()) % row if self.height() > row else 0)
        self._empty.setGeometry(self.viewport().rect().adjusted(design.L, 0, -design.L, 0))

    def viewportEvent(self, event: QEvent) -> bool:
        """A click on the current row chooses it again, to bring its span back into view."""
        if event.type() == QEvent.Type.MouseButtonPress:
            self._choose(self.indexAt(event.position().toPoint()))  # type: ignore[attr-defined]
        return super().viewportEvent(event)

    def _why_empty(self) -> str:
        if self.spans.is_hidden:
            return self.tr("Suggestions are hidden in this article until you mark it done")
        return self.tr("No annotations in this article.") if self.spans.is_only_read else self._reason

    def _row_of(self, span: Span) -> int | None:
        row = bisect_left(self.spans.rows, place(span), key=place)
        return row if row < len(self.spans.rows) and self.spans.rows[row].id == span.id else None

    def _choose(self, index: _Index, *_before: object) -> None:
        span = index.data(_SPAN) if index.isValid() else None
        if span is not None and not self._is_following:
            self.chosen.emit(span)
