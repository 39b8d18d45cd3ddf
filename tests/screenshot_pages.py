"""How each page of the window is brought about that `screenshots.py` photographs, from the article as it is opened."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu

from annotator.app.acts import Acts
from annotator.app.link_acts import LinkActs
from annotator.storage import backup
from annotator.storage.backup import Reason
from annotator.storage.project import SUFFIX, Project

ROOT = Path(__file__).resolve().parents[1]

ARTICLE = "001_556d5bdfab724e9e"
"""The article that the pictures show."""

UNREAD = "Đồng chí Thongsalith Mangnomek thông báo"
"""Where the person has got to; what comes after has suggestions only."""

Page = Callable[[Any], None]
"""What is done to a studio, the window with its camera, before the picture is taken."""


def _reading(studio: Any) -> None:
    studio.choose("Huy hiệu 55 năm tuổi Đảng")


def _raw(studio: Any) -> None:
    studio.act("view.raw")


def _find(studio: Any) -> None:
    studio.act("edit.find")
    QTest.keyClicks(studio.desk.find_bar.field, "van phong")


def _armed(studio: Any) -> None:
    label = next(label for label in studio.session.labels if label.name == "ORG")
    studio.desk.annotating.label_with(label)
    studio.desk.labels.hovered.emit(label)


def _selection(studio: Any) -> None:
    studio.desk.view.select(*studio.place("quan hệ đoàn kết đặc biệt"))


def _nested(studio: Any) -> None:
    studio.choose("Năm đoàn kết hữu nghị Việt Nam - Lào 2022")


def _suggestion(studio: Any) -> None:
    studio.desk.view.go_to_top(studio.place(UNREAD)[0])
    studio.act("suggestion.next")
    studio.desk.inspector.catch_up()


def _notice(studio: Any) -> None:
    span = studio.span("Chiều 17/2")
    label = studio.session.label(span.label)
    studio.desk.view.select(span.start, span.end)
    studio.desk.annotating.label_with(label)


def _context_menu(studio: Any) -> None:
    view = studio.desk.view
    studio.choose("Chiều 17/2")
    point = view.cursorRect().center() + QPoint(12, 0)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, view.viewport().mapToGlobal(point))
    QApplication.sendEvent(view.viewport(), event)


def _menu(number: int) -> Page:
    """Opens one of the menus of the menu bar."""

    def show(studio: Any) -> None:
        bar = studio.window.menuBar()
        action = bar.actions()[number]
        menu = next(menu for menu in bar.findChildren(QMenu) if menu.menuAction() is action)
        menu.popup(bar.mapToGlobal(bar.actionGeometry(action).bottomLeft()))

    return show


def _chosen(name: str) -> Page:
    """Opens what an act of the menus opens."""
    return lambda studio: studio.act(name)


def _export(studio: Any) -> None:
    studio.act("file.export")
    dialog = studio.dialog()
    dialog.fields.format.choose("conll")
    studio.wait(lambda: dialog.report.losses.isVisible() and dialog.report.losses.isEnabled())


def _suggestions(studio: Any) -> None:
    studio.act("suggestion.settings")
    dialog = studio.dialog()
    studio.wait(lambda: dialog.figures is not None)


def _exported(studio: Any) -> None:
    _export(studio)
    dialog = studio.dialog()
    dialog.fields.file.setText(str(studio.folder / "thời sự.conll"))
    dialog.accept()
    studio.wait(dialog.report.check.isVisible)
    (studio.folder / "thời sự.conll").unlink()


def _import(studio: Any) -> None:
    folder = studio.folder / "dữ liệu"
    folder.mkdir(exist_ok=True)
    (folder / "huấn luyện.conll").write_text("Hà\tB-LOC\nNội\tI-LOC\nhôm\tO\nnay\tO\n\n", "utf-8")
    (folder / "bài báo.csv").write_text("tiêu đề,nội dung,tóm tắt\nMột bài,Ở Huế.,Huế\n", "utf-8")
    (folder / "lớp của Minh.jsonl").write_text('{"text": "Ông ở Huế.", "annotator": "Minh", "spans": []}\n', "utf-8")
    (folder / "một ghi chép.txt").write_text("Một ghi chép ở Đà Nẵng.\n", "utf-8")
    studio.window.files_dropped.emit([str(folder)])
    studio.wait(lambda: any(each.objectName() == "importDialog" for each in studio.over()))


def _import_report(studio: Any) -> None:
    folder = studio.folder / "tin mới"
    folder.mkdir(exist_ok=True)
    (folder / "ảnh.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" * 20)
    (folder / "trống.txt").write_text(" \n", "utf-8")
    shutil.copyfile(ROOT / "seeds" / f"{ARTICLE}.txt", folder / "bài đã có.txt")
    studio.window.files_dropped.emit([str(folder)])
    studio.wait(lambda: any(each.objectName() == "importReport" for each in studio.over()))


def _person_strip(studio: Any) -> None:
    studio.desk.person_strip.ask()


def _empty(studio: Any) -> None:
    path = studio.folder / f"Dự án mới{SUFFIX}"
    if path.exists():
        studio.program.projects.open(str(path))
    else:
        studio.program.projects.create(str(path))
    studio.desk.inspector.catch_up()


def _welcome(studio: Any) -> None:
    studio.session.close_project()


def _queue(studio: Any) -> None:
    studio.act("suggestion.queue")
    studio.wait(lambda: bool(studio.page("queue").table.rows))


def _occurrences(studio: Any) -> None:
    studio.choose("Việt Nam")
    studio.act("search.occurrences")
    studio.wait(lambda: len(studio.page("occurrences").table.rows) > 1)


def _concordance(studio: Any) -> None:
    studio.act("search.concordance")
    page = studio.page("concordance")
    field = page.findChild(QLineEdit)
    field.setText("trung uong đảng")
    QTest.keyClick(field, Qt.Key.Key_Return)
    studio.wait(lambda: len(page.table.rows) > 1)
    page.table.setCurrentIndex(page.table.model().index(2, 2))


def _consistency(studio: Any) -> None:
    studio.act("search.consistency")
    studio.wait(lambda: bool(studio.page("consistency").table.rows))


def _deep(studio: Any) -> None:
    """Spans four deep, and relations in the same lines."""
    acts, links = Acts(studio.session), LinkActs(studio.session)
    labels = {label.name: label for label in studio.session.labels}
    text, start = studio.session.document.text, studio.place("Huy hiệu 55 năm tuổi Đảng")[0]
    line_end = text.index("\n", start)
    words = text[start:line_end].split(" ")
    for length, name in ((9, "EVENT"), (7, "DOC"), (4, "DATE")):
        acts.add_span(start, start + len(" ".join(words[:length]).rstrip(".")), labels[name])
    before = [span for span in studio.session.document.spans.all if text.rindex("\n", 0, start) < span.start < start]
    people = [span for span in before if span.label == labels["PER"].id]
    for person in people:
        title = next(span for span in reversed(before) if span.label == labels["TITLE"].id and span.end <= person.start)
        links.link(person, title, labels["holds-title"])
    studio.desk.notice.hide()
    studio.desk.view.go_to_middle(start, start + 4)
    studio.desk.view.set_current(people[-1])
    if not studio.window.actions_.by_id["relation.show"].isChecked():
        studio.act("relation.show")
    studio.desk.inspector.catch_up()


def _palette(studio: Any) -> None:
    studio.act("help.palette")
    QTest.keyClicks(QApplication.focusWidget(), "goi y" if studio.window.settings.language == "vi" else "sugg")


def _label_palette(studio: Any) -> None:
    studio.choose("Chiều 17/2")
    studio.act("span.choose-label")


def _backups(studio: Any) -> None:
    """A few days of work, as the names of the backups tell them."""
    project = studio.session.project
    if not backup.of(project.path):
        _make_backups(studio, project)
    studio.act("project.backups")
    studio.wait(lambda: bool(studio.dialog().list.backups.entries))


def _make_backups(studio: Any, project: Project) -> None:
    reasons = (Reason.CLOSED, Reason.IMPORT, Reason.CLOSED, Reason.WORK, Reason.BULK, Reason.WORK)
    ages = (timedelta(days=30), timedelta(days=12), timedelta(days=3), timedelta(hours=26), timedelta(minutes=50),
            timedelta(minutes=9))  # fmt: skip
    acts = Acts(studio.session)
    for number, (reason, age) in enumerate(zip(reasons, ages, strict=True)):
        made = Path(backup.make(project.path, reason).path)
        at = datetime.now(UTC) - age
        made.rename(made.with_name(f"{at:%Y%m%dT%H%M%S000}Z-{made.name.split('-', 1)[1]}"))
        for span in list(studio.session.document.suggestions)[: 3 * number + 1]:
            acts.accept(span)


def _no_backups(studio: Any) -> None:
    _empty(studio)
    studio.act("project.backups")
    studio.wait(lambda: not studio.dialog().list.isVisible())


_DAMAGE = """
UPDATE document SET text = 'X' || substr(text, 2) WHERE id = 2;
UPDATE tally SET spans = spans + 1 WHERE document = 3;
UPDATE span SET quote = '?' WHERE id = (SELECT min(id) FROM span WHERE document = 1);
"""
"""One letter of a text, which only a backup has, and two things that can be rebuilt."""


def _check(studio: Any) -> None:
    path = studio.folder / f"Hỏng{SUFFIX}"
    studio.session.project.save_copy(str(path))
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(_DAMAGE)
    studio.program.projects.open(str(path))
    studio.act("project.check")
    studio.wait(studio.dialog().list.isVisible)


def _work(studio: Any) -> None:
    studio.act("project.work")


PAGES: dict[str, Page] = {
    "reading": _reading,
    "raw": _raw,
    "find": _find,
    "armed": _armed,
    "selection": _selection,
    "nested": _nested,
    "suggestion": _suggestion,
    "notice": _notice,
    "context-menu": _context_menu,
    "menu-project": _menu(0),
    "menu-annotate": _menu(3),
    "menu-view": _menu(4),
    "queue": _queue,
    "occurrences": _occurrences,
    "concordance": _concordance,
    "consistency": _consistency,
    "deep": _deep,
    "palette": _palette,
    "label-palette": _label_palette,
    "work": _work,
    "backups": _backups,
    "no-backups": _no_backups,
    "check": _check,
    "key-editor": _chosen("help.keys"),
    "labels": _chosen("project.labels"),
    "suggestions": _suggestions,
    "export": _export,
    "exported": _exported,
    "import": _import,
    "import-report": _import_report,
    "person": _chosen("project.person"),
    "person-strip": _person_strip,
    "details": _chosen("article.details"),
    "keys": _chosen("help.shortcuts"),
    "about": _chosen("help.about"),
    "empty": _empty,
    "welcome": _welcome,
}
"""How each page is brought about, from the article as it is opened."""
