"""Exporting from the window: what, whose, where to; what cannot be held is told before, what was written is proved."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QWidget

from annotator.app.export_run import Exported, Split, WorkerSegmenter, keep, work
from annotator.app.jobs import Job, Jobs
from annotator.app.session import Session
from annotator.app.settings import Settings
from annotator.core.errors import AnnotatorError, RefusedError
from annotator.core.shares import Recipe
from annotator.core.shown import one_line
from annotator.ui.dialog_parts import Sheet, ask, button
from annotator.ui.export_fields import ExportFields
from annotator.ui.export_place import check_place, is_taken
from annotator.ui.export_report import ExportReport
from annotator.ui.messages import sentence
from annotator.ui.theme import XL, S, Theme
from annotator.workflows.exporting import Report, Request
from annotator.workflows.splitting import SplitPlan

PAUSE = 200
"""Milliseconds after the last change before counting begins."""

_SIZE = QSize(1010, 640)
_FIELDS = 500
_FRAME = QSize(40, 60)
"""What the screen keeps free around the dialog, the desktop's frame included."""


class ExportDialog(Sheet):
    """Chooses a data set, counts it while it is chosen, and writes it.

    `listed` are the numbers of the articles that the list shows, when it is filtered.
    """

    exported = Signal(str)
    """A data set was written to this path."""

    def __init__(
        self,
        session: Session,
        jobs: Jobs,
        theme: Theme,
        parent: QWidget | None = None,
        folder: str = "",
        settings: Settings | None = None,
        listed: Sequence[int] | None = None,
    ) -> None:
        super().__init__(theme, "exportDialog", parent)
        self.set_title(self.tr("Export"))
        self._session = session
        self._jobs = jobs
        self._settings = settings or Settings()
        self._words = WorkerSegmenter()
        self._job: Job | None = None
        self._number = 0
        self._is_writing = False
        self._plan: SplitPlan | None = None
        self._planned: tuple[Recipe, str] | None = None
        self._written: list[str] = []
        self._error = ""
        self.fields = ExportFields(session, theme, folder, listed)
        self.report = ExportReport(theme)
        self._build()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._count)
        self.fields.recall(self._settings.exporting)
        kept = self._settings.exporting
        self.report.recall(kept.get("overlap"), kept.get("widen"))
        self._connect()
        self._changed()

    def request(self) -> Request:
        """What is chosen now, but for the split."""
        project, chosen = self._session.project, self.fields.chosen
        return Request(
            project.path if project else "",
            chosen.output,
            chosen.format_name,
            chosen.selection,
            chosen.level,
            self.report.choices,
            project.file if project else None,
        )

    def accept(self) -> None:
        """Writes the data set, after asking when something would be replaced."""
        if self._is_writing or not self.export_button.isEnabled() or not self._may_write(self.fields.outputs()):
            return
        self._is_writing = True
        self._settings.exporting = {
            **self.fields.remembered(),
            "overlap": str(self.report.choices.overlap),
            "widen": self.report.choices.is_widening,
        }
        self.say("")
        self._start(only_count=False)
        self.report.writing()
        self._show_state()

    def reject(self) -> None:
        """Cancels what is being written; closes when nothing is."""
        if self._is_writing and self._job is not None:
            self._job.cancel()
        else:
            super().reject()

    def done(self, result: int) -> None:
        """Ends the counting with the dialog."""
        self._pause.stop()
        if self._job is not None:
            self._job.cancel()
        self._number += 1
        self._words.close()
        super().done(result)

    def _build(self) -> None:
        sides = QHBoxLayout()
        sides.setSpacing(XL)
        area = QScrollArea()
        area.setObjectName("exportFields")
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setStyleSheet("QScrollArea, QScrollArea > QWidget > QWidget#exportInside { background: transparent; }")
        self.fields.setObjectName("exportInside")
        self.fields.setContentsMargins(0, 0, S, 0)
        area.setWidget(self.fields)
        area.setMinimumWidth(_FIELDS)
        sides.addWidget(area, 5)
        sides.addWidget(self.report, 4)
        self.body.addLayout(sides, 1)
        self.folder = button("exportFolder", self.tr("Show in folder"), self.theme)
        self.folder.hide()
        self.close_button = button("exportCancel", self.tr("Cancel"), self.theme)
        self.export_button = button("exportAccept", self.tr("Export"), self.theme, primary=True)
        self.add_buttons([self.folder], [self.close_button, self.export_button])
        self.resize(_SIZE.boundedTo(self.screen().availableSize() - _FRAME))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.fields.format.setFocus()

    def _connect(self) -> None:
        self.fields.changed.connect(self._changed)
        self.fields.retargeted.connect(self._retargeted)
        self.report.changed.connect(self._changed)
        self.folder.clicked.connect(self._show_folder)
        self.close_button.clicked.connect(self.reject)
        self.export_button.clicked.connect(self.accept)

    def _changed(self) -> None:
        """Counts anew, a little later; what was said of an export before is no longer about what is chosen."""
        if self._is_writing:
            return
        if self._job is not None:
            self._job.cancel()
        self._number += 1
        self._forget_written()
        chosen = self.fields.chosen.split
        if chosen is None or self._plan is None or (chosen.recipe, chosen.annotator) != self._planned:
            self._plan = None
        self._error = sentence(self.fields.split.error) if self.fields.split.error else ""
        self.say(self._error)
        obstacle = self.fields.obstacle or self._error
        if obstacle:
            self._pause.stop()
            self.report.say(self.fields.obstacle)
        else:
            self.report.wait()
            self._pause.start()
        self._show_state()

    def _retargeted(self) -> None:
        if not self._is_writing:
            self._forget_written()
            self._show_state()

    def _forget_written(self) -> None:
        self._written = []
        self.folder.hide()
        self.report.check.hide()
        self.close_button.setText(self.tr("Cancel"))
        self._lead(self.export_button, self.close_button)

    def _count(self) -> None:
        self._start(only_count=True)

    def _start(self, only_count: bool) -> None:
        if self._job is not None:
            self._job.cancel()
        self._pause.stop()
        self._number += 1
        split = self.fields.chosen.split
        self._planned = None if split is None else (split.recipe, split.annotator)
        self._job = Job(self._jobs)
        self._job.progressed.connect(self._progressed)
        self._job.finished.connect(self._finished)
        self._job.failed.connect(self._failed)
        self._job.cancelled.connect(self._cancelled)
        wanted = None if split is None else Split(split.recipe, split.annotator, self._plan)
        self._jobs.start(work(self.request(), self._words, self._number, only_count, wanted), self._job)

    def _progressed(self, done: int, total: int, number: int) -> None:
        if number != self._number:
            return
        if self._is_writing:
            self.report.bar.setRange(0, total)
            self.report.bar.setValue(done)
        elif done:
            self.report.counting(done, total)

    def _finished(self, exported: Exported) -> None:
        if exported.number != self._number:
            return
        was_writing, self._is_writing, self._job = self._is_writing, False, None
        self._plan = exported.plan
        if exported.error is not None and was_writing:
            self._go_back(self.tr("Nothing was written.") + " " + sentence(exported.error))
        elif exported.error is not None:
            self.report.say("")
            self.say(sentence(exported.error))
        elif exported.report is not None and was_writing:
            self._tell_written(exported.report)
        elif exported.report is not None:
            self.report.show_counted(exported.report, self._session.project, self._plan)
        self._show_state()

    def _tell_written(self, report: Report) -> None:
        project, refused = self._session.project, None
        if self._plan is not None and project is not None:
            refused = keep(project, self._plan)
            if refused is None:
                self._plan = replace(self._plan, known=self._plan.known | self._plan.parts)
        self._written = report.files
        self.report.show_written(report, project, self._plan, refused)
        self.folder.show()
        self.close_button.setText(self.tr("Close"))
        self._lead(self.close_button, self.export_button)
        self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.exported.emit(report.files[0])

    def _lead(self, first: QPushButton, second: QPushButton) -> None:
        """Enter presses the first, which has the colour; the second is plain."""
        first.setStyleSheet(self.theme.buttons(True))
        second.setStyleSheet(self.theme.buttons(False))
        first.setDefault(True)

    def _failed(self, error: AnnotatorError) -> None:
        if self.sender() is self._job:
            was_writing, self._is_writing, self._job = self._is_writing, False, None
            said = sentence(error)
            if was_writing:
                self._go_back(said)
            else:
                self.report.say("")
                self.say(said)
            self._show_state()

    def _cancelled(self) -> None:
        if self._is_writing and self.sender() is self._job:
            self._is_writing, self._job = False, None
            self._go_back(self.tr("Cancelled; no file was written."), is_trouble=False)

    def _go_back(self, said: str, is_trouble: bool = True) -> None:
        """Nothing was written: says why, counts again, and lets another file be chosen."""
        self.say(said, is_trouble)
        self.report.wait()
        self._show_state()
        self.fields.file.setFocus(Qt.FocusReason.OtherFocusReason)
        self._start(only_count=True)

    def _show_state(self) -> None:
        """Lets be chosen what can be chosen now."""
        for part in (self.fields, self.report.overlap, self.report.widen):
            part.setEnabled(not self._is_writing)
        can_write = not self.fields.obstacle and not self._error and bool(self.fields.file.text().strip())
        self.export_button.setEnabled(not self._is_writing and can_write)
        if self._is_writing:
            self.close_button.setText(self.tr("Cancel"))

    def _may_write(self, paths: Sequence[str]) -> bool:
        there = [path for path in paths if is_taken(path) and path != self.fields.replaces]
        try:
            for path in there:
                check_place(path, self.fields.format_)
        except RefusedError as error:
            self.say(sentence(error))
            self.fields.file.setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        if not there:
            return True
        names = ", ".join(one_line(os.path.basename(path)) for path in there)
        text = self.tr("{file} exists already.").format(file=names)
        return ask(self, text, self.tr("Replace it?"), [self.tr("Replace"), self.tr("Cancel")], default=1) == 0

    def _show_folder(self) -> None:
        if self._written:
            QDesktopServices.openUrl(QUrl.fromLocalFile(os.path.dirname(self._written[0])))
