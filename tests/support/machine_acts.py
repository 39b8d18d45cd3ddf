"""What a person does to articles: spans, relations, document labels, states, lines, titles; and many at once."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import hypothesis.strategies as st
from hypothesis.stateful import precondition, rule
from machine_base import Base, with_state
from machine_model import Row, place
from machine_texts import notes

from annotator.core import bulk_edits, edits, link_edits
from annotator.core.model import (
    Answer,
    DocumentLabel,
    FurnitureRange,
    Relation,
    Span,
    State,
)
from annotator.core.surfaces import places, surface
from annotator.core.text import line_ranges
from annotator.storage.documents import described

_KINDS = st.sampled_from(["menu", "repeated", "caption", "body", "title"])
_CHOICES = st.sampled_from(["", "nam", "nữ"])
_STATES = st.sampled_from([State.IN_PROGRESS, State.DONE, State.SKIPPED])
_TITLES = st.sampled_from(["Hoà bình ở Đà Nẵng", "Tin vắn", "<img src=x>", "Tin Hà Nội"])


def fitting(label: Row, attributes: dict[str, Any]) -> dict[str, Any]:
    """The attributes that a label's rules permit."""
    rules = {each["name"]: each for each in label["attributes"]}
    return {name: value for name, value in attributes.items() if name not in rules or _permits(rules[name], value)}


def _permits(rule_: Row, value: object) -> bool:
    return value in rule_["values"] if rule_["kind"] == "choice" else isinstance(value, bool)


def _has_spans(machine: Base) -> bool:
    return bool(machine.spans_of_people())


def _has_articles(machine: Base) -> bool:
    return bool(machine.model.visible())


def _can_label(machine: Base) -> bool:
    return bool(machine.model.visible() and machine.model.labels("span"))


class Acts(Base):
    """The rules of one person's work."""

    @precondition(_can_label)
    @rule(data=st.data())
    def add_span(self, data: st.DataObject) -> None:
        person, document = self.one(data, self.model.people()), self.one(data, self.model.visible())
        label = self.one(data, self.model.labels("span"))
        row = self.new_span(document, person, *self.range_in(data, document), label["id"])
        taken = {place(each) for each in self.model.layer("span", document, person)}
        edit = edits.add_span(Span(**row), label["name"]).also(
            *(edits.set_state(*pair) for pair in self.begun(person, [document]))
        )
        self.model.put("span", row)
        if place(row) in taken:
            self.refuse(edit, person, "span.duplicate")
        else:
            self.apply(edit, person)

    @precondition(_has_spans)
    @rule(data=st.data())
    def change_span(self, data: st.DataObject) -> None:
        """Its edges, its label, what is said of it, or all of it."""
        acts = [self.move_span, self.note_span, self.delete_span]
        self.one(data, acts + [self.relabel_span] * _can_label(self))(data)

    def move_span(self, data: st.DataObject) -> None:
        row = self.one(data, self.spans_of_people())
        start, end = self.range_in(data, row["document"])
        text = self.model.texts[row["document"]]
        span = self.project.annotations.span(row["id"])
        assert span is not None
        edit = edits.move_span(span, span.moved(text, start, end))
        taken = {place(each) for each in self.model.layer("span", row["document"], row["annotator"])} - {place(row)}
        self.model.change("span", row["id"], start=start, end=end, quote=text[start:end])
        if (start, end, row["label"]) in taken:
            self.refuse(edit, row["annotator"], "span.duplicate")
        else:
            self.apply(edit, row["annotator"])

    def relabel_span(self, data: st.DataObject) -> None:
        row, label = self.one(data, self.spans_of_people()), self.one(data, self.model.labels("span"))
        span = self.project.annotations.span(row["id"])
        assert span is not None
        edit = edits.relabel_span(span, self.label(label["id"]))
        taken = {place(each) for each in self.model.layer("span", row["document"], row["annotator"])} - {place(row)}
        after = {"label": label["id"], "attributes": fitting(label, row["attributes"])}
        self.model.change("span", row["id"], **after)
        if (row["start"], row["end"], label["id"]) in taken:
            self.refuse(edit, row["annotator"], "span.duplicate")
        else:
            self.apply(edit, row["annotator"])

    def note_span(self, data: st.DataObject) -> None:
        row, note, choice = self.one(data, self.spans_of_people()), data.draw(notes), data.draw(_CHOICES)
        span, label = Span(**row), self.model.rows["label", row["label"]]
        if label["attributes"] and choice:
            attributes = {"giới": choice, "thật": bool(note)}
            self.model.change("span", row["id"], attributes=attributes)
            self.apply(link_edits.set_attributes(span, self.label(label["id"]), attributes), row["annotator"])
        else:
            self.model.change("span", row["id"], note=note)
            self.apply(edits.note_span(span, note), row["annotator"])

    def delete_span(self, data: st.DataObject) -> None:
        row = self.one(data, self.spans_of_people())
        self.model.remove("span", row["id"])
        self.apply(edits.remove_span(Span(**row)), row["annotator"])

    @precondition(lambda self: _has_spans(self) and self.model.labels("relation"))
    @rule(data=st.data())
    def add_relation(self, data: st.DataObject) -> None:
        source = self.one(data, self.spans_of_people())
        home = source["document"], source["annotator"]
        target = self.one(data, self.model.layer("span", *home))
        label = self.one(data, self.model.labels("relation"))
        taken = {(each["source"], each["target"], each["label"]) for each in self.model.layer("relation", *home)}
        triple = source["id"], target["id"], label["id"]
        if source == target:
            return
        names = dict(zip(("source", "target", "label"), triple, strict=True))
        row = self.new_row("relation", document=home[0], annotator=home[1], **names, attributes={})
        edit = link_edits.add_relation(Relation(**row), self.label(label["id"]), Span(**source), Span(**target))
        self.model.put("relation", row)
        if triple in taken:
            self.refuse(edit, home[1], "relation.duplicate")
        else:
            self.apply(edit, home[1])

    @precondition(lambda self: self.model.table("relation"))
    @rule(data=st.data(), act=st.sampled_from(["turn", "remove", "answer"]))
    def change_relation(self, data: st.DataObject, act: str) -> None:
        row = self.one(data, self.model.table("relation"))
        relation, label = Relation(**row), self.label(row["label"])
        if act == "remove":
            self.model.remove("relation", row["id"])
            edit = link_edits.remove_relation(relation, label.name)
        elif act == "answer":
            attributes = {"thật": True} if label.attributes else {}
            self.model.change("relation", row["id"], attributes=attributes)
            edit = link_edits.set_attributes(relation, label, attributes)
        else:
            self.model.change("relation", row["id"], source=row["target"], target=row["source"])
            edit = link_edits.turn_relation(relation, label.name)
            if self.model.broken():
                self.refuse(edit, row["annotator"], "relation.duplicate")
                return
        self.apply(edit, row["annotator"])

    @precondition(_has_articles)
    @rule(data=st.data())
    def change_article(self, data: st.DataObject) -> None:
        """Its state, a line, its title, a label on the whole of it, or all of it."""
        acts = [self.set_state, self.set_kind, self.retitle]
        acts += [self.label_article] * bool(self.model.labels("document"))
        acts += [self.remove_article] * (len(self.model.visible()) > 1)
        self.one(data, acts)(data)

    def label_article(self, data: st.DataObject) -> None:
        """Puts a label on an article, or takes it off."""
        person, document = self.one(data, self.model.people()), self.one(data, self.model.visible())
        label = self.one(data, self.model.labels("document"))
        there = [r for r in self.model.layer("document_label", document, person) if r["label"] == label["id"]]
        if there:
            self.model.remove("document_label", there[0]["id"])
            self.apply(link_edits.remove_document_label(DocumentLabel(**there[0]), label["name"]), person)
        else:
            row = self.new_row("document_label", document=document, annotator=person, label=label["id"])
            self.model.put("document_label", row)
            self.apply(link_edits.add_document_label(DocumentLabel(**row), self.label(label["id"])), person)

    def set_state(self, data: st.DataObject) -> None:
        person, document = self.one(data, self.model.people()), self.one(data, self.model.visible())
        before, state = self.project.annotations.assignment(document, person), data.draw(_STATES)
        number = before.id if before else self.project.store.next_id("assignment")
        row = {"id": number, "document": document, "annotator": person, "state": str(state)}
        self.model.put("assignment", row)
        self.apply(edits.set_state(before, with_state(before, number, (document, person), str(state))), person)

    @precondition(lambda self: self.model.table("assignment"))
    @rule(data=st.data(), seconds=st.sampled_from([1.5, 60.0]))
    def work(self, data: st.DataObject, seconds: float) -> None:
        """Time goes by, which is no edit."""
        row = self.one(data, self.model.table("assignment"))
        home = row["document"], row["annotator"]
        self.model.seconds[home] = self.model.seconds.get(home, 0.0) + seconds
        self.project.annotations.add_seconds(*home, seconds)
        self.project.documents.keep_place(*home, int(seconds))

    def set_kind(self, data: st.DataObject) -> None:
        """Says what a line is."""
        person, document = self.one(data, self.model.people()), self.one(data, self.model.visible())
        start, end = self.one(data, line_ranges(self.model.texts[document]))
        kind = data.draw(_KINDS)
        at = [r for r in self.model.table("furniture") if (r["document"], r["start"]) == (document, start)]
        number = at[0]["id"] if at else self.project.store.next_id("furniture")
        row = {"id": number, "document": document, "start": start, "end": end, "kind": kind, "origin": "person"}
        before = FurnitureRange(**at[0]) if at else None
        self.model.put("furniture", row)
        self.apply(edits.set_kind(before, FurnitureRange(**row)), person)

    def retitle(self, data: st.DataObject) -> None:
        person, document = self.one(data, self.model.people()), self.one(data, self.model.visible())
        before, title = self.project.documents.get(document), data.draw(_TITLES)
        after = described(replace(before, title=title, author=None))
        keys = {name: getattr(after, name) for name in ("title_key", "author_key", "title_folded")}
        self.model.change("document", document, title=title, author=None, **keys)
        self.apply(edits.change_document(before, after), person)

    def remove_article(self, data: st.DataObject) -> None:
        person, document = self.one(data, self.model.people()), self.one(data, self.model.visible())
        self.model.change("document", document, removed=1)
        self.apply(edits.remove_document(self.project.documents.get(document)), person)

    @precondition(lambda self: _has_spans(self) and _can_label(self))
    @rule(data=st.data())
    def act_everywhere(self, data: st.DataObject) -> None:
        """Many places of many articles at once."""
        self.one(data, [self.label_everywhere, self.delete_everywhere])(data)

    def label_everywhere(self, data: st.DataObject) -> None:
        """Labels all occurrences of a span's words in all articles; suggestions that say the same are accepted."""
        row, label = self.one(data, self.spans_of_people()), self.one(data, self.model.labels("span"))
        person, words, machines = row["annotator"], surface(row["quote"]), self.model.machines()
        spans, answers = [], []
        for document in self.model.visible():
            text = self.model.texts[document]
            taken = {place(each) for each in self.model.layer("span", document, person)}
            said = {place(each) for each in self.model.layer("answer", document, person)}
            suggested = {place(each) for who in machines for each in self.model.layer("span", document, who)}
            for start, end in places(text, words):
                assert text[start:end].split() == words.split(), "an occurrence is somewhere else"
                triple = start, end, label["id"]
                if triple in taken:
                    continue
                spans.append(self.new_span(document, person, *triple))
                if triple in suggested - said:
                    answers.append(self.new_answer(document, person, triple, "accepted"))
        if not spans:
            return
        accepted = {(each["document"], place(each)) for each in answers}
        for each in spans:
            is_accepted = (each["document"], place(each)) in accepted
            self.model.put("span", {**each, "origin": "suggestion" if is_accepted else "manual"})
        for each in answers:
            self.model.put("answer", each)
        begun = self.begun(person, [each["document"] for each in spans])
        given = [Answer(**each) for each in answers]
        self.apply(bulk_edits.add_many([Span(**each) for each in spans], label["name"], given, begun), person)

    def new_answer(self, document: int, person: int, triple: tuple[int, int, int], answer: str) -> Row:
        """An answer's row."""
        names = dict(zip(("start", "end", "label"), triple, strict=True))
        number = self.project.store.next_id("answer")
        return {"id": number, "document": document, "annotator": person, **names, "answer": answer}

    def delete_everywhere(self, data: st.DataObject) -> None:
        """Takes away all of a person's spans over the same words."""
        first = self.one(data, self.spans_of_people())
        mine = [row for row in self.spans_of_people() if row["annotator"] == first["annotator"]]
        same = [row for row in mine if surface(row["quote"]) == surface(first["quote"])]
        for row in same:
            self.model.remove("span", row["id"])
        self.apply(bulk_edits.remove_many([Span(**row) for row in same]), first["annotator"])

    @precondition(_has_spans)
    @rule(data=st.data(), fault=st.sampled_from(["stale", "gone", "quote", "outside"]))
    def late_answer(self, data: st.DataObject, fault: str) -> None:
        """An edit computed from what is no longer so, or wrongly, is refused and leaves nothing."""
        row = self.one(data, self.spans_of_people())
        span, text = Span(**row), self.model.texts[row["document"]]
        if fault == "stale":
            edit = edits.note_span(replace(span, note=span.note + "x"), "late")
        elif fault == "gone":
            edit = edits.remove_span(replace(span, id=self.project.store.next_id("span")))
        elif fault == "quote":
            edit = edits.move_span(span, replace(span.moved(text, 0, 1), quote=text[:1] + "x"))
        else:
            edit = edits.move_span(span, replace(span, end=len(text) + 1))
        codes = {"stale": "edit.stale", "gone": "edit.stale", "quote": "span.quote", "outside": "span.outside"}
        self.refuse(edit, row["annotator"], codes[fault])
