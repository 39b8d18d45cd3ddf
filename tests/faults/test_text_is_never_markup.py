"""Whatever an article, a label, a person or a file is called, it is shown as it is: never as markup, never torn."""

from __future__ import annotations

import json
import string
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from markup import LINES, ODD, PICTURE, TAGS, Eye, Watch, hostile_project
from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMenu, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from annotator.app.jobs import Jobs
from annotator.core.errors import AnnotatorError
from annotator.core.messages import SENTENCES
from annotator.storage.project import SUFFIX
from annotator.ui.action_table import specs

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="inotify tells which files are opened")

LEFT_ALONE = ("file.quit", "project.suggest", "caret.", "select.", "span.grow", "span.shrink")
"""Acts that end the program, wake the suggester's process, or lead nowhere."""

_PATIENCE = 1000
"""So many turns a dialog may stay while the walk looks at it: half a minute, after which it waits for an answer."""


@pytest.fixture
def picture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The picture that the markup names, in the folder that the program runs in."""
    monkeypatch.chdir(tmp_path)
    image = QImage(8, 8, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    assert image.save(PICTURE)
    return tmp_path / PICTURE


@pytest.fixture
def watch(picture: Path) -> Iterator[Watch]:
    made = Watch(picture)
    yield made
    made.close()


@pytest.fixture
def hostile(start: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, still_worker: None, picture: Path) -> Any:
    """The window on a project that holds nothing but markup, in a folder and under a name that are markup."""
    home = tmp_path / f"home {TAGS}"
    home.mkdir()
    folder = tmp_path / f"<b>folder {TAGS}"
    folder.mkdir()
    path = folder / f"project {ODD}{SUFFIX}"
    hostile_project(str(path), picture)
    others = [str(folder / f"{number} {LINES}{SUFFIX}") for number in range(3)]
    kept = {"person": ODD, "language": "en", "recent": [str(path), *others], "queries": [LINES, "ha noi"],
            "files_folder": str(folder)}  # fmt: skip
    (home / "settings.json").write_text(json.dumps(kept), "utf-8")
    monkeypatch.setenv("ANNOTATOR_HOME", str(home))
    front = start(path)
    front.settle()
    return front


class Walk:
    """Goes wherever the window leads, and looks about everywhere."""

    def __init__(self, front: Any, watch: Watch) -> None:
        self.front = front
        self.eye = Eye(watch)
        self.stays = False
        """Whether dialogs stay until the test closes them."""
        self._modal: QWidget | None = None
        self._turns = 0
        self._is_looking = False
        self._where = "start"
        self._patience = QTimer(front.window, interval=30)
        self._patience.timeout.connect(self._look_at_modal)
        self._patience.start()

    def look(self, where: str) -> None:
        """Lets what works in the background end, looks, and opens the menus of what is there."""
        self._where = where
        self._is_looking = True
        self.front.settle()
        if not self.stays:  # else a job may be waiting for the answer to a dialog
            self.front.app.findChildren(Jobs)[-1].finish()
        for _ in range(5):
            QApplication.processEvents()
        self.eye.look(where)
        self._is_looking = False

    @property
    def troubles(self) -> str:
        """Everything that is wrong."""
        return "\n".join(sorted(self.eye.troubles.values()))

    def must_have_seen(self, *names: str) -> None:
        """A walk that came nowhere proves nothing: markup must have been seen in what has these names."""
        assert [name for name in names if not any(name in place for place in self.eye.seen)] == []

    def look_at(self, widget: QWidget, where: str) -> None:
        """Looks at one thing alone."""
        self.eye.look_at(widget, where)

    def open_dialog(self, name: str) -> Any:
        """The dialog of this name, if it is open."""
        found = self.front.window.findChildren(QDialog, name)
        return next((each for each in found if each.isVisible()), None)

    def everywhere(self) -> None:
        """Does each act of the menus, and looks at what it brings."""
        for spec in specs():
            action = self.front.window.actions_.by_id.get(spec.id)
            if not spec.id.startswith(LEFT_ALONE) and action is not None and action.isEnabled():
                self._where = spec.id
                action.trigger()
                self.look(spec.id)
                self.tidy()
                self.front.session.open_document(1)

    def menus(self, widget: QWidget, where: str) -> None:
        """Asks a widget for its menu, at a few places."""
        target = widget.viewport() if hasattr(widget, "viewport") else widget
        for point in (target.rect().center(), QPoint(60, 12), QPoint(60, 40)):
            event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, target.mapToGlobal(point))
            QApplication.sendEvent(target, event)
            if QApplication.activePopupWidget() is not None:
                self.look(f"menu of {where}")
            self.tidy()

    def tidy(self) -> None:
        """Closes whatever is open, without its questions."""
        while (menu := QApplication.activePopupWidget()) is not None:
            menu.close()
            QApplication.processEvents()
        for dialog in self.front.window.findChildren(QDialog):
            if dialog.isVisible():
                QDialog.done(dialog, QDialog.DialogCode.Rejected)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()

    def _look_at_modal(self) -> None:
        """What waits for its answer and lets nothing else go on is looked at, and left at the next turn.

        While this looks about by itself a dialog gets the time that its work beside the window needs.
        """
        modal = QApplication.activeModalWidget()
        if modal is None or modal is not self._modal:
            self._modal, self._turns = modal, 0
            if modal is not None:
                self.eye.look(f"{self._where}, asked")
        elif isinstance(modal, QDialog) and not self.stays:
            self._turns += 1
            if self._turns > (_PATIENCE if self._is_looking else 0):
                QDialog.done(modal, QDialog.DialogCode.Rejected)


def test_the_watch_and_the_eye_see_what_they_are_for(qtbot: QtBot, watch: Watch, tmp_path: Path) -> None:
    plain, rich = QLabel(), QLabel(TAGS)
    plain.setTextFormat(Qt.TextFormat.PlainText)
    plain.setText(TAGS)
    for label in (plain, rich):
        qtbot.addWidget(label)
    plain.grab()
    assert not watch.opened()
    rich.grab()
    assert watch.opened()
    QToolTip.showText(QPoint(5, 5), f'<img src="{(tmp_path / PICTURE).as_uri()}">')
    assert watch.opened()
    QToolTip.hideText()
    tipped = QWidget()
    qtbot.addWidget(tipped)
    tipped.setToolTip(TAGS)
    tipped.setWindowTitle("\u202e")
    tipped.addAction(TAGS)
    rich.show()
    tipped.show()
    eye = Eye(watch)
    eye.look("here")
    told = " ".join(eye.troubles.values())
    for trouble in ("a tooltip opened the picture", "takes its text for markup", "may take its text", "turn the words",
                    "loses an “&”"):  # fmt: skip
        assert trouble in told
    assert watch.opened() is False


def test_no_act_leads_to_text_that_is_markup(hostile: Any, watch: Watch) -> None:
    walk = Walk(hostile, watch)
    walk.look("start")
    walk.everywhere()
    walk.must_have_seen("articleList", "spanList", "labelSet", "workArticles", "exportLayer", "annotatorPeople",
                        "articleLabelRows", "personButton", "window title", "edit.redo")  # fmt: skip
    assert walk.troubles == ""


def test_no_menu_list_or_search_shows_markup(hostile: Any, watch: Watch) -> None:
    walk = Walk(hostile, watch)
    desk = hostile.desk
    for widget in (desk.articles.view, desk.view, desk.inspector, desk.status, desk.labels, desk.header):
        walk.menus(widget, widget.objectName())
    hostile.session.open_document(2)
    hostile.settle()
    hostile.act("suggestion.next")
    walk.menus(desk.view, "a suggestion")
    for answer in ("suggestion.accept", "suggestion.reject", "suggestion.skip"):
        hostile.act("suggestion.next")
        hostile.act(answer)
        walk.look(answer)
        hostile.act("edit.undo")
        walk.look("undone")
    hostile.act("suggestion.queue")
    walk.look("queue")
    hostile.act("search.concordance")
    page = desk.bench.page("concordance")
    page.look("bold")
    hostile.qtbot.waitUntil(lambda: len(page.table.rows) > 1)
    walk.look("concordance")
    page.field.show_past()
    walk.look("what was looked for")
    walk.tidy()
    hostile.act("help.palette")
    QTest.keyClicks(QApplication.focusWidget(), "bold")
    walk.look("palette")
    walk.tidy()
    for menu in hostile.window.menuBar().findChildren(QMenu):
        menu.popup(QPoint(20, 20))
        walk.look(f"menu {menu.title()}")
        walk.tidy()
    walk.must_have_seen("concordanceTable", "concordanceHistory", "file.recent", "span.labels")
    assert walk.troubles == ""


def test_no_sentence_takes_its_values_for_markup(hostile: Any, watch: Watch) -> None:
    walk = Walk(hostile, watch)
    for code, sentence in SENTENCES.items():
        places = [place for _, place, _, _ in string.Formatter().parse(sentence) if place]
        hostile.session.refuse(AnnotatorError(code, **dict.fromkeys(places, LINES)))
        walk.look_at(hostile.desk.notice, code)
    walk.must_have_seen("notice")
    assert walk.troubles == ""


def test_no_import_or_export_shows_markup(hostile: Any, watch: Watch, tmp_path: Path) -> None:
    walk = Walk(hostile, watch)
    walk.stays = True
    folder = tmp_path / f"files {LINES}"
    folder.mkdir()
    (folder / f"{LINES}.conll").write_text("Hà\tB-LOC\nNội\tI-LOC\n\n", "utf-8")
    (folder / f"{LINES}.csv").write_text(f"{TAGS},nội dung\nMột bài,Ở Huế.\n", "utf-8")
    (folder / f"empty {LINES}.txt").write_text(" \n", "utf-8")
    (folder / f"bad {LINES}.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0" * 20)
    hostile.window.files_dropped.emit([str(folder)])
    hostile.qtbot.waitUntil(lambda: walk.open_dialog("importDialog") is not None)
    walk.look("import")
    walk.open_dialog("importDialog").findChild(QWidget, "importAccept").click()
    hostile.qtbot.waitUntil(lambda: walk.open_dialog("importReport") is not None)
    walk.look("import report")
    walk.tidy()
    hostile.act("file.export")
    dialog = walk.open_dialog("exportDialog")
    for format_ in ("conll", "huggingface", "jsonl"):
        dialog.fields.format.choose(format_)
        dialog.fields.more.setChecked(True)
        for many in (dialog.fields.labels, dialog.fields.layers):
            many.showPopup()
            walk.look(f"export {format_}")
            QApplication.activePopupWidget().close()
    walk.must_have_seen("importFiles", "importProblems", "exportLabels")
    assert walk.troubles == ""
