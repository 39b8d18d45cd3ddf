"""The way in: the window with its first rows is painted before the rest of the program is loaded."""

from __future__ import annotations

import gc
import os
import signal

from PySide6.QtCore import QEventLoop, QLocale, QTimer
from PySide6.QtGui import QFontDatabase, QIcon
from PySide6.QtWidgets import QApplication

from annotator.app import settings as preferences
from annotator.app.home import sample_path, settings_path
from annotator.app.settings import Settings
from annotator.core import crashes
from annotator.core.assets import asset
from annotator.core.log_file import log_folder, logging_to_file
from annotator.core.unexpected import caught
from annotator.storage import first_page
from annotator.ui.icons import pixmap
from annotator.ui.main_window import MainWindow
from annotator.ui.theme import THEMES, ui_font
from annotator.ui.unexpected import Troubles, log_qt_messages

_FIRST_FACES, _OTHER_FACES = ("Regular",), ("Italic", "SemiBold", "Bold")
_FIRST_ROWS = 20
_SUFFIX = ".annotator"
"""What projects end in; where the rest of the program has it from is loaded after the window is painted."""

_SQLITE = b"SQLite format 3\0"
"""How the file of a project begins, whatever it is called (https://sqlite.org/fileformat.html)."""

_PATIENCE = 200
"""Milliseconds in which the system may come to let the window paint; the rest waits no longer for it."""


def build(argv: list[str]) -> tuple[QApplication, MainWindow]:
    """The application and its window, shown, on the project `argv[1]` when given; never runs the event loop.

    What is no project is imported as if it were dropped on the window: into that project, else into the last one.
    """
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = _new_application(argv)
    _load_fonts(app, _FIRST_FACES)
    settings = preferences.load(settings_path())
    settings.language = settings.language or _system_language()
    path, files = asked_for(argv[1:])
    window = MainWindow(settings)
    _paint_first(app, window, settings, path or settings.last_project or str(sample_path()))
    _finish(app, window, settings, path, files)
    return app, window


def asked_for(arguments: list[str]) -> tuple[str, list[str]]:
    """The project that the arguments name first, empty when none, and the files and folders to be imported."""
    if not arguments or _is_project(arguments[0]):
        return "".join(arguments[:1]), [os.path.abspath(path) for path in arguments[1:]]
    return "", [os.path.abspath(path) for path in arguments]


def _is_project(path: str) -> bool:
    """Whether this is to be opened; what is not there, or cannot be read, is said to be so by opening it."""
    if path.endswith(_SUFFIX) or not os.path.exists(path):
        return True
    if os.path.isdir(path):
        return False
    try:
        with open(path, "rb") as file:
            return file.read(len(_SQLITE)) == _SQLITE
    except OSError:
        return True


def run(argv: list[str]) -> int:
    """Opens the window and runs until it is closed; the exit code."""
    troubles = Troubles()
    with logging_to_file(), crashes.watched(log_folder()) as was_crash, caught(troubles.report):
        try:
            app, window = build(argv)
        except ImportError:  # the entry point knows what to say
            raise
        except Exception as error:
            return troubles.give_up(error)
        # What is loaded by now stays: going through it at a garbage collection would hold a key press up for 50 ms.
        gc.freeze()
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # Qt's loop would never let Python see it
        log_qt_messages()
        troubles.attach(window, was_crash)
        return app.exec()


def _new_application(argv: list[str]) -> QApplication:
    if os.environ.get("QT_IM_MODULE") == "fcitx":
        os.environ["QT_IM_MODULE"] = "ibus"
    app = QApplication(argv[:1])
    app.setApplicationName("annotator")
    app.setApplicationDisplayName("Annotator")
    app.setStyle("Fusion")
    return app


def _paint_first(app: QApplication, window: MainWindow, settings: Settings, path: str) -> None:
    """Shows the window with the first rows of the project and lets it paint."""
    app.setPalette(THEMES.get(settings.theme, THEMES["light"]).palette())
    page = first_page.read(path, settings.person, settings.sort, settings.descending, _FIRST_ROWS)
    first = window.show_first(page)
    window.show()
    waiting = QTimer(window, singleShot=True, interval=_PATIENCE)
    waiting.start()
    flags = QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents | QEventLoop.ProcessEventsFlag.WaitForMoreEvents
    while not first.is_painted and waiting.isActive():
        app.processEvents(flags)
    waiting.deleteLater()


def _finish(app: QApplication, window: MainWindow, settings: Settings, path: str, files: list[str]) -> None:
    """Loads the program and puts it into the window."""
    from annotator.ui.program import Program

    _load_fonts(app, _OTHER_FACES)
    app.setWindowIcon(QIcon(pixmap("app", "#000000", 64)))
    Program(app, window, settings).start(path, files)


def _load_fonts(app: QApplication, faces: tuple[str, ...]) -> None:
    loaded = app.property("faces") or []
    for face in faces:
        if face not in loaded:
            QFontDatabase.addApplicationFont(str(asset("resources", "fonts", f"BeVietnamPro-{face}.ttf")))
    app.setProperty("faces", [*loaded, *faces])
    if not loaded:
        app.setFont(ui_font())


def _system_language() -> str:
    return "vi" if QLocale.system().language() == QLocale.Language.Vietnamese else "en"
