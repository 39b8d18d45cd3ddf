"""The message about what nobody foresaw, in the window that a person works in."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from annotator.core.log_file import NAME, log_folder, logging_to_file
from annotator.core.unexpected import caught, report
from annotator.ui.unexpected import Troubles
from annotator.ui.unexpected_dialog import UnexpectedDialog

SECRET = "Nguyễn Văn Kín"
"""Stands for the text of an article."""

Front = Any


@pytest.fixture
def troubles() -> Iterator[Troubles]:
    """The one place for exceptions, as `run` has it."""
    made = Troubles()
    with logging_to_file(), caught(made.report):
        yield made


@pytest.fixture
def troubled(front: Front, troubles: Troubles) -> Front:
    """The window, with the messages in it."""
    troubles.attach(front.window)
    return front


def messages(front: Front) -> list[UnexpectedDialog]:
    return [dialog for dialog in front.window.findChildren(UnexpectedDialog) if dialog.isVisible()]


def message(front: Front) -> UnexpectedDialog:
    front.qtbot.waitUntil(lambda: bool(messages(front)))
    (dialog,) = messages(front)
    return dialog


def go_on(front: Front, key: Qt.Key = Qt.Key.Key_Escape) -> None:
    QTest.keyClick(message(front), key)
    front.qtbot.waitUntil(lambda: not front.window.findChildren(UnexpectedDialog))
    front.window.activateWindow()
    front.qtbot.waitUntil(lambda: front.app.activeWindow() is front.window)


def press(front: Front, name: str) -> None:
    QTest.mouseClick(message(front).findChild(QPushButton, name), Qt.MouseButton.LeftButton)


def said(front: Front) -> str:
    return "\n".join(label.text() for label in message(front).findChildren(QLabel))


def log() -> str:
    path = log_folder() / NAME
    return path.read_text("utf-8") if path.exists() else ""


def fail(*_arguments: object) -> None:
    raise ValueError(SECRET)


class Failing(QObject):
    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.User:
            fail()
        return False


def in_a_slot(front: Front) -> None:
    front.session.guard_changed.connect(fail)
    front.session.guard_changed.emit()


def in_a_timer(front: Front) -> None:
    QTimer.singleShot(0, fail)


def in_a_thread(_front: Front) -> None:
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()


def in_an_event_filter(front: Front) -> None:
    filtering = Failing(front.window)
    front.view.installEventFilter(filtering)
    front.app.postEvent(front.view, QEvent(QEvent.Type.User))


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return])
@pytest.mark.parametrize("act", [in_a_slot, in_a_timer, in_a_thread, in_an_event_filter])
def test_a_message_comes_once_and_work_goes_on(troubled: Front, act: Callable[[Front], None], key: Qt.Key) -> None:
    act(troubled)
    assert "“Saved” is in the project file" in said(troubled)
    go_on(troubled, key)
    before = len(troubled.file_spans())
    troubled.select_words("Tô Lâm")
    troubled.key("1")
    assert len(troubled.file_spans()) == before + 1
    assert troubled.saved == "Saved"
    assert log().count("not foreseen") == 1
    assert SECRET not in log()


def test_the_details_can_be_copied_and_name_nobody(troubled: Front) -> None:
    in_a_timer(troubled)
    press(troubled, "unexpectedCopy")
    button = message(troubled).findChild(QPushButton, "unexpectedCopy")
    assert button.text() == button.accessibleName() == "Copied"
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("Annotator ")
    assert "Qt " in copied
    assert "tests.ui.test_unexpected" in copied
    assert copied.endswith("ValueError")
    assert SECRET not in copied
    assert str(Path.home()) not in copied
    troubled.qtbot.waitUntil(lambda: button.text() == "Copy details")


def test_the_log_s_folder_opens(troubled: Front, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(
        "annotator.ui.unexpected_dialog.QDesktopServices.openUrl", lambda url: opened.append(url.toLocalFile())
    )
    troubled.act("help.log")
    in_a_timer(troubled)
    assert str(log_folder() / NAME) in said(troubled)
    press(troubled, "unexpectedFolder")
    assert opened == [str(log_folder())] * 2
    assert log_folder().is_dir()


def test_the_program_can_be_closed_from_it(troubled: Front) -> None:
    in_a_timer(troubled)
    press(troubled, "unexpectedClose")
    troubled.qtbot.waitUntil(lambda: not troubled.window.isVisible())
    assert troubled.session.project is None


def test_others_are_counted_while_one_is_read(troubled: Front) -> None:
    in_a_timer(troubled)
    message(troubled)
    report(KeyError(SECRET))
    troubled.qtbot.waitUntil(lambda: "1 more error" in said(troubled))
    assert len(messages(troubled)) == 1
    assert "KeyError" in log()
    press(troubled, "unexpectedCopy")
    assert "1 more" in QGuiApplication.clipboard().text()


def test_the_same_again_is_a_line_and_no_message(troubled: Front, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotator.ui.unexpected._STORM", 3600.0)

    def again() -> None:
        QTimer.singleShot(0, fail)

    again()
    go_on(troubled)
    again()
    troubled.qtbot.waitUntil(lambda: "same error came again" in troubled.notice)
    assert not messages(troubled)
    for _ in range(20):
        again()
    troubled.qtbot.waitUntil(lambda: "10 times by now" in log())
    assert not messages(troubled)
    assert log().count("not foreseen") == 1


def test_after_a_while_the_same_is_told_again(troubled: Front, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotator.ui.unexpected._STORM", 0.0)
    for _ in range(2):
        in_a_timer(troubled)
        go_on(troubled)


def test_what_went_wrong_while_saving_is_read_again(troubled: Front, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(troubled.session, "_follow", fail)
    before = len(troubled.file_spans())
    troubled.select_words("Tô Lâm")
    QTimer.singleShot(0, lambda: troubled.key("1"))
    assert "was read again" in said(troubled)
    assert len(troubled.session.document.spans.all) == len(troubled.file_spans()) == before + 1


def test_without_a_project_nothing_is_promised(troubled: Front) -> None:
    troubled.session.close_project()
    in_a_timer(troubled)
    assert "No project is open" in said(troubled)


def test_a_page_that_cannot_be_read_is_said_in_a_line(troubled: Front, monkeypatch: pytest.MonkeyPatch) -> None:
    def damaged() -> None:
        error = sqlite3.DatabaseError("database disk image is malformed")
        error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        raise error

    QTimer.singleShot(0, damaged)
    troubled.qtbot.waitUntil(lambda: "is damaged here" in troubled.notice)
    assert not messages(troubled)
    assert troubled.saved == "Saved"


def test_a_dialog_in_the_way_gets_the_message(troubled: Front) -> None:
    troubled.act("help.about")
    about = troubled.app.activeModalWidget()
    assert about is not None
    in_a_timer(troubled)
    assert message(troubled).parent() is about
    about.close()
    troubled.qtbot.waitUntil(lambda: not troubled.window.findChildren(UnexpectedDialog))
    report(KeyError())
    go_on(troubled)


def test_what_comes_before_the_window_waits_for_it(front: Front, troubles: Troubles) -> None:
    report(ValueError(SECRET))
    front.app.processEvents()
    assert not messages(front)
    troubles.attach(front.window)
    message(front)


def test_a_message_that_cannot_be_shown_is_given_up(troubled: Front, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotator.ui.unexpected_dialog.UnexpectedDialog.__init__", fail)
    in_a_timer(troubled)
    troubled.qtbot.waitUntil(lambda: "could not be shown" in log())
    assert log().count("could not be shown") == 1


def test_a_crash_is_told_at_the_next_start(front: Front, troubles: Troubles) -> None:
    troubles.attach(front.window, was_crash=True)
    assert front.notice.startswith("Annotator ended unexpectedly last time.")
