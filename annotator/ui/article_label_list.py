"""A list of the labels of articles where one types to find one and toggles it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from annotator.core.model import Label
from annotator.core.text import folded
from annotator.ui import theme as design
from annotator.ui.icons import pixmap
from annotator.ui.label_form import swatch
from annotator.ui.theme import Theme, ui_font
from annotator.ui.words_field import WordsField

_WIDTH = 300
_MOST = 12
"""Rows that are shown without scrolling."""


class ArticleLabelList(QFrame):
    """All labels of articles with ticks: typing leaves those that match, arrows move, Space and Enter toggle."""

    toggled = Signal(object)
    """A Label."""

    def __init__(self, labels: list[Label], language: str, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._labels = labels
        self._language = language
        self.setObjectName("articleLabelList")
        self.setAccessibleName(self.tr("Labels of the article"))
        self.setPalette(theme.palette())
        self.setFrameShape(QFrame.Shape.NoFrame)
        chosen = f"background: {theme.selection}; color: {theme.text};"
        self.setStyleSheet(
            f"#articleLabelList {{ background: {theme.surface}; border: 1px solid {theme.border}; }}"
            f"QListWidget {{ background: {theme.surface}; color: {theme.text}; border: none; outline: none; }}"
            f"QListWidget::item {{ padding: {design.XS}px {design.S}px; border-radius: {design.XS}px; }}"
            f"QListWidget::item:selected {{ {chosen} }}" + theme.scroll_bars()
        )
        self.field = WordsField("articleLabelField", theme, self)
        self.field.explain(self.tr("Find a label"))
        self.field.setFont(ui_font())
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._filter)
        self.list = QListWidget(self)
        self.list.setObjectName("articleLabelRows")
        self.list.setAccessibleName(self.tr("Labels of the article"))
        self.list.setFont(ui_font())
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setIconSize(QSize(14, 14))
        self.list.itemClicked.connect(self._toggle)
        for label in labels:
            self._add(label)
        self._theme = theme
        column = QVBoxLayout(self)
        column.setContentsMargins(design.S, design.S, design.S, design.S)
        column.setSpacing(design.S)
        column.addWidget(self.field)
        column.addWidget(self.list)

    def show_ticks(self, on: set[int]) -> None:
        """Marks the labels that the article has."""
        for row in range(self.list.count()):
            item = self.list.item(row)
            label: Label = item.data(Qt.ItemDataRole.UserRole)
            is_on = label.id in on
            item.setIcon(pixmap("check", self._theme.accent, 14) if is_on else swatch(label.colour, self._theme, 14))
            font = self.list.font()
            font.setBold(is_on)
            item.setFont(font)
            said = self.tr("{label}, on") if is_on else self.tr("{label}, off")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, said.format(label=label.title(self._language)))

    def open_below(self, row: QRect) -> None:
        """Shows itself below a rectangle of its window and takes the keyboard."""
        height = sum(self.list.sizeHintForRow(at) for at in range(min(self.list.count(), _MOST))) + design.XS
        self.list.setFixedHeight(height)
        self.setFixedWidth(_WIDTH)
        self.adjustSize()
        self.list.setCurrentRow(0)
        place = QPoint(row.left() + design.M, row.bottom())
        self.move(self.parentWidget().mapToGlobal(place))  # type: ignore[union-attr]
        self.show()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys that move and toggle, instead of writing in the field."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step:
            self._step(step)
        elif event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._toggle(self.list.currentItem())
        elif event.text().isdecimal():
            self._toggle(next((item for item in self._items() if _label(item).key == event.text()), None))
        else:
            return super().eventFilter(watched, event)
        return True

    def _add(self, label: Label) -> None:
        title = label.title(self._language)
        item = QListWidgetItem(f"{title}   {label.key}" if label.key else title)
        item.setData(Qt.ItemDataRole.UserRole, label)
        self.list.addItem(item)

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    def _shown(self) -> list[QListWidgetItem]:
        return [item for item in self._items() if not item.isHidden()]

    def _step(self, step: int) -> None:
        shown = self._shown()
        if shown:
            current = self.list.currentItem()
            at = shown.index(current) + step if current in shown else 0
            self.list.setCurrentItem(shown[at % len(shown)])

    def _filter(self, text: str) -> None:
        words = folded(text).split()
        for item in self._items():
            label = _label(item)
            said = folded(f"{label.name} {label.title_en} {label.title_vi}")
            item.setHidden(not all(word in said for word in words))
        shown = self._shown()
        self.list.setCurrentRow(self.list.row(shown[0]) if shown else -1)

    def _toggle(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.list.setCurrentItem(item)
            self.field.selectAll()  # what is typed next looks for another one
            self.toggled.emit(_label(item))


def _label(item: QListWidgetItem) -> Label:
    label: Label = item.data(Qt.ItemDataRole.UserRole)
    return label
