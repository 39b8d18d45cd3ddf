"""The consistency check in the bench: what disagrees, row by row, and one key that mends it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale, Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from annotator.app import consistency
from annotator.app.acts import Acts
from annotator.app.jobs import Job, Jobs
from annotator.app.session import Session
from annotator.app.settings import Settings
from annotator.core.consistency import Issue, Kind
from annotator.core.edits import Edit
from annotator.core.errors import AnnotatorError
from annotator.ui.article_header import Elided
from annotator.ui.dialog_fields import Choice
from annotator.ui.dialog_parts import button, plain_label, progress_bar
from annotator.ui.hit_model import HitRow
from annotator.ui.hit_table import HitTable
from annotator.ui.messages import sentence
from annotator.ui.theme import XL, XS, M, S, Theme, ui_font
from annotator.workflows.consistency import Placed

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

_LATER = 1200
"""Milliseconds after an edit elsewhere until everything is checked again."""


class ConsistencyPage(QWidget):
    """Shows the issues of the person at work."""

    wanted = Signal(int, int, int)
    leads = True
    """The text follows the rows; leaving them goes back to where the reader was."""

    def __init__(
        self, session: Session, acts: Acts, jobs: Jobs, _settings: Settings, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._acts = acts
        self._jobs = jobs
        self._job: Job | None = None
        self._found: list[Placed] = []
        self._left: set[tuple[object, ...]] = set()
        """What the person wants to leave as it is, until the window is closed."""
        self._is_mending = False
        self.setObjectName("consistencyPage")
        self.table = _Table(theme, "consistencyTable", self)
        self.kinds = Choice(theme, self)
        self.line = Elided(ui_font(), theme.muted, self)
        self.bar = progress_bar("consistencyBar", theme)
        self.again = button("consistencyAgain", self.tr("Check again"), theme)
        self.leave_it = button("consistencyLeave", self.tr("Leave as it is"), theme)
        self.mend = button("consistencyMend", self.tr("Mend"), theme, primary=True)
        self._empty = plain_label("", wrap=True)
        self._stack = QStackedWidget(self)
        self._soon = QTimer(self, singleShot=True, interval=_LATER)
        self._lay_out()
        self._connect()

    def enter(self) -> None:
        """Checks everything, and takes the keyboard."""
        self.table.setFocus()
        self.check()

    def leave(self) -> None:
        """Gives up the check."""
        self._soon.stop()
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def check(self) -> None:
        """Compares everything anew, beside the window."""
        self.leave()
        project, person = self._session.project, self._session.person
        if project is None or person is None:
            return
        self._job = job = Job(self._jobs)
        job.progressed.connect(self._show_progress)
        job.finished.connect(self._take)
        job.failed.connect(self._fail)
        self.bar.setRange(0, 0)
        self.bar.setVisible(not self._found)
        self._jobs.start(project.file.reading(consistency.checking(project.path, person.id)), job)

    def mend_current(self) -> None:
        """Mends the current row and goes on to the next."""
        row = self.table.current_row()
        if row is None:
            return
        self._is_mending = True
        is_done = consistency.mend(self._session, self._acts, self._found[row.key].issue)
        self._is_mending = False
        if is_done:
            self._take_away(row)
            self._soon.start()  # what disagreed with this row may agree now

    def do_main(self) -> None:
        """Mends the current row."""
        self.mend_current()

    def leave_current(self) -> None:
        """Takes the current row away without changing anything."""
        row = self.table.current_row()
        if row is not None:
            self._left.add(_mark(self._found[row.key]))
            self._take_away(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete leaves a row as it is; the rest is the bench's."""
        if event.key() == Qt.Key.Key_Delete and not event.modifiers():
            self.leave_current()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        self.kinds.setObjectName("consistencyKinds")
        self.kinds.setAccessibleName(self.tr("Kind of issue"))
        self.kinds.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        longest = max((kind_name(kind) for kind in Kind), key=len)
        self.kinds.setMinimumWidth(self.kinds.fontMetrics().horizontalAdvance(longest) + 2 * XL + M)
        self.kinds.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.line.setObjectName("consistencyLine")
        self._empty.setObjectName("consistencyEmpty")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setForegroundRole(self.palette().ColorRole.PlaceholderText)
        self.mend.setToolTip(self.tr("Mend the row: Enter"))
        self.leave_it.setToolTip(self.tr("Leave the row as it is: Delete"))
        top = QHBoxLayout()
        top.setContentsMargins(M, XS, M, XS)
        top.setSpacing(S)
        top.addWidget(self.kinds)
        top.addWidget(self.line, 1)
        for widget in (self.again, self.leave_it, self.mend):
            widget.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            top.addWidget(widget)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.bar)
        column.addWidget(self._stack, 1)
        self.bar.hide()

    def _connect(self) -> None:
        self.table.moved.connect(self._go)
        self.table.opened.connect(self._go)
        self.table.mend_wanted.connect(self.mend_current)
        self.kinds.activated.connect(self._show)
        self.again.clicked.connect(self.check)
        self.leave_it.clicked.connect(self.leave_current)
        self.mend.clicked.connect(self.mend_current)
        self._soon.timeout.connect(self.check)
        self._session.changed.connect(self._follow)
        self._session.project_changed.connect(self._forget)
        self._session.person_changed.connect(self._forget)

    def _follow(self, edit: Edit) -> None:
        """What was done elsewhere, or undone, may agree or disagree now."""
        if self.isVisible() and not self._is_mending and (edit.rows("span") or edit.rows("assignment")):
            self._soon.start()

    def _forget(self) -> None:
        self._found, self._left = [], set()
        self.table.show_rows([])
        if self.isVisible():
            self.check()

    def _show_progress(self, done: int, total: int, _item: object) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def _take(self, found: list[Placed]) -> None:
        self._job = None
        self.bar.hide()
        is_first = not self._found
        self._found = [each for each in found if _mark(each) not in self._left]
        self._count()
        self._show()
        row = self.table.current_row()
        if is_first and row is not None and self.table.hasFocus():
            self._go(row)

    def _fail(self, error: AnnotatorError) -> None:
        self._job = None
        self.bar.hide()
        self.line.set_text(sentence(error))

    def _take_away(self, row: HitRow) -> None:
        """The row goes, the next one is current and in view."""
        del self._found[row.key]
        self._count()
        self._show()
        following = self.table.current_row()
        if following is not None:
            self._go(following)

    def _count(self) -> None:
        """The kinds with how many of each there are."""
        numbers = Counter(each.issue.kind for each in self._found)
        chosen = self.kinds.currentData()
        self.kinds.clear()
        self.kinds.addItem(_counted(self.tr("Everything"), len(self._found)), "")
        for kind in Kind:
            self.kinds.addItem(_counted(kind_name(kind), numbers[kind]), str(kind))
        self.kinds.setCurrentIndex(max(0, self.kinds.findData(chosen)))

    def _show(self, *_index: int) -> None:
        chosen = self.kinds.currentData()
        shown = [n for n, each in enumerate(self._found) if chosen in ("", None, each.issue.kind)]
        place = self.table.currentIndex().row()
        self.table.show_rows([self._row(number) for number in shown])
        self.table.go_to(min(max(place, 0), len(shown) - 1))
        self._stack.setCurrentIndex(0 if shown else 1)
        self._empty.setText(self._why_empty())
        for widget in (self.leave_it, self.mend):
            widget.setEnabled(bool(shown) and self._session.is_writable)
        self._explain()

    def _why_empty(self) -> str:
        if self._found:
            return self.tr("Nothing of this kind.")
        return self.tr("Nothing disagrees. Checked are the articles you have begun or finished.")

    def _row(self, number: int) -> HitRow:
        each = self._found[number]
        label = self._session.label(each.issue.span.label if each.issue.span else each.issue.fix.label)
        is_there = each.issue.span is not None and label is not None
        return HitRow(
            number,
            each.issue.document,
            each.issue.start,
            each.issue.end,
            each.left,
            each.quote,
            each.right,
            each.article,
            label.shown if is_there and label else "",
            label.colour if is_there and label else "",
            self._remark(each),
        )

    def _remark(self, each: Placed) -> str:
        """What mending makes of the row, with how many places speak for it."""
        issue, label = each.issue, self._session.label(each.issue.fix.label)
        name = label.shown if label else ""
        becomes = f"→ {name}" if issue.span is None or issue.span.label != issue.fix.label else f"→ {each.fixed}"
        if issue.kind == Kind.ODD:
            return becomes
        if issue.kind == Kind.MACHINE:
            return f"{becomes} · {QLocale().toString(issue.agree)} %"
        return f"{becomes} · {QLocale().toString(issue.agree)} : {QLocale().toString(issue.differ)}"

    def _explain(self) -> None:
        row = self.table.current_row()
        self.line.set_text("" if row is None else rule(self._found[row.key].issue))

    def _go(self, row: HitRow) -> None:
        self._explain()
        self.wanted.emit(row.document, row.start, row.end)


class _Table(HitTable):
    """Enter mends a row here; a double click only goes to it."""

    mend_wanted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is for mending."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.mend_wanted.emit()
        else:
            super().keyPressEvent(event)


def kind_name(kind: Kind) -> str:
    """A kind of issue, for the list of kinds."""
    names = {
        Kind.LABELS: QCoreApplication.translate("ConsistencyPage", "Different labels"),
        Kind.MISSING: QCoreApplication.translate("ConsistencyPage", "Label missing"),
        Kind.EDGES: QCoreApplication.translate("ConsistencyPage", "Different edges"),
        Kind.ODD: QCoreApplication.translate("ConsistencyPage", "Odd edges"),
        Kind.MACHINE: QCoreApplication.translate("ConsistencyPage", "The machine disagrees"),
    }
    return names[kind]


def kind_rule(kind: Kind) -> str:
    """What a row of this kind says."""
    rules = {
        Kind.LABELS: QCoreApplication.translate("ConsistencyPage", "The same words mostly have another label."),
        Kind.MISSING: QCoreApplication.translate("ConsistencyPage", "The same words are labelled elsewhere."),
        Kind.EDGES: QCoreApplication.translate("ConsistencyPage", "The same name mostly has other edges."),
        Kind.ODD: QCoreApplication.translate("ConsistencyPage", "Punctuation or half a word at an edge."),
        Kind.MACHINE: QCoreApplication.translate("ConsistencyPage", "The machine is sure of something else."),
    }
    return rules[kind]


def rule(issue: Issue) -> str:
    """What a row says: where as many places speak for its label as for the other, no more than that they differ."""
    if issue.kind == Kind.LABELS and issue.agree <= issue.differ:
        return QCoreApplication.translate("ConsistencyPage", "The same words have another label elsewhere.")
    return kind_rule(issue.kind)


def _counted(name: str, number: int) -> str:
    return f"{name} · {QLocale().toString(number)}" if number else name


def _mark(each: Placed) -> tuple[object, ...]:
    """What tells an issue from others when everything is checked again."""
    issue = each.issue
    return (issue.kind, issue.document, issue.start, issue.end, issue.span.label if issue.span else None, issue.fix)
