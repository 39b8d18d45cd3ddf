"""The form of one label: names, what it is for, key, colour, attributes and guideline; each change is handed to whoever
keeps the label."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import (
    QButtonGroup,
    QColorDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator.core.attributes import AttributeRule
from annotator.core.colours import PALETTE as PRESETS
from annotator.core.labels import LabelSpec
from annotator.core.model import Scope
from annotator.ui.attribute_rules import AttributeRules
from annotator.ui.dialog_fields import Choice
from annotator.ui.dialog_parts import add_row, button, form, plain_label
from annotator.ui.theme import RADIUS, XS, L, M, Theme

_SWATCH = 22

Change = Callable[[LabelSpec], bool]
"""Asked whether a label may say this; False leaves the field as it was."""


class KeyField(QLineEdit):
    """A field that takes the next key pressed; Backspace or Delete empties it."""

    pressed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFixedWidth(64)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Takes a single printable key; everything else (Tab, Esc, shortcuts) goes its ordinary way."""
        held = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        text = event.text().upper()
        if event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.pressed.emit("")
        elif held == Qt.KeyboardModifier.NoModifier and len(text) == 1 and text.isprintable() and not text.isspace():
            self.pressed.emit(text)
        else:
            super().keyPressEvent(event)


class LabelForm(QWidget):
    """Shows one label and hands every change of it to `change`."""

    def __init__(self, change: Change, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._change = change
        self._theme = theme
        self._spec = LabelSpec("?")
        self.name = QLineEdit()
        self.title_vi = QLineEdit()
        self.title_en = QLineEdit()
        self.scope = Choice(theme)
        self.key = KeyField()
        self.attributes = AttributeRules(self._take_attributes, theme)
        self.guideline_vi = QPlainTextEdit()
        self.guideline_en = QPlainTextEdit()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(L)
        outer.addLayout(self._fields())
        outer.addLayout(self._guidelines(), 1)
        self._connect()

    def show_spec(self, spec: LabelSpec) -> None:
        """Puts a label into the form."""
        self._spec = spec
        for name, field in self._texts().items():
            value = getattr(spec, name)
            if field.text() != value:
                with QSignalBlocker(field):
                    field.setText(value)
        for name, area in self._areas().items():
            if area.toPlainText() != getattr(spec, name):
                with QSignalBlocker(area):
                    area.setPlainText(getattr(spec, name))
        self.key.setText(spec.key)
        self.scope.setCurrentIndex(self.scope.findData(spec.scope))
        self.attributes.show_rules(spec.attributes)
        self._show_attributes()
        self._show_colour()

    def take_colour(self, colour: str) -> None:
        """Gives the label a colour."""
        self._take("colour", colour)
        self._show_colour()

    def _fields(self) -> QVBoxLayout:
        rows = form()
        add_row(rows, self.tr("Short name"), self.name, "labelName", self._theme)
        add_row(rows, self.tr("Vietnamese name"), self.title_vi, "labelTitleVi", self._theme)
        add_row(rows, self.tr("English name"), self.title_en, "labelTitleEn", self._theme)
        self.name.setMaxLength(40)
        for scope in Scope:
            self.scope.addItem(scope_name(scope), str(scope))
        add_row(rows, self.tr("For"), self.scope, "labelScope", self._theme)
        self.key.setPlaceholderText(self.tr("press"))
        self.key.setToolTip(self.tr("Press the key that gives this label; Backspace for none"))
        add_row(rows, self.tr("Key"), self.key, "labelKey", self._theme)
        add_row(rows, self.tr("Colour"), self._colours(), "labelColours", self._theme)
        self._attributes_name = add_row(rows, self.tr("Attributes"), self.attributes, "labelAttributes", self._theme)
        self._attributes_name.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._attributes_name.setContentsMargins(0, XS + 2, 0, 0)
        layout = QVBoxLayout()
        layout.addLayout(rows)
        return layout

    def _colours(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(XS + 2)
        self._presets = QButtonGroup(self)
        for number, colour in enumerate(PRESETS):
            preset = self._swatch_button(colour)
            preset.setObjectName(f"labelColour{number + 1}")
            preset.setAccessibleName(self.tr("Colour {colour}").format(colour=colour))
            self._presets.addButton(preset, number)
            row.addWidget(preset)
        self._presets.idClicked.connect(self._take_preset)
        self.colour = button("labelColour", self.tr("Other…"), self._theme)
        self.colour.setAutoDefault(False)
        self.colour.setIcon(QIcon(swatch("#777777", self._theme)))
        row.addSpacing(XS)
        row.addWidget(self.colour)
        row.addStretch(1)
        holder.setFocusProxy(self._presets.button(0))
        return holder

    def _swatch_button(self, colour: str) -> QToolButton:
        result = QToolButton()
        result.setCheckable(True)
        result.setFixedSize(_SWATCH, _SWATCH)
        result.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        ring, ground = self._theme.text, self._theme.window
        result.setStyleSheet(
            f"QToolButton {{ background: {colour}; border: 2px solid {ground}; border-radius: {RADIUS}px; }}"
            f"QToolButton:hover {{ border-color: {self._theme.border}; }}"
            f"QToolButton:checked {{ border-color: {ring}; }}"
            f"QToolButton:focus {{ border-color: {self._theme.accent}; }}"
        )
        return result

    def _guidelines(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(M)
        grid.setVerticalSpacing(XS)
        parts = (
            (self.tr("Guideline in Vietnamese"), self.guideline_vi, "labelGuidelineVi"),
            (self.tr("Guideline in English"), self.guideline_en, "labelGuidelineEn"),
        )
        for column, (text, area, name) in enumerate(parts):
            label = plain_label(text)
            label.setStyleSheet(f"color: {self._theme.muted}")
            label.setBuddy(area)
            area.setObjectName(name)
            area.setAccessibleName(text)
            area.setTabChangesFocus(True)
            area.setMinimumHeight(110)
            grid.addWidget(label, 0, column)
            grid.addWidget(area, 1, column)
        return grid

    def _connect(self) -> None:
        for name, field in self._texts().items():
            field.textEdited.connect(lambda text, name=name: self._take(name, text))
        for name, area in self._areas().items():
            area.textChanged.connect(lambda name=name, area=area: self._take(name, area.toPlainText()))
        self.scope.activated.connect(self._take_scope)
        self.key.pressed.connect(self._take_key)
        self.colour.clicked.connect(self._choose_colour)

    def _texts(self) -> dict[str, QLineEdit]:
        return {"name": self.name, "title_vi": self.title_vi, "title_en": self.title_en}

    def _areas(self) -> dict[str, QPlainTextEdit]:
        return {"guideline_vi": self.guideline_vi, "guideline_en": self.guideline_en}

    def _take(self, name: str, value: Any) -> bool:
        spec = replace(self._spec, **{name: value})
        if not self._change(spec):
            return False
        self._spec = spec
        return True

    def _take_key(self, key: str) -> None:
        self._take("key", key)
        self.key.setText(self._spec.key)

    def _take_scope(self) -> None:
        self._take("scope", self.scope.currentData())
        self._show_attributes()

    def _take_attributes(self, rules: tuple[AttributeRule, ...]) -> None:
        self._take("attributes", rules)

    def _show_attributes(self) -> None:
        """Labels of whole articles ask nothing more, unless the set says so already."""
        is_asked = self._spec.scope != Scope.DOCUMENT or bool(self._spec.attributes)
        self.attributes.setVisible(is_asked)
        self._attributes_name.setVisible(is_asked)

    def _take_preset(self, number: int) -> None:
        self.take_colour(PRESETS[number])

    def _choose_colour(self) -> None:
        chosen = QColorDialog.getColor(QColor(self._spec.colour), self, self.tr("Colour of the label"))
        if chosen.isValid():
            self.take_colour(chosen.name())

    def _show_colour(self) -> None:
        colour = self._spec.colour.lower()
        self.colour.setIcon(QIcon(swatch(colour, self._theme)))
        self.colour.setAccessibleName(self.tr("Other colour, now {colour}").format(colour=colour))
        self._presets.setExclusive(False)
        for number, preset in enumerate(PRESETS):
            self._presets.button(number).setChecked(preset == colour)
        self._presets.setExclusive(True)


def scope_name(scope: str) -> str:
    """What labels of a scope are for, in the language of the interface."""
    names = {
        Scope.SPAN: QCoreApplication.translate("LabelForm", "Words in the text"),
        Scope.RELATION: QCoreApplication.translate("LabelForm", "Relations between annotations"),
        Scope.DOCUMENT: QCoreApplication.translate("LabelForm", "Whole articles"),
    }
    return names[Scope(scope)]


def swatch(colour: str, theme: Theme, size: int = 14) -> QPixmap:
    """A rounded patch of a label's colour."""
    picture = QPixmap(size * 2, size * 2)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor(theme.border))
    painter.setBrush(QColor(colour))
    painter.drawRoundedRect(1, 1, size * 2 - 2, size * 2 - 2, 8, 8)
    painter.end()
    picture.setDevicePixelRatio(2)
    return picture
