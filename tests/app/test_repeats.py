"""What a person says of a name, offered elsewhere in the article: offers, what gives way, and undoing."""

from __future__ import annotations

import time
from typing import Any

import pytest

from annotator.app.acts import Acts
from annotator.app.open_document import OpenDocument
from annotator.app.repeats import MACHINE, MOST, SCORE, Repeats, plan
from annotator.app.session import Session
from annotator.core import edits
from annotator.core.line_kinds import LineKind
from annotator.core.model import AnnotatorKind, Label, NewDocument, Span
from annotator.core.surfaces import surface
from annotator.storage import tally
from annotator.storage.project import Project

TEXT = (
    "Ông Tô Lâm tới Huế.\n"
    "Tổng Bí thư Tô Lâm nói ở Huế, ông Tô  Lâm vui.\n"
    "Menu Huế\n"
    "Đại học Huế và HuếX, chủ tịch Huế.\n"
    "Chủ tịch nước Tô Lâm về.\n"
    "Ông Tô Lâm chào.\n"
)


class Desk:
    """A person at an article with suggestions, and offers written at once."""

    def __init__(self, project: Project, text: str = TEXT) -> None:
        self.project = project
        self.session = Session()
        self.repeats = Repeats(self.session)
        self.acts = Acts(self.session)
        batch = project.documents.begin_batch("test")
        (self.key,) = project.documents.add(batch, [NewDocument("bài.txt", text, "Bài")])
        row = project.documents.batch(batch)
        assert row is not None
        project.journal.apply(edits.show_batch(batch, row, {**row, "state": "visible"}, 1), None)
        self.machine = project.people.ensure("máy", AnnotatorKind.MACHINE)
        self.session.open_project(project, "Lan")

    @property
    def document(self) -> OpenDocument:
        assert self.session.document is not None
        return self.session.document

    def open(self) -> None:
        self.session.open_document(self.key)

    def label(self, name: str) -> Label:
        return next(label for label in self.session.labels if label.name == name)

    def at(self, quote: str, nth: int = 0) -> tuple[int, int]:
        start = -1
        for _ in range(nth + 1):
            start = TEXT.index(quote, start + 1)
        return start, start + len(quote)

    def suggest(self, *found: tuple[tuple[int, int], str]) -> list[Span]:
        rows = [(start, end, self.label(name).id, 0.5) for (start, end), name in found]
        new = self.project.annotations.add_run_spans(self.key, self.machine.id, TEXT, rows)
        self.session.take_suggestions(self.key, new)
        return new

    def add(self, quote: str, name: str, nth: int = 0) -> Span:
        start, end = self.at(quote, nth)
        assert self.acts.add_span(start, end, self.label(name))
        return next(span for span in self.document.spans.between(start, end) if (span.start, span.end) == (start, end))

    def open_now(self) -> list[tuple[int, int, str]]:
        """The open suggestions, when memory, a fresh reading and the kept counts agree."""
        self.repeats.catch_up()
        fresh = OpenDocument(self.project, self.document.document, self.document.annotator)
        assert self.document.suggestions == fresh.suggestions
        assert self.document.answers == fresh.answers
        counts = self.project.annotations.counts(self.key, self.document.annotator)
        assert counts == (len(fresh.spans.all), len(fresh.suggestions))
        assert counts == tally.recount(self.project.store, self.key, self.document.annotator)
        return [(span.start, span.end, self._name(span)) for span in self.document.suggestions]

    def offers(self) -> list[Span]:
        self.repeats.catch_up()
        machines = [one for one in self.project.people.all(AnnotatorKind.MACHINE) if one.name == MACHINE]
        return self.project.annotations.spans(self.key, machines[0].id) if machines else []

    def answered(self) -> list[tuple[int, int, str]]:
        found = self.project.annotations.answers(self.key, self.document.annotator)
        return sorted((answer.start, answer.end, answer.answer) for answer in found)

    def state(self) -> Any:
        return self.open_now(), self.answered(), self.document.spans.all

    def _name(self, span: Span) -> str:
        label = self.session.label(span.label)
        assert label is not None
        return label.name


@pytest.fixture
def desk(qapp: object, project: Project) -> Desk:
    made = Desk(project)
    made.open()
    return made


def test_a_label_by_hand_is_offered_for_the_same_words(desk: Desk) -> None:
    desk.add("Huế", "LOC")
    places = [(*desk.at("Huế", nth), "LOC") for nth in (1, 2, 3, 5)]  # "HuếX" is another word
    assert desk.open_now() == places
    for span in desk.offers():
        assert (span.score, span.quote) == (SCORE, "Huế")
    assert desk.answered() == []
    assert desk.session.next_step("undo").name == "span.add"  # type: ignore[union-attr]


def test_white_space_between_the_words_does_not_count(desk: Desk) -> None:
    desk.add("Tô Lâm", "PER")
    assert (*desk.at("Tô  Lâm"), "PER") in desk.open_now()


def test_what_is_no_name_is_not_offered(desk: Desk) -> None:
    desk.add("ông", "PER")
    assert desk.open_now() == []


def test_nothing_is_offered_over_a_span_of_ones_own_or_in_a_folded_line(desk: Desk) -> None:
    desk.add("Đại học Huế", "ORG")
    desk.acts.set_kind(*desk.at("Menu Huế"), LineKind.MENU)
    desk.add("Huế", "LOC")
    assert desk.open_now() == [(*desk.at("Huế", nth), "LOC") for nth in (1, 5)]
    assert len(desk.offers()) == 2


def test_a_longer_suggestion_stays_and_an_inner_one_gives_way(desk: Desk) -> None:
    longer, inner = desk.suggest((desk.at("Đại học Huế"), "ORG"), (desk.at("Lâm", 1), "LOC"))
    desk.add("Huế", "LOC")
    desk.add("Tô Lâm", "PER")
    found = desk.open_now()
    assert (longer.start, longer.end, "ORG") in found
    assert (*desk.at("Huế", 3), "LOC") not in found
    assert (inner.start, inner.end, "LOC") not in found
    assert (*desk.at("Tô Lâm", 1), "PER") in found
    assert desk.answered() == [(inner.start, inner.end, "corrected")]


def test_accepting_as_it_is_offers_nothing(desk: Desk) -> None:
    (suggestion,) = desk.suggest((desk.at("Huế"), "LOC"))
    assert desk.acts.accept(suggestion)
    assert desk.open_now() == []


def test_a_relabelled_suggestion_replaces_the_same_mistake_elsewhere(desk: Desk) -> None:
    first, second = desk.suggest((desk.at("Huế"), "PER"), (desk.at("Huế", 1), "PER"))
    before = desk.state()
    assert desk.acts.relabel(first, desk.label("LOC"))
    assert desk.open_now() == [(*desk.at("Huế", nth), "LOC") for nth in (1, 2, 3, 5)]
    assert desk.answered() == [(first.start, first.end, "corrected"), (second.start, second.end, "corrected")]
    desk.session.undo()
    assert desk.state() == before
    assert desk.offers() == []
    desk.session.redo()
    assert desk.open_now() == [(*desk.at("Huế", nth), "LOC") for nth in (1, 2, 3, 5)]


def test_moved_edges_replace_the_same_mistake_only(desk: Desk) -> None:
    first, spelt, other, same = desk.suggest(
        (desk.at("Ông Tô Lâm"), "PER"),
        (desk.at("ông Tô  Lâm"), "PER"),
        (desk.at("Chủ tịch nước Tô Lâm"), "PER"),
        (desk.at("Ông Tô Lâm", 1), "PER"),
    )
    before = desk.state()
    assert desk.acts.move(first, first.start + 4, first.end)
    assert desk.open_now() == [
        (*desk.at("Tô Lâm", 1), "PER"),
        (spelt.start, spelt.end, "PER"),  # "ông" is not "Ông"
        (other.start, other.end, "PER"),
        (*desk.at("Tô Lâm", 3), "PER"),
    ]
    assert desk.answered() == [(first.start, first.end, "corrected"), (same.start, same.end, "corrected")]
    desk.session.undo()
    assert desk.state() == before


def test_an_edge_moved_too_far_and_back_leaves_the_offer_as_it_was(desk: Desk) -> None:
    first, _ = desk.suggest((desk.at("Tô Lâm"), "PER"), (desk.at("Tô Lâm", 1), "PER"))
    assert desk.acts.move(first, first.start - 4, first.end)
    (own,) = desk.document.spans.all
    assert own.quote == "Ông Tô Lâm"
    assert desk.acts.move(own, first.start, first.end)
    assert [place for place in desk.open_now() if place[0] == desk.at("Tô Lâm", 1)[0]] == [
        (*desk.at("Tô Lâm", 1), "PER")
    ]


def test_relabelling_again_replaces_the_offers_and_undo_brings_them_back(desk: Desk) -> None:
    span = desk.add("Huế", "PER")
    first = desk.state()
    assert desk.acts.relabel(span, desk.label("LOC"))
    assert {label for _, _, label in desk.open_now()} == {"LOC"}
    (now,) = desk.document.spans.all
    assert desk.acts.relabel(now, desk.label("PER"))
    assert {label for _, _, label in desk.open_now()} == {"PER"}
    desk.session.undo()
    desk.session.undo()
    assert desk.state() == first


def test_undoing_takes_open_offers_away_and_leaves_the_answered(desk: Desk) -> None:
    desk.add("Huế", "LOC")
    desk.open_now()
    accepted = desk.document.suggestions[0]
    assert desk.acts.accept(accepted)
    desk.session.undo()
    desk.session.undo()
    assert desk.state() == ([], [], [])
    desk.session.redo()
    assert len(desk.open_now()) == 4
    assert desk.acts.delete(desk.document.spans.all[0])
    assert desk.open_now() == []
    desk.session.undo()
    assert len(desk.open_now()) == 4


def test_an_offer_that_comes_back_leaves_alone_what_was_suggested_meanwhile(desk: Desk) -> None:
    span = desk.add("Tô Lâm", "PER")
    assert desk.acts.delete(span)
    (inner,) = desk.suggest((desk.at("Lâm", 1), "LOC"))
    desk.session.undo()
    found = desk.open_now()
    assert (inner.start, inner.end, "LOC") in found
    assert (*desk.at("Tô Lâm", 1), "PER") not in found
    assert (*desk.at("Tô  Lâm"), "PER") in found


def test_undoing_twice_at_once_withdraws_no_more_than_one_by_one(desk: Desk) -> None:
    span = desk.add("Huế", "PER")
    first = desk.state()
    assert desk.acts.relabel(span, desk.label("LOC"))
    assert desk.open_now()
    desk.session.undo()
    desk.session.redo()
    desk.session.undo()
    assert desk.document.suggestions  # what was offered goes a moment later
    assert desk.state() == first
    desk.session.undo()
    desk.session.close_document()
    assert desk.offers() == []


def test_undoing_after_a_restart_takes_the_offers_away(desk: Desk) -> None:
    desk.add("Huế", "LOC")
    assert desk.open_now()
    desk.session.close_document()
    desk.open()
    desk.session.undo()
    assert desk.state() == ([], [], [])


def test_a_rejection_is_for_the_same_words_and_label_alone(desk: Desk) -> None:
    desk.suggest(*((desk.at("Huế", nth), "LOC") for nth in (0, 1, 2)))
    per, lower, spaced = desk.suggest((desk.at("Huế", 3), "PER"), (desk.at("ông"), "LOC"), (desk.at("Tô  Lâm"), "PER"))
    before = desk.state()
    assert desk.acts.reject(desk.document.suggestions[0])
    assert desk.open_now() == [
        (s.start, s.end, desk._name(s)) for s in sorted((per, lower, spaced), key=lambda s: s.start)
    ]
    edit = desk.session.next_step("undo")
    assert edit is not None
    assert (edit.name, edit.values) == ("suggestion.reject-same", {"label": "LOC", "quote": "Huế", "n": 3})
    desk.session.undo()
    assert desk.state() == before


def test_a_single_rejection_is_as_before_and_white_space_does_not_count(desk: Desk) -> None:
    one, two = desk.suggest((desk.at("Tô Lâm"), "PER"), (desk.at("Tô  Lâm"), "PER"))
    assert desk.acts.reject(two)
    assert desk.open_now() == []
    desk.session.undo()
    assert desk.acts.accept(one)
    assert desk.acts.reject(two)
    assert desk.session.next_step("undo").name == "suggestion.reject"  # type: ignore[union-attr]


def test_what_was_rejected_is_neither_offered_nor_suggested_again(desk: Desk) -> None:
    (wrong,) = desk.suggest((desk.at("Huế"), "PER"))
    assert desk.acts.reject(wrong)
    desk.suggest((desk.at("Huế", 1), "PER"), (desk.at("Huế", 1), "LOC"))
    assert desk.open_now() == [(*desk.at("Huế", 1), "LOC")]
    desk.add("Huế", "PER", 2)
    assert desk.open_now() == [(*desk.at("Huế", 1), "LOC")]
    assert desk.offers() == []


def test_undoing_a_rejection_opens_what_a_run_rejected_because_of_it_and_redoing_closes_it(desk: Desk) -> None:
    wrong, other = desk.suggest((desk.at("Huế"), "PER"), (desk.at("Tô Lâm"), "PER"))
    assert desk.acts.reject(other)
    assert desk.acts.reject(wrong)
    desk.suggest((desk.at("Huế", 1), "PER"), (desk.at("Tô Lâm", 1), "PER"))
    rejected = desk.open_now(), [place for *place, _ in desk.answered()]
    told: list[list[Span]] = []
    desk.session.suggested.connect(lambda _key, spans: told.append(spans))
    desk.session.undo()
    assert desk.open_now() == [(*desk.at("Huế", nth), "PER") for nth in (0, 1)]
    assert [[(span.start, span.end) for span in spans] for spans in told] == [[desk.at("Huế", 1)]]
    desk.session.redo()
    assert (desk.open_now(), [place for *place, _ in desk.answered()]) == rejected
    desk.session.undo()
    desk.session.undo()
    assert desk.answered() == []
    assert len(desk.open_now()) == 4


def test_what_one_person_rejected_is_suggested_to_another(desk: Desk) -> None:
    (wrong,) = desk.suggest((desk.at("Huế"), "PER"))
    assert desk.acts.reject(wrong)
    desk.suggest((desk.at("Huế", 1), "PER"))
    assert desk.open_now() == []
    desk.session.set_person("Hà")
    assert [place[:2] for place in desk.open_now()] == [desk.at("Huế"), desk.at("Huế", 1)]


def test_offers_are_kept_when_another_article_is_opened_at_once(desk: Desk) -> None:
    desk.add("Huế", "LOC")
    desk.session.close_document()
    assert len(desk.offers()) == 4


def test_a_word_that_stands_everywhere_is_offered_to_a_limit_and_in_time(qapp: object, project: Project) -> None:
    text = "Ở Huế có Huế và mưa Huế, nắng Huế. " * 30_000
    desk = Desk(project, text)
    desk.open()
    document = desk.document
    assert document.lines
    label = desk.label("LOC").id
    start = time.process_time()
    found = plan(document, 2, 5, label)
    rare = plan(document, 0, 5, label)
    seconds = time.process_time() - start
    assert len(found.offers) == MOST
    assert found.offers[0] == (9, 12)
    assert all(surface(text[slice(*place)]) == "Huế" for place in found.offers)
    assert len(rare.offers) == MOST
    assert seconds < 0.1
