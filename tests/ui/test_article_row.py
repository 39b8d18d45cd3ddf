from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from annotator.storage.listing import ArticleRow
from annotator.ui.article_row import RowPainter
from annotator.ui.locale import interface_locale
from annotator.ui.theme import THEMES

WIDTH = 300
BAR = 10
ROW = ArticleRow(1, "a.txt", "Nghĩ lại về những buổi chợ phiên vùng cao ngày giáp Tết năm ấy", "2023-02-17", "nhà",
                 None, "new", 3, 1200)  # fmt: skip


def painted(width: int, covered: int) -> QImage:
    painter_of_rows = RowPainter(THEMES["light"], interface_locale("vi"))
    picture = QImage(WIDTH, painter_of_rows.height, QImage.Format.Format_RGB32)
    picture.fill(0xFFFFFF)
    painter = QPainter(picture)
    rect = QRect(0, 0, width, painter_of_rows.height)
    painter_of_rows.paint(painter, rect, ROW, selected=False, hovered=False, focused=False, covered=covered)
    painter.end()
    return picture


@pytest.mark.parametrize("covered", [BAR, 4])
def test_a_scroll_bar_moves_nothing(qtbot: QtBot, covered: int) -> None:
    assert painted(WIDTH - covered, covered) == painted(WIDTH, 0)
