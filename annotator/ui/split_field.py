"""A field for how a data set is split: not at all, by common shares, as it was before, or by shares that are typed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from annotator.core.errors import RefusedError
from annotator.core.shares import LARGEST_SEED, Recipe
from annotator.storage.splits import Kept
from annotator.ui.dialog_fields import Choice
from annotator.ui.dialog_parts import plain_label
from annotator.ui.theme import S, Theme

COMMON = ("80/10/10", "70/15/15", "80/20")
_OTHER = "other"


class SplitField(QWidget):
    """Shares and a seed; `error` says why what is typed is no split."""

    changed = Signal()

    def __init__(self, kept: Sequence[Kept], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.error: RefusedError | None = None
        self.choice = Choice(theme)
        self.shares = QLineEdit(COMMON[0])
        self.seed = QLineEdit("0")
        self._fill(kept)
        for field, name, text in (
            (self.choice, "exportSplit", self.tr("Split")),
            (self.shares, "exportShares", self.tr("Shares in percent")),
            (self.seed, "exportSeed", self.tr("Seed")),
        ):
            field.setObjectName(name)
            field.setAccessibleName(text)
        self.shares.setMaximumWidth(110)
        self.seed.setMaximumWidth(110)
        self.seed.setMaxLength(19)
        self._seed_label = plain_label(self.tr("Seed"))
        self._seed_label.setStyleSheet(f"color: {theme.muted}")
        self._seed_label.setBuddy(self.seed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(S)
        for part in (self.choice, self.shares, self._seed_label, self.seed):
            row.addWidget(part)
        self.setFocusProxy(self.choice)
        self.choice.currentIndexChanged.connect(self._chosen)
        self.shares.textChanged.connect(self._changed)
        self.seed.textChanged.connect(self._changed)
        self._chosen()

    @property
    def recipe(self) -> Recipe | None:
        """The split that is wanted; None without one, and while what is typed is none (see `error`)."""
        self.error = None
        if self.choice.currentData() is None:
            return None
        try:
            typed = self.seed.text().strip()
            if not (typed.isascii() and typed.isdecimal()):
                raise RefusedError("split.seed", seed=typed or "–", most=LARGEST_SEED)
            return Recipe.read(self.shares.text(), int(typed))
        except RefusedError as error:
            self.error = error
            return None

    def choose(self, shares: str, seed: int) -> None:
        """Chooses a split by its shares, kept or not; none when they are empty."""
        if not shares:
            self.choice.setCurrentIndex(0)
            return
        place = self.choice.findData((shares, seed), flags=Qt.MatchFlag.MatchExactly)
        place = place if place >= 0 else self.choice.findData(shares)
        self.choice.setCurrentIndex(place if place >= 0 else self.choice.findData(_OTHER))
        self.shares.setText(shares)
        self.seed.setText(str(seed))

    def _fill(self, kept: Sequence[Kept]) -> None:
        self.choice.addItem(self.tr("Not split"), None)
        for each in kept:
            text = self.tr("{shares}, seed {seed}: kept, %n article(s)", "", each.documents)
            number = QLocale().toString(each.recipe.seed)
            text = text.format(shares=_spaced(each.recipe.written), seed=number)
            self.choice.addItem(text, (each.recipe.written, each.recipe.seed))
        for shares in COMMON:
            self.choice.addItem(_spaced(shares), shares)
        self.choice.addItem(self.tr("Other shares"), _OTHER)

    def _chosen(self) -> None:
        chosen = self.choice.currentData()
        is_kept = isinstance(chosen, tuple | list)
        self.shares.setVisible(chosen == _OTHER)
        for part in (self._seed_label, self.seed):
            part.setVisible(isinstance(chosen, str))
        if is_kept:
            self.shares.setText(chosen[0])
            self.seed.setText(str(chosen[1]))
        elif chosen is not None and chosen != _OTHER:
            self.shares.setText(chosen)
        self.changed.emit()

    def _changed(self) -> None:
        self.changed.emit()


def _spaced(shares: str) -> str:
    return shares.replace("/", " / ")
