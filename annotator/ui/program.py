"""Wires the parts of one run to each other: the only place that knows them all."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLocale, QObject, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from annotator.app import settings as preferences
from annotator.app.backups import Backups
from annotator.app.checkpoints import Checkpoints
from annotator.app.checks import Checks
from annotator.app.file_watch import FileWatch
from annotator.app.home import settings_path
from annotator.app.jobs import Jobs
from annotator.app.learning import Learning
from annotator.app.places import Places
from annotator.app.projects import Projects
from annotator.app.repeats import Repeats
from annotator.app.rule_keeper import RuleKeeper
from annotator.app.session import Session
from annotator.app.settings import Settings
from annotator.app.suggestions import Suggestions
from annotator.app.sweeping import Sweeping
from annotator.app.work_clock import WorkClock
from annotator.core.assets import asset
from annotator.core.edits import Edit
from annotator.core.errors import AnnotatorError, ProjectError
from annotator.ui.backup_acts import BackupActs
from annotator.ui.check_acts import CheckActs
from annotator.ui.content import Content
from annotator.ui.copy_offer import CopyOffer
from annotator.ui.locale import interface_locale
from annotator.ui.main_window import MainWindow
from annotator.ui.messages import notice
from annotator.ui.onlooking import Onlooking
from annotator.ui.project_acts import ProjectActs
from annotator.ui.theme import THEMES

_FACES = ("Regular", "Italic", "SemiBold", "Bold")
_SUGGEST_AFTER = 400
"""Milliseconds after the start before the suggester is woken, so that the window and the first clicks come first."""


class Program(QObject):
    """One run of the program: its settings, session, window and everything in the background."""

    def __init__(self, app: QApplication, window: MainWindow, settings: Settings) -> None:
        super().__init__(app)
        self._app = app
        self.window = window
        self.settings = settings
        self._translators: list[QTranslator] = []
        self._awaiting: list[str] = []
        self._load_look()
        self.session = Session(self)
        self.jobs = Jobs(self)
        self.suggestions = Suggestions(self.session, self)
        self.repeats = Repeats(self.session, self)
        self.clock = WorkClock(self.session, self)
        self.sweeping = Sweeping(self.session, self)
        self.learning = Learning(self.session, self.suggestions, self)
        self.rules = RuleKeeper(self.session, self.settings, self.suggestions, self.jobs, self)
        self.projects = Projects(self.session, self.jobs, self.settings, self)
        self.backups = Backups(self.session, self.projects, self)
        self._acts = ProjectActs(
            self.window, self.session, self.projects, self.jobs, self.suggestions, self.rules, self.learning
        )
        self._backup_acts = BackupActs(self.window, self.session, self.backups)
        self.checks = Checks(self.session, self.projects, self)
        self._check_acts = CheckActs(self.window, self.session, self.checks)
        self._copy_offer = CopyOffer(window, self.session, self.projects, self._acts.ask_path)
        self._watch = FileWatch(self.session, self)
        self._checkpoints = Checkpoints(self.session, self)
        self._onlooking = Onlooking(window, self.session)
        self._places = Places(self.session, self.settings, self)
        self._connect()
        self._compose()

    def start(self, path: str, files: Sequence[str] = ()) -> None:
        """Opens the project to begin with and imports files into it; the sample is made after the window is painted."""
        self._awaiting = list(files)
        trouble: AnnotatorError | None = None
        is_open = True
        try:
            is_open = self.projects.begin(path)
        except AnnotatorError as error:
            trouble = error
        if trouble is not None:
            self._open_otherwise(path, trouble)
        if not is_open:
            QTimer.singleShot(0, self, self.projects.prepare_sample)

    def close(self) -> None:
        """Ends what runs in the background, closes the project and keeps the settings."""
        self.learning.close()
        self.suggestions.close()
        self.jobs.close()
        self.session.close_project()
        preferences.save(self.settings, settings_path())
        self._watch.close()
        self.window.hide()  # nobody should have to watch the last backup being made
        self.checks.close()
        self.backups.close()
        self.deleteLater()

    def _connect(self) -> None:
        window, session = self.window, self.session
        window.closing.connect(self.close)
        window.look_changed.connect(self._change_look)
        self.projects.opened.connect(self._after_opening)
        self.suggestions.progressed.connect(self._show_progress)
        self.projects.preparing.connect(self._show_preparing)
        self.projects.updating.connect(self._show_updating)
        self.projects.updated.connect(self._backup_acts.tell_of_update)
        self.projects.refused.connect(self._acts.open_otherwise)
        self._watch.found.connect(self._show_found)
        self._app.applicationStateChanged.connect(self._watch.follow_application)
        self._app.applicationStateChanged.connect(self._checkpoints.follow_application)
        session.committed.connect(self._say_done)
        session.person_changed.connect(self._keep_settings)
        self._places.put_away.connect(self._keep_settings)
        self._places.changed.connect(self._show_place)

    def _keep_settings(self) -> None:
        """Now, so that who annotates is not asked again should the program be killed."""
        preferences.save(self.settings, settings_path())

    def _say_done(self, step: str, edit: Edit) -> None:
        if step == "apply" and (said := notice(edit)):
            self.window.desk.notice.say(said, is_warning=False)

    def _show_progress(self, done: int, total: int) -> None:
        self.window.desk.status.show_progress(done, total)

    def _show_updating(self, done: int, total: int) -> None:
        self.window.desk.welcome.show_updating(done, total)

    def _show_preparing(self, is_busy: bool) -> None:
        self.window.desk.welcome.show_preparing(is_busy)

    def _show_found(self) -> None:
        """What was gone is back: what is open is saved again."""
        self._copy_offer.withdraw()
        self.window.desk.status.refresh()

    def _show_place(self) -> None:
        self.window.desk.place_strip.say(self._places.warned)

    def _compose(self) -> None:
        handlers = self._acts.handlers() | self._backup_acts.handlers() | self._check_acts.handlers()
        self.window.compose(lambda: Content(self.window, self.session, self.jobs, handlers))
        self._connect_desk()

    def _connect_desk(self) -> None:
        desk = self.window.desk
        desk.welcome.recent_wanted.connect(self._acts.open_path)
        desk.status.cancel_wanted.connect(self.suggestions.cancel)
        desk.person_strip.answered.connect(self.projects.name_person)
        desk.place_strip.closed.connect(self._places.close)
        self._show_place()
        self._copy_offer.attach()
        self._check_acts.attach()

    def _after_opening(self) -> None:
        self.window.desk.view.setFocus()
        self._ask_person()
        QTimer.singleShot(0, self, self._import_awaiting)
        QTimer.singleShot(_SUGGEST_AFTER, self, self._suggest)

    def _import_awaiting(self) -> None:
        """Imports what the program was started with, into the first project that can be written."""
        project = self.session.project
        if project is None or not self._awaiting:
            return
        if not project.writable:
            self.session.refuse(ProjectError("project.read-only", path=project.path))
            return
        files, self._awaiting = self._awaiting, []
        self._acts.import_paths(files)

    def _ask_person(self) -> None:
        if not self.settings.person and self.session.project and self.session.project.writable:
            self.window.desk.person_strip.ask()

    def _suggest(self) -> None:
        if self.session.project is not None:
            self.suggestions.suggest_all()

    def _open_otherwise(self, path: str, error: AnnotatorError) -> None:
        self._acts.open_otherwise(path or self.settings.last_project, error)

    def _change_look(self) -> None:
        self._load_look()
        self.window.recompose()
        self.window.desk.view.setFocus()
        self._connect_desk()
        self._ask_person()
        preferences.save(self.settings, settings_path())

    def _load_look(self) -> None:
        theme = THEMES.get(self.settings.theme, THEMES["light"])
        self._app.setPalette(theme.palette())
        QLocale.setDefault(interface_locale(self.settings.language))
        for translator in self._translators:
            self._app.removeTranslator(translator)
            translator.deleteLater()
        self._translators = []
        names = ("annotator_vi", "qt_vi") if self.settings.language == "vi" else ("annotator_en",)
        for name in names:
            translator = QTranslator(self)
            if translator.load(str(asset("resources", "i18n", f"{name}.qm"))):
                self._app.installTranslator(translator)
                self._translators.append(translator)
