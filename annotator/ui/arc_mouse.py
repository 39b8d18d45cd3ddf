"""The mouse on arcs: a click on one's label selects the relation, a drag from a span's chip draws a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QToolTip

from annotator.app.session import Session
from annotator.core.model import Span
from annotator.ui.messages import elided
from annotator.ui.plain import plain_tip
from annotator.ui.reading_view import ReadingView

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent


class ArcMouse(QObject):
    """Watches the viewport of a reading view; what it does not take goes on to the view."""

    picked = Signal(object)
    """The label of a Relation was clicked."""
    drawn = Signal(object, object)
    """A line was drawn from a Span to another Span."""
    menu_wanted = Signal(object, QPoint)
    """The menu of a Relation was asked for, at a point of the screen."""

    def __init__(self, session: Session, view: ReadingView, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._view = view
        self._source: Span | None = None
        self._start = QPointF()
        self._press = QPoint()
        self._is_taken = False
        """Whether the button went down on a label, so that its release is not the view's either."""
        view.viewport().installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Takes what is about arcs."""
        act = _ACTS.get(event.type())
        return act(self, event) if act is not None else False  # type: ignore[arg-type]

    def let_go(self) -> bool:
        """Ends a drag without drawing anything; False when there is none."""
        was_drawing, self._source = self._view.arcs.hand is not None, None
        if was_drawing:
            self._view.arcs.set_hand(None)
        return was_drawing

    def _pressed(self, event: QMouseEvent) -> bool:
        point = event.position().toPoint()
        if event.button() != Qt.MouseButton.LeftButton:
            return False
        relation = self._view.arcs.relation_at(point)
        if relation is not None:
            self._is_taken = True
            self.picked.emit(relation)
            return True
        chip = self._view.arcs.chip_at(point) if self._is_writable() else None
        if chip is not None:
            self._source = next((span for span in self._view.spans_at(point) if span.id == chip[0]), None)
            self._start, self._press = chip[1].center(), point
        return False

    def _moved(self, event: QMouseEvent) -> bool:
        point = event.position().toPoint()
        if not event.buttons():
            if self._view.arcs.relation_at(point) is None:
                return False
            self._view.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
            return True
        if self._source is None:
            return self._is_taken
        is_far = (point - self._press).manhattanLength() >= QApplication.startDragDistance()
        if is_far or self._view.arcs.hand is not None:
            self._view.viewport().setCursor(Qt.CursorShape.CrossCursor)
            self._view.arcs.set_hand((self._start, QPointF(point)), self._aim(point))
        return True

    def _released(self, event: QMouseEvent) -> bool:
        source, is_drawing = self._source, self._view.arcs.hand is not None
        was_taken, self._is_taken = self._is_taken, False
        self.let_go()
        if source is not None and is_drawing:
            target = self._aim(event.position().toPoint(), source)
            if target is not None:
                QTimer.singleShot(0, self, lambda: self.drawn.emit(source, target))  # the view ends its click first
        return was_taken

    def _aim(self, point: QPoint, source: Span | None = None) -> Span | None:
        """The span that a line ending at a point means."""
        source = source or self._source
        found = self._view.spans_at(point)
        return next((span for span in found if source is None or span.id != source.id), None)

    def _menu_wanted(self, event: QEvent) -> bool:
        relation = self._view.arcs.relation_at(event.pos())  # type: ignore[attr-defined]
        if relation is None or not self._is_writable():
            return False
        self.picked.emit(relation)
        self.menu_wanted.emit(relation, event.globalPos())  # type: ignore[attr-defined]
        return True

    def _asked(self, event: QEvent) -> bool:
        """A tip on an arc's label: what is related to what."""
        relation = self._view.arcs.relation_at(event.pos())  # type: ignore[attr-defined]
        if relation is None or self._session.document is None:
            return False
        ends = self._session.document.links.ends
        words = [elided(ends[key].quote) if key in ends else "?" for key in (relation.source, relation.target)]
        label = self._session.label(relation.label)
        tip = f"{words[0]} → {label.shown if label else '?'} → {words[1]}"
        QToolTip.showText(event.globalPos(), plain_tip(tip), self._view)  # type: ignore[attr-defined]
        return True

    def _is_writable(self) -> bool:
        return self._session.is_writable


_ACTS = {
    QEvent.Type.MouseButtonPress: ArcMouse._pressed,
    QEvent.Type.MouseMove: ArcMouse._moved,
    QEvent.Type.MouseButtonRelease: ArcMouse._released,
    QEvent.Type.ToolTip: ArcMouse._asked,
    QEvent.Type.ContextMenu: ArcMouse._menu_wanted,
}
