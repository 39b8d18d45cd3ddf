"""The open project, the person at work and the document on screen: the one road that every edit takes.

Views call acts (`app/acts.py`), acts make edits, `Session.apply` commits them and says what changed. Memory follows the
committed edit, never runs ahead of it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from annotator.app.open_document import OpenDocument
from annotator.core import edits
from annotator.core.edits import Edit
from annotator.core.errors import AnnotatorError, RefusedError
from annotator.core.model import Annotator, AnnotatorKind, Answer, Label, Scope, Span
from annotator.storage.connection import writing_errors
from annotator.storage.gate import reading_errors
from annotator.storage.project import Project

_log = logging.getLogger(__name__)

_LEAVES_DOUBT = ("project.write-failed", "project.full", "project.replaced", "edit.stale")
"""After these the file may hold something else than memory: SQLite may have stored what it could not promise."""


_HELD = ("project.locked", "project.locked-elsewhere")
"""Why a project that could be written is only read here."""


class Session(QObject):
    """What is open, and the signals by which everything else keeps up with it."""

    project_changed = Signal()
    """Another project is open, or none."""
    person_changed = Signal()
    """Somebody else annotates now; states, counts and spans are theirs."""
    document_opened = Signal()
    """Another document is on screen, or none."""
    document_closing = Signal()
    """The document on screen is about to go; what belongs to it should be kept now."""
    changed = Signal(object)
    """An Edit was committed."""
    committed = Signal(str, object)
    """How it came about, "apply", "undo" or "redo", and the Edit; after `changed`."""
    suggested = Signal(int, object)
    """A machine has written spans for a document (number, spans)."""
    guard_changed = Signal()
    """Another share of the articles hides its suggestions."""
    words_found = Signal()
    """The words of the document on screen are known."""
    will_change_much = Signal(str)
    """A "bulk" act or an "import" is about to be written; what is there now can still be kept."""
    failed = Signal(object)
    """Something a person asked for did not happen (AnnotatorError)."""
    writing = Signal(int, int)
    """A long edit is being written: how much of it is done, of how much. Who shows it paints at once."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.project: Project | None = None
        self.person: Annotator | None = None
        """Whose layer is open."""
        self.reader: Annotator | None = None
        """The person at work while the layer of somebody else is read, in which nothing changes meanwhile."""
        self.document: OpenDocument | None = None
        self._held: AnnotatorError | None = None
        """Who has the project that is only read here."""
        self.labels: list[Label] = []
        """The whole label set; what can be put on a span, between spans or on a document is told apart below."""
        self._by_id: dict[int, Label] = {}
        self._of_scope: dict[Scope, list[Label]] = {scope: [] for scope in Scope}

    def open_project(self, project: Project, person: str) -> None:
        """Puts an open project in place of the present one, with `person` at work in it.

        Raises ProjectError, having closed it, when it cannot be read.
        """
        self.close_project()
        try:
            with reading_errors(project.path):
                self._take(project, person)
        except BaseException:
            self.project = self.person = None
            project.close()
            raise
        self.project_changed.emit()

    def close_project(self) -> None:
        """Closes the document and the project, if any."""
        if self.project is None:
            return
        self.close_document()
        self.project.close()
        self.project = None
        self.person = self.reader = None
        self._held = None
        self.project_changed.emit()

    def set_person(self, name: str) -> None:
        """Lets somebody else annotate; each person has a layer of their own."""
        open_now = self.document.id if self.document else None
        self.close_document()
        self._set_person(name)
        self.person_changed.emit()
        if open_now is not None:
            self.open_document(open_now)

    def read_layer(self, name: str) -> None:
        """Shows somebody else's layer at the same place of the same article, to be read; one's own name ends that.

        Raises RefusedError("annotator.unknown").
        """
        if self.project is None:
            return
        whose, at_work = self.project.people.find(name), self.at_work
        self.document_closing.emit()
        self.reader = None if whose == at_work else at_work
        self.person = whose
        self.reread()
        if self.document is not None and self.document.annotator != whose.id:
            self.document = None  # it could not be read; the layer that was open must not be taken for this one
            self.document_opened.emit()
        self.person_changed.emit()

    def rename_person(self, name: str) -> None:
        """Gives the person at work another name; when somebody of that name is there already, that one goes on."""
        if self.reader is not None:
            self.read_layer(self.reader.name)
        if self.project is None or self.person is None or name == self.person.name:
            return
        if any(other.name == name for other in self.project.people.all(AnnotatorKind.PERSON)):
            self.set_person(name)
        elif self.apply(edits.rename_annotator(self.person, name)):
            self.person_changed.emit()

    def open_document(self, key: int) -> None:
        """Shows a document of the project."""
        if self.project is None or self.person is None or (self.document and self.document.id == key):
            return
        self.document_closing.emit()
        try:
            with reading_errors(self.project.path):
                document = self.project.documents.get(key)
                self.document = OpenDocument(self.project, document, self.person.id)
        except AnnotatorError as error:
            self.failed.emit(error)
            return
        self.document_opened.emit()

    def close_document(self) -> None:
        """Shows no document."""
        if self.document is not None:
            self.document_closing.emit()
            self.document = None
            self.document_opened.emit()

    @property
    def at_work(self) -> Annotator | None:
        """The person who annotates, also while they read somebody else's layer."""
        return self.reader or self.person

    @property
    def is_writable(self) -> bool:
        """Whether what is open can be changed: the project, and one's own layer of it."""
        return self.project is not None and self.project.writable and self.reader is None

    @property
    def span_labels(self) -> list[Label]:
        """The labels for spans, in the order of the set."""
        return self._of_scope[Scope.SPAN]

    @property
    def relation_labels(self) -> list[Label]:
        """The labels for relations, in the order of the set."""
        return self._of_scope[Scope.RELATION]

    @property
    def document_labels(self) -> list[Label]:
        """The labels for whole documents, in the order of the set."""
        return self._of_scope[Scope.DOCUMENT]

    def label(self, key: int) -> Label | None:
        """The label with this number."""
        return self._by_id.get(key)

    def apply(self, edit: Edit, is_dealt_with: Callable[[AnnotatorError], bool] | None = None) -> bool:
        """Commits an edit of the person at work; False when it failed, after saying why.

        The relations of spans that the edit takes away go with them. Nothing is said of a refusal that the caller deals
        with, who is asked first.
        """
        project, person = self.project, self.at_work
        if project is None or person is None or not self._may_write(edit.name):
            return False
        key = person.id

        def write() -> Edit:
            whole = project.annotations.with_relations(edit)
            if edit.name != "import" and whole.is_bulk:
                self.will_change_much.emit("bulk")
            project.journal.apply(whole, key)
            return whole

        return self._run("apply", write, is_dealt_with) is not None

    def undo(self) -> Edit | None:
        """Takes back this person's last edit, going to the document it was in."""
        return self._step("undo")

    def redo(self) -> Edit | None:
        """Does again what was taken back last."""
        return self._step("redo")

    def next_step(self, step: str) -> Edit | None:
        """The edit that "undo" or "redo" is about, for the menu."""
        if self.project is None or self.person is None:
            return None
        return self.project.journal.next(step, self.person.id)

    def refuse(self, error: AnnotatorError) -> None:
        """Says why something that was asked for is not done; where somebody else has the project, who that is."""
        if self.project is not None and not self.project.writable and not self.is_of_another(error):
            if error.code in _HELD:
                self._held = error
            elif error.code == "project.read-only" and self._held is not None:
                error = self._held
        self.failed.emit(error)

    def is_of_another(self, error: AnnotatorError) -> bool:
        """Whether an error names another file than the open project, which is as saved as before."""
        project, path = self.project, error.values.get("path")
        return project is not None and path is not None and path != project.path

    def take_suggestions(self, document: int, spans: list) -> None:  # type: ignore[type-arg]
        """Tells everybody what a machine has just written."""
        self.exchange_suggestions(document, [], spans)

    def drop_suggestions(self, document: int, spans: list[Span]) -> None:
        """Tells everybody what has just been taken out of a machine's layer."""
        self.exchange_suggestions(document, spans, [])

    def exchange_suggestions(self, document: int, gone: list[Span], new: list[Span]) -> None:
        """Tells everybody, in one step, what has just been taken out of machines' layers and what was written there."""
        if self.document is not None and self.document.id == document:
            for span in gone:
                self.document.follow(edits.remove_span(span))
            if new:
                self._take_answers(self.document)
                self.document.add_machine_spans(new)
        self.suggested.emit(document, [*gone, *new])

    def exchange_rejections(self, document: int, gone: list[Answer], new: list[Answer]) -> None:
        """Tells everybody which rejections went or came along with one that was undone or done again."""
        spans: list[Span] = []
        if self.document is not None and self.document.id == document:
            self.document.follow(edits.answering(Edit("suggestion.reject", ()), new, gone))
            for answer in (*gone, *new):
                near = self.document.machine_spans.between(answer.start, answer.end)
                triple = (answer.start, answer.end, answer.label)
                spans += [span for span in near if (span.start, span.end, span.label) == triple]
        self.suggested.emit(document, spans)

    def follow_guard(self) -> None:
        """Takes over another share of guarded articles (see `app/guard_share.py`)."""
        if self.document is not None and self.project is not None:
            was_hidden = self.document.hides_suggestions
            self.document.ask_guard(self.project)
            self._show_or_hide(was_hidden)
        self.guard_changed.emit()

    def take_words(self, document: int, words: list[tuple[int, int]]) -> None:
        """Keeps the words of the document on screen; those of another are forgotten."""
        if self.document is not None and self.document.id == document:
            self.document.words = words
            self.words_found.emit()

    def reread(self) -> None:
        """Reads the document on screen again from the file, when its state is in doubt or another program wrote to it.

        What was read last stays where the file cannot be read either.
        """
        if self.document is None or self.project is None or self.person is None:
            return
        words = self.document.words
        try:
            with reading_errors(self.project.path):
                self._read_labels()
                document = OpenDocument(self.project, self.project.documents.get(self.document.id), self.person.id)
        except AnnotatorError as error:
            _log.warning("not read again: %s", error)
            return
        self.document = document
        self.document.words = words
        self.document_opened.emit()

    def _step(self, step: str) -> Edit | None:
        project, person = self.project, self.person
        if project is None or person is None or not self._may_write(step):
            return None
        return self._run(step, lambda: getattr(project.journal, step)(person.id))

    def _may_write(self, name: str) -> bool:
        """While somebody else's layer is read, only an import that was begun before lands; the rest is refused."""
        if self.reader is None or self.person is None or name == "import":
            return True
        self.refuse(RefusedError("annotator.reading", name=self.person.name))
        return False

    def _run(
        self, step: str, write: Callable[[], Edit | None], is_dealt_with: Callable[[AnnotatorError], bool] | None = None
    ) -> Edit | None:
        try:
            with writing_errors():
                edit = write()
        except AnnotatorError as error:
            _log.warning("not saved: %s", error)
            if is_dealt_with is not None and is_dealt_with(error):
                return None
            self.refuse(error)
            if error.code in _LEAVES_DOUBT:
                self.reread()
            return None
        if edit is not None:
            self._follow(edit)
            self.committed.emit(step, edit)
        return edit

    def _follow(self, edit: Edit) -> None:
        was_hidden = self.document is not None and self.document.hides_suggestions
        if self.document is not None:
            self.document.follow(edit)
        if edit.rows("label"):
            self._read_labels()
        for change in edit.rows("annotator"):
            if self.person is not None and change.key == self.person.id and change.after:
                self.person = Annotator.from_row(change.after)
        self.changed.emit(edit)
        self._show_or_hide(was_hidden)

    def _show_or_hide(self, was_hidden: bool) -> None:
        """Tells everybody when the suggestions of the document on screen came out of hiding or went into it."""
        if self.document is not None and self.document.hides_suggestions != was_hidden:
            self.suggested.emit(self.document.id, self.document.machine_spans.all)

    def _take_answers(self, document: OpenDocument) -> None:
        """Takes over the answers that came with what a machine has written (see `Annotations.add_run_spans`)."""
        if self.project is not None:
            for answer in self.project.annotations.answers(document.id, document.annotator):
                document.answers.setdefault((answer.start, answer.end, answer.label), answer)

    def _take(self, project: Project, person: str) -> None:
        self.project = project
        project.journal.tell = self.writing.emit
        self._read_labels()
        self._set_person(person)

    def _read_labels(self) -> None:
        self.labels = self.project.labels.all() if self.project else []
        self._by_id = {label.id: label for label in self.labels}
        self._of_scope = {scope: [label for label in self.labels if label.scope == scope] for scope in Scope}

    def _set_person(self, name: str) -> None:
        self.reader = None
        if self.project is None:
            return
        people = self.project.people.all(AnnotatorKind.PERSON)
        known = next((person for person in people if person.name == name), None)
        if known is None and not self.project.writable:
            known = people[0] if people else Annotator(0, "", name, AnnotatorKind.PERSON)
        self.person = known or self.project.people.ensure(name)
