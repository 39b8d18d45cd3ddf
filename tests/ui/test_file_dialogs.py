from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QDeadlineTimer, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QFileSystemModel, QLineEdit, QMessageBox, QWidget

from annotator.ui import file_dialogs

LOCKS = Path("/proc/locks")


def locks(path: str) -> list[str]:
    """The locks that this process has on a file."""
    inode, pid = os.stat(path).st_ino, os.getpid()
    rows = [line.split() for line in LOCKS.read_text().splitlines()]
    return sorted(" ".join(row[1:]) for row in rows if str(pid) in row and any(f":{inode}" in part for part in row))


def kinds(dialog: QFileDialog) -> dict[str, str]:
    """The files that the dialog lists so far, with their kinds."""
    (model,) = dialog.findChildren(QFileSystemModel)
    root = model.index(dialog.directory().absolutePath())
    rows = [model.index(row, 0, root) for row in range(model.rowCount(root))]
    return {model.fileName(row): str(model.type(row)) for row in rows}


def answered(act: Callable[[], Any], ready: Callable[[QFileDialog], bool], accept: bool = False) -> Any:
    """Runs what asks; answers once the dialog is as a test waits for."""
    timer, patience = QTimer(), QDeadlineTimer(300_000)

    def look() -> None:
        for box in QApplication.topLevelWidgets():
            if isinstance(box, QMessageBox) and box.isVisible():
                box.reject()
                return
        shown = [each for each in QApplication.topLevelWidgets() if isinstance(each, QFileDialog) and each.isVisible()]
        if shown and patience.hasExpired():
            shown[0].reject()
        elif shown and ready(shown[0]):
            shown[0].accept() if accept else shown[0].reject()

    timer.timeout.connect(look)
    timer.start(20)
    try:
        return act()
    finally:
        timer.stop()


@pytest.mark.skipif(not LOCKS.exists(), reason="the system does not list its locks")
@pytest.mark.parametrize("name", ["open_file", "open_files", "save_file", "folder"])
def test_a_dialog_in_the_projects_folder_leaves_its_locks(front: Any, name: str) -> None:
    before = locks(front.path)
    assert before
    place = os.path.dirname(front.path)
    start = os.path.join(place, "mới.txt") if name == "save_file" else place
    if name == "folder":
        (Path(place) / "con").mkdir()
    listed = "con" if name == "folder" else os.path.basename(front.path)

    def ready(dialog: QFileDialog) -> bool:
        return bool(kinds(dialog).get(listed)) and os.path.samefile(dialog.directory().absolutePath(), place)

    assert not answered(lambda: getattr(file_dialogs, name)(front.window, "Chọn", start), ready)
    assert locks(front.path) == before


def test_files_are_listed_by_their_endings(qapp: QApplication, tmp_path: Path) -> None:
    (tmp_path / "ảnh.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "thư mục").mkdir()
    found: dict[str, str] = {}

    def ready(dialog: QFileDialog) -> bool:
        found.update(kinds(dialog))
        return all(found.get(name) for name in ("ảnh.txt", "thư mục"))

    assert answered(lambda: file_dialogs.open_files(None, "Chọn", str(tmp_path)), ready) == []
    assert found["ảnh.txt"] == "txt"
    assert found["thư mục"] != ""


def test_what_is_chosen_comes_back_and_its_folder_is_next(front: Any, tmp_path: Path) -> None:
    place = tmp_path / "bài"
    place.mkdir()
    (place / "a.txt").write_text("Bài.", "utf-8")
    inside = QWidget(front.window)

    def ready(dialog: QFileDialog) -> bool:
        if "a.txt" not in kinds(dialog):
            return False
        dialog.findChild(QLineEdit, "fileNameEdit").setText(str(place / "a.txt"))
        return True

    chosen = answered(lambda: file_dialogs.open_file(inside, "Chọn", str(place)), ready, accept=True)
    assert chosen == str(place / "a.txt")
    assert file_dialogs.start_folder(inside, str(tmp_path)) == str(place)
    assert file_dialogs.start_folder(None, str(tmp_path)) == str(tmp_path)
    written = answered(lambda: file_dialogs.save_file(inside, "Lưu", "b.txt"), lambda _: True, accept=True)
    assert written == str(place / "b.txt")


def test_filters_are_told_shortly(qapp: QApplication, tmp_path: Path) -> None:
    filters: list[str] = []

    def ready(dialog: QFileDialog) -> bool:
        filters.extend(dialog.nameFilters())
        return dialog.testOption(QFileDialog.Option.HideNameFilterDetails)

    answered(lambda: file_dialogs.open_file(None, "Chọn", str(tmp_path), "Bài (*.txt *.md);;Tất cả (*)"), ready)
    assert filters == ["Bài (*.txt *.md)", "Tất cả (*)"]
