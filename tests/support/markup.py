"""A project whose every field holds markup, a watch over the picture that it names, and an eye for what is shown."""

from __future__ import annotations

import ctypes
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QEvent, QModelIndex, QPoint, Qt
from PySide6.QtGui import QAction, QHelpEvent, QTextDocumentFragment
from PySide6.QtGui import Qt as RichQt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QTabBar,
    QToolTip,
    QWidget,
)

from annotator.app.acts import Acts
from annotator.app.link_acts import LinkActs
from annotator.app.session import Session
from annotator.core import edits
from annotator.core.attributes import AttributeKind, AttributeRule
from annotator.core.ids import new_uid
from annotator.core.model import AnnotatorKind, Label, NewDocument, Scope
from annotator.nlp import suggesters
from annotator.storage.project import Project
from annotator.workflows.setup import new_project

PICTURE = "spy.png"
"""The picture that the markup names, in the folder that the test runs in: a name of a file has room for no path."""

TAGS = f"<img src={PICTURE}><b>bold<u> &amp; &Mnemonic"
ODD = f"{TAGS}\t\u202egnol\u202c \u05d0\u05d1 7"
"""Markup, a mnemonic, a tab, an override of direction, and letters that run from the right with a number after them."""
LINES = f"{ODD}\nTWO\u2028THREE"
"""The same with ends of lines."""

_ROWS = 30
"""So many rows of a list are looked at."""
_TIPS = 6
"""So many cells of a list are asked for their tooltip by the mouse."""
_IN_OPEN = 0x20
_NONBLOCK, _CLOEXEC = 0o4000, 0o2000000


class Watch:
    """Counts how often files were opened, by whomever (inotify(7), Linux only)."""

    def __init__(self, *paths: Path) -> None:
        self._libc = ctypes.CDLL(None, use_errno=True)
        self._fd = self._libc.inotify_init1(_NONBLOCK | _CLOEXEC)
        for path in paths:
            assert self._libc.inotify_add_watch(self._fd, os.fsencode(path), _IN_OPEN) >= 0, os.strerror(
                ctypes.get_errno()
            )

    def opened(self) -> bool:
        """Whether one of the files was opened since this was last asked."""
        try:
            return bool(os.read(self._fd, 1 << 16))
        except BlockingIOError:
            return False

    def close(self) -> None:
        """Ends the watch."""
        os.close(self._fd)


def hostile_project(path: str, picture: Path) -> None:
    """A project in which whatever a person or a file can fill holds markup."""
    full = f'<img src="{picture.as_uri()}"> <a href="{picture.as_uri()}">link</a> {LINES}'
    project = new_project(path, ODD)
    labels = _labels(project, full)
    documents = [_document(number, full) for number in range(3)]
    batch = project.documents.begin_batch(full)
    keys = project.documents.add(batch, documents)
    row = project.documents.batch(batch)
    assert row is not None
    project.journal.apply(edits.show_batch(batch, row, {**row, "state": "visible"}, len(keys)), None)
    machine = project.people.ensure(suggesters.DEFAULT, AnnotatorKind.MACHINE)
    other = project.people.ensure(f"machine {ODD}", AnnotatorKind.MACHINE)
    project.people.ensure(f"gold {ODD}", AnnotatorKind.GOLD)
    for number, key in enumerate(keys):
        text = project.documents.text(key)
        start = text.index("Hà Nội")
        for who, label in ((machine, labels[0]), (other, labels[1])):
            place = (start, start + 6, label.id, 0.5)
            project.annotations.add_run_spans(key, who.id, text, [place] if number else [])
            project.annotations.end_run(key, who.id, suggesters.get(suggesters.DEFAULT).version)
    _annotate(project, keys[0], labels)
    project.close()


def _labels(project: Project, full: str) -> list[Label]:
    """Two labels for spans, one for relations and one for articles, instead of those that ship."""
    first, told = len(project.labels.all()), full.replace(LINES, ODD)
    rules = (
        AttributeRule(f"choice {TAGS}", AttributeKind.CHOICE, (f"one {ODD}", f"two {ODD}"), ODD, ODD),
        AttributeRule(f"text {TAGS}", AttributeKind.TEXT, (), ODD, ODD),
        AttributeRule(f"yes {TAGS}", AttributeKind.YES_NO, (), ODD, ODD),
    )
    scopes = (Scope.SPAN, Scope.SPAN, Scope.RELATION, Scope.DOCUMENT)
    made = [
        Label(project.store.next_id("label") + n, new_uid(), f"{n} {ODD}", f"{n} {LINES}", f"{n} {LINES}",
              "#cc3355", "xyzw"[n], told, told, first + n, scope, rules if n != 1 else ())
        for n, scope in enumerate(scopes)
    ]  # fmt: skip
    old = [(label, None) for label in project.labels.all()]
    changes = [*old, *((None, label) for label in made)]
    project.journal.apply(edits.change_labels(changes, "label.load", n=len(made)), None)
    return made


def _document(number: int, full: str) -> NewDocument:
    text = f"{number} Ông Trần Văn A ở Hà Nội nói: {full}\n\nHà Nội có {TAGS}, Trần Văn A cũng ở Hà Nội.\n" * 2
    return NewDocument(f"{number} {ODD}.txt", text, f"{number} {full}", ODD, f"https://x/{TAGS}", ODD, "2026-01-02",
                       "vi", {f"key {ODD}": full})  # fmt: skip


def _annotate(project: Project, document: int, labels: list[Label]) -> None:
    """Spans on markup and words, with notes, attributes, a relation between them, and a label on the article."""
    session = Session()
    session.open_project(project, ODD)
    session.open_document(document)
    assert session.document is not None
    acts, links, text = Acts(session), LinkActs(session), session.document.text
    for words, label in (("Trần Văn A", labels[0]), ("<img", labels[1]), ("Hà Nội", labels[1])):
        start = text.index(words)
        acts.add_span(start, start + (80 if words == "<img" else len(words)), label)
    spans = list(session.document.spans.all)
    acts.note(spans[0], ODD)
    for rule, value in zip(labels[0].attributes, (f"one {ODD}", ODD, True), strict=True):
        links.set_attribute(session.document.spans.all[0], rule.name, value)
    links.link(session.document.spans.all[0], session.document.spans.all[-1], labels[2])
    links.toggle_document_label(labels[3])
    session.deleteLater()


_TAG_NAME = re.compile(r"<(img|b|a)\b")
_ALONE = re.compile(r"(?<!&)(?:&&)*&Mnemonic")
_ENDS = re.compile(r"[\n\r\u2028\u2029](?:TWO|THREE)")
_TURNS = re.compile(r"[\u202a-\u202e\u2066\u2067]")


class Eye:
    """Looks at everything that is on the screen, and keeps what it should not have seen."""

    def __init__(self, watch: Watch) -> None:
        self.troubles: dict[str, str] = {}
        """What is wrong at which kind of place, each with an example."""
        self.seen: set[str] = set()
        """The kinds of places at which markup was seen, which tell what the walk reached."""
        self._watch = watch
        self._tips: set[str] = set()

    def look(self, where: str) -> None:
        """Paints what is on top of the screen, asks it for its tooltips, and reads all of its texts."""
        for window in [each for each in QApplication.topLevelWidgets() if each.isVisible() and not _is_tip(each)]:
            for widget in [window, *window.findChildren(QWidget)]:
                self._read(widget, f"{where}: {widget.metaObject().className()} {widget.objectName()!r}")
            window.grab()
            self._ask_for_tips(window)
        QApplication.processEvents()
        if self._watch.opened():
            self._wrong(where, "the picture was opened")

    def look_at(self, widget: QWidget, where: str) -> None:
        """Paints and reads one widget alone."""
        self._read(widget, f"{where}: {widget.metaObject().className()} {widget.objectName()!r}")
        widget.grab()
        if self._watch.opened():
            self._wrong(where, "the picture was opened")

    def _read(self, widget: QWidget, where: str) -> None:
        self._line(widget.windowTitle(), f"{where} window title")
        self._line(widget.accessibleName(), f"{where} accessible name")
        for tip in (widget.toolTip(), widget.statusTip(), widget.whatsThis()):
            self._tip(tip, where)
        if isinstance(widget, QLabel) and TAGS in widget.text():
            self._label(widget, where)
        if isinstance(widget, QAbstractButton | QMenu):
            self._named(widget.text() if isinstance(widget, QAbstractButton) else widget.title(), where)
        if isinstance(widget, QTabBar):
            for at in range(widget.count()):
                self._named(widget.tabText(at), where)
                self._tip(widget.tabToolTip(at), where)
        if isinstance(widget, QLineEdit):
            self._line(widget.placeholderText(), f"{where} placeholder")
        if isinstance(widget, QComboBox):
            self._items(widget.model(), QModelIndex(), where)
        if isinstance(widget, QAbstractItemView) and widget.model() is not None:
            self._items(widget.model(), widget.rootIndex(), where)
        for action in widget.actions():
            self._action(action, where)

    def _label(self, label: QLabel, where: str) -> None:
        if label.textFormat() != Qt.TextFormat.PlainText:
            self._wrong(where, "may take its text for markup")
        if label.buddy() is not None:
            self._named(label.text(), where)
        self._line(label.text(), where)

    def _action(self, action: QAction, where: str) -> None:
        where = f"{where} action {action.objectName()!r}"
        self._named(action.text(), where)
        for tip in (action.toolTip(), action.statusTip(), action.whatsThis()):
            self._tip(tip, where)
        if action.menu() is not None:  # type: ignore[call-overload]
            for each in action.menu().actions():  # type: ignore[call-overload]
                self._action(each, where)

    def _items(self, model: QAbstractItemModel, root: QModelIndex, where: str) -> None:
        if "QFileSystemModel" in model.metaObject().className() or "QFileDialog" in where:
            return  # names of files as they are, which Qt paints by itself; the watch tells whether it reads them
        for side, count in (
            (Qt.Orientation.Horizontal, _columns(model, root)),
            (Qt.Orientation.Vertical, min(_ROWS, model.rowCount(root))),
        ):
            for at in range(count):
                self._tip(model.headerData(at, side, Qt.ItemDataRole.ToolTipRole), f"{where} header")
        for index in cells(model, root):
            self._line(index.data(Qt.ItemDataRole.DisplayRole), f"{where} item")
            self._line(index.data(Qt.ItemDataRole.AccessibleTextRole), f"{where} item said")
            for role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.StatusTipRole, Qt.ItemDataRole.WhatsThisRole):
                self._tip(index.data(role), f"{where} item")

    def _line(self, text: Any, where: str) -> None:
        """What stands in one line or sentence: no end of a line, nothing that turns the words about it round."""
        if not isinstance(text, str) or not text:
            return
        if _TAG_NAME.search(text):
            self.seen.add(where.replace(ODD, "").split(": ", 1)[-1])
        if _ENDS.search(text):
            self._wrong(where, f"breaks its line: {text!r}")
        if _TURNS.search(text):
            self._wrong(where, f"may turn the words beside it round: {text!r}")
        if "&lt;" in text or "&amp;amp;" in text:
            self._wrong(where, f"is escaped where nothing reads markup: {text!r}")

    def _named(self, text: str, where: str) -> None:
        """What stands on a button, a tab or in a menu, where "&" makes a mnemonic and a tab begins the keys."""
        self._line(text, where)
        if _ALONE.search(text) or "\t" in text:
            self._wrong(where, f"loses an “&” or is broken by a tab: {text!r}")

    def _tip(self, text: Any, where: str) -> None:
        if not isinstance(text, str) or not text or text in self._tips:
            return
        self._tips.add(text)
        shown = QTextDocumentFragment.fromHtml(text).toPlainText() if RichQt.mightBeRichText(text) else text
        self._line(shown, f"{where} tooltip")
        if "Mnemonic" in text and "&Mnemonic" not in shown:
            self._wrong(where, f"tooltip loses an “&”: {shown!r}")
        if "bold" in text and "<b>bold<u>" not in shown:
            self._wrong(where, f"tooltip takes its text for markup: {text!r}")
        QToolTip.showText(QPoint(10, 10), text)
        self._end_tip(where)

    def _ask_for_tips(self, window: QWidget) -> None:
        """Rests the mouse on everything."""
        for widget in [each for each in window.findChildren(QWidget) if each.isVisible()]:
            points = [widget.rect().center()]
            if isinstance(widget.parentWidget(), QAbstractItemView):
                view = widget.parentWidget()
                found = [view.visualRect(index).center() for index in cells(view.model(), view.rootIndex())]
                points += [point for point in found if widget.rect().contains(point)][:_TIPS]
            for point in points:
                event = QHelpEvent(QEvent.Type.ToolTip, point, widget.mapToGlobal(point))
                QApplication.sendEvent(widget, event)
                if QToolTip.isVisible():
                    self._tip(QToolTip.text(), f"mouse on {widget.metaObject().className()} {widget.objectName()!r}")

    def _wrong(self, where: str, trouble: str) -> None:
        """Keeps a trouble once for a kind of place, whatever the texts there are."""
        place, what = where.replace(ODD, "").split(": ", 1)[-1], trouble.split(": ", 1)[0]
        self.troubles.setdefault(f"{place} {what}", f"{where}: {trouble}")

    def _end_tip(self, where: str) -> None:
        for each in filter(_is_tip, QApplication.topLevelWidgets()):
            each.grab()
        QToolTip.hideText()
        if self._watch.opened():
            self._wrong(where, "a tooltip opened the picture")


def _is_tip(widget: QWidget) -> bool:
    return widget.objectName() == "qtooltip_label"


def cells(model: QAbstractItemModel, root: QModelIndex) -> Iterator[QModelIndex]:
    """The first cells of a model and what is below them."""
    for row in range(min(_ROWS, model.rowCount(root))):
        for column in range(_columns(model, root)):
            index = model.index(row, column, root)
            yield index
            if column == 0 and not isinstance(model, QAbstractListModel):
                yield from cells(model, index)


def _columns(model: QAbstractItemModel, root: QModelIndex) -> int:
    """A list keeps to itself how many columns it has."""
    return 1 if isinstance(model, QAbstractListModel) else model.columnCount(root)
