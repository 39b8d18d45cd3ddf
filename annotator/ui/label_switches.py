"""A row a label: whether it is suggested, and how well, by the shipped model's own figures and on finished articles."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QLocale, QSize, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QWidget

from annotator.app.own_figures import OwnFigures, Shipped
from annotator.core.evaluation import Score
from annotator.core.model import Label
from annotator.ui.dialog_fields import Tick
from annotator.ui.dialog_parts import plain_label
from annotator.ui.label_form import swatch
from annotator.ui.plain import menu_text
from annotator.ui.theme import SMALL_SIZE, L, M, S, Theme, ui_font

_MOST_ROWS, _FEWEST_ROWS = 12, 4
"""Rows that are shown at once on a large and on a small screen; more are scrolled to."""

_UNKNOWN = "–"


class LabelSwitches(QScrollArea):
    """The labels of the project with a switch and figures each, and a row for all of them."""

    changed = Signal()
    """A label was switched on or off."""

    def __init__(self, labels: Sequence[Label], language: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._locale = QLocale()
        self.switches: dict[str, Tick] = {}
        self._rows: dict[str, list[QLabel]] = {}
        """The figures of each label; those of all together are under the empty name."""
        self._notes: dict[str, QLabel] = {}
        self.setObjectName("suggestionLabels")
        self.setAccessibleName(self.tr("Labels that are suggested"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page = QWidget()
        self._grid = QGridLayout(page)
        self._grid.setContentsMargins(0, 0, S, 0)
        self._grid.setHorizontalSpacing(L)
        self._grid.setVerticalSpacing(S)
        self._grid.setColumnStretch(0, 1)
        self._add_headings()
        for label in labels:
            self._add_label(label, language)
        self._add_all()
        self.setWidget(page)
        self._fit(page, len(labels))

    def sizeHint(self) -> QSize:
        """Room for the rows."""
        return QSize(super().sizeHint().width(), self._height)

    def muted(self) -> tuple[str, ...]:
        """The labels that are switched off, sorted."""
        return tuple(sorted(name for name, switch in self.switches.items() if not switch.isChecked()))

    def show_muted(self, names: Collection[str]) -> None:
        """Switches these labels off and the others on."""
        for name, switch in self.switches.items():
            switch.setChecked(name not in names)

    def show_weak(self, names: Collection[str]) -> None:
        """Says which labels are left out because too little of what is suggested by them was right."""
        for name, note in self._notes.items():
            note.setText(self.tr("left out: too often wrong") if name in names else "")
            self.switches[name].setAccessibleDescription(note.text() or self._spoken(name))

    def show_shipped(self, shipped: Shipped) -> None:
        """The F1 of each label as the shipped model tells it."""
        for name, cells in self._rows.items():
            f1 = shipped.f1.get(name) if name else shipped.f1_of_all
            cells[0].setText(_UNKNOWN if f1 is None else self._locale.toString(f1, "f", 1))

    def show_own(self, figures: OwnFigures) -> None:
        """How each label does on the person's finished articles."""
        for name, cells in self._rows.items():
            score = figures.scores.get(name, Score()) if name else figures.total
            errors = figures.boundaries.get(name, 0) if name else sum(figures.boundaries.values())
            texts = self._texts(score, errors) if figures.articles else [_UNKNOWN] * (len(cells) - 1)
            for cell, text in zip(cells[1:], texts, strict=True):
                cell.setText(text)
            if name:
                self.switches[name].setAccessibleDescription(self._notes[name].text() or self._spoken(name))

    def figures(self, name: str = "") -> list[str]:
        """The figures in the row of a label, or of all, as they are shown."""
        return [cell.text() for cell in self._rows[name]]

    def _texts(self, score: Score, boundaries: int) -> list[str]:
        shares = (
            (score.precision, score.against),
            (score.recall, score.gold),
            (score.f1, score.gold or score.against),
        )
        percents = [self._locale.toString(100 * share, "f", 1) if of else _UNKNOWN for share, of in shares]
        counts = [self._locale.toString(number) for number in (score.gold, score.against, score.right)]
        return [*counts, *percents, self._locale.toString(boundaries)]

    def _spoken(self, name: str) -> str:
        """The figures of a label for those who do not see the columns."""
        return "; ".join(f"{title} {text}" for title, text in zip(self._titles(), self.figures(name), strict=True))

    def _titles(self) -> tuple[str, ...]:
        return (
            self.tr("Shipped F1"),
            self.tr("Yours"),
            self.tr("Suggested"),
            self.tr("Right"),
            self.tr("Precision"),
            self.tr("Recall"),
            "F1",
            self.tr("Cut wrongly"),
        )

    def _tips(self) -> tuple[str, ...]:
        return (
            self.tr("F1 in percent of the shipped model on articles it had not seen while it learnt"),
            self.tr("Your annotations in the articles you have finished"),
            self.tr("What the machine suggested in these articles"),
            self.tr("Suggestions with exactly the words and the label of an annotation of yours"),
            self.tr("Right ones among the suggestions, in percent"),
            self.tr("Your annotations that were suggested, in percent"),
            self.tr("The harmonic mean of precision and recall, in percent"),
            self.tr("Annotations of yours that were suggested with the right label but too long or too short"),
        )

    def _add_headings(self) -> None:
        for column, (text, tip) in enumerate(zip(self._titles(), self._tips(), strict=True), 1):
            cell = self._quiet(text)
            cell.setToolTip(tip)
            self._grid.addWidget(cell, 0, column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom)

    def _add_label(self, label: Label, language: str) -> None:
        switch = Tick(menu_text(label.name), self._theme)
        switch.setObjectName(f"suggestLabel-{label.name}")
        switch.setAccessibleName(self.tr("Suggest {label}").format(label=label.shown))
        switch.setChecked(True)
        switch.toggled.connect(self.changed)
        self.switches[label.name] = switch
        colour = QLabel()
        colour.setPixmap(swatch(label.colour, self._theme))
        note = self._notes[label.name] = self._quiet("")
        note.setObjectName(f"suggestNote-{label.name}")
        note.setStyleSheet(f"color: {self._theme.danger}")
        title = label.title(language)
        self._add_row(label.name, [colour, switch, self._quiet(title if title != label.shown else ""), note])

    def _add_all(self) -> None:
        name = plain_label(self.tr("All labels"))
        name.setFont(ui_font(weight=QFont.Weight.DemiBold))
        self._add_row("", [name], QFont.Weight.DemiBold)

    def _add_row(self, name: str, parts: Sequence[QWidget], weight: QFont.Weight = QFont.Weight.Normal) -> None:
        row = self._grid.rowCount()
        first = QHBoxLayout()
        first.setSpacing(M)
        for part in parts:
            first.addWidget(part)
        first.addStretch(1)
        self._grid.addLayout(first, row, 0)
        self._rows[name] = []
        for column in range(len(self._titles())):
            cell = plain_label(_UNKNOWN)
            cell.setFont(ui_font(weight=weight))
            self._rows[name].append(cell)
            self._grid.addWidget(cell, row, column + 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def _quiet(self, text: str) -> QLabel:
        cell = plain_label(text)
        cell.setFont(ui_font(SMALL_SIZE))
        cell.setStyleSheet(f"color: {self._theme.muted}")
        return cell

    def _fit(self, page: QWidget, labels: int) -> None:
        """As high as the rows need where there is room, up to a number of them, and never less than a few."""
        wanted = page.sizeHint().height()
        line = wanted / (labels + 2)
        self._height = round(min(wanted, line * (_MOST_ROWS + 2)))
        self.setMinimumHeight(round(min(wanted, line * _FEWEST_ROWS)))
        self.setMaximumHeight(self._height)
