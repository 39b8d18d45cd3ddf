"""Tells the person about exceptions that nobody foresaw: one message at a time, whatever there is of them.

It is light, being loaded before the window is painted; the message itself is loaded with the first exception.
"""

from __future__ import annotations

import logging
import sys
import threading
import time
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QMessageLogContext, QObject, Qt, QtMsgType, Signal, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from annotator.core import redaction
from annotator.core.errors import AnnotatorError
from annotator.core.log_file import log_folder
from annotator.core.redaction import Safe
from annotator.ui.theme import THEMES

if TYPE_CHECKING:
    from annotator.app.session import Session
    from annotator.ui.main_window import MainWindow
    from annotator.ui.unexpected_dialog import UnexpectedDialog

_log = logging.getLogger(__name__)

_STORM = 10.0
"""Seconds between two exceptions from the same line that belong together: a widget that cannot be painted raises one
at every blink of the caret."""

_BETWEEN_NOTICES = 5.0

_WORDS = """
    active application begin cache cannot change closed cached colour color could connect context cursor destroyed
    device driver during end engine event failed font fonts format height icon image invalid layout long loop mime
    null nullptr own paint painter painted parent parse pixel platform plugin point property queued receiver
    recursive ref repaint running same screen sender set signal size slot started style stylesheet such surface This
    system theme thread threads timer timers transaction unable unknown used valid warning while widget width window
"""
_QT_SAYS = frozenset(_WORDS.split())
"""What Qt's warnings are made of, beside the names of its classes."""

_KEEPERS = ("annotator.app.session", "annotator.storage.")
"""Where an exception leaves it open whether what is on screen is what is in the file."""


class Trouble(NamedTuple):
    """One exception as it is told; it holds on to nothing of what the exception holds."""

    summary: str
    trace: str
    thread: str
    at: str
    known: AnnotatorError | None
    """Not None where there is a sentence for it."""
    is_doubtful: bool


class Troubles(QObject):
    """Takes exceptions from any thread, writes them to the log and shows a message in the window.

    `attach` gives it the window; what comes earlier waits for that.
    """

    _arrived = Signal(object, bool)

    def __init__(self) -> None:
        super().__init__()
        self._lock = threading.Lock()
        self._seen: dict[str, tuple[int, float]] = {}
        self._window: MainWindow | None = None
        self._waiting: list[Trouble] = []
        self._dialog: UnexpectedDialog | None = None
        self._noticed = 0.0
        self._arrived.connect(self._take, Qt.ConnectionType.QueuedConnection)

    def attach(self, window: MainWindow, was_crash: bool = False) -> None:
        """Shows messages in this window from now on; `was_crash` is whether to say that the last run ended so."""
        self._window = window
        if was_crash:
            window.desk.notice.say(
                self.tr(
                    "Annotator ended unexpectedly last time. Every edit that was shown as saved is in the project."
                ),
                is_warning=False,
            )
        for trouble in self._waiting:
            self._arrived.emit(trouble, False)
        self._waiting.clear()

    def report(self, error: BaseException) -> None:
        """Takes an exception that nobody caught; from any thread."""
        times, is_again = self._count(redaction.identity(error))
        if not is_again:
            _log.critical("not foreseen", exc_info=error)
        elif str(times).strip("0") == "1":
            _log.critical("%d times by now: %s", times, error)
        self._arrived.emit(_trouble(error), is_again)

    def give_up(self, error: Exception) -> int:
        """Tells of an exception that kept the window from opening. Gives the exit code."""
        from annotator.ui.unexpected_dialog import UnexpectedDialog

        _log.critical("no start", exc_info=error)
        if sys.stderr is not None:
            sys.stderr.write(f"Annotator could not start ({redaction.summary(error)}); see {log_folder()}.\n")
        if isinstance(QApplication.instance(), QApplication):
            UnexpectedDialog(_trouble(error), "none", THEMES["light"], None).exec()
        return 1

    def _count(self, identity: str) -> tuple[int, bool]:
        now = time.monotonic()
        with self._lock:
            times, last = self._seen.get(identity, (0, now - 2 * _STORM))
            self._seen[identity] = times + 1, now
        return times + 1, now - last < _STORM

    def _take(self, trouble: Trouble, is_again: bool) -> None:
        try:
            self._tell(trouble, is_again)
        except Exception:  # a message that cannot be shown must not call for another
            _log.exception("the message could not be shown")

    def _tell(self, trouble: Trouble, is_again: bool) -> None:
        if self._window is None:
            self._waiting.append(trouble)
        elif self._dialog is not None and trouble.known is None:
            self._dialog.count()
        elif is_again or trouble.known is not None:
            self._notice(trouble, is_again, self._window)
        else:
            self._show(trouble, self._window)

    def _notice(self, trouble: Trouble, is_again: bool, window: MainWindow) -> None:
        """Says in one line what has a sentence of its own, and what came again although the person went on."""
        from annotator.ui.messages import sentence

        now = time.monotonic()
        if is_again and now - self._noticed < _BETWEEN_NOTICES:
            return
        self._noticed = now
        again = self.tr("The same error came again. What was saved is safe; Help shows where the log is.")
        window.desk.notice.say(again if trouble.known is None else sentence(trouble.known))

    def _show(self, trouble: Trouble, window: MainWindow) -> None:
        from annotator.ui.unexpected_dialog import UnexpectedDialog

        session = window.content.session if window.content is not None else None
        state = _state(session, trouble.is_doubtful)
        dialog = UnexpectedDialog(trouble, state, window.theme, QApplication.activeModalWidget() or window)
        dialog.destroyed.connect(self._forget)
        dialog.close_wanted.connect(window.close)
        self._dialog = dialog
        dialog.open()

    def _forget(self) -> None:
        self._dialog = None


def log_qt_messages() -> None:
    """Has Qt's warnings written to the log too, as far as they are Qt's own words."""
    logger = logging.getLogger("annotator.qt")
    levels = {
        QtMsgType.QtWarningMsg: logging.WARNING,
        QtMsgType.QtCriticalMsg: logging.ERROR,
        QtMsgType.QtFatalMsg: logging.CRITICAL,
    }

    said: set[str] = set()

    def take(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        line = redaction.safe_message(message, _QT_SAYS)
        if kind in levels and line not in said:  # a widget may say the same at every paint
            said.add(line)
            logger.log(levels[kind], "%s: %s", Safe(context.category), line)
        if sys.stderr is not None:
            sys.stderr.write(f"{message}\n")

    qInstallMessageHandler(take)


def _trouble(error: BaseException) -> Trouble:
    from annotator.storage.unread import as_known

    is_doubtful = any(frame.module.startswith(_KEEPERS) for frame in redaction.frames(error))
    at = time.strftime("%Y-%m-%d %H:%M:%S %z")
    thread = threading.current_thread().name
    return Trouble(redaction.summary(error), redaction.trace(error), thread, at, as_known(error), is_doubtful)


def _state(session: Session | None, is_doubtful: bool) -> str:
    """What the message says about the person's work: "none", "read-only", "reread" or "saved".

    What is on screen is read again where it is in doubt.
    """
    if session is None or session.project is None:
        return "none"
    if not session.project.writable:
        return "read-only"
    shown = session.document
    if is_doubtful:
        session.reread()
    return "saved" if session.document is shown else "reread"
