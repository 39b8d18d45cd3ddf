"""Merging a project in the window: what it holds and who is who, quiet progress, and a report of what came in."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QScrollArea, QWidget

from annotator.app.import_run import ImportResult, ImportRun
from annotator.app.jobs import Jobs
from annotator.app.merge_run import MergeResult, MergeRun
from annotator.app.session import Session
from annotator.core.model import Annotator, AnnotatorKind
from annotator.core.shown import one_line
from annotator.ui.dialog_fields import Choice
from annotator.ui.dialog_parts import Sheet, add_row, button, form, plain_label, quiet
from annotator.ui.import_dialog import ImportProgress, ImportReport
from annotator.ui.messages import elided, sentence
from annotator.ui.plain import menu_text, plain_tip
from annotator.ui.theme import Theme
from annotator.workflows.merging import Preview
from annotator.workflows.merging_people import Whose, identified

_WIDTH = 560
_REPORT_WIDTH, _REPORT_HEIGHT = 640, 560
_MOST_ROWS = 6
"""So many people stand in the dialog without a scroll bar."""

Opener = Callable[[], object]


def merge_project(
    session: Session, jobs: Jobs, theme: Theme, path: str, parent: QWidget, opener: Opener | None = None
) -> MergeRun | None:
    """Merges a project beside the window, after showing what it holds; with an `opener` it can be opened instead.

    None when an import or a merge is going on already, which is brought to the front instead.
    """
    if any(not run.is_over for run in jobs.findChildren(ImportRun)):
        for panel in parent.findChildren(ImportProgress):
            panel.show_now()
        return None
    run = MergeRun(session, jobs, path)
    MergeProgress(run, session, theme, parent, opener)
    run.start()
    return run


class MergeProgress(ImportProgress):
    """The panel of an import, for a merge."""

    def __init__(
        self, run: MergeRun, session: Session, theme: Theme, parent: QWidget, opener: Opener | None = None
    ) -> None:
        super().__init__(run, session, theme, parent)
        self._opener = opener
        self.set_title(self.tr("Merging a project"))
        self.bar.setAccessibleName(self.tr("Progress of the merge"))
        self.count.setText(self.tr("Looking at the project…"))

    def _choices_for(self, run: ImportRun, found: object) -> Sheet:
        assert isinstance(run, MergeRun)
        assert isinstance(found, Preview)
        return MergePreview(run, found, self._session, self.theme, self.parentWidget(), self._opener)

    def _counted(self, done: str, total: str) -> str:
        return self.tr("{done} of {total} articles").format(done=done, total=total)

    def _report(self, result: ImportResult) -> ImportReport | None:
        assert isinstance(result, MergeResult)
        is_told = result.is_whole or (result.error is not None and not result.is_cancelled)
        report = MergeReport(result, self.theme, self.parentWidget()) if is_told else None
        if report is not None:
            report.reading_wanted.connect(partial(_read, self._session))
        return report


def _read(session: Session, name: str) -> None:
    """Shows somebody's layer, in an article where they have something."""
    project, document = session.project, session.document
    if project is None:
        return
    first = project.people.first_article(project.people.find(name), document.id if document is not None else 0)
    session.read_layer(name)
    if first is not None:
        session.open_document(first)


class MergePreview(Sheet):
    """What a project holds, and whose layers here its people's become."""

    def __init__(
        self,
        run: MergeRun,
        preview: Preview,
        session: Session,
        theme: Theme,
        parent: QWidget | None,
        opener: Opener | None,
    ) -> None:
        super().__init__(theme, "mergeDialog", parent)
        self.set_title(self.tr("Merge a project"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._run = run
        self._preview = preview
        self._opener = opener
        people = session.project.people if session.project else None
        self._ours = people.all() if people is not None else []
        self._listed = people.with_part(besides=session.at_work) if people is not None else []
        self.choices: dict[int, Choice] = {}
        self.file = plain_label(one_line(os.path.basename(preview.path)))
        self.file.setObjectName("mergeFile")
        self.file.setToolTip(plain_tip(one_line(preview.path)))
        self.body.addWidget(self.file)
        self.line = self.explain(self._summary())
        self.line.setObjectName("mergeLine")
        self._add_people()
        self.explain(
            self.tr(
                "What only that project has comes in. Where both differ, yours stays and the difference is listed. "
                "The other file is only read, and one undo takes everything back."
            )
        )
        self._add_buttons()
        self.setMinimumWidth(_WIDTH)
        run.done.connect(self.close)

    def same(self) -> dict[str, str]:
        """The names there with the names here that are meant, where the person has chosen."""
        return {each.name: self.choices[each.id].currentData() for each in self._preview.people
                if each.id in self.choices and self.choices[each.id].currentData()}  # fmt: skip

    def accept(self) -> None:
        """Lets the merge go on."""
        same = self.same()
        super().accept()
        self._run.merge_as(self._preview.people, same)

    def reject(self) -> None:
        """Nothing is merged."""
        super().reject()
        if not self._run.is_over:
            self._run.cancel()

    def _summary(self) -> str:
        met = self._preview.met
        new = self.tr("%Ln new article(s)", "", self._preview.articles - met)
        return self.tr("{new}, {met}").format(new=new, met=self.tr("%Ln here already", "", met))

    def _add_people(self) -> None:
        whose = identified(self._ours, self._preview.people)
        mine = [each for each in self._preview.people if each.kind != AnnotatorKind.MACHINE]
        rows = [each for each in mine if each.id in self._preview.counts]
        if not rows:
            return
        self.body.addWidget(plain_label(self.tr("Whose annotations they become here")))
        inner = QWidget()
        fields = form()
        inner.setLayout(fields)
        for number, each in enumerate(rows):
            choice = self._choice(whose[each.id])
            self.choices[each.id] = choice
            add_row(fields, self._named(each), choice, f"mergePerson{number}", self.theme)
        self.body.addWidget(inner if len(rows) <= _MOST_ROWS else self._scrolled(inner), 1)
        if any(whose[each.id].maybe for each in rows):
            self._say_unsure([one_line(each.name) for each in rows if whose[each.id].maybe])

    def _say_unsure(self, names: list[str]) -> None:
        told = self.tr(
            "May be somebody who is here already, or another person: {names}. They stay apart unless you choose."
        )
        self.unsure = quiet(told.format(names=", ".join(names)), self.theme)
        self.unsure.setObjectName("mergeUnsure")
        self.body.addWidget(self.unsure)

    def _scrolled(self, inner: QWidget) -> QScrollArea:
        area = QScrollArea()
        area.setObjectName("mergePeople")
        area.setWidgetResizable(True)
        area.setWidget(inner)
        area.setMinimumHeight(_MOST_ROWS * 40)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        return area

    def _named(self, person: Annotator) -> str:
        told = self.tr("%Ln annotation(s)", "", self._preview.counts.get(person.id, 0))
        return self.tr("{name}, {told}").format(name=one_line(person.name), told=told)

    def _choice(self, whose: Whose) -> Choice:
        """First whom the annotator is taken for, then everybody else here of the same kind."""
        choice, here = Choice(self.theme), self.tr("{name} (already here)")
        is_listed = any((each.name, each.kind) == whose.layer for each in self._listed)
        told = here if whose.is_known and is_listed else self.tr("{name} (new)")
        choice.addItem(told.format(name=one_line(whose.name)), "")
        for each in self._listed:
            if each.kind == whose.theirs.kind and not (whose.is_known and each.name == whose.name):
                choice.addItem(here.format(name=one_line(each.name)), each.name)
        return choice

    def _add_buttons(self) -> None:
        left = []
        if self._opener is not None:
            opening = button("mergeOpen", self.tr("Open it instead"), self.theme)
            opening.clicked.connect(self._open)
            left.append(opening)
        cancel = button("mergeCancel", self.tr("Cancel"), self.theme)
        cancel.clicked.connect(self.reject)
        self.merge_button = button("mergeStart", self.tr("Merge"), self.theme, primary=True)
        self.merge_button.clicked.connect(self.accept)
        self.add_buttons(left, [cancel, self.merge_button])
        self.merge_button.setFocus()

    def _open(self) -> None:
        opener = self._opener
        self.reject()
        if opener is not None:
            opener()


class MergeReport(ImportReport):
    """What came in with a merge, where the two projects differ, what was left out, and whose layers can be read."""

    reading_wanted = Signal(str)
    """The layer of the person of this name is to be read."""

    def __init__(self, result: MergeResult, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(result, theme, parent)
        self.set_title(self.tr("Merge"))
        self.list.setAccessibleName(self.tr("What differs or was left out"))
        if result.others:
            self._offer_to_read(result.others)
        if count := self.list.count():
            self.resize(_REPORT_WIDTH, min(_REPORT_HEIGHT, 240 + 48 * count))

    def _offer_to_read(self, others: list[str]) -> None:
        """One press for one person; of several one is chosen."""
        told = self.tr(
            "Each person's annotations are kept in a layer of their own. The button with your name, at the bottom "
            "right of the window, shows those of others at any time."
        )
        self.body.insertWidget(1, quiet(told, self.theme))
        read = button("mergeRead", self.tr("Show the annotations of"), self.theme)
        if len(others) == 1:
            read.setText(menu_text(self.tr("Show the annotations of {name}").format(name=elided(others[0]))))
            read.setAccessibleName(read.text())
            read.clicked.connect(partial(self._read, others[0]))
        else:
            menu = QMenu(read)
            for name in others:
                menu.addAction(menu_text(elided(name))).triggered.connect(partial(self._read, name))
            read.setMenu(menu)
        read.setAutoDefault(False)
        self._buttons.insertWidget(self._buttons.count() - 1, read)

    def _read(self, name: str, _checked: bool = False) -> None:
        self.accept()
        self.reading_wanted.emit(name)

    def _summary(self, result: ImportResult) -> str:
        assert isinstance(result, MergeResult)
        if result.error is not None:
            return self.tr("Nothing was merged.") + " " + sentence(result.error)
        lines = [
            self._both(self.tr("%Ln article(s) came in", "", result.articles), result.met),
            self._both(self.tr("%Ln annotation(s) came in", "", result.added), result.present),
        ]
        if not result.is_new:
            lines.insert(0, self.tr("There is nothing new in that project."))
        if result.is_planned_again:
            lines.append(self.tr("You went on working meanwhile; what you did then was kept."))
        if result.conflicts:
            lines.append(self.tr("%Ln difference(s); what is here was kept.", "", len(result.conflicts)))
        if result.left_out:
            lines.append(self.tr("%Ln row(s) of the other file left out.", "", len(result.left_out)))
        return "\n".join(lines)

    def _both(self, came: str, here: int) -> str:
        return self.tr("{came}, {here}.").format(came=came, here=self.tr("%Ln here already", "", here))
