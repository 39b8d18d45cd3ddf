from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from annotator.storage import first_page
from annotator.ui.first_paint import FirstPaint
from annotator.ui.theme import THEMES


@pytest.fixture
def pictures(front: Any) -> tuple[QImage, QImage]:
    """What is painted first, and the window that takes its place."""
    front.window.resize(1280, 820)  # wide enough for the labels of the sample to stand in one row
    front.desk.person_strip.hide()
    front.settle()
    front.window.menuBar().setFocus()
    page = first_page.read(front.path, front.session.person.name, "added", False, 20)
    settings = front.window.settings
    first = FirstPaint(page, front.desk.panes.sizes(), settings.language, THEMES[settings.theme])
    front.qtbot.addWidget(first)
    first.resize(front.window.size())
    return first.grab().toImage(), front.window.grab().toImage()


def place(front: Any, part: QWidget) -> tuple[int, int, int, int]:
    corner = part.mapTo(front.window, part.rect().topLeft())
    return corner.x(), corner.y(), part.width(), part.height()


def same(first: QImage, then: QImage, x: int, y: int) -> bool:
    return first.pixelColor(x, y) == then.pixelColor(x, y)


def test_the_fields_are_where_they_will_be(front: Any, pictures: tuple[QImage, QImage]) -> None:
    for part in (front.desk.articles.filters.search, front.desk.articles.filters.state):
        left, top, width, height = place(front, part)
        for x, y in ((left + 20, top), (left + 20, top + height - 1), (left, top + 15), (left + width - 1, top + 15)):
            assert same(*pictures, x, y), (part.objectName(), x, y)


def test_no_line_jumps(front: Any, pictures: tuple[QImage, QImage]) -> None:
    left, top, _, _ = place(front, front.desk.view)
    _, rows, _, _ = place(front, front.desk.articles.view)
    _, status, _, _ = place(front, front.desk.status)
    for x, y in ((left + 9, top - 1), (left + 9, top), (9, rows - 1), (9, status - 1), (9, status)):
        assert same(*pictures, x, y), (x, y)


def test_the_rows_stay_as_they_were(front: Any, pictures: tuple[QImage, QImage]) -> None:
    _, top, width, _ = place(front, front.desk.articles.view)
    first, then = (picture.copy(0, top, width, 300) for picture in pictures)
    assert first == then
