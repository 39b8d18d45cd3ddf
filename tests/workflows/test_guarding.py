"""What guarded articles say of a machine: counted where suggestions were hidden, held against where they were seen."""

from __future__ import annotations

import pytest

from annotator.core import edits
from annotator.core.draw import draw, limit
from annotator.core.guard_figures import Evidence
from annotator.core.ids import new_uid
from annotator.core.model import Annotator, AnnotatorKind, Answer, AnswerKind, Assignment, NewDocument, Span, State
from annotator.storage import guard_history
from annotator.storage.project import Project
from annotator.workflows import guarding

TEXT = "Ông Tô Lâm tới Huế, Hội An, Đà Nẵng và Sa Pa."
RIGHT = {"Tô Lâm": "PER", "Huế": "LOC", "Đà Nẵng": "LOC", "Sa Pa": "LOC"}
"""What a person says unaided; the machine calls Hội An an organisation and does not know Sa Pa."""
SAID = {"Tô Lâm": "PER", "Huế": "LOC", "Hội An": "ORG", "Đà Nẵng": "LOC"}


class Desk:
    """A person with many short articles, some of them guarded."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.lan = project.people.find("Lan")
        self.machine = project.people.ensure("máy", AnnotatorKind.MACHINE)
        self.labels = {label.name: label.id for label in project.labels.all()}
        batch = project.documents.begin_batch("test")
        keys = project.documents.add(batch, [NewDocument(f"{n}.txt", f"{n} {TEXT}", str(n)) for n in range(60)])
        row = project.documents.batch(batch)
        assert row is not None
        project.journal.apply(edits.show_batch(batch, row, {**row, "state": "visible"}, len(keys)), None)
        for key in keys:
            project.annotations.add_run_spans(
                key, self.machine.id, project.documents.text(key),
                [(*self.place(key, words), self.labels[label], 0.9) for words, label in SAID.items()],
            )  # fmt: skip
        guard_history.set_share(project.store, 50)
        uid = project.uid
        self.guarded = [key for key in keys if draw(project.documents.get(key).uid, uid) < limit(50)]
        self.open = [key for key in keys if key not in self.guarded]

    def place(self, key: int, words: str) -> tuple[int, int]:
        start = self.project.documents.text(key).index(words)
        return start, start + len(words)

    def label(self, key: int, words: str, label: str, is_accepted: bool = False) -> None:
        span = Span(
            self.project.store.next_id("span"), new_uid(), key, self.lan.id, *self.place(key, words),
            self.labels[label], words,
        )  # fmt: skip
        edit = edits.add_span(span, label)
        if is_accepted:
            triple = (span.start, span.end, span.label)
            number = self.project.store.next_id("answer")
            edit = edits.accept(span, Answer(number, key, self.lan.id, *triple, AnswerKind.ACCEPTED), label)
        self.project.journal.apply(edit, self.lan.id)

    def finish(self, key: int, state: State = State.DONE) -> None:
        before = self.project.annotations.assignment(key, self.lan.id)
        number = before.id if before else self.project.store.next_id("assignment")
        edit = edits.set_state(before, Assignment(number, key, self.lan.id, state))
        self.project.journal.apply(edit, self.lan.id)


@pytest.fixture
def desk(project: Project) -> Desk:
    return Desk(project)


def test_the_figures_and_the_share_of_wrong_ones_accepted(desk: Desk) -> None:
    for key in desk.guarded[:10]:
        for words, label in RIGHT.items():
            desk.label(key, words, label)
        desk.finish(key)
        desk.label(key, "Hội An", "ORG", is_accepted=True)  # seen too late to count
    for number, key in enumerate(desk.open[:12]):
        for words, label in SAID.items():
            if label != "ORG" or number < 3:
                desk.label(key, words, label, is_accepted=True)
        desk.finish(key)
    found = guarding.figures(desk.project, desk.lan, desk.machine)
    assert (found.share, found.articles, found.other_articles) == (50, 10, 12)
    assert found.hidden == len(desk.guarded) - 10
    assert (found.guarded.against, found.guarded.gold, found.guarded.right) == (40, 40, 30)
    assert (found.others.against, found.others.right) == (48, 39)
    assert found.precision is not None
    assert found.recall is not None
    assert found.precision.share == found.recall.share == 0.75
    assert found.wrongly_accepted == pytest.approx((39 / 48 - 0.75) / 0.25)
    assert found.wrongly_accepted == pytest.approx(3 / 12)
    assert found.evidence == [Evidence("Hội An", "ORG", 3)]


def test_a_name_that_was_right_somewhere_is_no_evidence(desk: Desk) -> None:
    for number, key in enumerate(desk.guarded[:2]):
        if number:
            desk.label(key, "Hội An", "ORG")
        desk.finish(key)
    desk.label(desk.open[0], "Hội An", "ORG", is_accepted=True)
    assert "Hội An" not in {each.words for each in guarding.figures(desk.project, desk.lan, desk.machine).evidence}


def test_too_few_make_no_figure(desk: Desk) -> None:
    desk.finish(desk.guarded[0])
    found = guarding.figures(desk.project, desk.lan, desk.machine)
    assert found.guarded.against == 4
    assert found.precision is None
    assert found.wrongly_accepted is None


def test_without_a_machine_only_the_counts(desk: Desk) -> None:
    desk.finish(desk.guarded[0])
    desk.finish(desk.open[0])
    found = guarding.figures(desk.project, desk.lan, None)
    assert (found.articles, found.other_articles, found.guarded.against) == (1, 1, 0)


def test_each_person_has_figures_of_their_own(desk: Desk) -> None:
    desk.finish(desk.guarded[0])
    minh: Annotator = desk.project.people.ensure("Minh")
    found = guarding.figures(desk.project, minh, desk.machine)
    assert (found.articles, found.hidden) == (0, len(desk.guarded))
