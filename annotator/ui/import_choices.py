"""What is chosen before an import: the format of each file, the layer of the annotations, the column of the text."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from annotator.app.import_look import Looked
from annotator.app.import_run import ImportRun
from annotator.app.session import Session
from annotator.core.messages import QT_TRANSLATE_NOOP
from annotator.core.model import Annotator, AnnotatorKind
from annotator.core.shown import one_line
from annotator.ui.dialog_fields import Choice
from annotator.ui.dialog_parts import Sheet, add_row, button, form, quiet
from annotator.ui.field_row import in_row
from annotator.ui.import_table import ImportTable
from annotator.ui.theme import Theme
from annotator.workflows.importing import Reading

_KINDS = {
    AnnotatorKind.PERSON: QT_TRANSLATE_NOOP("ImportChoices", "a person"),
    AnnotatorKind.MACHINE: QT_TRANSLATE_NOOP("ImportChoices", "a machine"),
    AnnotatorKind.GOLD: QT_TRANSLATE_NOOP("ImportChoices", "gold"),
}
_GOLD = "gold"
_WIDTH = 680
_AS_SAID, _NEW = "said", "new"


class Whose(NamedTuple):
    """A layer by its name and kind."""

    name: str
    kind: str


class ImportChoices(Sheet):
    """Shows the files of a run that has asked, and lets it go on or cancels it."""

    def __init__(
        self, run: ImportRun, looked: Looked, session: Session, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, "importDialog", parent)
        self.set_title(self.tr("Import"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._run = run
        self._looked = looked
        self._person = session.at_work.name if session.at_work else ""
        self.line = quiet("", theme)
        self.table = ImportTable(looked.files, theme)
        self.layer = Choice(theme)
        self.name = QLineEdit()
        self.kind = Choice(theme)
        self.column = Choice(theme)
        self._fill(session)
        self._build()
        self.table.changed.connect(self._show_state)
        self.layer.currentIndexChanged.connect(self._show_state)
        self.name.textChanged.connect(self._show_state)
        self._show_state()
        run.done.connect(self.close)

    def reading(self) -> Reading:
        """How the files are read, by what is chosen now."""
        taken, column = self.table.taken, self.column.currentData()
        chosen = {found.source.path: name for found, name in taken}
        columns = {found.source.path: column for found, _ in taken if column in found.columns}
        whose = self._whose()
        if whose is None:
            return Reading(default=self._person, chosen=chosen, columns=columns)
        return Reading("", whose.name, AnnotatorKind(whose.kind), chosen=chosen, columns=columns)

    def accept(self) -> None:
        """Lets the import go on."""
        if not self.import_button.isEnabled():
            return
        files, reading = [found.source for found, _ in self.table.taken], self.reading()
        super().accept()
        self._run.go_on(files, self._looked.problems, reading)

    def reject(self) -> None:
        """Nothing is imported."""
        super().reject()
        if not self._run.is_over:
            self._run.cancel()

    def _fill(self, session: Session) -> None:
        said = self.tr("As the files say")
        if self._person:
            said = self.tr("As the files say, else {name}").format(name=one_line(self._person))
        self.layer.addItem(said, _AS_SAID)
        known = session.project.people.with_part(besides=session.at_work) if session.project else []
        me = session.at_work.id if session.at_work else 0
        for annotator in sorted(known, key=lambda each: (each.id != me, list(AnnotatorKind).index(_kind(each)))):
            self.layer.addItem(self._title(annotator, me), Whose(annotator.name, annotator.kind))
        if not any(annotator.kind == AnnotatorKind.GOLD for annotator in known):
            self.layer.addItem(self.tr("Gold"), Whose(_GOLD, AnnotatorKind.GOLD))
        self.layer.addItem(self.tr("A new layer…"), _NEW)
        for kind, text in _KINDS.items():
            self.kind.addItem(self.tr(text), str(kind))
        self.name.setPlaceholderText(self.tr("Name"))
        self.column.addItem(self.tr("By its name, which none has"), "")
        for column in self._looked.columns:
            self.column.addItem(one_line(column), column)
        known_text = next((found.text for found in self._looked.files if found.text), "")
        if known_text:
            self.column.setItemText(0, self.tr("By its name: {column}").format(column=one_line(known_text)))

    def _title(self, annotator: Annotator, me: int) -> str:
        if annotator.id == me:
            return self.tr("{name} (you)").format(name=one_line(annotator.name))
        if annotator.kind == AnnotatorKind.MACHINE:
            return self.tr("{name} (machine)").format(name=one_line(annotator.name))
        return one_line(annotator.name)

    def _build(self) -> None:
        self.line.setObjectName("importLine")
        self.body.addWidget(self.line)
        self.body.addWidget(self.table, 1)
        rows = form()
        add_row(rows, self.tr("Annotations go to"), self.layer, "importLayer", self.theme)
        self._new = in_row([self.name, self.kind], stretch=False)
        add_row(rows, self.tr("Whose layer"), self._new, "importNew", self.theme)
        for field, name, text in (
            (self.name, "importName", self.tr("Name of the layer")),
            (self.kind, "importKind", self.tr("Kind of the layer")),
        ):
            field.setObjectName(name)
            field.setAccessibleName(text)
        add_row(rows, self.tr("Column of the text"), self.column, "importColumn", self.theme)
        rows.setRowVisible(self.column, bool(self._looked.columns))
        self._rows = rows
        self.body.addLayout(rows)
        formats = button("importFormat", self.tr("Change format…"), self.theme)
        formats.clicked.connect(self.table.open_formats)
        cancel = button("importCancel", self.tr("Cancel"), self.theme)
        self.import_button = button("importAccept", self.tr("Import"), self.theme, primary=True)
        cancel.clicked.connect(self.reject)
        self.import_button.clicked.connect(self.accept)
        self.add_buttons([formats], [cancel, self.import_button])
        self.setMinimumWidth(_WIDTH)
        self.resize(self.sizeHint())
        self.table.setFocus()

    def _whose(self) -> Whose | None:
        """Whose layer the annotations become, whatever the files say; None when the files decide."""
        chosen = self.layer.currentData()
        if chosen == _AS_SAID:
            return None
        return Whose(" ".join(self.name.text().split()), self.kind.currentData()) if chosen == _NEW else Whose(*chosen)

    def _show_state(self) -> None:
        taken = self.table.taken
        self._rows.setRowVisible(self._new, self.layer.currentData() == _NEW)
        whose = self._whose()
        self.import_button.setEnabled(bool(taken) and (whose is None or bool(whose.name)))
        parts = [self.tr("%Ln file(s). Formats were recognised by what the files hold.", "", len(self._looked.files))]
        if len(taken) < len(self._looked.files):
            parts.append(self.tr("%Ln left out.", "", len(self._looked.files) - len(taken)))
        if whose is not None:
            parts.append(self.tr("A file with several layers keeps them."))
        self.line.setText(" ".join(parts))


def _kind(annotator: Annotator) -> AnnotatorKind:
    return AnnotatorKind(annotator.kind)
