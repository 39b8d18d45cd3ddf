"""How each kind of line looks in the reading view."""

from __future__ import annotations

from PySide6.QtGui import QColor, QFont

from annotator.core.line_kinds import HIDDEN, LineKind
from annotator.ui.leading_layout import ParagraphStyle, scaled
from annotator.ui.theme import Theme

Styles = dict[LineKind, ParagraphStyle]

_FAINT = 0.85


def paragraph_styles(font: QFont, theme: Theme) -> Styles:
    """A style for every kind of line, for a reading font and a theme."""
    gap = font.pixelSize() * 0.55
    body = ParagraphStyle(None, 0, gap)
    styles = dict.fromkeys(LineKind, body)
    styles[LineKind.TITLE] = ParagraphStyle(scaled(font, 1.45, QFont.Weight.Bold), gap / 2, gap)
    for kind in (LineKind.DATE, LineKind.SOURCE, LineKind.SECTION):
        styles[kind] = _muted(font, theme, _FAINT, 0, gap * 1.1)  # room for the chips of the line below
    styles[LineKind.AUTHOR] = ParagraphStyle(scaled(font, 1, QFont.Weight.DemiBold), gap * 0.6, gap)
    styles[LineKind.CAPTION] = _muted(font, theme, 0.9, 0, gap * 1.2, italic=True)
    for kind in HIDDEN:
        styles[kind] = _muted(font, theme, _FAINT, 0, gap * 0.4)
    return styles


def _muted(
    font: QFont, theme: Theme, scale: float, before: float, after: float, italic: bool = False
) -> ParagraphStyle:
    format_ = scaled(font, scale, italic=italic)
    format_.setForeground(QColor(theme.muted))
    return ParagraphStyle(format_, before, after)
