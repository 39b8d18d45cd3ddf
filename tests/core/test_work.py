"""The work meter: time with its idle part removed, sessions, and what every edit did."""

from __future__ import annotations

import json
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core import bulk_edits, edits, link_edits
from annotator.core.edits import Edit
from annotator.core.model import Answer, AnswerKind, Label, Origin, Relation, Span
from annotator.core.pace import APART, BREAK, IDLE, PAUSE
from annotator.core.work import SILENT, SINGLE, Act, Deed, Done, deeds_of, measure

LAN = 1
PER, LOC = (Label(key, str(key), name, "", "", "#000000", "", "", "", key) for key, name in ((3, "PER"), (4, "LOC")))

_DEEDS = st.lists(st.tuples(st.sampled_from(list(Deed)), st.integers(1, 3), st.integers(1, 4)), max_size=3).map(tuple)
_GAPS = st.one_of(st.floats(0, 100), st.floats(IDLE, 3 * BREAK), st.floats(-500, 0))
_ACTS = st.lists(st.tuples(_GAPS, st.one_of(st.none(), st.integers(1, 3)), _DEEDS), max_size=40)


def timed(steps: list[tuple[float, int | None, tuple[Done, ...]]]) -> list[Act]:
    at, acts = 1000.0, list[Act]()
    for gap, document, deeds in steps:
        at += gap
        acts.append((at, document, deeds))
    return acts


@given(_ACTS)
def test_every_second_and_deed_is_in_one_session_and_one_article(
    steps: list[tuple[float, int | None, tuple[Done, ...]]],
) -> None:
    acts = timed(steps)
    work = measure(acts)
    articles = list(work.articles.values())
    assert sum(each.seconds for each in articles) == pytest.approx(work.total.seconds)
    assert sum((each.counts for each in articles), Counter()) == work.total.counts
    assert sum((each.counts for each in work.labels.values()), Counter()) == work.total.counts
    with_deeds = any(deeds for _, _, deeds in acts)
    assert bool(work.labels) == with_deeds
    assert sum(each.seconds for each in work.labels.values()) <= work.total.seconds + 1e-6
    assert work.today.seconds == 0


@given(_ACTS)
def test_the_time_is_the_sum_of_the_gaps_by_the_rule(
    steps: list[tuple[float, int | None, tuple[Done, ...]]],
) -> None:
    acts = timed(steps)
    times = [act[0] for act in acts]
    gaps = [float("inf")] + [late - early for early, late in pairwise(times)]
    work = measure(acts)
    expected = sum(gap if 0 <= gap <= IDLE else PAUSE for gap in gaps[: len(times)])
    assert work.total.seconds == pytest.approx(expected)
    assert len(work.sittings) == sum(gap > BREAK for gap in gaps[: len(times)])


@given(_ACTS, st.integers(0, 40))
def test_today_is_what_came_since_midnight(steps: list[tuple[float, int | None, tuple[Done, ...]]], place: int) -> None:
    acts = timed([(abs(gap), document, deeds) for gap, document, deeds in steps])
    midnight = acts[place][0] if place < len(acts) else float("inf")
    today = measure(acts, midnight).today
    late = [deed for at, _, deeds in acts if at >= midnight for deed in deeds]
    assert today.counts.total() == sum(times for _, _, times in late)


def test_sessions_pauses_and_pace() -> None:
    one: tuple[Done, ...] = ((Deed.ADDED, 3, 1),)
    starts = [100.0, 105.0, 112.0, 112.0 + 61, 112.0 + 61 + BREAK + 1]
    work = measure([(at, 1, one) for at in starts])
    first, second = work.sittings
    assert (first.start, first.end, second.start, second.end) == (100.0, starts[3], starts[4], starts[4])
    assert first.figures.seconds == PAUSE + 5 + 7 + PAUSE
    assert first.figures.entities == 4
    assert first.figures.per_entity == 8
    assert first.figures.per_hour == 450
    assert second.figures.seconds == PAUSE
    assert measure([]).total.per_entity is None
    assert measure([]).total.per_hour is None


def test_undone_work_costs_its_time_alone() -> None:
    work = measure([(0.0, 1, ((Deed.ADDED, 3, 1),)), (20.0, 1, ()), (30.0, 2, ((Deed.ACCEPTED, 4, 2),))])
    assert work.articles[1].seconds == PAUSE + 20
    assert work.articles[1].entities == 1
    assert work.articles[2].entities == 2
    assert (work.labels[3].seconds, work.labels[4].seconds) == (PAUSE, 10)


def span(key: int, start: int, label: int = PER.id, annotator: int = LAN, origin: str = Origin.MANUAL) -> Span:
    return Span(key, f"u{key}", 7, annotator, start, start + 4, label, "Quốc", origin=origin)


def answer(key: int, about: Span, kind: AnswerKind) -> Answer:
    return Answer(key, 7, LAN, about.start, about.end, about.label, kind)


def told(edit: Edit) -> Counter[tuple[Deed, int]]:
    changes = json.loads(json.dumps([[c.table, c.key, c.before, c.after] for c in edit.changes]))
    return Counter({(deed, label): times for deed, label, times in deeds_of(changes, LAN)})


MINE, OTHER = span(1, 10), span(2, 20, LOC.id)
HINT, HINTS = span(3, 10, annotator=9), [span(4, 30, annotator=9), span(5, 40, annotator=9)]
RELATION = Relation(1, "r", 7, LAN, 1, 2, 8)

SINGLES = [
    (edits.add_span(MINE, "PER"), Deed.ADDED, PER.id),
    (edits.answering(edits.add_span(MINE, "PER"), [answer(1, OTHER, AnswerKind.CORRECTED)]), Deed.ADDED, PER.id),
    (edits.remove_span(OTHER), Deed.REMOVED, LOC.id),
    (link_edits.with_relations(edits.remove_span(OTHER), [RELATION]), Deed.REMOVED, LOC.id),
    (edits.relabel_span(MINE, LOC), Deed.RELABELLED, LOC.id),
    (edits.move_span(MINE, span(1, 11)), Deed.MOVED, PER.id),
    (edits.accept(MINE, answer(1, HINT, AnswerKind.ACCEPTED), "PER"), Deed.ACCEPTED, PER.id),
    (edits.accept(OTHER, answer(1, HINT, AnswerKind.CORRECTED), "LOC"), Deed.CORRECTED, LOC.id),
    (edits.reject(answer(1, HINT, AnswerKind.REJECTED), "Quốc", "PER"), Deed.REJECTED, PER.id),
    (edits.skip(answer(1, HINT, AnswerKind.SKIPPED), "Quốc", "PER"), Deed.SKIPPED, PER.id),
]


@pytest.mark.parametrize(("edit", "deed", "label"), SINGLES, ids=lambda value: getattr(value, "name", ""))
def test_edits_of_one_span_do_what_their_name_says(edit: Edit, deed: Deed, label: int) -> None:
    assert told(edit) == {(deed, label): 1}
    assert SINGLE.get(edit.name, Deed.REMOVED) == deed
    if edit.name in SINGLE:
        assert edit.changes[0].after is not None
        assert edit.changes[0].after["label"] == label


def test_every_single_name_is_that_of_an_edit() -> None:
    assert set(SINGLE) <= {edit.name for edit, _, _ in SINGLES}


def test_edits_of_many_spans_count_each() -> None:
    pairs = [(span(10 + n, each.start), answer(n, each, AnswerKind.ACCEPTED)) for n, each in enumerate(HINTS)]
    assert told(edits.accept_all(pairs, 7)) == {(Deed.ACCEPTED, PER.id): 2}
    refused = [answer(n, each, AnswerKind.REJECTED) for n, each in enumerate((HINT, *HINTS))]
    assert told(edits.reject_same(refused, "Quốc", "PER")) == {(Deed.REJECTED, PER.id): 3}
    added = bulk_edits.add_many([MINE, span(6, 50)], "PER", [answer(1, HINT, AnswerKind.ACCEPTED)])
    assert told(added) == {(Deed.ADDED, PER.id): 1, (Deed.ACCEPTED, PER.id): 1}
    assert told(bulk_edits.relabel_many([MINE], [OTHER], LOC)) == {
        (Deed.RELABELLED, LOC.id): 1, (Deed.REMOVED, LOC.id): 1}  # fmt: skip
    assert told(bulk_edits.remove_many([MINE, OTHER])) == {(Deed.REMOVED, PER.id): 1, (Deed.REMOVED, LOC.id): 1}


def test_what_is_no_deed() -> None:
    assert told(edits.note_span(MINE, "?")) == {}
    assert told(edits.add_span(span(1, 10, annotator=2), "PER")) == {}
    assert not [name for name in SINGLE if name.startswith((*SILENT, *APART))]
