"""The attributes that a label asks for, as rows of the label's form: a name, a kind, and the answers of a choice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from annotator.core.attributes import AttributeKind, AttributeRule
from annotator.ui.dialog_fields import Choice
from annotator.ui.dialog_parts import button
from annotator.ui.icons import icon
from annotator.ui.theme import XS, S, Theme


class RuleRow(QWidget):
    """One attribute."""

    changed = Signal()
    removed = Signal()

    def __init__(self, rule: AttributeRule, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rule = rule
        self.name = QLineEdit(rule.name)
        self.kind = Choice(theme)
        self.values = QLineEdit(", ".join(rule.values))
        remove = QToolButton()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(XS)
        self.name.setMaxLength(40)
        self.kind.addItem(self.tr("Text"), AttributeKind.TEXT)
        self.kind.addItem(self.tr("Yes or no"), AttributeKind.YES_NO)
        self.kind.addItem(self.tr("Choice"), AttributeKind.CHOICE)
        self.kind.setCurrentIndex(max(0, self.kind.findData(rule.kind)))
        self.kind.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.values.setCursorPosition(0)
        names = (
            (self.name, "attributeName", self.tr("Name of the attribute")),
            (self.kind, "attributeKind", self.tr("Kind of the attribute")),
            (self.values, "attributeValues", self.tr("Answers")),
            (remove, "attributeRemove", self.tr("Remove the attribute")),
        )
        for part, name, said in names:
            part.setObjectName(name)
            part.setAccessibleName(said)
        remove.setToolTip(self.tr("Remove the attribute"))
        remove.setAutoRaise(True)
        remove.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        remove.setIconSize(QSize(16, 16))
        remove.setIcon(icon("trash", theme.muted, theme.border))
        row.addWidget(self.name, 3)
        row.addWidget(self.kind)
        row.addWidget(self.values, 5)
        row.addWidget(remove)
        self.name.textEdited.connect(self.changed)
        self.values.textEdited.connect(self.changed)
        self.kind.activated.connect(self._take_kind)
        remove.clicked.connect(self.removed)
        self._show_values()

    def rule(self) -> AttributeRule:
        """What the row says."""
        is_choice = self.kind.currentData() == AttributeKind.CHOICE
        values = tuple(part for text in self.values.text().split(",") if (part := text.strip())) if is_choice else ()
        return replace(self._rule, name=self.name.text().strip(), kind=str(self.kind.currentData()), values=values)

    def _take_kind(self) -> None:
        self._show_values()
        self.changed.emit()

    def _show_values(self) -> None:
        """Only a choice has answers to list; the room stays, so that nothing moves."""
        is_choice = self.kind.currentData() == AttributeKind.CHOICE
        self.values.setEnabled(is_choice)
        self.values.setPlaceholderText(self.tr("answers, separated by commas") if is_choice else "")


class AttributeRules(QWidget):
    """All attributes of a label."""

    def __init__(self, change: Callable[[tuple[AttributeRule, ...]], object], theme: Theme) -> None:
        super().__init__()
        self._change = change
        self._theme = theme
        self._rows: list[RuleRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(XS)
        self.add_button = button("attributeAdd", self.tr("Add an attribute"), theme)
        self.add_button.setAutoDefault(False)
        self.add_button.setStyleSheet(theme.flat_buttons())
        self.add_button.setIcon(icon("plus", theme.muted, theme.border))
        self.add_button.clicked.connect(self.add)
        line = QHBoxLayout()
        line.setSpacing(S)
        line.addWidget(self.add_button)
        line.addStretch(1)
        self._column.addLayout(line)
        self.setFocusProxy(self.add_button)

    def rules(self) -> tuple[AttributeRule, ...]:
        """What the rows say."""
        return tuple(row.rule() for row in self._rows)

    def show_rules(self, rules: tuple[AttributeRule, ...]) -> None:
        """Shows the attributes of a label."""
        if rules == self.rules():
            return
        for row in self._rows:
            self._take_out(row)
        self._rows = []
        for rule in rules:
            self._append(rule)

    def add(self) -> None:
        """A new attribute at the end, its name ready to be typed."""
        taken = {rule.name.casefold() for rule in self.rules()}
        words = self.tr("attribute")
        name = next(name for n in range(1, len(taken) + 2) if (name := f"{words}{n}").casefold() not in taken)
        row = self._append(AttributeRule(name))
        self._change(self.rules())
        row.name.setFocus()
        row.name.selectAll()

    def _append(self, rule: AttributeRule) -> RuleRow:
        row = RuleRow(rule, self._theme, self)
        row.changed.connect(self._tell)
        row.removed.connect(self._remove)
        self._column.insertWidget(len(self._rows), row)
        self._rows.append(row)
        return row

    def _remove(self) -> None:
        row = self.sender()
        if isinstance(row, RuleRow):
            self._rows.remove(row)
            self._take_out(row)
            self._tell()
            self.add_button.setFocus()

    def _take_out(self, row: RuleRow) -> None:
        self._column.removeWidget(row)
        row.hide()
        row.setParent(None)
        row.deleteLater()

    def _tell(self) -> None:
        self._change(self.rules())
