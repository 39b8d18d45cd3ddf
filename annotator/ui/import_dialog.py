"""Importing from the window: files or a folder chosen or dropped, quiet progress, and a report when one is needed."""

from __future__ import annotations

import os
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QLocale, QSize, Qt, QTimer
from PySide6.QtGui import QFontMetrics, QGuiApplication
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from annotator import formats
from annotator.app.import_look import Looked
from annotator.app.import_run import Asking, ImportResult, ImportRun
from annotator.app.jobs import Jobs
from annotator.app.session import Session
from annotator.core.errors import AnnotatorError
from annotator.core.shown import one_line
from annotator.ui import file_dialogs
from annotator.ui.dialog_parts import Sheet, button, plain_label, progress_bar, quiet
from annotator.ui.icons import icon
from annotator.ui.import_choices import ImportChoices
from annotator.ui.messages import sentence
from annotator.ui.plain import plain_tip
from annotator.ui.theme import XL, Theme
from annotator.workflows.problem_list import counted

PATIENCE = 300
"""Milliseconds before progress is shown, so that a quick import shows none."""

SHOWN = 1000
"""Problems that are listed one by one; copying takes all."""

ARCHIVE = ".zip"

_HERE = ("import.known", "import.near", "import.twice")


def choose_files(parent: QWidget | None, folder: str = "") -> list[str]:
    """Asks for files to import, in `folder` the first time; empty when the person thought better of it."""
    suffixes = {suffix for name in formats.names() for suffix in _readable(name)} | {ARCHIVE}
    endings = " ".join(f"*{suffix}" for suffix in sorted(suffixes))
    filters = QCoreApplication.translate("ImportDialog", "All that can be imported ({endings});;All files (*)")
    title = QCoreApplication.translate("ImportDialog", "Import files")
    return file_dialogs.open_files(parent, title, folder, filters.format(endings=endings))


def choose_folder(parent: QWidget | None, folder: str = "") -> list[str]:
    """Asks for a folder to import with everything in it; empty when the person thought better of it."""
    title = QCoreApplication.translate("ImportDialog", "Import a folder")
    chosen = file_dialogs.folder(parent, title, file_dialogs.start_folder(parent, folder))
    return [chosen] if chosen else []


def import_paths(
    session: Session, jobs: Jobs, theme: Theme, paths: Sequence[str], parent: QWidget, always_asks: bool = False
) -> ImportRun | None:
    """Imports files and folders beside the window; its `done` brings the result, after which a report may be shown.

    Plain text and our own files come in without a question; for others, or when it `always_asks`, the files are shown
    with their formats first. None when an import is going on already, which is brought to the front instead.
    """
    if any(not run.is_over for run in jobs.findChildren(ImportRun)):
        for panel in parent.findChildren(ImportProgress):
            panel.show_now()
        return None
    run = ImportRun(session, jobs, paths, asking=Asking.ALWAYS if always_asks else Asking.WHEN_UNCLEAR)
    ImportProgress(run, session, theme, parent)
    run.start()
    return run


class ImportProgress(Sheet):
    """A small panel beside the work: what is read now, how far it is, and Cancel."""

    def __init__(self, run: ImportRun, session: Session, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, "importProgress", parent)
        self._session = session
        self._choices: Sheet | None = None
        self.set_title(self.tr("Importing"))
        self.setModal(False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._run: ImportRun | None = run
        self.count = plain_label(self.tr("Looking for files…"))
        self.file = quiet("", theme)
        self.file.setWordWrap(False)
        self.bar = progress_bar("importBar", theme)
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName(self.tr("Progress of the import"))
        for part in (self.count, self.bar, self.file):
            self.body.addWidget(part)
        cancel = button("importCancel", self.tr("Cancel"), theme)
        cancel.clicked.connect(self.reject)
        self.add_buttons([], [cancel])
        self.setFixedWidth(420)
        run.progressed.connect(self._progressed)
        run.asked.connect(self._ask)
        run.done.connect(self._done)
        self._wait = QTimer(self, singleShot=True, interval=PATIENCE)
        self._wait.timeout.connect(self.show_now)
        self._wait.start()

    def show_now(self) -> None:
        """Comes to the front; what is asked first comes instead."""
        shown = self._choices or self
        if self._run is not None:
            shown.show()
            shown.raise_()

    def reject(self) -> None:
        """Cancels the import, of which nothing lands; the panel goes when the import has ended."""
        if self._run is not None:
            self._run.cancel()
        else:
            super().reject()

    def _ask(self, found: object) -> None:
        """Shows what was found and steps back until the person has chosen."""
        if self._run is None:
            return
        self._wait.stop()
        self.hide()
        self._choices = self._choices_for(self._run, found)
        self._choices.finished.connect(self._answered)
        self._choices.open()

    def _choices_for(self, run: ImportRun, found: object) -> Sheet:
        assert isinstance(found, Looked)
        return ImportChoices(run, found, self._session, self.theme, self.parentWidget())

    def _answered(self, _result: int) -> None:
        self._choices = None
        self._wait.start()

    def _progressed(self, done: int, total: int, name: str) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.count.setText(self._counted(_number(done), _number(total) if total else ""))
        if name:
            room = self.width() - 2 * XL
            metrics = QFontMetrics(self.file.font())
            self.file.setText(metrics.elidedText(one_line(name), Qt.TextElideMode.ElideMiddle, room))

    def _counted(self, done: str, total: str) -> str:
        told = self.tr("{done} of {total} files") if total else self.tr("Looking for files… {done}")
        return told.format(done=done, total=total)

    def _done(self, result: ImportResult) -> None:
        self._run = None
        self._wait.stop()
        self.close()
        if report := self._report(result):
            report.open()

    def _report(self, result: ImportResult) -> ImportReport | None:
        return ImportReport(result, self.theme, self.parentWidget()) if needs_report(result) else None


class ImportReport(Sheet):
    """What an import left out, file by file with the reason, and which texts were there already."""

    def __init__(self, result: ImportResult, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "importReport", parent)
        self.set_title(self.tr("Import"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.summary = plain_label(self._summary(result), wrap=True)
        self.body.addWidget(self.summary)
        self.list = QListWidget()
        self.list.setObjectName("importProblems")
        self.list.setAccessibleName(self.tr("What was left out"))
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setIconSize(QSize(16, 16))
        self.list.setSelectionMode(QListWidget.SelectionMode.NoSelection)
        self._fill(result)
        self.list.setVisible(self.list.count() > 0)
        self.body.addWidget(self.list, 1)
        copy = button("importCopy", self.tr("Copy the list"), theme)
        copy.setVisible(self.list.count() > 0)
        copy.clicked.connect(self._copy)
        close = button("importClose", self.tr("Close"), theme, primary=True)
        close.clicked.connect(self.accept)
        self.add_buttons([copy], [close])
        self.setMinimumWidth(520)
        if self.list.count():
            self.resize(600, min(520, 220 + 32 * self.list.count()))
        close.setFocus()

    def _summary(self, result: ImportResult) -> str:
        if result.error is not None:
            return self.tr("Nothing was imported.") + " " + sentence(result.error)
        parts = [self.tr("%Ln article(s) imported.", "", result.articles)]
        if result.received.articles:
            annotations = self.tr("%Ln annotation(s)", "", result.received.annotations)
            said = self.tr("%Ln article(s) here already received {annotations}.", "", result.received.articles)
            parts.append(said.format(annotations=annotations))
        if result.left_out:
            parts.append(self.tr("%Ln file(s) or record(s) left out.", "", counted(result.left_out)))
        here = sum(problem.error.code in _HERE for problem in result.notices)
        if here:
            parts.append(self.tr("%Ln text(s) here already.", "", here))
        if more := counted(result.notices) - here:
            parts.append(self.tr("%Ln thing(s) to look at.", "", more))
        return " ".join(parts)

    def _fill(self, result: ImportResult) -> None:
        warning = icon("warning", self.theme.danger, self.theme.muted)
        info = icon("info", self.theme.muted, self.theme.muted)
        problems = (*result.left_out, *result.notices)
        self._lines = [_brief(problem.error) for problem in problems]
        for problem in problems[:SHOWN]:
            item = QListWidgetItem(info if problem.is_notice else warning, _brief(problem.error))
            item.setToolTip(plain_tip(one_line(problem.path)))
            self.list.addItem(item)
        if len(problems) > SHOWN:
            self.list.addItem(self.tr("and %n more", "", len(problems) - SHOWN))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText("\n".join(self._lines))


def needs_report(result: ImportResult) -> bool:
    """Whether something has to be read and closed; else a line in the status bar is enough."""
    return not result.is_cancelled and bool(result.problems or result.error)


def _number(value: int) -> str:
    return QLocale().toString(value)


def _brief(error: AnnotatorError) -> str:
    """The sentence with the file's name in place of its path, which the tooltip tells."""
    values = {
        key: os.path.basename(str(value)) if key in ("path", "other") else value for key, value in error.values.items()
    }
    return sentence(type(error)(error.code, **values))


def _readable(name: str) -> tuple[str, ...]:
    try:
        format_ = formats.get(name)
    except AnnotatorError:
        return ()
    return format_.suffixes if format_.can_read else ()
