"""One row of the article list, painted whole: state, title on up to two lines, where it is from, what is on it.

It knows neither model nor view, so that the first rows can be painted before those are loaded.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QLocale, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QTextLayout, QTextOption

from annotator.core.shown import one_line
from annotator.storage.listing import ArticleRow
from annotator.ui.icons import pixmap
from annotator.ui.locale import short_date
from annotator.ui.theme import RADIUS, SMALL_SIZE, XS, M, S, Theme, ui_font

GLYPH = 16
SPARKLE = 12
BAR = 3
"""Width of the bar at the left of the selected row."""
LINES = 2
LEADING = 2
"""Pixels between the lines of a title, for the marks that Vietnamese stacks on its capitals."""
LONGEST = 400
"""Characters of a title that are laid out; two lines never hold more."""

STATE_ICONS = {
    "new": "state-new",
    "in-progress": "state-progress",
    "done": "state-done",
    "skipped": "state-skipped",
}
"""The glyph of each state."""


def shown_title(row: ArticleRow) -> str:
    """The title on one line; the file's name where there is no title."""
    return one_line(" ".join(row.title.split()) or row.name)


class _Shown(NamedTuple):
    """What of a row depends on the width: the lines of the title and the line below them."""

    title: list[str]
    below: str


class RowPainter:
    """Paints rows, all of one height."""

    def __init__(self, theme: Theme, locale: QLocale) -> None:
        self._theme = theme
        self._locale = locale
        self._font = ui_font()
        self._small = ui_font(SMALL_SIZE)
        self._metrics = QFontMetricsF(self._font)
        self._small_metrics = QFontMetricsF(self._small)
        self._line = self._metrics.lineSpacing() + LEADING
        self._shown = lru_cache(maxsize=2000)(self._laid_out)
        self.height = round(2 * (S + 2) + LINES * self._line + XS + self._small_metrics.lineSpacing())

    def paint(
        self,
        painter: QPainter,
        rect: QRect,
        row: ArticleRow,
        *,
        selected: bool,
        hovered: bool,
        focused: bool,
        covered: int = 0,
    ) -> None:
        """Draws one row, whatever the style would do.

        `covered` pixels beside it are a scroll bar's: they come out of the margin, so that no title breaks anew.
        """
        left, right = rect.left() + M + GLYPH + S, rect.right() + 1 - max(0, M - covered)
        self._paint_ground(painter, rect, right, selected, hovered)
        shown = self._shown(row, right - left)
        spare = (LINES - len(shown.title)) * self._line
        top = rect.top() + S + 2 + spare / 2
        self._paint_state(painter, row.state, rect.left() + M, top)
        painter.setFont(self._font)
        painter.setPen(self._title_colour(row, selected))
        for line in shown.title:
            painter.drawText(QPointF(left, top + self._metrics.ascent()), line)
            top += self._line
        baseline = top + XS + self._small_metrics.ascent()
        painter.setFont(self._small)
        painter.setPen(QColor(self._theme.muted))
        painter.drawText(QPointF(left, baseline), shown.below)
        self._paint_counts(painter, row, right, baseline)
        if focused:
            self._paint_focus(painter, rect)

    def _paint_ground(self, painter: QPainter, rect: QRect, right: int, selected: bool, hovered: bool) -> None:
        theme = self._theme
        if selected:
            painter.fillRect(rect, QColor(theme.selection))
            painter.fillRect(QRect(rect.left(), rect.top(), BAR, rect.height()), QColor(theme.accent))
            return
        if hovered:
            painter.fillRect(rect, QColor(theme.hover))
        painter.fillRect(QRect(rect.left() + M, rect.bottom(), right - rect.left() - M, 1), QColor(theme.border))

    def _paint_state(self, painter: QPainter, state: str, left: int, top: float) -> None:
        colour = self._theme.accent if state == "done" else self._theme.muted
        y = top + (self._metrics.lineSpacing() - GLYPH) / 2
        painter.drawPixmap(QPointF(left, round(y)), pixmap(STATE_ICONS[state], colour, GLYPH))

    def _paint_counts(self, painter: QPainter, row: ArticleRow, right: float, baseline: float) -> None:
        """From the right: open suggestions with their sparkle, then the spans."""
        for count, name, colour in self._counts(row):
            text = self._locale.toString(count)
            right -= self._small_metrics.horizontalAdvance(text)
            painter.setPen(QColor(colour))
            painter.drawText(QPointF(right, baseline), text)
            right -= SPARKLE + 2
            y = baseline - self._small_metrics.capHeight() / 2 - SPARKLE / 2
            painter.drawPixmap(QPointF(right, round(y)), pixmap(name, colour, SPARKLE))
            right -= S

    def _counts(self, row: ArticleRow) -> list[tuple[int, str, str]]:
        counts = ((row.suggestions, "sparkle", self._theme.accent), (row.spans, "label", self._theme.muted))
        return [count for count in counts if count[0]]

    def _paint_focus(self, painter: QPainter, rect: QRect) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._theme.accent), 1.5))
        painter.drawRoundedRect(QRectF(rect).adjusted(BAR + 3, 3, -3, -3), RADIUS, RADIUS)
        painter.restore()

    def _title_colour(self, row: ArticleRow, selected: bool) -> QColor:
        """What is finished steps back."""
        is_finished = row.state in ("done", "skipped")
        return QColor(self._theme.muted if is_finished and not selected else self._theme.text)

    def _laid_out(self, row: ArticleRow, width: int) -> _Shown:
        taken = sum(
            SPARKLE + 2 + S + self._small_metrics.horizontalAdvance(self._locale.toString(count))
            for count, _, _ in self._counts(row)
        )
        below = self._small_metrics.elidedText(self._origin(row), Qt.TextElideMode.ElideRight, max(0, width - taken))
        return _Shown(wrapped(shown_title(row)[:LONGEST], self._font, width), below)

    def _origin(self, row: ArticleRow) -> str:
        parts = (
            short_date(row.published, self._locale),
            *(one_line(" ".join((part or "").split())) for part in (row.source, row.author)),
        )
        return " · ".join(part for part in parts if part)


def wrapped(text: str, font: QFont, width: float) -> list[str]:
    """A text broken into at most two lines, the last one elided where there would be more."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    units = text.encode("utf-16-le")
    layout.beginLayout()
    starts: list[int] = []
    while len(starts) <= LINES and (line := layout.createLine()).isValid():
        line.setLineWidth(max(1.0, width))
        starts.append(line.textStart() * 2)
    layout.endLayout()
    if len(starts) <= LINES:
        ends = [*starts[1:], len(units)]
        return [units[start:end].decode("utf-16-le").rstrip() for start, end in zip(starts, ends, strict=True)]
    last = units[starts[LINES - 1] :].decode("utf-16-le")
    first = units[: starts[1]].decode("utf-16-le").rstrip()
    return [first, QFontMetricsF(font).elidedText(last, Qt.TextElideMode.ElideRight, width)]
