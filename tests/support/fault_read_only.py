"""The application on a project that it may only read, in a process that the system holds to that (see `main`)."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from fault_full_disk import Desk
from fault_worker import make_project
from PySide6.QtCore import QEvent
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from annotator.app.acts import Acts
from annotator.app.session import Session
from annotator.ui import action_table, file_dialogs
from annotator.ui.application import build
from annotator.workflows.checking import check

EDITS = 5
_CHANGING = {
    action_table.WRITABLE, action_table.EDITABLE, action_table.CURRENT, action_table.SUGGESTION,
    action_table.UNDOABLE, action_table.REDOABLE, action_table.MARKED,
}  # fmt: skip


def leave(path: Path, log: str) -> None:
    """A project with edits; they are in it, or only in the "alone" or "shared" log that a killed program left."""
    make_project(str(path))
    if (worker := os.fork()) == 0:
        desk = Desk(path)
        assert all(desk.add() for _ in range(EDITS))
        if log == "none":
            desk.session.close_project()
        os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(worker, 0)
    if log == "alone":
        Path(f"{path}-shm").unlink()


def close_to_writing(path: Path, what: str) -> None:
    """Lets the "file", the "folder" or both only be read, or the whole "disk"."""
    if what == "disk":
        subprocess.run(["mount", "-o", "remount,ro", str(path.parent)], check=True)
    if what in ("file", "both"):
        for each in path.parent.iterdir():
            each.chmod(0o444)
    if what in ("folder", "both"):
        path.parent.chmod(0o555)


def contents(folder: Path) -> dict[str, str]:
    """Every file of a folder that holds anything, by its digest; the index of a log is anybody's."""
    files = (each for each in folder.iterdir() if not each.name.endswith("-shm") and each.stat().st_size)
    return {each.name: hashlib.sha256(each.read_bytes()).hexdigest() for each in files}


def play(folder: Path, elsewhere: Path, what: str, log: str) -> dict[str, Any]:
    """Opens the project in the window, looks at what is shown, tries to edit, and goes on in a copy."""
    path, copy = folder / "tin.annotator", elsewhere / "copy.annotator"
    leave(path, log)
    close_to_writing(path, what)
    before = contents(folder)
    app, window = build(["annotator", str(path)])
    session = app.findChildren(Session)[-1]
    QApplication.processEvents()
    notice, saved = (window.findChild(QLabel, name) for name in ("notice", "savedIndicator"))
    offer = window.findChild(QPushButton, "noticeOffer")
    came: dict[str, Any] = {
        "said": notice.text(), "offer": offer.text(), "visible": [notice.isVisible(), offer.isVisible()],
        "saved": saved.text(), "title": window.windowTitle(), "edits": shown(session), "found": check(session.project),
        "enabled": sorted(changing(window)), "labels": window.desk.labels.isEnabled(),
    }  # fmt: skip
    came["done"] = Acts(session).add_span(0, 3, session.span_labels[0])
    came["refused"] = notice.text()
    file_dialogs.save_file = lambda *_: str(copy)
    offer.click()
    came["copy"] = [session.project.path == str(copy), saved.text(), shown(session), window.windowTitle()]
    came["goes on"] = [Acts(session).add_span(0, 3, session.span_labels[0]), shown(session)]
    window.close()
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    came["unchanged"] = contents(folder) == before
    came["temporary"] = os.listdir(tempfile.gettempdir())
    return came


def shown(session: Session) -> int:
    """How many spans of the person the article on screen has."""
    return len(session.document.spans.all) if session.document else -1


def changing(window: Any) -> set[str]:
    """The acts on offer that would change the project."""
    ids = {spec.id for spec in action_table.specs() if spec.needs in _CHANGING}
    return {each.objectName() for each in window.findChildren(QAction) if each.isEnabled()} & ids


def main() -> None:
    """Plays the scene and prints what came of it; run without the rights by which root may write anywhere."""
    folder, elsewhere, what, log = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], sys.argv[4]
    home = elsewhere / "home"
    home.mkdir()
    (home / "settings.json").write_text(json.dumps({"person": "Lan", "language": "en"}), "utf-8")
    os.environ["ANNOTATOR_HOME"] = str(home)
    tempfile.tempdir = str(elsewhere / "temporary")
    os.mkdir(tempfile.tempdir)
    if what == "disk":
        subprocess.run(["mount", "-t", "tmpfs", "none", str(folder)], check=True)
    print(json.dumps(play(folder, elsewhere, what, log), ensure_ascii=False))


if __name__ == "__main__":
    main()
