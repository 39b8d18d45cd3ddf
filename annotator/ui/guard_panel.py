"""The bias guard on the work page: its share, and what the guarded articles say of the suggestions."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from annotator.app.guard_share import set_share
from annotator.app.session import Session
from annotator.core.guard import SHARES
from annotator.core.guard_figures import ENOUGH, GuardFigures, Interval
from annotator.storage import guard
from annotator.ui.dialog_fields import Choice
from annotator.ui.dialog_parts import plain_label, quiet
from annotator.ui.messages import elided
from annotator.ui.theme import XS, L, M, S, Theme, ui_font
from annotator.ui.work_words import UNKNOWN, WorkWords

_SHOWN = 6
"""Pieces of evidence shown."""


class GuardPanel(QWidget):
    """A choice that takes effect at once, three figures and two sentences."""

    def __init__(self, session: Session, words: WorkWords, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._words = words
        self._theme = theme
        self.setObjectName("guardPanel")
        self.share = Choice(theme)
        self.state = quiet("", theme)
        self.state.setObjectName("guardState")
        self.cells: dict[str, tuple[QLabel, QLabel]] = {}
        """Each figure with what it is made from."""
        self.accepted = plain_label("", wrap=True)
        self.accepted.setObjectName("guardAccepted")
        self.reckoning = quiet("", theme)
        self.reckoning.setObjectName("guardReckoning")
        self.evidence = plain_label("", wrap=True)
        self.evidence.setObjectName("guardEvidence")
        self._lay_out()
        self._fill_share()

    def show_figures(self, figures: GuardFigures) -> None:
        """Shows what the finished articles say."""
        self._show_state(figures)
        counts = figures.guarded
        self._show_interval("precision", figures.precision, counts.right, counts.against)
        self._show_interval("recall", figures.recall, counts.found, counts.gold)
        self._show("f1", UNKNOWN if figures.f1 is None else self._words.percent(figures.f1), "")
        self._show_accepted(figures)
        self._show_evidence(figures)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, S, 0, 0)
        column.setSpacing(M)
        column.addWidget(
            quiet(
                self.tr(
                    "In some articles suggestions stay hidden until you mark them done. What you say there unaided"
                    " tells how good the suggestions are, and how often a wrong one is accepted where you see them."
                    " Articles are drawn by chance, the same for everybody; those you have begun are left out."
                ),
                self._theme,
            )
        )
        row = QHBoxLayout()
        row.setSpacing(M)
        name = plain_label(self.tr("Hide suggestions in"))
        name.setBuddy(self.share)
        self.share.setObjectName("guardShare")
        self.share.setAccessibleName(self.tr("Share of the articles that hide their suggestions"))
        row.addWidget(name)
        row.addWidget(self.share)
        row.addWidget(self.state, 1)
        column.addLayout(row)
        column.addLayout(self._grid())
        column.addWidget(self.accepted)
        column.addWidget(self.reckoning)
        column.addWidget(self.evidence)
        column.addStretch(1)

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(L)
        grid.setVerticalSpacing(XS)
        grid.setColumnStretch(2, 1)
        titles = {"precision": self.tr("Precision"), "recall": self.tr("Recall"), "f1": "F1"}
        for row, (name, title) in enumerate(titles.items()):
            figure, made_from = plain_label(UNKNOWN), quiet("", self._theme)
            figure.setObjectName(f"guard-{name}")
            figure.setFont(ui_font(weight=QFont.Weight.DemiBold))
            self.cells[name] = figure, made_from
            grid.addWidget(plain_label(title), row, 0)
            grid.addWidget(figure, row, 1, Qt.AlignmentFlag.AlignRight)
            grid.addWidget(made_from, row, 2)
        return grid

    def _fill_share(self) -> None:
        project = self._session.project
        for share in SHARES:
            text = self.tr("{n} % of the articles").format(n=share) if share else self.tr("No article")
            self.share.addItem(text, share)
        self.share.setEnabled(project is not None and project.writable)
        self._show_share()
        self.share.activated.connect(self._change)

    def _show_share(self) -> None:
        project = self._session.project
        if project is not None:
            now = guard.share(project.store.connection)
            self.share.setCurrentIndex(max(0, self.share.findData(now)))

    def _change(self) -> None:
        if not set_share(self._session, self.share.currentData()):
            self._show_share()

    def _show_state(self, figures: GuardFigures) -> None:
        hidden = self.tr("%Ln article(s) hide them from you now", "", figures.hidden)
        done = self.tr("%Ln finished unaided", "", figures.articles)
        self.state.setText(f"{hidden} · {done}")

    def _show_interval(self, name: str, interval: Interval | None, hits: int, of: int) -> None:
        texts = {
            "precision": self.tr("{hits} of {of} suggestions were right"),
            "recall": self.tr("{hits} of {of} annotations of yours were suggested"),
        }
        told = texts[name].format(hits=self._words.number(hits), of=self._words.number(of))
        if interval is None:
            few = self.tr("too few for a figure: {of} of at least {least}")
            self._show(name, UNKNOWN, few.format(of=self._words.number(of), least=ENOUGH))
            return
        between = self.tr("between {low} and {high} with 95 % confidence")
        between = between.format(low=self._words.percent(interval.low), high=self._words.percent(interval.high))
        self._show(name, self._words.percent(interval.share), f"{told}; {between}")

    def _show(self, name: str, text: str, made_from: str) -> None:
        figure, below = self.cells[name]
        figure.setText(text)
        figure.setAccessibleName(f"{text} {made_from}".strip())
        below.setText(made_from)

    def _show_accepted(self, figures: GuardFigures) -> None:
        share = figures.wrongly_accepted
        self.accepted.setText(
            self.tr("About {share} of the wrong suggestions were accepted where you saw them.").format(
                share=self._words.percent(share)
            )
            if share is not None
            else self.tr("How often a wrong suggestion was accepted cannot be told yet.")
        )
        self.reckoning.setText(self._reckoned(figures) if share is not None else self._missing(figures))

    def _reckoned(self, figures: GuardFigures) -> str:
        """The estimate in one sentence, with the numbers it is made from."""
        text = self.tr(
            "Where you saw them, {seen} of {n} suggestions stand as suggested; unaided, {unaided} of {m} were right."
            " If you take over every right one, the rest are wrong ones: ({seen} − {unaided}) / (100 % − {unaided})."
        )
        return text.format(
            seen=self._words.percent(figures.others.precision), n=self._words.number(figures.others.against),
            unaided=self._words.percent(figures.guarded.precision), m=self._words.number(figures.guarded.against),
        )  # fmt: skip

    def _missing(self, figures: GuardFigures) -> str:
        counts = figures.guarded
        if counts.against >= ENOUGH and counts.right == counts.against:
            return self.tr("Of the suggestions in articles finished unaided none was wrong.")
        text = self.tr(
            "It takes {least} suggestions in articles finished unaided ({m} so far) and in others ({n} so far)."
        )
        numbers = {"m": counts.against, "n": figures.others.against, "least": ENOUGH}
        return text.format(**{name: self._words.number(value) for name, value in numbers.items()})

    def _show_evidence(self, figures: GuardFigures) -> None:
        self.evidence.setVisible(bool(figures.evidence))
        told = [f"“{elided(words)}” {label} × {self._words.number(n)}" for words, label, n in figures.evidence[:_SHOWN]]
        text = self.tr("Accepted elsewhere, though you judged otherwise unaided: {list}")
        self.evidence.setText(text.format(list=", ".join(told)))
