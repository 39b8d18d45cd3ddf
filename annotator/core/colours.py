"""Colours for labels: a palette that colour-blind people can tell apart, and more when all of it is taken."""

from __future__ import annotations

import colorsys
from collections.abc import Iterable

PALETTE = ("#2952b6", "#c0700a", "#97cd87", "#ae90e4", "#54d0d0", "#844a6a", "#e9b507", "#bc2d37")
"""Those of the default label set."""

_HUES = 18
_SHADES = ((0.36, 0.6), (0.52, 0.55), (0.72, 0.6))
"""Lightness and saturation of the colours beside the palette."""


def free_colour(taken: Iterable[str]) -> str:
    """The first colour of the palette that is not taken; then the one that is least like any that is, if any is left.

    The same colours taken always give the same one.
    """
    used = {colour.lower() for colour in taken}
    for colour in PALETTE:
        if colour not in used:
            return colour
    free = [colour for colour in _more() if colour not in used]
    return max(free, key=lambda colour: min(_distance(colour, other) for other in used), default=PALETTE[0])


def _more() -> list[str]:
    made = []
    for lightness, saturation in _SHADES:
        for hue in range(_HUES):
            parts = colorsys.hls_to_rgb(hue / _HUES, lightness, saturation)
            made.append("#" + "".join(f"{round(part * 255):02x}" for part in parts))
    return made


def _distance(one: str, other: str) -> float:
    """How unlike two colours look, squared: the weighted distance of https://www.compuphase.com/cmetric.htm."""
    (red, green, blue), (red_2, green_2, blue_2) = _parts(one), _parts(other)
    mean = (red + red_2) / 2
    weights = 2 + mean / 256, 4.0, 2 + (255 - mean) / 256
    return weights[0] * (red - red_2) ** 2 + weights[1] * (green - green_2) ** 2 + weights[2] * (blue - blue_2) ** 2


def _parts(colour: str) -> list[int]:
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
