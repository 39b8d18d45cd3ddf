"""What an export would write, or has written: the numbers, what cannot be held and why, and the parts of a split."""

from __future__ import annotations

import os
from collections.abc import Sequence

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from annotator.core.errors import AnnotatorError
from annotator.core.messages import QT_TRANSLATE_NOOP
from annotator.core.shown import one_line
from annotator.formats.fitting import Choices, Overlap
from annotator.formats.protocol import Loss
from annotator.storage.project import Project
from annotator.ui.dialog_fields import Choice, Tick
from annotator.ui.dialog_parts import plain_label, progress_bar, quiet
from annotator.ui.icons import pixmap
from annotator.ui.loss_list import LossList
from annotator.ui.messages import sentence
from annotator.ui.split_table import SplitTable
from annotator.ui.theme import RADIUS, L, M, S, Theme, ui_font
from annotator.workflows.exporting import Report
from annotator.workflows.splitting import SplitPlan

_OVERLAPS = {
    Overlap.OUTERMOST: QT_TRANSLATE_NOOP("ExportReport", "keep the outermost"),
    Overlap.INNERMOST: QT_TRANSLATE_NOOP("ExportReport", "keep the innermost"),
    Overlap.LEAVE_OUT: QT_TRANSLATE_NOOP("ExportReport", "leave all of them out"),
}
_OVERLAPPING = ("nested", "crossing")
_TITLE_SIZE = 14


class ExportReport(QFrame):
    """The right side of the export: first what would happen, then what has happened."""

    changed = Signal()
    """What becomes of annotations that do not fit was chosen anew."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("exportReport")
        self.setStyleSheet(
            f"QFrame#exportReport {{ background: {theme.surface}; border: 1px solid {theme.border};"
            f" border-radius: {RADIUS}px; }}"
        )
        self.title = plain_label("", wrap=True)
        self.title.setFont(ui_font(_TITLE_SIZE, QFont.Weight.DemiBold))
        self.check = QLabel()
        self.check.setPixmap(pixmap("check-circle", theme.accent, 18))
        self.line = plain_label("", wrap=True)
        self.line.setObjectName("exportLine")
        self.notes = quiet("", theme)
        self.notes.setObjectName("exportNotes")
        self.bar = progress_bar("exportBar", theme)
        self.bar.setAccessibleName(self.tr("Progress of the export"))
        self.overlap = Choice(theme)
        self.overlap.setObjectName("exportOverlap")
        for choice, text in _OVERLAPS.items():
            self.overlap.addItem(self.tr(text), str(choice))
        self.overlap.setAccessibleName(self.tr("Of annotations that overlap"))
        self.widen = Tick(self.tr("Widen to whole words rather than leave out"), theme)
        self.widen.setObjectName("exportWiden")
        self.widen.setAccessibleName(self.widen.text())
        self.losses = LossList(theme)
        self.parts = SplitTable(theme)
        self._lay_out()
        self.overlap.currentIndexChanged.connect(self._chosen)
        self.widen.toggled.connect(self._chosen)

    @property
    def choices(self) -> Choices:
        """What becomes of annotations that do not fit."""
        return Choices(Overlap(self.overlap.currentData()), self.widen.isChecked())

    def recall(self, overlap: object, is_widening: object) -> None:
        """Chooses as last time."""
        self.overlap.setCurrentIndex(max(0, self.overlap.findData(overlap)))
        self.widen.setChecked(is_widening is True)

    def wait(self) -> None:
        """Nothing is known yet; what was known is dimmed and stays, so that nothing moves under the hand."""
        self.title.setText(self.tr("Counting…"))
        self.check.hide()
        self.bar.hide()
        self._dim(True)

    def say(self, text: str) -> None:
        """Only a sentence: there is nothing to report."""
        self.wait()
        self.title.setText(text)
        for label in (self.line, self.notes):
            label.setText("")
        self._show_texts()
        for part in (self.losses, self.parts, self._overlap_row, self.widen):
            part.hide()

    def counting(self, done: int, total: int) -> None:
        """How far the counting is."""
        told = self.tr("Counting… {done} of {total}")
        self.title.setText(told.format(done=_number(done), total=_number(total)))

    def writing(self) -> None:
        """The files are on their way."""
        self.title.setText(self.tr("Writing…"))
        self._dim(True)
        self.check.hide()
        self.bar.setRange(0, 0)
        self.bar.show()

    def show_counted(self, report: Report, project: Project | None, plan: SplitPlan | None) -> None:
        """Shows what would be written."""
        self._show(report, project, plan)
        self.title.setText(self.tr("What will be written"))
        self._offer(report)

    def show_written(
        self, report: Report, project: Project | None, plan: SplitPlan | None, refused: AnnotatorError | None
    ) -> None:
        """Shows what was written; `refused` says why the split was not kept, if it was not."""
        self._show(report, project, plan, refused)
        names = [one_line(os.path.basename(path)) for path in report.files]
        read = self.tr("Written, read back, and the same")
        self.title.setText(read if report.is_proved else self.tr("Written; the format cannot be read back"))
        self.line.setText(f"{', '.join(names)}\n{self.line.text()}")
        self.check.show()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(L, L, L, L)
        column.setSpacing(M)
        top = QHBoxLayout()
        top.setSpacing(S)
        top.addWidget(self.check, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self.title, 1)
        self._overlap_row = QWidget()
        row = QHBoxLayout(self._overlap_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(S)
        label = quiet(self.tr("Of annotations that overlap"), self._theme)
        label.setWordWrap(False)
        label.setBuddy(self.overlap)
        row.addWidget(label)
        row.addWidget(self.overlap, 1)
        column.addLayout(top)
        for part in (self.bar, self.line, self.notes, self.parts, self._overlap_row, self.widen, self.losses):
            column.addWidget(part, 1 if part is self.losses else 0)
        column.addStretch(0)
        for part in (self.bar, self.check, self._overlap_row, self.widen):
            part.hide()

    def _show(
        self, report: Report, project: Project | None, plan: SplitPlan | None, refused: AnnotatorError | None = None
    ) -> None:
        self.bar.hide()
        self.check.hide()
        self._dim(False)
        self.line.setText(self._counts(report))
        self.notes.setText("\n".join(self._notes(report, plan, refused)))
        self._show_texts()
        self.losses.show_losses(report.losses, project)
        self.losses.show_known(report.known)
        self.parts.setVisible(plan is not None)
        if plan is not None:
            labels = [label.name for label in project.labels.all()] if project else []
            self.parts.show_parts(plan.recipe.parts, report.parts, labels)
            if plan.left_out:
                told = [sentence(each) for each in plan.reasons.values()]
                self.losses.add_group(self.tr("articles in no part"), told)

    def _counts(self, report: Report) -> str:
        """How many articles and annotations go; relations and labels of articles where not all of them do."""
        links, topics = report.relations, report.document_labels
        beside = (
            (links, self.tr("{written} of %Ln relation(s)", "", links.total)),
            (topics, self.tr("{written} of %Ln label(s) of articles", "", topics.total)),
        )
        told = [text.format(written=_number(share.written)) for share, text in beside if share.left]
        return "\n".join(filter(None, [self._spans(report), " · ".join(told)]))

    def _spans(self, report: Report) -> str:
        articles = self.tr("%Ln article(s)", "", report.documents)
        if report.spans == report.total:
            return self.tr("{articles} · {annotations}").format(
                articles=articles, annotations=self.tr("%Ln annotation(s), none left out", "", report.total)
            )
        told = self.tr("{articles} · {written} of {annotations} · {left} left out")
        return told.format(
            articles=articles,
            written=_number(report.spans),
            annotations=self.tr("%Ln annotation(s)", "", report.total),
            left=_number(report.total - report.spans),
        )

    def _notes(self, report: Report, plan: SplitPlan | None, refused: AnnotatorError | None) -> list[str]:
        notes = []
        if report.annotator is None and not report.total:
            notes.append(self.tr("Nobody has annotated yet."))
        if report.untouched:
            told = self.tr("%Ln new article(s) without annotations; leave them out by state.", "", report.untouched)
            notes.append(told)
        if report.widened:
            notes.append(self.tr("%Ln annotation(s) widened to whole words", "", report.widened) + ".")
        if plan is not None:
            notes += [self.tr("No article is in {part}.").format(part=part) for part in _empty(report, plan)]
        if refused is not None:
            notes += [sentence(refused), sentence(AnnotatorError("split.not-kept"))]
        return notes

    def _offer(self, report: Report) -> None:
        """Offers the choices that would change something."""
        reasons = _reasons(report.losses)
        self._overlap_row.setVisible(bool(reasons.intersection(_OVERLAPPING)))
        self.widen.setVisible("off-edge" in reasons or bool(report.widened))

    def _dim(self, is_dim: bool) -> None:
        for part in (self.line, self.losses, self.parts):
            part.setEnabled(not is_dim)

    def _chosen(self) -> None:
        self.changed.emit()

    def _show_texts(self) -> None:
        for label in (self.line, self.notes):
            label.setVisible(bool(label.text()))


def _reasons(losses: Sequence[Loss]) -> set[str]:
    return {loss.reason for loss in losses}


def _empty(report: Report, plan: SplitPlan) -> list[str]:
    return [part for part in plan.recipe.parts if part not in report.parts]


def _number(value: int) -> str:
    return QLocale().toString(value)
