"""What the Project menu does: files, imports, exports, labels, people; dialogs are loaded on first use."""

from __future__ import annotations

import os
from collections.abc import Callable

from PySide6.QtCore import QObject

from annotator.app.home import home
from annotator.app.jobs import Jobs
from annotator.app.learning import Learning
from annotator.app.projects import Projects
from annotator.app.rule_keeper import RuleKeeper
from annotator.app.session import Session
from annotator.app.suggestions import Suggestions
from annotator.core.errors import AnnotatorError
from annotator.core.file_names import safe
from annotator.core.shown import one_line
from annotator.storage import listing
from annotator.storage.project import SUFFIX
from annotator.ui.main_window import MainWindow


class ProjectActs(QObject):
    """Acts on whole projects, with the dialogs they need."""

    def __init__(
        self,
        window: MainWindow,
        session: Session,
        projects: Projects,
        jobs: Jobs,
        suggestions: Suggestions,
        rules: RuleKeeper,
        learning: Learning,
    ) -> None:
        super().__init__(window)
        self._rules = rules
        self._learning = learning
        self._window = window
        self._session = session
        self._projects = projects
        self._jobs = jobs
        self._suggestions = suggestions
        window.files_dropped.connect(self.import_paths)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What the actions on projects call."""
        return {
            "file.new": self._new,
            "file.open": self._open,
            "file.save-copy": self._save_copy,
            "file.import": self._import_files,
            "file.import-folder": self._import_folder,
            "file.import-as": self._import_as,
            "file.merge": self._merge,
            "file.export": self._export,
            "file.quit": self._window.close,
            "project.labels": self._edit_labels,
            "project.person": self._ask_person,
            "project.suggest": self._suggestions.suggest_all,
            "suggestion.settings": self._show_suggestions,
        }

    def open_path(self, path: str) -> None:
        """Opens a project; one that somebody else writes to is opened for reading, after saying so."""
        try:
            self._projects.open(path)
        except AnnotatorError as error:
            self.open_otherwise(path, error)

    def open_otherwise(self, path: str, error: AnnotatorError) -> None:
        """What cannot be opened to write to it is opened for reading, where that helps; why is said."""
        if error.code in ("project.locked", "project.locked-elsewhere", "project.read-only"):
            self.open_to_read(path)
        self._session.refuse(error)

    def import_paths(self, paths: list[str], always_asks: bool = False) -> None:
        """Imports files and folders, then asks for suggestions in what is new; a project alone is to be merged."""
        from annotator.ui.import_dialog import import_paths

        if len(paths) == 1 and paths[0].endswith(SUFFIX):
            self.merge_path(paths[0], lambda: self.open_path(paths[0]))
        elif paths and self._session.project is not None and self._session.project.writable:
            window = self._window
            run = import_paths(self._session, self._jobs, window.desk.theme, paths, window, always_asks)
            if run is not None:
                run.done.connect(self._after_import)

    def merge_path(self, path: str, opener: Callable[[], object] | None = None) -> None:
        """Merges a project, after showing what it holds; with an `opener` it can be opened instead."""
        from annotator.ui.merge_dialog import merge_project

        if self._session.project is not None and self._session.project.writable:
            window = self._window
            run = merge_project(self._session, self._jobs, window.desk.theme, path, window, opener)
            if run is not None:
                run.done.connect(self._show_imported)

    def open_to_read(self, path: str) -> None:
        """Opens a project that only can be read."""
        try:
            self._projects.open(path, read_only=True)
        except AnnotatorError as error:
            self._session.refuse(error)

    def _after_import(self, result) -> None:  # type: ignore[no-untyped-def]
        from annotator.ui.import_dialog import needs_report

        articles, annotations = result.received
        if (result.articles or articles) and not needs_report(result):
            said = self.tr("%n article(s) imported.", "", result.articles)
            if not result.articles:
                said = self.tr("%n article(s) received {annotations}.", "", articles)
                said = said.format(annotations=self.tr("%n annotation(s)", "", annotations))
            self._window.desk.notice.say(said, is_warning=False)
        self._show_imported()

    def _show_imported(self, _result: object = None) -> None:
        """Has machines go over what is new, and an article on screen."""
        self._suggestions.suggest_all()
        project = self._session.project
        if self._session.document is None and project is not None:
            for first in project.documents.ids()[:1]:
                self._session.open_document(first)

    def _new(self) -> None:
        path = self.ask_path(self.tr("New project"), self.tr("Articles"))
        if path:
            self._try(lambda: self._projects.create(path))

    def _open(self) -> None:
        filters = self.tr("Annotator projects ({pattern})").format(pattern=f"*{SUFFIX}")
        from annotator.ui import file_dialogs

        path = file_dialogs.open_file(self._window, self.tr("Open project"), self._folder(), filters)
        if path:
            self.open_path(path)

    def _save_copy(self) -> None:
        project = self._session.project
        if project is None:
            return
        stem = os.path.splitext(os.path.basename(project.path))[0]
        path = self.ask_path(self.tr("Save a copy"), self.tr("{name} (copy)").format(name=safe(stem)))
        if path and self._try(lambda: project.save_copy(path)):
            said = self.tr("Copy saved: {name}").format(name=one_line(os.path.basename(path)))
            self._window.desk.notice.say(said, is_warning=False)

    def _import_files(self) -> None:
        from annotator.ui.import_dialog import choose_files

        self.import_paths(choose_files(self._window, self._folder()))

    def _import_folder(self) -> None:
        from annotator.ui.import_dialog import choose_folder

        self.import_paths(choose_folder(self._window, self._folder()))

    def _import_as(self) -> None:
        from annotator.ui.import_dialog import choose_files

        self.import_paths(choose_files(self._window, self._folder()), always_asks=True)

    def _merge(self) -> None:
        from annotator.ui import file_dialogs

        filters = self.tr("Annotator projects ({pattern})").format(pattern=f"*{SUFFIX}")
        path = file_dialogs.open_file(self._window, self.tr("Merge a project"), self._folder(), filters)
        if path:
            self.merge_path(path)

    def _export(self) -> None:
        from annotator.ui.export_dialog import ExportDialog

        window, settings = self._window, self._window.settings
        folder = settings.export_folder or self._folder()
        dialog = ExportDialog(self._session, self._jobs, window.desk.theme, window, folder, settings, self._listed())
        dialog.exported.connect(self._keep_export_folder)
        dialog.open()

    def _listed(self) -> list[int] | None:
        """The articles of the list while it is filtered; None while it shows all."""
        filters, project, person = self._window.desk.articles.filters, self._session.project, self._session.person
        if project is None or person is None or not (filters.states or filters.words.strip()):
            return None
        order = listing.Order(person.id, states=filters.states, words=filters.words)
        return sorted(listing.index(project.store.connection, order))

    def _keep_export_folder(self, path: str) -> None:
        self._window.settings.export_folder = os.path.dirname(path)

    def _edit_labels(self) -> None:
        from annotator.ui.label_editor import LabelEditor

        keys = self._window.actions_.keys.single()
        LabelEditor(self._session, self._window.desk.theme, keys, self._window).open()

    def _show_suggestions(self) -> None:
        from annotator.ui.suggestion_page import SuggestionPage

        window = self._window
        SuggestionPage(
            self._session, self._rules, self._learning, self._jobs, window.desk.theme, window, window.settings.language
        ).open()

    def _ask_person(self) -> None:
        from annotator.ui.annotator_dialog import AnnotatorDialog

        dialog = AnnotatorDialog(self._session, self._window.desk.theme, self._window)
        dialog.accepted.connect(lambda: self._take_person(dialog.name))
        dialog.reading_wanted.connect(self._session.read_layer)
        dialog.open()

    def _take_person(self, name: str) -> None:
        self._try(lambda: self._projects.set_person(name))

    def _try(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except AnnotatorError as error:
            self._session.refuse(error)
            return False
        return True

    def _folder(self) -> str:
        project = self._session.project
        is_own = project is None or os.path.dirname(project.path) == str(home())
        return os.path.expanduser("~") if is_own or project is None else os.path.dirname(project.path)

    def ask_path(self, title: str, name: str) -> str:
        """Asks where a project is to be written, beginning with a name; empty when thought better of."""
        filters = self.tr("Annotator projects ({pattern})").format(pattern=f"*{SUFFIX}")
        from annotator.ui import file_dialogs

        start = os.path.join(file_dialogs.start_folder(self._window, self._folder()), name + SUFFIX)
        path = file_dialogs.save_file(self._window, title, start, filters)
        return path if not path or path.endswith(SUFFIX) else path + SUFFIX
