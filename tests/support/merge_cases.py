"""Projects that two people have gone on with apart: what hypothesis does to a copy, and what a project says."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from annotator.core import edits
from annotator.core.edits import change_labels
from annotator.core.exchange import AnnotatedDocument
from annotator.core.ids import new_uid
from annotator.core.model import (
    Annotator,
    Answer,
    AnswerKind,
    Assignment,
    DocumentLabel,
    Label,
    NewDocument,
    Relation,
    Scope,
    Span,
    State,
)
from annotator.storage.project import Project
from annotator.workflows import setup
from annotator.workflows.reading import Reader

TEXTS = (
    "Chị Mai gặp ông Trần Văn Mẫu ở Huế.",
    "Mưa lớn ở Đà Nẵng 🌧; trường nghỉ học.",
    "Bão số 5 vào Nghệ An.\nDân làng Sen đi sơ tán.",
)
PEOPLE = ("Lan", "Minh")

Act = tuple[Any, ...]
_NUMBER = st.integers(0, 99)
ACTS = st.lists(
    st.tuples(
        st.sampled_from(
            ("span", "span", "span", "delete", "move", "relabel", "note", "attribute", "relation", "unrelate", "topic",
             "untopic", "answer", "state", "seconds", "remove", "article", "undo")
        ),
        st.sampled_from(PEOPLE), _NUMBER, _NUMBER, _NUMBER,
    ),
    max_size=12,
)  # fmt: skip
"""What is done to a project: the act, who does it, and numbers that say where and how."""


def base(path: Path) -> None:
    """The project that both begin with: three articles, Lan and Minh, labels for all scopes."""
    project = setup.new_project(str(path), PEOPLE[0])
    project.people.ensure(PEOPLE[1])
    more = [("LIVES", Scope.RELATION), ("NEWS", Scope.DOCUMENT)]
    labels = [
        Label(project.store.next_id("label"), new_uid(), name, "", "", "#112233", "", "", "", 90 + n, scope)
        for n, (name, scope) in enumerate(more)
    ]
    project.journal.apply(change_labels([(None, label) for label in labels], "label.add", label=""), None)
    add_articles(project, TEXTS)
    project.close()


def add_articles(project: Project, texts: Sequence[str]) -> list[int]:
    """Puts texts into a project as an import does."""
    batch = project.documents.begin_batch("test")
    keys = project.documents.add(batch, [NewDocument(f"{text[:9]}.txt", text, text[:9]) for text in texts])
    row = project.documents.batch(batch)
    assert row is not None
    project.journal.apply(edits.show_batch(batch, row, {**row, "state": "visible"}, len(keys)), None)
    return keys


@contextmanager
def opened(path: Path) -> Iterator[Project]:
    project = Project.open(str(path))
    try:
        yield project
    finally:
        project.close()


def gone_on(source: Path, target: Path, acts: Sequence[Act]) -> Path:
    """A copy of a project, changed by acts; those that have nothing to act on do nothing."""
    shutil.copyfile(source, target)
    with opened(target) as project:
        for act in acts:
            _Hand(project, act).act()
    return target


class _Hand:
    """One act of one person."""

    def __init__(self, project: Project, act: Act) -> None:
        self._project = project
        self._name, person, self._a, self._b, self._c = act
        self._person: Annotator = project.people.find(person)
        keys = project.documents.ids()
        self._document = keys[self._a % len(keys)] if keys else 0

    def act(self) -> None:
        if self._name == "undo":
            self._project.journal.undo(self._person.id)
        elif self._document or self._name == "article":
            getattr(self, f"_{self._name}")()

    def _apply(self, edit: edits.Edit | None) -> None:
        if edit is not None and edit.changes:
            self._project.journal.apply(self._project.annotations.with_relations(edit), self._person.id)

    def _one(self, of: Sequence[Any], which: int) -> Any:
        return of[which % len(of)] if of else None

    @property
    def _spans(self) -> list[Span]:
        return self._project.annotations.spans(self._document, self._person.id)

    def _place(self) -> tuple[int, int]:
        length = len(self._project.documents.text(self._document))
        start = self._b % length
        return start, min(length, start + 1 + self._c % 6)

    def _label(self, scope: Scope, which: int) -> Label:
        return self._one(self._project.labels.all(scope), which)

    def _put(self, start: int, end: int, label: int) -> bool:
        return any((span.start, span.end, span.label) == (start, end, label) for span in self._spans)

    def _span(self) -> None:
        (start, end), label = self._place(), self._label(Scope.SPAN, self._c)
        if not self._put(start, end, label.id):
            quote = self._project.documents.text(self._document)[start:end]
            key = self._project.store.next_id("span")
            span = Span(key, new_uid(), self._document, self._person.id, start, end, label.id, quote)
            self._apply(edits.add_span(span, label.name))

    def _delete(self) -> None:
        if (span := self._one(self._spans, self._b)) is not None:
            self._apply(edits.remove_span(span))

    def _move(self) -> None:
        (start, end), span = self._place(), self._one(self._spans, self._c)
        if span is not None and not self._put(start, end, span.label):
            text = self._project.documents.text(self._document)
            self._apply(edits.move_span(span, span.moved(text, start, end)))

    def _relabel(self) -> None:
        label, span = self._label(Scope.SPAN, self._c), self._one(self._spans, self._b)
        if span is not None and not self._put(span.start, span.end, label.id):
            self._apply(edits.relabel_span(span, label))

    def _note(self) -> None:
        if (span := self._one(self._spans, self._b)) is not None:
            self._apply(edits.note_span(span, ("", "chưa chắc", "<b>xem lại</b>")[self._c % 3]))

    def _attribute(self) -> None:
        if (span := self._one(self._spans, self._b)) is not None:
            after = replace(span, attributes={"sure": bool(self._c % 2)})
            self._apply(edits.Edit("span.attributes", (edits.change(span, after),), self._document, {"quote": ""}))

    def _relation(self) -> None:
        spans, label = self._spans, self._label(Scope.RELATION, 0)
        if len(spans) < 2:
            return
        source, target = spans[self._b % len(spans)], spans[self._c % len(spans)]
        here = self._project.annotations.relations(self._document, self._person.id)
        if source is not target and not any((each.source, each.target) == (source.id, target.id) for each in here):
            relation = Relation(self._project.store.next_id("relation"), new_uid(), self._document, self._person.id,
                                source.id, target.id, label.id)  # fmt: skip
            self._apply(edits.Edit("relation.add", (edits.change(None, relation),), self._document))

    def _unrelate(self) -> None:
        here = self._project.annotations.relations(self._document, self._person.id)
        if (relation := self._one(here, self._b)) is not None:
            self._apply(edits.Edit("relation.delete", (edits.change(relation, None),), self._document))

    def _topic(self) -> None:
        if not self._project.annotations.document_labels(self._document, self._person.id):
            key, label = self._project.store.next_id("document_label"), self._label(Scope.DOCUMENT, 0)
            topic = DocumentLabel(key, new_uid(), self._document, self._person.id, label.id)
            self._apply(edits.Edit("document-label.add", (edits.change(None, topic),), self._document))

    def _untopic(self) -> None:
        for topic in self._project.annotations.document_labels(self._document, self._person.id):
            self._apply(edits.Edit("document-label.delete", (edits.change(topic, None),), self._document))

    def _answer(self) -> None:
        (start, end), label = self._place(), self._label(Scope.SPAN, 0)
        given = self._project.annotations.answers(self._document, self._person.id)
        if not any((each.start, each.end, each.label) == (start, end, label.id) for each in given):
            kind = str(list(AnswerKind)[self._c % 4])
            key = self._project.store.next_id("answer")
            answer = Answer(key, self._document, self._person.id, start, end, label.id, kind)
            self._apply(edits.reject(answer, "", label.name))

    def _state(self) -> None:
        before = self._project.annotations.assignment(self._document, self._person.id)
        state = str(list(State)[1 + self._b % 3])
        if before is not None and before.state == State.NEW:
            before = None
        key = before.id if before else self._project.store.next_id("assignment")
        seconds = before.seconds if before else 0.0
        after = Assignment(key, self._document, self._person.id, state, seconds)
        if before != after:
            self._apply(edits.set_state(before, after))

    def _seconds(self) -> None:
        self._project.annotations.add_seconds(self._document, self._person.id, float(self._b))

    def _remove(self) -> None:
        self._apply(edits.remove_document(self._project.documents.get(self._document)))

    def _article(self) -> None:
        add_articles(self._project, [f"Bài mới số {self._a % 4} ở Huế."])


def contents(project: Project) -> dict[str, AnnotatedDocument]:
    """The articles by their texts, with all layers, free of row numbers; what spans are accepted from is no matter."""
    found = Reader(project, project.people.all()).all()
    return {each.text: replace(each, id=None, annotations=tuple(map(_plain, each.annotations))) for each in found}


def _plain(layer: Any) -> Any:
    """A layer in an order of its own, with its relations by the spans they run between."""
    spans = layer.spans
    links = sorted(
        (spans[link.source].start, spans[link.source].end, spans[link.source].label, spans[link.target].start,
         spans[link.target].end, spans[link.target].label, link.label)
        for link in layer.relations
    )  # fmt: skip
    return (
        layer.annotator, layer.kind, layer.state, layer.seconds,
        tuple(sorted((m.start, m.end, m.label, m.quote, m.uid, m.note, tuple(sorted(m.attributes.items())))
                     for m in spans)),
        tuple(links), tuple(sorted(topic.label for topic in layer.document_labels)),
        tuple(sorted((a.start, a.end, a.label, a.answer) for a in layer.answers)),
    )  # fmt: skip


__all__ = ["ACTS", "TEXTS", "add_articles", "base", "contents", "gone_on", "opened"]
