"""Exporting from the window: what, whose, where to; what cannot be held is told before and after."""

from __future__ import annotations

import os
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QLocale, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QButtonGroup,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QWidget,
)

from annotator import formats
from annotator.app.export_run import Exported, WorkerSegmenter, work
from annotator.app.jobs import Job, Jobs
from annotator.app.session import Session
from annotator.core.errors import AnnotatorError
from annotator.core.messages import QT_TRANSLATE_NOOP
from annotator.core.model import AnnotatorKind, State
from annotator.formats.protocol import Format, Holds, Level
from annotator.storage.project import SUFFIX
from annotator.ui.dialog_fields import Choice, Pick, Tick
from annotator.ui.dialog_parts import Sheet, add_row, ask, button, form, progress_bar, quiet
from annotator.ui.icons import pixmap
from annotator.ui.loss_list import LossList, reasons
from annotator.ui.messages import sentence
from annotator.ui.theme import L, S, Theme
from annotator.workflows.exporting import Report, Request

PAUSE = 200
"""Milliseconds after the last change before counting begins."""

_TITLES = {
    "jsonl": QT_TRANSLATE_NOOP("ExportDialog", "JSONL: everything, one article a line"),
    "conll": QT_TRANSLATE_NOOP("ExportDialog", "CoNLL: two columns, IOB2"),
}

_STATES = {
    State.NEW: QT_TRANSLATE_NOOP("ExportDialog", "New"),
    State.IN_PROGRESS: QT_TRANSLATE_NOOP("ExportDialog", "In progress"),
    State.DONE: QT_TRANSLATE_NOOP("ExportDialog", "Done"),
    State.SKIPPED: QT_TRANSLATE_NOOP("ExportDialog", "Skipped"),
}


class ExportDialog(Sheet):
    """Chooses a data set, counts it while it is chosen, and writes it."""

    exported = Signal(str)
    """A data set was written to this path."""

    def __init__(
        self, session: Session, jobs: Jobs, theme: Theme, parent: QWidget | None = None, folder: str = ""
    ) -> None:
        super().__init__(theme, "exportDialog", parent)
        self.set_title(self.tr("Export"))
        self._session = session
        self._jobs = jobs
        self._words = WorkerSegmenter()
        self._job: Job | None = None
        self._number = 0
        self._is_writing = False
        self._replaces = ""
        self._written = ""
        self._build(folder)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._count)
        self._connect()
        self._format_changed()

    def request(self) -> Request:
        """What is chosen now."""
        project = self._session.project
        states = [state for state, box in self.states.items() if box.isChecked()]
        layer = self.layer.currentData()
        return Request(
            project.path if project else "",
            os.path.abspath(os.path.expanduser(self.file.text().strip())) if self.file.text().strip() else "",
            self.format.currentData(),
            layer or "",
            all_layers=layer is None,
            level=Level.SYLLABLE if self.syllables.isChecked() else Level.WORD,
            states=() if len(states) == len(self.states) else states,
        )

    def accept(self) -> None:
        """Writes the data set, after asking when another file would be replaced."""
        request = self.request()
        if self._is_writing or not self._may_write(request.output):
            return
        self._is_writing = True
        self._written = request.output
        self._start(request, only_count=False)
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

    def _build(self, folder: str) -> None:
        self.format = Choice(self.theme)
        for name in formats.names():
            if (format_ := _writable(name)) is not None:
                title = QCoreApplication.translate("ExportDialog", _TITLES.get(name, format_.title))
                self.format.addItem(title, name)
        self.layer = Choice(self.theme)
        self.states = {state: Tick(self.tr(text), self.theme) for state, text in _STATES.items()}
        self.words = Pick(self.tr("Words"), self.theme)
        self.syllables = Pick(self.tr("Syllables"), self.theme)
        self.file = QLineEdit(self._first_path(folder))
        self._lay_out()
        self.line = quiet("", self.theme)
        self.line.setObjectName("exportLine")
        self._check = QLabel()
        self._check.setPixmap(pixmap("check-circle", self.theme.accent, 18))
        self._check.hide()
        said = QHBoxLayout()
        said.setSpacing(S)
        said.addWidget(self._check, 0, Qt.AlignmentFlag.AlignTop)
        said.addWidget(self.line, 1)
        self.body.addLayout(said)
        self.bar = progress_bar("exportBar", self.theme)
        self.bar.setAccessibleName(self.tr("Progress of the export"))
        self.losses = LossList()
        for part in (self.bar, self.losses):
            self.body.addWidget(part)
        self.bar.hide()
        self.folder = button("exportFolder", self.tr("Show in folder"), self.theme)
        self.folder.hide()
        self.close_button = button("exportCancel", self.tr("Cancel"), self.theme)
        self.export_button = button("exportAccept", self.tr("Export"), self.theme, primary=True)
        self.add_buttons([self.folder], [self.close_button, self.export_button])
        self.setMinimumWidth(600)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.format.setFocus()

    def _lay_out(self) -> None:
        rows = form()
        add_row(rows, self.tr("Format"), self.format, "exportFormat", self.theme)
        add_row(rows, self.tr("Layer"), self.layer, "exportLayer", self.theme)
        boxes = _row(list(self.states.values()))
        add_row(rows, self.tr("Articles"), boxes, "exportStates", self.theme)
        for state, box in self.states.items():
            box.setObjectName(f"exportState-{state}")
            box.setAccessibleName(box.text())
            box.setChecked(True)
        self.level = _row([self.words, self.syllables])
        group = QButtonGroup(self)
        for choice, name in ((self.words, "exportWords"), (self.syllables, "exportSyllables")):
            choice.setObjectName(name)
            choice.setAccessibleName(choice.text())
            group.addButton(choice)
        self.words.setChecked(True)
        self._level_label = add_row(rows, self.tr("Tokens"), self.level, "exportLevel", self.theme)
        browse = button("exportBrowse", self.tr("Choose…"), self.theme)
        browse.clicked.connect(self._browse)
        browse.setAutoDefault(False)
        target = _row([self.file, browse], stretch=False)
        add_row(rows, self.tr("File"), target, "exportTarget", self.theme).setBuddy(self.file)
        self.file.setObjectName("exportFile")
        self.file.setAccessibleName(self.tr("File"))
        self.body.addLayout(rows)

    def _connect(self) -> None:
        self.format.currentIndexChanged.connect(self._format_changed)
        self.layer.currentIndexChanged.connect(self._changed)
        for box in self.states.values():
            box.toggled.connect(self._changed)
        self.words.toggled.connect(self._changed)
        self.file.textChanged.connect(self._show_state)
        self.folder.clicked.connect(self._show_folder)
        self.close_button.clicked.connect(self.reject)
        self.export_button.clicked.connect(self.accept)

    def _format_changed(self) -> None:
        format_ = formats.get(self.format.currentData())
        has_tokens = Holds.ANY_EDGE not in format_.holds
        self.level.setVisible(has_tokens)
        self._level_label.setVisible(has_tokens)
        self._list_layers(Holds.LAYERS in format_.holds)
        known = tuple(suffix for name in formats.names() for suffix in _suffixes(name))
        stem, ending = os.path.splitext(self.file.text())
        if format_.suffixes and (ending.lower() in known or not ending):
            self.file.setText(stem + format_.suffixes[0])
        self._changed()

    def _list_layers(self, several: bool) -> None:
        project, person = self._session.project, self._session.person
        chosen = self.layer.currentData() if self.layer.count() else (person.name if person else "")
        self.layer.blockSignals(True)
        self.layer.clear()
        everybody = project.people.all() if project else []
        me = person.id if person else 0
        for annotator in sorted(everybody, key=lambda each: (each.id != me, each.kind != AnnotatorKind.PERSON)):
            text = annotator.name
            if annotator.id == me:
                text = self.tr("{name} (you)").format(name=annotator.name)
            elif annotator.kind == AnnotatorKind.MACHINE:
                text = self.tr("{name} (machine)").format(name=annotator.name)
            self.layer.addItem(text, annotator.name)
        if several:
            self.layer.addItem(self.tr("All layers"), None)
        self.layer.setCurrentIndex(max(0, self.layer.findData(chosen)))
        self.layer.blockSignals(False)

    def _changed(self) -> None:
        """Counts anew, a little later; what was said of an export before is no longer about what is chosen."""
        if self._is_writing:
            return
        if self._job is not None:
            self._job.cancel()
        self._number += 1
        self._written = ""
        for part in (self.losses, self.folder, self._check):
            part.hide()
        self.say("")
        is_any = any(box.isChecked() for box in self.states.values())
        self.line.setText(self.tr("Counting…") if is_any else self.tr("Choose the articles by at least one state."))
        if is_any:
            self._pause.start()
        else:
            self._pause.stop()
        self._show_state()

    def _count(self) -> None:
        self._start(self.request(), only_count=True)

    def _start(self, request: Request, only_count: bool) -> None:
        if self._job is not None:
            self._job.cancel()
        self._pause.stop()
        self._number += 1
        self.say("")
        self._job = Job(self._jobs)
        self._job.progressed.connect(self._progressed)
        self._job.finished.connect(self._finished)
        self._job.failed.connect(self._failed)
        self._job.cancelled.connect(self._cancelled)
        self._jobs.start(work(request, self._words, self._number, only_count), self._job)

    def _progressed(self, done: int, total: int, number: int) -> None:
        if number != self._number:
            return
        if self._is_writing:
            self.bar.setRange(0, total)
            self.bar.setValue(done)
        elif done:
            self.line.setText(self.tr("Counting… {done} of {total}").format(done=_number(done), total=_number(total)))

    def _finished(self, exported: Exported) -> None:
        if exported.number != self._number:
            return
        was_writing, self._is_writing, self._job = self._is_writing, False, None
        if exported.error is not None:
            self.line.setText("")
            self.say(sentence(exported.error))
        elif exported.report is not None:
            self._tell(exported.report, was_writing)
        self._show_state()

    def _tell(self, report: Report, is_written: bool) -> None:
        counts = self.tr("%Ln article(s)", "", report.documents), self.tr("%Ln annotation(s)", "", report.spans)
        text = self.tr("{articles}, {annotations}").format(articles=counts[0], annotations=counts[1])
        if is_written:
            name = os.path.basename(self._written)
            text = self.tr("Written to {file}: {counts}").format(file=name, counts=text)
        if report.losses:
            text += "; " + self.tr("%Ln cannot be held", "", len(report.losses)) + f" ({reasons(report.losses)})"
        self.line.setText(text + ".")
        if is_written:
            self.losses.show_losses(report.losses, self._session.project)
            self._check.show()
            self.folder.show()
            self.close_button.setText(self.tr("Close"))
            self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)
            self.exported.emit(self._written)

    def _failed(self, error: Exception) -> None:
        if self.sender() is self._job:
            self._is_writing, self._job = False, None
            self.line.setText("")
            self.say(sentence(error) if isinstance(error, AnnotatorError) else str(error))
            self._show_state()

    def _cancelled(self) -> None:
        if self._is_writing and self.sender() is self._job:
            self._is_writing, self._job = False, None
            self.line.setText(self.tr("Cancelled; no file was written."))
            self._show_state()

    def _show_state(self) -> None:
        """Lets be chosen what can be chosen now."""
        for part in (self.format, self.layer, self.level, self.file, *self.states.values()):
            part.setEnabled(not self._is_writing)
        is_any = any(box.isChecked() for box in self.states.values())
        self.export_button.setEnabled(not self._is_writing and is_any and bool(self.file.text().strip()))
        self.bar.setVisible(self._is_writing)
        if self._is_writing:
            self.bar.setRange(0, 0)
            self._check.hide()
            self.line.setText(self.tr("Writing…"))
            self.close_button.setText(self.tr("Cancel"))

    def _may_write(self, path: str) -> bool:
        if not os.path.exists(path) or path == self._replaces:
            return True
        text = self.tr("{file} exists already.").format(file=os.path.basename(path))
        return ask(self, text, self.tr("Replace it?"), [self.tr("Replace"), self.tr("Cancel")]) == 0

    def _browse(self) -> None:
        format_ = formats.get(self.format.currentData())
        endings = " ".join(f"*{suffix}" for suffix in format_.suffixes)
        filters = f"{self.format.currentText()} ({endings})" if endings else self.tr("All files (*)")
        path, _ = QFileDialog.getSaveFileName(self, self.tr("Export to"), self.file.text(), filters)
        if path:
            self._replaces = os.path.abspath(path)
            self.file.setText(path)

    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(os.path.dirname(self._written)))

    def _first_path(self, folder: str) -> str:
        project = self._session.project
        path = project.path if project else ""
        name = os.path.basename(path).removesuffix(SUFFIX) or "annotations"
        return os.path.join(folder if os.path.isdir(folder) else os.path.dirname(path), name)


def _number(value: int) -> str:
    return QLocale().toString(value)


def _row(parts: Sequence[QWidget], stretch: bool = True) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(L if stretch else S)
    for part in parts:
        row.addWidget(part)
    if stretch:
        row.addStretch(1)
    holder.setFocusProxy(parts[0])
    return holder


def _writable(name: str) -> Format | None:
    try:
        format_ = formats.get(name)
    except AnnotatorError:
        return None
    return format_ if format_.can_write else None


def _suffixes(name: str) -> tuple[str, ...]:
    format_ = _writable(name)
    return format_.suffixes if format_ else ()
