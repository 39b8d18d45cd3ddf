"""Dialogs that ask for files and folders; none of them looks into a file.

Qt's own opens every file that it lists to tell its kind. POSIX drops all locks of a process on a file as soon as the
process closes it anywhere (fcntl(2), "Advisory record locking"): those of the project that is open would be gone, and
another program could change it under the window. The desktop's dialogs do the same in this process, so they are not
used either.
"""

from __future__ import annotations

import os
from functools import cache

from PySide6.QtCore import QDir, QFileInfo
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QDialog, QFileDialog, QFileIconProvider, QWidget

from annotator.app.settings import Settings

_Mode, _Option = QFileDialog.FileMode, QFileDialog.Option


def open_file(parent: QWidget | None, title: str, folder: str = "", filters: str = "") -> str:
    """Asks for a file that is there; empty when the person thought better of it."""
    dialog = _dialog(parent, title, start_folder(parent, folder), filters)
    dialog.setFileMode(_Mode.ExistingFile)
    return _first(_asked(dialog, parent))


def open_files(parent: QWidget | None, title: str, folder: str = "", filters: str = "") -> list[str]:
    """Asks for files that are there; none when the person thought better of it."""
    dialog = _dialog(parent, title, start_folder(parent, folder), filters)
    dialog.setFileMode(_Mode.ExistingFiles)
    return _asked(dialog, parent)


def save_file(parent: QWidget | None, title: str, path: str, filters: str = "") -> str:
    """Asks for a file to write, beginning at `path`; what is there is replaced only when the person agrees."""
    folder, name = os.path.split(path)
    dialog = _dialog(parent, title, folder or start_folder(parent), filters)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(_Mode.AnyFile)
    dialog.selectFile(name)
    return _first(_asked(dialog, parent))


def folder(parent: QWidget | None, title: str, start: str = "") -> str:
    """Asks for a folder that is there; empty when the person thought better of it."""
    dialog = _dialog(parent, title, start or start_folder(parent), "")
    dialog.setFileMode(_Mode.Directory)
    dialog.setOption(_Option.ShowDirsOnly)
    return _first(_asked(dialog, parent))


def start_folder(parent: QWidget | None, otherwise: str = "") -> str:
    """The folder where files were last chosen; `otherwise`, or the person's own, when there is none."""
    settings = _settings(parent)
    used = settings.files_folder if settings else ""
    return next((each for each in (used, otherwise) if each and os.path.isdir(each)), os.path.expanduser("~"))


class _Icons(QFileIconProvider):
    """A file's sign and kind, told by its name alone. Asked from a thread of Qt: all is made beforehand."""

    def __init__(self) -> None:
        super().__init__()
        self._file = super().icon(QFileIconProvider.IconType.File)
        self._folder = super().icon(QFileIconProvider.IconType.Folder)

    def icon(self, what: QFileInfo | QFileIconProvider.IconType) -> QIcon:
        """The sign of a file or a folder, or one of those that Qt asks for by name."""
        if isinstance(what, QFileInfo):
            return self._folder if what.isDir() else self._file
        return super().icon(what)

    def type(self, info: QFileInfo) -> str:
        """What a file is: its ending; Qt's word for a folder."""
        return super().type(info) if info.isDir() else info.suffix()


@cache
def _icons() -> _Icons:
    return _Icons()


def _dialog(parent: QWidget | None, title: str, start: str, filters: str) -> QFileDialog:
    # Begins elsewhere: it would list the folder with Qt's icons before it can be given ours.
    dialog = QFileDialog(parent, title, QDir.rootPath())
    dialog.setObjectName("fileDialog")
    dialog.setOption(_Option.DontUseNativeDialog)
    dialog.setOption(_Option.HideNameFilterDetails)
    dialog.setIconProvider(_icons())
    dialog.setDirectory(start)
    if filters:
        dialog.setNameFilters(filters.split(";;"))
    return dialog


def _asked(dialog: QFileDialog, parent: QWidget | None) -> list[str]:
    is_chosen = dialog.exec() == QDialog.DialogCode.Accepted
    paths = dialog.selectedFiles() if is_chosen else []
    dialog.deleteLater()
    settings = _settings(parent)
    if paths and settings:
        settings.files_folder = paths[0] if os.path.isdir(paths[0]) else os.path.dirname(paths[0])
    return paths


def _settings(widget: QWidget | None) -> Settings | None:
    """The settings of the window that a widget belongs to."""
    while widget is not None:
        found = getattr(widget, "settings", None)
        if isinstance(found, Settings):
            return found
        widget = widget.parentWidget()
    return None


def _first(paths: list[str]) -> str:
    return paths[0] if paths else ""
