"""The backups of a project: which there are, what changed between them, and going back to one of them."""

from __future__ import annotations

import os

from PySide6.QtCore import QSize, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QFont
from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget

from annotator.app.backups import Backups
from annotator.app.session import Session
from annotator.core.errors import AnnotatorError
from annotator.core.file_names import safe
from annotator.core.shown import one_line
from annotator.storage import backup as backups
from annotator.storage.backup import SUFFIX
from annotator.storage.backup_list import Entry
from annotator.ui import file_dialogs
from annotator.ui.backup_rows import BackupList
from annotator.ui.backup_words import BackupWords
from annotator.ui.dialog_parts import Sheet, ask, button, plain_label, progress_bar, quiet
from annotator.ui.icons import pixmap
from annotator.ui.locale import interface_locale
from annotator.ui.messages import sentence
from annotator.ui.theme import RADIUS, UI_SIZE, XL, S, Theme, ui_font

_SIZE = QSize(720, 600)
_FRAME = QSize(40, 60)
"""What the screen keeps free around the dialog, the desktop's frame included."""
_PICTURE = 32


class BackupPage(Sheet):
    """Lists the backups of the project at `path`, which need not be open: it may be damaged or gone."""

    opened = Signal(str)
    """A backup was opened as a project of its own; the dialog has closed."""

    def __init__(
        self, path: str, session: Session, made: Backups, theme: Theme, language: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, "backupPage", parent)
        self.set_title(self.tr("Backups"))
        self._path = path
        self._session = session
        self._backups = made
        self._is_busy = False
        self.words = BackupWords(interface_locale(language), self)
        self.list = BackupList(self.words, theme)
        self.bar = progress_bar("backupBar", theme)
        self.bar.setAccessibleName(self.tr("Progress"))
        self._pages = QStackedWidget()
        self.make = button("backupMake", self.tr("Back up now"), theme)
        self.show_folder = button("backupFolder", self.tr("Show in folder"), theme)
        self.copy = button("backupCopy", self.tr("Open as a copy…"), theme)
        self.close_ = button("backupClose", self.tr("Close"), theme)
        self.restore = button("backupRestore", self.tr("Restore…"), theme, primary=True)
        self._build()
        self._connect()
        self._enable()
        made.ask(path)

    def reject(self) -> None:
        """Stays while a backup is being put in place."""
        if not self._is_busy:
            super().reject()

    def _build(self) -> None:
        name = one_line(os.path.splitext(os.path.basename(self._path))[0])
        about = self.tr(
            "{project}. A backup is made while you work, before much is changed and when the project is closed. All of "
            "two days stay, then one a day, a week and a month."
        )
        self.explain(about.format(project=name))
        self._pages.addWidget(self.list)
        self._pages.addWidget(self._placeholder())
        self.body.addWidget(self._pages, 1)
        self.body.addWidget(self.bar)
        self.bar.setRange(0, 0)
        self.bar.hide()
        self.add_buttons([self.make, self.show_folder], [self.close_, self.copy, self.restore])
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(_SIZE.expandedTo(self.sizeHint()).boundedTo(self.screen().availableSize() - _FRAME))
        self.list.setFocus()

    def _placeholder(self) -> QWidget:
        """What stands in place of the list when there is none."""
        empty = QWidget()
        empty.setObjectName("backupEmpty")
        empty.setStyleSheet(
            f"QWidget#backupEmpty {{ background: {self.theme.surface}; border: 1px solid {self.theme.border};"
            f" border-radius: {RADIUS}px; }}"
        )
        empty.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        picture = QLabel()
        picture.setPixmap(pixmap("backup", self.theme.muted, _PICTURE))
        title = plain_label(self.tr("No backups yet"))
        title.setFont(ui_font(UI_SIZE + 1, QFont.Weight.DemiBold))
        said = quiet(self.tr("The first is made by itself once you have worked in the project."), self.theme)
        column = QVBoxLayout(empty)
        column.setContentsMargins(XL, XL, XL, XL)
        column.setSpacing(S)
        column.addStretch(2)
        for part in (picture, title, said):
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(part)
        column.addStretch(3)
        return empty

    def _connect(self) -> None:
        self.make.clicked.connect(self._make)
        self.show_folder.clicked.connect(self._show_folder)
        self.copy.clicked.connect(self._copy)
        self.close_.clicked.connect(self.reject)
        self.restore.clicked.connect(self._restore)
        self.list.activated.connect(self._restore)
        self.list.selectionModel().currentChanged.connect(self._enable)
        self._backups.listed.connect(self._take)
        self._backups.made.connect(self._made)
        self._backups.restored.connect(self._restored)
        self._backups.saved_as.connect(self._saved_as)
        self._backups.refused.connect(self._refused)

    def _take(self, entries: list[Entry]) -> None:
        self.list.show_entries(entries)
        self._pages.setCurrentIndex(0 if entries else 1)
        self._enable()

    def _enable(self) -> None:
        chosen, project = self.list.chosen, self._session.project
        is_whole = chosen is not None and chosen.contents is not None
        is_open = project is not None and project.path == self._path
        may_write = not is_open or (project is not None and project.writable)
        self.restore.setEnabled(is_whole and may_write and not self._is_busy)
        self.copy.setEnabled(is_whole and not self._is_busy)
        self.make.setEnabled(is_open and not self._is_busy)
        self.show_folder.setEnabled(chosen is not None)
        self.close_.setEnabled(not self._is_busy)
        self.list.setEnabled(not self._is_busy)

    def _make(self) -> None:
        self._wait(self.tr("Backing up…"))
        self._backups.make()

    def _made(self) -> None:
        self._go_on()
        self._backups.ask(self._path)

    def _restore(self) -> None:
        chosen = self.list.chosen
        if chosen is None or not self.restore.isEnabled():
            return
        question = self.tr("Go back to this backup ({when})?").format(when=self.words.when(chosen.backup.at))
        detail = self.tr("What the project holds now is kept as a backup first, so you can come back to it.")
        if ask(self, question, detail, (self.tr("Restore"), self.tr("Cancel"))) == 0:
            self._wait(self.tr("Restoring…"))
            self._backups.restore(self._path, chosen.backup)

    def _restored(self, kept: str) -> None:
        self._go_on()
        said = self.tr("Restored. What the project held before stands first in the list.")
        if not kept:
            said = self.tr("Restored.")
        elif all(each.path != kept for each in backups.of(self._path)):
            said = self.tr("Restored. The file that could not be read was kept: {path}").format(path=one_line(kept))
        self.say(said, is_trouble=False)
        self._backups.ask(self._path)

    def _copy(self) -> None:
        chosen = self.list.chosen
        if chosen is None:
            return
        stem = safe(os.path.splitext(os.path.basename(self._path))[0])
        day = f"{chosen.backup.at.astimezone():%Y-%m-%d %H.%M}"
        start = os.path.join(os.path.dirname(self._path), f"{stem} {day}{SUFFIX}")
        filters = self.tr("Annotator projects ({pattern})").format(pattern=f"*{SUFFIX}")
        path = file_dialogs.save_file(self, self.tr("Open as a copy"), start, filters)
        if path:
            self._wait(self.tr("Copying…"))
            self._backups.save_as(chosen.backup, path if path.endswith(SUFFIX) else path + SUFFIX)

    def _saved_as(self, path: str) -> None:
        self._go_on()
        self.accept()
        self.opened.emit(path)

    def _show_folder(self) -> None:
        chosen = self.list.chosen
        folder = os.path.dirname(chosen.backup.path) if chosen else str(backups.folder())
        QDesktopServices.openUrl(QUrl.fromLocalFile(folder))

    def _refused(self, error: AnnotatorError) -> None:
        self._go_on()
        self.say(sentence(error))

    def _wait(self, text: str) -> None:
        self._is_busy = True
        self.bar.show()
        self.say(text, is_trouble=False)
        self._enable()

    def _go_on(self) -> None:
        self._is_busy = False
        self.bar.hide()
        self.say("")
        self._enable()
        self.list.setFocus()
