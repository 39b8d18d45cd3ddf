"""The button beside a sentence that says why nothing can be saved where the project is: save it elsewhere."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from annotator.app.projects import Projects
from annotator.app.session import Session
from annotator.core.errors import AnnotatorError
from annotator.core.shown import one_line
from annotator.storage.project import SUFFIX
from annotator.ui.backup_acts import BROKEN
from annotator.ui.main_window import MainWindow
from annotator.ui.messages import sentence
from annotator.ui.notice import Offer
from annotator.ui.reading_place import ReadingPlace

Ask = Callable[[str, str], str]
"""Asks for a place to save to, by the dialog's title and a name to begin with; empty when thought better of."""


class CopyOffer(QObject):
    """Keeps the offer over the text for as long as it holds."""

    def __init__(self, window: MainWindow, session: Session, projects: Projects, ask: Ask) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._projects = projects
        self._ask = ask
        self._standing: AnnotatorError | None = None
        """What the offer on screen is about."""
        self._left: tuple[int, ReadingPlace] | None = None
        """The article that was on screen last, and where in it the reader was; for when its project is closed."""
        session.project_changed.connect(self._begin)
        session.document_closing.connect(self._leave)
        session.changed.connect(self._follow)

    def attach(self) -> None:
        """Gives a new desk its offers, and the one that the old desk showed."""
        self._window.desk.remedies.append(self.remedy)
        if self._standing is not None:
            self._window.desk.notice.say(sentence(self._standing), offer=self.remedy(self._standing))

    def remedy(self, error: AnnotatorError) -> Offer | None:
        """What can be done about an error by a button; it stays on screen until it is done or put away."""
        offers: dict[str, tuple[str, Callable[[], object]]] = {
            "project.full": (self.tr("Save a copy elsewhere…"), self._save_elsewhere),
            "project.gone": (self.tr("Save what is open as a new file…"), self._move),
            "project.replaced": (self.tr("Save what is open as a new file…"), self._move),
            "project.overwritten-kept": (self.tr("Save what was open as a new file…"), self._move_kept),
            "project.read-only": (self.tr("Save a copy to work on…"), self._move),
            "project.locked": (self.tr("Open it to work here"), self._open_again),
            "project.locked-elsewhere": (self.tr("Open it to work here"), self._open_again),
            **{code: (self.tr("Show the backups…"), self._show_backups) for code in BROKEN},
        }
        session = self._session
        if error.code in BROKEN:
            can = error.code.startswith("project.overwritten") or _is_backed_up(str(error.values["path"]))
        elif error.code == "project.overwritten-kept":
            can = session.project is None
        else:
            can = session.project is not None and not session.is_of_another(error)
        if error.code not in offers or not can:
            return None
        self._standing = error
        return Offer(*offers[error.code])

    def withdraw(self) -> None:
        """There is nothing to be offered any more."""
        if self._standing is not None:
            self._standing = None
            self._window.desk.notice.withdraw()

    def _begin(self) -> None:
        self.withdraw()
        if self._session.project is not None:
            self._left = None

    def _leave(self) -> None:
        if self._session.document is not None:
            self._left = (self._session.document.id, ReadingPlace.of(self._window.desk.view))

    def _follow(self, _edit: object) -> None:
        """An edit was saved: so it can be done here again."""
        self.withdraw()

    def _show_backups(self) -> None:
        self._window.actions_.by_id["project.backups"].trigger()

    def _open_again(self) -> None:
        """Opens what is only read here to write to it, for whoever had it may be gone."""
        if self._session.project is not None:
            self._go_on(self._session.project.path)

    def _move(self) -> None:
        """Saves what is open and goes on in the new file."""
        if path := self._save_open():
            self._go_on(path)

    def _move_kept(self) -> None:
        """Saves what was open, of which there is a backup, and goes on in the new file."""
        from annotator.storage import restoring

        if self._standing is not None:
            path, kept = (str(self._standing.values[which]) for which in ("path", "kept"))
            if new := self._saved(path, partial(restoring.save_as, kept)):
                self._go_on(new)

    def _save_open(self) -> str:
        """Where a copy of what is open was saved; empty when none was."""
        project = self._session.project
        return "" if project is None else self._saved(project.path, project.save_copy)

    def _save_elsewhere(self) -> None:
        """Saves what is open; the person may go on in the copy or stay."""
        if path := self._save_open():
            said = self.tr("Copy saved: {name}").format(name=one_line(os.path.basename(path)))
            offer = Offer(self.tr("Go on in the copy"), lambda: self._go_on(path))
            self._window.desk.notice.say(said, is_warning=False, offer=offer)

    def _saved(self, project: str, write: Callable[[str], object]) -> str:
        """Where a copy of a project was written to; empty when none was."""
        name = os.path.basename(project).removesuffix(SUFFIX)
        if os.path.lexists(project):
            name = self.tr("{name} (copy)").format(name=name)
        path = self._ask(self.tr("Save a copy"), name)
        if not path:
            return ""
        try:
            write(path)
        except AnnotatorError as error:
            self._say_failed(error)
            return ""
        return path

    def _go_on(self, path: str) -> None:
        """Opens a copy of what is open, or was, at the same place of the same article."""
        self._leave()
        left = self._left
        try:
            self._projects.open(path)
        except AnnotatorError as error:
            self._say_failed(error)
            return
        if left is not None:
            self._session.open_document(left[0])
            left[1].show(self._window.desk.view)
        said = self.tr("This is {name} now; every change is saved there.").format(name=one_line(os.path.basename(path)))
        self._window.desk.notice.say(said, is_warning=False)

    def _say_failed(self, error: AnnotatorError) -> None:
        """Says why there is no copy, with the same offer again."""
        offer = self.remedy(self._standing) if self._standing is not None else None
        self._window.desk.notice.say(sentence(error), offer=offer)


def _is_backed_up(path: str) -> bool:
    from annotator.storage import backup

    return bool(backup.of(path))
