from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from annotator.app.acts import Acts
from annotator.app.label_acts import Draft, LabelActs
from annotator.app.link_acts import LinkActs
from annotator.app.open_document import OpenDocument
from annotator.app.session import Session
from annotator.core.attributes import AttributeRule
from annotator.core.errors import AnnotatorError, RefusedError
from annotator.core.labels import LabelSpec, spec_of
from annotator.core.model import AnnotatorKind, Relation, Scope, Span, State
from annotator.storage.project import Project
from annotator.workflows import checking, importing

GENDER = AttributeRule("giới", "choice", ("nam", "nữ"))


class Desk:
    """One person at one article with three spans of their own."""

    def __init__(self, session: Session) -> None:
        self.session, self.acts, self.links = session, Acts(session), LinkActs(session)
        self.refused: list[str] = []
        session.failed.connect(self._failed)
        for place, start in enumerate((0, 20, 40)):
            assert self.acts.add_span(start, start + 10, session.span_labels[place])

    def _failed(self, error: AnnotatorError) -> None:
        self.refused.append(error.code)

    @property
    def document(self) -> OpenDocument:
        assert self.session.document is not None
        return self.session.document

    @property
    def project(self) -> Project:
        assert self.session.project is not None
        return self.session.project

    @property
    def spans(self) -> list[Span]:
        return self.document.spans.all

    @property
    def relations(self) -> list[Relation]:
        """Those in memory, which are those in the file, as are their ends and the document labels."""
        links, layers = self.document.links, self.project.annotations
        where = self.document.id, self.document.annotator
        assert links.relations == layers.relations(*where)
        assert {row.id: row for row in links.document_labels.values()} == {
            row.id: row for row in layers.document_labels(*where)
        }
        for relation in links.relations:
            for key in (relation.source, relation.target):
                assert links.ends[key] == layers.span(key)
        return links.relations

    def ends(self) -> list[tuple[str, str, str]]:
        """The relations by quote and label."""
        ends = self.document.links.ends
        names = {label.id: label.name for label in self.session.labels}
        return [(ends[r.source].quote, names[r.label], ends[r.target].quote) for r in self.relations]


@pytest.fixture
def session(qapp: object, project: Project, seeds: list[Path]) -> Session:
    importing.run(project, [str(seeds[0])])
    made = Session()
    made.open_project(project, "Mai")
    made.open_document(project.documents.ids()[0])
    return made


@pytest.fixture
def desk(session: Session) -> Any:
    made = Desk(session)
    yield made
    assert checking.check(made.project) == []


def test_a_relation_is_drawn_turned_named_anew_and_taken_away(desk: Desk) -> None:
    (a, b, _), (first, second, *_) = desk.spans, desk.session.relation_labels
    assert desk.links.link(a, b, first)
    assert desk.ends() == [(a.quote, first.name, b.quote)]
    assert desk.links.relabel(desk.relations[0], second)
    assert desk.links.turn(desk.relations[0])
    assert desk.ends() == [(b.quote, second.name, a.quote)]
    assert desk.document.links.of(a.id) == desk.relations
    assert desk.links.unlink(desk.relations[0])
    assert desk.relations == []
    steps = []
    while (edit := desk.session.undo()) is not None:
        steps.append((edit.name, len(desk.relations)))
    assert steps[:4] == [("relation.delete", 1), ("relation.turn", 1), ("relation.relabel", 1), ("relation.add", 0)]
    for _ in range(4 + 3):
        assert desk.session.redo() is not None
    assert desk.relations == []
    assert desk.refused == []


def test_what_cannot_be_a_relation_is_refused_with_a_sentence(desk: Desk) -> None:
    (a, b, _), label = desk.spans, desk.session.relation_labels[0]
    assert desk.links.link(a, b, label)
    assert not desk.links.link(a, b, label)
    assert not desk.links.link(a, a, label)
    assert not desk.links.link(b, a, desk.session.span_labels[0])
    assert not desk.links.link(a, b, desk.session.document_labels[0])
    assert desk.links.link(b, a, label)
    assert not desk.links.turn(desk.relations[0])
    assert desk.links.link(a, b, desk.session.relation_labels[1])
    assert not desk.links.relabel(desk.relations[2], label)
    assert desk.refused == [
        "relation.duplicate", "relation.self", "relation.label", "relation.label", "relation.duplicate",
        "relation.duplicate",
    ]  # fmt: skip
    assert len(desk.relations) == 3


def suggested(desk: Desk, *starts: int) -> list[Span]:
    """Suggestions of ten characters from these places on."""
    project, document = desk.project, desk.document
    machine = project.people.ensure("máy", AnnotatorKind.MACHINE)
    found = [(start, start + 10, desk.session.span_labels[0].id, 0.5) for start in starts]
    new = project.annotations.add_run_spans(document.id, machine.id, document.text, found)
    desk.session.take_suggestions(document.id, new)
    return new


def test_suggestions_that_are_related_are_accepted_by_the_same_edit(desk: Desk) -> None:
    first, second = suggested(desk, 60, 80)
    own, label = desk.spans[0], desk.session.relation_labels[0]
    assert desk.document.suggestions == [first, second]
    assert desk.links.link(first, own, label)
    assert desk.links.link(second, first, label)  # the first is a span of the person by now
    assert desk.ends() == [(first.quote, label.name, own.quote), (second.quote, label.name, first.quote)]
    assert desk.document.suggestions == []
    accepted = [span for span in desk.spans if span.start >= 60]
    assert [(span.origin, span.score) for span in accepted] == [("suggestion", 0.5)] * 2
    assert [answer.answer for answer in desk.document.answers.values()] == ["accepted"] * 2
    desk.session.undo()
    desk.session.undo()
    assert desk.document.suggestions == [first, second]
    assert desk.relations == []
    assert not desk.links.link(first, first, label)
    assert desk.document.suggestions == [first, second]
    assert desk.refused == ["relation.self"]


def test_a_suggestion_has_no_attributes(desk: Desk) -> None:
    [suggestion] = suggested(desk, 60)
    assert not desk.links.set_attribute(suggestion, "x", "y")
    assert desk.refused == ["relation.suggestion"]


def test_a_deleted_span_takes_its_relations_and_undo_brings_all_back(desk: Desk) -> None:
    (a, b, c), label = desk.spans, desk.session.relation_labels[0]
    for source, target in ((a, b), (b, c), (c, a)):
        assert desk.links.link(source, target, label)
    before = desk.relations
    assert desk.acts.delete(b)
    assert desk.ends() == [(c.quote, label.name, a.quote)]
    desk.session.undo()
    assert desk.relations == before
    assert desk.session.redo() is not None
    assert len(desk.relations) == 1


def test_relations_stay_when_a_span_moves_or_changes_its_label(desk: Desk) -> None:
    (a, b, _), label = desk.spans, desk.session.relation_labels[0]
    assert desk.links.link(a, b, label)
    assert desk.acts.move(a, 0, 5)
    assert desk.acts.relabel(desk.spans[0], desk.session.span_labels[4])
    assert desk.ends() == [(desk.document.text[:5].strip(), label.name, b.quote)]


def test_a_relation_of_a_layer_that_is_read_by_stretches_knows_its_ends(desk: Desk) -> None:
    (a, b, _), label = desk.spans, desk.session.relation_labels[0]
    assert desk.links.link(a, b, label)
    desk.session.reread()
    assert desk.ends() == [(a.quote, label.name, b.quote)]
    desk.acts.note(a, "xem lại")
    assert desk.document.links.ends[a.id].note == "xem lại"
    assert desk.relations


def test_labels_are_put_on_the_article_and_taken_off(desk: Desk) -> None:
    first, second, *_ = desk.session.document_labels
    assert desk.links.toggle_document_label(first)
    assert desk.links.toggle_document_label(second)
    assert set(desk.document.links.document_labels) == {first.id, second.id}
    assert desk.links.toggle_document_label(first)
    assert set(desk.document.links.document_labels) == {second.id}
    assert [edit.name for edit in (desk.session.undo(), desk.session.undo()) if edit] == [
        "document-label.delete", "document-label.add",
    ]  # fmt: skip
    assert set(desk.document.links.document_labels) == {first.id}
    assert not desk.links.toggle_document_label(desk.session.span_labels[0])
    assert desk.refused == ["document-label.label"]
    assert desk.relations == []


def test_the_first_label_on_an_article_begins_it(session: Session) -> None:
    assert session.document is not None
    assert LinkActs(session).toggle_document_label(session.document_labels[0])
    assert session.document.state == State.IN_PROGRESS
    session.undo()
    assert session.document.state == State.NEW


def with_rules(desk: Desk, *rules: AttributeRule) -> None:
    acts = LabelActs(desk.session)
    first, *rest = acts.drafts()
    label = spec_of(desk.session.span_labels[0])
    assert first.spec == label
    assert acts.save([Draft(LabelSpec(**{**as_values(label), "attributes": rules}), first.label), *rest])


def as_values(spec: LabelSpec) -> dict[str, Any]:
    return {name: getattr(spec, name) for name in LabelSpec.__slots__}


def test_attributes_are_answered_and_answers_taken_away(desk: Desk) -> None:
    with_rules(desk, GENDER, AttributeRule("thật", "yes-no"), AttributeRule("rõ"))
    steps: list[tuple[str, Any]] = [("giới", "nữ"), ("thật", False), ("rõ", "có"), ("giới", "nam"), ("rõ", " ")]
    for name, value in steps:
        assert desk.links.set_attribute(desk.spans[0], name, value)
    assert desk.spans[0].attributes == {"giới": "nam", "thật": False}
    before = desk.session.next_step("undo")
    assert desk.links.set_attribute(desk.spans[0], "thật", False)  # it says so already
    assert desk.session.next_step("undo") == before
    assert desk.links.set_attribute(desk.spans[0], "thật", None)
    assert not desk.links.set_attribute(desk.spans[0], "giới", "khác")
    assert not desk.links.set_attribute(desk.spans[0], "tuổi", "5")
    assert desk.refused == ["attribute.value", "attribute.unknown"]
    assert desk.spans[0].attributes == {"giới": "nam"}


def test_an_answer_that_the_label_permits_no_more_goes_with_the_rule(desk: Desk) -> None:
    with_rules(desk, GENDER, AttributeRule("rõ"))
    assert desk.links.set_attribute(desk.spans[0], "giới", "nữ")
    assert desk.links.set_attribute(desk.spans[0], "rõ", "có")
    with_rules(desk, AttributeRule("giới", "yes-no"), AttributeRule("rõ"))
    assert desk.spans[0].attributes == {"rõ": "có"}
    desk.session.undo()
    assert desk.spans[0].attributes == {"rõ": "có", "giới": "nữ"}


def test_labels_go_together_with_all_that_hangs_on_them(desk: Desk) -> None:
    (a, b, c), (first, second, *_) = desk.spans, desk.session.relation_labels
    assert desk.links.link(a, b, first)
    assert desk.links.link(b, c, second)
    assert desk.links.link(c, a, first)
    assert desk.links.toggle_document_label(desk.session.document_labels[0])
    before = desk.relations
    acts = LabelActs(desk.session)
    assert acts.spans_of(first.id) == 2
    gone = {a.label, first.id, desk.session.document_labels[0].id}
    assert acts.save([draft for draft in acts.drafts() if draft.label not in gone])
    assert desk.ends() == [(b.quote, second.name, c.quote)]
    assert desk.document.links.document_labels == {}
    desk.session.undo()
    assert desk.relations == before
    assert len(desk.document.links.document_labels) == 1


def test_a_label_in_use_stays_for_what_it_is(desk: Desk) -> None:
    acts = LabelActs(desk.session)
    used, unused = acts.drafts()[0], acts.drafts()[7]

    def saved(draft: Draft) -> bool:
        changed = Draft(LabelSpec(**{**as_values(draft.spec), "scope": Scope.RELATION, "key": ""}), draft.label)
        return acts.save([changed if each == draft else each for each in acts.drafts()])

    with pytest.raises(RefusedError, match=r"label\.scope-used"):
        saved(used)
    assert saved(unused)
    assert unused.spec.name in [label.name for label in desk.session.relation_labels]


def test_an_older_project_gets_the_labels_that_ship(desk: Desk) -> None:
    acts = LabelActs(desk.session)
    before = desk.session.relation_labels
    assert acts.add_shipped(Scope.RELATION)
    assert desk.session.relation_labels == before
    others = [draft for draft in acts.drafts() if draft.spec.scope == Scope.SPAN]
    mine = LabelSpec("làm", key="1", scope=Scope.RELATION)
    assert acts.save([*others, Draft(mine)])
    assert acts.add_shipped(Scope.RELATION)
    assert [label.name for label in desk.session.relation_labels] == ["làm", *(label.name for label in before)]
    assert [label.key for label in desk.session.relation_labels] == ["1", "", "2", "3", "4", "5", "6"]
    assert desk.session.document_labels == []
