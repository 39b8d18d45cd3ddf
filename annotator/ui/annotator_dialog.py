"""Who annotates: a name, suggested or chosen among those of the project."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from annotator.app.session import Session
from annotator.core.model import AnnotatorKind
from annotator.core.shown import one_line
from annotator.ui.dialog_parts import Sheet, button, plain_label, under
from annotator.ui.theme import XS, M, Theme


class AnnotatorDialog(Sheet):
    """A field for the name, with the project's people to choose from, whose layers can be read too."""

    reading_wanted = Signal(str)
    """The layer of the person of this name is to be read, not worked in."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None) -> None:
        super().__init__(theme, "annotatorDialog", parent)
        self.set_title(self.tr("Who annotates?"))
        explanation = self.tr(
            "Each person has a layer of their own: what you label is kept apart from what others label on the same "
            "articles, so that it can be compared later."
        )
        self.explain(explanation)
        at_work = session.at_work
        people = session.project.people.with_part(AnnotatorKind.PERSON, at_work) if session.project else []
        present = at_work.name if at_work else ""
        self._others = {person.name for person in people if person != at_work}
        self.field = QLineEdit(present)
        self.field.setObjectName("annotatorName")
        self.field.setAccessibleName(self.tr("Your name"))
        self.field.setPlaceholderText(self.tr("Your name"))
        self.field.setMaxLength(80)
        label = plain_label(self.tr("Your name"))
        label.setBuddy(self.field)
        self.body.addLayout(under(label, self.field))
        self.people = QListWidget()
        self._list_people([person.name for person in people], present)
        self._finish()

    @property
    def name(self) -> str:
        """The name in the field, without superfluous blanks."""
        return " ".join(self.field.text().split())

    def _list_people(self, names: list[str], present: str) -> None:
        self.people.setObjectName("annotatorPeople")
        self.people.setAccessibleName(self.tr("People of this project"))
        for name in names:
            item = QListWidgetItem(one_line(name), self.people)
            item.setData(Qt.ItemDataRole.UserRole, name)
            if name == present:
                self.people.setCurrentItem(item)
        self.people.currentItemChanged.connect(self._take)
        self.people.itemActivated.connect(self.accept)
        row = self.people.fontMetrics().height() + 2 * XS
        self.people.setFixedHeight(min(6, len(names)) * row + M)
        if names:
            self.body.addLayout(under(plain_label(self.tr("People of this project")), self.people))

    def _take(self, item: QListWidgetItem) -> None:
        self.field.setText(item.data(Qt.ItemDataRole.UserRole))

    def _finish(self) -> None:
        cancel = button("annotatorCancel", self.tr("Cancel"), self.theme)
        self.ok = button("annotatorAccept", self.tr("Annotate"), self.theme, primary=True)
        cancel.clicked.connect(self.reject)
        self.ok.clicked.connect(self.accept)
        self.read = button("annotatorRead", self.tr("Only read"), self.theme)
        self.read.setToolTip(self.tr("Shows what this person annotated; nothing can be changed meanwhile"))
        self.read.clicked.connect(self._read)
        self.read.setVisible(bool(self._others))
        self.body.addStretch(1)
        self.add_buttons([self.read], [cancel, self.ok])
        self.field.textChanged.connect(self._look)
        self._look()
        self.setMinimumWidth(440)
        self.field.setFocus()
        self.field.selectAll()

    def _look(self) -> None:
        self.ok.setEnabled(bool(self.name))
        self.read.setEnabled(self.name in self._others)

    def _read(self) -> None:
        self.reject()
        self.reading_wanted.emit(self.name)
