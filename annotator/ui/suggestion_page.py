"""The page about suggestions: which model makes them, how well it does for this person, and what is left out."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QLocale, QSize, Qt
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QSizePolicy, QSlider, QWidget

from annotator.app.jobs import Job, Jobs
from annotator.app.learning import Learning
from annotator.app.own_figures import Certainty, OwnFigures, Shipped, shipped, weighing
from annotator.app.rule_keeper import RuleKeeper
from annotator.app.session import Session
from annotator.app.suggesting_rules import ENOUGH, MOST, Rules
from annotator.core.errors import AnnotatorError
from annotator.core.model import State
from annotator.storage import listing
from annotator.ui.dialog_fields import Percent
from annotator.ui.dialog_parts import Sheet, add_row, button, form, heading, plain_label, progress_bar, quiet
from annotator.ui.label_switches import LabelSwitches
from annotator.ui.messages import sentence
from annotator.ui.model_panel import ModelPanel
from annotator.ui.theme import RADIUS, XS, M, S, Theme, ui_font

_SECTION_SIZE = 14
_FRAME = QSize(40, 60)
"""What the screen keeps free around the dialog, the desktop's frame included."""


class SuggestionPage(Sheet):
    """Shows models and figures; what is to be left out is decided here and takes effect with Save."""

    def __init__(
        self,
        session: Session,
        keeper: RuleKeeper,
        learning: Learning,
        jobs: Jobs,
        theme: Theme,
        parent: QWidget | None = None,
        language: str = "en",
    ) -> None:
        super().__init__(theme, "suggestionPage", parent)
        self.set_title(self.tr("Suggestions"))
        self._session = session
        self._keeper = keeper
        self._jobs = jobs
        self.figures: OwnFigures | None = None
        self._certainty: Certainty | None = None
        self.model = ModelPanel(learning, theme, self)
        self.switches = LabelSwitches(session.span_labels, language, theme)
        self._build()
        self._show_rules(keeper.rules)
        self._connect()
        self.model.show_finished(self._finished())
        self._ask()
        next(iter(self.switches.switches.values()), self.threshold).setFocus()
        self.resize(self.sizeHint().boundedTo(self.screen().availableSize() - _FRAME))

    def rules(self) -> Rules:
        """What is chosen now, held against the figures that are known."""
        chosen = replace(
            self._keeper.rules,
            threshold=self.threshold.value() / 100,
            muted=self.switches.muted(),
            least=self.least.value(),
        )
        return chosen.measured(self.figures.scores if self.figures else {})

    def accept(self) -> None:
        """Suggests by what is chosen, from now on."""
        rules, is_measured = self.rules(), self.figures is not None
        super().accept()
        self._keeper.keep(rules)
        if rules.least and not is_measured:
            self._keeper.measure()

    def done(self, result: int) -> None:
        """Gives up the comparison with the dialog."""
        self._keeper.stop()
        super().done(result)

    def _build(self) -> None:
        self.body.setSpacing(M)
        self.body.addWidget(self.model)
        self._add_section(self.tr("Labels"))
        self.line = quiet("", self.theme)
        self.line.setObjectName("suggestionLine")
        self.body.addWidget(self.line)
        self.bar = progress_bar("suggestionBar", self.theme)
        self.bar.setAccessibleName(self.tr("Progress of the comparison"))
        self.bar.setRange(0, 0)
        self.body.addWidget(self.bar)
        self.body.addWidget(self.switches)
        self._add_section(self.tr("What is left out"))
        self._add_limits()
        self.body.addStretch(1)
        cancel = button("suggestionCancel", self.tr("Cancel"), self.theme)
        save = button("suggestionSave", self.tr("Save"), self.theme, primary=True)
        cancel.clicked.connect(self.reject)
        save.clicked.connect(self.accept)
        self.add_buttons([], [cancel, save])
        self.setMinimumWidth(860)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def _add_section(self, text: str) -> None:
        title = heading(text)
        title.setFont(ui_font(_SECTION_SIZE, title.font().weight()))
        title.setContentsMargins(0, S, 0, 0)
        self.body.addWidget(title)

    def _add_limits(self) -> None:
        rows = form()
        rows.setVerticalSpacing(S)
        self.least = Percent(self.theme, "suggestionLeast", self.tr("Off"))
        name = self.tr("Labels with a precision under")
        self._add_limit(rows, name, self.least, self.least.number)
        self.least_line = self._add_explanation(rows)
        self.threshold = QSlider(Qt.Orientation.Horizontal)
        self.threshold.setObjectName("suggestionThreshold")
        self.threshold.setRange(0, round(100 * MOST))
        self.threshold.setPageStep(5)
        self.threshold.setStyleSheet(_slider_style(self.theme))
        self.number = plain_label("")
        self.number.setObjectName("thresholdNumber")
        self.number.setMinimumWidth(self.number.fontMetrics().horizontalAdvance("0.00") + S)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(M)
        row.addWidget(self.threshold, 1)
        row.addWidget(self.number)
        self._add_limit(rows, self.tr("Suggestions less certain than"), holder, self.threshold)
        self.threshold_line = self._add_explanation(rows, lines=2)
        self.threshold_line.setObjectName("thresholdLine")
        self.body.addLayout(rows)

    def _add_limit(self, rows: QFormLayout, name: str, holder: QWidget, field: QWidget) -> None:
        """A row whose label belongs to the field in it that takes the keyboard."""
        own = field.objectName()
        add_row(rows, name, holder, f"{own}Row", self.theme).setBuddy(field)
        field.setAccessibleName(name)

    def _add_explanation(self, rows: QFormLayout, lines: int = 1) -> QLabel:
        line = quiet("", self.theme)
        line.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)
        line.setMinimumHeight(lines * line.fontMetrics().lineSpacing() + XS)
        line.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        rows.addRow(QWidget(), line)
        return line

    def _show_rules(self, rules: Rules) -> None:
        self.switches.show_muted(rules.muted)
        self.least.setValue(rules.least)
        self.threshold.setValue(round(100 * rules.threshold))
        self._show_weak()
        self._show_threshold()

    def _connect(self) -> None:
        self.switches.changed.connect(self._show_weak)
        self.least.valueChanged.connect(self._show_weak)
        self.threshold.valueChanged.connect(self._show_threshold)
        self.model.changed.connect(self._ask_again)
        self._keeper.progressed.connect(self._show_progress)
        self._keeper.measured.connect(self._take_figures)
        self._keeper.failed.connect(self._fail)

    def _ask(self) -> None:
        """Has everything that takes time found out beside the window."""
        self.line.setText(self.tr("Comparing with the articles you have finished…"))
        project, person = self._session.project, self._session.at_work
        job = Job(self._jobs)
        job.finished.connect(self._take_shipped)
        job.failed.connect(self._fail_shipped)
        self._jobs.start(shipped, job)
        if project is not None and person is not None:
            job = Job(self._jobs)
            job.finished.connect(self._take_certainty)
            self._jobs.start(project.file.reading(weighing(project.path, person.name)), job)
        self._keeper.measure()

    def _ask_again(self) -> None:
        self.model.show_finished(self._finished())

    def _finished(self) -> int:
        project, person = self._session.project, self._session.at_work
        if project is None or person is None:
            return 0
        return listing.progress(project.store.connection, person.id).get(State.DONE, 0)

    def _take_shipped(self, facts: Shipped) -> None:
        self.model.show_shipped(facts)
        self.switches.show_shipped(facts)

    def _fail_shipped(self, error: AnnotatorError) -> None:
        self.model.show_trouble(sentence(error))

    def _take_certainty(self, certainty: Certainty) -> None:
        self._certainty = certainty
        self._show_threshold()

    def _show_progress(self, done: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def _take_figures(self, figures: OwnFigures) -> None:
        self.figures = figures
        self.bar.hide()
        self.switches.show_own(figures)
        if figures.articles:
            text = self.tr(
                "The suggestions that stood in the %Ln article(s) you have finished, compared with your annotations.",
                "",
                figures.articles,
            )
        else:
            text = self.tr("Finish an article to see here how the suggestions do on your own texts.")
        self.line.setText(text)
        self._show_weak()

    def _fail(self, error: AnnotatorError) -> None:
        self.bar.hide()
        self.line.setText(sentence(error))

    def _show_weak(self) -> None:
        rules = self.rules()
        weak = [name for name in rules.weak if rules.least and name not in rules.muted]
        self.switches.show_weak(weak)
        if not rules.least:
            text = self.tr("Every label that is switched on is suggested, however often it is wrong.")
        else:
            text = self.tr(
                "Precision on your finished articles; labels with fewer than %n suggestion(s) stay.", "", ENOUGH
            )
        self.least_line.setText(text)

    def _show_threshold(self) -> None:
        value, applied = self.threshold.value(), round(100 * self._keeper.rules.threshold)
        self.number.setText(_share(value))
        self.threshold.setAccessibleDescription(self.number.text())
        text = self.tr("Everything is suggested, however uncertain the machine is of it.")
        if value:
            text = self.tr("What the machine takes for right in fewer than {number} of 100 cases is not suggested.")
            text = text.format(number=value)
        self.threshold_line.setText(" ".join(part for part in (text, self._effect(value, applied)) if part))

    def _effect(self, value: int, applied: int) -> str:
        """What another threshold changes in the open project."""
        if value < applied:
            text = self.tr("Suggestions from {low} to {high} come back.")
            return text.format(low=_share(value), high=_share(applied))
        if value == applied or self._certainty is None:
            return ""
        number = self._certainty.below(value / 100)
        of_all = QLocale().toString(self._certainty.all)
        return self.tr("%Ln of {all} open suggestion(s) in this project would go.", "", number).format(all=of_all)


def _share(hundredths: int) -> str:
    return QLocale().toString(hundredths / 100, "f", 2)


def _slider_style(theme: Theme) -> str:
    """A hairline with a round handle, ringed where the keyboard is."""
    return (
        f"QSlider {{ min-height: 24px; }}"
        f"QSlider::groove:horizontal {{ background: {theme.border}; height: 4px; border-radius: 2px; }}"
        f"QSlider::sub-page:horizontal {{ background: {theme.accent}; border-radius: 2px; }}"
        f"QSlider::handle:horizontal {{ background: {theme.accent}; border: 2px solid {theme.window};"
        f" width: 14px; margin: -7px 0; border-radius: {RADIUS + 3}px; }}"
        f"QSlider::handle:horizontal:focus {{ border-color: {theme.text}; }}"
    )
