"""Icons of `resources/icons/`, drawn in the colour of the theme."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from annotator.core.assets import asset

_DRAWN = 2
"""Pixels drawn for each pixel asked for, so that icons stay sharp on dense screens."""


@lru_cache(maxsize=256)
def pixmap(name: str, colour: str, size: int = 18) -> QPixmap:
    """An icon as a picture of `size` device-independent pixels."""
    source = asset("resources", "icons", f"{name}.svg").read_bytes().replace(b"currentColor", colour.encode())
    picture = QPixmap(size * _DRAWN, size * _DRAWN)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(source)).render(painter, QRectF(0, 0, size * _DRAWN, size * _DRAWN))
    painter.end()
    picture.setDevicePixelRatio(_DRAWN)
    return picture


@lru_cache(maxsize=256)
def icon(name: str, colour: str, disabled: str, size: int = 18) -> QIcon:
    """An icon with its look when it is disabled; in a chosen row it stays as it is, where Qt would tint it."""
    result = QIcon(pixmap(name, colour, size))
    result.addPixmap(pixmap(name, disabled, size), QIcon.Mode.Disabled)
    result.addPixmap(pixmap(name, colour, size), QIcon.Mode.Selected)
    return result
