"""What is chosen for an export: format, layers, articles, text, labels, split and the file; the rare things folded."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication, QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QLineEdit,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator import formats
from annotator.app.export_run import Split
from annotator.app.session import Session
from annotator.core.file_names import safe
from annotator.core.messages import QT_TRANSLATE_NOOP
from annotator.core.model import Annotator, AnnotatorKind, Scope, State
from annotator.core.shown import one_line
from annotator.formats.protocol import Format, Holds, Level
from annotator.storage import splits
from annotator.storage.project import SUFFIX
from annotator.ui import file_dialogs, format_words
from annotator.ui.dialog_fields import Choice, Pick, Tick
from annotator.ui.dialog_parts import add_row, button, form, quiet
from annotator.ui.field_row import in_row
from annotator.ui.format_choice import FormatChoice, FormatHolds
from annotator.ui.icons import icon
from annotator.ui.label_form import scope_name
from annotator.ui.many_choice import ManyChoice
from annotator.ui.split_field import SplitField
from annotator.ui.theme import SMALL_SIZE, S, Theme, ui_font
from annotator.workflows.exporting import part_path
from annotator.workflows.selection import Selection

_STATES = {
    State.NEW: QT_TRANSLATE_NOOP("ExportFields", "New"),
    State.IN_PROGRESS: QT_TRANSLATE_NOOP("ExportFields", "In progress"),
    State.DONE: QT_TRANSLATE_NOOP("ExportFields", "Done"),
    State.SKIPPED: QT_TRANSLATE_NOOP("ExportFields", "Skipped"),
}

SEVERAL = "\n"
"""Stands for several layers among the names of annotators, which have no line end."""

_ALL, _LISTED, _FOUND = "all", "listed", "found"
_BESIDE = Qt.ToolButtonStyle.ToolButtonTextBesideIcon


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the fields say, but for what becomes of spans that do not fit."""

    format_name: str
    output: str
    selection: Selection
    level: Level
    split: Split | None


class ExportFields(QWidget):
    """The fields of the export, in a form. `listed` are the articles of the list when it is filtered."""

    changed = Signal()
    """What would be written is another now."""
    retargeted = Signal()
    """The same goes elsewhere."""

    def __init__(
        self, session: Session, theme: Theme, folder: str, listed: Sequence[int] | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._theme = theme
        self._listed = listed
        self.replaces = ""
        """The path that the person has already agreed to replace."""
        self._folder_end = ""
        """What stands behind the name of the folder for the format."""
        self._make(folder)
        self._rows = form()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._rows)
        column.addStretch(1)
        self._lay_out_common()
        self._lay_out_more()
        self._show_more(False)
        self._connect()
        self.format_changed()

    @property
    def format_(self) -> Format:
        """The format."""
        return formats.get(self.format.currentData())

    @property
    def chosen(self) -> Chosen:
        """What is chosen now."""
        typed = self.file.text().strip()
        output = os.path.abspath(os.path.expanduser(typed)) if typed else ""
        layers, is_all = self._layers()
        states = [state for state, box in self.states.items() if box.isChecked()]
        scope = self.articles.currentData()
        recipe = self.split.recipe
        return Chosen(
            self.format.currentData(),
            output,
            Selection(
                layers,
                is_all,
                () if len(states) == len(self.states) else states,
                self.labels.chosen,
                self.query.text().strip() if scope == _FOUND else "",
                self.furniture.isChecked(),
                self.composed.isChecked(),
                ids=self._listed if scope == _LISTED else None,
            ),
            Level.SYLLABLE if self.syllables.isChecked() else Level.WORD,
            None if recipe is None else Split(recipe, self._whose(layers)),
        )

    @property
    def obstacle(self) -> str:
        """What has to be chosen first; empty when there is nothing."""
        if not any(box.isChecked() for box in self.states.values()):
            return self.tr("Choose the articles by at least one state.")
        if self.labels.is_nothing:
            return self.tr("Choose at least one label.")
        if self.layer.currentData() == SEVERAL and self.layers.is_nothing:
            return self.tr("Choose at least one layer.")
        if self.articles.currentData() == _FOUND and not self.query.text().strip():
            return self.tr("Type what the articles are searched for.")
        return ""

    def outputs(self) -> list[str]:
        """The files or folders that would be written."""
        chosen = self.chosen
        if chosen.split is None or Holds.PARTS in self.format_.holds or not chosen.output:
            return [chosen.output]
        return [part_path(chosen.output, part) for part in chosen.split.recipe.parts]

    def remembered(self) -> dict[str, Any]:
        """What suits any project, for the next time."""
        recipe = self.split.recipe
        return {
            "format": self.format.currentData(),
            "level": str(self.chosen.level),
            "furniture": self.furniture.isChecked(),
            "composed": self.composed.isChecked(),
            "shares": recipe.written if recipe else "",
            "seed": recipe.seed if recipe else 0,
            "more": self.more.isChecked(),
        }

    def recall(self, kept: Mapping[str, Any]) -> None:
        """Chooses as last time; what is not understood is left out."""
        self.format.choose(str(kept.get("format", "")))
        self.syllables.setChecked(kept.get("level") == Level.SYLLABLE)
        self.furniture.setChecked(kept.get("furniture") is True)
        self.composed.setChecked(kept.get("composed") is True)
        seed = kept.get("seed")
        self.split.choose(str(kept.get("shares", "")), seed if isinstance(seed, int) else 0)
        self.more.setChecked(kept.get("more") is True)

    def _make(self, folder: str) -> None:
        theme, project = self._theme, self._session.project
        self.format = FormatChoice(format_words.rows(is_writing=True), theme)
        self.about = quiet("", theme)
        self.holds = FormatHolds(theme)
        self.layer = Choice(theme)
        self.layers = ManyChoice(self.tr("All layers"), theme)
        self.layers.setObjectName("exportLayers")
        self.articles = Choice(theme)
        self.query = QLineEdit()
        self.states = {
            state: Tick(QCoreApplication.translate("ExportFields", text), theme) for state, text in _STATES.items()
        }
        self.words, self.syllables = Pick(self.tr("Words"), theme), Pick(self.tr("Syllables"), theme)
        self.file = QLineEdit(self._first_path(folder))
        self.labels = ManyChoice(self.tr("All labels"), theme)
        self.labels.setObjectName("exportLabels")
        labels = sorted(
            project.labels.all() if project else [], key=lambda label: list(Scope).index(Scope(label.scope))
        )
        scopes = [scope_name(label.scope) for label in labels]
        self.labels.set_rows([(label.name, label.name) for label in labels], groups=scopes)
        self.furniture = Tick(self.tr("Without folded lines"), theme)
        self.composed = Tick(self.tr("Composed (NFC)"), theme)
        self.split = SplitField(splits.kept(project.store) if project else [], theme)
        self.layers.set_rows([(each.name, each.name) for each in self._people()])
        self.articles.addItem(self.tr("All articles"), _ALL)
        if self._listed is not None:
            self.articles.addItem(self.tr("Those in the list (%n)", "", len(self._listed)), _LISTED)
        self.articles.addItem(self.tr("Those with a hit of a search"), _FOUND)
        self.query.setPlaceholderText(self.tr("words, label:ORG, /pattern/"))

    def _lay_out_common(self) -> None:
        rows, theme = self._rows, self._theme
        add_row(rows, self.tr("Format"), self.format, "exportFormat", theme)
        self.about.setObjectName("exportAbout")
        self.about.setWordWrap(False)
        self.about.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.about.setFont(ui_font(SMALL_SIZE + 1))
        told = QWidget()
        column = QVBoxLayout(told)
        column.setContentsMargins(0, 0, 0, S)
        column.setSpacing(S)
        column.addWidget(self.about)
        column.addWidget(self.holds)
        rows.addRow("", told)
        add_row(rows, self.tr("Layer"), self.layer, "exportLayer", theme)
        add_row(rows, self.tr("Layers"), self.layers, "exportLayers", theme)
        add_row(rows, self.tr("Articles"), self.articles, "exportArticles", theme)
        add_row(rows, self.tr("Search"), self.query, "exportQuery", theme)
        boxes = in_row(list(self.states.values()))
        add_row(rows, self.tr("In the states"), boxes, "exportStates", theme)
        for state, box in self.states.items():
            _name(box, f"exportState-{state}")
            box.setChecked(True)
        self.level = in_row([self.words, self.syllables])
        group = QButtonGroup(self)
        for choice, name in ((self.words, "exportWords"), (self.syllables, "exportSyllables")):
            _name(choice, name)
            group.addButton(choice)
        self.words.setChecked(True)
        add_row(rows, self.tr("Tokens"), self.level, "exportLevel", theme)
        self.browse = button("exportBrowse", self.tr("Choose…"), theme)
        self.browse.setAutoDefault(False)
        self.target = in_row([self.file, self.browse], stretch=False)
        self._file_label = add_row(rows, self.tr("File"), self.target, "exportTarget", theme)
        self._file_label.setBuddy(self.file)
        self.file.setObjectName("exportFile")
        self.file.setAccessibleName(self.tr("File"))

    def _lay_out_more(self) -> None:
        rows, theme = self._rows, self._theme
        self.more = QToolButton()
        self.more.setObjectName("exportMore")
        self.more.setCheckable(True)
        self.more.setAutoRaise(True)
        self.more.setStyleSheet(theme.flat_buttons(1))
        self.summary = quiet("", theme)
        self.summary.setObjectName("exportSummary")
        rows.addRow(in_row([self.more, self.summary]))
        add_row(rows, self.tr("Labels"), self.labels, "exportLabels", theme)
        for tick, name in ((self.furniture, "exportFurniture"), (self.composed, "exportComposed")):
            _name(tick, name)
        self._text = in_row([self.furniture, self.composed])
        add_row(rows, self.tr("Text"), self._text, "exportText", theme)
        add_row(rows, self.tr("Split"), self.split, "exportSplitField", theme)

    def _connect(self) -> None:
        self.format.currentIndexChanged.connect(self.format_changed)
        self.layer.currentIndexChanged.connect(self._layer_changed)
        self.articles.currentIndexChanged.connect(self._articles_changed)
        for many in (self.layers, self.labels):
            many.changed.connect(self._changed)
        for box in (*self.states.values(), self.words, self.furniture, self.composed):
            box.toggled.connect(self._changed)
        self.query.textChanged.connect(self._changed)
        self.split.changed.connect(self._changed)
        self.file.textChanged.connect(self.retargeted)
        self.more.toggled.connect(self._show_more)
        self.browse.clicked.connect(self._browse)

    def format_changed(self) -> None:
        """Shows what the format asks and holds."""
        format_, row = self.format_, self.format.row
        self.about.setText(row.about)
        self.about.setToolTip(row.about)
        self.holds.show_format(format_)
        self._file_label.setText(self.tr("Folder") if format_.is_folder else self.tr("File"))
        self._rows.setRowVisible(self.level, Holds.ANY_EDGE not in format_.holds)
        self._list_layers(Holds.LAYERS in format_.holds)
        self._rename()
        self._layer_changed()
        self._articles_changed()

    def _rename(self) -> None:
        """Gives the file the ending of the format, or a folder its name; takes away those of another one."""
        known = tuple(suffix for each in formats.every() if each.can_write for suffix in each.suffixes)
        path = self.file.text().removesuffix(self._folder_end)
        stem, ending = os.path.splitext(path)
        if ending and ending.lower() not in known:
            stem, ending = path, ""
        format_ = self.format_
        self._folder_end = f"-{format_.name}" if format_.is_folder else ""
        if format_.is_folder:
            self.file.setText(stem + self._folder_end)
        elif format_.suffixes:
            self.file.setText(stem + format_.suffixes[0])

    def _people(self) -> list[Annotator]:
        project = self._session.project
        return project.people.with_part(besides=self._session.at_work) if project is not None else []

    def _list_layers(self, several: bool) -> None:
        person = self._session.at_work
        chosen = self.layer.currentData() if self.layer.count() else (person.name if person else "")
        self.layer.blockSignals(True)
        self.layer.clear()
        everybody = self._people()
        me = person.id if person else 0
        for annotator in sorted(everybody, key=lambda each: (each.id != me, each.kind != AnnotatorKind.PERSON)):
            text = one_line(annotator.name)
            if annotator.id == me:
                text = self.tr("{name} (you)").format(name=one_line(annotator.name))
            elif annotator.kind == AnnotatorKind.MACHINE:
                text = self.tr("{name} (machine)").format(name=one_line(annotator.name))
            self.layer.addItem(text, annotator.name)
        if several:
            self.layer.addItem(self.tr("All layers"), None)
            if len(everybody) > 1:
                self.layer.addItem(self.tr("Several layers…"), SEVERAL)
        self.layer.setCurrentIndex(max(0, self.layer.findData(chosen)))
        self.layer.blockSignals(False)

    def _layers(self) -> tuple[list[str], bool]:
        """The names of the layers, and whether all are meant."""
        chosen = self.layer.currentData()
        if chosen == SEVERAL:
            return self.layers.chosen, not self.layers.chosen
        return [chosen] if chosen else [], chosen is None and bool(self.layer.count())

    def _whose(self, layers: Sequence[str]) -> str:
        """Whose labels the parts of a split are balanced by."""
        person = self._session.at_work
        return layers[0] if layers else person.name if person else ""

    def _layer_changed(self) -> None:
        self._rows.setRowVisible(self.layers, self.layer.currentData() == SEVERAL)
        self._changed()

    def _articles_changed(self) -> None:
        self._rows.setRowVisible(self.query, self.articles.currentData() == _FOUND)
        self._changed()

    def _changed(self) -> None:
        self._sum_up()
        self.changed.emit()

    def _show_more(self, is_open: bool) -> None:
        self.more.setText(self.tr("More choices"))
        self.more.setAccessibleName(self.tr("More choices"))
        name = "chevron-down" if is_open else "chevron-right-small"
        self.more.setIcon(icon(name, self._theme.muted, self._theme.border))
        self.more.setToolButtonStyle(_BESIDE)
        for part in (self.labels, self._text, self.split):
            self._rows.setRowVisible(part, is_open)
        self._sum_up()

    def _sum_up(self) -> None:
        """What is chosen of what is folded, so that nothing acts unseen."""
        parts: list[str] = []
        if not self.more.isChecked():
            if self.labels.chosen:
                parts.append(self.labels.itemText(0))
            parts += [tick.text() for tick in (self.furniture, self.composed) if tick.isChecked()]
            if (recipe := self.split.recipe) is not None:
                seed = QLocale().toString(recipe.seed)
                parts.append(self.tr("{shares}, seed {seed}").format(shares=recipe.written, seed=seed))
        self.summary.setText(" · ".join(parts))

    def _browse(self) -> None:
        format_ = self.format_
        title = self.tr("Export to")
        endings = " ".join(f"*{suffix}" for suffix in format_.suffixes)
        filters = f"{self.format.currentText()} ({endings})" if endings else self.tr("All files (*)")
        if format_.is_folder:
            # The folder is made here: one that is chosen is the place for it, unless it is an empty one.
            path = file_dialogs.folder(self, title, os.path.dirname(self.chosen.output))
            name = os.path.basename(self.chosen.output)
            path = os.path.join(path, name) if path and os.listdir(path) else path
        else:
            path = file_dialogs.save_file(self, title, self.file.text(), filters)
            self.replaces = os.path.abspath(path) if path else self.replaces
        if path:
            self.file.setText(path)

    def _first_path(self, folder: str) -> str:
        project = self._session.project
        path = project.path if project else ""
        name = safe(os.path.basename(path).removesuffix(SUFFIX)) if path else "annotations"
        return os.path.join(folder if os.path.isdir(folder) else os.path.dirname(path), name)


def _name(field: Tick | Pick, name: str) -> None:
    field.setObjectName(name)
    field.setAccessibleName(field.text())
