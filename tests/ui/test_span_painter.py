from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from annotator.ui.span_painter import Drawn, Piece, paint_over, paint_under
from annotator.ui.theme import THEMES

LEFT, RIGHT = 40, 120
PIECE = Piece(
    QRectF(LEFT, 20, RIGHT - LEFT, 20), Drawn(1, 0, 9, "PER", "#2a52be", False, True, True), 0, True, True, None
)


@pytest.mark.parametrize("name", THEMES)
def test_the_frame_of_the_current_span_leaves_what_is_beside_it_alone(qtbot: QtBot, name: str) -> None:
    theme = THEMES[name]
    picture = QImage(160, 60, QImage.Format.Format_RGB32)
    picture.fill(QColor(theme.surface))
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for paint in (paint_under, paint_over):
        paint(painter, [PIECE], QPointF(0, 0), theme, 1)
    painter.end()
    ground = QColor(theme.surface)
    inside = [picture.pixelColor(x, 30) for x in (LEFT, RIGHT - 1)]
    beside = [picture.pixelColor(x, y) for x in (LEFT - 2, RIGHT + 1) for y in range(60)]
    assert all(colour != ground for colour in inside)
    assert all(colour == ground for colour in beside)
