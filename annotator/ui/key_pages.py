"""The sheet of keys on A4 pages, drawn the same for a printer and for a PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication, QMarginsF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPageLayout, QPageSize, QPainter, QPen

from annotator.ui.theme import FAMILY

if TYPE_CHECKING:
    from PySide6.QtGui import QPagedPaintDevice

Section = tuple[str, list[tuple[str, str]]]
"""A heading, and its acts with their keys as they are shown."""

_MARGIN = 14.0
"""Millimetres around a page."""
_COLUMNS = 2
_GAP = 22.0
_TYPE, _TITLE, _HEADING = 8.0, 16.0, 9.0
"""Type sizes and distances are in points, 1/72 inch; the painter is scaled to them."""
_BEFORE_HEADING = 9.0
_INK, _QUIET, _ACCENT, _LINE = (QColor(c) for c in ("#1b1f24", "#5c6672", "#0b7069", "#dfe3e8"))


class _Line(NamedTuple):
    """One line of a column: a heading, or an act with its keys."""

    text: str
    keys: str
    is_heading: bool


def set_up(device: QPagedPaintDevice) -> None:
    """Makes the pages of a printer or a PDF upright A4."""
    device.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    device.setPageOrientation(QPageLayout.Orientation.Portrait)
    device.setPageMargins(QMarginsF(_MARGIN, _MARGIN, _MARGIN, _MARGIN), QPageLayout.Unit.Millimeter)


def draw(device: QPagedPaintDevice, title: str, sections: list[Section]) -> bool:
    """Draws every section, columns and pages as they fill; False when the device cannot be drawn on."""
    painter = QPainter()
    if not painter.begin(device):
        return False
    points = device.pageLayout().paintRectPixels(72)
    painter.scale(device.logicalDpiX() / 72, device.logicalDpiY() / 72)
    page = QRectF(0, 0, points.width(), points.height())
    columns = _dealt(sections, page.height() - _top() - _line_height())
    pages = -(-len(columns) // _COLUMNS)
    for number, column in enumerate(columns):
        if number % _COLUMNS == 0:
            if number and not device.newPage():
                painter.end()
                return False
            _draw_frame(painter, page, title, number // _COLUMNS + 1, pages)
        _draw_column(painter, page, number % _COLUMNS, column)
    return painter.end()


def _font(size: float, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The interface's type in points of the scaled painter."""
    font = QFont(FAMILY)
    font.setPixelSize(round(size * _FINE))
    font.setWeight(weight)
    return font


_FINE = 10
"""Fonts have whole sizes only: they are set this many times as large and drawn as much smaller."""


def _line_height() -> float:
    return QFontMetricsF(_font(_TYPE)).height() / _FINE * 1.12


def _top() -> float:
    """Where the columns begin, under the title."""
    return QFontMetricsF(_font(_TITLE)).height() / _FINE + 12


def _dealt(sections: list[Section], height: float) -> list[list[_Line]]:
    """The lines of each column; a section that does not fit goes on in the next one under its heading."""
    columns: list[list[_Line]] = [[]]
    room = height
    step, heading = _line_height(), _line_height() * _HEADING / _TYPE + _BEFORE_HEADING
    for title, rows in sections:
        if columns[-1] and room < heading + min(len(rows), 3) * step:
            columns.append([])
            room = height
        columns[-1].append(_Line(title, "", True))
        room -= heading
        for text, keys in rows:
            if room < step:
                columns.append([_Line(title, "", True)])
                room = height - heading
            columns[-1].append(_Line(text, keys, False))
            room -= step
    return columns


def _draw_frame(painter: QPainter, page: QRectF, title: str, number: int, pages: int) -> None:
    """Title, a line under it, and the number of the page."""
    _write(painter, page, title, _font(_TITLE, QFont.Weight.DemiBold), _INK, Qt.AlignmentFlag.AlignLeft)
    below = _top() - 7
    _write(painter, page.adjusted(0, 6, 0, 0), "Annotator", _font(_TYPE), _QUIET, Qt.AlignmentFlag.AlignRight)
    painter.setPen(QPen(_LINE, 0.7))
    painter.drawLine(QPointF(page.left(), below), QPointF(page.right(), below))
    if pages > 1:
        said = QCoreApplication.translate("ShortcutSheet", "Page {number} of {pages}")
        foot = page.adjusted(0, page.height() - _line_height(), 0, 0)
        text = said.format(number=number, pages=pages)
        _write(painter, foot, text, _font(_TYPE), _QUIET, Qt.AlignmentFlag.AlignRight)


def _draw_column(painter: QPainter, page: QRectF, place: int, lines: list[_Line]) -> None:
    width = (page.width() - (_COLUMNS - 1) * _GAP) / _COLUMNS
    row = QRectF(place * (width + _GAP), _top(), width, _line_height())
    heading = _line_height() * _HEADING / _TYPE
    bold, ordinary = _font(_HEADING, QFont.Weight.DemiBold), _font(_TYPE)
    for number, line in enumerate(lines):
        if line.is_heading:
            row.translate(0, _BEFORE_HEADING if number else 0)
            _write(painter, row, line.text, bold, _ACCENT, Qt.AlignmentFlag.AlignLeft)
            row.translate(0, heading)
        else:
            _write(painter, row, line.keys, ordinary, _INK, Qt.AlignmentFlag.AlignRight)
            taken = QFontMetricsF(ordinary).horizontalAdvance(line.keys) / _FINE + 6
            _write(painter, row.adjusted(0, 0, -taken, 0), line.text, ordinary, _QUIET, Qt.AlignmentFlag.AlignLeft)
            row.translate(0, row.height())


def _write(painter: QPainter, rect: QRectF, text: str, font: QFont, colour: QColor, side: Qt.AlignmentFlag) -> None:
    """One line of text at the top of a rectangle, cut with … where there is no room."""
    painter.save()
    painter.translate(rect.topLeft())
    painter.scale(1 / _FINE, 1 / _FINE)
    painter.setFont(font)
    painter.setPen(colour)
    room = QRectF(0, 0, rect.width() * _FINE, rect.height() * _FINE)
    shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, side | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextDontClip, shown)
    painter.restore()
