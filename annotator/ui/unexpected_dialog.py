"""The message about an exception that nobody foresaw: what happened, that work is saved, and what can be done."""

from __future__ import annotations

import platform
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

import annotator
from annotator.core.log_file import NAME, log_folder
from annotator.ui.about import versions
from annotator.ui.dialog_parts import Sheet, button, plain_label, quiet
from annotator.ui.icons import pixmap
from annotator.ui.theme import XS, S, Theme

if TYPE_CHECKING:
    from annotator.ui.unexpected import Trouble

_LINES = 7
"""Lines of the details that are seen without scrolling."""

_WIDTH = 580

_COPIED_FOR = 2500
"""Milliseconds for which a click on "Copy details" is answered."""


class UnexpectedDialog(Sheet):
    """One exception in plain words. Escape and Enter go on with the work; nothing else has to be done."""

    close_wanted = Signal()
    """The program is to be closed."""

    def __init__(self, trouble: Trouble, state: str, theme: Theme, parent: QWidget | None) -> None:
        super().__init__(theme, "unexpectedDialog", parent)
        self._trouble = trouble
        self.others = 0
        """Exceptions that came while this is open."""
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.set_title(self.tr("Something unexpected happened"))
        what = self.tr("An error inside Annotator stopped what it was just doing. You can go on working.")
        self.body.addWidget(plain_label(what, wrap=True))
        self.body.addLayout(self._safety(state))
        self.body.addLayout(self._place())
        self.details = self._details()
        self.body.addWidget(self.details, 1)
        self._add_buttons()
        self._answered = QTimer(self, singleShot=True, interval=_COPIED_FOR)
        self._answered.timeout.connect(self._offer_copy)
        self.setMinimumWidth(_WIDTH)
        self._make_room()

    def count(self) -> None:
        """One more exception came while this is open."""
        self.others += 1
        self.say(self.tr("%n more error(s) since then; the log has them.", "", self.others), is_trouble=False)
        self._make_room()

    def text(self) -> str:
        """What is copied: versions, system and the calls that led to the exception."""
        trouble = self._trouble
        used = " · ".join(f"{name} {version}" for name, version in versions())
        lines = [
            f"Annotator {annotator.__version__} · Python {platform.python_version()} · {used}",
            f"{platform.platform()} · {QGuiApplication.platformName()}",
            f"{trouble.at} · {trouble.thread} · {self.others} more",
            "",
            trouble.trace,
        ]
        return "\n".join(lines)

    def _safety(self, state: str) -> QHBoxLayout:
        said = {
            "none": self.tr("No project is open, so there was nothing to save."),
            "read-only": self.tr("The project is open for reading only; nothing in it was changed."),
            "reread": self.tr(
                "Every edit up to the last “Saved” is in the project file. The article was read again from there, so "
                "what you see is what is saved."
            ),
            "saved": self.tr("Every edit up to the last “Saved” is in the project file."),
        }
        self.safety = plain_label(said[state], wrap=True)
        picture = plain_label("")
        picture.setPixmap(pixmap("saved", self.theme.accent, 18))
        row = QHBoxLayout()
        row.setSpacing(S)
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.safety, 1)
        return row

    def _place(self) -> QVBoxLayout:
        """Where the log lies."""
        hint = self.tr(
            "If it happens again, copy the details into a report; they hold no text of your articles. "
            "The log has them too."
        )
        self.path = plain_label(str(log_folder() / NAME), wrap=True)
        self.path.setObjectName("unexpectedLog")
        self.path.setAccessibleName(self.tr("Log file"))
        self.path.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        folder = button("unexpectedFolder", self.tr("Open folder"), self.theme)
        folder.clicked.connect(show_log_folder)
        row = QHBoxLayout()
        row.setSpacing(S)
        row.addWidget(self.path, 1)
        row.addWidget(folder)
        column = QVBoxLayout()
        column.setSpacing(XS)
        column.addWidget(quiet(hint, self.theme))
        column.addLayout(row)
        return column

    def _details(self) -> QPlainTextEdit:
        field = QPlainTextEdit(self._trouble.trace)
        field.setObjectName("unexpectedDetails")
        field.setAccessibleName(self.tr("Details"))
        field.setReadOnly(True)
        field.setTabChangesFocus(True)
        field.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        field.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        field.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        field.setMinimumHeight(_LINES * field.fontMetrics().lineSpacing() + 2 * S)
        field.verticalScrollBar().setValue(field.verticalScrollBar().maximum())
        return field

    def _add_buttons(self) -> None:
        self.copy = button("unexpectedCopy", self.tr("Copied"), self.theme)
        wide = self.copy.sizeHint().width()
        self._offer_copy()
        self.copy.setMinimumWidth(max(wide, self.copy.sizeHint().width()))
        self.copy.clicked.connect(self._copy)
        end = button("unexpectedClose", self.tr("Close the program"), self.theme)
        end.clicked.connect(self._end)
        go_on = button("unexpectedContinue", self.tr("Continue"), self.theme, primary=True)
        go_on.clicked.connect(self.accept)
        self.add_buttons([self.copy], [end, go_on])
        go_on.setFocus()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text())
        self._name_copy(self.tr("Copied"))
        self._answered.start()

    def _offer_copy(self) -> None:
        self._name_copy(self.tr("Copy details"))

    def _name_copy(self, text: str) -> None:
        self.copy.setText(text)
        self.copy.setAccessibleName(text)

    def _make_room(self) -> None:
        """As high as its sentences need at this width: Qt's own least size counts one line for each."""
        width = max(self.width(), _WIDTH)
        spare = self.details.sizeHint().height() - self.details.minimumHeight()
        self.resize(width, self.layout().totalHeightForWidth(width) - spare)  # type: ignore[union-attr]

    def _end(self) -> None:
        self.accept()
        self.close_wanted.emit()


def show_log_folder() -> bool:
    """Opens the folder of the log in the system's file manager; False where there is none."""
    folder = log_folder()
    folder.mkdir(parents=True, exist_ok=True)
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
