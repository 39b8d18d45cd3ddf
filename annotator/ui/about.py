"""What the application is, what it is built on, and under which licences."""

from __future__ import annotations

import re
import sqlite3
from importlib import metadata

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QFont, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

import annotator
from annotator.core.assets import asset
from annotator.ui.dialog_parts import Sheet, button, plain_label, quiet, under
from annotator.ui.icons import pixmap
from annotator.ui.theme import XS, L, Theme

_MARKS = re.compile(r"`|\*\*")
_RULE = re.compile(r"[-|: ]+")
"""The line below the head of a table."""


class AboutDialog(Sheet):
    """Name, version, one sentence, the versions of what is used, and the licences."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "aboutDialog", parent)
        self.set_title(self.tr("About Annotator"))
        self.body.addLayout(self._what(theme))
        label = plain_label(self.tr("Licences"))
        self.licences = QPlainTextEdit()
        _write(self.licences, readable(asset("resources", "LICENSES.md").read_text(encoding="utf-8")))
        self.licences.setObjectName("aboutLicences")
        self.licences.setAccessibleName(self.tr("Licences"))
        self.licences.setReadOnly(True)
        self.licences.setTabChangesFocus(True)
        self.licences.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        label.setBuddy(self.licences)
        self.body.addLayout(under(label, self.licences), 1)
        close = button("aboutClose", self.tr("Close"), theme, primary=True)
        close.clicked.connect(self.accept)
        self.add_buttons([], [close])
        self.resize(640, 560)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumSize(480, 420)
        close.setFocus()

    def _what(self, theme: Theme) -> QHBoxLayout:
        text = self.tr("Read Vietnamese news offline and turn it into labelled data.")
        name = plain_label(self.tr("Annotator {version}").format(version=annotator.__version__))
        sentence = plain_label(text, wrap=True)
        self.versions = quiet(" · ".join(f"{what}\u00a0{version}" for what, version in versions()), theme)
        self.versions.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        picture = QLabel()
        picture.setPixmap(pixmap("app", theme.accent, 56))
        row = QHBoxLayout()
        row.setSpacing(L)
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(XS)
        for part in (name, sentence, self.versions):
            column.addWidget(part)
        row.addLayout(column, 1)
        return row


def readable(markdown: str) -> list[tuple[str, bool]]:
    """The lines of a Markdown text without its marks, each with whether it is a heading.

    A row of a table becomes a point: its first cell, and below it the others.
    """
    result: list[tuple[str, bool]] = []
    lines = [_MARKS.sub("", line) for line in markdown.splitlines()]
    for line, below in zip(lines, [*lines[1:], ""], strict=True):
        if not line.startswith("|"):
            result.append((line.lstrip("#").strip(), line.startswith("#")))
        elif not _RULE.fullmatch(line) and not _RULE.fullmatch(below):
            first, *others = (cell.strip() for cell in line.strip("|").split("|"))
            result += [(f"•\u2002{first}", False), (f"\u2003{' · '.join(others)}", False)]
    return result


def _write(field: QPlainTextEdit, lines: list[tuple[str, bool]]) -> None:
    cursor = QTextCursor(field.document())
    plain, strong = QTextCharFormat(), QTextCharFormat()
    strong.setFontWeight(QFont.Weight.DemiBold)
    for number, (text, is_heading) in enumerate(lines):
        cursor.insertText(("\n" if number else "") + text, strong if is_heading else plain)
    field.moveCursor(QTextCursor.MoveOperation.Start)


def versions() -> list[tuple[str, str]]:
    """What the application stands on and which version of it is installed, found without importing it."""
    found = [("Qt", qVersion()), ("SQLite", sqlite3.sqlite_version)]
    for package in ("PySide6-Essentials", "sqlite-utils", "underthesea"):
        try:
            found.append((package, metadata.version(package)))
        except metadata.PackageNotFoundError:
            continue
    return found
