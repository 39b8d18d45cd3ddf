from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from annotator.app.acts import Acts
from annotator.ui.span_painter import LANE, Drawn, Piece, paint_over, paint_under
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


NESTED = (
    "Bệnh viện Đa khoa Hữu nghị Việt Nam - Cu Ba Đồng Hới đón đoàn Ủy ban Nhân dân thành phố Viêng Chăn, nước Cộng hòa "
    "Dân chủ Nhân dân Lào, sáng 17/2.\nTrường Đại học Khoa học Xã hội và Nhân văn, Đại học Quốc gia Thành phố Hồ Chí "
    "Minh, cũng cử người dự.\n"
)
STACKS = (
    ("Bệnh viện Đa khoa Hữu nghị Việt Nam - Cu Ba Đồng Hới", "ORG"),
    ("Việt Nam - Cu Ba Đồng Hới", "LOC"),
    ("Việt Nam - Cu Ba", "EVENT"),
    ("Việt Nam", "TITLE"),
    ("Ủy ban Nhân dân thành phố Viêng Chăn, nước Cộng hòa Dân chủ Nhân dân Lào", "ORG"),
    ("thành phố Viêng Chăn, nước Cộng hòa Dân chủ Nhân dân Lào", "LOC"),
    ("nước Cộng hòa Dân chủ Nhân dân Lào, sáng 17/2", "AWARD"),
    ("Cộng hòa Dân chủ Nhân dân Lào", "LOC"),
    ("Trường Đại học Khoa học Xã hội và Nhân văn, Đại học Quốc gia Thành phố Hồ Chí Minh", "ORG"),
    ("Nhân văn, Đại học Quốc gia", "EVENT"),
    ("Đại học Quốc gia Thành phố Hồ Chí Minh", "ORG"),
    ("Thành phố Hồ Chí Minh", "LOC"),
    ("Hồ Chí Minh", "PER"),
)
"""Names within names, four deep, some across others and over the ends of lines."""


@pytest.fixture
def nested(reading: Any) -> Any:
    """The window on a text with spans four deep, put there one by one as a person does."""
    front = reading(NESTED)
    acts = Acts(front.session)
    for words, label in STACKS:
        assert acts.add_span(*front.place(words), front.label(label))
    return front


def line_rects(front: Any) -> list[tuple[QRectF, str]]:
    """Every line of the text in the viewport: its words' rectangle as Qt lays them out."""
    found = []
    for block, origin in front.view._page.blocks():
        layout = block.layout()
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            words = block.text()[line.textStart() : line.textStart() + line.textLength()]
            found.append((QRectF(line.naturalTextRect()).translated(origin), words))
    return found


@pytest.mark.parametrize("zoom", [-4, 0, 5, 16])
def test_four_deep_no_chip_or_band_hides_words_or_another(nested: Any, zoom: int) -> None:
    nested.view.set_zoom(zoom)
    nested.view.verticalScrollBar().setValue(0)
    nested.view.viewport().repaint()
    placed = list(nested.view._page._placed())
    lines = [rect for rect, words in line_rects(nested) if words.strip()]
    chips = [chip for _, _, chip in placed if chip is not None]
    assert max(piece.lane for piece, _, _ in placed) == 3
    assert chips
    for number, chip in enumerate(chips):
        assert not any(chip.intersects(line) for line in lines)
        assert not any(chip.intersects(other) for other in chips[:number])
        assert chip.right() <= nested.view.viewport().width()
    for piece, rect, _ in placed:
        y = rect.bottom() + piece.lane * LANE
        band = QRectF(rect.left(), y - 1, rect.width(), 2)
        assert not any(band.intersects(chip) for chip in chips)
        assert not any(band.intersects(line.adjusted(0, 2, 0, -2)) for line in lines)


def test_lines_have_only_the_room_that_they_need(nested: Any) -> None:
    heights = [nested.view.blockBoundingRect(block).height() for block, _ in nested.view._page.blocks()]
    for span in list(nested.session.document.spans.all):
        assert Acts(nested.session).delete(span)
    nested.view.viewport().repaint()
    plain = [nested.view.blockBoundingRect(block).height() for block, _ in nested.view._page.blocks()]
    assert all(after < before for before, after in zip(heights[:2], plain[:2], strict=True))
    for _ in STACKS:
        nested.shortcut(Qt.Key.Key_Z)
    nested.view.viewport().repaint()
    assert [nested.view.blockBoundingRect(block).height() for block, _ in nested.view._page.blocks()] == heights


def test_an_article_that_is_opened_has_the_room_that_its_spans_need(nested: Any) -> None:
    page, here = nested.view._page, nested.session.document
    nested.view.viewport().repaint()
    heights = [nested.view.blockBoundingRect(block).height() for block, _ in page.blocks()]
    nested.session.reread()
    assert nested.session.document is not here
    nested.view.viewport().repaint()
    assert [nested.view.blockBoundingRect(block).height() for block, _ in page.blocks()] == heights


def test_chips_of_one_beginning_stand_side_by_side_the_outer_one_first(nested: Any) -> None:
    start = nested.place("Việt Nam - Cu Ba")[0]
    placed = [(piece, chip) for piece, _, chip in nested.view._page._placed() if chip is not None]
    at = nested.view._page.map.inside(0, start, start + 1)[0]
    group = sorted((chip.left(), piece) for piece, chip in placed if piece.drawn.start == at)
    assert [piece.drawn.label for _, piece in group] == ["LOC", "EVENT", "TITLE"]
    assert all(piece.name in (piece.drawn.label, piece.drawn.label[:1]) for _, piece in group)


def test_a_click_on_a_band_takes_its_span(nested: Any) -> None:
    piece, rect, _ = next(each for each in nested.view._page._placed() if each[0].lane == 3 and each[0].is_first)
    point = QPointF(rect.left() + 4, rect.bottom() + 3 * LANE).toPoint()
    assert piece.drawn.key in [span.id for span in nested.view.spans_at(point)]
