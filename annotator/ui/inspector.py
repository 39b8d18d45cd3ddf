"""The right pane: annotations and suggestions, what is known of the current one, and the guideline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from annotator.app.acts import Acts
from annotator.app.session import Session
from annotator.core.model import Label, Span
from annotator.ui import theme as design
from annotator.ui.locale import interface_locale
from annotator.ui.span_details import SpanDetails
from annotator.ui.span_list import SpanList
from annotator.ui.tabs import Tabs
from annotator.ui.theme import Theme, ui_font

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

LATER = 80
"""Milliseconds after which lists and details follow an edit: the text is painted first, quick keys are not held up."""
_DETAILS_SHARE = 0.6
"""Of the pane's height, for the details at most."""


class Inspector(QWidget):
    """Lists above, details of the current span and the rule of its label below."""

    chosen = Signal(object)

    def __init__(
        self, session: Session, acts: Acts, language: str, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._locale = interface_locale(language)
        self.setObjectName("inspector")
        self.spans = SpanList(
            session, False, theme, self.tr("No annotations yet. Select words and press a label's key.")
        )
        self.suggestions = SpanList(session, True, theme, self.tr("No open suggestions in this article."))
        self.details = SpanDetails(session, acts, language, theme, self)
        self._tabs = Tabs(theme, self)
        self._tabs.setObjectName("inspectorTabs")
        self._tabs.setAccessibleName(self.tr("Lists"))
        self._tabs.setDrawBase(False)
        self._tabs.setExpanding(True)
        self._tabs.setFont(ui_font())
        self._stack = QStackedWidget(self)
        self._current: Span | None = None
        self._rule: Label | None = None
        """The label whose rule is asked for while the mouse is on its button or it is armed."""
        self._is_stale = True
        self._is_new = True
        """Whether the article is another one than the lists show."""
        self._soon = QTimer(self, singleShot=True, interval=LATER)
        self._lay_out()
        self._connect()

    @property
    def is_caught_up(self) -> bool:
        """Whether it shows everything as it is now."""
        return not self._soon.isActive()

    def visible_list(self) -> SpanList:
        """The list on top."""
        return self.spans if self._tabs.currentIndex() == 0 else self.suggestions

    def show_current(self, span: Span | None) -> None:
        """Follows the current span of the reading view, a moment later."""
        self._current = span
        self._start()

    def edit_note(self) -> None:
        """Puts the keyboard into the note of the current span."""
        self.catch_up()
        self.details.edit_note()

    def catch_up(self) -> None:
        """Shows everything as it is now."""
        self._soon.stop()
        if self._is_stale:
            self._is_stale = False
            self.spans.refresh()
            self.suggestions.refresh()
        if self._is_new:
            self._is_new = False
            self.spans.scrollToTop()
            self.suggestions.scrollToTop()
        span = self._present()
        document = self._session.document
        is_own = span is not None and document is not None and span.annotator == document.annotator
        if span is not None:
            self._tabs.setCurrentIndex(0 if is_own else 1)
        self.details.show_span(span)
        if self._rule is not None:
            self.details.show_label(self._rule)
        self.spans.show_current(span)
        self.suggestions.show_current(span)

    def show_label(self, label: Label | None) -> None:
        """Shows a label's rule while the mouse is on its button or it is armed, a moment later."""
        self._rule = label
        self._start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another size, another share for the details."""
        super().resizeEvent(event)
        self._fit_details()

    def _lay_out(self) -> None:
        for name, list_ in ((self.tr("Annotations"), self.spans), (self.tr("Suggestions"), self.suggestions)):
            self._tabs.addTab(name)
            self._stack.addWidget(list_)
        top = QWidget(self)
        column = QVBoxLayout(top)
        column.setContentsMargins(0, design.S, 0, 0)
        column.setSpacing(design.S)
        column.addWidget(self._tabs)
        column.addWidget(self._stack)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(top, 1)
        outer.addWidget(self.details)

    def _connect(self) -> None:
        for signal in (self._session.changed, self._session.suggested):
            signal.connect(self._follow)
        self._session.document_opened.connect(self._follow_document)
        self.details.height_changed.connect(self._fit_details)
        self.details.relations.wanted.connect(self.chosen)
        self._soon.timeout.connect(self.catch_up)
        self._tabs.currentChanged.connect(self._stack.setCurrentIndex)
        for number, list_ in enumerate((self.spans, self.suggestions)):
            list_.chosen.connect(self.chosen)
            list_.counted.connect(self._count_spans if number == 0 else self._count_suggestions)

    def _follow(self, *_what: object) -> None:
        self._is_stale = True
        self._start()

    def _follow_document(self) -> None:
        self._is_new = True
        self._follow()

    def _start(self) -> None:
        """Lets a wait that has begun end: suggestions that stream in would put it off for ever."""
        if not self._soon.isActive():
            self._soon.start()

    def _present(self) -> Span | None:
        """The current span as it is now; None when it is gone."""
        if self._current is None:
            return None
        return self.spans.found(self._current) or self.suggestions.found(self._current)

    def _fit_details(self) -> None:
        wanted = self.details.wanted_height(self.width())
        self.details.setFixedHeight(min(wanted, round(self.height() * _DETAILS_SHARE)))
        if (layout := self.layout()) is not None:
            layout.activate()  # now, so that the lists know their height when they are to show the current row

    def _count_spans(self, count: int) -> None:
        self._tabs.setTabText(0, self._counted(self.tr("Annotations"), count))

    def _count_suggestions(self, count: int) -> None:
        self._tabs.setTabText(1, self._counted(self.tr("Suggestions"), count))

    def _counted(self, name: str, count: int) -> str:
        return f"{name}  {self._locale.toString(count)}" if count else name
