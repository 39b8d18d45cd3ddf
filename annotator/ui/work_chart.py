"""Entities an hour, session by session: a quiet row of bars."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from annotator.core.work import Sitting
from annotator.ui.theme import SMALL_SIZE, XS, L, M, S, Theme, mixed, ui_font
from annotator.ui.work_words import WorkWords

if TYPE_CHECKING:
    from PySide6.QtGui import QHelpEvent, QPaintEvent

MOST = 40
"""Sessions shown, the latest ones."""
_HEIGHT = 132
_WIDEST = 28
"""The widest bar, in pixels."""


class WorkChart(QWidget):
    """Bars from the oldest session to the latest, a line where the average of what is shown lies."""

    def __init__(self, words: WorkWords, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._theme = theme
        self._sittings: list[Sitting] = []
        self._average = 0.0
        self._font = ui_font(SMALL_SIZE)
        self.empty = ""
        """What is said while there is no session."""
        self.setObjectName("workChart")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_sittings(self, sittings: Sequence[Sitting]) -> None:
        """Shows the latest of these sessions."""
        self._sittings = [each for each in sittings if each.figures.entities][-MOST:]
        seconds = sum(each.figures.seconds for each in self._sittings)
        entities = sum(each.figures.entities for each in self._sittings)
        self._average = 3600 * entities / seconds if seconds else 0.0
        average = self.tr("on average {n}").format(n=self._words.whole(self._average))
        self.setAccessibleName(self.tr("Entities an hour by session"))
        self.setAccessibleDescription(average if self._sittings else self.empty)
        self.update()

    def sizeHint(self) -> QSize:
        """Wide and low."""
        return QSize(600, _HEIGHT)

    def event(self, event) -> bool:  # type: ignore[no-untyped-def]
        """A tooltip tells the session under the mouse."""
        if event.type() == event.Type.ToolTip:
            self._tell(event)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Bars on a line, the average, and the days of the first and the last."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._font)
        if self._sittings:
            self._paint_bars(painter)
            self._paint_texts(painter)
        else:
            painter.setPen(QColor(self._theme.muted))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.setFont(ui_font())
            painter.drawText(self.rect(), flags, self.empty)
        painter.end()

    def _ground(self) -> QRectF:
        """Where the bars stand: the texts are above, below and at the right."""
        line = QFontMetricsF(self._font).height()
        return QRectF(self.rect()).adjusted(0, line + S, -self._margin(), -line - XS)

    def _margin(self) -> float:
        return QFontMetricsF(self._font).horizontalAdvance(self._average_text()) + M

    def _average_text(self) -> str:
        return self.tr("avg. {n}").format(n=self._words.whole(self._average))

    def _top(self) -> float:
        return max(each.figures.per_hour or 0.0 for each in self._sittings)

    def _bar(self, place: int) -> QRectF:
        ground = self._ground()
        step = min(ground.width() / len(self._sittings), _WIDEST + L)
        width = min(_WIDEST, step * 0.7)
        height = max(2.0, ground.height() * (self._sittings[place].figures.per_hour or 0.0) / self._top())
        return QRectF(ground.left() + place * step + (step - width) / 2, ground.bottom() - height, width, height)

    def _paint_bars(self, painter: QPainter) -> None:
        theme, ground = self._theme, self._ground()
        painter.setPen(Qt.PenStyle.NoPen)
        for place in range(len(self._sittings)):
            is_last = place == len(self._sittings) - 1
            painter.setBrush(QColor(theme.accent) if is_last else mixed(theme.accent, theme.window, 0.42))
            bar = self._bar(place)
            painter.drawRoundedRect(bar, min(3.0, bar.width() / 3), min(3.0, bar.height() / 2))
        painter.setPen(QPen(QColor(theme.border), 1))
        painter.drawLine(QPointF(ground.left(), ground.bottom() + 0.5), QPointF(ground.right(), ground.bottom() + 0.5))
        level = round(ground.bottom() - ground.height() * self._average / self._top()) + 0.5
        painter.setPen(QPen(QColor(theme.muted), 1, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(ground.left(), level), QPointF(ground.right(), level))
        painter.setPen(QColor(theme.muted))
        metrics = QFontMetricsF(self._font)
        painter.drawText(QPointF(ground.right() + S, level + metrics.capHeight() / 2), self._average_text())

    def _paint_texts(self, painter: QPainter) -> None:
        ground, metrics = self._ground(), QFontMetricsF(self._font)
        painter.setPen(QColor(self._theme.muted))
        title = self.tr("Entities an hour by session")
        painter.drawText(QPointF(ground.left(), metrics.ascent()), title)
        below = ground.bottom() + XS + metrics.ascent()
        first, last = self._words.day(self._sittings[0].start), self._words.day(self._sittings[-1].start)
        painter.drawText(QPointF(ground.left(), below), first)
        if last != first:
            right = max(self._bar(len(self._sittings) - 1).right(), metrics.horizontalAdvance(first + last) + L)
            painter.drawText(QPointF(right - metrics.horizontalAdvance(last), below), last)

    def _tell(self, event: QHelpEvent) -> None:
        bars = [self._bar(place) for place in range(len(self._sittings))]
        found = [place for place, bar in enumerate(bars) if bar.left() - 3 <= event.pos().x() <= bar.right() + 3]
        if not found:
            QToolTip.hideText()
            return
        sitting = self._sittings[found[0]]
        text = self.tr("{when}: {pace} an hour, {entities} in {time}").format(
            when=self._words.moment(sitting.start), pace=self._words.whole(sitting.figures.per_hour),
            entities=self._words.number(sitting.figures.entities), time=self._words.duration(sitting.figures.seconds),
        )  # fmt: skip
        QToolTip.showText(event.globalPos(), text, self)
