"""Relations as arcs: which of them are drawn, the room they need, and where they run.

Those of the current span are always drawn, faintly, along its row of chips. On demand all are, and then every line
has a track for each arc above its chips. Between lines arcs run in the gutter at the left, so none crosses the words.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil
from typing import NamedTuple

from PySide6.QtCore import QObject, QPoint, QPointF, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QPlainTextEdit

from annotator.app.session import Session
from annotator.core.edits import Edit
from annotator.core.model import Label, Relation, Span
from annotator.ui import arc_painter, arc_tracks
from annotator.ui.arc_painter import Arc
from annotator.ui.arc_tracks import End
from annotator.ui.leading_layout import GUTTER
from annotator.ui.page import TRACK, Page
from annotator.ui.span_painter import CHIP_HEIGHT, chip_width
from annotator.ui.theme import Theme

_UNIT = 7.0
"""Pixels of a character, roughly: how many of them an arc's label takes."""
_LANE = 4.0
"""Pixels between two arcs in the gutter."""
_LANES = int(GUTTER // _LANE)
_AWAY = 24.0
"""Pixels beyond the view where an arc goes whose other end is out of sight."""


class Anchor(NamedTuple):
    """The chip of a span as it lies in the viewport, and the line of the paragraph it stands on."""

    chip: QRectF
    paragraph: int
    start: int
    end: int


class Arcs(QObject):
    """The arcs over the page of one view."""

    def __init__(self, view: QPlainTextEdit, page: Page, session: Session, theme: Theme) -> None:
        super().__init__(view)
        self._view = view
        self._page = page
        self._session = session
        self._theme = theme
        self._ends: dict[int, list[End]] | None = None
        self._tracks: dict[tuple[int, int, int], dict[int, int]] = {}
        self._drawn: list[Arc] = []
        self.are_all_shown = False
        self.current: Span | None = None
        self.selected: int | None = None
        """The number of the relation that was clicked."""
        self.source: Span | None = None
        """Where a relation is to begin, while its other end is being chosen."""
        self.hand: tuple[QPointF, QPointF] | None = None
        """A line from a chip to the mouse that draws a relation."""
        self.aim: Span | None = None
        """The span under the mouse that draws a relation."""
        page.ends_of = self._ends_of
        page.tracks = self._tracks_over
        session.changed.connect(self._follow)
        view.verticalScrollBar().valueChanged.connect(self._follow_scrolling)

    def show_all(self, are_shown: bool) -> None:
        """Draws every arc, or only those of the current span."""
        self.are_all_shown = are_shown
        self.forget()

    def forget(self) -> None:
        """The relations are others, or other ones are shown."""
        self._ends = None
        self._tracks.clear()
        self._page.forget_arcs()
        self._view.viewport().update()

    def follow_current(self, span: Span | None) -> None:
        """The current span is another one, and with it whose arcs count."""
        self.current = span
        relations = self._relations()
        if self.selected is not None and span is not None and self.selected not in [each.id for each in relations]:
            self.selected = None
        if self._drawn or relations:
            self._view.viewport().update()

    def select(self, relation: Relation | None) -> None:
        """Marks a relation as the one that keys act on."""
        self.selected = relation.id if relation else None
        self._view.viewport().update()

    def set_source(self, span: Span | None) -> None:
        """Marks a span as the one where a relation is to begin."""
        self.source = span
        self._view.viewport().update()

    def set_hand(self, hand: tuple[QPointF, QPointF] | None, aim: Span | None = None) -> None:
        """Shows a relation that is being drawn with the mouse, and the span it would go to."""
        self.hand, self.aim = hand, aim
        self._view.viewport().update()

    def relation_at(self, point: QPoint) -> Relation | None:
        """The relation whose label is at a point of the viewport, as it was painted last."""
        return next((arc.relation for arc in self._drawn if arc.chip and arc.chip.contains(QPointF(point))), None)

    def chip_at(self, point: QPoint) -> tuple[int, QRectF] | None:
        """The number of the person's span whose chip is at a point of the viewport, with the chip's place."""
        anchors = self._anchors().items()
        return next(((key, each.chip) for key, each in anchors if each.chip.contains(QPointF(point))), None)

    def drawn(self) -> list[Arc]:
        """The arcs as they were painted last."""
        return list(self._drawn)

    def paint(self, painter: QPainter) -> None:
        """Finds the arcs over what is visible and paints their lines."""
        self._drawn = self._find()
        for arc in self._drawn:
            arc_painter.paint_line(painter, arc, self._theme)

    def paint_labels(self, painter: QPainter) -> None:
        """The labels of the arcs, what is being drawn by hand, and where a relation is to begin."""
        for arc in self._drawn:
            arc_painter.paint_label(painter, arc, self._theme)
        if self.hand is not None:
            arc_painter.paint_hand(painter, *self.hand, self._theme)
        marked = [span.id for span in (self.source, self.aim) if span is not None]
        anchors = self._anchors() if marked else {}
        for key in marked:
            if key in anchors:
                arc_painter.paint_ring(painter, anchors[key].chip, self._theme)

    def _relations(self) -> list[Relation]:
        document = self._page.document
        if document is None:
            return []
        if self.are_all_shown:
            return document.links.relations
        if self.current is None or self.current.annotator != document.annotator:
            return []
        return document.links.of(self.current.id)

    def _find(self) -> list[Arc]:
        """The arcs that begin or end in view; their labels lie where they hide neither chips nor one another."""
        relations, document = self._relations(), self._page.document
        if not relations or document is None:
            return []
        anchors, result = self._anchors(), []
        taken = {} if self.are_all_shown else _rows(anchors.values())
        for relation in relations:
            label = self._session.label(relation.label)
            if label is not None and not anchors.keys().isdisjoint(_ends(relation)):
                result.append(self._arc(relation, label, anchors))
        return [self._with_label(arc, taken) for arc in _side_by_side(result)]

    def _arc(self, relation: Relation, label: Label, anchors: dict[int, Anchor]) -> Arc:
        source, target = (anchors.get(key) for key in _ends(relation))
        turn = None
        legs = [self._leg(relation.id, source, True), self._leg(relation.id, target, False)]
        if source is not None and target is not None and _is_one_line(source, target):
            points = self._along(source, target, legs)
        else:
            away = self._away(relation, is_source_seen=source is not None)
            first, last = legs[0] or [away], list(reversed(legs[1] or [away]))
            points = [*first, QPointF(GUTTER, first[-1].y()), QPointF(GUTTER, last[0].y()), *last]
            turn = len(first)
        is_selected = relation.id == self.selected
        is_strong = self.are_all_shown and self.current is not None and self.current.id in _ends(relation)
        is_faint = not (is_strong or is_selected)
        return Arc(relation, label, points, target is not None, is_faint, is_selected, turn=turn)

    def _leg(self, relation: int, anchor: Anchor | None, is_source: bool) -> list[QPointF]:
        """The way from a chip to where its arc runs."""
        if anchor is None:
            return []
        chip = anchor.chip
        if not self.are_all_shown:
            return [QPointF(chip.left(), chip.center().y())]
        track = self._tracks_of(anchor.paragraph, anchor.start, anchor.end).get(relation, 0)
        x = chip.left() + chip.width() * (0.35 if is_source else 0.65)
        return [QPointF(x, chip.top()), QPointF(x, chip.top() - TRACK * (track + 0.5))]

    def _along(self, source: Anchor, target: Anchor, legs: list[list[QPointF]]) -> list[QPointF]:
        """From chip to chip on one line."""
        if self.are_all_shown:
            return [*legs[0], *reversed(legs[1])]
        y = source.chip.center().y()
        if source.chip.left() <= target.chip.left():
            return [QPointF(source.chip.right(), y), QPointF(target.chip.left(), y)]
        return [QPointF(source.chip.left(), y), QPointF(target.chip.right(), y)]

    def _away(self, relation: Relation, is_source_seen: bool) -> QPointF:
        """Where the end of an arc lies that is out of sight: above the view or below it."""
        document = self._page.document
        source, target = (document.links.ends.get(key) if document else None for key in _ends(relation))
        is_forward = source is not None and target is not None and target.start > source.start
        height = self._view.viewport().height()
        return QPointF(GUTTER, height + _AWAY if is_forward == is_source_seen else -_AWAY)

    def _with_label(self, arc: Arc, taken: dict[int, list[tuple[float, float]]]) -> Arc:
        """Puts the label on a level part of the arc where there is room, or nowhere: by the target where every arc has
        its track, on the longest part elsewhere."""
        wide = arc_painter.label_width(arc.label.shown)
        levels = [(a, b) for a, b in zip(arc.points, arc.points[1:], strict=False) if a.y() == b.y()]
        levels.sort(key=lambda part: 0 if self.are_all_shown else -abs(part[0].x() - part[1].x()))
        for a, b in reversed(levels) if self.are_all_shown else levels:
            row = taken.setdefault(round(a.y()), [])
            left, right = sorted((a.x(), b.x()))
            if self.are_all_shown and right - left < wide:
                middle = (left + right) / 2
                left = max(0.0, min(middle - wide / 2, self._view.viewport().width() - wide))
                right = left + wide
            x = arc_tracks.free_place(row, left, right, wide)
            if x is not None:
                row.append((x - 2, x + wide + 2))
                return arc._replace(chip=QRectF(x, a.y() - CHIP_HEIGHT / 2, wide, CHIP_HEIGHT))
        return arc

    def _anchors(self) -> dict[int, Anchor]:
        """Where the chips of the visible spans lie, by the spans' numbers."""
        found = {}
        for block, origin in self._page.blocks():
            for piece in self._page.pieces_of(block):
                if piece.chip is not None and not piece.drawn.is_suggestion:
                    line = block.layout().lineForTextPosition(piece.drawn.start)
                    if not line.isValid():  # Qt has dropped the layout of a paragraph it will lay out anew
                        continue
                    start = line.textStart()
                    chip = piece.chip.translated(origin)
                    found[piece.drawn.key] = Anchor(chip, block.blockNumber(), start, start + line.textLength())
        return found

    def _ends_of(self, number: int) -> tuple[End, ...]:
        """The ends in a paragraph of arcs that need a track."""
        if not self.are_all_shown:
            return ()
        if self._ends is None:
            self._ends = self._find_ends()
        return tuple(self._ends.get(number, ()))

    def _find_ends(self) -> dict[int, list[End]]:
        document, shown = self._page.document, self._page.map
        found: dict[int, list[End]] = {}
        for relation in document.links.relations if document else ():
            spans = [document.links.ends.get(key) for key in _ends(relation)] if document else []
            label = self._session.label(relation.label)
            if label is None or not all(span is not None and shown.is_shown(span.start, span.end) for span in spans):
                continue
            width = ceil((arc_painter.label_width(label.shown) + chip_width("MM")) / _UNIT)
            for span, room in zip(spans, (0, width), strict=True):
                number = shown.paragraph(span.start) if span else 0
                inside = shown.inside(number, span.start, span.end) if span else None
                if inside is not None:
                    found.setdefault(number, []).append(End(relation.id, inside[0], room))
        return found

    def _tracks_of(self, number: int, start: int, end: int) -> dict[int, int]:
        """The tracks of the arcs over a line of a paragraph, found once."""
        line = number, start, end
        if line not in self._tracks:
            self._tracks[line] = arc_tracks.tracks(self._ends_of(number), start, end)
        return self._tracks[line]

    def _tracks_over(self, number: int, start: int, end: int) -> int:
        return max(self._tracks_of(number, start, end).values(), default=-1) + 1

    def _follow_scrolling(self) -> None:
        """Ways to what is out of sight, and where labels find room, change with what is in sight."""
        if self._drawn:
            self._view.viewport().update()

    def _follow(self, edit: Edit) -> None:
        """Relations come, go and move with their spans."""
        is_moved = bool(edit.rows("span") or edit.rows("label"))
        if edit.rows("relation") or (self.are_all_shown and is_moved):
            self.forget()
        elif self._drawn and is_moved:
            self._view.viewport().update()
        if any(change.key == self.selected and change.after is None for change in edit.rows("relation")):
            self.selected = None
        if self.source is not None and any(change.key == self.source.id for change in edit.rows("span")):
            self.source = None


def _ends(relation: Relation) -> tuple[int, int]:
    return relation.source, relation.target


def _side_by_side(arcs: list[Arc]) -> list[Arc]:
    """The arcs with a lane of the gutter each, shorter ways closer to the words; beyond the last lane they share."""
    ways = [(arc.points[arc.turn].y(), arc.points[arc.turn + 1].y(), at) for at, arc in enumerate(arcs) if arc.turn]
    ways.sort(key=lambda way: abs(way[0] - way[1]))
    lanes: list[list[tuple[float, float]]] = []
    result = list(arcs)
    for first, last, at in ways:
        low, high = sorted((first, last))
        free = (n for n, others in enumerate(lanes) if all(high < a or b < low for a, b in others))
        lane = next(free, len(lanes))
        if lane == len(lanes):
            lanes.append([])
        lanes[lane].append((low, high))
        result[at] = arcs[at].in_gutter(GUTTER - 2 - _LANE * (lane % _LANES))
    return result


def _is_one_line(a: Anchor, b: Anchor) -> bool:
    return (a.paragraph, a.start) == (b.paragraph, b.start)


def _rows(anchors: Iterable[Anchor]) -> dict[int, list[tuple[float, float]]]:
    """What the chips take of each row, by the height of the row's middle."""
    rows: dict[int, list[tuple[float, float]]] = {}
    for anchor in anchors:
        rows.setdefault(round(anchor.chip.center().y()), []).append((anchor.chip.left() - 2, anchor.chip.right() + 2))
    return rows
