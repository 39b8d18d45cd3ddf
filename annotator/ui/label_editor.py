"""The editor of the label set: a list to order, a form for one label, and one edit when it is saved."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator.app.label_acts import Draft, LabelActs, free_key, merged
from annotator.app.session import Session
from annotator.core.colours import free_colour
from annotator.core.errors import AnnotatorError, InputError
from annotator.core.labels import LabelSpec, check, dumps, loads
from annotator.core.model import Scope
from annotator.core.shown import one_line
from annotator.ui import file_dialogs
from annotator.ui.dialog_parts import Sheet, ask, button
from annotator.ui.icons import icon
from annotator.ui.label_delegate import DRAFT, LabelDelegate
from annotator.ui.label_form import LabelForm, scope_name
from annotator.ui.messages import sentence
from annotator.ui.theme import XL, XS, S, Theme

LONGEST_FILE = 4 << 20
"""Bytes of a label-set file; a longer one is something else."""


class LabelEditor(Sheet):
    """Adds, changes, orders and removes labels. Nothing is written before Save, and then as one edit."""

    def __init__(self, session: Session, theme: Theme, reserved_keys: set[str], parent: QWidget | None = None) -> None:
        super().__init__(theme, "labelEditor", parent)
        self.set_title(self.tr("Labels"))
        self.acts = LabelActs(session)
        self._session = session
        self._reserved = reserved_keys
        self.list = QListWidget()
        self.form = LabelForm(self._change, theme)
        self._build()
        self._fill(self.acts.drafts())
        session.failed.connect(self._failed)
        self.list.currentItemChanged.connect(self._show_current)
        self.list.model().rowsMoved.connect(self._look)
        self._show_current()
        self.list.setFocus()

    def drafts(self) -> list[Draft]:
        """The label set as the editor shows it."""
        return [self.list.item(row).data(DRAFT) for row in range(self.list.count())]

    def is_changed(self) -> bool:
        """Whether anything differs from what is saved."""
        return self.drafts() != self.acts.drafts()

    def select(self, name: str) -> None:
        """Shows the label of this name."""
        for row, draft in enumerate(self.drafts()):
            if draft.spec.name == name:
                self.list.setCurrentRow(row)

    def add(self) -> None:
        """A new label at the end, for the same as the current one, its name ready to be typed."""
        drafts = self.drafts()
        names = {draft.spec.name.casefold() for draft in drafts}
        name = next(name for n in range(1, len(drafts) + 2) if (name := f"NEW{n}").casefold() not in names)
        colour = free_colour(draft.spec.colour for draft in drafts)
        row = self.list.currentRow()
        scope = drafts[row].spec.scope if row >= 0 else Scope.SPAN
        key = free_key(drafts, self._reserved, scope)
        self._append(Draft(LabelSpec(name, colour=colour, key=key, scope=scope)))
        self.list.setCurrentRow(self.list.count() - 1)
        self.form.name.setFocus()
        self.form.name.selectAll()

    def remove(self) -> None:
        """Takes the current label out, after asking when spans carry it."""
        item = self.list.currentItem()
        if item is None:
            return
        draft: Draft = item.data(DRAFT)
        spans = self.acts.spans_of(draft.label) if draft.label is not None else 0
        if spans and not self._may_remove(draft.spec.name, spans):
            return
        self.list.takeItem(self.list.row(item))
        self._look()

    def shift(self, step: int) -> None:
        """Moves the current label up (-1) or down (1)."""
        row = self.list.currentRow()
        if 0 <= row < self.list.count() and 0 <= row + step < self.list.count():
            item = self.list.takeItem(row)
            self.list.insertItem(row + step, item)
            self.list.setCurrentItem(item)
            self._look()

    def load(self, path: str) -> None:
        """Merges the label set of a file into the one shown; nothing is written yet."""
        try:
            result = merged(self.drafts(), loads(_content(path)), self._reserved)
        except AnnotatorError as error:
            self.say(sentence(error))
            return
        self._fill(result.drafts)
        text = self.tr("From the file: {updated} updated, {added} added. Labels it does not have stay as they were.")
        self._look()
        self.say(text.format(updated=result.updated, added=result.added), is_trouble=False)

    def save_file(self, path: str) -> None:
        """Writes the label set as it is shown to a file."""
        temporary = f"{path}.{os.getpid()}.part"
        try:
            check([draft.spec for draft in self.drafts()])
            with open(temporary, "w", encoding="utf-8", newline="\n") as file:
                file.write(dumps(draft.spec for draft in self.drafts()))
            os.replace(temporary, path)
        except OSError as error:
            self.say(self.tr("{path} could not be written: {reason}.").format(path=path, reason=error.strerror))
        except AnnotatorError as error:
            self.say(sentence(error))
        else:
            self.say(self.tr("Saved to {path}.").format(path=path), is_trouble=False)

    def accept(self) -> None:
        """Saves and closes; stays open with a sentence when that is refused."""
        try:
            is_saved = self.acts.save(self.drafts(), self._reserved)
        except AnnotatorError as error:
            self.say(sentence(error))
            return
        if is_saved:
            super().accept()

    def reject(self) -> None:
        """Closes without saving, after asking when there is something to save."""
        if not self.is_changed():
            super().reject()
            return
        answers = [self.tr("Save"), self.tr("Discard"), self.tr("Keep editing")]
        answer = ask(self, self.tr("The label set was changed."), self.tr("Save the changes?"), answers)
        if answer == 0:
            self.accept()
        elif answer == 1:
            super().reject()

    def _build(self) -> None:
        self.list.setObjectName("labelSet")
        self.list.setAccessibleName(self.tr("Labels"))
        self.list.setItemDelegate(LabelDelegate(self.theme, self.list))
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.list.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.list.setUniformItemSizes(True)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setFixedWidth(250)
        delete = QShortcut(QKeySequence.StandardKey.Delete, self.list)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self.remove)
        left = QVBoxLayout()
        left.setSpacing(S)
        left.addWidget(self.list, 1)
        left.addLayout(self._tools())
        row = QHBoxLayout()
        row.setSpacing(XL)
        row.addLayout(left)
        row.addWidget(self.form, 1)
        self.body.addLayout(row, 1)
        load = button("labelLoad", self.tr("Load from file…"), self.theme)
        save_file = button("labelSaveFile", self.tr("Save to file…"), self.theme)
        cancel = button("labelCancel", self.tr("Cancel"), self.theme)
        self.save_button = button("labelSave", self.tr("Save"), self.theme, primary=True)
        load.setToolTip(self.tr("Labels of the same name are updated, new ones added, the others kept"))
        load.clicked.connect(self._ask_load)
        save_file.clicked.connect(self._ask_save_file)
        cancel.clicked.connect(self.reject)
        self.save_button.clicked.connect(self.accept)
        self.add_buttons([load, save_file], [cancel, self.save_button])
        self.resize(900, 700)
        self.setMinimumSize(780, 600)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def _tools(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(XS)
        parts = (
            ("labelAdd", "plus", self.tr("Add a label"), "Insert", self.add),
            ("labelRemove", "trash", self.tr("Remove the label"), "", self.remove),
            ("labelUp", "chevron-up", self.tr("Move up"), "Alt+Up", lambda: self.shift(-1)),
            ("labelDown", "chevron-down", self.tr("Move down"), "Alt+Down", lambda: self.shift(1)),
        )
        for name, picture, text, keys, act in parts:
            tool = QToolButton()
            tool.setObjectName(name)
            tool.setAccessibleName(text)
            tool.setAutoRaise(True)
            tool.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            tool.setIconSize(QSize(18, 18))
            tool.setIcon(icon(picture, self.theme.muted, self.theme.border))
            tool.setShortcut(keys)
            tool.setToolTip(f"{text} ({keys})" if keys else text)
            tool.clicked.connect(act)
            row.addWidget(tool)
            if name == "labelRemove":
                row.addStretch(1)
        return row

    def _fill(self, drafts: Iterable[Draft]) -> None:
        row = max(0, self.list.currentRow())
        self.list.clear()
        for draft in drafts:
            self._append(draft)
        self.list.setCurrentRow(min(row, self.list.count() - 1))

    def _append(self, draft: Draft) -> None:
        item = QListWidgetItem()
        self.list.addItem(item)
        _put(item, draft)

    def _show_current(self) -> None:
        row = self.list.currentRow()
        self.form.setEnabled(row >= 0)
        self.form.show_spec(self.drafts()[row].spec if row >= 0 else LabelSpec(""))

    def _change(self, spec: LabelSpec) -> bool:
        """Takes over what the form says. A key that breaks a rule is refused; a name may, while it is typed."""
        item = self.list.currentItem()
        if item is None:
            return False
        draft: Draft = item.data(DRAFT)
        after = replace(draft, spec=spec)
        drafts = self.drafts()
        drafts[self.list.currentRow()] = after
        trouble = self._trouble(drafts)
        if trouble and spec.key != draft.spec.key:
            self.say(trouble)
            return False
        _put(item, after)
        self._look()
        return True

    def _look(self) -> None:
        """Says what breaks a rule now, and lets the set be saved only when nothing does."""
        trouble = self._trouble(self.drafts())
        self.say(trouble)
        self.save_button.setEnabled(not trouble)

    def _trouble(self, drafts: list[Draft]) -> str:
        """What breaks a rule. The label in the form is looked at last, so that it is the one said to be at fault."""
        row = self.list.currentRow()
        shown = drafts[row : row + 1] if row >= 0 else []
        others = [draft for number, draft in enumerate(drafts) if number != row]
        try:
            check([draft.spec for draft in (*others, *shown)], self._reserved)
        except AnnotatorError as error:
            return sentence(error)
        return ""

    def _may_remove(self, name: str, spans: int) -> bool:
        text = self.tr("%n place(s) carry the label {name}.", "", spans).format(name=name)
        detail = self.tr("They go with it when you save, as do its suggestions. Undo brings all of it back.")
        return ask(self, text, detail, [self.tr("Remove"), self.tr("Keep the label")], default=1) == 0

    def _failed(self, error: AnnotatorError) -> None:
        self.say(sentence(error))

    def _ask_load(self) -> None:
        path = file_dialogs.open_file(self, self.tr("Load a label set"), "", self._filter())
        if path:
            self.load(path)

    def _ask_save_file(self) -> None:
        path = file_dialogs.save_file(self, self.tr("Save the label set"), "labels.json", self._filter())
        if path:
            self.save_file(path)

    def _filter(self) -> str:
        return self.tr("Label sets (*.json);;All files (*)")


def _put(item: QListWidgetItem, draft: Draft) -> None:
    spec = draft.spec
    item.setData(DRAFT, draft)
    said = spec.name, spec.title_vi, spec.title_en, spec.key, scope_name(spec.scope)
    spoken = ", ".join(one_line(part) for part in said if part)
    item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)


def _content(path: str) -> str:
    try:
        if os.path.getsize(path) > LONGEST_FILE:
            raise InputError("labels.not-a-set")
        with open(path, encoding="utf-8-sig") as file:
            return file.read()
    except UnicodeDecodeError as error:
        raise InputError("labels.not-a-set") from error
    except OSError as error:
        raise InputError("input.unreadable", path=path, reason=error.strerror) from error
