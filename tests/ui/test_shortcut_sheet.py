from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMarginsF, QSize, Qt
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from annotator.core.labels import shipped
from annotator.ui import file_dialogs
from annotator.ui.action_table import specs
from annotator.ui.key_editor import KeyEditor
from annotator.ui.key_settings import KeyMap
from annotator.ui.shortcut_sheet import COLUMNS, ShortcutSheet, columns, sections
from annotator.ui.theme import THEMES

LABELS = [spec.as_label(number, number) for number, spec in enumerate(shipped()) if spec.scope == "span"]
SCREEN = QSize(1400, 900)
A4 = (595, 842)
"""Points."""


def sheet_of(qtbot: QtBot, keys: KeyMap | None = None) -> ShortcutSheet:
    sheet = ShortcutSheet(LABELS, "vi", keys or KeyMap({}), THEMES["light"])
    qtbot.addWidget(sheet)
    return sheet


def opened(front: Any) -> ShortcutSheet:
    front.shortcut(Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier)
    return next(each for each in front.window.findChildren(ShortcutSheet) if each.isVisible())


def test_every_act_with_a_key_is_in_one_column() -> None:
    every = sections(LABELS, "vi", KeyMap({}))
    dealt = columns(every)
    assert len(dealt) == COLUMNS
    assert [section for column in dealt for section in column] == every
    rows = [row for _, rows in every for row in rows]
    assert len(rows) == sum(bool(spec.keys) for spec in specs()) + sum(bool(label.key) for label in LABELS)


def test_no_column_is_much_longer_than_another() -> None:
    heights = [sum(len(rows) + 2 for _, rows in column) for column in columns(sections(LABELS, "en", KeyMap({})))]
    assert max(heights) <= sum(heights) / COLUMNS * 1.3


def test_a_menu_within_a_menu_has_a_heading_of_its_own() -> None:
    titles = [title for title, _ in sections(LABELS, "en", KeyMap({}))]
    assert titles.index("Annotate") + 1 == titles.index("Move an edge")
    assert len(titles) == len(set(titles))


def test_changed_keys_are_shown_and_acts_without_one_are_not() -> None:
    keys = KeyMap({"span.note": ["Q"], "span.delete": []})
    rows = dict(row for _, rows in sections(LABELS, "en", keys) for row in rows)
    assert rows["Note"] == "Q"
    assert "Delete" not in rows


@pytest.mark.parametrize("language", ["en", "vi"])
def test_it_fits_a_screen_and_nothing_is_cut(
    home: Path, start: Callable[..., Any], still_worker: None, seeds_project: Path, language: str
) -> None:
    (home / "settings.json").write_text(json.dumps({"person": "Lan", "language": language}), "utf-8")
    sheet = opened(start(seeds_project))
    wanted = sheet.sizeHint() - sheet._area.sizeHint() + sheet._page.sizeHint()
    assert wanted.boundedTo(SCREEN) == wanted
    sheet.resize(wanted)
    assert not sheet._area.verticalScrollBar().isVisible() or sheet._area.verticalScrollBar().maximum() == 0
    labels = [label for label in sheet._page.findChildren(QLabel) if label.text()]
    assert len(labels) > 150
    assert [label.text() for label in labels if label.width() < label.sizeHint().width()] == []


def test_its_button_closes_it(qtbot: QtBot) -> None:
    sheet = sheet_of(qtbot)
    sheet.show()
    with qtbot.waitSignal(sheet.finished):
        sheet.findChild(QPushButton, "shortcutClose").click()


def test_it_leads_to_the_page_where_keys_are_changed(front: Any) -> None:
    sheet = opened(front)
    sheet.findChild(QPushButton, "shortcutChange").click()
    assert [each.isVisible() for each in front.window.findChildren(KeyEditor)] == [True]
    assert not any(each.isVisible() for each in front.window.findChildren(ShortcutSheet))


@pytest.mark.parametrize("language", ["en", "vi"])
def test_it_is_saved_as_one_or_two_pages_with_its_type_in_it(
    home: Path,
    start: Callable[..., Any],
    still_worker: None,
    seeds_project: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    language: str,
) -> None:
    (home / "settings.json").write_text(json.dumps({"person": "Lan", "language": language}), "utf-8")
    sheet = opened(start(seeds_project))
    path = tmp_path / "phím tắt"
    monkeypatch.setattr(file_dialogs, "save_file", lambda *_: str(path))
    sheet.findChild(QPushButton, "shortcutPdf").click()
    content = path.with_suffix(".pdf").read_bytes()
    assert sheet.trouble.isVisible()
    assert str(path) in sheet.trouble.text()
    pages = re.findall(rb"/Type /Page\b(?!s)", content)
    assert 1 <= len(pages) <= 2
    box = re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", content)
    assert box is not None
    assert tuple(round(float(size)) for size in box.groups()) == A4
    assert content.count(b"/FontFile2") >= 2
    assert b"BeVietnamPro" in content
    assert b"/Subtype /Type3" not in content


def test_letters_of_vietnamese_are_in_the_type_of_the_pdf(
    home: Path, start: Callable[..., Any], still_worker: None, seeds_project: Path, tmp_path: Path
) -> None:
    (home / "settings.json").write_text(json.dumps({"person": "Lan", "language": "vi"}), "utf-8")
    path = tmp_path / "keys.pdf"
    assert opened(start(seeds_project)).save_pdf(str(path))
    content = path.read_bytes()
    maps = re.findall(rb"beginbfrange(.*?)endbfrange", content, re.DOTALL)
    codes = {int(code, 16) for code in re.findall(rb"<([0-9A-F]{4})>", b"".join(maps))}
    assert {ord(letter) for letter in "ắãợậ"} <= codes


def test_a_pdf_that_cannot_be_written_is_said(qtbot: QtBot, tmp_path: Path, qtlog: Any) -> None:
    sheet = sheet_of(qtbot)
    sheet.show()
    with qtlog.disabled():
        assert not sheet.save_pdf(str(tmp_path / "no such folder" / "keys.pdf"))
    assert sheet.trouble.isVisible()


def test_it_is_printed(qtbot: QtBot, tmp_path: Path) -> None:
    sheet = sheet_of(qtbot)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    layout = QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF(9, 9, 9, 9))
    printer.setPageLayout(layout)
    assert sheet.print_on(printer)
    assert (tmp_path / "printed.pdf").read_bytes().startswith(b"%PDF")


def test_the_print_dialog_prints_it(front: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    sheet = opened(front)
    printed: list[QPrinter] = []
    monkeypatch.setattr(sheet, "print_on", printed.append)
    sheet.findChild(QPushButton, "shortcutPrint").click()
    (dialog,) = sheet.findChildren(QPrintDialog)
    assert dialog.isVisible()
    assert dialog.isModal()
    dialog.accepted.emit(dialog.printer())
    assert [printer.pageLayout().pageSize().id() for printer in printed] == [QPageSize.PageSizeId.A4]
    dialog.close()
