"""Builds every part once and wires them: the only place that knows them all."""

from __future__ import annotations

import logging
import os
import sys
import threading

from PySide6.QtCore import QLocale, QObject, Qt, QTimer, QTranslator
from PySide6.QtGui import QFontDatabase, QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

from annotator.app import settings as preferences
from annotator.app.home import home
from annotator.app.jobs import Jobs
from annotator.app.projects import Projects
from annotator.app.session import Session
from annotator.app.suggestions import Suggestions
from annotator.core.assets import asset
from annotator.core.errors import AnnotatorError
from annotator.storage.connection import CHECKPOINT_AFTER
from annotator.ui.icons import pixmap
from annotator.ui.main_window import MainWindow
from annotator.ui.project_acts import ProjectActs
from annotator.ui.theme import THEMES, ui_font

_log = logging.getLogger(__name__)

_FACES = ("Regular", "Italic", "SemiBold", "Bold")
_SUGGEST_AFTER = 400
"""Milliseconds after the start before the suggester is woken, so that the window and the first clicks come first."""


class Application(QObject):
    """One run of the program: its settings, session, window and everything in the background."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._settings_path = home() / "settings.json"
        self.settings = preferences.load(self._settings_path)
        self.settings.language = self.settings.language or _system_language()
        self._translators: list[QTranslator] = []
        self._load_look()
        self.session = Session(self)
        self.jobs = Jobs(self)
        self.suggestions = Suggestions(self.session, self)
        self.projects = Projects(self.session, self.jobs, self.settings, self)
        self.window = MainWindow(self.session, self.jobs, self.settings)
        self._acts = ProjectActs(self.window, self.session, self.projects, self.jobs, self.suggestions)
        self._idle = QTimer(self, singleShot=True, interval=CHECKPOINT_AFTER)
        self._connect()
        self._compose()

    def start(self, path: str) -> None:
        """Opens the project to begin with and shows the window; the sample is made after the window is painted."""
        trouble: AnnotatorError | None = None
        is_open = True
        try:
            is_open = self.projects.begin(path)
        except AnnotatorError as error:
            trouble = error
        self.window.show()
        if trouble is not None:
            self._open_otherwise(path, trouble)
        if not is_open:
            QTimer.singleShot(0, self, self.projects.prepare_sample)

    def close(self) -> None:
        """Ends what runs in the background, closes the project and keeps the settings."""
        self.suggestions.close()
        self.jobs.close()
        self.session.close_project()
        preferences.save(self.settings, self._settings_path)
        self.deleteLater()

    def _connect(self) -> None:
        window, session = self.window, self.session
        window.closing.connect(self.close)
        window.look_changed.connect(self._change_look)
        self.projects.opened.connect(self._after_opening)
        self.suggestions.progressed.connect(self._show_progress)
        self.projects.preparing.connect(self._show_preparing)
        session.changed.connect(self._idle.start)
        self._idle.timeout.connect(self._checkpoint)

    def _show_progress(self, done: int, total: int) -> None:
        self.window.desk.status.show_progress(done, total)

    def _show_preparing(self, is_busy: bool) -> None:
        self.window.desk.welcome.show_preparing(is_busy)

    def _compose(self) -> None:
        self.window.compose(self._acts.handlers())
        self._connect_desk()

    def _connect_desk(self) -> None:
        desk = self.window.desk
        desk.welcome.recent_wanted.connect(self._acts.open_path)
        desk.status.cancel_wanted.connect(self.suggestions.cancel)
        desk.person_strip.answered.connect(self.projects.name_person)

    def _after_opening(self) -> None:
        if not self.settings.person and self.session.project and self.session.project.writable:
            self.window.desk.person_strip.ask()
        QTimer.singleShot(_SUGGEST_AFTER, self, self._suggest)

    def _suggest(self) -> None:
        if self.session.project is not None:
            self.suggestions.suggest_all()

    def _open_otherwise(self, path: str, error: AnnotatorError) -> None:
        """A project that cannot be opened for writing is opened for reading; any other trouble is said."""
        if error.code in ("project.locked", "project.locked-elsewhere", "project.read-only"):
            self._acts.open_to_read(path or self.settings.last_project)
        self.session.refuse(error)

    def _change_look(self) -> None:
        self._load_look()
        self.window.recompose()
        self._connect_desk()
        preferences.save(self.settings, self._settings_path)

    def _load_look(self) -> None:
        theme = THEMES.get(self.settings.theme, THEMES["light"])
        self._app.setPalette(theme.palette())
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

    def _checkpoint(self) -> None:
        if self.session.project is not None and self.session.project.writable:
            try:
                self.session.project.checkpoint()
            except AnnotatorError as error:
                _log.warning("no checkpoint: %s", error)


def build(argv: list[str]) -> tuple[QApplication, MainWindow]:
    """The application and its window, shown, on the project `argv[1]` when given; never runs the event loop."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = _new_application(argv)
    _load_fonts(app)
    application = Application(app)
    application.start(argv[1] if len(argv) > 1 else "")
    return app, application.window


def run(argv: list[str]) -> int:
    """Opens the window and runs until it is closed; the exit code."""
    _log_to_file()
    app, window = build(argv)
    sys.excepthook = lambda *raised: _tell(window, *raised)
    threading.excepthook = lambda raised: _log.error("in a thread", exc_info=raised.exc_value)
    return app.exec()


def _new_application(argv: list[str]) -> QApplication:
    if os.environ.get("QT_IM_MODULE") == "fcitx":
        os.environ["QT_IM_MODULE"] = "ibus"
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    app = QApplication(argv[:1])
    app.setApplicationName("annotator")
    app.setApplicationDisplayName("Annotator")
    app.setStyle("Fusion")
    return app


def _load_fonts(app: QApplication) -> None:
    if app.property("fonts_loaded"):
        return
    for face in _FACES:
        QFontDatabase.addApplicationFont(str(asset("resources", "fonts", f"BeVietnamPro-{face}.ttf")))
    app.setFont(ui_font())
    app.setWindowIcon(QIcon(pixmap("app", "#000000", 64)))
    app.setProperty("fonts_loaded", True)


def _system_language() -> str:
    return "vi" if QLocale.system().language() == QLocale.Language.Vietnamese else "en"


def _log_to_file() -> None:
    from logging.handlers import RotatingFileHandler

    handler = RotatingFileHandler(home() / "annotator.log", maxBytes=1 << 20, backupCount=1, encoding="utf-8")
    logging.basicConfig(level=logging.INFO, handlers=[handler], format="%(asctime)s %(levelname)s %(name)s %(message)s")


def _tell(window: MainWindow, kind: type[BaseException], error: BaseException, trace: object) -> None:
    """An error nobody foresaw: the stack to the log, one sentence to the person."""
    if issubclass(kind, KeyboardInterrupt):
        window.close()
        return
    _log.critical("unforeseen", exc_info=(kind, error, trace))  # type: ignore[arg-type]
    said = QApplication.translate(
        "Application", "Something went wrong inside Annotator; what was saved is safe. Details are in {path}."
    )
    window.desk.notice.say(said.format(path=home() / "annotator.log"))
