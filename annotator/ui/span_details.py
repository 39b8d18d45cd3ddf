"""Below the lists: what is known of the current span, its note, and the rule of its label."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPlainTextEdit, QToolButton, QVBoxLayout, QWidget

from annotator.app.acts import Acts
from annotator.app.link_acts import LinkActs
from annotator.app.open_document import OpenDocument
from annotator.app.session import Session
from annotator.core.model import Label, Span
from annotator.core.shown import one_line
from annotator.ui import theme as design
from annotator.ui.attribute_fields import AttributeFields
from annotator.ui.icons import icon
from annotator.ui.relation_rows import RelationRows
from annotator.ui.span_texts import origin_text, told_attributes
from annotator.ui.theme import Theme, ui_font

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent

_ICON = 18
_EDGE = design.M - design.XS
"""Margin of the pane: the buttons' icons stand below the words although the buttons have room around them."""


class NoteField(QLineEdit):
    """One line: Enter keeps what it says, Escape brings back what it said."""

    done = Signal()
    """The keyboard is no longer needed here."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kept = ""

    def show_text(self, text: str) -> None:
        """Shows a note as it is kept."""
        self.kept = text
        self.setText(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See the class."""
        if event.key() == Qt.Key.Key_Escape:
            self.setText(self.kept)
            self.done.emit()
            return
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.done.emit()


class Rule(QPlainTextEdit):
    """Text to read, with room at its right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setViewportMargins(0, 0, design.S, 0)


class SpanDetails(QFrame):
    """The current span: its words, who put it there and how, what its label asks, its note and its relations; and the
    rule of its label."""

    accept_wanted = Signal()
    remove_wanted = Signal()
    note_done = Signal()
    """The note was finished by Enter or Escape: the text should have the keyboard again."""
    height_changed = Signal()
    """What is shown needs another height."""

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
        self._links = LinkActs(session)
        self.attributes = AttributeFields(language, theme, self)
        self.relations = RelationRows(session, theme, self)
        self.relation_attributes = AttributeFields(language, theme, self, "relationAttribute")
        self.note = NoteField(self)
        self._accept = self._button("acceptButton", self.tr("Accept"), "check", theme.accent)
        self._remove = self._button("removeButton", self.tr("Delete"), "trash", theme.muted)
        self._rule_title = self._text(ui_font(12, QFont.Weight.DemiBold))
        self._rule = Rule(self)
        self._set_up()
        self._lay_out()
        self.show_span(None)

    def show_span(self, span: Span | None) -> None:
        """Shows a span, or only the hint of what to do. What is being typed into its note stays."""
        is_same = span is not None and self._span is not None and span.id == self._span.id
        self._span = span
        self._show_parts(span)
        if span is None:
            self._quote.clear()
            self._origin.clear()
            self.note.show_text("")
        else:
            self._quote.setText(one_line(" ".join(span.quote.split())))
            self._origin.setText(origin_text(self._session, span))
            if not (is_same and self.note.isModified() and self.note.hasFocus()):
                self.note.show_text(span.note)
        self._show_attributes(span)
        self.relations.show_span(span)
        self._show_relation()
        self.show_label(None)

    def show_label(self, label: Label | None) -> None:
        """Shows the rule of a label; without one, that of the current span."""
        if label is None and self._span is not None:
            label = self._session.label(self._span.label)
        if label is None:
            title = self.tr("Guideline")
            rule = self.tr("Point at a label or choose an annotation to read its rule here.")
        else:
            title, rule = f"{label.shown} · {label.title(self._language)}", label.guideline(self._language)
        self._rule_title.setText(title)
        is_other = rule != self._rule.toPlainText()
        if is_other:
            self._rule.setPlainText(rule)
        self.height_changed.emit()
        if is_other:  # what is read already stays where it was scrolled to
            self._rule.verticalScrollBar().setValue(0)

    def edit_note(self) -> None:
        """Puts the keyboard into the note."""
        if self.note.isVisible() and self.note.isEnabled():
            self.note.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.note.selectAll()

    def wanted_height(self, width: int) -> int:
        """The height in which everything can be read without scrolling, at a width."""
        metrics = QFontMetrics(self._rule.font())
        bar = self._rule.verticalScrollBar().sizeHint().width()  # its room too, so that it is not needed
        room = QRect(0, 0, width - design.M - design.S - bar, 1 << 20)
        text = self._rule.toPlainText()
        rule = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, text).height() + metrics.lineSpacing() // 2
        self._rule.setMinimumHeight(0)
        above = self._column.minimumHeightForWidth(width) - self._rule.minimumSizeHint().height()
        return above + max(rule, self._rule.minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """A hairline towards the lists."""
        super().paintEvent(event)
        QPainter(self).fillRect(0, 0, self.width(), 1, QColor(self._theme.border))

    def _show_parts(self, span: Span | None) -> None:
        document, is_writable = self._session.document, self._session.is_writable
        is_own = span is not None and document is not None and span.annotator == document.annotator
        about_it: tuple[QWidget, ...] = (self._quote, self._origin, self._remove)
        for part in about_it:
            part.setVisible(span is not None)
        self.note.setVisible(is_own)
        self._accept.setVisible(span is not None and not is_own)
        changing: tuple[QWidget, ...] = (self.note, self._accept, self._remove)
        for part in changing:
            part.setEnabled(is_writable)
        self._remove.setText(self.tr("Delete") if is_own else self.tr("Reject"))
        self._remove.setIcon(icon("trash" if is_own else "reject", self._theme.muted, self._theme.border))

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

    def _button(self, name: str, text: str, picture: str, colour: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(name)
        button.setText(text)
        button.setIconSize(QSize(_ICON, _ICON))
        button.setIcon(icon(picture, colour, self._theme.border))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setFont(ui_font())
        return button

    def _set_up(self) -> None:
        self.note.setObjectName("noteField")
        self.note.setAccessibleName(self.tr("Note"))
        self.note.setPlaceholderText(self.tr("Note on this annotation"))
        self.note.setStyleSheet(self._theme.fields())
        self.note.setFont(ui_font())
        self.note.editingFinished.connect(self._save_note)
        for part in (self.note, self.attributes, self.relations, self.relation_attributes):
            part.done.connect(self.note_done)
        self.attributes.answered.connect(self._answer)
        self.relations.currentItemChanged.connect(self._show_relation)
        self.relation_attributes.answered.connect(self._answer_relation)
        flat = self._theme.flat_buttons(design.XS - 1)
        for button, signal in ((self._accept, self.accept_wanted), (self._remove, self.remove_wanted)):
            button.setStyleSheet(flat)
            button.clicked.connect(signal)
        self._set_up_rule()

    def _set_up_rule(self) -> None:
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
        buttons.setSpacing(design.S)
        buttons.addWidget(self._accept)
        buttons.addWidget(self._remove)
        buttons.addStretch()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(_EDGE, design.M, 0, design.XS)
        self._column.setSpacing(6)
        for part in (self._quote, self._origin, self.attributes, self.note, self.relations, self.relation_attributes):
            self._column.addLayout(_inset(part))
        self._column.addLayout(buttons)
        self._column.addSpacing(design.XS)
        self._column.addLayout(_inset(self._rule_title))
        self._column.addLayout(_inset(self._rule, right=0), 1)

    def _show_attributes(self, span: Span | None) -> None:
        document = self._session.document
        label = self._session.label(span.label) if span is not None else None
        is_own = span is not None and document is not None and span.annotator == document.annotator
        can_change = is_own and self._session.is_writable
        values = told_attributes(self._session, span) if span is not None else {}
        self.attributes.show_values(label.attributes if label else (), values, can_change)

    def _answer(self, name: str, value: str | bool | None) -> None:
        """One answer is one edit, on the span as it is now: quick ones come before the pane has followed the last."""
        span, document = self._span, self._session.document
        if span is None or document is None:
            return
        self._links.set_attribute(self._now(span, document), name, value)
        self._span = self._now(span, document)
        self._show_attributes(self._span)

    def _show_relation(self) -> None:
        """What the label of the chosen relation asks."""
        relation = self.relations.chosen()
        label = self._session.label(relation.label) if relation is not None else None
        can_change = self._session.is_writable
        values = relation.attributes if relation is not None else {}
        self.relation_attributes.show_values(label.attributes if label else (), values, can_change)
        self.height_changed.emit()

    def _answer_relation(self, name: str, value: str | bool | None) -> None:
        relation = self.relations.chosen()
        if relation is not None:
            self._links.set_attribute(relation, name, value)
            self.relations.show_span(self._span)
            self._show_relation()

    def _now(self, span: Span, document: OpenDocument) -> Span:
        near = document.spans.between(span.start, span.end)
        return next((each for each in near if each.id == span.id), span)

    def _save_note(self) -> None:
        if self._span is None or not self.note.isVisible():
            return
        text = self.note.text()
        if text != self._span.note:
            self._acts.note(self._span, text)
        self.note.setModified(False)
        self.note.kept = text


def _inset(part: QWidget, right: int = design.M) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(design.XS, 0, right, 0)
    row.addWidget(part)
    return row
