"""The right pane: annotations and suggestions, what is known of the current one, and the guideline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSplitter,
    QStackedWidget,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator.app.acts import Acts
from annotator.app.session import Session
from annotator.core.model import Label, Span
from annotator.ui import theme as design
from annotator.ui.icons import icon
from annotator.ui.span_list import SpanList
from annotator.ui.span_texts import origin_text
from annotator.ui.theme import Theme, ui_font

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent


LATER = 80
"""Milliseconds after which lists and details follow an edit: the text is painted first, quick keys are not held up."""


class Inspector(QWidget):
    """Lists above, details of the current span and the rule of its label below."""

    chosen = Signal(object)

    def __init__(
        self, session: Session, acts: Acts, language: str, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._theme = theme
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
        self._is_stale = True
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
        self._soon.start()

    def edit_note(self) -> None:
        """Puts the keyboard into the note of the current span."""
        self.catch_up()
        self.details.edit_note()

    def catch_up(self) -> None:
        """Shows everything as it is now."""
        self._soon.stop()
        span = self._current
        if self._is_stale:
            self._is_stale = False
            self.spans.refresh()
            self.suggestions.refresh()
        document = self._session.document
        is_own = span is not None and document is not None and span.annotator == document.annotator
        if span is not None:
            self._tabs.setCurrentIndex(0 if is_own else 1)
        self.spans.show_current(span)
        self.suggestions.show_current(span)
        self.details.show_span(span)

    def show_label(self, label: Label | None) -> None:
        """Shows a label's rule while the mouse is on its button."""
        self.details.show_label(label)

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
        splitter = QSplitter(Qt.Orientation.Vertical, self)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(top)
        splitter.addWidget(self.details)
        splitter.setStretchFactor(0, 3)
        splitter.setStretchFactor(1, 2)
        splitter.setHandleWidth(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(splitter)

    def _connect(self) -> None:
        for signal in (self._session.changed, self._session.suggested, self._session.document_opened):
            signal.connect(self._follow)
        self._soon.timeout.connect(self.catch_up)
        self._tabs.currentChanged.connect(self._stack.setCurrentIndex)
        for number, list_ in enumerate((self.spans, self.suggestions)):
            list_.chosen.connect(self.chosen)
            list_.counted.connect(self._count_spans if number == 0 else self._count_suggestions)

    def _follow(self, *_what: object) -> None:
        self._is_stale = True
        self._soon.start()

    def _count_spans(self, count: int) -> None:
        self._tabs.setTabText(0, f"{self.tr('Annotations')}  {count}" if count else self.tr("Annotations"))

    def _count_suggestions(self, count: int) -> None:
        self._tabs.setTabText(1, f"{self.tr('Suggestions')}  {count}" if count else self.tr("Suggestions"))


class Tabs(QTabBar):
    """Two words with a line of the accent colour under the chosen one."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def tabSizeHint(self, index: int) -> QSize:
        """Room for diacritics and the line."""
        hint = super().tabSizeHint(index)
        return QSize(hint.width(), self.fontMetrics().height() + 2 * design.S)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The words, the line, and a ring round the one with the keyboard."""
        painter = QPainter(self)
        for index in range(self.count()):
            rect = self.tabRect(index)
            is_chosen = index == self.currentIndex()
            painter.setPen(QColor(self._theme.text if is_chosen else self._theme.muted))
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self.tabText(index))
            if is_chosen:
                line = rect.adjusted(design.M, rect.height() - 2, -design.M, 0)
                painter.fillRect(line, QColor(self._theme.accent))
                if self.hasFocus():
                    painter.setPen(QColor(self._theme.accent))
                    painter.drawRoundedRect(rect.adjusted(3, 3, -4, -4), 4, 4)
        painter.end()


class SpanDetails(QFrame):
    """The current span: its words, who put it there and how, its note; and the rule of its label."""

    accept_wanted = Signal()
    remove_wanted = Signal()

    def __init__(
        self, session: Session, acts: Acts, language: str, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._acts = acts
        self._language = language
        self._theme = theme
        self._span: Span | None = None
        self.setObjectName("spanDetails")
        self._quote = self._text(ui_font(design.UI_SIZE + 1, QFont.Weight.DemiBold))
        self._origin = self._text(ui_font(12), muted=True)
        self.note = QLineEdit(self)
        self._accept = self._button("acceptButton", self.tr("Accept"), "check")
        self._remove = self._button("removeButton", self.tr("Delete"), "trash")
        self._rule_title = self._text(ui_font(12, QFont.Weight.DemiBold))
        self._rule = QPlainTextEdit(self)
        self._set_up()
        self._lay_out()
        self.show_span(None)

    def show_span(self, span: Span | None) -> None:
        """Shows a span, or only the hint of what to do."""
        self._span = span
        document = self._session.document
        is_own = span is not None and document is not None and span.annotator == document.annotator
        self._quote.setVisible(span is not None)
        self._origin.setVisible(span is not None)
        self.note.setVisible(is_own)
        self._accept.setVisible(span is not None and not is_own)
        self._remove.setVisible(span is not None)
        if span is None:
            self.show_label(None)
            return
        self._quote.setText(" ".join(span.quote.split()))
        self._origin.setText(origin_text(self._session, span))
        self.note.setText(span.note)
        self._remove.setText(self.tr("Delete") if is_own else self.tr("Reject"))
        self._remove.setIcon(icon("trash" if is_own else "reject", self._theme.muted, self._theme.border))
        self.show_label(self._session.label(span.label))

    def show_label(self, label: Label | None) -> None:
        """Shows the rule of a label; without one, that of the current span."""
        if label is None and self._span is not None:
            label = self._session.label(self._span.label)
        if label is None:
            self._rule_title.setText(self.tr("Guideline"))
            self._rule.setPlainText(self.tr("Point at a label or choose an annotation to read its rule here."))
            return
        self._rule_title.setText(f"{label.name} · {label.title(self._language)}")
        self._rule.setPlainText(label.guideline(self._language))

    def edit_note(self) -> None:
        """Puts the keyboard into the note."""
        if self.note.isVisible():
            self.note.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.note.selectAll()

    def _text(self, font: QFont, muted: bool = False) -> QLabel:
        label = QLabel(self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setFont(font)
        if muted:
            palette = label.palette()
            palette.setColor(QPalette.ColorRole.WindowText, QColor(self._theme.muted))
            label.setPalette(palette)
        return label

    def _button(self, name: str, text: str, picture: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(name)
        button.setText(text)
        button.setAutoRaise(True)
        button.setIcon(icon(picture, self._theme.accent, self._theme.border))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setFont(ui_font())
        return button

    def _set_up(self) -> None:
        self.note.setObjectName("noteField")
        self.note.setAccessibleName(self.tr("Note"))
        self.note.setPlaceholderText(self.tr("Note on this annotation"))
        self.note.editingFinished.connect(self._save_note)
        self._accept.clicked.connect(self.accept_wanted)
        self._remove.clicked.connect(self.remove_wanted)
        self._rule.setObjectName("guideline")
        self._rule.setAccessibleName(self.tr("Guideline"))
        self._rule.setReadOnly(True)
        self._rule.setFrameShape(QFrame.Shape.NoFrame)
        self._rule.document().setDocumentMargin(0)
        self._rule.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._rule.verticalScrollBar().setStyleSheet(self._theme.scroll_bars())
        self._rule.setFont(ui_font(12))
        palette = self._rule.palette()
        palette.setColor(QPalette.ColorRole.Base, QColor(self._theme.window))
        palette.setColor(QPalette.ColorRole.Text, QColor(self._theme.muted))
        self._rule.setPalette(palette)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self._accept)
        buttons.addWidget(self._remove)
        buttons.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(design.M, design.M, design.M, design.S)
        column.setSpacing(6)
        column.addWidget(self._quote)
        column.addWidget(self._origin)
        column.addWidget(self.note)
        column.addLayout(buttons)
        column.addWidget(self._rule_title)
        column.addWidget(self._rule, 1)

    def _save_note(self) -> None:
        if self._span is not None and self.note.isVisible() and self.note.text() != self._span.note:
            self._acts.note(self._span, self.note.text())
