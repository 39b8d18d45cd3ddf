"""What befalls a project file, and what comes into it and goes out: import, export, split, backup, crash."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import hypothesis.strategies as st
import machine_content
from hypothesis.stateful import precondition, rule
from machine_base import Base, Crash, range_in
from machine_content import Content
from machine_model import Model, Row, place
from machine_texts import texts
from machine_watch import examine, rows_of

from annotator.core import edits
from annotator.core.edits import Edit
from annotator.core.exchange import AnnotatedDocument
from annotator.core.ids import new_uid
from annotator.core.model import Scope, Span
from annotator.core.shares import Recipe
from annotator.storage import backup, restoring, splits
from annotator.storage.backup import Reason
from annotator.storage.project import Project
from annotator.workflows import exporting, importing, merging, splitting
from annotator.workflows.checking import check
from annotator.workflows.exporting import Request
from annotator.workflows.importing import Importer, Prepared
from annotator.workflows.selection import Selection

_SOME_TEXTS = st.lists(texts, min_size=1, max_size=3)
_SHARES, _SEED = (60, 20, 20), 7
_OF_LAYERS = ("span", "relation", "document_label", "answer", "assignment")


class Files(Base):
    """The rules of files."""

    def __init__(self) -> None:
        super().__init__()
        self.exported: list[tuple[str, Content]] = []
        self.backed_up: tuple[str, Model] | None = None
        self.copies: list[str] = []

    # What comes in

    def import_all(self, found: Sequence[str]) -> None:
        """Imports texts as files, in one go; those that are there already are left out."""
        paths = []
        for n, text in enumerate(found):
            paths.append(self.new_path(f"tin {n}.txt"))
            Path(paths[-1]).write_bytes(text.encode())
        new = [text for text in dict.fromkeys(found) if text not in self._seen_texts()]
        outcome: list[importing.Outcome] = []
        if self.happens(lambda: outcome.append(importing.run(self.project, paths))):
            assert outcome[0].articles == len(new), "how many articles came in"
            assert not [problem for problem in outcome[0].problems if not problem.is_notice]
            self._take_over(outcome[0].edit, new, self.model.last_at_work())
        elif not new:
            self.adopt([])

    def _seen_texts(self) -> list[str]:
        return [self.model.texts[key] for key in self.model.visible()]

    def _take_over(self, edit: Edit | None, new: Sequence[str], annotator: int | None) -> list[Row]:
        """The model takes over what an import of texts has brought."""
        assert (edit is not None) == bool(new)
        if edit is None:
            return []
        rows = self.adopt(["batch", "document", "furniture"])
        came = [self.model.texts[row["id"]] for row in rows if "title_key" in row]
        assert came == list(new), "the texts that came in"
        self._show(edit, annotator)
        return rows

    def _show(self, edit: Edit, annotator: int | None) -> None:
        """The edit that shows what came in: its batch was unseen before."""
        (shown,) = edit.rows("batch")
        assert shown.before is not None
        assert shown.after is not None
        self.model.put("batch", dict(shown.before))
        self.model.settle()
        self.model.put("batch", dict(shown.after))
        self.model.commit(annotator, edit.name)

    @precondition(lambda self: len(self.model.visible()) < 6)
    @rule(data=st.data())
    def import_something(self, data: st.DataObject) -> None:
        """Texts come in."""
        self.one(data, [self.import_texts, self.import_in_pieces])(data)

    def import_texts(self, data: st.DataObject) -> None:
        self.import_all(data.draw(_SOME_TEXTS))

    def import_in_pieces(self, data: st.DataObject) -> None:
        """An import of short transactions: nobody sees any of it before its last one, however it ends."""
        person, new = self.one(data, self.model.people()), []
        found, end = data.draw(_SOME_TEXTS), data.draw(st.sampled_from(["", "crash", "cancel"]))
        importer = Importer(self.project)
        importer.begin("in pieces")
        for n, text in enumerate(found):
            if text not in [*self._seen_texts(), *new]:
                new.append(text)
            importer.take([Prepared(f"{n}.txt", AnnotatedDocument(f"{n}.txt", text, "Tin"))])
            assert self.project.documents.ids() == self.model.visible(), "an import is seen before it is finished"
        if end == "cancel":
            assert importer.cancel()
        elif end == "crash":
            crash = Crash(self.project.path, self.new_path())
            crash.take()
            self.go_on_from(crash)
            assert self.project.documents.ids() == self.model.visible(), "an import that was cut short is seen"
            self.project.documents.sweep()
        else:
            edit = importer.finish()
            if edit is not None:
                self.project.journal.apply(edit, person)
            self._take_over(edit, new, person)

    # What goes out

    def _is_plain(self) -> bool:
        """Whether no text is there twice: then texts can stand for articles."""
        found = self._seen_texts()
        return bool(found) and len(set(found)) == len(found)

    @precondition(_is_plain)
    @rule(data=st.data())
    def exchange(self, data: st.DataObject) -> None:
        """A file of all layers goes out, or one that went out comes in, or somebody's copy does."""
        acts = [self.export, self.merge] + [self.import_into_another, self.import_back] * bool(self.exported)
        self.one(data, acts)(data)

    def export(self, _data: st.DataObject) -> None:
        """All layers go into a file, which says what the model says."""
        path = self.new_path("news.jsonl")
        exporting.export(Request(self.project.path, path, "jsonl", Selection(all_layers=True)), segmenter=_words)
        content = machine_content.of_file(path)
        assert content == machine_content.of_model(self.model), "an exported file"
        self.exported.append((path, content))

    def import_into_another(self, data: st.DataObject) -> None:
        """A file of all layers makes the same project somewhere else."""
        path, content = self.one(data, self.exported)
        other = Project.create(self.new_path())
        try:
            importing.run(other, [path])
            assert machine_content.of_model(_model_of(other)) == content, "another project is not the same"
            assert not check(other)
        finally:
            other.close()

    def import_back(self, data: st.DataObject) -> None:
        """A file of all layers comes back into the project that it is from: what is missing here comes with it."""
        path, content = self.one(data, self.exported)
        expected = machine_content.together(machine_content.of_model(self.model), content)
        edit = importing.run(self.project, [path]).edit
        after = _model_of(self.project)
        assert machine_content.of_model(after) == expected, "what was imported"
        self._follow_import(edit, after)

    def merge(self, data: st.DataObject) -> None:
        """Somebody's copy, perhaps with work in it, comes back: nothing here is lost by it, and twice is once."""
        if not self.copies:
            self.save_copy(data)
        path = self.one(data, self.copies)
        added = self._work_elsewhere(data, path) if data.draw(st.booleans()) else None
        here = machine_content.of_model(self.model)
        edit = merging.merge(self.project, path).edit
        after = _model_of(self.project)
        now = machine_content.of_model(after)
        assert not machine_content.lost(here, now), "a merge takes something away"
        if added is not None:
            text, kind, where = added
            layers = [layer["spans"] for (_, whose), layer in now[text]["layers"].items() if whose == kind]
            assert any(where in spans for spans in layers), "what somebody did elsewhere does not come"
        self._follow_import(edit, after)
        assert merging.merge(self.project, path).edit is None, "merging twice"

    def _work_elsewhere(self, data: st.DataObject, path: str) -> tuple[str, str, Any] | None:
        """Somebody adds a span to a copy; gives what must come of it: text, kind of annotator, place."""
        copy = Project.open(path)
        try:
            model, labels = _model_of(copy), copy.labels.all(Scope.SPAN)
            mine = [key for key in model.visible() if model.texts[key] in self._seen_texts()]
            if not mine or not labels:
                return None
            document, person = self.one(data, mine), self.one(data, model.people())
            start, end = range_in(data, model.texts[document])
            quote, label = model.texts[document][start:end], labels[0]
            if (start, end, label.id) in set(map(place, model.layer("span", document, person))):
                return None
            span = Span(copy.store.next_id("span"), new_uid(), document, person, start, end, label.id, quote)
            copy.journal.apply(edits.add_span(span, label.name), person)
            kind = model.rows["annotator", person]["kind"]
        finally:
            copy.close()
        return model.texts[document], kind, (start, end, label.name)

    def _follow_import(self, edit: Edit | None, after: Model) -> None:
        """The model takes over an import with layers: what its edit writes can be undone, the rest goes with it."""
        written = {(change.table, change.key) for change in edit.changes} if edit else set()
        new = {key: row for key, row in after.rows.items() if self.model.rows.get(key) != row}
        shown = [row["id"] for (table, _), row in new.items() if table == "batch"]
        for (table, key), row in new.items():
            if (table, key) not in written:
                assert table == "annotator" or self._comes_with(shown, after, table, row), (table, row)
                self.model.put(table, row)
        self.model.texts = after.texts
        self.model.seconds = after.seconds
        for number in shown:
            self.model.put("batch", {**after.rows["batch", number], "state": "pending"})
        self.model.settle()
        for table, key in written:
            self.model.put(table, after.rows[table, key])
        if edit is not None:
            self.model.commit(self.model.last_at_work(), edit.name)

    @staticmethod
    def _comes_with(shown: Sequence[int], after: Model, table: str, row: Row) -> bool:
        """Whether a row belongs to an article that came with an import."""
        document = row["id"] if table == "document" else row.get("document", 0)
        return ("document", document) in after.rows and after.rows["document", document]["batch"] in shown

    def split(self, _data: st.DataObject) -> None:
        """Articles are dealt out; what was dealt out stays where it is."""
        plan = splitting.plan(self.project, _SHARES, _SEED)
        visible = set(self.model.visible())
        assert plan.parts.keys() | {out.key for out in plan.left_out} == visible, "the articles of a split"
        for key, part in plan.parts.items():
            assert self.model.parts.get(key, part) == part, "an article changes its part"
        splitting.keep(self.project, plan)
        self.model.parts |= plan.parts
        assert splits.parts(self.project.store, Recipe(_SHARES, _SEED)) == self.model.parts, "the parts that are kept"

    # What befalls it

    @rule(data=st.data())
    def befall(self, data: st.DataObject) -> None:
        """What happens to the file as a whole."""
        acts = [self.crash, self.checkpoint, self.reopen, self.back_up, self.save_copy]
        acts += [self.restore] * bool(self.backed_up) + [self.split] * bool(self.model.visible())
        self.one(data, acts)(data)

    def checkpoint(self, _data: st.DataObject) -> None:
        self.project.checkpoint()

    def reopen(self, _data: st.DataObject) -> None:
        self.project.close()
        self.project = Project.open(self.project.path)
        examine(self.project, self.model)

    def crash(self, _data: st.DataObject) -> None:
        """The program dies between two edits."""
        crash = Crash(self.project.path, self.new_path())
        crash.take()
        self.go_on_from(crash)
        examine(self.project, self.model)

    @rule(statement=st.integers(1, 40))
    def die_in_next_edit(self, statement: int) -> None:
        """The program will die in the next edit, before this statement, or right after it."""
        self.armed = statement

    def back_up(self, _data: st.DataObject) -> None:
        made = backup.make(self.project.store.connection, Reason.ASKED)
        self.backed_up = made.path, self.model.copy()

    def restore(self, _data: st.DataObject) -> None:
        """The backup takes the project's place."""
        assert self.backed_up is not None
        path, model = self.backed_up
        self.project.close()
        restoring.restore(self.project.path, path)
        self.project = Project.open(self.project.path)
        self.model = model.copy()
        examine(self.project, self.model)

    def save_copy(self, _data: st.DataObject) -> None:
        """A copy is the same project, and whoever only reads one sees the same."""
        path = self.new_path()
        self.project.save_copy(path)
        copy = Project.open(path, read_only=True)
        try:
            examine(copy, self.model)
        finally:
            copy.close()
        self.copies.append(path)


def _model_of(project: Project) -> Model:
    """A model of rows alone."""
    return Model(*rows_of(project.store.connection))


def _words(text: str) -> list[Any]:
    """No words: JSONL needs none."""
    raise AssertionError(text)
