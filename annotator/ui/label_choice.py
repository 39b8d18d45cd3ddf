"""When the labels show up at the selection: the palette when it is asked for, the slim bar when the mouse selected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect

from annotator.app.session import Session
from annotator.core.model import Label
from annotator.ui.annotating import Annotating
from annotator.ui.reading_view import ReadingView
from annotator.ui.theme import Theme

if TYPE_CHECKING:
    from annotator.ui.label_palette import LabelPalette, LabelStrip


class LabelChoice(QObject):
    """Makes both on first use, and anew when the label set is another one."""

    def __init__(
        self, session: Session, view: ReadingView, annotating: Annotating, language: str, theme: Theme
    ) -> None:
        super().__init__(view)
        self._session = session
        self._view = view
        self._annotating = annotating
        self._language = language
        self._theme = theme
        self._labels: list[Label] = []
        self._strip: LabelStrip | None = None
        self._palette: LabelPalette | None = None
        annotating.choice_wanted.connect(self.open)
        view.selected_by_mouse.connect(self._offer)
        view.selection_changed.connect(self._follow_selection)
        view.menu_wanted.connect(self._put_away)
        view.verticalScrollBar().valueChanged.connect(self._follow_scrolling)
        session.document_opened.connect(self._put_away)

    @property
    def palette(self) -> LabelPalette:
        """The palette, made when it is first asked for."""
        self._keep_labels()
        if self._palette is None:
            from annotator.ui.label_palette import LabelPalette

            self._palette = LabelPalette(self._labels, self._language, self._theme, self._view)
            self._palette.chosen.connect(self._annotating.label_with)
            self._palette.closed.connect(self._view.setFocus)
        return self._palette

    @property
    def strip(self) -> LabelStrip:
        """The slim bar, made when the mouse first selects."""
        self._keep_labels()
        if self._strip is None:
            from annotator.ui.label_palette import LabelStrip

            self._strip = LabelStrip(self._labels, self._language, self._theme, self._view)
            self._strip.chosen.connect(self._annotating.label_with)
            self._strip.more_wanted.connect(self.open)
        return self._strip

    def open(self) -> None:
        """Shows the palette at what is selected, at the current span, or at the text cursor."""
        view = self._view
        if self._session.document is None or not self._session.is_writable:
            return
        if self._strip is not None:
            self._strip.hide()
        current = view.current
        chosen = current.label if current is not None and view.selection is None else None
        self.palette.open_at(self._words(), chosen)

    def _offer(self) -> None:
        if self._session.is_writable and self._view.selection is not None and self._session.span_labels:
            self.strip.show_at(self._words())

    def _words(self) -> QRect:
        """The rectangle of what a label would be for, in the view."""
        view = self._view
        range_ = view.selection or ((view.current.start, view.current.end) if view.current else None)
        area = view.place_of(*range_) if range_ else QRect()
        if area.isEmpty():
            area = view.cursorRect()
        return area.translated(view.viewport().mapTo(view, QPoint(0, 0)))

    def _follow_selection(self) -> None:
        if self._strip is not None and self._strip.isVisible():
            if self._view.selection is None:
                self._strip.hide()
            else:
                self._strip.show_at(self._words())

    def _follow_scrolling(self) -> None:
        if self._strip is not None and self._strip.isVisible():
            selection = self._view.selection
            if selection is None or self._view.place_of(*selection).isEmpty():
                self._strip.hide()
            else:
                self._strip.show_at(self._words())

    def _put_away(self) -> None:
        for card in (self._strip, self._palette):
            if card is not None:
                card.hide()

    def _keep_labels(self) -> None:
        if self._labels == self._session.span_labels:
            return
        self._labels = list(self._session.span_labels)
        for card in (self._strip, self._palette):
            if card is not None:
                card.hide()
                card.deleteLater()
        self._strip = self._palette = None
