"""What machines suggest and people answer, and what becomes of labels and of people."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import hypothesis.strategies as st
from hypothesis.stateful import precondition, rule
from machine_acts import Acts, fitting
from machine_model import Row, Triple, place
from machine_texts import names

from annotator.core import bulk_edits, edits, queue_edits
from annotator.core.labels import LabelSpec
from annotator.core.model import Annotator, AnnotatorKind, Answer, AnswerKind, Span
from annotator.storage.annotations import Found

_SCOPES = st.sampled_from(["span", "span", "relation", "document"])
_STRANGERS = st.tuples(st.sampled_from(["Hoà", "Đức"]), st.sampled_from([AnnotatorKind.PERSON, AnnotatorKind.MACHINE]))
_NAMES = st.sampled_from(["Lan", "Lan Anh", "Minh"])
_SCORES = st.none() | st.sampled_from([0.25, 0.5])


class Answers(Acts):
    """The rules of suggestions, labels and people."""

    @precondition(lambda self: self.model.visible() and self.model.labels("span"))
    @rule(data=st.data(), is_anew=st.booleans())
    def suggest(self, data: st.DataObject, is_anew: bool) -> None:
        """A machine goes over an article, anew or on; what was rejected there stays so."""
        document, machine = self.one(data, self.model.visible()), self.one(data, sorted(self.model.machines()))
        if is_anew:
            for row in self.model.layer("span", document, machine):
                self.model.remove("span", row["id"])
            self.project.annotations.begin_run(document, machine)
        found: list[Found] = []
        for _ in range(data.draw(st.integers(2, 4))):
            label = self.one(data, self.model.labels("span"))["id"]
            found.append((*self.range_in(data, document, 4), label, data.draw(_SCORES)))
        found = list({each[:3]: each for each in found}.values())
        known = {place(row) for row in self.model.layer("span", document, machine)}
        expected = {each[:3]: each[3] for each in found if each[:3] not in known}
        rejected = self._rejected_again(document, expected)
        text = self.model.texts[document]
        made = self.project.annotations.add_run_spans(document, machine, text, found)
        self.project.annotations.end_run(document, machine, "1")
        assert {place(span.row()): span.score for span in made} == expected, "what a machine suggests"
        for span in made:
            row = self.new_span(document, machine, span.start, span.end, span.label)
            self.model.put("span", {**row, "id": span.id, "uid": span.uid, "score": span.score, "origin": "machine"})
        self.model.settle()
        answers = self.adopt(["answer"])
        assert {(row["annotator"], place(row)) for row in answers} == rejected, "rejected again"
        assert all(row["answer"] == "rejected" for row in answers)

    def _rejected_again(self, document: int, suggested: Iterable[Triple]) -> set[tuple[int, Triple]]:
        """Who has rejected the words and label of a suggestion elsewhere in the article, and not answered this one."""
        text, found = self.model.texts[document], set()
        given = [row for row in self.model.table("answer") if row["document"] == document]
        answered = {(row["annotator"], place(row)) for row in given}
        for start, end, label in suggested:
            for row in given:
                same = text[row["start"] : row["end"]].split() == text[start:end].split() and row["label"] == label
                if same and row["answer"] == "rejected":
                    found.add((row["annotator"], (start, end, label)))
        return found - answered

    def _waiting(self, skipped: bool) -> list[tuple[int, int, Triple]]:
        """(person, document, range and label) of everything that is open, or skipped."""
        return [
            (person, document, triple)
            for person in self.model.people()
            for document in self.model.visible()
            for triple in sorted(self.model.open_suggestions(document, person, skipped))
        ]

    @precondition(lambda self: self._waiting(False) or self._waiting(True))
    @rule(data=st.data(), kind=st.sampled_from(AnswerKind))
    def answer(self, data: st.DataObject, kind: AnswerKind) -> None:
        """One of the four answers, to one suggestion or several, skipped ones too."""
        waiting = self._waiting(False) + ([] if kind == "skipped" else self._waiting(True))
        if not waiting:
            return
        person = self.one(data, sorted({each[0] for each in waiting}))
        mine = [each[1:] for each in waiting if each[0] == person]
        chosen = data.draw(st.lists(st.sampled_from(mine), min_size=1, max_size=3, unique=True))
        answers = [self.new_answer(document, person, triple, str(kind)) for document, triple in chosen]
        skipped = [
            row
            for document, triple in chosen
            for row in self.model.layer("answer", document, person)
            if place(row) == triple
        ]
        spans = self._taken_over(person, chosen, kind)
        for row in skipped:
            self.model.remove("answer", row["id"])
        for row in spans:
            self.model.put("span", row)
        for row in answers:
            self.model.put("answer", row)
        begun = self.begun(person, [document for document, _ in chosen])
        given, gone = [Answer(**row) for row in answers], [Answer(**row) for row in skipped]
        edit = queue_edits.answer_many(given, [Span(**row) for row in spans], begun, gone, "tin", "LOC")
        self.apply(edit, person)

    def _taken_over(self, person: int, chosen: list[tuple[int, Triple]], kind: AnswerKind) -> list[Row]:
        """The spans that come of it; a corrected one ends one character sooner where it can."""
        found: dict[tuple[int, Triple], Row] = {}
        for document, (start, end, label) in chosen if kind in ("accepted", "corrected") else ():
            stop = end - 1 if kind == "corrected" and end - start > 1 else end
            found[document, (start, stop, label)] = self.new_span(document, person, start, stop, label)
        return [{**row, "origin": "suggestion"} for row in found.values()]

    @precondition(lambda self: any(row["answer"] == "skipped" for row in self.model.table("answer")))
    @rule(data=st.data())
    def ask_again(self, data: st.DataObject) -> None:
        skipped = [row for row in self.model.table("answer") if row["answer"] == "skipped"]
        person = self.one(data, skipped)["annotator"]
        mine = [row for row in skipped if row["annotator"] == person]
        for row in mine:
            self.model.remove("answer", row["id"])
        self.apply(queue_edits.ask_again([Answer(**row) for row in mine]), person)

    @rule(data=st.data())
    def change_labels(self, data: st.DataObject) -> None:
        """One comes, is called otherwise, goes with all that carries it, or goes into another."""
        acts = [self.add_label] + [self.rename_label, self.remove_label] * bool(self.model.table("label"))
        self.one(data, acts + [self.merge_labels] * (len(self.model.labels("span")) > 1))(data)

    def add_label(self, data: st.DataObject) -> None:
        name, scope = data.draw(names), data.draw(_SCOPES)
        if name in {row["name"] for row in self.model.labels(scope)}:
            return
        person, position = self.one(data, self.model.people()), len(self.model.table("label"))
        label = LabelSpec(name, scope=scope).as_label(self.project.store.next_id("label"), position)
        self.model.put("label", {**label.row(), "attributes": []})
        self.apply(edits.change_labels([(None, label)], "label.add"), person)

    def rename_label(self, data: st.DataObject) -> None:
        row, person = self.one(data, self.model.table("label")), self.one(data, self.model.people())
        name = data.draw(names)
        if name in {each["name"] for each in self.model.labels(row["scope"])}:
            return
        label = self.label(row["id"])
        self.model.change("label", row["id"], name=name, colour="#123456")
        change = [(label, replace(label, name=name, colour="#123456"))]
        self.apply(edits.change_labels(change, "label.change"), person)

    def remove_label(self, data: st.DataObject) -> None:
        """With everything that carries it, in everybody's layers."""
        row, person = self.one(data, self.model.table("label")), self.one(data, self.model.people())
        label, carriers = self.label(row["id"]), self.project.annotations.of_label(row["id"])
        later = [self.label(each["id"]) for each in self.model.table("label") if each["position"] > row["position"]]
        moved = [(each, replace(each, position=each.position - 1)) for each in later]
        for table in ("relation", "document_label", "span", "answer"):
            for each in self.model.table(table):
                if each["label"] == row["id"]:
                    self.model.remove(table, each["id"])
        for _, after in moved:
            self.model.change("label", after.id, position=after.position)
        self.model.remove("label", row["id"])
        self.apply(edits.remove_label(label, moved, carriers), person)

    def merge_labels(self, data: st.DataObject) -> None:
        """All spans of one label get another, and the first label goes."""
        person = self.one(data, self.model.people())
        gone, kept = data.draw(st.permutations(self.model.labels("span")))[:2]
        changed, needless = [], []
        for row in [each for each in self.model.table("span") if each["label"] == gone["id"]]:
            layer = self.model.layer("span", row["document"], row["annotator"])
            if (row["start"], row["end"], kept["id"]) in set(map(place, layer)):
                needless.append(Span(**row))
                self.model.remove("span", row["id"])
            else:
                changed.append(Span(**row))
                after = {"label": kept["id"], "attributes": fitting(kept, row["attributes"])}
                self.model.change("span", row["id"], **after)
        answers = [Answer(**row) for row in self.model.table("answer") if row["label"] == gone["id"]]
        for answer in answers:
            self.model.remove("answer", answer.id)
        edit = bulk_edits.relabel_many(changed, needless, self.label(kept["id"]))
        edit = edit.also(edits.remove_label(self.label(gone["id"]), [], answers))
        self.model.remove("label", gone["id"])
        self.apply(edit, person)

    @rule(data=st.data())
    def change_people(self, data: st.DataObject) -> None:
        """Somebody comes, or is called otherwise."""
        self.one(data, [self.rename_person] + [self.add_annotator] * (len(self.model.people()) < 5))(data)

    def add_annotator(self, data: st.DataObject) -> None:
        """Somebody appears; nobody who is there already twice."""
        name, kind = data.draw(_STRANGERS)
        known = {(row["name"], row["kind"]) for row in self.model.table("annotator")}
        self.project.people.ensure(name, kind)
        added = [(row["name"], row["kind"]) for row in self.adopt(["annotator"])]
        assert added == [each for each in [(name, str(kind))] if each not in known], "annotators"

    def rename_person(self, data: st.DataObject) -> None:
        row, name = self.model.rows["annotator", self.one(data, self.model.people())], data.draw(_NAMES)
        annotator = Annotator(**row)
        if (name, row["kind"]) in {(each["name"], each["kind"]) for each in self.model.table("annotator")}:
            return
        self.model.change("annotator", row["id"], name=name)
        self.apply(edits.rename_annotator(annotator, name), row["id"])
