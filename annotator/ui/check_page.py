"""The check of a project: how far it is, what it found, and what can be done about it."""

from __future__ import annotations

import os

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from annotator.app.checks import Checks
from annotator.app.session import Session
from annotator.core.errors import AnnotatorError
from annotator.core.shown import one_line
from annotator.ui.check_rows import CheckList
from annotator.ui.check_words import CheckWords
from annotator.ui.dialog_parts import Sheet, ask, button, plain_label, progress_bar, quiet
from annotator.ui.icons import pixmap
from annotator.ui.locale import interface_locale
from annotator.ui.messages import sentence
from annotator.ui.theme import RADIUS, UI_SIZE, XL, S, Theme, ui_font
from annotator.workflows.check_file import Report
from annotator.workflows.repairing import MENDABLE

_SIZE = QSize(720, 560)
_FRAME = QSize(40, 60)
"""What the screen keeps free around the dialog, the desktop's frame included."""
_PICTURE = 32


class CheckPage(Sheet):
    """Checks or repairs the project at `path`, which need not be open, as it is told to `begin` or to `mend`."""

    article_wanted = Signal(int)
    """An article should be opened; the dialog has closed."""
    backups_wanted = Signal()
    """The list of backups should be opened; the dialog has closed."""

    def __init__(
        self,
        path: str,
        session: Session,
        checks: Checks,
        theme: Theme,
        language: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, "checkPage", parent)
        self._path = path
        self._session = session
        self._checks = checks
        self._locale = interface_locale(language)
        self._report: Report | None = None
        self._is_repairing = False
        self.words = CheckWords(self)
        self.list = CheckList(self.words, theme)
        self.state = plain_label("")
        self.more = quiet("", theme)
        self._picture = QLabel()
        self.summary = plain_label("")
        self.advice = quiet("", theme)
        self.bar = progress_bar("checkBar", theme)
        self._pages = QStackedWidget()
        self.again = button("checkAgain", self.tr("Check again"), theme)
        self.backups = button("checkBackups", self.tr("Backups…"), theme)
        self.stop = button("checkStop", self.tr("Stop"), theme)
        self.close_ = button("checkClose", self.tr("Close"), theme)
        self.open_article = button("checkOpen", self.tr("Open the article"), theme)
        self.repair = button("checkRepair", self.tr("Repair…"), theme, primary=True)
        self._build()
        self._connect()

    def begin(self, report: Report | None) -> None:
        """Shows what a check has found; without that it begins one."""
        if report is not None:
            self._take(report)
        else:
            self._check()

    def mend(self) -> None:
        """Begins the repair."""
        self._report = None
        self._is_repairing = True
        self._checks.repair(self._path)
        self._wait(self.tr("Repairing…"))

    def reject(self) -> None:
        """Ends a check, which nobody would see then; stays while something is repaired."""
        if self._is_repairing:
            return
        if self._is_busy:
            self._checks.cancel()
        super().reject()

    @property
    def _is_busy(self) -> bool:
        return self._report is None and self._checks.is_running

    def _build(self) -> None:
        self.set_title(self.tr("Check of the project"))
        about = self.tr("{project}. All that the file holds is compared with what was written.")
        name = one_line(os.path.splitext(os.path.basename(self._path))[0])
        self.explain(about.format(project=name))
        self.summary.setWordWrap(True)
        self.summary.setFont(ui_font(weight=QFont.Weight.DemiBold))
        self.summary.setObjectName("checkSummary")
        self._pages.addWidget(self._placeholder())
        self._pages.addWidget(self._findings())
        self.body.addWidget(self._pages, 1)
        self.bar.setAccessibleName(self.tr("Progress"))
        self.body.addWidget(self.bar)
        self.add_buttons([self.again, self.backups], [self.stop, self.close_, self.open_article, self.repair])
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(_SIZE.expandedTo(self.sizeHint()).boundedTo(self.screen().availableSize() - _FRAME))

    def _placeholder(self) -> QWidget:
        """What stands in place of the list while there is none."""
        empty = QWidget()
        empty.setObjectName("checkState")
        empty.setStyleSheet(
            f"QWidget#checkState {{ background: {self.theme.surface}; border: 1px solid {self.theme.border};"
            f" border-radius: {RADIUS}px; }}"
        )
        empty.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.state.setFont(ui_font(UI_SIZE + 1, QFont.Weight.DemiBold))
        self.state.setObjectName("checkSaid")
        column = QVBoxLayout(empty)
        column.setContentsMargins(XL, XL, XL, XL)
        column.setSpacing(S)
        column.addStretch(2)
        for part in (self._picture, self.state, self.more):
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(part)
        column.addStretch(3)
        return empty

    def _findings(self) -> QWidget:
        found = QWidget()
        column = QVBoxLayout(found)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S)
        column.addWidget(self.summary)
        column.addWidget(self.list, 1)
        column.addWidget(self.advice)
        return found

    def _connect(self) -> None:
        self.again.clicked.connect(self._check)
        self.stop.clicked.connect(self._checks.cancel)
        self.backups.clicked.connect(self._show_backups)
        self.close_.clicked.connect(self.reject)
        self.open_article.clicked.connect(self._open)
        self.repair.clicked.connect(self._ask_to_repair)
        self.list.activated.connect(self._open)
        self.list.selectionModel().currentChanged.connect(self._enable)
        self._checks.progressed.connect(self._show_progress)
        self._checks.reported.connect(self._take)
        self._checks.refused.connect(self._refused)
        self._checks.cancelled.connect(self._stopped)

    def _check(self) -> None:
        self._report = None
        self._checks.check(self._path)
        self._wait(self.tr("Checking…"))

    def _ask_to_repair(self) -> None:
        question = self.tr("Rebuild what can be rebuilt?")
        detail = self.tr(
            "Counts, quotes, checksums and the search index are made again, and rows as the history proves them. No "
            "text is changed, and nothing is guessed. The file as it is now is kept as a backup first."
        )
        if ask(self, question, detail, (self.tr("Repair"), self.tr("Cancel"))) == 0:
            self.mend()

    def _wait(self, text: str) -> None:
        self.say("")
        self.bar.setRange(0, 0)
        self._show_state("search", self.theme.muted, text, "")
        self._enable()
        self.stop.setFocus()

    def _show_progress(self, done: int, total: int) -> None:
        """Of articles; while something else is looked at, nobody knows how far it is."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        number = self._locale.toString
        said = self.tr("{done} of {total} articles").format(done=number(done), total=number(total)) if total else ""
        self.more.setText(said)

    def _take(self, report: Report) -> None:
        if report.path != self._path:
            return
        self._is_repairing, self._report = False, report
        if report.is_sound:
            articles = self.tr("%Ln article(s) checked.", "", report.looked_at)
            more = "\n".join(filter(None, (self.words.mended(report), articles)))
            self._show_state("check-circle", self.theme.accent, self.tr("Nothing is wrong"), more)
        else:
            self._show_findings(report)
        self._enable()
        (self.close_ if report.is_sound else self.list).setFocus()

    def _show_findings(self, report: Report) -> None:
        self.summary.setText(self.words.summary(report))
        self.advice.setText(self._advised(report))
        self.list.show_faults(self.words.faults(report))
        self._pages.setCurrentIndex(1)

    def _advised(self, report: Report) -> str:
        """What a person can do about it."""
        if not self._can_mend(report):
            return self.tr(
                "This cannot be rebuilt without guessing, so it was left. A backup from before the damage has it whole:"
                " open one as a copy to compare, or go back to it."
            )
        return self.tr("Repair rebuilds what can be proved, after a backup. No text is changed.")

    def _can_mend(self, report: Report) -> bool:
        return report.mended is None and any(finding.code in MENDABLE for finding in report.findings)

    def _refused(self, error: AnnotatorError) -> None:
        repair, check = self.tr("Nothing was repaired"), self.tr("The check did not take place")
        self._end(repair if self._is_repairing else check)
        self.say(sentence(error))

    def _stopped(self) -> None:
        self._end(self.tr("Stopped; nothing was found so far"))

    def _end(self, text: str) -> None:
        self._is_repairing = False
        self._show_state("info", self.theme.muted, text, "")
        self._enable()
        self.again.setFocus()

    def _show_state(self, picture: str, colour: str, text: str, more: str) -> None:
        self._picture.setPixmap(pixmap(picture, colour, _PICTURE))
        self.state.setText(text)
        self.more.setText(more)
        self._pages.setCurrentIndex(0)

    def _enable(self) -> None:
        report, project, chosen = self._report, self._session.project, self.list.chosen
        is_busy, is_found = self._is_busy, report is not None and not report.is_sound
        is_open = project is not None and project.path == self._path
        may_write = not is_open or (project is not None and project.writable)
        shown: dict[QPushButton, bool] = {
            self.again: not is_busy,
            self.backups: not is_busy and (report is None or is_found),
            self.stop: is_busy,
            self.close_: not is_busy,
            self.open_article: is_found,
            self.repair: report is not None and self._can_mend(report),
        }
        for each, is_shown in shown.items():
            each.setVisible(is_shown)
        self.bar.setVisible(is_busy)
        self.repair.setEnabled(may_write)
        self.open_article.setEnabled(is_found and is_open and chosen is not None and chosen.can_open)

    def _open(self) -> None:
        chosen = self.list.chosen
        if chosen is not None and chosen.document is not None and self.open_article.isEnabled():
            self.accept()
            self.article_wanted.emit(chosen.document)

    def _show_backups(self) -> None:
        self.accept()
        self.backups_wanted.emit()
