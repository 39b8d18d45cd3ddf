"""What a label asks about the current span, as fields: a choice, a switch or a line of text for each attribute."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPalette
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QWidget

from annotator.core.attributes import AttributeKind, AttributeRule
from annotator.core.shown import one_line
from annotator.ui import theme as design
from annotator.ui.dialog_fields import Choice, Tick
from annotator.ui.messages import elided
from annotator.ui.plain import menu_text
from annotator.ui.theme import Theme, ui_font

_NOTHING = "–"


class AttributeFields(QWidget):
    """A row for each rule, and below them what came with the span and has no rule, to read only."""

    answered = Signal(str, object)
    """An attribute's name and its new value: a text, True, False, or None where the answer was taken away."""
    done = Signal()
    """The keyboard is no longer needed here."""

    def __init__(self, language: str, theme: Theme, parent: QWidget | None = None, name: str = "attribute") -> None:
        super().__init__(parent)
        self._name = name
        self._language = language
        self._theme = theme
        self._shown: tuple[tuple[AttributeRule, ...], tuple[str, ...]] = ((), ())
        self._fields: dict[str, QWidget] = {}
        self._others: dict[str, QLabel] = {}
        self._values: dict[str, Any] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(design.S)
        self._grid.setVerticalSpacing(design.XS)
        self._grid.setColumnStretch(1, 1)
        self.setObjectName(f"{name}Fields")
        self.hide()

    def show_values(self, rules: tuple[AttributeRule, ...], values: dict[str, Any], can_change: bool) -> None:
        """Shows the answers to the rules; what is being typed stays."""
        named = {rule.name for rule in rules}
        others = tuple(name for name in values if name not in named)
        if (rules, others) != self._shown:
            self._make(rules, others)
        self._values = values
        for rule in rules:
            self._show(rule, values.get(rule.name))
            self._fields[rule.name].setEnabled(can_change)
        for name in others:
            self._others[name].setText(_said(values[name]))
        self.setVisible(bool(rules or others))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Escape gives the keyboard back; an unfinished text is what it was."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if event.key() == Qt.Key.Key_Escape:
                if isinstance(watched, QLineEdit):
                    watched.setText(str(self._values.get(watched.property("attribute"), "")))
                self.done.emit()
                return True
            if is_enter and isinstance(watched, QLineEdit):
                self._take_text(watched)
                self.done.emit()
                return True
        return super().eventFilter(watched, event)

    def _make(self, rules: tuple[AttributeRule, ...], others: tuple[str, ...]) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (part := item.widget()) is not None:
                part.hide()
                part.deleteLater()
        self._shown = rules, others
        self._fields = {rule.name: self._field(rule) for rule in rules}
        for row, rule in enumerate(rules):
            title = self._words(menu_text(elided(rule.title(self._language))))
            title.setBuddy(self._fields[rule.name])
            self._grid.addWidget(title, row, 0)
            self._grid.addWidget(self._fields[rule.name], row, 1)
        self._others = {name: self._words("", wrap=True) for name in others}
        for row, name in enumerate(others, len(rules)):
            self._grid.addWidget(self._words(elided(name)), row, 0)
            self._grid.addWidget(self._others[name], row, 1)

    def _field(self, rule: AttributeRule) -> QWidget:
        if rule.kind == AttributeKind.CHOICE:
            field: QWidget = self._choice(rule)
        elif rule.kind == AttributeKind.YES_NO:
            field = self._switch(rule)
        else:
            field = self._line()
        field.setObjectName(f"{self._name}.{rule.name}")
        field.setAccessibleName(rule.title(self._language))
        field.setProperty("attribute", rule.name)
        field.setFont(ui_font(12))
        field.installEventFilter(self)
        return field

    def _choice(self, rule: AttributeRule) -> Choice:
        choice = Choice(self._theme, self)
        choice.addItem(_NOTHING, None)
        for value in rule.values:
            choice.addItem(one_line(value), value)
        choice.activated.connect(lambda at: self.answered.emit(rule.name, choice.itemData(at)))
        return choice

    def _switch(self, rule: AttributeRule) -> Tick:
        switch = Tick(self.tr("yes"), self._theme, self)
        switch.clicked.connect(lambda is_on: self.answered.emit(rule.name, is_on))
        return switch

    def _line(self) -> QLineEdit:
        line = QLineEdit(self)
        line.setStyleSheet(self._theme.fields())
        line.editingFinished.connect(lambda: self._take_text(line))
        return line

    def _take_text(self, line: QLineEdit) -> None:
        name, text = line.property("attribute"), line.text().strip()
        line.setModified(False)
        if text != self._values.get(name, ""):
            self.answered.emit(name, text or None)

    def _show(self, rule: AttributeRule, value: Any) -> None:
        field = self._fields[rule.name]
        with QSignalBlocker(field):
            if isinstance(field, Choice):
                field.setCurrentIndex(max(0, field.findData(value)) if value is not None else 0)
            elif isinstance(field, Tick):
                field.setChecked(value is True)
                field.setText(self.tr("yes") if value is True else self.tr("no") if value is False else _NOTHING)
            elif isinstance(field, QLineEdit) and not (field.hasFocus() and field.isModified()):
                field.setText("" if value is None else str(value))

    def _words(self, text: str, wrap: bool = False) -> QLabel:
        label = QLabel(self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setText(text)
        label.setWordWrap(wrap)
        label.setFont(ui_font(12))
        palette = label.palette()
        palette.setColor(QPalette.ColorRole.WindowText, QColor(self._theme.muted))
        label.setPalette(palette)
        return label


def _said(value: Any) -> str:
    """A value that no rule explains, as text."""
    import json

    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
